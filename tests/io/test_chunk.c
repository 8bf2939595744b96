/* test_chunk.c - cells between a block and its chunks, plain and shuffled */
#include "expect.h"
#include "hdf5/h5.h"

enum { ROWS = 37, COLS = 53, STRIDE = 60, SIDE = 20, CELLS = SIDE * SIDE };

static double block[ROWS * STRIDE], back[ROWS * STRIDE], cells[CELLS], plain[CELLS];
static const hsize_t chunk[GVC_H5_MAX_RANK] = {SIDE, SIDE};

static gvc_h5_block fill(void)
{
    for (int i = 0; i < ROWS * STRIDE; i++) {
        block[i] = (double)(i + 1) / 7;
        back[i] = -1;
    }
    gvc_dense m = {block, ROWS, COLS, STRIDE};
    return gvc_h5_matrix(&m);
}

/* Byte k of value i lies at k * values + i. */
Test(chunk, shuffle_is_that_of_hdf5)
{
    for (size_t values = 1; values < 70; values++) {
        unsigned char out[8 * 80];
        double in[70], again[70];
        fill();
        memcpy(in, block, values * sizeof *in);
        gvc_h5_shuffle(in, out, 80, values);
        for (size_t i = 0; i < values; i++) {
            for (size_t k = 0; k < 8; k++) {
                cr_assert_eq(out[k * 80 + i], ((const unsigned char *)in)[8 * i + k],
                             "byte %zu of value %zu of %zu", k, i, values);
            }
        }
        gvc_h5_unshuffle(out, 80, again, values);
        cr_assert(memcmp(in, again, values * sizeof *in) == 0, "%zu values", values);
    }
}

static void there_and_back(bool shuffled)
{
    gvc_h5_block b = fill();
    hsize_t offset[GVC_H5_MAX_RANK] = {0}, count = 0;
    do {
        memset(cells, 0x55, sizeof cells);
        gvc_h5_gather(&b, block, chunk, offset, shuffled, cells);
        if (shuffled) {
            gvc_h5_unshuffle((const unsigned char *)cells, CELLS, plain, CELLS);
        }
        const double *seen = shuffled ? plain : cells;
        for (hsize_t i = 0; i < SIDE; i++) {
            for (hsize_t j = 0; j < SIDE; j++) {
                hsize_t r = offset[0] + i, c = offset[1] + j;
                double expected = r < ROWS && c < COLS ? block[r * STRIDE + c] : 0;
                cr_assert_eq(seen[i * SIDE + j], expected, "cell %d, %d", (int)r, (int)c);
            }
        }
        gvc_h5_scatter(&b, back, chunk, offset, shuffled, cells);
        count++;
    } while (gvc_h5_next_chunk(&b, chunk, offset));
    cr_expect_eq(count, gvc_h5_chunks(&b, chunk));
    for (int i = 0; i < ROWS * STRIDE; i++) {
        cr_assert_eq(back[i], i % STRIDE < COLS ? block[i] : -1, "cell %d", i);
    }
}

Test(chunk, cells_go_there_and_back)
{
    there_and_back(false);
    there_and_back(true);
}

Test(chunk, one_chunk_is_the_block_as_it_lies_in_memory)
{
    gvc_h5_block b = fill();
    const hsize_t whole[2] = {ROWS, COLS};
    cr_expect(!gvc_h5_is_one_chunk(&b, whole), "rows lie apart");
    gvc_dense m = {block, ROWS, COLS, COLS};
    b = gvc_h5_matrix(&m);
    cr_expect(gvc_h5_is_one_chunk(&b, whole));
    cr_expect(!gvc_h5_is_one_chunk(&b, chunk));
}
