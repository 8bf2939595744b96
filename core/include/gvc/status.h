/* gvc/status.h - return codes, error text, context */
#ifndef GVC_STATUS_H
#define GVC_STATUS_H

#include <gvc/matrix.h>
#include <stdbool.h>

/* One list gives the enum, gvc_status_name() and gvc_status_text(); never reuse a number. */
#define GVC_STATUS_LIST(X)                                                                         \
    X(GVC_OK, 0, "no error")                                                                       \
    X(GVC_ENOMEM, 1, "out of memory")                                                              \
    X(GVC_EIO, 2, "a file could not be opened, read or written")                                   \
    X(GVC_EFORMAT, 3, "a file is not in the format it claims")                                     \
    X(GVC_EUNKNOWN, 4, "no such format, method, country or sector")                                \
    X(GVC_ESHAPE, 5, "dimensions do not agree")                                                    \
    X(GVC_EBALANCE, 6, "the table breaks an accounting identity")                                  \
    X(GVC_ESINGULAR, 7, "I - A cannot be inverted")                                                \
    X(GVC_ECONVERGE, 8, "an iteration stopped before its tolerance")                               \
    X(GVC_EARG, 9, "an argument is out of range")                                                  \
    X(GVC_ECANCELLED, 10, "the caller asked to stop")                                              \
    X(GVC_EUNSUPPORTED, 11, "not available in this build")                                         \
    X(GVC_EDATA, 12, "the numbers of the table do not allow it")

#define GVC_STATUS_ENUM(name, number, text) name = number,
typedef enum gvc_status { GVC_STATUS_LIST(GVC_STATUS_ENUM) } gvc_status;
#undef GVC_STATUS_ENUM

/* Borrowed for ever. */
GVC_API const char *gvc_status_name(gvc_status s); /* "GVC_EFORMAT" */
GVC_API const char *gvc_status_text(gvc_status s); /* one line, no full stop */

typedef enum gvc_level { GVC_ERROR, GVC_WARN, GVC_INFO, GVC_DEBUG } gvc_level;
typedef void (*gvc_log_fn)(gvc_level level, const char *text, void *user);
/* done and total in units of `stage`; total 0 = unknown. Return non-zero to stop with
 * GVC_ECANCELLED. */
typedef int (*gvc_progress_fn)(const char *stage, uint64_t done, uint64_t total, void *user);

/* Everything a call shares: error text, log and progress sinks, thread count, memory limit.
 * One context per thread. The library keeps no other state of its own; but OpenBLAS has one thread
 * count for the whole process: of computations that run at once the last one to start sets it, and
 * --reproducible results want one computation at a time. */
typedef struct gvc_ctx gvc_ctx;

/* *out is yours. GVC_ENOMEM. */
GVC_API gvc_status gvc_ctx_new(gvc_ctx **out);
GVC_API void gvc_ctx_free(gvc_ctx *ctx); /* NULL is fine, as in every *_free */
/* Who hears of messages up to level `max`, and how far the work is (up to ten times a second); fn
 * NULL: nobody. Called from the thread that made a call on ctx, within it; must not use ctx. user
 * is handed on as it is. */
GVC_API void gvc_ctx_set_log(gvc_ctx *ctx, gvc_level max, gvc_log_fn fn, void *user);
GVC_API void gvc_ctx_set_progress(gvc_ctx *ctx, gvc_progress_fn fn, void *user);
/* 0 = all cores allowed to the process (the default); GVC_EARG when negative. */
GVC_API gvc_status gvc_ctx_set_threads(gvc_ctx *ctx, int threads);
GVC_API int gvc_ctx_threads(const gvc_ctx *ctx); /* as set */
/* Bytes, 0 = none (the default); checked before large blocks are allocated. */
GVC_API void gvc_ctx_set_memory_limit(gvc_ctx *ctx, size_t bytes);
/* Text of the last failure: "wiod.csv:213: 'n.a.' is not a number". Valid until the next failure on
 * ctx. gvc_ctx_error(NULL), or where nothing has failed yet, is the text for out of memory. */
GVC_API const char *gvc_ctx_error(const gvc_ctx *ctx);

/* "0.1.0" */
GVC_API const char *gvc_version(void);

/* A named fact about a table or a result, kept in the order of writing. */
typedef enum gvc_attribute_kind {
    GVC_ATTR_TEXT,
    GVC_ATTR_NUMBER,
    GVC_ATTR_INTEGER
} gvc_attribute_kind;
typedef struct gvc_attribute {
    const char *name;
    gvc_attribute_kind kind;
    const char *text; /* GVC_ATTR_TEXT, else NULL; borrowed */
    double number;    /* GVC_ATTR_NUMBER */
    int32_t integer;  /* GVC_ATTR_INTEGER */
} gvc_attribute;

#endif
