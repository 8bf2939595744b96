/* exports.h - the view that decompositions of exports share: exporter, its sectors, importer */
#ifndef GVC_METHODS_EXPORTS_H
#define GVC_METHODS_EXPORTS_H

#include "methods/method.h"

/* Cells are (exporting industry, importer), the importer itself never the exporter; the level keeps
 * some of it. The first of `levels` is the default; GVC_EARG names them. */
gvc_status gvc_exports_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *options,
                              const char *const *levels, gvc_layout *out);

#endif
