/* items.c - the tables that were named, and the years in them, as a list of what is to be done */
#include <glob.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "batch.h"

void gvc_batch_free_items(gvc_batch *b)
{
    for (size_t i = 0; i < b->count; i++) {
        gvc_batch_item *item = &b->items[i];
        free(item->path);
        free(item->name);
        free(item->stem);
        free(item->part);
        free(item->target);
        free(item->error);
        free(item->said);
    }
    free(b->items);
    b->items = NULL;
    b->count = 0;
}

/* ---- paths -------------------------------------------------------------------------------------
 */

static bool add_path(gvc_list *to, const char *path)
{
    return gvc_cli_list_add(to, path, strlen(path));
}

/* A pattern that the shell has left alone: quoted, or out of a list. */
static int add_pattern(gvc_batch *b, gvc_list *to, const char *text)
{
    struct stat info;
    glob_t found;
    if (stat(text, &info) == 0 || strpbrk(text, "*?[") == NULL) {
        return add_path(to, text) ? GVC_EXIT_DONE : gvc_cli_nomem(b->app);
    }
    int result = glob(text, 0, NULL, &found);
    int code = GVC_EXIT_DONE;
    if (result == GLOB_NOMATCH) {
        code = gvc_cli_wrong(b->app, "%s: matches no file", text);
    } else if (result == GLOB_ABORTED) {
        code = gvc_cli_wrong(b->app, "%s: a folder of it cannot be read", text);
    }
    for (size_t i = 0; result == 0 && i < found.gl_pathc && code == GVC_EXIT_DONE; i++) {
        code = add_path(to, found.gl_pathv[i]) ? code : gvc_cli_nomem(b->app);
    }
    if (result == 0) {
        globfree(&found);
    }
    return result == GLOB_NOSPACE ? gvc_cli_nomem(b->app) : code;
}

/* A path a line; empty lines and those that begin with # are none. */
static int add_standard_input(gvc_batch *b, gvc_list *to)
{
    char *line = NULL;
    size_t size = 0;
    int code = GVC_EXIT_DONE;
    for (ssize_t length; code == GVC_EXIT_DONE && (length = getline(&line, &size, stdin)) > 0;) {
        while (length > 0 && strchr("\r\n", line[length - 1]) != NULL) {
            line[--length] = '\0';
        }
        if (length > 0 && line[0] != '#') {
            code = add_pattern(b, to, line);
        }
    }
    free(line);
    return code;
}

static int list_paths(gvc_batch *b, gvc_list *to)
{
    const gvc_list *files = &b->app->set.files;
    int code = GVC_EXIT_DONE;
    for (size_t i = 0; i < files->count && code == GVC_EXIT_DONE; i++) {
        code = strcmp(files->items[i], "-") == 0 ? add_standard_input(b, to)
                                                 : add_pattern(b, to, files->items[i]);
    }
    if (code == GVC_EXIT_DONE && to->count == 0) {
        code = gvc_cli_usage(b->app, "no table given");
    }
    return code;
}

/* ---- years -------------------------------------------------------------------------------------
 */

typedef struct wanted {
    int *from, *to; /* ranges */
    bool *met;
    size_t count;
} wanted;

static int parse_years(gvc_batch *b, wanted *w)
{
    const gvc_list *years = &b->app->set.years;
    w->from = calloc(years->count + 1, sizeof *w->from);
    w->to = calloc(years->count + 1, sizeof *w->to);
    w->met = calloc(years->count + 1, sizeof *w->met);
    if (w->from == NULL || w->to == NULL || w->met == NULL) {
        return gvc_cli_nomem(b->app);
    }
    for (; w->count < years->count; w->count++) {
        const char *text = years->items[w->count];
        int end = 0, from = 0, to = 0;
        if (sscanf(text, "%4d%n-%4d%n", &from, &end, &to, &end) < 2) {
            to = from;
        }
        if (text[end] != '\0' || end == 0 || from < 1000 || to < from) {
            return gvc_cli_usage(b->app,
                                 "--year: '%s' is no year of four digits and no range of them, as "
                                 "in 1995,2000-2005",
                                 text);
        }
        w->from[w->count] = from;
        w->to[w->count] = to;
    }
    return GVC_EXIT_DONE;
}

