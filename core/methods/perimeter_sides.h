/* perimeter_sides.h - who sells and who buys in a perimeter by hand */
#ifndef GVC_METHODS_PERIMETER_SIDES_H
#define GVC_METHODS_PERIMETER_SIDES_H

#include "methods/method.h"

/* What labels stand for. */
typedef struct gvc_side {
    bool *industry;      /* n */
    bool *country;       /* blocks: named as such, or all are */
    gvc_idx count;       /* of industries */
    const char *unknown; /* the first label that stands for nothing */
} gvc_side;

/* Labels are NULL-ended; NULL: everything. False when memory is out; free *s in any case. */
bool gvc_side_find(const gvc_model *m, const char *const *labels, gvc_side *s);
void gvc_side_free(gvc_side *s);
/* Words for a label that stands for nothing; which: "perimeter from". */
gvc_status gvc_side_fail(gvc_ctx *ctx, const gvc_model *m, const char *which, const char *label);
/* Both sides of the options, or words for what is wrong with them; free both in any case. */
gvc_status gvc_sides_find(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                          gvc_side *from, gvc_side *to);

#endif
