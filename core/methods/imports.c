/* imports.c - the record of the decomposition of gross imports: importer, imports of a product */
#include "methods/imports.h"

#include <string.h>

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

/* S: the industries whose sales to r are looked at; E_Sr their exports to r. A* is A without the
 * inputs that r buys of S, so that B* = (I - A*)^-1 counts what passes S and r once. */
#define GIMP                                                                                       \
    {                                                                                              \
        "gimp", "Gross imports", "u' E_Sr", NULL, false                                            \
    }
#define VA(unit)                                                                                   \
    {                                                                                              \
        "va", "Value added in imports, counted once at the border of the importer",                \
            unit " B*_.S E_Sr, B* = (I - A*)^-1, A* = A but for A*_Sr = 0", NULL, true             \
    }
#define DCOUNT(unit)                                                                               \
    {                                                                                              \
        "dcount", "Double counting: what enters the importer again", unit " (B_.S - B*_.S) E_Sr",  \
            NULL, true                                                                             \
    }
#define RESID                                                                                      \
    {                                                                                              \
        "resid", "Imports that the stated value added does not explain", "(u' - v B_.S) E_Sr",     \
            NULL, true                                                                             \
    }

static const gvc_term all_terms[] = {GIMP, VA("v"), DCOUNT("v"), END};
static const gvc_term given_terms[] = {GIMP, VA("v"), DCOUNT("v"), RESID, END};
static const gvc_term country_terms[] = {VA("v_t"), DCOUNT("v_t"), END};
static const gvc_term industry_terms[] = {VA("hat(v_t)"), DCOUNT("hat(v_t)"), END};

#define IMPORTER "all imports of a country as one flow: every other country sells to it"
#define SECTIMP "imports of one product: the industries of that sector everywhere else sell to it"
#define HEADLINE "gimp va va% dcount dcount% resid"

static const gvc_variant variants[] = {
    {"importer", IMPORTER, all_terms, "gimp", HEADLINE},
    {"importer, by origin", "the same by the country whose value added it is", country_terms, NULL,
     NULL},
    {"importer, by industry of origin", "the same by the industry whose value added it is",
     industry_terms, NULL, NULL},
    {"sectimp", SECTIMP, all_terms, "gimp", HEADLINE},
    {"sectimp, by origin", "the same by the country whose value added it is", country_terms, NULL,
     NULL},
    {NULL, NULL, NULL, NULL, NULL},
};
/* With --va given; not in the record, as resid is in none. */
static const gvc_variant given[] = {
    {"importer", IMPORTER, given_terms, "gimp", HEADLINE},
    {"sectimp", SECTIMP, given_terms, "gimp", HEADLINE},
};
enum { TOTAL, BY_ORIGIN, BY_INDUSTRY, PRODUCT, PRODUCT_BY_ORIGIN };

static const char *const perspectives[] = {"importer", "sectimp", NULL};
static const char *const levels[] = {"country", "sector", "pair", "bilateral", NULL};
static const char *const importer_levels[] = {"country", "pair", "bilateral", NULL};
static const char *const sectimp_levels[] = {"sector", "bilateral", NULL};

static bool is_sectimp(const gvc_measure_options *o)
{
    return strcmp(o->perspective, "sectimp") == 0;
}

static bool is_level(const gvc_measure_options *o, const char *level)
{
    return strcmp(o->level, level) == 0;
}

static bool is_total(const gvc_measure_options *o)
{
    return is_level(o, "country") || is_level(o, "sector");
}

/* ---- what is asked for -------------------------------------------------------------------------
 */

static gvc_status choose_level(gvc_ctx *ctx, gvc_measure_options *o)
{
    if (o->level != NULL && is_sectimp(o) && (is_level(o, "country") || is_level(o, "pair"))) {
        return gvc_fail(ctx, GVC_EARG,
                        "perspective sectimp has no level '%s': value added that passes through "
                        "two products is in both, so that products do not add up; nearest: "
                        "perspective importer",
                        o->level);
    }
    if (o->level != NULL && !is_sectimp(o) && is_level(o, "sector")) {
        return gvc_fail(ctx, GVC_EARG,
                        "perspective importer has no level 'sector'; nearest: perspective sectimp "
                        "by product, or level bilateral by industry of origin");
    }
    return gvc_word(ctx, "imports", "level", &o->level,
                    is_sectimp(o) ? sectimp_levels : importer_levels);
}

