/* check.h - the inside of a check: findings as they come */
#ifndef GVC_METHODS_CHECK_H
#define GVC_METHODS_CHECK_H

#include <gvc/check.h>

#include "base/base.h"

struct gvc_check {
    gvc_finding *items; /* their texts are ours */
    gvc_idx count, room;
};

typedef struct gvc_checker {
    gvc_ctx *ctx;
    const gvc_table *t;
    gvc_check *check;
    gvc_idx named;
} gvc_checker;

/* Adds a finding, of which all but `text` is set; takes the text. */
gvc_status gvc_check_add(gvc_checker *c, gvc_finding f, gvc_text *text);
/* Level of f.value by its limits. */
gvc_check_level gvc_check_judge(const gvc_finding *f);
/* "2: LUX_c5, LUX_c8": industries with a fault; level where there is one. */
gvc_status gvc_check_add_fault(gvc_checker *c, const char *name, const char *title, gvc_fault fault,
                               gvc_check_level level);

/* check_accounts.c: shape, output, value added, world. */
gvc_status gvc_check_accounts(gvc_checker *c);
/* check_cells.c: cells below zero, final use bought at home. */
gvc_status gvc_check_cells(gvc_checker *c);

#endif
