/* xlsx_cell.c - references, types and values of the cells of an .xlsx sheet (ECMA-376, 18.3.1.4) */
#include "book/xlsx_cell.h"

#include <stdio.h>

#include "text/digits.h"
#include "text/number.h"

/* A whole number within `limit`; -1 for anything else. */
static gvc_idx whole(const char *text, size_t length, gvc_idx limit)
{
    gvc_idx number = 0;
    size_t i = 0;
    for (; i < length && gvc_is_digit(text[i]) && number <= limit; i++) {
        number = 10 * number + (text[i] - '0');
    }
    return i == 0 || i < length || number > limit ? -1 : number;
}

/* "BK1234", from 0; column -1 for anything else. */
static gvc_idx column_of(const char *at, size_t length, gvc_idx *row)
{
    gvc_idx column = 0, number = 0;
    size_t i = 0, letters;
    for (; i < length && at[i] >= 'A' && at[i] <= 'Z' && column <= GVC_BOOK_COLUMNS; i++) {
        column = 26 * column + (at[i] - 'A' + 1);
    }
    for (letters = i; i < length && gvc_is_digit(at[i]) && number <= GVC_BOOK_ROWS; i++) {
        number = 10 * number + (at[i] - '0');
    }
    *row = number - 1;
    return letters == 0 || number == 0 || i < length || column > GVC_BOOK_COLUMNS ? -1 : column - 1;
}

gvc_status gvc_xlsx_begin_row(gvc_xlsx_cell *c, const char *number, size_t length)
{
    c->numbered = number != NULL;
    if (!c->numbered) {
        return GVC_OK;
    }
    gvc_idx row = whole(number, length, GVC_BOOK_ROWS);
    return row > 0 ? gvc_cells_row(c->cells, row - 1)
                   : gvc_cells_fail(c->cells, "a row without a sensible number follows");
}

gvc_status gvc_xlsx_end_row(gvc_xlsx_cell *c)
{
    return c->numbered ? GVC_OK : gvc_cells_row(c->cells, -1);
}

char gvc_xlsx_type(const char *name, size_t length)
{
    switch (length == 0 ? 'n' : name[0]) {
    case 's': /* s, str */
        return length == 1 ? 's' : 't';
    case 'b':
    case 'e':
        return name[0];
    case 'i': /* inlineStr */
    case 'd':
        return 't';
    default:
        return 'n';
    }
}

gvc_status gvc_xlsx_begin_cell(gvc_xlsx_cell *c, const char *reference, size_t length)
{
    gvc_idx row = -1, column = reference == NULL ? -1 : column_of(reference, length, &row);
    /* A row without a number is the one that its cells say, or the next. */
    gvc_status status = c->numbered ? GVC_OK : gvc_cells_row(c->cells, row);
    c->numbered = true;
    if (status == GVC_OK && reference != NULL && (column < 0 || row != c->cells->row)) {
        status = gvc_cells_fail(c->cells, "a cell without a sensible reference follows");
    }
    return status == GVC_OK ? gvc_cells_place(c->cells, column) : status;
}

static gvc_status hand_number(gvc_xlsx_cell *c, const char *value, size_t length)
{
    const char *at = value, *end = at + length;
    double number = 0;
    while (at < end && (unsigned char)*at <= ' ') {
        at++;
    }
    while (end > at && (unsigned char)end[-1] <= ' ') {
        end--;
    }
    if (at == end) {
        return GVC_OK;
    }
    if (gvc_parse_double(at, end, &number) != end) {
        char words[128];
        snprintf(words, sizeof words, "'%.60s' is not a number", value);
        return gvc_cells_fail(c->cells, words);
    }
    return gvc_cells_number(c->cells, number);
}

static gvc_status hand_shared(gvc_xlsx_cell *c, const char *value, size_t length)
{
    const gvc_strings *strings = &c->cells->book->strings;
    const char *text = gvc_strings_get(strings, whole(value, length, strings->count));
    if (text == NULL) {
        char words[160];
        snprintf(words, sizeof words, "refers to the shared text '%.20s', and there are %lld",
                 value, (long long)strings->count);
        return gvc_cells_fail(c->cells, words);
    }
    return gvc_cells_text(c->cells, GVC_CELL_TEXT, text);
}

gvc_status gvc_xlsx_hand_on(gvc_xlsx_cell *c, char *value, size_t length)
{
    if (length == 0) {
        return GVC_OK;
    }
    switch (c->type) {
    case 'n':
        return hand_number(c, value, length);
    case 's':
        return hand_shared(c, value, length);
    case 'b':
        return gvc_cells_number(c->cells, value[0] == '1' || value[0] == 't');
    case 'e':
        return gvc_cells_text(c->cells, GVC_CELL_ERROR, value);
    default:
        gvc_strings_unescape(value);
        return gvc_cells_text(c->cells, GVC_CELL_TEXT, value);
    }
}
