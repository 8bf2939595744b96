/* scenario.h - what all kinds of `gvc scenario` share: who is hit, and what a scenario says of
 * itself */
#ifndef GVC_METHODS_SCENARIO_H
#define GVC_METHODS_SCENARIO_H

#include "methods/method.h"

/* ---- the shocks ------------------------------------------------------------------------------
 */

#define GVC_SHOCK_MOST 1e6         /* times what is there */
#define GVC_SHOCK_AMOUNT_MOST 1e24 /* in units of the table: no currency makes a world so large */

/* What a kind can be told of a shock, and what the lists mean to it. */
enum {
    GVC_SHOCK_COUNTRY = 1 << 0,
    GVC_SHOCK_SECTOR = 1 << 1,
    GVC_SHOCK_FROM = 1 << 2,
    GVC_SHOCK_TO = 1 << 3,
    GVC_SHOCK_BUYER = 1 << 4,
    GVC_SHOCK_AMOUNT = 1 << 5,        /* a size in units of the table */
    GVC_SHOCK_ONLY_AMOUNT = 1 << 6,   /* never a share: a price */
    GVC_SHOCK_SIZE_IS_ALL = 1 << 7,   /* a size that is not said is all of it */
    GVC_SHOCK_EQUAL = 1 << 8,         /* knows equal parts */
    GVC_SHOCK_NONE = 1 << 9,          /* can do without shocks */
    GVC_SHOCK_COUNTRY_BUYS = 1 << 10, /* `country` is the buyer where `buyer` is not said */
    GVC_SHOCK_TO_BUYS = 1 << 11,      /* so is `to` */
    GVC_SHOCK_TO_HOME = 1 << 12,      /* `to` may be "home" */
};

/* Are there shocks, and does the kind know all that they say? GVC_EARG with the option to leave
 * out. */
gvc_status gvc_scenario_check(gvc_ctx *ctx, const char *kind, unsigned knows,
                              const gvc_measure_options *o);

/* Of an error about one shock: says where a file has it, and GVC_EFORMAT comes back; else the
 * status as it is. */
gvc_status gvc_scenario_fail(gvc_ctx *ctx, gvc_status status, const gvc_shock *s);
/* Before the name of a list or size in a message: "--" on a command line, nothing in a file. */
const char *gvc_scenario_dashes(const gvc_shock *s);

/* A shock in the terms of one model. */
typedef struct gvc_scenario_shock {
    const gvc_shock *given;
    bool *seller;    /* n: industries of `from` (else `country`) and `sector` */
    bool *buyer;     /* blocks */
    bool *to;        /* blocks of `to`; none where it is "home" or not said */
    bool any_seller; /* neither `from` nor `country` (as a seller) is said */
    bool any_buyer;
    bool home;
    double by;
} gvc_scenario_shock;

typedef struct gvc_scenario_shocks {
    gvc_scenario_shock *items;
    gvc_idx count;
    bool *marks; /* memory of the above */
    /* A label that the model does not have, of which list; NULL: all are known. */
    const char *unknown, *which;
    const gvc_shock *of; /* the shock that names it */
} gvc_scenario_shocks;

/* False when memory is out. To be freed whatever comes back. */
bool gvc_scenario_find(const gvc_model *m, const gvc_measure_options *o, unsigned knows,
                       gvc_scenario_shocks *out);
/* The same with words: GVC_ENOMEM, GVC_EUNKNOWN with near labels, GVC_EARG for a member of a
 * group. */
gvc_status gvc_scenario_shocks_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   unsigned knows, gvc_scenario_shocks *out);
void gvc_scenario_shocks_free(gvc_scenario_shocks *s);

/* "USA, MEX"; `all` where nothing is named. */
void gvc_scenario_say(gvc_text *to, const char *const *labels, const char *all);
/* "-5 %". */
void gvc_scenario_say_share(gvc_text *to, const gvc_shock *shock);
/* The same, or "120 million USD". */
void gvc_scenario_say_size(gvc_text *to, const gvc_model *m, const gvc_shock *shock);
/* "CHN_c14, CHN_c19 and 3 more" out of those marked. */
void gvc_scenario_say_industries(gvc_text *to, const gvc_model *m, const bool *marked);
/* GVC_EUNKNOWN where no marked industry has output: the table has no technology for them. Where
 * some have none, they are unmarked and named in *left_out (may be NULL). */
gvc_status gvc_scenario_need_output(gvc_ctx *ctx, const gvc_model *m, bool *marked,
                                    const char *what, gvc_text *left_out);
/* Has the industry output? Where only labels are known, it may have. */
static inline bool gvc_scenario_makes(const gvc_model *m, gvc_idx i)
{
    return m->x == NULL || m->x[i] != 0;
}
gvc_idx gvc_scenario_count(const bool *marked, gvc_idx n);
/* Positions of those marked; *out is yours. */
gvc_status gvc_scenario_list(gvc_ctx *ctx, const bool *marked, gvc_idx n, gvc_idx **out,
                             gvc_idx *count);
/* Account `name` per industry in model order; GVC_EUNKNOWN with near names. *out is yours. */
gvc_status gvc_scenario_account(gvc_ctx *ctx, const gvc_model *m, const char *name, double **out);

/* ---- what a scenario says of itself ---------------------------------------------------------- */
typedef struct gvc_scenario_about {
    const char *closure; /* what is kept and what gives way, lines of at most 90 letters */
    gvc_text shocks;     /* a line each */
    gvc_text left_out;   /* what could not be shocked */
    gvc_text remark;     /* a line more, if any */
    gvc_text warnings;   /* a line each */
} gvc_scenario_about;
/* The size, and the share of it of an amount that hits `all`; warns of one so small that a percent
 * sign was forgotten. */
void gvc_scenario_say_hit(gvc_ctx *ctx, gvc_scenario_about *a, const gvc_model *m,
                          const gvc_shock *shock, double all);
void gvc_scenario_about_free(gvc_scenario_about *a);
/* Attributes closure and shocks, and "notes": `world`, a line about the totals, then those. */
/* Warns, and says in the result, that nothing has changed; does nothing where one of them is not 0.
 */
void gvc_scenario_warn_of_nothing(gvc_ctx *ctx, const double *change, gvc_idx n,
                                  gvc_scenario_about *about);
bool gvc_scenario_notes(const gvc_scenario_about *a, const char *world, gvc_attributes *to);

/* to = B from, to = from B: one vector, n each. */
gvc_status gvc_scenario_right(gvc_ctx *ctx, const gvc_model *m, const double *from, double *to);
gvc_status gvc_scenario_left(gvc_ctx *ctx, const gvc_model *m, const double *from, double *to);
/* n zeros on the heap. */
gvc_status gvc_scenario_vector(gvc_ctx *ctx, const gvc_model *m, double **out);
gvc_needs gvc_scenario_needs_nothing(const gvc_measure_options *o);
extern const char *const gvc_scenario_levels[];

#endif
