/* test_h5.c - the writer of HDF5 results says what it is and goes through io/hdf5 */
#include "hdf5_samples.h"
#include "writer.h"

extern const gvc_writer gvc_writer_h5;

Test(h5, has_its_names)
{
    cr_expect_str_eq(gvc_writer_h5.info.name, "hdf5");
    cr_expect_str_eq(gvc_writer_h5.info.suffixes, "h5 nc hdf5");
    cr_expect_null(gvc_writer_h5.text);
    cr_expect_null(gvc_writer_h5.rows);
}

Test(h5, writes_a_result_that_reads_back)
{
    folder here;
    folder_enter(&here);
    gvc_ctx *ctx = small_ctx();
    gvc_result *r = small_result(ctx), *back = NULL;
    const gvc_file_writer *file = gvc_writer_h5.file;
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    void *state = NULL;
    expect_ok(ctx, file->begin(ctx, &state, r, "r.h5.part", &options));
    expect_ok(ctx, file->piece(ctx, state, r));
    expect_ok(ctx, file->end(ctx, state, r));
    file->release(state);
    expect_ok(ctx, gvc_hdf5_read_result(ctx, "r.h5.part", &back));
    cr_expect_eq(gvc_result_values(back, 3)[8], 16.0);
    gvc_result_free(back);
    gvc_result_free(r);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}
