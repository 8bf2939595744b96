/* deflate.c - zlib streams of doubles, packed a whole number at a time
 *
 * Half of a result is zeros, many other cells repeat one of the last thousands, and the rest has
 * bytes that no packer shrinks much. A general packer searches byte by byte, which costs more than
 * the decomposition that made the numbers. Here a match starts and ends at whole doubles, one
 * candidate is looked at, and everything else goes through a Huffman code of its bytes. Any inflate
 * reads it (RFC 1950, RFC 1951). Only for machines that store doubles as the file does, lowest byte
 * first. */
#include "hdf5/deflate.h"

#include <libdeflate.h>
#include <string.h>

#include "base/base.h"

enum {
    WINDOW = 4096,      /* words back that a match may lie: the 32 KiB of deflate */
    SLOTS = 1 << 13,    /* of the table of words seen */
    BLOCK = 1 << 15,    /* words with one Huffman code */
    LITERALS = 286,     /* bytes, end of block, lengths */
    DISTANCES = 30,     /* codes of distances */
    LENGTHS = 19,       /* codes of code lengths */
    END_OF_BLOCK = 256, /* symbol */
    LONGEST = 258,      /* bytes of a match */
    LITERAL_BITS = 14,  /* longest code: four of them, and 7 bits left over, fit into 64 bits */
    DISTANCE_BITS = 15,
    LENGTH_BITS = 7
};

/* Literal words, then a match; the last one of a block may have no match. */
typedef struct token {
    uint32_t literals, words, back; /* all in words */
} token;

typedef struct code {
    uint16_t bits; /* in the order of sending, the first lowest */
    uint16_t length;
} code;

struct gvc_h5_packer {
    uint32_t seen[SLOTS]; /* position of a word + 1 */
    token tokens[BLOCK];
    size_t count; /* of tokens */
    uint32_t literal_uses[LITERALS], distance_uses[DISTANCES];
    code literal[LITERALS], distance[DISTANCES];
};

typedef struct stream {
    unsigned char *at, *end;
    uint64_t bits;
    unsigned count; /* of bits, below 8 after a flush */
} stream;

gvc_h5_packer *gvc_h5_packer_new(void)
{
    return gvc_malloc(1, sizeof(gvc_h5_packer));
}

void gvc_h5_packer_free(gvc_h5_packer *p)
{
    gvc_release(p);
}

/* ---- symbols ----------------------------------------------------------------------------------
 */

typedef struct symbol {
    unsigned number, extra, extra_bits;
} symbol;

static unsigned top_bit(unsigned x)
{
    return 31 - (unsigned)__builtin_clz(x);
}

/* Length of a match, 3 .. 258 bytes. */
static symbol length_symbol(unsigned bytes)
{
    unsigned x = bytes - 3;
    if (bytes == LONGEST) {
        return (symbol){LITERALS - 1, 0, 0};
    }
    if (x < 8) {
        return (symbol){257 + x, 0, 0};
    }
    unsigned extra = top_bit(x) - 2;
    return (symbol){261 + 4 * extra + (x >> extra & 3), x & ((1u << extra) - 1), extra};
}

/* Distance of a match, at least 5 bytes. */
static symbol distance_symbol(unsigned bytes)
{
    unsigned x = bytes - 1, extra = top_bit(x) - 1;
    return (symbol){2 * extra + 2 + (x >> extra & 1), x & ((1u << extra) - 1), extra};
}

/* How much of a long match goes next: what is left must be none or a match too. */
static unsigned next_length(size_t left)
{
    return left <= LONGEST ? (unsigned)left : left < LONGEST + 3 ? LONGEST - 3 : LONGEST;
}

/* ---- matches ----------------------------------------------------------------------------------
 */

static uint64_t word_at(const unsigned char *cells, size_t i)
{
    uint64_t word;
    memcpy(&word, cells + 8 * i, sizeof word);
    return word;
}

static uint32_t *slot_of(gvc_h5_packer *p, uint64_t word)
{
    return &p->seen[(word * UINT64_C(0x9e3779b97f4a7c15)) >> 51];
}

static void count_literals(gvc_h5_packer *p, const unsigned char *cells, size_t words)
{
    for (size_t i = 0; i < 8 * words; i++) {
        p->literal_uses[cells[i]]++;
    }
}

static void count_match(gvc_h5_packer *p, size_t words, unsigned back)
{
    unsigned number = distance_symbol(8 * back).number;
    for (size_t left = 8 * words; left > 0;) {
        unsigned bytes = next_length(left);
        p->literal_uses[length_symbol(bytes).number]++;
        p->distance_uses[number]++;
        left -= bytes;
    }
}

static size_t match_words(const unsigned char *cells, size_t i, size_t end, size_t back)
{
    size_t j = i + 1;
    while (j < end && word_at(cells, j) == word_at(cells, j - back)) {
        j++;
    }
    return j - i;
}

