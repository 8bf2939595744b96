/* choose.c - which table of the files that were named is meant: by year, by member, or the only one
 */
#include "choose.h"

#include <string.h>

bool gvc_finds_add(gvc_finds *finds, gvc_idx main, int year)
{
    if (finds->count == finds->room) {
        gvc_idx room = finds->room == 0 ? 16 : 2 * finds->room;
        gvc_found *items =
            gvc_realloc(finds->items, (size_t)finds->count, (size_t)room, sizeof *items);
        if (items == NULL) {
            return false;
        }
        finds->items = items;
        finds->room = room;
    }
    finds->items[finds->count++] = (gvc_found){main, year};
    return true;
}

/* Tables that the files form together, as the first format says that knows any. */
static gvc_status find_sets(gvc_ctx *ctx, gvc_input *in, const gvc_format **format,
                            gvc_finds *finds)
{
    const gvc_format *only = *format;
    gvc_status status = GVC_OK;
    for (const gvc_format *const *f = gvc_formats(); status == GVC_OK && *f != NULL; f++) {
        if ((*f)->find == NULL || (only != NULL && only != *f)) {
            continue;
        }
        status = gvc_progress_last(ctx, "looking for tables");
        if (status == GVC_OK) {
            status = (*f)->find(ctx, in, finds);
        }
        if (status == GVC_OK && finds->count > 0) {
            *format = *f;
            break;
        }
    }
    return status;
}

/* The labels are the names of the tables (tables) or of all files. */
static gvc_labels *names_of(const gvc_input *in, const gvc_finds *finds)
{
    gvc_labels *names = gvc_labels_new();
    gvc_idx count = finds == NULL ? gvc_files_count(in->files) : finds->count;
    for (gvc_idx i = 0; names != NULL && i < count; i++) {
        gvc_idx at = finds == NULL ? i : finds->items[i].main;
        if (gvc_labels_add(names, gvc_files_name(in->files, at)) < 0) {
            gvc_labels_free(names);
            names = NULL;
        }
    }
    return names;
}

static gvc_idx file_named(const gvc_input *in, const char *name)
{
    gvc_idx i = 0;
    while (i < gvc_files_count(in->files) && strcmp(gvc_files_name(in->files, i), name) != 0) {
        i++;
    }
    return i;
}

/* By the names of tables, or of all files where one was named. */
static gvc_status choose_by_name(gvc_ctx *ctx, gvc_input *in, const gvc_finds *finds,
                                 const gvc_read_options *options)
{
    gvc_labels *names = names_of(in, options->member != NULL || finds->count == 0 ? NULL : finds);
    const char *chosen = NULL;
    gvc_status status =
        names == NULL ? gvc_fail_memory(ctx, 1024, "a list of files")
                      : gvc_archive_choose(ctx, names, options->member, options->year, &chosen);
    if (status == GVC_OK) {
        in->main = file_named(in, chosen);
    }
    gvc_labels_free(names);
    return status;
}

/* Only the tables of the year stay: by industries and by products, say. */
static void keep_year(gvc_finds *finds, int year)
{
    gvc_idx kept = 0;
    for (gvc_idx i = 0; i < finds->count; i++) {
        if (finds->items[i].year == year) {
            finds->items[kept++] = finds->items[i];
        }
    }
    finds->count = kept;
}

static gvc_status choose(gvc_ctx *ctx, gvc_input *in, gvc_finds *finds,
                         const gvc_read_options *options, int *year)
{
    gvc_read_options any = *options;
    gvc_idx of_year = 0;
    for (gvc_idx i = 0; options->member == NULL && i < finds->count; i++) {
        if (finds->count == 1 || (options->year != 0 && finds->items[i].year == options->year)) {
            of_year++;
            in->main = finds->items[i].main;
            *year = finds->items[i].year;
        }
    }
    if (of_year > 1) {
        keep_year(finds, options->year);
        any.year = 0; /* the names that are left need not say it in their last part */
    }
    if (of_year == 1 && options->year != 0 && *year != 0 && *year != options->year) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "holds one table, %s, and that is of %d, not of %d; leave out --year, or "
                        "name it with --member",
                        gvc_files_name(in->files, in->main), *year, options->year);
    }
    return of_year == 1 ? GVC_OK : choose_by_name(ctx, in, finds, &any);
}

gvc_status gvc_choose_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                            const gvc_format **format, int *year)
{
    const gvc_format *asked = *format;
    gvc_finds finds = {0};
    in->main = 0;
    if (!gvc_files_is_set(in->files)) {
        return options->member == NULL
                   ? GVC_OK
                   : gvc_fail(ctx, GVC_EARG, "is no archive, so it has no member '%s'",
                              options->member);
    }
    gvc_status status = find_sets(ctx, in, format, &finds);
    if (status == GVC_OK) {
        status = choose(ctx, in, &finds, options, year);
    }
    bool found = false;
    for (gvc_idx i = 0; i < finds.count; i++) {
        found = found || finds.items[i].main == in->main;
    }
    if (status == GVC_OK && !found) {
        *format = asked; /* a member of its own */
    }
    gvc_release(finds.items);
    return status;
}

/* Files that may each be a table: more than one, or the one is to be asked itself. */
static gvc_status years_of_files(gvc_ctx *ctx, const gvc_input *in, gvc_year_list *out)
{
    gvc_idx tables = 0;
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; i < gvc_files_count(in->files); i++) {
        tables += gvc_may_be_table(gvc_files_name(in->files, i));
    }
    for (gvc_idx i = 0; tables > 1 && status == GVC_OK && i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        status = gvc_may_be_table(name)
                     ? gvc_years_add(ctx, out, gvc_year_in_name(gvc_base_name(name)))
                     : GVC_OK;
    }
    return status;
}

gvc_status gvc_years_of_set(gvc_ctx *ctx, gvc_input *in, const gvc_format *format,
                            gvc_year_list *out)
{
    gvc_finds finds = {0};
    gvc_status status = find_sets(ctx, in, &format, &finds);
    if (status == GVC_OK && finds.count == 0) {
        status = years_of_files(ctx, in, out);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < finds.count; i++) {
        status = gvc_years_add(ctx, out, finds.items[i].year);
    }
    gvc_release(finds.items);
    return status;
}

enum { UNREAD_SHOWN = 3 };

gvc_status gvc_note_unread(gvc_ctx *ctx, gvc_builder *b, const gvc_input *in,
                           const gvc_read_options *options)
{
    gvc_text list = {0};
    gvc_idx unread = 0;
    const char *notes = gvc_table_text(gvc_builder_so_far(b), "source_notes");
    bool chosen = options->member != NULL || options->year != 0 || options->labels_only;
    for (gvc_idx i = 0; !chosen && i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        if (gvc_files_is_unread(in->files, i) && gvc_may_be_table(name) &&
            (notes == NULL || strstr(notes, gvc_base_name(name)) == NULL) &&
            unread++ < UNREAD_SHOWN) {
            gvc_text_addf(&list, "%s%s", unread == 1 ? "" : ", ", name);
        }
    }
    if (unread > UNREAD_SHOWN) {
        gvc_text_addf(&list, " and %lld more", (long long)(unread - UNREAD_SHOWN));
    }
    gvc_status status = unread == 0 ? GVC_OK
                        : list.failed
                            ? gvc_fail_memory(ctx, 256, "a list of files")
                            : gvc_builder_note(ctx, b, "not read: %s", gvc_text_str(&list));
    gvc_text_free(&list);
    return status;
}
