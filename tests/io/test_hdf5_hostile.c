/* test_hdf5_hostile.c - files that are foreign, damaged or made to hurt get words, never a crash */
#include "with_hdf5.h"

/* HDF5 loses memory of its own when the header of an object is damaged. What we leave open is
 * counted by a test below. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5_serial";
}

const char *__lsan_default_options(void);
const char *__lsan_default_options(void)
{
    return "print_suppressions=0";
}

SUITE_WITH_HDF5(hdf5_hostile);

static void expect_words(gvc_status s, const char *start)
{
    cr_expect_eq(s, GVC_EFORMAT, "%s", gvc_status_name(s));
    cr_expect(strncmp(gvc_ctx_error(ctx), start, strlen(start)) == 0, "'%s' instead of '%s ...'",
              gvc_ctx_error(ctx), start);
}

Test(hdf5_hostile, a_missing_file_and_a_folder_are_named)
{
    expect_error(ctx, try_table(ctx, "none.h5"), GVC_EIO, "No such file or directory");
    expect_error(ctx, try_result(ctx, "."), GVC_EIO, "is a directory, expected an HDF5 file");
}

Test(hdf5_hostile, text_is_no_hdf5)
{
    write_text("x.h5", "a,b\n1,2\n");
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT, "is not an HDF5 file");
    write_text("x.h5", "");
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT, "is not an HDF5 file");
}

Test(hdf5_hostile, a_foreign_file_is_told_from_ours)
{
    gvc_kind kind = GVC_KIND_RESULT;
    const char *words = "is an HDF5 file but not one of gvc's (no attribute gvc_schema); gvc reads "
                        "what `gvc import` and `gvc decompose -o` write";
    hid_t file = H5Fcreate("x.h5", H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(file >= 0 && H5Fclose(file) >= 0);
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT, words);
    expect_error(ctx, try_result(ctx, "x.h5"), GVC_EFORMAT, words);
    expect_error(ctx, gvc_hdf5_kind(ctx, "x.h5", &kind), GVC_EFORMAT, words);
    cr_expect_eq(kind, GVC_KIND_RESULT);
}

Test(hdf5_hostile, tables_and_results_are_told_apart)
{
    expect_error(ctx, try_table(ctx, "r.h5"), GVC_EFORMAT, "is a gvc result, not a table");
    expect_error(ctx, try_result(ctx, "t.h5"), GVC_EFORMAT, "is a gvc table, not a result");
    spoil_attribute("t.h5", "gvc_schema", "tabel");
    expect_error(ctx, try_table(ctx, "t.h5"), GVC_EFORMAT,
                 "attribute gvc_schema is 'tabel', expected table or result");
}

Test(hdf5_hostile, every_missing_dataset_is_named)
{
    static const char *const needed[] = {"industry",
                                         "industry_country",
                                         "industry_sector",
                                         "final_use",
                                         "final_use_country",
                                         "final_use_category",
                                         "country",
                                         "sector",
                                         "Z",
                                         "Y",
                                         "V",
                                         "x"};
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) {
        char words[128];
        copy_file("t.h5", "x.h5");
        spoil_dataset("x.h5", needed[i], 0, NULL);
        snprintf(words, sizeof words, "is a gvc table but has no dataset '%s'; it is damaged",
                 needed[i]);
        expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT, words);
    }
    spoil_dataset("r.h5", "sector", 0, NULL);
    expect_words(try_result(ctx, "r.h5"), "is damaged");
}

/* What tells a term from a dataset that a user added. */
static void add_sums(const char *path, const char *dataset)
{
    const int sums = 1;
    hid_t file = H5Fopen(path, H5F_ACC_RDWR, H5P_DEFAULT), space = H5Screate(H5S_SCALAR);
    hid_t a = H5Acreate_by_name(file, dataset, "sums", H5T_STD_I32LE, space, H5P_DEFAULT,
                                H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(a >= 0 && H5Awrite(a, H5T_NATIVE_INT, &sums) >= 0);
    cr_assert(H5Aclose(a) >= 0 && H5Sclose(space) >= 0 && H5Fclose(file) >= 0);
}

Test(hdf5_hostile, wrong_shapes_and_types_are_named)
{
    const hsize_t cube[3] = {6, 6, 6}, wide[2] = {6, 7}, line[1] = {6};
    copy_file("t.h5", "x.h5");
    spoil_dataset("x.h5", "Z", 3, cube);
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT,
                 "dataset 'Z' has 3 dimensions, expected 2");
    copy_file("t.h5", "x.h5");
    spoil_dataset("x.h5", "Z", 2, wide);
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT,
                 "is damaged: dimension 2 of dataset 'Z' is 7, the labels say 6");
    copy_file("t.h5", "x.h5");
    spoil_dataset("x.h5", "industry", 1, line);
    expect_error(ctx, try_table(ctx, "x.h5"), GVC_EFORMAT,
                 "dataset 'industry' holds no variable-length text; it is not as gvc wrote it");
    spoil_dataset("r.h5", "dva", 2, wide);
    add_sums("r.h5", "dva");
    expect_error(ctx, try_result(ctx, "r.h5"), GVC_EFORMAT,
                 "dataset 'dva' has 2 dimensions, expected 4");
}

