/* test_deflate.c - streams of whole doubles: any inflate gets the same bytes back */
#include "hdf5/deflate.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "expect.h"

enum { WORDS = 70000 }; /* more than two blocks */

static gvc_h5_packer *packer;
static struct libdeflate_decompressor *inflater;
static uint64_t *cells, *again;
static unsigned char *packed;

static void setup(void)
{
    packer = gvc_h5_packer_new();
    inflater = libdeflate_alloc_decompressor();
    cells = calloc(WORDS, sizeof *cells);
    again = calloc(WORDS, sizeof *again);
    packed = calloc(WORDS, sizeof *cells);
    cr_assert(packer != NULL && inflater != NULL && cells != NULL && again != NULL &&
              packed != NULL);
}

static void teardown(void)
{
    gvc_h5_packer_free(packer);
    libdeflate_free_decompressor(inflater);
    free(cells);
    free(again);
    free(packed);
}

TestSuite(deflate, .init = setup, .fini = teardown);

static uint64_t next(uint64_t *state)
{
    uint64_t x = (*state += 0x9e3779b97f4a7c15u); /* splitmix64 */
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Returns the length of the stream. */
static size_t round_trip(size_t words)
{
    size_t length = gvc_h5_pack(packer, cells, 8 * words, packed);
    cr_assert(length > 0 && length < 8 * words, "%zu words make %zu bytes", words, length);
    memset(again, 0xa5, 8 * words);
    cr_assert_eq(libdeflate_zlib_decompress(inflater, packed, length, again, 8 * words, NULL),
                 LIBDEFLATE_SUCCESS, "%zu words", words);
    cr_assert(memcmp(cells, again, 8 * words) == 0, "%zu words", words);
    return length;
}

Test(deflate, zeros_of_any_length)
{
    /* Matches of 258 bytes and what is left of them. */
    for (size_t words = 64; words < 64 + 300; words++) {
        round_trip(words);
    }
    cr_expect_lt(round_trip(WORDS), 4000u);
}

Test(deflate, runs_among_numbers)
{
    uint64_t state = 1;
    for (size_t i = 0; i < WORDS;) {
        size_t run = 1 + next(&state) % 90;
        cells[i++] = next(&state);
        for (size_t k = 0; k < run && i < WORDS; k++, i++) {
            cells[i] = run % 3 == 0 ? cells[i - 1] : 0;
        }
    }
    round_trip(WORDS);
    round_trip(WORDS / 2 + 1);
}

Test(deflate, repeats_as_far_back_as_there_is_a_window)
{
    for (size_t back = 4090; back < 4100; back++) {
        uint64_t state = back;
        for (size_t i = 0; i < WORDS; i++) {
            cells[i] = i < back ? next(&state) : cells[i - back];
        }
        bool within = back <= 4096;
        cr_expect_eq(gvc_h5_pack(packer, cells, 8 * WORDS, packed) > 0, within, "%zu", back);
        if (within) {
            cr_expect_lt(round_trip(WORDS), 10 * back);
        }
    }
}

/* Bytes twice as rare each make a code longer than deflate allows, unless it is flattened. */
Test(deflate, bytes_of_very_different_frequency)
{
    uint64_t state = 5;
    for (size_t i = 0; i < WORDS; i++) {
        uint64_t word = 0;
        for (int k = 0; k < 8; k++) {
            word = word << 8 | (uint64_t)__builtin_ctzll(next(&state) | UINT64_C(1) << 40);
        }
        cells[i] = word;
    }
    cr_expect_lt(round_trip(WORDS), WORDS * 8 / 3);
}

Test(deflate, does_not_grow)
{
    uint64_t state = 9;
    for (size_t i = 0; i < WORDS; i++) {
        cells[i] = next(&state);
    }
    cr_expect_eq(gvc_h5_pack(packer, cells, 8 * WORDS, packed), 0u);
    cr_expect_eq(gvc_h5_pack(packer, cells, 8, packed), 0u);
    cr_expect_eq(gvc_h5_pack(packer, cells, 804, packed), 0u, "no whole number of doubles");
    gvc_h5_packer_free(NULL);
}

Test(deflate, same_bytes_every_time)
{
    uint64_t state = 3;
    for (size_t i = 0; i < WORDS; i++) {
        cells[i] = next(&state) % 4 == 0 ? next(&state) : 0;
    }
    size_t length = round_trip(WORDS);
    unsigned char *first = malloc(length);
    cr_assert_not_null(first);
    memcpy(first, packed, length);
    memset(cells, 1, 800);
    round_trip(100); /* what the packer has seen before must not show */
    uint64_t other = 3;
    for (size_t i = 0; i < WORDS; i++) {
        cells[i] = next(&other) % 4 == 0 ? next(&other) : 0;
    }
    cr_expect_eq(round_trip(WORDS), length);
    cr_expect(memcmp(first, packed, length) == 0);
    free(first);
}
