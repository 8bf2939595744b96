/* exposure_concentration.c - on how few buyers sales hang, and how few sectors exports come from
 *
 * Of the shares m of k markets: Herfindahl-Hirschman index sum m^2, normalised (HHI - 1/k) /
 * (1 - 1/k), effective number 1 / HHI, Theil sum m ln(m k), the largest share and the largest
 * three; for value added and gross exports, and both without the rest of the world, which is not
 * one market. Diversification: over sectors, and Theil over sectors and partners, which splits into
 * the one between partners and the one within them. */
#include <math.h>
#include <string.h>

#include "methods/exposure.h"

enum { HHI, NORM, EFFECTIVE, THEIL, TOP1, TOP3, MEASURES };
enum { VALUE, GROSS, VALUE_NO_REST, GROSS_NO_REST, KINDS };
enum {
    SECTOR_HHI = KINDS * MEASURES,
    SECTOR_THEIL,
    SECTOR_HHI_VA,
    SECTOR_THEIL_VA,
    CELL_THEIL,
    BETWEEN,
    WITHIN,
    TERMS
};

#define KIND_TERMS(ENDING, OF)                                                                     \
    {"hhi_" ENDING, "HHI of " OF, "sum m^2", "index", false},                                      \
        {"hhi_norm_" ENDING, "HHI of " OF ", 0 = even, 1 = one market", "(HHI - 1/k) / (1 - 1/k)", \
         "index", false},                                                                          \
        {"effective_" ENDING, "Effective number of markets of " OF, "1 / HHI", "markets", false},  \
        {"theil_" ENDING, "Theil index of " OF, "sum m ln(m k)", "index", false},                  \
        {"top1_" ENDING, "Largest share of a market in " OF, "max m", "1", false},                 \
        {"top3_" ENDING, "Share of the largest three markets in " OF,                              \
         "sum of the largest three m", "1", false},

static const gvc_term terms[] = {
    KIND_TERMS("va", "value added sold abroad") KIND_TERMS("gross", "gross exports")
        KIND_TERMS("va_xrow", "value added sold abroad, rest of the world left out")
            KIND_TERMS("gross_xrow", "gross exports, rest of the world left out"){
                "sector_hhi_gross", "HHI of gross exports over sectors", "sum_i (E_i / E)^2",
                "index", false},
    {"sector_theil_gross", "Theil index of gross exports over sectors", "sum_i m_i ln(m_i N)",
     "index", false},
    {"sector_hhi_va", "HHI of own value added in exports over sectors of origin",
     "sum_i m_i^2, m_i the share in v_i (L_cc E_c)_i", "index", false},
    {"sector_theil_va", "Theil index of own value added in exports over sectors of origin",
     "sum_i m_i ln(m_i N)", "index", false},
    {"theil_cells", "Theil index of gross exports over sectors and partners",
     "sum_ir m_ir ln(m_ir N k)", "index", false},
    {"theil_between", "Theil index of gross exports between partners", "sum_r m_r ln(m_r k)",
     "index", false},
    {"theil_within", "Theil index of gross exports between the sectors sold to a partner",
     "sum_r m_r sum_i (m_ir/m_r) ln(N m_ir/m_r)", "index", false},
    GVC_EXPOSURE_END,
};
static const gvc_variant variants[] = {
    {"concentration", "by country", terms, NULL,
     "hhi_va hhi_gross effective_va top1_va hhi_va_xrow sector_hhi_va"},
    GVC_EXPOSURE_VARIANTS_END,
};
static const char *const levels[] = {"country", NULL};

static gvc_status choose(gvc_ctx *ctx, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, "exposure_concentration", "level", &o->level, levels);
    if (status == GVC_OK && o->sector_group_count > 0) {
        status = gvc_fail(ctx, GVC_EARG,
                          "how evenly exports are spread over sectors is not a sum over them; "
                          "leave out --sector-groups, or use gvc aggregate before");
    }
    out->axes[0] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->count = 1;
    out->variant = variants;
    out->title = "Concentration of sales abroad";
    return status;
}

static bool wants_value(const gvc_measure_options *o)
{
    const char *names[2 * MEASURES + 1];
    int count = 0;
    for (int k = 0; k < MEASURES; k++) {
        names[count++] = terms[VALUE * MEASURES + k].name;
        names[count++] = terms[VALUE_NO_REST * MEASURES + k].name;
    }
    names[count] = NULL;
    return gvc_wants(o, names);
}

static gvc_needs need(const gvc_measure_options *o)
{
    return wants_value(o) ? (gvc_needs)GVC_NEED_ABSORBED : 0;
}

/* ---- what the pieces share ----------------------------------------------------------------------
 */

typedef struct shared {
    gvc_bloc_map blocs;
    bool *rest;         /* G */
    double *in_exports; /* n: v o L E */
    double *scratch;    /* workers x width */
    size_t width;
    gvc_exposure_negatives negatives;
} shared;

static size_t sectors_of(const gvc_model *m)
{
    return (size_t)gvc_table_count(m->table, GVC_SECTOR);
}

