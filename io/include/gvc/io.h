/* gvc/io.h - reading tables, reading and writing tables and results */
#ifndef GVC_IO_H
#define GVC_IO_H

#include <gvc/balance.h>
#include <gvc/deflate.h>
#include <gvc/figure.h>
#include <gvc/measure.h>
#include <gvc/result.h>
#include <gvc/scenario.h>
#include <gvc/table.h>
#include <gvc/uncertainty.h>

typedef struct gvc_read_options {
    int version;
    const char *format; /* a name of gvc_format_list; NULL = found by looking at the content */
    int year;           /* 0 = as the file says */
    const char *member; /* name inside an archive; NULL = the only one that fits */
    /* Label lists for formats that need them; NULL = found beside the table. */
    const char *countries, *sectors, *fd_countries;
    const char *units;  /* where the file does not say */
    const char *prices; /* where the file does not say; NULL = "current" */
    bool labels_only;   /* no matrices: what `gvc info` needs; formats may read all the same */
    /* Territories of a country (CN1, CN2 of CHN) as countries of their own; without it they are
     * industries of the one country. */
    bool keep_splits;
    char model;            /* supply-use tables: 'A' .. 'D' of gvc/symmetric.h; 0 = 'D' */
    const char *valuation; /* "basic" (NULL), or as the format names them: "trade margins" */
    const char *satellite; /* CSV file of satellite accounts, one column an industry; NULL = none */
    bool missing_is_zero;  /* industries without a column there, empty cells: 0, not an error */
} gvc_read_options;
#define GVC_READ_OPTIONS_VERSION 3
#define GVC_READ_OPTIONS_INIT                                                                      \
    {                                                                                              \
        GVC_READ_OPTIONS_VERSION, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, false, false, 0,    \
            NULL, NULL, false                                                                      \
    }

typedef struct gvc_write_options {
    int version;
    const char *format; /* a name of gvc_writer_list; NULL = by the suffix of the path */
    bool tidy;          /* HDF5: add /tidy/VIEW */
    bool keep_zeros;    /* with its rows of zeros */
    bool reproducible;  /* all but text: leave out date and number of threads */
    int width;          /* terminal table: columns, 0 = 80 */
    gvc_idx max_rows;   /* terminal table: rows shown, 0 = all */
    bool color;         /* terminal table */
    /* HDF5, JSON, xlsx, dta: kept as attribute command_line and added to history; NULL = what the
     * object carries. */
    const char *command_line;
    /* Formats that list rows: those are sorted by this term, the largest first or, ascending, the
     * smallest; NULL = in the order of the keys, or by the first term where `top` is given. */
    const char *sort;
    bool ascending;
    gvc_idx top; /* so many rows, the first in that order; 0 = all */
} gvc_write_options;
#define GVC_WRITE_OPTIONS_VERSION 3
#define GVC_WRITE_OPTIONS_INIT                                                                     \
    {                                                                                              \
        GVC_WRITE_OPTIONS_VERSION, NULL, false, false, false, 0, 0, false, NULL, NULL, false, 0    \
    }

typedef enum gvc_kind { GVC_KIND_TABLE, GVC_KIND_RESULT } gvc_kind;

/* Is this a stored result or a table (any readable format)? Reads the head only. GVC_EIO, and
 * GVC_EFORMAT for an HDF5 file that is none of gvc's, or of a newer one. */
GVC_API gvc_status gvc_file_kind(gvc_ctx *ctx, const char *path, gvc_kind *out);

/* Any format of gvc_format_list, plain, compressed (gz, xz, bz2, zst, lz4, lzip, Z) or inside an
 * archive (zip, 7z, tar), archives within archives too; a folder where a table is several files.
 * Errors name file, line and cell. *out is yours. */
GVC_API gvc_status gvc_table_read(gvc_ctx *ctx, gvc_table **out, const char *path,
                                  const gvc_read_options *options);
/* The same out of several paths that belong together: an archive and its labels. */
GVC_API gvc_status gvc_table_read_files(gvc_ctx *ctx, gvc_table **out, const char *const *paths,
                                        gvc_idx count, const gvc_read_options *options);
/* The years of the tables that a file, folder or archive holds, ascending, each once: what the
 * names of members say where the tables are files of an archive or folder, else what the file says,
 * else its name. count 0: the year cannot be known without reading it (one table that says none).
 * Numbers are not read: an archive is listed, a file with a column or attribute of years is asked
 * for those alone (a text with a line for each cell once through). Errors: as of gvc_table_read
 * for what is no table, for several tables whose names say no year, and for options->year where it
 * is not among the years; that year alone comes back where it is. options: format, member, year;
 * NULL = defaults. *years is yours (gvc_years_free). */
