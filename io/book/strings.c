/* strings.c - shared texts: kept in one block, and read from xl/sharedStrings.xml */
#include "book/strings.h"

#include "book/xml.h"

static const char *const what = "the texts of a workbook";

/* Twice the room, as far as the memory limit allows. */
static gvc_status grow(gvc_ctx *ctx, void **block, size_t used, size_t *room, size_t size)
{
    size_t more = *room == 0 ? 1024 : 2 * *room;
    gvc_status status = gvc_need_memory(ctx, more * size, what);
    void *grown = status == GVC_OK ? gvc_realloc(*block, used, more, size) : NULL;
    if (grown == NULL) {
        return status == GVC_OK ? gvc_fail_memory(ctx, more * size, what) : status;
    }
    *block = grown;
    *room = more;
    return GVC_OK;
}

gvc_status gvc_strings_add(gvc_ctx *ctx, gvc_strings *s, const char *chars, size_t length)
{
    while (s->room - s->length < length + 1) {
        void *block = s->chars;
        gvc_status status = grow(ctx, &block, s->length, &s->room, 1);
        if (status != GVC_OK) {
            return status;
        }
        s->chars = block;
    }
    memcpy(s->chars + s->length, chars, length);
    s->length += length;
    return GVC_OK;
}

gvc_status gvc_strings_end(gvc_ctx *ctx, gvc_strings *s)
{
    gvc_status status = gvc_strings_add(ctx, s, "", 0);
    if (status == GVC_OK && s->count == s->starts_room) {
        void *block = s->starts;
        size_t room = (size_t)s->starts_room;
        status = grow(ctx, &block, (size_t)s->count, &room, sizeof *s->starts);
        s->starts = block;
        s->starts_room = (gvc_idx)room;
    }
    if (status != GVC_OK) {
        return status;
    }
    s->chars[s->length++] = '\0';
    gvc_strings_unescape(s->chars + s->from);
    s->starts[s->count++] = s->from;
    s->from = s->length;
    return GVC_OK;
}

void gvc_strings_free(gvc_strings *s)
{
    gvc_release(s->chars);
    gvc_release(s->starts);
    *s = (gvc_strings){0};
}

static int hex(char c)
{
    const char *const digits = "0123456789abcdef", *const upper = "0123456789ABCDEF";
    const char *at = c == '\0' ? NULL : strchr(digits, c);
    const char *at_upper = c == '\0' ? NULL : strchr(upper, c);
    return at != NULL ? (int)(at - digits) : at_upper != NULL ? (int)(at_upper - upper) : -1;
}

/* The code of "_xHHHH_" at `at`; -1 where that is not one. */
static int escaped(const char *at)
{
    int code = 0;
    if (at[0] != '_' || at[1] != 'x') {
        return -1;
    }
    for (int i = 2; i < 6; i++) {
        int digit = hex(at[i]);
        if (digit < 0) {
            return -1;
        }
        code = 16 * code + digit;
    }
    return at[6] == '_' ? code : -1;
}

void gvc_strings_unescape(char *text)
{
    char *to = strstr(text, "_x");
    for (const char *from = to; from != NULL && *from != '\0';) {
        int code = escaped(from);
        /* Control characters become blanks: no label needs them. */
        bool plain = code < 0 || code >= 0x80;
        *to++ = plain ? *from : (char)(code < 0x20 || code == 0x7f ? ' ' : code);
        from += plain ? 1 : 7;
        *to = *from == '\0' ? '\0' : *to;
    }
}

/* ---- the part -------------------------------------------------------------------------------- */
typedef struct reading {
    gvc_xml x; /* first */
    gvc_strings *strings;
    bool in_text, in_item;
    int skip; /* depth within a reading */
} reading;

static void XMLCALL start(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    (void)attributes;
    if (!gvc_xml_enter(&r->x, name)) {
        return;
    }
    const char *local = gvc_xml_local(&r->x, name);
    r->skip += r->skip > 0 || (r->in_item && strcmp(local, "rPh") == 0);
    if (r->skip == 0 && strcmp(local, "si") == 0) {
        r->in_item = true;
    }
    r->in_text = r->skip == 0 && r->in_item && strcmp(local, "t") == 0;
}

static void XMLCALL end(void *user, const char *name)
{
    reading *r = user;
    gvc_xml_leave(&r->x);
    r->in_text = false;
    if (r->skip > 0) {
        r->skip--;
        return;
    }
    if (r->in_item && strcmp(gvc_xml_local(&r->x, name), "si") == 0) {
        r->in_item = false;
        gvc_status status = gvc_strings_end(r->x.ctx, r->strings);
        if (status != GVC_OK) {
            gvc_xml_stop(&r->x, status);
        }
    }
}

static void XMLCALL text(void *user, const char *chars, int length)
{
    reading *r = user;
    if (r->in_text && !r->x.stopped) {
        gvc_status status = gvc_strings_add(r->x.ctx, r->strings, chars, (size_t)length);
        if (status != GVC_OK) {
            gvc_xml_stop(&r->x, status);
        }
    }
}

gvc_status gvc_strings_read_xml(gvc_ctx *ctx, gvc_strings *out, const gvc_zip *zip, gvc_idx part)
{
    reading r = {.strings = out};
    return gvc_xml_run(ctx, &r.x, zip, part, start, end, text);
}
