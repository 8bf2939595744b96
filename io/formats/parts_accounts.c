/* parts_accounts.c - the numbers of the accounts of a table in parts */
#include <string.h>

#include "formats/parts.h"

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "accounts of a table");
}

/* Where the columns of a file of accounts go; `keys` are the industries, or the columns of final
 * use, each of which must be there once. */
static gvc_status map_columns(gvc_ctx *ctx, const gvc_headed *h, const gvc_labels *keys,
                              gvc_idx *map)
{
    gvc_idx count = gvc_labels_count(keys);
    gvc_status status = GVC_OK;
    bool *seen = gvc_calloc((size_t)count, sizeof *seen);
    if (seen == NULL) {
        return fail_memory(ctx);
    }
    if (gvc_headed_columns(h) != count) {
        status = gvc_fail(ctx, GVC_ESHAPE, "%s: %lld columns, expected %lld as in the table",
                          gvc_headed_name(h), (long long)gvc_headed_columns(h), (long long)count);
    }
    for (gvc_idx c = 0; status == GVC_OK && c < count; c++) {
        char *key = gvc_parts_column_key(h, c);
        map[c] = key == NULL ? -1 : gvc_labels_find(keys, key);
        if (key == NULL) {
            status = fail_memory(ctx);
        } else if (map[c] < 0 || seen[map[c]]) {
            status =
                gvc_fail(ctx, map[c] < 0 ? GVC_EUNKNOWN : GVC_EFORMAT, "%s: column '%s', '%s' %s",
                         gvc_headed_name(h), gvc_headed_column(h, 0, c), gvc_headed_column(h, 1, c),
                         map[c] < 0 ? "is none of the table" : "is there twice");
        } else {
            seen[map[c]] = true;
        }
        gvc_release(key);
    }
    gvc_release(seen);
    return status;
}

/* A file of accounts that is being read. */
typedef struct reading {
    gvc_headed *h;
    gvc_labels *names; /* of the rows of its set */
    gvc_idx first;     /* row of the set */
    gvc_idx *map;
    double *cells; /* columns */
    gvc_dense *primary, *others;
    bool of_industries;
} reading;

static gvc_status take_row(gvc_ctx *ctx, gvc_parts *p, reading *t)
{
    char *label = gvc_parts_row_name(t->h, p->unit_column);
    gvc_idx at = label == NULL ? -1 : gvc_labels_find(t->names, label);
    gvc_part_row *row = at < 0 ? NULL : &p->rows[t->first + at];
    gvc_status status = GVC_OK;
    if (label == NULL) {
        status = fail_memory(ctx);
    } else if (row == NULL || row->seen) {
        status = gvc_headed_fail(
            ctx, t->h,
            gvc_fail(ctx, GVC_EFORMAT, "account '%s' %s", label,
                     row == NULL ? "is not in the list of units" : "is there twice"));
    }
    gvc_release(label);
    if (status == GVC_OK) {
        row->seen = true;
        status = gvc_headed_numbers(ctx, t->h, t->cells);
    }
    gvc_dense *m = status != GVC_OK ? NULL : row->primary ? t->primary : t->others;
    for (gvc_idx c = 0; status == GVC_OK && c < gvc_headed_columns(t->h); c++) {
        m->data[row->at * m->stride + t->map[c]] = t->cells[c];
    }
    if (status == GVC_OK && t->of_industries && row->coefficients) {
        gvc_dense one = {m->data + row->at * m->stride, 1, m->cols, m->stride};
        gvc_builder_scale_columns(&one, p->x_values);
    }
    return status;
}

