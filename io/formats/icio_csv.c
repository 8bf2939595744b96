/* icio_csv.c - headerless [T | FD]: rows are industries, country by country, columns the same
 * industries and then final demand, country by country, category by category
 *
 * Labels come from lists beside the table or named by the caller. The number of rows is countries x
 * sectors; without a list of sectors the rows are counted first. The numbers then go straight from
 * the text into Z and Y, a row at a time. */
#include <string.h>

#include "format.h"
#include "formats/lists.h"
#include "text/csv.h"

typedef struct layout {
    gvc_list countries, sectors, fd_countries;
    gvc_idx rows, columns;
    gvc_idx sector_count, category_count;
} layout;

static int score(gvc_ctx *ctx, gvc_input *in)
{
    (void)ctx;
    gvc_idx numbers = 0, fields = 0;
    if (!gvc_csv_sniff(in->head, in->length, &numbers, &fields)) {
        return 0;
    }
    return 2 * numbers >= fields ? 60 : 0;
}

static gvc_status find_lists(gvc_ctx *ctx, layout *l, const gvc_source *source,
                             const gvc_read_options *options)
{
    gvc_text tried = {0};
    gvc_status status = gvc_list_find(ctx, &l->countries, source, "countries", "countrylist",
                                      options->countries, &tried);
    if (status == GVC_OK && l->countries.labels == NULL) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "a table without labels needs a list of its countries, and none was "
                          "found beside it (%s); put one there, or name it: gvc import "
                          "--countries FILE",
                          gvc_text_str(&tried));
    }
    gvc_text_free(&tried);
    if (status == GVC_OK) {
        status = gvc_list_find(ctx, &l->sectors, source, "sectors", "sectorlist", options->sectors,
                               NULL);
    }
    if (status == GVC_OK) {
        status = gvc_list_find(ctx, &l->fd_countries, source, "fd_countries", "fd_countrylist",
                               options->fd_countries, NULL);
    }
    return status;
}

static const gvc_labels *fd_labels(const layout *l)
{
    return l->fd_countries.labels != NULL ? l->fd_countries.labels : l->countries.labels;
}

