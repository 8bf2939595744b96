/* exiobase3.c - EXIOBASE 3 as published: an archive or folder of a year, by industries or products
 *
 * The layout is that of a table saved by pymrio, with lists of codes beside it. Up to 3.8 the
 * factor inputs stand first in the folder `satellite`, since 3.9 in a folder of their own. */
#include <string.h>
#include <strings.h>

#include "format.h"
#include "formats/saved.h"

enum { FACTOR_ROWS = 9, LIST_COLUMNS = 8 };

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    return gvc_saved_find(ctx, in, out, true);
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    return gvc_saved_score(ctx, in, true);
}

/* ---- codes ----------------------------------------------------------------------------------- */

/* The column of a list whose header is `name`; -1 = none. */
static gvc_idx column_of(const gvc_headed *h, const char *name)
{
    gvc_idx c = gvc_headed_label_columns(h) - 1;
    while (c >= 0 && strcasecmp(gvc_headed_corner(h, 0, c), name) != 0) {
        c--;
    }
    return c;
}

static gvc_status name_code(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const char *name,
                            const char *code)
{
    if (gvc_table_find(gvc_builder_so_far(b), axis, name) < 0 || code[0] == '\0') {
        return GVC_OK;
    }
    return axis == GVC_SECTOR ? gvc_builder_sector(ctx, b, name, code)
                              : gvc_builder_category(ctx, b, name, code);
}

/* A list with the columns Name and CodeNr: the code becomes the name of the sector or category that
 * the table calls by its name. */
static gvc_status read_codes(gvc_ctx *ctx, const gvc_saved *s, gvc_builder *b, const char *list,
                             gvc_axis axis)
{
    gvc_idx at = gvc_folders_find_text(&s->folders, s->folder, list);
    gvc_headed *h = NULL;
    bool more = true;
    if (at < 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_headed_open(ctx, &h, s->folders.files, at, 1, -1);
    gvc_idx name = status == GVC_OK ? column_of(h, "Name") : -1;
    gvc_idx code = status == GVC_OK ? column_of(h, "CodeNr") : -1;
    while (status == GVC_OK && name >= 0 && code >= 0) {
        status = gvc_headed_next(ctx, h, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = name_code(ctx, b, axis, gvc_headed_label(h, name), gvc_headed_label(h, code));
    }
    if (status == GVC_OK && (name < 0 || code < 0)) {
        status = gvc_builder_note(ctx, b, "%s: no columns Name and CodeNr, so no codes are taken",
                                  gvc_headed_name(h));
    }
    gvc_headed_close(h);
    return status;
}

/* ---- what is worth knowing ------------------------------------------------------------------- */

static gvc_status note_factors(gvc_ctx *ctx, const gvc_parts *p, gvc_builder *b)
{
    gvc_idx primary = gvc_table_count(gvc_builder_so_far(b), GVC_VALUE_ADDED);
    gvc_status status = GVC_OK;
    if (primary == 0) {
        status =
            gvc_builder_note(ctx, b, "no factor inputs in %s: value added is output less inputs",
                             p->money == NULL ? "the unit of the table" : p->money);
    } else if (primary != FACTOR_ROWS) {
        status = gvc_builder_note(ctx, b, "%lld rows of factor inputs, EXIOBASE has had %d",
                                  (long long)primary, FACTOR_ROWS);
    }
    return status;
}

/* The column of exports of each region is kept, and is zero since all trade is inside the table. */
static gvc_status note_exports(gvc_ctx *ctx, gvc_builder *b)
{
    const gvc_table *t = gvc_builder_so_far(b);
    const gvc_dense *y = gvc_builder_y(b);
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_table_count(t, GVC_CATEGORY); k++) {
        const char *category = gvc_table_label(t, GVC_CATEGORY, k);
        if (strncasecmp(category, "export", 6) != 0) {
            continue;
        }
        gvc_idx cells = 0;
        double sum = 0;
        for (gvc_idx c = 0; c < y->cols; c++) {
            for (gvc_idx i = 0; gvc_table_category_of(t, c) == k && i < y->rows; i++) {
                double value = y->data[i * y->stride + c];
                cells += value != 0;
                sum += value;
            }
        }
        status =
            cells == 0
                ? gvc_builder_note(ctx, b, "final use '%s' is zero everywhere; kept", category)
                : gvc_builder_note(ctx, b,
                                   "final use '%s' has %lld cells that are not zero, sum %.6g; "
                                   "kept as final use of its region",
                                   category, (long long)cells, sum);
    }
    return status;
}

static gvc_status set_units(gvc_ctx *ctx, const gvc_parts *p, const gvc_read_options *options,
                            gvc_builder *b)
{
    static const char *const spellings[] = {"M.EUR", "MEUR", "Meuro", "M.Euro", "Million Euro"};
    if (p->money == NULL) {
        return gvc_set_units(ctx, b, options, "million EUR", "documentation of the provider");
    }
    const char *units = p->money;
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        units = strcasecmp(p->money, spellings[i]) == 0 ? "million EUR" : units;
    }
    return gvc_set_units(ctx, b, options, units, gvc_base_name(gvc_files_name(p->files, p->unit)));
}

static gvc_status finish(gvc_ctx *ctx, const gvc_saved *s, const gvc_read_options *options,
                         gvc_builder *b)
{
    gvc_status status = set_units(ctx, &s->parts, options, b);
    if (status == GVC_OK) {
        status = read_codes(ctx, s, b, "industries", GVC_SECTOR);
    }
    if (status == GVC_OK) {
        status = read_codes(ctx, s, b, "products", GVC_SECTOR);
    }
    if (status == GVC_OK) {
        status = read_codes(ctx, s, b, "finaldemands", GVC_CATEGORY);
    }
    if (status == GVC_OK) {
        status = note_factors(ctx, &s->parts, b);
    }
    return status == GVC_OK && !options->labels_only ? note_exports(ctx, b) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    return gvc_saved_read(ctx, in, options, b, finish);
}

const gvc_format gvc_format_exiobase3 = {
    .info =
        {"exiobase3", "EXIOBASE 3: the archive of a year, by industries or products",
         "IOT_YEAR_ixi.zip or IOT_YEAR_pxp.zip as downloaded, the unpacked folder, or its Z.txt; "
         "several years in one folder with --year. Versions up to 3.8 (folders satellite and "
         "impacts, F_hh or F_Y) and since 3.9 (factor_inputs, air_emissions and more). Sectors and "
         "categories keep their long names; the codes of industries.txt, products.txt and "
         "finaldemands.txt are their names. Rows of factor inputs in the unit of the table are "
         "primary rows: taxes less subsidies on products apart from value added; every other row "
         "of "
         "every folder is a satellite account with its unit, impacts too, with the name of its "
         "folder in front where several folders have the same. The column of exports is kept. "
         "Without Z the flows are A times x.",
         "zip txt"},
    .score = score,
    .find = find,
    .read = read_table,
};
