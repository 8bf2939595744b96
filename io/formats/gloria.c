/* gloria.c - GLORIA: multi-region supply and use of one year, in files without labels */
#include <string.h>
#include <strings.h>

#include "formats/gloria.h"
#include "formats/sut.h"

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_gloria_name name;
    (void)ctx;
    return gvc_gloria_parse(in->name, &name) && gvc_gloria_is_numbers(in->head, in->length) ? 90
                                                                                            : 0;
}

/* ---- names of rows and columns --------------------------------------------------------------- */
typedef struct known {
    const char *name, *code;
} known;

static const known value_added[] = {
    {"Compensation of employees", "D.1"}, {"Taxes on production", "D.29"},
    {"Subsidies on production", "D.39"},  {"Net operating surplus", "B.2n"},
    {"Net mixed income", "B.3n"},         {"Consumption of fixed capital", "K.1"},
};
static const known final_demand[] = {
    {"Household final consumption", "HFCE"},
    {"Non-profit institutions serving households", "NPISH"},
    {"Government final consumption", "GGFC"},
    {"Gross fixed capital formation", "GFCF"},
    {"Changes in inventories", "INVNT"},
    {"Acquisitions less disposals of valuables", "DPABR"},
};
enum { KNOWN = sizeof value_added / sizeof *value_added };

/* Code and name of item i of a region: as the workbook calls it, its name perhaps followed by a
 * code ("Taxes on production D.29"); without the workbook the six that all releases have. */
static known item_of(const gvc_gloria_list *list, gvc_idx count, const known all[KNOWN],
                     const char *letter, gvc_idx i, gvc_text *made)
{
    if (list->count == 0 && count == KNOWN) {
        return all[i];
    }
    if (list->count == 0) {
        made->length = 0;
        gvc_text_addf(made, "%s%lld", letter, (long long)i + 1);
        return (known){NULL, gvc_text_str(made)};
    }
    const char *name = list->items[i];
    for (int k = 0; k < KNOWN; k++) {
        size_t length = strlen(all[k].name);
        if (strncasecmp(name, all[k].name, length) == 0 &&
            (name[length] == '\0' || strchr(name + length + 1, ' ') == NULL)) {
            return all[k];
        }
    }
    return (known){NULL, name};
}

static gvc_status name_regions(gvc_gloria *g)
{
    const gvc_gloria_labels *l = g->labels;
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < g->regions; r++) {
        const char *name = r < l->region_names.count ? l->region_names.items[r] : NULL;
        status = gvc_builder_country(g->ctx, g->b, l->regions.items[r],
                                     name != NULL && name[0] != '\0' ? name : NULL);
        for (gvc_idx s = 0; status == GVC_OK && s < g->sectors; s++) {
            status =
                gvc_builder_industry(g->ctx, g->b, NULL, l->regions.items[r], l->sectors.items[s]);
        }
    }
    return status;
}

static gvc_status name_items(gvc_gloria *g)
{
    gvc_text made = {0};
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < g->regions; r++) {
        for (gvc_idx k = 0; status == GVC_OK && k < g->categories; k++) {
            known item =
                item_of(&g->labels->final_demand, g->categories, final_demand, "F", k, &made);
            status =
                gvc_builder_final_use(g->ctx, g->b, NULL, g->labels->regions.items[r], item.code);
            if (status == GVC_OK && r == 0 && item.name != NULL) {
                status = gvc_builder_category(g->ctx, g->b, item.code, item.name);
            }
        }
    }
    for (gvc_idx k = 0; status == GVC_OK && k < g->factors; k++) {
        known item = item_of(&g->labels->value_added, g->factors, value_added, "V", k, &made);
        status = gvc_builder_primary(g->ctx, g->b, item.code, item.name, GVC_ROLE_VALUE_ADDED);
    }
    gvc_text_free(&made);
    return status;
}

/* The same account is there twice in the workbook of release 59: heads and rows keep them apart. */
static gvc_status name_accounts(gvc_gloria *g)
{
    const gvc_gloria_labels *l = g->labels;
    gvc_labels *used = gvc_labels_new();
    gvc_text label = {0};
    gvc_status status = used == NULL ? gvc_fail_memory(g->ctx, 256, "labels") : GVC_OK;
    for (gvc_idx q = 0; status == GVC_OK && q < g->accounts; q++) {
        const char *name = q < l->satellites.count ? l->satellites.items[q] : "";
        const char *unit = q < l->units.count ? l->units.items[q] : "";
        label.length = 0;
        gvc_text_addf(&label, "%s", name);
        if (gvc_labels_find(used, gvc_text_str(&label)) >= 0 && q < l->heads.count) {
            label.length = 0;
            gvc_text_addf(&label, "%s: %s", l->heads.items[q], name);
        }
        if (name[0] == '\0' || gvc_labels_find(used, gvc_text_str(&label)) >= 0) {
            gvc_text_addf(&label, "%srow %lld", name[0] == '\0' ? "" : ", ", (long long)q + 1);
        }
        bool kept = !label.failed && gvc_labels_add(used, gvc_text_str(&label)) >= 0;
        status = kept ? gvc_builder_extension(g->ctx, g->b, gvc_text_str(&label),
                                              unit[0] == '\0' ? NULL : unit)
                      : gvc_fail_memory(g->ctx, 256, "labels");
    }
    gvc_labels_free(used);
    gvc_text_free(&label);
    return status;
}

