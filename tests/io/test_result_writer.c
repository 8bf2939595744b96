/* test_result_writer.c - results that come in pieces: the same bytes as whole ones, and no file
 * where anything breaks */
#include <stdio.h>

#include "folder.h"
#include "pieces.h"
#include "small.h"

#include "alloc.h"
#include "hdf5/h5.h"

static gvc_ctx *ctx;
static folder here;

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(result_writer, .init = setup, .fini = teardown);

/* Counted only inside these tests, each of which is a process of its own. */
static long left = -1;

bool gvc_alloc_denied(void)
{
    return left >= 0 && left-- == 0;
}

static int files_here(void)
{
    int files = 0;
    DIR *dir = opendir(".");
    cr_assert(dir != NULL);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        files += e->d_name[0] != '.';
    }
    closedir(dir);
    return files;
}

/* years x exporters x sectors x importers, two terms; many zeros, an absent industry, the own
 * country no row. */
static gvc_result *large_result(int years, int exporters, int sectors)
{
    enum { MOST = 64 };
    char names[MOST][8], *labels[MOST];
    int32_t numbers[MOST];
    unsigned char present[MOST * MOST];
    static const gvc_term terms[] = {{"gexp", "Gross exports", NULL, "million USD", false},
                                     {"dva", "Value added", NULL, "million USD", true}};
    gvc_result *r = NULL;
    for (int i = 0; i < MOST; i++) {
        snprintf(names[i], sizeof names[i], "L%d", i);
        labels[i] = names[i];
        numbers[i] = 2000 + i;
    }
    memset(present, 1, sizeof present);
    present[1] = 0;
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", numbers, years));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", (const char *const *)labels, exporters));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "sector", (const char *const *)labels, sectors));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "importer", (const char *const *)labels, exporters));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[0]));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &terms[1]));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    expect_ok(ctx, gvc_result_set_own_cell(ctx, r, "exporter", "importer"));
    expect_ok(ctx, gvc_result_set_present(ctx, r, "exporter", "sector", present));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "identity", "gexp"));
    expect_ok(ctx, gvc_result_set_text(ctx, r, "view", "bilateral"));
    uint64_t seed = 5;
    for (gvc_idx cell = 0; cell < gvc_result_cells(r); cell++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        double x = seed >> 62 == 0 ? 0 : (double)(seed >> 40) / 1024;
        bool absent = cell / exporters % (exporters * sectors) == 1;
        gvc_result_fill(r, 0)[cell] = absent ? (double)NAN : x;
        gvc_result_fill(r, 1)[cell] = absent ? (double)NAN : x / 3;
    }
    return r;
}

static const char *const names[] = {"r.csv", "r.tsv", "r.csv.gz", "r.json",
                                    "r.txt", "r.dta", "r.xlsx",   "r.h5"};
enum { FILES = sizeof names / sizeof *names };

static gvc_write_options options_for(const char *name, bool tidy)
{
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.format = strcmp(name, "r.txt") == 0 ? "table" : NULL;
    o.reproducible = true;
    o.tidy = tidy;
    return o;
}

static gvc_status write_pieces(const gvc_result *r, const char *name, const gvc_write_options *o,
                               gvc_idx d, gvc_idx step)
{
    gvc_result_writer *w = NULL;
    gvc_status s = gvc_result_writer_open(ctx, &w, name, o);
    if (s == GVC_OK) {
        gvc_sink sink = gvc_result_writer_sink(w);
        s = send_pieces(ctx, r, d, step, &sink);
    }
    if (s != GVC_OK) {
        gvc_result_writer_abandon(w);
        return s;
    }
    return gvc_result_writer_commit(ctx, w);
}

static void expect_same_bytes(const gvc_result *r, gvc_idx d, const gvc_idx *steps)
{
    for (int k = 0; k <= FILES; k++) { /* at last tidy */
        const char *name = k < FILES ? names[k] : "r.h5";
        gvc_write_options o = options_for(name, k >= FILES);
        size_t whole = 0, pieces = 0;
        expect_ok(ctx, gvc_result_write(ctx, r, name, &o));
        char *expected = read_bytes(name, &whole);
        cr_assert(unlink(name) == 0);
        for (const gvc_idx *step = steps; *step > 0; step++) {
            expect_ok(ctx, write_pieces(r, name, &o, d, *step));
            char *bytes = read_bytes(name, &pieces);
            cr_expect(pieces == whole && memcmp(bytes, expected, whole) == 0,
                      "%s in pieces of %d differs", name, (int)*step);
            free(bytes);
            cr_assert(unlink(name) == 0);
        }
        free(expected);
        cr_expect_eq(files_here(), 0);
    }
}

