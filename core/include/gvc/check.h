/* gvc/check.h - is a table sound: its shape, its accounts, cells and industries that look wrong,
 * and whether I - A can be inverted */
#ifndef GVC_CHECK_H
#define GVC_CHECK_H

#include <gvc/table.h>

typedef enum gvc_check_level {
    GVC_CHECK_FINE,
    GVC_CHECK_WARNING, /* unusual; many published tables have some */
    GVC_CHECK_ERROR,   /* results cannot be trusted as they are */
} gvc_check_level;

/* "fine", "warning", "error" */
GVC_API const char *gvc_check_level_name(gvc_check_level level);

/* One thing looked at. NaN stands for a value that there is none of, or a limit that it has not. */
typedef struct gvc_finding {
    const char *name;  /* "row_balance"; stable for ever */
    const char *title; /* "given output"; for people */
    gvc_check_level level;
    double value;          /* what was measured, a count or a share */
    double warning, error; /* from where on it is one */
    const char *text;      /* what was found, worst by name; may have several lines */
} gvc_finding;

typedef struct gvc_check gvc_check;

/* At most `named` industries are named of each kind. leontief: the spectral radius, condition and
 * inverse too, by far the dearest part. GVC_EARG for a table opened for its labels only,
 * GVC_ENOMEM. *out is yours. */
GVC_API gvc_status gvc_table_check(gvc_ctx *ctx, gvc_check **out, const gvc_table *t, gvc_idx named,
                                   bool leontief);
/* In the order of looking, borrowed; NULL past the end. */
GVC_API const gvc_finding *gvc_check_at(const gvc_check *c, gvc_idx i);
/* The worst of all. */
GVC_API gvc_check_level gvc_check_worst(const gvc_check *c);
GVC_API void gvc_check_free(gvc_check *c);

#endif
