/* exposure_fx.c - foreign exchange that exports earn once the imports inside them are paid: E_s
 * less VS_s = u A_F L E_s, all tiers at home (Hummels, Ishii and Yi 2001). By sector and partner
 * E_s is the exports of that sector, or to that partner. */
#include <math.h>
#include <string.h>

#include "methods/borders.h"
#include "methods/exposure.h"

enum { EXPORTS, CONTENT, NET, SHARE, IMPORTS, COVER };
enum { COUNTRY, SECTOR, PAIR };

#define FX_TERMS                                                                                   \
    {"exports", "Gross exports", "E", NULL, false},                                                \
        {"import_content", "Imports contained in exports, of all tiers at home",                   \
         "VS = u A_F L E, A_F the inputs from abroad", NULL, false},                               \
        {"net", "Foreign exchange that stays", "E - VS", NULL, false},                             \
        {"dva_share", "Share of exports that stays", "net / E", "1", false},

static const gvc_term country_terms[] = {
    FX_TERMS{"imports", "Gross imports", "sum over s of GM_sc", NULL, false},
    {"import_cover", "What stays, over imports for use at home", "net / (imports - VS)", "ratio",
     false},
    GVC_EXPOSURE_END};
static const gvc_term part_terms[] = {FX_TERMS GVC_EXPOSURE_END};
static const gvc_variant variants[] = {
    {"country", "by country", country_terms, NULL,
     "exports import_content net dva_share import_cover"},
    {"part", "by exporting sector, or by partner", part_terms, NULL,
     "exports import_content net dva_share"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", "sector", "pair", NULL};

static int level_of(const gvc_measure_options *o)
{
    return o->level[0] == 's' ? SECTOR : o->level[0] == 'p' ? PAIR : COUNTRY;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "exposure_fx", "level", &o->level, levels);
    if (status != GVC_OK) {
        return status;
    }
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (level_of(o) == SECTOR) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES};
    }
    if (level_of(o) == PAIR) {
        out->own_b = out->count;
        out->axes[out->count++] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCS};
    } else if (o->bloc_count > 0) {
        return gvc_fail(ctx, GVC_EARG, "--blocs: rows have no partner; use --level pair");
    }
    out->variant = &variants[level_of(o) == COUNTRY ? 0 : 1];
    out->title = "Foreign exchange from exports";
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

typedef struct shared {
    double *content; /* n: u A_F L */
    int level;
} shared;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o, (void)workers;
    return gvc_borders_bytes(m);
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_release(all->content);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    *state = all;
    all->level = level_of(o);
    return gvc_borders_inputs(ctx, m, NULL, &all->content);
}

/* Adds the exports of industry i, a row of partners, to the cells of the level. */
static void add_industry(const gvc_model *m, const shared *all, gvc_idx i, gvc_idx p,
                         double *const *slabs)
{
    const double *e = gvc_row(&m->e, i);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        gvc_idx cell = all->level == PAIR ? r : all->level == SECTOR ? p : 0;
        slabs[EXPORTS][cell] += e[r];
        slabs[CONTENT][cell] += all->content[i] * e[r];
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    (void)worker;
    const shared *all = state;
    gvc_idx cells = all->level == PAIR     ? m->blocks
                    : all->level == SECTOR ? gvc_model_size(m, s)
                                           : 1;
    for (int k = 0; k < (all->level == COUNTRY ? COVER + 1 : IMPORTS); k++) {
        memset(slabs[k], 0, (size_t)cells * sizeof(double));
    }
    for (gvc_idx i = m->offset[s], p = 0; i < m->offset[s + 1]; i++, p++) {
        add_industry(m, all, i, p, slabs);
    }
    for (gvc_idx i = 0; i < m->n && all->level == COUNTRY; i++) {
        slabs[IMPORTS][0] += gvc_row(&m->e, i)[s];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    const shared *all = state;
    for (gvc_idx c = 0; c < cells; c++) {
        double exports = values[EXPORTS][c], content = values[CONTENT][c];
        values[NET][c] = exports - content;
        values[SHARE][c] = ratio(exports - content, exports);
        if (all->level == COUNTRY) {
            values[COVER][c] = ratio(exports - content, values[IMPORTS][c] - content);
        }
    }
}

static const char *const identities[] = {
    "net = exports - import_content = own value added in exports, v L E, orphan flows aside",
    "coarser rows are the sums of finer ones, ratios those of the sums",
    NULL,
};
static const char *const caveats[] = {
    "own value added that comes back inside imports stays in import_content, so exports absorbed "
    "abroad over exports (the VAX ratio) are slightly below dva_share",
    "with --va given taxes and margins on inputs at home are in net",
    "imports for use at home: for final use, and for products that are used up at home",
    NULL,
};

const gvc_method gvc_method_exposure_fx = {
    .info = {.name = "exposure_fx",
             .command = "exposure",
             .usage = "exposure --fx",
             .title = "Foreign exchange from exports",
             .summary = "what exports earn once the imports inside them are paid",
             .question = "How much foreign exchange do exports leave in the country, and does it "
                         "pay for the imports that the country uses itself?",
             .reference = "Hummels, Ishii and Yi (2001), The nature and growth of vertical "
                          "specialization in world trade, Journal of International Economics "
                          "54(1), 75-96",
             .bibtex = "@article{hummels2001nature,\n"
                       "  author  = {Hummels, David and Ishii, Jun and Yi, Kei-Mu},\n"
                       "  title   = {The nature and growth of vertical specialization in world "
                       "trade},\n"
                       "  journal = {Journal of International Economics},\n"
                       "  volume  = {54},\n"
                       "  number  = {1},\n"
                       "  pages   = {75--96},\n"
                       "  year    = {2001}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_BLOCS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
