#include "table/find.h"

#include <string.h>

typedef struct labels_of {
    const gvc_table *table;
    gvc_axis axis;
} labels_of;

static const char *label_at(const void *set, gvc_idx i)
{
    const labels_of *l = set;
    return gvc_table_label(l->table, l->axis, i);
}

gvc_status gvc_table_named(gvc_ctx *ctx, const gvc_table *t, gvc_axis axis, const char *label,
                           const char *what, gvc_idx *out)
{
    const char *word = axis == GVC_INDUSTRY    ? "industry"
                       : axis == GVC_SECTOR    ? "sector"
                       : axis == GVC_CATEGORY  ? "category"
                       : axis == GVC_EXTENSION ? "satellite account"
                                               : "country";
    const char *hint = axis == GVC_INDUSTRY    ? "; expected COUNTRY_SECTOR"
                       : axis == GVC_SECTOR    ? "; gvc info --sectors lists them"
                       : axis == GVC_EXTENSION ? "; a file adds some, --satellite FILE.csv"
                                               : "";
    *out = gvc_table_find(t, axis, label);
    if (*out >= 0) {
        return GVC_OK;
    }
    gvc_text near = {0};
    gvc_suggest(&near, label, label_at, &(labels_of){t, axis}, gvc_table_count(t, axis));
    gvc_status status =
        gvc_fail(ctx, GVC_EUNKNOWN, "%s%sno %s '%s' in the table%s", what == NULL ? "" : what,
                 what == NULL ? "" : ": ", word, label, near.length > 0 ? near.chars : hint);
    gvc_text_free(&near);
    return status;
}

/* "the table of 2005", or "one table" where the year is not known. */
static void add_name(gvc_text *to, const gvc_table *t, const char *unknown)
{
    if (gvc_table_year(t) == 0) {
        gvc_text_addf(to, "%s", unknown);
    } else {
        gvc_text_addf(to, "the table of %d", gvc_table_year(t));
    }
}

static bool is_known(const char *text)
{
    return text != NULL && strcmp(text, "unknown") != 0;
}

gvc_status gvc_table_same_text(gvc_ctx *ctx, const gvc_table *a, const gvc_table *b,
                               const char *key)
{
    const char *first = gvc_table_text(a, key), *second = gvc_table_text(b, key);
    if (!is_known(first) || !is_known(second) || strcmp(first, second) == 0) {
        return GVC_OK;
    }
    gvc_text names[2] = {{0}, {0}};
    add_name(&names[0], a, "one table");
    add_name(&names[1], b, "the other");
    gvc_status status =
        gvc_fail(ctx, GVC_ESHAPE, "%s of %s: %s; of %s: %s; tables that are compared need the same",
                 key, gvc_text_str(&names[0]), first, gvc_text_str(&names[1]), second);
    gvc_text_free(&names[0]);
    gvc_text_free(&names[1]);
    return status;
}
