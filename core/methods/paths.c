/* paths.c - structural path analysis: the supply chains that carry the value added (jobs, CO2) of a
 * demand, the largest first, exactly
 *
 *   w(i0) = f_i0, w(i0..ik) = w(i0..i(k-1)) A[ik, i(k-1)], contribution = w(i0..ik) s_ik
 * Found by the best-single-path bound (paths_bound.c): no depth limit, and no subtree is opened in
 * vain. Cost: some passes over A for the bounds, one or two vectors through B for the total, and
 * K log K. Memory beside the table: A in compressed rows, 12 bytes an entry, and some 500 bytes a
 * path asked for. */
#include "methods/paths.h"

#include <math.h>

enum { RANK, CONTRIBUTION, SHARE, CUMULATIVE, TIER };          /* of a path */
enum { R_CONTRIBUTION, R_SHARE, R_PATHS, R_TOTAL, R_COVERED }; /* of a roll-up */

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
static const gvc_term path_terms[] = {
    {"rank", "Place in the order of size", "1 = largest |contribution|", "rank", false},
    {"contribution", "Value added that the path carries", "f_i0 A[i1,i0] ... A[ik,i(k-1)] s_ik",
     NULL, false},
    {"share", "Part of the total", "contribution / s B f", "1", false},
    {"cumulative", "Part of the total up to here", "sum of share over ranks", "1", false},
    {"tier", "Steps from the final product to the origin", "k", "steps", false},
    END};
#define SUMS                                                                                       \
    {"contribution", "Value added that the paths found carry", "sum of contributions", NULL,       \
     false},                                                                                       \
        {"share", "Part of the total", "contribution / s B f", "1", false},                        \
        {"paths", "Number of paths found", "count", "paths", false},
#define TOTALS(FORMULA)                                                                            \
    {"total", "Value added that all paths of the row carry", FORMULA, NULL, false},                \
        {"covered", "Part of it that was found", "contribution / total", "1", false},
static const gvc_term origin_terms[] = {SUMS TOTALS("s_i (B f)_i") END};
static const gvc_term final_terms[] = {SUMS TOTALS("(s B)_j f_j") END};
static const gvc_term tier_terms[] = {SUMS TOTALS("s A^k f") END};
static const gvc_term supplier_terms[] = {SUMS TOTALS("(s B)_i (A f)_i") END};
static const gvc_term country_terms[] = {SUMS END};

