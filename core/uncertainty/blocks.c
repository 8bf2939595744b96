/* blocks.c - which cells a block of errors holds: sellers and buyers by the labels that stand for
 * them */
#include <string.h>

#include "uncertainty/cells.h"

/* What a label stands for, each -1 where it is no such thing. */
typedef struct meaning {
    bool all;
    gvc_idx country, sector, industry, use, category;
} meaning;

static meaning look_up(const gvc_table *t, const char *label, bool buyer)
{
    bool all = strcmp(label, "*") == 0;
    meaning m = {.all = all,
                 .country = gvc_table_find(t, GVC_COUNTRY, label),
                 .sector = gvc_table_find(t, GVC_SECTOR, label),
                 .industry = gvc_table_find(t, GVC_INDUSTRY, label),
                 .use = buyer ? gvc_table_find(t, GVC_FINAL_USE, label) : -1,
                 .category = buyer ? gvc_table_find(t, GVC_CATEGORY, label) : -1};
    if (m.country >= 0) { /* the first of these that there is counts */
        m.sector = m.industry = m.use = m.category = -1;
    } else if (m.industry >= 0) {
        m.sector = m.use = m.category = -1;
    } else if (m.sector >= 0) {
        m.use = m.category = -1;
    } else if (m.use >= 0) {
        m.category = -1;
    }
    return m;
}

static bool is_industry(const gvc_table *t, const meaning *m, gvc_idx i)
{
    return m->all || i == m->industry ||
           (m->country >= 0 && gvc_table_country_of(t, GVC_INDUSTRY, i) == m->country) ||
           (m->sector >= 0 && gvc_table_sector_of(t, i) == m->sector);
}

static bool is_use(const gvc_table *t, const meaning *m, gvc_idx c)
{
    return m->all || c == m->use ||
           (m->country >= 0 && gvc_table_country_of(t, GVC_FINAL_USE, c) == m->country) ||
           (m->category >= 0 && gvc_table_category_of(t, c) == m->category);
}

/* Labels of all kinds, one after the other. */
static const char *any_label(const void *table, gvc_idx i)
{
    static const gvc_axis kinds[] = {GVC_COUNTRY, GVC_SECTOR, GVC_INDUSTRY, GVC_FINAL_USE,
                                     GVC_CATEGORY};
    const gvc_table *t = table;
    size_t k = 0;
    for (; i >= gvc_table_count(t, kinds[k]); k++) {
        i -= gvc_table_count(t, kinds[k]);
    }
    return gvc_table_label(t, kinds[k], i);
}

static gvc_status fail_label(gvc_ctx *ctx, const gvc_table *t, const char *which, const char *label)
{
    bool buyer = strcmp(which, "to") == 0;
    gvc_idx count = gvc_table_count(t, GVC_COUNTRY) + gvc_table_count(t, GVC_SECTOR) +
                    gvc_table_count(t, GVC_INDUSTRY);
    count += buyer ? gvc_table_count(t, GVC_FINAL_USE) + gvc_table_count(t, GVC_CATEGORY) : 0;
    gvc_text near = {0};
    gvc_suggest(&near, label, any_label, t, count);
    gvc_status status = gvc_fail(
        ctx, GVC_EUNKNOWN, "errors of cells, %s: no country, sector%s '%s'%s", which,
        buyer ? ", industry, final use or category" : " or industry", label, gvc_text_str(&near));
    gvc_text_free(&near);
    return status;
}

static bool is_nothing(const meaning *m)
{
    return !m->all && m->country < 0 && m->sector < 0 && m->industry < 0 && m->use < 0 &&
           m->category < 0;
}

static void mark(const gvc_table *t, const meaning *from, const meaning *to, float value,
                 float *rel)
{
    gvc_idx n = t->z.cols, f = t->y.cols;
    for (gvc_idx i = 0; i < n; i++) {
        float *row = rel + i * (n + f);
        if (!is_industry(t, from, i)) {
            continue;
        }
        for (gvc_idx j = 0; j < n; j++) {
            row[j] = is_industry(t, to, j) ? value : row[j];
        }
        for (gvc_idx c = 0; c < f; c++) {
            row[n + c] = is_use(t, to, c) ? value : row[n + c];
        }
    }
}

gvc_status gvc_error_blocks_mark(gvc_ctx *ctx, const gvc_table *t, const gvc_error_block *blocks,
                                 gvc_idx count, float *rel)
{
    for (gvc_idx k = 0; k < count; k++) {
        meaning from = look_up(t, blocks[k].from, false), to = look_up(t, blocks[k].to, true);
        if (is_nothing(&from)) {
            return fail_label(ctx, t, "from", blocks[k].from);
        }
        if (is_nothing(&to)) {
            return fail_label(ctx, t, "to", blocks[k].to);
        }
        mark(t, &from, &to, (float)blocks[k].rel, rel);
    }
    return GVC_OK;
}
