/* result.c - stored results */
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static void check_result(gvc_ctx *ctx, const gvc_result *r)
{
    gvc_idx cells = gvc_result_cells(r), rows = 0;
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        fuzz_check_text(gvc_result_dim(r, d), "a dimension");
        for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
            fuzz_check_text(gvc_result_label(r, d, i), "a label");
        }
    }
    for (gvc_idx i = 0; i < cells; i++) {
        rows += gvc_result_is_row(r, i);
    }
    double sum = (double)rows;
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const gvc_term *term = gvc_result_term(r, k);
        fuzz_check_text(term->name, "a term");
        fuzz_check_text(term->long_name, "a term");
        fuzz_check_text(term->formula, "a term");
        fuzz_check_text(term->units, "a unit");
        for (gvc_idx i = 0; i < cells; i++) {
            sum += gvc_result_values(r, k)[i];
        }
    }
    for (gvc_idx i = 0; gvc_result_attribute(r, i) != NULL; i++) {
        const gvc_attribute *a = gvc_result_attribute(r, i);
        fuzz_check_text(a->name, "an attribute");
        fuzz_check_text(a->kind == GVC_ATTR_TEXT ? a->text : NULL, a->name);
    }
    gvc_result *copy = NULL;
    gvc_status status = gvc_result_copy(ctx, &copy, r);
    fuzz_check_failure(ctx, status, copy);
    if (status == GVC_OK && gvc_result_cells(copy) != cells) {
        fuzz_wrong("a copy of another size than %g", sum);
    }
    gvc_result_free(copy);
}

static void read_result(gvc_ctx *ctx, const char *path)
{
    gvc_kind kind = GVC_KIND_TABLE;
    gvc_result *r = NULL;
    gvc_status known = gvc_file_kind(ctx, path, &kind);
    fuzz_check_failure(ctx, known, NULL);
    gvc_status status = gvc_result_read(ctx, &r, path);
    fuzz_check_failure(ctx, status, r);
    if (status == GVC_OK) {
        if (known == GVC_OK && kind != GVC_KIND_RESULT) {
            fuzz_wrong("a result that was no result");
        }
        check_result(ctx, r);
    }
    gvc_result_free(r);
}

void fuzz_result(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    (void)t;
    fuzz_on_folder(bytes, size, read_result);
}
