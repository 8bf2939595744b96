/* builder.c - collecting the labels, matrices and attributes of a table; rows.c adds rows that come
 * late, seal.c closes it */
#include <stdio.h>
#include <string.h>

#include "table/table.h"

/* How messages call the labels of an axis and their positions. */
static const char *const labels_of[GVC_AXES] = {
    [GVC_INDUSTRY] = "industry label",       [GVC_FINAL_USE] = "final-use label",
    [GVC_VALUE_ADDED] = "value-added label", [GVC_EXTENSION] = "extension label",
    [GVC_COUNTRY] = "country code",          [GVC_SECTOR] = "sector code",
    [GVC_CATEGORY] = "final-use category",
};
static const char *const places_of[GVC_AXES] = {
    [GVC_INDUSTRY] = "industries",
    [GVC_FINAL_USE] = "final-use columns",
    [GVC_VALUE_ADDED] = "value-added rows",
    [GVC_EXTENSION] = "extension rows",
};

gvc_status gvc_builder_new(gvc_ctx *ctx, gvc_builder **out)
{
    gvc_builder *b = gvc_calloc(1, sizeof *b);
    gvc_table *t = gvc_calloc(1, sizeof *t);
    bool done = b != NULL && t != NULL;
    for (int axis = 0; done && axis < GVC_AXES; axis++) {
        t->axes[axis].labels = gvc_labels_new();
        done = t->axes[axis].labels != NULL;
    }
    if (!done) {
        gvc_table_free(t);
        gvc_release(b);
        return gvc_fail_memory(ctx, sizeof *b + sizeof *t, "an empty table");
    }
    b->table = t;
    *out = b;
    return GVC_OK;
}

void gvc_builder_free(gvc_builder *b)
{
    if (b != NULL) {
        gvc_table_free(b->table);
        gvc_release(b->x_stored);
        gvc_release(b);
    }
}

/* ---- labels ---------------------------------------------------------------------------------- */
static bool grow(gvc_table_axis *a)
{
    gvc_idx count = gvc_labels_count(a->labels);
    if (count < a->room) {
        return true;
    }
    gvc_idx room = a->room == 0 ? 16 : 2 * a->room;
    size_t old = (size_t)count, more = (size_t)room;
    char **names = gvc_realloc(a->names, old, more, sizeof *names);
    a->names = names != NULL ? names : a->names;
    gvc_idx *country = gvc_realloc(a->country, old, more, sizeof *country);
    a->country = country != NULL ? country : a->country;
    gvc_idx *kind = gvc_realloc(a->kind, old, more, sizeof *kind);
    a->kind = kind != NULL ? kind : a->kind;
    if (names == NULL || country == NULL || kind == NULL) {
        return false;
    }
    a->room = room;
    return true;
}

gvc_status gvc_table_push(gvc_ctx *ctx, gvc_table *t, gvc_axis axis, const char *label,
                          gvc_idx country, gvc_idx kind, gvc_idx *at)
{
    gvc_table_axis *a = &t->axes[axis];
    gvc_idx i = grow(a) ? gvc_labels_add(a->labels, label) : -1;
    if (i < 0) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at %s '%s'", labels_of[axis], label);
    }
    a->names[i] = NULL;
    a->country[i] = country;
    a->kind[i] = kind;
    if (at != NULL) {
        *at = i;
    }
    return GVC_OK;
}

static gvc_status check_open(gvc_ctx *ctx, const gvc_builder *b, gvc_axis axis, const char *label)
{
    if (b->allocated) {
        return gvc_fail(ctx, GVC_EARG,
                        "%s '%s' comes after gvc_builder_allocate; name all labels before",
                        labels_of[axis], label);
    }
    return GVC_OK;
}

