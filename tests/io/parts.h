/* parts.h - tables of several files: folders copied, packed, damaged; rows below against a mock */
#ifndef GVC_TESTS_PARTS_H
#define GVC_TESTS_PARTS_H

#include <stdarg.h>

#include "mock.h"
#include "with_folder.h"

/* Runs a command in the folder of the test. */
GVC_PRINTF(1, 2) static inline void run_here(const char *format, ...)
{
    char command[6 * FOLDER_PATH];
    va_list args;
    va_start(args, format);
    vsnprintf(command, sizeof command, format, args);
    va_end(args);
    cr_assert_eq(system(command), 0, "%s", command);
}

/* Text `from` becomes `to` in a file. */
static inline void replace_text(const char *name, const char *from, const char *to)
{
    size_t length = 0;
    char *text = read_bytes(name, &length), *at = strstr(text, from);
    cr_assert(at != NULL, "no %s in %s", from, name);
    FILE *file = fopen(name, "wb");
    cr_assert(file != NULL);
    fwrite(text, 1, (size_t)(at - text), file);
    fputs(to, file);
    fputs(at + strlen(from), file);
    fclose(file);
    free(text);
}

/* A change to a file, and what reading the folder t says then. */
typedef struct damage {
    const char *file, *from, *to;
    gvc_status status;
    const char *message;
} damage;

static inline void expect_damage(const damage *d, const char *where)
{
    char name[128], message[512];
    snprintf(name, sizeof name, "%s/%s", where, d->file);
    replace_text(name, d->from, d->to);
    snprintf(message, sizeof message, "reading t: %s", d->message);
    expect_error(ctx, refuse("t", NULL), d->status, message);
}

static inline double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

/* The row sums of the mock's taxes, where it has them. */
static inline void mock_taxes(const mock *m)
{
    size_t n = 0;
    gvc_idx *rows = mock_rows(m, &n);
    mock_primary(m, "taxes_on_products", GVC_ROLE_TAX, rows, n);
    free(rows);
}

/* Each of the paths reads to what the mock expects. */
static inline void mock_paths(mock *m, const char *const *paths, gvc_idx industries)
{
    for (; *paths != NULL; paths++) {
        expect_ok(ctx, gvc_table_read(ctx, &m->t, *paths, NULL));
        cr_assert_eq(gvc_table_count(m->t, GVC_INDUSTRY), industries, "%s", *paths);
        mock_expect(m, true);
        mock_taxes(m);
        gvc_table_free(m->t);
        m->t = NULL;
    }
}

#endif
