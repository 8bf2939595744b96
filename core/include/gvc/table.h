/* gvc/table.h - an inter-country input-output table of one year
 *
 * n industries (country x sector pairs in any pairing: not every country needs every sector, and a
 * country may have several industries of one sector), f final-use columns, v value-added rows,
 * q extension rows. Sealed when built, so many threads may read it. Values are in the units of the
 * source, never rescaled. Row sells to column. Positions are not checked. */
#ifndef GVC_TABLE_H
#define GVC_TABLE_H

#include <gvc/status.h>

typedef struct gvc_table gvc_table;

typedef enum gvc_axis {
    GVC_INDUSTRY,    /* n, "DEU_C20" */
    GVC_FINAL_USE,   /* f, "DEU_HFCE" */
    GVC_VALUE_ADDED, /* v, "VA" */
    GVC_EXTENSION,   /* q, "CO2"; may be empty */
    GVC_COUNTRY,     /* in the order of first appearance */
    GVC_SECTOR,
    GVC_CATEGORY, /* of final use: "HFCE" */
} gvc_axis;

/* What a primary row (GVC_VALUE_ADDED) is. Published tables hold rows below Z that no measure
 * counts as value added: they stay in the table, apart (table preparation, valuation rows). */
typedef enum gvc_role {
    GVC_ROLE_VALUE_ADDED, /* counts as value added under GVC_VA_GIVEN */
    GVC_ROLE_TAX,         /* taxes less subsidies on products */
    GVC_ROLE_ADJUSTMENT,  /* margins, cif/fob, purchases abroad, discrepancies */
    GVC_ROLES
} gvc_role;

GVC_API gvc_idx gvc_table_count(const gvc_table *t, gvc_axis axis);
/* Borrowed. */
GVC_API const char *gvc_table_label(const gvc_table *t, gvc_axis axis, gvc_idx i);
/* Full name of a country, sector, category or primary row ("Germany"), units of an extension; NULL
 * where there is none. */
GVC_API const char *gvc_table_name(const gvc_table *t, gvc_axis axis, gvc_idx i);
GVC_API gvc_role gvc_table_role(const gvc_table *t, gvc_idx value_added);
/* "value added", "taxes on products", "adjustment"; NULL past the end. */
GVC_API const char *gvc_role_name(gvc_role role);
/* -1 if absent. */
GVC_API gvc_idx gvc_table_find(const gvc_table *t, gvc_axis axis, const char *label);
/* Country of industry or final-use column i, a position on GVC_COUNTRY; -1 for a final-use column
 * that belongs to no country. */
GVC_API gvc_idx gvc_table_country_of(const gvc_table *t, gvc_axis axis, gvc_idx i);
/* Positions on GVC_SECTOR and GVC_CATEGORY. */
GVC_API gvc_idx gvc_table_sector_of(const gvc_table *t, gvc_idx industry);
GVC_API gvc_idx gvc_table_category_of(const gvc_table *t, gvc_idx final_use);

GVC_API int gvc_table_year(const gvc_table *t); /* 0 = unknown */
/* units, prices, currency, source, source_file, source_sha256, source_format, source_notes, title,
 * table_sha256, history: NULL where not known. */
GVC_API const char *gvc_table_text(const gvc_table *t, const char *name);
/* All attributes, those above included, in the order of writing; NULL past the end. */
GVC_API const gvc_attribute *gvc_table_attribute(const gvc_table *t, gvc_idx i);
/* NULL if there is none of that name. */
GVC_API const gvc_attribute *gvc_table_find_attribute(const gvc_table *t, const char *name);

/* Matrices, borrowed. NULL for a table that was opened for its labels only. */
GVC_API const gvc_dense *gvc_table_z(const gvc_table *t); /* n x n intermediate use */
GVC_API const gvc_dense *gvc_table_y(const gvc_table *t); /* n x f final use */
GVC_API const gvc_dense *gvc_table_v(const gvc_table *t); /* v x n primary rows, see gvc_role */
/* v x f, what final use itself pays of the primary rows (taxes on products), or NULL */
GVC_API const gvc_dense *gvc_table_vy(const gvc_table *t);
GVC_API const double *gvc_table_x(const gvc_table *t); /* n, row sums of Z and Y */
/* Output and value added as the source states them; without them x is the row sums and V the one
 * row x - column sums of Z. */
