/* gloria_labels.c - where the labels of a headerless table of GLORIA come from */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "formats/gloria.h"
#include "formats/lists.h"

bool gvc_gloria_push(gvc_gloria_list *list, const char *text)
{
    if (list->count == list->room) {
        gvc_idx room = list->room == 0 ? 64 : 2 * list->room;
        char **items = gvc_realloc(list->items, (size_t)list->count, (size_t)room, sizeof *items);
        if (items == NULL) {
            return false;
        }
        list->items = items;
        list->room = room;
    }
    char *copy = gvc_strdup(text);
    if (copy != NULL) {
        list->items[list->count++] = copy;
    }
    return copy != NULL;
}

static void clear(gvc_gloria_list *list)
{
    for (gvc_idx i = 0; i < list->count; i++) {
        gvc_release(list->items[i]);
    }
    gvc_release(list->items);
    *list = (gvc_gloria_list){0};
}

void gvc_gloria_clear(gvc_gloria_labels *l)
{
    gvc_gloria_list *all[] = {&l->regions,      &l->region_names, &l->sectors, &l->value_added,
                              &l->final_demand, &l->satellites,   &l->heads,   &l->units};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        clear(all[i]);
    }
    gvc_release(l->from);
    l->from = NULL;
}

static gvc_status set_from(gvc_ctx *ctx, gvc_gloria_labels *out, const char *from)
{
    gvc_release(out->from);
    out->from = gvc_strdup(from);
    return out->from == NULL ? gvc_fail_memory(ctx, strlen(from), "a name") : GVC_OK;
}

/* ---- the workbook ---------------------------------------------------------------------------- */
/* Among the files that were named: the one of this release first. */
static gvc_idx readme_in_set(const gvc_files *f, const char *release)
{
    gvc_idx any = -1;
    for (gvc_idx i = 0; i < gvc_files_count(f); i++) {
        const char *base = gvc_base_name(gvc_files_name(f, i));
        if (strncasecmp(base, "gloria_readme", 13) != 0 || !gvc_ends_with(base, ".xlsx")) {
            continue;
        }
        if (release[0] != '\0' && strstr(base, release) != NULL) {
            return i;
        }
        any = i;
    }
    return any;
}

/* The folder above that of the table: where the workbook lies beside the folders of a release. */
static gvc_status open_above(gvc_ctx *ctx, const gvc_files *f, gvc_idx main, const char *name,
                             gvc_source **out)
{
    const char *path = gvc_files_path(f, main), *base = gvc_base_name(path);
    gvc_text above = {0};
    if (base == path) {
        gvc_text_addf(&above, "../%s", name);
    } else {
        gvc_text_addf(&above, "%.*s../%s", (int)(base - path), path, name);
    }
    unsigned char head[4];
    size_t length = 0;
    gvc_files *found = NULL;
    gvc_status status = above.failed ? gvc_fail_memory(ctx, 256, "a name") : GVC_OK;
    if (status == GVC_OK &&
        gvc_file_head(ctx, gvc_text_str(&above), head, sizeof head, &length) == GVC_OK) {
        status = gvc_files_open_one(ctx, &found, gvc_text_str(&above), true);
    }
    if (status == GVC_OK && found != NULL) {
        status = gvc_files_source(ctx, found, 0, out);
    }
    gvc_files_close(found);
    gvc_text_free(&above);
    return status;
}

/* *out NULL where there is none. */
static gvc_status open_readme(gvc_ctx *ctx, gvc_input *in, const gvc_gloria_files *files,
                              gvc_source **out)
{
    static const char *const patterns[] = {"GLORIA_ReadMe_%03d.xlsx", "GLORIA_ReadMe_%03da.xlsx"};
    char release[16] = "", name[64];
    if (files->release > 0) {
        snprintf(release, sizeof release, "%03d", files->release);
    }
    gvc_idx at = readme_in_set(in->files, release);
    gvc_status status = GVC_OK;
    for (int k = 0; status == GVC_OK && at < 0 && *out == NULL && k < 2 && release[0] != '\0';
         k++) {
        snprintf(name, sizeof name, k == 0 ? patterns[0] : patterns[1], files->release);
        status = gvc_files_find_beside(ctx, in->files, in->main, name, &at);
        if (status == GVC_OK && at < 0) {
            status = open_above(ctx, in->files, in->main, name, out);
        }
    }
    return status == GVC_OK && at >= 0 ? gvc_files_source(ctx, in->files, at, out) : status;
}

/* ---- lists and what is known ----------------------------------------------------------------- */
static gvc_status take_list(gvc_ctx *ctx, gvc_gloria_list *out, const gvc_list *list)
{
    clear(out);
    for (gvc_idx i = 0; i < gvc_labels_count(list->labels); i++) {
        if (!gvc_gloria_push(out, gvc_labels_get(list->labels, i))) {
            return gvc_fail_memory(ctx, 256, "a list of labels");
        }
    }
    return GVC_OK;
}

/* Lists of regions and sectors: those that the caller names overrule all others (named), those
 * beside the table come after the workbook. */
