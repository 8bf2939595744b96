/* test_output.c - a file appears whole or not at all, plain or compressed */
#define _XOPEN_SOURCE 700 /* mkdtemp, realpath */
#include <dirent.h>
#include <libdeflate.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "expect.h"
#include "output.h"

static gvc_ctx *ctx;
static char folder[200];
static char path[256];

static const char *in_folder(const char *name)
{
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void setup(void)
{
    const char *base = getenv("TMPDIR");
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    snprintf(folder, sizeof folder, "%.150s/gvc-output-XXXXXX", base == NULL ? "/tmp" : base);
    cr_assert_not_null(mkdtemp(folder));
}

/* Number of entries; all of them are removed when `clear`. */
static int entries(bool clear)
{
    int count = 0;
    DIR *all = opendir(folder);
    cr_assert_not_null(all);
    for (struct dirent *e = readdir(all); e != NULL; e = readdir(all)) {
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0) {
            char name[512];
            snprintf(name, sizeof name, "%s/%s", folder, e->d_name);
            count++;
            if (clear) {
                remove(name);
            }
        }
    }
    closedir(all);
    return count;
}

static void teardown(void)
{
    entries(true);
    rmdir(folder);
    gvc_ctx_free(ctx);
}

TestSuite(output, .init = setup, .fini = teardown);

/* The content of a file, NUL-ended, freed by the caller. */
static char *content(const char *name, size_t *length)
{
    FILE *file = fopen(name, "rb");
    cr_assert_not_null(file, "%s is not there", name);
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *bytes = malloc((size_t)size + 1);
    cr_assert_not_null(bytes);
    *length = fread(bytes, 1, (size_t)size, file);
    bytes[*length] = '\0';
    fclose(file);
    return bytes;
}

static void expect_content(const char *name, const char *expected)
{
    size_t length = 0;
    char *bytes = content(name, &length);
    cr_expect_str_eq(bytes, expected);
    free(bytes);
}

