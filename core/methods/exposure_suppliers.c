/* exposure_suppliers.c - who the world buys a product from, and which supplier it could least do
 * without: shares of world exports, gross and in value added, and choke points.
 *
 * A supplier is a country's industry of a sector; where a country has several (territories, groups)
 * they are taken together, S. Without it and what it buys, sells and delivers to final use
 * (Dietzenbacher, van der Linden and Steenge 1993) output is B_.S (B_SS)^-1 x_S lower, so value
 * added (v B)_S (B_SS)^-1 x_S; of other countries: (sum over t != c of v_t B_t.)_S.
 * Betweenness: ((v B)_i - v_i) sum_j Z_ij, value that passes through on its way. */
#include "methods/exposure_suppliers.h"

#include <math.h>
#include <string.h>

static const gvc_term terms[] = {
    {"exports", "Gross exports of the product", "e_ci = sum_r E_ir", NULL, false},
    {"va_in_exports", "Own value added of the industry in all exports of the country",
     "v_i (L_cc E_c)_i", NULL, false},
    {"exports_share", "Share in the world's gross exports of the product", "e_ci / e_i", "1",
     false},
    {"va_share", "Share in the world's value added of this sector in exports",
     "v_i (L_cc E_c)_i over the sum over countries", "1", false},
    {"va_lost", "Value added that the world would lose without this supplier",
     "(v B)_S (B_SS)^-1 x_S", NULL, false},
    {"va_lost_abroad", "Value added lost in other countries",
     "(sum over t != c of v_t B_t.)_S (B_SS)^-1 "
     "x_S",
     NULL, false},
    {"rank", "Rank by va_lost_abroad, 1 = the largest", "1 + number of suppliers with more", "rank",
     false},
    {"betweenness", "Value that passes through on its way from others to others",
     "sum_i ((v B)_i - v_i) sum_j Z_ij", NULL, false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"product", "the suppliers of one product (--suppliers SECTOR)", terms, NULL,
     "exports exports_share va_share va_lost_abroad rank"},
    {"all", "the suppliers of every product (--suppliers all)", terms, NULL,
     "exports_share va_share va_lost_abroad rank betweenness"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", "sector", NULL};

/* One product: rows are countries; all of them: countries and sectors. */
static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    const char *wanted = o->product == NULL ? "sector" : "country";
    gvc_status status = GVC_OK;
    if (o->level != NULL && strcmp(o->level, wanted) != 0) {
        return gvc_fail(ctx, GVC_EARG, "suppliers of %s have rows of --level %s",
                        o->product == NULL ? "all products" : "one product", wanted);
    }
    o->level = wanted;
    if (o->sector_group_count > 0) {
        return gvc_fail(ctx, GVC_EARG,
                        "what is lost without several suppliers is no sum over them; leave out "
                        "--sector-groups, or use gvc aggregate before");
    }
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    if (o->product == NULL) {
        out->axes[out->count++] =
            (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_SECTORS, .of = 1};
    }
    out->variant = &variants[o->product == NULL ? 1 : 0];
    out->title = "Suppliers of the world";
    return status;
}

static bool wants_loss(const gvc_measure_options *o)
{
    static const char *const names[] = {"va_lost", "va_lost_abroad", "rank", NULL};
    return gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    static const char *const through[] = {"betweenness", NULL};
    bool loss = wants_loss(o);
    return (loss || gvc_wants(o, through) ? (gvc_needs)GVC_NEED_CONTENT : 0) |
           (loss && o->product == NULL ? (gvc_needs)GVC_NEED_INVERSE : 0);
}

static gvc_workload extra(const gvc_model *m, const gvc_measure_options *o)
{
    bool solves = wants_loss(o) && o->product != NULL;
    return (gvc_workload){.right = solves ? gvc_suppliers_candidates(m, o->product) : 0};
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)workers;
    return gvc_suppliers_bytes(m, o->product);
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    (void)workers;
    gvc_suppliers *all = NULL;
    gvc_status status = gvc_suppliers_new(ctx, m, o->product, wants_loss(o), &all);
    *state = all;
    return status;
}

