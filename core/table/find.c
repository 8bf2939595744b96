#include "table/find.h"

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
