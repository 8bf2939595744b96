/* gvc/io.h - reading tables, reading and writing tables and results */
#ifndef GVC_IO_H
#define GVC_IO_H

#include <gvc/measure.h>
#include <gvc/result.h>
#include <gvc/table.h>

typedef struct gvc_read_options {
    int version;
    const char *format; /* a name of gvc_format_list; NULL = found by looking at the content */
    int year;           /* 0 = as the file says */
    const char *member; /* name inside an archive; NULL = the only one that fits */
    const char
        *countries; /* label lists for formats that need them; NULL = found beside the table */
    const char *sectors;
    const char *fd_countries;
    const char *units;  /* where the file does not say */
    const char *prices; /* where the file does not say; NULL = "current" */
    bool labels_only;   /* no matrices: what `gvc info` needs; formats may read all the same */
} gvc_read_options;
#define GVC_READ_OPTIONS_VERSION 1
#define GVC_READ_OPTIONS_INIT                                                                      \
    {                                                                                              \
        GVC_READ_OPTIONS_VERSION, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, false               \
    }

typedef struct gvc_write_options {
    int version;
    const char *format; /* a name of gvc_writer_list; NULL = by the suffix of the path */
    bool tidy;          /* HDF5: add /tidy/VIEW */
    bool keep_zeros;    /* with its rows of zeros */
    bool reproducible;  /* HDF5, JSON: leave out date and number of threads */
    int width;          /* terminal table: columns, 0 = 80 */
    gvc_idx max_rows;   /* terminal table: rows shown, 0 = all */
    bool color;         /* terminal table */
    /* HDF5, JSON: kept as attribute command_line and added to history; NULL = what the object
     * carries. */
    const char *command_line;
} gvc_write_options;
#define GVC_WRITE_OPTIONS_VERSION 1
#define GVC_WRITE_OPTIONS_INIT                                                                     \
    {                                                                                              \
        GVC_WRITE_OPTIONS_VERSION, NULL, false, false, false, 0, 0, false, NULL                    \
    }

typedef enum gvc_kind { GVC_KIND_TABLE, GVC_KIND_RESULT } gvc_kind;

/* Is this a stored result or a table (any readable format)? Reads the head only. */
GVC_API gvc_status gvc_file_kind(gvc_ctx *ctx, const char *path, gvc_kind *out);

/* Any format of gvc_format_list, plain, .gz, .xz or inside .zip. Errors name file, line and cell.
 */
GVC_API gvc_status gvc_table_read(gvc_ctx *ctx, gvc_table **out, const char *path,
                                  const gvc_read_options *options);
/* As a gvc table file (HDF5); the file appears whole or not at all. */
GVC_API gvc_status gvc_table_write(gvc_ctx *ctx, const gvc_table *t, const char *path,
                                   const gvc_write_options *options);

GVC_API gvc_status gvc_result_read(gvc_ctx *ctx, gvc_result **out, const char *path);
/* path "-" = standard output (text formats). The file appears whole or not at all. */
GVC_API gvc_status gvc_result_write(gvc_ctx *ctx, const gvc_result *r, const char *path,
                                    const gvc_write_options *options);
/* The same for a result that comes piece by piece (gvc_sink): open, hand the sink out, and once all
 * has come commit, which makes the file appear and frees the writer whatever comes back. Abandoned
 * instead, nothing is left of it. csv, tsv and hdf5 write pieces as they come; json and table keep
 * them until the end. The bytes do not depend on the pieces. Texts of the options are borrowed. */
typedef struct gvc_result_writer gvc_result_writer;
GVC_API gvc_status gvc_result_writer_open(gvc_ctx *ctx, gvc_result_writer **out, const char *path,
                                          const gvc_write_options *options);
GVC_API gvc_sink gvc_result_writer_sink(gvc_result_writer *w);
GVC_API gvc_status gvc_result_writer_commit(gvc_ctx *ctx, gvc_result_writer *w);
GVC_API void gvc_result_writer_abandon(gvc_result_writer *w);
/* GVC_OK if gvc_result_write would know how to write there: the suffix or the format is known. */
GVC_API gvc_status gvc_result_can_write(gvc_ctx *ctx, const char *path,
                                        const gvc_write_options *options);

/* The table that ships with gvc: a made-up world of ten economies. year: one of gvc_example_years
 * (0-ended), or 0 for the last. GVC_EUNKNOWN for another year; *out is yours. */
GVC_API gvc_status gvc_example_table(gvc_ctx *ctx, gvc_table **out, int year);
GVC_API const int *gvc_example_years(void);

/* Shares of the value added of sectors, from a CSV file with a header: columns sector and `name`
 * ("stage", "function"), and where needed country and share (1 without it), in any order. Lines
 * with an empty country, or without that column, are about all countries. Errors name file, line
 * and column. *out is yours. */
GVC_API gvc_status gvc_weights_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count,
                                    const char *path, const char *name);
GVC_API void gvc_weights_free(gvc_weight *weights); /* NULL is fine */

/* What can be read and written, for help; NULL-ended, borrowed for ever. */
typedef struct gvc_format_info {
    const char *name;    /* "icio-csv" */
    const char *summary; /* one line */
    const char *details; /* what the file looks like, a short paragraph */
    const char *suffixes;
} gvc_format_info;
GVC_API const gvc_format_info *const *gvc_format_list(void);
GVC_API const gvc_format_info *const *gvc_writer_list(void);

#endif
