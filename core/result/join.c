/* join.c - results of several years as one panel, year by year
 *
 * Frames of all parts come first: they say the years and labels of the panel. Then every year is
 * one piece: filled with NaN, and the values of its part put where their labels stand. */
#include "result/join.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *name_of(const gvc_join *j, gvc_idx i)
{
    return j->parts->name(i, j->parts->user);
}

gvc_status gvc_join_differ(gvc_ctx *ctx, const gvc_join *j, gvc_idx i, gvc_idx with,
                           const char *what, const char *here, const char *there)
{
    return gvc_fail(ctx, GVC_EARG,
                    "%s: %s '%s', where %s has '%s'; a panel takes results of one measure, made "
                    "with the same options from tables in one unit",
                    name_of(j, i), what, here, name_of(j, with), there);
}

/* What differs first between two parts, and how; what NULL = nothing. */
typedef struct mismatch {
    const char *what, *here, *there;
} mismatch;

static mismatch unlike(const char *what, const char *here, const char *there)
{
    return gvc_same(here, there)
               ? (mismatch){0}
               : (mismatch){what, here == NULL ? "none" : here, there == NULL ? "none" : there};
}

static mismatch unlike_keys(const gvc_result *b, const gvc_result *a)
{
    mismatch m = {0};
    for (gvc_idx d = 0; m.what == NULL && (d < a->ndims || d < b->ndims); d++) {
        const char *here = d < b->ndims ? b->dims[d].name : NULL,
                   *there = d < a->ndims ? a->dims[d].name : NULL;
        m = unlike("key", here, there);
        if (m.what == NULL && (a->dims[d].numbers == NULL) != (b->dims[d].numbers == NULL)) {
            m = (mismatch){"another kind of key", here, there};
        }
    }
    return m;
}

static mismatch unlike_terms(const gvc_result *b, const gvc_result *a)
{
    mismatch m = {0};
    for (gvc_idx k = 0; m.what == NULL && (k < a->nterms || k < b->nterms); k++) {
        m = unlike("column", k < b->nterms ? b->terms[k].name : NULL,
                   k < a->nterms ? a->terms[k].name : NULL);
        if (m.what == NULL) {
            m = unlike("unit", b->terms[k].units, a->terms[k].units);
        }
    }
    return m;
}

/* Columns of one name are not of one measure where these differ. */
static mismatch unlike_methods(const gvc_result *b, const gvc_result *a)
{
    static const char *const names[] = {
        "view",          "method",       "variant",     "perspective", "approach",
        "detail",        "groups",       "value_added", "output",      "dropped_final_use",
        "sector_groups", "origin_level", "product",     "satellite",   "shocks",
        "uncertainty",   "final_use",    "flow_traced", "traced_by",   "blocs"};
    mismatch m = {0};
    for (size_t i = 0; m.what == NULL && i < sizeof names / sizeof *names; i++) {
        m = unlike(names[i], gvc_result_text(b, names[i]), gvc_result_text(a, names[i]));
    }
    return m;
}

static mismatch unlike_results(const gvc_result *b, const gvc_result *a)
{
    mismatch m = unlike_keys(b, a);
    m = m.what == NULL ? unlike_terms(b, a) : m;
    return m.what == NULL ? unlike_methods(b, a) : m;
}

/* Of the kind of the first part? */
static gvc_status compare(gvc_ctx *ctx, const gvc_join *j, gvc_idx i)
{
    const gvc_result *b = j->frames[i];
    if (b->ndims < 1 || !gvc_same(b->dims[0].name, "year") || b->dims[0].numbers == NULL) {
        return gvc_fail(ctx, GVC_EARG, "%s: has no years", name_of(j, i));
    }
    mismatch m = unlike_results(b, j->frames[0]);
    return m.what == NULL ? gvc_join_compare_options(ctx, j, i)
                          : gvc_join_differ(ctx, j, i, 0, m.what, m.here, m.there);
}

