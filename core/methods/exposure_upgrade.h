/* exposure_upgrade.h - the upgrading panel of one table: side by side what no single number shows
 */
#ifndef GVC_METHODS_EXPOSURE_UPGRADE_H
#define GVC_METHODS_EXPOSURE_UPGRADE_H

#include "methods/exposure.h"

enum {
    GVC_UPGRADE_EXPORTS_GDP,
    GVC_UPGRADE_DVA_SHARE,
    GVC_UPGRADE_NET_FX,
    GVC_UPGRADE_GVC_SHARE,
    GVC_UPGRADE_FV,
    GVC_UPGRADE_IV,
    GVC_UPGRADE_POSITION,
    GVC_UPGRADE_UPSTREAMNESS,
    GVC_UPGRADE_PRIMARY,
    GVC_UPGRADE_HIGH_TECH,
    GVC_UPGRADE_SERVICES,
    GVC_UPGRADE_INCOME,
    GVC_UPGRADE_VA_PER_JOB,
    GVC_UPGRADE_NUMBERS
};

typedef struct gvc_upgrade_panel {
    double *number[GVC_UPGRADE_NUMBERS]; /* G each */
    double *function;                    /* names x G: its share in own value added in exports */
    bool stages; /* sector codes are known; without them the shares of stages are NaN */
} gvc_upgrade_panel;

gvc_needs gvc_upgrade_needs(void);
gvc_workload gvc_upgrade_extra(void);
size_t gvc_upgrade_bytes(const gvc_model *m);
/* The model has what was asked for; options->satellite: row of the table's accounts, NULL = none;
 * options->weights: shares of functions, 0 = none. */
gvc_status gvc_upgrade_panel_new(gvc_ctx *ctx, const gvc_model *m,
                                 const gvc_measure_options *options, gvc_upgrade_panel *out);
void gvc_upgrade_panel_free(gvc_upgrade_panel *panel);

/* core/methods/exposure_upgrade_terms.c: the columns of these options; where there are functions
 * they are made for them, in out->memory. */
gvc_status gvc_upgrade_terms(gvc_ctx *ctx, const gvc_measure_options *options, gvc_layout *out);
extern const gvc_variant gvc_upgrade_variants[];

#endif
