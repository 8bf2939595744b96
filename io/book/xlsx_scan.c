/* xlsx_scan.c - a sheet as spreadsheet programs write it, without a parser of any XML
 *
 * Elements of no prefix, attributes in quotes, texts of UTF-8 with the entities that XML itself
 * has: that much is read here. At anything else - a comment, a prefix, another encoding, a cell
 * longer than it should be, what is no XML - the scanner is not sure and leaves the rest to the
 * parser, which also words what is wrong. The window ends with a NUL, where every loop stops. */
#include <string.h>
#include <strings.h>

#include "book/xlsx_cell.h"
#include "text/csv.h"

enum { WINDOW = 512 * 1024, AHEAD = 64 * 1024 };

typedef struct scan {
    gvc_xlsx_cell cell;
    gvc_ctx *ctx;
    gvc_stream *stream;
    char *window; /* WINDOW + 1 */
    char *at, *end;
    bool ended;  /* nothing follows what is in the window */
    bool unsure; /* so is everything from here on */
    gvc_status status;
} scan;

/* A slice of the window, NULL = none. */
typedef struct slice {
    const char *text;
    size_t length;
} slice;

/* At least AHEAD bytes, or all that are left. False after an error. */
static bool fill(scan *s)
{
    size_t left = (size_t)(s->end - s->at), got = 0;
    if (left >= AHEAD || s->ended) {
        return true;
    }
    memmove(s->window, s->at, left);
    s->status =
        gvc_stream_read(s->ctx, s->stream, (unsigned char *)s->window + left, WINDOW - left, &got);
    s->ended = got < WINDOW - left;
    s->at = s->window;
    s->end = s->window + left + got;
    *s->end = '\0';
    return s->status == GVC_OK;
}

static bool leave(scan *s)
{
    s->unsure = true;
    return false;
}

static bool check(scan *s, gvc_status status)
{
    s->status = status;
    return status == GVC_OK && !s->cell.cells->stop;
}

/* ---- markup ---------------------------------------------------------------------------------- */
static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

static void skip_space(scan *s)
{
    while (is_space(*s->at)) {
        s->at++;
    }
}

/* Over `text`, if it stands here. */
static bool take(scan *s, const char *text)
{
    size_t length = strlen(text);
    bool here = strncmp(s->at, text, length) == 0;
    s->at += here ? length : 0;
    return here;
}

/* The same for the start of an element: what follows its name is no part of it. */
static bool take_name(scan *s, const char *name)
{
    size_t length = strlen(name);
    bool here = strncmp(s->at, name, length) == 0 &&
                (is_space(s->at[length]) || s->at[length] == '>' || s->at[length] == '/');
    s->at += here ? length : 0;
    return here;
}

/* The attributes up to '>': those called r and t (either may be NULL). *closed: the element has no
 * content. */
static bool take_attributes(scan *s, slice *r, slice *t, bool *closed)
{
    for (;;) {
        skip_space(s);
        if (*s->at == '>' || (*s->at == '/' && s->at[1] == '>')) {
            *closed = *s->at == '/';
            s->at += *closed ? 2 : 1;
            return true;
        }
        const char *name = s->at;
        while ((unsigned char)*s->at > ' ' && *s->at != '=' && *s->at != '<' && *s->at != '>' &&
               *s->at != '/') {
            s->at++;
        }
        size_t length = (size_t)(s->at - name);
        char quote = s->at[0] == '=' ? s->at[1] : '\0';
        if (length == 0 || (quote != '"' && quote != '\'')) {
            return leave(s);
        }
        const char *value = s->at += 2;
        while (*s->at != quote && (unsigned char)*s->at >= ' ' && *s->at != '<' && *s->at != '&') {
            s->at++;
        }
        if (*s->at != quote) {
            return leave(s);
        }
        slice *to = length != 1 ? NULL : *name == 'r' ? r : *name == 't' ? t : NULL;
        if (to != NULL) {
            *to = (slice){value, (size_t)(s->at - value)};
        }
        s->at++;
    }
}

/* ---- texts ----------------------------------------------------------------------------------- */
/* The character of "amp;" and its like; *length is that of the entity. '\0' for others. */
static char entity(const char *at, size_t *length)
{
    static const struct {
        const char *name;
        char c;
    } known[] = {{"amp;", '&'}, {"lt;", '<'}, {"gt;", '>'}, {"quot;", '"'}, {"apos;", '\''}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        *length = strlen(known[i].name);
        if (strncmp(at, known[i].name, *length) == 0) {
            return known[i].c;
        }
    }
    return '\0';
}

/* Text up to the next '<', in place, with its entities resolved; not yet NUL-ended. */
static bool take_text(scan *s, slice *out)
{
    char *to = s->at;
    bool plain = true;
    out->text = s->at;
    for (; *s->at != '<'; s->at++) {
        unsigned char c = (unsigned char)*s->at;
        size_t length = 0;
        char meant = c == '&' ? entity(s->at + 1, &length) : *s->at;
        if (meant == '\0' || (c < ' ' && c != '\n' && c != '\t')) {
            return leave(s);
        }
        plain = plain && c < 0x80;
        *to++ = meant;
        s->at += length;
    }
    out->length = (size_t)(to - out->text);
    return plain || gvc_is_utf8(out->text, out->length) || leave(s);
}

/* A formula, which is not looked at. */
static bool skip_formula(scan *s)
{
    bool closed = false;
    if (!take_attributes(s, NULL, NULL, &closed) || closed) {
        return !s->unsure;
    }
    while (*s->at != '<' && *s->at != '\0') {
        s->at++;
    }
    return take(s, "</f>") || leave(s);
}

