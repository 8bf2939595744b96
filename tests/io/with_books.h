/* with_books.h - the folder and the context of a test of workbooks, and what tables hold */
#ifndef GVC_TESTS_WITH_BOOKS_H
#define GVC_TESTS_WITH_BOOKS_H

#include "books.h"

static folder here;
static gvc_ctx *ctx;

static inline void enter(void)
{
    folder_enter(&here);
    gvc_ctx_new(&ctx);
}

static inline void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

static inline double cell(const gvc_dense *m, gvc_idx i, gvc_idx j)
{
    return m->data[i * m->stride + j];
}

static inline gvc_table *read_ok(const char *path)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, path, NULL));
    return t;
}

#endif
