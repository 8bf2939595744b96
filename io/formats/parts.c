/* parts.c - the labels of a table in parts, its flows, final use and output */
#include "formats/parts.h"

#include <string.h>

#include "table/sums.h"

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the labels of a table");
}

void gvc_parts_clear(gvc_parts *p)
{
    for (gvc_idx s = 0; s < p->set_count; s++) {
        gvc_release(p->sets[s].name);
    }
    for (gvc_idx r = 0; r < p->row_count; r++) {
        gvc_release(p->rows[r].name);
        gvc_release(p->rows[r].label);
        gvc_release(p->rows[r].unit);
    }
    gvc_release(p->sets);
    gvc_release(p->money);
    gvc_release(p->rows);
    gvc_release(p->first_row);
    gvc_release(p->x_values);
    gvc_labels_free(p->industries);
    gvc_labels_free(p->uses);
    *p = (gvc_parts){0};
}

gvc_status gvc_parts_add(gvc_ctx *ctx, gvc_parts *p, const gvc_part_accounts *set)
{
    if (set->name != NULL && p->set_count == p->set_room) {
        gvc_idx room = p->set_room == 0 ? 8 : 2 * p->set_room;
        gvc_part_accounts *sets =
            gvc_realloc(p->sets, (size_t)p->set_count, (size_t)room, sizeof *sets);
        p->sets = sets == NULL ? p->sets : sets;
        p->set_room = sets == NULL ? p->set_room : room;
    }
    if (set->name == NULL || p->set_count == p->set_room) {
        gvc_release(set->name);
        return fail_memory(ctx);
    }
    p->sets[p->set_count++] = *set;
    return GVC_OK;
}

/* ---- labels ---------------------------------------------------------------------------------- */

static char *join(const char *a, const char *b)
{
    gvc_text text = {0};
    gvc_text_addf(&text, "%s\t%s", a, b);
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

char *gvc_parts_column_key(const gvc_headed *h, gvc_idx column)
{
    return join(gvc_headed_column(h, 0, column), gvc_headed_column(h, 1, column));
}

char *gvc_parts_row_key(const gvc_headed *h)
{
    return join(gvc_headed_label(h, 0), gvc_headed_label(h, 1));
}

gvc_status gvc_parts_open(gvc_ctx *ctx, const gvc_parts *p, gvc_idx file, gvc_headed **out)
{
    gvc_idx labels = p->unit_column ? 3 : 2;
    gvc_status status = gvc_headed_open(ctx, out, p->files, file, 2, 0);
    if (status == GVC_OK && gvc_headed_label_columns(*out) != labels) {
        status =
            gvc_fail(ctx, GVC_ESHAPE, "%s: %lld label columns, expected %lld: region, sector%s",
                     gvc_headed_name(*out), (long long)gvc_headed_label_columns(*out),
                     (long long)labels, p->unit_column ? ", unit" : "");
    }
    if (status == GVC_OK && gvc_headed_columns(*out) == 0) {
        status = gvc_fail(ctx, GVC_ESHAPE, "%s: no column of numbers", gvc_headed_name(*out));
    }
    return status;
}

/* A column of final use of a region without industries belongs to no country. */
static gvc_status name_use(gvc_ctx *ctx, gvc_builder *b, const char *country, const char *category)
{
    if (gvc_table_find(gvc_builder_so_far(b), GVC_COUNTRY, country) >= 0) {
        return gvc_builder_final_use(ctx, b, NULL, country, category);
    }
    gvc_text label = {0};
    gvc_text_addf(&label, "%s_%s", country, category);
    gvc_status status = label.failed
                            ? fail_memory(ctx)
                            : gvc_builder_final_use(ctx, b, gvc_text_str(&label), "", category);
    if (status == GVC_OK) {
        status = gvc_builder_note(ctx, b, "final-use column %s belongs to no country",
                                  gvc_text_str(&label));
    }
    gvc_text_free(&label);
    return status;
}

static gvc_status name_columns(gvc_ctx *ctx, const gvc_headed *h, gvc_builder *b, bool industries,
                               gvc_labels *keys)
{
    gvc_status status = GVC_OK;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_headed_columns(h); c++) {
        const char *country = gvc_headed_column(h, 0, c), *item = gvc_headed_column(h, 1, c);
        status = industries ? gvc_builder_industry(ctx, b, NULL, country, item)
                            : name_use(ctx, b, country, item);
        if (status != GVC_OK) {
            return gvc_fail_in(ctx, status, "%s", gvc_headed_name(h));
        }
        char *key = gvc_parts_column_key(h, c);
        status = key == NULL || gvc_labels_add(keys, key) < 0 ? fail_memory(ctx) : GVC_OK;
        gvc_release(key);
    }
    return status;
}