/* A part comes whole long after its frame; places of years and terms are those of the frame. */
static gvc_status check_unchanged(gvc_ctx *ctx, const gvc_join *j, gvc_idx i, const gvc_result *now)
{
    const gvc_result *then = j->frames[i];
    bool same = unlike_results(now, then).what == NULL &&
                gvc_result_extent(now, 0) == gvc_result_extent(then, 0);
    for (gvc_idx y = 0; same && y < gvc_result_extent(then, 0); y++) {
        same = gvc_result_number(now, 0, y) == gvc_result_number(then, 0, y);
    }
    return same ? GVC_OK
                : gvc_fail(ctx, GVC_EIO,
                           "%s: changed while it was read; join again when it is complete",
                           name_of(j, i));
}

static gvc_status load_frames(gvc_ctx *ctx, gvc_join *j)
{
    const gvc_join_parts *p = j->parts;
    gvc_status s = p->count > 0 ? GVC_OK : gvc_fail(ctx, GVC_EARG, "no results to join");
    j->frames = gvc_calloc((size_t)(p->count > 0 ? p->count : 1), sizeof(gvc_result *));
    if (j->frames == NULL) {
        return gvc_fail_memory(ctx, (size_t)p->count * sizeof(gvc_result *), "the parts");
    }
    for (gvc_idx i = 0; i < p->count && s == GVC_OK; i++) {
        s = p->load(ctx, &j->frames[i], i, true, p->user);
        if (s == GVC_OK) {
            s = compare(ctx, j, i);
        }
    }
    return s;
}

static int by_year(const void *a, const void *b)
{
    const gvc_join_year *x = a, *y = b;
    int order = (x->year > y->year) - (x->year < y->year);
    return order != 0 ? order : (x->part > y->part) - (x->part < y->part);
}

static gvc_status check_years(gvc_ctx *ctx, const gvc_join *j)
{
    for (gvc_idx k = 0; k < j->year_count; k++) {
        const gvc_join_year *y = &j->years[k], *before = k > 0 ? y - 1 : NULL;
        if (y->year == 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "%s: its year is not known, so it has no place in a "
                            "panel; say it with --year, or store the table with "
                            "gvc import --year",
                            name_of(j, y->part));
        }
        if (before != NULL && before->year == y->year) {
            return gvc_fail(ctx, GVC_EARG, "%s and %s: both are of %d; a panel has a year once",
                            name_of(j, before->part), name_of(j, y->part), (int)y->year);
        }
    }
    return GVC_OK;
}

static gvc_status find_years(gvc_ctx *ctx, gvc_join *j)
{
    gvc_idx all = 0;
    for (gvc_idx i = 0; i < j->parts->count; i++) {
        all += gvc_result_extent(j->frames[i], 0);
    }
    j->years = gvc_malloc((size_t)all, sizeof *j->years);
    if (j->years == NULL) {
        return gvc_fail_memory(ctx, (size_t)all * sizeof *j->years, "the years");
    }
    for (gvc_idx i = 0; i < j->parts->count; i++) {
        for (gvc_idx at = 0; at < gvc_result_extent(j->frames[i], 0); at++) {
            j->years[j->year_count++] =
                (gvc_join_year){gvc_result_number(j->frames[i], 0, at), i, at};
        }
    }
    qsort(j->years, (size_t)j->year_count, sizeof *j->years, by_year);
    return check_years(ctx, j);
}

static gvc_status add_years(gvc_ctx *ctx, gvc_join *j)
{
    int32_t *numbers = gvc_malloc((size_t)j->year_count, sizeof *numbers);
    if (numbers == NULL) {
        return gvc_fail_memory(ctx, (size_t)j->year_count * sizeof *numbers, "the years");
    }
    for (gvc_idx k = 0; k < j->year_count; k++) {
        numbers[k] = j->years[k].year;
    }
    gvc_status s = gvc_result_add_int_dim(ctx, j->panel, "year", numbers, j->year_count);
    gvc_release(numbers);
    return s;
}