static void expect_read_back(const gvc_result *r, gvc_idx d, gvc_idx step)
{
    gvc_result *back = NULL;
    expect_ok(ctx, write_pieces(r, "r.h5", NULL, d, step));
    expect_ok(ctx, gvc_result_read(ctx, &back, "r.h5"));
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        cr_expect(memcmp(gvc_result_values(r, k), gvc_result_values(back, k),
                         (size_t)gvc_result_cells(r) * sizeof(double)) == 0);
    }
    gvc_result_free(back);
}

Test(result_writer, small_pieces_give_the_bytes_of_the_whole)
{
    gvc_result *r = small_result(ctx);
    expect_same_bytes(r, 1, (const gvc_idx[]){1, 2, 3, 0});
    expect_same_bytes(r, 0, (const gvc_idx[]){1, 0});
    gvc_result_free(r);
}

/* Chunks of several exporters, the last not full, and more than one chunk of tidy rows. */
Test(result_writer, pieces_of_exporters_give_the_bytes_of_the_whole)
{
    gvc_result *r = large_result(1, 45, 9);
    expect_same_bytes(r, 1, (const gvc_idx[]){1, 2, 7, 44, 0});
    expect_read_back(r, 1, 1);
    gvc_result_free(r);
}

/* One exporter is more than the least chunk. */
Test(result_writer, large_exporters_give_the_bytes_of_the_whole)
{
    gvc_result *r = large_result(1, 60, 63);
    expect_read_back(r, 1, 1);
    gvc_result_free(r);
}

Test(result_writer, pieces_of_years_give_the_bytes_of_the_whole)
{
    gvc_result *r = large_result(5, 12, 9);
    expect_same_bytes(r, 0, (const gvc_idx[]){1, 2, 0});
    expect_read_back(r, 0, 1);
    gvc_result_free(r);
}

Test(result_writer, leaves_nothing_where_the_source_breaks)
{
    gvc_result *r = small_result(ctx);
    for (int k = 0; k < FILES; k++) {
        gvc_write_options o = options_for(names[k], true);
        for (int call = 0; call < 5; call++) { /* begin, three pieces, end */
            gvc_result_writer *w = NULL;
            expect_ok(ctx, gvc_result_writer_open(ctx, &w, names[k], &o));
            gvc_sink sink = gvc_result_writer_sink(w);
            brittle b = {&sink, call, 0};
            gvc_sink outer = brittle_sink(&b);
            cr_expect_eq(send_pieces(ctx, r, 1, 1, &outer), GVC_EUNSUPPORTED);
            gvc_result_writer_abandon(w);
            cr_expect_eq(files_here(), 0, "%s, call %d", names[k], call);
        }
    }
    gvc_result_free(r);
}

Test(result_writer, keeps_the_old_file_where_the_source_breaks)
{
    gvc_result *r = small_result(ctx);
    gvc_result_writer *w = NULL;
    size_t length = 0;
    write_text("r.csv", "old");
    expect_ok(ctx, gvc_result_writer_open(ctx, &w, "r.csv", NULL));
    gvc_sink sink = gvc_result_writer_sink(w);
    brittle b = {&sink, 2, 0};
    gvc_sink outer = brittle_sink(&b);
    cr_expect_eq(send_pieces(ctx, r, 1, 1, &outer), GVC_EUNSUPPORTED);
    gvc_result_writer_abandon(w);
    char *text = read_bytes("r.csv", &length);
    cr_expect_str_eq(text, "old");
    cr_expect_eq(files_here(), 1);
    free(text);
    gvc_result_free(r);
}

