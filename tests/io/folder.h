/* folder.h - a fresh folder that a test of a reader works in, with files plain and packed */
#ifndef GVC_TESTS_FOLDER_H
#define GVC_TESTS_FOLDER_H

#include <archive.h>
#include <archive_entry.h>
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_PATH = 4096 };

/* Where the test works, and the data that may be there ("" where it is not). */
typedef struct folder {
    char path[FOLDER_PATH], shared[FOLDER_PATH];
} folder;

/* Makes a folder and goes there, so that messages hold bare names. */
static inline void folder_enter(folder *f)
{
    const char *parent = getenv("TMPDIR"), *shared = getenv("GVC_SHARED");
    f->shared[0] = '\0';
    if (shared != NULL && shared[0] == '/') {
        snprintf(f->shared, sizeof f->shared, "%s", shared);
    } else if (shared != NULL && getcwd(f->path, sizeof f->path / 2) != NULL) {
        snprintf(f->shared, sizeof f->shared, "%.2000s/%.2000s", f->path, shared);
    }
    snprintf(f->path, sizeof f->path, "%s/gvc-test-XXXXXX", parent == NULL ? "/tmp" : parent);
    cr_assert(mkdtemp(f->path) != NULL, "no folder in %s", f->path);
    cr_assert(chdir(f->path) == 0);
}

static inline void folder_empty(const char *path)
{
    DIR *dir = opendir(path);
    for (struct dirent *e = dir == NULL ? NULL : readdir(dir); e != NULL; e = readdir(dir)) {
        char name[FOLDER_PATH];
        struct stat info;
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0) {
            continue;
        }
        snprintf(name, sizeof name, "%.2000s/%.255s", path, e->d_name);
        if (lstat(name, &info) == 0 && S_ISDIR(info.st_mode)) {
            folder_empty(name);
        } else {
            unlink(name);
        }
    }
    if (dir != NULL) {
        closedir(dir);
    }
    rmdir(path);
}

static inline void folder_leave(const folder *f)
{
    cr_assert(chdir("/") == 0);
    folder_empty(f->path);
}

static inline void write_bytes(const char *name, const char *bytes, size_t length)
{
    FILE *file = fopen(name, "wb");
    cr_assert(file != NULL, "%s", name);
    cr_assert(fwrite(bytes, 1, length, file) == length);
    cr_assert(fclose(file) == 0);
}

static inline void write_text(const char *name, const char *text)
{
    write_bytes(name, text, strlen(text));
}

/* The whole file, NUL-ended, to be freed. */
static inline char *read_bytes(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    cr_assert(file != NULL, "%s", name);
    fseek(file, 0, SEEK_END);
    *length = (size_t)ftell(file);
    rewind(file);
    char *bytes = calloc(*length + 1, 1);
    cr_assert(fread(bytes, 1, *length, file) == *length);
    fclose(file);
    return bytes;
}

/* Its first `length` bytes, or all but the last -length, as another file. */
static inline void cut_file(const char *from, const char *to, long length)
{
    size_t whole = 0;
    char *bytes = read_bytes(from, &whole);
    write_bytes(to, bytes, length < 0 ? whole - (size_t)-length : (size_t)length);
    free(bytes);
}

/* Packs files, by the suffix: .gz .xz .bz2 .zip .7z .tar.gz; names and texts in turn, NULL-ended. A
 * compressed file has one text, whose name is not kept. */
static inline void pack(const char *path, const char *const *names_and_texts)
{
    struct archive *a = archive_write_new();
    size_t length = strlen(path);
    bool tar = strstr(path, ".tar") != NULL, raw = false;
    int code = ARCHIVE_OK;
    if (strcmp(path + length - 3, "zip") == 0) {
        code = archive_write_set_format_zip(a);
    } else if (strcmp(path + length - 2, "7z") == 0) {
        code = archive_write_set_format_7zip(a);
    } else {
        raw = !tar;
        code = tar ? archive_write_set_format_ustar(a) : archive_write_set_format_raw(a);
        if (strcmp(path + length - 2, "gz") == 0) {
            archive_write_add_filter_gzip(a);
        } else if (strcmp(path + length - 2, "xz") == 0) {
            archive_write_add_filter_xz(a);
        } else {
            archive_write_add_filter_bzip2(a);
        }
    }
    cr_assert(code == ARCHIVE_OK && archive_write_open_filename(a, path) == ARCHIVE_OK);
    for (size_t i = 0; names_and_texts[i] != NULL; i += 2) {
        const char *text = names_and_texts[i + 1];
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, names_and_texts[i]);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        if (!raw) {
            archive_entry_set_size(entry, (la_int64_t)strlen(text));
        }
        cr_assert(archive_write_header(a, entry) == ARCHIVE_OK, "%s", archive_error_string(a));
        cr_assert(archive_write_data(a, text, strlen(text)) == (la_ssize_t)strlen(text));
        archive_entry_free(entry);
    }
    cr_assert(archive_write_close(a) == ARCHIVE_OK);
    archive_write_free(a);
}

/* A path under the shared data, or the test is skipped. Borrowed until the next call. */
#define shared_path(f, name)                                                                       \
    do {                                                                                           \
        if ((f)->shared[0] == '\0') {                                                              \
            cr_skip_test("GVC_SHARED is not set");                                                 \
        }                                                                                          \
        snprintf(shared_name, sizeof shared_name, "%s/%s", (f)->shared, name);                     \
        if (access(shared_name, R_OK) != 0) {                                                      \
            cr_skip_test("no file %s", name);                                                      \
        }                                                                                          \
    } while (0)

#endif
