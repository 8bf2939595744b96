/* sut_csv.c - supply-use tables as labelled texts, supply.csv and use.csv: the form to bring any
 * such table in */
#include <string.h>
#include <strings.h>

#include "formats/roles.h"
#include "formats/sut_csv.h"

static const char *const names[GVC_SUT_FILES] = {"supply.csv", "use.csv", "final_demand.csv",
                                                 "value_added.csv"};

/* Which of the files this is, -1 = none. */
static int which(const char *name)
{
    const char *base = gvc_base_name(name);
    for (int k = 0; k < GVC_SUT_FILES; k++) {
        size_t length = strlen(names[k]);
        if (strncasecmp(base, names[k], length) == 0 &&
            (base[length] == '\0' || base[length] == '.')) {
            return k;
        }
    }
    return -1;
}

static size_t folder_length(const char *name)
{
    return (size_t)(gvc_base_name(name) - name);
}

/* In the folder of main; that of another year is none of ours. */
static gvc_status find_beside(gvc_ctx *ctx, gvc_input *in, gvc_sut_file k, gvc_idx *at)
{
    gvc_text name = {0};
    const char *suffix = gvc_base_name(in->name) + strlen(names[which(in->name)]);
    gvc_text_addf(&name, "%s%s", names[k], suffix);
    gvc_status status =
        name.failed ? gvc_fail_memory(ctx, 64, "a name")
                    : gvc_files_find_beside(ctx, in->files, in->main, gvc_text_str(&name), at);
    gvc_text_free(&name);
    if (status == GVC_OK && *at >= 0 && *at < gvc_files_count(in->files)) {
        const char *found = gvc_files_name(in->files, *at);
        bool same = folder_length(found) == folder_length(in->name) &&
                    strncmp(found, in->name, folder_length(found)) == 0;
        *at = same ? *at : -1;
    }
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    int k = which(in->name);
    gvc_idx at = -1;
    gvc_idx numbers = 0, fields = 0;
    bool words = k >= 0 && gvc_csv_sniff(in->head, in->length, &numbers, &fields) && fields > 1 &&
                 2 * numbers < fields;
    return words &&
                   find_beside(ctx, in, k == GVC_SUT_SUPPLY ? GVC_SUT_USE : GVC_SUT_SUPPLY, &at) ==
                       GVC_OK &&
                   at >= 0
               ? 85
               : 0;
}

/* Every supply.csv with a use.csv in the same folder. */
static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    for (gvc_idx i = 0; i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        if (which(name) != GVC_SUT_SUPPLY) {
            continue;
        }
        gvc_text use = {0};
        gvc_text_addf(&use, "use.csv%s", gvc_base_name(name) + strlen("supply.csv"));
        bool found = !use.failed && gvc_files_find(in->files, i, gvc_text_str(&use)) >= 0;
        gvc_text_free(&use);
        if (found && !gvc_finds_add(out, i, gvc_year_in_name(name))) {
            return gvc_fail_memory(ctx, 1024, "a list of tables");
        }
    }
    return GVC_OK;
}

/* ---- the table ------------------------------------------------------------------------------- */
static gvc_status name_industries(gvc_sut *s, gvc_builder *b, const gvc_sut_axis *axis)
{
    gvc_idx count = gvc_labels_count(axis->labels);
    gvc_idx *order = gvc_malloc((size_t)count + 1, sizeof *order);
    gvc_status status =
        order == NULL ? gvc_fail_memory(s->ctx, (size_t)count * 8, "labels") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        order[axis->position[i]] = i;
    }
    for (gvc_idx k = 0; status == GVC_OK && k < count; k++) {
        const char *label = gvc_labels_get(axis->labels, order[k]);
        status = gvc_builder_industry(s->ctx, b, label,
                                      gvc_labels_get(s->countries, axis->country[order[k]]),
                                      label + gvc_sut_country_length(label) + 1);
    }
    gvc_release(order);
    return status;
}

/* A column like DISC belongs to no country. */
static gvc_status name_uses(gvc_sut *s, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    gvc_text country = {0};
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_labels_count(s->uses); k++) {
        const char *label = gvc_labels_get(s->uses, k);
        size_t length = gvc_sut_country_length(label);
        country.length = 0;
        gvc_text_add(&country, label, length);
        bool known = gvc_labels_find(s->countries, gvc_text_str(&country)) >= 0;
        status = country.failed
                     ? gvc_fail_memory(s->ctx, length, "a country")
                     : gvc_builder_final_use(s->ctx, b, label, known ? gvc_text_str(&country) : "",
                                             known ? label + length + 1 : label);
    }
    gvc_text_free(&country);
    return status;
}

