/* write.c - a result to a file or to standard output, through the writer that fits; a table to HDF5
 */
#include <unistd.h>

#include "hdf5/hdf5.h"
#include "output_path.h"
#include "writers/registry.h"

static const gvc_write_options defaults = GVC_WRITE_OPTIONS_INIT;

static gvc_status write_text(gvc_ctx *ctx, const gvc_writer *writer, const gvc_result *r,
                             const char *path, const gvc_write_options *options)
{
    gvc_output *out = NULL;
    gvc_status s = gvc_output_open(ctx, &out, path);
    if (s != GVC_OK) {
        return s;
    }
    s = writer->text(ctx, r, out, options);
    if (s == GVC_OK) {
        s = gvc_progress_last(ctx, "writing the result");
    }
    if (s != GVC_OK) {
        gvc_output_abandon(out);
        return s;
    }
    return gvc_output_commit(ctx, out);
}

static gvc_status check_version(gvc_ctx *ctx, const gvc_write_options *options)
{
    return options == NULL || options->version == GVC_WRITE_OPTIONS_VERSION
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG, "gvc_write_options of version %d, this library knows %d",
                          options->version, GVC_WRITE_OPTIONS_VERSION);
}

/* The temporary file, still empty, for one that is written by others; *part is to be released. */
static gvc_status start_part(gvc_ctx *ctx, char **part, const char *path)
{
    gvc_status s = gvc_output_check(ctx, path);
    if (s != GVC_OK) {
        return s;
    }
    int fd = -1;
    s = gvc_part_create(ctx, path, part, &fd);
    if (s == GVC_OK) {
        close(fd); /* the name is taken */
    }
    return s;
}

/* s: how writing it went. */
static gvc_status finish_part(gvc_ctx *ctx, gvc_status s, char *part, const char *path)
{
    if (s == GVC_OK) {
        s = gvc_progress_last(ctx, "writing the file");
    }
    if (s == GVC_OK) {
        s = gvc_part_commit(ctx, part, path);
    } else {
        unlink(part);
        s = s == GVC_EIO ? gvc_fail_in(ctx, s, "writing %s", path) : s;
    }
    gvc_release(part);
    return s;
}

static gvc_status write_file(gvc_ctx *ctx, const gvc_writer *writer, const gvc_result *r,
                             const char *path, const gvc_write_options *options)
{
    char *part = NULL;
    gvc_status s = start_part(ctx, &part, path);
    return s == GVC_OK ? finish_part(ctx, writer->file(ctx, r, part, options), part, path) : s;
}

gvc_status gvc_result_write(gvc_ctx *ctx, const gvc_result *r, const char *path,
                            const gvc_write_options *options)
{
    const gvc_writer *writer = NULL;
    options = options == NULL ? &defaults : options;
    gvc_status s = check_version(ctx, options);
    if (s == GVC_OK) {
        s = gvc_writer_choose(ctx, &writer, path, options->format);
    }
    if (s != GVC_OK) {
        return s;
    }
    return writer->text != NULL ? write_text(ctx, writer, r, path, options)
                                : write_file(ctx, writer, r, path, options);
}

gvc_status gvc_result_can_write(gvc_ctx *ctx, const char *path, const gvc_write_options *options)
{
    const gvc_writer *writer = NULL;
    gvc_status s = gvc_writer_choose(ctx, &writer, path, options == NULL ? NULL : options->format);
    return s == GVC_OK ? gvc_output_check(ctx, path) : s;
}

gvc_status gvc_table_write(gvc_ctx *ctx, const gvc_table *t, const char *path,
                           const gvc_write_options *options)
{
    char *part = NULL;
    if (gvc_same(path, "-") || gvc_output_in_place(path)) {
        return gvc_fail(ctx, GVC_EARG, "writing %s: a table needs a plain file; give its name",
                        gvc_same(path, "-") ? "standard output" : path);
    }
    gvc_status s = check_version(ctx, options);
    if (s == GVC_OK) {
        s = start_part(ctx, &part, path);
    }
    options = options == NULL ? &defaults : options;
    return s == GVC_OK ? finish_part(ctx, gvc_hdf5_write_table(ctx, t, part, options), part, path)
                       : s;
}
