/* crossings.c - value added by the number of borders it crosses before its final buyer.
 *
 *   T_0 = L Y_own, T_1 = L (A_F T_0 + Y_F), T_c = L A_F T_{c-1}, A_F = A without own blocks;
 *   rest: R = sum over c > C of T_c = B A_F T_C, and sum over c > C of c T_c = C R + R + B A_F R,
 * both solved for, not found by subtraction. Every crossing is recorded in gross exports once, so
 * c v T_c are the exports that this value added makes.
 * A panel of G vectors for the absorbers; one vector where they are not told apart. */
#include "methods/stages.h"

enum { TOTAL, VA, EXPORTS, OTHER };

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define CROSSING_TERMS(WHAT, SUM, V)                                                               \
    {"total", WHAT, SUM, NULL, false},                                                             \
        {"va", "Value added that crosses so many borders before its final buyer", V, NULL, false}, \
        {"exports", "Gross exports that it makes: once at every border", "c va", NULL, false},
#define OTHER_TERM                                                                                 \
    {"other", "Taxes, margins and the like that stated value added leaves out",                    \
     "as va, with t = u - u A - v instead of v; exports = c (va + other)", NULL, false},
#define COUNTRY_TERMS                                                                              \
    CROSSING_TERMS("Final demand of the absorber", "u Y_.d", "sum_i v_i (T_c)_id; rest: c > C")
#define SECTOR_TERMS                                                                               \
    CROSSING_TERMS("Value added of the industry: output less inputs", "x_i - sum_j Z_ji",          \
                   "v_i sum_d (T_c)_id; rest: c > C")
#define WORLD_TERMS                                                                                \
    CROSSING_TERMS("Final demand of the world", "u Y u", "sum_i v_i sum_d (T_c)_id; rest: c > C")

static const gvc_term country_terms[] = {COUNTRY_TERMS END};
static const gvc_term country_given[] = {COUNTRY_TERMS OTHER_TERM END};
static const gvc_term sector_terms[] = {SECTOR_TERMS END};
static const gvc_term sector_given[] = {SECTOR_TERMS OTHER_TERM END};
static const gvc_term world_terms[] = {WORLD_TERMS END};
static const gvc_term world_given[] = {WORLD_TERMS OTHER_TERM END};

static const gvc_variant variants[] = {
    {"country", "by absorber", country_terms, "total", "va va% exports"},
    {"country, stated value added", "the same with --va given", country_given, "total",
     "va va% exports other"},
    {"sector", "by industry of origin", sector_terms, "total", "va va% exports"},
    {"sector, stated value added", "the same with --va given", sector_given, "total",
     "va va% exports other"},
    {"world", "of the world", world_terms, "total", "va va% exports exports%"},
    {"world, stated value added", "the same with --va given", world_given, "total",
     "va va% exports exports% other"},
    {NULL, NULL, NULL, NULL, NULL},
};

/* ---- words -------------------------------------------------------------------------------------
 */

typedef enum view { COUNTRY, SECTOR, WORLD } view;

static const char *const levels[] = {"country", "sector", "world", NULL};

static view view_of(const gvc_measure_options *o)
{
    return gvc_same(o->level, "country") ? COUNTRY : gvc_same(o->level, "sector") ? SECTOR : WORLD;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    static const char *const tail[] = {"rest", NULL};
    gvc_status status = gvc_word(ctx, "crossings", "level", &o->level, levels);
    if (status == GVC_OK) {
        status = gvc_stages_tiers(ctx, o);
    }
    if (status != GVC_OK) {
        return status;
    }
    view by = view_of(o);
    out->whole = by == WORLD;
    if (by == COUNTRY) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "absorber", .kind = GVC_AXIS_BLOCKS};
    } else if (by == SECTOR) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "origin", .kind = GVC_AXIS_BLOCKS};
        out->axes[out->count++] =
            (gvc_layout_axis){.name = "origin_sector", .kind = GVC_AXIS_INDUSTRIES};
    }
    out->variant = &variants[2 * (int)by + (o->va == GVC_VA_GIVEN ? 1 : 0)];
    out->title = "Value added by borders crossed";
    return gvc_stages_counted(ctx, o->tiers, tail, "crossings", out, &out->axes[out->count++]);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* Vectors of the panel: a row an absorber, or one for all of them. */
static gvc_idx panel_rows(const gvc_model *m, const gvc_measure_options *o)
{
    return view_of(o) == COUNTRY ? m->blocks : 1;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.right = 2 * panel_rows(m, o)};
}

