/* test_write.c - writing whole results and tables: stopped at the last moment, wrong options */
#include "expect.h"
#include "folder.h"

static int stop(const char *stage, uint64_t done, uint64_t total, void *user)
{
    (void)stage;
    (void)done;
    (void)total;
    (void)user;
    return 1;
}

static int files_here(void)
{
    int files = 0;
    DIR *dir = opendir(".");
    cr_assert(dir != NULL);
    for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
        files += e->d_name[0] != '.';
    }
    closedir(dir);
    return files;
}

Test(write, leaves_nothing_when_stopped_before_the_end)
{
    static const char *const names[] = {"r.csv", "r.csv.gz", "r.json", "r.h5"};
    folder here;
    folder_enter(&here);
    gvc_ctx *ctx = NULL;
    gvc_table *t = NULL;
    gvc_result *r = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_example_table(ctx, &t, 0));
    expect_ok(ctx, gvc_measure(ctx, &r, t, NULL));
    gvc_ctx_set_progress(ctx, stop, NULL);
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        cr_expect(gvc_result_write(ctx, r, names[k], NULL) == GVC_ECANCELLED, "%s", names[k]);
    }
    cr_expect(gvc_table_write(ctx, t, "t.h5", NULL) == GVC_ECANCELLED);
    cr_expect_eq(files_here(), 0);
    gvc_ctx_set_progress(ctx, NULL, NULL);
    expect_ok(ctx, gvc_table_write(ctx, t, "t.h5", NULL));
    cr_expect_eq(files_here(), 1);
    gvc_result_free(r);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

Test(write, refuses_options_of_another_version)
{
    folder here;
    folder_enter(&here);
    gvc_ctx *ctx = NULL;
    gvc_table *t = NULL;
    cr_assert(gvc_ctx_new(&ctx) == GVC_OK);
    expect_ok(ctx, gvc_example_table(ctx, &t, 0));
    gvc_write_options options = GVC_WRITE_OPTIONS_INIT;
    options.version = 99;
    char says[80];
    snprintf(says, sizeof says, "gvc_write_options of version 99, this library knows %d",
             GVC_WRITE_OPTIONS_VERSION);
    expect_error(ctx, gvc_table_write(ctx, t, "t.h5", &options), GVC_EARG, says);
    gvc_table_free(t);
    gvc_ctx_free(ctx);
    folder_leave(&here);
}