/* A label that must be new. */
static gvc_status add_unique(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const char *label,
                             gvc_idx country, gvc_idx kind, gvc_idx *at)
{
    gvc_labels *labels = b->table->axes[axis].labels;
    long long next = (long long)gvc_labels_count(labels) + 1;
    if (label == NULL || label[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "empty %s (number %lld of the %s)", labels_of[axis], next,
                        places_of[axis]);
    }
    gvc_status s = check_open(ctx, b, axis, label);
    if (s != GVC_OK) {
        return s;
    }
    gvc_idx found = gvc_labels_find(labels, label);
    if (found >= 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "duplicate %s '%s' (%s %lld and %lld)", labels_of[axis],
                        label, places_of[axis], (long long)found + 1, next);
    }
    return gvc_table_push(ctx, b->table, axis, label, country, kind, at);
}

/* A code that may be there already. */
static gvc_status add_code(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const char *code,
                           gvc_idx *at)
{
    if (code == NULL || code[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "empty %s", labels_of[axis]);
    }
    gvc_idx found = gvc_labels_find(b->table->axes[axis].labels, code);
    if (found >= 0) {
        *at = found;
        return GVC_OK;
    }
    gvc_status s = check_open(ctx, b, axis, code);
    return s != GVC_OK ? s : gvc_table_push(ctx, b->table, axis, code, -1, -1, at);
}

static gvc_status set_name(gvc_ctx *ctx, gvc_table_axis *a, gvc_idx at, const char *name)
{
    if (name == NULL) {
        return GVC_OK;
    }
    char *copy = gvc_strdup(name);
    if (copy == NULL) {
        return gvc_fail_memory(ctx, strlen(name) + 1, "a name");
    }
    gvc_release(a->names[at]);
    a->names[at] = copy;
    return GVC_OK;
}

gvc_status gvc_table_push_named(gvc_ctx *ctx, gvc_table *t, gvc_axis axis, const char *label,
                                const char *name, gvc_idx kind)
{
    gvc_idx at = -1;
    gvc_status s = gvc_table_push(ctx, t, axis, label, -1, kind, &at);
    return s == GVC_OK ? set_name(ctx, &t->axes[axis], at, name) : s;
}

static gvc_status add_named(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, const char *code,
                            const char *name)
{
    gvc_idx at = -1;
    gvc_status s = add_code(ctx, b, axis, code, &at);
    return s != GVC_OK ? s : set_name(ctx, &b->table->axes[axis], at, name);
}

gvc_status gvc_builder_country(gvc_ctx *ctx, gvc_builder *b, const char *code, const char *name)
{
    return add_named(ctx, b, GVC_COUNTRY, code, name);
}

gvc_status gvc_builder_sector(gvc_ctx *ctx, gvc_builder *b, const char *code, const char *name)
{
    return add_named(ctx, b, GVC_SECTOR, code, name);
}

/* An industry or a final-use column: country and kind first, then the label made of them. */
static gvc_status add_pair(gvc_ctx *ctx, gvc_builder *b, gvc_axis axis, gvc_axis kind_axis,
                           const char *label, const char *country, const char *kind)
{
    gvc_status s = GVC_OK;
    gvc_text joined = {0};
    gvc_idx c = -1, k = -1;
    bool nowhere = axis == GVC_FINAL_USE && (country == NULL || country[0] == '\0');
    const char *shown = label != NULL ? label : kind != NULL ? kind : "";
    if (nowhere && (kind == NULL || kind[0] == '\0')) {
        kind = label; /* a column like DISC is a category of its own */
    }
    s = nowhere ? GVC_OK : add_code(ctx, b, GVC_COUNTRY, country, &c);
    if (s == GVC_OK) {
        s = add_code(ctx, b, kind_axis, kind, &k);
    }
    if (s != GVC_OK) {
        if (s == GVC_EFORMAT) {
            s = gvc_fail_in(ctx, s, "%s '%s' (number %lld of the %s)", labels_of[axis], shown,
                            (long long)gvc_table_count(b->table, axis) + 1, places_of[axis]);
        }
        goto done;
    }
    if (label == NULL) {
        gvc_text_addf(&joined, nowhere ? "%s%s" : "%s_%s", nowhere ? "" : country, kind);
        if (joined.failed) {
            s = gvc_fail_memory(ctx, strlen(kind) + 1, "a label");
            goto done;
        }
        label = gvc_text_str(&joined);
    }
    s = add_unique(ctx, b, axis, label, c, k, NULL);
done:
    gvc_text_free(&joined);
    return s;
}

