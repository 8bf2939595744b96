/* linkages.h - what the parts of linkages and multipliers share
 *
 * Every column is a vector over industries; a row of several (a country, a group of sectors, the
 * territories of one) is their mean weighted by output, empty where there is none. O =
 * output (allocation) coefficients, diag(1/x) Z; Gh = (I - O)^-1, the Ghosh inverse. */
#ifndef GVC_METHODS_LINKAGES_H
#define GVC_METHODS_LINKAGES_H

#include "methods/method.h"

enum {
    K_BACKWARD_DIRECT,
    K_BACKWARD_TOTAL,
    K_BACKWARD_INDEX,
    K_FORWARD_DIRECT,
    K_FORWARD_TOTAL,
    K_FORWARD_INDEX,
    K_RASMUSSEN_FORWARD,
    K_RASMUSSEN_INDEX,
    K_BACKWARD_INTRA,
    K_BACKWARD_INTER,
    K_VA_MULTIPLIER,
    K_VA_DIRECT, /* v; hidden from here on, but for those asked for */
    K_BACKWARD_DISPERSION,
    K_FORWARD_DISPERSION,
    K_MULTIPLIER,
    K_DIRECT, /* S */
    K_VECTORS,
};

/* How a column comes about. */
typedef enum gvc_linkage_kind {
    GVC_LINKAGE_MEAN,  /* of vector `which` */
    GVC_LINKAGE_RATIO, /* mean of `which` over the mean of the one behind it */
    GVC_LINKAGE_CLASS, /* of the indices: 1 weak, 2 forward, 3 key, 4 backward */
} gvc_linkage_kind;

typedef struct gvc_linkage_column {
    gvc_linkage_kind kind;
    int which;
} gvc_linkage_column;

enum { GVC_LINKAGE_COLUMNS = 20 };
typedef struct gvc_linkage_columns {
    gvc_linkage_column items[GVC_LINKAGE_COLUMNS];
    int count;
} gvc_linkage_columns;

/* linkages_terms.c: the columns of the words of `with`, and their records. */
extern const gvc_variant gvc_linkages_variants[];
bool gvc_linkages_has(const gvc_measure_options *o, const char *word);
const gvc_variant *gvc_linkages_variant(const gvc_measure_options *o);
gvc_linkage_columns gvc_linkages_columns(const gvc_measure_options *o);

/* linkages_vectors.c: K_VECTORS x n, those that nobody asks for 0. */
gvc_needs gvc_linkages_needs(const gvc_measure_options *o);
gvc_workload gvc_linkages_extra(const gvc_model *m, const gvc_measure_options *o);
size_t gvc_linkages_bytes(const gvc_model *m, const gvc_measure_options *o);
/* Without a name among the options the account is the only one of the table; GVC_EARG names them
 * where there are several, GVC_EUNKNOWN as for satellites. */
gvc_status gvc_linkages_vectors(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_dense *out);

/* linkages_notes.c: marks the blocks whose key sectors are named, those of options->countries;
 * *out is yours whatever comes back. GVC_EUNKNOWN with near names. */
gvc_status gvc_linkages_find_spoken(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                    bool **out);
/* The classes in words, and the key sectors of the blocks marked, where they are few; spoken NULL:
 * of none. False when memory is out. */
bool gvc_linkages_say(const gvc_model *m, const gvc_dense *vectors, const bool *spoken,
                      gvc_attributes *to);

#endif
