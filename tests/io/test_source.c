/* test_source.c - bytes come out the same whatever they were packed in, and damage is an error */
#include <archive.h>
#include <expect.h>
#include <libdeflate.h>

#include "folder.h"
#include "source.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(source, .init = enter, .fini = leave);

static const char content[] = "1,2\n3,4\n";

/* Everything a source gives, after its head was looked at, and again after a rewind. */
static void expect_content(const char *path, const char *member, const char *expected)
{
    gvc_source *s = NULL;
    const unsigned char *head = NULL;
    size_t length = 0;
    expect_ok(ctx, gvc_source_open(ctx, &s, path, member, 0));
    expect_ok(ctx, gvc_source_head(ctx, s, &head, &length));
    cr_expect(length == strlen(expected) && memcmp(head, expected, length) == 0, "head of %s",
              path);
    for (int round = 0; round < 2; round++) {
        size_t done = 0;
        do {
            const char *block = NULL;
            expect_ok(ctx, gvc_source_next(ctx, s, &block, &length));
            cr_assert(done + length <= strlen(expected));
            cr_expect(memcmp(block, expected + done, length) == 0, "%s", path);
            done += length;
        } while (length > 0);
        cr_expect_eq(done, strlen(expected));
        expect_ok(ctx, gvc_source_rewind(ctx, s));
    }
    gvc_source_close(s);
}

Test(source, reads_plain_and_packed_files)
{
    static const char *const packed[] = {"t.csv.gz", "t.csv.xz", "t.csv.bz2",
                                         "t.zip",    "t.7z",     "t.tar.gz"};
    write_text("t.csv", content);
    expect_content("t.csv", NULL, content);
    for (size_t i = 0; i < sizeof packed / sizeof *packed; i++) {
        pack(packed[i], (const char *[]){"t.csv", content, NULL});
        expect_content(packed[i], NULL, content);
    }
}

static gvc_status open_only(const char *path, const char *member, int year)
{
    gvc_source *s = NULL;
    gvc_status status = gvc_source_open(ctx, &s, path, member, year);
    gvc_source_close(s);
    return status;
}

static gvc_status read_whole(const char *path)
{
    char *text = NULL;
    size_t length = 0;
    gvc_status status = gvc_read_text(ctx, path, &text, &length);
    cr_expect((status == GVC_OK) == (text != NULL));
    gvc_release(text);
    return status;
}

Test(source, names_what_is_no_file)
{
    expect_error(ctx, open_only("none.csv", NULL, 0), GVC_EIO, "no such file");
    cr_assert(mkdir("folder", 0700) == 0);
    expect_error(ctx, open_only("folder", NULL, 0), GVC_EIO, "is a directory, expected a file");
    write_text("empty.csv", "");
    expect_error(ctx, open_only("empty.csv", NULL, 0), GVC_EFORMAT, "is empty");
    cr_assert(mkfifo("pipe", 0600) == 0);
    expect_error(ctx, open_only("pipe", NULL, 0), GVC_EIO,
                 "is a pipe or a device; save it to a file first, tables are read twice");
    expect_error(ctx, read_whole("none.csv"), GVC_EIO, "none.csv: no such file");
}

Test(source, takes_every_truncated_file_for_damaged)
{
    static char text[20000];
    for (size_t i = 0; i < sizeof text - 1; i++) {
        text[i] = (char)('0' + (i * i / 7) % 10);
    }
    static const char *const packed[] = {"w.gz", "w.xz", "w.bz2"};
    for (size_t k = 0; k < sizeof packed / sizeof *packed; k++) {
        size_t whole = 0;
        pack(packed[k], (const char *[]){"t", text, NULL});
        free(read_bytes(packed[k], &whole));
        for (size_t length = 7; length < whole; length += length + 100 < whole ? 97 : 1) {
            cut_file(packed[k], "cut", (long)length);
            cr_expect(read_whole("cut") == GVC_EIO, "%s, %zu of %zu bytes", packed[k], length,
                      whole);
            cr_expect(strstr(gvc_ctx_error(ctx), "truncated or damaged") != NULL, "%s",
                      gvc_ctx_error(ctx));
        }
    }
}