GVC_API const double *gvc_table_x_given(const gvc_table *t); /* n, or NULL */
/* V holds rows of the source, not the residual. */
GVC_API bool gvc_table_has_primary(const gvc_table *t);
/* The source states value added: a row of that role. */
GVC_API bool gvc_table_has_given_va(const gvc_table *t);
GVC_API const gvc_dense *gvc_table_e(const gvc_table *t); /* q x n satellite accounts, or NULL */
GVC_API const gvc_dense *
gvc_table_ey(const gvc_table *t); /* q x f direct ones of final use, or NULL */

GVC_API void gvc_table_free(gvc_table *t);

/* ---- building one ---------------------------------------------------------------------------
 * Labels first (all axes, in the order of rows and columns), then gvc_builder_allocate, then fill
 * the matrices, then gvc_builder_seal. A failed call leaves the builder to be freed. Texts are
 * copied; matrices are borrowed, and old after gvc_builder_primary_row and _extension_row. Errors
 * of all: GVC_ENOMEM, GVC_EARG for a call out of turn (labels after gvc_builder_allocate). */
typedef struct gvc_builder gvc_builder;

GVC_API gvc_status gvc_builder_new(gvc_ctx *ctx, gvc_builder **out); /* *out is yours */
/* Codes appear by themselves when an industry names them; these calls fix the order beforehand or
 * give a full name (NULL = none). Naming a code twice sets its name. */
GVC_API gvc_status gvc_builder_country(gvc_ctx *ctx, gvc_builder *b, const char *code,
                                       const char *name);
GVC_API gvc_status gvc_builder_sector(gvc_ctx *ctx, gvc_builder *b, const char *code,
                                      const char *name);
/* label NULL = "COUNTRY_SECTOR". GVC_EFORMAT for a label that is there already or is empty. */
GVC_API gvc_status gvc_builder_industry(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                        const char *country, const char *sector);
/* label NULL = "COUNTRY_CATEGORY"; country "" = belongs to none. */
GVC_API gvc_status gvc_builder_final_use(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                         const char *country, const char *category);
/* A primary row of role GVC_ROLE_VALUE_ADDED. */
GVC_API gvc_status gvc_builder_value_added(gvc_ctx *ctx, gvc_builder *b, const char *label);
/* name NULL = none. */
GVC_API gvc_status gvc_builder_primary(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                       const char *name, gvc_role role);
/* Full name of a category of final use that a column named before. */
GVC_API gvc_status gvc_builder_category(gvc_ctx *ctx, gvc_builder *b, const char *code,
                                        const char *name);
/* units NULL = not known. */
GVC_API gvc_status gvc_builder_extension(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                         const char *units);

/* Zeroed matrices for the labels named so far: n x n, n x f, v x n, q x n. Checks the memory limit.
 * No label may be added afterwards, but whole rows by the two calls that follow. */
GVC_API gvc_status gvc_builder_allocate(gvc_ctx *ctx, gvc_builder *b);
GVC_API gvc_dense *gvc_builder_z(gvc_builder *b);
GVC_API gvc_dense *gvc_builder_y(gvc_builder *b);
GVC_API gvc_dense *gvc_builder_v(gvc_builder *b); /* rows 0 when no value-added label was named */
GVC_API gvc_dense *gvc_builder_e(gvc_builder *b);
/* Rows that a reader meets after the matrices: v (n) of industries, vy (f; NULL = none) of final
 * use. The pointers of gvc_builder_v and _e are old after that. Copied. */
GVC_API gvc_status gvc_builder_primary_row(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                           const char *name, gvc_role role, const double *v,
                                           const double *vy);
GVC_API gvc_status gvc_builder_extension_row(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                             const char *units, const double *e, const double *ey);
/* Asked for only when the source has them; NULL when memory is out. */
GVC_API double *gvc_builder_x_given(gvc_builder *b);
/* The same for output as a file states it for its own rows of Z and Y; sealing fails where they do
 * not add up to it. Not kept. */
GVC_API double *gvc_builder_x_stored(gvc_builder *b);
GVC_API gvc_dense *gvc_builder_ey(gvc_builder *b);
GVC_API gvc_dense *gvc_builder_vy(gvc_builder *b); /* v x f */

/* For tables published as input coefficients, which stand in Z until output is known. The output
 * that they and Y imply: x = A x + Y 1, into x (n); GVC_ESINGULAR where there is none. */
GVC_API gvc_status gvc_builder_implied_output(gvc_ctx *ctx, gvc_builder *b, double *x);
/* Coefficients per unit of output x become flows: column j of m (of Z, V, E) times x[j]. */
GVC_API void gvc_builder_scale_columns(gvc_dense *m, const double *x);

/* Takes industries, final-use columns or primary rows out again, with their rows and columns, in
 * place: drop[i] for each label of the axis. For blocks that turn out to be empty, for totals. Then
 * countries that nothing belongs to any more (GVC_COUNTRY). */
