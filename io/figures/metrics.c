/* metrics.c - how wide a text is in Liberation Sans, whose letters are as wide as Helvetica's */
#include "figures/page.h"

/* Thousandths of the text size, from blank to tilde. */
static const unsigned short widths[] = {
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584,
};

double gvc_text_width(const char *text, double size)
{
    double sum = 0;
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if (*at >= ' ' && *at <= '~') {
            sum += widths[*at - ' '];
        } else if ((*at & 0xc0) != 0x80) {
            sum += *at >= 0xe3 ? 1000 : 600; /* letters beyond ASCII; those of East Asia are wide */
        }
    }
    return sum * size / 1000;
}
