/* name.c - what a part is called: by the table and by everything that its numbers hang on
 *
 * The name holds a hash of the table's path, size and time, of the files below or beside it that a
 * reader may open, of the options and the files that they name, and of the program's version.
 * Whatever changes, the part of another run has another name, so what is there under the right name
 * need not be made again. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "batch.h"

/* FNV-1a, 64 bits. */
static void add_bytes(uint64_t *hash, const void *bytes, size_t length)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < length; i++) {
        *hash = (*hash ^ at[i]) * UINT64_C(1099511628211);
    }
}

static void add_text(uint64_t *hash, const char *text)
{
    add_bytes(hash, text, strlen(text) + 1);
}

/* Which file it is, and whether it is still the same. */
static void add_file(uint64_t *hash, const char *path)
{
    struct stat info;
    char *real = realpath(path, NULL);
    add_text(hash, real == NULL ? path : real);
    free(real);
    if (stat(path, &info) == 0) {
        long long facts[] = {(long long)info.st_size, (long long)info.st_mtim.tv_sec,
                             (long long)info.st_mtim.tv_nsec};
        add_bytes(hash, facts, sizeof facts);
    }
}

/* What the run itself makes: it comes and goes, and is no part of a table. */
typedef struct walker {
    const gvc_batch *b;
    uint64_t *hash;
    struct stat own; /* the target */
    bool there;      /* it is */
} walker;

static walker walker_of(const gvc_batch *b, uint64_t *hash)
{
    walker w = {.b = b, .hash = hash};
    w.there = stat(b->target, &w.own) == 0;
    return w;
}

static bool ends_with(const char *name, const char *tail)
{
    size_t length = strlen(name), of_tail = strlen(tail);
    return length >= of_tail && strcasecmp(name + length - of_tail, tail) == 0;
}

/* A file of the name that a table's file in the folder -o FOLDER/ has, wherever it lies. */
static bool is_made(const gvc_batch *b, const char *name)
{
    char suffix[16];
    gvc_batch_suffix(b, suffix, sizeof suffix);
    for (size_t i = 0; b->folder && i < b->count; i++) {
        size_t length = strlen(b->items[i].stem);
        if (strncmp(name, b->items[i].stem, length) == 0 && name[length] == '.' &&
            strcmp(name + length + 1, suffix) == 0) {
            return true;
        }
    }
    return false;
}

static bool is_own(const walker *w, const char *name, const struct stat *info)
{
    bool target = w->there && info->st_dev == w->own.st_dev && info->st_ino == w->own.st_ino;
    return target || ends_with(name, ".batch") || ends_with(name, ".part") ||
           strcmp(name, gvc_cli_base(w->b->target)) == 0 || is_made(w->b, name);
}

static bool add_below(const char *path, const struct stat *info, void *user)
{
    const walker *w = user;
    if (is_own(w, gvc_cli_base(path), info)) {
        return false;
    }
    if (S_ISREG(info->st_mode)) {
        add_file(w->hash, path);
    }
    return true;
}

/* A file, or a folder and all that lies in it. */
static void add_path(uint64_t *hash, const gvc_batch *b, const char *path)
{
    walker w = walker_of(b, hash);
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode)) {
        add_file(hash, path);
        return;
    }
    char *real = realpath(path, NULL); /* its time changes with whatever is made in it */
    add_text(hash, real == NULL ? path : real);
    free(real);
    gvc_batch_walk(path, add_below, &w);
}

/* Lists of labels, which a reader may find beside a table. */
static bool is_list(const char *name)
{
    static const char *const words[] = {"countr", "sector", "region", "label", "ReadMe"};
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        found = found || strstr(name, words[i]) != NULL;
    }
    return found &&
           (ends_with(name, ".csv") || ends_with(name, ".txt") || ends_with(name, ".xlsx"));
}

/* The year in a name, 0: none, or another one each time. */
static int year_of(const char *name)
{
    enum { DIGITS = 4, FIRST = 1900, LAST = 2100 };
    int found = 0;
    for (const char *at = name; *at != '\0';) {
        size_t digits = strspn(at, "0123456789");
        int year = digits == DIGITS ? atoi(at) : 0;
        if (year >= FIRST && year <= LAST) {
            found = found == 0 || found == year ? year : -1;
        }
        at += digits == 0 ? 1 : digits;
    }
    return found < 0 ? 0 : found;
}

/* Of the kinds that a table may come in by halves; results and stored tables are whole. */
static bool is_half(const char *name)
{
    static const char *const ends[] = {".txt",   ".tsv", ".csv", ".json", ".xlsx", ".xlsb",
                                       ".RData", ".rda", ".gz",  ".xz",   ".bz2",  ".zst"};
    bool found = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        found = found || ends_with(name, ends[i]);
    }
    return found;
}

static bool begin_alike(const char *a, const char *b)
{
    enum { ALIKE = 3 };
    return strncmp(a, b, ALIKE) == 0;
}

/* May the reader of the table open the file beside it? A list; an archive of lists; the other half
 * of the table, which has the same year in its name, or none as the table has none. */
