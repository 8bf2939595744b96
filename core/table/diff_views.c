/* diff_views.c - the rows in which two tables are compared: blocks, pairs of countries, industries
 */
#include <math.h>
#include <string.h>

#include "result/build.h"
#include "table/diff.h"

static void count(gvc_table_pairing *p, gvc_idx row, double a, double b)
{
    gvc_tally_add(&p->rows[row], 0, a, b, 0, p->options->tolerance);
}

static gvc_status make_rows(gvc_ctx *ctx, gvc_table_pairing *p, gvc_idx rows)
{
    gvc_status s = gvc_need_memory(ctx, (size_t)rows * sizeof *p->rows, "the rows of a difference");
    if (s == GVC_OK) {
        p->rows = gvc_calloc((size_t)rows, sizeof *p->rows);
        p->row_count = p->rows == NULL ? 0 : rows;
        s = p->rows == NULL
                ? gvc_fail_memory(ctx, (size_t)rows * sizeof *p->rows, "the rows of a difference")
                : GVC_OK;
    }
    return s;
}

/* ---- by block ---------------------------------------------------------------------------------
 */

/* Position among the blocks that both have. */
static gvc_idx block_row(const gvc_table_pairing *p, gvc_block block)
{
    gvc_idx row = 0;
    for (gvc_block before = GVC_Z; before < block; before++) {
        row += p->has[before];
    }
    return row;
}

static gvc_status begin_blocks(gvc_ctx *ctx, gvc_table_pairing *p)
{
    return make_rows(ctx, p, block_row(p, GVC_BLOCKS));
}

static void add_block(gvc_table_pairing *p, gvc_block block, gvc_idx row, gvc_idx column, double a,
                      double b)
{
    (void)row;
    (void)column;
    gvc_tally *t = &p->rows[block_row(p, block)];
    count(p, block_row(p, block), a, b);
    if (!gvc_block_adds_up(block)) { /* kilotons and jobs are not added up */
        t->a = t->b = (double)NAN;
    }
}

static gvc_status block_dims(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p)
{
    const char *names[GVC_BLOCKS];
    gvc_idx found = 0;
    for (gvc_block block = GVC_Z; block < GVC_BLOCKS; block++) {
        if (p->has[block]) {
            names[found++] = gvc_block_name(block);
        }
    }
    return gvc_result_add_dim(ctx, r, "block", names, found);
}

/* ---- by pair of countries ---------------------------------------------------------------------
 */

enum { PAIR_Z, PAIR_Y, PAIR_BLOCKS };

/* Positions of the countries of the pairs of an axis in a set that grows; NULL: out of memory. */
static gvc_idx *countries_of(const gvc_table_pairing *p, gvc_axis axis, gvc_labels *set)
{
    const gvc_match *m = &p->axes[axis];
    gvc_idx *positions = gvc_malloc((size_t)m->count + 1, sizeof *positions);
    for (gvc_idx i = 0; positions != NULL && i < m->count; i++) {
        gvc_idx country = gvc_table_country_of(p->a, axis, m->a[i]);
        positions[i] =
            gvc_labels_add(set, country < 0 ? "NONE" : gvc_table_label(p->a, GVC_COUNTRY, country));
        if (positions[i] < 0) {
            gvc_release(positions);
            positions = NULL;
        }
    }
    return positions;
}

static gvc_status begin_pairs(gvc_ctx *ctx, gvc_table_pairing *p)
{
    p->sellers = gvc_labels_new();
    p->users = gvc_labels_new();
    if (p->sellers != NULL && p->users != NULL) {
        p->seller = countries_of(p, GVC_INDUSTRY, p->sellers);
        p->user = countries_of(p, GVC_INDUSTRY, p->users);
        p->user_final = countries_of(p, GVC_FINAL_USE, p->users);
    }
    if (p->seller == NULL || p->user == NULL || p->user_final == NULL) {
        return gvc_fail_memory(ctx, 1, "the countries of a difference");
    }
    return make_rows(ctx, p,
                     gvc_labels_count(p->sellers) * gvc_labels_count(p->users) * PAIR_BLOCKS);
}

