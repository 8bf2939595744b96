/* loops.c - feedback loops: the hierarchy of complete sets of circuits among industries. Sonis,
 * Hewings and Gazel (1995).
 *
 * Loop k is the assignment of a buyer to every seller, each industry once, with the largest flow of
 * all over the cells of Z that no earlier loop had; it falls apart into cycles. All n loops add up
 * to all intermediate flows. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "methods/assignment.h"
#include "methods/method.h"

enum { VALUE, SHARE, CUMULATIVE, CYCLES, LONGEST };
enum { FLOW, USE, CYCLE };

static const gvc_term loop_terms[] = {
    {"value", "Flow in the loop", "sum_i Z_i,use(i)", NULL, false},
    {"share", "Share of all intermediate flows", "value / u Z u", "1", false},
    {"cumulative", "Share of this loop and those before it", "sum of share", "1", false},
    {"cycles", "Cycles that the loop falls into", "cycles of i -> use(i)", "cycles", false},
    {"longest", "Industries in the longest of them", "largest cycle of i -> use(i)", "industries",
     false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_term industry_terms[] = {
    {"value", "Flow from the industry to the next one in the loop", "Z_i,use(i)", NULL, false},
    {"use", "The next one: its number in the list of industries, from 1", "use(i)", "number",
     false},
    {"cycle", "Cycle that the industry is in, counted from 1", "cycle of i", "number", false},
    {NULL, NULL, NULL, NULL, false},
};
static const gvc_variant variants[] = {
    {"loops", "a row for each loop", loop_terms, NULL, NULL},
    {"industry", "a row for each industry of each loop (--level industry)", industry_terms, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"loop", "industry", NULL};

/* ---- words -------------------------------------------------------------------------------------
 */

enum { DEFAULT_LOOPS = 10 };

/* An axis "1" .. "count"; its texts are out->memory. */
static gvc_status add_loops(gvc_ctx *ctx, gvc_idx count, gvc_layout *out)
{
    enum { TEXT = 8 };
    size_t head = (size_t)count * sizeof(char *);
    const char **name = gvc_malloc(head + (size_t)count * TEXT, 1);
    if (name == NULL) {
        return gvc_fail_memory(ctx, head, "the names of loops");
    }
    char *text = (char *)(name + count);
    for (gvc_idx k = 0; k < count; k++, text += TEXT) {
        snprintf(text, TEXT, "%d", (int)(k + 1));
        name[k] = text;
    }
    out->memory = name;
    out->axes[out->count++] =
        (gvc_layout_axis){.name = "loop", .kind = GVC_AXIS_NAMED, .names = name, .count = count};
    return GVC_OK;
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "loops", "level", &o->level, levels);
    o->tiers = o->tiers == 0 ? DEFAULT_LOOPS : o->tiers;
    if (status == GVC_OK && (o->tiers < 1 || o->tiers > GVC_COUNTED_MOST)) {
        status =
            gvc_fail(ctx, GVC_EARG, "%lld loops; expected 1 to %d, and no more than industries",
                     (long long)o->tiers, GVC_COUNTED_MOST);
    }
    if (status == GVC_OK && o->sector_group_count > 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "loops are made of single industries; leave out --sector-groups, or "
                          "aggregate the table before, gvc aggregate");
    }
    if (status == GVC_OK) {
        status = add_loops(ctx, o->tiers, out);
    }
    if (status != GVC_OK) {
        return status;
    }
    bool industry = gvc_same(o->level, "industry");
    if (industry) {
        out->axes[out->count++] = (gvc_layout_axis){.name = "industry", .kind = GVC_AXIS_ALL};
    }
    out->whole = true;
    out->variant = &variants[industry ? 1 : 0];
    out->title = "Feedback loops";
    return GVC_OK;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

/* ---- numbers -----------------------------------------------------------------------------------
 */

typedef struct loops {
    gvc_idx count;
    bool industry;
    gvc_idx *use; /* count x n */
    double all;   /* u Z u */
} loops;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return gvc_assignment_bytes(m->n) + (size_t)o->tiers * (size_t)m->n * sizeof(gvc_idx);
}

static void release(void *state)
{
    loops *l = state;
    if (l != NULL) {
        gvc_release(l->use);
        gvc_release(l);
    }
}

