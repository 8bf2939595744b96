/* exposure_suppliers.h - numbers of the suppliers of one product, or of all */
#ifndef GVC_METHODS_EXPOSURE_SUPPLIERS_H
#define GVC_METHODS_EXPOSURE_SUPPLIERS_H

#include "methods/exposure.h"

enum {
    GVC_SUPPLIER_EXPORTS,
    GVC_SUPPLIER_VALUE,
    GVC_SUPPLIER_LOST,
    GVC_SUPPLIER_LOST_ABROAD,
    GVC_SUPPLIER_RANK,
    GVC_SUPPLIER_THROUGH,
    GVC_SUPPLIER_NUMBERS
};

typedef struct gvc_suppliers {
    const char *product;                /* NULL = all */
    gvc_idx first, sectors;             /* of the table, that are looked at */
    double *cell[GVC_SUPPLIER_NUMBERS]; /* G x sectors */
    double *world[2];                   /* sectors: exports, value added */
    gvc_dense columns;                  /* K x n: B e_j of every industry j that is looked at */
    gvc_idx *column;                    /* n: row of the above */
} gvc_suppliers;

/* Industries of this sector; 0 where the table does not have it. */
gvc_idx gvc_suppliers_candidates(const gvc_model *m, const char *product);
size_t gvc_suppliers_bytes(const gvc_model *m, const char *product);
/* loss: with what is lost without each. GVC_EUNKNOWN for a product that is no sector of the table.
 * *out goes to gvc_suppliers_free whatever comes back. */
gvc_status gvc_suppliers_new(gvc_ctx *ctx, const gvc_model *m, const char *product, bool loss,
                             gvc_suppliers **out);
void gvc_suppliers_free(void *state);

#endif
