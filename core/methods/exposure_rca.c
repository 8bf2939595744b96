/* exposure_rca.c - what a country exports more of than the world does, gross and in own value added
 * (Balassa 1965; value added by the industry it arises in). Sums over sectors come first. */
#include <math.h>

#include "methods/exposure.h"

enum { EXPORTS, IN_EXPORTS, RCA_GROSS, RCA_VA, TERMS };
enum { WORLD_GROSS = TERMS, WORLD_VA }; /* hidden: of the world by sector */

static const gvc_term terms[] = {
    {"exports", "Gross exports", "e_ci = sum_r E_ir", NULL, false},
    {"va_in_exports", "Own value added in all exports of the country, by the industry it arises in",
     "v_i (L_cc E_c)_i", NULL, false},
    {"rca_gross", "Revealed comparative advantage in gross exports",
     "(e_ci / e_c) / (e_i / e), e_i and e of the world", "index", false},
    {"rca_va", "Revealed comparative advantage in own value added in exports",
     "(w_ci / w_c) / (w_i / w), w_ci = v_i (L_cc E_c)_i", "index", false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"rca", "by country and sector", terms, NULL, "exports va_in_exports rca_gross rca_va"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"sector", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_SECTORS, .of = 1};
    out->count = 2;
    out->hidden = 2;
    out->variant = variants;
    out->title = "Revealed comparative advantage";
    return gvc_word(ctx, "exposure_rca", "level", &o->level, levels);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

typedef struct shared {
    gvc_idx sectors;
    double *in_exports; /* n */
    double *world[2];   /* by sector: exports, value added in them */
} shared;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return (size_t)(m->n + 2 * gvc_table_count(m->table, GVC_SECTOR)) * sizeof(double);
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_release(all->in_exports);
        gvc_release(all->world[0]);
        gvc_release(all->world[1]);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)o, (void)workers;
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    *state = all;
    all->sectors = gvc_table_count(m->table, GVC_SECTOR);
    gvc_status status = gvc_exposure_in_exports(ctx, m, NULL, &all->in_exports);
    for (int k = 0; k < 2 && status == GVC_OK; k++) {
        all->world[k] = gvc_calloc((size_t)all->sectors, sizeof(double));
        status = all->world[k] == NULL ? gvc_fail_memory(ctx, (size_t)all->sectors * sizeof(double),
                                                         "the exports of the world")
                                       : GVC_OK;
    }
    for (gvc_idx i = 0; i < m->n && status == GVC_OK; i++) {
        all->world[0][m->sector[i]] += m->e_total[i];
        all->world[1][m->sector[i]] += all->in_exports[i];
    }
    return status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const shared *all = state;
    for (gvc_idx k = 0; k < all->sectors; k++) {
        slabs[EXPORTS][k] = slabs[IN_EXPORTS][k] = slabs[RCA_GROSS][k] = slabs[RCA_VA][k] = 0;
        slabs[WORLD_GROSS][k] = all->world[0][k];
        slabs[WORLD_VA][k] = all->world[1][k];
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        slabs[EXPORTS][m->sector[i]] += m->e_total[i];
        slabs[IN_EXPORTS][m->sector[i]] += all->in_exports[i];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static double sum_of(const double *values, gvc_idx cells)
{
    double sum = 0;
    for (gvc_idx c = 0; c < cells; c++) {
        sum += isnan(values[c]) ? 0 : values[c]; /* an industry that is not there */
    }
    return sum;
}

/* The cells are all sectors of one country. */
static void compare(const double *own, const double *world, double all, double *to, gvc_idx cells)
{
    double of_country = sum_of(own, cells);
    for (gvc_idx c = 0; c < cells; c++) {
        double share = own[c] / of_country, usual = world[c] / all;
        to[c] = of_country == 0 || usual == 0 ? (double)NAN : share / usual;
    }
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const shared *all = state;
    compare(values[EXPORTS], values[WORLD_GROSS], sum_of(all->world[0], all->sectors),
            values[RCA_GROSS], cells);
    compare(values[IN_EXPORTS], values[WORLD_VA], sum_of(all->world[1], all->sectors),
            values[RCA_VA], cells);
}

static const char *const identities[] = {
    "weighted by the world's exports of the sector, rca_gross of a country is 1 on average; so is "
    "rca_va with own value added in exports",
    "va_in_exports adds up to net of --fx, orphan flows aside",
    NULL,
};
static const char *const caveats[] = {
    "an advantage in gross exports that is gone in value added is one of assembly: the sector "
    "sells what others made",
    "in value added the sector is where value arises, so services that goods exports contain count "
    "as services; NaN where the world exports nothing of it",
    NULL,
};

const gvc_method gvc_method_exposure_rca = {
    .info = {.name = "exposure_rca",
             .command = "exposure",
             .usage = "exposure --rca",
             .title = "Revealed comparative advantage",
             .summary = "what a country is good at, gross and in value added",
             .question = "What does a country export more of than the world does, and is it still "
                         "so when only its own value added is counted?",
             .reference = "Balassa (1965), Trade liberalisation and revealed comparative "
                          "advantage, The Manchester School 33(2), 99-123; in value added: "
                          "Koopman, Wang and Wei (2014), American Economic Review 104(2)",
             .bibtex = "@article{balassa1965trade,\n"
                       "  author  = {Balassa, Bela},\n"
                       "  title   = {Trade liberalisation and ``revealed'' comparative "
                       "advantage},\n"
                       "  journal = {The Manchester School},\n"
                       "  volume  = {33},\n"
                       "  number  = {2},\n"
                       "  pages   = {99--123},\n"
                       "  year    = {1965}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