static const char rolled[] = "contribution share paths total covered";
static const gvc_variant variants[] = {
    {"path", "a row for every path, the largest first", path_terms, NULL, NULL},
    {"origin", "paths added up by the industry where the value arises (--by origin)", origin_terms,
     NULL, rolled},
    {"final", "paths added up by final product (--by final)", final_terms, NULL, rolled},
    {"tier", "paths added up by tier (--by tier)", tier_terms, NULL, rolled},
    {"first-supplier",
     "paths added up by the direct supplier of the final producer (--by "
     "first-supplier)",
     supplier_terms, NULL, rolled},
    {"country-path", "paths added up by the countries that they pass (--by country-path)",
     country_terms, NULL, "contribution share paths"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- words -------------------------------------------------------------------------------------
 */

static const char *const words[] = {"path",           "origin",       "final", "tier",
                                    "first-supplier", "country-path", NULL};

static gvc_paths_by by_of(const gvc_measure_options *o)
{
    int k = 0;
    while (words[k] != NULL && !gvc_same(words[k], o->by)) {
        k++;
    }
    return (gvc_paths_by)k;
}

static const struct {
    const char *axis, *sector; /* NULL: names that are found */
} keys[] = {{"path", NULL}, {"origin", "origin_sector"},     {"final", "final_sector"},
            {"tier", NULL}, {"supplier", "supplier_sector"}, {"country_path", NULL}};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "paths", "rows by", &o->by, words);
    if (status == GVC_OK) {
        status = gvc_paths_choose(ctx, o);
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_paths_by by = by_of(o);
    out->whole = keys[by].sector == NULL;
    out->axes[out->count++] =
        (gvc_layout_axis){.name = keys[by].axis,
                          .kind = out->whole ? GVC_AXIS_FOUND : GVC_AXIS_BLOCKS,
                          .count = gvc_paths_expected(o)};
    if (!out->whole) {
        out->axes[out->count++] =
            (gvc_layout_axis){.name = keys[by].sector, .kind = GVC_AXIS_INDUSTRIES};
    }
    out->variant = &variants[by];
    out->title = "Structural paths";
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    return gvc_paths_work(o, by_of(o) == GVC_PATHS_BY_FINAL || by_of(o) == GVC_PATHS_BY_SUPPLIER);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return (size_t)gvc_paths_expected(o) * GVC_PATHS_BYTES + gvc_paths_bytes(m);
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct state {
    gvc_paths_by by;
    gvc_paths_question question;
    gvc_paths_found found;
    gvc_paths_summary summary;
    gvc_paths_rows rows;
} state;

static void release(void *given)
{
    state *all = given;
    if (all != NULL) {
        gvc_paths_question_free(&all->question);
        gvc_paths_found_free(&all->found);
        gvc_paths_summary_free(&all->summary);
        gvc_paths_rows_free(&all->rows);
        gvc_release(all);
    }
}

static gvc_status none(gvc_ctx *ctx)
{
    return gvc_fail(ctx, GVC_EUNKNOWN,
                    "no path: the demand is nothing, or the filters and the threshold leave none");
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **out)
{
    (void)workers;
    state *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the paths");
    }
    *out = all;
    all->by = by_of(o);
    gvc_status status = gvc_paths_ask(ctx, m, o, &all->question);
    if (status == GVC_OK) {
        status = gvc_paths_solve(ctx, m, &all->question);
    }
    if (status == GVC_OK) {
        status = gvc_paths_find(ctx, &all->question, o, &all->found, &all->summary.sweeps);
    }
    if (status == GVC_OK && all->found.count == 0) {
        status = none(ctx);
    }
    if (status == GVC_OK) {
        status = gvc_paths_sum_up(ctx, m, &all->question, &all->found, &all->summary);
    }
    return status == GVC_OK ? gvc_paths_rows_new(ctx, m, &all->question, &all->found, &all->summary,
                                                 all->by, &all->rows)
                            : status;
}

static void found(const void *given, const char *const **names, gvc_idx *count)
{
    const state *all = given;
    *names = all->rows.names;
    *count = all->rows.count;
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static void list_paths(const state *all, double *const *slabs)
{
    double sum = 0, total = all->question.total;
    for (gvc_idx k = 0; k < all->found.count; k++) {
        sum += all->found.value[k];
        slabs[RANK][k] = (double)(k + 1);
        slabs[CONTRIBUTION][k] = all->found.value[k];
        slabs[SHARE][k] = ratio(all->found.value[k], total);
        slabs[CUMULATIVE][k] = ratio(sum, total);
        slabs[TIER][k] = (double)gvc_paths_tier(&all->found, k);
    }
}

static gvc_report piece(const gvc_model *m, void *given, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const state *all = given;
    const gvc_paths_rows *r = &all->rows;
    bool whole = r->names != NULL;
    gvc_idx first = whole ? 0 : m->offset[at], end = whole ? r->count : m->offset[at + 1];
    if (all->by == GVC_PATHS_EACH) {
        list_paths(all, slabs);
        end = first;
    }
    for (gvc_idx i = first; i < end; i++) {
        slabs[R_CONTRIBUTION][i - first] = r->sum[i];
        slabs[R_SHARE][i - first] = 0;
        slabs[R_PATHS][i - first] = r->paths[i];
        if (r->total != NULL) {
            slabs[R_TOTAL][i - first] = r->total[i];
            slabs[R_COVERED][i - first] = 0;
        }
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static void derive(const gvc_model *m, void *given, double *const *values, gvc_idx cells)
{
    (void)m;
    const state *all = given;
    for (gvc_idx k = 0; k < cells && all->by != GVC_PATHS_EACH; k++) {
        values[R_SHARE][k] = ratio(values[R_CONTRIBUTION][k], all->question.total);
        if (all->rows.total != NULL) {
            values[R_COVERED][k] = ratio(values[R_CONTRIBUTION][k], values[R_TOTAL][k]);
        }
    }
}

static bool notes(const gvc_model *m, const void *given, gvc_attributes *to)
{
    const state *all = given;
    return gvc_paths_say(m, &all->question, &all->found, &all->summary, to) &&
           gvc_attributes_set_text(to, "graph",
                                   all->by == GVC_PATHS_EACH           ? "path"
                                   : all->by == GVC_PATHS_BY_COUNTRIES ? "country_path"
                                                                       : NULL);
}

static const char *const identities[] = {
    "contribution, summed over all paths, is s B f: value added in the demand",
    "no path that is missing contributes more than the attribute next_bound",
    "--by origin: total, summed over rows, is s B f; so it is --by final, and by tier over all "
    "tiers",
    NULL,
};
static const char *const caveats[] = {
    "a path is written from its final product to its origin: DEU_c15 < DEU_c12 < RUS_c2 is value "
    "added of RUS_c2 in what it sells to DEU_c12, which sells to DEU_c15",
    "the share is of all value added in the demand, whatever the filters; covered_absolute adds up "
    "absolute values, which differ where flows, demand or value added are below 0",
    "with --exporter the exporter's sales abroad are taken out of the chain, so that nothing is "
    "counted twice: the total is the value added of its exports, without double counting",
    "what industries without output sell or report (satellites) is on no path",
    "without --top, a list by --min or --coverage ends at 1000000 paths",
    NULL,
};

const gvc_method gvc_method_paths = {
    .info =
        {.name = "paths",
         .command = "paths",
         .usage = "paths",
         .title = "Structural paths",
         .summary = "the supply chains that carry the value added of a demand, the largest first",
         .question =
             "Which supply chains carry the value added (jobs, CO2) of a demand? Every path from a "
             "final product back to an industry where value arises, in exact order of size, with "
             "what the list covers.",
         .reference =
             "Defourny and Thorbecke (1984), Structural path analysis and multiplier decomposition "
             "within a social accounting matrix framework, The Economic Journal 94(373), 111-136; "
             "Lenzen (2007), Structural path analysis of ecosystem networks, Ecological Modelling "
             "200(3-4), 334-342",
         .bibtex = "@article{defourny1984structural,\n"
                   "  author  = {Defourny, Jacques and Thorbecke, Erik},\n"
                   "  title   = {Structural Path Analysis and Multiplier Decomposition within a "
                   "Social Accounting Matrix Framework},\n"
                   "  journal = {The Economic Journal},\n"
                   "  volume  = {94},\n"
                   "  number  = {373},\n"
                   "  pages   = {111--136},\n"
                   "  year    = {1984}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .by_hand = true,
         .variants = variants},
    .knows = GVC_KNOWS_BY | GVC_KNOWS_PRODUCT | GVC_KNOWS_TIERS | GVC_KNOWS_LEAST |
             GVC_KNOWS_SATELLITE | GVC_KNOWS_SEARCH,
    .satellite_is_value = true,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .found = found,
    .piece = piece,
    .derive = derive,
    .notes = notes,
    .release = release,
};
