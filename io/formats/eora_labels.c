/* eora_labels.c - the label lists of Eora: what rows and columns of its matrices are */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "formats/eora.h"

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

/* ---- lists ----------------------------------------------------------------------------------- */

void gvc_eora_clear_labels(gvc_eora_labels *l)
{
    for (gvc_idx i = 0; i < l->count * GVC_EORA_FIELDS; i++) {
        gvc_release(l->texts[i]);
    }
    gvc_release(l->texts);
    *l = (gvc_eora_labels){0};
}

static bool grow(gvc_eora_labels *l)
{
    if (l->count < l->room) {
        return true;
    }
    gvc_idx room = l->room == 0 ? 64 : 2 * l->room;
    char **texts = gvc_realloc(l->texts, (size_t)(l->count * GVC_EORA_FIELDS),
                               (size_t)(room * GVC_EORA_FIELDS), sizeof *texts);
    l->texts = texts == NULL ? l->texts : texts;
    l->room = texts == NULL ? l->room : room;
    return texts != NULL;
}

static gvc_status fail_line(gvc_ctx *ctx, const gvc_csv *csv, gvc_idx field, gvc_idx fields,
                            const char *what)
{
    return gvc_fail(ctx, GVC_EFORMAT,
                    "%s:%lld: column %lld: %s, expected %lld labels separated by "
                    "tabs",
                    gvc_csv_name(csv), (long long)gvc_csv_line(csv), (long long)field, what,
                    (long long)fields);
}

static gvc_status read_line(gvc_ctx *ctx, gvc_csv *csv, gvc_eora_labels *l)
{
    if (!grow(l)) {
        return fail_memory(ctx);
    }
    char **to = l->texts + l->count * GVC_EORA_FIELDS;
    memset(to, 0, GVC_EORA_FIELDS * sizeof *to);
    l->count++;
    gvc_status status = GVC_OK;
    for (gvc_idx field = 0; status == GVC_OK; field++) {
        const char *text = NULL;
        status = gvc_csv_text(ctx, csv, &text);
        bool missing = field < l->fields && (text == NULL || text[0] == '\0');
        bool beyond = field >= l->fields && text != NULL && text[0] != '\0';
        if (status == GVC_OK && (missing || beyond)) {
            status = fail_line(ctx, csv, field + 1, l->fields, missing ? "empty" : "one too many");
        } else if (status == GVC_OK && text == NULL) {
            break;
        } else if (status == GVC_OK && field < l->fields) {
            to[field] = gvc_strdup(text);
            l->bytes += strlen(text) + 2 * sizeof *to;
            status = to[field] == NULL ? fail_memory(ctx)
                                       : gvc_need_memory(ctx, l->bytes, "the labels of a table");
        }
    }
    return status;
}

gvc_status gvc_eora_read_labels(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, gvc_idx fields,
                                gvc_eora_labels *out)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    bool more = true;
    out->fields = fields;
    gvc_status status = gvc_files_source(ctx, files, at, &source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, source);
    } else {
        status = gvc_fail_in(ctx, status, "%s", gvc_files_name(files, at));
    }
    if (status == GVC_OK) {
        gvc_csv_prefer_tabs(csv);
    }
    while (status == GVC_OK) {
        status = gvc_csv_next(ctx, csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = read_line(ctx, csv, out);
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return status;
}

static const char *text_of(const gvc_eora_labels *l, gvc_idx line, gvc_idx field)
{
    return l->texts[line * GVC_EORA_FIELDS + field];
}

/* ---- industries ------------------------------------------------------------------------------ */

/* "CODE\tSECTOR" of the entities of one kind, to see which the other kind has too. */
static gvc_labels *sectors_of(const gvc_eora_labels *rows, bool commodities)
{
    gvc_labels *keys = gvc_labels_new();
    for (gvc_idx i = 0; keys != NULL && i < rows->count; i++) {
        if ((strcasecmp(text_of(rows, i, 2), "Commodities") == 0) != commodities) {
            continue;
        }
        gvc_text key = {0};
        gvc_text_addf(&key, "%s\t%s", text_of(rows, i, 1), text_of(rows, i, 3));
        bool done = !key.failed && gvc_labels_add(keys, gvc_text_str(&key)) >= 0;
        gvc_text_free(&key);
        if (!done) {
            gvc_labels_free(keys);
            keys = NULL;
        }
    }
    return keys;
}

static gvc_status name_row(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *rows, gvc_idx i,
                           const gvc_labels *others, gvc_idx *both)
{
    const char *code = text_of(rows, i, 1), *item = text_of(rows, i, 3);
    bool commodity = strcasecmp(text_of(rows, i, 2), "Commodities") == 0;
    gvc_text key = {0}, sector = {0};
    gvc_text_addf(&key, "%s\t%s", code, item);
    bool shared = gvc_labels_find(others, gvc_text_str(&key)) >= 0;
    *both += shared && commodity;
    gvc_text_addf(&sector, "%s%s", item, !shared ? "" : commodity ? "_C" : "_I");
    gvc_status status = key.failed || sector.failed
                            ? fail_memory(ctx)
                            : gvc_builder_country(ctx, b, code, text_of(rows, i, 0));
    if (status == GVC_OK) {
        status = gvc_builder_industry(ctx, b, NULL, code, gvc_text_str(&sector));
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "labels_T.txt");
    }
    gvc_text_free(&key);
    gvc_text_free(&sector);
    return status;
}