/* ---- numbers of rows and columns ------------------------------------------------------------- */
static gvc_status columns_of(gvc_gloria *g, gvc_gloria_kind kind, gvc_idx *columns)
{
    gvc_gloria_rows rows = {0};
    gvc_status status = gvc_gloria_open(g->ctx, g->files, g->set->at[kind], &rows);
    *columns = rows.columns;
    gvc_gloria_close(&rows);
    return status;
}

/* `count` rows or columns are those of all regions: how many has each? */
static gvc_status per_region(gvc_gloria *g, gvc_gloria_kind kind, const char *what, gvc_idx count,
                             const gvc_gloria_list *list, gvc_idx *each)
{
    const char *name = gvc_files_name(g->files, g->set->at[kind]);
    *each = count / g->regions;
    if (list->count > 0 && count != list->count * g->regions) {
        return gvc_fail(g->ctx, GVC_ESHAPE, "%s: %lld %s, expected %lld = %lld regions x %lld (%s)",
                        name, (long long)count, what, (long long)(list->count * g->regions),
                        (long long)g->regions, (long long)list->count, g->labels->from);
    }
    return count % g->regions == 0
               ? GVC_OK
               : gvc_fail(g->ctx, GVC_ESHAPE, "%s: %lld %s, not a multiple of %lld regions (%s)",
                          name, (long long)count, what, (long long)g->regions, g->labels->from);
}

static gvc_status measure(gvc_gloria *g)
{
    const gvc_gloria_labels *l = g->labels;
    gvc_idx count = 0;
    g->regions = l->regions.count;
    g->sectors = l->sectors.count;
    gvc_status status = columns_of(g, GVC_GLORIA_Y, &count);
    if (status == GVC_OK) {
        status = per_region(g, GVC_GLORIA_Y, "columns", count, &l->final_demand, &g->categories);
    }
    if (status == GVC_OK && g->set->at[GVC_GLORIA_V] >= 0) {
        status = gvc_gloria_count_rows(g->ctx, g->files, g->set->at[GVC_GLORIA_V], &count);
        if (status == GVC_OK) {
            status = per_region(g, GVC_GLORIA_V, "rows", count, &l->value_added, &g->factors);
        }
    }
    if (status == GVC_OK && g->set->at[GVC_GLORIA_TQ] >= 0) {
        gvc_idx at = g->set->at[GVC_GLORIA_TQ];
        status = gvc_gloria_count_rows(g->ctx, g->files, at, &g->accounts);
        if (status == GVC_OK && l->satellites.count > 0 && g->accounts != l->satellites.count) {
            status = gvc_fail(g->ctx, GVC_ESHAPE, "%s: %lld rows, expected %lld accounts (%s)",
                              gvc_files_name(g->files, at), (long long)g->accounts,
                              (long long)l->satellites.count, l->from);
        }
    }
    return status;
}

/* ---- the symmetric table --------------------------------------------------------------------- */
/* Output as supply states it. */
static gvc_status state_output(gvc_gloria *g, bool by_product)
{
    gvc_idx n = g->sectors;
    double *x = gvc_builder_x_given(g->b);
    if (x == NULL) {
        return gvc_fail_memory(g->ctx, (size_t)(g->regions * n) * sizeof *x, "output");
    }
    for (gvc_idx r = 0; r < g->regions; r++) {
        for (gvc_idx i = 0; i < n; i++) {
            for (gvc_idx p = 0; p < n; p++) {
                x[r * n + (by_product ? p : i)] += g->make[(r * n + i) * n + p];
            }
        }
    }
    return GVC_OK;
}

static gvc_status make_symmetric(gvc_gloria *g)
{
    char model = gvc_sut_model(g->options);
    gvc_idx *offset = gvc_malloc((size_t)g->regions + 1, sizeof *offset);
    if (offset == NULL) {
        return gvc_fail_memory(g->ctx, (size_t)g->regions * sizeof *offset, "regions");
    }
    for (gvc_idx r = 0; r <= g->regions; r++) {
        offset[r] = r * g->sectors;
    }
    const gvc_dense *z = gvc_builder_z(g->b), *y = gvc_builder_y(g->b), *v = gvc_builder_v(g->b);
    const gvc_dense *e = gvc_builder_e(g->b);
    const gvc_supply_use s = {g->regions, (const char *const *)g->labels->regions.items,
                              offset,     offset,
                              g->make,    *z,
                              *y,         *v,
                              *e};
    gvc_symmetric out = {.z = *z, .y = *y, .v = *v, .e = *e};
    gvc_status status = gvc_symmetric_make(g->ctx, &s, model, &out);
    if (status == GVC_OK) {
        status = gvc_sut_set_model(g->ctx, g->b, g->options);
    }
    if (status == GVC_OK) {
        status = gvc_sut_note(g->ctx, g->b, model, &out);
    }
    if (status == GVC_OK && g->set->markup == 1) {
        status = state_output(g, gvc_sut_by_product(model));
    }
    gvc_release(offset);
    return status;
}