/* Extents that no memory holds, in a file of a few kilobytes. */
Test(hdf5_hostile, huge_claims_are_refused_before_memory_is_asked_for)
{
    const hsize_t huge = (hsize_t)1 << 40, chunk[1] = {1024};
    hid_t file = H5Fopen("t.h5", H5F_ACC_RDWR, H5P_DEFAULT);
    hid_t type = H5Tcopy(H5T_C_S1), space = H5Screate_simple(1, &huge, NULL);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    H5Tset_size(type, H5T_VARIABLE);
    H5Pset_chunk(creation, 1, chunk);
    cr_assert(file >= 0 && H5Ldelete(file, "industry", H5P_DEFAULT) >= 0);
    hid_t ds = H5Dcreate2(file, "industry", type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(ds >= 0);
    H5Dclose(ds);
    H5Pclose(creation);
    H5Sclose(space);
    H5Tclose(type);
    cr_assert(H5Fclose(file) >= 0);
    expect_words(try_table(ctx, "t.h5"),
                 "is damaged: dataset 'industry' claims 1099511627776 texts in a file of ");
}

Test(hdf5_hostile, numbers_that_were_never_written_are_missed)
{
    const hsize_t square[2] = {6, 6};
    spoil_dataset("t.h5", "Z", 2, square);
    expect_words(try_table(ctx, "t.h5"),
                 "is damaged or half-written (dataset 'Z' claims 36 values");
}

Test(hdf5_hostile, the_memory_limit_holds)
{
    gvc_ctx_set_memory_limit(ctx, 100);
    cr_expect_eq(try_table(ctx, "t.h5"), GVC_ENOMEM);
    cr_expect_eq(try_result(ctx, "r.h5"), GVC_ENOMEM);
}

Test(hdf5_hostile, a_truncated_file_is_damaged, .timeout = 120)
{
    size_t length = 0;
    char *bytes = read_bytes("t.h5", &length);
    for (size_t cut = 8; cut < length; cut += cut < 600 ? 7 : 97) {
        write_bytes("x.h5", bytes, cut);
        expect_words(try_table(ctx, "x.h5"), "is damaged or half-written (");
        expect_words(try_result(ctx, "x.h5"), "is damaged or half-written (");
    }
    free(bytes);
}

/* Any outcome but a crash: flips may hit numbers, texts or what HDF5 has checksums for. */
static void flip(const char *name, gvc_status (*read)(gvc_ctx *, const char *), uint64_t seed)
{
    size_t length = 0;
    int refused = 0;
    char *bytes = read_bytes(name, &length);
    for (int round = 0; round < 1000; round++) {
        size_t at[4];
        char old[4];
        for (int k = 0; k < 4; k++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            at[k] = (size_t)(seed >> 33) % length;
            old[k] = bytes[at[k]];
            bytes[at[k]] = (char)(seed >> 24);
        }
        write_bytes("x.h5", bytes, length);
        refused += read(ctx, "x.h5") != GVC_OK;
        for (int k = 3; k >= 0; k--) {
            bytes[at[k]] = old[k];
        }
    }
    cr_expect_gt(refused, 100);
    free(bytes);
}

Test(hdf5_hostile, flipped_bytes_of_a_table_never_crash, .timeout = 120)
{
    flip("t.h5", try_table, 1);
}

Test(hdf5_hostile, flipped_bytes_of_a_result_never_crash, .timeout = 120)
{
    flip("r.h5", try_result, 2);
}

static herr_t shout(hid_t stack, void *user)
{
    (void)stack;
    (*(int *)user)++;
    return 0;
}

/* HDF5 prints nothing while we work, and the caller's handler is back afterwards. */
Test(hdf5_hostile, the_error_handler_of_the_caller_is_kept)
{
    int calls = 0;
    H5Eset_auto2(H5E_DEFAULT, shout, &calls);
    write_text("x.h5", "\x89HDF\r\n\x1a\n and nothing else");
    expect_words(try_table(ctx, "x.h5"), "is damaged or half-written (");
    cr_expect_eq(calls, 0);
    cr_expect(H5Fopen("x.h5", H5F_ACC_RDONLY, H5P_DEFAULT) < 0);
    cr_expect_eq(calls, 1);
    H5Eset_auto2(H5E_DEFAULT, NULL, NULL);
}

Test(hdf5_hostile, nothing_stays_open)
{
    try_table(ctx, "t.h5");
    try_result(ctx, "t.h5");
    spoil_dataset("t.h5", "Y", 0, NULL);
    try_table(ctx, "t.h5");
    cr_expect_eq(H5Fget_obj_count((hid_t)H5F_OBJ_ALL, H5F_OBJ_ALL), 0);
}
