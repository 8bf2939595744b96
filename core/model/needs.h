/* needs.h - what a method asks of the model, stated before anything is solved
 *
 * Needs of all that is asked in one run are merged; model/panels.c counts the vectors behind them
 * and the plan (gvc/matrix.h) chooses how they are solved. Without a need nothing global is solved.
 */
#ifndef GVC_MODEL_NEEDS_H
#define GVC_MODEL_NEEDS_H

typedef unsigned gvc_needs;
enum {
    GVC_NEED_CONTENT = 1 << 0,   /* cb, cf: G left vectors */
    GVC_NEED_ABSORBED = 1 << 1,  /* by: G right vectors */
    GVC_NEED_FOREIGN = 1 << 2,   /* f: G left vectors with the exporter cut */
    GVC_NEED_AGAIN = 1 << 3,     /* g: G right vectors with the exporter cut; so the next two */
    GVC_NEED_HOME = 1 << 4,      /* home */
    GVC_NEED_ABROAD = 1 << 5,    /* abroad */
    GVC_NEED_INVERSE = 1 << 6,   /* B itself */
    GVC_NEED_ORIGIN = 1 << 7,    /* w (and with it cb, cf): the G left vectors of CONTENT */
    GVC_NEED_OWN = 1 << 8,       /* own: G right vectors; so the next three */
    GVC_NEED_FINAL = 1 << 9,     /* final */
    GVC_NEED_SOLD = 1 << 10,     /* sold */
    GVC_NEED_BOUGHT = 1 << 11,   /* bought */
    GVC_NEED_IMPORTED = 1 << 12, /* imported: G right vectors with one block cut */
};

#endif
