/* with_lists.h - a fresh folder and a context for every test of a suite, the small headerless table
 * `rows` with its label lists, and reading it */
#ifndef GVC_TESTS_WITH_LISTS_H
#define GVC_TESTS_WITH_LISTS_H

#include <expect.h>

#include "folder.h"

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

#define SUITE_WITH_LISTS(name) TestSuite(name, .init = enter, .fini = leave)

/* Two countries, two sectors, one column of final demand each. */
static const char rows[] = "1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1,1\n2,2,2,2,2,20\n";

static void lists(void)
{
    write_text("countries.csv", "AAA\nBBB\n");
    write_text("sectors.csv", "a\nb\n");
}

static gvc_table *read_it(const char *path, const gvc_read_options *options)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, path, options));
    return t;
}

static gvc_status refuse(const char *path, const gvc_read_options *options)
{
    gvc_table *t = NULL;
    gvc_status status = gvc_table_read(ctx, &t, path, options);
    cr_expect_null(t);
    gvc_table_free(t);
    return status;
}

#endif
