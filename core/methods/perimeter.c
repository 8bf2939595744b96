/* perimeter.c - a perimeter by hand: what some countries, sectors or industries sell to others.
 *
 * S: the industries named on the from side, C: those on the to side; a country there stands for its
 * industries and its final use, a sector or an industry for what it buys as input. Nothing named:
 * everything. The flow e is taken from Z and Y, sales at home among it where the sides meet. */
#include "model/perimeter.h"

#include "methods/perimeter_sides.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define GEXP                                                                                       \
    {                                                                                              \
        "gexp", "Gross flow from S to C", "u' e, e = A_SC X_C + sum_{d in C} Y_Sd", NULL, false    \
    }
#define VA(unit)                                                                                   \
    {                                                                                              \
        "va", "Value added in the flow, counted once",                                             \
            unit " B*_.S e, B* = (I - A*)^-1, A* = A but for A*_SC = 0", NULL, true                \
    }
#define DCOUNT(unit)                                                                               \
    {                                                                                              \
        "dcount", "Double counting: what passes from S to C again", unit " (B_.S - B*_.S) e",      \
            NULL, true                                                                             \
    }
#define RESID                                                                                      \
    {                                                                                              \
        "resid", "The part of the flow that the stated value added does not explain",              \
            "(u' - v B_.S) e", NULL, true                                                          \
    }

static const gvc_term flow_terms[] = {GEXP, VA("v"), DCOUNT("v"), END};
static const gvc_term given_terms[] = {GEXP, VA("v"), DCOUNT("v"), RESID, END};
static const gvc_term origin_terms[] = {VA("v_t"), DCOUNT("v_t"), END};

#define FLOW "the flow as one row"
#define HEADLINE "gexp va va% dcount dcount% resid"

static const gvc_variant variants[] = {
    {"flow", FLOW, flow_terms, "gexp", HEADLINE},
    {"by origin", "the same by the country whose value added it is", origin_terms, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
/* With --va given; not in the record, as resid is in none. */
static const gvc_variant given = {"flow", FLOW, given_terms, "gexp", HEADLINE};

/* ---- the flow ----------------------------------------------------------------------------------
 */

/* The perimeter with memory of its own. */
typedef struct flow {
    gvc_perimeter p;
    gvc_idx *list; /* from, then to */
    double *e;
    double *counted; /* n: 1 for the columns of Z that belong to the flow */
} flow;

static void free_flow(flow *f)
{
    gvc_release(f->list);
    gvc_release(f->e);
    gvc_release(f->counted);
}

static gvc_idx list_side(const gvc_model *m, const gvc_side *s, gvc_idx *list)
{
    gvc_idx count = 0;
    for (gvc_idx i = 0; i < m->n; i++) {
        if (s->industry[i]) {
            list[count++] = i;
        }
    }
    return count;
}

/* What industries without output buy is in the final use of their country already. */
static void fill_flow(const gvc_model *m, const gvc_side *to, flow *f)
{
    for (gvc_idx j = 0; j < m->n; j++) {
        bool in_final = m->x[j] == 0 && to->country[m->block[j]];
        f->counted[j] = to->industry[j] && !in_final ? 1 : 0;
    }
    for (gvc_idx k = 0; k < f->p.from_count; k++) {
        gvc_idx i = f->p.from[k];
        gvc_dense row = {m->z.data + i * m->z.stride, 1, m->n, m->z.stride};
        gvc_rows_times(&row, f->counted, &f->e[k]);
        for (gvc_idx d = 0; d < m->blocks; d++) {
            f->e[k] += to->country[d] ? m->y.data[i * m->y.stride + d] : 0;
        }
    }
}

static gvc_status new_flow(gvc_ctx *ctx, const gvc_model *m, const gvc_side *from,
                           const gvc_side *to, flow *f)
{
    *f = (flow){.list = gvc_malloc((size_t)(from->count + to->count), sizeof *f->list),
                .e = gvc_malloc((size_t)from->count, sizeof *f->e),
                .counted = gvc_malloc((size_t)m->n, sizeof *f->counted)};
    if (f->list == NULL || f->e == NULL || f->counted == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *f->e, "the perimeter");
    }
    f->p = (gvc_perimeter){.from = f->list, .to = f->list + from->count, .e = f->e};
    f->p.from_count = list_side(m, from, f->list);
    f->p.to_count = list_side(m, to, f->list + from->count);
    fill_flow(m, to, f);
    return GVC_OK;
}

/* ---- what is asked for -------------------------------------------------------------------------
 */

static gvc_status check_words(gvc_ctx *ctx, gvc_measure_options *o)
{
    static const char *const by[] = {"origin", NULL};
    if (o->from == NULL && o->to == NULL) {
        return gvc_fail(ctx, GVC_EARG,
                        "a perimeter by hand without sides; name who sells (from), who buys (to), "
                        "or both");
    }
    return o->by == NULL ? GVC_OK : gvc_word(ctx, "perimeter", "rows by", &o->by, by);
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = check_words(ctx, o);
    out->title = "Value added in a flow";
    if (o->by != NULL) {
        out->axes[0] = (gvc_layout_axis){.name = "origin", .kind = GVC_AXIS_BLOCKS};
        out->count = 1;
        out->variant = &variants[1];
    } else {
        out->whole = true;
        out->variant = o->va == GVC_VA_GIVEN ? &given : &variants[0];
    }
    return status;
}

/* gexp alone is a sum over the table. */
static bool wants_output(const gvc_measure_options *o)
{
    static const char *const names[] = {"va", "dcount", "resid", NULL};
    return gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* The sizes of both sides; false where they cannot be known, which `prepare` puts into words. */
static bool count_sides(const gvc_model *m, const gvc_measure_options *o, gvc_idx *from,
                        gvc_idx *to)
{
    gvc_side s = {0}, c = {0};
    bool known = gvc_side_find(m, o->from, &s) && gvc_side_find(m, o->to, &c) &&
                 s.unknown == NULL && c.unknown == NULL;
    *from = s.count;
    *to = c.count;
    gvc_side_free(&s);
    gvc_side_free(&c);
    return known;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    gvc_idx from, to;
    return wants_output(o) && count_sides(m, o, &from, &to) ? gvc_perimeter_work(m, from, to)
                                                            : (gvc_workload){0};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    gvc_idx from, to;
    (void)workers;
    return count_sides(m, o, &from, &to) ? gvc_perimeter_bytes(m, from, to) +
                                               (size_t)(2 * from + to + 4 * m->n) * sizeof(double)
                                         : 0;
}

/* ---- computing ---------------------------------------------------------------------------------
 */

typedef struct shared {
    double gexp;
    gvc_dense output; /* 2 x n: for the flow once, and again; data NULL where not wanted */
    bool by_origin, given;
} shared;

static void release(void *state)
{
    shared *s = state;
    if (s != NULL) {
        gvc_release(s->output.data);
        gvc_release(s);
    }
}

static gvc_status solve(gvc_ctx *ctx, const gvc_model *m, const flow *f, gvc_dense *output)
{
    gvc_status status = gvc_model_panel(ctx, output, 2, m->n);
    if (status == GVC_OK && m->leontief == NULL) { /* `extra` had no memory to count the sides */
        status = gvc_fail_memory(ctx, (size_t)m->n, "the perimeter");
    }
    return status == GVC_OK
               ? gvc_perimeter_solve(ctx, m, &f->p, output->data, output->data + output->stride)
               : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_side from = {0}, to = {0};
    flow f = {0};
    shared *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "the perimeter");
    }
    *state = s;
    s->by_origin = o->by != NULL;
    s->given = o->va == GVC_VA_GIVEN && !s->by_origin;
    gvc_status status = gvc_sides_find(ctx, m, o, &from, &to);
    if (status == GVC_OK) {
        status = new_flow(ctx, m, &from, &to, &f);
    }
    for (gvc_idx k = 0; k < f.p.from_count && status == GVC_OK; k++) {
        s->gexp += f.e[k];
    }
    if (status == GVC_OK && wants_output(o)) {
        status = solve(ctx, m, &f, &s->output);
    }
    free_flow(&f);
    gvc_side_free(&from);
    gvc_side_free(&to);
    return status;
}

