/* parts_rows.c - what the accounts of a table in parts are: their names, units and roles
 *
 * What the rows are called is known before a number is read (a file of units lists them, else the
 * label columns are read once more), so that every row goes straight to its place. */
#include <string.h>
#include <strings.h>

#include "formats/parts.h"
#include "formats/roles.h"

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of accounts");
}

/* ---- listing --------------------------------------------------------------------------------- */

char *gvc_parts_row_name(const gvc_headed *h, bool has_unit)
{
    gvc_text text = {0};
    gvc_text_addf(&text, "%s", gvc_headed_label(h, 0));
    for (gvc_idx c = 1; c < gvc_headed_label_columns(h) - has_unit; c++) {
        const char *part = gvc_headed_label(h, c);
        if (part[0] != '\0') {
            gvc_text_addf(&text, " (%s)", part);
        }
    }
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

static gvc_status add_row(gvc_ctx *ctx, gvc_parts *p, char *label, char *unit)
{
    if (label != NULL && p->row_count == p->row_room) {
        gvc_idx room = p->row_room == 0 ? 64 : 2 * p->row_room;
        gvc_status status =
            gvc_need_memory(ctx, (size_t)room * 2 * sizeof *p->rows, "the labels of accounts");
        gvc_part_row *rows = status == GVC_OK ? gvc_realloc(p->rows, (size_t)p->row_count,
                                                            (size_t)room, sizeof *rows)
                                              : NULL;
        p->rows = rows == NULL ? p->rows : rows;
        p->row_room = rows == NULL ? p->row_room : room;
    }
    if (label == NULL || p->row_count == p->row_room) {
        gvc_release(label);
        gvc_release(unit);
        return fail_memory(ctx);
    }
    p->rows[p->row_count++] = (gvc_part_row){.name = label, .unit = unit};
    return GVC_OK;
}

/* One row of a set: its label must be new there. */
static gvc_status list_row(gvc_ctx *ctx, gvc_parts *p, const gvc_headed *h, bool has_unit,
                           gvc_labels *labels)
{
    gvc_idx before = gvc_labels_count(labels);
    char *label = gvc_parts_row_name(h, has_unit), *unit = NULL;
    bool per_output = false;
    if (label != NULL && label[0] == '\0') {
        gvc_release(label);
        return gvc_headed_fail(
            ctx, h, gvc_fail(ctx, GVC_EFORMAT, "column 1: empty, expected the name of an account"));
    }
    if (label != NULL && gvc_labels_add(labels, label) >= 0 && gvc_labels_count(labels) == before) {
        gvc_status status = gvc_fail(ctx, GVC_EFORMAT, "'%s' is there twice", label);
        gvc_release(label);
        return gvc_headed_fail(ctx, h, status);
    }
    if (has_unit) {
        const char *text = gvc_headed_label(h, gvc_headed_label_columns(h) - 1);
        unit = p->unit_column && p->money != NULL ? gvc_parts_unit(text, p->money, &per_output)
                                                  : gvc_strdup(text);
    }
    gvc_status status = add_row(ctx, p, label, unit);
    if (status == GVC_OK) {
        p->rows[p->row_count - 1].coefficients = per_output;
    }
    return status;
}

/* From the file of units, else from the label columns of the accounts themselves. */
static gvc_status list_set(gvc_ctx *ctx, gvc_parts *p, const gvc_part_accounts *set)
{
    bool listed = set->unit >= 0, more = true;
    gvc_headed *h = NULL;
    gvc_labels *labels = gvc_labels_new();
    gvc_status status = labels == NULL ? fail_memory(ctx)
                                       : gvc_headed_open(ctx, &h, p->files,
                                                         listed        ? set->unit
                                                         : set->f >= 0 ? set->f
                                                                       : set->fy,
                                                         listed ? 1 : 2, listed ? -1 : 0);
    bool has_unit = listed || p->unit_column;
    if (status == GVC_OK && gvc_headed_label_columns(h) < 1 + has_unit) {
        status = gvc_fail(ctx, GVC_ESHAPE, "%s: one label column, expected a name and a unit",
                          gvc_headed_name(h));
    }
    while (status == GVC_OK) {
        status = gvc_headed_next(ctx, h, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = list_row(ctx, p, h, has_unit, labels);
    }
    gvc_headed_close(h);
    gvc_labels_free(labels);
    return status;
}

/* ---- what they are --------------------------------------------------------------------------- */

static bool contains(const char *name, const char *part)
{
    bool found = false;
    for (size_t length = strlen(part); !found && *name != '\0'; name++) {
        found = strncasecmp(name, part, length) == 0;
    }
    return found;
}

/* Sets of which rows in money are primary inputs: all of them, or only those it begins with. */
static void find_primary(gvc_parts *p, const gvc_part_accounts *set, gvc_idx first, gvc_idx end)
{
    bool all = contains(set->name, "factor") || contains(set->name, "value_added") ||
               contains(set->name, "value added") || contains(set->name, "primary");
    bool leading = !all && strcasecmp(set->name, "satellite") == 0;
    for (gvc_idx r = first; r < end && (all || leading); r++) {
        bool money = p->money != NULL && gvc_same(p->rows[r].unit, p->money);
        p->rows[r].primary = money;
        leading = leading && money;
    }
}

static gvc_role role_of(const char *label)
{
    static const char taxes[] = "Taxes less subsidies on products";
    bool known = false;
    return strncasecmp(label, taxes, sizeof taxes - 1) == 0 ? GVC_ROLE_TAX
                                                            : gvc_role_of(label, &known);
}

/* Names that occur in several sets get that of the set in front. */
static gvc_status part_names(gvc_ctx *ctx, gvc_parts *p)
{
    gvc_labels *once = gvc_labels_new(), *twice = gvc_labels_new();
    bool done = once != NULL && twice != NULL;
    for (gvc_idx r = 0; done && r < p->row_count; r++) {
        gvc_idx before = gvc_labels_count(once);
        done = gvc_labels_add(once, p->rows[r].name) >= 0;
        if (done && gvc_labels_count(once) == before) {
            done = gvc_labels_add(twice, p->rows[r].name) >= 0;
        }
    }
    for (gvc_idx s = 0; done && s < p->set_count; s++) {
        for (gvc_idx r = p->first_row[s]; done && r < p->first_row[s + 1]; r++) {
            bool shared = gvc_labels_find(twice, p->rows[r].name) >= 0;
            gvc_text text = {0};
            gvc_text_addf(&text, "%s%s%s", shared ? p->sets[s].name : "", shared ? ": " : "",
                          p->rows[r].name);
            done = !text.failed;
            p->rows[r].label = text.chars;
        }
    }
    gvc_labels_free(once);
    gvc_labels_free(twice);
    return done ? GVC_OK : fail_memory(ctx);
}

static gvc_status name_rows(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    gvc_idx primary = 0, others = 0;
    gvc_status status = GVC_OK;
    for (gvc_idx r = 0; status == GVC_OK && r < p->row_count; r++) {
        gvc_part_row *row = &p->rows[r];
        row->at = row->primary ? primary++ : others++;
        status = row->primary ? gvc_builder_primary(ctx, b, row->label, NULL, role_of(row->name))
                              : gvc_builder_extension(ctx, b, row->label, row->unit);
    }
    return status;
}

static gvc_status note_sets(gvc_ctx *ctx, const gvc_parts *p, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    for (gvc_idx s = 0; status == GVC_OK && s < p->set_count; s++) {
        gvc_idx primary = 0, first = p->first_row[s], end = p->first_row[s + 1], taxes = 0;
        for (gvc_idx r = first; r < end; r++) {
            primary += p->rows[r].primary;
            taxes += p->rows[r].primary && role_of(p->rows[r].name) == GVC_ROLE_TAX;
        }
        gvc_text text = {0};
        gvc_text_addf(&text, "%s:", p->sets[s].name);
        if (primary > 0) {
            gvc_text_addf(&text, " %lld primary row%s (%lld of taxes on products)",
                          (long long)primary, primary == 1 ? "" : "s", (long long)taxes);
        }
        if (end - first > primary) {
            gvc_text_addf(&text, "%s %lld satellite account%s", primary > 0 ? "," : "",
                          (long long)(end - first - primary),
                          end - first - primary == 1 ? "" : "s");
        }
        status =
            text.failed ? fail_memory(ctx) : gvc_builder_note(ctx, b, "%s", gvc_text_str(&text));
        gvc_text_free(&text);
    }
    return status;
}

gvc_status gvc_parts_name_accounts(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    p->first_row = gvc_calloc((size_t)p->set_count + 1, sizeof *p->first_row);
    gvc_status status = p->first_row == NULL ? fail_memory(ctx) : GVC_OK;
    for (gvc_idx s = 0; status == GVC_OK && s < p->set_count; s++) {
        p->first_row[s] = p->row_count;
        status = list_set(ctx, p, &p->sets[s]);
        p->first_row[s + 1] = p->row_count;
        if (status == GVC_OK) {
            find_primary(p, &p->sets[s], p->first_row[s], p->row_count);
        }
    }
    if (status == GVC_OK) {
        status = part_names(ctx, p);
    }
    if (status == GVC_OK) {
        status = name_rows(ctx, p, b);
    }
    return status == GVC_OK ? note_sets(ctx, p, b) : status;
}
