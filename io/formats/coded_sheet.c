/* coded_sheet.c - finding the rows of names, regions and codes in a sheet, and reading by them */
#include "formats/coded_sheet.h"

#include <ctype.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "formats/roles.h"
#include "formats/sheet_facts.h"

enum { CORNER_ROWS = 20, CORNER_COLUMNS = 16 };

/* A total misses the sums by less than this of them: cells are rounded. */
static const double total_tolerance = 1e-3;

/* "c12" */
static bool is_code(const char *text)
{
    return (text[0] == 'c' || text[0] == 'C') && text[1] != '\0' &&
           strspn(text + 1, "0123456789") == strlen(text + 1);
}

/* ---- finding --------------------------------------------------------------------------------- */
/* The first row with two codes beside each other, below a region and a name for each. */
static bool find_codes(char *const *corner, gvc_coded_sheet *c)
{
    for (gvc_idx r = 2; r < CORNER_ROWS; r++) {
        char *const *row = corner + r * CORNER_COLUMNS;
        for (gvc_idx k = 1; k + 1 < CORNER_COLUMNS && k <= GVC_SHEET_LABELS; k++) {
            char *const *region = row - CORNER_COLUMNS + k, *const *name = region - CORNER_COLUMNS;
            bool fits = is_code(row[k]) && is_code(row[k + 1]) && !is_code(row[k - 1]) &&
                        region[0][0] != '\0' && region[1][0] != '\0' && name[0][0] != '\0' &&
                        k >= 3;
            if (fits) {
                c->header = r + 1;
                c->labels = k;
                c->codes = r;
                c->regions = r - 1;
                c->names = r - 2;
                c->sectors = r >= 3 && name[-CORNER_COLUMNS][0] != '\0' ? r - 3 : -1;
                return true;
            }
        }
    }
    return false;
}

/* Texts of the first column above the cells, one a line. */
static char *join_title(char *const *corner, gvc_idx rows)
{
    gvc_text title = {0};
    for (gvc_idx r = 0; r < rows; r++) {
        const char *text = corner[r * CORNER_COLUMNS];
        gvc_text_addf(&title, "%s%s", title.length > 0 && text[0] != '\0' ? "\n" : "", text);
    }
    if (title.failed) {
        gvc_text_free(&title);
        return NULL;
    }
    return title.chars == NULL ? gvc_strdup("") : title.chars;
}

static gvc_status look_at(gvc_ctx *ctx, const gvc_book *book, gvc_coded_sheet *c, bool *found)
{
    char **corner = NULL;
    gvc_status status = gvc_book_corner(ctx, book, c->sheet, CORNER_ROWS, CORNER_COLUMNS, &corner);
    *found = status == GVC_OK && find_codes(corner, c);
    if (*found) {
        c->title = join_title(corner, c->header);
        status = c->title == NULL ? gvc_fail_memory(ctx, 256, "the title of a sheet") : GVC_OK;
    }
    if (corner != NULL) {
        gvc_book_free_corner(corner, CORNER_ROWS * CORNER_COLUMNS);
    }
    return status;
}

static gvc_status find_sheet(gvc_ctx *ctx, const gvc_book *book, gvc_coded_sheet *out, bool *found)
{
    gvc_status status = GVC_OK;
    *found = false;
    for (gvc_idx s = 0; status == GVC_OK && !*found && s < gvc_book_sheets(book); s++) {
        *out = (gvc_coded_sheet){.sheet = s};
        status = look_at(ctx, book, out, found);
    }
    return status;
}

int gvc_coded_sheet_score(gvc_ctx *ctx, gvc_input *in, const char *const *words,
                          int (*otherwise)(const gvc_coded_sheet *c))
{
    gvc_book *book = NULL;
    gvc_coded_sheet c = {0};
    bool found = false;
    gvc_status status = gvc_input_book(ctx, in, &book);
    if (status == GVC_OK && book != NULL) {
        status = find_sheet(ctx, book, &c, &found);
    }
    int score = status != GVC_OK ? 1 : found ? otherwise(&c) : 0;
    for (; status == GVC_OK && found && *words != NULL; words++) {
        bool named = gvc_sheet_facts_has(c.title, *words) ||
                     gvc_sheet_facts_has(gvc_book_sheet(book, c.sheet), *words);
        score = named ? 90 : score;
    }
    gvc_coded_sheet_clear(&c);
    return score;
}

gvc_status gvc_coded_sheet_find(gvc_ctx *ctx, gvc_input *in, const gvc_book **book,
                                gvc_coded_sheet *out)
{
    gvc_book *opened = NULL;
    bool found = false;
    gvc_status status = gvc_input_book(ctx, in, &opened);
    if (status == GVC_OK && opened == NULL) {
        return gvc_fail(ctx, GVC_EFORMAT, "%s: is no workbook (.xlsx, .xlsb)", in->name);
    }
    if (status == GVC_OK) {
        status = find_sheet(ctx, opened, out, &found);
    }
    if (status == GVC_OK && !found) {
        status =
            gvc_fail(ctx, GVC_EFORMAT,
                     "%s: no sheet has a row of codes c1, c2, ... below one of regions and one "
                     "of names within its first %d rows and %d columns",
                     in->name, CORNER_ROWS, CORNER_COLUMNS);
    }
    *book = opened;
    return status;
}

