/* test_rdata.c - the reader of what R saves: values, the forms R keeps them in, hostile streams */
#include <expect.h>
#include <gvc/gvc.h>

#include "rdata/rdata.h"
#include "rstream.h"
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

TestSuite(rdata, .init = enter, .fini = leave);

/* A file opened; closed together. */
typedef struct opened {
    gvc_source *source;
    gvc_rdata *r;
} opened;

static gvc_status open_file(const char *name, opened *o)
{
    *o = (opened){0};
    gvc_status status = gvc_source_open(ctx, &o->source, name, NULL, 0);
    return status == GVC_OK ? gvc_rdata_open(ctx, &o->r, o->source) : status;
}

static void close_file(opened *o)
{
    gvc_rdata_close(o->r);
    gvc_source_close(o->source);
}

static void refuse(rstream *s, gvc_status code, const char *message)
{
    opened o;
    r_write(s, "x.RData");
    expect_error(ctx, open_file("x.RData", &o), code, message);
    cr_expect_null(o.r);
    close_file(&o);
}

/* What stream hands over of one vector. */
typedef struct collected {
    const gvc_rvalue *of;
    double values[20000];
    gvc_idx count;
} collected;

static bool wants(const gvc_rvalue *v, void *user)
{
    return v == ((collected *)user)->of;
}

static gvc_status take(gvc_ctx *c, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user)
{
    collected *to = user;
    (void)c, (void)v;
    cr_assert(first == to->count && first + count <= 20000);
    memcpy(to->values + first, values, (size_t)count * sizeof *values);
    to->count += count;
    return GVC_OK;
}

static void collect(opened *o, const gvc_rvalue *v, collected *to)
{
    *to = (collected){.of = v};
    expect_ok(ctx, gvc_rdata_stream(ctx, o->r, o->source, &(gvc_rsink){wants, take, to}));
}

/* x = c(a = 1.5, b = NA), a factor, and the name that the second attribute list refers to. */
static void write_values(int version, const char *name)
{
    rstream s = {0};
    uint64_t bits = UINT64_C(0x7ff00000000007a2);
    double na;
    memcpy(&na, &bits, sizeof na);
    r_header(&s, version);
    r_pair(&s, "x");
    r_reals(&s, (const double[]){1.5, na}, 2, R_ATTR);
    r_pair(&s, "names");
    r_texts(&s, (const char *const[]){"a", NULL}, 2, 0);
    r_nil(&s);
    r_pair(&s, "f");
    r_integers(&s, (const int32_t[]){2, 1, INT32_MIN}, 3, R_ATTR | R_OBJECT);
    r_pair(&s, "levels");
    r_texts(&s, (const char *const[]){"no", "yes"}, 2, 0);
    r_pair(&s, "class");
    r_texts(&s, (const char *const[]){"factor"}, 1, 0);
    r_nil(&s);
    r_pair(&s, "y");
    r_vector(&s, 10, 1, R_ATTR);
    r_int(&s, 1);
    r_int(&s, 2 | R_TAG);
    r_int(&s, 2 << 8 | 255); /* "names", the second symbol */
    r_texts(&s, (const char *const[]){"only"}, 1, 0);
    r_nil(&s);
    r_nil(&s);
    r_write(&s, name);
}

Test(rdata, outlines_vectors_and_attributes)
{
    for (int version = 2; version <= 3; version++) {
        opened o;
        char room[32];
        write_values(version, "v.RData");
        expect_ok(ctx, open_file("v.RData", &o));
        cr_assert_eq(gvc_rdata_count(o.r), 3);
        const gvc_rvalue *x = gvc_rdata_object(o.r, 0), *f = gvc_rdata_object(o.r, 1);
        const gvc_rvalue *y = gvc_rdata_object(o.r, 2);
        cr_expect_str_eq(gvc_rdata_name(o.r, 0), "x");
        cr_expect_str_eq(gvc_rvalue_item_name(x, 0), "a");
        cr_expect_str_eq(gvc_rvalue_item_name(x, 1), "");
        cr_expect(x->values[0] == 1.5 && gvc_r_is_na(x->values[1]) && !gvc_r_is_na(x->values[0]));
        cr_expect_not(gvc_r_is_na((double)NAN));
        cr_expect(gvc_rvalue_is_numbers(x) && !gvc_rvalue_is_numbers(f));
        cr_expect_str_eq(gvc_rvalue_text(f, 0, room), "yes");
        cr_expect_str_eq(gvc_rvalue_text(f, 1, room), "no");
        cr_expect_null(gvc_rvalue_text(f, 2, room));
        cr_expect_str_eq(gvc_rvalue_text(x, 0, room), "1.5");
        cr_expect(gvc_rvalue_has_class(f, "factor") && !gvc_rvalue_has_class(x, "factor"));
        cr_expect_str_eq(gvc_rvalue_item_name(y, 0), "only");
        gvc_text words = {0};
        gvc_rdata_describe(o.r, &words);
        cr_expect_str_eq(gvc_text_str(&words), "x, 2 numbers; f, 3 texts; y, 1 number");
        gvc_text_free(&words);
        close_file(&o);
    }
}

