/* format.h - a table format: io/formats/NAME.c defines one record, formats.def names it
 *
 * Which reader it is. (1) Of several files that belong together (an archive, a folder, several
 * paths) each format's `find` names the tables that they form: an Eora year is eight files. (2)
 * Where no format finds one, every file that could be a table stands for itself, and so does a
 * single file: then `score` judges its first bytes. What is asked for with --year and --member
 * chooses among several; without it they are listed. */
#ifndef GVC_IO_FORMAT_H
#define GVC_IO_FORMAT_H

#include <gvc/io.h>

#include "base/base.h"
#include "book/book.h"
#include "files.h"
#include "rdata/rdata.h"
#include "source.h"

/* What a format is shown and reads. */
typedef struct gvc_input {
    gvc_files *files;
    gvc_idx main;       /* the file that is judged or was claimed */
    gvc_source *source; /* main, at its first byte; NULL while tables are looked for in a set */
    const char *name;   /* of main, for messages; borrowed */
    const unsigned char *head; /* its first bytes; borrowed */
    size_t length;
    gvc_book *book;   /* gvc_input_book keeps it here */
    gvc_rdata *rdata; /* gvc_input_rdata keeps it here */
    bool elsewhere;   /* the error is one of another file, which its text names */
} gvc_input;

/* The workbook that main is, opened once whoever asks; NULL where it is none. Borrowed. Errors are
 * those of a damaged workbook. */
gvc_status gvc_input_book(gvc_ctx *ctx, gvc_input *in, gvc_book **out);

/* The outline of main as R saved it, made once whoever asks; NULL where it is no R data. Borrowed.
 * Errors are those of damaged R data, and come each time. */
gvc_status gvc_input_rdata(gvc_ctx *ctx, gvc_input *in, gvc_rdata **out);

/* Puts the name of main before the text of an error, unless it is there. Returns status. */
gvc_status gvc_input_fail(gvc_ctx *ctx, const gvc_input *in, gvc_status status);

/* Tables that files form together. */
typedef struct gvc_found {
    gvc_idx main; /* the file that stands for the table; its name is the member's name */
    int year;     /* 0 = not known from the names */
} gvc_found;

typedef struct gvc_finds {
    gvc_found *items;
    gvc_idx count, room;
} gvc_finds;

/* False when memory is out. */
bool gvc_finds_add(gvc_finds *finds, gvc_idx main, int year);

/* Years, in any order, each once. */
typedef struct gvc_year_list {
    int *items;
    gvc_idx count, room;
} gvc_year_list;

/* 0, not known, is passed over. */
gvc_status gvc_years_add(gvc_ctx *ctx, gvc_year_list *list, int year);

typedef struct gvc_format {
    gvc_format_info info;
    /* How sure this reader is about one file: 0 = not mine .. 100 = certain. Looks at in->head
     * first; may open in->book or look for files beside main where the head fits. What cannot be
     * read scores 0: the error of *reading* it comes when it is read. NULL: only as a set. */
    int (*score)(gvc_ctx *ctx, gvc_input *in);
    /* Adds the tables that the files form together, in the order of their years; NULL: only single
     * files. Judges names first, then heads; in->main and in->source are not set. */
    gvc_status (*find)(gvc_ctx *ctx, gvc_input *in, gvc_finds *out);
    /* Reads the whole table. Labels, allocate, cells, year, attributes, notes; the caller seals.
     * Options are never NULL; year, units and prices stand in the builder as the user or the name
     * says, and the reader overwrites what its file knows. A reader that heeds options->model or
     * options->valuation sets the attribute sut_model or valuation, also for labels only. */
    gvc_status (*read)(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                       gvc_builder *out);
    /* Adds the years that the file says it holds, its numbers unread where that can be helped;
     * nothing = as its name says. NULL: the file says none. */
    gvc_status (*years)(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out);
    /* The file carries its year and its provenance: nothing is made up from its name. */
    bool complete;
} gvc_format;

/* All formats, NULL-ended, in the order of formats.def. */
const gvc_format *const *gvc_formats(void);

/* The year of a file that holds several: the one asked for, or the only one; else an error that
 * lists them ("holds the years 1965 to 2000; choose one with --year"). years ascending. */
gvc_status gvc_choose_year(gvc_ctx *ctx, const char *name, const int *years, gvc_idx count,
                           int asked, int *out);
/* The unit that the provider documents or the file states; `from` says which ("title of the sheet",
 * "documentation of the provider") and goes into the attribute units_source. What the user said
 * with --unit is overruled with a note where it differs. */
gvc_status gvc_set_units(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                         const char *units, const char *from);

#endif
