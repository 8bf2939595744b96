/* bytes.c - taking bytes off a stream, and turning them into numbers */
#include "rdata/bytes.h"

#include <math.h>
#include <string.h>

#include "rdata/rdata.h"

/* The low word by which R tells NA from other NaN. */
enum { NA_WORD = 1954 };

bool gvc_r_is_na(double value)
{
    uint64_t bits;
    memcpy(&bits, &value, sizeof bits);
    return isnan(value) && (uint32_t)bits == NA_WORD;
}

static double na(void)
{
    const uint64_t bits = UINT64_C(0x7ff0000000000000) | NA_WORD;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* At least one byte in the block. */
static gvc_status need(gvc_ctx *ctx, gvc_rbytes *b)
{
    const char *block = NULL;
    if (b->left > 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_source_next(ctx, b->source, &block, &b->left);
    if (status == GVC_OK && b->left == 0) {
        return gvc_fail(ctx, GVC_EFORMAT, "is truncated: ends after %llu bytes, within %s",
                        (unsigned long long)b->consumed, b->within);
    }
    b->at = (const unsigned char *)block;
    b->consumed += b->left;
    return status;
}

/* Passes over `count` bytes, or copies them. */
static gvc_status pass(gvc_ctx *ctx, gvc_rbytes *b, unsigned char *to, uint64_t count)
{
    gvc_status status = GVC_OK;
    while (status == GVC_OK && count > 0) {
        status = need(ctx, b);
        if (status == GVC_OK) {
            size_t now = count < b->left ? (size_t)count : b->left;
            if (to != NULL) {
                memcpy(to, b->at, now);
                to += now;
            }
            b->at += now;
            b->left -= now;
            count -= now;
        }
    }
    return status;
}

gvc_status gvc_rbytes_get(gvc_ctx *ctx, gvc_rbytes *b, void *to, size_t count)
{
    return pass(ctx, b, to, count);
}

gvc_status gvc_rbytes_skip(gvc_ctx *ctx, gvc_rbytes *b, uint64_t count)
{
    return pass(ctx, b, NULL, count);
}

static uint32_t word(const unsigned char *from)
{
    return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

static int32_t to_signed(uint32_t bits)
{
    int32_t value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

gvc_status gvc_rbytes_int(gvc_ctx *ctx, gvc_rbytes *b, int32_t *out)
{
    unsigned char bytes[4] = {0};
    gvc_status status = pass(ctx, b, bytes, sizeof bytes);
    *out = to_signed(word(bytes));
    return status;
}

enum { PIECE = 1024 };

gvc_status gvc_rbytes_integers(gvc_ctx *ctx, gvc_rbytes *b, double *to, size_t count)
{
    unsigned char bytes[4 * PIECE];
    gvc_status status = GVC_OK;
    while (status == GVC_OK && count > 0) {
        size_t now = count < PIECE ? count : PIECE;
        status = pass(ctx, b, bytes, 4 * now);
        for (size_t i = 0; status == GVC_OK && i < now; i++) {
            int32_t value = to_signed(word(bytes + 4 * i));
            to[i] = value == INT32_MIN ? na() : value;
        }
        to += now;
        count -= now;
    }
    return status;
}

gvc_status gvc_rbytes_doubles(gvc_ctx *ctx, gvc_rbytes *b, double *to, size_t count)
{
    unsigned char bytes[8 * PIECE];
    gvc_status status = GVC_OK;
    while (status == GVC_OK && count > 0) {
        size_t now = count < PIECE ? count : PIECE;
        status = pass(ctx, b, bytes, 8 * now);
        for (size_t i = 0; status == GVC_OK && i < now; i++) {
            uint64_t bits = (uint64_t)word(bytes + 8 * i) << 32 | word(bytes + 8 * i + 4);
            memcpy(&to[i], &bits, sizeof bits);
        }
        to += now;
        count -= now;
    }
    return status;
}

gvc_status gvc_rbytes_end(gvc_ctx *ctx, gvc_rbytes *b)
{
    const char *block = NULL;
    size_t more = b->left;
    gvc_status status = more > 0 ? GVC_OK : gvc_source_next(ctx, b->source, &block, &more);
    return status == GVC_OK && more > 0
               ? gvc_fail(ctx, GVC_EFORMAT, "is damaged: goes on after its last object")
               : status;
}
