/* cell.h - numbers as people read them: thousands separators, a fixed number of digits a column */
#ifndef GVC_IO_CELL_H
#define GVC_IO_CELL_H

#include <stdbool.h>
#include <stddef.h>

/* How the numbers of a column look. */
typedef struct gvc_cell_style {
    bool percent;    /* times 100 */
    bool scientific; /* d.ddddde+XX */
    int decimals;
} gvc_cell_style;

enum { GVC_CELL_CHARS = 40 };

/* For a column whose largest absolute value is `largest` and whose values are all whole numbers or
 * not: about six digits for the largest, three where it is shown per cent (of a ratio, 1 is 100 %).
 */
gvc_cell_style gvc_cell_style_for(double largest, bool whole, bool percent);
/* Text of x, "-" for an undefined one; returns the length. */
size_t gvc_cell_print(char out[GVC_CELL_CHARS], double x, gvc_cell_style style);

#endif
