/* json.c - one JSON object: attributes, columns, rows; written as a stream, a row a line */
#include "root.h"
#include "text/json_text.h"
#include "writer.h"
#include "writers/rows.h"

static gvc_status put_attributes(gvc_ctx *ctx, gvc_output *out, const gvc_result *r,
                                 const gvc_write_options *options)
{
    const gvc_root_source root = gvc_root_of_result(r);
    gvc_attributes all = {0};
    gvc_status s = gvc_root_attributes(ctx, &all, &root, options);
    gvc_output_text(out, "{\n\"attributes\": {");
    for (gvc_idx i = 0; s == GVC_OK && i < all.count; i++) {
        const gvc_attribute *a = &all.items[i];
        gvc_output_text(out, i == 0 ? "\n  " : ",\n  ");
        gvc_json_text(out, a->name);
        gvc_output_text(out, ": ");
        if (a->kind == GVC_ATTR_TEXT) {
            gvc_json_text(out, a->text);
        } else {
            gvc_json_number(out, a->kind == GVC_ATTR_NUMBER ? a->number : (double)a->integer);
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
    gvc_json_text(out, name);
    gvc_output_text(out, ", \"units\": ");
    gvc_json_text(out, units);
    gvc_output_text(out, ", \"description\": ");
    gvc_json_text(out, description);
    gvc_output_text(out, ", \"formula\": ");
    gvc_json_text(out, formula);
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
        gvc_json_number(out, (double)gvc_result_number(rows->result, d, rows->positions[d]));
    } else {
        gvc_json_text(out, label);
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
            gvc_json_number(out, gvc_result_values(r, k)[rows.cell]);
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
    .lists = true,
};