GVC_API gvc_status gvc_table_years(gvc_ctx *ctx, int **years, gvc_idx *count, const char *path,
                                   const gvc_read_options *options);
GVC_API void gvc_years_free(int *years); /* NULL is fine */
/* As a gvc table file (HDF5); the file appears whole or not at all. options NULL = defaults.
 * GVC_EIO; GVC_EARG: options of another version. */
GVC_API gvc_status gvc_table_write(gvc_ctx *ctx, const gvc_table *t, const char *path,
                                   const gvc_write_options *options);

/* A stored result. GVC_EIO, GVC_EFORMAT (a table, another version, damaged: says where),
 * GVC_ENOMEM. *out is yours. */
GVC_API gvc_status gvc_result_read(gvc_ctx *ctx, gvc_result **out, const char *path);
/* Everything but the values: a frame (gvc_sink). As above. */
GVC_API gvc_status gvc_result_read_frame(gvc_ctx *ctx, gvc_result **out, const char *path);
/* path "-" = standard output (text formats). The file appears whole or not at all. options NULL =
 * defaults. GVC_EARG: no writer of that name or suffix, options of another version, or that the
 * writer has no place for; GVC_EIO. */
GVC_API gvc_status gvc_result_write(gvc_ctx *ctx, const gvc_result *r, const char *path,
                                    const gvc_write_options *options);
/* The same for a result that comes piece by piece (gvc_sink): open, hand the sink out, and once all
 * has come commit, which makes the file appear and frees the writer whatever comes back. Abandoned
 * instead, nothing is left of it. csv, tsv, hdf5 and xlsx write pieces as they come; json, table
 * and dta keep them until the end. The bytes do not depend on the pieces. Texts of the options are
 * borrowed. */
typedef struct gvc_result_writer gvc_result_writer;
GVC_API gvc_status gvc_result_writer_open(gvc_ctx *ctx, gvc_result_writer **out, const char *path,
                                          const gvc_write_options *options);
GVC_API gvc_sink gvc_result_writer_sink(gvc_result_writer *w);
/* In the place of a piece of one year: year `at` (a position) of the stored result at `path`, whose
 * keys, labels and terms are those of w, is copied into the year that comes next. *taken false, and
 * nothing done, where the two files are not laid out alike (years of few cells share chunks): the
 * year then comes as a piece. Values are not looked at. GVC_EFORMAT for a damaged file. */
GVC_API gvc_status gvc_result_writer_adopt(gvc_ctx *ctx, gvc_result_writer *w, const char *path,
                                           gvc_idx at, bool *taken);
GVC_API gvc_status gvc_result_writer_commit(gvc_ctx *ctx, gvc_result_writer *w);
GVC_API void gvc_result_writer_abandon(gvc_result_writer *w);
/* GVC_OK if gvc_result_write would know how to write there: the suffix or the format is known. */
GVC_API gvc_status gvc_result_can_write(gvc_ctx *ctx, const char *path,
                                        const gvc_write_options *options);

/* How a figure looks. */
typedef struct gvc_figure_style {
    int version;
    double width, height; /* inches; 0 = 90 mm (one column), as high as the figure needs */
    /* "#0072B2", NULL-ended: one for each series, or what the colours of a heat map run through;
     * NULL = colours that all can tell apart. Too few are GVC_EARG. */
    const char *const *colors;
    char decimal; /* '.', or ',' with blanks between thousands */
    bool bare;    /* without the title and caption made here, which a text has around the figure */
} gvc_figure_style;
#define GVC_FIGURE_STYLE_VERSION 1
#define GVC_FIGURE_STYLE_INIT                                                                      \
    {                                                                                              \
        GVC_FIGURE_STYLE_VERSION, 0, 0, NULL, '.', false                                           \
    }

/* Draws the figure into a file, which appears whole or not at all: .svg, .pdf and .png (300 dots an
 * inch) with the program gnuplot; .vl.json as a Vega-Lite specification, without it. style NULL =
 * defaults. GVC_EUNSUPPORTED: gnuplot is not installed; GVC_EIO with its words where it fails. */
GVC_API gvc_status gvc_figure_write(gvc_ctx *ctx, const gvc_figure *f, const char *path,
                                    const gvc_figure_style *style);
/* The script that gnuplot would get, with all data inside, to draw `picture` (.svg, .pdf, .png). */
GVC_API gvc_status gvc_figure_write_script(gvc_ctx *ctx, const gvc_figure *f, const char *path,
                                           const char *picture, const gvc_figure_style *style);
/* The numbers in the figure as CSV: panel, series, label, x, y, size; low and high where there are
 * intervals. */