/* Cuts the words first .. end - 1 into tokens and counts the symbols they take. */
static void find_matches(gvc_h5_packer *p, const unsigned char *cells, size_t first, size_t end)
{
    memset(p->literal_uses, 0, sizeof p->literal_uses);
    memset(p->distance_uses, 0, sizeof p->distance_uses);
    p->count = 0;
    size_t start = first; /* of the literals at hand */
    for (size_t i = first; i < end;) {
        uint64_t word = word_at(cells, i);
        uint32_t *slot = slot_of(p, word);
        size_t back = i + 1 - *slot;
        bool known = *slot != 0 && back <= WINDOW && word_at(cells, i - back) == word;
        *slot = (uint32_t)i + 1;
        if (!known) {
            i++;
            continue;
        }
        size_t words = match_words(cells, i, end, back);
        p->tokens[p->count++] = (token){(uint32_t)(i - start), (uint32_t)words, (uint32_t)back};
        count_literals(p, cells + 8 * start, i - start);
        count_match(p, words, (unsigned)back);
        for (size_t j = back > 1 ? i + 1 : i + words - 1; j < i + words; j++) {
            *slot_of(p, word_at(cells, j)) = (uint32_t)j + 1;
        }
        start = i += words;
    }
    if (start < end) {
        p->tokens[p->count++] = (token){(uint32_t)(end - start), 0, 0};
        count_literals(p, cells + 8 * start, end - start);
    }
    p->literal_uses[END_OF_BLOCK] = 1;
}

/* ---- Huffman codes ----------------------------------------------------------------------------
 */