gvc_status gvc_builder_industry(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                const char *country, const char *sector)
{
    return add_pair(ctx, b, GVC_INDUSTRY, GVC_SECTOR, label, country, sector);
}

gvc_status gvc_builder_final_use(gvc_ctx *ctx, gvc_builder *b, const char *label,
                                 const char *country, const char *category)
{
    return add_pair(ctx, b, GVC_FINAL_USE, GVC_CATEGORY, label, country, category);
}

gvc_status gvc_builder_primary(gvc_ctx *ctx, gvc_builder *b, const char *label, const char *name,
                               gvc_role role)
{
    gvc_idx at = -1;
    gvc_status s = add_unique(ctx, b, GVC_VALUE_ADDED, label, -1, role, &at);
    return s != GVC_OK ? s : set_name(ctx, &b->table->axes[GVC_VALUE_ADDED], at, name);
}

gvc_status gvc_builder_value_added(gvc_ctx *ctx, gvc_builder *b, const char *label)
{
    return gvc_builder_primary(ctx, b, label, NULL, GVC_ROLE_VALUE_ADDED);
}

gvc_status gvc_builder_category(gvc_ctx *ctx, gvc_builder *b, const char *code, const char *name)
{
    gvc_idx at = gvc_labels_find(b->table->axes[GVC_CATEGORY].labels, code);
    return at < 0 ? GVC_OK : set_name(ctx, &b->table->axes[GVC_CATEGORY], at, name);
}

gvc_status gvc_builder_extension(gvc_ctx *ctx, gvc_builder *b, const char *label, const char *units)
{
    gvc_idx at = -1;
    gvc_status s = add_unique(ctx, b, GVC_EXTENSION, label, -1, -1, &at);
    return s != GVC_OK ? s : set_name(ctx, &b->table->axes[GVC_EXTENSION], at, units);
}

/* ---- matrices -------------------------------------------------------------------------------- */
size_t gvc_table_bytes(gvc_idx rows, gvc_idx cols)
{
    size_t most = SIZE_MAX / 16; /* room for a sum of five without wrapping: each is below it */
    if (rows != 0 && (size_t)cols > most / sizeof(double) / (size_t)rows) {
        return most;
    }
    return (size_t)rows * (size_t)cols * sizeof(double);
}

static bool allocate(gvc_dense *m, gvc_idx rows, gvc_idx cols)
{
    size_t bytes = gvc_table_bytes(rows, cols);
    *m = (gvc_dense){gvc_calloc(bytes / sizeof(double), sizeof(double)), rows, cols, cols};
    return m->data != NULL;
}

gvc_status gvc_builder_allocate(gvc_ctx *ctx, gvc_builder *b)
{
    gvc_table *t = b->table;
    gvc_idx n = gvc_table_count(t, GVC_INDUSTRY), f = gvc_table_count(t, GVC_FINAL_USE);
    gvc_idx v = gvc_table_count(t, GVC_VALUE_ADDED), q = gvc_table_count(t, GVC_EXTENSION);
    if (b->allocated) {
        return gvc_fail(ctx, GVC_EARG, "gvc_builder_allocate was called twice on one table");
    }
    /* Output, and the residual row that sealing makes where no row was named. */
    gvc_idx vectors = v == 0 ? 2 : 1;
    size_t bytes = gvc_table_bytes(n, n) + gvc_table_bytes(n, f) + gvc_table_bytes(v, n) +
                   gvc_table_bytes(q, n) + gvc_table_bytes(vectors, n);
    char what[96];
    snprintf(what, sizeof what, "a table of %lld industries and %lld final-use columns",
             (long long)n, (long long)f);
    gvc_status s = gvc_need_memory(ctx, bytes, what);
    if (s != GVC_OK) {
        return s;
    }
    b->allocated = true;
    b->v_room = v;
    b->e_room = q;
    if (!allocate(&t->z, n, n) || !allocate(&t->y, n, f) || !allocate(&t->v, v, n) ||
        !allocate(&t->e, q, n)) {
        return gvc_fail_memory(ctx, bytes, what);
    }
    return GVC_OK;
}

