/* oecd_icio.c - the OECD's Inter-Country Input-Output tables as CSV, all editions
 *
 * Known by the categories of final demand, which all editions share but for spelling; the edition
 * follows from how rows below and sectors are called, and is only named, never needed. */
#include <string.h>

#include "format.h"
#include "formats/labelled_text.h"
#include "formats/lists.h"

/* A category as an edition calls it, and as the later ones do. */
static const char *const categories[][2] = {
    {"HFCE", "HFCE"}, {"NPISH", "NPISH"}, {"NPS", "NPISH"},  {"GGFC", "GGFC"},   {"GFCF", "GFCF"},
    {"INV", "INVNT"}, {"INVNT", "INVNT"}, {"DIRP", "DPABR"}, {"DPABR", "DPABR"}, {"P33", "P33"},
};
enum { CATEGORIES = sizeof categories / sizeof *categories };

/* Position of the category that `length` bytes at `text` name; -1 if none. */
static int find_category(const char *text, size_t length)
{
    for (int k = 0; k < CATEGORIES; k++) {
        if (strlen(categories[k][0]) == length && strncmp(categories[k][0], text, length) == 0) {
            return k;
        }
    }
    return -1;
}

/* The category of a column of final demand, first ("HFCE_AUS") or last; -1 for other columns. */
static int category_of(const char *label, bool *first)
{
    const char *cut = strchr(label, '_');
    if (cut == NULL) {
        return -1;
    }
    int k = find_category(label, (size_t)(cut - label));
    *first = k >= 0;
    return k >= 0 ? k : find_category(cut + 1, strlen(cut + 1));
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_labels *header = gvc_labelled_text_header(ctx, in);
    bool seen[CATEGORIES] = {false}, first;
    for (gvc_idx c = 1; header != NULL && c < gvc_labels_count(header); c++) {
        int k = category_of(gvc_labels_get(header, c), &first);
        if (k >= 0) {
            seen[find_category(categories[k][1], strlen(categories[k][1]))] = true;
        }
    }
    gvc_labels_free(header);
    int count = 0;
    static const char *const needed[] = {"HFCE", "NPISH", "GGFC", "GFCF", "INVNT"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        count += seen[find_category(needed[i], strlen(needed[i]))];
    }
    return count + 1 >= (int)(sizeof needed / sizeof *needed) ? 80 : 0; /* one may be new */
}

/* What the header showed. */
typedef struct header {
    bool first, renamed;
} header;

static bool parts(void *state, const char *label, gvc_grid_label *out)
{
    header *seen = state;
    bool first = false;
    int k = category_of(label, &first);
    if (k < 0 || !first) {
        return false;
    }
    seen->first = true;
    seen->renamed = seen->renamed || strcmp(categories[k][0], categories[k][1]) != 0;
    out->country = strchr(label, '_') + 1;
    out->item = categories[k][1];
    return true;
}

/* ---- afterwards ------------------------------------------------------------------------------ */
static bool ends_with(const char *label, const char *tail)
{
    size_t length = strlen(label), end = strlen(tail);
    return length > end && strcmp(label + length - end, tail) == 0;
}

/* Rows below as one edition or another has them. */
static bool is_known_row(const char *label)
{
    static const char *const rows[] = {"VA+TAXSUB", "VALU", "VA", "TLS", NULL};
    bool known = ends_with(label, "_TAXSUB");
    for (const char *const *r = rows; !known && *r != NULL; r++) {
        known = strcmp(label, *r) == 0;
    }
    return known;
}

static bool has(const gvc_table *t, gvc_axis axis, const char *label)
{
    return gvc_table_find(t, axis, label) >= 0;
}

/* NULL: none that is known. */
static const char *edition_of(const gvc_table *t, const header *seen)
{
    bool taxsub = false;
    for (gvc_idx k = 0; k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        taxsub = taxsub || ends_with(gvc_table_label(t, GVC_VALUE_ADDED, k), "_TAXSUB");
    }
    if (seen->first && has(t, GVC_VALUE_ADDED, "VA+TAXSUB")) {
        return "2016";
    }
    if (taxsub && has(t, GVC_VALUE_ADDED, "VALU")) {
        return has(t, GVC_CATEGORY, "P33") ? "2018" : "2021";
    }
    if (has(t, GVC_VALUE_ADDED, "TLS") && has(t, GVC_VALUE_ADDED, "VA")) {
        return has(t, GVC_SECTOR, "A01_02") ? "2023" : has(t, GVC_SECTOR, "A01") ? "2025" : NULL;
    }
    return NULL;
}

