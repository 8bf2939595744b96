/* trace.h - what the parts of the tracing of value added share
 *
 * Value added of origin o in the flow that industry i of s sends to r and that ends in d is a
 * product of two factors, T[o, i, r, d] = kappa[o, i] F_sr[i, d]: what o adds to a unit of i, and
 * the part of the flow that d absorbs. The factors are kept and T is made a piece at a time. */
#ifndef GVC_TRACE_H
#define GVC_TRACE_H

#include "methods/method.h"

enum { GVC_TRACE_FLOW, GVC_TRACE_VA, GVC_TRACE_CONTENT };

typedef enum gvc_trace_in {
    GVC_TRACE_EXPORTS,
    GVC_TRACE_OUTPUT,
    GVC_TRACE_FINAL,
} gvc_trace_in;

/* Whose borders count what passes again as double. */
typedef enum gvc_trace_rule {
    GVC_TRACE_SOURCE, /* exporter's, recorded the first time it leaves */
    GVC_TRACE_SINK,   /* exporter's, the last time */
    GVC_TRACE_WORLD_SOURCE,
    GVC_TRACE_WORLD_SINK,
    GVC_TRACE_SECTEXP,
    GVC_TRACE_BILATERAL,
    GVC_TRACE_SECTBIL,
    GVC_TRACE_NONE, /* nobody's: content, whatever is counted twice */
} gvc_trace_rule;

/* What completed options ask for. */
typedef struct gvc_trace_view {
    gvc_trace_in in;
    gvc_trace_rule rule;
    bool origin, origin_sector;      /* which keys the rows have */
    bool sector, importer, absorber; /* of the flow; for output: sector alone */
    bool product;                    /* final demand for one product */
} gvc_trace_view;

gvc_trace_view gvc_trace_view_of(const gvc_measure_options *options);
extern const gvc_variant gvc_trace_variants[];
/* Fills in the words that are open and says which axes and terms come; GVC_EARG as choose does. */
gvc_status gvc_trace_choose(gvc_ctx *ctx, gvc_measure_options *options, gvc_layout *out);
/* What term k needs of the model. */
gvc_needs gvc_trace_needs(const gvc_trace_view *view, int term);

/* The factors of one country's exports (or output). Columns: importer, absorber, as far as they are
 * keys; an array is NULL where it is not needed. */
typedef struct gvc_trace_part {
    double *flow;    /* industries x cols: F_sr */
    double *counted; /* the part of it in which value added counts under the rule; may be `flow` */
    double *direct;  /* world, sink: [d = r] (Y_sr + A_sr L_rr Y_rr), for foreign origins */
    double *cut;     /* transposed: B_ss^-1 L_ss (source), or K_sr^-1 of every importer (bilateral):
                        what v B is multiplied with */
} gvc_trace_part;

/* Scratch of one worker. */
typedef struct gvc_trace_work {
    double *scaled;     /* n */
    double *products;   /* most industries x blocks */
    double *square[2];  /* most x most each */
    double *sides;      /* blocks x most, or most x most if larger */
    double *panel;      /* blocks x n: output by absorber, the exports of one country cut */
    double *kernel[3];  /* most x most each: what the industries of an origin add */
    double *extra;      /* most x columns of absorbers */
    gvc_trace_part own; /* factors of one exporter, where the pieces are exporters */
} gvc_trace_work;

typedef struct gvc_trace {
    gvc_trace_view view;
    bool has[3];         /* terms that what the model has allows for */
    bool separate;       /* `counted` is not `flow` */
    gvc_idx width, cols; /* absorbers, or 1; the same times importers, or 1 */
    gvc_idx *square;     /* blocks + 1: sums of the squared numbers of industries */
    double *absorbed;    /* blocks x n: B Y per unit of output */
    double *passed;      /* width x n: L_rr (Y_rd + A_rd L_dd Y_dd) per unit of output */
    double *product;     /* blocks x n: B Y of one product */
    double *demand;      /* blocks: final demand */
    gvc_trace_part all;  /* factors of all exporters, where the pieces are origins */
    gvc_trace_work *work;
    int workers;
    gvc_report *reports; /* blocks: of what was solved for each exporter */
} gvc_trace;

/* How many numbers an array of the factors has, for `industries` of which the squared numbers by
 * country add up to `square`. */
size_t gvc_trace_part_numbers(const gvc_model *m, const gvc_trace *t, gvc_idx industries,
                              gvc_idx square, size_t counts[4]);
/* Where the factors of exporter s begin. */
gvc_trace_part gvc_trace_part_of(const gvc_model *m, const gvc_trace *t, gvc_idx s);
/* Fills `part` for exporter s. */
gvc_report gvc_trace_fill(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                          const gvc_trace_part *part);
/* Y_sr + A_sr L_rr Y_rr of exporter s into w->products: what its importers absorb themselves. */
void gvc_trace_direct(const gvc_model *m, gvc_idx s, gvc_trace_work *w);

/* Slabs of one piece: an origin, an exporter, or of final demand an origin or an absorber. */
void gvc_trace_origin(const gvc_model *m, const gvc_trace *t, gvc_idx o, gvc_trace_work *w,
                      double *const *slabs);
void gvc_trace_exporter(const gvc_model *m, const gvc_trace *t, gvc_idx s, gvc_trace_work *w,
                        const gvc_trace_part *part, double *const *slabs);
void gvc_trace_final(const gvc_model *m, const gvc_trace *t, gvc_idx at, double *const *slabs);

/* trace_view.c: is one product or one category of final use asked for? It has vectors of its own.
 */
bool gvc_trace_is_part(const gvc_measure_options *o);

#endif
