/* test_lists.c - label lists: bad ones, header lines, none for the sectors */
#include "with_lists.h"

SUITE_WITH_LISTS(lists);

Test(lists, refuses_bad_lists)
{
    static const char *const cases[][2] = {
        {"AAA\nBBB\nAAA\n", "countries.csv:3: 'AAA' is there twice, first in line 1"},
        {"AAA\n\nBBB\n", "countries.csv:2: the line is empty, expected a label"},
        {"AAA,1\nBBB,2\n", "countries.csv:1: more than one field, expected one label (in quotes if "
                           "a comma belongs to it)"},
        {"AAA;1\nBBB;2\n", "countries.csv:1: more than one field, expected one label (in quotes if "
                           "a semicolon belongs to it)"},
        {"AAA\t1\nBBB\t2\n", "countries.csv:1: more than one field, expected one label (in quotes "
                             "if a tab belongs to it)"},
        {"AAA\n\"BBB\n", "countries.csv:2: a quote is never closed, expected one label"},
        {"AAA\n\"BBB\"x\n", "countries.csv:2: text after the closing quote, expected one label"},
        {"AAA\n\"\"\n", "countries.csv:2: empty quotes, expected a label"},
        {"AAA\nB\xe9\n", "countries.csv:2: is not UTF-8 text; convert it with iconv"},
        {"", "countries.csv: is empty"},
        {"\n\n", "countries.csv: holds no label, expected one a line"},
    };
    lists();
    write_text("t.csv", rows);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[256];
        snprintf(message, sizeof message, "reading t.csv: %s", cases[i][1]);
        write_text("countries.csv", cases[i][0]);
        expect_error(ctx, refuse("t.csv", NULL), GVC_EFORMAT, message);
    }
}

/* A header line counts as a label: said where the rows are those of the other labels. */
Test(lists, hints_at_header_lines_of_lists)
{
    static const struct {
        const char *countries, *sectors, *message;
    } cases[] = {
        {"country\nAAA\nBBB\n", "a\nb\n",
         "4 rows, expected 6 = 3 countries (countries.csv) x 2 sectors (sectors.csv) (label lists "
         "have no header line)"},
        {"AAA\nBBB\n", "sector\na\nb\n",
         "4 rows, expected 6 = 2 countries (countries.csv) x 3 sectors (sectors.csv) (label lists "
         "have no header line)"},
        {"country\nAAA\nBBB\n", "sector\na\nb\n",
         "4 rows, expected 9 = 3 countries (countries.csv) x 3 sectors (sectors.csv) (label lists "
         "have no header line)"},
        {"country\nAAA\nBBB\n", NULL,
         "4 rows, not a multiple of 3 countries (countries.csv) (label lists have no header line)"},
        {"AAA\nBBB\nCCC\n", "a\nb\nc\nd\n",
         "4 rows, expected 12 = 3 countries (countries.csv) x 4 sectors (sectors.csv)"},
    };
    write_text("t.csv", rows);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char message[256];
        unlink("sectors.csv");
        write_text("countries.csv", cases[i].countries);
        if (cases[i].sectors != NULL) {
            write_text("sectors.csv", cases[i].sectors);
        }
        snprintf(message, sizeof message, "reading t.csv: %s", cases[i].message);
        expect_error(ctx, refuse("t.csv", NULL), GVC_ESHAPE, message);
    }
}

static void keep_line(gvc_level level, const char *text, void *user)
{
    snprintf(user, 256, "%d %s", (int)level, text);
}

Test(lists, warns_where_sectors_have_no_names)
{
    char line[256] = "";
    lists();
    write_text("t.csv", rows);
    gvc_ctx_set_log(ctx, GVC_WARN, keep_line, line);
    gvc_table_free(read_it("t.csv", NULL));
    cr_expect_str_eq(line, "");
    unlink("sectors.csv");
    gvc_table_free(read_it("t.csv", NULL));
    cr_expect_str_eq(line,
                     "1 reading t.csv: no list of sectors beside it; they are called s1 .. s2");
}
