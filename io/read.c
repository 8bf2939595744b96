/* read.c - reading a table of any format, or a stored result
 *
 * What the file says comes first, then the caller's options, then what its name says: so year,
 * units and prices are set before a format reads, which overwrites what its file knows better. */
#include <gvc/io.h>
#include <string.h>
#include <sys/stat.h>

#include "choose.h"
#include "format.h"
#include "hdf5/hdf5.h"
#include "read.h"
#include "read_year.h"
#include "satellite.h"

gvc_status gvc_read_format(gvc_ctx *ctx, const char *name, const gvc_format **out)
{
    gvc_labels *names = gvc_labels_new();
    gvc_text near = {0};
    gvc_status status = GVC_OK;
    for (const gvc_format *const *f = gvc_formats(); *f != NULL; f++) {
        if (strcmp((*f)->info.name, name) == 0) {
            *out = *f;
            goto done;
        }
        if (names != NULL) {
            gvc_labels_add(names, (*f)->info.name);
        }
    }
    if (names != NULL) {
        gvc_suggest_labels(&near, name, names);
    }
    status = gvc_fail(ctx, GVC_EUNKNOWN, "no format is named '%s'%s", name,
                      near.length == 0 ? "; see gvc formats" : gvc_text_str(&near));
done:
    gvc_labels_free(names);
    gvc_text_free(&near);
    return status;
}

/* What our text writers begin a result with. */
static bool is_result_text(const unsigned char *head, size_t length)
{
    static const char *const starts[] = {"year,exporter", "year\texporter", "{\n\"attributes\": {"};
    bool found = false;
    for (size_t i = 0; !found && i < sizeof starts / sizeof *starts; i++) {
        size_t n = strlen(starts[i]);
        found = length >= n && memcmp(head, starts[i], n) == 0;
    }
    return found;
}

static gvc_status look(gvc_ctx *ctx, gvc_input *in)
{
    gvc_status status = gvc_source_head(ctx, in->source, &in->head, &in->length);
    if (status == GVC_OK && in->length == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty");
    }
    return status;
}

static gvc_status detect(gvc_ctx *ctx, gvc_input *in, const gvc_format **out)
{
    if (is_result_text(in->head, in->length)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: is a gvc result, not a table", in->name);
    }
    int best = 0;
    for (const gvc_format *const *f = gvc_formats(); *f != NULL; f++) {
        int score = (*f)->score == NULL ? 0 : (*f)->score(ctx, in);
        if (score > best) {
            best = score;
            *out = *f;
        }
    }
    if (best > 0) {
        return GVC_OK;
    }
    bool utf16 = in->length >= 2 &&
                 (memcmp(in->head, "\xff\xfe", 2) == 0 || memcmp(in->head, "\xfe\xff", 2) == 0);
    return gvc_fail(ctx, GVC_EFORMAT,
                    utf16 ? "%s: is UTF-16 text; save it as UTF-8"
                          : "%s: is no table that gvc knows by its look; gvc formats lists them, "
                            "gvc import --format NAME reads it as one",
                    in->name);
}

/* "wiot_2005" or, where the name does not say the year, "icio, 2018". */
static gvc_status set_title(gvc_ctx *ctx, gvc_builder *b, const gvc_source *source, int year)
{
    gvc_text title = {0};
    gvc_text_addf(&title, "%s", gvc_source_stem(source));
    if (year != 0 && gvc_year_in_name(gvc_source_stem(source)) != year) {
        gvc_text_addf(&title, ", %d", year);
    }
    gvc_status status = title.failed ? gvc_fail_memory(ctx, 64, "a title")
                                     : gvc_builder_set_text(ctx, b, "title", gvc_text_str(&title));
    gvc_text_free(&title);
    return status;
}

/* What holds unless the file says otherwise. */
static gvc_status set_defaults(gvc_ctx *ctx, gvc_builder *b, const gvc_format *format,
                               const gvc_input *in, const gvc_read_options *options, int name_year)
{
    const gvc_source *source = in->source;
    const char *path = gvc_source_path(source);
    if (format->complete) {
        gvc_builder_set_year(b, options->year);
        return GVC_OK;
    }
    const char *const texts[][2] = {
        {"units", options->units != NULL ? options->units : "unknown"},
        {"units_source", options->units != NULL ? "as told when it was read" : NULL},
        {"prices", options->prices != NULL ? options->prices : "current"},
        {"source_file", gvc_base_name(path)},
        /* Its place among the others: it is known when the file has been read. Labels are wanted at
         * once, and it would want the whole file. */
        {"source_sha256", options->labels_only ? NULL : ""},
        {"source_format", format->info.name},
        {"source_member", gvc_source_member(source)},
    };
    gvc_status status = set_title(ctx, b, source, options->year);
    for (size_t i = 0; status == GVC_OK && i < sizeof texts / sizeof *texts; i++) {
        if (texts[i][1] != NULL) {
            status = gvc_builder_set_text(ctx, b, texts[i][0], texts[i][1]);
        }
    }
    gvc_builder_assume_year(b, options->year != 0 ? options->year : name_year);
    return status;
}

