/* shares.c - NAME_sh = NAME / total after each term in the units of the total, total = the term
 * that attribute `identity` names. Where the total is 0 a share is undefined: NaN. */
#include <math.h>
#include <string.h>

#include "result/result.h"
#include "result/units.h"

static const char suffix[] = "_sh";

static bool is_share(const char *name)
{
    size_t length = strlen(name), tail = sizeof suffix - 1;
    return length > tail && strcmp(name + length - tail, suffix) == 0;
}

static gvc_status check_terms(gvc_ctx *ctx, const gvc_result *r)
{
    bool errors = false;
    for (gvc_idx k = 0; k < r->nterms; k++) {
        if (is_share(r->terms[k].name)) {
            return gvc_fail(ctx, GVC_EARG, "shares were added before: there is a term '%s'",
                            r->terms[k].name);
        }
        errors = errors || gvc_tells_how_sure(r, r->terms[k].name);
    }
    return !errors ? GVC_OK
                   : gvc_fail(ctx, GVC_EARG,
                              "this result has the errors of numbers, which are not those of "
                              "shares: measure with shares (--share beside --uncertainty), or "
                              "keep the terms without errors");
}

static gvc_status find_total(gvc_ctx *ctx, const gvc_result *r, gvc_idx *out)
{
    const char *identity = gvc_result_text(r, "identity");
    if (identity == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "this view has no total that its terms add up to, so it has no shares");
    }
    *out = gvc_result_find_term(r, identity);
    if (*out < 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "shares need the total '%s', which is not among the terms; keep it too",
                        identity);
    }
    return GVC_OK;
}

/* "gross exports" of "Gross exports", for the middle of a sentence; "GDP" stays. */
static void add_spoken(gvc_text *out, const gvc_term *term)
{
    const char *name = term->long_name != NULL ? term->long_name : term->name;
    bool word = name[0] >= 'A' && name[0] <= 'Z' && name[1] >= 'a' && name[1] <= 'z';
    gvc_text_addf(out, "%c%s", word ? name[0] - 'A' + 'a' : name[0], name + 1);
}

static gvc_status add_share_term(gvc_ctx *ctx, gvc_result *r, const gvc_term *term,
                                 const gvc_term *total)
{
    gvc_text name = {0}, long_name = {0}, formula = {0};
    gvc_status s = GVC_OK;
    gvc_text_addf(&name, "%s%s", term->name, suffix);
    gvc_text_addf(&long_name, "%s, share of ",
                  term->long_name != NULL ? term->long_name : term->name);
    add_spoken(&long_name, total);
    gvc_text_addf(&formula, "%s / %s", term->name, total->name);
    if (name.failed || long_name.failed || formula.failed) {
        s = gvc_fail(ctx, GVC_ENOMEM, "out of memory at the share of term '%s'", term->name);
        goto done;
    }
    s = gvc_result_add_term(ctx, r,
                            &(gvc_term){gvc_text_str(&name), gvc_text_str(&long_name),
                                        gvc_text_str(&formula), "1", false});
done:
    gvc_text_free(&name);
    gvc_text_free(&long_name);
    gvc_text_free(&formula);
    return s;
}

/* Only what is counted in the same units is a part of the total. */
static bool has_share(const gvc_result *r, gvc_idx k, gvc_idx total)
{
    return k != total && gvc_same(r->terms[k].units, r->terms[total].units);
}

static gvc_status add_terms(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx total)
{
    gvc_status s = GVC_OK;
    for (gvc_idx k = 0; s == GVC_OK && k < from->nterms; k++) {
        const gvc_term *term = gvc_result_term(from, k);
        s = gvc_result_add_term(ctx, to, term);
        if (s == GVC_OK && has_share(from, k, total)) {
            s = add_share_term(ctx, to, term, gvc_result_term(from, total));
        }
    }
    return s == GVC_OK ? gvc_result_shape_like(ctx, to, from) : s;
}

static void divide(double *share, const double *part, const double *total, gvc_idx cells)
{
    for (gvc_idx i = 0; i < cells; i++) {
        share[i] = total[i] == 0 ? (double)NAN : part[i] / total[i];
    }
}

gvc_status gvc_result_add_shares(gvc_ctx *ctx, gvc_result **out, const gvc_result *r)
{
    gvc_idx total = -1;
    gvc_result *shared = NULL;
    gvc_status s = check_terms(ctx, r);
    if (s == GVC_OK) {
        s = find_total(ctx, r, &total);
    }
    if (s == GVC_OK) {
        s = gvc_result_copy_dims(ctx, &shared, r);
    }
    if (s == GVC_OK) {
        gvc_attributes_set_text(&shared->attributes, "headline",
                                NULL); /* it would hide the shares */
        s = add_terms(ctx, shared, r, total);
    }
    if (s != GVC_OK) {
        gvc_result_free(shared);
        return s;
    }
    gvc_idx at = 0;
    for (gvc_idx k = 0; k < r->nterms && r->values != NULL; k++) {
        const double *part = gvc_result_values(r, k);
        memcpy(gvc_result_fill(shared, at++), part, (size_t)r->cells * sizeof *part);
        if (has_share(r, k, total)) {
            divide(gvc_result_fill(shared, at++), part, gvc_result_values(r, total), r->cells);
        }
    }
    *out = shared;
    return GVC_OK;
}