static bool is_wanted(wanted *w, int year)
{
    bool found = w->count == 0;
    for (size_t i = 0; i < w->count; i++) {
        if (year >= w->from[i] && year <= w->to[i]) {
            w->met[i] = true;
            found = true;
        }
    }
    return found;
}

/* The one year that was asked for, 0: none or several. */
static int only_year(const wanted *w)
{
    return w->count == 1 && w->from[0] == w->to[0] ? w->from[0] : 0;
}

/* ---- items -------------------------------------------------------------------------------------
 */

/* "wiot_2005" of "wiot_2005.csv.gz", with the year where the file has several. */
static char *stem_of(const char *path, int year)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    size_t start = length;
    while (start > 0 && path[start - 1] != '/') {
        start--;
    }
    const char *name = path + start;
    length -= start;
    static const char *const suffixes[] = {".gz",  ".xz",  ".bz2",  ".zst",  ".csv",
                                           ".zip", ".tar", ".xlsx", ".xlsb", ".RData",
                                           ".dta", ".h5",  ".mat",  ".txt",  ".7z"};
    for (bool cut = true; cut;) {
        cut = false;
        for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
            size_t tail = strlen(suffixes[i]);
            if (length > tail && strncasecmp(name + length - tail, suffixes[i], tail) == 0) {
                length -= tail;
                cut = true;
            }
        }
    }
    return year == 0 ? gvc_cli_format("%.*s", (int)length, name)
                     : gvc_cli_format("%.*s_%d", (int)length, name, year);
}

static bool add_size(const char *path, const struct stat *info, void *user)
{
    double *bytes = user;
    (void)path;
    *bytes += S_ISREG(info->st_mode) ? (double)info->st_size : 0;
    return true;
}

/* Of the file, or of all files of the folder. */
static double size_of(const char *path, const struct stat *info)
{
    double bytes = S_ISREG(info->st_mode) ? (double)info->st_size : 0;
    if (S_ISDIR(info->st_mode)) {
        gvc_batch_walk(path, add_size, &bytes);
    }
    return bytes;
}

/* year 0: not known; several: the file has others too. */
static int add_item(gvc_batch *b, const char *path, int year, bool ask, bool several)
{
    gvc_batch_item *items = realloc(b->items, (b->count + 1) * sizeof *items);
    if (items == NULL) {
        return gvc_cli_nomem(b->app);
    }
    b->items = items;
    gvc_batch_item *item = &items[b->count++];
    struct stat info;
    bool there = stat(path, &info) == 0;
    *item = (gvc_batch_item){.year = year, .ask = ask, .messages = -1, .control = -1};
    if (there) {
        item->file = size_of(path, &info);
        item->device = info.st_dev;
        item->inode = info.st_ino;
    }
    const char *base = gvc_cli_base(path);
    base = base[0] == '\0' ? path : base; /* "folder/" */
    item->path = gvc_cli_format("%s%s", path[0] == '-' ? "./" : "", path);
    item->name = several ? gvc_cli_format("%s %d", base, year) : strdup(base);
    item->stem = stem_of(path, several ? year : 0);
    if (item->path == NULL || item->name == NULL || item->stem == NULL) {
        return gvc_cli_nomem(b->app);
    }
    return GVC_EXIT_DONE;
}

