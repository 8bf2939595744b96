/* transform.h - T of one country: how its use matrix becomes symmetric (gvc/symmetric.h) */
#ifndef GVC_TABLE_TRANSFORM_H
#define GVC_TABLE_TRANSFORM_H

#include <gvc/symmetric.h>

#include "base/base.h"

/* T of one country after the other, and the memory that it takes. */
typedef struct gvc_transform {
    const gvc_supply_use *s;
    char model;
    gvc_idx country, industries, products; /* of the present country */
    const double *make;                    /* its V */
    double *t;                             /* its T, industries x products */
    double *factors, *row, *q, *g;
    gvc_idx *rows, *cols; /* industries and products that are not empty */
    int *pivot;
} gvc_transform;

/* Most industries (offset: s->industry) or products of a country; 1 at least. */
gvc_idx gvc_transform_most(const gvc_supply_use *s, const gvc_idx *offset);
size_t gvc_transform_bytes(const gvc_supply_use *s);
/* False when memory is out. To be freed either way. */
bool gvc_transform_begin(gvc_transform *t, const gvc_supply_use *s, char model);
void gvc_transform_end(gvc_transform *t);
/* T of country c; countries in their order. */
gvc_status gvc_transform_next(gvc_ctx *ctx, gvc_transform *t, gvc_idx c);

#endif
