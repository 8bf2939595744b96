/* dta.c - Stata files through ReadStat */
#include "stata/dta.h"

#include <math.h>
#include <readstat.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "stata/seeker.h"
#include "text/plain.h"

/* Descriptions of variables, and long texts (strL), which ReadStat reads before any value. */
enum { MOST_BEFORE = 64 << 20 };

/* What ReadStat's handlers share. */
typedef struct parse {
    gvc_ctx *ctx;
    gvc_dta *d;
    gvc_seeker stream;
    const bool *wanted; /* NULL: only variables are looked at */
    gvc_dta_take *take;
    void *user;
    bool complete;   /* all variables were seen */
    bool started;    /* values come */
    uint64_t before; /* bytes read before that: ReadStat keeps them */
    gvc_status status;
    gvc_text text;   /* made plain */
    char words[160]; /* of ReadStat */
} parse;

/* Versions 4 to 12 begin with their number, byte order and the kind of file. */
bool gvc_dta_is(const unsigned char *head, size_t length)
{
    static const char newer[] = "<stata_dta>";
    return (length >= sizeof newer - 1 && memcmp(head, newer, sizeof newer - 1) == 0) ||
           (length >= 4 && head[0] >= 104 && head[0] <= 115 && (head[1] == 1 || head[1] == 2) &&
            head[2] == 1 && head[3] == 0);
}

/* ---- bytes ----------------------------------------------------------------------------------- */
static int open_stream(const char *path, void *user)
{
    (void)path, (void)user;
    return 0;
}

static int close_stream(void *user)
{
    (void)user;
    return 0;
}

static readstat_off_t seek_stream(readstat_off_t offset, readstat_io_flags_t whence, void *user)
{
    parse *p = user;
    return gvc_seeker_seek(&p->stream, offset,
                           whence == READSTAT_SEEK_SET   ? SEEK_SET
                           : whence == READSTAT_SEEK_CUR ? SEEK_CUR
                                                         : SEEK_END);
}

static ssize_t read_stream(void *to, size_t count, void *user)
{
    parse *p = user;
    p->before += p->started ? 0 : count;
    if (p->before > MOST_BEFORE) {
        p->status = gvc_fail(p->ctx, GVC_EUNSUPPORTED,
                             "holds more than %d MB of descriptions and long texts; keep only the "
                             "variables of the table",
                             MOST_BEFORE >> 20);
        return -1;
    }
    return gvc_seeker_read(&p->stream, to, count);
}

static readstat_error_t update(long size, readstat_progress_handler progress, void *user,
                               void *io_user)
{
    (void)size, (void)progress, (void)user, (void)io_user;
    return READSTAT_OK;
}

/* ---- variables and values -------------------------------------------------------------------- */
static int take_metadata(readstat_metadata_t *metadata, void *user)
{
    parse *p = user;
    gvc_dta *d = p->d;
    int count = readstat_get_var_count(metadata);
    int64_t rows = readstat_get_row_count(metadata);
    if (d->variables != NULL) { /* seen when the file was opened */
        return READSTAT_HANDLER_OK;
    }
    if (count < 1 || count > GVC_DTA_MOST_VARIABLES || rows < 0) {
        p->status = gvc_fail(p->ctx, GVC_EFORMAT, "claims %lld rows and %d variables",
                             (long long)rows, count);
        return READSTAT_HANDLER_ABORT;
    }
    d->rows = rows;
    d->variables = gvc_calloc((size_t)count, sizeof *d->variables);
    if (d->variables == NULL) {
        p->status = gvc_fail_memory(p->ctx, (size_t)count * sizeof *d->variables, "variables");
        return READSTAT_HANDLER_ABORT;
    }
    d->count = count;
    return READSTAT_HANDLER_OK;
}

static int take_variable(int index, readstat_variable_t *variable, const char *labels, void *user)
{
    parse *p = user;
    (void)labels;
    if (index < 0 || index >= p->d->count) {
        p->status = gvc_fail(p->ctx, GVC_EFORMAT, "is damaged: a variable of number %d", index);
        return READSTAT_HANDLER_ABORT;
    }
    if (p->wanted != NULL) {
        return p->wanted[index] ? READSTAT_HANDLER_OK : READSTAT_HANDLER_SKIP_VARIABLE;
    }
    gvc_dta_variable *v = &p->d->variables[index];
    const char *name = readstat_variable_get_name(variable);
    gvc_release(v->name);
    v->name = gvc_strdup(name == NULL ? "" : name);
    if (v->name != NULL) {
        gvc_plain_text(v->name);
    }
    v->text = readstat_variable_get_type_class(variable) == READSTAT_TYPE_CLASS_STRING;
    v->single = readstat_variable_get_type(variable) == READSTAT_TYPE_FLOAT;
    if (v->name == NULL) {
        p->status = gvc_fail_memory(p->ctx, 256, "variables");
        return READSTAT_HANDLER_ABORT;
    }
    p->complete = index + 1 == p->d->count;
    return p->complete ? READSTAT_HANDLER_ABORT : READSTAT_HANDLER_OK;
}

/* A text as it is to be a label; it is copied where that changes it. NULL: memory is out. */
static const char *plain(parse *p, const char *text)
{
    if (text == NULL || gvc_is_plain_text(text, strlen(text))) {
        return text == NULL ? "" : text;
    }
    p->text.length = 0;
    gvc_text_add(&p->text, text, strlen(text));
    if (p->text.failed) {
        return NULL;
    }
    gvc_plain_text(p->text.chars);
    return p->text.chars;
}

