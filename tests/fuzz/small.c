/* small.c - a table of four industries and two final uses, for files that go with a table */
#include "fuzz.h"

gvc_builder *fuzz_small_table(gvc_ctx *ctx)
{
    static const char *const countries[] = {"A", "B"}, *const sectors[] = {"x", "y"};
    gvc_builder *b = NULL;
    bool done = gvc_builder_new(ctx, &b) == GVC_OK;
    for (int i = 0; i < 4; i++) {
        done =
            done && gvc_builder_industry(ctx, b, NULL, countries[i / 2], sectors[i % 2]) == GVC_OK;
    }
    for (int j = 0; j < 2; j++) {
        done = done && gvc_builder_final_use(ctx, b, NULL, countries[j], "C") == GVC_OK;
    }
    if (!done || gvc_builder_allocate(ctx, b) != GVC_OK) {
        fuzz_wrong("no table: %s", gvc_ctx_error(ctx));
    }
    for (int i = 0; i < 16; i++) {
        gvc_builder_z(b)->data[i] = i % 5;
    }
    for (int i = 0; i < 8; i++) {
        gvc_builder_y(b)->data[i] = i - 1;
    }
    return b;
}
