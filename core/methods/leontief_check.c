/* leontief_check.c - spectral radius and condition: can this table be inverted, and how well */
#include <gvc/measure.h>

#include "model/model.h"

gvc_status gvc_check_leontief(gvc_ctx *ctx, const gvc_table *t, gvc_leontief_check *out)
{
    enum { STEPS = 1000 };
    const double tolerance = 1e-9;
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    gvc_model *m = NULL;
    gvc_leontief_check found = {0};
    gvc_status status = gvc_model_new(ctx, &m, t, &defaults);
    if (status == GVC_OK) {
        found.spectral_radius = gvc_spectral_radius(&m->system, STEPS, tolerance);
        status = gvc_model_solve(ctx, m, &(gvc_model_ask){.needs = GVC_NEED_INVERSE});
    }
    if (status == GVC_OK) {
        double largest;
        gvc_report report = m->solved;
        found.condition = report.condition;
        found.residual = report.residual;
        gvc_dense b = gvc_leontief_inverse(m->leontief);
        gvc_dense_range(&b, &found.smallest, &largest);
        *out = found;
    }
    gvc_model_free(m);
    return status;
}