/* <is> of one text; runs of formatted text are the parser's. */
static bool take_inline(scan *s, slice *value)
{
    bool closed = false;
    if (!take(s, "<t") || !take_attributes(s, NULL, NULL, &closed)) {
        return leave(s);
    }
    return closed ? take(s, "</is>") || leave(s)
                  : take_text(s, value) && (take(s, "</t></is>") || leave(s));
}

/* ---- cells ----------------------------------------------------------------------------------- */
/* Up to </c>, and hands the value on. */
static bool take_content(scan *s)
{
    slice value = {NULL, 0};
    for (;;) {
        skip_space(s);
        bool good;
        if (take(s, "</c>")) {
            break;
        }
        if (take(s, "<v>")) {
            good = take_text(s, &value) && (take(s, "</v>") || leave(s));
        } else if (take_name(s, "<f")) {
            good = skip_formula(s);
        } else if (take(s, "<is>")) {
            good = take_inline(s, &value);
        } else {
            good = take(s, "<v/>") || leave(s);
        }
        if (!good) {
            return false;
        }
    }
    if (value.length == 0) {
        return true;
    }
    char *text = s->window + (value.text - s->window);
    text[value.length] = '\0'; /* where its end tag was */
    return (value.length <= GVC_BOOK_TEXT || leave(s)) &&
           check(s, gvc_xlsx_hand_on(&s->cell, text, value.length));
}

static bool take_cell(scan *s)
{
    slice reference = {NULL, 0}, type = {"", 0};
    bool closed = false;
    if (!take_attributes(s, &reference, &type, &closed)) {
        return false;
    }
    s->cell.type = gvc_xlsx_type(type.text, type.length);
    return check(s, gvc_xlsx_begin_cell(&s->cell, reference.text, reference.length)) &&
           (closed || take_content(s));
}

static bool take_row(scan *s)
{
    slice number = {NULL, 0};
    bool closed = false;
    if (!take_attributes(s, &number, NULL, &closed) ||
        !check(s, gvc_xlsx_begin_row(&s->cell, number.text, number.length))) {
        return false;
    }
    while (!closed && fill(s)) {
        skip_space(s);
        if (take(s, "</row>")) {
            break;
        }
        if (!take_name(s, "<c")) {
            return leave(s);
        }
        if (!take_cell(s)) {
            return false;
        }
    }
    return s->status == GVC_OK && check(s, gvc_xlsx_end_row(&s->cell));
}

/* ---- the sheet ------------------------------------------------------------------------------- */
/* In UTF-8, whether it says so or not; the root without a prefix. */
static bool take_start(scan *s)
{
    bool closed = false;
    take(s, "\xef\xbb\xbf");
    if (take(s, "<?xml ")) {
        const char *stop = strstr(s->at, "?>"), *encoding = strstr(s->at, "encoding=");
        bool utf8 = stop != NULL && (encoding == NULL || encoding > stop ||
                                     strncasecmp(encoding + 10, "UTF-8", 5) == 0);
        if (!utf8) {
            return leave(s);
        }
        s->at += stop + 2 - s->at;
    }
    skip_space(s);
    return (take_name(s, "<worksheet") || leave(s)) && take_attributes(s, NULL, NULL, &closed) &&
           (!closed || leave(s));
}

/* Over whatever stands before the cells. */
static bool find_data(scan *s, bool *empty)
{
    int depth = 0;
    bool closed = false;
    while (fill(s)) {
        while (*s->at != '<' && *s->at != '\0') {
            s->at++;
        }
        if (depth == 0 && take_name(s, "<sheetData")) {
            return take_attributes(s, NULL, NULL, empty);
        }
        bool ends = s->at[0] == '<' && s->at[1] == '/';
        s->at += s->at[0] == '<' ? 1 + ends : 0;
        const char *name = s->at;
        while ((unsigned char)*s->at > ' ' && *s->at != '>' && *s->at != '/' && *s->at != '<' &&
               *s->at != '!' && *s->at != '?') {
            s->at++;
        }
        depth -= ends;
        if (s->at == name || depth < 0 || !take_attributes(s, NULL, NULL, &closed)) {
            return leave(s);
        }
        depth += !ends && !closed;
    }
    return false;
}

static bool take_sheet(scan *s)
{
    bool empty = false;
    if (!fill(s) || !take_start(s) || !find_data(s, &empty)) {
        return false;
    }
    while (!empty && fill(s)) {
        skip_space(s);
        if (take(s, "</sheetData>")) {
            break;
        }
        if (!take_name(s, "<row")) {
            return leave(s);
        }
        if (!take_row(s)) {
            return false;
        }
    }
    /* To the end, for the checksum. */
    while (s->status == GVC_OK && !s->ended) {
        s->at = s->end;
        fill(s);
    }
    return s->status == GVC_OK;
}

gvc_status gvc_xlsx_scan(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part, bool *sure)
{
    scan s = {.cell = {.cells = cells}, .ctx = ctx, .window = gvc_malloc(WINDOW + 1, 1)};
    if (s.window == NULL) {
        return gvc_fail_memory(ctx, WINDOW, "reading a workbook");
    }
    s.at = s.end = s.window;
    s.status = gvc_stream_zip(ctx, &s.stream, cells->book->zip, part);
    *sure = s.status != GVC_OK || take_sheet(&s) || !s.unsure;
    gvc_stream_close(s.stream);
    gvc_release(s.window);
    return s.status;
}
