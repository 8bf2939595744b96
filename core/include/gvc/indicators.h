/* gvc/indicators.h - what the indicators are; gvc_measure with method "indicators" computes them */
#ifndef GVC_INDICATORS_H
#define GVC_INDICATORS_H

#include <gvc/status.h>

/* One indicator; its name is that of its column. */
typedef struct gvc_indicator_info {
    const char *name;      /* "exgr_dvash": lower case, those of OECD TiVA by TiVA's names */
    const char *long_name; /* what it says */
    const char *formula;   /* plain text; signs as in gvc/measure.h */
    const char *units;     /* NULL = units of the table; "1", "%" */
    const char *source;    /* paper or guide that defines it */
    bool country, sector, pair, bilateral; /* the levels that have it */
} gvc_indicator_info;

/* By position, in the order of columns; NULL past the end. Borrowed for ever. */
GVC_API const gvc_indicator_info *gvc_indicator_list(gvc_idx i);

/* The level for these names (NULL-ended). *level NULL becomes the first that has them all; else
 * they must all be there. GVC_EUNKNOWN for a name that there is not, GVC_EARG where no level, or
 * not this one, has them all: says which has which. */
GVC_API gvc_status gvc_indicator_level(gvc_ctx *ctx, const char *const *names, const char **level);

#endif
