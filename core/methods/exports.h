/* exports.h - the view that decompositions of exports share: exporter, its sectors, importer */
#ifndef GVC_METHODS_EXPORTS_H
#define GVC_METHODS_EXPORTS_H

#include "methods/method.h"

/* Cells are (exporting industry, importer), the importer itself never the exporter; the level keeps
 * some of it. The first of `levels` is the default; GVC_EARG names them. */
gvc_status gvc_exports_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *options,
                              const char *const *levels, gvc_layout *out);
/* GVC_EARG for stated output, whose part that nobody uses has no place among terms that add up. */
gvc_status gvc_exports_all_used(gvc_ctx *ctx, const char *method,
                                const gvc_measure_options *options);
/* out[k][i, r] = (A_sr p[k]_r)_i for i in s and every importer r; p[k]: n, where it is NULL out[k]
 * stays as it is. scaled: scratch, `count` times n; count: GVC_EXPORTS_TIMES at most. One pass over
 * the rows of s. */
enum { GVC_EXPORTS_TIMES = 10 };
void gvc_exports_times(const gvc_model *m, gvc_idx s, const double *const *p, int count,
                       double *const *scaled, double *const *out);

#endif
