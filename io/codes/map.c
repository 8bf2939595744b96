/* map.c - one map out of built-in lists and files */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "codes/codes.h"
#include "source.h"

void gvc_map_note(gvc_map_maker *m, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    gvc_text_add(&m->notes, "\n", m->notes.length > 0);
    gvc_text_addv(&m->notes, format, args);
    va_end(args);
}

/* The set's own copy of a text; NULL: out of memory. */
static const char *keep(gvc_map_maker *m, const char *text)
{
    gvc_idx at = gvc_labels_add(m->texts, text);
    return at < 0 ? NULL : gvc_labels_get(m->texts, at);
}

gvc_status gvc_map_add(gvc_ctx *ctx, gvc_map_maker *m, const char *from, const char *to,
                       const char *to_name, double share)
{
    for (gvc_idx k = 0; k < m->first; k++) {
        if (strcmp(m->entries[k].from, from) == 0) {
            return gvc_fail(ctx, GVC_EARG, "'%s' is mapped to '%s' and to '%s'; name it in one map",
                            from, m->entries[k].to, to);
        }
    }
    if (m->count == m->room) {
        gvc_idx room = m->room == 0 ? 64 : 2 * m->room;
        gvc_map_entry *grown =
            gvc_realloc(m->entries, (size_t)m->count, (size_t)room, sizeof *grown);
        if (grown == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *grown, "a map");
        }
        m->entries = grown;
        m->room = room;
    }
    gvc_map_entry entry = {keep(m, from), keep(m, to), to_name == NULL ? NULL : keep(m, to_name),
                           share};
    if (entry.from == NULL || entry.to == NULL || (to_name != NULL && entry.to_name == NULL)) {
        return gvc_fail_memory(ctx, 64, "a map");
    }
    m->entries[m->count++] = entry;
    return GVC_OK;
}

gvc_status gvc_map_add_country(gvc_ctx *ctx, gvc_map_maker *m, const char *country, const char *to,
                               double share, gvc_idx *found)
{
    gvc_status s = GVC_OK;
    *found = 0;
    if (gvc_table_find(m->table, GVC_COUNTRY, country) >= 0) {
        *found = 1;
        return gvc_map_add(ctx, m, country, to, NULL, share);
    }
    const char *iso3 = gvc_country_iso3(country);
    for (gvc_idx c = 0; iso3 != NULL && c < gvc_table_count(m->table, GVC_COUNTRY); c++) {
        const char *label = gvc_table_label(m->table, GVC_COUNTRY, c);
        const char *other = gvc_country_iso3(label);
        if (s == GVC_OK && other != NULL && strcmp(other, iso3) == 0) {
            s = gvc_map_add(ctx, m, label, to, NULL, share);
            ++*found;
        }
    }
    return s;
}

/* What a built-in list is called is not also looked for as a file; "./EU27" is one. */
static gvc_status add_named(gvc_ctx *ctx, gvc_map_maker *m, const char *name)
{
    gvc_code_list list;
    bool built_in = strchr(name, '/') == NULL && gvc_code_list_find(name, &list);
    const char *shown = built_in ? list.name : gvc_base_name(name);
    gvc_text_addf(&m->name, "%s%s", m->name.length > 0 ? ", " : "", shown);
    m->first = m->count;
    if (built_in) {
        return gvc_map_add_list(ctx, m, &list);
    }
    if (access(name, F_OK) != 0 && strchr(name, '.') == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "there is no file '%s' and no list of that name is built in; gvc aggregate "
                        "--list shows those that are",
                        name);
    }
    char hex[65];
    gvc_status s = gvc_map_add_file(ctx, m, name);
    if (s == GVC_OK) {
        s = gvc_file_sha256(ctx, name, hex);
    }
    if (s == GVC_OK) {
        gvc_text_addf(&m->sha256, "%s%s", m->sha256.length > 0 ? " " : "", hex);
    }
    return s;
}

gvc_status gvc_map_read(gvc_ctx *ctx, gvc_map **out, const gvc_table *t, gvc_axis axis,
                        const char *const *names, gvc_idx count)
{
    gvc_map_maker *m = gvc_calloc(1, sizeof *m);
    if (m == NULL) {
        return gvc_fail_memory(ctx, sizeof *m, "a map");
    }
    m->table = t;
    m->axis = axis;
    m->texts = gvc_labels_new();
    gvc_status s = m->texts == NULL ? gvc_fail_memory(ctx, 1024, "a map") : GVC_OK;
    for (gvc_idx k = 0; k < count && s == GVC_OK; k++) {
        s = add_named(ctx, m, names[k]);
    }
    if (s == GVC_OK && (m->name.failed || m->sha256.failed || m->notes.failed)) {
        s = gvc_fail_memory(ctx, 1024, "a map");
    }
    if (s != GVC_OK) {
        gvc_map_free(&m->map);
        return s;
    }
    m->map = (gvc_map){.name = gvc_text_str(&m->name),
                       .sha256 = m->sha256.length > 0 ? m->sha256.chars : NULL,
                       .notes = m->notes.length > 0 ? m->notes.chars : NULL,
                       .entries = m->entries,
                       .count = m->count};
    *out = &m->map;
    return GVC_OK;
}

void gvc_map_free(gvc_map *map)
{
    gvc_map_maker *m = (gvc_map_maker *)map;
    if (m == NULL) {
        return;
    }
    gvc_labels_free(m->texts);
    gvc_release(m->entries);
    gvc_text_free(&m->name);
    gvc_text_free(&m->sha256);
    gvc_text_free(&m->notes);
    gvc_release(m);
}