static gvc_status name_all(gvc_sut *s, gvc_builder *b, bool by_product)
{
    gvc_status status = GVC_OK;
    bool known = false;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_labels_count(s->countries); c++) {
        status = gvc_builder_country(s->ctx, b, gvc_labels_get(s->countries, c), NULL);
    }
    if (status == GVC_OK) {
        status = name_industries(s, b, by_product ? &s->products : &s->industries);
    }
    if (status == GVC_OK) {
        status = name_uses(s, b);
    }
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_labels_count(s->rows); k++) {
        const char *label = gvc_labels_get(s->rows, k);
        status = gvc_builder_primary(s->ctx, b, label, NULL, gvc_role_of(label, &known));
    }
    return status;
}

/* The matrix of the builder where it has the right shape, else one of its own. */
static bool borrow(gvc_dense *m, const gvc_dense *built, gvc_idx rows, gvc_idx cols, bool same)
{
    *m = (gvc_dense){built->data, rows, cols, cols};
    if (!same) {
        m->data = gvc_calloc((size_t)rows * (size_t)cols, sizeof *m->data);
    }
    return m->data != NULL;
}

static gvc_idx supply_cells(const gvc_sut *s)
{
    gvc_idx cells = 0;
    for (gvc_idx c = 0; c < gvc_labels_count(s->countries); c++) {
        cells += (s->industries.offset[c + 1] - s->industries.offset[c]) *
                 (s->products.offset[c + 1] - s->products.offset[c]);
    }
    return cells;
}

/* Every country has as many products as industries: all happens in the table's own memory. */
static bool is_square(const gvc_sut *s)
{
    return memcmp(s->industries.offset, s->products.offset,
                  ((size_t)gvc_labels_count(s->countries) + 1) * sizeof(gvc_idx)) == 0;
}

static gvc_status allocate(gvc_sut *s, gvc_builder *b, bool same)
{
    gvc_idx p = gvc_sut_products(s), i = gvc_sut_industries(s);
    gvc_idx f = gvc_labels_count(s->uses), v = gvc_labels_count(s->rows);
    double bytes = 8.0 * (double)supply_cells(s);
    bytes += same ? 0 : 8.0 * ((double)p * (double)(i + f) + (double)v * (double)i);
    gvc_status status = gvc_builder_allocate(s->ctx, b);
    if (status == GVC_OK) {
        status = gvc_need_memory(s->ctx, bytes < 1e18 ? (size_t)bytes : SIZE_MAX / 2,
                                 "supply and use beside the table");
    }
    if (status != GVC_OK) {
        return status;
    }
    s->make = gvc_calloc((size_t)supply_cells(s) + 1, sizeof *s->make);
    s->primary_use = (gvc_dense){gvc_calloc((size_t)(v * f) + 1, sizeof(double)), v, f, f};
    bool room = s->make != NULL && s->primary_use.data != NULL &&
                borrow(&s->use, gvc_builder_z(b), p, i, same) &&
                borrow(&s->final_use, gvc_builder_y(b), p, f, same) &&
                borrow(&s->primary, gvc_builder_v(b), v, i, same);
    return room ? GVC_OK : gvc_fail_memory(s->ctx, (size_t)bytes, "supply and use");
}

/* What final use pays of the primary rows, where it pays any. */
static gvc_status put_primary_use(gvc_sut *s, gvc_builder *b)
{
    const gvc_dense *from = &s->primary_use;
    gvc_idx cells = from->rows * from->cols, i = 0;
    while (i < cells && from->data[i] == 0) {
        i++;
    }
    const gvc_dense *to = i < cells ? gvc_builder_vy(b) : NULL;
    if (i < cells && to == NULL) {
        return gvc_fail_memory(s->ctx, (size_t)cells * sizeof(double), "primary rows");
    }
    for (; i < cells; i++) {
        to->data[i] = from->data[i];
    }
    return GVC_OK;
}

static void release(gvc_sut *s, gvc_builder *b)
{
    gvc_release(s->primary_use.data);
    if (s->use.data != gvc_builder_z(b)->data) {
        gvc_release(s->use.data);
    }
    if (s->final_use.data != gvc_builder_y(b)->data) {
        gvc_release(s->final_use.data);
    }
    if (s->primary.data != gvc_builder_v(b)->data) {
        gvc_release(s->primary.data);
    }
}

