#include "uncertainty/places.h"

#include "table/table.h"

static bool is_dropped(const gvc_table *t, gvc_idx c, const gvc_measure_options *o)
{
    for (const char *const *drop = o->drop_fd; drop != NULL && *drop != NULL; drop++) {
        if (gvc_table_category_of(t, c) == gvc_table_find(t, GVC_CATEGORY, *drop)) {
            return true;
        }
    }
    return false;
}

gvc_status gvc_places_new(gvc_ctx *ctx, gvc_places *p, const gvc_model *m,
                          const gvc_measure_options *o)
{
    const gvc_table *t = m->table;
    p->industry = gvc_malloc((size_t)m->n, sizeof *p->industry);
    p->use = gvc_malloc((size_t)t->y.cols, sizeof *p->use);
    if (p->industry == NULL || p->use == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *p->use, "the order of the cells");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        p->industry[m->industry[i]] = i;
    }
    for (gvc_idx c = 0; c < t->y.cols; c++) {
        gvc_idx country = gvc_table_country_of(t, GVC_FINAL_USE, c);
        p->use[c] = country < 0 || is_dropped(t, c, o) ? -1 : m->block_of_country[country];
    }
    return GVC_OK;
}

void gvc_places_free(gvc_places *p)
{
    gvc_release(p->industry);
    gvc_release(p->use);
    *p = (gvc_places){0};
}