gvc_status gvc_read_check(gvc_ctx *ctx, const gvc_read_options *options)
{
    gvc_status status =
        gvc_need_version(ctx, "gvc_read_options", options->version, GVC_READ_OPTIONS_VERSION);
    if (status != GVC_OK) {
        return status;
    }
    if (options->model != 0 && (options->model < 'A' || options->model > 'D')) {
        return gvc_fail(ctx, GVC_EARG, "model '%c', expected A, B, C or D", options->model);
    }
    if (options->year < 0 || options->year > 9999) {
        return gvc_fail(ctx, GVC_EARG, "year %d, expected 1 to 9999, or 0 for what the file says",
                        options->year);
    }
    return GVC_OK;
}

/* A stored table keeps the fingerprint of what it was made from, and gets that of its own file. */
static gvc_status sign(gvc_ctx *ctx, gvc_builder *b, gvc_source *source, bool complete)
{
    char sha256[65];
    gvc_status status = gvc_source_fingerprint(ctx, source, sha256);
    return status == GVC_OK
               ? gvc_builder_set_text(ctx, b, complete ? "table_sha256" : "source_sha256", sha256)
               : status;
}

gvc_status gvc_read_find(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                         const gvc_format **format, int *year)
{
    gvc_status status =
        options->format == NULL ? GVC_OK : gvc_read_format(ctx, options->format, format);
    if (status == GVC_OK) {
        status = gvc_choose_table(ctx, in, options, format, year);
    }
    if (status == GVC_OK) {
        gvc_files_begin(in->files);
        status = gvc_files_source(ctx, in->files, in->main, &in->source);
        in->name = gvc_files_name(in->files, in->main);
    }
    if (status == GVC_OK && !options->labels_only) {
        status = gvc_source_take_fingerprint(ctx, in->source);
    }
    if (status == GVC_OK) {
        status = look(ctx, in);
    }
    return status == GVC_OK && *format == NULL ? detect(ctx, in, format) : status;
}

/* Seals what a format has read. */
static gvc_status seal(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                       gvc_table **out)
{
    /* A format may have read all the same. */
    bool bare = options->labels_only && gvc_builder_z(b)->data == NULL;
    gvc_table *table = NULL;
    gvc_status status =
        bare ? gvc_builder_seal_labels(ctx, b, &table) : gvc_builder_seal(ctx, b, &table);
    if (status == GVC_OK && options->year != 0 && gvc_table_year(table) != options->year) {
        status = gvc_fail(ctx, GVC_EUNKNOWN, "holds the year %d, not %d", gvc_table_year(table),
                          options->year);
    }
    if (status == GVC_OK) {
        *out = table;
    } else {
        gvc_table_free(table);
    }
    return status;
}

/* Options that only some tables have a use for: a format that heeds them sets the attribute
 * sut_model or valuation. */
static gvc_status check_heeded(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options)
{
    const gvc_table *t = gvc_builder_so_far(b);
    const char *model = gvc_table_text(t, "sut_model"), *has = gvc_table_text(t, "valuation");
    gvc_status status = GVC_OK;
    if (options->model != 0 && (model == NULL || model[0] != options->model)) {
        gvc_log(ctx, GVC_WARN, "the table is symmetric, so model %c has nothing to do",
                options->model);
        status = gvc_builder_note(ctx, b, "model %c as asked for: the table is symmetric already",
                                  options->model);
    }
    if (status == GVC_OK && options->valuation != NULL && has == NULL) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "the table comes in one valuation, so there is no '%s' to choose; read "
                          "it without --valuation",
                          options->valuation);
    }
    return status;
}

