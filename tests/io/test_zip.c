/* test_zip.c - members of zips in any order, whatever wrote them; damage is an error with words */
#include "zip.h"

#include <expect.h>

#include "zips.h"

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

TestSuite(zip, .init = enter, .fini = leave);

/* The member as a text, in blocks of `step` bytes; to be freed, NULL after an error. */
static char *member(const gvc_zip *zip, gvc_idx i, size_t step)
{
    gvc_zip_member *m = NULL;
    size_t have = 0, got = step, room = 100000;
    char *text = calloc(room + step, 1);
    gvc_status status = gvc_zip_member_open(ctx, &m, zip, i);
    while (status == GVC_OK && got == step) {
        cr_assert(have < room);
        status = gvc_zip_member_read(ctx, m, (unsigned char *)text + have, step, &got);
        have += status == GVC_OK ? got : 0;
    }
    gvc_zip_member_close(m);
    if (status != GVC_OK) {
        free(text);
        return NULL;
    }
    return text;
}

static void expect_member(const gvc_zip *zip, gvc_idx i, const zip_item *item)
{
    cr_expect_str_eq(gvc_zip_at(zip, i)->name, item->name);
    for (size_t step = 1; step < 100000; step *= 10) {
        char *text = member(zip, i, step);
        cr_assert(text != NULL, "%s", gvc_ctx_error(ctx));
        cr_expect_str_eq(text, item->bytes);
        free(text);
    }
}

/* All members, read from last to first, in memory and from a file. */
static void expect_members(const zip_bytes *z, const zip_item *items, gvc_idx count)
{
    write_bytes("t.zip", (const char *)z->bytes, z->length);
    FILE *file = fopen("t.zip", "rb");
    const gvc_bytes places[] = {gvc_bytes_of(z->bytes, z->length),
                                {fileno(file), NULL, 0, z->length}};
    for (size_t k = 0; k < 2; k++) {
        gvc_zip *zip = NULL;
        expect_ok(ctx, gvc_zip_open(ctx, &zip, &places[k]));
        cr_assert_eq(gvc_zip_count(zip), count);
        for (gvc_idx i = count - 1; i >= 0; i--) {
            expect_member(zip, i, &items[i]);
            cr_expect_eq(gvc_zip_find(zip, items[i].name), i);
        }
        cr_expect_eq(gvc_zip_find(zip, "none"), -1);
        gvc_zip_close(zip);
    }
    fclose(file);
}

static const char rows[] = "1,2,3,4\n5,6,7,8\n1,2,3,4\n5,6,7,8\n1,2,3,4\n5,6,7,8\n";

Test(zip, reads_members_in_any_order_whatever_wrote_them)
{
    static const zip_item items[] = {
        {.name = "a.csv", .bytes = rows},
        {.name = "d/e/b.csv", .bytes = "1\n", .stored = true},
        {.name = "empty", .bytes = ""},
        {.name = "piped.csv", .bytes = rows, .descriptor = true},
        {.name = "wide.csv", .bytes = rows, .wide = true},
        {.name = "wide-piped.csv", .bytes = rows, .stored = true, .wide = true, .descriptor = true},
        {.name = "h\xc3\xa9.csv", .bytes = rows, .flags = 0x800},
    };
    enum { COUNT = sizeof items / sizeof *items };
    for (int wide = 0; wide < 2; wide++) {
        zip_bytes z = zip_make(items, COUNT, wide, wide ? "PK\x05\x06 is how this starts" : "");
        expect_members(&z, items, COUNT);
        /* A program that unpacks it stands in front. */
        zip_bytes moved = {0};
        zip_add(&moved, "#!/bin/sh\nunzip\n", 16);
        zip_add(&moved, z.bytes, z.length);
        expect_members(&moved, items, COUNT);
        free(moved.bytes);
        free(z.bytes);
    }
}

/* What opening the only member of such a zip, or reading it, says. */
static void expect_refused(const zip_item *item, gvc_status code, const char *message)
{
    zip_bytes z = zip_make(item, 1, false, "");
    gvc_zip *zip = NULL;
    gvc_zip_member *m = NULL;
    unsigned char bytes[1000];
    size_t length = 0;
    const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
    expect_ok(ctx, gvc_zip_open(ctx, &zip, &run));
    gvc_status status = gvc_zip_member_open(ctx, &m, zip, 0);
    if (status == GVC_OK) {
        status = gvc_zip_member_read(ctx, m, bytes, sizeof bytes, &length);
    }
    expect_error(ctx, status, code, message);
    gvc_zip_member_close(m);
    gvc_zip_close(zip);
    free(z.bytes);
}