static void add_pair(gvc_table_pairing *p, gvc_block block, gvc_idx row, gvc_idx column, double a,
                     double b)
{
    if (block == GVC_Z || block == GVC_Y) {
        gvc_idx user = block == GVC_Z ? p->user[column] : p->user_final[column];
        gvc_idx pair = p->seller[row] * gvc_labels_count(p->users) + user;
        count(p, pair * PAIR_BLOCKS + (block == GVC_Z ? PAIR_Z : PAIR_Y), a, b);
    }
}

static gvc_status add_set(gvc_ctx *ctx, gvc_result *r, const char *name, const gvc_labels *set)
{
    gvc_idx labels = gvc_labels_count(set);
    const char **texts = gvc_malloc((size_t)labels, sizeof *texts);
    if (texts == NULL) {
        return gvc_fail_memory(ctx, 1, "the countries of a difference");
    }
    for (gvc_idx i = 0; i < labels; i++) {
        texts[i] = gvc_labels_get(set, i);
    }
    gvc_status s = gvc_result_add_dim(ctx, r, name, texts, labels);
    gvc_release(texts);
    return s;
}

static gvc_status pair_dims(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p)
{
    static const char *const blocks[PAIR_BLOCKS] = {"Z", "Y"};
    gvc_status s = add_set(ctx, r, "country", p->sellers);
    s = s == GVC_OK ? add_set(ctx, r, "partner", p->users) : s;
    return s == GVC_OK ? gvc_result_add_dim(ctx, r, "block", blocks, PAIR_BLOCKS) : s;
}

/* ---- by industry ------------------------------------------------------------------------------
 */

enum { BY_X, BY_SALES, BY_INPUTS, BY_Y, BY_V, BY_BLOCKS };

static gvc_status begin_industries(gvc_ctx *ctx, gvc_table_pairing *p)
{
    return make_rows(ctx, p, p->axes[GVC_INDUSTRY].count * BY_BLOCKS);
}

static void add_industry(gvc_table_pairing *p, gvc_block block, gvc_idx row, gvc_idx column,
                         double a, double b)
{
    switch (block) {
    case GVC_Z:
        count(p, row * BY_BLOCKS + BY_SALES, a, b);
        count(p, column * BY_BLOCKS + BY_INPUTS, a, b);
        break;
    case GVC_Y:
        count(p, row * BY_BLOCKS + BY_Y, a, b);
        break;
    case GVC_V:
        count(p, column * BY_BLOCKS + BY_V, a, b);
        break;
    case GVC_X:
        count(p, row * BY_BLOCKS + BY_X, a, b);
        break;
    default:
        break;
    }
}

static gvc_status industry_dims(gvc_ctx *ctx, gvc_result *r, const gvc_table_pairing *p)
{
    static const char *const blocks[BY_BLOCKS] = {"x", "Z_sales", "Z_inputs", "Y", "V"};
    const gvc_match *m = &p->axes[GVC_INDUSTRY];
    const char **labels = gvc_malloc((size_t)m->count, sizeof *labels);
    if (labels == NULL) {
        return gvc_fail_memory(ctx, 1, "the industries of a difference");
    }
    for (gvc_idx i = 0; i < m->count; i++) {
        labels[i] = gvc_table_label(p->a, GVC_INDUSTRY, m->a[i]);
    }
    gvc_status s = gvc_result_add_dim(ctx, r, "industry", labels, m->count);
    gvc_release(labels);
    return s == GVC_OK ? gvc_result_add_dim(ctx, r, "block", blocks, BY_BLOCKS) : s;
}

/* ---- which there are --------------------------------------------------------------------------
 */

static const gvc_table_view views[] = {
    {"block", begin_blocks, add_block, block_dims},
    {"pair", begin_pairs, add_pair, pair_dims},
    {"industry", begin_industries, add_industry, industry_dims},
};

const char *gvc_table_diff_view(size_t i)
{
    return i < sizeof views / sizeof views[0] ? views[i].name : NULL;
}

gvc_status gvc_table_view_find(gvc_ctx *ctx, const char *name, const gvc_table_view **out)
{
    for (size_t i = 0; i < sizeof views / sizeof views[0]; i++) {
        if (name == NULL || strcmp(views[i].name, name) == 0) {
            *out = &views[i];
            return GVC_OK;
        }
    }
    return gvc_fail(ctx, GVC_EUNKNOWN,
                    "tables are compared by block, pair or industry, not by '%s'", name);
}
