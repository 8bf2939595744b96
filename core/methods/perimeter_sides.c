/* perimeter_sides.c - who sells and who buys in a perimeter by hand: industries and countries by
 * the labels that stand for them */
#include "methods/perimeter_sides.h"

#include <string.h>

void gvc_side_free(gvc_side *s)
{
    gvc_release(s->industry);
    gvc_release(s->country);
}

static gvc_idx find_block(const gvc_model *m, const char *label, size_t length)
{
    for (gvc_idx b = 0; b < m->blocks; b++) {
        if (strlen(m->name[b]) == length && strncmp(m->name[b], label, length) == 0) {
            return b;
        }
    }
    return -1;
}

/* Marks the industries of block b and of sector p; -1: of any. False where there are none. */
static bool mark(const gvc_model *m, gvc_idx b, gvc_idx p, gvc_side *s)
{
    bool found = false;
    for (gvc_idx i = 0; i < m->n; i++) {
        bool here = (b < 0 || m->block[i] == b) && (p < 0 || m->sector[i] == p);
        s->industry[i] = s->industry[i] || here;
        found = found || here;
    }
    return found;
}

static bool mark_industry(const gvc_model *m, const char *label, gvc_side *s)
{
    gvc_idx at = gvc_table_find(m->table, GVC_INDUSTRY, label);
    if (at >= 0) {
        s->industry[gvc_model_position(m, at)] = true;
    }
    return at >= 0;
}

/* A country or group, an industry as the table calls it, a sector, or COUNTRY_SECTOR. */
static bool mark_label(const gvc_model *m, const char *label, gvc_side *s)
{
    gvc_idx b = find_block(m, label, strlen(label));
    if (b >= 0) {
        s->country[b] = true;
        mark(m, b, -1, s);
        return true;
    }
    if (mark_industry(m, label, s)) {
        return true;
    }
    gvc_idx p = gvc_table_find(m->table, GVC_SECTOR, label);
    if (p >= 0) {
        return mark(m, -1, p, s);
    }
    const char *split = strchr(label, '_');
    b = split == NULL ? -1 : find_block(m, label, (size_t)(split - label));
    p = split == NULL ? -1 : gvc_table_find(m->table, GVC_SECTOR, split + 1);
    return b >= 0 && p >= 0 && mark(m, b, p, s);
}

bool gvc_side_find(const gvc_model *m, const char *const *labels, gvc_side *s)
{
    *s = (gvc_side){.industry = gvc_calloc((size_t)m->n, sizeof *s->industry),
                    .country = gvc_calloc((size_t)m->blocks, sizeof *s->country)};
    if (s->industry == NULL || s->country == NULL) {
        return false;
    }
    if (labels == NULL) {
        memset(s->industry, true, (size_t)m->n * sizeof *s->industry);
        memset(s->country, true, (size_t)m->blocks * sizeof *s->country);
    }
    for (; labels != NULL && *labels != NULL && s->unknown == NULL; labels++) {
        s->unknown = mark_label(m, *labels, s) ? NULL : *labels;
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        s->count += s->industry[i];
    }
    return true;
}

static const char *any_label(const void *model, gvc_idx i)
{
    const gvc_model *m = model;
    gvc_idx sectors = gvc_table_count(m->table, GVC_SECTOR);
    return i < m->blocks ? m->name[i]
           : i < m->blocks + sectors
               ? gvc_table_label(m->table, GVC_SECTOR, i - m->blocks)
               : gvc_table_label(m->table, GVC_INDUSTRY, i - m->blocks - sectors);
}

gvc_status gvc_side_fail(gvc_ctx *ctx, const gvc_model *m, const char *which, const char *label)
{
    gvc_idx country = gvc_table_find(m->table, GVC_COUNTRY, label);
    if (country >= 0) { /* else its block would have been found */
        return gvc_fail(ctx, GVC_EARG,
                        "%s: country '%s' is part of group %s; name the group, or "
                        "industries",
                        which, label, m->name[m->block_of_country[country]]);
    }
    gvc_text near = {0};
    gvc_suggest(&near, label, any_label, m,
                m->blocks + gvc_table_count(m->table, GVC_SECTOR) + m->n);
    gvc_status status = gvc_fail(ctx, GVC_EUNKNOWN, "%s: no country, sector or industry '%s'%s",
                                 which, label, gvc_text_str(&near));
    gvc_text_free(&near);
    return status;
}

gvc_status gvc_sides_find(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          gvc_side *from, gvc_side *to)
{
    *to = (gvc_side){0};
    if (!gvc_side_find(m, o->from, from) || !gvc_side_find(m, o->to, to)) {
        return gvc_fail_memory(ctx, (size_t)m->n, "the perimeter");
    }
    return from->unknown != NULL ? gvc_side_fail(ctx, m, "perimeter from", from->unknown)
           : to->unknown != NULL ? gvc_side_fail(ctx, m, "perimeter to", to->unknown)
                                 : GVC_OK;
}
