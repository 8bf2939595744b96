/* gvc/result.h - named N-d arrays over labelled dimensions, plus provenance
 *
 * Every measure returns one. Dimensions come in a fixed order, `year` first; all terms have all
 * dimensions; values are row-major in that order. NaN = undefined or absent, 0 = no flow. Positions
 * of dimensions, labels, terms and cells are not checked. What a result hands out is borrowed from
 * it; several threads may read one. */
#ifndef GVC_RESULT_H
#define GVC_RESULT_H

#include <gvc/status.h>

typedef struct gvc_result gvc_result;

/* Units of a column whose rows are of different terms: those of the row's term. */
#define GVC_UNITS_OF_ROW "units of the term"

/* One value a method produces. The same record feeds help text, files and the manual. */
typedef struct gvc_term {
    const char *name;      /* "dva_fin": dataset and column name; lower case, stable for ever */
    const char *long_name; /* "Domestic value added in final exports" */
    const char *formula;   /* plain text, "V_s B_ss Y_sr" */
    const char *units;     /* NULL = units of the table; "1" = share; GVC_UNITS_OF_ROW */
    bool sums;             /* part of the additive identity that the method must satisfy */
} gvc_term;

GVC_API gvc_idx gvc_result_ndims(const gvc_result *r);
GVC_API const char *gvc_result_dim(const gvc_result *r, gvc_idx d); /* "exporter" */
GVC_API gvc_idx gvc_result_extent(const gvc_result *r, gvc_idx d);
/* True for a dimension of integers (year, rank): use gvc_result_number, labels are texts of it. */
GVC_API bool gvc_result_is_integer(const gvc_result *r, gvc_idx d);
GVC_API int32_t gvc_result_number(const gvc_result *r, gvc_idx d, gvc_idx i);
GVC_API const char *gvc_result_label(const gvc_result *r, gvc_idx d, gvc_idx i); /* borrowed */
GVC_API gvc_idx gvc_result_find_dim(const gvc_result *r, const char *name);      /* -1 if absent */

GVC_API gvc_idx gvc_result_nterms(const gvc_result *r);
/* units are never NULL here: the table's own are filled in. */
GVC_API const gvc_term *gvc_result_term(const gvc_result *r, gvc_idx k);
GVC_API gvc_idx gvc_result_find_term(const gvc_result *r, const char *name); /* -1 if absent */
/* NULL where values of the term may be added up over the labels of the dimension: amounts, and
 * points of one growth over what it is split by. Else why not, in a few words: percentages,
 * indices, multipliers, years, flows that hold value added twice. By units and names, not values.
 */
GVC_API const char *gvc_result_no_sum(const gvc_result *r, gvc_idx term, gvc_idx dim);
/* cells, borrowed; NULL for a frame (gvc_sink). */
GVC_API const double *gvc_result_values(const gvc_result *r, gvc_idx k);
GVC_API gvc_idx gvc_result_cells(const gvc_result *r); /* product of the extents */

/* True if the cell (position in row-major order) is a row of a text output: false for the own
 * country (importer = exporter) of a view of exports, for industries the table does not have, and
 * for cells without any value where a result lists single cells (attribute rows = "defined"). */
GVC_API bool gvc_result_is_row(const gvc_result *r, gvc_idx cell);

/* Attributes in the order of writing; NULL past the end, or where there is none of that name. */
GVC_API const gvc_attribute *gvc_result_attribute(const gvc_result *r, gvc_idx i);
GVC_API const gvc_attribute *gvc_result_find_attribute(const gvc_result *r, const char *name);
/* The text of an attribute, NULL if absent or no text: view, title, units, identity, warnings, ...
 */
GVC_API const char *gvc_result_text(const gvc_result *r, const char *name);

/* Select, pick and add_shares take frames and pieces (gvc_sink) as well as whole results, and give
 * the same kind. */

/* Keep only these labels of a dimension, in the order of the result (labels: NULL-ended; year by
 * its text). GVC_EUNKNOWN names near labels, and for a dimension the view does not have says so.
 * Values do not change. *out is yours. */
GVC_API gvc_status gvc_result_select(gvc_ctx *ctx, gvc_result **out, const gvc_result *r,
                                     const char *dim, const char *const *labels);
/* Keep only these terms, in the order given (NULL-ended). GVC_EUNKNOWN names near ones, GVC_EARG:
 * none given. *out is yours. */
GVC_API gvc_status gvc_result_pick(gvc_ctx *ctx, gvc_result **out, const gvc_result *r,
                                   const char *const *terms);
/* Adds NAME_sh after each term in the units of the total: term / total, total = the term named by
 * attribute "identity", which gets no share itself; 0/0 is NaN. GVC_EARG where the view has no
 * total, or has shares already, or errors of its numbers (gvc_measure_uncertain), which are not
 * those of shares. *out is yours. */
GVC_API gvc_status gvc_result_add_shares(gvc_ctx *ctx, gvc_result **out, const gvc_result *r);

/* A copy; of a frame (gvc_sink) a frame. *out is yours. */
GVC_API gvc_status gvc_result_copy(gvc_ctx *ctx, gvc_result **out, const gvc_result *r);

/* Adds or replaces an attribute, for provenance that only the caller knows (command_line, options);
 * copied. A text of NULL removes it. GVC_EARG for own_cell that does not name two dimensions. */
GVC_API gvc_status gvc_result_set_attribute(gvc_ctx *ctx, gvc_result *r, const gvc_attribute *a);
GVC_API gvc_status gvc_result_set_text(gvc_ctx *ctx, gvc_result *r, const char *name,
                                       const char *text);
GVC_API void gvc_result_free(gvc_result *r);

/* Takes a result piece by piece, so that it never has to stand in memory whole. First `begin` with
 * the frame: all dimensions, terms, masks and the attributes known so far, no values. Then the
 * pieces, in order: results with the terms and dimensions of the frame, but of dimension `along`
 * only the labels from position `first` on; dimensions before it have one label, so pieces follow
 * each other in the order of cells. Last `end` with the frame again, all attributes final.
 * After a failure, its own or its source's, a sink hears nothing more: who made it takes it down.
 * Frames and pieces are borrowed until the call returns. */
typedef struct gvc_sink {
    gvc_status (*begin)(gvc_ctx *ctx, const gvc_result *frame, void *user);
    gvc_status (*piece)(gvc_ctx *ctx, const gvc_result *piece, gvc_idx along, gvc_idx first,
                        void *user);
    gvc_status (*end)(gvc_ctx *ctx, const gvc_result *frame, void *user);
    void *user;
} gvc_sink;

/* Hands a result in memory to a sink, in one piece. GVC_EARG for a frame; else what the sink says.
 */
GVC_API gvc_status gvc_result_send(gvc_ctx *ctx, const gvc_result *r, const gvc_sink *sink);
/* A sink that puts the pieces together in memory. gvc_collector_take hands the result over after
 * `end` (NULL before); free the collector in any case. */
typedef struct gvc_collector gvc_collector;
GVC_API gvc_status gvc_collector_new(gvc_ctx *ctx, gvc_collector **out);
GVC_API gvc_sink gvc_collector_sink(gvc_collector *c);
GVC_API gvc_result *gvc_collector_take(gvc_collector *c);
GVC_API void gvc_collector_free(gvc_collector *c);

#endif
