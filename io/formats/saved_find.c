/* saved_find.c - finding tables saved as folders of text files, and telling EXIOBASE from others */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "formats/saved.h"

enum { MOST_TABLES = 100, HEAD = 4096, LONGEST_JSON = 1 << 20 };

gvc_status gvc_saved_json(gvc_ctx *ctx, const gvc_files *files, gvc_idx at, json_t **out)
{
    char *text = NULL;
    size_t length = 0;
    json_error_t error;
    const char *name = gvc_files_name(files, at);
    gvc_status status = gvc_files_text(ctx, files, at, &text, &length);
    if (status == GVC_OK && length > LONGEST_JSON) {
        status =
            gvc_fail(ctx, GVC_EFORMAT, "%s: longer than 1 MiB, expected a short JSON text", name);
    }
    if (status == GVC_OK) {
        size_t mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
        json_t *json = json_loadb(text + mark, length - mark, 0, &error);
        if (json_is_object(json)) {
            *out = json;
        } else {
            json_decref(json);
            status = json == NULL ? gvc_fail(ctx, GVC_EFORMAT, "%s:%d: is not JSON: %s", name,
                                             error.line, error.text)
                                  : gvc_fail(ctx, GVC_EFORMAT, "%s: is no JSON object", name);
        }
    }
    gvc_release(text);
    return status;
}

/* ---- is there a table in a folder? ----------------------------------------------------------- */

/* The matrix of flows or coefficients whose header has region above sector, with two label columns.
 * -1 = none. */
static gvc_idx labelled_matrix(gvc_ctx *ctx, const gvc_folders *f, const char *folder)
{
    gvc_idx at = gvc_folders_find_text(f, folder, "Z");
    at = at >= 0 ? at : gvc_folders_find_text(f, folder, "A");
    unsigned char head[HEAD];
    size_t length = 0;
    if (at < 0 || gvc_folders_find_text(f, folder, "Y") < 0 ||
        gvc_files_head(ctx, f->files, at, head, sizeof head, &length) != GVC_OK) {
        return -1;
    }
    return gvc_headed_looks_like(head, length, 2) ? at : -1;
}

/* What file_parameters.json says the folder is; *known false where there is none to be read. */
static bool is_system(gvc_ctx *ctx, const gvc_folders *f, const char *folder, bool *known)
{
    json_t *json = NULL;
    gvc_idx at = gvc_folders_find(f, folder, "file_parameters.json");
    *known = at >= 0 && gvc_saved_json(ctx, f->files, at, &json) == GVC_OK;
    const char *type = json_string_value(json_object_get(json, "systemtype"));
    bool system = type != NULL && strcmp(type, "IOSystem") == 0;
    *known = *known && type != NULL;
    json_decref(json);
    return system;
}

/* NAME.txt and the like, or what pymrio may save instead. */
static bool holds(const gvc_folders *f, const char *folder, const char *name)
{
    static const char *const endings[] = {".pkl", ".pickle", ".parquet"};
    bool found = gvc_folders_find_text(f, folder, name) >= 0;
    for (size_t i = 0; !found && i < sizeof endings / sizeof *endings; i++) {
        char file[16];
        snprintf(file, sizeof file, "%s%s", name, endings[i]);
        found = gvc_folders_find(f, folder, file) >= 0;
    }
    return found;
}

/* A folder of accounts has F and no flows. */
static bool may_hold_table(const gvc_folders *f, const char *folder)
{
    return !holds(f, folder, "F") || holds(f, folder, "Z") || holds(f, folder, "A");
}

/* The file that stands for the table in the folder; -1 = there is none. */
static gvc_idx table_in(gvc_ctx *ctx, const gvc_folders *f, const char *folder)
{
    bool known = false, system = is_system(ctx, f, folder, &known);
    if (known && !system) {
        return -1;
    }
    gvc_idx at = system ? gvc_folders_find_text(f, folder, "Z") : labelled_matrix(ctx, f, folder);
    at = at >= 0 || !system ? at : gvc_folders_find_text(f, folder, "A");
    return at >= 0 || !system ? at : gvc_folders_find(f, folder, "file_parameters.json");
}

