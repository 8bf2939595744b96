/* indicators.c - the record of all indicators: the level's records filled country by country, their
 * ratios taken when the sums are. What an indicator is stands in core/indicators/.
 *
 * A slab is the cells that the level keeps, sectors x partners. Behind the columns come, for levels
 * with sectors, how many industries a cell has at home and abroad, then what the ratios are of. */
#include <math.h>
#include <string.h>

#include "indicators/indicator.h"
#include "methods/method.h"

static bool by_sector(int level)
{
    return level == GVC_LEVEL_SECTOR || level == GVC_LEVEL_BILATERAL;
}

static bool by_partner(int level)
{
    return level == GVC_LEVEL_PAIR || level == GVC_LEVEL_BILATERAL;
}

/* The records of a level, in the order of its columns; NULL after the last. */
static const gvc_indicator *next_of(int level, gvc_idx *at)
{
    const gvc_indicator *r = gvc_indicator_at((*at)++);
    while (r != NULL && !gvc_indicator_has(&r->info, level)) {
        r = gvc_indicator_at((*at)++);
    }
    return r;
}

static bool is_wanted(const gvc_measure_options *o, const gvc_indicator *r)
{
    const char *const names[] = {r->info.name, NULL};
    return gvc_wants(o, names);
}

/* Its other side is an array of its own, divided by when sums are made. */
static bool has_hidden(const gvc_indicator *r)
{
    return r->under != NULL && r->base != GVC_BASE_COUNTRY;
}

/* ---- what is asked ------------------------------------------------------------------------------
 */

/* Rows are those of the country's industries where no column is about others. */
static bool all_at_home(const gvc_measure_options *o, int level)
{
    gvc_idx at = 0;
    for (const gvc_indicator *r; (r = next_of(level, &at)) != NULL;) {
        if (is_wanted(o, r) && r->sector != GVC_SECTOR_OWN) {
            return false;
        }
    }
    return true;
}

static void lay_out(const gvc_measure_options *o, gvc_layout *out)
{
    int level = gvc_indicator_level_of(o->level);
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (by_sector(level)) {
        out->axes[out->count++] = (gvc_layout_axis){
            .name = "sector", .kind = GVC_AXIS_SECTORS, .of = all_at_home(o, level) ? 1 : 0};
        out->hidden = 2;
    }
    if (by_partner(level)) {
        out->own_b = out->count;
        out->axes[out->count++] = (gvc_layout_axis){.name = "partner", .kind = GVC_AXIS_BLOCKS};
    }
    gvc_idx at = 0;
    for (const gvc_indicator *r; (r = next_of(level, &at)) != NULL;) {
        out->hidden += has_hidden(r) ? 1 : 0;
    }
    out->variant = &gvc_indicator_variants[level];
    out->title = "Indicators";
}

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = o->terms == NULL ? GVC_OK : gvc_indicator_level(ctx, o->terms, &o->level);
    if (status == GVC_OK) {
        status = gvc_word(ctx, "indicators", "level", &o->level, gvc_indicator_level_names);
    }
    if (status == GVC_OK) {
        lay_out(o, out);
    }
    return status;
}

static gvc_needs need(const gvc_measure_options *o)
{
    gvc_needs all = 0;
    gvc_idx at = 0;
    for (const gvc_indicator *r; (r = next_of(gvc_indicator_level_of(o->level), &at)) != NULL;) {
        if (is_wanted(o, r)) {
            all |= r->needs | (o->va == GVC_VA_GIVEN ? r->given : 0);
        }
    }
    return all;
}

/* ---- state --------------------------------------------------------------------------------------
 */

/* One column; it is left 0 where the model was not asked for what it takes. */
typedef struct column {
    const gvc_indicator *record;
    gvc_idx under; /* position of its other side among the slabs, -1 = none */
    bool solved;
} column;

typedef struct shared {
    int level;
    gvc_idx count; /* of columns */
    column *columns;
    gvc_idx sectors, cells; /* of the table; of a slab */
    gvc_indicator_data *data;
    double *scratch; /* workers x size */
    size_t size;
} shared;

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    size_t scratch = (need(o) & GVC_NEED_INVERSE) != 0 ? gvc_indicator_scratch(m) : 0;
    return gvc_indicator_data_bytes(m) + (size_t)workers * scratch * sizeof(double);
}

