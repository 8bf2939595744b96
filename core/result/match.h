/* match.h - the labels that two lists share, and those that only one of them has */
#ifndef GVC_RESULT_MATCH_H
#define GVC_RESULT_MATCH_H

#include "base/base.h"

/* Two lists of labels and what their entries are: "exporter". */
typedef struct gvc_label_lists {
    const char *what;
    const char *const *a, *const *b;
    gvc_idx count_a, count_b;
} gvc_label_lists;

/* Pairs in the order of the first list: label a[i] of it is label b[i] of the other. */
typedef struct gvc_match {
    gvc_idx *a, *b;
    gvc_idx count;
} gvc_match;

/* Labels that only one has, a line a list ("exporter: KOR, JPN"), and their number. */
typedef struct gvc_alone {
    gvc_text a, b;
    gvc_idx count;
} gvc_alone;

gvc_status gvc_match_labels(gvc_ctx *ctx, gvc_match *m, gvc_alone *alone,
                            const gvc_label_lists *lists);
/* Pairs position i with position i, whatever the labels. */
gvc_status gvc_match_positions(gvc_ctx *ctx, gvc_match *m, gvc_idx count);
void gvc_match_free(gvc_match *m);
void gvc_alone_free(gvc_alone *alone);
/* A warning for every line of what only one has, cut after a few names; the names of the two. */
void gvc_alone_warn(gvc_ctx *ctx, const gvc_alone *alone, const char *a, const char *b);

#endif
