#include "uncertainty/columns.h"

#include <math.h>
#include <string.h>

#include "result/result.h"

/* ---- terms -------------------------------------------------------------------------------------
 */

enum { SE, SE1, LOW, HIGH, PARTS };
static const char *const suffixes[PARTS] = {"_se", "_se1", "_lo", "_hi"};

/* "Domestic value added, standard error". */
static gvc_status add_part(gvc_ctx *ctx, gvc_result *r, const gvc_term *term, int part,
                           double interval)
{
    gvc_text name = {0}, long_name = {0}, formula = {0};
    double outside = 0.5 * (100 - interval);
    gvc_text_addf(&name, "%s%s", term->name, suffixes[part]);
    gvc_text_addf(&long_name, "%s, ", term->long_name != NULL ? term->long_name : term->name);
    if (part == SE) {
        gvc_text_addf(&long_name, "standard error");
        gvc_text_addf(&formula, "standard deviation of %s over the draws", term->name);
    } else if (part == SE1) {
        gvc_text_addf(&long_name, "standard error to first order");
        gvc_text_addf(&formula, "sqrt(sum over cells of (d %s / d cell)^2 (rel cell)^2)",
                      term->name);
    } else {
        gvc_text_addf(&long_name, "%s end of the %g %% interval", part == LOW ? "lower" : "upper",
                      interval);
        gvc_text_addf(&formula, "percentile %g of %s over the draws",
                      part == LOW ? outside : 100 - outside, term->name);
    }
    gvc_status status =
        name.failed || long_name.failed || formula.failed
            ? gvc_fail_memory(ctx, 1, "a column")
            : gvc_result_add_term(ctx, r,
                                  &(gvc_term){gvc_text_str(&name), gvc_text_str(&long_name),
                                              gvc_text_str(&formula), term->units, false});
    gvc_text_free(&name);
    gvc_text_free(&long_name);
    gvc_text_free(&formula);
    return status;
}

static gvc_status add_terms(gvc_ctx *ctx, gvc_result *r, const gvc_result *base,
                            const gvc_first_order *first, double interval)
{
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; k < gvc_result_nterms(base) && status == GVC_OK; k++) {
        const gvc_term *term = gvc_result_term(base, k);
        status = gvc_result_add_term(ctx, r, term);
        bool known = gvc_first_order_find(first, term->name) != NULL;
        for (int part = 0; part < PARTS && status == GVC_OK; part++) {
            status = part != SE1 || known ? add_part(ctx, r, term, part, interval) : status;
        }
    }
    return status;
}

/* ---- attributes --------------------------------------------------------------------------------
 */

/* "rel=0.1", "size=0.1,0.25", or the blocks: "from,to,rel" a line. */
static void describe(gvc_text *to, const gvc_uncertainty_options *u)
{
    if (u->rule == GVC_ERROR_REL) {
        gvc_text_addf(to, "rel=%g", u->rel);
    } else if (u->rule == GVC_ERROR_SIZE) {
        gvc_text_addf(to, "size=%g,%g", u->rel, u->power);
    }
    for (gvc_idx k = 0; k < u->block_count && u->rule == GVC_ERROR_BLOCKS; k++) {
        const gvc_error_block *b = &u->blocks[k];
        gvc_text_addf(to, "%s%s,%s,%g", k == 0 ? "" : "\n", b->from, b->to, b->rel);
    }
}

/* Of the names for a narrow table those of the terms themselves, each with its error. */
static void narrow(gvc_text *to, const char *headline)
{
    for (const char *at = headline; *at != '\0';) {
        size_t length = strcspn(at, " ");
        if (length > 0 && at[length - 1] != '%') {
            gvc_text_addf(to, "%s%.*s %.*s_se", to->length == 0 ? "" : " ", (int)length, at,
                          (int)length, at);
        }
        at += length;
        at += strspn(at, " ");
    }
}

