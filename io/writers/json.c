/* json.c - one JSON object: attributes, columns, rows; written as a stream, a row a line */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "hdf5/layout.h"
#include "root.h"
#include "writer.h"
#include "writers/rows.h"

/* Length of the UTF-8 sequence at `at`, 0 if it is none: too long, surrogate, or cut off. */
static size_t utf8_length(const unsigned char *at)
{
    static const unsigned char least[] = {0, 0, 0x80, 0xa0, 0x90}; /* of the second byte */
    unsigned char first = at[0], second = first == 0 ? 0 : at[1];
    if (first < 0x80) {
        return 1;
    }
    size_t length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4) {
        return 0;
    }
    if ((first == 0xe0 || first == 0xf0) && second < least[length]) {
        return 0; /* has a shorter form */
    }
    if ((first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f)) {
        return 0; /* surrogates; above U+10FFFF */
    }
    for (size_t i = 1; i < length; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    return length;
}

static void put_escape(gvc_output *out, unsigned char c)
{
    char text[8];
    if (c == '"' || c == '\\') {
        snprintf(text, sizeof text, "\\%c", c);
    } else if (c == '\n') {
        snprintf(text, sizeof text, "\\n");
    } else {
        snprintf(text, sizeof text, "\\u%04x", (unsigned)c);
    }
    gvc_output_text(out, text);
}

/* NULL is null. Bytes that are no UTF-8 become the replacement character: JSON has no others. */
static void put_text(gvc_output *out, const char *text)
{
    if (text == NULL) {
        gvc_output_text(out, "null");
        return;
    }
    gvc_output_write(out, "\"", 1);
    const unsigned char *at = (const unsigned char *)text;
    while (*at != '\0') {
        size_t length = utf8_length(at);
        if (length == 0) {
            gvc_output_text(out, "\xef\xbf\xbd");
            length = 1;
        } else if (*at < 0x20 || *at == '"' || *at == '\\' || *at == 0x7f) {
            put_escape(out, *at);
        } else {
            gvc_output_write(out, (const char *)at, length);
        }
        at += length;
    }
    gvc_output_write(out, "\"", 1);
}

static void put_number(gvc_output *out, double x)
{
    if (isfinite(x)) {
        gvc_output_number(out, x);
    } else {
        gvc_output_text(out, "null");
    }
}

static const gvc_attribute *attribute(const void *r, gvc_idx i)
{
    return gvc_result_attribute(r, i);
}

static gvc_status put_attributes(gvc_ctx *ctx, gvc_output *out, const gvc_result *r,
                                 const gvc_write_options *options)
{
    const gvc_root_source root = {GVC_H5_SCHEMA_RESULT, NULL, attribute, r};
    gvc_attributes all = {0};
    gvc_status s = gvc_root_attributes(ctx, &all, &root, options);
    gvc_output_text(out, "{\n\"attributes\": {");
    for (gvc_idx i = 0; s == GVC_OK && i < all.count; i++) {
        const gvc_attribute *a = &all.items[i];
        gvc_output_text(out, i == 0 ? "\n  " : ",\n  ");
        put_text(out, a->name);
        gvc_output_text(out, ": ");
        if (a->kind == GVC_ATTR_TEXT) {
            put_text(out, a->text);
        } else {
            put_number(out, a->kind == GVC_ATTR_NUMBER ? a->number : (double)a->integer);
        }
    }
    gvc_output_text(out, "\n},\n");
    gvc_attributes_free(&all);
    return s;
}

static void put_column(gvc_output *out, const char *name, const char *units,
                       const char *description, const char *formula)
{
    gvc_output_text(out, "  {\"name\": ");
    put_text(out, name);
    gvc_output_text(out, ", \"units\": ");
    put_text(out, units);
    gvc_output_text(out, ", \"description\": ");
    put_text(out, description);
    gvc_output_text(out, ", \"formula\": ");
    put_text(out, formula);
    gvc_output_text(out, "}");
}

static void put_columns(gvc_output *out, const gvc_result *r)
{
    gvc_idx keys = gvc_result_ndims(r), terms = gvc_result_nterms(r);
    gvc_output_text(out, "\"columns\": [");
    for (gvc_idx c = 0; c < keys + terms; c++) {
        gvc_output_text(out, c == 0 ? "\n" : ",\n");
        if (c < keys) {
            put_column(out, gvc_result_dim(r, c), NULL,
                       gvc_result_is_integer(r, c) ? "key, whole number" : "key, label", NULL);
        } else {
            const gvc_term *term = gvc_result_term(r, c - keys);
            put_column(out, term->name, term->units, term->long_name, term->formula);
        }
    }
    gvc_output_text(out, "\n],\n");
}

static void put_key(gvc_output *out, const gvc_rows *rows, gvc_idx d)
{
    const char *label = gvc_rows_label(rows, d);
    if (label != NULL && gvc_result_is_integer(rows->result, d)) {
        put_number(out, (double)gvc_result_number(rows->result, d, rows->positions[d]));
    } else {
        put_text(out, label);
    }
}

static gvc_status write_json(gvc_ctx *ctx, const gvc_result *r, gvc_output *out,
                             const gvc_write_options *options)
{
    gvc_rows rows;
    bool first = true;
    gvc_status s = gvc_rows_start(ctx, &rows, r);
    if (s == GVC_OK) {
        s = put_attributes(ctx, out, r, options);
    }
    if (s == GVC_OK) {
        put_columns(out, r);
        gvc_output_text(out, "\"rows\": [");
    }
    while (s == GVC_OK && gvc_rows_next(&rows)) {
        gvc_output_text(out, first ? "\n" : ",\n");
        first = false;
        for (gvc_idx d = 0; d < rows.ndims; d++) {
            gvc_output_text(out, d == 0 ? "[" : ", ");
            put_key(out, &rows, d);
        }
        for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
            gvc_output_text(out, rows.ndims + k == 0 ? "[" : ", ");
            put_number(out, gvc_result_values(r, k)[rows.cell]);
        }
        gvc_output_text(out, "]");
        if (rows.cell % 4096 == 0) {
            s = gvc_progress(ctx, "writing", (uint64_t)rows.cell, (uint64_t)rows.cells);
        }
    }
    gvc_output_text(out, "\n]\n}\n");
    gvc_rows_end(&rows);
    return s;
}

const gvc_writer gvc_writer_json = {
    .info = {"json", "one JSON object: attributes, columns, rows",
             "\"attributes\" are those of the HDF5 file, \"columns\" a list of name, units, "
             "description and formula, \"rows\" a list of lists in the order of the columns; null "
             "is an "
             "undefined value.",
             "json"},
    .text = write_json,
};
