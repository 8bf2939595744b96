/* read.c - reading a table of any format, or a stored result
 *
 * What the file says comes first, then the caller's options, then what its name says: so year,
 * units and prices are set before a format reads, which overwrites what its file knows better. */
#include <gvc/io.h>
#include <string.h>

#include "format.h"
#include "hdf5/hdf5.h"

static gvc_status find_format(gvc_ctx *ctx, const char *name, const gvc_format **out)
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

static gvc_status detect(gvc_ctx *ctx, gvc_source *source, const gvc_format **out)
{
    const unsigned char *head = NULL;
    size_t length = 0;
    gvc_status status = gvc_source_head(ctx, source, &head, &length);
    if (status != GVC_OK) {
        return status;
    }
    if (length == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty");
    }
    if (is_result_text(head, length)) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: is a gvc result, not a table",
                        gvc_source_name(source));
    }
    int best = 0;
    for (const gvc_format *const *f = gvc_formats(); *f != NULL; f++) {
        int score = (*f)->score(gvc_source_name(source), head, length);
        if (score > best) {
            best = score;
            *out = *f;
        }
    }
    if (best > 0) {
        return GVC_OK;
    }
    bool utf16 =
        length >= 2 && (memcmp(head, "\xff\xfe", 2) == 0 || memcmp(head, "\xfe\xff", 2) == 0);
    return gvc_fail(ctx, GVC_EFORMAT,
                    utf16 ? "%s: is UTF-16 text; save it as UTF-8"
                          : "%s: is no table that gvc knows by its look; gvc formats lists them, "
                            "gvc import --format NAME reads it as one",
                    gvc_source_name(source));
}

static gvc_status set_year(gvc_ctx *ctx, gvc_builder *b, const gvc_source *source, int year)
{
    const char *member = gvc_source_member(source);
    const char *said_by = gvc_base_name(member != NULL ? member : gvc_source_path(source));
    int said = gvc_year_in_name(said_by);
    if (said == 0 && member != NULL) {
        said_by = gvc_base_name(gvc_source_path(source));
        said = gvc_year_in_name(said_by);
    }
    gvc_builder_set_year(b, year != 0 ? year : said);
    if (said == 0 || said == year) {
        return GVC_OK;
    }
    if (year == 0) {
        return gvc_builder_note(ctx, b, "year %d from the name %s", said, said_by);
    }
    gvc_log(ctx, GVC_WARN, "reading %s: taken as of %d, as asked for, though its name says %d",
            said_by, year, said);
    return gvc_builder_note(ctx, b, "year %d as asked for, though the name %s says %d", year,
                            said_by, said);
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
                               const gvc_source *source, const gvc_read_options *options)
{
    const char *path = gvc_source_path(source);
    char sha256[65] = "";
    if (format->complete) {
        gvc_builder_set_year(b, options->year);
        return GVC_OK;
    }
    /* Labels are wanted at once; the fingerprint would read the whole file. */
    gvc_status status = options->labels_only ? GVC_OK : gvc_file_sha256(ctx, path, sha256);
    const char *const texts[][2] = {
        {"units", options->units != NULL ? options->units : "unknown"},
        {"prices", options->prices != NULL ? options->prices : "current"},
        {"source_file", gvc_base_name(path)},
        {"source_sha256", sha256[0] == '\0' ? NULL : sha256},
        {"source_format", format->info.name},
        {"source_member", gvc_source_member(source)},
    };
    if (status == GVC_OK) {
        status = set_title(ctx, b, source, options->year);
    }
    for (size_t i = 0; status == GVC_OK && i < sizeof texts / sizeof *texts; i++) {
        if (texts[i][1] != NULL) {
            status = gvc_builder_set_text(ctx, b, texts[i][0], texts[i][1]);
        }
    }
    return status == GVC_OK ? set_year(ctx, b, source, options->year) : status;
}