Test(result_writer, refuses_pieces_that_do_not_follow)
{
    gvc_result *r = small_result(ctx), frame = *r;
    frame.values = NULL;
    for (int k = 0; k < FILES; k++) {
        gvc_write_options o = options_for(names[k], false);
        gvc_result_writer *w = NULL;
        expect_ok(ctx, gvc_result_writer_open(ctx, &w, names[k], &o));
        gvc_sink sink = gvc_result_writer_sink(w);
        expect_ok(ctx, sink.begin(ctx, &frame, sink.user));
        expect_error(ctx, sink.piece(ctx, r, 1, 1, sink.user), GVC_EARG,
                     "a piece of 18 cells from cell 6 on, expected it from 0 of 18 on");
        expect_error(ctx, sink.end(ctx, &frame, sink.user), GVC_EARG,
                     "only 0 of 18 cells have come");
        cr_expect_eq(gvc_result_writer_commit(ctx, w), GVC_EARG);
        cr_expect_eq(files_here(), 0, "%s", names[k]);
    }
    gvc_result_free(r);
}

Test(result_writer, commits_no_more_than_has_come)
{
    gvc_result_writer *w = NULL;
    expect_ok(ctx, gvc_result_writer_open(ctx, &w, "r.csv", NULL));
    expect_error(ctx, gvc_result_writer_commit(ctx, w), GVC_EARG,
                 "writing r.csv: the result has not come to its end");
    expect_error(ctx, gvc_result_writer_open(ctx, &w, "r.doc", NULL), GVC_EARG,
                 "writing r.doc: no writer for '.doc'; known are .csv .csv.gz .tsv .vl.json "
                 ".vl.json.gz .json .h5 .nc .hdf5 .xlsx .dta .graphml .graphml.gz .dot .gv");
    gvc_write_options o = GVC_WRITE_OPTIONS_INIT;
    o.version = 7;
    expect_error(ctx, gvc_result_writer_open(ctx, &w, "r.csv", &o), GVC_EARG,
                 "gvc_write_options of version 7, this library knows 3");
    gvc_result_writer_abandon(NULL);
    cr_expect_eq(files_here(), 0);
}

/* Every allocation may fail: the call says so, leaves no file and leaks nothing. */
Test(result_writer, every_allocation_may_fail)
{
    gvc_result *r = small_result(ctx);
    for (int k = 0; k < FILES; k++) {
        gvc_write_options o = options_for(names[k], true);
        long tried = 0;
        for (gvc_status s = GVC_ENOMEM; s != GVC_OK; tried++) {
            left = tried;
            s = gvc_result_write(ctx, r, names[k], &o);
            left = -1;
            cr_assert(s == GVC_OK || s == GVC_ENOMEM, "%s at allocation %ld: %s", names[k], tried,
                      gvc_ctx_error(ctx));
            cr_assert_eq(files_here(), s == GVC_OK ? 1 : 0);
        }
        cr_expect_gt(tried, 5, "%s", names[k]);
        cr_assert(unlink(names[k]) == 0);
    }
    gvc_result_free(r);
}

/* The caller's own use of HDF5 while a file is being written, and a second file beside it. */
static herr_t shout(hid_t stack, void *user)
{
    (void)stack;
    (void)user;
    return 0;
}

static bool handler_is(H5E_auto2_t expected)
{
    H5E_auto2_t now = NULL;
    void *data = NULL;
    H5Eget_auto2(H5E_DEFAULT, &now, &data);
    return now == expected;
}

Test(result_writer, leaves_the_callers_hdf5_alone_between_pieces)
{
    gvc_result *r = small_result(ctx), frame = *r;
    gvc_result_writer *w[2] = {NULL, NULL};
    frame.values = NULL;
    cr_assert(H5open() >= 0 && H5Eset_auto2(H5E_DEFAULT, shout, NULL) >= 0);
    for (int k = 0; k < 2; k++) {
        expect_ok(ctx, gvc_result_writer_open(ctx, &w[k], k == 0 ? "a.h5" : "b.h5", NULL));
        gvc_sink sink = gvc_result_writer_sink(w[k]);
        expect_ok(ctx, sink.begin(ctx, &frame, sink.user));
        cr_expect(handler_is(shout));
    }
    for (int k = 0; k < 2; k++) {
        gvc_sink sink = gvc_result_writer_sink(w[k]);
        expect_ok(ctx, sink.piece(ctx, r, 0, 0, sink.user));
        cr_expect(handler_is(shout));
        expect_ok(ctx, sink.end(ctx, &frame, sink.user));
        expect_ok(ctx, gvc_result_writer_commit(ctx, w[k]));
        cr_expect(handler_is(shout));
    }
    cr_expect_eq(files_here(), 2);
    gvc_result_free(r);
}

/* ---- years adopted from other files ------------------------------------------------------------
 */