/* Flows by partner and by row; exports by row and sector, and by sector. */
static size_t width_of(const gvc_model *m)
{
    return (size_t)m->blocks * (2 + sectors_of(m)) + sectors_of(m);
}

static size_t bytes(const gvc_model *m, const gvc_measure_options *o, int workers)
{
    (void)o;
    return ((size_t)workers * width_of(m) + (size_t)m->n + 3 * (size_t)m->blocks) * sizeof(double);
}

static void release(void *state)
{
    shared *all = state;
    if (all != NULL) {
        gvc_bloc_map_free(&all->blocs);
        gvc_release(all->rest);
        gvc_release(all->in_exports);
        gvc_release(all->scratch);
        gvc_release(all);
    }
}

static gvc_status prepare(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          int workers, void **state)
{
    shared *all = gvc_calloc(1, sizeof *all);
    if (all == NULL) {
        return gvc_fail_memory(ctx, sizeof *all, "what countries share");
    }
    *state = all;
    all->width = width_of(m);
    all->scratch = gvc_malloc((size_t)workers * all->width, sizeof(double));
    gvc_status status = all->scratch != NULL
                            ? gvc_bloc_map_new(ctx, &all->blocs, m, o)
                            : gvc_fail_memory(ctx, (size_t)workers * all->width * sizeof(double),
                                              "the markets of a country");
    if (status == GVC_OK) {
        status = gvc_exposure_rest(ctx, m, o->rest, &all->rest);
    }
    if (status == GVC_OK) {
        status = gvc_exposure_in_exports(ctx, m, NULL, &all->in_exports);
    }
    if (status == GVC_OK) {
        gvc_exposure_count_negatives(m, &all->negatives);
    }
    return status;
}

/* ---- one country --------------------------------------------------------------------------------
 */

/* Is block r a market of s? */
static bool is_market(const shared *all, gvc_idx s, gvc_idx r, bool no_rest)
{
    return r != s && !(no_rest && all->rest[r]);
}

/* Markets by row, blocs added up; how many there are, sold to or not. row: a number for each row.
 */
static gvc_idx add_rows(const gvc_model *m, const shared *all, gvc_idx s, bool no_rest,
                        const double *flow, double *row)
{
    gvc_idx count = 0;
    for (gvc_idx k = 0; k < all->blocs.rows; k++) {
        row[k] = -1; /* no market */
    }
    for (gvc_idx r = 0; r < m->blocks; r++) {
        if (is_market(all, s, r, no_rest)) {
            double *to = &row[all->blocs.row[r]];
            count += *to < 0;
            *to = gvc_exposure_positive(*to) + flow[r];
        }
    }
    for (gvc_idx k = 0; k < all->blocs.rows; k++) {
        row[k] = gvc_exposure_positive(row[k]);
    }
    return count;
}

static void put(const gvc_exposure_spread *s, double *const *slabs)
{
    slabs[HHI][0] = s->hhi;
    slabs[NORM][0] = s->norm;
    slabs[EFFECTIVE][0] = s->effective;
    slabs[THEIL][0] = s->theil;
    slabs[TOP1][0] = s->top1;
    slabs[TOP3][0] = s->top3;
}

static void markets(const gvc_model *m, const shared *all, gvc_idx s, double *scratch,
                    double *const *slabs)
{
    double *flow = scratch, *row = scratch + m->blocks;
    for (int kind = 0; kind < KINDS; kind++) {
        bool value = kind == VALUE || kind == VALUE_NO_REST;
        (value ? gvc_exposure_value : gvc_exposure_gross)(m, s, flow);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            flow[r] = gvc_exposure_positive(flow[r]);
        }
        gvc_idx k = add_rows(m, all, s, kind >= VALUE_NO_REST, flow, row);
        const gvc_exposure_spread spread = gvc_exposure_spread_of(row, all->blocs.rows, k);
        put(&spread, slabs + kind * MEASURES);
    }
}

/* How many sectors a country has. seen: a number for each sector. */
static gvc_idx count_sectors(const gvc_model *m, gvc_idx s, double *seen)
{
    gvc_idx count = 0;
    memset(seen, 0, sectors_of(m) * sizeof *seen);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        count += seen[m->sector[i]] == 0;
        seen[m->sector[i]] = 1;
    }
    return count;
}

/* By sector, industries of the same one (territories, groups) added up. They stay as they are: one
 * that takes back more than it sells has a share below 0. */
static gvc_exposure_spread over_sectors(const gvc_model *m, gvc_idx s, const double *sold,
                                        double *scratch)
{
    gvc_idx count = count_sectors(m, s, scratch);
    memset(scratch, 0, sectors_of(m) * sizeof *scratch);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        scratch[m->sector[i]] += sold[i];
    }
    return gvc_exposure_spread_of(scratch, (gvc_idx)sectors_of(m), count);
}