GVC_API gvc_status gvc_figure_write_data(gvc_ctx *ctx, const gvc_figure *f, const char *path);
/* GVC_OK if gvc_figure_write would know how to write there, as far as can be told before. */
GVC_API gvc_status gvc_figure_can_write(gvc_ctx *ctx, const char *path);

/* The table that ships with gvc: a made-up world of ten economies. year: one of gvc_example_years
 * (0-ended), or 0 for the last. GVC_EUNKNOWN for another year; *out is yours. */
GVC_API gvc_status gvc_example_table(gvc_ctx *ctx, gvc_table **out, int year);
GVC_API const int *gvc_example_years(void); /* borrowed for ever */

/* Shares of the value added of sectors, from a CSV file with a header: columns sector and `name`
 * ("stage", "function"), and where needed country and share (1 without it), in any order. Lines
 * with an empty country, or without that column, are about all countries. Errors name file and
 * line, so those of two lines about the same. *out is yours. */
GVC_API gvc_status gvc_weights_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count,
                                    const char *path, const char *name);
GVC_API void gvc_weights_free(gvc_weight *weights); /* NULL is fine */

/* Shocks of a scenario, from a CSV file with a header: change, and some of country, sector, buyer,
 * from, to, unit (pct, the default, or abs), name, in any order; empty fields are not said. In a
 * file with a column buyer or to, country is who sells. Errors name file and line, so that of a
 * shock that is there twice (two that say the same need two names). *out is yours. */
GVC_API gvc_status gvc_shocks_read(gvc_ctx *ctx, gvc_shock **out, gvc_idx *count, const char *path);
/* The same from an INI file: a section a shock, its name that of the shock, keys country, sector,
 * from, to, buyer, border, by, rate, price, split, as the options of gvc scenario. */
GVC_API gvc_status gvc_scenario_read(gvc_ctx *ctx, gvc_shock **out, gvc_idx *count,
                                     const char *path);
GVC_API void gvc_shocks_free(gvc_shock *shocks, gvc_idx count); /* NULL is fine */
/* "50%" is a share, 0.5; "120" an amount. False for what is no finite number. */
GVC_API bool gvc_shock_size(const char *text, double *by, bool *absolute);

/* What accounts add to indicators (tonnes of CO2 and CH4 to warming), from a CSV file with a
 * header: columns account, indicator, weight, in any order. As gvc_weights_read, with sector =
 * account, name = indicator, share = weight, GVC_CHARACTERISATION_MOST at most. */
GVC_API gvc_status gvc_characterisation_read(gvc_ctx *ctx, gvc_weight **out, gvc_idx *count,
                                             const char *path);

/* Prices and exchange rates, from a CSV file with a header: columns country, year, deflator and,
 * where currencies differ, rate (1 without it), in any order, once for each country and year. *out
 * is yours. */
GVC_API gvc_status gvc_deflators_read(gvc_ctx *ctx, gvc_deflator **out, gvc_idx *count,
                                      const char *path);
GVC_API void gvc_deflators_free(gvc_deflator *deflators); /* NULL is fine */

/* Relative errors of blocks of cells, from a CSV file with the header from,to,rel, in any order; *
 * stands for all. Whether a table has the labels is seen when it is measured; block k stands in
 * line k + 2. Errors name file and line, so that of a pair of labels that is there twice. *out is
 * yours. */
GVC_API gvc_status gvc_error_blocks_read(gvc_ctx *ctx, gvc_error_block **out, gvc_idx *count,
                                         const char *path);
GVC_API void gvc_error_blocks_free(gvc_error_block *blocks); /* NULL is fine */

/* Totals of rows and columns of t, from a CSV file with a header: label (of an industry or a final
 * use), and some of output, inputs, value_added, total (of a final use), in any order; empty = not
 * given. *out is yours. */
GVC_API gvc_status gvc_targets_read(gvc_ctx *ctx, gvc_targets **out, const gvc_table *t,
                                    const char *path);
GVC_API void gvc_targets_free(gvc_targets *targets); /* NULL is fine */

/* Price indices of the industries of t, from a CSV file with a header: industry, or country and
 * sector (one will do; the more special line wins), and index (1 in the base) or index100. *out is
 * yours. */
GVC_API gvc_status gvc_prices_read(gvc_ctx *ctx, gvc_prices **out, const gvc_table *t,
                                   const char *path);
GVC_API void gvc_prices_free(gvc_prices *prices); /* NULL is fine */

/* Bytes that this process may still take: what the machine has available (/proc/meminfo), or what
 * is left below the limit of a control group (version 1 or 2) that it is in or of one above,
 * whichever is least; at least 1, and 0 where nothing is known. What others take meanwhile is not
 * foreseen. */
GVC_API size_t gvc_memory_available(void);

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
