/* scenario_quantities.h - scenarios of quantities: output, value added and an account, before and
 * after; final demand that changes and flows that stop or move */
#ifndef GVC_METHODS_SCENARIO_QUANTITIES_H
#define GVC_METHODS_SCENARIO_QUANTITIES_H

#include "methods/scenario.h"

/* ---- output and value added: base, change, percent --------------------------------------------
 */
typedef struct gvc_scenario_change {
    double *output, *va; /* n: changes */
    double *account;     /* n: the satellite account; NULL: none was asked for */
    double *account_change;
    gvc_scenario_about about;
} gvc_scenario_change;

#define GVC_SCENARIO_PERCENT(OF) "100 change / base of " OF, "percent", false
#define GVC_SCENARIO_TERMS                                                                         \
    {"output", "Gross output, base", "x", NULL, false},                                            \
        {"output_change", "Change of gross output", "x' - x", NULL, false},                        \
        {"output_percent", "Change of gross output, percent", GVC_SCENARIO_PERCENT("output")},     \
        {"va", "Value added, base", "v o x", NULL, false},                                         \
        {"va_change", "Change of value added", "v o (x' - x)", NULL, false},                       \
    {                                                                                              \
        "va_percent", "Change of value added, percent", GVC_SCENARIO_PERCENT("va")                 \
    }
#define GVC_SCENARIO_ACCOUNT                                                                       \
    {"satellite", "Satellite account, base", "F = S o x", "unit of the account", false},           \
        {"satellite_change", "Change of the satellite account", "S o (x' - x)",                    \
         "unit of the account", false},                                                            \
    {                                                                                              \
        "satellite_percent", "Change of the satellite account, percent",                           \
            GVC_SCENARIO_PERCENT("satellite")                                                      \
    }
#define GVC_SCENARIO_END                                                                           \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
#define GVC_SCENARIO_HEADLINE "output_change output_percent va_change va_percent"

enum { GVC_SCENARIO_BASE = 6, GVC_SCENARIO_WITH_ACCOUNT = 9 };

extern const gvc_variant gvc_scenario_variants[]; /* without and with an account */
/* Level, axes and title; the variant out of `variants`, those without and with an account. */
gvc_status gvc_scenario_layout(gvc_ctx *ctx, const char *kind, const char *title,
                               const gvc_variant *variants, gvc_measure_options *o,
                               gvc_layout *out);
size_t gvc_scenario_bytes(const gvc_model *m);
/* Zeroed; the account of the options read. */
gvc_status gvc_scenario_change_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   gvc_scenario_change *c);
/* Once `output` is there: value added and account follow at fixed coefficients. */
void gvc_scenario_follow(const gvc_model *m, gvc_scenario_change *c);
/* Slabs 0 .. of the industries of s; how many there were. */
int gvc_scenario_fill(const gvc_model *m, const gvc_scenario_change *c, gvc_idx s,
                      double *const *slabs);
/* Percent columns out of sums. */
void gvc_scenario_percent(const gvc_scenario_change *c, double *const *values, gvc_idx cells);
bool gvc_scenario_change_notes(const gvc_model *m, const gvc_scenario_change *c,
                               gvc_attributes *to);
void gvc_scenario_change_free(gvc_scenario_change *c);

/* Ready-made parts of a record whose state is a gvc_scenario_change. */
gvc_report gvc_scenario_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                              double *const *slabs);
void gvc_scenario_derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells);
bool gvc_scenario_state_notes(const gvc_model *m, const void *state, gvc_attributes *to);
void gvc_scenario_release(void *state);

/* ---- changes of final demand (scenario_final.c) ------------------------------------------------
 */

/* Rows of the panel: change of final demand by absorbing block, for those that have one. */
typedef struct gvc_scenario_demand {
    gvc_dense change; /* rows x n */
    gvc_idx *block;   /* rows: who absorbs */
    gvc_dense shock;  /* shocks x n where there are several; else empty */
} gvc_scenario_demand;
/* Most rows that the shocks, or a replay, can have. */
gvc_idx gvc_scenario_demand_rows(const gvc_model *m, const gvc_measure_options *o, unsigned knows);
gvc_status gvc_scenario_demand_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   unsigned knows, gvc_scenario_about *about,
                                   gvc_scenario_demand *out);
void gvc_scenario_demand_free(gvc_scenario_demand *d);

/* ---- flows that stop or move (scenario_cut.c) --------------------------------------------------
 */

/* Rows R and columns C of A that change, the cells P that are taken out of A there (given, below
 * 0), and what each row sells less, final sales among it, at the outputs of before. */
typedef struct gvc_scenario_cut {
    gvc_idx *row, *col;
    gvc_idx rows, cols;
    gvc_dense cells; /* rows x cols */
    double *flow;    /* rows */
} gvc_scenario_cut;

/* Zeroed cells and flows of the rows and columns marked (n each). Free *out whatever comes back. */
gvc_status gvc_scenario_cut_new(gvc_ctx *ctx, const gvc_model *m, const bool *row, const bool *col,
                                gvc_scenario_cut *out);
/* Change of output: n. */
gvc_status gvc_scenario_cut_solve(gvc_ctx *ctx, const gvc_model *m, const gvc_scenario_cut *cut,
                                  double *output);
void gvc_scenario_cut_free(gvc_scenario_cut *cut);
/* What solving asks of m->leontief, and what it holds. */
gvc_workload gvc_scenario_cut_work(const gvc_model *m, const bool *row, const bool *col);
size_t gvc_scenario_cut_bytes(const gvc_model *m, const bool *row, const bool *col);

#endif