static gvc_status count_rows(gvc_ctx *ctx, gvc_csv *csv, gvc_idx *rows)
{
    gvc_status status = gvc_csv_rewind(ctx, csv);
    bool more = true;
    for (*rows = 0; status == GVC_OK; (*rows)++) {
        status = gvc_csv_next(ctx, csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
    }
    return status;
}

/* Words for a count that would fit if the first line of a list were no label. */
static const char *header_hint(bool fits)
{
    return fits ? " (label lists have no header line)" : "";
}

static gvc_status fail_rows(gvc_ctx *ctx, const gvc_csv *csv, const layout *l, gvc_idx found)
{
    gvc_idx countries = gvc_labels_count(l->countries.labels), sectors = l->sector_count;
    bool header =
        found > 0 && (found == (countries - 1) * sectors || found == countries * (sectors - 1) ||
                      found == (countries - 1) * (sectors - 1));
    return gvc_fail(ctx, GVC_ESHAPE,
                    "%s: %lld rows, expected %lld = %lld countries (%s) x %lld sectors (%s)%s",
                    gvc_csv_name(csv), (long long)found, (long long)l->rows, (long long)countries,
                    l->countries.name, (long long)sectors,
                    l->sectors.name == NULL ? "no list" : l->sectors.name, header_hint(header));
}

/* The rows there are say more than a number of columns that does not fit. */
static gvc_status fail_columns(gvc_ctx *ctx, gvc_csv *csv, const layout *l)
{
    gvc_idx found = 0, more = l->columns - l->rows;
    gvc_status status = count_rows(ctx, csv, &found);
    if (status != GVC_OK) {
        return status;
    }
    if (found != l->rows) {
        return fail_rows(ctx, csv, l, found);
    }
    if (more <= 0) {
        return gvc_fail(ctx, GVC_ESHAPE,
                        "%s: %lld columns for %lld rows, expected one for each row and then those "
                        "of final demand",
                        gvc_csv_name(csv), (long long)l->columns, (long long)l->rows);
    }
    return gvc_fail(ctx, GVC_ESHAPE,
                    "%s: columns %lld = %lld rows + %lld, not a multiple of %lld countries (%s)",
                    gvc_csv_name(csv), (long long)l->columns, (long long)l->rows, (long long)more,
                    (long long)gvc_labels_count(fd_labels(l)),
                    l->fd_countries.name == NULL ? l->countries.name : l->fd_countries.name);
}

static gvc_status measure(gvc_ctx *ctx, layout *l, gvc_csv *csv)
{
    gvc_idx countries = gvc_labels_count(l->countries.labels);
    bool more = false;
    gvc_status status = gvc_csv_next(ctx, csv, &more);
    if (status != GVC_OK || !more) {
        return status != GVC_OK ? status
                                : gvc_fail(ctx, GVC_EFORMAT, "%s: holds no row", gvc_csv_name(csv));
    }
    status = gvc_csv_skip(ctx, csv, &l->columns);
    if (status != GVC_OK) {
        return status;
    }
    gvc_csv_expect(csv, l->columns);
    if (l->sectors.labels != NULL) {
        l->sector_count = gvc_labels_count(l->sectors.labels);
        l->rows = countries * l->sector_count;
    } else {
        status = count_rows(ctx, csv, &l->rows);
        if (status == GVC_OK && l->rows % countries != 0) {
            status = gvc_fail(
                ctx, GVC_ESHAPE, "%s: %lld rows, not a multiple of %lld countries (%s)%s",
                gvc_csv_name(csv), (long long)l->rows, (long long)countries, l->countries.name,
                header_hint(countries > 2 && l->rows % (countries - 1) == 0));
        }
        l->sector_count = l->rows / countries;
    }
    if (status != GVC_OK) {
        return status;
    }
    gvc_idx final = l->columns - l->rows, owners = gvc_labels_count(fd_labels(l));
    if (final <= 0 || final % owners != 0) {
        return fail_columns(ctx, csv, l);
    }
    l->category_count = final / owners;
    return gvc_csv_rewind(ctx, csv);
}

/* The country of a row label: itself, or the one whose final demand it shares. */
static const char *country_of(const layout *l, const char *label)
{
    if (gvc_labels_find(fd_labels(l), label) >= 0) {
        return label;
    }
    const char *country = gvc_territory_of(label);
    return country != NULL && gvc_labels_find(fd_labels(l), country) >= 0 ? country : NULL;
}

static gvc_status name_industries(gvc_ctx *ctx, gvc_builder *b, const layout *l)
{
    gvc_status status = GVC_OK;
    gvc_text label = {0}, sector = {0};
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_labels_count(l->countries.labels); c++) {
        const char *row = gvc_labels_get(l->countries.labels, c), *country = country_of(l, row);
        if (country == NULL) {
            status = gvc_fail(ctx, GVC_EUNKNOWN,
                              "%s: '%s' has no final demand in %s, and is no known part of a "
                              "country that has; add it there",
                              l->countries.name, row, l->fd_countries.name);
        } else if (country != row) {
            status = gvc_builder_note(ctx, b, "%s counted as part of %s", row, country);
        }
        for (gvc_idx s = 0; status == GVC_OK && s < l->sector_count; s++) {
            sector.length = label.length = 0;
            if (l->sectors.labels != NULL) {
                gvc_text_addf(&sector, "%s", gvc_labels_get(l->sectors.labels, s));
            } else {
                gvc_text_addf(&sector, "s%lld", (long long)(s + 1));
            }
            gvc_text_addf(&label, "%s_%s", row, gvc_text_str(&sector));
            status = sector.failed || label.failed
                         ? gvc_fail_memory(ctx, label.length, "the labels of a table")
                         : gvc_builder_industry(ctx, b, gvc_text_str(&label), country,
                                                gvc_text_str(&sector));
        }
    }
    gvc_text_free(&label);
    gvc_text_free(&sector);
    return status;
}

/* A country that only uses: no row is its own. */
static gvc_status check_owners(gvc_ctx *ctx, const layout *l)
{
    const gvc_labels *rows = l->countries.labels, *owners = fd_labels(l);
    for (gvc_idx c = 0; c < gvc_labels_count(owners); c++) {
        const char *owner = gvc_labels_get(owners, c);
        bool found = gvc_labels_find(rows, owner) >= 0;
        for (gvc_idx r = 0; !found && r < gvc_labels_count(rows); r++) {
            found = gvc_same(gvc_territory_of(gvc_labels_get(rows, r)), owner);
        }
        if (!found) {
            return gvc_fail(ctx, GVC_EUNKNOWN, "%s: '%s' has no industry, it is not in %s",
                            l->fd_countries.name, owner, l->countries.name);
        }
    }
    return GVC_OK;
}

