/* test_hdf5_start.c - an HDF5 library that cannot start, for want of memory, is told in words */
#define _GNU_SOURCE /* RTLD_NEXT */
#include <dlfcn.h>
#include <sys/resource.h>

#include "hdf5_samples.h"

static gvc_ctx *ctx;
static folder here;

static void setup(void)
{
    folder_enter(&here);
    ctx = small_ctx();
    gvc_table *t = NULL;
    expect_ok(ctx, gvc_builder_seal(ctx, small_builder(ctx), &t));
    expect_ok(ctx, gvc_hdf5_write_table(ctx, t, "t.h5", NULL));
    gvc_table_free(t);
}

static void teardown(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(hdf5_start, .init = setup, .fini = teardown);

static bool cannot_start;

/* Stands before the one of the library. */
herr_t H5open(void)
{
    herr_t (*real)(void) = NULL;
    void *found = dlsym(RTLD_NEXT, "H5open");
    memcpy(&real, &found, sizeof real);
    return cannot_start || real == NULL ? -1 : real();
}

static herr_t shout(hid_t stack, void *user)
{
    (void)stack;
    (*(int *)user)++;
    return 0;
}

Test(hdf5_start, is_told_when_it_fails)
{
    H5E_auto2_t report = NULL;
    void *user = NULL;
    int calls = 0;
    H5Eset_auto2(H5E_DEFAULT, shout, &calls);
    cannot_start = true;
    gvc_status s = try_table(ctx, "t.h5");
    cannot_start = false;
    expect_error(ctx, s, GVC_ENOMEM, "out of memory: starting the HDF5 library");
    cr_expect_eq(calls, 0);
    cr_assert(H5Eget_auto2(H5E_DEFAULT, &report, &user) >= 0);
    cr_expect(report == shout && user == &calls);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    cr_expect_eq(try_table(ctx, "t.h5"), GVC_OK, "%s", gvc_ctx_error(ctx));
}

/* Without a look beforehand HDF5 crashes here. */
Test(hdf5_start, wants_some_memory)
{
#if defined __SANITIZE_ADDRESS__
    cr_skip_test("the sanitizer reserves more than any limit");
#endif
    long pages = 0;
    FILE *statm = fopen("/proc/self/statm", "r");
    if (statm == NULL) {
        cr_skip_test("no /proc/self/statm");
    }
    cr_assert(fscanf(statm, "%ld", &pages) == 1 && fclose(statm) == 0);
    struct rlimit before, limit;
    cr_assert(getrlimit(RLIMIT_AS, &before) == 0);
    limit = before;
    limit.rlim_cur = (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE) + ((rlim_t)1 << 20);
    cr_assert(setrlimit(RLIMIT_AS, &limit) == 0);
    gvc_status s = try_table(ctx, "t.h5");
    cr_assert(setrlimit(RLIMIT_AS, &before) == 0);
    expect_error(ctx, s, GVC_ENOMEM, "out of memory: starting the HDF5 library");
}
