/* estimate.c - memory and time of a measure, from the labels of its table */
#include "methods/ask.h"
#include "methods/frame.h"
#include "methods/near.h"
#include "methods/pieces.h"
#include "methods/view.h"

/* Beside the table: buffers of a file that is unpacked, of its labels, of HDF5. */
static const size_t reading = (size_t)64 << 20;

/* Beside what the model counts: the allocator, the writer, results of threads. */
static const size_t unnamed = (size_t)16 << 20;
static size_t with_margin(size_t bytes)
{
    return bytes + bytes / 20 + unnamed;
}

/* Of a process that starts and ends. */
static const double seconds_start = 0.05;
/* Rates of one core: a cell of a text that is read, a number that a method makes before it is added
 * up, and a number that is written. */
static const double seconds_read = 50e-9, seconds_number = 20e-9, seconds_written = 150e-9;

static double size_of_table(const gvc_table *t)
{
    double n = (double)gvc_table_count(t, GVC_INDUSTRY);
    double rows = n + (double)gvc_table_count(t, GVC_VALUE_ADDED);
    return rows * (n + (double)gvc_table_count(t, GVC_FINAL_USE));
}

double gvc_measure_overhead(const gvc_table *t)
{
    return seconds_start + seconds_read * size_of_table(t);
}

/* Everything but the solution of the system. */
static double seconds_around(const gvc_model *m, const gvc_measurement *d,
                             const gvc_measure_cost *cost)
{
    double numbers = (double)gvc_pieces_count(m, d) * (double)gvc_measurement_slabs(d) *
                     (double)gvc_layout_most(m, &d->layout);
    return gvc_measure_overhead(m->table) + seconds_number * numbers +
           seconds_written * (double)cost->cells * (double)cost->terms;
}

static gvc_status estimate(gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d,
                           gvc_measure_cost *cost)
{
    gvc_model_ask ask = {.solver = d->options.solver};
    gvc_view *view = NULL;
    size_t pieces = 0;
    gvc_status status = gvc_view_new(ctx, &view, m, d, NULL);
    if (status == GVC_OK) {
        gvc_view_extent(view, &cost->cells, &cost->terms);
        ask.later = gvc_view_bytes(view);
        gvc_measurement_ask(ctx, m, d, &ask, &pieces);
        ask.later += pieces;
        status = gvc_model_foresee(ctx, m, &ask, &cost->bytes, &cost->seconds);
    }
    if (status == GVC_OK) {
        size_t read = reading + gvc_model_table_bytes(m);
        cost->bytes = with_margin(cost->bytes);
        cost->bytes = read > cost->bytes ? read : cost->bytes;
        cost->seconds += seconds_around(m, d, cost);
    }
    gvc_view_free(view);
    return status;
}

gvc_status gvc_measure_estimate(gvc_ctx *ctx, gvc_measure_cost *out, const gvc_table *t,
                                const gvc_measure_options *options)
{
    gvc_measurement d = {0};
    gvc_model *m = NULL;
    gvc_measure_cost cost = {.industries = gvc_table_count(t, GVC_INDUSTRY),
                             .countries = gvc_table_count(t, GVC_COUNTRY)};
    gvc_status status = gvc_measurement_complete(ctx, options, &d);
    if (status == GVC_OK) {
        status = gvc_model_new_bare(ctx, &m, t, &d.options);
    }
    if (status == GVC_OK) {
        status = estimate(ctx, m, &d, &cost);
    }
    if (status == GVC_OK) {
        *out = cost;
    }
    gvc_model_free(m);
    gvc_measurement_free(&d);
    return status;
}