static gvc_status list_columns(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                               shared *all)
{
    gvc_idx at = 0, under;
    while (next_of(all->level, &at) != NULL) {
        all->count++;
    }
    all->columns = gvc_calloc((size_t)all->count, sizeof *all->columns);
    if (all->columns == NULL) {
        return gvc_fail_memory(ctx, (size_t)all->count * sizeof *all->columns, "the columns");
    }
    at = 0;
    under = all->count + (by_sector(all->level) ? 2 : 0);
    for (gvc_idx k = 0; k < all->count; k++) {
        const gvc_indicator *r = next_of(all->level, &at);
        gvc_needs needs = r->needs | (o->va == GVC_VA_GIVEN ? r->given : 0);
        all->columns[k] = (column){r, has_hidden(r) ? under++ : -1, gvc_model_has(m, needs)};
    }
    return GVC_OK;
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_indicator_data_free(all->data);
        gvc_release(all->columns);
        gvc_release(all->scratch);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what indicators share");
    }
    *state = all;
    all->level = gvc_indicator_level_of(o->level);
    all->sectors = gvc_table_count(m->table, GVC_SECTOR);
    all->cells =
        (by_sector(all->level) ? all->sectors : 1) * (by_partner(all->level) ? m->blocks : 1);
    all->size = m->has_inverse ? gvc_indicator_scratch(m) : 0;
    all->scratch = gvc_malloc((size_t)workers * all->size, sizeof(double));
    if (all->scratch == NULL) {
        return gvc_fail_memory(ctx, (size_t)workers * all->size * sizeof(double),
                               "one country at a time");
    }
    gvc_status status = list_columns(ctx, m, o, all);
    return status == GVC_OK ? gvc_indicator_data_new(ctx, &all->data, m, o->va) : status;
}

/* ---- one country --------------------------------------------------------------------------------
 */

static gvc_cells cells_of(const shared *all, const gvc_model *m, double *slab)
{
    gvc_idx partners = by_partner(all->level) ? m->blocks : 1;
    memset(slab, 0, (size_t)all->cells * sizeof *slab);
    return (gvc_cells){slab, by_sector(all->level) ? partners : 0, by_partner(all->level) ? 1 : 0};
}

/* The sum over partners, once for each of them. */
static void spread(const shared *all, gvc_idx partners, double *slab)
{
    for (gvc_idx row = 0; row < all->cells; row += partners) {
        for (gvc_idx p = partners - 1; p >= 0; p--) {
            slab[row + p] = slab[row];
        }
    }
}

static void fill_under(gvc_indicator_work *w, const shared *all, const gvc_indicator *r,
                       double *slab)
{
    gvc_cells to = cells_of(all, w->m, slab);
    to.by_partner = r->base == GVC_BASE_PARTNERS ? 0 : to.by_partner;
    r->under(w, &to);
    if (r->base == GVC_BASE_PARTNERS) {
        spread(all, w->m->blocks, slab);
    }
}

/* A share of the whole country is a sum like any other once it is divided. */
static void divide_by_country(gvc_indicator_work *w, const shared *all, const gvc_indicator *r,
                              double *slab)
{
    double total = 0;
    r->under(w, &(gvc_cells){&total, 0, 0});
    for (gvc_idx k = 0; k < all->cells; k++) {
        slab[k] = r->scale * slab[k] / total;
    }
}

static void fill_column(gvc_indicator_work *w, const shared *all, gvc_idx k, double *const *slabs)
{
    const column *c = &all->columns[k];
    const gvc_cells to = cells_of(all, w->m, slabs[k]);
    if (!c->solved) {
        return;
    }
    c->record->fill(w, &to);
    if (c->under >= 0) {
        fill_under(w, all, c->record, slabs[c->under]);
    } else if (c->record->under != NULL) {
        divide_by_country(w, all, c->record, slabs[k]);
    }
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    gvc_indicator_work w = {m,
                            all->data,
                            at,
                            all->scratch + (size_t)worker * all->size,
                            {.code = GVC_MAT_OK, .where = -1}};
    for (gvc_idx k = 0; k < all->count && w.report.code == GVC_MAT_OK; k++) {
        fill_column(&w, all, k, slabs);
    }
    if (by_sector(all->level)) {
        const gvc_cells here = cells_of(all, m, slabs[all->count]);
        gvc_put_here(&w, &here);
        const gvc_cells there = cells_of(all, m, slabs[all->count + 1]);
        gvc_put_there(&w, &there);
    }
    return w.report;
}

