/* gvc_h5.c - tables stored by gvc itself */
#include "format.h"
#include "hdf5/hdf5.h"

static int score(gvc_ctx *ctx, gvc_input *in)
{
    (void)ctx;
    return gvc_hdf5_is_hdf5(in->head, in->length) ? 100 : 0;
}

static gvc_status check_plain(gvc_ctx *ctx, const gvc_source *source)
{
    return gvc_source_is_plain(source)
               ? GVC_OK
               : gvc_fail(ctx, GVC_EUNSUPPORTED,
                          "%s: is an HDF5 file inside a compressed one; unpack it first",
                          gvc_source_name(source));
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    const char *path = gvc_source_path(in->source);
    gvc_status status = check_plain(ctx, in->source);
    return status == GVC_OK ? gvc_hdf5_read_table(ctx, path, options, b) : status;
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    int year = 0;
    gvc_status status = check_plain(ctx, in->source);
    if (status == GVC_OK) {
        status = gvc_hdf5_year(ctx, gvc_source_path(in->source), &year);
    }
    return status == GVC_OK ? gvc_years_add(ctx, out, year) : status;
}

const gvc_format gvc_format_gvc_h5 = {
    .info = {"gvc", "table stored by gvc import",
             "HDF5 with labelled dimensions, one year a file; also opens in xarray, pandas, R and "
             "every program that reads netCDF-4.",
             "h5 nc"},
    .score = score,
    .read = read_table,
    .years = list_years,
    .complete = true,
};