static gvc_status make_frame(gvc_ctx *ctx, gvc_join *j)
{
    const gvc_result *first = j->frames[0];
    gvc_status s = gvc_result_new(ctx, &j->panel);
    if (s == GVC_OK) {
        s = add_years(ctx, j);
    }
    for (gvc_idx d = 1; d < first->ndims && s == GVC_OK; d++) {
        s = gvc_join_add_dim(ctx, j, d);
    }
    if (s == GVC_OK) {
        s = gvc_result_copy_terms(ctx, j->panel, first);
    }
    if (s == GVC_OK) {
        s = gvc_result_shape(ctx, j->panel);
    }
    if (s == GVC_OK) {
        s = gvc_join_attributes(ctx, j);
    }
    if (s == GVC_OK) {
        s = gvc_join_present(ctx, j);
    }
    return s == GVC_OK ? gvc_join_warn(ctx, j) : s;
}

/* ---- pieces ------------------------------------------------------------------------------------
 */

/* Where the cells of one year of a part go in the piece. */
typedef struct placing {
    const gvc_result *part;
    gvc_result *piece;
    gvc_idx **map; /* by dimension; NULL = as they are */
    bool same;     /* all of them */
} placing;

static void spread(const placing *p, gvc_idx d, const double *from, double *to)
{
    gvc_idx extent = gvc_result_extent(p->part, d), step = p->part->dims[d].step;
    bool last = d == p->part->ndims - 1;
    if (last && p->map[d] == NULL) {
        memcpy(to, from, (size_t)extent * sizeof *to);
        return;
    }
    for (gvc_idx i = 0; i < extent; i++) {
        gvc_idx at = p->map[d] == NULL ? i : p->map[d][i];
        if (last) {
            to[at] = from[i];
        } else {
            spread(p, d + 1, from + i * step, to + at * p->piece->dims[d].step);
        }
    }
}

static void place_year(const placing *p, gvc_idx at)
{
    gvc_idx cells = p->part->dims[0].step;
    for (gvc_idx k = 0; k < p->part->nterms; k++) {
        const double *from = gvc_result_values(p->part, k) + at * cells;
        double *to = gvc_result_fill(p->piece, k);
        if (p->same) {
            memcpy(to, from, (size_t)cells * sizeof *to);
            continue;
        }
        for (gvc_idx c = 0; c < p->piece->cells; c++) {
            to[c] = (double)NAN;
        }
        if (p->part->ndims == 1) {
            to[0] = from[0];
        } else {
            spread(p, 1, from, to);
        }
    }
}

/* The part that years are taken from now. */
typedef struct open_part {
    gvc_result *result;
    gvc_idx at; /* which one; -1 = none yet */
    placing p;
} open_part;

static void close_part(open_part *o)
{
    for (gvc_idx d = 0; o->p.map != NULL && d < o->result->ndims; d++) {
        gvc_release(o->p.map[d]);
    }
    gvc_release(o->p.map);
    gvc_result_free(o->result);
    *o = (open_part){.at = -1, .p = {.piece = o->p.piece}};
}

static gvc_status open_next(gvc_ctx *ctx, const gvc_join *j, open_part *o, gvc_idx i)
{
    close_part(o);
    gvc_status s = j->parts->load(ctx, &o->result, i, false, j->parts->user);
    if (s == GVC_OK) {
        s = check_unchanged(ctx, j, i, o->result);
    }
    if (s != GVC_OK) {
        return s;
    }
    gvc_idx rank = o->result->ndims;
    o->p.part = o->result;
    o->p.same = true;
    o->p.map = gvc_calloc((size_t)rank, sizeof *o->p.map);
    if (o->p.map == NULL) {
        return gvc_fail_memory(ctx, (size_t)rank * sizeof *o->p.map, "a part");
    }
    for (gvc_idx d = 1; d < rank && s == GVC_OK; d++) {
        s = gvc_join_map(ctx, j, o->result, d, &o->p.map[d]);
        o->p.same = o->p.same && o->p.map[d] == NULL;
    }
    o->at = i;
    return s;
}