/* ---- reading --------------------------------------------------------------------------------- */
static gvc_status note_valuation(gvc_gloria *g)
{
    const char *name = gvc_gloria_valuation_name(g->set->markup);
    gvc_status status = gvc_builder_set_text(g->ctx, g->b, "valuation", name);
    if (status == GVC_OK) {
        status = gvc_builder_note(g->ctx, g->b, "valuation: %s (Markup%03d)", name, g->set->markup);
    }
    if (status == GVC_OK && g->set->markup != 1) {
        gvc_log(g->ctx, GVC_WARN,
                "the table holds %s only, without what they are paid for: no output, no value "
                "added of production",
                name);
        status =
            gvc_builder_note(g->ctx, g->b, "%s come without value added: VA is a residual", name);
    }
    return status;
}

static gvc_status read_matrices(gvc_gloria *g)
{
    gvc_idx n = g->sectors;
    gvc_status status = gvc_builder_allocate(g->ctx, g->b);
    if (status == GVC_OK) {
        status = gvc_need_memory(g->ctx, (size_t)(g->regions * n * n) * sizeof *g->make, "supply");
    }
    if (status == GVC_OK) {
        g->make = gvc_calloc((size_t)(g->regions * n * n), sizeof *g->make);
        status = g->make == NULL ? gvc_fail_memory(g->ctx, (size_t)(n * n), "supply")
                                 : gvc_gloria_read_cells(g);
    }
    if (status == GVC_OK) {
        status = make_symmetric(g);
    }
    if (status == GVC_OK && g->blanks > 0) {
        status =
            gvc_builder_note(g->ctx, g->b, "%lld empty cells taken as 0", (long long)g->blanks);
    }
    gvc_release(g->make);
    return status == GVC_OK ? gvc_gloria_drop_empty(g) : status;
}

static gvc_status read_all(gvc_gloria *g)
{
    gvc_status status = measure(g);
    if (status == GVC_OK) {
        status = gvc_set_units(g->ctx, g->b, g->options, "thousand USD",
                               "documentation of the provider");
    }
    if (status == GVC_OK) {
        status = note_valuation(g);
    }
    if (status == GVC_OK) {
        status = name_regions(g);
    }
    if (status == GVC_OK) {
        status = name_items(g);
    }
    if (status == GVC_OK) {
        status = name_accounts(g);
    }
    if (status == GVC_OK && g->options->labels_only) {
        return gvc_sut_set_model(g->ctx, g->b, g->options);
    }
    return status == GVC_OK ? read_matrices(g) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_gloria_files set;
    gvc_gloria_labels labels = {0};
    gvc_gloria g = {.ctx = ctx, .files = in->files, .set = &set, .labels = &labels};
    g.options = options;
    g.b = b;
    gvc_idx columns = 0;
    gvc_status status = gvc_gloria_collect(ctx, in, options, &set);
    if (status == GVC_OK) {
        status = columns_of(&g, GVC_GLORIA_T, &columns);
    }
    if (status == GVC_OK) {
        status = gvc_gloria_find_labels(ctx, in, &set, options, columns, b, &labels);
    }
    if (status == GVC_OK) {
        status = read_all(&g);
    }
    gvc_gloria_clear(&labels);
    return status;
}

const gvc_format gvc_format_gloria = {
    .info =
        {"gloria", "GLORIA supply and use, releases 57 to 60",
         "The archive or folder GLORIA_MRIOs_RR_YYYY as it comes: T-, Y- and V-Results of one or "
         "more years, CSV without labels. Regions, sectors, components of value added and "
         "categories of final demand are called what the workbook GLORIA_ReadMe_RRR.xlsx says, "
         "found among the files, beside them or one folder up; without it what lists "
         "(regions.csv and sectors.csv, or --countries and --sectors) say, and for a table of 164 "
         "regions and 120 sectors the labels of release 59. Supply is diagonal, so use is the "
         "symmetric table as it stands; a release with by-products is made symmetric by --model A "
         "to D. --valuation NAME takes the table of 'trade margins', 'transport margins', 'taxes "
         "on "
         "products' or 'subsidies on products' (Markup002 to 005) in the place of 'basic prices'. "
         "Regions without any flow are left out. Satellite "
         "accounts (TQ and YQ) are read where their archive or folder is named too; they may be "
         "larger than a third of the table.",
         "zip csv"},
    .score = score,
    .find = gvc_gloria_find,
    .read = read_table,
};
