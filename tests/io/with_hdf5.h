/* with_hdf5.h - a fresh folder with a stored table t.h5 and a stored result r.h5, and a context,
 * for every test of a suite */
#ifndef GVC_TESTS_WITH_HDF5_H
#define GVC_TESTS_WITH_HDF5_H

#include "hdf5_samples.h"

static gvc_ctx *ctx;
static folder here;

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
    gvc_table *t = NULL;
    gvc_result *r = small_result(ctx);
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder(ctx), &t));
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    gvc_table_free(t);
    gvc_result_free(r);
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

#define SUITE_WITH_HDF5(name) TestSuite(name, .init = setup, .fini = teardown)

#endif
