/* rstream.h - files of R put together item by item, as tests want them: right ones and wrong ones
 */
#ifndef GVC_TESTS_RSTREAM_H
#define GVC_TESTS_RSTREAM_H

#include <criterion/criterion.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "folder.h"

typedef struct rstream {
    char *bytes;
    size_t length, room;
} rstream;

enum { R_ATTR = 0x200, R_TAG = 0x400, R_OBJECT = 0x100 };

static inline void r_bytes(rstream *s, const void *bytes, size_t count)
{
    if (s->length + count > s->room) {
        s->room = 2 * (s->length + count) + 256;
        s->bytes = realloc(s->bytes, s->room);
        cr_assert(s->bytes != NULL);
    }
    memcpy(s->bytes + s->length, bytes, count);
    s->length += count;
}

static inline void r_int(rstream *s, int32_t value)
{
    uint32_t v = (uint32_t)value;
    const unsigned char bytes[] = {(unsigned char)(v >> 24), (unsigned char)(v >> 16),
                                   (unsigned char)(v >> 8), (unsigned char)v};
    r_bytes(s, bytes, sizeof bytes);
}

static inline void r_real(rstream *s, double value)
{
    uint64_t v;
    memcpy(&v, &value, sizeof v);
    r_int(s, (int32_t)(uint32_t)(v >> 32));
    r_int(s, (int32_t)(uint32_t)v);
}

/* "RDX3", its form and version: 2 or 3. */
static inline void r_header(rstream *s, int version)
{
    char magic[24];
    snprintf(magic, sizeof magic, "RDX%d\n", version);
    r_bytes(s, magic, 5);
    r_bytes(s, "X\n", 2);
    r_int(s, version);
    r_int(s, 0x00040300);
    r_int(s, version == 2 ? 0x00020300 : 0x00030500);
    if (version == 3) {
        r_int(s, 5);
        r_bytes(s, "UTF-8", 5);
    }
}

static inline void r_chars(rstream *s, const char *text)
{
    r_int(s, 0x00040009);
    r_int(s, text == NULL ? -1 : (int32_t)strlen(text));
    r_bytes(s, text == NULL ? "" : text, text == NULL ? 0 : strlen(text));
}

static inline void r_symbol(rstream *s, const char *name)
{
    r_int(s, 1);
    r_chars(s, name);
}

/* The head of a pair with a tag; its item follows, then the next pair or r_nil. */
static inline void r_pair(rstream *s, const char *tag)
{
    r_int(s, 2 | R_TAG);
    r_symbol(s, tag);
}

static inline void r_nil(rstream *s)
{
    r_int(s, 254);
}

/* Heads of vectors; `flags`: R_ATTR where attributes follow the values. */
static inline void r_vector(rstream *s, int type, int32_t length, int flags)
{
    r_int(s, type | flags);
    r_int(s, length);
}

static inline void r_texts(rstream *s, const char *const *texts, int32_t count, int flags)
{
    r_vector(s, 16, count, flags);
    for (int32_t i = 0; i < count; i++) {
        r_chars(s, texts[i]);
    }
}

static inline void r_reals(rstream *s, const double *values, int32_t count, int flags)
{
    r_vector(s, 14, count, flags);
    for (int32_t i = 0; i < count; i++) {
        r_real(s, values[i]);
    }
}

static inline void r_integers(rstream *s, const int32_t *values, int32_t count, int flags)
{
    r_vector(s, 13, count, flags);
    for (int32_t i = 0; i < count; i++) {
        r_int(s, values[i]);
    }
}

/* 1 .. count as R keeps it since 3.5. */
static inline void r_sequence(rstream *s, double count, double start, double step)
{
    const double parts[] = {count, start, step};
    r_int(s, 238);
    r_int(s, 2);
    r_symbol(s, "compact_intseq");
    r_int(s, 2);
    r_symbol(s, "base");
    r_int(s, 2);
    r_integers(s, (const int32_t[]){13}, 1, 0);
    r_nil(s);
    r_reals(s, parts, 3, 0);
    r_nil(s);
}

static inline void r_write(rstream *s, const char *name)
{
    write_bytes(name, s->bytes, s->length);
    free(s->bytes);
    *s = (rstream){0};
}

#endif