static gvc_status name_final_use(gvc_ctx *ctx, gvc_builder *b, const layout *l)
{
    gvc_status status = GVC_OK;
    const gvc_labels *owners = fd_labels(l);
    for (gvc_idx c = 0; c < gvc_labels_count(owners); c++) {
        const char *country = gvc_labels_get(owners, c);
        for (gvc_idx k = 0; status == GVC_OK && k < l->category_count; k++) {
            gvc_text category = {0};
            if (l->category_count == 1) {
                gvc_text_addf(&category, "FD");
            } else {
                gvc_text_addf(&category, "F%lld", (long long)(k + 1));
            }
            status = gvc_builder_final_use(ctx, b, NULL, country, gvc_text_str(&category));
            gvc_text_free(&category);
        }
    }
    return status;
}

static gvc_status note_lists(gvc_ctx *ctx, gvc_builder *b, const gvc_source *source,
                             const layout *l)
{
    gvc_status status = gvc_builder_note(ctx, b, "countries from %s", l->countries.name);
    if (status == GVC_OK && l->sectors.labels != NULL) {
        status = gvc_builder_note(ctx, b, "sectors from %s", l->sectors.name);
    } else if (status == GVC_OK) {
        gvc_log(ctx, GVC_WARN,
                "reading %s: no list of sectors beside it; they are called s1 .. s%lld",
                gvc_source_name(source), (long long)l->sector_count);
        status = gvc_builder_note(ctx, b, "no list of sectors: named s1 .. s%lld",
                                  (long long)l->sector_count);
    }
    if (status == GVC_OK && l->fd_countries.labels != NULL) {
        status =
            gvc_builder_note(ctx, b, "countries of final demand from %s", l->fd_countries.name);
    }
    return status;
}

static gvc_status read_cells(gvc_ctx *ctx, gvc_csv *csv, const layout *l, gvc_builder *b)
{
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b);
    gvc_status status = GVC_OK;
    bool more = true;
    gvc_idx row = 0;
    for (; status == GVC_OK; row++) {
        status = gvc_csv_next(ctx, csv, &more);
        if (status != GVC_OK || !more || row == l->rows) {
            break;
        }
        if (row == 0) {
            gvc_csv_expect(csv, l->columns);
        }
        status = gvc_csv_numbers(ctx, csv, z->data + row * z->stride, z->cols, false);
        if (status == GVC_OK) {
            status = gvc_csv_numbers(ctx, csv, y->data + row * y->stride, y->cols, false);
        }
        if (status == GVC_OK) {
            status = gvc_csv_end(ctx, csv);
        }
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "reading", (uint64_t)row, (uint64_t)l->rows);
        }
    }
    if (status == GVC_OK && (more || row != l->rows)) {
        status = count_rows(ctx, csv, &row);
        return status == GVC_OK ? fail_rows(ctx, csv, l, row) : status;
    }
    return status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    layout l = {0};
    gvc_csv *csv = NULL;
    gvc_status status = find_lists(ctx, &l, in->source, options);
    if (status == GVC_OK) {
        status = check_owners(ctx, &l);
    }
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, in->source);
    }
    if (status == GVC_OK) {
        status = measure(ctx, &l, csv);
    }
    /* Countries come in the order of final demand's list where there is one. */
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_labels_count(fd_labels(&l)); c++) {
        status = gvc_builder_country(ctx, b, gvc_labels_get(fd_labels(&l), c), NULL);
    }
    if (status == GVC_OK) {
        status = note_lists(ctx, b, in->source, &l);
    }
    if (status == GVC_OK) {
        status = name_industries(ctx, b, &l);
    }
    if (status == GVC_OK) {
        status = name_final_use(ctx, b, &l);
    }
    if (status == GVC_OK && !options->labels_only) {
        status = gvc_builder_allocate(ctx, b);
        if (status == GVC_OK) {
            status = read_cells(ctx, csv, &l, b);
        }
    }
    gvc_csv_close(csv);
    gvc_list_clear(&l.countries);
    gvc_list_clear(&l.sectors);
    gvc_list_clear(&l.fd_countries);
    return status;
}

const gvc_format gvc_format_icio_csv = {
    .info =
        {"icio-csv", "numbers only: intermediate flows, then final demand",
         "One line an industry, no header, no labels: n columns of intermediate sales, then final "
         "demand, country by country. Labels are read from lists beside the table, one label a "
         "line: "
         "STEM_countries.csv and STEM_sectors.csv, or countries.csv and sectors.csv; or from those "
         "named with --countries and --sectors. The tables of the Stata command icio look like "
         "this.",
         "csv txt csv.gz csv.xz zip"},
    .score = score,
    .read = read_table,
};