static gvc_status check_options(gvc_ctx *ctx, const gvc_read_options *options)
{
    if (options->version != GVC_READ_OPTIONS_VERSION) {
        return gvc_fail(ctx, GVC_EARG, "gvc_read_options of version %d, this library knows %d",
                        options->version, GVC_READ_OPTIONS_VERSION);
    }
    if (options->year < 0 || options->year > 9999) {
        return gvc_fail(ctx, GVC_EARG, "year %d, expected 1 to 9999, or 0 for what the file says",
                        options->year);
    }
    return GVC_OK;
}

/* A stored table keeps the fingerprint of what it was made from, and gets that of its own file. */
static gvc_status sign(gvc_ctx *ctx, gvc_builder *b, const char *path)
{
    char sha256[65];
    gvc_status status = gvc_file_sha256(ctx, path, sha256);
    return status == GVC_OK ? gvc_builder_set_text(ctx, b, "table_sha256", sha256) : status;
}

static gvc_status read_source(gvc_ctx *ctx, gvc_table **out, gvc_source *source,
                              const gvc_read_options *options)
{
    const gvc_format *format = NULL;
    gvc_builder *b = NULL;
    gvc_table *table = NULL;
    gvc_status status = options->format != NULL ? find_format(ctx, options->format, &format)
                                                : detect(ctx, source, &format);
    if (status == GVC_OK) {
        status = gvc_builder_new(ctx, &b);
    }
    if (status == GVC_OK) {
        status = set_defaults(ctx, b, format, source, options);
    }
    if (status == GVC_OK) {
        status = format->read(ctx, source, options, b);
    }
    if (status == GVC_OK && format->complete && !options->labels_only) {
        status = sign(ctx, b, gvc_source_path(source));
    }
    if (status == GVC_OK) {
        /* A format may have read all the same. */
        bool bare = options->labels_only && gvc_builder_z(b)->data == NULL;
        status = bare ? gvc_builder_seal_labels(ctx, b, &table) : gvc_builder_seal(ctx, b, &table);
        b = NULL;
    }
    if (status == GVC_OK && options->year != 0 && gvc_table_year(table) != options->year) {
        status = gvc_fail(ctx, GVC_EUNKNOWN, "holds the year %d, not %d", gvc_table_year(table),
                          options->year);
    }
    if (status == GVC_OK) {
        *out = table;
    } else {
        gvc_table_free(table);
    }
    gvc_builder_free(b);
    return status;
}

gvc_status gvc_table_read(gvc_ctx *ctx, gvc_table **out, const char *path,
                          const gvc_read_options *options)
{
    const gvc_read_options defaults = GVC_READ_OPTIONS_INIT;
    gvc_source *source = NULL;
    options = options == NULL ? &defaults : options;
    gvc_status status = check_options(ctx, options);
    if (status != GVC_OK) {
        return status;
    }
    status = gvc_source_open(ctx, &source, path, options->member, options->year);
    if (status == GVC_OK) {
        status = read_source(ctx, out, source, options);
    }
    gvc_source_close(source);
    return status == GVC_OK ? GVC_OK : gvc_fail_reading(ctx, status, path);
}

enum { HEAD_BYTES = 512 };

/* Only HDF5 can hold a result; anything else that can be read is a table. */
static gvc_status is_hdf5(gvc_ctx *ctx, const char *path, bool *yes)
{
    unsigned char head[HEAD_BYTES];
    size_t length = 0;
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

gvc_status gvc_result_read(gvc_ctx *ctx, gvc_result **out, const char *path)
{
    bool hdf5 = false;
    gvc_status status = is_hdf5(ctx, path, &hdf5);
    if (status == GVC_OK && !hdf5) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "is not a gvc result file, which is HDF5 as gvc decompose -o FILE.h5 "
                          "writes it");
    }
    if (status == GVC_OK) {
        status = gvc_hdf5_read_result(ctx, path, out);
    }
    return status == GVC_OK ? GVC_OK : gvc_fail_reading(ctx, status, path);
}