Test(source, words_for_a_truncated_gzip)
{
    static char text[5000];
    memset(text, '7', sizeof text - 1);
    pack("w.gz", (const char *[]){"t", text, NULL});
    cut_file("w.gz", "cut.gz", 25);
    expect_error(ctx, read_whole("cut.gz"), GVC_EIO,
                 "cut.gz: is truncated or damaged: truncated gzip input; fetch the file again");
    cut_file("w.gz", "start.gz", 4);
    expect_error(ctx, read_whole("start.gz"), GVC_EIO,
                 "start.gz: is truncated or damaged: truncated gzip input; fetch the file again");
    write_text("no.bz2", "BZh, said the fly");
    expect_error(ctx, read_whole("no.bz2"), GVC_EIO,
                 "no.bz2: is truncated or damaged: it starts like a compressed file and is none; "
                 "fetch the file again");
}

/* A gzip stream of one stored block: header, block header, text, checksum, length. */
static size_t stored_gzip(unsigned char *out, const char *text, uint32_t crc)
{
    static const unsigned char head[] = {0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1};
    size_t n = strlen(text), at = sizeof head;
    memcpy(out, head, sizeof head);
    out[at++] = (unsigned char)n;
    out[at++] = 0;
    out[at++] = (unsigned char)~n;
    out[at++] = 255;
    memcpy(out + at, text, n);
    at += n;
    for (int i = 0; i < 4; i++) {
        out[at++] = (unsigned char)(crc >> 8 * i);
    }
    out[at++] = (unsigned char)n;
    memset(out + at, 0, 3);
    return at + 3;
}

Test(source, notices_a_changed_digit_in_a_gzip)
{
    unsigned char bytes[100];
    /* CRC-32 of "1,2\n3,4\n" as gzip computes it. */
    size_t length = stored_gzip(bytes, content, 0x70a4e2b6u);
    pack("same.gz", (const char *[]){"t", content, NULL});
    size_t packed = 0;
    char *same = read_bytes("same.gz", &packed);
    memcpy(bytes + length - 8, same + packed - 8, 4);
    free(same);
    write_bytes("good.gz", (const char *)bytes, length);
    expect_ok(ctx, read_whole("good.gz"));
    bytes[15] = '7';
    write_bytes("bad.gz", (const char *)bytes, length);
    expect_error(ctx, read_whole("bad.gz"), GVC_EIO,
                 "bad.gz: is truncated or damaged: the checksum of the gzip stream does not fit "
                 "its content; fetch the file again");
}

Test(source, reads_a_gzip_of_several_members)
{
    size_t length = 0;
    pack("a.gz", (const char *[]){"t", "1,2\n", NULL});
    pack("b.gz", (const char *[]){"t", "3,4\n", NULL});
    char *a = read_bytes("a.gz", &length);
    write_bytes("c.gz", a, length);
    free(a);
    char *b = read_bytes("b.gz", &length);
    FILE *file = fopen("c.gz", "ab");
    cr_assert(fwrite(b, 1, length, file) == length && fclose(file) == 0);
    free(b);
    expect_content("c.gz", NULL, content);
}