/* An .rds: one object, no name; a matrix too long to be kept, which is streamed. */
Test(rdata, streams_long_vectors)
{
    enum { ROWS = 90, COLUMNS = 100 };
    rstream s = {0};
    opened o;
    collected *got = malloc(sizeof *got);
    gvc_idx extents[3];
    r_bytes(&s, "X\n", 2);
    r_int(&s, 2);
    r_int(&s, 0x00030603);
    r_int(&s, 0x00020300);
    r_vector(&s, 19, 3, 0);
    r_vector(&s, 14, ROWS * COLUMNS, R_ATTR);
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        r_real(&s, i + 0.5);
    }
    r_pair(&s, "dim");
    r_integers(&s, (const int32_t[]){ROWS, COLUMNS}, 2, 0);
    r_nil(&s);
    r_sequence(&s, 12000, 3, 2);
    r_integers(&s, (const int32_t[]){7, 8, 9}, 3, 0);
    r_write(&s, "m.rds");
    expect_ok(ctx, open_file("m.rds", &o));
    const gvc_rvalue *list = gvc_rdata_object(o.r, 0), *m = list->items[0];
    cr_expect_eq(gvc_rvalue_extents(m, extents, 3), 2);
    cr_expect(extents[0] == ROWS && extents[1] == COLUMNS);
    cr_expect_eq(gvc_rvalue_extents(m, extents, 1), 0);
    cr_expect(m->list == list && m->place == 0 && list->items[2]->place == 2);
    collect(&o, m, got);
    cr_assert_eq(got->count, ROWS * COLUMNS);
    cr_expect(got->values[0] == 0.5 && got->values[8999] == 8999.5);
    collect(&o, list->items[1], got);
    cr_assert_eq(got->count, 12000);
    cr_expect(got->values[0] == 3 && got->values[11999] == 3 + 2 * 11999);
    collect(&o, list->items[2], got);
    cr_expect(got->count == 3 && got->values[2] == 9);
    close_file(&o);
    free(got);
}

/* Texts that R has not made yet of numbers, and a wrapped vector. */
Test(rdata, knows_alternative_vectors)
{
    rstream s = {0};
    opened o;
    r_header(&s, 3);
    r_pair(&s, "years");
    r_int(&s, 238);
    r_int(&s, 2);
    r_symbol(&s, "deferred_string");
    r_nil(&s);
    r_int(&s, 2);
    r_sequence(&s, 3, 1998, 1);
    r_integers(&s, (const int32_t[]){0}, 1, 0);
    r_nil(&s);
    r_pair(&s, "w");
    r_int(&s, 238);
    r_int(&s, 2);
    r_symbol(&s, "wrap_real");
    r_nil(&s);
    r_int(&s, 2);
    r_reals(&s, (const double[]){4, 5}, 2, 0);
    r_integers(&s, (const int32_t[]){0, 0}, 2, 0);
    r_pair(&s, "dim");
    r_integers(&s, (const int32_t[]){1, 2}, 2, 0);
    r_nil(&s);
    r_nil(&s);
    r_write(&s, "a.RData");
    expect_ok(ctx, open_file("a.RData", &o));
    const gvc_rvalue *years = gvc_rdata_object(o.r, 0), *w = gvc_rdata_object(o.r, 1);
    gvc_idx extents[2];
    cr_assert(years->type == GVC_R_TEXT && years->length == 3 && years->texts != NULL);
    cr_expect_str_eq(years->texts[2], "2000");
    cr_expect(w->type == GVC_R_REAL && w->values[1] == 5);
    cr_expect_eq(gvc_rvalue_extents(w, extents, 2), 2);
    close_file(&o);
    r_header(&s, 3);
    r_pair(&s, "m");
    r_int(&s, 238);
    r_int(&s, 2);
    r_symbol(&s, "mmap_real");
    r_nil(&s);
    r_nil(&s);
    r_nil(&s);
    r_nil(&s);
    refuse(&s, GVC_EUNSUPPORTED,
           "holds a vector of the kind 'mmap_real', which gvc does not know; copy it in R (x[] <- "
           "x) and save it again");
}