static gvc_status find(gvc_ctx *ctx, const gvc_model *m, loops *l)
{
    gvc_assignment *a = gvc_assignment_new(&m->z);
    gvc_status status =
        a == NULL ? gvc_fail_memory(ctx, gvc_assignment_bytes(m->n), "the loops") : GVC_OK;
    for (gvc_idx k = 0; k < l->count && status == GVC_OK; k++) {
        if (!gvc_assignment_next(a, l->use + k * m->n)) {
            status = gvc_fail(ctx, GVC_ECONVERGE, "loop %lld was not found", (long long)(k + 1));
        }
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "loops", (uint64_t)(k + 1), (uint64_t)l->count);
        }
    }
    gvc_assignment_free(a);
    return status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    loops *l = gvc_calloc(1, sizeof *l);
    if (l == NULL) {
        return gvc_fail_memory(ctx, sizeof *l, "the loops");
    }
    *state = l;
    if (o->tiers > m->n) {
        return gvc_fail(ctx, GVC_EARG,
                        "--loops %lld: the table has %lld industries, and as many loops at most",
                        (long long)o->tiers, (long long)m->n);
    }
    l->count = o->tiers;
    l->industry = gvc_same(o->level, "industry");
    l->use = gvc_malloc((size_t)(l->count * m->n), sizeof *l->use);
    if (l->use == NULL) {
        return gvc_fail_memory(ctx, (size_t)(l->count * m->n) * sizeof *l->use, "the loops");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        for (gvc_idx j = 0; j < m->n; j++) {
            l->all += m->z.data[i * m->z.stride + j];
        }
    }
    return find(ctx, m, l);
}

/* Numbers the cycles of use from 1, into cycle (n); how many there are, the length of the longest.
 */
static void number_cycles(const gvc_idx *use, gvc_idx n, double *cycle, double *count,
                          double *longest)
{
    *count = *longest = 0;
    for (gvc_idx i = 0; i < n; i++) {
        cycle[i] = 0;
    }
    for (gvc_idx i = 0; i < n; i++) {
        double length = 0;
        *count += cycle[i] == 0 ? 1 : 0;
        for (gvc_idx j = i; cycle[j] == 0; j = use[j]) {
            cycle[j] = *count;
            length++;
        }
        *longest = fmax(*longest, length);
    }
}

static void fill_industries(const gvc_model *m, const loops *l, gvc_idx k, double *const *slabs)
{
    const gvc_idx *use = l->use + k * m->n;
    double count, longest;
    number_cycles(use, m->n, slabs[CYCLE] + k * m->n, &count, &longest);
    for (gvc_idx i = 0; i < m->n; i++) {
        slabs[FLOW][k * m->n + i] = m->z.data[i * m->z.stride + use[i]];
        slabs[USE][k * m->n + i] = (double)(use[i] + 1);
    }
}

/* cycle: n numbers of scratch. */
static void fill_loop(const gvc_model *m, const loops *l, gvc_idx k, double *cycle,
                      double *const *slabs)
{
    const gvc_idx *use = l->use + k * m->n;
    double value = 0;
    number_cycles(use, m->n, cycle, &slabs[CYCLES][k], &slabs[LONGEST][k]);
    for (gvc_idx i = 0; i < m->n; i++) {
        value += m->z.data[i * m->z.stride + use[i]];
    }
    slabs[VALUE][k] = value;
    slabs[SHARE][k] = l->all == 0 ? (double)NAN : value / l->all;
    slabs[CUMULATIVE][k] = slabs[SHARE][k] + (k == 0 ? 0 : slabs[CUMULATIVE][k - 1]);
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)at;
    (void)worker;
    const loops *l = state;
    double *cycle = l->industry ? NULL : gvc_malloc((size_t)m->n, sizeof *cycle);
    if (!l->industry && cycle == NULL) {
        return (gvc_report){.code = GVC_MAT_NOMEM, .where = -1};
    }
    for (gvc_idx k = 0; k < l->count; k++) {
        if (l->industry) {
            fill_industries(m, l, k, slabs);
        } else {
            fill_loop(m, l, k, cycle, slabs);
        }
    }
    gvc_release(cycle);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "value never rises from one loop to the next",
    "as many loops as there are industries add up to all intermediate flows: cumulative ends at 1",
    NULL,
};
static const char *const caveats[] = {
    "every industry is in every loop once, also where its flow is 0",
    "where two assignments have the same value one of them is taken, and what it leaves is for "
    "later "
    "loops: their values may depend on the order of the industries in the last digits",
    "an industry that sells to itself is a cycle of one",
    NULL,
};

const gvc_method gvc_method_loops = {
    .info = {.name = "loops",
             .command = "linkages",
             .usage = "linkages --loops K",
             .title = "Feedback loops",
             .summary = "the strongest circuits of deliveries among industries",
             .question =
                 "Along which closed circuits do most deliveries run, from industry to industry "
                 "and back, and do they stay in one country?",
             .reference =
                 "Sonis, Hewings and Gazel (1995), The structure of multi-regional trade flows: "
                 "hierarchy, feedbacks and spatial linkages, Annals of Regional Science 29(4), "
                 "409-430",
             .bibtex = "@article{sonis1995structure,\n"
                       "  author  = {Sonis, Michael and Hewings, Geoffrey J. D. and Gazel, "
                       "Ricardo},\n"
                       "  title   = {The structure of multi-regional trade flows: hierarchy, "
                       "feedbacks and spatial linkages},\n"
                       "  journal = {The Annals of Regional Science},\n"
                       "  volume  = {29},\n"
                       "  number  = {4},\n"
                       "  pages   = {409--430},\n"
                       "  year    = {1995}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_TIERS,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
