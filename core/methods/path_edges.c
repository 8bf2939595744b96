/* path_edges.c - what the paths carry over every delivery from one industry to another, without a
 * list of paths
 *
 *   phi_ij = m_i A_ij x_j, m = s B, x = B f: value in what i delivers to j, at any tier
 * Two solves; the largest deliveries in two passes over Z, so that the n x n of them never stand in
 * memory. sum_i phi_ij = (m_j - s_j) x_j. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "methods/paths.h"

enum { RANK, FLOW, SHARE }; /* of the list */
enum { C_FLOW, C_SHARE };   /* of countries */

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define EMBODIED                                                                                   \
    {"flow", "Value in what the supplier delivers to the user", "(s B)_i A_ij (B f)_j", NULL,      \
     false},                                                                                       \
        {"share", "Flow over the value in the demand", "flow / s B f", "1", false},
static const gvc_term listed[] = {
    {"rank", "Place in the order of size", "1 = largest |flow|", "rank", false}, EMBODIED END};
static const gvc_term summed[] = {EMBODIED END};
static const gvc_variant variants[] = {
    {"industries", "the largest deliveries", listed, NULL, NULL},
    {"countries", "by supplying and using country (--level country)", summed, NULL, NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
static const char *const levels[] = {"industry", "country", NULL};

static bool by_country(const gvc_measure_options *o)
{
    return gvc_same(o->level, "country");
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "path_edges", "level", &o->level, levels);
    if (status == GVC_OK && by_country(o) && o->top != 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "path_edges: there is a row for every pair of countries; leave out the "
                          "number of them");
    }
    out->whole = !by_country(o);
    out->axes[0] = out->whole ? (gvc_layout_axis){.name = "edge",
                                                  .kind = GVC_AXIS_FOUND,
                                                  .count = gvc_paths_expected(o)}
                              : (gvc_layout_axis){.name = "supplier", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] = (gvc_layout_axis){.name = "user", .kind = GVC_AXIS_BLOCKS};
    out->count = out->whole ? 1 : 2;
    out->variant = &variants[out->whole ? 0 : 1];
    out->title = "Deliveries on the paths";
    return status == GVC_OK ? gvc_paths_no_list(ctx, "path_edges", o) : status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    (void)o;
    return 0;
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    (void)m;
    return gvc_paths_work(o, true);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    enum { OF_AN_EDGE = 128 };
    (void)workers;
    return (by_country(o) ? 0 : (size_t)gvc_paths_expected(o) * OF_AN_EDGE) + gvc_paths_bytes(m);
}

typedef struct edge {
    double flow;
    int32_t supplier, user;
} edge;

typedef struct state {
    gvc_paths_question question;
    double *multiplier; /* n */
    edge *edges;        /* count, the largest first; NULL: by country */
    gvc_idx count;
    char *text;
    const char **names;
} state;

static void release(void *given)
{
    state *all = given;
    if (all != NULL) {
        gvc_paths_question_free(&all->question);
        gvc_release(all->multiplier);
        gvc_release(all->edges);
        gvc_release(all->text);
        gvc_release(all->names);
        gvc_release(all);
    }
}

static int by_size(const void *a, const void *b)
{
    const edge *x = a, *y = b;
    double size_x = fabs(x->flow), size_y = fabs(y->flow);
    if (size_x != size_y) {
        return size_x > size_y ? -1 : 1;
    }
    return x->user != y->user          ? (x->user < y->user ? -1 : 1)
           : x->supplier < y->supplier ? -1
                                       : x->supplier > y->supplier;
}

/* The links that are left, as edges, sorted. */
static bool take(const gvc_model *m, const gvc_paths_links *l, gvc_idx top, state *all)
{
    gvc_idx links = (gvc_idx)l->start[m->n];
    all->edges = gvc_malloc((size_t)links, sizeof *all->edges);
    for (gvc_idx j = 0; j < m->n && all->edges != NULL; j++) {
        for (int64_t e = l->start[j]; e < l->start[j + 1]; e++) {
            double flow =
                all->multiplier[l->items[e].from] * l->items[e].value * all->question.output[j];
            all->edges[e] = (edge){flow, l->items[e].from, (int32_t)j};
        }
    }
    if (all->edges == NULL) {
        return false;
    }
    qsort(all->edges, (size_t)links, sizeof *all->edges, by_size);
    all->count = links < top ? links : top;
    return true;
}

/* Every delivery is the path of one step from a demand of x to an origin that brings m. */
static gvc_status find(gvc_ctx *ctx, const gvc_model *m, gvc_idx top, state *all)
{
    size_t n = (size_t)m->n;
    double *value = gvc_malloc(n, sizeof *value), *weight = gvc_malloc(n, sizeof *weight);
    double *none = gvc_calloc(n, sizeof *none), floor = 0;
    gvc_paths_problem p = all->question.problem;
    gvc_paths_bounds b = {.n = m->n, .levels = 1, .value = value, .weight = weight};
    gvc_paths_links l = {0};
    bool room = value != NULL && weight != NULL && none != NULL;
    for (size_t i = 0; i < n && room; i++) {
        value[i] = fabs(all->multiplier[i]);
        weight[i] = fabs(all->question.output[i]);
    }
    p.f = none;
    p.s = value;
    gvc_status status = room ? gvc_paths_floor(ctx, &p, &b, top, &floor) : GVC_ENOMEM;
    if (status == GVC_OK) {
        status = gvc_paths_links_new(ctx, &l, &p, &b, floor);
    }
    if (status == GVC_OK && !take(m, &l, top, all)) {
        status = GVC_ENOMEM;
    }
    gvc_paths_links_free(&l);
    gvc_release(value);
    gvc_release(weight);
    gvc_release(none);
    return status == GVC_ENOMEM ? gvc_fail_memory(ctx, n * sizeof(double), "the deliveries")
                                : status;
}

