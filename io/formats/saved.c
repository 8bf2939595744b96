/* saved.c - the files of a table that was saved as a folder, and what its metadata say */
#include "formats/saved.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_SETS = 100 };

static void clear(gvc_saved *s)
{
    gvc_parts_clear(&s->parts);
    gvc_folders_clear(&s->folders);
    gvc_release(s->folder);
    json_decref(s->about);
    *s = (gvc_saved){0};
}

/* ---- files ----------------------------------------------------------------------------------- */

/* A folder and its file_parameters.json, or NULL. */
typedef struct place {
    const gvc_folders *f;
    const char *folder;
    json_t *files; /* borrowed: object of the names */
} place;

static gvc_status fail_container(gvc_ctx *ctx, const char *folder, const char *name,
                                 const char *kind, const char *why)
{
    return gvc_fail(ctx, GVC_EUNSUPPORTED,
                    "%s%s is %s, which %s; save the table as text: "
                    "io.save_all(path, table_format='txt') in pymrio",
                    folder, name, kind, why);
}

/* The file of a matrix under one of its names ("F_Y", "FY", "F_hh"; NULL-ended): as
 * file_parameters.json calls it, else by that name. */
static gvc_status locate(gvc_ctx *ctx, const place *p, const char *const *keys, gvc_idx *at)
{
    *at = -1;
    for (; *at < 0 && *keys != NULL; keys++) {
        const json_t *file = json_object_get(p->files, *keys);
        const char *name = json_string_value(json_object_get(file, "name"));
        if (name == NULL) {
            *at = gvc_folders_find_text(p->f, p->folder, *keys);
        } else if (gvc_ends_with(name, ".pkl") || gvc_ends_with(name, ".pickle")) {
            return fail_container(ctx, p->folder, name, "a pickle",
                                  "can run code when it is loaded and is never read");
        } else if (gvc_ends_with(name, ".parquet")) {
            return fail_container(ctx, p->folder, name, "a parquet file", "cannot be read here");
        } else {
            *at = gvc_folders_find(p->f, p->folder, name);
        }
    }
    return GVC_OK;
}

/* Opens file_parameters.json of the folder, where there is one. *json is yours. */
static gvc_status enter(gvc_ctx *ctx, place *p, json_t **json)
{
    gvc_idx at = gvc_folders_find(p->f, p->folder, "file_parameters.json");
    gvc_status status = at < 0 ? GVC_OK : gvc_saved_json(ctx, p->f->files, at, json);
    p->files = json_object_get(*json, "files");
    return status;
}

static gvc_status fail_missing(gvc_ctx *ctx, const gvc_saved *s, const char *what)
{
    size_t length = strlen(s->folder);
    return gvc_fail(ctx, GVC_EFORMAT, "holds no %s in %.*s%s", what,
                    (int)(length > 0 ? length - 1 : 0), s->folder,
                    length == 0 ? "its top folder" : "");
}

static gvc_status locate_matrices(gvc_ctx *ctx, gvc_saved *s, const place *p)
{
    static const char *const z[] = {"Z", NULL}, *const a[] = {"A", NULL}, *const y[] = {"Y", NULL},
                             *const x[] = {"x", NULL}, *const unit[] = {"unit", NULL};
    gvc_parts *t = &s->parts;
    gvc_status status = locate(ctx, p, z, &t->z);
    if (status == GVC_OK && t->z < 0) {
        status = locate(ctx, p, a, &t->z);
        t->coefficients = true;
    }
    if (status == GVC_OK && t->z < 0) {
        status = fail_missing(ctx, s, "Z.txt (flows) and no A.txt (coefficients)");
    }
    if (status == GVC_OK) {
        status = locate(ctx, p, y, &t->y);
    }
    if (status == GVC_OK && t->y < 0) {
        status = fail_missing(ctx, s, "Y.txt (final demand)");
    }
    if (status == GVC_OK) {
        status = locate(ctx, p, x, &t->x);
    }
    return status == GVC_OK ? locate(ctx, p, unit, &t->unit) : status;
}

