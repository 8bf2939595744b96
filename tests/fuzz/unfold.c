/* unfold.c - bytes as files in a fresh folder in memory, packed where their names say so */
#define _XOPEN_SOURCE 700 /* nftw */
#include <archive.h>
#include <archive_entry.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fuzz.h"

static const char mark[] = "=== ";
enum { MARK = sizeof mark - 1 };

/* ---- the folder ------------------------------------------------------------------------------ */
static int clear_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)at;
    return kind == FTW_DP ? rmdir(path) : unlink(path);
}

/* A name of the process's own, so that messages and paths are as long in every run. */
static void make_folder(fuzz_folder *f)
{
    const char *parent = getenv("FUZZ_TMPDIR");
    if (parent == NULL) {
        parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
    }
    snprintf(f->folder, sizeof f->folder, "%s/gvc-fuzz-%010ld", parent, (long)getpid());
    /* One of that name is left over from a process that crashed. */
    if (mkdir(f->folder, 0700) != 0 &&
        (nftw(f->folder, clear_one, 8, FTW_DEPTH | FTW_PHYS) != 0 || mkdir(f->folder, 0700) != 0)) {
        fuzz_wrong("no folder %s", f->folder);
    }
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at)
{
    (void)info;
    (void)at;
    if (kind != FTW_DP || rmdir(path) != 0) {
        fuzz_wrong("%s was written by the library", path);
    }
    return 0;
}

/* The folders that hold the file are made, or are there. */
static bool make_parents(const char *path, size_t from)
{
    char folder[FUZZ_PATH];
    for (const char *slash = strchr(path + from, '/'); slash != NULL;
         slash = strchr(slash + 1, '/')) {
        struct stat info;
        snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
        if (mkdir(folder, 0700) != 0 && (stat(folder, &info) != 0 || !S_ISDIR(info.st_mode))) {
            return false;
        }
    }
    return true;
}

static bool path_of(const fuzz_folder *f, const char *name, char path[FUZZ_PATH])
{
    return snprintf(path, FUZZ_PATH, "%s/%s", f->folder, name) < FUZZ_PATH &&
           make_parents(path, strlen(f->folder) + 1);
}

/* A file once more, or in the place of a folder, is left out. */
static bool write_file(fuzz_folder *f, const char *name, const unsigned char *bytes, size_t size)
{
    char path[FUZZ_PATH];
    FILE *file = path_of(f, name, path) ? fopen(path, "wbx") : NULL;
    if (file == NULL) {
        return false;
    }
    if (fwrite(bytes, 1, size, file) != size || fclose(file) != 0) {
        fuzz_wrong("%s cannot be written", path);
    }
    return true;
}

/* ---- names ----------------------------------------------------------------------------------- */
/* A relative path of plain names. */
static bool is_name(const char *name)
{
    size_t parts = 0;
    for (const char *part = name; part != NULL; parts++) {
        const char *slash = strchr(part, '/');
        if (part[0] == '\0' || part[0] == '/' || part[0] == '.') {
            return false;
        }
        part = slash == NULL ? NULL : slash + 1;
    }
    return parts <= 6;
}

/* Length of the name up to and with the archive it is in; 0 where it is in none. */
static size_t archive_length(const char *name)
{
    static const char *const ends[] = {".zip/", ".xlsx/", ".xlsb/"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        const char *found = strstr(name, ends[i]);
        if (found != NULL) {
            return (size_t)(found - name) + strlen(ends[i]) - 1;
        }
    }
    return 0;
}

/* ---- parts of the bytes ---------------------------------------------------------------------- */
typedef struct part {
    char name[FUZZ_NAME];
    const unsigned char *bytes;
    size_t size;
    bool done;
} part;

static const unsigned char *next_mark(const unsigned char *from, const unsigned char *end)
{
    for (const unsigned char *at = from; end - at > MARK; at++) {
        at = memchr(at, '\n', (size_t)(end - at));
        if (at == NULL || end - at <= MARK) {
            return end;
        }
        if (memcmp(at + 1, mark, MARK) == 0) {
            return at;
        }
    }
    return end;
}

/* The part whose mark stands at *at, which moves on to the next mark. False at the end. */
static bool next_part(const unsigned char **at, const unsigned char *end, part *out)
{
    if (end - *at < MARK) {
        return false;
    }
    const unsigned char *name = *at + MARK;
    const unsigned char *line = memchr(name, '\n', (size_t)(end - name));
    const unsigned char *stop = line == NULL ? end : line;
    snprintf(out->name, sizeof out->name, "%.*s", (int)(stop - name > 999 ? 999 : stop - name),
             (const char *)name);
    out->bytes = line == NULL ? end : line + 1;
    const unsigned char *next = line == NULL ? end : next_mark(line, end);
    out->size = next > out->bytes ? (size_t)(next - out->bytes) : 0;
    *at = next < end ? next + 1 : end;
    return true;
}