/* "DEU_c15 < RUS_c2": the user first, as in paths. */
static gvc_status name_edges(gvc_ctx *ctx, const gvc_model *m, state *all)
{
    gvc_text text = {0};
    gvc_text_add(&text, "", 1);
    for (gvc_idx k = 0; k < all->count; k++) {
        gvc_text_addf(&text, "%s < %s",
                      gvc_table_label(m->table, GVC_INDUSTRY, m->industry[all->edges[k].user]),
                      gvc_table_label(m->table, GVC_INDUSTRY, m->industry[all->edges[k].supplier]));
        gvc_text_add(&text, "", 1);
    }
    all->names = gvc_malloc((size_t)all->count, sizeof *all->names);
    all->text = text.chars;
    if (text.failed || all->names == NULL) {
        return gvc_fail_memory(ctx, (size_t)all->count * sizeof *all->names,
                               "the names of deliveries");
    }
    const char *at = all->text + 1;
    for (gvc_idx k = 0; k < all->count; k++, at += strlen(at) + 1) {
        all->names[k] = at;
    }
    return GVC_OK;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **out)
{
    (void)workers;
    state *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "the deliveries on the paths");
    }
    *out = all;
    gvc_status status = gvc_paths_ask(ctx, m, o, &all->question);
    if (status == GVC_OK) {
        status = gvc_paths_solve(ctx, m, &all->question);
    }
    if (status == GVC_OK) {
        status = gvc_paths_multiplier(ctx, m, &all->question, &all->multiplier);
    }
    if (status == GVC_OK && !by_country(o)) {
        status = find(ctx, m, gvc_paths_most(o), all);
    }
    if (status == GVC_OK && !by_country(o) && all->count == 0) {
        status =
            gvc_fail(ctx, GVC_EUNKNOWN, "no delivery: the demand is nothing, or takes no inputs");
    }
    return status == GVC_OK && !by_country(o) ? name_edges(ctx, m, all) : status;
}

static void found(const void *given, const char *const **names, gvc_idx *count)
{
    const state *all = given;
    *names = all->names;
    *count = all->count;
}

/* The deliveries of block s to all blocks. */
static void add_rows(const gvc_model *m, const state *all, gvc_idx s, double *to)
{
    const gvc_sparse *a = &all->question.a;
    memset(to, 0, (size_t)m->blocks * sizeof *to);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        for (int64_t e = a->start[i]; e < a->start[i + 1]; e++) {
            to[m->block[a->col[e]]] +=
                all->multiplier[i] * a->value[e] * all->question.output[a->col[e]];
        }
    }
}

static gvc_report piece(const gvc_model *m, void *given, gvc_idx at, int worker,
                        double *const *slabs)
{
    (void)worker;
    const state *all = given;
    double total = all->question.total;
    if (all->edges == NULL) {
        add_rows(m, all, at, slabs[C_FLOW]);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            slabs[C_SHARE][r] = total == 0 ? (double)NAN : slabs[C_FLOW][r] / total;
        }
    }
    for (gvc_idx k = 0; k < all->count; k++) {
        slabs[RANK][k] = (double)(k + 1);
        slabs[FLOW][k] = all->edges[k].flow;
        slabs[SHARE][k] = total == 0 ? (double)NAN : all->edges[k].flow / total;
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static bool notes(const gvc_model *m, const void *given, gvc_attributes *to)
{
    (void)m;
    const state *all = given;
    return gvc_paths_say_solved(&all->question, to) &&
           gvc_attributes_set_number(to, "total", all->question.total) &&
           gvc_attributes_set_text(to, "graph", all->edges == NULL ? "user supplier" : "edge");
}

static const char *const identities[] = {
    "flow, summed over the suppliers of a user j, is (s B - s)_j (B f)_j: all that comes to it "
    "from "
    "others",
    NULL,
};
static const char *const caveats[] = {
    "a path counts once for each delivery on it, so that the sum of all flows is more than the "
    "value in the demand",
    "an edge is written user < supplier, as in paths",
    NULL,
};

const gvc_method gvc_method_path_edges = {
    .info = {.name = "path_edges",
             .command = "paths",
             .usage = "paths --edges",
             .title = "Embodied flows between industries",
             .summary = "what the paths carry over every delivery from one industry to another",
             .question = "Over which deliveries does the value (or CO2) in a demand pass, at any "
                         "tier: which pairs of supplier and user carry most of it?",
             .reference = "Hanaka, Kagawa, Ono and Kanemoto (2017), Finding environmentally "
                          "critical transmission sectors, transactions, and paths in global "
                          "supply chain networks, Energy Economics 68, 44-52",
             .bibtex = "@article{hanaka2017finding,\n"
                       "  author  = {Hanaka, Tesshu and Kagawa, Shigemi and Ono, Hirotaka and "
                       "Kanemoto, Keiichiro},\n"
                       "  title   = {Finding environmentally critical transmission sectors, "
                       "transactions, and paths in global supply chain networks},\n"
                       "  journal = {Energy Economics},\n"
                       "  volume  = {68},\n"
                       "  pages   = {44--52},\n"
                       "  year    = {2017}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_PRODUCT | GVC_KNOWS_LEAST | GVC_KNOWS_TIERS | GVC_KNOWS_SATELLITE |
             GVC_KNOWS_SEARCH,
    .satellite_is_value = true,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .found = found,
    .piece = piece,
    .notes = notes,
    .release = release,
};
