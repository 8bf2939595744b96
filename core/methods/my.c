/* my.c - Miroudot and Ye: A = A^o + A^I, A^I the flows of the perimeter; B^o = (I - A^o)^-1 is the
 * inverse with them extracted. Miroudot and Ye (2021), Economic Systems Research 33(1).
 *
 * Per unit of E_sr: dva = v_s B^o_ss, ddc = v_s (B - B^o)_ss, fva = sum over t != s of v_t B^o_ts,
 * fdc = sum over t != s of v_t (B - B^o)_ts. By perimeter:
 *   exporter  all exports of s: cL and f (bm, source)
 *   world     all trade: B^o = L, dva = cL, fva = 0; fdc1 = what crossed one border (borders.h)
 *   sectexp, bilateral, sectbil   one flow: self.h
 * Cost: exporter 2 G left vectors, world G, the others B. */
#include <string.h>

#include "methods/bm.h"
#include "methods/borders.h"
#include "methods/exports.h"
#include "methods/self.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

enum { GEXP, DC, DVA, DDC, FC, FVA, FDC, FDC1, FDC2 };

#define DOMESTIC_TERMS                                                                             \
    {"gexp", "Gross exports", "E_sr = Y_sr + A_sr X_r", NULL, false},                              \
        {"dc", "Domestic content", "v_s B_ss o E_sr", NULL, false},                                \
        {"dva", "Domestic value added", "v_s B^o_ss o E_sr", NULL, true},                          \
        {"ddc", "Domestic double counting", "v_s (B - B^o)_ss o E_sr", NULL, true},                \
    {                                                                                              \
        "fc", "Foreign content", "sum_{t!=s} v_t B_ts o E_sr", NULL, false                         \
    }

static const gvc_term one_border[] = {
    DOMESTIC_TERMS,
    {"fva", "Foreign value added", "sum_{t!=s} v_t B^o_ts o E_sr", NULL, true},
    {"fdc", "Foreign double counting", "sum_{t!=s} v_t (B - B^o)_ts o E_sr", NULL, true},
    END,
};
static const gvc_term all_borders[] = {
    DOMESTIC_TERMS,
    {"fva", "Foreign value added: none, all of it has crossed a border before",
     "sum_{t!=s} v_t B^o_ts o E_sr = 0", NULL, true},
    {"fdc", "Foreign double counting: all foreign content", "fdc1 + fdc2", NULL, false},
    {"fdc1",
     "Foreign double counting of what crossed one border before: fva of Borin and Mancini, world, "
     "source",
     "sum_{t!=s} v_t L_tt A_ts L_ss o E_sr", NULL, true},
    {"fdc2", "Foreign double counting of what crossed several borders before", "fc - fdc1", NULL,
     true},
    END,
};

#define HEADLINE "gexp dva dva% fva fva% resid ddc fdc"
enum { EXPORTER, WORLD, SELF }; /* positions below; those of gvc_self_flow follow from SELF on */
static const gvc_variant variants[] = {
    {"exporter", "A^o: without all exports of the exporter", one_border, "gexp", HEADLINE},
    {"world", "A^o: without all trade", all_borders, "gexp",
     "gexp dva dva% ddc fdc1 fdc1% fdc2 resid"},
    {"sectexp", "A^o: without the exports of the industry", one_border, "gexp", HEADLINE},
    {"bilateral", "A^o: without the exports of the country to the importer", one_border, "gexp",
     HEADLINE},
    {"sectbil", "A^o: without the exports of the industry to the importer", one_border, "gexp",
     HEADLINE},
    {NULL, NULL, NULL, NULL, NULL},
};

static const char *const perspectives[] = {"exporter",  "world",   "sectexp",
                                           "bilateral", "sectbil", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};

static int position(const gvc_measure_options *o)
{
    int k = 0;
    while (strcmp(perspectives[k], o->perspective) != 0) {
        k++;
    }
    return k;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "my", "perspective", &o->perspective, perspectives);
    if (status == GVC_OK) {
        status = position(o) < SELF ? gvc_exports_layout(ctx, "my", o, levels, out)
                                    : gvc_self_layout(ctx, "my", o, out);
    }
    if (status == GVC_OK) {
        out->variant = &variants[position(o)];
    }
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const names[] = {"dc", "dva", "ddc", "fc", "fva", "fdc", "fdc1", "fdc2"};
    const gvc_needs content = GVC_NEED_CONTENT, again = content | GVC_NEED_INVERSE;
    const gvc_needs exporter[] = {
        content, 0, content, content, GVC_NEED_FOREIGN, content | GVC_NEED_FOREIGN, 0, 0};
    const gvc_needs world[] = {content, 0, content, content, 0, content, 0, content};
    const gvc_needs self[] = {content, again, again, content, again, again, 0, 0};
    const gvc_needs *const needs[] = {exporter, world, self};
    int k = position(o) < SELF ? position(o) : SELF;
    return gvc_wanted_needs(o, names, needs[k], sizeof names / sizeof *names);
}

