/* reference.h - headerless number files and CSV results of independent programs, for comparisons */
#ifndef GVC_TESTS_REFERENCE_H
#define GVC_TESTS_REFERENCE_H

#include <gvc/gvc.h>

/* Folder of the shared test data, or NULL: the test then skips. */
const char *shared_folder(void);

/* A CSV of numbers without header; data is malloc'ed. The test fails if it cannot be read. */
gvc_dense read_numbers(const char *path);

/* A CSV with a header whose last columns are numbers: cell(row, column by name). */
typedef struct csv {
    char *text;
    char **names;
    gvc_idx columns, rows;
    char ***cells;
} csv;
csv *read_csv(const char *path);
gvc_idx csv_column(const csv *c, const char *name); /* fails the test if absent */
double csv_number(const csv *c, gvc_idx row, gvc_idx column);
void free_csv(csv *c);

/* Countries C1.. with `sectors` industries S1.. each; y has categories F1.. of every country. */
gvc_table *make_table(gvc_ctx *ctx, const gvc_dense *z, const gvc_dense *y, gvc_idx countries);

#endif