/* The symbols in use, the rarest first; insertion is good enough for a few hundred. */
static int sort_used(const uint32_t uses[], int count, int order[])
{
    int used = 0;
    for (int s = 0; s < count; s++) {
        if (uses[s] == 0) {
            continue;
        }
        int at = used++;
        for (; at > 0 && uses[order[at - 1]] > uses[s]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = s;
    }
    return used;
}

/* Lengths of the Huffman code of `used` symbols, two or more; returns the longest. Leaves come in
 * ascending order, and inner nodes are made in ascending order: two queues. */
static unsigned build_tree(const uint32_t uses[], const int order[], int used, uint8_t length[])
{
    int parent[2 * LITERALS], nodes = used;
    uint32_t weight[2 * LITERALS];
    uint8_t depth[2 * LITERALS];
    for (int k = 0; k < used; k++) {
        weight[k] = uses[order[k]];
    }
    for (int leaf = 0, inner = used; nodes < 2 * used - 1; nodes++) {
        weight[nodes] = 0;
        for (int k = 0; k < 2; k++) {
            bool is_leaf = leaf < used && (inner == nodes || weight[leaf] <= weight[inner]);
            int least = is_leaf ? leaf++ : inner++;
            weight[nodes] += weight[least];
            parent[least] = nodes;
        }
    }
    unsigned longest = 0;
    depth[2 * used - 2] = 0;
    for (int k = 2 * used - 3; k >= 0; k--) {
        depth[k] = (uint8_t)(depth[parent[k]] + 1);
        longest = depth[k] > longest ? depth[k] : longest;
    }
    for (int k = 0; k < used; k++) {
        length[order[k]] = depth[k];
    }
    return longest;
}

/* Reverses the lowest `length` bits: deflate sends codes from their highest bit. */
static uint16_t reversed(unsigned bits, unsigned length)
{
    unsigned out = 0;
    for (unsigned k = 0; k < length; k++) {
        out = out << 1 | (bits >> k & 1);
    }
    return (uint16_t)out;
}

/* A code of at most `limit` bits; flattens uses[] until the tree is that low. Two symbols have one
 * at least, for readers that want a complete code. */
static void make_code(uint32_t uses[], int count, unsigned limit, code codes[])
{
    uint8_t length[LITERALS] = {0};
    int order[LITERALS];
    for (int s = 0; s < 2; s++) {
        uses[s] += uses[s] == 0;
    }
    int used = sort_used(uses, count, order);
    while (build_tree(uses, order, used, length) > limit) {
        /* The order stays. */
        for (int s = 0; s < count; s++) {
            uses[s] = uses[s] / 2 + uses[s] % 2;
        }
    }
    unsigned next = 0;
    for (unsigned bits = 1; bits <= limit; bits++, next *= 2) {
        for (int s = 0; s < count; s++) {
            if (length[s] == bits) {
                codes[s] = (code){reversed(next++, bits), (uint16_t)bits};
            }
        }
    }
    for (int s = 0; s < count; s++) {
        codes[s] = length[s] == 0 ? (code){0, 0} : codes[s];
    }
}

/* ---- the stream -------------------------------------------------------------------------------
 */

static inline void put(stream *out, uint64_t bits, unsigned length)
{
    out->bits |= bits << out->count;
    out->count += length;
}

/* Whole bytes go out; eight are written, so `at` keeps eight below `end`. */
static inline void flush(stream *out)
{
    memcpy(out->at, &out->bits, sizeof out->bits);
    out->at += out->count / 8;
    out->bits >>= out->count & ~7u;
    out->count &= 7;
}

static void put_code(stream *out, const code *c)
{
    put(out, c->bits, c->length);
    flush(out);
}

static inline void put_literals(stream *out, const code codes[], const unsigned char *bytes,
                                size_t words)
{
    for (size_t i = 0; i < 2 * words; i++, bytes += 4) {
        /* Joined in pairs: each step of putting waits for the one before. */
        code a = codes[bytes[0]], b = codes[bytes[1]], c = codes[bytes[2]], d = codes[bytes[3]];
        unsigned first = a.length + b.length, second = c.length + d.length;
        uint64_t low = a.bits | (uint64_t)b.bits << a.length;
        uint64_t high = c.bits | (uint64_t)d.bits << c.length;
        put(out, low | high << first, first + second);
        flush(out);
    }
}

static void put_match(stream *out, const gvc_h5_packer *p, size_t words, unsigned back)
{
    symbol distance = distance_symbol(8 * back);
    for (size_t left = 8 * words; left > 0;) {
        unsigned bytes = next_length(left);
        symbol length = length_symbol(bytes);
        put(out, p->literal[length.number].bits, p->literal[length.number].length);
        put(out, length.extra, length.extra_bits);
        put(out, p->distance[distance.number].bits, p->distance[distance.number].length);
        put(out, distance.extra, distance.extra_bits);
        flush(out);
        left -= bytes;
    }
}

/* The codes themselves: their lengths, coded. */
static void put_codes(stream *out, const gvc_h5_packer *p)
{
    static const uint8_t order[LENGTHS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                           11, 4,  12, 3, 13, 2, 14, 1, 15};
    uint32_t uses[LENGTHS] = {0};
    code lengths[LENGTHS];
    for (int s = 0; s < LITERALS + DISTANCES; s++) {
        uses[s < LITERALS ? p->literal[s].length : p->distance[s - LITERALS].length]++;
    }
    make_code(uses, LENGTHS, LENGTH_BITS, lengths);
    put(out, LITERALS - 257, 5);
    put(out, DISTANCES - 1, 5);
    put(out, LENGTHS - 4, 4);
    for (int k = 0; k < LENGTHS; k++) {
        put(out, lengths[order[k]].length, 3);
        flush(out);
    }
    for (int s = 0; s < LITERALS + DISTANCES; s++) {
        put_code(out,
                 &lengths[s < LITERALS ? p->literal[s].length : p->distance[s - LITERALS].length]);
    }
}

/* Bytes that a block will take at most. */
static size_t block_bytes(const gvc_h5_packer *p, const uint32_t literal_uses[])
{
    size_t bits = 64 + 3 * LENGTHS + LENGTH_BITS * (LITERALS + DISTANCES);
    for (int s = 0; s < LITERALS; s++) {
        bits += (size_t)literal_uses[s] * (p->literal[s].length + (s > END_OF_BLOCK ? 5u : 0u));
    }
    for (int s = 0; s < DISTANCES; s++) {
        bits += (size_t)p->distance_uses[s] * (p->distance[s].length + 13u);
    }
    return bits / 8 + 16;
}

static bool put_block(stream *out, gvc_h5_packer *p, const unsigned char *cells, bool last)
{
    uint32_t uses[LITERALS];
    memcpy(uses, p->literal_uses, sizeof uses); /* making a code may change them */
    make_code(p->literal_uses, LITERALS, LITERAL_BITS, p->literal);
    make_code(p->distance_uses, DISTANCES, DISTANCE_BITS, p->distance);
    if (block_bytes(p, uses) > (size_t)(out->end - out->at)) {
        return false;
    }
    put(out, last, 1);
    put(out, 2, 2); /* with codes of its own */
    put_codes(out, p);
    for (size_t k = 0; k < p->count; k++) {
        const token *t = &p->tokens[k];
        put_literals(out, p->literal, cells, t->literals);
        put_match(out, p, t->words, t->back);
        cells += 8 * ((size_t)t->literals + t->words);
    }
    put_code(out, &p->literal[END_OF_BLOCK]);
    return true;
}

size_t gvc_h5_pack(gvc_h5_packer *p, const void *cells, size_t bytes, void *packed)
{
    size_t words = bytes / 8;
    if (bytes % 8 != 0 || bytes < 64 || words >= UINT32_MAX) {
        return 0;
    }
    unsigned char *start = packed;
    stream out = {.at = start + 2, .end = start + bytes};
    memset(p->seen, 0, sizeof p->seen);
    start[0] = 0x78; /* deflate, window of 32 KiB */
    start[1] = 0x01; /* fastest; makes the two bytes a multiple of 31 */
    for (size_t first = 0; first < words; first += BLOCK) {
        size_t end = words - first < BLOCK ? words : first + BLOCK;
        find_matches(p, cells, first, end);
        if (!put_block(&out, p, (const unsigned char *)cells + 8 * first, end == words)) {
            return 0;
        }
    }
    out.count = (out.count + 7) & ~7u;
    flush(&out);
    uint32_t sum = libdeflate_adler32(1, cells, bytes);
    for (int k = 0; k < 4; k++) {
        *out.at++ = (unsigned char)(sum >> (24 - 8 * k));
    }
    return (size_t)(out.at - start);
}