static void put_file(const char *name, const char *text)
{
    FILE *file = fopen(name, "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    fclose(file);
}

Test(output, appears_at_commit)
{
    gvc_output *o = NULL;
    expect_ok(ctx, gvc_output_open(ctx, &o, in_folder("a.csv")));
    gvc_output_text(o, "x,");
    gvc_output_number(o, 0.1);
    gvc_output_write(o, "\n...", 1);
    cr_expect(access(path, F_OK) != 0);
    expect_ok(ctx, gvc_output_commit(ctx, o));
    expect_content(path, "x,0.1\n");
    cr_expect_eq(entries(false), 1);
}

Test(output, leaves_the_old_file_until_commit)
{
    gvc_output *o = NULL;
    put_file(in_folder("a.csv"), "old");
    cr_assert_eq(chmod(path, 0640), 0);
    expect_ok(ctx, gvc_output_open(ctx, &o, path));
    gvc_output_text(o, "new");
    gvc_output_abandon(o);
    expect_content(path, "old");
    cr_expect_eq(entries(false), 1);
    expect_ok(ctx, gvc_output_open(ctx, &o, path));
    gvc_output_text(o, "new");
    expect_ok(ctx, gvc_output_commit(ctx, o));
    expect_content(path, "new");
    struct stat about;
    cr_assert_eq(stat(path, &about), 0);
    cr_expect_eq(about.st_mode & 0777, 0640);
}

Test(output, follows_links_and_passes_over_stale_temporary_files)
{
    gvc_output *o = NULL;
    char link[256];
    put_file(in_folder("real.csv.aB3dE6.part"), "stale");
    put_file(in_folder("real.csv"), "old");
    snprintf(link, sizeof link, "%.200s/link.csv", folder);
    cr_assert_eq(symlink("real.csv", link), 0);
    expect_ok(ctx, gvc_output_open(ctx, &o, link));
    gvc_output_text(o, "new");
    expect_ok(ctx, gvc_output_commit(ctx, o));
    struct stat about;
    cr_expect(lstat(link, &about) == 0 && S_ISLNK(about.st_mode));
    expect_content(in_folder("real.csv"), "new");
    expect_content(in_folder("real.csv.aB3dE6.part"), "stale");
    cr_expect_eq(entries(false), 3);
}

/* Two programs at once: neither touches the other's file, and the last one wins, whole. */
Test(output, lets_two_write_the_same_target)
{
    gvc_output *a = NULL, *b = NULL, *c = NULL;
    expect_ok(ctx, gvc_output_open(ctx, &a, in_folder("a.csv")));
    gvc_output_text(a, "first");
    expect_ok(ctx, gvc_output_open(ctx, &b, path));
    gvc_output_text(b, "second");
    expect_ok(ctx, gvc_output_open(ctx, &c, path));
    cr_expect_eq(entries(false), 3);
    gvc_output_abandon(c);
    expect_ok(ctx, gvc_output_commit(ctx, b));
    expect_content(path, "second");
    expect_ok(ctx, gvc_output_commit(ctx, a));
    expect_content(path, "first");
    cr_expect_eq(entries(false), 1);
}

Test(output, writes_more_than_a_block)
{
    gvc_output *o = NULL;
    enum { NUMBERS = 700000 };
    expect_ok(ctx, gvc_output_open(ctx, &o, in_folder("long.txt")));
    for (int i = 0; i < NUMBERS; i++) {
        gvc_output_number(o, i);
        gvc_output_write(o, "\n", 1);
    }
    expect_ok(ctx, gvc_output_commit(ctx, o));
    size_t length = 0;
    char *bytes = content(path, &length), *at = bytes;
    for (int i = 0; i < NUMBERS; i++) {
        cr_assert_eq(strtol(at, &at, 10), i);
        cr_assert_eq(*at++, '\n');
    }
    cr_expect_eq(at, bytes + length);
    free(bytes);
}

/* All members of a gzip file, joined. */
static size_t unpack(const char *name, char *to, size_t room, int *members)
{
    size_t length = 0, used = 0, got = 0, done = 0;
    char *bytes = content(name, &length);
    struct libdeflate_decompressor *d = libdeflate_alloc_decompressor();
    for (*members = 0; used < length; ++*members) {
        size_t made = 0;
        cr_assert_eq(libdeflate_gzip_decompress_ex(d, bytes + used, length - used, to + done,
                                                   room - done, &got, &made),
                     LIBDEFLATE_SUCCESS);
        done += made;
        used += got;
    }
    libdeflate_free_decompressor(d);
    free(bytes);
    return done;
}

Test(output, compresses_what_ends_in_gz)
{
    enum { LINES = 300000, LINE = 9 };
    gvc_output *o = NULL;
    char text[16];
    expect_ok(ctx, gvc_output_open(ctx, &o, in_folder("a.csv.gz")));
    for (int i = 0; i < LINES; i++) {
        snprintf(text, sizeof text, "%08d\n", i);
        gvc_output_text(o, text);
    }
    expect_ok(ctx, gvc_output_commit(ctx, o));
    char *all = malloc((size_t)LINES * LINE);
    int members = 0;
    cr_assert_eq(unpack(path, all, (size_t)LINES * LINE, &members), (size_t)LINES * LINE);
    cr_expect_eq(members, 3); /* blocks of 1 MiB */
    for (int i = 0; i < LINES; i++) {
        snprintf(text, sizeof text, "%08d\n", i);
        cr_assert(memcmp(all + (size_t)i * LINE, text, LINE) == 0);
    }
    free(all);
}

Test(output, makes_a_legal_empty_gzip)
{
    gvc_output *o = NULL;
    char none[1];
    int members = 0;
    expect_ok(ctx, gvc_output_open(ctx, &o, in_folder("empty.gz")));
    expect_ok(ctx, gvc_output_commit(ctx, o));
    cr_expect_eq(unpack(path, none, 1, &members), 0);
    cr_expect_eq(members, 1);
}

/* /dev/full takes no byte: the full disk that needs no disk. */
Test(output, tells_a_full_disk)
{
    gvc_output *o = NULL;
    if (access("/dev/full", W_OK) != 0) {
        cr_skip_test("no /dev/full");
    }
    expect_ok(ctx, gvc_output_open(ctx, &o, "/dev/full"));
    gvc_output_text(o, "x");
    expect_error(ctx, gvc_output_commit(ctx, o), GVC_EIO,
                 "writing /dev/full: No space left on device");
    struct stat about;
    cr_expect(stat("/dev/full", &about) == 0 && S_ISCHR(about.st_mode));
}

Test(output, writes_devices_in_place)
{
    gvc_output *o = NULL;
    expect_ok(ctx, gvc_output_open(ctx, &o, "/dev/null"));
    gvc_output_text(o, "x");
    expect_ok(ctx, gvc_output_commit(ctx, o));
    struct stat about;
    cr_expect(stat("/dev/null", &about) == 0 && S_ISCHR(about.st_mode));
}

static void expect_refused(const char *name, const char *message)
{
    gvc_output *o = NULL;
    char expected[1200];
    snprintf(expected, sizeof expected, "writing %s: %s", name, message);
    expect_error(ctx, gvc_output_check(ctx, name), GVC_EIO, expected);
    expect_error(ctx, gvc_output_open(ctx, &o, name), GVC_EIO, expected);
    cr_expect_null(o);
}

Test(output, refuses_what_cannot_be_written)
{
    char message[600];
    expect_refused("no-such-folder/out.h5", "folder 'no-such-folder' does not exist");
    snprintf(message, sizeof message, "'%s' is a directory; give the name of a file", folder);
    expect_refused(folder, message);
    put_file(in_folder("file"), "");
    char below[300];
    snprintf(below, sizeof below, "%.200s/file/out.csv", folder);
    snprintf(message, sizeof message, "'%s/file' is no folder", folder);
    expect_refused(below, message);
    expect_error(ctx, gvc_output_check(ctx, ""), GVC_EIO,
                 "writing '': the name of the output file is empty");
    expect_ok(ctx, gvc_output_check(ctx, "-"));
    expect_ok(ctx, gvc_output_check(ctx, in_folder("new.csv")));
    if (geteuid() != 0) {
        cr_assert_eq(chmod(folder, 0500), 0);
        snprintf(message, sizeof message, "permission denied to write into folder '%s'", folder);
        expect_refused(in_folder("new.csv"), message);
        cr_assert_eq(chmod(folder, 0700), 0);
    }
}

Test(output, commits_a_part_made_by_others)
{
    char *part = NULL;
    int fd = -1;
    expect_ok(ctx, gvc_part_create(ctx, in_folder("out.h5"), &part, &fd));
    cr_expect_eq(strncmp(part, path, strlen(path)), 0);
    cr_expect_eq(strlen(part), strlen(path) + strlen(".XXXXXX.part"));
    cr_expect_str_eq(part + strlen(part) - 5, ".part");
    cr_assert_eq(close(fd), 0);
    put_file(part, "whole");
    expect_ok(ctx, gvc_part_commit(ctx, part, path));
    expect_content(path, "whole");
    cr_expect_eq(entries(false), 1);
    put_file(part, "for a device");
    expect_error(ctx, gvc_part_commit(ctx, part, "/dev/null"), GVC_EIO,
                 "writing /dev/null: it is no plain file, which this format needs");
    cr_expect_eq(entries(false), 1);
    gvc_release(part);
}

/* A closed pipe is told in words; without SIGPIPE, as programs that want to say it ignore it. */
Test(output, tells_a_closed_pipe)
{
    int ends[2];
    gvc_output *o = NULL;
    signal(SIGPIPE, SIG_IGN);
    cr_assert_eq(pipe(ends), 0);
    int kept = dup(STDOUT_FILENO);
    cr_assert(dup2(ends[1], STDOUT_FILENO) >= 0);
    close(ends[0]);
    close(ends[1]);
    expect_ok(ctx, gvc_output_open(ctx, &o, "-"));
    gvc_output_text(o, "x");
    gvc_status s = gvc_output_commit(ctx, o);
    dup2(kept, STDOUT_FILENO);
    close(kept);
    cr_expect_eq(s, GVC_EIO);
    cr_expect_str_eq(gvc_ctx_error(ctx), "writing standard output: the reader has closed the pipe");
}
