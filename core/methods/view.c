#include "methods/view.h"

#include <math.h>
#include <string.h>

#include "methods/provenance.h"
#include "result/build.h"

enum { EXPORTER = 1 }; /* the dimension after the year */

struct gvc_view {
    const gvc_model *m;
    const gvc_decomposition *d;
    const gvc_sink *sink;
    gvc_result *frame;
    gvc_result *piece;   /* one exporter, all terms */
    gvc_result *chosen;  /* the same with the chosen terms only; NULL where all are */
    unsigned char *skip; /* cells of the piece whose identity cannot hold */
    gvc_idx sectors;
    bool by_sector, by_importer, with_resid;
    bool whole; /* all terms of the identity are wanted: those that are not may not be computed */
    gvc_gap gap;
};

static bool has_sectors(const char *level)
{
    return strcmp(level, "sector") == 0 || strcmp(level, "bilateral") == 0;
}

static bool has_importers(const char *level)
{
    return strcmp(level, "pair") == 0 || strcmp(level, "bilateral") == 0;
}

static gvc_idx count_all_terms(const gvc_decomposition *d)
{
    return gvc_variant_size(d->variant) + (d->options.va == GVC_VA_GIVEN ? 1 : 0);
}

void gvc_view_extent(const gvc_model *m, const gvc_decomposition *d, gvc_idx *cells, gvc_idx *terms)
{
    *cells = m->blocks *
             (has_sectors(d->options.level) ? gvc_table_count(m->table, GVC_SECTOR) : 1) *
             (has_importers(d->options.level) ? m->blocks : 1);
    *terms = d->options.terms == NULL ? count_all_terms(d) : 0;
    for (const char *const *t = d->options.terms; t != NULL && *t != NULL; t++) {
        ++*terms;
    }
}

size_t gvc_view_bytes(const gvc_model *m, const gvc_decomposition *d)
{
    gvc_idx cells, terms;
    gvc_view_extent(m, d, &cells, &terms);
    gvc_idx held = count_all_terms(d) + (d->options.terms == NULL ? 0 : terms);
    return m->blocks == 0 ? 0 : (size_t)(cells / m->blocks * held) * sizeof(double);
}

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
    gvc_result *r = view->frame;
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
    gvc_status status = money.failed ? gvc_fail_memory(ctx, 1, "the units of a term")
                                     : gvc_result_add_term(ctx, view->frame, &copy);
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

/* Which (exporter, sector) exist; the others are NaN and no rows. */
static gvc_status mark_present(gvc_ctx *ctx, gvc_view *view)
{
    const gvc_model *m = view->m;
    size_t count = (size_t)m->blocks * (size_t)view->sectors;
    unsigned char *present = gvc_calloc(count, 1);
    if (present == NULL) {
        return gvc_fail_memory(ctx, count, "the list of industries");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        present[m->block[i] * view->sectors + m->sector[i]] = 1;
    }
    gvc_status status = gvc_result_set_present(ctx, view->frame, "exporter", "sector", present);
    gvc_release(present);
    return status;
}

static gvc_status make_frame(gvc_ctx *ctx, gvc_view *view)
{
    gvc_status status = gvc_result_new(ctx, &view->frame);
    if (status == GVC_OK) {
        status = add_dims(ctx, view);
    }
    if (status == GVC_OK) {
        status = add_terms(ctx, view, view->d->variant->terms);
    }
    if (status == GVC_OK) {
        status = gvc_result_shape(ctx, view->frame);
    }
    if (status == GVC_OK && view->by_sector) {
        status = mark_present(ctx, view);
    }
    if (status == GVC_OK && view->by_importer) {
        status = gvc_result_set_own_cell(ctx, view->frame, "exporter", "importer");
    }
    return status == GVC_OK ? gvc_provenance(ctx, view->frame, view->m, view->d, NULL) : status;
}

static bool is_chosen(const gvc_view *view, const char *name)
{
    for (const char *const *t = view->d->options.terms; t != NULL; t++) {
        if (*t == NULL) {
            return false;
        }
        if (strcmp(*t, name) == 0) {
            return true;
        }
    }
    return true;
}

static bool has_whole_identity(const gvc_view *view)
{
    bool whole = is_chosen(view, view->d->method->info.identity);
    for (gvc_idx k = 0; k < gvc_result_nterms(view->frame); k++) {
        const gvc_term *term = gvc_result_term(view->frame, k);
        whole = whole && (!term->sums || is_chosen(view, term->name));
    }
    return whole;
}

static gvc_status make_piece(gvc_ctx *ctx, gvc_view *view)
{
    const char *const *terms = view->d->options.terms;
    gvc_status status = gvc_result_new_piece(ctx, &view->piece, view->frame, EXPORTER);
    if (status == GVC_OK && terms != NULL) {
        status = gvc_result_pick(ctx, &view->chosen, view->piece, terms);
    }
    if (status == GVC_OK) {
        view->skip = gvc_malloc((size_t)gvc_result_cells(view->piece), 1);
        status = view->skip == NULL ? gvc_fail_memory(ctx, 1, "the identity check") : GVC_OK;
    }
    return status;
}