bool gvc_saved_is_exiobase(gvc_ctx *ctx, const gvc_folders *f, const char *folder)
{
    static const char *const lists[] = {"industries", "products", "finaldemands", "satellite/F",
                                        "impacts/F"};
    bool found = false;
    for (size_t i = 0; !found && i < sizeof lists / sizeof *lists; i++) {
        found = gvc_folders_find_text(f, folder, lists[i]) >= 0;
    }
    json_t *json = NULL;
    gvc_idx at = found ? -1 : gvc_folders_find(f, folder, "metadata.json");
    if (at >= 0 && gvc_saved_json(ctx, f->files, at, &json) == GVC_OK) {
        static const char *const keys[] = {"name", "description"};
        for (size_t i = 0; !found && i < sizeof keys / sizeof *keys; i++) {
            const char *text = json_string_value(json_object_get(json, keys[i]));
            for (; !found && text != NULL && *text != '\0'; text++) {
                found = strncasecmp(text, "exio", 4) == 0;
            }
        }
    }
    json_decref(json);
    return found;
}

/* ---- finding --------------------------------------------------------------------------------- */

/* Names come first: in some archives each look into a file unpacks all that stands before it. */
static gvc_status look_into(gvc_ctx *ctx, const gvc_folders *f, const char *folder, bool exiobase,
                            gvc_idx *looks, gvc_finds *out)
{
    if (!may_hold_table(f, folder)) {
        return GVC_OK;
    }
    if (++*looks > MOST_TABLES) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d tables; name a part of it",
                        MOST_TABLES);
    }
    gvc_idx at = table_in(ctx, f, folder);
    if (at < 0 || (exiobase && !gvc_saved_is_exiobase(ctx, f, folder))) {
        return GVC_OK;
    }
    return gvc_finds_add(out, at, gvc_year_in_name(folder))
               ? GVC_OK
               : gvc_fail_memory(ctx, 1024, "a list of files");
}

/* A name that a table has in its own folder. */
static bool may_stand_for_table(const char *base)
{
    return strcasecmp(base, "file_parameters.json") == 0 || gvc_is_text_named(base, "Z") ||
           gvc_is_text_named(base, "A");
}

gvc_status gvc_saved_find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out, bool exiobase)
{
    gvc_folders f = {0};
    gvc_idx looks = 0;
    gvc_labels *done = gvc_labels_new();
    gvc_status status = done == NULL ? gvc_fail_memory(ctx, 1024, "a list of files")
                                     : gvc_folders_open(ctx, &f, in);
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        if (!may_stand_for_table(gvc_base_name(name))) {
            continue;
        }
        gvc_idx before = gvc_labels_count(done);
        char *folder = gvc_folder_of(name);
        /* "" is the top folder; a set of labels does not hold it. */
        if (folder == NULL || gvc_labels_add(done, folder[0] == '\0' ? "/" : folder) < 0) {
            status = gvc_fail_memory(ctx, strlen(name), "a list of files");
        } else if (gvc_labels_count(done) > before) {
            status = look_into(ctx, &f, folder, exiobase, &looks, out);
        }
        gvc_release(folder);
    }
    gvc_labels_free(done);
    gvc_folders_clear(&f);
    return status;
}

int gvc_saved_score(gvc_ctx *ctx, gvc_input *in, bool exiobase)
{
    static const char key[] = "\"systemtype\"";
    bool parameters = false;
    for (size_t i = 0; !parameters && i + sizeof key < in->length && in->head[0] == '{'; i++) {
        parameters = memcmp(in->head + i, key, sizeof key - 1) == 0;
    }
    if (!parameters && !(may_stand_for_table(gvc_base_name(in->name)) &&
                         gvc_headed_looks_like(in->head, in->length, 2))) {
        return 0;
    }
    gvc_folders f = {0};
    gvc_idx main = -1;
    int score = 0;
    if (gvc_folders_open_beside(ctx, &f, in, &main) == GVC_OK) {
        char *folder = gvc_folder_of(gvc_files_name(f.files, main));
        if (folder != NULL && table_in(ctx, &f, folder) >= 0) {
            score = exiobase ? (gvc_saved_is_exiobase(ctx, &f, folder) ? 90 : 0) : 80;
        }
        gvc_release(folder);
    }
    gvc_folders_clear(&f);
    return score;
}
