/* accounts.h - what the two layouts of a file of satellite accounts share */
#ifndef GVC_IO_ACCOUNTS_H
#define GVC_IO_ACCOUNTS_H

#include <gvc/table.h>

#include "text/csv.h"

typedef struct gvc_accounts {
    const gvc_table *t;
    gvc_csv *csv;
    bool zero;       /* what is missing is 0 */
    bool *named;     /* n + f: industries and final uses that the file has */
    gvc_idx missing; /* industries that it lacks */
    gvc_idx empty;   /* cells */
} gvc_accounts;

/* satellite.c: counts a->missing and refuses them unless they are zero; place: "column" or "row".
 */
gvc_status gvc_accounts_check_missing(gvc_ctx *ctx, gvc_accounts *a, const char *place);

/* satellite_long.c: is the header that of a row an industry? The file stands at its start before
 * and after. */
gvc_status gvc_accounts_are_long(gvc_ctx *ctx, const gvc_accounts *a, bool *yes);
/* Adds the accounts of such a file. */
gvc_status gvc_accounts_read_long(gvc_ctx *ctx, gvc_accounts *a, gvc_builder *b);

#endif
