/* weights.c - files of shares by stage */
#include <math.h>

#include "fuzz.h"

static void read_weights(gvc_ctx *ctx, const char *path)
{
    gvc_weight *w = NULL;
    gvc_idx count = 0;
    gvc_status status = gvc_weights_read(ctx, &w, &count, path, "stage");
    fuzz_check_failure(ctx, status, w);
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        fuzz_check_text(w[i].country, "a country");
        fuzz_check_text(w[i].sector, "a sector");
        fuzz_check_text(w[i].name, "a stage");
        if (w[i].sector == NULL || w[i].name == NULL || !isfinite(w[i].share)) {
            fuzz_wrong("weight %lld is not whole", (long long)i);
        }
    }
    gvc_weights_free(w);
}

void fuzz_weights(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    (void)t;
    fuzz_on_folder(bytes, size, read_weights);
}