static gvc_status name_rows(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *rows)
{
    gvc_labels *industries = sectors_of(rows, false), *commodities = sectors_of(rows, true);
    gvc_idx both = 0, commodity = 0;
    gvc_status status = industries == NULL || commodities == NULL ? fail_memory(ctx) : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < rows->count; i++) {
        bool is_commodity = strcasecmp(text_of(rows, i, 2), "Commodities") == 0;
        commodity += is_commodity;
        status = name_row(ctx, b, rows, i, is_commodity ? industries : commodities, &both);
    }
    gvc_labels_free(industries);
    gvc_labels_free(commodities);
    if (status == GVC_OK && commodity > 0) {
        status = gvc_builder_note(ctx, b,
                                  "%lld of %lld rows are commodities, each an industry of the "
                                  "table; %lld have the name of an industry of their country: _C "
                                  "and _I tell them apart",
                                  (long long)commodity, (long long)rows->count, (long long)both);
    }
    return status;
}

/* ---- the rest -------------------------------------------------------------------------------- */

static gvc_status name_uses(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *uses)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < uses->count; i++) {
        const char *code = text_of(uses, i, 1), *item = text_of(uses, i, 3);
        if (gvc_table_find(gvc_builder_so_far(b), GVC_COUNTRY, code) < 0) {
            status = gvc_fail(ctx, GVC_EUNKNOWN,
                              "labels_FD.txt: line %lld: '%s' is no country of labels_T.txt",
                              (long long)i + 1, code);
        } else {
            status = gvc_builder_final_use(ctx, b, NULL, code, item);
            status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "labels_FD.txt");
        }
    }
    return status;
}

/* "Primary Inputs", "Compensation of employees D.1": the second says it all, unless it is but a
 * total. */
static gvc_status name_primary(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *primary)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < primary->count; i++) {
        bool total = strcasecmp(text_of(primary, i, 1), "Total") == 0;
        status = gvc_builder_value_added(ctx, b, text_of(primary, i, total ? 0 : 1));
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "labels_VA.txt");
    }
    return status;
}

/* "I-GHG-CO2 emissions (Gg)", "Total": the unit stands in the last parentheses of the first. */
static gvc_status name_account(gvc_ctx *ctx, gvc_builder *b, const char *what, const char *item)
{
    gvc_text label = {0}, unit = {0};
    const char *open = strrchr(what, '('), *close = open == NULL ? NULL : strchr(open, ')');
    gvc_text_addf(&label, "%s, %s", what, item);
    if (close != NULL && close > open + 1) {
        gvc_text_add(&unit, open + 1, (size_t)(close - open - 1));
    }
    gvc_status status = label.failed || unit.failed
                            ? fail_memory(ctx)
                            : gvc_builder_extension(ctx, b, gvc_text_str(&label),
                                                    unit.length > 0 ? gvc_text_str(&unit) : NULL);
    gvc_text_free(&label);
    gvc_text_free(&unit);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "labels_Q.txt");
}

gvc_status gvc_eora_name(gvc_ctx *ctx, gvc_builder *b, const gvc_eora_labels *rows,
                         const gvc_eora_labels *uses, const gvc_eora_labels *primary,
                         const gvc_eora_labels *accounts)
{
    gvc_status status = name_rows(ctx, b, rows);
    if (status == GVC_OK) {
        status = name_uses(ctx, b, uses);
    }
    if (status == GVC_OK) {
        status = name_primary(ctx, b, primary);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < accounts->count; i++) {
        status = name_account(ctx, b, text_of(accounts, i, 0), text_of(accounts, i, 1));
    }
    if (status == GVC_OK && accounts->count > 0) {
        status = gvc_builder_note(ctx, b,
                                  "%lld satellite accounts; their units from the parentheses in "
                                  "labels_Q.txt",
                                  (long long)accounts->count);
    }
    return status;
}