/* ---- what the pieces share ----------------------------------------------------------------------
 */

typedef struct crossings {
    view by;
    gvc_idx most;          /* C */
    gvc_stages_store kept; /* a row an absorber, industry, or the world; crossings side by side */
    double *t;             /* n: what stated value added leaves out; NULL = nothing */
    gvc_dense now, next;   /* T_c, and what becomes T_{c+1} */
    double once;           /* value added of the world that crosses one border */
} crossings;

static gvc_idx rows_of(const gvc_model *m, view by)
{
    return by == COUNTRY ? m->blocks : by == SECTOR ? m->n : 1;
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t panel = (size_t)panel_rows(m, o) * (size_t)m->n * sizeof(double);
    return 3 * panel + gvc_stages_store_bytes(OTHER + 1, rows_of(m, view_of(o)), o->tiers + 2);
}

static void release(void *state)
{
    crossings *x = state;
    if (x == NULL) {
        return;
    }
    gvc_stages_store_free(&x->kept);
    gvc_release(x->t);
    gvc_release(x->now.data);
    gvc_release(x->next.data);
    gvc_release(x);
}

static double *cell(const crossings *x, int term, gvc_idx row, gvc_idx count)
{
    return x->kept.term[term] + row * x->kept.width + count;
}

/* Adds the value added in the output of every origin; `times` it was exported. */
static void record(const gvc_model *m, crossings *x, const gvc_dense *output, gvc_idx count,
                   double times, bool again)
{
    for (gvc_idx k = 0; k < output->rows; k++) {
        for (gvc_idx i = 0; i < m->n; i++) {
            gvc_idx row = x->by == COUNTRY ? k : x->by == SECTOR ? i : 0;
            double g = output->data[k * output->stride + i];
            double va = m->v[i] * g, other = x->t == NULL ? 0 : x->t[i] * g;
            *cell(x, EXPORTS, row, count) += times * (va + other);
            if (!again) {
                *cell(x, VA, row, count) += va;
                x->once += count == 1 ? va : 0;
                if (x->t != NULL) {
                    *cell(x, OTHER, row, count) += other;
                }
            }
        }
    }
}

static void fill_totals(const gvc_model *m, crossings *x)
{
    double world = 0;
    for (gvc_idx d = 0; d < m->blocks; d++) {
        world += gvc_stages_absorption(m, d);
    }
    for (gvc_idx row = 0; row < x->kept.rows; row++) {
        double t = x->t == NULL || x->by != SECTOR ? 0 : x->t[row] * m->x[row];
        double total = x->by == COUNTRY  ? gvc_stages_absorption(m, row)
                       : x->by == SECTOR ? m->va[row] + t
                                         : world;
        for (gvc_idx c = 0; c < x->kept.width; c++) {
            *cell(x, TOTAL, row, c) = total;
        }
    }
}

/* T_0, in x->now. */
static void fill_home(const gvc_model *m, crossings *x)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx row = x->by == COUNTRY ? m->block[i] : 0;
        x->now.data[row * x->now.stride + i] = m->ly[i];
    }
}

/* Adds final exports to A_F T_0. */
static void add_final(const gvc_model *m, crossings *x)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx d = 0; d < m->blocks; d++) {
            gvc_idx row = x->by == COUNTRY ? d : 0;
            x->next.data[row * x->next.stride + i] +=
                d == m->block[i] ? 0 : m->y.data[i * m->y.stride + d];
        }
    }
}

/* The next T in x->now. */
static gvc_status cross(gvc_ctx *ctx, const gvc_model *m, crossings *x, bool first)
{
    gvc_status status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, &x->now, &x->next));
    if (status == GVC_OK && first) {
        add_final(m, x);
    }
    if (status == GVC_OK) {
        gvc_local_right(m->local, &x->next, &x->now);
    }
    return status;
}

/* From T_C in x->now: what crosses more borders, and how often. */
static gvc_status cross_further(gvc_ctx *ctx, const gvc_model *m, crossings *x)
{
    gvc_status status = GVC_OK;
    for (int again = 0; again < 2 && status == GVC_OK; again++) {
        status = gvc_model_report(ctx, m, gvc_offblock_times(&m->system, &x->now, &x->next));
        if (status == GVC_OK) {
            status = gvc_model_right(ctx, m, &x->next, NULL, &x->now);
        }
        if (status == GVC_OK) {
            record(m, x, &x->now, x->most + 1, again == 0 ? (double)x->most + 1 : 1, again > 0);
        }
    }
    return status;
}