static gvc_status read_lists(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             bool named, gvc_gloria_labels *out)
{
    gvc_list regions = {0}, sectors = {0};
    gvc_status status = GVC_OK;
    if (!named || options->countries != NULL) {
        status = gvc_list_find(ctx, &regions, in->source, "regions", "countries",
                               options->countries, NULL);
    }
    if (status == GVC_OK && (!named || options->sectors != NULL)) {
        status = gvc_list_find(ctx, &sectors, in->source, "sectors", "sectorlist", options->sectors,
                               NULL);
    }
    if (status == GVC_OK && regions.labels != NULL) {
        clear(&out->region_names);
        status = take_list(ctx, &out->regions, &regions);
    }
    if (status == GVC_OK && sectors.labels != NULL) {
        status = take_list(ctx, &out->sectors, &sectors);
    }
    if (status == GVC_OK && (regions.labels != NULL || sectors.labels != NULL)) {
        gvc_text from = {0};
        gvc_text_addf(&from, "%s and %s",
                      regions.name != NULL ? regions.name
                      : out->from != NULL  ? out->from
                                           : "none",
                      sectors.name != NULL ? sectors.name
                      : out->from != NULL  ? out->from
                                           : "none");
        status = set_from(ctx, out, gvc_text_str(&from));
        gvc_text_free(&from);
    }
    gvc_list_clear(&regions);
    gvc_list_clear(&sectors);
    return status;
}

static const char *const known_regions[][2] = {
#define GLORIA_REGION(code, name) {code, name},
#define GLORIA_SECTOR(name)
#include "formats/gloria_059.def"
#undef GLORIA_REGION
#undef GLORIA_SECTOR
};
static const char *const known_sectors[] = {
#define GLORIA_REGION(code, name)
#define GLORIA_SECTOR(name) name,
#include "formats/gloria_059.def"
#undef GLORIA_REGION
#undef GLORIA_SECTOR
};
enum {
    KNOWN_REGIONS = sizeof known_regions / sizeof *known_regions,
    KNOWN_SECTORS = sizeof known_sectors / sizeof *known_sectors
};

static gvc_status take_known(gvc_ctx *ctx, gvc_builder *b, gvc_gloria_labels *out)
{
    bool done = true;
    for (int i = 0; done && i < KNOWN_REGIONS; i++) {
        done = gvc_gloria_push(&out->regions, known_regions[i][0]) &&
               gvc_gloria_push(&out->region_names, known_regions[i][1]);
    }
    for (int i = 0; done && i < KNOWN_SECTORS; i++) {
        done = gvc_gloria_push(&out->sectors, known_sectors[i]);
    }
    gvc_status status =
        done ? set_from(ctx, out, "release 59") : gvc_fail_memory(ctx, 256, "a list of labels");
    return status == GVC_OK
               ? gvc_builder_note(ctx, b,
                                  "no workbook GLORIA_ReadMe beside the table: the labels are "
                                  "those of release 59, which has as many regions and sectors")
               : status;
}

/* ---- all together ---------------------------------------------------------------------------- */
static gvc_status check(gvc_ctx *ctx, const gvc_input *in, gvc_idx columns,
                        const gvc_gloria_labels *l)
{
    if (l->regions.count == 0 || l->sectors.count == 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: has no labels; they are in the workbook GLORIA_ReadMe_059.xlsx of its "
                        "release, which is neither among the files nor beside them: put it there, "
                        "or name lists with --countries FILE --sectors FILE",
                        in->name);
    }
    gvc_idx expected = 2 * l->regions.count * l->sectors.count;
    if (columns != expected) {
        return gvc_fail(ctx, GVC_ESHAPE,
                        "%s: %lld columns, expected %lld = %lld regions x (%lld industries + %lld "
                        "products) (%s)",
                        in->name, (long long)columns, (long long)expected,
                        (long long)l->regions.count, (long long)l->sectors.count,
                        (long long)l->sectors.count, l->from);
    }
    return GVC_OK;
}

gvc_status gvc_gloria_find_labels(gvc_ctx *ctx, gvc_input *in, const gvc_gloria_files *files,
                                  const gvc_read_options *options, gvc_idx columns, gvc_builder *b,
                                  gvc_gloria_labels *out)
{
    gvc_source *readme = NULL;
    gvc_status status = open_readme(ctx, in, files, &readme);
    if (status == GVC_OK && readme != NULL) {
        status = gvc_gloria_read_book(ctx, readme, out);
        if (status == GVC_OK) {
            status = set_from(ctx, out, gvc_source_name(readme));
        }
    }
    if (status == GVC_OK) {
        status = read_lists(ctx, in, options, readme != NULL, out);
    }
    gvc_source_close(readme);
    if (status == GVC_OK && out->regions.count == 0 && out->sectors.count == 0 &&
        columns == 2 * (gvc_idx)KNOWN_REGIONS * KNOWN_SECTORS) {
        return take_known(ctx, b, out);
    }
    if (status == GVC_OK) {
        status = check(ctx, in, columns, out);
    }
    return status == GVC_OK ? gvc_builder_note(ctx, b, "regions and sectors from %s", out->from)
                            : status;
}
