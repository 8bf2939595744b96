/* roundtrip.c - a table that was read can be stored, and is the same when it comes back */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fuzz.h"

static void same_labels(const gvc_table *a, const gvc_table *b)
{
    for (gvc_axis axis = GVC_INDUSTRY; axis <= GVC_CATEGORY; axis++) {
        gvc_idx count = gvc_table_count(a, axis);
        if (gvc_table_count(b, axis) != count) {
            fuzz_wrong("stored with %lld labels of axis %d, not %lld",
                       (long long)gvc_table_count(b, axis), (int)axis, (long long)count);
        }
        for (gvc_idx i = 0; i < count; i++) {
            if (strcmp(gvc_table_label(a, axis, i), gvc_table_label(b, axis, i)) != 0) {
                fuzz_wrong("'%s' comes back as '%s'", gvc_table_label(a, axis, i),
                           gvc_table_label(b, axis, i));
            }
        }
    }
}

static void same_matrix(const gvc_dense *a, const gvc_dense *b, const char *what)
{
    if ((a == NULL) != (b == NULL)) {
        fuzz_wrong("%s is lost or new", what);
    }
    for (gvc_idx i = 0; a != NULL && i < a->rows; i++) {
        for (gvc_idx j = 0; j < a->cols; j++) {
            double x = a->data[i * a->stride + j], y = b->data[i * b->stride + j];
            if (!(x == y)) {
                fuzz_wrong("%s at %lld, %lld is %a, not %a", what, (long long)i, (long long)j, y,
                           x);
            }
        }
    }
}

void fuzz_roundtrip(gvc_ctx *ctx, const gvc_table *t, const char *path)
{
    gvc_table *back = NULL;
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.reproducible = true;
    if (gvc_table_write(ctx, t, path, &options) != GVC_OK) {
        if (strstr(gvc_ctx_error(ctx), "holds a control character") != NULL) {
            return; /* what a stored file does not take, a table may have */
        }
        fuzz_wrong("cannot be stored: %s", gvc_ctx_error(ctx));
    }
    if (gvc_table_read(ctx, &back, path, NULL) != GVC_OK) {
        fuzz_wrong("cannot be read again: %s", gvc_ctx_error(ctx));
    }
    same_labels(t, back);
    same_matrix(gvc_table_z(t), gvc_table_z(back), "Z");
    same_matrix(gvc_table_y(t), gvc_table_y(back), "Y");
    same_matrix(gvc_table_v(t), gvc_table_v(back), "V");
    same_matrix(gvc_table_vy(t), gvc_table_vy(back), "VY");
    same_matrix(gvc_table_e(t), gvc_table_e(back), "E");
    same_matrix(gvc_table_ey(t), gvc_table_ey(back), "EY");
    gvc_table_free(back);
    unlink(path);
}
