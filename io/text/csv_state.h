/* csv_state.h - what csv.c (window and records) and fields.c share */
#ifndef GVC_IO_CSV_STATE_H
#define GVC_IO_CSV_STATE_H

#include "text/csv.h"

struct gvc_csv {
    gvc_source *source;
    char *memory; /* of the buffer, and some before it */
    char *buffer; /* CAPACITY */
    char *field;  /* GVC_CSV_FIELD + 1, the present field where it cannot be used in place */
    const char *at, *end;
    bool started, eof;
    bool inside; /* the present record has more fields, perhaps an empty one */
    char delimiter;
    bool prefer_tabs;
    gvc_idx lines;  /* line ends passed */
    gvc_idx line;   /* of the start of the record */
    gvc_idx column; /* fields of the record that are done */
    gvc_idx expected, expected_line;
};

/* Moves the rest of the window to the front and fills up behind it. */
gvc_status gvc_csv_refill(gvc_ctx *ctx, gvc_csv *csv);

/* Words for a text written with decimal commas. */
gvc_status gvc_csv_fail_decimal(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx line);

/* Puts the whole of the next field into the window. */
static inline gvc_status gvc_csv_need(gvc_ctx *ctx, gvc_csv *csv)
{
    return csv->end - csv->at >= GVC_CSV_FIELD || csv->eof ? GVC_OK : gvc_csv_refill(ctx, csv);
}

/* A blank that may surround a field. */
static inline bool gvc_csv_is_blank(const gvc_csv *csv, char c)
{
    return (c == ' ' || c == '\t' || c == '\r') && c != csv->delimiter;
}

#endif