/* Output as supply states it: of industries, or of products. */
static gvc_status state_output(gvc_sut *s, gvc_builder *b, bool by_product)
{
    const double *v = s->make;
    double *x = gvc_builder_x_given(b);
    if (x == NULL) {
        return gvc_fail_memory(s->ctx, 64, "output");
    }
    for (gvc_idx c = 0; c < gvc_labels_count(s->countries); c++) {
        for (gvc_idx i = s->industries.offset[c]; i < s->industries.offset[c + 1]; i++) {
            for (gvc_idx p = s->products.offset[c]; p < s->products.offset[c + 1]; p++) {
                x[by_product ? p : i] += *v++;
            }
        }
    }
    return GVC_OK;
}

static gvc_status transform(gvc_sut *s, gvc_builder *b, char model)
{
    gvc_idx count = gvc_labels_count(s->countries);
    const char **countries = gvc_malloc((size_t)count + 1, sizeof *countries);
    if (countries == NULL) {
        return gvc_fail_memory(s->ctx, (size_t)count * 8, "countries");
    }
    for (gvc_idx c = 0; c < count; c++) {
        countries[c] = gvc_labels_get(s->countries, c);
    }
    const gvc_supply_use su = {.countries = count,
                               .names = countries,
                               .industry = s->industries.offset,
                               .product = s->products.offset,
                               .make = s->make,
                               .use = s->use,
                               .final_use = s->final_use,
                               .primary = s->primary};
    gvc_symmetric out = {.z = *gvc_builder_z(b), .y = *gvc_builder_y(b), .v = *gvc_builder_v(b)};
    gvc_status status = gvc_symmetric_make(s->ctx, &su, model, &out);
    gvc_release(countries);
    if (status == GVC_OK) {
        status = gvc_sut_note(s->ctx, b, model, &out);
    }
    return status == GVC_OK ? state_output(s, b, gvc_sut_by_product(model)) : status;
}

static gvc_status note_rest(gvc_sut *s, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    gvc_idx totals = gvc_labels_count(s->totals);
    if (s->blanks > 0) {
        status = gvc_builder_note(s->ctx, b, "%lld empty cells taken as 0", (long long)s->blanks);
    }
    if (status == GVC_OK && totals > 0) {
        status = gvc_builder_note(s->ctx, b, "rows and columns of totals left out: %lld, first %s",
                                  (long long)totals, gvc_labels_get(s->totals, 0));
    }
    return status;
}

static gvc_status read_all(gvc_sut *s, const gvc_read_options *options, gvc_builder *b)
{
    char model = gvc_sut_model(options);
    gvc_status status = gvc_sut_read_labels(s);
    if (status == GVC_OK) {
        status = gvc_sut_set_model(s->ctx, b, options);
    }
    if (status == GVC_OK) {
        status = name_all(s, b, gvc_sut_by_product(model));
    }
    if (status != GVC_OK || options->labels_only) {
        return status;
    }
    status = allocate(s, b, is_square(s));
    if (status == GVC_OK) {
        status = gvc_sut_read_cells(s);
    }
    if (status == GVC_OK) {
        status = put_primary_use(s, b);
    }
    if (status == GVC_OK) {
        status = transform(s, b, model);
    }
    release(s, b);
    return status == GVC_OK ? note_rest(s, b) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_sut s = {.ctx = ctx, .files = in->files, .at = {-1, -1, -1, -1}};
    gvc_status status = GVC_OK;
    if (which(in->name) < 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: is not called supply.csv, use.csv, final_demand.csv or "
                        "value_added.csv",
                        in->name);
    }
    for (int k = 0; status == GVC_OK && k < GVC_SUT_FILES; k++) {
        status = find_beside(ctx, in, (gvc_sut_file)k, &s.at[k]);
        if (status == GVC_OK && s.at[k] < 0 && k <= GVC_SUT_USE) {
            status = gvc_fail(ctx, GVC_EIO, "%s: no %s beside it", in->name, names[k]);
        }
    }
    if (status == GVC_OK) {
        status = read_all(&s, options, b);
    }
    gvc_sut_clear(&s);
    return status;
}

const gvc_format gvc_format_sut_csv = {
    .info =
        {"sut-csv", "supply and use as labelled CSV: supply.csv and use.csv",
         "A folder or archive, or one of its files. The first line of each text names the columns, "
         "the first field of the others the row; labels are COUNTRY_ITEM. supply.csv: rows are "
         "industries, columns products of the same country. use.csv: rows are products, columns "
         "industries and, behind them or in final_demand.csv, final use; below them, or in "
         "value_added.csv, primary rows (value added; taxes and adjustments by the names that "
         "published tables give them). Products and industries may differ in number and order; "
         "totals (OUT, TOTAL) are left out with a note. Made symmetric by --model A to D.",
         "csv csv.gz zip"},
    .score = score,
    .find = find,
    .read = read_table,
};