/* The wanted years of one file. Whatever is wrong with it is told when it is read. */
static int add_file(gvc_batch *b, const char *path, wanted *w)
{
    gvc_read_options options = GVC_READ_OPTIONS_INIT;
    options.format = b->app->set.read_format;
    options.member = b->app->set.member;
    int *years = NULL, code = GVC_EXIT_DONE;
    gvc_idx count = 0;
    if (gvc_table_years(b->app->ctx, &years, &count, path, &options) != GVC_OK) {
        return add_item(b, path, 0, false, false);
    }
    if (count == 0) {
        int year = only_year(w);
        if (year != 0) {
            is_wanted(w, year);
        }
        code = w->count > 0 && year == 0
                   ? gvc_cli_wrong(b->app,
                                   "%s: its year is not known before it is read, so --year with "
                                   "several years cannot say whether it is wanted; leave it out",
                                   path)
                   : add_item(b, path, year, year != 0, false);
    }
    for (gvc_idx k = 0; k < count && code == GVC_EXIT_DONE; k++) {
        if (is_wanted(w, years[k])) {
            code = add_item(b, path, years[k], count > 1, count > 1);
            b->items[b->count - 1].file /= (double)count;
        }
    }
    gvc_years_free(years);
    return code;
}

static int check_wanted(gvc_batch *b, const wanted *w)
{
    for (size_t i = 0; i < w->count; i++) {
        if (!w->met[i]) {
            return gvc_cli_wrong(b->app, "--year %s: none of the tables is of it",
                                 b->app->set.years.items[i]);
        }
    }
    return GVC_EXIT_DONE;
}

/* One panel has a year once; one folder a name once. */
static int check_twice(gvc_batch *b)
{
    char suffix[16];
    gvc_batch_suffix(b, suffix, sizeof suffix);
    for (size_t i = 0; i < b->count; i++) {
        for (size_t k = 0; k < i; k++) {
            const gvc_batch_item *x = &b->items[k], *y = &b->items[i];
            if (!b->folder && x->year != 0 && x->year == y->year) {
                return gvc_cli_wrong(b->app,
                                     "%s and %s: both are of %d, and a panel has a year once; "
                                     "leave one out, or write a file a table with -o FOLDER/",
                                     x->path, y->path, x->year);
            }
            if (b->folder && strcmp(x->stem, y->stem) == 0) {
                return gvc_cli_wrong(b->app, "%s and %s: both would become %s.%s; rename one",
                                     x->path, y->path, x->stem, suffix);
            }
        }
    }
    return GVC_EXIT_DONE;
}

/* Only those of this shard, a run of neighbours. */
static int keep_shard(gvc_batch *b)
{
    size_t n = b->count, parts = (size_t)b->shards, at = (size_t)b->shard - 1;
    size_t first = at * n / parts, last = (at + 1) * n / parts;
    gvc_batch all = {.items = b->items, .count = n};
    gvc_batch_item *kept = calloc(last - first + 1, sizeof *kept);
    if (kept == NULL) {
        return gvc_cli_nomem(b->app);
    }
    memcpy(kept, b->items + first, (last - first) * sizeof *kept);
    memset(all.items + first, 0, (last - first) * sizeof *kept);
    gvc_batch_free_items(&all);
    b->items = kept;
    b->count = last - first;
    return GVC_EXIT_DONE;
}

int gvc_batch_find_items(gvc_batch *b)
{
    gvc_list paths = {0};
    wanted w = {0};
    int code = parse_years(b, &w);
    if (code == GVC_EXIT_DONE) {
        code = list_paths(b, &paths);
    }
    for (size_t i = 0; i < paths.count && code == GVC_EXIT_DONE; i++) {
        code = add_file(b, paths.items[i], &w);
    }
    if (code == GVC_EXIT_DONE) {
        code = check_wanted(b, &w);
    }
    if (code == GVC_EXIT_DONE) {
        code = check_twice(b);
    }
    if (code == GVC_EXIT_DONE && b->shards > 1) {
        code = keep_shard(b);
        code = b->count > 0 || code != GVC_EXIT_DONE
                   ? code
                   : gvc_cli_wrong(b->app,
                                   "shard %d of %d has no table: there are fewer "
                                   "tables than shards",
                                   b->shard, b->shards);
    }
    gvc_cli_list_free(&paths);
    free(w.from);
    free(w.to);
    free(w.met);
    return code;
}
