/* facts.c - what there is to say about a table or a result, once for lines and once for JSON */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "facts.h"

gvc_facts *gvc_cli_facts_new(void)
{
    gvc_facts *f = calloc(1, sizeof *f);
    if (f != NULL) {
        f->object = json_object();
        f->failed = f->object == NULL;
    }
    return f;
}

void gvc_cli_facts_free(gvc_facts *f)
{
    if (f != NULL) {
        json_decref(f->object);
        free(f);
    }
}

static void set(gvc_facts *f, const char *name, json_t *value)
{
    f->failed = json_object_set_new(f->object, name, value) != 0 || f->failed;
}

void gvc_cli_facts_text_of(gvc_facts *f, const char *name, const char *text)
{
    if (text != NULL) {
        json_t *value = json_string(text);
        /* A label of a foreign file that is no UTF-8. */
        set(f, name, value == NULL ? json_string("(not UTF-8)") : value);
    }
}

static void set_count(gvc_facts *f, const char *name, gvc_idx count)
{
    set(f, name, json_integer(count));
}

static void set_attribute(gvc_facts *f, const gvc_attribute *a)
{
    /* Facts that are told already, under the same name. */
    if (json_object_get(f->object, a->name) != NULL) {
        return;
    }
    /* Facts for programs: how a file is laid out and which columns a narrow table shows. */
    static const char *const inner[] = {"gvc_schema", "headline", "own_cell", "rows"};
    for (size_t i = 0; i < sizeof inner / sizeof inner[0]; i++) {
        if (strcmp(a->name, inner[i]) == 0) {
            return;
        }
    }
    if (a->kind == GVC_ATTR_TEXT) {
        gvc_cli_facts_text_of(f, a->name, a->text);
    } else if (a->kind == GVC_ATTR_INTEGER) {
        set_count(f, a->name, a->integer);
    } else {
        set(f, a->name, isfinite(a->number) ? json_real(a->number) : json_null());
    }
}

static void add_code(gvc_facts *f, json_t *list, const char *code, const char *name)
{
    json_t *entry = json_object();
    json_object_set_new(entry, "code", json_string(code));
    if (name != NULL) {
        json_object_set_new(entry, "name", json_string(name));
    }
    f->failed = json_array_append_new(list, entry) != 0 || f->failed;
}

static void list_axis(gvc_facts *f, const char *name, const gvc_table *t, gvc_axis axis)
{
    json_t *list = json_array();
    for (gvc_idx i = 0; i < gvc_table_count(t, axis); i++) {
        add_code(f, list, gvc_table_label(t, axis, i), gvc_table_name(t, axis, i));
    }
    set(f, name, list);
}

/* Those that --va given adds up: what a reader made of output less inputs is none, nor are taxes.
 */
static gvc_idx value_added_rows(const gvc_table *t)
{
    gvc_idx count = 0;
    for (gvc_idx k = 0; gvc_table_has_given_va(t) && k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        count += gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED;
    }
    return count;
}

/* Taxes, margins, adjustments. */
static gvc_idx other_primary_rows(const gvc_table *t)
{
    gvc_idx count = 0;
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        count += gvc_table_role(t, k) != GVC_ROLE_VALUE_ADDED;
    }
    return count;
}

void gvc_cli_facts_of_table(gvc_facts *f, const gvc_table *t, bool countries, bool sectors)
{
    gvc_cli_facts_text_of(f, "kind", "table");
    gvc_cli_facts_text_of(f, "title", gvc_table_text(t, "title"));
    set(f, "year", gvc_table_year(t) == 0 ? json_null() : json_integer(gvc_table_year(t)));
    gvc_cli_facts_text_of(f, "units", gvc_table_text(t, "units"));
    gvc_cli_facts_text_of(f, "prices", gvc_table_text(t, "prices"));
    set_count(f, "countries", gvc_table_count(t, GVC_COUNTRY));
    set_count(f, "sectors", gvc_table_count(t, GVC_SECTOR));
    set_count(f, "industries", gvc_table_count(t, GVC_INDUSTRY));
    set_count(f, "final_use_columns", gvc_table_count(t, GVC_FINAL_USE));
    set_count(f, "final_use_categories", gvc_table_count(t, GVC_CATEGORY));
    set_count(f, "value_added_rows", value_added_rows(t));
    if (other_primary_rows(t) > 0) {
        set_count(f, "other_primary_rows", other_primary_rows(t));
    }
    set_count(f, "satellite_rows", gvc_table_count(t, GVC_EXTENSION));
    const gvc_attribute *a;
    for (gvc_idx i = 0; (a = gvc_table_attribute(t, i)) != NULL; i++) {
        set_attribute(f, a);
    }
    if (countries) {
        list_axis(f, "country_list", t, GVC_COUNTRY);
    }
    if (sectors) {
        list_axis(f, "sector_list", t, GVC_SECTOR);
    }
}

/* The labels of the first of these dimensions that the result has. */
static void list_dim(gvc_facts *f, const char *name, const gvc_result *r, const char *const *dims)
{
    for (; *dims != NULL; dims++) {
        gvc_idx d = gvc_result_find_dim(r, *dims);
        if (d >= 0) {
            json_t *list = json_array();
            for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
                add_code(f, list, gvc_result_label(r, d, i), NULL);
            }
            set(f, name, list);
            return;
        }
    }
}

/* One year as a number, several as text: "1995, 2000". */
static void set_years(gvc_facts *f, const gvc_result *r)
{
    gvc_idx d = gvc_result_find_dim(r, "year");
    if (d < 0) {
        return;
    }
    if (gvc_result_extent(r, d) == 1) {
        int32_t year = gvc_result_number(r, d, 0);
        set(f, "year", year == 0 ? json_null() : json_integer(year));
        return;
    }
    char *years = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&years, &size);
    for (gvc_idx i = 0; text != NULL && i < gvc_result_extent(r, d); i++) {
        fprintf(text, "%s%s", i == 0 ? "" : ", ", gvc_result_label(r, d, i));
    }
    bool done = text != NULL && fclose(text) == 0;
    gvc_cli_facts_text_of(f, "year", done ? years : NULL);
    f->failed = f->failed || !done;
    free(years);
}

void gvc_cli_facts_of_result(gvc_facts *f, const gvc_result *r, bool countries, bool sectors)
{
    static const char *const country_dims[] = {"exporter", "country", "importer", NULL};
    static const char *const sector_dims[] = {"sector", NULL};
    gvc_cli_facts_text_of(f, "kind", "result");
    gvc_cli_facts_text_of(f, "title", gvc_result_text(r, "title"));
    set_years(f, r);
    json_t *dims = json_object(), *terms = json_object();
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        json_object_set_new(dims, gvc_result_dim(r, d), json_integer(gvc_result_extent(r, d)));
    }
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        const gvc_term *term = gvc_result_term(r, k);
        json_object_set_new(terms, term->name,
                            json_string(term->long_name == NULL ? "" : term->long_name));
    }
    set(f, "dimensions", dims);
    set(f, "terms", terms);
    const gvc_attribute *a;
    for (gvc_idx i = 0; (a = gvc_result_attribute(r, i)) != NULL; i++) {
        set_attribute(f, a);
    }
    if (countries) {
        list_dim(f, "country_list", r, country_dims);
    }
    if (sectors) {
        list_dim(f, "sector_list", r, sector_dims);
    }
}
