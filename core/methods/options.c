/* options.c - defaults, words checked, and which decompositions one computation serves */
#include "methods/options.h"

#include <string.h>

#include "methods/registry.h"

static gvc_status fail_level(gvc_ctx *ctx, const gvc_method_info *method, const char *level)
{
    gvc_text all = {0};
    for (const char *const *l = method->levels; *l != NULL; l++) {
        gvc_text_addf(&all, "%s%s", l == method->levels ? "" : ", ", *l);
    }
    gvc_fail(ctx, GVC_EARG, "method %s has no level '%s'; it has %s", method->name, level,
             gvc_text_str(&all));
    gvc_text_free(&all);
    return GVC_EARG;
}

static gvc_status check_terms(gvc_ctx *ctx, const gvc_decompose_options *o,
                              const gvc_variant *variant)
{
    for (const char *const *name = o->terms; name != NULL && *name != NULL; name++) {
        const gvc_term *term = variant->terms;
        while (term->name != NULL && strcmp(term->name, *name) != 0) {
            term++;
        }
        bool resid = o->va == GVC_VA_GIVEN && strcmp(*name, "resid") == 0;
        if (term->name == NULL && !resid) {
            return gvc_fail(ctx, GVC_EUNKNOWN, "no term '%s' in %s, %s; gvc methods %s lists them",
                            *name, o->method, variant->name, o->method);
        }
    }
    return GVC_OK;
}

/* Defaults filled in, words checked. */
static gvc_status complete(gvc_ctx *ctx, const gvc_decompose_options *given,
                           gvc_decompose_options *o, const gvc_method **method)
{
    static const gvc_decompose_options defaults = GVC_DECOMPOSE_OPTIONS_INIT;
    *o = given == NULL ? defaults : *given;
    if (o->version != GVC_DECOMPOSE_OPTIONS_VERSION) {
        return gvc_fail(ctx, GVC_EARG, "options of version %d; this library knows version %d",
                        o->version, GVC_DECOMPOSE_OPTIONS_VERSION);
    }
    o->method = o->method == NULL ? "bm" : o->method;
    o->perspective = o->perspective == NULL ? "exporter" : o->perspective;
    o->approach = o->approach == NULL ? "source" : o->approach;
    *method = gvc_method_named(o->method);
    if (*method == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN, "no method '%s'; gvc methods lists them", o->method);
    }
    const char *const *level = (*method)->info.levels;
    o->level = o->level == NULL ? level[0] : o->level;
    while (*level != NULL && strcmp(*level, o->level) != 0) {
        level++;
    }
    if (*level == NULL) {
        return fail_level(ctx, &(*method)->info, o->level);
    }
    return GVC_OK;
}

gvc_status gvc_decomposition_complete(gvc_ctx *ctx, const gvc_decompose_options *given,
                                      gvc_decomposition *out)
{
    gvc_decomposition d;
    gvc_status status = complete(ctx, given, &d.options, &d.method);
    if (status == GVC_OK) {
        status = d.method->choose(ctx, &d.options, &d.variant);
    }
    if (status == GVC_OK) {
        status = check_terms(ctx, &d.options, d.variant);
    }
    if (status == GVC_OK) {
        *out = d;
    }
    return status;
}

gvc_idx gvc_variant_size(const gvc_variant *variant)
{
    gvc_idx count = 0;
    while (variant->terms[count].name != NULL) {
        count++;
    }
    return count;
}

/* NULL and an empty list say the same. */
static bool same_list(const char *const *a, const char *const *b)
{
    for (; a != NULL && b != NULL && *a != NULL && *b != NULL; a++, b++) {
        if (strcmp(*a, *b) != 0) {
            return false;
        }
    }
    return (a == NULL || *a == NULL) && (b == NULL || *b == NULL);
}

static bool same_groups(const gvc_decompose_options *a, const gvc_decompose_options *b)
{
    bool same = a->group_count == b->group_count;
    for (gvc_idx g = 0; g < a->group_count && same; g++) {
        same = strcmp(a->groups[g].name, b->groups[g].name) == 0 &&
               same_list(a->groups[g].members, b->groups[g].members);
    }
    return same;
}

bool gvc_decomposition_same_table(const gvc_decomposition *a, const gvc_decomposition *b)
{
    const gvc_decompose_options *x = &a->options, *y = &b->options;
    return x->va == y->va && x->output == y->output && gvc_same(x->solver, y->solver) &&
           same_list(x->drop_fd, y->drop_fd) && same_groups(x, y);
}

bool gvc_decomposition_alike(const gvc_decomposition *a, const gvc_decomposition *b)
{
    const gvc_decompose_options *x = &a->options, *y = &b->options;
    return a->method == b->method && a->variant == b->variant &&
           strcmp(x->perspective, y->perspective) == 0 && strcmp(x->approach, y->approach) == 0 &&
           x->elementary == y->elementary && gvc_decomposition_same_table(a, b);
}
