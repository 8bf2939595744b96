/* amounts.h - amounts in the notes of a result, with the units of the table */
#ifndef GVC_METHODS_AMOUNTS_H
#define GVC_METHODS_AMOUNTS_H

#include "model/model.h"

/* " million USD", or the units of the account where one takes the place of value added (NULL: none
 * does); nothing where they are not known. */
void gvc_say_units(gvc_text *to, const gvc_model *m, const char *satellite);
/* "-2,633,820 million USD (-2.308 %)": a change, and what it is of `all`. */
void gvc_say_change(gvc_text *to, const gvc_model *m, double change, double all);

#endif
