/* linkages.c - backward and forward linkages, key sectors, multipliers. Rasmussen (1956); Miller
 * and Blair (2009), chapters 6 and 12. See linkages_vectors.c for what is solved. */
#include "methods/linkages.h"

#include <math.h>
#include <string.h>

static const char *const levels[] = {"sector", "country", NULL};
static const char *const approaches[] = {"world", "country", "weighted", NULL};

/* Hidden arrays: sums over industries weighted by output, and the weights. */
enum { WEIGHTED, WEIGHT = K_VECTORS, HIDDEN };

typedef struct linkages {
    gvc_dense vectors; /* K_VECTORS x n */
    gvc_linkage_columns columns;
    bool *spoken;      /* blocks whose key sectors are named; NULL: rows are no sectors */
    bool class_wanted; /* the column class */
} linkages;

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "linkages", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_word(ctx, "linkages", "mean to divide by", &o->approach, approaches);
    }
    for (const char *const *word = o->with; status == GVC_OK && word != NULL && *word; word++) {
        if (strcmp(*word, "dispersion") != 0 && strcmp(*word, "satellite") != 0) {
            status = gvc_fail(ctx, GVC_EARG,
                              "method linkages has no columns '%s'; it has dispersion, satellite",
                              *word);
        }
    }
    if (status == GVC_OK && o->satellite != NULL && !gvc_linkages_has(o, "satellite")) {
        status = gvc_fail(ctx, GVC_EARG, "the account '%s' is for the columns of satellite",
                          o->satellite);
    }
    if (status != GVC_OK) {
        return status;
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){
        .name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = gvc_same(o->level, "country")};
    out->count = 2;
    out->variant = gvc_linkages_variant(o);
    out->hidden = HIDDEN;
    out->title = "Linkages";
    return GVC_OK;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return gvc_linkages_bytes(m, o);
}

static void release(void *state)
{
    linkages *all = state;
    if (all != NULL) {
        gvc_release(all->vectors.data);
        gvc_release(all->spoken);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    linkages *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "linkages");
    }
    *state = all;
    static const char *const class[] = {"class", NULL};
    bool sectors = gvc_same(o->level, "sector") && o->sector_group_count == 0;
    all->columns = gvc_linkages_columns(o);
    all->class_wanted = gvc_wants(o, class);
    gvc_status status = gvc_linkages_vectors(ctx, m, o, &all->vectors);
    if (status == GVC_OK && sectors && all->class_wanted) {
        status = gvc_linkages_find_spoken(ctx, m, o, &all->spoken);
    }
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const linkages *all = state;
    double *const *hidden = slabs + all->columns.count;
    for (gvc_idx i = m->offset[s], at = 0; i < m->offset[s + 1]; i++, at++) {
        for (int k = 0; k < all->columns.count; k++) {
            slabs[k][at] = 0;
        }
        for (int k = 0; k < K_VECTORS; k++) {
            double value = all->vectors.data[k * all->vectors.stride + i];
            hidden[WEIGHTED + k][at] = m->x[i] == 0 ? 0 : m->x[i] * value;
        }
        hidden[WEIGHT][at] = m->x[i];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

/* Without output there is nothing that could be linked: empty. */
static double mean(double *const *hidden, int which, gvc_idx cell)
{
    return ratio(hidden[WEIGHTED + which][cell], hidden[WEIGHT][cell]);
}

static double column_value(const gvc_linkage_column *c, double *const *hidden, gvc_idx cell)
{
    double value = mean(hidden, c->which, cell);
    if (c->kind == GVC_LINKAGE_RATIO) {
        return ratio(value, mean(hidden, c->which + 1, cell));
    }
    if (c->kind == GVC_LINKAGE_CLASS) {
        double forward = mean(hidden, K_FORWARD_INDEX, cell);
        return isnan(value) || isnan(forward) ? (double)NAN
               : value >= 1                   ? (forward >= 1 ? 3 : 4)
                                              : (forward >= 1 ? 2 : 1);
    }
    return value;
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const linkages *all = state;
    double *const *hidden = values + all->columns.count;
    for (int k = 0; k < all->columns.count; k++) {
        for (gvc_idx cell = 0; cell < cells; cell++) {
            values[k][cell] = column_value(&all->columns.items[k], hidden, cell);
        }
    }
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const linkages *all = state;
    return !all->class_wanted || gvc_linkages_say(m, &all->vectors, all->spoken, to);
}

static const char *const identities[] = {
    "backward_total = backward_intra + backward_inter",
    "backward_total is downstreamness, forward_total upstreamness, of gvc position, which are 1 "
    "where an industry has no output",
    "va_multiplier is 1 with residual value added",
    "the indices have mean 1 over the industries that they are taken over",
    "final use times multiplier adds up to the account of the world",
    NULL,
};
static const char *const caveats[] = {
    "a row of several industries, a country or a group of sectors, has their mean weighted by "
    "output, and its class is that of these means",
    "an industry without output is empty; in the mean of an index it counts as 1",
    "the mean of an index is the plain one over all industries of the table; --normalise country: "
    "of its country; weighted: by output",
    "forward linkages are those of the supply side, the Ghosh inverse; rasmussen_forward, row sums "
    "of the Leontief inverse, answers to one more unit of every final product at once",
    "multipliers are of type I: what households earn and spend again is not in them",
    "--dispersion needs the whole inverse in memory",
    NULL,
};

const gvc_method gvc_method_linkages = {
    .info = {.name = "linkages",
             .command = "linkages",
             .usage = "linkages",
             .title = "Linkages",
             .summary = "backward and forward linkages, key sectors, multipliers",
             .question =
                 "Which industries pull others along, which ones do others lean on, and which do "
                 "both? How much of the pull stays in the country, and how much output, value "
                 "added or work stands behind a unit of final output?",
             .reference =
                 "Rasmussen (1956), Studies in inter-sectoral relations, North-Holland; Miller and "
                 "Blair (2009), Input-output analysis, Cambridge University Press, 2nd edition",
             .bibtex = "@book{rasmussen1956studies,\n"
                       "  author    = {Rasmussen, P. N{\\o}rregaard},\n"
                       "  title     = {Studies in inter-sectoral relations},\n"
                       "  publisher = {North-Holland},\n"
                       "  address   = {Amsterdam},\n"
                       "  year      = {1956}\n"
                       "}\n"
                       "@book{miller2009input,\n"
                       "  author    = {Miller, Ronald E. and Blair, Peter D.},\n"
                       "  title     = {Input-output analysis: foundations and extensions},\n"
                       "  edition   = {2},\n"
                       "  publisher = {Cambridge University Press},\n"
                       "  year      = {2009}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .approaches = approaches,
             .variants = gvc_linkages_variants},
    .knows = GVC_KNOWS_WITH | GVC_KNOWS_SATELLITE | GVC_KNOWS_COUNTRIES,
    .choose = choose,
    .need = gvc_linkages_needs,
    .extra = gvc_linkages_extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .notes = notes,
    .release = release,
};
