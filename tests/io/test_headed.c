/* test_headed.c - labelled text: header rows, label columns, names of them, and what is refused */
#include "formats/headed.h"
#include "parts.h"

SUITE_WITH_FOLDER(headed);

static gvc_files *files;

static gvc_status open_text(gvc_headed **h, const char *text, gvc_idx rows, gvc_idx labels)
{
    const char *paths[] = {"h.txt"};
    write_text("h.txt", text);
    gvc_files_close(files);
    files = NULL;
    expect_ok(ctx, gvc_files_open(ctx, &files, paths, 1));
    return gvc_headed_open(ctx, h, files, 0, rows, labels);
}

Test(headed, reads_labels_and_numbers)
{
    gvc_headed *h = NULL;
    bool more = false;
    double out[2];
    expect_ok(ctx,
              open_text(&h, "r\t\tA, B\tC\t\ns\t\tx\ty\nr\ts\t\t\nA, B\tx\t1\t\t\nC\ty\t3\t-4e2\n",
                        2, 0));
    cr_assert(gvc_headed_label_columns(h) == 2 && gvc_headed_columns(h) == 2);
    cr_expect_str_eq(gvc_headed_column(h, 0, 0), "A, B");
    cr_expect_str_eq(gvc_headed_column(h, 1, 1), "y");
    cr_expect_str_eq(gvc_headed_corner(h, 0, 0), "r");
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    cr_assert(more);
    cr_expect_str_eq(gvc_headed_label(h, 0), "A, B");
    expect_ok(ctx, gvc_headed_numbers(ctx, h, out));
    cr_expect(out[0] == 1 && out[1] == 0);
    cr_expect_eq(gvc_headed_empty(h), 1);
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    expect_ok(ctx, gvc_headed_numbers(ctx, h, out));
    cr_expect(out[0] == 3 && out[1] == -400);
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    cr_expect_not(more);
    gvc_headed_close(h);
    gvc_files_close(files);
}

Test(headed, passes_over_numbers_that_nobody_wants)
{
    gvc_headed *h = NULL;
    bool more = false;
    double out[1];
    expect_ok(ctx, open_text(&h, "\tA\n\tx\none\t1\ntwo\t2\n", 2, 0));
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    cr_expect_str_eq(gvc_headed_label(h, 0), "one");
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    cr_expect_str_eq(gvc_headed_label(h, 0), "two");
    expect_ok(ctx, gvc_headed_numbers(ctx, h, out));
    cr_expect_eq(out[0], 2);
    gvc_headed_close(h);
    gvc_files_close(files);
}

Test(headed, reads_lists)
{
    gvc_headed *h = NULL;
    bool more = false;
    expect_ok(ctx, open_text(&h, "Name\tCode\nfarms\ti01\n", 1, -1));
    cr_assert(gvc_headed_label_columns(h) == 2 && gvc_headed_columns(h) == 0);
    cr_expect_str_eq(gvc_headed_corner(h, 0, 1), "Code");
    expect_ok(ctx, gvc_headed_next(ctx, h, &more));
    cr_expect_str_eq(gvc_headed_label(h, 1), "i01");
    gvc_headed_close(h);
    gvc_files_close(files);
}

Test(headed, refuses_headers_that_do_not_fit)
{
    static const char *const cases[][2] = {
        {"r\t\tA\tB\n", "h.txt: only 1 lines, expected 2 of labels"},
        {"r\t\tA\tB\ns\t\tx\n", "h.txt:2: labels of 1 columns, expected 2 as in line 1"},
        {"r\t\tA\ns\t\tx\ty\n", "h.txt:2: labels of 2 columns, expected 1 as in line 1"},
        {"r\t\tA\t\tB\n", "h.txt:1: column 4: empty, expected the label of a column"},
        {"\t\t\t\t\t\t\t\t\tA\n", "h.txt:1: starts with 7 empty fields, expected labels"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        gvc_headed *h = NULL;
        gvc_status status = open_text(&h, cases[i][0], 2, 0);
        cr_expect(status == GVC_EFORMAT || status == GVC_ESHAPE);
        cr_expect_null(h);
        cr_expect_str_eq(gvc_ctx_error(ctx), cases[i][1]);
    }
    gvc_files_close(files);
}

Test(headed, keeps_within_the_memory_limit)
{
    gvc_headed *h = NULL;
    gvc_ctx_set_memory_limit(ctx, 40);
    cr_expect_eq(open_text(&h, "r\tA\tB\tC\ns\tx\ty\tz\n", 2, 0), GVC_ENOMEM);
    cr_expect_null(h);
    gvc_files_close(files);
}

Test(headed, knows_its_kind_by_the_first_bytes)
{
    static const struct {
        const char *text;
        gvc_idx labels;
        bool looks;
    } cases[] = {
        {"region\t\tAT\tAT\nsector\t\ta\tb\n", 2, true},
        {"region\t\tAT\tAT\nsector\t\ta\tb\n", 1, false},
        {"\357\273\277region,,AT\r\nsector,,a\r\n", 2, true},
        {"\t\t\tA\n\t\t\tx\n", 3, true},
        {"region\t\tA long first li", 2, true},
        {"region\t\tAT\nsector\ta\tb\n", 2, false},
        {"DEU_a\tDEU_b\n1\t2\n", 2, false},
        {"a\t\t\n", 2, false},
        {"", 2, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(gvc_headed_looks_like((const unsigned char *)cases[i].text,
                                           strlen(cases[i].text), cases[i].labels),
                     cases[i].looks, "case %zu", i);
    }
}
