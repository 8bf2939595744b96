/* csv_pair.h - the files of a table that comes in parts: Z and Y, perhaps value added and output */
#ifndef GVC_IO_CSV_PAIR_H
#define GVC_IO_CSV_PAIR_H

#include "format.h"

/* What a file is, by its labels. */
typedef struct gvc_pair_look {
    gvc_idx file;
    gvc_labels *header; /* of its columns */
    char *first;        /* label of its first row */
    int year;           /* in its name, 0 = none */
} gvc_pair_look;

typedef struct gvc_pair_looks {
    gvc_pair_look *items;
    gvc_idx count;
} gvc_pair_looks;

/* Files that belong to one table; -1 = none. */
typedef struct gvc_pair {
    gvc_idx z, y, va, x;
} gvc_pair;

/* Looks at all files that came; more than GVC_PAIR_MOST labelled texts in a set are no pairs. */
enum { GVC_PAIR_MOST = 200 };
gvc_status gvc_pair_look_at(gvc_ctx *ctx, const gvc_files *files, gvc_pair_looks *out);
void gvc_pair_forget(gvc_pair_looks *looks);
/* The parts that go with look z, as far as labels, folders and years say; y -1: it is no Z. */
gvc_pair gvc_pair_of(const gvc_files *files, const gvc_pair_looks *looks, gvc_idx z);
/* Reads them. */
gvc_status gvc_pair_read(gvc_ctx *ctx, gvc_input *in, const gvc_pair *pair,
                         const gvc_read_options *options, gvc_builder *b);

#endif