static void write_year(const gvc_result *r, gvc_idx year, const char *name)
{
    const char *labels[] = {gvc_result_label(r, 0, year), NULL};
    gvc_result *one = NULL;
    gvc_write_options o = options_for(name, false);
    expect_ok(ctx, gvc_result_select(ctx, &one, r, "year", labels));
    expect_ok(ctx, gvc_result_write(ctx, one, name, &o));
    gvc_result_free(one);
}

/* The years that the mask names come from files of their own, the others as pieces. */
static gvc_status write_adopting(const gvc_result *r, const char *target, unsigned mask,
                                 int *adopted)
{
    gvc_result_writer *w = NULL;
    gvc_result *piece = NULL;
    gvc_write_options o = options_for(target, false);
    gvc_status s = gvc_result_writer_open(ctx, &w, target, &o);
    expect_ok(ctx, s);
    gvc_sink sink = gvc_result_writer_sink(w);
    expect_ok(ctx, sink.begin(ctx, r, sink.user));
    for (gvc_idx k = 0; k < gvc_result_extent(r, 0) && s == GVC_OK; k++) {
        const char *labels[] = {gvc_result_label(r, 0, k), NULL};
        bool taken = false;
        s = (mask >> k & 1) != 0 ? gvc_result_writer_adopt(ctx, w, "y.h5", 0, &taken) : GVC_OK;
        *adopted += taken;
        if (s == GVC_OK && !taken) {
            expect_ok(ctx, gvc_result_select(ctx, &piece, r, "year", labels));
            expect_ok(ctx, sink.piece(ctx, piece, 0, k, sink.user));
            gvc_result_free(piece);
        }
    }
    if (s == GVC_OK) {
        expect_ok(ctx, sink.end(ctx, r, sink.user));
        return gvc_result_writer_commit(ctx, w);
    }
    gvc_result_writer_abandon(w);
    return s;
}

/* All years have the numbers of the file that is adopted. */
static gvc_result *even_result(int years, int exporters, int sectors)
{
    gvc_result *r = large_result(years, exporters, sectors);
    gvc_idx year = gvc_result_cells(r) / years;
    for (gvc_idx k = 0; k < gvc_result_nterms(r); k++) {
        for (gvc_idx i = year; i < gvc_result_cells(r); i++) {
            gvc_result_fill(r, k)[i] = gvc_result_values(r, k)[i % year];
        }
    }
    return r;
}

Test(result_writer, adopts_years_to_the_same_bytes)
{
    const struct {
        int exporters, sectors, adopted;
        const char *name;
    } cases[] = {{16, 17, 2, "r.h5"}, /* several chunks a year, the last one padded */
                 {33, 40, 2, "r.h5"},
                 {5, 4, 0, "r.h5"}, /* years share a chunk */
                 {16, 17, 0, "r.csv"}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        gvc_result *r = even_result(3, cases[c].exporters, cases[c].sectors);
        const char *name = cases[c].name;
        size_t length[2];
        int adopted = 0;
        write_year(r, 0, "y.h5");
        gvc_write_options o = options_for(name, false);
        expect_ok(ctx, gvc_result_write(ctx, r, name, &o));
        char *expected = read_bytes(name, &length[0]);
        expect_ok(ctx, write_adopting(r, name, 5, &adopted));
        char *bytes = read_bytes(name, &length[1]);
        cr_expect_eq(adopted, cases[c].adopted, "%zu: %d", c, adopted);
        cr_expect(length[0] == length[1] && memcmp(bytes, expected, length[0]) == 0, "%zu", c);
        free(expected);
        free(bytes);
        gvc_result_free(r);
    }
}

Test(result_writer, adopts_nothing_of_another_shape)
{
    gvc_result *r = even_result(2, 16, 17), *other = even_result(1, 16, 18);
    int adopted = 0;
    write_year(other, 0, "y.h5");
    expect_ok(ctx, write_adopting(r, "r.h5", 3, &adopted));
    cr_expect_eq(adopted, 0);
    write_text("y.h5", "no result");
    cr_expect_eq(write_adopting(r, "s.h5", 3, &adopted), GVC_EFORMAT);
    cr_expect(strstr(gvc_ctx_error(ctx), "y.h5") != NULL, "%s", gvc_ctx_error(ctx));
    cr_expect_neq(access("s.h5", F_OK), 0);
    gvc_result_free(r);
    gvc_result_free(other);
}