static gvc_status check_words(gvc_ctx *ctx, gvc_measure_options *o)
{
    gvc_status status = gvc_word(ctx, "imports", "perspective", &o->perspective, perspectives);
    return status == GVC_OK ? choose_level(ctx, o) : status;
}

/* country: importer; pair: origin, importer; bilateral: origin, its industries, importer.
 * sector: product, importer; bilateral: origin, product, importer. */
static void lay_out(const gvc_measure_options *o, gvc_layout *out)
{
    gvc_layout_axis *next = out->axes;
    out->whole = is_level(o, "sector");
    if (!is_total(o)) {
        *next++ = (gvc_layout_axis){.name = "origin", .kind = GVC_AXIS_BLOCKS};
    }
    if (is_sectimp(o)) {
        *next++ = (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_SECTORS};
    } else if (is_level(o, "bilateral")) {
        *next++ = (gvc_layout_axis){.name = "origin_sector", .kind = GVC_AXIS_INDUSTRIES};
    }
    *next++ = (gvc_layout_axis){.name = "importer", .kind = GVC_AXIS_BLOCKS};
    out->count = (int)(next - out->axes);
    out->title = "Gross imports decomposed";
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = check_words(ctx, o);
    if (status != GVC_OK) {
        return status;
    }
    lay_out(o, out);
    if (is_total(o) && o->va == GVC_VA_GIVEN) {
        out->variant = &given[is_sectimp(o) ? 1 : 0];
    } else if (is_sectimp(o)) {
        out->variant = &variants[is_total(o) ? PRODUCT : PRODUCT_BY_ORIGIN];
    } else {
        out->variant = &variants[is_total(o)           ? TOTAL
                                 : is_level(o, "pair") ? BY_ORIGIN
                                                       : BY_INDUSTRY];
    }
    return GVC_OK;
}

static bool wants_flow(const gvc_measure_options *o)
{
    static const char *const names[] = {"va", "dcount", NULL};
    return gvc_wants(o, names);
}

static bool wants_again(const gvc_measure_options *o)
{
    static const char *const names[] = {"dcount", NULL};
    return gvc_wants(o, names);
}

/* v B, in one vector: totals need no more. */
static bool wants_content(const gvc_measure_options *o)
{
    static const char *const resid[] = {"resid", NULL};
    bool of_flow = is_sectimp(o) ? wants_flow(o) : wants_again(o);
    return is_total(o) && (of_flow || (o->va == GVC_VA_GIVEN && gvc_wants(o, resid)));
}

/* B q, in as many vectors as there are importers. */
static bool wants_spread(const gvc_measure_options *o)
{
    return !is_sectimp(o) && is_level(o, "bilateral") && wants_again(o);
}

static gvc_needs need(const gvc_measure_options *o)
{
    if (!wants_flow(o)) {
        return 0;
    }
    bool origin = is_sectimp(o) ? !is_total(o) : is_level(o, "pair") && wants_again(o);
    return (is_sectimp(o) ? GVC_NEED_INVERSE : GVC_NEED_IMPORTED) |
           (origin ? (gvc_needs)GVC_NEED_ORIGIN : 0);
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    return (gvc_workload){.left = wants_content(o) ? 1 : 0,
                          .right = wants_spread(o) ? m->blocks : 0};
}

/* ---- computing ---------------------------------------------------------------------------------
 */

typedef struct shared {
    gvc_imports all;
    bool sectimp, total, pair, given; /* given: with resid */
} shared;

static void release(void *state)
{
    shared *s = state;
    if (s != NULL) {
        gvc_release(s->all.content);
        gvc_release(s->all.own);
        gvc_release(s->all.again.data);
        gvc_release(s);
    }
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    size_t content = wants_content(o) ? 2 * (size_t)m->n * sizeof(double) : 0;
    return content + (!wants_flow(o)  ? 0
                      : is_sectimp(o) ? gvc_imports_product_bytes(m)
                                      : gvc_imports_importer_bytes(m));
}

