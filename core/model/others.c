/* others.c - what all countries but some contribute, without subtracting them from the whole */
#include "model/model.h"

void gvc_model_others(const gvc_model *m, const gvc_dense *from, bool not_own, gvc_dense *to)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        gvc_idx own = not_own ? m->block[i] : -1;
        double before = 0, after = 0;
        for (gvc_idx d = 0; d < m->blocks; d++) {
            to->data[d * to->stride + i] = before;
            before += d == own ? 0 : from->data[d * from->stride + i];
        }
        for (gvc_idx d = m->blocks - 1; d >= 0; d--) {
            to->data[d * to->stride + i] += after;
            after += d == own ? 0 : from->data[d * from->stride + i];
        }
    }
}
