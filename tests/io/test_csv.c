/* test_csv.c - delimited text: every accepted spelling, every refusal with its place */
#include <expect.h>

#include "folder.h"
#include "source.h"
#include "text/csv.h"

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

TestSuite(csv, .init = enter, .fini = leave);

typedef struct reader {
    gvc_source *source;
    gvc_csv *csv;
} reader;

static reader open_bytes(const char *text, size_t length)
{
    reader r = {NULL, NULL};
    write_bytes("t.csv", text, length);
    expect_ok(ctx, gvc_source_open(ctx, &r.source, "t.csv", NULL, 0));
    expect_ok(ctx, gvc_csv_open(ctx, &r.csv, r.source));
    return r;
}

static void close_reader(reader *r)
{
    gvc_csv_close(r->csv);
    gvc_source_close(r->source);
}

/* Reads all records as numbers, the first decides how many; the values in a row. */
static gvc_status read_numbers(const char *text, size_t length, double *out, gvc_idx room,
                               gvc_idx *rows, gvc_idx *columns)
{
    reader r = open_bytes(text, length);
    bool more = false;
    gvc_status status = gvc_csv_next(ctx, r.csv, &more);
    *rows = *columns = 0;
    if (status == GVC_OK && more) {
        status = gvc_csv_skip(ctx, r.csv, columns);
        gvc_csv_expect(r.csv, *columns);
    }
    if (status == GVC_OK) {
        status = gvc_csv_rewind(ctx, r.csv);
    }
    while (status == GVC_OK) {
        status = gvc_csv_next(ctx, r.csv, &more);
        if (status != GVC_OK || !more) {
            break;
        }
        cr_assert((*rows + 1) * *columns <= room);
        status = gvc_csv_numbers(ctx, r.csv, out + *rows * *columns, *columns, false);
        if (status == GVC_OK) {
            status = gvc_csv_end(ctx, r.csv);
        }
        *rows += 1;
    }
    close_reader(&r);
    return status;
}

static gvc_status numbers_of(const char *text)
{
    double out[64];
    gvc_idx rows, columns;
    return read_numbers(text, strlen(text), out, 64, &rows, &columns);
}

static void expect_numbers(const char *text)
{
    double out[64] = {0};
    gvc_idx rows = 0, columns = 0;
    expect_ok(ctx, read_numbers(text, strlen(text), out, 64, &rows, &columns));
    cr_expect(rows == 2 && columns == 3, "%lld x %lld of '%s'", (long long)rows, (long long)columns,
              text);
    static const double expected[] = {1, -2.5, 300, 4, 0, 6};
    for (int i = 0; i < 6; i++) {
        cr_expect(out[i] == expected[i], "number %d of '%s' is %g", i, text, out[i]);
    }
}

Test(csv, accepts_every_spelling)
{
    static const char *const texts[] = {
        "1,-2.5,300\n4,0,6\n",
        "1,-2.5,300\n4,0,6",
        "1,-2.5,300\r\n4,0,6\r\n",
        "1,-2.5,300\r\n4,0,6",
        "\357\273\2771,-2.5,300\n4,0,6\n",
        "+1,-2.5,+3e2\n4.,.0,6e0\n",
        " 1 ,\t-2.5, 300 \n4 ,0 , 6 \n",
        "\"1\",\"-2.5\",\"300\"\n\"4\", \"0\" ,\"6\"\n",
        "1,-2.5,3.0E+02\n40e-1,0,6\n\n\n",
        "1,-2.5,300\r\n4,0,6\r\n\r\n  \r\n",
        "1\t-2.5\t300\n4\t0\t6\n",
        "1;-2.5;300\n4;0;6\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        expect_numbers(texts[i]);
    }
}