static int take_value(int row, readstat_variable_t *variable, readstat_value_t value, void *user)
{
    parse *p = user;
    p->started = true;
    int index = readstat_variable_get_index(variable);
    bool text = readstat_value_type_class(value) == READSTAT_TYPE_CLASS_STRING;
    bool missing = !text && (readstat_value_is_system_missing(value) ||
                             readstat_value_is_tagged_missing(value));
    const char *chars = text ? plain(p, readstat_string_value(value)) : NULL;
    double number = text || missing ? 0 : readstat_double_value(value);
    p->status = text && chars == NULL
                    ? gvc_fail_memory(p->ctx, 256, "a text")
                    : p->take(p->ctx, p->user, row, index, chars, number, missing);
    return p->status == GVC_OK ? READSTAT_HANDLER_OK : READSTAT_HANDLER_ABORT;
}

static void take_words(const char *words, void *user)
{
    parse *p = user;
    snprintf(p->words, sizeof p->words, "%s", words);
    p->words[strcspn(p->words, "\n")] = '\0';
    gvc_plain_text(p->words);
}

/* ---- reading --------------------------------------------------------------------------------- */
static gvc_status fail(parse *p, readstat_error_t error)
{
    if (p->stream.status != GVC_OK) {
        return p->stream.status;
    }
    if (p->status != GVC_OK) {
        return p->status;
    }
    bool short_of = error == READSTAT_ERROR_READ || error == READSTAT_ERROR_SEEK;
    return gvc_fail(p->ctx, error == READSTAT_ERROR_MALLOC ? GVC_ENOMEM : GVC_EFORMAT,
                    short_of ? "is a Stata file that is truncated or damaged%s%s%s"
                             : "is a damaged Stata file, or of a version that is not known: %s%s%s",
                    short_of ? "" : readstat_error_message(error), p->words[0] == '\0' ? "" : ": ",
                    p->words);
}

static gvc_status run(parse *p)
{
    gvc_status status = gvc_seeker_begin(p->ctx, &p->stream, p->d->source);
    readstat_parser_t *parser = status == GVC_OK ? readstat_parser_init() : NULL;
    if (parser == NULL) {
        return status == GVC_OK ? gvc_fail_memory(p->ctx, 1024, "a Stata file") : status;
    }
    readstat_set_open_handler(parser, open_stream);
    readstat_set_close_handler(parser, close_stream);
    readstat_set_seek_handler(parser, seek_stream);
    readstat_set_read_handler(parser, read_stream);
    readstat_set_update_handler(parser, update);
    readstat_set_io_ctx(parser, p);
    readstat_set_metadata_handler(parser, take_metadata);
    readstat_set_variable_handler(parser, take_variable);
    readstat_set_error_handler(parser, take_words);
    if (p->take != NULL) {
        readstat_set_value_handler(parser, take_value);
    }
    readstat_error_t error = readstat_parse_dta(parser, "", p);
    readstat_parser_free(parser);
    gvc_text_free(&p->text);
    return error == READSTAT_OK || (error == READSTAT_ERROR_USER_ABORT && p->complete)
               ? GVC_OK
               : fail(p, error);
}

gvc_status gvc_dta_open(gvc_ctx *ctx, gvc_dta **out, gvc_source *source)
{
    gvc_dta *d = gvc_calloc(1, sizeof *d);
    if (d == NULL) {
        return gvc_fail_memory(ctx, sizeof *d, "a Stata file");
    }
    d->source = source;
    parse p = {.ctx = ctx, .d = d};
    gvc_status status = run(&p);
    if (status == GVC_OK && !p.complete) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is a Stata file without variables");
    }
    if (status == GVC_OK) {
        *out = d;
    } else {
        gvc_dta_close(d);
    }
    return status;
}

gvc_status gvc_dta_stream(gvc_ctx *ctx, const gvc_dta *d, const bool *wanted, gvc_dta_take *take,
                          void *user)
{
    parse p = {.ctx = ctx, .d = (gvc_dta *)d, .wanted = wanted, .take = take, .user = user};
    return run(&p);
}

void gvc_dta_close(gvc_dta *d)
{
    for (gvc_idx i = 0; d != NULL && i < d->count; i++) {
        gvc_release(d->variables[i].name);
    }
    if (d != NULL) {
        gvc_release(d->variables);
    }
    gvc_release(d);
}

gvc_idx gvc_dta_find(const gvc_dta *d, const char *name)
{
    for (gvc_idx i = 0; i < d->count; i++) {
        if (strcasecmp(d->variables[i].name, name) == 0) {
            return i;
        }
    }
    return -1;
}

void gvc_dta_describe(const gvc_dta *d, gvc_text *out)
{
    enum { MOST = 6 };
    gvc_text_addf(out, "%lld row%s and %lld variable%s", (long long)d->rows,
                  d->rows == 1 ? "" : "s", (long long)d->count, d->count == 1 ? "" : "s");
    for (gvc_idx i = 0; i < d->count && i <= MOST; i++) {
        gvc_text_addf(out, "%s%.40s", i == 0 ? " (" : ", ",
                      i == MOST ? "..." : d->variables[i].name);
    }
    gvc_text_addf(out, ")");
    if (!out->failed) {
        gvc_plain_text(out->chars); /* names that were cut */
    }
}