void gvc_coded_sheet_clear(gvc_coded_sheet *c)
{
    gvc_release(c->title);
    c->title = NULL;
}

/* ---- labels ---------------------------------------------------------------------------------- */
typedef struct reading {
    const gvc_coded_sheet *c;
    gvc_builder *b;
    bool by_sector; /* sector codes name the industries, not c1, c2, ... */
    double *total;  /* the row of total intermediate consumption, one a grid column */
    bool named;     /* a row without a code was named, and noted */
} reading;

/* Regions of totals: none of the world. */
static bool is_no_region(const char *text)
{
    return text[0] == '\0' || strcasecmp(text, "TOT") == 0 || strcasecmp(text, "TOTAL") == 0;
}

/* Sector codes are taken where final use has some too: WIOD 2016 has (CONS_h), WIOD 2013 has not.
 */
static gvc_status opened(gvc_ctx *ctx, void *user, const gvc_sheet *sheet)
{
    reading *r = user;
    const gvc_coded_sheet *c = r->c;
    (void)ctx;
    r->by_sector = c->sectors >= 0;
    for (gvc_idx k = c->labels; r->by_sector && k < gvc_sheet_width(sheet); k++) {
        const char *code = gvc_sheet_text(sheet, c->sectors, k);
        bool of_region = !is_no_region(gvc_sheet_text(sheet, c->regions, k));
        r->by_sector = !of_region || (code[0] != '\0' && !isdigit((unsigned char)code[0]));
    }
    return GVC_OK;
}

