#include "methods/ask.h"

#include "methods/pieces.h"

/* What one job asks of the model; resid is about the content of exports. */
static gvc_needs needs_of(const gvc_measurement *d)
{
    return d->method->need(&d->options) |
           (gvc_measurement_resid(d) ? (gvc_needs)GVC_NEED_CONTENT : 0);
}

static void add_work(gvc_workload *to, const gvc_workload *more)
{
    to->left += more->left;
    to->right += more->right;
    to->cut_left += more->cut_left;
    to->cut_right += more->cut_right;
    to->inverse = to->inverse || more->inverse;
}

void gvc_measurement_ask(const gvc_ctx *ctx, const gvc_model *m, const gvc_measurement *d,
                         gvc_model_ask *ask, size_t *largest)
{
    gvc_pieces p = {d, m, NULL, gvc_pieces_workers(ctx, m, d)};
    size_t pieces = d->method->bytes(m, &d->options, p.workers) + gvc_pieces_bytes(&p);
    *largest = pieces > *largest ? pieces : *largest;
    ask->needs |= needs_of(d);
    if (d->method->extra != NULL) {
        gvc_workload extra = d->method->extra(m, &d->options);
        add_work(&ask->extra, &extra);
    }
}
