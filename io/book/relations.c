/* relations.c - where the parts of a workbook are: xl/_rels/workbook.xml.rels */
#include "book/state.h"
#include "book/xml.h"

typedef struct reading {
    gvc_xml x; /* first */
    gvc_relations *out;
} reading;

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);
    return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* A target as a path within the zip: relative to xl/, "/" is the root, ".." goes up. */
static char *resolve(const char *target)
{
    gvc_text path = {0};
    gvc_text_addf(&path, "%s", target[0] == '/' ? "" : "xl");
    while (*target != '\0' && !path.failed) {
        size_t length = strcspn(target, "/");
        if (length == 2 && strncmp(target, "..", 2) == 0) {
            char *slash = path.chars == NULL ? NULL : strrchr(path.chars, '/');
            path.length = slash == NULL ? 0 : (size_t)(slash - path.chars);
            if (path.chars != NULL) {
                path.chars[path.length] = '\0';
            }
        } else if (length > 0 && !(length == 1 && target[0] == '.')) {
            gvc_text_addf(&path, "%s", path.length > 0 ? "/" : "");
            gvc_text_add(&path, target, length);
        }
        target += length + (target[length] == '/');
    }
    if (path.failed) {
        gvc_text_free(&path);
    }
    return path.chars;
}

static gvc_status add(gvc_ctx *ctx, gvc_relations *r, const char *id, const char *target,
                      const char *type)
{
    bool sheet = ends_with(type, "/worksheet"), strings = ends_with(type, "/sharedStrings");
    if (!sheet && !strings) {
        return GVC_OK;
    }
    if (r->count == GVC_BOOK_SHEETS) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED, "names more than %d sheets", GVC_BOOK_SHEETS);
    }
    if (r->count == r->room) {
        gvc_idx room = r->room == 0 ? 8 : 2 * r->room;
        gvc_relation *items = gvc_realloc(r->items, (size_t)r->count, (size_t)room, sizeof *items);
        if (items == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *items, "the parts of a workbook");
        }
        r->items = items;
        r->room = room;
    }
    gvc_relation *item = &r->items[r->count++];
    *item = (gvc_relation){gvc_strdup(id), resolve(target), sheet, strings};
    return item->id != NULL && item->path != NULL
               ? GVC_OK
               : gvc_fail_memory(ctx, strlen(target) + 64, "the parts of a workbook");
}

static void XMLCALL start(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    if (!gvc_xml_enter(&r->x, name) || strcmp(gvc_xml_local(&r->x, name), "Relationship") != 0) {
        return;
    }
    const char *id = gvc_xml_attribute(attributes, "Id");
    const char *target = gvc_xml_attribute(attributes, "Target");
    const char *type = gvc_xml_attribute(attributes, "Type");
    const char *mode = gvc_xml_attribute(attributes, "TargetMode");
    if (id == NULL || target == NULL || type == NULL || gvc_same(mode, "External")) {
        return;
    }
    gvc_status status = add(r->x.ctx, r->out, id, target, type);
    if (status != GVC_OK) {
        gvc_xml_stop(&r->x, status);
    }
}

static void XMLCALL end(void *user, const char *name)
{
    (void)name;
    gvc_xml_leave(&((reading *)user)->x);
}

gvc_status gvc_relations_read(gvc_ctx *ctx, const gvc_book *book, gvc_relations *out)
{
    const char *name = book->binary ? "xl/_rels/workbook.bin.rels" : "xl/_rels/workbook.xml.rels";
    gvc_idx part = gvc_book_part(book->zip, name);
    reading r = {.out = out};
    if (part < 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: holds no part %s, so its sheets cannot be found; it is damaged",
                        book->name, name);
    }
    gvc_status status = gvc_xml_run(ctx, &r.x, book->zip, part, start, end, NULL);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", book->name);
}

void gvc_relations_free(gvc_relations *r)
{
    for (gvc_idx i = 0; i < r->count; i++) {
        gvc_release(r->items[i].id);
        gvc_release(r->items[i].path);
    }
    gvc_release(r->items);
    *r = (gvc_relations){0};
}

const gvc_relation *gvc_relations_find(const gvc_relations *r, const char *id)
{
    gvc_idx i = 0;
    while (i < r->count && strcmp(r->items[i].id, id) != 0) {
        i++;
    }
    return i < r->count ? &r->items[i] : NULL;
}
