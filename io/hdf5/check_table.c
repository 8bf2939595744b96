/* check_table.c - what a stored table says twice has to agree: codes and the labels that use them
 *
 * HDF5 has no checksum for such data. A label or a cell changed by another program, or by a disk,
 * would otherwise become another number without a word. */
#include <string.h>

#include "hdf5/h5.h"

gvc_labels *gvc_h5_code_set(gvc_h5 *h, const char *name, const gvc_h5_strings *codes)
{
    if (h->status != GVC_OK) {
        return NULL;
    }
    gvc_labels *set = gvc_labels_new();
    gvc_idx at = set == NULL ? -1 : 0;
    for (gvc_idx i = 0; i < codes->count && at >= 0 && h->status == GVC_OK; i++) {
        at = gvc_labels_add(set, codes->texts[i]);
        if (at >= 0 && at < i) {
            gvc_h5_fail(h, GVC_EFORMAT, "is damaged: %s '%s' is there twice (%lld and %lld)", name,
                        codes->texts[i], (long long)at + 1, (long long)i + 1);
        }
    }
    if (at < 0) {
        gvc_h5_take(h, gvc_fail(h->ctx, GVC_ENOMEM, "out of memory at the codes of '%s'", name));
    }
    if (h->status != GVC_OK) {
        gvc_labels_free(set);
        set = NULL;
    }
    return set;
}

void gvc_h5_check_codes(gvc_h5 *h, const char *name, const gvc_h5_strings *texts, const char *of,
                        const gvc_labels *codes, const gvc_h5_strings *owners, bool optional)
{
    for (gvc_idx i = 0; h->status == GVC_OK && i < texts->count; i++) {
        const char *text = texts->texts[i];
        bool known = (optional && text[0] == '\0') || gvc_labels_find(codes, text) >= 0;
        if (!known) {
            gvc_h5_fail(h, GVC_EFORMAT, "is damaged: %s '%s' of %s is not in %s", name, text,
                        owners->texts[i], of);
        }
    }
}

void gvc_h5_check_twin(gvc_h5 *h, const char *name, const gvc_h5_strings *texts, const char *twin,
                       const gvc_h5_strings *owners)
{
    gvc_h5_strings again = {0};
    if (h->status != GVC_OK || !gvc_h5_has(h, twin)) {
        return;
    }
    gvc_h5_get_strings(h, twin, texts->count, &again);
    for (gvc_idx i = 0; h->status == GVC_OK && i < texts->count; i++) {
        if (strcmp(texts->texts[i], again.texts[i]) != 0) {
            gvc_h5_fail(h, GVC_EFORMAT, "is damaged: %s of %s is '%s', but %s is '%s'", name,
                        owners->texts[i], texts->texts[i], twin, again.texts[i]);
        }
    }
    gvc_h5_free_strings(&again);
}
