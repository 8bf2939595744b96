/* pieces.h - sending a result in pieces, a sink that breaks, and comparing results bit by bit */
#ifndef GVC_TESTS_PIECES_H
#define GVC_TESTS_PIECES_H

#include "expect.h"

#include <string.h>

#include "result/result.h"

/* Sends r cut along dimension d, `step` labels a piece. The dimensions before d have one label. */
static inline gvc_status send_pieces(gvc_ctx *ctx, const gvc_result *r, gvc_idx d, gvc_idx step,
                                     const gvc_sink *sink)
{
    enum { MOST = 64 };
    gvc_result frame = *r;
    frame.values = NULL;
    gvc_idx extent = gvc_result_extent(r, d);
    gvc_status s = sink->begin(ctx, &frame, sink->user);
    for (gvc_idx first = 0; first < extent && s == GVC_OK; first += step) {
        const char *labels[MOST + 1] = {NULL};
        cr_assert_leq(step, MOST);
        for (gvc_idx i = 0; i < step && first + i < extent; i++) {
            labels[i] = gvc_result_label(r, d, first + i);
        }
        gvc_result *piece = NULL;
        expect_ok(ctx, gvc_result_select(ctx, &piece, r, gvc_result_dim(r, d), labels));
        s = sink->piece(ctx, piece, d, first, sink->user);
        gvc_result_free(piece);
    }
    return s == GVC_OK ? sink->end(ctx, &frame, sink->user) : s;
}

/* Hands everything on to `to` (none: NULL) until call number `breaks_at`, from 0 on, which fails.
 */
typedef struct brittle {
    const gvc_sink *to;
    int breaks_at, calls;
} brittle;

static inline bool brittle_breaks(brittle *b)
{
    return b->calls++ == b->breaks_at;
}

static inline gvc_status brittle_begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    brittle *b = user;
    gvc_status s = b->to == NULL ? GVC_OK : b->to->begin(ctx, frame, b->to->user);
    return brittle_breaks(b) ? gvc_fail(ctx, GVC_EUNSUPPORTED, "broken") : s;
}

static inline gvc_status brittle_piece(gvc_ctx *ctx, const gvc_result *piece, gvc_idx along,
                                       gvc_idx first, void *user)
{
    brittle *b = user;
    gvc_status s = b->to == NULL ? GVC_OK : b->to->piece(ctx, piece, along, first, b->to->user);
    return brittle_breaks(b) ? gvc_fail(ctx, GVC_EUNSUPPORTED, "broken") : s;
}

static inline gvc_status brittle_end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    brittle *b = user;
    gvc_status s = b->to == NULL ? GVC_OK : b->to->end(ctx, frame, b->to->user);
    return brittle_breaks(b) ? gvc_fail(ctx, GVC_EUNSUPPORTED, "broken") : s;
}

static inline gvc_sink brittle_sink(brittle *b)
{
    return (gvc_sink){brittle_begin, brittle_piece, brittle_end, b};
}

/* Dimensions, terms, rows, values and attributes: all the same, the values in every bit. */
static inline void expect_equal(const gvc_result *a, const gvc_result *b)
{
    cr_assert_eq(gvc_result_ndims(a), gvc_result_ndims(b));
    for (gvc_idx d = 0; d < gvc_result_ndims(a); d++) {
        cr_expect_str_eq(gvc_result_dim(a, d), gvc_result_dim(b, d));
        cr_assert_eq(gvc_result_extent(a, d), gvc_result_extent(b, d));
        for (gvc_idx i = 0; i < gvc_result_extent(a, d); i++) {
            cr_expect_str_eq(gvc_result_label(a, d, i), gvc_result_label(b, d, i));
            cr_expect_eq(gvc_result_number(a, d, i), gvc_result_number(b, d, i));
        }
    }
    cr_assert_eq(gvc_result_nterms(a), gvc_result_nterms(b));
    cr_assert_eq(gvc_result_cells(a), gvc_result_cells(b));
    for (gvc_idx k = 0; k < gvc_result_nterms(a); k++) {
        cr_expect_str_eq(gvc_result_term(a, k)->name, gvc_result_term(b, k)->name);
        cr_expect(memcmp(gvc_result_values(a, k), gvc_result_values(b, k),
                         (size_t)gvc_result_cells(a) * sizeof(double)) == 0,
                  "%s differs", gvc_result_term(a, k)->name);
    }
    for (gvc_idx cell = 0; cell < gvc_result_cells(a); cell++) {
        cr_expect_eq(gvc_result_is_row(a, cell), gvc_result_is_row(b, cell));
    }
    cr_assert_eq(a->attributes.count, b->attributes.count);
    for (gvc_idx i = 0; i < a->attributes.count; i++) {
        const gvc_attribute *x = gvc_result_attribute(a, i), *y = gvc_result_attribute(b, i);
        cr_expect_str_eq(x->name, y->name);
        cr_assert_eq(x->kind, y->kind);
        cr_expect(gvc_same(x->text, y->text), "%s: '%s', not '%s'", x->name, x->text, y->text);
        cr_expect_eq(x->integer, y->integer, "%s", x->name);
        cr_expect(memcmp(&x->number, &y->number, sizeof x->number) == 0, "%s", x->name);
    }
}

#endif