static bool is_companion(const char *table, const char *name)
{
    int year = year_of(name);
    if (is_list(name)) {
        return true;
    }
    if (ends_with(table, ".h5") || strcmp(table, name) == 0) {
        return false;
    }
    if (ends_with(name, ".zip")) {
        return year == 0;
    }
    return is_half(name) && year == year_of(table) && (year == 0 || begin_alike(table, name));
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* What may be read with the table NAME of the folder; NULL: a folder of files, which has lists
 * there at most. */
static void add_companions(const walker *w, const char *folder, const char *table)
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, by_name);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        bool wanted = table == NULL ? is_list(name) : is_companion(table, name);
        char *path = wanted ? gvc_cli_format("%s/%s", folder, name) : NULL;
        struct stat info;
        if (path != NULL && stat(path, &info) == 0 && S_ISREG(info.st_mode) &&
            !is_own(w, name, &info)) {
            add_file(w->hash, path);
        }
        free(path);
        free(entries[i]);
    }
    free(entries);
}

/* A table that was saved file by file keeps its accounts in folders of their own. */
static bool is_saved(const char *name)
{
    return strncmp(name, "Z.", 2) == 0 || strncmp(name, "A.", 2) == 0 ||
           strcasecmp(name, "file_parameters.json") == 0;
}

static bool add_saved(const char *path, const struct stat *info, void *user)
{
    return S_ISDIR(info->st_mode) || is_half(path) ? add_below(path, info, user) : false;
}

/* The table, its files if it is a folder, and what may be read from beside it. */
static void add_table(uint64_t *hash, const gvc_batch *b, const char *path)
{
    walker w = walker_of(b, hash);
    struct stat info;
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/') {
        length--;
    }
    char *table = gvc_cli_format("%.*s", (int)length, path);
    const char *name = table == NULL ? "" : gvc_cli_base(table);
    char *folder = gvc_cli_format("%.*s.", table == NULL ? 0 : (int)(name - table), path);
    bool set = stat(path, &info) == 0 && S_ISDIR(info.st_mode);
    add_path(hash, b, path);
    if (folder != NULL && !set && is_saved(name)) {
        gvc_batch_walk(folder, add_saved, &w);
    } else if (folder != NULL) {
        add_companions(&w, folder, set ? NULL : name);
    }
    free(folder);
    free(table);
}

/* Options of the batch itself and those that are about noise change no part. */
static bool changes_part(const gvc_batch *b, const char *given)
{
    size_t length = strcspn(given + 2, "=");
    for (size_t i = 0; b->options[i] != NULL; i++) {
        const gvc_option *o = b->options[i];
        if (strlen(o->name) == length && strncmp(o->name, given + 2, length) == 0) {
            return !o->noise && gvc_batch_passes(b, given);
        }
    }
    return true;
}

/* Options that change a number or a byte of the part, and the files behind them. */
static void add_options(uint64_t *hash, const gvc_batch *b)
{
    const gvc_settings *set = &b->app->set;
    for (size_t i = 0; b->options[i] != NULL; i++) {
        const gvc_option *o = b->options[i];
        const gvc_list *files = (const gvc_list *)(const void *)((const char *)set + o->where);
        for (size_t k = 0; o->kind == GVC_OPTION_FILES && k < files->count; k++) {
            add_path(hash, b, files->items[k]); /* or the name of a list that is built in */
        }
        if (o->kind == GVC_OPTION_FILE && o != &gvc_batch_output) {
            const char *path = *(const char *const *)(const void *)((const char *)set + o->where);
            add_text(hash, path == NULL ? "" : o->name);
            if (path != NULL && path == set->replay) {
                add_table(hash, b, path);
            } else if (path != NULL) {
                add_path(hash, b, path);
            }
        }
    }
    for (size_t i = 0; i < b->given->count; i++) {
        if (changes_part(b, b->given->items[i])) {
            add_text(hash, b->given->items[i]);
        }
    }
}

void gvc_batch_suffix(const gvc_batch *b, char *text, size_t size)
{
    const char *format = b->app->set.format, *suffixes = "h5";
    const gvc_format_info *const *info = gvc_writer_list();
    while (b->folder && format != NULL && *info != NULL && strcmp((*info)->name, format) != 0) {
        info++;
    }
    if (b->folder && format != NULL && *info != NULL) {
        suffixes = (*info)->suffixes;
    }
    snprintf(text, size, "%.*s", (int)strcspn(suffixes, " "), suffixes);
}

char *gvc_batch_part_name(const gvc_batch *b, const gvc_batch_item *item)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    char suffix[16];
    gvc_batch_suffix(b, suffix, sizeof suffix);
    add_text(&hash, gvc_version());
    add_text(&hash, b->inner->name);
    add_options(&hash, b);
    add_table(&hash, b, item->path);
    add_bytes(&hash, &item->ask, sizeof item->ask);
    if (item->ask) {
        add_bytes(&hash, &item->year, sizeof item->year);
    }
    return gvc_cli_format("%s/%.200s-%016llx.%s", b->state, item->stem, (unsigned long long)hash,
                          suffix);
}
