/* test_files.c - files of archives, of archives within them and of folders; what is refused */
#include "files.h"

#include <expect.h>

#include "zips.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
}

/* What zip items point to. */
static char *kept[64];
static size_t kept_count;

static void leave(void)
{
    for (size_t i = 0; i < kept_count; i++) {
        free(kept[i]);
    }
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(files, .init = enter, .fini = leave);

static gvc_files *open_paths(const char *const *paths, gvc_idx count)
{
    gvc_files *f = NULL;
    expect_ok(ctx, gvc_files_open(ctx, &f, paths, count));
    return f;
}

static gvc_files *open_path(const char *path)
{
    return open_paths(&path, 1);
}

static void expect_text(const gvc_files *f, gvc_idx i, const char *expected)
{
    char *text = NULL;
    size_t length = 0;
    expect_ok(ctx, gvc_files_text(ctx, f, i, &text, &length));
    cr_expect_str_eq(text, expected, "%s", gvc_files_name(f, i));
    gvc_release(text);
}

/* Names and texts in turn, NULL-ended: all there are, read back and forth. */
static void expect_files(const gvc_files *f, const char *const *names_and_texts)
{
    gvc_idx count = 0;
    while (names_and_texts[2 * count] != NULL) {
        count++;
    }
    cr_assert_eq(gvc_files_count(f), count, "%lld files", (long long)gvc_files_count(f));
    for (gvc_idx i = 0; i < count; i++) {
        cr_expect_str_eq(gvc_files_name(f, i), names_and_texts[2 * i]);
        expect_text(f, i, names_and_texts[2 * i + 1]);
    }
    for (gvc_idx i = count - 1; i >= 0; i--) {
        expect_text(f, i, names_and_texts[2 * i + 1]);
    }
}

static void expect_refused(const char *path, gvc_status code, const char *message)
{
    gvc_files *f = NULL;
    expect_error(ctx, gvc_files_open(ctx, &f, &path, 1), code, message);
    cr_expect_null(f);
}

/* What reading the only file of that path says. */
static void expect_unread(const char *path, gvc_status code, const char *message)
{
    gvc_files *f = open_path(path);
    char *text = NULL;
    size_t length = 0;
    expect_error(ctx, gvc_files_text(ctx, f, 0, &text, &length), code, message);
    gvc_files_close(f);
}

static zip_item item_of(const char *name, const char *path, bool stored)
{
    size_t length = 0;
    cr_assert(kept_count < sizeof kept / sizeof *kept);
    char *bytes = kept[kept_count++] = read_bytes(path, &length);
    return (zip_item){.name = name, .bytes = bytes, .length = length, .stored = stored};
}

/* A zip that holds that file. */
static void zip_file(const char *path, const char *name, const char *of, bool stored)
{
    zip_item item = item_of(name, of, stored);
    zip_write(path, &item, 1);
}

Test(files, lists_a_file_an_archive_and_a_folder)
{
    write_text("t.csv", "1\n");
    pack("t.csv.gz", (const char *[]){"t", "2\n", NULL});
    pack("t.zip", (const char *[]){"d/a.csv", "3\n", "b.csv", "4\n", NULL});
    cr_assert(mkdir("f", 0700) == 0 && mkdir("f/sub", 0700) == 0);
    write_text("f/sub/c.csv", "5\n");
    write_text("f/.hidden", "6\n");
    write_text("f/empty", "");
    pack("f/z.zip", (const char *[]){"d.csv", "7\n", NULL});
    gvc_files *f = open_path("t.csv");
    expect_files(f, (const char *[]){"t.csv", "1\n", NULL});
    cr_expect_not(gvc_files_is_set(f) || gvc_files_is_member(f, 0));
    cr_expect_str_eq(gvc_files_path(f, 0), "t.csv");
    gvc_files_close(f);
    f = open_path("t.csv.gz");
    expect_files(f, (const char *[]){"t.csv.gz", "2\n", NULL});
    cr_expect_not(gvc_files_is_set(f));
    gvc_files_close(f);
    f = open_path("t.zip");
    expect_files(f, (const char *[]){"d/a.csv", "3\n", "b.csv", "4\n", NULL});
    cr_expect(gvc_files_is_set(f) && gvc_files_is_member(f, 1));
    gvc_files_close(f);
    f = open_path("f");
    expect_files(f, (const char *[]){"sub/c.csv", "5\n", "z.zip/d.csv", "7\n", NULL});
    gvc_files_close(f);
    f = open_paths((const char *[]){"t.csv", "t.zip"}, 2);
    expect_files(
        f, (const char *[]){"t.csv", "1\n", "t.zip/d/a.csv", "3\n", "t.zip/b.csv", "4\n", NULL});
    gvc_files_close(f);
    gvc_files_close(NULL);
}

/* Stored archives are read where they lie, deflated ones are held. */
Test(files, lists_archives_in_archives)
{
    for (int stored = 0; stored < 2; stored++) {
        pack("i1.zip", (const char *[]){"2016.csv", "1\n", "2017.csv", "2\n", NULL});
        pack("i2.zip", (const char *[]){"2018.csv", "3\n", NULL});
        pack("i3.7z", (const char *[]){"s.csv", "4\n", NULL});
        pack("i4.tar.gz", (const char *[]){"a/t.csv", "5\n", "u.csv", "6\n", NULL});
        pack("g.gz", (const char *[]){"t", "7\n", NULL});
        const zip_item items[] = {item_of("d/2016-2017.zip", "i1.zip", stored),
                                  item_of("x.bin", "i2.zip", stored),
                                  item_of("i3.7z", "i3.7z", stored),
                                  item_of("i4.tar.gz", "i4.tar.gz", stored),
                                  item_of("g.csv.gz", "g.gz", stored),
                                  {.name = "plain.csv", .bytes = "8\n", .stored = stored}};
        zip_write("o.zip", items, sizeof items / sizeof *items);
        gvc_files *f = open_path("o.zip");
        expect_files(f,
                     (const char *[]){"d/2016-2017.zip/2016.csv", "1\n", "d/2016-2017.zip/2017.csv",
                                      "2\n", "x.bin/2018.csv", "3\n", "i3.7z/s.csv", "4\n",
                                      "i4.tar.gz/a/t.csv", "5\n", "i4.tar.gz/u.csv", "6\n",
                                      "g.csv.gz", "7\n", "plain.csv", "8\n", NULL});
        gvc_source *s = NULL;
        expect_ok(ctx, gvc_files_source(ctx, f, 1, &s));
        gvc_files_close(f); /* the source lives on */
        const char *block = NULL;
        size_t length = 0;
        expect_ok(ctx, gvc_source_next(ctx, s, &block, &length));
        cr_expect(length == 2 && memcmp(block, "2\n", 2) == 0);
        cr_expect_str_eq(gvc_source_name(s), "d/2016-2017.zip/2017.csv");
        cr_expect_str_eq(gvc_source_path(s), "o.zip");
        gvc_source_close(s);
    }
}

Test(files, lists_archives_that_are_compressed_and_other_archives_within_tar)
{
    pack("i.zip", (const char *[]){"a.csv", "1\n", NULL});
    size_t length = 0;
    char *inner = read_bytes("i.zip", &length);
    cr_assert(system("tar cf o.tar i.zip && gzip -k o.tar && gzip -k i.zip && xz -k i.zip") == 0);
    static const char *const paths[] = {"o.tar", "o.tar.gz"};
    for (size_t i = 0; i < 2; i++) {
        gvc_files *f = open_path(paths[i]);
        expect_files(f, (const char *[]){"i.zip/a.csv", "1\n", NULL});
        gvc_files_close(f);
    }
    static const char *const packed[] = {"i.zip.gz", "i.zip.xz"};
    for (size_t i = 0; i < 2; i++) {
        gvc_files *f = open_path(packed[i]);
        expect_files(f, (const char *[]){"a.csv", "1\n", NULL});
        cr_expect(gvc_files_is_set(f));
        gvc_files_close(f);
    }
    free(inner);
}

Test(files, goes_four_archives_deep)
{
    char path[16] = "l1.zip", inner[16];
    pack(path, (const char *[]){"t.csv", "1\n", NULL});
    for (int depth = 2; depth <= 5; depth++) {
        snprintf(inner, sizeof inner, "%s", path);
        snprintf(path, sizeof path, "l%d.zip", depth);
        zip_file(path, inner, inner, depth % 2 == 0);
    }
    gvc_files *f = open_path("l4.zip");
    expect_files(f, (const char *[]){"l3.zip/l2.zip/l1.zip/t.csv", "1\n", NULL});
    gvc_files_close(f);
    expect_refused("l5.zip", GVC_EUNSUPPORTED,
                   "reading l5.zip: l4.zip/l3.zip/l2.zip/l1.zip: is an archive within archives, "
                   "more than 4 deep; unpack it first");
}

Test(files, takes_compression_off_four_times)
{
    cr_assert(system("printf '1\\n' >g0; for i in 0 1 2 3 4; do gzip -c g$i >g$((i + 1)); done") ==
              0);
    gvc_files *f = open_path("g4");
    expect_files(f, (const char *[]){"g4", "1\n", NULL});
    gvc_files_close(f);
    expect_refused("g5", GVC_EUNSUPPORTED, "reading g5: is compressed more than 4 times over");
}

/* A workbook is one file, on disk or in an archive, whatever its first part is called. */
Test(files, takes_a_workbook_for_a_file)
{
    static const zip_item usual[] = {{.name = "[Content_Types].xml", .bytes = "<t/>"},
                                     {.name = "xl/workbook.xml", .bytes = "<w/>"}};
    static const zip_item odd[] = {{.name = "a.xml", .bytes = "<t/>"},
                                   {.name = "xl/workbook.xml", .bytes = "<w/>"}};
    zip_write("u.xlsx", usual, 2);
    zip_write("o.xlsx", odd, 2);
    const zip_item books[] = {item_of("u.xlsx", "u.xlsx", false),
                              item_of("o.xlsx", "o.xlsx", false),
                              item_of("s.xlsx", "o.xlsx", true)};
    zip_write("t.zip", books, 3);
    cr_assert(system("gzip -k o.xlsx") == 0);
    static const char *const alone[] = {"u.xlsx", "o.xlsx", "o.xlsx.gz"};
    for (size_t i = 0; i < 3; i++) {
        gvc_files *f = open_path(alone[i]);
        cr_expect_eq(gvc_files_count(f), 1);
        cr_expect_not(gvc_files_is_set(f));
        gvc_files_close(f);
    }
    gvc_files *f = open_path("t.zip");
    cr_assert_eq(gvc_files_count(f), 3);
    for (gvc_idx i = 0; i < 3; i++) {
        gvc_source *s = NULL;
        const unsigned char *bytes = NULL;
        size_t length = 0;
        expect_ok(ctx, gvc_files_source(ctx, f, i, &s));
        expect_ok(ctx, gvc_source_map(ctx, s, &bytes, &length));
        cr_expect(length == books[i].length && memcmp(bytes, books[i].bytes, length) == 0);
        gvc_source_close(s);
    }
    gvc_files_close(f);
}

Test(files, says_what_cannot_be_read)
{
    static const zip_item locked = {.name = "a.csv", .bytes = "1\n", .flags = 1};
    static const zip_item strange = {.name = "a.csv", .bytes = "1\n", .method = 9};
    static const zip_item damaged = {.name = "a.csv", .bytes = "1\n", .damaged = true};
    static const zip_item twice[] = {{.name = "a.csv", .bytes = "1\n"},
                                     {.name = "a.csv", .bytes = "2\n"}};
    zip_write("l.zip", &locked, 1);
    expect_unread("l.zip", GVC_EUNSUPPORTED, "a.csv: a.csv is encrypted; unpack it first");
    zip_write("s.zip", &strange, 1);
    expect_unread("s.zip", GVC_EUNSUPPORTED,
                  "a.csv: a.csv is packed with Deflate64, which is not read; unpack it first (7z "
                  "x)");
    zip_write("d.zip", &damaged, 1);
    expect_unread("d.zip", GVC_EIO,
                  "a.csv: a.csv is truncated or damaged: its checksum does not fit its content; "
                  "fetch the file again");
    zip_write("t.zip", twice, 2);
    expect_unread("t.zip", GVC_EUNSUPPORTED,
                  "a.csv: a.csv is in the archive twice, and nothing says which one is meant; "
                  "unpack it first");
    pack("n.zip", (const char *[]){NULL});
    expect_refused("n.zip", GVC_EFORMAT, "reading n.zip: is packed, and there is nothing in it");
    expect_refused("none.zip", GVC_EIO, "reading none.zip: no such file");
    cr_assert(mkdir("f", 0700) == 0);
    expect_refused("f", GVC_EFORMAT, "reading f: is a folder without files");
}

Test(files, names_the_damaged_archive_in_an_archive_or_folder)
{
    pack("i.zip", (const char *[]){"a.csv", "1\n", NULL});
    cut_file("i.zip", "cut.zip", -5);
    zip_file("o.zip", "d/i.zip", "cut.zip", false);
    expect_refused("o.zip", GVC_EIO,
                   "reading o.zip: d/i.zip: is truncated or damaged: the directory at the end of "
                   "the zip is missing; fetch the file again");
    cr_assert(mkdir("f", 0700) == 0 && rename("cut.zip", "f/cut.zip") == 0);
    expect_refused("f", GVC_EIO,
                   "reading f: cut.zip: is truncated or damaged: the directory at the end of the "
                   "zip is missing; fetch the file again");
}

/* ---- files made to exhaust the machine ------------------------------------------------------- */

enum { ZEROS = 64 << 20 };

/* Zeros pack to a thousandth, by bzip2 to a millionth. */
Test(files, stops_what_unpacks_without_end)
{
    char *zeros = calloc(ZEROS, 1);
    const zip_item bomb = {.name = "a.csv", .bytes = zeros, .length = ZEROS};
    zip_write("b.zip", &bomb, 1);
    cr_assert(system("head -c 67108864 /dev/zero | gzip >b.gz; "
                     "head -c 67108864 /dev/zero | bzip2 >b.bz2") == 0);
    gvc_ctx_set_memory_limit(ctx, 16 << 20);
    static const char *const paths[] = {"b.zip", "b.gz", "b.bz2"};
    for (size_t i = 0; i < 3; i++) {
        gvc_source *s = NULL;
        const char *block = NULL;
        size_t length = 1, all = 0;
        gvc_status status = gvc_source_open(ctx, &s, paths[i], NULL, 0);
        while (status == GVC_OK && length > 0) {
            status = gvc_source_next(ctx, s, &block, &length);
            all += length;
        }
        cr_expect_eq(status, GVC_EFORMAT);
        cr_expect(strstr(gvc_ctx_error(ctx),
                         "unpacks to more than 17 MB, over 500 times its packed size, which no "
                         "table does; if it is one, unpack it first") != NULL,
                  "%s", gvc_ctx_error(ctx));
        cr_expect_lt(all, 40u << 20); /* of 64 */
        gvc_source_close(s);
    }
    free(zeros);
}

/* An archive that has to be held is stopped by the limit before it is unpacked. */
Test(files, holds_archives_within_the_memory_limit)
{
    char *zeros = calloc(ZEROS, 1);
    const zip_item inner[] = {{.name = "a.csv", .bytes = zeros, .length = ZEROS, .stored = true}};
    zip_write("i.zip", inner, 1);
    zip_file("o.zip", "i.zip", "i.zip", false);
    zip_file("s.zip", "i.zip", "i.zip", true);
    gvc_ctx_set_memory_limit(ctx, 16 << 20);
    expect_refused("o.zip", GVC_ENOMEM,
                   "reading o.zip: i.zip: an unpacked file needs 67.1 MB, the limit is 16.8 MB; "
                   "raise --memory");
    gvc_files *f = open_path("s.zip"); /* lies there as it is */
    cr_expect_eq(gvc_files_count(f), 1);
    gvc_files_close(f);
    free(zeros);
}

/* Each of many archives is small, all of them are not. */
Test(files, stops_archives_that_unpack_to_too_much_in_all)
{
    enum { INNER = 8 << 20, COUNT = 40 };
    static char names[COUNT][16];
    char *zeros = calloc(INNER, 1);
    const zip_item inner = {.name = "a.csv", .bytes = zeros, .length = INNER, .stored = true};
    zip_item outer[COUNT];
    zip_write("i.zip", &inner, 1);
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "%d.zip", i);
        outer[i] = item_of(names[i], "i.zip", false);
    }
    zip_write("o.zip", outer, COUNT);
    gvc_ctx_set_memory_limit(ctx, 16 << 20);
    expect_refused("o.zip", GVC_EFORMAT,
                   "reading o.zip: the archives in it unpack to more than 17 MB, over 500 times "
                   "its size, which no table does; if it holds one, unpack it first");
    free(zeros);
}

