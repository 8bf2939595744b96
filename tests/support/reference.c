#include "reference.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "expect.h"

const char *shared_folder(void)
{
    const char *folder = getenv("GVC_SHARED");
    char expected[512];
    snprintf(expected, sizeof expected, "%s/methods/reference/expected",
             folder == NULL ? "" : folder);
    return folder != NULL && access(expected, R_OK) == 0 ? folder : NULL;
}

static char *read_all(const char *path)
{
    FILE *f = fopen(path, "rb");
    cr_assert(f != NULL, "cannot open %s", path);
    size_t length = 0, capacity = 1 << 16;
    char *text = malloc(capacity + 1);
    for (size_t got; (got = fread(text + length, 1, capacity - length, f)) > 0;) {
        length += got;
        if (length == capacity) {
            capacity *= 2;
            text = realloc(text, capacity + 1);
        }
    }
    fclose(f);
    text[length] = '\0';
    return text;
}

static gvc_idx count(const char *text, const char *end, char what)
{
    gvc_idx n = 0;
    for (; text < end; text++) {
        n += *text == what;
    }
    return n;
}

gvc_dense read_numbers(const char *path)
{
    char *text = read_all(path), *at = text;
    gvc_dense m = {0};
    m.rows = count(text, text + strlen(text), '\n');
    m.cols = m.stride = count(text, strchr(text, '\n'), ',') + 1;
    m.data = malloc((size_t)(m.rows * m.cols) * sizeof *m.data);
    for (gvc_idx k = 0; k < m.rows * m.cols; k++) {
        m.data[k] = strtod(at, &at);
        at++;
    }
    free(text);
    return m;
}

static char **split(char *line, gvc_idx columns)
{
    char **cells = malloc((size_t)columns * sizeof *cells);
    for (gvc_idx k = 0; k < columns; k++) {
        cells[k] = line;
        line += strcspn(line, ",\r");
        if (*line != '\0') {
            *line++ = '\0';
        }
    }
    return cells;
}

csv *read_csv(const char *path)
{
    csv *c = calloc(1, sizeof *c);
    c->text = read_all(path);
    gvc_idx lines = count(c->text, c->text + strlen(c->text), '\n');
    c->columns = count(c->text, strchr(c->text, '\n'), ',') + 1;
    c->rows = lines - 1;
    c->cells = malloc((size_t)lines * sizeof *c->cells);
    char *line = c->text;
    for (gvc_idx row = 0; row < lines; row++) {
        char *end = strchr(line, '\n');
        *end = '\0';
        char **cells = split(line, c->columns);
        if (row == 0) {
            c->names = cells;
        } else {
            c->cells[row - 1] = cells;
        }
        line = end + 1;
    }
    return c;
}

gvc_idx csv_column(const csv *c, const char *name)
{
    for (gvc_idx k = 0; k < c->columns; k++) {
        if (strcmp(c->names[k], name) == 0) {
            return k;
        }
    }
    cr_assert(false, "no column %s", name);
    return -1;
}

double csv_number(const csv *c, gvc_idx row, gvc_idx column)
{
    return strtod(c->cells[row][column], NULL);
}

void free_csv(csv *c)
{
    for (gvc_idx row = 0; row < c->rows; row++) {
        free(c->cells[row]);
    }
    free(c->cells);
    free(c->names);
    free(c->text);
    free(c);
}

gvc_table *make_table(gvc_ctx *ctx, const gvc_dense *z, const gvc_dense *y, gvc_idx countries)
{
    gvc_builder *b = NULL;
    gvc_table *t = NULL;
    gvc_idx sectors = z->rows / countries, categories = y->cols / countries;
    char country[16], label[16];
    expect_ok(ctx, gvc_builder_new(ctx, &b));
    for (gvc_idx i = 0; i < z->rows; i++) {
        snprintf(country, sizeof country, "C%d", (int)(i / sectors + 1));
        snprintf(label, sizeof label, "S%d", (int)(i % sectors + 1));
        expect_ok(ctx, gvc_builder_industry(ctx, b, NULL, country, label));
    }
    for (gvc_idx c = 0; c < y->cols; c++) {
        snprintf(country, sizeof country, "C%d", (int)(c / categories + 1));
        snprintf(label, sizeof label, "F%d", (int)(c % categories + 1));
        expect_ok(ctx, gvc_builder_final_use(ctx, b, NULL, country, label));
    }
    expect_ok(ctx, gvc_builder_allocate(ctx, b));
    memcpy(gvc_builder_z(b)->data, z->data, (size_t)(z->rows * z->cols) * sizeof *z->data);
    memcpy(gvc_builder_y(b)->data, y->data, (size_t)(y->rows * y->cols) * sizeof *y->data);
    expect_ok(ctx, gvc_builder_seal(ctx, b, &t));
    return t;
}
