/* labelled_names.c - naming the industries and final-use columns of a labelled table */
#include <string.h>

#include "formats/labelled.h"
#include "formats/lists.h"

/* "MEX" of "MEX_HFCE", borrowed from `country`; *rest gets "HFCE". NULL without two parts. */
static const char *split(const char *label, gvc_text *country, const char **rest)
{
    const char *cut = strchr(label, '_');
    if (cut == NULL || cut == label || cut[1] == '\0') {
        return NULL;
    }
    country->length = 0;
    gvc_text_add(country, label, (size_t)(cut - label));
    *rest = cut + 1;
    return gvc_text_str(country);
}

/* Countries that final-use columns name. */
static gvc_status collect_users(gvc_ctx *ctx, const gvc_labelled *t, gvc_labels *users)
{
    gvc_text country = {0};
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < t->column_count; c++) {
        const char *rest = NULL;
        const char *name = t->kinds[c] == GVC_COLUMN_FINAL
                               ? split(gvc_labels_get(t->columns, c), &country, &rest)
                               : NULL;
        if (name != NULL && (country.failed || gvc_labels_add(users, name) < 0)) {
            status = gvc_fail_memory(ctx, 1024, "the countries of a table");
        }
    }
    gvc_text_free(&country);
    return status;
}

/* MX1 is MEX where MEX has final demand and MX1 has none. */
static const char *country_of(const gvc_labels *users, const char *name)
{
    const char *whole = gvc_labels_find(users, name) < 0 ? gvc_territory_of(name) : NULL;
    return whole != NULL && gvc_labels_find(users, whole) >= 0 ? whole : name;
}

static gvc_status name_industries(gvc_ctx *ctx, const gvc_labelled *t, gvc_builder *b,
                                  const gvc_labels *users)
{
    gvc_text country = {0};
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_labels_count(t->countries); c++) {
        const char *name = gvc_labels_get(t->countries, c), *whole = country_of(users, name);
        if (whole != name) {
            status = gvc_builder_note(ctx, b, "%s counted as part of %s", name, whole);
        }
    }
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_labels_count(t->industries); i++) {
        const char *label = gvc_labels_get(t->industries, i), *sector = NULL;
        const char *name = split(label, &country, &sector);
        status = name == NULL || country.failed
                     ? gvc_fail_memory(ctx, strlen(label), "the labels of a table")
                     : gvc_builder_industry(ctx, b, label, country_of(users, name), sector);
    }
    gvc_text_free(&country);
    return status;
}

/* Countries with industries of their own, or with a territory that has them. */
static bool has_industries(const gvc_labelled *t, const char *country)
{
    bool found = gvc_labels_find(t->countries, country) >= 0;
    for (gvc_idx c = 0; !found && c < gvc_labels_count(t->countries); c++) {
        found = gvc_same(gvc_territory_of(gvc_labels_get(t->countries, c)), country);
    }
    return found;
}

/* A column whose first part is no country of the industries belongs to none. */
static gvc_status name_final_use(gvc_ctx *ctx, const gvc_labelled *t, gvc_builder *b)
{
    gvc_text country = {0};
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < t->column_count; c++) {
        if (t->kinds[c] != GVC_COLUMN_FINAL) {
            continue;
        }
        const char *label = gvc_labels_get(t->columns, c), *category = NULL;
        const char *name = split(label, &country, &category);
        if (country.failed) {
            status = gvc_fail_memory(ctx, strlen(label), "the labels of a table");
            break;
        }
        bool known = name != NULL && has_industries(t, name);
        if (known) {
            status = gvc_builder_final_use(ctx, b, label, name, category);
        } else {
            status = gvc_builder_final_use(ctx, b, label, "", label);
            if (status == GVC_OK) {
                status =
                    gvc_builder_note(ctx, b, "final-use column %s belongs to no country", label);
            }
        }
    }
    gvc_text_free(&country);
    return status;
}

gvc_status gvc_labelled_name(gvc_ctx *ctx, const gvc_labelled *t, gvc_builder *b)
{
    gvc_labels *users = gvc_labels_new();
    gvc_status status = users == NULL ? gvc_fail_memory(ctx, 1024, "the countries of a table")
                                      : collect_users(ctx, t, users);
    if (status == GVC_OK) {
        status = name_industries(ctx, t, b, users);
    }
    if (status == GVC_OK) {
        status = name_final_use(ctx, t, b);
    }
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_labels_count(t->value_added); k++) {
        status = gvc_builder_value_added(ctx, b, gvc_labels_get(t->value_added, k));
    }
    gvc_labels_free(users);
    return status;
}