/* Latin-1 by its mark, Windows' euro sign by what it is not, and a line break. */
Test(rdata, texts_become_plain)
{
    static const int marks[] = {0x4009, 9, 0x40009};
    static const char *const texts[] = {"C\xf4te \x93\xc2\xa0", "\x80 uro", "two\nlines\x7f"};
    static const char *const plain[] = {"C\xc3\xb4te \xe2\x80\x9c\xc3\x82\xc2\xa0",
                                        "\xe2\x82\xac uro", "two lines "};
    rstream s = {0};
    opened o;
    r_header(&s, 3);
    r_pair(&s, "t");
    r_vector(&s, 16, 3, 0);
    for (int i = 0; i < 3; i++) {
        r_int(&s, marks[i]);
        r_int(&s, (int32_t)strlen(texts[i]));
        r_bytes(&s, texts[i], strlen(texts[i]));
    }
    r_nil(&s);
    r_write(&s, "t.RData");
    expect_ok(ctx, open_file("t.RData", &o));
    for (int i = 0; i < 3; i++) {
        cr_expect_str_eq(gvc_rdata_object(o.r, 0)->texts[i], plain[i]);
    }
    close_file(&o);
}

/* ---- hostile --------------------------------------------------------------------------------- */
static const char truncated[] = "is truncated: ends after %d bytes, within %s";

/* At every byte: an error, and no more than that. */
Test(rdata, any_truncation_is_an_error)
{
    size_t length = 0;
    write_values(3, "v.RData");
    char *bytes = read_bytes("v.RData", &length);
    for (size_t cut = 1; cut < length; cut++) {
        opened o;
        write_bytes("x.RData", bytes, cut);
        cr_assert_neq(open_file("x.RData", &o), GVC_OK, "cut at %zu", cut);
        cr_assert(cut < 7 || strncmp(gvc_ctx_error(ctx), truncated, 14) == 0, "cut at %zu: %s", cut,
                  gvc_ctx_error(ctx));
        close_file(&o);
    }
    char message[128];
    rstream s = {0};
    r_bytes(&s, bytes, length - 8);
    snprintf(message, sizeof message, truncated, (int)length - 8, "a vector of texts");
    refuse(&s, GVC_EFORMAT, message);
    r_bytes(&s, bytes, length);
    r_bytes(&s, "more", 4);
    refuse(&s, GVC_EFORMAT, "is damaged: goes on after its last object");
    free(bytes);
}

Test(rdata, lengths_are_not_believed)
{
    rstream s = {0};
    r_header(&s, 3);
    r_pair(&s, "x");
    r_vector(&s, 14, -1, 0);
    r_int(&s, 0x40000000); /* 2^62 */
    r_int(&s, 0);
    refuse(&s, GVC_EFORMAT, "is damaged: a vector of numbers of length 4611686018427387904");
    static const int types[] = {10, 13, 14, 16, 19, 20, 24};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        opened o;
        r_header(&s, 3);
        r_pair(&s, "x");
        r_vector(&s, types[i], -1, 0);
        r_int(&s, 1 << 18); /* 2^50 */
        r_int(&s, 0);
        r_nil(&s);
        r_write(&s, "x.RData");
        cr_expect_eq(open_file("x.RData", &o), GVC_EFORMAT);
        cr_expect(strncmp(gvc_ctx_error(ctx), truncated, 14) == 0, "%s", gvc_ctx_error(ctx));
        close_file(&o);
    }
    r_header(&s, 3);
    r_pair(&s, "x");
    r_vector(&s, 16, -7, 0);
    refuse(&s, GVC_EFORMAT, "is damaged: a vector of texts of length -7");
    r_header(&s, 3);
    r_pair(&s, "x");
    r_vector(&s, 16, 1, 0);
    r_int(&s, 9);
    r_int(&s, -5);
    refuse(&s, GVC_EFORMAT, "is damaged: a vector of texts of length -5");
    r_header(&s, 3);
    r_pair(&s, "x");
    r_vector(&s, 16, 1, 0);
    r_int(&s, 9);
    r_int(&s, INT32_MAX);
    r_bytes(&s, "abc", 3);
    refuse(&s, GVC_EFORMAT, "is truncated: ends after 64 bytes, within a vector of texts");
}