Test(files, lists_many_files_but_not_too_many_archives)
{
    enum { COUNT = 70000 };
    static char names[COUNT][8];
    zip_item *items = calloc(COUNT, sizeof *items);
    pack("i.zip", (const char *[]){NULL});
    const zip_item empty = item_of("", "i.zip", true);
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        items[i] = (zip_item){.name = names[i], .bytes = names[i], .stored = true};
    }
    zip_write("t.zip", items, COUNT);
    gvc_files *f = open_path("t.zip");
    cr_assert_eq(gvc_files_count(f), COUNT);
    expect_text(f, COUNT - 1, names[COUNT - 1]);
    gvc_files_close(f);
    for (int i = 0; i < GVC_FILES_ARCHIVES; i++) {
        items[i] = empty;
        items[i].name = names[i];
    }
    zip_write("a.zip", items, GVC_FILES_ARCHIVES);
    expect_refused("a.zip", GVC_EUNSUPPORTED, "reading a.zip: holds more than 10000 archives");
    free(items);
}

/* ---- finding --------------------------------------------------------------------------------- */

Test(files, finds_a_file_by_name_near_another_or_beside_them_all)
{
    pack("t.zip", (const char *[]){"d/Z.txt", "1\n", "d/unit.txt", "2\n", "e/unit.txt", "3\n",
                                   "only.txt", "4\n", NULL});
    pack("y.zip", (const char *[]){"in/codes.csv", "5\n", NULL});
    pack("z.zip", (const char *[]){"codes.csv", "6\n", NULL});
    write_text("damaged.zip", "PK\x03\x04 or not");
    gvc_files *f = open_path("t.zip");
    cr_expect_eq(gvc_files_find(f, 0, "UNIT.txt"), 1);
    cr_expect_eq(gvc_files_find(f, 2, "unit.txt"), 2);
    cr_expect_eq(gvc_files_find(f, 3, "unit.txt"), -1); /* two elsewhere */
    cr_expect_eq(gvc_files_find(f, 0, "only.txt"), 3);
    gvc_idx at = -1;
    expect_ok(ctx, gvc_files_find_beside(ctx, f, 0, "codes.csv", &at));
    cr_assert_eq(at, 4);
    expect_text(f, at, "5\n");
    cr_expect_eq(gvc_files_count(f), 4); /* those that were named */
    expect_ok(ctx, gvc_files_find_beside(ctx, f, 0, "none.csv", &at));
    cr_expect_eq(at, -1);
    write_text("codes.csv", "7\n");
    gvc_files_close(f);
    f = open_path("t.zip");
    expect_ok(ctx, gvc_files_find_beside(ctx, f, 0, "codes.csv", &at));
    expect_text(f, at, "7\n");
    gvc_files_close(f);
}

