/* schema.c - whose file it is, and by which version of the layout
 *
 * A version is two numbers. The second grows with what is added: older readers pass over it. The
 * first grows where an older reader would go wrong; a new reader then still reads the old, or says
 * how the file is made again. */
#include <stdlib.h>
#include <string.h>

#include "hdf5/h5.h"

/* "1.0": a number, and behind a dot another. */
static bool parse_version(const char *text, long *first, long *second)
{
    char *end = NULL;
    static const char digits[] = "0123456789";
    if (text[0] == '\0' || strchr(digits, text[0]) == NULL || strlen(text) > 8) {
        return false;
    }
    *first = strtol(text, &end, 10);
    if (*end != '.' || end[1] == '\0' || end[1 + strspn(end + 1, digits)] != '\0') {
        return false;
    }
    *second = strtol(end + 1, NULL, 10);
    return true;
}

/* "gvc import wiot.csv -o t.h5; gvc decompose ...": the lines of the history in one. */
static void add_history(gvc_text *to, const char *history)
{
    for (const char *line = history; *line != '\0';) {
        size_t length = strcspn(line, "\n");
        gvc_text_addf(to, "%s%.*s", line == history ? "" : "; ", (int)length, line);
        line += length + (line[length] == '\n');
    }
}

static void refuse_older(gvc_h5 *h, const char *version)
{
    char *program = gvc_h5_get_text(h, h->file, GVC_H5_PROGRAM);
    char *history = gvc_h5_get_text(h, h->file, GVC_H5_HISTORY);
    gvc_text how = {0};
    if (program != NULL && history != NULL) {
        gvc_text_addf(&how, "was written with schema %s%s%s, this gvc reads %d.x; make it again",
                      version, program[0] == '\0' ? "" : " by gvc ", program, GVC_H5_SCHEMA_MAJOR);
        gvc_text_addf(&how, "%s", history[0] == '\0' ? " from its source" : ": ");
        add_history(&how, history);
        gvc_h5_fail(h, GVC_EFORMAT, "%s", gvc_text_str(&how));
    }
    gvc_text_free(&how);
    gvc_release(program);
    gvc_release(history);
}

static void check_version(gvc_h5 *h)
{
    char *version = gvc_h5_get_text(h, h->file, GVC_H5_VERSION);
    long first = 0, second = 0;
    if (version == NULL || h->status != GVC_OK) {
        gvc_release(version);
        return;
    }
    if (version[0] == '\0') {
        gvc_h5_fail(h, GVC_EFORMAT, "is damaged: attribute %s is missing, expected %s",
                    GVC_H5_VERSION, GVC_H5_SCHEMA_VERSION);
    } else if (!parse_version(version, &first, &second)) {
        gvc_h5_fail(h, GVC_EFORMAT, "attribute %s is '%s', expected a version like %s",
                    GVC_H5_VERSION, version, GVC_H5_SCHEMA_VERSION);
    } else if (first > GVC_H5_SCHEMA_MAJOR) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "was written with schema %s, this gvc reads %d.x; install a newer gvc", version,
                    GVC_H5_SCHEMA_MAJOR);
    } else if (first < GVC_H5_SCHEMA_OLDEST) {
        refuse_older(h, version);
    } else if (first == GVC_H5_SCHEMA_MAJOR && second > GVC_H5_SCHEMA_MINOR) {
        gvc_log(h->ctx, GVC_INFO,
                "written with schema %s, this gvc knows %s: what was added since is passed over",
                version, GVC_H5_SCHEMA_VERSION);
    }
    gvc_release(version);
}

gvc_status gvc_h5_schema(gvc_h5 *h, gvc_kind *out)
{
    if (h->status != GVC_OK) {
        return h->status;
    }
    htri_t there = H5Aexists(h->file, GVC_H5_SCHEMA);
    if (there < 0) {
        gvc_h5_damaged(h, NULL);
    } else if (there == 0) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "is an HDF5 file but not one of gvc's (no attribute %s); gvc reads what "
                    "`gvc import` and `gvc decompose -o` write",
                    GVC_H5_SCHEMA);
    }
    check_version(h);
    char *schema = h->status == GVC_OK ? gvc_h5_get_text(h, h->file, GVC_H5_SCHEMA) : NULL;
    if (schema != NULL && h->status == GVC_OK) {
        if (strcmp(schema, GVC_H5_SCHEMA_TABLE) == 0) {
            *out = GVC_KIND_TABLE;
        } else if (strcmp(schema, GVC_H5_SCHEMA_RESULT) == 0) {
            *out = GVC_KIND_RESULT;
        } else {
            gvc_h5_fail(h, GVC_EFORMAT, "attribute %s is '%s', expected %s or %s", GVC_H5_SCHEMA,
                        schema, GVC_H5_SCHEMA_TABLE, GVC_H5_SCHEMA_RESULT);
        }
    }
    gvc_release(schema);
    return h->status;
}

gvc_status gvc_hdf5_kind(gvc_ctx *ctx, const char *path, gvc_kind *out)
{
    gvc_h5 h;
    gvc_kind kind = GVC_KIND_TABLE;
    gvc_h5_open(ctx, &h, path);
    gvc_h5_schema(&h, &kind);
    gvc_h5_close(&h);
    if (h.status == GVC_OK) {
        *out = kind;
    }
    return h.status;
}
