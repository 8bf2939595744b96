/* fuzz.h - targets of the fuzzers: one a table format, and one for each line of targets.def
 *
 * A target takes bytes, does with them what a user could, and aborts where something that was read
 * breaks a promise of the library. Crashes, leaks and undefined behaviour are found by sanitizers,
 * time and memory by who runs the target: libFuzzer (libfuzzer.c) or a replay of files (replay.c).
 *
 * The bytes are one file, unless they start with "=== ": then they are several, each after a line
 * "=== NAME" and up to the line break before the next such line. NAME may hold folders; the files
 * under a folder whose name ends in .zip, .xlsx or .xlsb are packed into an archive of that name.
 * "=== !WORDS" sets options instead, with commas between: year=2005, member=NAME, model=B,
 * valuation=TEXT, satellite=NAME, countries=NAME, sectors=NAME, fd_countries=NAME, splits, labels,
 * paths (files are named one by one, not as a folder), deny=N (the N-th allocation fails). */
#ifndef GVC_TESTS_FUZZ_H
#define GVC_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>

#include <gvc/gvc.h>

typedef struct fuzz_target {
    const char *name;
    void (*run)(const struct fuzz_target *t, const unsigned char *bytes, size_t size);
} fuzz_target;

enum {
    FUZZ_TARGETS = 256,
    FUZZ_FILES = 64,
    FUZZ_NAME = 200,
    FUZZ_PATH = 4096,
    FUZZ_MEMORY = 256 << 20, /* limit of every context */
};

/* All targets, ended by a record without name; borrowed for ever. */
const fuzz_target *fuzz_targets(void);
const fuzz_target *fuzz_find(const char *name); /* NULL: there is none */

#define FUZZ(name) void fuzz_##name(const fuzz_target *t, const unsigned char *bytes, size_t size);
#include "targets.def"
#undef FUZZ
/* Of a format of gvc_format_list, which gives the target its name. */
void fuzz_format(const fuzz_target *t, const unsigned char *bytes, size_t size);

/* ---- the bytes as files ---------------------------------------------------------------------- */
typedef struct fuzz_folder {
    char folder[FUZZ_PATH];
    char names[FUZZ_FILES][FUZZ_NAME]; /* of files, relative to folder */
    int count;
    gvc_read_options options; /* texts point into `words` */
    char words[1024];
    bool one_by_one;
    long denied; /* which allocation fails, 0 = none */
} fuzz_folder;

/* Writes the files into a fresh folder. False where the bytes describe none. */
bool fuzz_unfold(fuzz_folder *f, const unsigned char *bytes, size_t size);
/* Removes them; aborts if something else was written there. */
void fuzz_remove(const fuzz_folder *f);
/* What a user would name: the file or archive if there is one, else the folder. Into path. */
void fuzz_path(const fuzz_folder *f, char path[FUZZ_PATH]);

/* Until the end the N-th allocation fails, and only that; 0 = none, or what fuzz_deny_always says.
 */
void fuzz_deny_begin(long n);
void fuzz_deny_end(void);
void fuzz_deny_always(long n);
bool fuzz_was_denied(void); /* in the last span */
/* For checks in between, whose allocations do not count. */
long fuzz_deny_pause(void);
void fuzz_deny_resume(long left);

/* ---- checks ---------------------------------------------------------------------------------- */
/* Says why on stderr and aborts. */
_Noreturn void fuzz_wrong(const char *format, ...) GVC_PRINTF(1, 2);
/* A context with the memory limit, one thread, and no log. */
gvc_ctx *fuzz_ctx(void);
/* Industries A_x, A_y, B_x, B_y; final uses A_C, B_C; not sealed. Yours. */
gvc_builder *fuzz_small_table(gvc_ctx *ctx);
/* A failure has words, and nothing came out of it. FUZZ_SAYS in the environment shows them. */
void fuzz_check_failure(const gvc_ctx *ctx, gvc_status status, const void *out);
/* Labels unique and UTF-8, positions in range, every cell finite, balance can be told. */
void fuzz_check_table(gvc_ctx *ctx, const gvc_table *t, bool labels_only);
/* Stored at the path and read again, it is the same. */
void fuzz_roundtrip(gvc_ctx *ctx, const gvc_table *t, const char *path);
void fuzz_check_text(const char *text, const char *what); /* UTF-8, or NULL */
/* Reads the bytes as a table of the format, NULL = of the one that it looks like, and checks it. */
void fuzz_read_table(const char *format, const unsigned char *bytes, size_t size);

/* Unfolds the bytes, hands the path to `read`, takes the folder away: the whole of a simple target.
 */
void fuzz_on_folder(const unsigned char *bytes, size_t size,
                    void (*read)(gvc_ctx *ctx, const char *path));

#endif
