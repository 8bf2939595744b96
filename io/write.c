/* write.c - a whole result through the writer that fits; a table to HDF5 */
#include "hdf5/hdf5.h"
#include "output_path.h"
#include "writers/registry.h"

gvc_status gvc_result_write(gvc_ctx *ctx, const gvc_result *r, const char *path,
                            const gvc_write_options *options)
{
    gvc_result_writer *w = NULL;
    gvc_status s = gvc_result_writer_open(ctx, &w, path, options);
    if (s == GVC_OK) {
        gvc_sink sink = gvc_result_writer_sink(w);
        s = gvc_result_send(ctx, r, &sink);
    }
    if (s != GVC_OK) {
        gvc_result_writer_abandon(w);
        return s;
    }
    return gvc_result_writer_commit(ctx, w);
}

gvc_status gvc_result_can_write(gvc_ctx *ctx, const char *path, const gvc_write_options *options)
{
    const gvc_writer *writer = NULL;
    gvc_status s = gvc_writer_choose(ctx, &writer, path, options == NULL ? NULL : options->format);
    if (s == GVC_OK && options != NULL) {
        s = gvc_writer_check_sort(ctx, writer, path, options);
    }
    return s == GVC_OK ? gvc_output_check(ctx, path) : s;
}

static const gvc_write_options defaults = GVC_WRITE_OPTIONS_INIT;

gvc_status gvc_table_write(gvc_ctx *ctx, const gvc_table *t, const char *path,
                           const gvc_write_options *options)
{
    char *part = NULL;
    if (gvc_same(path, "-") || gvc_output_in_place(path)) {
        return gvc_fail(ctx, GVC_EARG, "writing %s: a table needs a plain file; give its name",
                        gvc_same(path, "-") ? "standard output" : path);
    }
    gvc_status s = gvc_write_options_check(ctx, options);
    if (s == GVC_OK) {
        s = gvc_part_start(ctx, &part, path);
    }
    options = options == NULL ? &defaults : options;
    return s == GVC_OK
               ? gvc_part_finish(ctx, gvc_hdf5_write_table(ctx, t, part, options), part, path)
               : s;
}
