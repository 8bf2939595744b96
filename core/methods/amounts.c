/* amounts.c - amounts in the notes of a result, with the units of the table */
#include "methods/amounts.h"

#include <math.h>
#include <string.h>

void gvc_say_units(gvc_text *to, const gvc_model *m, const char *satellite)
{
    gvc_idx row = satellite == NULL ? -1 : gvc_table_find(m->table, GVC_EXTENSION, satellite);
    const char *units = row >= 0            ? gvc_table_name(m->table, GVC_EXTENSION, row)
                        : satellite == NULL ? gvc_table_text(m->table, "units")
                                            : NULL;
    if (units != NULL && strcmp(units, "unknown") != 0) {
        gvc_text_addf(to, " %s", units);
    }
}

void gvc_say_change(gvc_text *to, const gvc_model *m, double change, double all)
{
    gvc_text_add_change(to, change, 6);
    gvc_say_units(to, m, NULL);
    gvc_text_addf(to, " (");
    gvc_text_add_change(to, all == 0 ? (double)NAN : 100 * change / all, 4);
    gvc_text_addf(to, " %%)");
}