gvc_dense *gvc_builder_z(gvc_builder *b)
{
    return &b->table->z;
}

gvc_dense *gvc_builder_y(gvc_builder *b)
{
    return &b->table->y;
}

gvc_dense *gvc_builder_v(gvc_builder *b)
{
    return &b->table->v;
}

gvc_dense *gvc_builder_e(gvc_builder *b)
{
    return &b->table->e;
}

double *gvc_builder_x_given(gvc_builder *b)
{
    gvc_table *t = b->table;
    if (t->x_given == NULL && b->allocated) {
        t->x_given = gvc_calloc((size_t)t->z.rows, sizeof *t->x_given);
    }
    return t->x_given;
}

double *gvc_builder_x_stored(gvc_builder *b)
{
    if (b->x_stored == NULL && b->allocated) {
        b->x_stored = gvc_calloc((size_t)b->table->z.rows, sizeof *b->x_stored);
    }
    return b->x_stored;
}

/* Made when first asked for; with room for the rows that its twin has room for. */
static gvc_dense *of_final_use(gvc_builder *b, gvc_dense *m, const gvc_dense *twin, gvc_idx room)
{
    if (m->data == NULL && (!b->allocated || !allocate(m, room, b->table->y.cols))) {
        *m = (gvc_dense){0};
        return NULL;
    }
    m->rows = twin->rows;
    return m;
}

gvc_dense *gvc_builder_ey(gvc_builder *b)
{
    return of_final_use(b, &b->table->ey, &b->table->e, b->e_room);
}

gvc_dense *gvc_builder_vy(gvc_builder *b)
{
    return of_final_use(b, &b->table->vy, &b->table->v, b->v_room);
}

const gvc_table *gvc_builder_so_far(const gvc_builder *b)
{
    return b->table;
}

/* ---- attributes ------------------------------------------------------------------------------ */
void gvc_builder_set_year(gvc_builder *b, int year)
{
    b->table->year = year;
    b->year_assumed = false;
}

void gvc_builder_assume_year(gvc_builder *b, int year)
{
    b->table->year = year;
    b->year_assumed = true;
}

bool gvc_builder_year_is_assumed(const gvc_builder *b)
{
    return b->year_assumed;
}

gvc_status gvc_builder_set_attribute(gvc_ctx *ctx, gvc_builder *b, const gvc_attribute *a)
{
    if (strcmp(a->name, "year") == 0) {
        if (a->kind != GVC_ATTR_INTEGER) {
            return gvc_fail(ctx, GVC_EARG, "attribute 'year' must be an integer");
        }
        gvc_builder_set_year(b, a->integer);
        return GVC_OK;
    }
    if (!gvc_attributes_set(&b->table->attributes, a)) {
        return gvc_fail(ctx, GVC_ENOMEM, "out of memory at attribute '%s'", a->name);
    }
    return GVC_OK;
}

gvc_status gvc_builder_set_text(gvc_ctx *ctx, gvc_builder *b, const char *name, const char *text)
{
    return gvc_builder_set_attribute(ctx, b, &(gvc_attribute){name, GVC_ATTR_TEXT, text, 0, 0});
}

gvc_status gvc_builder_note(gvc_ctx *ctx, gvc_builder *b, const char *format, ...)
{
    gvc_text line = {0};
    va_list args;
    va_start(args, format);
    gvc_text_addv(&line, format, args);
    va_end(args);
    bool done = !line.failed &&
                gvc_attributes_add_line(&b->table->attributes, "source_notes", gvc_text_str(&line));
    gvc_text_free(&line);
    return done ? GVC_OK : gvc_fail(ctx, GVC_ENOMEM, "out of memory at a note on the table");
}