static gvc_status read_input(gvc_ctx *ctx, gvc_table **out, gvc_input *in,
                             const gvc_read_options *options)
{
    const gvc_format *format = NULL;
    gvc_builder *b = NULL;
    int year = 0;
    gvc_year_said name = {0, NULL};
    gvc_status status = gvc_read_find(ctx, in, options, &format, &year);
    if (status == GVC_OK) {
        status = gvc_builder_new(ctx, &b);
    }
    if (status == GVC_OK) {
        name = gvc_year_from_names(in, year);
        status = set_defaults(ctx, b, format, in, options, name.year);
    }
    if (status == GVC_OK) {
        status = format->read(ctx, in, options, b);
    }
    if (status == GVC_OK && !format->complete) {
        status = gvc_note_year(ctx, b, in, options, name);
    }
    if (status == GVC_OK) {
        status = check_heeded(ctx, b, options);
    }
    if (status == GVC_OK && gvc_files_is_set(in->files)) {
        status = gvc_note_unread(ctx, b, in, options);
    }
    if (status == GVC_OK && options->satellite != NULL && !options->labels_only) {
        status = gvc_satellite_read(ctx, b, options->satellite, options->missing_is_zero);
        in->elsewhere = status != GVC_OK;
    }
    if (status == GVC_OK && !options->labels_only) {
        status = sign(ctx, b, in->source, format->complete);
    }
    if (status != GVC_OK) {
        gvc_builder_free(b);
        return status;
    }
    return seal(ctx, b, options, out);
}

void gvc_read_close(gvc_input *in)
{
    gvc_book_close(in->book);
    gvc_rdata_close(in->rdata);
    gvc_source_close(in->source);
    gvc_files_close(in->files);
}

gvc_status gvc_table_read_files(gvc_ctx *ctx, gvc_table **out, const char *const *paths,
                                gvc_idx count, const gvc_read_options *options)
{
    const gvc_read_options defaults = GVC_READ_OPTIONS_INIT;
    gvc_input in = {0};
    options = options == NULL ? &defaults : options;
    gvc_status status = gvc_read_check(ctx, options);
    if (status == GVC_OK) {
        status = gvc_files_open(ctx, &in.files, paths, count);
    }
    if (status != GVC_OK) {
        return status;
    }
    status = read_input(ctx, out, &in, options);
    gvc_read_close(&in);
    return status == GVC_OK || in.elsewhere ? status : gvc_fail_reading(ctx, status, paths[0]);
}

gvc_status gvc_table_read(gvc_ctx *ctx, gvc_table **out, const char *path,
                          const gvc_read_options *options)
{
    return gvc_table_read_files(ctx, out, &path, 1, options);
}

enum { HEAD_BYTES = 512 };

/* Only HDF5 can hold a result; anything else that can be read, folders too, is a table. */
static gvc_status is_hdf5(gvc_ctx *ctx, const char *path, bool *yes)
{
    unsigned char head[HEAD_BYTES];
    size_t length = 0;
    struct stat info;
    *yes = false;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        return GVC_OK;
    }
    gvc_status status = gvc_file_head(ctx, path, head, sizeof head, &length);
    *yes = status == GVC_OK && gvc_hdf5_is_hdf5(head, length);
    return status;
}

gvc_status gvc_file_kind(gvc_ctx *ctx, const char *path, gvc_kind *out)
{
    bool hdf5 = false;
    gvc_kind kind = GVC_KIND_TABLE;
    gvc_status status = is_hdf5(ctx, path, &hdf5);
    if (status == GVC_OK && hdf5) {
        status = gvc_hdf5_kind(ctx, path, &kind);
    }
    if (status == GVC_OK) {
        *out = kind;
        return GVC_OK;
    }
    return gvc_fail_reading(ctx, status, path);
}

static gvc_status read_result(gvc_ctx *ctx, gvc_result **out, const char *path, bool frame)
{
    bool hdf5 = false;
    gvc_status status = is_hdf5(ctx, path, &hdf5);
    if (status == GVC_OK && !hdf5) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "is not a gvc result file, which is HDF5 as gvc decompose -o FILE.h5 "
                          "writes it");
    }
    if (status == GVC_OK) {
        status = (frame ? gvc_hdf5_read_frame : gvc_hdf5_read_result)(ctx, path, out);
    }
    return status == GVC_OK ? GVC_OK : gvc_fail_reading(ctx, status, path);
}

gvc_status gvc_result_read(gvc_ctx *ctx, gvc_result **out, const char *path)
{
    return read_result(ctx, out, path, false);
}

gvc_status gvc_result_read_frame(gvc_ctx *ctx, gvc_result **out, const char *path)
{
    return read_result(ctx, out, path, true);
}
