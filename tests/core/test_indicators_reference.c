/* test_indicators_reference.c - indicators against a reference program */
#include "reference_tables.h"
#include "small0.h"

typedef struct compared_file {
    const char *name, *level;
} compared_file;

/* Of a group's repeated sectors only what may be summed is compared. */
static void compare_column(const gvc_result *r, const csv *c, const char *name,
                           const gvc_idx *cell_of, const char *where)
{
    gvc_idx k = gvc_result_find_term(r, name), cells = gvc_result_cells(r);
    cr_assert(k >= 0, "%s: no column %s", where, name);
    double largest, *sum = reference_sums(c, csv_column(c, name), cell_of, cells, &largest);
    double unit = strcmp(gvc_result_term(r, k)->units, "%") == 0 ? 100 : 1;
    int *count = calloc((size_t)cells, sizeof *count);
    for (gvc_idx row = 0; row < c->rows; row++) {
        count[cell_of[row]]++;
    }
    for (gvc_idx i = 0; i < cells; i++) {
        bool ratio = strcmp(name, "exgr_dvash") == 0;
        if (count[i] == 0 || (count[i] > 1 && ratio)) {
            continue;
        }
        double ours = gvc_result_values(r, k)[i], theirs = unit * sum[i];
        bool close =
            isnan(theirs) ? isnan(ours) != 0 : fabs(ours - theirs) <= 1e-11 * unit * largest;
        cr_expect(close, "%s %s cell %d: %.17g, not %.17g", where, name, (int)i, ours, theirs);
    }
    free(sum);
    free(count);
}

static bool is_key(const char *name)
{
    static const char *const keys[] = {"country", "exporter", "sector", "importer", "partner"};
    bool found = false;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        found = found || strcmp(name, keys[i]) == 0;
    }
    return found;
}

static void compare_file(gvc_ctx *ctx, const reference_table *p, const gvc_table *t,
                         const compared_file *f)
{
    csv *c = reference_file(p->folder, f->name);
    char where[128];
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "indicators";
    o.level = f->level;
    gvc_result *r = reference_result(ctx, p, t, &o);
    gvc_idx *cell_of = reference_cells(r, c, NULL);
    int compared = 0;
    snprintf(where, sizeof where, "%s %s", p->folder, f->name);
    for (gvc_idx k = 0; k < c->columns; k++) {
        bool gross = strcmp(c->names[k], "gexp") == 0; /* exgr of other files */
        if (!is_key(c->names[k]) && !gross) {
            compare_column(r, c, c->names[k], cell_of, where);
            compared++;
        }
    }
    cr_expect(compared > 1);
    free(cell_of);
    gvc_result_free(r);
    free_csv(c);
}

Test(indicators, equal_the_reference_program_on_five_tables)
{
    static const compared_file files[] = {
        {"tiva_country", "country"},    {"vertical_specialization", "country"},
        {"johnson_noguera", "country"}, {"tiva_industry", "sector"},
        {"tiva_pairs", "pair"},         {"los_timmer", "pair"},
        {"tiva_exports", "bilateral"},  {"tiva_imports", "bilateral"},
    };
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    for (int k = 0; k < REFERENCE_TABLES; k++) {
        gvc_ctx *ctx = new_ctx();
        gvc_table *t = reference_input(ctx, &reference_tables[k]);
        for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
            compare_file(ctx, &reference_tables[k], t, &files[f]);
        }
        gvc_table_free(t);
        gvc_ctx_free(ctx);
    }
}

Test(indicators, comparative_advantage_of_a_country_in_two_territories)
{
    if (shared_folder() == NULL) {
        cr_skip_test("GVC_SHARED is not set");
    }
    gvc_ctx *ctx = new_ctx();
    gvc_table *t = small_table(ctx, false);
    static const char *const names[] = {"rca_gross", "rca_va", NULL};
    gvc_result *r = measure_terms(ctx, t, "indicators", NULL, names);
    for (int k = 0; k < 2; k++) {
        csv *c = small_csv(names[k]);
        const double *ours = term(r, names[k]);
        for (gvc_idx i = 0; i < 12; i++) {
            double theirs = csv_number(c, i / 3, i % 3 + 1);
            cr_expect(fabs(ours[i] - theirs) <= 1e-12 * 2, "%s %d: %.17g, not %.17g", names[k],
                      (int)i, ours[i], theirs);
        }
        free_csv(c);
    }
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
}
