/* name.c - what a part is called: by the table and by everything that its numbers hang on
 *
 * The name holds a hash of the table's path, size and time, of the lists beside it, of the options
 * and the files that they name, and of the program's version. Whatever changes, the part of another
 * run has another name, so what is there under the right name need not be made again. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

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

static bool is_list(const char *name)
{
    const char *dot = strrchr(name, '.');
    static const char *const words[] = {"countr", "sector", "region", "label"};
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        found = found || strstr(name, words[i]) != NULL;
    }
    return found && dot != NULL && (strcasecmp(dot, ".csv") == 0 || strcasecmp(dot, ".txt") == 0);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int keeps_list(const struct dirent *entry)
{
    return is_list(entry->d_name);
}

static int keeps_member(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static void add_folder(uint64_t *hash, const char *folder, int (*keeps)(const struct dirent *))
{
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, keeps, by_name);
    for (int i = 0; i < count; i++) {
        char *path = gvc_cli_format("%s/%s", folder, entries[i]->d_name);
        if (path != NULL) {
            add_file(hash, path);
        }
        free(path);
        free(entries[i]);
    }
    free(entries);
}

/* The table, its files if it is a folder, and lists of labels that may be found beside it. */
static void add_table(uint64_t *hash, const char *path)
{
    int length = (int)(gvc_cli_base(path) - path);
    char *beside = gvc_cli_format("%.*s.", length, path); /* "data/." */
    add_file(hash, path);
    add_folder(hash, path, keeps_member);
    if (beside != NULL) {
        add_folder(hash, beside, keeps_list);
    }
    free(beside);
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
            add_file(hash, files->items[k]); /* or the name of a list that is built in */
        }
        if (o->kind == GVC_OPTION_FILE && o != &gvc_batch_output) {
            const char *path = *(const char *const *)(const void *)((const char *)set + o->where);
            add_text(hash, path == NULL ? "" : o->name);
            if (path != NULL) {
                add_file(hash, path);
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
    add_table(&hash, item->path);
    add_bytes(&hash, &item->ask, sizeof item->ask);
    if (item->ask) {
        add_bytes(&hash, &item->year, sizeof item->year);
    }
    return gvc_cli_format("%s/%.200s-%016llx.%s", b->state, item->stem, (unsigned long long)hash,
                          suffix);
}