static gvc_status set_attributes(gvc_ctx *ctx, gvc_result *r, const gvc_uncertainty_options *u,
                                 gvc_idx tables)
{
    gvc_attributes *to = gvc_result_attributes(r);
    gvc_text spec = {0}, headline = {0}, line = {0};
    char seed[32];
    const char *narrowed = gvc_attributes_text(to, "headline");
    describe(&spec, u);
    narrow(&headline, narrowed == NULL ? "" : narrowed);
    gvc_print_plain(seed, sizeof seed, "%llu", (unsigned long long)u->seed);
    gvc_text_addf(
        &line,
        "uncertainty: an independent log-normal error for each cell of Z and final use%s; "
        "output and residual value added follow, what the table states besides does not "
        "(%lld draws, seed %s)",
        tables > 1 ? " of every table" : "", (long long)u->draws, seed);
    bool done = !spec.failed && !headline.failed && !line.failed &&
                gvc_attributes_set_text(to, "uncertainty", gvc_text_str(&spec)) &&
                gvc_attributes_set_integer(to, "uncertainty_draws", (int32_t)u->draws) &&
                gvc_attributes_set_text(to, "uncertainty_seed", seed) &&
                gvc_attributes_set_number(to, "uncertainty_interval", u->interval) &&
                gvc_attributes_add_line(to, "notes", gvc_text_str(&line)) &&
                (headline.length == 0 || gvc_attributes_set_text(to, "headline", headline.chars));
    gvc_text_free(&spec);
    gvc_text_free(&headline);
    gvc_text_free(&line);
    return done ? GVC_OK : gvc_fail_memory(ctx, 1, "the attributes of a result");
}

/* ---- values ------------------------------------------------------------------------------------
 */

/* Nothing was drawn: sure numbers, NaN where they are not defined. */
static void fill_sure(const double *base, gvc_idx cells, double *se, double *low, double *high)
{
    for (gvc_idx c = 0; c < cells; c++) {
        se[c] = isnan(base[c]) ? base[c] : 0;
        low[c] = high[c] = base[c];
    }
}

static gvc_status fill(gvc_ctx *ctx, gvc_result *r, const gvc_result *base, const gvc_draws *draws,
                       const gvc_first_order *first, double interval)
{
    gvc_idx cells = gvc_result_cells(base), at = 0;
    size_t bytes = (size_t)cells * sizeof(double);
    for (gvc_idx k = 0; k < gvc_result_nterms(base); k++) {
        const double *value = gvc_result_values(base, k);
        const double *known = gvc_first_order_find(first, gvc_result_term(base, k)->name);
        double *to[PARTS] = {NULL};
        memcpy(gvc_result_fill(r, at++), value, bytes);
        for (int part = 0; part < PARTS; part++) {
            to[part] = part != SE1 || known != NULL ? gvc_result_fill(r, at++) : NULL;
        }
        if (known != NULL) {
            memcpy(to[SE1], known, bytes);
        }
        if (draws->values == NULL) {
            fill_sure(value, cells, to[SE], to[LOW], to[HIGH]);
        } else if (!gvc_draws_spread(draws, k, interval, gvc_ctx_workers(ctx), to[SE], to[LOW],
                                     to[HIGH])) {
            return gvc_fail_memory(ctx, (size_t)cells * sizeof *value, "the intervals");
        }
    }
    return GVC_OK;
}

gvc_status gvc_uncertain_columns(gvc_ctx *ctx, gvc_result **out, const gvc_result *base,
                                 const gvc_draws *draws, const gvc_first_order *first,
                                 const gvc_uncertainty_options *u, gvc_idx tables)
{
    gvc_result *r = NULL;
    gvc_status status = gvc_result_copy_dims(ctx, &r, base);
    if (status == GVC_OK) {
        status = add_terms(ctx, r, base, first, u->interval);
    }
    if (status == GVC_OK) {
        status = gvc_result_allocate(ctx, r);
    }
    if (status == GVC_OK) {
        status = set_attributes(ctx, r, u, tables);
    }
    if (status == GVC_OK) {
        status = fill(ctx, r, base, draws, first, u->interval);
    }
    if (status == GVC_OK) {
        *out = r;
    } else {
        gvc_result_free(r);
    }
    return status;
}
