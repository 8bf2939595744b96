/* place.c - labels beside points: of eight places and three distances the one that covers least of
 * the other marks, and no other label; a label without such a place is left out */
#include <math.h>

#include "figures/page.h"

typedef struct area {
    double left, bottom, right, top;
} area;

static double overlap(area a, area b)
{
    double wide = fmin(a.right, b.right) - fmax(a.left, b.left);
    double high = fmin(a.top, b.top) - fmax(a.bottom, b.bottom);
    return wide > 0 && high > 0 ? wide * high : 0;
}

static area around(const gvc_mark *m)
{
    return (area){m->x - m->radius, m->y - m->radius, m->x + m->radius, m->y + m->radius};
}

/* The k-th place of a label: right, left, above, below, then the corners, then farther away. */
static area place(const gvc_mark *m, int k, double width)
{
    static const int across[] = {1, -1, 0, 0, 1, 1, -1, -1}, up[] = {0, 0, 1, -1, 1, -1, 1, -1};
    double high = GVC_TICK_SIZE * 0.95, far = 1.5 + 3.0 * (k / 8);
    int dx = across[k % 8], dy = up[k % 8];
    double slant = dx != 0 && dy != 0 ? 0.7 : 1, reach = m->radius * slant + far;
    double x = m->x + dx * reach - (dx < 0 ? width : dx == 0 ? width / 2 : 0);
    double y = m->y + dy * (m->radius * slant + (dx == 0 ? far : 0)) -
               (dy < 0    ? high
                : dy == 0 ? high / 2
                          : 0);
    return (area){x, y, x + width, y + high};
}

static bool inside(area a, const gvc_frame *f)
{
    return a.left >= f->left && a.right <= f->right + 2 && a.bottom >= f->bottom &&
           a.top <= f->top + 2;
}

/* What the label would cover, in shares of its area; HUGE_VAL where it cannot stand. */
static double cost(area a, const gvc_mark *marks, gvc_idx count, gvc_idx own, const area *taken,
                   gvc_idx used)
{
    double covered = 0, size = (a.right - a.left) * (a.top - a.bottom);
    for (gvc_idx i = 0; i < used; i++) {
        if (overlap(a, taken[i]) > 0) {
            return HUGE_VAL;
        }
    }
    for (gvc_idx i = 0; i < count; i++) {
        if (i != own) {
            covered += overlap(a, around(&marks[i]));
        }
    }
    return covered / size;
}

gvc_status gvc_place_labels(gvc_ctx *ctx, gvc_page *page, const gvc_frame *frame,
                            const gvc_mark *marks, gvc_idx count, bool cover)
{
    enum { PLACES = 24 };
    gvc_idx used = 0;
    area *taken = gvc_malloc((size_t)count, sizeof *taken);
    if (taken == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *taken, "the labels of a figure");
    }
    gvc_status s = GVC_OK;
    for (gvc_idx i = 0; s == GVC_OK && i < count; i++) {
        s = gvc_progress(ctx, "placing labels", (uint64_t)i, (uint64_t)count);
        if (marks[i].label == NULL) {
            continue;
        }
        double width = gvc_text_width(marks[i].label, GVC_TICK_SIZE), best = HUGE_VAL;
        area at = {0, 0, 0, 0};
        for (int k = 0; k < PLACES && best > 0; k++) {
            area a = place(&marks[i], k, width);
            double c = inside(a, frame) ? cost(a, marks, count, i, taken, used) + 0.02 * (k / 8)
                                        : HUGE_VAL;
            if (c < best) {
                best = c;
                at = a;
            }
        }
        if (best <= (cover ? 2.0 : 0.15)) {
            taken[used++] = at;
            gvc_frame_text(page, frame, at.left, (at.bottom + at.top) / 2, "left", marks[i].color,
                           marks[i].label);
        }
    }
    gvc_release(taken);
    return s;
}