Test(zip, says_what_is_wrong_with_a_member)
{
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .method = 9}, GVC_EUNSUPPORTED,
                   "a is packed with Deflate64, which is not read; unpack it first (7z x)");
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .method = 98}, GVC_EUNSUPPORTED,
                   "a is packed with method 98, which is not read; unpack it first (7z x)");
    expect_refused(&(zip_item){.name = "d/a", .bytes = rows, .flags = 1}, GVC_EUNSUPPORTED,
                   "d/a is encrypted; unpack it first");
    for (int stored = 0; stored < 2; stored++) {
        expect_refused(&(zip_item){.name = "a", .bytes = rows, .damaged = true, .stored = stored},
                       GVC_EIO,
                       "a is truncated or damaged: its checksum does not fit its content; fetch "
                       "the file again");
    }
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .longer = 1}, GVC_EIO,
                   "a is truncated or damaged: it is shorter than the directory of the zip states; "
                   "fetch the file again");
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .longer = -1}, GVC_EIO,
                   "a is truncated or damaged: it is longer than the directory of the zip states; "
                   "fetch the file again");
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .longer = 1 << 30}, GVC_EIO,
                   "a is truncated or damaged: the directory of the zip states a size that it "
                   "cannot have; fetch the file again");
    expect_refused(&(zip_item){.name = "a", .bytes = rows, .method = 8, .stored = true}, GVC_EIO,
                   "a: is truncated or damaged: the packed data are not valid; fetch the file "
                   "again");
}

static gvc_status open_bytes(const void *bytes, size_t length)
{
    gvc_zip *zip = NULL;
    const gvc_bytes run = gvc_bytes_of(bytes, length);
    gvc_status status = gvc_zip_open(ctx, &zip, &run);
    gvc_zip_close(zip);
    return status;
}

Test(zip, takes_every_truncated_zip_for_damaged)
{
    static const zip_item items[] = {{.name = "a.csv", .bytes = rows},
                                     {.name = "b.csv", .bytes = rows, .stored = true}};
    for (int wide = 0; wide < 2; wide++) {
        zip_bytes z = zip_make(items, 2, wide, "");
        for (size_t length = 0; length < z.length; length++) {
            unsigned char *cut = malloc(length + 1);
            memcpy(cut, z.bytes, length);
            expect_error(ctx, open_bytes(cut, length), GVC_EIO,
                         "is truncated or damaged: the directory at the end of the zip is "
                         "missing; fetch the file again");
            free(cut);
        }
        expect_ok(ctx, open_bytes(z.bytes, z.length));
        free(z.bytes);
    }
}

/* A changed byte gives an error, or nobody can tell: never other content, nor a crash. */
Test(zip, survives_every_changed_byte)
{
    static const zip_item items[] = {{.name = "a.csv", .bytes = rows, .wide = true},
                                     {.name = "b.csv", .bytes = rows, .stored = true}};
    static const unsigned char changes[] = {0x01, 0x80, 0xff};
    zip_bytes z = zip_make(items, 2, true, "");
    const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
    gvc_idx failed = 0;
    for (size_t at = 0; at < z.length; at++) {
        for (size_t k = 0; k < sizeof changes; k++) {
            gvc_zip *zip = NULL;
            z.bytes[at] ^= changes[k];
            gvc_status status = gvc_zip_open(ctx, &zip, &run);
            for (gvc_idx i = 0; status == GVC_OK && i < gvc_zip_count(zip); i++) {
                char *text = member(zip, i, 7);
                cr_expect(text == NULL || strcmp(text, rows) == 0, "byte %zu", at);
                failed += text == NULL;
                free(text);
            }
            failed += status != GVC_OK;
            gvc_zip_close(zip);
            z.bytes[at] ^= changes[k];
        }
    }
    cr_expect_gt(failed, 300);
    free(z.bytes);
}

