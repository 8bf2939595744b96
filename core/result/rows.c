/* rows.c - which cells of a result are rows of a text output
 *
 * Results are rectangular. Three rules leave cells out of text: the own country (equal labels on
 * two dimensions), industries that the table does not have (a mask over two dimensions), and, where
 * a result lists single cells, those that have no value at all. The first two are worked out when
 * they are set, so asking about a cell costs the same for any size. */
#include <math.h>
#include <string.h>

#include "result/result.h"

static const char own_cell[] = "own_cell", rows_rule[] = "rows", rows_defined[] = "defined";

static gvc_status need_dim(gvc_ctx *ctx, const gvc_result *r, const char *name, const char *rule,
                           gvc_idx *out)
{
    *out = gvc_result_find_dim(r, name);
    return *out >= 0 ? GVC_OK
                     : gvc_fail(ctx, GVC_EARG, "%s: the result has no dimension '%s'", rule, name);
}

static void drop_own_cell(gvc_result *r)
{
    gvc_release(r->own);
    r->own = NULL;
    r->own_a = r->own_b = -1;
}

gvc_status gvc_result_set_own_cell(gvc_ctx *ctx, gvc_result *r, const char *dim_a,
                                   const char *dim_b)
{
    gvc_idx a = -1, b = -1;
    gvc_status s = need_dim(ctx, r, dim_a, own_cell, &a);
    if (s == GVC_OK) {
        s = need_dim(ctx, r, dim_b, own_cell, &b);
    }
    if (s != GVC_OK) {
        return s;
    }
    gvc_idx extent = gvc_result_extent(r, b);
    gvc_text text = {0};
    gvc_text_addf(&text, "%s %s", dim_a, dim_b);
    gvc_idx *own = gvc_malloc((size_t)extent, sizeof *own);
    if (own == NULL || text.failed ||
        !gvc_attributes_set_text(&r->attributes, own_cell, gvc_text_str(&text))) {
        gvc_release(own);
        gvc_text_free(&text);
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at the own-cell rule of a result");
    }
    gvc_text_free(&text);
    drop_own_cell(r);
    r->own = own;
    r->own_a = a;
    r->own_b = b;
    gvc_result_match_own(r);
    return GVC_OK;
}

void gvc_result_match_own(gvc_result *r)
{
    for (gvc_idx j = 0; r->own != NULL && j < gvc_result_extent(r, r->own_b); j++) {
        r->own[j] = gvc_labels_find(r->dims[r->own_a].labels, gvc_result_label(r, r->own_b, j));
    }
}

gvc_status gvc_result_set_present(gvc_ctx *ctx, gvc_result *r, const char *dim_a, const char *dim_b,
                                  const unsigned char *present)
{
    gvc_idx a = -1, b = -1;
    gvc_status s = need_dim(ctx, r, dim_a, "present", &a);
    if (s == GVC_OK) {
        s = need_dim(ctx, r, dim_b, "present", &b);
    }
    if (s == GVC_OK && a >= b) {
        s = gvc_fail(ctx, GVC_EARG, "present: dimension '%s' must come before '%s'", dim_a, dim_b);
    }
    if (s != GVC_OK) {
        return s;
    }
    size_t count = (size_t)gvc_result_extent(r, a) * (size_t)gvc_result_extent(r, b);
    unsigned char *copy = NULL;
    if (memchr(present, 0, count) != NULL) {
        copy = gvc_malloc(count, 1);
        if (copy == NULL) {
            return gvc_fail_memory(ctx, count, "the mask of a result");
        }
        memcpy(copy, present, count);
    }
    gvc_release(r->present);
    r->present = copy;
    r->present_a = copy != NULL ? a : -1;
    r->present_b = copy != NULL ? b : -1;
    return GVC_OK;
}

const unsigned char *gvc_result_present(const gvc_result *r, gvc_idx *a, gvc_idx *b)
{
    if (a != NULL) {
        *a = r->present_a;
    }
    if (b != NULL) {
        *b = r->present_b;
    }
    return r->present;
}

static gvc_idx position(const gvc_result *r, gvc_idx d, gvc_idx cell)
{
    return cell / r->dims[d].step % gvc_result_extent(r, d);
}

bool gvc_result_is_present(const gvc_result *r, gvc_idx cell)
{
    if (r->present == NULL) {
        return true;
    }
    gvc_idx i = position(r, r->present_a, cell), j = position(r, r->present_b, cell);
    return r->present[i * gvc_result_extent(r, r->present_b) + j] != 0;
}

/* Has any term a value? Of a frame it is not known. */
static bool is_defined(const gvc_result *r, gvc_idx cell)
{
    bool defined = r->values == NULL;
    for (gvc_idx k = 0; k < r->nterms && !defined; k++) {
        defined = !isnan(r->values[k * r->cells + cell]);
    }
    return defined;
}

bool gvc_result_is_row(const gvc_result *r, gvc_idx cell)
{
    if (cell < 0 || cell >= r->cells) {
        return false;
    }
    if (r->own != NULL && r->own[position(r, r->own_b, cell)] == position(r, r->own_a, cell)) {
        return false;
    }
    return gvc_result_is_present(r, cell) && (!r->defined || is_defined(r, cell));
}

/* "exporter importer", as a stored result gives it. */
static gvc_status set_rule(gvc_ctx *ctx, gvc_result *r, const char *text)
{
    const char *space = strchr(text, ' ');
    if (space == NULL || space == text || space[1] == '\0' || strchr(space + 1, ' ') != NULL) {
        return gvc_fail(ctx, GVC_EARG, "own_cell: '%s' does not name two dimensions", text);
    }
    char *first = gvc_strdup(text);
    if (first == NULL) {
        return gvc_fail_memory(ctx, strlen(text) + 1, "the own-cell rule of a result");
    }
    first[space - text] = '\0';
    gvc_status s = gvc_result_set_own_cell(ctx, r, first, space + 1);
    gvc_release(first);
    return s;
}

gvc_status gvc_result_set_attribute(gvc_ctx *ctx, gvc_result *r, const gvc_attribute *a)
{
    if (strcmp(a->name, own_cell) == 0) {
        if (a->kind == GVC_ATTR_TEXT && a->text != NULL) {
            return set_rule(ctx, r, a->text);
        }
        drop_own_cell(r);
    }
    if (strcmp(a->name, rows_rule) == 0) {
        r->defined = a->kind == GVC_ATTR_TEXT && gvc_same(a->text, rows_defined);
    }
    if (!gvc_attributes_set(&r->attributes, a)) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at attribute '%s'", a->name);
    }
    return GVC_OK;
}

gvc_status gvc_result_set_text(gvc_ctx *ctx, gvc_result *r, const char *name, const char *text)
{
    return gvc_result_set_attribute(ctx, r, &(gvc_attribute){name, GVC_ATTR_TEXT, text, 0, 0});
}

gvc_status gvc_result_set_defined_rows(gvc_ctx *ctx, gvc_result *r)
{
    return gvc_result_set_text(ctx, r, rows_rule, rows_defined);
}