typedef struct shared {
    int perspective;
    int workers;
    double *once;        /* world, n: what crossed one border */
    gvc_self_work *self; /* one flow, workers; NULL where no chosen term needs it */
} shared;

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_self_works_free(all->self, all->workers);
        gvc_release(all->once);
        gvc_release(all);
    }
}

static gvc_self_flow flow_of(int perspective)
{
    return (gvc_self_flow)gvc_self_flow_of(perspectives[perspective]);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    return position(o) < SELF ? gvc_borders_bytes(m)
                              : gvc_self_bytes(m, flow_of(position(o)), workers);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what exporters share");
    }
    *state = all;
    all->perspective = position(o);
    all->workers = workers;
    if (all->perspective == WORLD) {
        return gvc_borders_inputs(ctx, m, m->cl, &all->once);
    }
    return all->perspective >= SELF && m->has_inverse && m->cb != NULL
               ? gvc_self_works_new(ctx, m, flow_of(all->perspective), workers, &all->self)
               : GVC_OK;
}

/* Of a unit of exports of industry i to r, cell c of its block. */
typedef struct unit {
    double dva, ddc, fva, fdc;
} unit;

static unit unit_of(const gvc_model *m, const shared *all, const gvc_self_work *w, gvc_idx i,
                    gvc_idx c)
{
    double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i), f = gvc_entry(m->f, i);
    if (all->perspective == EXPORTER) {
        return (unit){m->cl[i], cb - m->cl[i], f, cf - f};
    }
    if (all->perspective == WORLD) {
        return (unit){m->cl[i], cb - m->cl[i], 0, cf};
    }
    double domestic = w == NULL ? 0 : w->domestic[c], foreign = w == NULL ? 0 : w->foreign[c];
    return (unit){cb - domestic, domestic, cf - foreign, foreign};
}

static void fill_cells(const gvc_model *m, gvc_idx s, const shared *all, const gvc_self_work *w,
                       double *const *to)
{
    for (gvc_idx p = 0; p < gvc_model_size(m, s); p++) {
        gvc_idx i = m->offset[s] + p;
        const double *e = m->e.data + i * m->e.stride;
        double cb = gvc_entry(m->cb, i), cf = gvc_entry(m->cf, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            gvc_idx c = p * m->blocks + r;
            unit u = unit_of(m, all, w, i, c);
            to[GEXP][c] = e[r];
            to[DC][c] = cb * e[r];
            to[DVA][c] = u.dva * e[r];
            to[DDC][c] = u.ddc * e[r];
            to[FC][c] = cf * e[r];
            to[FVA][c] = u.fva * e[r];
            to[FDC][c] = u.fdc * e[r];
            if (all->once != NULL) {
                to[FDC1][c] = all->once[i] * e[r];
                to[FDC2][c] = (cf - all->once[i]) * e[r];
            }
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    gvc_self_work *w = all->self == NULL ? NULL : &all->self[worker];
    gvc_report report = {.code = GVC_MAT_OK, .where = -1};
    if (w != NULL) {
        report = gvc_self_again(m, flow_of(all->perspective), s, w);
    }
    if (report.code == GVC_MAT_OK) {
        fill_cells(m, s, all, w, slabs);
    }
    return report;
}

static const char *const identities[] = {
    "gexp = dc + fc (+ resid), dc = dva + ddc, fc = fva + fdc; world: fdc = fdc1 + fdc2",
    "exporter: the terms of bm, source approach; sectexp, bilateral, sectbil: those of bm",
    "world: fdc1 is fva of bm, perspective world, source approach, in every cell",
    NULL,
};
static const char *const caveats[] = {
    "perspective world: fva is 0 by definition, since all foreign content has crossed a border; "
    "Borin and Mancini call fdc1 foreign value added",
    "sectexp, bilateral, sectbil: what passes through two flows counts in both, so that the "
    "flows do not add up",
    GVC_BM_RESID,
    GVC_BM_ORPHANS,
    NULL,
};

const gvc_method gvc_method_my = {
    .info =
        {.name = "my",
         .command = "decompose",
         .usage = "decompose -m my",
         .title = "Miroudot-Ye",
         .summary = "gross exports into value added and double counting by extraction of a "
                    "perimeter",
         .question =
             "How much of the domestic and foreign content of exports is value added that enters "
             "a perimeter for the first time, and how much is counted again because it crosses the "
             "perimeter several times? The perimeter may be the exports of a country, of an "
             "industry, a bilateral flow, or all trade of the world.",
         .reference = "Miroudot and Ye (2021), Decomposing value added in gross exports, Economic "
                      "Systems Research 33(1), 67-87",
         .bibtex = "@article{miroudot2021decomposing,\n"
                   "  author  = {Miroudot, S{\\'e}bastien and Ye, Ming},\n"
                   "  title   = {Decomposing value added in gross exports},\n"
                   "  journal = {Economic Systems Research},\n"
                   "  volume  = {33},\n"
                   "  number  = {1},\n"
                   "  pages   = {67--87},\n"
                   "  year    = {2021},\n"
                   "  doi     = {10.1080/09535314.2020.1730308}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .perspectives = perspectives,
         .levels = levels,
         .variants = variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
