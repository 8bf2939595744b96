/* lists.c - finding the label lists that belong to a headerless table */
#include "formats/lists.h"

#include <string.h>

#include "text/list.h"

void gvc_list_clear(gvc_list *list)
{
    gvc_labels_free(list->labels);
    gvc_release(list->name);
    *list = (gvc_list){NULL, NULL};
}

static gvc_status take(gvc_ctx *ctx, gvc_list *out, const char *name, char *text, size_t length)
{
    gvc_status status = gvc_list_parse(ctx, &out->labels, name, text, length);
    if (status == GVC_OK) {
        out->name = gvc_strdup(name);
        status = out->name == NULL ? gvc_fail_memory(ctx, strlen(name), "a name") : GVC_OK;
    }
    return status;
}

/* One name; nothing is done where it does not exist. */
static gvc_status try_name(gvc_ctx *ctx, gvc_list *out, const gvc_source *source, const char *stem,
                           const char *what, gvc_text *tried)
{
    gvc_text name = {0};
    char *text = NULL;
    size_t length = 0;
    bool found = false;
    gvc_text_addf(&name, "%s%s%s.csv", stem, stem[0] == '\0' ? "" : "_", what);
    gvc_status status = name.failed ? gvc_fail_memory(ctx, strlen(stem), "a name")
                                    : gvc_source_companion(ctx, source, gvc_text_str(&name), &found,
                                                           &text, &length);
    if (tried != NULL) {
        gvc_text_addf(tried, "%s%s", tried->length == 0 ? "" : ", ", gvc_text_str(&name));
    }
    if (status == GVC_OK && found) {
        status = take(ctx, out, gvc_text_str(&name), text, length);
    }
    gvc_release(text);
    gvc_text_free(&name);
    return status;
}

static gvc_status search(gvc_ctx *ctx, gvc_list *out, const gvc_source *source, const char *what,
                         const char *short_what, gvc_text *tried)
{
    char *stem = gvc_strdup(gvc_source_stem(source));
    gvc_status status = stem == NULL ? gvc_fail_memory(ctx, 64, "a name") : GVC_OK;
    for (bool last = false; status == GVC_OK && out->labels == NULL && !last;) {
        last = stem[0] == '\0';
        status = try_name(ctx, out, source, stem, what, tried);
        if (status == GVC_OK && out->labels == NULL) {
            status = try_name(ctx, out, source, stem, short_what, tried);
        }
        char *cut = strrchr(stem, '_');
        *(cut == NULL ? stem : cut) = '\0';
    }
    gvc_release(stem);
    return status;
}

gvc_status gvc_list_find(gvc_ctx *ctx, gvc_list *out, const gvc_source *source, const char *what,
                         const char *short_what, const char *path, gvc_text *tried)
{
    gvc_list found = {NULL, NULL};
    gvc_status status;
    if (path == NULL) {
        status = search(ctx, &found, source, what, short_what, tried);
    } else {
        char *text = NULL;
        size_t length = 0;
        status = gvc_read_text(ctx, path, &text, &length);
        if (status == GVC_OK) {
            status = take(ctx, &found, gvc_base_name(path), text, length);
        }
        gvc_release(text);
    }
    if (status == GVC_OK) {
        *out = found;
    } else {
        gvc_list_clear(&found);
    }
    return status;
}

const char *gvc_territory_of(const char *label)
{
    static const struct {
        const char *territory, *country;
    } known[] = {
        {"MX1", "MEX"}, {"MX2", "MEX"}, {"MX3", "MEX"}, {"CN1", "CHN"},
        {"CN2", "CHN"}, {"CN3", "CHN"}, {"CN4", "CHN"},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (strcmp(label, known[i].territory) == 0) {
            return known[i].country;
        }
    }
    return NULL;
}