/* Value added of the industries first .. last - 1 in row `which` of the output. */
static double value_added(const gvc_model *m, const shared *s, int which, gvc_idx first,
                          gvc_idx last)
{
    double sum = 0;
    for (gvc_idx i = first; i < last && s->output.data != NULL; i++) {
        sum += m->v[i] * s->output.data[which * s->output.stride + i];
    }
    return sum;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    const shared *s = state;
    (void)worker;
    gvc_idx first = s->by_origin ? m->offset[at] : 0;
    gvc_idx last = s->by_origin ? m->offset[at + 1] : m->n;
    double once = value_added(m, s, 0, first, last), again = value_added(m, s, 1, first, last);
    int term = 0;
    if (!s->by_origin) {
        slabs[term++][0] = s->gexp;
    }
    slabs[term++][0] = once;
    slabs[term++][0] = again;
    if (s->given) { /* (u' - v B_.S) e */
        slabs[term][0] = s->gexp - (once + again);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "gexp = va + dcount (+ resid), over all origins with --by origin",
    "va of a country is the GDP that it loses when the flow stops",
    "from a country to all others: va of that country is dva of its exports",
    NULL,
};
static const char *const caveats[] = {
    "a country or group on the to side stands for its industries and its final use, a sector or an "
    "industry there for what it buys as input alone",
    "sales at home are part of the flow where the two sides have a country in common",
    "a label that is both a country and a sector is taken for the country; COUNTRY_SECTOR is split "
    "at the first underscore unless an industry has that name",
    "flows do not add up: value added that passes through two of them is in both",
    "with --va given the term resid = gexp - va - dcount is added and never spread over the others",
    "an industry without output whose sales cancel (an orphan flow) stays in gexp and in no other "
    "term but resid; it is named in the warnings",
    NULL,
};

const gvc_method gvc_method_perimeter = {
    .info =
        {.name = "perimeter",
         .family = "bm",
         .command = "decompose",
         .usage = "decompose --perimeter-from LIST --perimeter-to LIST",
         .title = "Perimeter by hand",
         .summary = "any flow between countries, sectors or industries into value added and double "
                    "counting",
         .question =
             "How much value added, and whose, depends on what some countries, sectors or "
             "industries sell to others? Value added counts once however often it passes from the "
             "one side to the other: it is the GDP that would be lost if the flow stopped "
             "(hypothetical extraction).",
         .reference = "Los, Timmer and de Vries (2016), Tracing value-added and double counting in "
                      "gross exports: Comment, American Economic Review 106(7), 1958-1966; "
                      "perimeters: Borin and Mancini (2023), Economic Systems Research 35(4)",
         .bibtex = "@article{los2016tracing,\n"
                   "  author  = {Los, Bart and Timmer, Marcel P. and de Vries, Gaaitzen J.},\n"
                   "  title   = {Tracing value-added and double counting in gross exports: "
                   "Comment},\n"
                   "  journal = {American Economic Review},\n"
                   "  volume  = {106},\n"
                   "  number  = {7},\n"
                   "  pages   = {1958--1966},\n"
                   "  year    = {2016},\n"
                   "  doi     = {10.1257/aer.20140883}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .by_hand = true,
         .variants = variants},
    .knows = GVC_KNOWS_BY,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