/* Does the part have the labels of the panel, in the same order? */
static gvc_status is_like_panel(gvc_ctx *ctx, const gvc_join *j, const gvc_result *part, bool *like)
{
    gvc_status s = GVC_OK;
    *like = true;
    for (gvc_idx d = 1; d < part->ndims && *like && s == GVC_OK; d++) {
        gvc_idx *map = NULL;
        s = gvc_join_map(ctx, j, part, d, &map);
        *like = map == NULL;
        gvc_release(map);
    }
    return s;
}

static gvc_status adopt_year(gvc_ctx *ctx, const gvc_join *j, const gvc_join_year *y, bool *taken)
{
    bool like = false;
    *taken = false;
    if (j->parts->adopt == NULL) {
        return GVC_OK;
    }
    gvc_status s = is_like_panel(ctx, j, j->frames[y->part], &like);
    return s == GVC_OK && like ? j->parts->adopt(ctx, y->part, y->at, taken, j->parts->user) : s;
}

static gvc_status load_year(gvc_ctx *ctx, const gvc_join *j, open_part *o, gvc_idx k,
                            const gvc_sink *sink)
{
    const gvc_join_year *y = &j->years[k];
    gvc_status s = o->at == y->part ? GVC_OK : open_next(ctx, j, o, y->part);
    if (s == GVC_OK) {
        s = gvc_result_move_piece(ctx, o->p.piece, j->panel, 0, k);
    }
    if (s == GVC_OK) {
        place_year(&o->p, y->at);
        s = sink->piece(ctx, o->p.piece, 0, k, sink->user);
    }
    return s;
}

static gvc_status send_year(gvc_ctx *ctx, const gvc_join *j, open_part *o, gvc_idx k,
                            const gvc_sink *sink)
{
    bool taken = false;
    gvc_status s = adopt_year(ctx, j, &j->years[k], &taken);
    if (s == GVC_OK && !taken) {
        s = load_year(ctx, j, o, k, sink);
    }
    return s == GVC_OK
               ? gvc_progress(ctx, "joining the years", (uint64_t)(k + 1), (uint64_t)j->year_count)
               : s;
}

static gvc_status send(gvc_ctx *ctx, const gvc_join *j, const gvc_sink *sink)
{
    open_part o = {.at = -1};
    gvc_status s = gvc_result_new_piece(ctx, &o.p.piece, j->panel, 0);
    if (s == GVC_OK) {
        s = sink->begin(ctx, j->panel, sink->user);
    }
    for (gvc_idx k = 0; k < j->year_count && s == GVC_OK; k++) {
        s = send_year(ctx, j, &o, k, sink);
    }
    if (s == GVC_OK) {
        s = sink->end(ctx, j->panel, sink->user);
    }
    close_part(&o);
    gvc_result_free(o.p.piece);
    return s;
}

gvc_status gvc_result_join(gvc_ctx *ctx, const gvc_join_parts *parts, const gvc_sink *sink)
{
    gvc_join j = {.parts = parts};
    gvc_status s = load_frames(ctx, &j);
    if (s == GVC_OK) {
        s = find_years(ctx, &j);
    }
    if (s == GVC_OK) {
        s = make_frame(ctx, &j);
    }
    if (s == GVC_OK) {
        s = send(ctx, &j, sink);
    }
    for (gvc_idx i = 0; j.frames != NULL && i < parts->count; i++) {
        gvc_result_free(j.frames[i]);
    }
    gvc_release(j.frames);
    gvc_release(j.years);
    gvc_result_free(j.panel);
    return s;
}