static gvc_status column(gvc_ctx *ctx, void *user, const gvc_sheet *sheet, gvc_idx at,
                         gvc_grid_label *label)
{
    const reading *r = user;
    const gvc_coded_sheet *c = r->c;
    const char *code = gvc_sheet_text(sheet, r->by_sector ? c->sectors : c->codes, at);
    const char *region = gvc_sheet_text(sheet, c->regions, at);
    const char *name = gvc_sheet_text(sheet, c->names, at);
    if (code[0] == '\0' && region[0] == '\0' && name[0] == '\0') {
        return GVC_OK;
    }
    bool total = is_no_region(region);
    if (total && is_code(code)) {
        return gvc_fail(ctx, GVC_EFORMAT, "column %s has no region above its code", code);
    }
    if (!total && code[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty, expected the code of a column of %s", region);
    }
    bool bare = code[0] == '\0' && strncasecmp(name, "total", 5) == 0;
    label->country = total ? "" : region;
    label->item = bare ? "TOTAL" : code[0] != '\0' ? code : name[0] != '\0' ? name : region;
    label->name = name[0] == '\0' ? NULL : name;
    return GVC_OK;
}

static bool is_intermediate(const char *item, const char *name)
{
    return gvc_is_inputs_label(item) || strncasecmp(name, "total intermediate", 18) == 0;
}

/* A row below the industries that has no code: margins, in WIOD 2013. */
static gvc_status name_row(gvc_ctx *ctx, reading *r, gvc_grid_label *label, const char *name)
{
    bool margins = strncasecmp(name, "International Transport Margin", 30) == 0;
    bool output = strncasecmp(name, "Output", 6) == 0 || strncasecmp(name, "total", 5) == 0;
    label->item = margins ? "IntTTM" : output ? "OUTPUT" : name;
    if (r->named) {
        return GVC_OK;
    }
    r->named = true;
    return gvc_builder_note(ctx, r->b, "row '%s' has no code: called %s", name, label->item);
}

static gvc_status row(gvc_ctx *ctx, void *user, const char *const *texts, bool empty,
                      gvc_grid_label *label, gvc_sheet_use *use)
{
    reading *r = user;
    const char *const *last = texts + r->c->labels - 1;
    const char *code = last[0], *region = last[-1], *name = last[-2];
    const char *sector = r->c->labels >= 4 ? last[-3] : "";
    bool total = is_no_region(region);
    const char *item = r->by_sector && sector[0] != '\0' ? sector : code;
    *use = GVC_SHEET_ROW;
    if (empty && (total || item[0] == '\0')) {
        *use = GVC_SHEET_LEAVE;
        return GVC_OK;
    }
    if (item[0] == '\0' && (!total || name[0] == '\0')) {
        return gvc_fail(ctx, GVC_EFORMAT, "is empty, expected the code of a row");
    }
    label->country = total ? "" : region;
    label->item = item;
    label->name = name[0] == '\0' ? NULL : name;
    if (total && is_code(item)) {
        return gvc_fail(ctx, GVC_EFORMAT, "row %s has no region beside its code", item);
    }
    *use = total && is_intermediate(item, name) ? GVC_SHEET_OWN : GVC_SHEET_ROW;
    return item[0] == '\0' ? name_row(ctx, r, label, name) : GVC_OK;
}

/* ---- total intermediate consumption ---------------------------------------------------------- */
static gvc_status keep_total(gvc_ctx *ctx, void *user, gvc_grid *grid, const gvc_grid_label *label,
                             const double *cells)
{
    reading *r = user;
    size_t columns = (size_t)gvc_grid_columns(grid);
    if (r->total == NULL) {
        r->total = gvc_malloc(columns + 1, sizeof *r->total);
    }
    if (r->total == NULL) {
        return gvc_fail_memory(ctx, columns * sizeof *r->total, "a row of totals");
    }
    memcpy(r->total, cells, columns * sizeof *r->total);
    (void)label;
    return GVC_OK;
}

/* It is left out; where it is not what it should be, that is worth a warning. */
static gvc_status compare_total(gvc_ctx *ctx, void *user, gvc_grid *grid)
{
    const reading *r = user;
    const gvc_dense *z = gvc_builder_z(r->b);
    double gap = 0, size = 0;
    if (r->total == NULL) {
        return GVC_OK;
    }
    for (gvc_idx c = 0; c < gvc_grid_columns(grid); c++) {
        if (gvc_grid_column_kind(grid, c) != GVC_GRID_INDUSTRY || isnan(r->total[c])) {
            continue;
        }
        gvc_idx j = gvc_grid_column_position(grid, c);
        double sum = 0;
        for (gvc_idx i = 0; i < z->rows; i++) {
            sum += z->data[i * z->stride + j];
        }
        gap += fabs(sum - r->total[c]);
        size += fabs(sum);
    }
    if (gap <= total_tolerance * size) {
        return gvc_builder_note(ctx, r->b,
                                "row of total intermediate consumption left out: it is "
                                "the sum of the rows above");
    }
    gvc_log(ctx, GVC_WARN,
            "the row of total intermediate consumption is not the sum of the rows above: off by "
            "%.3g in all",
            gap);
    return gvc_builder_note(ctx, r->b,
                            "row of total intermediate consumption left out, though it "
                            "is off from the sum of the rows above by %.3g in all",
                            gap);
}

/* ---- reading --------------------------------------------------------------------------------- */
gvc_status gvc_coded_sheet_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                                gvc_builder *b)
{
    gvc_coded_sheet c = {0};
    const gvc_book *book = NULL;
    gvc_status status = gvc_coded_sheet_find(ctx, in, &book, &c);
    reading r = {.c = &c, .b = b};
    const gvc_sheet_layout layout = {.sheet = c.sheet,
                                     .header = c.header,
                                     .labels = c.labels,
                                     .regions_have_industries = true,
                                     .user = &r,
                                     .opened = opened,
                                     .column = column,
                                     .row = row,
                                     .own = keep_total,
                                     .done = compare_total};
    if (status == GVC_OK) {
        status = gvc_sheet_read(ctx, book, &layout, b, options->keep_splits);
    }
    if (status == GVC_OK) {
        status = gvc_sheet_facts_set(ctx, in, options, c.title, gvc_book_sheet(book, c.sheet), b);
    }
    gvc_release(r.total);
    gvc_coded_sheet_clear(&c);
    return status;
}

gvc_status gvc_coded_sheet_years(gvc_ctx *ctx, gvc_input *in, gvc_year_list *out)
{
    gvc_coded_sheet c = {0};
    const gvc_book *book = NULL;
    gvc_status status = gvc_coded_sheet_find(ctx, in, &book, &c);
    if (status == GVC_OK) {
        const char *from = NULL;
        int year = gvc_sheet_facts_stated(c.title, gvc_book_sheet(book, c.sheet), &from);
        status = gvc_years_add(ctx, out, year);
    }
    gvc_coded_sheet_clear(&c);
    return status;
}

gvc_status gvc_coded_sheet_set(gvc_ctx *ctx, gvc_input *in, const char *start, bool short_years,
                               gvc_finds *out)
{
    for (gvc_idx i = 0; i < gvc_files_count(in->files); i++) {
        const char *name = gvc_base_name(gvc_files_name(in->files, i));
        bool book = gvc_ends_with(name, ".xlsx") || gvc_ends_with(name, ".xlsb");
        if (!book || strncasecmp(name, start, strlen(start)) != 0) {
            continue;
        }
        int year = gvc_sheet_facts_year(name);
        const char *at = name + strlen(start);
        if (year == 0 && short_years && strspn(at, "0123456789") == 2) {
            int last = 10 * (at[0] - '0') + (at[1] - '0');
            year = last < 50 ? 2000 + last : 1900 + last;
        }
        if (!gvc_finds_add(out, i, year)) {
            return gvc_fail_memory(ctx, 1024, "a list of files");
        }
    }
    return GVC_OK;
}
