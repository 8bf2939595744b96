/* splits.c - territories of a country, and the empty block of the country beside them */
#include "formats/splits.h"

#include <string.h>

#include "formats/lists.h"

const char *gvc_split_country(const gvc_labels *users, const char *name, bool keep_splits)
{
    const char *whole =
        keep_splits || gvc_labels_find(users, name) >= 0 ? NULL : gvc_territory_of(name);
    return whole != NULL && gvc_labels_find(users, whole) >= 0 ? whole : name;
}

static bool is_zero(const double *x, gvc_idx count, gvc_idx step)
{
    for (gvc_idx i = 0; i < count; i++) {
        if (x[i * step] != 0) {
            return false;
        }
    }
    return true;
}

/* Does industry i carry the label of `country` itself? */
static bool is_of(const gvc_table *t, gvc_idx i, const char *country)
{
    const char *label = gvc_table_label(t, GVC_INDUSTRY, i);
    size_t length = strlen(country);
    return strncmp(label, country, length) == 0 && label[length] == '_';
}

/* Neither sells nor buys anything. */
static bool is_idle(gvc_builder *b, gvc_idx i)
{
    const gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b), *v = gvc_builder_v(b);
    return is_zero(z->data + i * z->stride, z->cols, 1) &&
           is_zero(y->data + i * y->stride, y->cols, 1) &&
           is_zero(z->data + i, z->rows, z->stride) &&
           (v->rows == 0 || is_zero(v->data + i, v->rows, v->stride));
}

static gvc_status settle_country(gvc_ctx *ctx, gvc_builder *b, const char *country)
{
    const gvc_table *t = gvc_builder_so_far(b);
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), own = 0, idle = 0;
    bool *drop = gvc_calloc((size_t)n + 1, sizeof *drop);
    if (drop == NULL) {
        return gvc_fail_memory(ctx, (size_t)n, "split countries");
    }
    for (gvc_idx i = 0; i < n; i++) {
        drop[i] = is_of(t, i, country);
        own += drop[i];
        idle += drop[i] && is_idle(b, i);
    }
    gvc_status status = GVC_OK;
    if (own > 0 && own == idle) {
        status = gvc_builder_drop(ctx, b, GVC_INDUSTRY, drop);
        if (status == GVC_OK) {
            status = gvc_builder_note(ctx, b,
                                      "%lld industries of %s are all zero beside its territories "
                                      "and were left out",
                                      (long long)own, country);
        }
    } else if (own > 0) {
        status = gvc_builder_note(ctx, b,
                                  "%s has flows of its own beside its territories (%lld of %lld "
                                  "industries): kept",
                                  country, (long long)(own - idle), (long long)own);
    }
    gvc_release(drop);
    return status;
}

gvc_status gvc_splits_settle(gvc_ctx *ctx, gvc_builder *b, const gvc_labels *territories)
{
    gvc_labels *done = gvc_labels_new();
    gvc_status status = done == NULL ? gvc_fail_memory(ctx, 256, "split countries") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_labels_count(territories); i++) {
        const char *country = gvc_territory_of(gvc_labels_get(territories, i));
        if (country == NULL || gvc_labels_find(done, country) >= 0) {
            continue;
        }
        status = gvc_labels_add(done, country) < 0 ? gvc_fail_memory(ctx, 256, "split countries")
                                                   : settle_country(ctx, b, country);
    }
    gvc_labels_free(done);
    return status;
}
