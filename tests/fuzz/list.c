/* list.c - lists of labels, as they lie beside a table without header */
#include "text/list.h"

#include <string.h>

#include "fuzz.h"

void fuzz_list(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    gvc_ctx *ctx = fuzz_ctx();
    gvc_labels *labels = NULL;
    /* As a text that was read: a NUL behind the last byte. */
    char *text = gvc_malloc(size + 1, 1);
    memcpy(text, bytes, size);
    text[size] = '\0';
    gvc_status status = gvc_list_parse(ctx, &labels, t->name, text, size);
    fuzz_check_failure(ctx, status, labels);
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_labels_count(labels); i++) {
        fuzz_check_text(gvc_labels_get(labels, i), "a label");
        if (gvc_labels_get(labels, i)[0] == '\0') {
            fuzz_wrong("an empty label");
        }
    }
    gvc_labels_free(labels);
    gvc_release(text);
    gvc_ctx_free(ctx);
}
