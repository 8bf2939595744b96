/* diff.h - two results side by side: which labels and terms they share, and the cells in turn */
#ifndef GVC_RESULT_DIFF_H
#define GVC_RESULT_DIFF_H

#include <gvc/diff.h>

#include "result/changes.h"
#include "result/match.h"
#include "result/result.h"

typedef struct gvc_pairing {
    const gvc_result *a, *b;
    const gvc_diff_options *options;
    const char *name_a, *name_b;
    gvc_idx ndims;
    gvc_match *dims; /* ndims */
    gvc_match terms;
    gvc_alone alone;
    gvc_idx total_a, total_b; /* terms that others are measured by, -1 = none */
    gvc_idx cells;            /* common ones */
    gvc_tally *tallies;       /* terms.count */
    gvc_idx year;             /* common, 0 = none or several */
} gvc_pairing;

/* diff_pair.c; to be freed either way. */
gvc_status gvc_pairing_make(gvc_ctx *ctx, gvc_pairing *p, const gvc_result *a, const gvc_result *b,
                            const gvc_diff_options *options);
void gvc_pairing_free(gvc_pairing *p);
/* Position of a common cell along dimension d, as one of its pairs. */
gvc_idx gvc_pairing_at(const gvc_pairing *p, gvc_idx cell, gvc_idx d);

/* diff_cells.c: the cells that differ. */
gvc_status gvc_diff_list_cells(gvc_ctx *ctx, gvc_result **out, const gvc_pairing *p);

/* diff_about.c: what results and tables say alike. */
/* Checks version and fields; NULL becomes the defaults. */
gvc_status gvc_diff_options_check(gvc_ctx *ctx, const gvc_diff_options **options);
/* The end of a comparison: fills in what follows from the counts; *out gets r and *report (NULL: it
 * is not wanted) what was found. After a failure, s, r is freed. */
gvc_status gvc_diff_hand_over(gvc_status s, gvc_result *r, gvc_diff *found, gvc_result **out,
                              gvc_diff *report);
/* "all 40 cells are equal", or how many differ and by how much. */
void gvc_diff_say_count(gvc_text *to, const gvc_diff *found, double tolerance);
/* What goes into the attributes that every difference has. */
typedef struct gvc_diff_about {
    const char *name_a, *name_b;
    const gvc_attributes *a, *b; /* of the two that are compared */
    const gvc_alone *alone;
    const gvc_text *notes;
    double tolerance;
    const char *title; /* before the names of the two: "Difference" */
} gvc_diff_about;
gvc_status gvc_diff_set_about(gvc_ctx *ctx, gvc_result *r, const gvc_diff_about *about);

#endif
