/* with_folder.h - a fresh folder and a context for every test of a suite, and reading tables there
 */
#ifndef GVC_TESTS_WITH_FOLDER_H
#define GVC_TESTS_WITH_FOLDER_H

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

#define SUITE_WITH_FOLDER(name) TestSuite(name, .init = enter, .fini = leave)

static inline gvc_table *read_it(const char *path, const gvc_read_options *options)
{
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_table_read(ctx, &t, path, options));
    return t;
}

static inline gvc_status refuse(const char *path, const gvc_read_options *options)
{
    gvc_table *t = NULL;
    gvc_status status = gvc_table_read(ctx, &t, path, options);
    cr_expect_null(t);
    gvc_table_free(t);
    return status;
}

#endif
