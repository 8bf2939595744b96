#include "methods/view.h"

#include <math.h>
#include <string.h>

#include "result/build.h"

struct gvc_view {
    const gvc_model *m;
    gvc_result *result;
    gvc_idx terms, sectors;
    bool by_sector, by_importer, with_resid;
    double *slabs; /* terms x (most industries of a block) x blocks */
    size_t slab;   /* numbers in one */
};

static const gvc_term resid = {"resid", "Exports that the stated value added does not explain",
                               "(1 - sum_t v_t B_ts) o E_sr", NULL, true};

static gvc_status add_dims(gvc_ctx *ctx, gvc_view *view)
{
    const gvc_model *m = view->m;
    int32_t year = gvc_table_year(m->table);
    const char **sector = gvc_malloc((size_t)view->sectors, sizeof *sector);
    if (sector == NULL) {
        return gvc_fail_memory(ctx, (size_t)view->sectors * sizeof *sector, "the sector labels");
    }
    for (gvc_idx i = 0; i < view->sectors; i++) {
        sector[i] = gvc_table_label(m->table, GVC_SECTOR, i);
    }
    gvc_result *r = view->result;
    gvc_status status = gvc_result_add_int_dim(ctx, r, "year", &year, 1);
    if (status == GVC_OK) {
        status = gvc_result_add_dim(ctx, r, "exporter", m->name, m->blocks);
    }
    if (status == GVC_OK && view->by_sector) {
        status = gvc_result_add_dim(ctx, r, "sector", sector, view->sectors);
    }
    if (status == GVC_OK && view->by_importer) {
        status = gvc_result_add_dim(ctx, r, "importer", m->name, m->blocks);
    }
    gvc_release(sector);
    return status;
}

static gvc_status add_term(gvc_ctx *ctx, gvc_view *view, const gvc_term *term)
{
    const char *units = gvc_table_text(view->m->table, "units");
    const char *prices = gvc_table_text(view->m->table, "prices");
    gvc_text money = {0};
    gvc_text_addf(&money, "%s", units == NULL ? "unknown" : units);
    if (prices != NULL) {
        gvc_text_addf(&money, ", %s prices", prices);
    }
    gvc_term copy = *term;
    copy.units = term->units != NULL ? term->units : gvc_text_str(&money);
    view->terms++;
    gvc_status status = gvc_result_add_term(ctx, view->result, &copy);
    gvc_text_free(&money);
    return status;
}

static gvc_status add_terms(gvc_ctx *ctx, gvc_view *view, const gvc_term *terms)
{
    gvc_status status = GVC_OK;
    for (const gvc_term *term = terms; status == GVC_OK && term->name != NULL; term++) {
        status = add_term(ctx, view, term);
    }
    return status == GVC_OK && view->with_resid ? add_term(ctx, view, &resid) : status;
}

/* Which (exporter, sector) exist; the others become NaN and are no rows. */
static gvc_status mark_present(gvc_ctx *ctx, gvc_view *view)
{
    const gvc_model *m = view->m;
    if (!view->by_sector) {
        return GVC_OK;
    }
    size_t count = (size_t)m->blocks * (size_t)view->sectors;
    unsigned char *present = gvc_calloc(count, 1);
    if (present == NULL) {
        return gvc_fail_memory(ctx, count, "the list of industries");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        present[m->block[i] * view->sectors + m->sector[i]] = 1;
    }
    gvc_idx inner = view->by_importer ? m->blocks : 1;
    for (gvc_idx k = 0; k < view->terms; k++) {
        double *values = gvc_result_fill(view->result, k);
        for (size_t cell = 0; cell < count; cell++) {
            for (gvc_idx r = 0; r < inner && !present[cell]; r++) {
                values[(gvc_idx)cell * inner + r] = (double)NAN;
            }
        }
    }
    gvc_status status = gvc_result_set_present(ctx, view->result, "exporter", "sector", present);
    gvc_release(present);
    return status;
}

static gvc_status allocate(gvc_ctx *ctx, gvc_view *view)
{
    gvc_idx most = 0;
    for (gvc_idx s = 0; s < view->m->blocks; s++) {
        gvc_idx size = gvc_model_size(view->m, s);
        most = size > most ? size : most;
    }
    view->slab = (size_t)most * (size_t)view->m->blocks;
    view->slabs = gvc_malloc((size_t)view->terms * view->slab, sizeof(double));
    if (view->slabs == NULL) {
        return gvc_fail_memory(ctx, (size_t)view->terms * view->slab * sizeof(double),
                               "the terms of one exporter");
    }
    return gvc_result_allocate(ctx, view->result);
}

gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m, const char *level,
                        const gvc_term *terms, bool with_resid)
{
    gvc_view *view = gvc_calloc(1, sizeof *view);
    if (view == NULL) {
        return gvc_fail_memory(ctx, sizeof *view, "the view");
    }
    view->m = m;
    view->sectors = gvc_table_count(m->table, GVC_SECTOR);
    view->by_sector = strcmp(level, "sector") == 0 || strcmp(level, "bilateral") == 0;
    view->by_importer = strcmp(level, "pair") == 0 || strcmp(level, "bilateral") == 0;
    view->with_resid = with_resid;
    gvc_status status = gvc_result_new(ctx, &view->result);
    if (status == GVC_OK) {
        status = add_dims(ctx, view);
    }
    if (status == GVC_OK) {
        status = add_terms(ctx, view, terms);
    }
    if (status == GVC_OK) {
        status = allocate(ctx, view);
    }
    if (status == GVC_OK) {
        status = mark_present(ctx, view);
    }
    if (status == GVC_OK && view->by_importer) {
        status = gvc_result_set_own_cell(ctx, view->result, "exporter", "importer");
    }
    if (status == GVC_OK) {
        *out = view;
    } else {
        gvc_view_free(view);
    }
    return status;
}

double *gvc_view_slab(gvc_view *view, gvc_idx term)
{
    return view->slabs + (size_t)term * view->slab;
}

/* resid = (1 - v B) o E: what stated value added leaves unexplained, orphan rows included. */
static void fill_resid(gvc_view *view, gvc_idx s)
{
    const gvc_model *m = view->m;
    double *slab = gvc_view_slab(view, view->terms - 1);
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        double share = 1.0 - (m->cb[i] + m->cf[i]);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            *slab++ = share * m->e.data[i * m->e.stride + r];
        }
    }
}

void gvc_view_add(gvc_view *view, gvc_idx s)
{
    const gvc_model *m = view->m;
    if (view->with_resid) {
        fill_resid(view, s);
    }
    for (gvc_idx k = 0; k < view->terms; k++) {
        double *values = gvc_result_fill(view->result, k);
        const double *slab = gvc_view_slab(view, k);
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++, slab += m->blocks) {
            gvc_idx row = view->by_sector ? s * view->sectors + m->sector[i] : s;
            double *to = values + (view->by_importer ? row * m->blocks : row);
            for (gvc_idx r = 0; r < m->blocks; r++) {
                if (r != s) {
                    to[view->by_importer ? r : 0] += slab[r];
                }
            }
        }
    }
}

/* Cells that hold an orphan flow cannot close; the identity is measured on the others. */
static gvc_status mark_orphans(gvc_ctx *ctx, const gvc_view *view, unsigned char **out)
{
    const gvc_model *m = view->m;
    unsigned char *skip = gvc_calloc((size_t)gvc_result_cells(view->result), 1);
    if (skip == NULL) {
        return gvc_fail_memory(ctx, (size_t)gvc_result_cells(view->result), "the identity check");
    }
    gvc_idx inner = view->by_importer ? m->blocks : 1;
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx row = view->by_sector ? m->block[i] * view->sectors + m->sector[i] : m->block[i];
        if (m->orphan[i] && !view->with_resid) {
            memset(skip + row * inner, 1, (size_t)inner);
        }
    }
    *out = skip;
    return GVC_OK;
}

gvc_status gvc_view_finish(gvc_ctx *ctx, gvc_view *view, const char *identity, gvc_result **out)
{
    unsigned char *skip = NULL;
    gvc_status status = mark_orphans(ctx, view, &skip);
    if (status != GVC_OK) {
        return status;
    }
    gvc_attributes *attributes = gvc_result_attributes(view->result);
    double gap = gvc_result_gap(view->result, identity, skip);
    gvc_release(skip);
    if (!gvc_attributes_set_text(attributes, "identity", identity) ||
        !gvc_attributes_set_number(attributes, "identity_gap", gap)) {
        return gvc_fail_memory(ctx, 1, "the attributes");
    }
    *out = view->result;
    view->result = NULL;
    return GVC_OK;
}

void gvc_view_free(gvc_view *view)
{
    if (view != NULL) {
        gvc_release(view->slabs);
        gvc_result_free(view->result);
        gvc_release(view);
    }
}
