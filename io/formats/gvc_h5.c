/* gvc_h5.c - tables stored by gvc itself */
#include "format.h"
#include "hdf5/hdf5.h"

static int score(const char *name, const unsigned char *head, size_t length)
{
    (void)name;
    return gvc_hdf5_is_hdf5(head, length) ? 100 : 0;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_source *source, const gvc_read_options *options,
                             gvc_builder *b)
{
    if (!gvc_source_is_plain(source)) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "%s: is an HDF5 file inside a compressed one; unpack it first",
                        gvc_source_name(source));
    }
    return gvc_hdf5_read_table(ctx, gvc_source_path(source), options, b);
}

const gvc_format gvc_format_gvc_h5 = {
    .info = {"gvc", "table stored by gvc import",
             "HDF5 with labelled dimensions, one year a file; also opens in xarray, pandas, R and "
             "every program that reads netCDF-4.",
             "h5 nc"},
    .score = score,
    .read = read_table,
    .complete = true,
};
