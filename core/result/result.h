/* result.h - the inside of a result, shared by the files that build, read and derive one */
#ifndef GVC_RESULT_RESULT_H
#define GVC_RESULT_RESULT_H

#include <gvc/result.h>

#include "base/base.h"
#include "result/build.h"

typedef struct gvc_result_dimension {
    char *name;
    gvc_labels *labels;
    int32_t *numbers; /* of a dimension of integers, else NULL */
    gvc_idx step;     /* cells from one label to the next; known once allocated */
} gvc_result_dimension;

struct gvc_result {
    gvc_result_dimension *dims;
    gvc_idx ndims;
    gvc_term *terms; /* their texts belong to the result */
    gvc_idx nterms;
    double *values; /* terms x cells, NULL until allocated, and in a frame */
    gvc_idx cells;  /* 0 until the shape is known */
    gvc_attributes attributes;
    bool incomplete; /* a term of the identity was left out, so its gap cannot be measured */

    gvc_idx own_a, own_b; /* dimensions of the own-cell rule, -1 = none */
    gvc_idx *own;         /* extent of own_b: position of the same label on own_a, or -1 */
    gvc_idx present_a, present_b;
    unsigned char *present; /* extent of present_a x extent of present_b, or NULL */
    bool defined;           /* a cell where every term is NaN is no row */
    gvc_idx *order;         /* the rows as they are listed (order.h), NULL = as the keys go */
    gvc_idx listed, rows;   /* rows listed, rows there are; where there is an order */
};

/* Appends a dimension with the name and labels of another. */
gvc_status gvc_result_add_same_dim(gvc_ctx *ctx, gvc_result *r, const gvc_result_dimension *like);
/* Copies dimension d of `from` to the end of `to`; keep: `count` positions, NULL = all. */
gvc_status gvc_result_copy_dim(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx d,
                               const gvc_idx *keep, gvc_idx count);
/* Copies attributes, own-cell rule and mask; the dimensions are there already, dimension d with
 * these positions only (keep NULL: all, d does not count). */
gvc_status gvc_result_copy_facts(gvc_ctx *ctx, gvc_result *to, const gvc_result *from, gvc_idx d,
                                 const gvc_idx *keep);
/* A new result with all dimensions of `from`, without terms; facts copied. */
gvc_status gvc_result_copy_dims(gvc_ctx *ctx, gvc_result **out, const gvc_result *from);
gvc_status gvc_result_copy_terms(gvc_ctx *ctx, gvc_result *to, const gvc_result *from);
/* A new result with the `count` labels `keep` of dimension d and all of the others, terms and facts
 * of `from`, neither shaped nor allocated. */
gvc_status gvc_result_copy_part(gvc_ctx *ctx, gvc_result **out, const gvc_result *from, gvc_idx d,
                                const gvc_idx *keep, gvc_idx count);
/* The last step of making a result out of `like`: a frame of a frame, else with room for values. */
gvc_status gvc_result_shape_like(gvc_ctx *ctx, gvc_result *r, const gvc_result *like);
/* GVC_ENOMEM with the figures where values of that many cells and terms exceed the memory limit. */
gvc_status gvc_result_need_memory(gvc_ctx *ctx, gvc_idx cells, gvc_idx terms);
/* Of attributes that are lines by year (gvc/join.h), keeps those of the years that there are; of
 * one year only, the texts themselves. */
gvc_status gvc_result_narrow(gvc_ctx *ctx, gvc_result *r);
/* Is it the sink of a collector, which keeps the whole result in memory? */
bool gvc_sink_collects(const gvc_sink *sink);
/* Works out anew which labels the own-cell rule compares. */
void gvc_result_match_own(gvc_result *r);
/* GVC_OK and the position, or the error that names near terms. */
gvc_status gvc_result_need_term(gvc_ctx *ctx, const gvc_result *r, const char *name, gvc_idx *out);

#endif
