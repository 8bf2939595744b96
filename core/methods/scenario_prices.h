/* scenario_prices.h - scenarios of prices, percent changes by industry, country and absorber
 *
 * Base prices are 1 and quantities stay: p' = p'A + c', so that dp = dc' B. A country's producer
 * price is weighted by output, its export price by gross exports, its consumer price by final
 * demand. */
#ifndef GVC_METHODS_SCENARIO_PRICES_H
#define GVC_METHODS_SCENARIO_PRICES_H

#include "methods/scenario.h"

/* A column is 100 sum(num) / sum(den) over the industries of a row, or of its country. */
typedef struct gvc_scenario_column {
    double *num, *den; /* n, or blocks where by_block */
    bool by_block;
} gvc_scenario_column;
enum { GVC_SCENARIO_COLUMNS = 12 };

typedef struct gvc_scenario_prices {
    gvc_scenario_column column[GVC_SCENARIO_COLUMNS];
    int count;
    bool by_sector;
    double cost;  /* what is pushed into prices, in units of the table */
    double spent; /* what final users pay more */
    gvc_scenario_about about;
} gvc_scenario_prices;

#define GVC_PRICE_TERM(NAME, LONG, FORMULA)                                                        \
    {                                                                                              \
        NAME, LONG, FORMULA, "percent", false                                                      \
    }
#define GVC_PRICE_END                                                                              \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }

/* Level, axes, title; the variant out of two, by country and by sector. */
gvc_status gvc_scenario_price_layout(gvc_ctx *ctx, const char *kind, const char *title,
                                     const gvc_variant *variants, gvc_measure_options *o,
                                     gvc_layout *out);
gvc_status gvc_scenario_prices_new(gvc_ctx *ctx, const gvc_measure_options *o,
                                   gvc_scenario_prices **out);
/* A column more: num over den, n each, both copied. */
gvc_status gvc_scenario_ratio(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                              const double *num, const double *den);
/* The same for price o weight over weight. */
gvc_status gvc_scenario_weighted(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                 const double *price, const double *weight);
/* What absorbers pay more: price (n) by what they buy. more: blocks, added to the change; NULL = 0.
 * No column by sector. */
gvc_status gvc_scenario_consumers(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                  const double *price, const double *more);
/* The same for an amount by absorber. */
gvc_status gvc_scenario_consumed(gvc_ctx *ctx, const gvc_model *m, gvc_scenario_prices *p,
                                 const double *amount);
/* sum of price_i (Y 1)_i */
double gvc_scenario_spent(const gvc_model *m, const double *price);

/* producer_price, export_price and, by country, consumer_price, for kinds with one price. */
extern const gvc_variant gvc_scenario_price_variants[];
/* Their columns, for dp = cost' B; cost: n, per unit of output. */
gvc_status gvc_scenario_push(gvc_ctx *ctx, const gvc_model *m, const double *cost,
                             gvc_scenario_prices *p);

/* Ready-made parts of a record whose state is a gvc_scenario_prices. */
size_t gvc_scenario_prices_bytes(const gvc_model *m, const gvc_measure_options *o, int workers);
gvc_workload gvc_scenario_one_left(const gvc_model *m, const gvc_measure_options *o);
gvc_report gvc_scenario_price_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                                    double *const *slabs);
void gvc_scenario_price_derive(const gvc_model *m, void *state, double *const *values,
                               gvc_idx cells);
bool gvc_scenario_price_notes(const gvc_model *m, const void *state, gvc_attributes *to);
void gvc_scenario_prices_release(void *state);

#endif