/* The set of accounts in a folder below; a folder without any is passed over. */
static gvc_status add_set(gvc_ctx *ctx, gvc_saved *s, const char *name, gvc_builder *b)
{
    static const char *const f[] = {"F", NULL}, *const fy[] = {"F_Y", "FY", "F_hh", NULL},
                             *const unit[] = {"unit", NULL}, *const shares[] = {"S", "M", NULL};
    gvc_text folder = {0};
    json_t *json = NULL;
    gvc_part_accounts set = {NULL, -1, -1, -1};
    gvc_idx coefficients = -1;
    gvc_text_addf(&folder, "%s%s/", s->folder, name);
    place p = {&s->folders, gvc_text_str(&folder), NULL};
    gvc_status status =
        folder.failed ? gvc_fail_memory(ctx, strlen(name), "a name") : enter(ctx, &p, &json);
    if (status == GVC_OK) {
        status = locate(ctx, &p, f, &set.f);
    }
    if (status == GVC_OK) {
        status = locate(ctx, &p, fy, &set.fy);
    }
    if (status == GVC_OK) {
        status = locate(ctx, &p, unit, &set.unit);
    }
    if (status == GVC_OK && set.f < 0 && set.fy < 0) {
        status = locate(ctx, &p, shares, &coefficients);
    }
    if (status == GVC_OK && coefficients >= 0) {
        status =
            gvc_builder_note(ctx, b, "%s: holds coefficients only, no accounts F; left out", name);
    } else if (status == GVC_OK && (set.f >= 0 || set.fy >= 0)) {
        set.name = gvc_strdup(name);
        status = gvc_parts_add(ctx, &s->parts, &set);
    }
    json_decref(json);
    gvc_text_free(&folder);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names of the folders right below that of the table. */
static gvc_status list_folders(gvc_ctx *ctx, const gvc_saved *s, gvc_labels *names)
{
    size_t length = strlen(s->folder);
    for (gvc_idx i = 0; i < gvc_files_count(s->folders.files); i++) {
        const char *name = gvc_files_name(s->folders.files, i);
        const char *cut = strncmp(name, s->folder, length) == 0 ? strchr(name + length, '/') : NULL;
        if (cut == NULL || strchr(cut + 1, '/') != NULL) {
            continue;
        }
        char *folder = gvc_strdup(name + length);
        if (folder != NULL) {
            folder[cut - name - (ptrdiff_t)length] = '\0';
        }
        bool done = folder != NULL && gvc_labels_add(names, folder) >= 0;
        gvc_release(folder);
        if (!done) {
            return gvc_fail_memory(ctx, 1024, "a list of files");
        }
    }
    return gvc_labels_count(names) <= MOST_SETS
               ? GVC_OK
               : gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d folders of accounts",
                          MOST_SETS);
}

/* Factor inputs first, as value added stands first below a table; the others by name. */
static gvc_status add_sets(gvc_ctx *ctx, gvc_saved *s, gvc_builder *b)
{
    gvc_labels *names = gvc_labels_new();
    gvc_status status =
        names == NULL ? gvc_fail_memory(ctx, 1024, "a list of files") : list_folders(ctx, s, names);
    gvc_idx count = names == NULL ? 0 : gvc_labels_count(names);
    const char **sorted = gvc_malloc((size_t)count + 1, sizeof *sorted);
    if (status == GVC_OK && sorted == NULL) {
        status = gvc_fail_memory(ctx, 1024, "a list of files");
    }
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        sorted[i] = gvc_labels_get(names, i);
    }
    if (status == GVC_OK) {
        qsort(sorted, (size_t)count, sizeof *sorted, by_name);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        status = add_set(ctx, s, sorted[i], b);
    }
    gvc_release(sorted);
    gvc_labels_free(names);
    return status;
}

/* The files of the table that in->main belongs to. To be cleared whatever happens. */
static gvc_status open_saved(gvc_ctx *ctx, gvc_saved *s, gvc_input *in, gvc_builder *b)
{
    gvc_idx main = -1;
    json_t *json = NULL;
    gvc_status status = gvc_folders_open_beside(ctx, &s->folders, in, &main);
    if (status == GVC_OK) {
        s->parts.files = s->folders.files;
        s->folder = gvc_folder_of(gvc_files_name(s->folders.files, main));
        status = s->folder == NULL ? gvc_fail_memory(ctx, 1024, "a name") : GVC_OK;
    }
    if (status == GVC_OK) {
        place p = {&s->folders, s->folder, NULL};
        status = enter(ctx, &p, &json);
        if (status == GVC_OK) {
            status = locate_matrices(ctx, s, &p);
        }
    }
    gvc_idx about =
        status == GVC_OK ? gvc_folders_find(&s->folders, s->folder, "metadata.json") : -1;
    if (about >= 0) {
        status = gvc_saved_json(ctx, s->folders.files, about, &s->about);
    }
    json_decref(json);
    return status == GVC_OK ? add_sets(ctx, s, b) : status;
}

