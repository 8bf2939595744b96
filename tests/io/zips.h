/* zips.h - zips of any kind, made byte by byte, for tests */
#ifndef GVC_TESTS_ZIPS_H
#define GVC_TESTS_ZIPS_H

#include <libdeflate.h>

#include "folder.h"

typedef struct zip_item {
    const char *name, *bytes;
    size_t length; /* 0: bytes is a text */
    bool stored;
    bool descriptor; /* sizes behind the member only, as written to a pipe */
    bool wide;       /* zip64 */
    bool damaged;    /* the directory states another checksum */
    int longer;      /* the size that the directory states is that much too large */
    unsigned method; /* other than the true one */
    unsigned flags;
} zip_item;

/* Bytes that grow. */
typedef struct zip_bytes {
    unsigned char *bytes;
    size_t length, room;
} zip_bytes;

static inline void zip_add(zip_bytes *z, const void *bytes, size_t length)
{
    if (z->length + length > z->room) {
        z->room = 2 * (z->length + length);
        z->bytes = realloc(z->bytes, z->room);
        cr_assert(z->bytes != NULL);
    }
    if (length > 0) {
        memcpy(z->bytes + z->length, bytes, length);
    }
    z->length += length;
}

static inline void zip_number(zip_bytes *z, uint64_t value, int bytes)
{
    for (int k = 0; k < bytes; k++) {
        unsigned char c = (unsigned char)(k < 8 ? value >> 8 * k : 0);
        zip_add(z, &c, 1);
    }
}

/* Deflated, to be freed. */
static inline unsigned char *zip_deflate(const void *bytes, size_t length, size_t *packed)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
    size_t room = libdeflate_deflate_compress_bound(c, length);
    unsigned char *out = malloc(room + 1);
    *packed = libdeflate_deflate_compress(c, bytes, length, out, room);
    cr_assert(*packed > 0);
    libdeflate_free_compressor(c);
    return out;
}

/* Version, flags, method, time, checksum, sizes, lengths: the same in both headers. */
static inline void zip_header(zip_bytes *z, const zip_item *item, uint32_t crc, uint64_t packed,
                              uint64_t size, size_t extra)
{
    zip_number(z, item->wide ? 45 : 20, 2);
    zip_number(z, item->flags | (item->descriptor ? 8u : 0), 2);
    zip_number(z, item->method != 0 ? item->method : item->stored ? 0 : 8, 2);
    zip_number(z, 0x00210000, 4);
    zip_number(z, crc, 4);
    zip_number(z, item->wide ? UINT32_MAX : packed, 4);
    zip_number(z, item->wide ? UINT32_MAX : size, 4);
    zip_number(z, strlen(item->name), 2);
    zip_number(z, extra, 2);
}

static inline void zip_member(zip_bytes *z, zip_bytes *directory, const zip_item *item)
{
    size_t length = item->length > 0 ? item->length : strlen(item->bytes), packed = length;
    unsigned char *deflated = item->stored ? NULL : zip_deflate(item->bytes, length, &packed);
    uint32_t crc = libdeflate_crc32(0, item->bytes, length), stated = crc ^ item->damaged;
    uint64_t at = z->length, size = length + (size_t)item->longer;
    zip_number(z, 0x04034b50, 4);
    zip_header(z, item, item->descriptor ? 0 : crc, item->descriptor ? 0 : packed,
               item->descriptor ? 0 : length, item->wide ? 20 : 0);
    zip_add(z, item->name, strlen(item->name));
    if (item->wide) {
        zip_number(z, 1, 2);
        zip_number(z, 16, 2);
        zip_number(z, length, 8);
        zip_number(z, packed, 8);
    }
    zip_add(z, item->stored ? (const void *)item->bytes : deflated, packed);
    if (item->descriptor) {
        zip_number(z, 0x08074b50, 4);
        zip_number(z, crc, 4);
        zip_number(z, packed, 4);
        zip_number(z, length, 4);
    }
    zip_number(directory, 0x02014b50, 4);
    zip_number(directory, 20, 2);
    zip_header(directory, item, stated, packed, size, item->wide ? 28 : 0);
    zip_number(directory, 0, 10);
    zip_number(directory, item->wide ? UINT32_MAX : at, 4);
    zip_add(directory, item->name, strlen(item->name));
    if (item->wide) {
        zip_number(directory, 1, 2);
        zip_number(directory, 24, 2);
        zip_number(directory, size, 8);
        zip_number(directory, packed, 8);
        zip_number(directory, at, 8);
    }
    free(deflated);
}

/* A zip of these; wide: with the end records of zip64. To be freed (bytes). */
static inline zip_bytes zip_make(const zip_item *items, size_t count, bool wide,
                                 const char *comment)
{
    zip_bytes z = {0}, directory = {0};
    for (size_t i = 0; i < count; i++) {
        zip_member(&z, &directory, &items[i]);
    }
    uint64_t at = z.length, end = at + directory.length;
    zip_add(&z, directory.bytes, directory.length);
    if (wide) {
        zip_number(&z, 0x06064b50, 4);
        zip_number(&z, 44, 8);
        zip_number(&z, 0x002d002d, 4);
        zip_number(&z, 0, 8);
        zip_number(&z, count, 8);
        zip_number(&z, count, 8);
        zip_number(&z, directory.length, 8);
        zip_number(&z, at, 8);
        zip_number(&z, 0x07064b50, 4);
        zip_number(&z, 0, 4);
        zip_number(&z, end, 8);
        zip_number(&z, 1, 4);
    }
    zip_number(&z, 0x06054b50, 4);
    zip_number(&z, 0, 4);
    zip_number(&z, wide ? 0xffff : count & 0xffff, 2);
    zip_number(&z, wide ? 0xffff : count & 0xffff, 2);
    zip_number(&z, wide ? UINT32_MAX : directory.length, 4);
    zip_number(&z, wide ? UINT32_MAX : at, 4);
    zip_number(&z, strlen(comment), 2);
    zip_add(&z, comment, strlen(comment));
    free(directory.bytes);
    return z;
}

static inline void zip_write(const char *path, const zip_item *items, size_t count)
{
    zip_bytes z = zip_make(items, count, false, "");
    write_bytes(path, (const char *)z.bytes, z.length);
    free(z.bytes);
}

#endif
