/* gvc/symmetric.h - from supply and use to a symmetric table (Eurostat 2008, chapter 11)
 *
 * V make matrix, industries x products, zero between countries; U use matrix, products x
 * industries, imports by their source; Y final use of products; W primary inputs of industries;
 * q = V' 1 supply of products, g = V 1 output of industries.
 *
 *     A product technology      T = (V')^-1 diag(q)   Z = U T, Y,   W T    product x product
 *     B industry technology     T = diag(g)^-1 V      Z = U T, Y,   W T    product x product
 *     C fixed industry sales    T = diag(g) (V')^-1   Z = T U, T Y, W      industry x industry
 *     D fixed product sales     T = V diag(q)^-1      Z = T U, T Y, W      industry x industry
 *
 * A and C need as many products as industries in every country, leave out those that are empty, and
 * may give negative cells. Accounts that balance before balance afterwards: 1'Z + 1'W = (Z1 + Y1)'.
 * Where every industry makes one product, the one at its position, T = 1 in all of them: supply is
 * no more than output, and U is the symmetric table as it stands. */
#ifndef GVC_SYMMETRIC_H
#define GVC_SYMMETRIC_H

#include <gvc/status.h>

/* "fixed product sales structure" of 'D'; NULL for a letter that is no model. */
GVC_API const char *gvc_sut_model_name(char model);
/* Rows and columns of the symmetric table are products (A, B), not industries (C, D). */
GVC_API bool gvc_sut_by_product(char model);

/* Everything is borrowed. */
typedef struct gvc_supply_use {
    gvc_idx countries;
    const char *const *names;          /* of the countries, for messages */
    const gvc_idx *industry, *product; /* countries + 1: where those of each country begin */
    const double *make; /* V: the block of one country after the other, industries x products */
    gvc_dense use, final_use, primary; /* U, Y, W */
    gvc_dense extension; /* satellite accounts of industries, rows 0 = none: treated as W */
} gvc_supply_use;

/* The symmetric table, and what was met on the way. */
typedef struct gvc_symmetric {
    /* Memory for the result. It may be that of U, Y, W where every country has as many products
     * as industries; what a model leaves as it is (Y of A and B, W of C and D) always; e as v. */
    gvc_dense z, y, v, e;
    bool diagonal; /* U was taken as it stands, whatever the model */
    /* Cells of U and of Z below 0, and their sums. Not counted where `diagonal`. */
    gvc_idx negative_use, negative_z;
    double negative_use_sum, negative_z_sum;
    /* Products in use that nobody makes (C, D), industries with inputs that make nothing (A, B):
     * the model has no place for them; sum of the absolute values of what is lost. */
    gvc_idx lost;
    double lost_sum;
} gvc_symmetric;

/* Bytes that the step takes beside what it is given: T and its factors for the largest country, a
 * panel of U. */
GVC_API size_t gvc_symmetric_bytes(const gvc_supply_use *s);
/* Checks the memory limit. GVC_EARG for an unknown model, GVC_ESHAPE where dimensions do not agree,
 * or A or C meet a country with other numbers of products than of industries, GVC_ESINGULAR where
 * its V has no inverse; both name the country. After an error the result is undefined. */
GVC_API gvc_status gvc_symmetric_make(gvc_ctx *ctx, const gvc_supply_use *s, char model,
                                      gvc_symmetric *out);

#endif
