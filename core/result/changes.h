/* changes.h - pairs of numbers compared: how many differ, by how much, and which most */
#ifndef GVC_RESULT_CHANGES_H
#define GVC_RESULT_CHANGES_H

#include <gvc/diff.h>

#include "base/base.h"

/* A cell that is not the same in both. */
typedef struct gvc_change {
    gvc_idx where; /* as whoever compares counts cells */
    double a, b;
} gvc_change;

/* Cells that differ: all (most 0), none (below 0), or those that change most, the first of them
 * first. */
typedef struct gvc_changes {
    gvc_change *items;
    gvc_idx count, room, most;
} gvc_changes;

typedef struct gvc_tally {
    gvc_idx cells, differ, undefined;
    double a, b;              /* sums */
    double largest, relative; /* |b - a|, |b - a| / scale */
    gvc_changes changes;
    bool failed; /* memory ran out; the counts are right all the same */
} gvc_tally;

/* One pair. total: what the pair is measured by where that is more; 0 = by itself. */
void gvc_tally_add(gvc_tally *t, gvc_idx where, double a, double b, double total, double tolerance);
/* Adds the counts of t to the report. */
void gvc_tally_report(const gvc_tally *t, gvc_diff *report);
void gvc_tally_free(gvc_tally *t);
/* 100 (b - a) / |a|; NaN where a is 0. */
double gvc_percent_change(double a, double b);
/* Adds "1200 -> 1350 (+12.5 %)", in points "12 -> 13 (+1 pp)". */
void gvc_change_say(gvc_text *to, double a, double b, bool points);

#endif