/* Zeros behind the last stream are padding of tapes and disks; anything else is not passed over. */
Test(source, knows_what_may_follow_a_gzip)
{
    size_t length = 0;
    pack("a.gz", (const char *[]){"t", content, NULL});
    char *gzip = read_bytes("a.gz", &length), *longer = calloc(length + 200000, 1);
    memcpy(longer, gzip, length);
    write_bytes("padded.gz", longer, length + 200000);
    expect_content("padded.gz", NULL, content);
    longer[length + 199999] = 'x';
    write_bytes("odd.gz", longer, length + 200000);
    expect_error(ctx, read_whole("odd.gz"), GVC_EFORMAT,
                 "odd.gz: holds something else behind the end of its gzip stream; unpack it first");
    longer[length] = 'x';
    write_bytes("odd.gz", longer, length + 1);
    expect_error(ctx, read_whole("odd.gz"), GVC_EFORMAT,
                 "odd.gz: holds something else behind the end of its gzip stream; unpack it first");
    memcpy(longer + length, gzip, length - 3);
    write_bytes("cut.gz", longer, 2 * length - 3);
    expect_error(ctx, read_whole("cut.gz"), GVC_EIO,
                 "cut.gz: is truncated or damaged: truncated gzip input; fetch the file again");
    free(longer);
    free(gzip);
}

/* Extra field, name, comment and a checksum of the header itself. */
Test(source, reads_gzip_headers_with_all_fields)
{
    static const unsigned char head[] = {0x1f, 0x8b, 8,   0x1e, 0,   0,   0, 0,   0, 255,
                                         3,    0,    'e', 'x',  't', 'n', 0, 'c', 0};
    unsigned char bytes[200];
    size_t length = 0, packed = sizeof bytes;
    pack("a.gz", (const char *[]){"t", content, NULL});
    char *gzip = read_bytes("a.gz", &length);
    uint32_t crc = libdeflate_crc32(0, head, sizeof head);
    memcpy(bytes, head, sizeof head);
    packed = sizeof head;
    bytes[packed++] = (unsigned char)crc;
    bytes[packed++] = (unsigned char)(crc >> 8);
    memcpy(bytes + packed, gzip + 10, length - 10);
    packed += length - 10;
    write_bytes("all.gz", (const char *)bytes, packed);
    expect_content("all.gz", NULL, content);
    bytes[sizeof head] ^= 1;
    write_bytes("all.gz", (const char *)bytes, packed);
    expect_error(ctx, read_whole("all.gz"), GVC_EIO,
                 "all.gz: is truncated or damaged: the checksum of the gzip stream does not fit "
                 "its content; fetch the file again");
    free(gzip);
}

Test(source, takes_every_truncated_member_of_a_zip_for_damaged)
{
    size_t length = 0;
    pack("t.zip", (const char *[]){"t.csv", content, NULL});
    char *zip = read_bytes("t.zip", &length);
    for (size_t cut = 4; cut < length; cut++) {
        write_bytes("cut.zip", zip, cut);
        cr_expect_eq(open_only("cut.zip", NULL, 0), GVC_EIO, "%zu bytes", cut);
        cr_expect_str_eq(gvc_ctx_error(ctx),
                         "is truncated or damaged: the directory at the end of the zip is missing; "
                         "fetch the file again");
    }
    free(zip);
}

/* ---- with a second thread -------------------------------------------------------------------- */

enum { LONG = 5 * 1000 * 1000 };

/* Digits without a pattern, so that it takes a while to unpack. */
static char *long_text(void)
{
    char *text = malloc(LONG + 1);
    uint64_t state = 1;
    for (size_t i = 0; i < LONG; i++) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        text[i] = (char)('0' + (state >> 33) % 10);
    }
    text[LONG] = '\0';
    return text;
}

/* Reads to the end and compares; the lengths of the blocks are noted. */
static void expect_blocks(gvc_source *s, const char *text, size_t *lengths, size_t *count)
{
    size_t done = 0, length = 1;
    for (*count = 0; length > 0; ++*count) {
        const char *block = NULL;
        expect_ok(ctx, gvc_source_next(ctx, s, &block, &length));
        cr_assert(done + length <= LONG && memcmp(text + done, block, length) == 0);
        lengths[*count] = length;
        done += length;
    }
    cr_expect_eq(done, LONG);
}

