/* written.h - what a writer makes of a result, as text */
#ifndef GVC_TESTS_WRITTEN_H
#define GVC_TESTS_WRITTEN_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "small.h"

/* The file that the format makes of r, NUL-ended, to be freed. */
static inline char *written(gvc_ctx *ctx, const gvc_result *r, gvc_write_options options)
{
    const char *parent = getenv("TMPDIR");
    char place[300], name[320];
    snprintf(place, sizeof place, "%.200s/gvc-written-XXXXXX", parent == NULL ? "/tmp" : parent);
    cr_assert(mkdtemp(place) != NULL);
    snprintf(name, sizeof name, "%s/out", place);
    expect_ok(ctx, gvc_result_write(ctx, r, name, &options));
    FILE *file = fopen(name, "rb");
    cr_assert(file != NULL);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *text = calloc(size + 1, 1);
    cr_assert(text != NULL && fread(text, 1, size, file) == size);
    fclose(file);
    unlink(name);
    cr_assert(rmdir(place) == 0); /* nothing else was left */
    return text;
}

static inline void expect_written(gvc_ctx *ctx, const gvc_result *r, gvc_write_options options,
                                  const char *expected)
{
    char *text = written(ctx, r, options);
    cr_expect_str_eq(text, expected);
    free(text);
}

/* A result of one dimension of labels and one term, filled with the values. */
static inline gvc_result *one_column(gvc_ctx *ctx, int32_t year, const char *const *labels,
                                     const double *values, gvc_idx count, const char *units)
{
    gvc_result *r = NULL;
    gvc_term term = {"gexp", "Gross exports", NULL, units, false};
    expect_ok(ctx, gvc_result_new(ctx, &r));
    expect_ok(ctx, gvc_result_add_int_dim(ctx, r, "year", &year, 1));
    expect_ok(ctx, gvc_result_add_dim(ctx, r, "exporter", labels, count));
    expect_ok(ctx, gvc_result_add_term(ctx, r, &term));
    expect_ok(ctx, gvc_result_allocate(ctx, r));
    memcpy(gvc_result_fill(r, 0), values, (size_t)count * sizeof *values);
    return r;
}

#endif