/* ---- matrices -------------------------------------------------------------------------------- */

/* A matrix that is being read. */
typedef struct matrix {
    gvc_headed *h;
    gvc_dense *m;
    bool *seen;   /* rows */
    gvc_idx done; /* their number */
    bool flows;   /* intermediate ones: coefficients perhaps */
} matrix;

/* In a table with a unit column each row says its own; all have the one of the table. */
static gvc_status check_unit(gvc_ctx *ctx, gvc_parts *p, const matrix *t)
{
    bool per_unit = false;
    char *unit = gvc_parts_unit(gvc_headed_label(t->h, 2), p->money, &per_unit);
    if (unit == NULL) {
        return fail_memory(ctx);
    }
    if (t->flows && t->done == 0) {
        p->coefficients = per_unit;
    }
    bool fits = gvc_same(unit, p->money) && per_unit == (t->flows && p->coefficients);
    gvc_release(unit);
    return fits ? GVC_OK
                : gvc_fail(ctx, GVC_EUNSUPPORTED, "column 3: unit '%s', expected '%s%s%s'",
                           gvc_headed_label(t->h, 2), p->money,
                           t->flows && p->coefficients ? "/" : "",
                           t->flows && p->coefficients ? p->money : "");
}

/* A row of an industry into its place, by its labels. */
static gvc_status read_row(gvc_ctx *ctx, gvc_parts *p, matrix *t)
{
    char *key = gvc_parts_row_key(t->h);
    gvc_idx at = key == NULL ? -1 : gvc_labels_find(p->industries, key);
    gvc_status status = GVC_OK;
    if (key == NULL) {
        status = fail_memory(ctx);
    } else if (at < 0 || t->seen[at]) {
        status = gvc_fail(ctx, at < 0 ? GVC_EUNKNOWN : GVC_EFORMAT, "row '%s', '%s' %s",
                          gvc_headed_label(t->h, 0), gvc_headed_label(t->h, 1),
                          at < 0 ? "has no column of intermediate use" : "is there twice");
    } else if (p->unit_column) {
        status = check_unit(ctx, p, t);
    }
    gvc_release(key);
    if (status != GVC_OK) {
        return gvc_headed_fail(ctx, t->h, status);
    }
    t->seen[at] = true;
    t->done++;
    return gvc_headed_numbers(ctx, t->h, t->m->data + at * t->m->stride);
}

static gvc_status check_all(gvc_ctx *ctx, const gvc_parts *p, const matrix *t)
{
    for (gvc_idx i = 0; i < t->m->rows; i++) {
        if (!t->seen[i]) {
            const char *key = gvc_labels_get(p->industries, i), *cut = strchr(key, '\t');
            return gvc_fail(ctx, GVC_ESHAPE,
                            "%s: %lld rows for %lld industries; none for '%.*s', '%s'",
                            gvc_headed_name(t->h), (long long)t->done, (long long)t->m->rows,
                            (int)(cut - key), key, cut + 1);
        }
    }
    return GVC_OK;
}

static gvc_status read_matrix(gvc_ctx *ctx, gvc_parts *p, gvc_headed *h, gvc_dense *m, bool flows)
{
    bool more = true;
    matrix t = {.h = h, .m = m, .flows = flows};
    t.seen = gvc_calloc((size_t)m->rows, sizeof *t.seen);
    gvc_status status = t.seen == NULL ? fail_memory(ctx) : GVC_OK;
    while (status == GVC_OK) {
        status = gvc_headed_next(ctx, h, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = read_row(ctx, p, &t);
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "reading", (uint64_t)t.done, (uint64_t)m->rows);
        }
    }
    if (status == GVC_OK) {
        status = check_all(ctx, p, &t);
    }
    p->empty += gvc_headed_empty(h);
    gvc_release(t.seen);
    return status;
}

/* Output as the source states it: one number a row. */
static gvc_status read_output(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    double *x = gvc_builder_x_given(b);
    gvc_headed *h = NULL;
    gvc_status status =
        x == NULL ? fail_memory(ctx) : gvc_headed_open(ctx, &h, p->files, p->x, 1, 2);
    if (status == GVC_OK && gvc_headed_columns(h) != 1) {
        status = gvc_fail(ctx, GVC_ESHAPE, "%s: %lld columns beside region and sector, expected 1",
                          gvc_headed_name(h), (long long)gvc_headed_columns(h));
    }
    if (status == GVC_OK) {
        gvc_dense column = {x, gvc_labels_count(p->industries), 1, 1};
        status = read_matrix(ctx, p, h, &column, false);
    }
    gvc_headed_close(h);
    return status;
}