Test(rdata, depth_is_bounded)
{
    rstream s = {0};
    static const char deep[] = "holds lists within lists, more than 200 deep";
    r_header(&s, 3);
    for (int i = 0; i < 100000; i++) {
        r_vector(&s, 19, 1, 0);
    }
    refuse(&s, GVC_EFORMAT, deep);
    r_header(&s, 3);
    for (int i = 0; i < 100000; i++) {
        r_int(&s, 6); /* a call whose function is a call */
    }
    refuse(&s, GVC_EFORMAT, deep);
    r_header(&s, 3);
    for (int i = 0; i < 100000; i++) {
        r_int(&s, 238); /* an alternative vector within another's class */
    }
    refuse(&s, GVC_EFORMAT, deep);
    r_header(&s, 3);
    r_int(&s, 21);
    r_int(&s, 0);
    for (int i = 0; i < 100000; i++) { /* code within code */
        r_integers(&s, (const int32_t[]){12}, 1, 0);
        r_int(&s, 1);
        r_int(&s, 21);
    }
    refuse(&s, GVC_EFORMAT, deep);
}

Test(rdata, wrong_items_are_named)
{
    rstream s = {0};
    r_header(&s, 3);
    r_int(&s, 77);
    refuse(&s, GVC_EFORMAT, "is damaged, or of a later R: an item of type 77 after 32 bytes");
    r_header(&s, 3);
    r_vector(&s, 16, 1, 0);
    r_int(&s, 13);
    refuse(&s, GVC_EFORMAT, "is damaged: a vector of texts holds an item of type 13, not a text");
    r_header(&s, 3);
    r_int(&s, 5 << 8 | 255);
    refuse(&s, GVC_EFORMAT, "is damaged: refers to item 5 of 0");
    r_header(&s, 3);
    r_sequence(&s, -3, 1, 1);
    refuse(&s, GVC_EFORMAT, "is damaged: a sequence without its three numbers");
    r_bytes(&s, "RDX3\nX\n", 7);
    r_int(&s, 4);
    r_int(&s, 0);
    r_int(&s, 0);
    refuse(&s, GVC_EUNSUPPORTED,
           "is R data of version 4, gvc reads 2 and 3; save it again with version = 3");
    r_bytes(&s, "RDX3\nQ\n", 7);
    refuse(&s, GVC_EFORMAT, "is damaged: no form of R data follows its first line");
    r_bytes(&s, "RDA3\nA\n3\n", 9);
    refuse(&s, GVC_EUNSUPPORTED,
           "is R data in its text form; load it in R and save it again without ascii = TRUE");
    r_bytes(&s, "RDB3\nB\n3\n", 9);
    refuse(&s, GVC_EUNSUPPORTED,
           "is R data in the byte order of one machine; load it in R and save it again with save() "
           "or saveRDS(), without xdr = FALSE");
}

/* A list of many small items costs memory in the outline, and is stopped. */
Test(rdata, outlines_have_a_limit)
{
    enum { ITEMS = 1000000 };
    rstream s = {0};
    r_header(&s, 3);
    r_vector(&s, 19, ITEMS, 0);
    for (int i = 0; i < ITEMS; i++) {
        r_nil(&s);
    }
    refuse(&s, GVC_EUNSUPPORTED, "holds more than 32 MB of lists and labels; save the table alone");
}

/* Texts beyond the limit are passed over, so what the file holds can still be told. */
Test(rdata, long_texts_are_not_kept)
{
    enum { TEXTS = 2000000 };
    rstream s = {0};
    opened o;
    r_header(&s, 3);
    r_pair(&s, "t");
    r_vector(&s, 16, TEXTS, 0);
    for (int i = 0; i < TEXTS; i++) {
        r_chars(&s, "0123456789abcdef");
    }
    r_nil(&s);
    r_write(&s, "t.RData");
    expect_ok(ctx, open_file("t.RData", &o));
    cr_expect(gvc_rdata_object(o.r, 0)->texts == NULL && gvc_rdata_object(o.r, 0)->length == TEXTS);
    gvc_text words = {0};
    gvc_rdata_describe(o.r, &words);
    cr_expect_str_eq(gvc_text_str(&words), "t, 2000000 texts");
    gvc_text_free(&words);
    close_file(&o);
}

/* Bytes changed at random: an error or a table of something, never a crash. */
Test(rdata, damage_is_survived)
{
    size_t length = 0;
    uint64_t state = 20240613;
    write_values(3, "v.RData");
    char *bytes = read_bytes("v.RData", &length);
    for (int trial = 0; trial < 3000; trial++) {
        char *copy = malloc(length);
        memcpy(copy, bytes, length);
        for (int k = 0; k < 1 + trial % 3; k++) {
            state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
            copy[(state >> 33) % length] = (char)(state >> 25);
        }
        write_bytes("x.RData", copy, length);
        opened o;
        if (open_file("x.RData", &o) == GVC_OK) {
            collected *got = malloc(sizeof *got);
            *got = (collected){0};
            expect_ok(ctx, gvc_rdata_stream(ctx, o.r, o.source, &(gvc_rsink){wants, take, got}));
            free(got);
        }
        close_file(&o);
        free(copy);
    }
    free(bytes);
}
