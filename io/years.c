/* years.c - which years a file, folder or archive holds */
#include <stdlib.h>

#include "choose.h"
#include "read.h"

gvc_status gvc_years_add(gvc_ctx *ctx, gvc_year_list *list, int year)
{
    for (gvc_idx i = list->count; i > 0; i--) {
        if (list->items[i - 1] == year) {
            return GVC_OK;
        }
    }
    if (year != 0 && list->count == list->room) {
        gvc_idx room = list->room == 0 ? 32 : 2 * list->room;
        int *items = gvc_realloc(list->items, (size_t)list->count, (size_t)room, sizeof *items);
        if (items == NULL) {
            return gvc_fail_memory(ctx, (size_t)room * sizeof *items, "a list of years");
        }
        list->items = items;
        list->room = room;
    }
    if (year != 0) {
        list->items[list->count++] = year;
    }
    return GVC_OK;
}

/* As it is read: the name of the member, else that of the archive. */
static int year_of_name(const gvc_input *in, int found)
{
    const char *member = gvc_source_member(in->source), *path = gvc_source_path(in->source);
    int year = found != 0 ? found : gvc_year_in_name(gvc_base_name(member == NULL ? path : member));
    return year != 0 || member == NULL ? year : gvc_year_in_name(gvc_base_name(path));
}

/* What one file says, else its name. */
static gvc_status years_of_file(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                                gvc_year_list *out)
{
    const gvc_format *format = NULL;
    int found = 0;
    gvc_status status = gvc_read_find(ctx, in, options, &format, &found);
    if (status == GVC_OK && format->years != NULL) {
        status = format->years(ctx, in, out);
        status = status == GVC_OK ? GVC_OK : gvc_input_fail(ctx, in, status);
    }
    return status == GVC_OK && out->count == 0 && !format->complete
               ? gvc_years_add(ctx, out, year_of_name(in, found))
               : status;
}

static gvc_status list_years(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_year_list *out)
{
    const gvc_format *format = NULL;
    gvc_status status =
        options->format == NULL ? GVC_OK : gvc_read_format(ctx, options->format, &format);
    if (status == GVC_OK && options->member == NULL && gvc_files_is_set(in->files)) {
        status = gvc_years_of_set(ctx, in, format, out);
    }
    return status == GVC_OK && out->count == 0 ? years_of_file(ctx, in, options, out) : status;
}

static int by_value(const void *a, const void *b)
{
    int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* In order; only the year asked for, which must be there where years are known. */
static gvc_status settle(gvc_ctx *ctx, gvc_year_list *list, const char *path, int asked)
{
    int year = asked;
    gvc_status status = GVC_OK;
    if (list->count > 0) {
        qsort(list->items, (size_t)list->count, sizeof *list->items, by_value);
    }
    if (asked != 0 && list->count > 0) {
        status = gvc_choose_year(ctx, gvc_base_name(path), list->items, list->count, asked, &year);
    }
    if (status == GVC_OK && asked != 0) {
        list->count = 0;
        status = gvc_years_add(ctx, list, year);
    }
    return status;
}

gvc_status gvc_table_years(gvc_ctx *ctx, int **years, gvc_idx *count, const char *path,
                           const gvc_read_options *options)
{
    gvc_read_options any = GVC_READ_OPTIONS_INIT;
    gvc_year_list list = {0};
    gvc_input in = {0};
    any = options == NULL ? any : *options;
    int asked = any.year;
    gvc_status status = gvc_read_check(ctx, &any);
    any.year = 0;
    any.labels_only = true;
    if (status != GVC_OK) {
        return status;
    }
    status = gvc_files_open(ctx, &in.files, &path, 1);
    if (status != GVC_OK) {
        return status;
    }
    status = list_years(ctx, &in, &any, &list);
    gvc_read_close(&in);
    if (status == GVC_OK) {
        status = settle(ctx, &list, path, asked);
    }
    if (status != GVC_OK) {
        gvc_release(list.items);
        return gvc_fail_reading(ctx, status, path);
    }
    *years = list.items;
    *count = list.count;
    return GVC_OK;
}

void gvc_years_free(int *years)
{
    gvc_release(years);
}