/* Coefficients become flows, with output as stated or as they imply it. */
static gvc_status settle_coefficients(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    gvc_idx n = gvc_labels_count(p->industries);
    p->x_values = gvc_calloc((size_t)n, sizeof *p->x_values);
    if (p->x_values == NULL) {
        return fail_memory(ctx);
    }
    const char *name = gvc_base_name(gvc_files_name(p->files, p->z));
    gvc_status status = GVC_OK;
    if (p->x >= 0) {
        memcpy(p->x_values, gvc_builder_x_given(b), (size_t)n * sizeof *p->x_values);
        status = gvc_builder_note(ctx, b, "flows are the coefficients of %s times output of %s",
                                  name, gvc_base_name(gvc_files_name(p->files, p->x)));
    } else {
        status = gvc_builder_implied_output(ctx, b, p->x_values);
        status = status == GVC_OK ? GVC_OK
                                  : gvc_fail_in(ctx, status,
                                                "%s holds no flows and no output x is "
                                                "beside it",
                                                name);
        if (status == GVC_OK) {
            status = gvc_builder_note(ctx, b,
                                      "flows are the coefficients of %s times the output that they "
                                      "and final use imply, x = A x + Y 1; no file states it",
                                      name);
        }
    }
    gvc_builder_scale_columns(gvc_builder_z(b), p->x_values);
    return status;
}

/* Output for accounts per unit of it beside flows. */
static gvc_status settle_output(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    bool needed = false;
    for (gvc_idx r = 0; !needed && r < p->row_count; r++) {
        needed = p->rows[r].coefficients;
    }
    if (!needed) {
        return GVC_OK;
    }
    gvc_idx n = gvc_labels_count(p->industries), f = gvc_labels_count(p->uses);
    double *columns = gvc_calloc((size_t)(n + f), sizeof *columns);
    p->x_values = gvc_calloc((size_t)n, sizeof *p->x_values);
    bool done = columns != NULL && p->x_values != NULL;
    if (done) {
        gvc_add_sums(gvc_builder_z(b), p->x_values, columns);
        gvc_add_sums(gvc_builder_y(b), p->x_values, columns);
    }
    gvc_release(columns);
    return done ? GVC_OK : fail_memory(ctx);
}

static gvc_status read_matrices(gvc_ctx *ctx, gvc_parts *p, gvc_headed *z, gvc_headed *y,
                                gvc_builder *b)
{
    gvc_status status = gvc_builder_allocate(ctx, b);
    if (status == GVC_OK) {
        status = read_matrix(ctx, p, z, gvc_builder_z(b), true);
    }
    if (status == GVC_OK) {
        status = read_matrix(ctx, p, y, gvc_builder_y(b), false);
    }
    if (status == GVC_OK && p->x >= 0) {
        status = read_output(ctx, p, b);
    }
    if (status == GVC_OK && p->coefficients) {
        status = settle_coefficients(ctx, p, b);
    } else if (status == GVC_OK) {
        status = settle_output(ctx, p, b);
    }
    if (status == GVC_OK) {
        status = gvc_parts_read_accounts(ctx, p, b);
    }
    if (status == GVC_OK && p->empty > 0) {
        status = gvc_builder_note(ctx, b, "%lld empty cells read as 0", (long long)p->empty);
    }
    return status;
}

gvc_status gvc_parts_read(gvc_ctx *ctx, gvc_parts *p, const gvc_read_options *options,
                          gvc_builder *b)
{
    gvc_headed *z = NULL, *y = NULL;
    p->industries = gvc_labels_new();
    p->uses = gvc_labels_new();
    gvc_status status = p->industries == NULL || p->uses == NULL ? fail_memory(ctx)
                                                                 : gvc_parts_open(ctx, p, p->z, &z);
    if (status == GVC_OK) {
        status = name_columns(ctx, z, b, true, p->industries);
    }
    if (status == GVC_OK) {
        status = gvc_parts_open(ctx, p, p->y, &y);
    }
    if (status == GVC_OK) {
        status = name_columns(ctx, y, b, false, p->uses);
    }
    if (status == GVC_OK) {
        status = gvc_parts_read_money(ctx, p, b);
    }
    if (status == GVC_OK) {
        status = gvc_parts_name_accounts(ctx, p, b);
    }
    if (status == GVC_OK && !options->labels_only) {
        status = read_matrices(ctx, p, z, y, b);
    }
    gvc_headed_close(z);
    gvc_headed_close(y);
    return status;
}
