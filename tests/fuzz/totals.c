/* totals.c - files of totals of rows and columns, and a table balanced to them */
#include <math.h>

#include "fuzz.h"

static void check_totals(const double *values, gvc_idx count)
{
    for (gvc_idx i = 0; values != NULL && i < count; i++) {
        if (isinf(values[i])) {
            fuzz_wrong("a total is %g", values[i]);
        }
    }
}

/* The table is used up. */
static void balance(gvc_ctx *ctx, gvc_table *t, const gvc_targets *targets)
{
    gvc_rebalance_options options = GVC_REBALANCE_OPTIONS_INIT;
    gvc_table *out = NULL;
    options.targets = targets;
    options.sweeps = 50;
    gvc_status status = gvc_table_rebalance(ctx, &out, t, &options, NULL);
    fuzz_check_failure(ctx, status, out);
    if (status == GVC_OK) {
        fuzz_check_table(ctx, out, false);
    }
    gvc_table_free(out);
}

static void read_totals(gvc_ctx *ctx, gvc_table *t, const char *path)
{
    gvc_targets *targets = NULL;
    gvc_status status = gvc_targets_read(ctx, &targets, t, path);
    fuzz_check_failure(ctx, status, targets);
    if (status != GVC_OK) {
        gvc_table_free(t);
        return;
    }
    check_totals(targets->output, gvc_table_count(t, GVC_INDUSTRY));
    check_totals(targets->inputs, gvc_table_count(t, GVC_INDUSTRY));
    check_totals(targets->final_use, gvc_table_count(t, GVC_FINAL_USE));
    balance(ctx, t, targets);
    gvc_targets_free(targets);
}

void fuzz_totals(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    static fuzz_folder folder;
    char path[FUZZ_PATH];
    (void)t;
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    gvc_ctx *ctx = fuzz_ctx();
    gvc_table *table = NULL;
    if (gvc_builder_seal(ctx, fuzz_small_table(ctx), &table) != GVC_OK) {
        fuzz_wrong("no table: %s", gvc_ctx_error(ctx));
    }
    fuzz_path(&folder, path);
    fuzz_deny_begin(folder.denied);
    read_totals(ctx, table, path);
    fuzz_deny_end();
    gvc_ctx_free(ctx);
    fuzz_remove(&folder);
}