Test(files, warns_of_folders_it_does_not_look_into)
{
    cr_assert(system("mkdir -p f/1/2/3/4/5 && echo 1 >f/1/2/3/4/a.csv && echo 2 "
                     ">f/1/2/3/4/5/b.csv") == 0);
    gvc_files *f = open_path("f");
    expect_files(f, (const char *[]){"1/2/3/4/a.csv", "1\n", NULL});
    gvc_files_close(f);
}

Test(files, gives_heads)
{
    unsigned char head[4];
    size_t length = 0;
    pack("t.zip", (const char *[]){"a.csv", "123456\n", "b.csv", "1\n", NULL});
    gvc_files *f = open_path("t.zip");
    expect_ok(ctx, gvc_files_head(ctx, f, 0, head, sizeof head, &length));
    cr_expect(length == 4 && memcmp(head, "1234", 4) == 0);
    expect_ok(ctx, gvc_files_head(ctx, f, 1, head, sizeof head, &length));
    cr_expect(length == 2 && memcmp(head, "1\n", 2) == 0);
    gvc_files_close(f);
}

/* Each of many members is looked at in one pass: by way of the first they would be the square. */
Test(files, gives_heads_of_sequential_archives_in_any_order, .timeout = 20)
{
    enum { MEMBERS = 3000 };
    cr_assert(system("mkdir m && for i in $(seq -w 1 3000); do echo $i >m/$i.csv; done && "
                     "gzip m/0[12]*.csv && tar czf t.tar.gz --sort=name m && tar cf t.tar m") == 0);
    static const char *const paths[] = {"t.tar.gz", "t.tar"};
    for (size_t k = 0; k < 2; k++) {
        gvc_files *f = open_path(paths[k]);
        unsigned char head[4];
        size_t length = 0;
        cr_assert_eq(gvc_files_count(f), MEMBERS);
        for (gvc_idx i = 0; i < MEMBERS + 5; i++) {
            gvc_idx at = i < MEMBERS ? i : 2 * MEMBERS - 1 - i; /* the last ones backwards */
            expect_ok(ctx, gvc_files_head(ctx, f, at, head, sizeof head, &length));
            const char *name = gvc_base_name(gvc_files_name(f, at));
            cr_assert(length == 4 && memcmp(head, name, 4) == 0, "%s", name);
            if (i % 1000 == 0) {
                char text[] = "0000\n";
                memcpy(text, name, 4);
                expect_text(f, at, text);
            }
        }
        gvc_files_close(f);
    }
}