gvc_status gvc_view_new(gvc_ctx *ctx, gvc_view **out, const gvc_model *m,
                        const gvc_decomposition *d, const gvc_sink *sink)
{
    gvc_view *view = gvc_calloc(1, sizeof *view);
    if (view == NULL) {
        return gvc_fail_memory(ctx, sizeof *view, "the view");
    }
    const char *level = d->options.level;
    view->m = m;
    view->d = d;
    view->sink = sink;
    view->sectors = gvc_table_count(m->table, GVC_SECTOR);
    view->by_sector = has_sectors(level);
    view->by_importer = has_importers(level);
    view->with_resid = d->options.va == GVC_VA_GIVEN;
    gvc_status status = make_frame(ctx, view);
    if (status == GVC_OK) {
        view->whole = has_whole_identity(view);
        status = make_piece(ctx, view);
    }
    if (status == GVC_OK) {
        *out = view;
    } else {
        gvc_view_free(view);
    }
    return status;
}

/* Tells the sink about the frame, without the terms that are not wanted. */
static gvc_status tell(gvc_ctx *ctx, const gvc_view *view,
                       gvc_status (*say)(gvc_ctx *ctx, const gvc_result *frame, void *user))
{
    const char *const *terms = view->d->options.terms;
    if (terms == NULL) {
        return say(ctx, view->frame, view->sink->user);
    }
    gvc_result *chosen = NULL;
    gvc_status status = gvc_result_pick(ctx, &chosen, view->frame, terms);
    if (status == GVC_OK) {
        status = say(ctx, chosen, view->sink->user);
    }
    gvc_result_free(chosen);
    return status;
}

gvc_status gvc_view_begin(gvc_ctx *ctx, gvc_view *view)
{
    return tell(ctx, view, view->sink->begin);
}

/* ---- one exporter -----------------------------------------------------------------------------
 */

/* First cell of an industry in the piece. */
static gvc_idx first_cell(const gvc_view *view, gvc_idx i)
{
    gvc_idx row = view->by_sector ? view->m->sector[i] : 0;
    return view->by_importer ? row * view->m->blocks : row;
}

static void add_row(double *to, const double *from, gvc_idx first, gvc_idx end)
{
    for (gvc_idx r = first; r < end; r++) {
        to[r] += from[r];
    }
}

static double sum_row(double sum, const double *from, gvc_idx first, gvc_idx end)
{
    for (gvc_idx r = first; r < end; r++) {
        sum += from[r];
    }
    return sum;
}

/* Sums over what the level leaves out, the own country excepted; NaN where no industry is. */
static void add_up(const gvc_view *view, gvc_idx s, const double *slab, double *values)
{
    const gvc_model *m = view->m;
    gvc_idx cells = gvc_result_cells(view->piece), width = view->by_importer ? m->blocks : 1;
    for (gvc_idx cell = 0; cell < cells; cell++) {
        values[cell] = view->by_sector ? (double)NAN : 0;
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        memset(values + first_cell(view, i), 0, (size_t)width * sizeof *values);
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++, slab += m->blocks) {
        double *to = values + first_cell(view, i);
        if (view->by_importer) {
            add_row(to, slab, 0, s);
            add_row(to, slab, s + 1, m->blocks);
        } else {
            *to = sum_row(sum_row(*to, slab, 0, s), slab, s + 1, m->blocks);
        }
    }
}

/* Cells that hold an orphan flow cannot close; the identity is measured on the others. */
static void measure(gvc_view *view, gvc_idx s)
{
    const gvc_model *m = view->m;
    gvc_idx width = view->by_importer ? m->blocks : 1;
    memset(view->skip, 0, (size_t)gvc_result_cells(view->piece));
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1] && !view->with_resid; i++) {
        if (m->orphan[i]) {
            memset(view->skip + first_cell(view, i), 1, (size_t)width);
        }
    }
    gvc_gap_add(&view->gap, view->piece, view->d->method->info.identity, view->skip);
}

static void copy_chosen(const gvc_view *view)
{
    gvc_result *to = view->chosen;
    size_t bytes = (size_t)gvc_result_cells(to) * sizeof(double);
    for (gvc_idx k = 0; k < gvc_result_nterms(to); k++) {
        gvc_idx from = gvc_result_find_term(view->piece, gvc_result_term(to, k)->name);
        memcpy(gvc_result_fill(to, k), gvc_result_values(view->piece, from), bytes);
    }
}

gvc_status gvc_view_exporter(gvc_ctx *ctx, gvc_view *view, gvc_idx s, double *const *slabs)
{
    gvc_status status = gvc_result_move_piece(ctx, view->piece, view->frame, EXPORTER, s);
    if (status == GVC_OK && view->chosen != NULL) {
        status = gvc_result_move_piece(ctx, view->chosen, view->frame, EXPORTER, s);
    }
    if (status != GVC_OK) {
        return status;
    }
    for (gvc_idx k = 0; k < gvc_result_nterms(view->piece); k++) {
        add_up(view, s, slabs[k], gvc_result_fill(view->piece, k));
    }
    if (view->whole) {
        measure(view, s);
    }
    if (view->chosen != NULL) {
        copy_chosen(view);
    }
    const gvc_result *piece = view->chosen != NULL ? view->chosen : view->piece;
    return view->sink->piece(ctx, piece, EXPORTER, s, view->sink->user);
}

gvc_status gvc_view_end(gvc_ctx *ctx, gvc_view *view)
{
    double gap = gvc_gap_value(&view->gap);
    const double *measured = view->whole ? &gap : NULL;
    gvc_status status = gvc_provenance(ctx, view->frame, view->m, view->d, measured);
    return status == GVC_OK ? tell(ctx, view, view->sink->end) : status;
}

void gvc_view_free(gvc_view *view)
{
    if (view != NULL) {
        gvc_release(view->skip);
        gvc_result_free(view->piece);
        gvc_result_free(view->chosen);
        gvc_result_free(view->frame);
        gvc_release(view);
    }
}