static void set_options(fuzz_folder *f, const char *words)
{
    static const char *const keys[] = {
        "member=", "valuation=", "satellite=", "countries=", "sectors=", "fd_countries="};
    gvc_read_options *o = &f->options;
    const char **texts[] = {&o->member,    &o->valuation, &o->satellite,
                            &o->countries, &o->sectors,   &o->fd_countries};
    snprintf(f->words, sizeof f->words, "%s", words);
    char *rest = NULL;
    for (char *w = strtok_r(f->words, ",", &rest); w != NULL; w = strtok_r(NULL, ",", &rest)) {
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
            if (strncmp(w, keys[i], strlen(keys[i])) == 0) {
                *texts[i] = w + strlen(keys[i]);
            }
        }
        if (strncmp(w, "year=", 5) == 0) {
            f->options.year = atoi(w + 5);
        } else if (strncmp(w, "model=", 6) == 0) {
            f->options.model = w[6];
        } else if (strncmp(w, "deny=", 5) == 0) {
            f->denied = strtol(w + 5, NULL, 10);
        }
        f->options.keep_splits = f->options.keep_splits || strcmp(w, "splits") == 0;
        f->options.labels_only = f->options.labels_only || strcmp(w, "labels") == 0;
        f->one_by_one = f->one_by_one || strcmp(w, "paths") == 0;
    }
}

/* ---- packing --------------------------------------------------------------------------------- */
static void add_member(struct archive *a, const part *p, const char *name)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_mtime(entry, 1000000000, 0);
    archive_entry_set_size(entry, (la_int64_t)p->size);
    if (archive_write_header(a, entry) != ARCHIVE_OK ||
        archive_write_data(a, p->bytes, p->size) != (la_ssize_t)p->size) {
        fuzz_wrong("cannot pack %s", name);
    }
    archive_entry_free(entry);
}

/* All parts in the archive that the first of them is in. */
static bool write_archive(fuzz_folder *f, part *parts, int count, size_t length)
{
    char name[FUZZ_NAME], path[FUZZ_PATH];
    snprintf(name, sizeof name, "%.*s", (int)length, parts[0].name);
    bool can = path_of(f, name, path) && access(path, F_OK) != 0;
    struct archive *a = can ? archive_write_new() : NULL;
    if (can && (archive_write_set_format_zip(a) != ARCHIVE_OK ||
                archive_write_open_filename(a, path) != ARCHIVE_OK)) {
        fuzz_wrong("cannot pack %s", path);
    }
    for (int i = 0; i < count; i++) {
        if (archive_length(parts[i].name) == length && strncmp(parts[i].name, name, length) == 0) {
            if (can) {
                add_member(a, &parts[i], parts[i].name + length + 1);
            }
            parts[i].done = true;
        }
    }
    if (can && archive_write_close(a) != ARCHIVE_OK) {
        fuzz_wrong("cannot pack %s", path);
    }
    archive_write_free(a);
    return can;
}

bool fuzz_unfold(fuzz_folder *f, const unsigned char *bytes, size_t size)
{
    static part parts[FUZZ_FILES];
    const unsigned char *at = bytes, *end = bytes + size;
    int count = 0;
    *f = (fuzz_folder){.options = GVC_READ_OPTIONS_INIT};
    if (size < MARK || memcmp(bytes, mark, MARK) != 0) {
        parts[count++] = (part){"table", bytes, size, false};
        at = end;
    }
    while (count < FUZZ_FILES && next_part(&at, end, &parts[count])) {
        parts[count].done = false;
        if (parts[count].name[0] == '!') {
            set_options(f, parts[count].name + 1);
        } else if (is_name(parts[count].name)) {
            count++;
        }
    }
    if (count == 0) {
        return false;
    }
    make_folder(f);
    for (int i = 0; i < count; i++) {
        size_t length = archive_length(parts[i].name);
        if (parts[i].done) {
            continue;
        }
        bool written = length > 0 ? write_archive(f, parts + i, count - i, length)
                                  : write_file(f, parts[i].name, parts[i].bytes, parts[i].size);
        if (written) {
            snprintf(f->names[f->count++], FUZZ_NAME, "%.*s",
                     (int)(length > 0 ? length : strlen(parts[i].name)), parts[i].name);
        }
    }
    return true;
}

void fuzz_remove(const fuzz_folder *f)
{
    for (int i = 0; i < f->count; i++) {
        char path[FUZZ_PATH];
        struct stat info;
        snprintf(path, sizeof path, "%.2000s/%s", f->folder, f->names[i]);
        if (stat(path, &info) != 0 || !S_ISREG(info.st_mode)) {
            fuzz_wrong("%s is gone", f->names[i]);
        }
        unlink(path);
    }
    if (nftw(f->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) != 0) {
        fuzz_wrong("%s cannot be removed", f->folder);
    }
}

void fuzz_path(const fuzz_folder *f, char path[FUZZ_PATH])
{
    bool one = f->count == 1;
    snprintf(path, FUZZ_PATH, "%.2000s%s%s", f->folder, one ? "/" : "", one ? f->names[0] : "");
}

void fuzz_on_folder(const unsigned char *bytes, size_t size,
                    void (*read)(gvc_ctx *ctx, const char *path))
{
    static fuzz_folder folder;
    char path[FUZZ_PATH];
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    gvc_ctx *ctx = fuzz_ctx();
    fuzz_path(&folder, path);
    fuzz_deny_begin(folder.denied);
    read(ctx, path);
    fuzz_deny_end();
    gvc_ctx_free(ctx);
    fuzz_remove(&folder);
}
