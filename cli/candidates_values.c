/* candidates_values.c - what the value of an option can be: choices, names that are built in,
 * columns of the measure, labels of a stored table that is named on the same line */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "pages.h"

#define AT(field) offsetof(gvc_settings, field)

/* What is being typed: all before the last comma is kept, the rest grows. */
typedef struct typing {
    char *prefix;
    const char *value;
} typing;

static void formats(const gvc_format_info *const *all, const typing *t)
{
    for (; *all != NULL; all++) {
        gvc_cli_candidate(t->prefix, (*all)->name, t->value, (*all)->summary);
    }
}

/* Groups of countries, or sets and groups, that are built in. */
static void code_lists(gvc_axis axis, bool groups_only, const typing *t)
{
    gvc_code_list list;
    for (gvc_idx i = 0; gvc_code_list_at(i, &list); i++) {
        if (list.axis == axis && (list.group || !groups_only)) {
            gvc_cli_candidate(t->prefix, list.name, t->value, list.title);
        }
    }
}

/* Is the column one of an earlier variant, of this method or one before? */
static bool named_before(const gvc_method_info *const *last, const gvc_variant *end,
                         const char *command, const char *name)
{
    for (const gvc_method_info *const *m = gvc_method_list(); m <= last; m++) {
        const gvc_variant *v = strcmp((*m)->command, command) == 0 ? (*m)->variants : NULL;
        for (; v != NULL && v->name != NULL && v != end; v++) {
            for (const gvc_term *term = v->terms; term != NULL && term->name != NULL; term++) {
                if (strcmp(term->name, name) == 0) {
                    return true;
                }
            }
        }
    }
    return false;
}

static void columns(const gvc_command *c, const typing *t)
{
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        const gvc_variant *v = strcmp((*m)->command, c->name) == 0 ? (*m)->variants : NULL;
        for (; v != NULL && v->name != NULL; v++) {
            for (const gvc_term *term = v->terms; term != NULL && term->name != NULL; term++) {
                if (!named_before(m, v, c->name, term->name)) {
                    gvc_cli_candidate(t->prefix, term->name, t->value, term->long_name);
                }
            }
        }
    }
}

/* A stored table among the words: only such a file is open at once. */
static const char *stored_table(const gvc_list *words)
{
    for (size_t i = 1; i + 1 < words->count; i++) {
        const char *dot = strrchr(words->items[i], '.');
        if (dot != NULL && strcmp(dot, ".h5") == 0 && access(words->items[i], R_OK) == 0) {
            return words->items[i];
        }
    }
    return NULL;
}

static void labels(gvc_app *app, gvc_axis axis, const typing *t)
{
    const char *path = stored_table(&app->set.files);
    gvc_table *table = NULL;
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.labels_only = true;
    if (path != NULL && gvc_table_read(app->ctx, &table, path, &options) == GVC_OK) {
        for (gvc_idx i = 0; i < gvc_table_count(table, axis); i++) {
            gvc_cli_candidate(t->prefix, gvc_table_label(table, axis, i), t->value,
                              gvc_table_name(table, axis, i));
        }
    }
    gvc_table_free(table);
}

static const gvc_filter *filter_of(const gvc_option *o)
{
    const gvc_filter *f = gvc_cli_filters;
    while (f->key != NULL && f->where != o->where) {
        f++;
    }
    return f->key == NULL ? NULL : f;
}

static void candidates(gvc_app *app, const gvc_command *c, const gvc_option *o, const typing *t)
{
    const gvc_filter *filter = o->kind == GVC_OPTION_LIST ? filter_of(o) : NULL;
    const char *choice;
    if (o->choices != NULL) {
        for (size_t i = 0; (choice = o->choices(NULL, i)) != NULL; i++) {
            gvc_cli_candidate(t->prefix, choice, t->value, NULL);
        }
    } else if (o->where == AT(format)) {
        formats(gvc_writer_list(), t);
    } else if (o->where == AT(read_format)) {
        formats(gvc_format_list(), t);
    } else if (o->kind == GVC_OPTION_GROUP) {
        code_lists(GVC_COUNTRY, true, t);
    } else if ((o->kind == GVC_OPTION_LIST && o->where == AT(terms)) || o->where == AT(sort)) {
        columns(c, t);
    } else if (filter != NULL) {
        labels(app, filter->axis, t);
    } else if (o->kind == GVC_OPTION_FILES) {
        code_lists(o->where == AT(sector_maps) ? GVC_SECTOR : GVC_COUNTRY, false, t);
        puts(":files");
    } else if (o->kind == GVC_OPTION_FILE) {
        puts(":files");
    }
}

void gvc_cli_candidates_of(gvc_app *app, const gvc_command *c, const gvc_option *o,
                           const char *prefix, const char *value)
{
    bool list = o->kind == GVC_OPTION_LIST || o->kind == GVC_OPTION_FILES;
    const char *comma = list ? strrchr(value, ',') : NULL;
    typing t = {NULL, comma == NULL ? value : comma + 1};
    t.prefix = gvc_cli_format("%s%.*s", prefix, (int)(t.value - value), value);
    if (t.prefix != NULL) {
        candidates(app, c, o, &t);
    }
    free(t.prefix);
}
