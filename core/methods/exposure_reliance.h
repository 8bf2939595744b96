/* exposure_reliance.h - what reliance on foreign inputs and on foreign markets share: cells
 * (industry, partner) whose shares are taken in each row, after all sums */
#ifndef GVC_METHODS_EXPOSURE_RELIANCE_H
#define GVC_METHODS_EXPOSURE_RELIANCE_H

#include "methods/exposure.h"

#define GVC_BALDWIN                                                                                \
    "Baldwin, Freeman and Theodorakopoulos (2022), Horses for courses: Measuring foreign supply "  \
    "chain exposure, NBER working paper 30525; (2023), Hidden exposure: Measuring US supply "      \
    "chain reliance, NBER working paper 31820"
#define GVC_BALDWIN_BIBTEX                                                                         \
    "@techreport{baldwin2022horses,\n"                                                             \
    "  author      = {Baldwin, Richard and Freeman, Rebecca and Theodorakopoulos, Angelos},\n"     \
    "  title       = {Horses for courses: Measuring foreign supply chain exposure},\n"             \
    "  institution = {National Bureau of Economic Research},\n"                                    \
    "  type        = {Working Paper},\n"                                                           \
    "  number      = {30525},\n"                                                                   \
    "  year        = {2022}\n"                                                                     \
    "}\n"                                                                                          \
    "@techreport{baldwin2023hidden,\n"                                                             \
    "  author      = {Baldwin, Richard and Freeman, Rebecca and Theodorakopoulos, Angelos},\n"     \
    "  title       = {Hidden exposure: Measuring {US} supply chain reliance},\n"                   \
    "  institution = {National Bureau of Economic Research},\n"                                    \
    "  type        = {Working Paper},\n"                                                           \
    "  number      = {31820},\n"                                                                   \
    "  year        = {2023}\n"                                                                     \
    "}\n"

typedef struct gvc_reliance {
    gvc_dense face, through; /* G x n: row c is what country c sells or buys */
    gvc_idx partners;        /* rows of the partner axis */
    int hidden;              /* the term of look-through minus face value, -1 = none */
    bool of_demand;          /* buyers of final products instead of producers */
} gvc_reliance;

/* Zeroed panels. *out goes to gvc_reliance_free whatever comes back. */
gvc_status gvc_reliance_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            gvc_reliance **out);
void gvc_reliance_free(void *state);
/* Axes country, sector (if there are any; summed where the level is country), partner; `hidden`
 * arrays beyond the terms. */
void gvc_reliance_lay_out(const gvc_measure_options *o, bool sectors, int hidden, gvc_layout *out);
/* Output of industry p of s as a row of cells whose sum it is. */
void gvc_reliance_weight(const gvc_model *m, gvc_idx s, gvc_idx p, double *slab);
/* Every row of cells over its own sum, or over that of `by`. 0/0 is NaN. */
void gvc_reliance_divide(const gvc_reliance *all, double *values, const double *by, gvc_idx cells);

#endif
