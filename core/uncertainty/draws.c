#include "uncertainty/draws.h"

#include <math.h>
#include <string.h>

#include "threads.h"

size_t gvc_draws_bytes(gvc_idx draws, gvc_idx cells, gvc_idx terms)
{
    return (size_t)draws * (size_t)cells * (size_t)terms * sizeof(double);
}

gvc_status gvc_draws_new(gvc_ctx *ctx, gvc_draws *out, gvc_idx draws, const gvc_result *r,
                         size_t beside)
{
    *out = (gvc_draws){draws, gvc_result_cells(r), gvc_result_nterms(r), NULL};
    size_t bytes = gvc_draws_bytes(draws, out->cells, out->terms);
    char what[160];
    gvc_print_plain(what, sizeof what,
                    "uncertainty: %lld draws of %lld cells of %lld terms, with the table,",
                    (long long)draws, (long long)out->cells, (long long)out->terms);
    gvc_status status = gvc_need_memory(ctx, bytes + beside, what);
    if (status != GVC_OK) {
        return status;
    }
    out->values =
        gvc_malloc((size_t)draws * (size_t)out->terms, (size_t)out->cells * sizeof *out->values);
    return out->values == NULL ? gvc_fail_memory(ctx, bytes, what) : GVC_OK;
}

void gvc_draws_free(gvc_draws *d)
{
    gvc_release(d->values);
    *d = (gvc_draws){0};
}

/* ---- one draw ----------------------------------------------------------------------------------
 */

/* Does what comes have the rows and columns of the table itself? */
static gvc_status check(gvc_ctx *ctx, const gvc_draws *d, const gvc_result *frame)
{
    return gvc_result_cells(frame) == d->cells && gvc_result_nterms(frame) == d->terms
               ? GVC_OK
               : gvc_fail(ctx, GVC_EARG,
                          "the rows of this view hang on the values of the table; it has no "
                          "uncertainty");
}

static gvc_status begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_draw_place *p = user;
    gvc_result *shared = NULL;
    p->came = 0;
    if (!p->shares) {
        return check(ctx, p->draws, frame);
    }
    gvc_status status = gvc_result_add_shares(ctx, &shared, frame);
    if (status == GVC_OK) {
        status = check(ctx, p->draws, shared);
    }
    gvc_result_free(shared);
    return status;
}

static void put(gvc_draw_place *p, const gvc_result *r)
{
    gvc_idx cells = gvc_result_cells(r), terms = p->draws->terms;
    double *to = p->draws->values + p->draw * terms * p->draws->cells + p->came;
    for (gvc_idx k = 0; k < terms; k++) {
        memcpy(to + k * p->draws->cells, gvc_result_values(r, k), (size_t)cells * sizeof *to);
    }
    p->came += cells;
}

static gvc_status piece(gvc_ctx *ctx, const gvc_result *r, gvc_idx along, gvc_idx first, void *user)
{
    gvc_draw_place *p = user;
    gvc_result *shared = NULL;
    (void)along;
    (void)first;
    gvc_status status = p->shares ? gvc_result_add_shares(ctx, &shared, r) : GVC_OK;
    if (status == GVC_OK) {
        put(p, p->shares ? shared : r);
    }
    gvc_result_free(shared);
    return status;
}

static gvc_status end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    const gvc_draw_place *p = user;
    (void)frame;
    return p->came == p->draws->cells ? GVC_OK
                                      : gvc_fail(ctx, GVC_EARG, "only %lld of %lld cells have come",
                                                 (long long)p->came, (long long)p->draws->cells);
}

gvc_sink gvc_draw_sink(gvc_draw_place *to)
{
    return (gvc_sink){begin, piece, end, to};
}

/* ---- one number --------------------------------------------------------------------------------
 */

