/* lists.h - finding the label lists that belong to a headerless table */
#ifndef GVC_IO_LISTS_H
#define GVC_IO_LISTS_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_list {
    gvc_labels *labels; /* NULL where no list was found */
    char *name;         /* of the file it came from, NULL where none */
} gvc_list;

/* The list at `path`, or, with path NULL, the first of STEM_WHAT.csv, STEM_SHORT.csv, the same with
 * STEM cut at its last underscore, again and again, WHAT.csv, SHORT.csv beside the source. `tried`
 * (may be NULL) gets the names looked for. */
gvc_status gvc_list_find(gvc_ctx *ctx, gvc_list *out, const gvc_source *source, const char *what,
                         const char *short_what, const char *path, gvc_text *tried);
void gvc_list_clear(gvc_list *list);

/* The country of an OECD territory that has output but no final demand of its own: MX1 -> MEX,
 * CN1 -> CHN. NULL for any other label. */
const char *gvc_territory_of(const char *label);

#endif