Test(source, gives_the_same_blocks_with_a_second_thread)
{
    static const char *const packed[] = {"l.gz", "l.zip", "l.bz2"};
    char *text = long_text();
    for (size_t k = 0; k < sizeof packed / sizeof *packed; k++) {
        size_t one[100], two[100], ones = 0, twos = 0;
        pack(packed[k], (const char *[]){"t.csv", text, NULL});
        gvc_source *s = NULL;
        gvc_ctx_set_threads(ctx, 1);
        expect_ok(ctx, gvc_source_open(ctx, &s, packed[k], NULL, 0));
        expect_blocks(s, text, one, &ones);
        gvc_ctx_set_threads(ctx, 2);
        for (int round = 0; round < 3; round++) {
            expect_ok(ctx, gvc_source_rewind(ctx, s));
            expect_blocks(s, text, two, &twos);
            cr_expect(ones == twos && memcmp(one, two, ones * sizeof *one) == 0);
        }
        gvc_source_close(s);
    }
    free(text);
}

/* Closed, or begun again, while the other thread is at work or waits for room. */
Test(source, is_closed_while_it_is_unpacked)
{
    char *text = long_text();
    pack("l.gz", (const char *[]){"t.csv", text, NULL});
    gvc_ctx_set_threads(ctx, 2);
    for (size_t blocks = 0; blocks < 12; blocks++) {
        gvc_source *s = NULL;
        const char *block = NULL;
        const unsigned char *bytes = NULL;
        size_t length = 0;
        expect_ok(ctx, gvc_source_open(ctx, &s, "l.gz", NULL, 0));
        for (size_t i = 0; i < blocks; i++) {
            expect_ok(ctx, gvc_source_next(ctx, s, &block, &length));
        }
        if (blocks % 3 == 1) {
            expect_ok(ctx, gvc_source_map(ctx, s, &bytes, &length));
            cr_expect(length == LONG && memcmp(bytes, text, LONG) == 0);
        }
        if (blocks % 3 == 2) {
            expect_ok(ctx, gvc_source_rewind(ctx, s));
            expect_ok(ctx, gvc_source_next(ctx, s, &block, &length));
            cr_expect(memcmp(block, text, length) == 0);
        }
        gvc_source_close(s);
    }
    free(text);
}

Test(source, tells_what_goes_wrong_in_the_second_thread)
{
    char *text = long_text();
    pack("l.gz", (const char *[]){"t.csv", text, NULL});
    pack("l.zip", (const char *[]){"t.csv", text, NULL});
    cut_file("l.gz", "cut.gz", -100);
    size_t length = 0, half = 0;
    char *zip = read_bytes("l.zip", &length);
    half = length / 2;
    zip[half] ^= 1;
    write_bytes("bad.zip", zip, length);
    static const char *const paths[] = {"cut.gz", "bad.zip"};
    for (size_t k = 0; k < 2; k++) {
        char messages[2][200];
        for (int threads = 1; threads <= 2; threads++) {
            size_t all = 0;
            gvc_source *s = NULL;
            gvc_ctx_set_threads(ctx, threads);
            expect_ok(ctx, gvc_source_open(ctx, &s, paths[k], NULL, 0));
            gvc_status status = GVC_OK;
            for (length = 1; status == GVC_OK && length > 0; all += length) {
                const char *block = NULL;
                status = gvc_source_next(ctx, s, &block, &length);
            }
            cr_expect_eq(status, GVC_EIO);
            cr_expect_gt(all, LONG / 3);
            snprintf(messages[threads - 1], sizeof messages[0], "%s", gvc_ctx_error(ctx));
            gvc_source_close(s);
        }
        cr_expect_str_eq(messages[0], messages[1]);
        cr_expect(strstr(messages[0], "is truncated or damaged: ") != NULL, "%s", messages[0]);
        cr_expect((strstr(messages[0], "t.csv") != NULL) == (k == 1), "%s", messages[0]);
    }
    free(zip);
    free(text);
}

