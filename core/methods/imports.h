/* imports.h - what the two perspectives on imports share */
#ifndef GVC_METHODS_IMPORTS_H
#define GVC_METHODS_IMPORTS_H

#include "methods/method.h"

/* The flow of double counting and what makes value added of it; NULL data: not wanted. */
typedef struct gvc_imports {
    double *content; /* n: v B, value added of all countries in a unit of final use */
    double *own;     /* importer: n: on block r, output of r that the imports of r hold */
    /* importer: G x n, row r is q of model/perimeter.h, or B q where origins are told apart by
     * industry; sectimp: n x G, column r holds the q of every product that r imports. */
    gvc_dense again;
} gvc_imports;

/* importer (imports_importer.c). by_industry: again is B q. */
size_t gvc_imports_importer_bytes(const gvc_model *m);
gvc_status gvc_imports_importer(gvc_ctx *ctx, const gvc_model *m, bool by_industry,
                                gvc_imports *to);
/* Slabs gimp, va, dcount of importer r; va, dcount of origin t and every importer; and of the
 * industries of t. */
void gvc_imports_country(const gvc_model *m, const gvc_imports *all, gvc_idx r,
                         double *const *slabs);
void gvc_imports_pair(const gvc_model *m, const gvc_imports *all, gvc_idx t, double *const *slabs);
void gvc_imports_bilateral(const gvc_model *m, const gvc_imports *all, gvc_idx t,
                           double *const *slabs);

/* sectimp (imports_product.c). */
size_t gvc_imports_product_bytes(const gvc_model *m);
gvc_status gvc_imports_product(gvc_ctx *ctx, const gvc_model *m, gvc_imports *to);
/* Slabs gimp, va, dcount, products x importers; va, dcount of origin t. */
void gvc_imports_products(const gvc_model *m, const gvc_imports *all, double *const *slabs);
void gvc_imports_origins(const gvc_model *m, const gvc_imports *all, gvc_idx t,
                         double *const *slabs);

#endif