/* ---- what it says about itself --------------------------------------------------------------- */

/* Last folder of a path that ends in '/' or is none; yours. */
static char *last_folder(const char *path)
{
    char *copy = gvc_strdup(path), *out = NULL;
    size_t length = copy == NULL ? 0 : strlen(copy);
    if (length > 0) {
        copy[length - 1] = '\0';
        out = gvc_strdup(gvc_base_name(copy));
    }
    gvc_release(copy);
    return out;
}

/* "IOT_2019_ixi" of IOT_2019_ixi.zip and .tar.gz; yours. */
static char *stem_of(const char *archive)
{
    char *stem = gvc_strdup(archive);
    for (char *dot = stem == NULL ? NULL : strrchr(stem, '.'); dot != NULL && dot != stem;) {
        *dot = '\0';
        dot = gvc_ends_with(stem, ".tar") ? strrchr(stem, '.') : NULL;
    }
    return stem;
}

/* "IOT_2019_ixi", the folder or archive that the table lies in. Yours. */
static char *name_of(const gvc_saved *s, const gvc_input *in)
{
    if (s->folder[0] != '\0') {
        return last_folder(s->folder);
    }
    const char *path = gvc_files_path(in->files, in->main);
    if (gvc_files_is_member(in->files, in->main)) {
        return stem_of(gvc_base_name(path));
    }
    char *folder = gvc_folder_of(path);
    char *name = folder == NULL ? NULL : last_folder(folder);
    gvc_release(folder);
    return name;
}

static gvc_status set_year(gvc_ctx *ctx, gvc_builder *b, const char *name, const char *from,
                           int year)
{
    if (year == 0 || year == gvc_table_year(gvc_builder_so_far(b))) {
        return GVC_OK;
    }
    gvc_builder_set_year(b, year);
    return gvc_builder_note(ctx, b, "year %d from %s%s", year, from, name);
}

/* Title, year, source and system as folder and metadata tell them. */
static gvc_status describe(gvc_ctx *ctx, const gvc_saved *s, const gvc_input *in,
                           const gvc_read_options *options, gvc_builder *b)
{
    static const char *const keys[] = {"name", "version", "system"};
    gvc_text source = {0};
    char *name = name_of(s, in);
    gvc_status status = GVC_OK;
    const char *about = json_string_value(json_object_get(s->about, "description"));
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        const char *text = json_string_value(json_object_get(s->about, keys[i]));
        if (text != NULL && text[0] != '\0') {
            gvc_text_addf(&source, "%s%s", source.length == 0 ? "" : " ", text);
        }
    }
    if (source.length > 0) {
        status = gvc_builder_set_text(ctx, b, "source", gvc_text_str(&source));
    }
    if (status == GVC_OK && name != NULL && name[0] != '\0' && strcmp(name, ".") != 0) {
        status = gvc_builder_set_text(ctx, b, "title", name);
    }
    if (status == GVC_OK && name != NULL && options->year == 0 &&
        gvc_table_year(gvc_builder_so_far(b)) == 0) {
        status = set_year(ctx, b, name, "the name of the folder ", gvc_year_in_name(name));
    }
    if (status == GVC_OK && about != NULL) {
        status = set_year(ctx, b, "metadata.json", "", gvc_year_in_name(about));
    }
    gvc_text_free(&source);
    gvc_release(name);
    return status;
}

gvc_status gvc_saved_read(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                          gvc_builder *b, gvc_saved_finish *finish)
{
    gvc_saved s = {0};
    gvc_status status = open_saved(ctx, &s, in, b);
    if (status == GVC_OK) {
        status = describe(ctx, &s, in, options, b);
    }
    if (status == GVC_OK) {
        status = gvc_parts_read(ctx, &s.parts, options, b);
    }
    if (status == GVC_OK) {
        status = finish(ctx, &s, options, b);
    }
    clear(&s);
    return status;
}