static void sectors(const gvc_model *m, const shared *all, gvc_idx s, double *scratch,
                    double *const *slabs)
{
    const gvc_exposure_spread gross = over_sectors(m, s, m->e_total, scratch);
    const gvc_exposure_spread value = over_sectors(m, s, all->in_exports, scratch);
    slabs[SECTOR_HHI][0] = gross.hhi;
    slabs[SECTOR_THEIL][0] = gross.theil;
    slabs[SECTOR_HHI_VA][0] = value.hhi;
    slabs[SECTOR_THEIL_VA][0] = value.theil;
}

static double entropy(double share, double even)
{
    return share > 0 ? share * log(share * even) : 0;
}

/* cell: rows x width, what is sold by partner and sector, none below 0; row: their sums; k partners
 * and n sectors there could be. */
static void split_theil(const double *cell, gvc_idx width, const double *row, gvc_idx rows,
                        double k, double n, double *const *slabs)
{
    double all = 0, both = 0, between = 0, within = 0;
    for (gvc_idx r = 0; r < rows; r++) {
        all += row[r];
    }
    for (gvc_idx r = 0; r < rows; r++) {
        double inside = 0;
        for (gvc_idx i = 0; i < width && row[r] > 0; i++) {
            both += entropy(cell[r * width + i] / all, n * k);
            inside += entropy(cell[r * width + i] / row[r], n);
        }
        between += entropy(row[r] / all, k);
        within += row[r] / all * inside;
    }
    slabs[CELL_THEIL][0] = all == 0 ? (double)NAN : both;
    slabs[BETWEEN][0] = all == 0 ? (double)NAN : between;
    slabs[WITHIN][0] = all == 0 ? (double)NAN : within;
}

/* Sums by bloc and sector; what is below 0 then is set to 0. */
static void cells(const gvc_model *m, const shared *all, gvc_idx s, double *scratch,
                  double *const *slabs)
{
    gvc_idx width = (gvc_idx)sectors_of(m), rows = all->blocs.rows;
    double *flow = scratch, *row = flow + m->blocks, *cell = row + m->blocks;
    double *seen = cell + m->blocks * width;
    memset(scratch, 0, all->width * sizeof *scratch);
    gvc_idx k = add_rows(m, all, s, false, flow, row), n = count_sectors(m, s, seen);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            cell[all->blocs.row[r] * width + m->sector[i]] += gvc_row(&m->e, i)[r];
        }
    }
    for (gvc_idx c = 0; c < rows * width; c++) {
        cell[c] = gvc_exposure_positive(cell[c]);
        row[c / width] += cell[c];
    }
    split_theil(cell, width, row, rows, (double)k, (double)n, slabs);
}

static gvc_report piece(const gvc_model *m, void *state, gvc_idx s, int worker,
                        double *const *slabs)
{
    const shared *all = state;
    double *scratch = all->scratch + (size_t)worker * all->width;
    markets(m, all, s, scratch, slabs);
    sectors(m, all, s, scratch, slabs);
    cells(m, all, s, scratch, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

static bool notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    const shared *all = state;
    gvc_text line = {0};
    const char *rest = NULL;
    bool done = gvc_exposure_tell_negatives(&all->negatives, to) &&
                gvc_exposure_tell_rest(m, all->rest, to);
    rest = gvc_attributes_text(to, "rest_of_world");
    gvc_text_addf(&line, "left out as the rest of the world in columns _xrow: %s",
                  rest == NULL ? "" : rest);
    done = done && !line.failed && gvc_attributes_add_line(to, "notes", line.chars);
    gvc_text_free(&line);
    return done;
}

static const char *const identities[] = {
    "theil_cells = theil_between + theil_within",
    "effective_NAME = 1 / hhi_NAME; an even spread over k markets has hhi 1/k and theil 0",
    "theil_between = theil_gross where no flow is below 0",
    NULL,
};
static const char *const caveats[] = {
    "markets are all other countries of the table, with --blocs the blocs, k in number; flows "
    "below "
    "0 count as 0, and the result says how many there were",
    "the rest of the world is many countries and counts as one market; columns _xrow leave it out. "
    "It is found by its label in the table; --rest names other countries, and the result says "
    "which were left out",
    "over sectors nothing is set to 0, so that an industry that takes back more than it sells adds "
    "to the HHI; N is the number of sectors of the country",
    "all of these depend on how finely a table tells countries and sectors apart: compare within "
    "one source",
    NULL,
};

const gvc_method gvc_method_exposure_concentration = {
    .info = {.name = "exposure_concentration",
             .command = "exposure",
             .usage = "exposure --concentration",
             .title = "Concentration",
             .summary = "on how few markets and sectors sales abroad hang",
             .question = "How few buyers does a country sell to, at face value and in the end, and "
                         "how few sectors do its exports come from?",
             .reference = GVC_JOHNSON_NOGUERA "; indices of Herfindahl and Hirschman, and of Theil",
             .bibtex = GVC_JOHNSON_NOGUERA_BIBTEX,
             .identities = identities,
             .caveats = caveats,
             .levels = levels,
             .variants = variants},
    .knows = GVC_KNOWS_BLOCS | GVC_KNOWS_REST,
    .choose = choose,
    .need = need,
    .bytes = bytes,
    .prepare = prepare,
    .piece = piece,
    .notes = notes,
    .release = release,
};
