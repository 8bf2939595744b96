/* blocks.c - which industries form a block: countries in table order, then groups in theirs */
#include <string.h>

#include "model/model.h"
#include "table/find.h"

static gvc_status find_member(gvc_ctx *ctx, const gvc_model *m, const char *group,
                              const char *label, gvc_idx *out)
{
    gvc_text what = {0};
    gvc_text_addf(&what, "group %s", group);
    gvc_status status =
        gvc_table_named(ctx, m->table, GVC_COUNTRY, label, gvc_text_str(&what), out);
    gvc_text_free(&what);
    return status;
}

/* Marks the members of group g: block_of_country = -1 - g. */
static gvc_status mark_members(gvc_ctx *ctx, gvc_model *m, const gvc_group *groups, gvc_idx g)
{
    const gvc_group *group = &groups[g];
    if (group->members == NULL || group->members[0] == NULL) {
        return gvc_fail(ctx, GVC_EARG, "group %s has no members; write %s=A,B", group->name,
                        group->name);
    }
    for (const char *const *member = group->members; *member != NULL; member++) {
        gvc_idx c = -1;
        gvc_status status = find_member(ctx, m, group->name, *member, &c);
        if (status != GVC_OK) {
            return status;
        }
        if (m->block_of_country[c] < 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "country '%s' is named twice, in group %s and in group %s", *member,
                            groups[-1 - m->block_of_country[c]].name, group->name);
        }
        m->block_of_country[c] = -1 - g;
    }
    return GVC_OK;
}

/* Names must tell blocks apart. */
static gvc_status check_names(gvc_ctx *ctx, const gvc_model *m)
{
    gvc_labels *seen = gvc_labels_new();
    gvc_status status = seen == NULL ? gvc_fail_memory(ctx, 1, "group names") : GVC_OK;
    for (gvc_idx b = 0; b < m->blocks && status == GVC_OK; b++) {
        if (gvc_labels_find(seen, m->name[b]) >= 0) {
            status =
                gvc_fail(ctx, GVC_EARG,
                         "group name '%s' is taken by a country or another group; choose another",
                         m->name[b]);
        } else if (gvc_labels_add(seen, m->name[b]) < 0) {
            status = gvc_fail_memory(ctx, 1, "group names");
        }
    }
    gvc_labels_free(seen);
    return status;
}

/* Turns the marks into block numbers: remaining countries first. A country without industries
 * (final use only) forms an empty block, which is legal. */
static void number_blocks(gvc_model *m, const gvc_measure_options *o)
{
    gvc_idx countries = gvc_table_count(m->table, GVC_COUNTRY), next = 0;
    for (gvc_idx c = 0; c < countries; c++) {
        if (m->block_of_country[c] >= 0) {
            m->name[next] = gvc_table_label(m->table, GVC_COUNTRY, c);
            m->block_of_country[c] = next++;
        }
    }
    for (gvc_idx g = 0; g < o->group_count; g++) {
        m->name[next + g] = o->groups[g].name;
    }
    for (gvc_idx c = 0; c < countries; c++) {
        if (m->block_of_country[c] < 0) {
            m->block_of_country[c] = next - 1 - m->block_of_country[c];
        }
    }
    m->blocks = next + o->group_count;
}

/* Counting sort of the industries by block keeps the table's order inside a block. */
static void order_industries(gvc_model *m)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx c = gvc_table_country_of(m->table, GVC_INDUSTRY, i);
        m->offset[m->block_of_country[c] + 1]++;
    }
    for (gvc_idx b = 0; b < m->blocks; b++) {
        m->offset[b + 1] += m->offset[b];
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx b = m->block_of_country[gvc_table_country_of(m->table, GVC_INDUSTRY, i)];
        gvc_idx to = m->offset[b]++;
        m->industry[to] = i;
        m->block[to] = b;
        m->sector[to] = gvc_table_sector_of(m->table, i);
    }
    for (gvc_idx b = m->blocks; b > 0; b--) { /* the sort moved every offset to the next */
        m->offset[b] = m->offset[b - 1];
    }
    m->offset[0] = 0;
}

gvc_status gvc_model_blocks(gvc_ctx *ctx, gvc_model *m, const gvc_measure_options *options)
{
    gvc_idx countries = gvc_table_count(m->table, GVC_COUNTRY);
    size_t most = (size_t)(countries + options->group_count), n = (size_t)m->n;
    m->offset = gvc_calloc(most + 1, sizeof *m->offset);
    m->industry = gvc_malloc(n, sizeof *m->industry);
    m->block = gvc_malloc(n, sizeof *m->block);
    m->sector = gvc_malloc(n, sizeof *m->sector);
    m->name = gvc_calloc(most, sizeof *m->name);
    m->block_of_country = gvc_calloc((size_t)countries, sizeof *m->block_of_country);
    if (m->offset == NULL || m->industry == NULL || m->block == NULL || m->sector == NULL ||
        m->name == NULL || m->block_of_country == NULL) {
        return gvc_fail_memory(ctx, 3 * n * sizeof(gvc_idx), "the order of the industries");
    }
    for (gvc_idx g = 0; g < options->group_count; g++) {
        gvc_status status = mark_members(ctx, m, options->groups, g);
        if (status != GVC_OK) {
            return status;
        }
    }
    number_blocks(m, options);
    order_industries(m);
    return check_names(ctx, m);
}
