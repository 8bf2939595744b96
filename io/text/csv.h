/* csv.h - delimited text read block by block: numbers go straight from the block into an array
 *
 * Delimiter: the first of comma, tab, semicolon that line 1 holds; semicolons with decimal commas
 * are refused by that name. CRLF or LF, a byte-order mark,
 * blanks around fields, quoted fields with doubled quotes, blank lines at the end. Every message
 * starts with "NAME:LINE: " and names the column (field, from 1) where there is one. */
#ifndef GVC_IO_CSV_H
#define GVC_IO_CSV_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_csv gvc_csv;

/* Longest field, in bytes. */
enum { GVC_CSV_FIELD = 16 * 1024 };

/* Borrows the source, which must stand at its first byte. */
gvc_status gvc_csv_open(gvc_ctx *ctx, gvc_csv **out, gvc_source *source);
void gvc_csv_close(gvc_csv *csv); /* NULL is fine */
/* The fields are separated by tabs where line 1 holds one, whatever else stands in its labels. To
 * be called before the first record. */
void gvc_csv_prefer_tabs(gvc_csv *csv);
/* Back to before the first record. */
gvc_status gvc_csv_rewind(gvc_ctx *ctx, gvc_csv *csv);

/* Goes to the next record, over what is left of the present one; *more false at the end. */
gvc_status gvc_csv_next(gvc_ctx *ctx, gvc_csv *csv, bool *more);
/* Next field without quotes and surrounding blanks, NUL-ended UTF-8, borrowed until the next call;
 * NULL when the record has no more. */
gvc_status gvc_csv_text(gvc_ctx *ctx, gvc_csv *csv, const char **text);
/* The next `count` fields as finite numbers. An empty field is an error, or, with empty_is_nan, a
 * NaN: no text gives one. */
gvc_status gvc_csv_numbers(gvc_ctx *ctx, gvc_csv *csv, double *out, gvc_idx count,
                           bool empty_is_nan);
/* Passes over the next `count` fields, as far as there are. */
gvc_status gvc_csv_pass(gvc_ctx *ctx, gvc_csv *csv, gvc_idx count);
/* Skips the rest of the record; *fields (may be NULL) gets the number of its fields. */
gvc_status gvc_csv_skip(gvc_ctx *ctx, gvc_csv *csv, gvc_idx *fields);
/* An error if the record goes on. */
gvc_status gvc_csv_end(gvc_ctx *ctx, gvc_csv *csv);

/* From now on records shall have as many fields as the present one; for messages. */
void gvc_csv_expect(gvc_csv *csv, gvc_idx fields);
gvc_idx gvc_csv_line(const gvc_csv *csv); /* where the present record starts, from 1 */
const char *gvc_csv_name(const gvc_csv *csv);

/* The delimiter of a first line, its end left out: the first of comma, tab, semicolon that it
 * holds; semicolon too where the commas are decimal ones. */
char gvc_csv_delimiter(const char *line, const char *end);
/* Digits, a comma, digits: what a program set to decimal commas writes. */
bool gvc_csv_is_decimal_comma(const char *field, const char *end);
/* What the first line looks like: fields that are numbers and fields in all, of those that lie
 * within the bytes given. False for bytes that are no text. */
bool gvc_csv_sniff(const unsigned char *head, size_t length, gvc_idx *numbers, gvc_idx *fields);

#endif