GVC_API gvc_status gvc_builder_drop(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const bool *drop);
/* Forgets labels and matrices; year, attributes and notes stay. */
GVC_API gvc_status gvc_builder_restart(gvc_ctx *ctx, gvc_builder *b);
/* The table so far: its labels, names and matrices as they stand, year and attributes. Borrowed. */
GVC_API const gvc_table *gvc_builder_so_far(const gvc_builder *b);

GVC_API void gvc_builder_set_year(gvc_builder *b, int year);
/* A year to go by until one is set. */
GVC_API void gvc_builder_assume_year(gvc_builder *b, int year);
GVC_API bool gvc_builder_year_is_assumed(const gvc_builder *b); /* and none was set since */
/* Any attribute; NULL text removes it. */
GVC_API gvc_status gvc_builder_set_text(gvc_ctx *ctx, gvc_builder *b, const char *name,
                                        const char *text);
GVC_API gvc_status gvc_builder_set_attribute(gvc_ctx *ctx, gvc_builder *b, const gvc_attribute *a);
/* Adds a line to source_notes: what the reader changed or assumed. */
GVC_API gvc_status gvc_builder_note(gvc_ctx *ctx, gvc_builder *b, const char *format, ...)
    GVC_PRINTF(3, 4);
/* Checks (at least one country, industry and final-use column; every cell finite; not all zero),
 * computes x and, where no primary row was named, the residual row "VA". *out is yours; the
 * builder is freed whatever happens. */
GVC_API gvc_status gvc_builder_seal(gvc_ctx *ctx, gvc_builder *b, gvc_table **out);
/* As seal, for a table of which only labels, year and attributes are known (no matrices). */
GVC_API gvc_status gvc_builder_seal_labels(gvc_ctx *ctx, gvc_builder *b, gvc_table **out);
GVC_API void gvc_builder_free(gvc_builder *b);

/* ---- checking one ---------------------------------------------------------------------------- */
/* How well a table keeps its accounts; gaps relative to the output of the industry. */
typedef struct gvc_balance {
    double row_gap, col_gap; /* largest |given output - row sum| / output; |1'Z + 1'V - x| / x */
    gvc_idx worst_row, worst_col;    /* industries, -1 if there is nothing to compare */
    double row_gap_abs, col_gap_abs; /* the same two, largest in table units */
    gvc_idx zero_output;             /* industries with x = 0 */
    gvc_idx orphans;                 /* of these: with exports but no output behind them */
    gvc_idx negative_va;             /* industries with value added (residual) below 0 */
    gvc_idx negative_z, negative_y;  /* cells below 0 */
    gvc_idx col_sums_above_one;      /* industries whose inputs exceed their output */
} gvc_balance;

/* Relative gap above which a table is reported: sources round cells to millions, which shows as
 * gaps of this order in small industries. */
#define GVC_BALANCE_TOLERANCE 1e-3

/* One pass over the table; cheap. GVC_EARG for a table opened for its labels only, as in the two
 * calls below. */
GVC_API gvc_status gvc_table_balance(gvc_ctx *ctx, const gvc_table *t, gvc_balance *out);

/* What a user should know about an industry. */
typedef enum gvc_fault {
    GVC_FAULT_ZERO_OUTPUT,     /* x = 0 */
    GVC_FAULT_ORPHAN,          /* of these: sells abroad all the same */
    GVC_FAULT_NEGATIVE_VA,     /* inputs above output */
    GVC_FAULT_STRAY,           /* x = 0, sells nothing abroad, but has a cell in row or column */
    GVC_FAULT_NEGATIVE_OUTPUT, /* x < 0 */
} gvc_fault;

/* The industries with this fault, in the order of the table: the first `most` into list, the number
 * of all into count. */
GVC_API gvc_status gvc_table_faults(gvc_ctx *ctx, const gvc_table *t, gvc_fault fault, gvc_idx most,
                                    gvc_idx *list, gvc_idx *count);

/* A cell of Z (col: an industry) or of Y (col: a final-use column). */
typedef struct gvc_table_cell {
    gvc_idx row, col;
    double value;
} gvc_table_cell;

/* The cells furthest below 0 of Z (columns: GVC_INDUSTRY) or Y (GVC_FINAL_USE), the lowest first:
 * at most `most` into list, their number into count. */
GVC_API gvc_status gvc_table_worst_cells(gvc_ctx *ctx, const gvc_table *t, gvc_axis columns,
                                         gvc_idx most, gvc_table_cell *list, gvc_idx *count);

#endif