static gvc_status fill(gvc_ctx *ctx, const gvc_model *m, crossings *x)
{
    gvc_status status = GVC_OK;
    fill_totals(m, x);
    fill_home(m, x);
    record(m, x, &x->now, 0, 0, false);
    for (gvc_idx c = 1; c <= x->most && status == GVC_OK; c++) {
        status = cross(ctx, m, x, c == 1);
        if (status == GVC_OK) {
            record(m, x, &x->now, c, (double)c, false);
        }
    }
    return status == GVC_OK ? cross_further(ctx, m, x) : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    crossings *x = gvc_calloc(1, sizeof *x);
    if (x == NULL) {
        return gvc_fail_memory(ctx, sizeof *x, "the crossings");
    }
    *state = x;
    x->by = view_of(o);
    x->most = o->tiers;
    gvc_idx rows = panel_rows(m, o);
    gvc_status status = gvc_stages_unnamed(ctx, m, o, &x->t);
    if (status == GVC_OK) {
        status = gvc_stages_store_new(ctx, &x->kept, x->t == NULL ? OTHER : OTHER + 1,
                                      rows_of(m, x->by), o->tiers + 2);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &x->now, rows, m->n);
    }
    if (status == GVC_OK) {
        status = gvc_model_panel(ctx, &x->next, rows, m->n);
    }
    return status == GVC_OK ? fill(ctx, m, x) : status;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const crossings *x = state;
    gvc_idx first = x->by == SECTOR ? m->offset[at] : at;
    gvc_stages_store_copy(&x->kept, first, x->by == SECTOR ? gvc_model_size(m, at) : 1, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* Of the world, whatever the rows: the share of exports that crosses more than one border, and
 * exports over GDP, which is how many borders value added crosses on average. */
static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const crossings *x = state;
    double exports = 0, gdp = 0;
    gvc_text line = {0};
    for (gvc_idx i = 0; i < m->n; i++) {
        exports += m->e_total[i];
        gdp += m->va[i];
    }
    if (exports == 0 || gdp == 0) {
        return true;
    }
    double share = 1 - x->once / exports, mean = exports / gdp;
    gvc_text_addf(&line,
                  "world: %.2f %% of gross exports cross more than one border\n"
                  "value added crosses %.4f borders on average: exports over GDP",
                  100 * share, mean);
    bool done = !line.failed && gvc_attributes_set_number(to, "gvc_share_of_exports", share) &&
                gvc_attributes_set_number(to, "mean_crossings", mean) &&
                gvc_attributes_set_text(to, "notes", line.chars);
    gvc_text_free(&line);
    return done;
}

static const char *const identities[] = {
    "va, summed over crossings, is total (+ other)",
    "exports, summed over crossings and absorbers, is gross exports of the world",
    "1 crossing: domestic value added absorbed by the direct importer (davax of gvc decompose)",
    "GVC share of world exports = 1 - va that crosses once / gross exports; mean number of "
    "crossings = exports / va",
    NULL,
};
static const char *const caveats[] = {
    "the GVC share of one country's exports is gvc / gexp of gvc decompose; here exports are those "
    "of all countries through which the value added passes",
    "what industries without output sell (orphan flows), and with --output-total given output that "
    "nobody uses, is in no number of crossings",
    NULL,
};

const gvc_method gvc_method_crossings = {
    .info = {.name = "crossings",
             .command = "stages",
             .usage = "stages --crossings",
             .title = "Border crossings",
             .summary = "value added by how many borders it crosses before its final buyer",
             .question =
                 "How much of world trade is value chains, and how many borders does value "
                 "cross? Value added that never leaves crosses 0 borders, traditional trade 1, "
                 "value chains 2 and more.",
             .reference =
                 "Wang, Wei, Yu and Zhu (2017), Characterizing global value chains, NBER "
                 "Working Paper 23261; Borin and Mancini (2019), World Bank Policy Research "
                 "Working Paper 8804: more than one crossing = GVC trade",
             .bibtex = "@techreport{wang2017characterizing,\n"
                       "  author      = {Wang, Zhi and Wei, Shang-Jin and Yu, Xinding and Zhu, "
                       "Kunfu},\n"
                       "  title       = {Characterizing Global Value Chains: Production Length and "
                       "Upstreamness},\n"
                       "  institution = {National Bureau of Economic Research},\n"
                       "  type        = {Working Paper},\n"
                       "  number      = {23261},\n"
                       "  year        = {2017}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_TIERS,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .notes = notes,
    .release = release,
};
