/* registry.c - the writers, and choosing one by name or by the suffix of the file */
#include "writers/registry.h"

#include <string.h>
#include <strings.h>

#include "output_path.h"
#include "source.h"

#define GVC_WRITER(name) extern const gvc_writer gvc_writer_##name;
#include "writers/writers.def"
#undef GVC_WRITER

#define GVC_WRITER(name) &gvc_writer_##name,
static const gvc_writer *const writers[] = {
#include "writers/writers.def"
    NULL,
};
#undef GVC_WRITER

#define GVC_WRITER(name) &gvc_writer_##name.info,
static const gvc_format_info *const infos[] = {
#include "writers/writers.def"
    NULL,
};
#undef GVC_WRITER

const gvc_format_info *const *gvc_writer_list(void)
{
    return infos;
}

/* Length of the next suffix of a list "csv csv.gz", blanks in front of it skipped; 0 at the end. */
static size_t next_suffix(const char **at)
{
    *at += strspn(*at, " ");
    return strcspn(*at, " ");
}

/* Does "name.csv.gz" end with a dot and one of "csv csv.gz", in any case? */
static bool has_suffix(const char *name, const char *suffixes)
{
    size_t length = strlen(name), tail;
    for (const char *at = suffixes; (tail = next_suffix(&at)) > 0; at += tail) {
        if (length > tail + 1 && name[length - tail - 1] == '.' &&
            strncasecmp(name + length - tail, at, tail) == 0) {
            return true;
        }
    }
    return false;
}

/* ".foo" of "x.foo", ".foo.gz" of "x.foo.gz", "" of "x". */
static const char *suffix_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot == NULL || dot == name) {
        return "";
    }
    if (strcasecmp(dot, ".gz") == 0) {
        for (const char *before = dot - 1; before > name; before--) {
            if (*before == '.') {
                return before;
            }
        }
    }
    return dot;
}

static gvc_status no_suffix(gvc_ctx *ctx, const char *path)
{
    gvc_text known = {0};
    const char *suffix = suffix_of(gvc_base_name(path));
    for (size_t w = 0; writers[w] != NULL; w++) {
        size_t tail;
        for (const char *at = writers[w]->info.suffixes; (tail = next_suffix(&at)) > 0;
             at += tail) {
            gvc_text_addf(&known, " .%.*s", (int)tail, at);
        }
    }
    gvc_status s =
        *suffix == '\0'
            ? gvc_fail(ctx, GVC_EARG,
                       "writing %s: no suffix that says how; known are%s, or name the format", path,
                       gvc_text_str(&known))
            : gvc_fail(ctx, GVC_EARG, "writing %s: no writer for '%s'; known are%s", path, suffix,
                       gvc_text_str(&known));
    gvc_text_free(&known);
    return s;
}

static const char *writer_name(const void *set, gvc_idx i)
{
    (void)set;
    return writers[i]->info.name;
}

static gvc_status no_name(gvc_ctx *ctx, const char *name)
{
    gvc_text known = {0}, near = {0};
    gvc_idx count = 0;
    for (; writers[count] != NULL; count++) {
        gvc_text_addf(&known, " %s", writers[count]->info.name);
    }
    gvc_suggest(&near, name, writer_name, NULL, count);
    gvc_status s = gvc_fail(ctx, GVC_EARG, "no writer '%s'%s%s known are%s", name,
                            gvc_text_str(&near), near.length > 0 ? "" : ";", gvc_text_str(&known));
    gvc_text_free(&known);
    gvc_text_free(&near);
    return s;
}

gvc_status gvc_writer_choose(gvc_ctx *ctx, const gvc_writer **out, const char *path,
                             const char *name)
{
    bool printed = strcmp(path, "-") == 0;
    name = name == NULL && printed ? "csv" : name;
    for (size_t w = 0; writers[w] != NULL; w++) {
        const gvc_format_info *info = &writers[w]->info;
        if (name != NULL ? strcmp(info->name, name) == 0
                         : has_suffix(gvc_base_name(path), info->suffixes)) {
            if (writers[w]->file != NULL && (printed || gvc_output_in_place(path))) {
                return gvc_fail(ctx, GVC_EARG,
                                "writing %s: format '%s' needs a plain file; give its name",
                                printed ? "standard output" : path, info->name);
            }
            *out = writers[w];
            return GVC_OK;
        }
    }
    return name != NULL ? no_name(ctx, name) : no_suffix(ctx, path);
}

gvc_status gvc_write_options_check(gvc_ctx *ctx, const gvc_write_options *options)
{
    return options == NULL ? GVC_OK
                           : gvc_need_version(ctx, "gvc_write_options", options->version,
                                              GVC_WRITE_OPTIONS_VERSION);
}

bool gvc_writer_sorts(const gvc_write_options *options)
{
    return options->sort != NULL || options->top > 0;
}

gvc_status gvc_writer_check_sort(gvc_ctx *ctx, const gvc_writer *writer, const char *path,
                                 const gvc_write_options *options)
{
    return writer->lists || writer->rows != NULL || !gvc_writer_sorts(options)
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG,
                          "writing %s: %s holds the whole result by its keys and no list of rows "
                          "that could be sorted or cut; do so where it is read (gvc export), or "
                          "write csv",
                          path, writer->info.name);
}