static gvc_status note_unexpected(gvc_ctx *ctx, gvc_builder *b)
{
    const gvc_table *t = gvc_builder_so_far(b);
    gvc_status status = GVC_OK;
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_table_count(t, GVC_CATEGORY); k++) {
        const char *label = gvc_table_label(t, GVC_CATEGORY, k);
        if (find_category(label, strlen(label)) < 0 && strcmp(label, "DISC") != 0) {
            gvc_log(ctx, GVC_WARN, "final demand %s is in no known edition of the ICIO tables",
                    label);
            status = gvc_builder_note(
                ctx, b, "final demand %s is in no known edition of the ICIO tables: kept", label);
        }
    }
    for (gvc_idx k = 0; status == GVC_OK && k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        const char *label = gvc_table_label(t, GVC_VALUE_ADDED, k);
        if (!is_known_row(label)) {
            const char *role = gvc_role_name(gvc_table_role(t, k));
            gvc_log(ctx, GVC_WARN, "row %s is in no known edition of the ICIO tables; taken for %s",
                    label, role);
            status = gvc_builder_note(
                ctx, b, "row %s is in no known edition of the ICIO tables: kept as %s", label,
                role);
        }
    }
    return status;
}

static bool has_territories(const gvc_table *t)
{
    bool found = false;
    for (gvc_idx i = 0; !found && i < gvc_table_count(t, GVC_INDUSTRY); i++) {
        char code[8] = "";
        const char *label = gvc_table_label(t, GVC_INDUSTRY, i);
        size_t length = strcspn(label, "_");
        memcpy(code, label, length < sizeof code ? length : 0);
        found = gvc_territory_of(code) != NULL;
    }
    return found;
}

/* Of an edition that is not known the user may know better. */
static gvc_status set_units(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                            const char *edition)
{
    if (edition == NULL && options->units != NULL) {
        return GVC_OK;
    }
    return gvc_set_units(ctx, b, options, "million USD",
                         edition != NULL
                             ? "documentation of the provider"
                             : "documentation of the provider for the editions 2016 to 2025");
}

static gvc_status set_source(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                             const header *seen)
{
    const gvc_table *t = gvc_builder_so_far(b);
    const char *edition = edition_of(t, seen);
    const char *form = has_territories(t) ? "extended" : "regular";
    gvc_text source = {0};
    if (edition == NULL) {
        gvc_text_addf(&source, "OECD ICIO (%s), edition unknown", form);
    } else {
        gvc_text_addf(&source, "OECD ICIO, %s edition (%s)", edition, form);
    }
    gvc_status status = source.failed
                            ? gvc_fail_memory(ctx, 64, "the source")
                            : gvc_builder_set_text(ctx, b, "source", gvc_text_str(&source));
    gvc_text_free(&source);
    if (status == GVC_OK && edition == NULL) {
        status = gvc_builder_note(ctx, b,
                                  "sectors and rows are those of none of the ICIO editions "
                                  "2016 to 2025");
    }
    if (status == GVC_OK && seen->renamed) {
        status = gvc_builder_note(ctx, b,
                                  "final demand NPS, INV and DIRP of this edition is called "
                                  "NPISH, INVNT and DPABR as in later ones");
    }
    if (status == GVC_OK && has(t, GVC_VALUE_ADDED, "VA+TAXSUB")) {
        status = gvc_builder_note(ctx, b,
                                  "row VA+TAXSUB is value added and taxes less subsidies "
                                  "on products in one: counted as value added");
    }
    return status == GVC_OK ? set_units(ctx, b, options, edition) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    header seen = {false, false};
    gvc_status status = gvc_labelled_text_read(ctx, in, options, b, parts, &seen);
    if (status == GVC_OK) {
        status = set_source(ctx, b, options, &seen);
    }
    return status == GVC_OK ? note_unexpected(ctx, b) : status;
}

const gvc_format gvc_format_oecd_icio = {
    .info = {"oecd-icio", "OECD Inter-Country Input-Output tables, editions 2016 to 2025",
             "The CSV of a year, alone or in the zips as downloaded: regular and extended, SML and "
             "split into years; with several years, --year says which. Known by the categories of "
             "final demand (HFCE, NPISH or NPS, GGFC, GFCF, INVNT or INV, and direct purchases), "
             "before or behind the country. Taxes (TLS, or one TAXSUB row a region) and value "
             "added (VA, VALU, VA+TAXSUB) are kept as rows with what final demand pays of them; "
             "OUT, OUTPUT and TOTAL are the output that the source states; DISC of 2016 is a "
             "column of final use of no country. In extended tables the industries of CN1, CN2, "
             "MX1, MX2 are industries of China and Mexico, and their empty blocks are left out; "
             "--keep-splits keeps them apart. Unit: million USD. Names that no edition has are "
             "kept, with a warning.",
             "csv zip csv.gz"},
    .score = score,
    .read = read_table,
};
