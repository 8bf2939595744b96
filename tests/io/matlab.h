/* matlab.h - files as MATLAB 7.3 writes them, made in a test: HDF5 with 512 bytes in front,
 * matrices turned, cell arrays of texts */
#ifndef GVC_TESTS_MATLAB_H
#define GVC_TESTS_MATLAB_H

#include <criterion/criterion.h>
#include <hdf5.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "folder.h"

static inline hid_t matlab_create(const char *name)
{
    H5dont_atexit(); /* after a damaged file HDF5 complains about itself */
    hid_t creation = H5Pcreate(H5P_FILE_CREATE);
    H5Pset_userblock(creation, 512);
    hid_t file = H5Fcreate(name, H5F_ACC_TRUNC, creation, H5P_DEFAULT);
    H5Pclose(creation);
    cr_assert(file >= 0, "%s", name);
    hid_t refs = H5Gcreate2(file, "#refs#", H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    H5Gclose(refs);
    return file;
}

static inline void matlab_close(hid_t file, const char *name)
{
    static const char head[] = "MATLAB 7.3 MAT-file, Platform: GLNXA64";
    cr_assert(H5Fclose(file) >= 0);
    FILE *f = fopen(name, "r+b");
    cr_assert(f != NULL && fwrite(head, 1, sizeof head - 1, f) == sizeof head - 1);
    fclose(f);
}

/* A matrix of rows x cols, in chunks of that many columns and rows where these are not 0. */
static inline void matlab_matrix(hid_t at, const char *name, const double *data, hsize_t rows,
                                 hsize_t cols, hsize_t chunk_cols, hsize_t chunk_rows, hid_t type)
{
    hsize_t extent[2] = {cols, rows}, chunk[2] = {chunk_cols, chunk_rows};
    double *turned = calloc((size_t)(rows * cols) + 1, sizeof *turned);
    for (hsize_t i = 0; i < rows; i++) {
        for (hsize_t j = 0; j < cols; j++) {
            turned[j * rows + i] = data[i * cols + j];
        }
    }
    hid_t space = H5Screate_simple(2, extent, NULL), creation = H5Pcreate(H5P_DATASET_CREATE);
    if (chunk_cols != 0) {
        H5Pset_chunk(creation, 2, chunk);
        H5Pset_deflate(creation, 3);
    }
    hid_t ds = H5Dcreate2(at, name, type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    cr_assert(H5Dwrite(ds, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, turned) >= 0);
    H5Dclose(ds);
    H5Pclose(creation);
    H5Sclose(space);
    free(turned);
}

static inline void matlab_text(hid_t at, const char *name, const char *text)
{
    hsize_t extent[2] = {strlen(text), 1};
    uint16_t wide[256] = {0};
    for (size_t i = 0; i < extent[0]; i++) {
        wide[i] = (unsigned char)text[i];
    }
    hid_t space = H5Screate_simple(2, extent, NULL);
    hid_t ds = H5Dcreate2(at, name, H5T_STD_U16LE, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(H5Dwrite(ds, H5T_NATIVE_UINT16, H5S_ALL, H5S_ALL, H5P_DEFAULT, wide) >= 0);
    H5Dclose(ds);
    H5Sclose(space);
}

/* A cell array of texts, NULL-ended; the texts go to #refs#. */
static inline void matlab_cells(hid_t file, hid_t at, const char *name, const char *const *texts)
{
    hobj_ref_t references[64] = {0};
    hsize_t extent[2] = {1, 0};
    for (; texts[extent[1]] != NULL; extent[1]++) {
        char path[128];
        snprintf(path, sizeof path, "#refs#/%.64s%d", name, (int)extent[1]);
        matlab_text(file, path, texts[extent[1]]);
        cr_assert(H5Rcreate(&references[extent[1]], file, path, H5R_OBJECT, -1) >= 0);
    }
    hid_t space = H5Screate_simple(2, extent, NULL);
    hid_t ds = H5Dcreate2(at, name, H5T_STD_REF_OBJ, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT);
    cr_assert(H5Dwrite(ds, H5T_STD_REF_OBJ, H5S_ALL, H5S_ALL, H5P_DEFAULT, references) >= 0);
    H5Dclose(ds);
    H5Sclose(space);
}

#endif
