/* replay.c - runs targets over files that are kept: replay FOLDER, in which corpus/TARGET and
 * regressions/TARGET hold them, prints TAP; replay TARGET FILE... runs these */
#define _XOPEN_SOURCE 700
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fuzz.h"

const char *__lsan_default_suppressions(void);
const char *__lsan_default_options(void);

/* HDF5 loses memory of its own when the header of an object is damaged. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5_serial";
}

const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

/* More than a fuzzer allows a file: sanitizers and other tests run beside us. */
enum { SECONDS = 30, DENIED = 3000 };

/* The same with one allocation after the other denied: each of the first ones, some of the rest. */
static void run_denied(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    for (long n = 1; n < DENIED; n += 1 + n / 100) {
        fuzz_deny_always(n);
        alarm(SECONDS);
        t->run(t, bytes, size);
        if (!fuzz_was_denied()) {
            break;
        }
    }
    fuzz_deny_always(0);
}

static bool replay(const fuzz_target *t, const char *path, bool deny)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file == NULL || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(1);
    }
    /* A block of exactly the size: reading behind it shows. */
    unsigned char *bytes = malloc(size > 0 ? (size_t)size : 1);
    rewind(file);
    bool whole = bytes != NULL && fread(bytes, 1, (size_t)size, file) == (size_t)size;
    fclose(file);
    fprintf(stderr, "%s %s\n", t->name, path);
    if (whole) {
        alarm(SECONDS);
        t->run(t, bytes, (size_t)size);
        if (deny) {
            run_denied(t, bytes, (size_t)size);
        }
        alarm(0);
    }
    free(bytes);
    return whole;
}

static int replay_folder(const fuzz_target *t, const char *root, const char *kind)
{
    char path[FUZZ_PATH];
    struct dirent **list = NULL;
    int done = 0;
    snprintf(path, sizeof path, "%.1500s/%s/%s", root, kind, t->name);
    int count = scandir(path, &list, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        if (list[i]->d_name[0] != '.') {
            snprintf(path, sizeof path, "%.1500s/%s/%s/%s", root, kind, t->name, list[i]->d_name);
            done += replay(t, path, done == 0) ? 1 : 0;
        }
        free(list[i]);
    }
    free(list);
    return done;
}

int main(int argc, char **argv)
{
    const fuzz_target *all = fuzz_targets();
    if (argc < 2) {
        fputs("usage: replay FOLDER | replay TARGET FILE... | replay --list\n", stderr);
        return 2;
    }
    if (strcmp(argv[1], "--list") == 0) {
        for (const fuzz_target *t = all; t->name != NULL; t++) {
            puts(t->name);
        }
        return 0;
    }
    const fuzz_target *one = argc > 2 ? fuzz_find(argv[1]) : NULL;
    if (argc > 2) {
        for (int i = 2; one != NULL && i < argc; i++) {
            replay(one, argv[i], getenv("FUZZ_DENY") != NULL);
        }
        return one == NULL ? 2 : 0;
    }
    int count = 0;
    while (all[count].name != NULL) {
        count++;
    }
    printf("1..%d\n", count);
    for (int i = 0; i < count; i++) {
        fflush(stdout);
        int files = replay_folder(&all[i], argv[1], "corpus") +
                    replay_folder(&all[i], argv[1], "regressions");
        if (files > 0) {
            printf("ok %d - %s, files: %d\n", i + 1, all[i].name, files);
        } else {
            printf("not ok %d - %s has no file in %s/corpus/%s\n", i + 1, all[i].name, argv[1],
                   all[i].name);
        }
    }
    return 0;
}
