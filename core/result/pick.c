/* pick.c - keeping some terms, in the order asked for; numbers do not change */
#include <string.h>

#include "result/result.h"

static const char *name_of(const void *set, gvc_idx k)
{
    return gvc_result_term(set, k)->name;
}

gvc_status gvc_result_need_term(gvc_ctx *ctx, const gvc_result *r, const char *name, gvc_idx *out)
{
    gvc_idx at = gvc_result_find_term(r, name);
    if (at >= 0) {
        *out = at;
        return GVC_OK;
    }
    gvc_text near = {0};
    gvc_suggest(&near, name, name_of, r, gvc_result_nterms(r));
    if (near.length == 0) {
        gvc_list_all(&near, name_of, r, gvc_result_nterms(r));
    }
    gvc_status s =
        gvc_fail(ctx, GVC_EUNKNOWN, "no term '%s' in this view%s", name, gvc_text_str(&near));
    gvc_text_free(&near);
    return s;
}

static gvc_status add_terms(gvc_ctx *ctx, gvc_result *to, const gvc_result *from,
                            const char *const *terms)
{
    for (const char *const *name = terms; *name != NULL; name++) {
        gvc_idx at = -1;
        gvc_status s = gvc_result_need_term(ctx, from, *name, &at);
        if (s == GVC_OK && gvc_result_find_term(to, *name) < 0) { /* named twice: once is enough */
            s = gvc_result_add_term(ctx, to, gvc_result_term(from, at));
        }
        if (s != GVC_OK) {
            return s;
        }
    }
    return gvc_result_shape_like(ctx, to, from);
}

gvc_status gvc_result_pick(gvc_ctx *ctx, gvc_result **out, const gvc_result *r,
                           const char *const *terms)
{
    if (terms == NULL || terms[0] == NULL) {
        return gvc_fail(ctx, GVC_EARG, "no term named; name at least one to keep");
    }
    gvc_result *picked = NULL;
    gvc_status s = gvc_result_copy_dims(ctx, &picked, r);
    if (s == GVC_OK) {
        gvc_attributes_set_text(&picked->attributes, "headline", NULL); /* these are wanted */
        s = add_terms(ctx, picked, r, terms);
    }
    if (s != GVC_OK) {
        gvc_result_free(picked);
        return s;
    }
    for (gvc_idx k = 0; k < r->nterms; k++) {
        gvc_idx at = gvc_result_find_term(picked, gvc_result_term(r, k)->name);
        if (at >= 0 && r->values != NULL) {
            memcpy(gvc_result_fill(picked, at), gvc_result_values(r, k),
                   (size_t)r->cells * sizeof(double));
        } else if (at < 0 && gvc_result_term(r, k)->sums) {
            picked->incomplete = true;
        }
    }
    *out = picked;
    return GVC_OK;
}
