#include "methods/exports.h"

#include <string.h>

gvc_status gvc_exports_layout(gvc_ctx *ctx, const char *method, gvc_measure_options *o,
                              const char *const *levels, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, method, "level", &o->level, levels);
    if (status != GVC_OK) {
        return status;
    }
    bool bilateral = strcmp(o->level, "bilateral") == 0;
    bool sector = bilateral || strcmp(o->level, "sector") == 0;
    bool importer = bilateral || strcmp(o->level, "pair") == 0;
    out->axes[0] = (gvc_layout_axis){.name = "exporter", .kind = GVC_AXIS_BLOCKS};
    out->axes[1] =
        (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !sector};
    out->axes[2] =
        (gvc_layout_axis){.name = "importer", .kind = GVC_AXIS_BLOCKS, .summed = !importer};
    out->count = 3;
    out->own_a = 0;
    out->own_b = 2;
    out->resid = true;
    out->title = "Gross exports decomposed";
    return GVC_OK;
}