/* ---- ratios -------------------------------------------------------------------------------------
 */

static bool is_there(gvc_indicator_sector sector, double here, double there)
{
    return (sector != GVC_SECTOR_PARTNER && here > 0) || (sector != GVC_SECTOR_OWN && there > 0);
}

static void divide(const column *c, double *const *values, gvc_idx k, gvc_idx cells)
{
    for (gvc_idx i = 0; i < cells; i++) {
        values[k][i] = c->record->scale * values[k][i] / values[c->under][i];
    }
}

static void derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    const shared *all = state;
    (void)m;
    for (gvc_idx k = 0; k < all->count; k++) {
        const column *c = &all->columns[k];
        if (c->solved && c->under >= 0) {
            divide(c, values, k, cells);
        }
        for (gvc_idx i = 0; i < cells && by_sector(all->level); i++) {
            if (!is_there(c->record->sector, values[all->count][i], values[all->count + 1][i])) {
                values[k][i] = (double)NAN;
            }
        }
    }
}

static const char *const identities[] = {
    "exgr = exgr_int + exgr_fnl = exgr_dva + exgr_fva, imgr = imgr_int + imgr_fnl",
    "exgr_dva = exgr_ddc + exgr_idc + exgr_rim = exgr_intdva + exgr_fnldva",
    "vs = exgr_fva = dexfvap summed over partners; vs_hiy = vs + exgr_rim = gvcb = reii_local "
    "summed over products",
    "vs1 = fexdvap = exgr_dvafx summed over sectors, vs1_star = imgr_dva; vs1 of all countries = "
    "vs of all countries",
    "valu = dxd_dva + ffd_dva, vax = vax_c = ffd_dva; a country's balvafd = its balgr",
    "gvc = gvcb + gvcf; dva = exgr_ddc + exgr_idc",
    "coarser levels are the sums of finer ones, shares the ratios of the sums",
    NULL,
};
static const char *const caveats[] = {
    "domestic value added of TiVA (exgr_dva) is content and holds what is counted twice; dva is "
    "what a country would lose without its exports",
    "exgr_ddc takes the diagonal of L; reii takes B_cc as TiVA's followers do, reii_local takes "
    "L_cc, which adds up to vs_hiy",
    "fexdvapsh and exgr_dvafxsh are over the exports of the country whose value added it is",
    "the sector is the product bought for imports (imgr, balgr, reii, dfd_fva, exgr_dvafx), else "
    "the country's own industry: of origin for vax, ffd_dva, vs1, rca_va and nrca, exporting for "
    "the others",
    "vax_d does not add up over partners; it alone takes all of B and is far dearer than the rest "
    "of its level: name the others with --only to do without",
    "EXGR_BSCI, FDVA_BSCI and FD_VA of TiVA have the industry of origin as one more key, and "
    "EXGR_SERV_DVA and EXGR_SERV_FVA are sums over it: gvc trace --origin-level sector has them, "
    "services through --sector-groups",
    "categories of final use are taken together: there is no CONS_VA or GFCF_VA",
    "with --va given shares of domestic and foreign value added do not add up to 100",
    NULL,
};

const gvc_method gvc_method_indicators = {
    .info = {.name = "indicators",
             .command = "indicators",
             .usage = "indicators",
             .title = "Indicators",
             .summary = "TiVA, vertical specialisation, VAX, participation, RCA",
             .question = "How much does a country sell and buy, whose value is in it, who uses it "
                         "up in the end, how deep is the country in global value chains, and what "
                         "is it good at? Each indicator says where it is defined.",
             .reference = "OECD (2021), Guide to OECD's Trade in Value Added indicators; for those "
                          "from elsewhere see gvc indicators --list",
             .bibtex = "@techreport{oecd2021tiva,\n"
                       "  author      = {{OECD}},\n"
                       "  title       = {Guide to {OECD}'s Trade in Value Added Indicators, 2021 "
                       "Edition},\n"
                       "  institution = {OECD, Directorate for Science, Technology and "
                       "Innovation},\n"
                       "  year        = {2021}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = gvc_indicator_level_names,
             .variants = gvc_indicator_variants},
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .derive = derive,
    .release = release,
};
