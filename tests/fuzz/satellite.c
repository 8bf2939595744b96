/* satellite.c - accounts in a CSV of their own, added to a table of four industries; what is
 * missing is an error or 0 */
#include "satellite.h"

#include "fuzz.h"

void fuzz_satellite(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    static fuzz_folder folder;
    char path[FUZZ_PATH];
    (void)t;
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    gvc_ctx *ctx = fuzz_ctx();
    gvc_builder *b = fuzz_small_table(ctx);
    gvc_table *table = NULL;
    fuzz_path(&folder, path);
    fuzz_deny_begin(folder.denied);
    gvc_status status = gvc_satellite_read(ctx, b, path, size % 2 == 1);
    fuzz_deny_end();
    fuzz_check_failure(ctx, status, NULL);
    if (status != GVC_OK) {
        gvc_builder_free(b);
    } else if (gvc_builder_seal(ctx, b, &table) == GVC_OK) {
        fuzz_check_table(ctx, table, false);
    } else {
        fuzz_wrong("not sealed: %s", gvc_ctx_error(ctx));
    }
    gvc_table_free(table);
    gvc_ctx_free(ctx);
    fuzz_remove(&folder);
}