/* Puts the number of rank k where it belongs: no smaller one behind it, no larger one before. */
static double select_rank(double *x, gvc_idx count, gvc_idx k)
{
    gvc_idx low = 0, high = count - 1;
    while (low < high) {
        double pivot = x[low + (high - low) / 2];
        gvc_idx i = low, j = high;
        while (i <= j) {
            while (x[i] < pivot) {
                i++;
            }
            while (x[j] > pivot) {
                j--;
            }
            if (i <= j) {
                double t = x[i];
                x[i++] = x[j];
                x[j--] = t;
            }
        }
        if (k <= j) {
            high = j;
        } else if (k >= i) {
            low = i;
        } else {
            break;
        }
    }
    return x[k];
}

static double least_from(const double *x, gvc_idx first, gvc_idx count)
{
    double least = x[first];
    for (gvc_idx i = first + 1; i < count; i++) {
        least = x[i] < least ? x[i] : least;
    }
    return least;
}

/* Linear between the two draws around it. */
static double percentile(double *x, gvc_idx count, double part)
{
    double at = part * (double)(count - 1);
    gvc_idx below = (gvc_idx)at;
    double low = select_rank(x, count, below), weight = at - (double)below;
    if (weight == 0 || below + 1 >= count) {
        return low;
    }
    double high = least_from(x, below + 1, count);
    return low + weight * (high - low);
}

gvc_spread gvc_spread_of(double *x, gvc_idx count, double interval)
{
    double sum = 0, squares = 0, first = x[0];
    for (gvc_idx d = 0; d < count; d++) { /* from the first, so that equal draws give 0 */
        double away = x[d] - first;
        sum += away;
    }
    double mean = sum / (double)count;
    for (gvc_idx d = 0; d < count; d++) {
        double away = x[d] - first - mean;
        squares += away * away;
    }
    if (isnan(sum)) {
        return (gvc_spread){(double)NAN, (double)NAN, (double)NAN};
    }
    double outside = 0.5 * (1 - interval / 100);
    gvc_spread s = {.se = sqrt(squares / (double)(count - 1))};
    s.low = percentile(x, count, outside);
    s.high = percentile(x, count, 1 - outside);
    return s;
}

/* ---- all of a term -----------------------------------------------------------------------------
 */

/* Cells side by side that are fetched together: a line of the cache. */
enum { TOGETHER = 8 };

typedef struct summary {
    const gvc_draws *d;
    gvc_idx term;
    double interval;
    double *se, *low, *high;
    double *scratch; /* threads x TOGETHER x draws */
} summary;

static void turn(gvc_idx group, int worker, void *user)
{
    const summary *s = user;
    const gvc_draws *d = s->d;
    gvc_idx first = group * TOGETHER;
    gvc_idx count = d->cells - first < TOGETHER ? d->cells - first : TOGETHER;
    double *numbers = s->scratch + (gvc_idx)worker * TOGETHER * d->draws;
    for (gvc_idx k = 0; k < d->draws; k++) {
        const double *from = d->values + (k * d->terms + s->term) * d->cells + first;
        for (gvc_idx c = 0; c < count; c++) {
            numbers[c * d->draws + k] = from[c];
        }
    }
    for (gvc_idx c = 0; c < count; c++) {
        gvc_spread spread = gvc_spread_of(numbers + c * d->draws, d->draws, s->interval);
        s->se[first + c] = spread.se;
        s->low[first + c] = spread.low;
        s->high[first + c] = spread.high;
    }
}

bool gvc_draws_spread(const gvc_draws *d, gvc_idx term, double interval, int threads, double *se,
                      double *low, double *high)
{
    summary s = {d, term, interval, se, low, high, NULL};
    s.scratch = gvc_malloc((size_t)threads * TOGETHER * (size_t)d->draws, sizeof *s.scratch);
    if (s.scratch == NULL) {
        return false;
    }
    gvc_parallel(threads, (d->cells + TOGETHER - 1) / TOGETHER, turn, &s);
    gvc_release(s.scratch);
    return true;
}