Test(source, takes_the_fingerprint_along)
{
    static const char *const packed[] = {"l.csv", "l.gz", "l.zip"};
    char *text = long_text();
    write_text("l.csv", text);
    for (size_t k = 0; k < sizeof packed / sizeof *packed; k++) {
        char alone[65], along[65];
        size_t lengths[100], count = 0;
        if (k > 0) {
            pack(packed[k], (const char *[]){"t.csv", text, NULL});
        }
        expect_ok(ctx, gvc_file_sha256(ctx, packed[k], alone));
        for (int threads = 1; threads <= 2; threads++) {
            for (int whole = 0; whole < 2; whole++) {
                gvc_source *s = NULL;
                gvc_ctx_set_threads(ctx, threads);
                expect_ok(ctx, gvc_source_open(ctx, &s, packed[k], NULL, 0));
                expect_ok(ctx, gvc_source_take_fingerprint(ctx, s));
                if (whole) {
                    expect_blocks(s, text, lengths, &count);
                    expect_ok(ctx, gvc_source_rewind(ctx, s));
                }
                const char *block = NULL;
                expect_ok(ctx, gvc_source_next(ctx, s, &block, &count));
                expect_ok(ctx, gvc_source_fingerprint(ctx, s, along));
                cr_expect_str_eq(alone, along);
                gvc_source_close(s);
            }
        }
    }
    free(text);
}

Test(source, chooses_the_member)
{
    pack("z.zip", (const char *[]){"d/a_2001.csv", "1\n", "d/a_2002.csv", "2\n", "d/countries.csv",
                                   "A\n", "README.txt", "x", NULL});
    expect_error(ctx, open_only("z.zip", NULL, 0), GVC_EUNKNOWN,
                 "holds 2 tables (d/a_2001.csv, d/a_2002.csv); choose one with --year or --member");
    expect_error(ctx, open_only("z.zip", NULL, 2003), GVC_EUNKNOWN,
                 "holds 2 tables, none with 2003 in its name (d/a_2001.csv, d/a_2002.csv); choose "
                 "one with --year or --member");
    expect_error(ctx, open_only("z.zip", "b.csv", 0), GVC_EUNKNOWN,
                 "holds no member 'b.csv'; it holds d/a_2001.csv, d/a_2002.csv, d/countries.csv, "
                 "README.txt");
    expect_content("z.zip", "a_2002.csv", "2\n");
    expect_content("z.zip", "d/a_2001.csv", "1\n");
    gvc_source *s = NULL;
    expect_ok(ctx, gvc_source_open(ctx, &s, "z.zip", NULL, 2002));
    cr_expect_str_eq(gvc_source_member(s), "d/a_2002.csv");
    cr_expect_str_eq(gvc_source_name(s), "d/a_2002.csv");
    cr_expect_str_eq(gvc_source_stem(s), "a_2002");
    cr_expect_not(gvc_source_is_plain(s));
    gvc_source_close(s);
}

Test(source, lists_ten_members_at_most)
{
    static char names[13][32];
    const char *files[2 * 13 + 1] = {NULL};
    for (int i = 0; i < 13; i++) {
        snprintf(names[i], sizeof names[i], "t%02d.csv", i);
        files[2 * i] = names[i];
        files[2 * i + 1] = "1\n";
    }
    pack("z.zip", files);
    expect_error(ctx, open_only("z.zip", NULL, 0), GVC_EUNKNOWN,
                 "holds 13 tables (t00.csv, t01.csv, t02.csv, t03.csv, t04.csv, t05.csv, t06.csv, "
                 "t07.csv, t08.csv, t09.csv and 3 more); choose one with --year or --member");
}

Test(source, refuses_archives_without_a_table)
{
    pack("l.zip", (const char *[]){"countries.csv", "A\n", NULL});
    expect_error(ctx, open_only("l.zip", NULL, 0), GVC_EFORMAT,
                 "holds no table, only countries.csv");
    pack("n.zip", (const char *[]){NULL});
    expect_error(ctx, open_only("n.zip", NULL, 0), GVC_EFORMAT,
                 "is packed, and there is nothing in it");
    write_text("t.csv", content);
    expect_error(ctx, open_only("t.csv", "a", 0), GVC_EARG,
                 "is no archive, so it has no member 'a'");
}

