/* test_file.c - a host program that uses HDF5 itself keeps its files, its error handler and its
 * conversions, and HDF5 its clean-up at exit */
#include <sys/wait.h>

#include "hdf5_samples.h"

static folder here;
static gvc_ctx *ctx;

static void enter(void)
{
    folder_enter(&here);
    ctx = small_ctx();
}

static void leave(void)
{
    gvc_ctx_free(ctx);
    folder_leave(&here);
}

TestSuite(file, .init = enter, .fini = leave);

/* Writes a table and a result and reads them, and a file that is damaged. */
static void use_gvc(void)
{
    gvc_table *t = NULL, *back = NULL;
    gvc_result *r = small_result(ctx), *result = NULL;
    expect_ok(ctx, gvc_example_table(ctx, &t, 0));
    expect_ok(ctx, gvc_table_write(ctx, t, "t.h5", NULL));
    expect_ok(ctx, gvc_table_read(ctx, &back, "t.h5", NULL));
    expect_ok(ctx, gvc_result_write(ctx, r, "r.h5", NULL));
    expect_ok(ctx, gvc_result_read(ctx, &result, "r.h5"));
    gvc_table_free(t);
    gvc_table_free(back);
    gvc_result_free(r);
    gvc_result_free(result);
    cut_file("t.h5", "cut.h5", 3000);
    t = NULL;
    cr_expect_neq(gvc_table_read(ctx, &t, "cut.h5", NULL), GVC_OK);
}

/* A dataset of texts, "one" and "two". */
static void host_write(hid_t file, const char *name)
{
    static const char *const texts[] = {"one", "two"};
    const hsize_t count = 2;
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate_simple(1, &count, NULL);
    cr_assert(H5Tset_size(type, H5T_VARIABLE) >= 0);
    hid_t ds = H5Dcreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(ds >= 0 && H5Dwrite(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) >= 0);
    H5Dclose(ds);
    H5Sclose(space);
    H5Tclose(type);
}

static void host_read(hid_t file, const char *name)
{
    char *texts[2] = {NULL, NULL};
    hid_t type = H5Tcopy(H5T_C_S1), ds = H5Dopen2(file, name, H5P_DEFAULT);
    cr_assert(ds >= 0 && H5Tset_size(type, H5T_VARIABLE) >= 0);
    cr_assert(H5Dread(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, texts) >= 0);
    cr_expect_str_eq(texts[0], "one");
    cr_expect_str_eq(texts[1], "two");
    H5free_memory(texts[0]);
    H5free_memory(texts[1]);
    H5Dclose(ds);
    H5Tclose(type);
}

/* Counts what HDF5 reports. */
static herr_t count_reports(hid_t stack, void *user)
{
    (void)stack;
    ++*(int *)user;
    return 0;
}

Test(file, leaves_a_host_its_files_and_its_errors)
{
    int reports = 0;
    H5E_auto2_t handler = NULL;
    void *data = NULL;
    cr_assert(H5Eset_auto2(H5E_DEFAULT, count_reports, &reports) >= 0);
    hid_t own = H5Fcreate("own.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    host_write(own, "before");
    use_gvc();
    cr_expect_eq(reports, 0);
    cr_expect(H5Eget_auto2(H5E_DEFAULT, &handler, &data) >= 0);
    cr_expect(handler == count_reports && data == &reports);
    host_write(own, "after");
    host_read(own, "before");
    cr_expect_eq(H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL), 1);
    cr_assert(H5Fclose(own) >= 0);
    use_gvc();
    own = H5Fopen("own.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    cr_assert(own >= 0);
    host_read(own, "before");
    host_read(own, "after");
    cr_expect(H5Fclose(own) >= 0);
}

/* Texts as bytes of an opaque type of the host: HDF5 cannot do that, and must not seem to. */
Test(file, converts_nothing_for_a_host)
{
    unsigned char bytes[2][16] = {{0}};
    hid_t own = H5Fcreate("own.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    host_write(own, "texts");
    use_gvc();
    hid_t ds = H5Dopen2(own, "texts", H5P_DEFAULT), type = H5Tcreate(H5T_OPAQUE, 16);
    cr_assert(ds >= 0 && H5Tset_tag(type, "of the host") >= 0);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
    cr_expect(H5Dread(ds, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, bytes) < 0);
    use_gvc();
    H5Tclose(type);
    H5Dclose(ds);
    H5Fclose(own);
}

/* A host that opened HDF5 first keeps its clean-up at exit, which saves files left open. */
Test(file, leaves_hdf5_its_clean_up_at_exit)
{
    pid_t child = fork();
    cr_assert(child >= 0);
    if (child == 0) {
        H5open();
        hid_t own = H5Fcreate("own.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
        host_write(own, "texts");
        use_gvc();
        H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
        exit(0);
    }
    int status = 0;
    cr_assert_eq(waitpid(child, &status, 0), child);
    cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    hid_t own = H5Fopen("own.h5", H5F_ACC_RDONLY, H5P_DEFAULT);
    cr_assert(own >= 0);
    host_read(own, "texts");
    H5Fclose(own);
}