static gvc_status fill_content(gvc_ctx *ctx, const gvc_model *m, gvc_imports *all)
{
    gvc_dense content = {0}, v = {m->v, 1, m->n, m->n};
    gvc_status status = gvc_model_panel(ctx, &content, 1, m->n);
    all->content = content.data;
    return status == GVC_OK ? gvc_model_left(ctx, m, &v, NULL, &content) : status;
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    shared *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "what importers share");
    }
    *state = s;
    s->sectimp = is_sectimp(o);
    s->total = is_total(o);
    s->pair = is_level(o, "pair");
    s->given = s->total && o->va == GVC_VA_GIVEN;
    gvc_status status = GVC_OK;
    if (wants_content(o)) {
        status = fill_content(ctx, m, &s->all);
    }
    if (status == GVC_OK && wants_flow(o)) {
        status = s->sectimp ? gvc_imports_product(ctx, m, &s->all)
                            : gvc_imports_importer(ctx, m, wants_spread(o), &s->all);
    }
    return status;
}

/* (1 - v B) o E, by importer and, for sectimp, product. */
static void fill_resid(const gvc_model *m, const shared *s, gvc_idx at, double *slab)
{
    gvc_idx cells = s->sectimp ? gvc_table_count(m->table, GVC_SECTOR) * m->blocks : 1;
    memset(slab, 0, (size_t)cells * sizeof *slab);
    for (gvc_idx i = 0; i < m->n && s->all.content != NULL; i++) {
        double share = 1.0 - s->all.content[i];
        const double *e = m->e.data + i * m->e.stride;
        for (gvc_idx r = s->sectimp ? 0 : at; r < (s->sectimp ? m->blocks : at + 1); r++) {
            slab[s->sectimp ? m->sector[i] * m->blocks + r : 0] += share * e[r];
        }
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    const shared *s = state;
    (void)worker;
    if (s->sectimp) {
        s->total ? gvc_imports_products(m, &s->all, slabs)
                 : gvc_imports_origins(m, &s->all, at, slabs);
    } else if (s->total) {
        gvc_imports_country(m, &s->all, at, slabs);
    } else {
        (s->pair ? gvc_imports_pair : gvc_imports_bilateral)(m, &s->all, at, slabs);
    }
    if (s->given) {
        fill_resid(m, s, at, slabs[3]);
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static const char *const identities[] = {
    "gimp = va + dcount (+ resid), over all origins where they are told apart",
    "gimp of all importers = gexp of all exporters",
    "sectimp: gimp of all products = gimp of the importer; va of all products is va of the "
    "importer or more (where no final use is negative)",
    "va of a country is the GDP that it loses when the imports stop, for intermediate and for "
    "final use",
    NULL,
};
static const char *const caveats[] = {
    "sectimp does not add up over products: value added that passes through two of them is in both",
    "the product of sectimp is the sector of the foreign supplier, whoever uses it",
    "the importer is among the origins: its own value added comes back in what it imports",
    "with --va given the term resid = gimp - va - dcount is added and never spread over the others",
    "an industry without output whose sales cancel (an orphan flow) stays in gimp and in no other "
    "term but resid; it is named in the warnings",
    "dcount is double counting; other programs call it dc, which is domestic content here",
    "the source names the two perspectives; the formula of sectimp is our own, by extraction of "
    "the flow",
    NULL,
};

const gvc_method gvc_method_imports = {
    .info =
        {.name = "imports",
         .family = "bm",
         .command = "decompose",
         .usage = "decompose --flow imports",
         .title = "Borin-Mancini",
         .summary = "gross imports into value added by origin and double counting",
         .question =
             "How much value added, and whose, enters a country with its imports, and how much of "
             "the imports is counted more than once because it enters the country again? Importer "
             "perspective: value added counts once in all imports of a country; sectimp: once in "
             "its imports of one product, which is what a tariff on that product meets.",
         .reference = "Belotti, Borin and Mancini (2021), icio: Economic analysis with "
                      "intercountry input-output tables, Stata Journal 21(3), 708-755",
         .bibtex = "@article{belotti2021icio,\n"
                   "  author  = {Belotti, Federico and Borin, Alessandro and Mancini, Michele},\n"
                   "  title   = {icio: Economic analysis with intercountry input--output tables},\n"
                   "  journal = {The Stata Journal},\n"
                   "  volume  = {21},\n"
                   "  number  = {3},\n"
                   "  pages   = {708--755},\n"
                   "  year    = {2021},\n"
                   "  doi     = {10.1177/1536867X211045573}\n"
                   "}\n",
         .identities = identities,
         .caveats = caveats,
         .levels = levels,
         .perspectives = perspectives,
         .variants = variants},
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .release = release,
};
