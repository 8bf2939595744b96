/* biff.c - records of BIFF12 and the values in them ([MS-XLSB] 2.1.4, 2.5) */
#include "book/biff.h"

#include <string.h>

gvc_status gvc_biff_fail_cut(gvc_ctx *ctx, const gvc_biff *r)
{
    return gvc_fail(ctx, GVC_EIO, "%s is truncated or damaged: a record is cut off", r->part);
}

/* At least `need` bytes at `at`, where the part has them. */
static gvc_status fill(gvc_ctx *ctx, gvc_biff *r, size_t need)
{
    if (r->end - r->at >= need || r->ended) {
        return GVC_OK;
    }
    memmove(r->window, r->window + r->at, r->end - r->at);
    r->end -= r->at;
    r->at = 0;
    size_t got = 0;
    gvc_status status =
        gvc_stream_read(ctx, r->stream, r->window + r->end, GVC_BIFF_WINDOW - r->end, &got);
    r->ended = got < GVC_BIFF_WINDOW - r->end;
    r->end += got;
    return status;
}

/* Seven bits a byte, the low ones first; the highest bit says that more follow. */
static gvc_status get_varying(gvc_ctx *ctx, gvc_biff *r, int most, uint32_t *value)
{
    *value = 0;
    for (int i = 0; i < most; i++) {
        if (r->at == r->end) {
            return gvc_biff_fail_cut(ctx, r);
        }
        unsigned char byte = r->window[r->at++];
        *value |= (uint32_t)(byte & 0x7f) << 7 * i;
        if (byte < 0x80) {
            break;
        }
    }
    return GVC_OK;
}

/* The next record; known ones must fit the window. *more false at the end of the part. */
gvc_status gvc_biff_next(gvc_ctx *ctx, gvc_biff *r, uint32_t *number, const unsigned char **bytes,
                         size_t *length, bool *more)
{
    uint32_t size = 0;
    gvc_status status = fill(ctx, r, 8);
    *more = status == GVC_OK && r->end > r->at;
    if (!*more) {
        return status;
    }
    status = get_varying(ctx, r, 2, number);
    if (status == GVC_OK) {
        status = get_varying(ctx, r, 4, &size);
    }
    /* Too long for anything that is read: passed over. */
    while (status == GVC_OK && size > GVC_BIFF_WINDOW / 2 && size > r->end - r->at && !r->ended) {
        size -= (uint32_t)(r->end - r->at);
        *number = UINT32_MAX;
        r->at = r->end;
        status = fill(ctx, r, 1);
    }
    if (status == GVC_OK) {
        status = fill(ctx, r, size);
    }
    if (status == GVC_OK && r->end - r->at < size) {
        status = gvc_biff_fail_cut(ctx, r);
    }
    *bytes = r->window + r->at;
    *length = size;
    r->at += status == GVC_OK ? size : 0;
    return status;
}

uint32_t gvc_biff_32(const unsigned char *at)
{
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

/* ---- values ---------------------------------------------------------------------------------- */
double gvc_biff_real(const unsigned char *at)
{
    uint64_t bits = (uint64_t)gvc_biff_32(at) | (uint64_t)gvc_biff_32(at + 4) << 32;
    double value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

/* 30 bits of a double or of a whole number, hundredths or not. */
double gvc_biff_rk(const unsigned char *at)
{
    uint32_t bits = gvc_biff_32(at);
    const unsigned char high[8] = {0, 0, 0, 0, (unsigned char)(at[0] & 0xfc), at[1], at[2], at[3]};
    int64_t whole = (int64_t)(bits >> 2) - ((bits & 0x80000000u) != 0 ? (int64_t)1 << 30 : 0);
    double value = (bits & 2) != 0 ? (double)whole : gvc_biff_real(high);
    return (bits & 1) != 0 ? value / 100 : value;
}

static uint32_t unit_at(const unsigned char *at, size_t i)
{
    return (uint32_t)(at[2 * i] | at[2 * i + 1] << 8);
}

static void add_wide(gvc_text *text, const unsigned char *at, size_t count)
{
    for (size_t i = 0; i < count;) {
        uint32_t next = i + 1 < count ? unit_at(at, i + 1) : 0;
        i += gvc_text_add_utf16(text, unit_at(at, i), next);
    }
}

gvc_status gvc_biff_drain(gvc_ctx *ctx, gvc_biff *r)
{
    gvc_status status = GVC_OK;
    while (status == GVC_OK && !r->ended) {
        r->at = r->end;
        status = fill(ctx, r, 1);
    }
    return status;
}

/* A counted text at `at` of a record of `length`; *next is what follows it. */
gvc_status gvc_biff_text(gvc_ctx *ctx, const gvc_biff *r, const unsigned char *bytes, size_t length,
                         size_t at, gvc_text *text, size_t *next)
{
    text->length = 0;
    if (length < at || length - at < 4) {
        return gvc_biff_fail_cut(ctx, r);
    }
    uint32_t count = gvc_biff_32(bytes + at);
    count = count == UINT32_MAX ? 0 : count; /* no text at all */
    if (count > (length - at - 4) / 2) {
        return gvc_biff_fail_cut(ctx, r);
    }
    add_wide(text, bytes + at + 4, count);
    *next = at + 4 + 2 * (size_t)count;
    gvc_text_add(text, "", 0);
    return text->failed ? gvc_fail_memory(ctx, count, "a text of a workbook") : GVC_OK;
}

const char *gvc_biff_error(unsigned char code)
{
    switch (code) {
    case 0x00:
        return "#NULL!";
    case 0x07:
        return "#DIV/0!";
    case 0x0f:
        return "#VALUE!";
    case 0x17:
        return "#REF!";
    case 0x1d:
        return "#NAME?";
    case 0x24:
        return "#NUM!";
    case 0x2a:
        return "#N/A";
    default:
        return "#ERROR";
    }
}
