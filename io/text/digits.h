/* digits.h - digits read eight at a time, for the places where a table has millions of them */
#ifndef GVC_IO_DIGITS_H
#define GVC_IO_DIGITS_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

static inline bool gvc_is_digit(char c)
{
    return (unsigned char)(c - '0') < 10;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define GVC_LITTLE_ENDIAN_WORDS 1
#else
#define GVC_LITTLE_ENDIAN_WORDS 0
#endif

#if GVC_LITTLE_ENDIAN_WORDS
/* Eight digits, one a byte, the first in the lowest: pairs are joined, then pairs of pairs. */
static inline uint64_t gvc_join_eight(uint64_t word)
{
    word = word * 10 + (word >> 8);
    return ((word & 0x000000ff000000ffu) * 0x000f424000000064u +
            ((word >> 16) & 0x000000ff000000ffu) * 0x0000271000000001u) >>
           32;
}
#endif

/* The digits at the start of eight bytes: their value, and how many they are. No branch depends on
 * that count, which a processor cannot foresee. */
static inline int gvc_leading_digits(const char *text, uint64_t *value)
{
#if GVC_LITTLE_ENDIAN_WORDS
    uint64_t word;
    memcpy(&word, text, sizeof word);
    word -= 0x3030303030303030u;
    /* The lowest marked byte is the first that is no digit; borrows and carries change only bytes
     * above it. */
    uint64_t other = (word | (word + 0x7676767676767676u)) & 0x8080808080808080u;
    uint64_t ones = ((other - 1) & ~other & 0x8080808080808080u) >> 7; /* 1 in each digit's byte */
    int count = (int)((ones * 0x0101010101010101u) >> 56);
    /* The digits move to the top, zeros come in front of them; in two steps, as all may go. */
    int half = 4 * (8 - count);
    *value = gvc_join_eight(word << half << half);
    return count;
#else
    uint64_t sum = 0;
    int i = 0;
    for (; i < 8 && gvc_is_digit(text[i]); i++) {
        sum = 10 * sum + (uint64_t)(text[i] - '0');
    }
    *value = sum;
    return i;
#endif
}

#endif
