/* exposure.h - what the views of dependence share: who buys value added and gross exports, how
 * evenly sales are spread, which country is the rest of the world, what is below 0
 *
 * VA_sr = sum over i in s of v_i (B Y)_ir, value added of s absorbed by r (needs GVC_NEED_ABSORBED)
 * GM_sr = sum over i in s of E_ir, gross exports of s to r, 0 at home. */
#ifndef GVC_METHODS_EXPOSURE_H
#define GVC_METHODS_EXPOSURE_H

#include "methods/blocs.h"
#include "methods/method.h"

#define GVC_EXPOSURE_END                                                                           \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define GVC_EXPOSURE_VARIANTS_END                                                                  \
    {                                                                                              \
        NULL, NULL, NULL, NULL, NULL                                                               \
    }

/* Sources that several records name. */
#define GVC_JOHNSON_NOGUERA                                                                        \
    "Johnson and Noguera (2012), Accounting for intermediates: Production sharing and trade in "   \
    "value added, Journal of International Economics 86(2), 224-236"
#define GVC_JOHNSON_NOGUERA_BIBTEX                                                                 \
    "@article{johnson2012accounting,\n"                                                            \
    "  author  = {Johnson, Robert C. and Noguera, Guillermo},\n"                                   \
    "  title   = {Accounting for intermediates: Production sharing and trade in value added},\n"   \
    "  journal = {Journal of International Economics},\n"                                          \
    "  volume  = {86},\n"                                                                          \
    "  number  = {2},\n"                                                                           \
    "  pages   = {224--236},\n"                                                                    \
    "  year    = {2012}\n"                                                                         \
    "}\n"

/* Are the columns of look-through minus face value asked for (options->with "hidden")? */
bool gvc_exposure_hidden(const gvc_measure_options *o);
gvc_status gvc_exposure_with(gvc_ctx *ctx, const char *method, const gvc_measure_options *o);

/* to[r] = VA_sr, GM_sr, and GM_rs: imports of s from r; G numbers each. */
void gvc_exposure_value(const gvc_model *m, gvc_idx s, double *to);
void gvc_exposure_gross(const gvc_model *m, gvc_idx s, double *to);
void gvc_exposure_bought(const gvc_model *m, gvc_idx s, double *to);
/* VA_rs: value added of r that s absorbs. */
void gvc_exposure_absorbed(const gvc_model *m, gvc_idx s, double *to);
/* s o (L E), n numbers: of a coefficient (NULL: v) in the exports of the industry's country. *out
 * is yours. */
gvc_status gvc_exposure_in_exports(gvc_ctx *ctx, const gvc_model *m, const double *s, double **out);

/* Sales below 0 (stocks run down) count as none wherever shares are taken. What was set to 0: */
typedef struct gvc_exposure_negatives {
    gvc_idx value, gross; /* cells of VA and GM, own countries aside */
    double value_sum, gross_sum;
} gvc_exposure_negatives;
void gvc_exposure_count_negatives(const gvc_model *m, gvc_exposure_negatives *out);
/* Attributes negative_value_added and negative_gross, and a line of the notes; nothing where there
 * are none. */
bool gvc_exposure_tell_negatives(const gvc_exposure_negatives *n, gvc_attributes *to);

/* How evenly amounts are spread, of which some may be 0 and none below. */
typedef struct gvc_exposure_spread {
    double hhi;       /* sum m^2, m the shares */
    double norm;      /* (hhi - 1/k) / (1 - 1/k) */
    double effective; /* 1 / hhi */
    double theil;     /* sum m ln(m k) */
    double top1, top3;
} gvc_exposure_spread;
/* k: how many there could be. All NaN where nothing is sold. */
gvc_exposure_spread gvc_exposure_spread_of(const double *amount, gvc_idx count, gvc_idx k);

/* Which blocks are the rest of the world: those that `rest` names, or, where it is NULL, those
 * whose label says so. *out: G, yours. */
gvc_status gvc_exposure_rest(gvc_ctx *ctx, const gvc_model *m, const char *const *rest, bool **out);
/* Attribute rest_of_world: their labels, or "none". */
bool gvc_exposure_tell_rest(const gvc_model *m, const bool *rest, gvc_attributes *to);

static inline double gvc_exposure_positive(double x)
{
    return x > 0 ? x : 0;
}

#endif