Test(zip, says_what_is_wrong_with_the_directory)
{
    static const zip_item item = {.name = "a", .bytes = rows};
    zip_bytes z = zip_make(&item, 1, false, "");
    unsigned char *end = z.bytes + z.length - 22;
    const struct {
        int at;
        unsigned char value;
        gvc_status code;
        const char *message;
    } cases[] = {
        {10, 2, GVC_EIO,
         "is truncated or damaged: its directory holds another number of members than it states; "
         "fetch the file again"},
        {15, 200, GVC_EIO,
         "is truncated or damaged: its directory lies outside of it; fetch the file again"},
        {12, 40, GVC_EIO,
         "is truncated or damaged: its directory is not valid; fetch the file again"},
        {4, 3, GVC_EUNSUPPORTED,
         "is the last part of a zip in several parts; join them first (zip -s 0)"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        unsigned char kept = end[cases[i].at];
        end[cases[i].at] = cases[i].value;
        expect_error(ctx, open_bytes(z.bytes, z.length), cases[i].code, cases[i].message);
        end[cases[i].at] = kept;
    }
    gvc_ctx_set_memory_limit(ctx, 100);
    expect_error(ctx, open_bytes(z.bytes, z.length), GVC_ENOMEM,
                 "the directory of a zip needs 0.0 MB, the limit is 0.0 MB; raise --memory");
    free(z.bytes);
}

Test(zip, shows_names_that_cannot_be_shown)
{
    static const zip_item items[] = {
        {.name = "../../etc/passwd", .bytes = rows},    {.name = "/abs", .bytes = rows},
        {.name = "bell\x07 \x1b[2J", .bytes = rows},    {.name = "d/", .bytes = "", .stored = true},
        {.name = "dos\\dir\\a.csv", .bytes = rows},     {.name = "no\xff utf8", .bytes = rows},
        {.name = "dos\\", .bytes = "", .stored = true},
    };
    static const char *const shown[] = {"../../etc/passwd", "/abs", "bell\\x07 \\x1b[2J",
                                        "dos/dir/a.csv", "no\\xff utf8"};
    zip_bytes z = zip_make(items, sizeof items / sizeof *items, false, "");
    const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
    gvc_zip *zip = NULL;
    expect_ok(ctx, gvc_zip_open(ctx, &zip, &run));
    cr_assert_eq(gvc_zip_count(zip), 5);
    for (gvc_idx i = 0; i < 5; i++) {
        cr_expect_str_eq(gvc_zip_at(zip, i)->name, shown[i]);
    }
    gvc_zip_close(zip);
    free(z.bytes);
}

/* Programs without zip64 let the count wrap around. */
Test(zip, holds_seventy_thousand_members)
{
    enum { COUNT = 70000 };
    static char names[COUNT][8];
    zip_item *items = calloc(COUNT, sizeof *items);
    for (int i = 0; i < COUNT; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        items[i] = (zip_item){.name = names[i], .bytes = names[i], .stored = true};
    }
    for (int wide = 0; wide < 2; wide++) {
        zip_bytes z = zip_make(items, COUNT, wide, "");
        const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
        gvc_zip *zip = NULL;
        expect_ok(ctx, gvc_zip_open(ctx, &zip, &run));
        cr_assert_eq(gvc_zip_count(zip), COUNT);
        expect_member(zip, COUNT - 1, &items[COUNT - 1]);
        gvc_zip_close(zip);
        free(z.bytes);
    }
    free(items);
}

Test(zip, reads_a_stored_member_in_place)
{
    static const zip_item items[] = {{.name = "a", .bytes = rows},
                                     {.name = "b", .bytes = rows, .stored = true}};
    zip_bytes z = zip_make(items, 2, false, "");
    const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
    gvc_bytes part;
    gvc_zip *zip = NULL;
    expect_ok(ctx, gvc_zip_open(ctx, &zip, &run));
    cr_expect_not(gvc_zip_member_place(ctx, zip, 0, &part));
    cr_assert(gvc_zip_member_place(ctx, zip, 1, &part));
    cr_expect_eq(part.length, sizeof rows - 1);
    cr_expect(memcmp(part.memory, rows, sizeof rows - 1) == 0);
    gvc_zip_close(zip);
    free(z.bytes);
}

Test(zip, of_nothing)
{
    zip_bytes z = zip_make(NULL, 0, false, "");
    const gvc_bytes run = gvc_bytes_of(z.bytes, z.length);
    gvc_zip *zip = NULL;
    cr_expect(gvc_zip_is(z.bytes, z.length));
    cr_expect_not(gvc_zip_is((const unsigned char *)"PK", 2));
    expect_ok(ctx, gvc_zip_open(ctx, &zip, &run));
    cr_expect_eq(gvc_zip_count(zip), 0);
    gvc_zip_close(zip);
    gvc_zip_close(NULL);
    free(z.bytes);
}