static gvc_status take_rows(gvc_ctx *ctx, gvc_parts *p, reading *t, const gvc_labels *keys)
{
    gvc_status status = map_columns(ctx, t->h, keys, t->map);
    bool more = true;
    while (status == GVC_OK) {
        status = gvc_headed_next(ctx, t->h, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        status = take_row(ctx, p, t);
        if (status == GVC_OK) {
            status = gvc_progress(ctx, "accounts", 0, 0);
        }
    }
    p->empty += gvc_headed_empty(t->h);
    return status;
}

/* Rows that were listed and are not there: missing is not zero for industries. */
static gvc_status check_rows(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b, const reading *t,
                             gvc_idx end)
{
    gvc_idx missing = 0;
    gvc_status status = GVC_OK;
    for (gvc_idx r = t->first; status == GVC_OK && r < end; r++) {
        if (!p->rows[r].seen && t->of_industries) {
            status = gvc_fail(ctx, GVC_ESHAPE, "%s: no row for '%s', which the list of units names",
                              gvc_headed_name(t->h), gvc_labels_get(t->names, r - t->first));
        }
        missing += !p->rows[r].seen;
        p->rows[r].seen = false;
    }
    return status == GVC_OK && missing > 0
               ? gvc_builder_note(ctx, b, "%s: no row for %lld of %lld accounts: 0 for final use",
                                  gvc_headed_name(t->h), (long long)missing,
                                  (long long)(end - t->first))
               : status;
}

/* The names of the rows of a set. */
static gvc_labels *names_of(const gvc_parts *p, gvc_idx set)
{
    gvc_labels *names = gvc_labels_new();
    for (gvc_idx r = p->first_row[set]; names != NULL && r < p->first_row[set + 1]; r++) {
        if (gvc_labels_add(names, p->rows[r].name) < 0) {
            gvc_labels_free(names);
            names = NULL;
        }
    }
    return names;
}

/* Where rows of the set go; only what is needed is asked for, since that makes it. */
static bool find_targets(const gvc_parts *p, gvc_builder *b, gvc_idx set, reading *t)
{
    bool primary = false, others = false;
    for (gvc_idx r = p->first_row[set]; r < p->first_row[set + 1]; r++) {
        primary = primary || p->rows[r].primary;
        others = others || !p->rows[r].primary;
    }
    if (primary) {
        t->primary = t->of_industries ? gvc_builder_v(b) : gvc_builder_vy(b);
    }
    if (others) {
        t->others = t->of_industries ? gvc_builder_e(b) : gvc_builder_ey(b);
    }
    return (!primary || t->primary != NULL) && (!others || t->others != NULL);
}

static gvc_status read_file(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b, gvc_idx set, gvc_idx file,
                            bool of_industries)
{
    const gvc_labels *keys = of_industries ? p->industries : p->uses;
    size_t count = (size_t)gvc_labels_count(keys);
    reading t = {.first = p->first_row[set], .of_industries = of_industries};
    t.names = names_of(p, set);
    t.map = gvc_calloc(count, sizeof *t.map);
    t.cells = gvc_calloc(count, sizeof *t.cells);
    bool ready = t.names != NULL && t.map != NULL && t.cells != NULL && find_targets(p, b, set, &t);
    gvc_status status = ready ? gvc_headed_open(ctx, &t.h, p->files, file, 2, 0) : fail_memory(ctx);
    if (status == GVC_OK) {
        status = take_rows(ctx, p, &t, keys);
    }
    if (status == GVC_OK) {
        status = check_rows(ctx, p, b, &t, p->first_row[set + 1]);
    }
    gvc_headed_close(t.h);
    gvc_labels_free(t.names);
    gvc_release(t.map);
    gvc_release(t.cells);
    return status;
}

gvc_status gvc_parts_read_accounts(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    for (gvc_idx s = 0; status == GVC_OK && s < p->set_count; s++) {
        const gvc_part_accounts *set = &p->sets[s];
        if (set->f >= 0) {
            status = read_file(ctx, p, b, s, set->f, true);
        }
        if (status == GVC_OK && set->fy >= 0) {
            status = read_file(ctx, p, b, s, set->fy, false);
        }
    }
    return status;
}
