/* root.h - what an output file says about itself: the attributes of the HDF5 root group, which
 * JSON, workbooks and Stata files have too */
#ifndef GVC_IO_ROOT_H
#define GVC_IO_ROOT_H

#include <gvc/io.h>
#include <time.h>

#include "base/base.h"

/* One object to be written: a table or a result. */
typedef struct gvc_root_source {
    const char *schema;  /* "table" or "result" */
    const int32_t *year; /* NULL: the object has none of its own */
    const gvc_attribute *(*get)(const void *object, gvc_idx i); /* NULL past the end */
    const void *object;
} gvc_root_source;

gvc_root_source gvc_root_of_result(const gvc_result *r);

/* All attributes in the order of writing; to be freed (gvc_attributes_free) whatever happens.
 * options may be NULL. */
gvc_status gvc_root_attributes(gvc_ctx *ctx, gvc_attributes *out, const gvc_root_source *source,
                               const gvc_write_options *options);
/* Now, or the time that a reproducible build asks for in SOURCE_DATE_EPOCH. */
time_t gvc_root_time(void);
/* Names of the layout of HDF5 files (Conventions, gvc_schema, ...), which mean nothing elsewhere.
 */
bool gvc_root_is_layout(const char *name);
/* What the layout itself writes; an object's attribute of such a name is passed over. */
bool gvc_root_is_ours(const char *name);

#endif
