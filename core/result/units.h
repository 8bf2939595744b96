/* units.h - what kind of number a unit stands for: one that may be added up, or not */
#ifndef GVC_RESULT_UNITS_H
#define GVC_RESULT_UNITS_H

#include <gvc/result.h>

typedef enum gvc_units_kind {
    GVC_UNITS_AMOUNT, /* money, jobs, tonnes, counts: also what is not known */
    GVC_UNITS_POINTS, /* parts of the growth of one total, which differs from country to country */
    GVC_UNITS_RATIO,  /* percentages, rates, indices, multipliers, means, places */
    GVC_UNITS_OF_ROWS /* each row its own */
} gvc_units_kind;

gvc_units_kind gvc_units_kind_of(const char *units);
/* Is it one of the fixed words, so that its kind is no guess? */
bool gvc_units_is_known(const char *units);
/* "unit of the account / money": does it differ from account to account? */
bool gvc_units_of_account(const char *units);
/* "%" or "percent"; NULL is none. */
bool gvc_is_percent(const char *units);
/* Is it NAME_se, NAME_se1, NAME_lo or NAME_hi beside a term NAME? */
bool gvc_tells_how_sure(const gvc_result *r, const char *name);

#endif