Test(csv, names_line_and_column_of_a_bad_cell)
{
    static const char *const cases[][2] = {
        {"1,2\n3,n.a.\n", "t.csv:2: column 2: 'n.a.' is not a number"},
        {"1,2\nx,4\n", "t.csv:2: column 1: 'x' is not a number"},
        {"1,\n", "t.csv:1: column 2: empty, expected a number"},
        {"1,2\n,4\n", "t.csv:2: column 1: empty, expected a number"},
        {"1,\"\"\n", "t.csv:1: column 2: empty, expected a number"},
        {"1,NaN\n", "t.csv:1: column 2: 'NaN' is not a finite number"},
        {"-inf,1\n", "t.csv:1: column 1: '-inf' is not a finite number"},
        {"1,1e999\n", "t.csv:1: column 2: '1e999' is not a finite number"},
        {"1,12x\n", "t.csv:1: column 2: '12x' is not a number"},
        {"1,1 2\n", "t.csv:1: column 2: '1 2' is not a number"},
        {"1,1.2.3\n", "t.csv:1: column 2: '1.2.3' is not a number"},
        {"1,0x10\n", "t.csv:1: column 2: '0x10' is not a number"},
        {"1,\xb5\x01\n", "t.csv:1: column 2: '?\?' is not a number"},
        {"1,aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeee\n",
         "t.csv:1: column 2: 'aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd...' is not a number"},
        {"1,\"2\"3\n", "t.csv:1: column 2: '2' is followed by text after its closing quote"},
        {"1,\"2\n", "t.csv:1: column 2: the quote that opens here is never closed"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_error(ctx, numbers_of(cases[i][0]), GVC_EFORMAT, cases[i][1]);
    }
}

Test(csv, names_ragged_rows_and_empty_lines)
{
    static const char *const cases[][2] = {
        {"1,2,3\n4,5\n", "t.csv:2: 2 fields, expected 3 as in line 1"},
        {"1,2,3\n4,5", "t.csv:2: 2 fields, expected 3 as in line 1"},
        {"1,2,3\n4,5,6\n7,8,9,10,11\n", "t.csv:3: 5 fields, expected 3 as in line 1"},
        {"1,2\n3,4,\n", "t.csv:2: 3 fields, expected 2 as in line 1"},
        {"1,2\n\n3,4\n", "t.csv:2: the line is empty, expected a row"},
        {"\n1,2\n", "t.csv:1: the line is empty, expected a row"},
        {"1,2\n3,4\n \r\n\n5,6\n", "t.csv:3: the line is empty, expected a row"},
        {"\xff\xfe"
         "1",
         "t.csv is UTF-16 text; save it as UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        expect_error(ctx, numbers_of(cases[i][0]), GVC_EFORMAT, cases[i][1]);
    }
}

/* 70,000 rows of fields of growing width: fields straddle every block in some way. */
Test(csv, reads_fields_across_blocks)
{
    enum { ROWS = 70000 };
    char *text = malloc(ROWS * 40);
    double *out = malloc(ROWS * 3 * sizeof *out);
    size_t length = 0;
    for (int i = 0; i < ROWS; i++) {
        length += (size_t)sprintf(text + length, "%d,%.*f,\"%d\"\r\n", i, i % 7, i / 8.0, i % 10);
    }
    gvc_idx rows = 0, columns = 0;
    expect_ok(ctx, read_numbers(text, length, out, 3 * ROWS, &rows, &columns));
    cr_assert(rows == ROWS && columns == 3);
    for (int i = 0; i < ROWS; i++) {
        char field[40];
        sprintf(field, "%.*f", i % 7, i / 8.0);
        cr_assert(out[3 * i] == i && out[3 * i + 1] == strtod(field, NULL) &&
                      out[3 * i + 2] == i % 10,
                  "row %d", i + 1);
    }
    free(text);
    free(out);
}

Test(csv, refuses_a_field_without_end)
{
    enum { LENGTH = 300000 };
    char *text = malloc(LENGTH);
    double out[4];
    gvc_idx rows, columns;
    memset(text, '1', LENGTH);
    text[1] = ',';
    const char *message =
        "t.csv:1: column 2: longer than 16384 bytes, expected a number or a label";
    expect_error(ctx, read_numbers(text, LENGTH, out, 4, &rows, &columns), GVC_EFORMAT, message);
    text[2] = '"';
    expect_error(ctx, read_numbers(text, LENGTH, out, 4, &rows, &columns), GVC_EFORMAT, message);
    free(text);
}

Test(csv, gives_texts_without_quotes)
{
    static const char text[] =
        "\xef\xbb\xbf V1 ,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\r\nnext\n";
    static const char *const expected[] = {"V1", "a,b", "say \"x\"", "two\nlines", ""};
    reader r = open_bytes(text, sizeof text - 1);
    bool more = false;
    const char *field = NULL;
    expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        expect_ok(ctx, gvc_csv_text(ctx, r.csv, &field));
        cr_assert(field != NULL);
        cr_expect_str_eq(field, expected[i]);
    }
    expect_ok(ctx, gvc_csv_text(ctx, r.csv, &field));
    cr_expect_null(field);
    expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
    cr_expect_eq(gvc_csv_line(r.csv), 3);
    expect_ok(ctx, gvc_csv_text(ctx, r.csv, &field));
    cr_expect_str_eq(field, "next");
    expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
    cr_expect_not(more);
    close_reader(&r);
}

Test(csv, refuses_labels_that_are_no_utf8)
{
    reader r = open_bytes("a,b\xe9\n", 6);
    bool more = false;
    const char *field = NULL;
    expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
    expect_ok(ctx, gvc_csv_text(ctx, r.csv, &field));
    expect_error(ctx, gvc_csv_text(ctx, r.csv, &field), GVC_EFORMAT,
                 "t.csv:1: column 2: 'b?' is not UTF-8 text; convert the file with iconv");
    close_reader(&r);
}

Test(csv, reads_empty_cells_as_nan_where_asked)
{
    reader r = open_bytes("1,,\" \",\n", 8);
    bool more = false;
    double out[4];
    expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
    expect_ok(ctx, gvc_csv_numbers(ctx, r.csv, out, 4, true));
    cr_expect(out[0] == 1 && isnan(out[1]) && isnan(out[3]));
    expect_ok(ctx, gvc_csv_end(ctx, r.csv));
    close_reader(&r);
}

Test(csv, counts_numbers_in_the_first_line)
{
    gvc_idx numbers = 0, fields = 0;
    const char *text = "V1, 2.5,\"3\",x\n1,2,3,4\n";
    cr_expect(gvc_csv_sniff((const unsigned char *)text, strlen(text), &numbers, &fields));
    cr_expect(numbers == 2 && fields == 4, "%lld of %lld", (long long)numbers, (long long)fields);
    cr_expect_not(gvc_csv_sniff((const unsigned char *)"a\0b", 3, &numbers, &fields));
}

/* A number as tables have them: some digits, a dot, more digits, perhaps an exponent. */
static int random_number(char *out, uint64_t *state)
{
    int length = 0;
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    uint64_t r = *state >> 20;
    int before = (int)(r % 4 == 0 ? r / 4 % 10 : r / 4 % 4), behind = (int)(r / 64 % 18);
    bool dot = r / 2048 % 8 != 0;
    if (r / 16384 % 16 == 0) {
        out[length++] = "+-"[r / 262144 % 2];
    }
    for (int k = 0; k < before + dot * behind || k == 0; k++) {
        if (dot && k == before) {
            out[length++] = '.';
        }
        *state = *state * 6364136223846793005u + 1442695040888963407u;
        out[length++] = (char)('0' + (*state >> 40) % 10);
    }
    if (r / 524288 % 4 == 0) {
        length += sprintf(out + length, "%c%s%d", "eE"[r / 2097152 % 2],
                          r / 4194304 % 2   ? "-"
                          : r / 8388608 % 2 ? "+0"
                                            : "",
                          (int)(r / 16777216 % (r % 2 ? 25 : 300)));
    }
    out[length] = '\0';
    return length;
}

Test(csv, reads_numbers_of_every_shape_as_strtod_does)
{
    enum { ROWS = 200, COLUMNS = 500 };
    static char numbers[ROWS][COLUMNS][48];
    static double row[COLUMNS];
    static const char delimiters[] = {',', '\t', ';'};
    uint64_t state = 5;
    for (int i = 0; i < ROWS * COLUMNS; i++) {
        random_number(numbers[i / COLUMNS][i % COLUMNS], &state);
    }
    for (size_t d = 0; d < sizeof delimiters; d++) {
        gvc_source *source = NULL;
        gvc_csv *csv = NULL;
        bool more = false;
        FILE *file = fopen("n.csv", "wb");
        for (int i = 0; i < ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                fprintf(file, "%s%c", numbers[i][j], j + 1 < COLUMNS ? delimiters[d] : '\n');
            }
        }
        cr_assert(fclose(file) == 0);
        expect_ok(ctx, gvc_source_open(ctx, &source, "n.csv", NULL, 0));
        expect_ok(ctx, gvc_csv_open(ctx, &csv, source));
        for (int i = 0; i < ROWS; i++) {
            expect_ok(ctx, gvc_csv_next(ctx, csv, &more));
            expect_ok(ctx, gvc_csv_numbers(ctx, csv, row, COLUMNS, false));
            for (int j = 0; j < COLUMNS; j++) {
                double want = strtod(numbers[i][j], NULL);
                cr_assert(memcmp(&row[j], &want, sizeof want) == 0, "%s read as %.17g",
                          numbers[i][j], row[j]);
            }
        }
        gvc_csv_close(csv);
        gvc_source_close(source);
    }
}

Test(csv, takes_nothing_for_a_number_that_is_none)
{
    static const char *const wrong[] = {
        "1.2.3", "1..2",    ".",   "-",   "+",    "e5",  "1e",   "1e+",
        "1e5e",  "1.5E-0x", "--1", "1-2", "0x10", "1 2", "1.5.", "12345678901234.5.6"};
    char text[200], message[200];
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        bool more = false;
        double row[3];
        snprintf(text, sizeof text, "1,%s,3,this is long enough to be read in one look\n",
                 wrong[i]);
        snprintf(message, sizeof message, "t.csv:1: column 2: '%s' is not a number", wrong[i]);
        reader r = open_bytes(text, strlen(text));
        expect_ok(ctx, gvc_csv_next(ctx, r.csv, &more));
        expect_error(ctx, gvc_csv_numbers(ctx, r.csv, row, 3, false), GVC_EFORMAT, message);
        close_reader(&r);
    }
}
