/* biff.h - records of BIFF12, which the parts of an .xlsb workbook are made of
 *
 * A record is its number, its length, and that many bytes. */
#ifndef GVC_IO_BIFF_H
#define GVC_IO_BIFF_H

#include "base/base.h"
#include "stream.h"

enum { GVC_BIFF_WINDOW = 512 * 1024 };

typedef struct gvc_biff {
    const char *part; /* its name, for messages */
    gvc_stream *stream;
    unsigned char *window; /* GVC_BIFF_WINDOW */
    size_t at, end;
    bool ended;
} gvc_biff;

/* The next record, borrowed until the next call; one that is longer than any that is read gets the
 * number UINT32_MAX. *more false at the end of the part. */
gvc_status gvc_biff_next(gvc_ctx *ctx, gvc_biff *r, uint32_t *number, const unsigned char **bytes,
                         size_t *length, bool *more);
/* To the end of the part, for its checksum. */
gvc_status gvc_biff_drain(gvc_ctx *ctx, gvc_biff *r);
gvc_status gvc_biff_fail_cut(gvc_ctx *ctx, const gvc_biff *r);

uint32_t gvc_biff_32(const unsigned char *at);
double gvc_biff_real(const unsigned char *at);
/* 30 bits of a double or of a whole number, hundredths or not. */
double gvc_biff_rk(const unsigned char *at);
const char *gvc_biff_error(unsigned char code);
/* The counted text at `at` of a record of `length`, as UTF-8; *next is what follows it. */
gvc_status gvc_biff_text(gvc_ctx *ctx, const gvc_biff *r, const unsigned char *bytes, size_t length,
                         size_t at, gvc_text *text, size_t *next);

#endif