static double ratio(double a, double b)
{
    return b == 0 ? (double)NAN : a / b;
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx c, int worker,
                        double *const *slabs)
{
    (void)m, (void)worker;
    const gvc_suppliers *all = state;
    const gvc_idx first = c * all->sectors;
    for (gvc_idx q = 0; q < all->sectors; q++) {
        double gross = all->cell[GVC_SUPPLIER_EXPORTS][first + q];
        double value = all->cell[GVC_SUPPLIER_VALUE][first + q];
        slabs[0][q] = gross;
        slabs[1][q] = value;
        slabs[2][q] = ratio(gross, all->world[0][q]);
        slabs[3][q] = ratio(value, all->world[1][q]);
        slabs[4][q] = all->cell[GVC_SUPPLIER_LOST][first + q];
        slabs[5][q] = all->cell[GVC_SUPPLIER_LOST_ABROAD][first + q];
        slabs[6][q] = all->cell[GVC_SUPPLIER_RANK][first + q];
        slabs[7][q] = all->cell[GVC_SUPPLIER_THROUGH][first + q];
    }
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

/* HHI over countries of one product's exports. */
static double hhi(const gvc_model *m, const gvc_suppliers *all, int which)
{
    double sum = 0;
    for (gvc_idx c = 0; c < m->blocks; c++) {
        double share = ratio(all->cell[which][c], all->world[which][0]);
        sum += share * share;
    }
    return sum;
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const gvc_suppliers *all = state;
    if (all->product == NULL) {
        return true;
    }
    gvc_text line = {0};
    double gross = hhi(m, all, GVC_SUPPLIER_EXPORTS), value = hhi(m, all, GVC_SUPPLIER_VALUE);
    gvc_text_addf(&line, "HHI of the exporters of %s: %.4f gross, %.4f in value added",
                  all->product, gross, value);
    bool done = !line.failed && gvc_attributes_set_number(to, "hhi_gross", gross) &&
                gvc_attributes_set_number(to, "hhi_va", value) &&
                gvc_attributes_add_line(to, "notes", line.chars);
    gvc_text_free(&line);
    return done;
}

static const char *const identities[] = {
    "exports_share and va_share of a product add up to 1 over countries",
    "va_lost is what a table without the supplier, solved anew, has less",
    "betweenness over all industries is the value of all paths times the stages between their "
    "ends, as each path counts once for every visit",
    NULL,
};
static const char *const caveats[] = {
    "hhi_gross and hhi_va of one product are attributes of the result, and stand below the table "
    "on a terminal",
    "va_lost is an upper bound that nobody should expect: buyers are assumed to find nobody else "
    "and to buy outside the world instead, and no price moves",
    "in value added a sector is where value arises, not what is shipped",
    "--suppliers all needs the whole of B; name terms without va_lost, va_lost_abroad and rank to "
    "do without",
    NULL,
};

const gvc_method gvc_method_exposure_suppliers = {
    .info = {.name = "exposure_suppliers",
             .command = "exposure",
             .usage = "exposure --suppliers SECTOR",
             .title = "Suppliers of the world",
             .summary = "who the world buys a product from, and which supplier is a choke point",
             .question = "How concentrated are the world's suppliers of a product, gross and by "
                         "whose value it is, and whom would the others miss most?",
             .reference = "Dietzenbacher, van der Linden and Steenge (1993), The regional "
                          "extraction method: EC input-output comparisons, Economic Systems "
                          "Research 5(2), 185-206; betweenness: Liang, Qu and Xu (2016), "
                          "Environmental Science and Technology 50(3), 1330-1337",
             .bibtex = "@article{dietzenbacher1993regional,\n"
                       "  author  = {Dietzenbacher, Erik and van der Linden, Jan A. and Steenge, "
                       "Albert E.},\n"
                       "  title   = {The regional extraction method: {EC} input-output "
                       "comparisons},\n"
                       "  journal = {Economic Systems Research},\n"
                       "  volume  = {5},\n"
                       "  number  = {2},\n"
                       "  pages   = {185--206},\n"
                       "  year    = {1993}\n"
                       "}\n",
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_PRODUCT,
    .choose = choose,
    .need = need,
    .extra = extra,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .notes = notes,
    .release = gvc_suppliers_free,
};
