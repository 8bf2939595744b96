/* base.h - what every file of core and io uses: failing with words, logging, memory, texts, labels
 */
#ifndef GVC_BASE_H
#define GVC_BASE_H

#include <gvc/status.h>
#include <stdarg.h>

#include "alloc.h"

/* ---- failing: sets the text and returns the code. The text names the file, the place, the value,
 * what was expected, and what to do if known. One line, no full stop. */
gvc_status gvc_fail(gvc_ctx *ctx, gvc_status code, const char *format, ...) GVC_PRINTF(3, 4);
/* Puts "what: " in front of the text, for a caller that knows more: gvc_fail_in(ctx, s, "reading
 * %s", path). Returns code. */
gvc_status gvc_fail_in(gvc_ctx *ctx, gvc_status code, const char *format, ...) GVC_PRINTF(3, 4);
gvc_status gvc_fail_memory(gvc_ctx *ctx, size_t bytes, const char *what);

void gvc_log(gvc_ctx *ctx, gvc_level level, const char *format, ...) GVC_PRINTF(3, 4);
/* GVC_ECANCELLED when the caller asked to stop. Calls the sink at most ten times a second. */
gvc_status gvc_progress(gvc_ctx *ctx, const char *stage, uint64_t done, uint64_t total);
/* The same, asked at once whatever the time: the last chance to stop before something is final. */
gvc_status gvc_progress_last(gvc_ctx *ctx, const char *stage);
/* GVC_ENOMEM with the figures when `bytes` more than the limit would be needed. */
gvc_status gvc_need_memory(gvc_ctx *ctx, size_t bytes, const char *what);

/* GVC_EARG for options ("gvc_read_options") of a version that is not the known one. */
gvc_status gvc_need_version(gvc_ctx *ctx, const char *options, int version, int known);

size_t gvc_ctx_memory_limit(const gvc_ctx *ctx); /* 0 = none */
int gvc_ctx_workers(const gvc_ctx *ctx); /* threads to use: as set, or all that the process may */

/* ---- growable text; a failed append sets `failed` and later appends do nothing ----------------
 */
typedef struct gvc_text {
    char *chars; /* NUL-ended, or NULL while empty */
    size_t length, capacity;
    bool failed;
} gvc_text;

void gvc_text_add(gvc_text *t, const char *chars, size_t length);
void gvc_text_addf(gvc_text *t, const char *format, ...) GVC_PRINTF(2, 3);
void gvc_text_addv(gvc_text *t, const char *format, va_list args);
const char *gvc_text_str(const gvc_text *t); /* never NULL */
/* snprintf and vsnprintf with a decimal point, whatever the locale of the program; so is gvc_text.
 */
int gvc_print_plain(char *out, size_t size, const char *format, ...) GVC_PRINTF(3, 4);
int gvc_print_plainv(char *out, size_t size, const char *format, va_list args);
void gvc_text_free(gvc_text *t);
/* "-2,633,820.5": about `digits` digits, whole thousands in full; change: with its sign, "+12". */
void gvc_text_add_number(gvc_text *to, double x, int digits);
void gvc_text_add_change(gvc_text *to, double x, int digits);
char *gvc_strdup(const char *s);             /* NULL stays NULL */
bool gvc_same(const char *a, const char *b); /* NULL-safe equality */
/* True where text of `length` bytes is UTF-8 without NUL. */
bool gvc_is_utf8(const char *text, size_t length);
/* Bytes that are none of UTF-8 become '?', in place. */
void gvc_make_utf8(char *text);
/* Appends a character of UTF-16; next: the unit behind it, 0 at the end. Half a pair becomes the
 * replacement character, NUL a blank. The number of units it took, 1 or 2. */
size_t gvc_text_add_utf16(gvc_text *t, uint32_t unit, uint32_t next);

/* ---- ordered set of labels with look-up by hash -----------------------------------------------
 */
typedef struct gvc_labels gvc_labels;

gvc_labels *gvc_labels_new(void); /* NULL when memory is out */
/* The same set for one more owner, who frees it too; nobody adds to it any more. From any thread.
 */
gvc_labels *gvc_labels_share(gvc_labels *l);
void gvc_labels_free(gvc_labels *l);
gvc_idx gvc_labels_count(const gvc_labels *l);
const char *gvc_labels_get(const gvc_labels *l, gvc_idx i);
gvc_idx gvc_labels_find(const gvc_labels *l, const char *label); /* -1 if absent */
/* Position of the label, added at the end if new; -1 when memory is out. */
gvc_idx gvc_labels_add(gvc_labels *l, const char *label);

/* "; did you mean KOR, NOR?" out of `count` labels, or "" when none is near. Into `out`. */
void gvc_suggest(gvc_text *out, const char *wrong, const char *(*get)(const void *set, gvc_idx i),
                 const void *set, gvc_idx count);
void gvc_suggest_labels(gvc_text *out, const char *wrong, const gvc_labels *set);
/* "; there are 1995, 2000 and 15 more": for those that no spelling leads to. */
void gvc_list_all(gvc_text *out, const char *(*get)(const void *set, gvc_idx i), const void *set,
                  gvc_idx count);

/* ---- ordered attributes ------------------------------------------------------------------------
 */
typedef struct gvc_attributes {
    gvc_attribute *items;
    gvc_idx count, capacity;
} gvc_attributes;

/* Adds or replaces; copies name and text, as UTF-8: names of files may be any bytes. A text
 * attribute with text NULL is removed. False when memory is out. */
bool gvc_attributes_set(gvc_attributes *set, const gvc_attribute *a);
bool gvc_attributes_set_text(gvc_attributes *set, const char *name, const char *text);
bool gvc_attributes_set_number(gvc_attributes *set, const char *name, double number);
bool gvc_attributes_set_integer(gvc_attributes *set, const char *name, int32_t integer);
/* Appends a line to a text attribute. */
bool gvc_attributes_add_line(gvc_attributes *set, const char *name, const char *line);
const gvc_attribute *gvc_attributes_find(const gvc_attributes *set, const char *name);
const char *gvc_attributes_text(const gvc_attributes *set, const char *name); /* NULL if absent */
bool gvc_attributes_copy(gvc_attributes *to, const gvc_attributes *from);
void gvc_attributes_free(gvc_attributes *set);

#endif