Test(source, takes_stems_from_names)
{
    static const char *const cases[][2] = {{"wiot_2005.csv", "wiot_2005"},
                                           {"wiot_2005.v2.csv", "wiot_2005.v2"},
                                           {"plain", "plain"},
                                           {".hidden", ".hidden"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_source *s = NULL;
        write_text(cases[i][0], content);
        expect_ok(ctx, gvc_source_open(ctx, &s, cases[i][0], NULL, 0));
        cr_expect_str_eq(gvc_source_stem(s), cases[i][1]);
        cr_expect(gvc_source_is_plain(s));
        gvc_source_close(s);
    }
    gvc_source *s = NULL;
    pack("wiot_2005.csv.gz", (const char *[]){"t", content, NULL});
    expect_ok(ctx, gvc_source_open(ctx, &s, "./wiot_2005.csv.gz", NULL, 0));
    cr_expect_str_eq(gvc_source_stem(s), "wiot_2005");
    cr_expect_str_eq(gvc_source_name(s), "wiot_2005.csv.gz");
    cr_expect_str_eq(gvc_source_path(s), "./wiot_2005.csv.gz");
    gvc_source_close(s);
}

static void expect_companion(const char *path, const char *name, const char *expected)
{
    gvc_source *s = NULL;
    bool found = false;
    char *text = NULL;
    size_t length = 0;
    expect_ok(ctx, gvc_source_open(ctx, &s, path, NULL, 0));
    expect_ok(ctx, gvc_source_companion(ctx, s, name, &found, &text, &length));
    cr_expect(found == (expected != NULL), "%s beside %s", name, path);
    if (found && expected != NULL) {
        cr_expect_str_eq(text, expected);
    }
    gvc_release(text);
    gvc_source_close(s);
}

Test(source, finds_companions_inside_and_beside)
{
    cr_assert(mkdir("d", 0700) == 0);
    pack("d/t.zip", (const char *[]){"in/t.csv", content, "in/countries.csv", "inside\n",
                                     "sectors.csv", "elsewhere\n", NULL});
    write_text("d/countries.csv", "beside\n");
    write_text("d/plain.csv", content);
    expect_companion("d/plain.csv", "countries.csv", "beside\n");
    expect_companion("d/plain.csv", "sectors.csv", NULL);
    expect_companion("d/t.zip", "countries.csv", "inside\n");
    expect_companion("d/t.zip", "sectors.csv", NULL);
    write_text("d/sectors.csv", "beside\n");
    expect_companion("d/t.zip", "sectors.csv", "beside\n");
}

Test(source, hashes_the_file_on_disk)
{
    char hex[65] = "";
    write_text("abc", "abc");
    expect_ok(ctx, gvc_file_sha256(ctx, "abc", hex));
    cr_expect_str_eq(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect_error(ctx, gvc_file_sha256(ctx, "none", hex), GVC_EIO,
                 "could not be read to the end: No such file or directory");
}

Test(source, finds_the_year_in_a_name)
{
    static const struct {
        const char *name;
        int year;
    } cases[] = {
        {"wiot_2005.csv", 2005}, {"2018.csv", 2018},
        {"icio.csv", 0},         {"a2005.csv", 0},
        {"2005b.csv", 0},        {"20055.csv", 0},
        {"1899.csv", 0},         {"1900.csv", 1900},
        {"2100.csv", 2100},      {"2101.csv", 0},
        {"2004-2005.csv", 0},    {"2005_2005.csv", 2005},
        {"ADB-62-2019_x", 2019}, {"", 0},
        {"x-2018\xc3\xa9.c", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(gvc_year_in_name(cases[i].name), cases[i].year, "%s", cases[i].name);
    }
}
