/* file.c - opening a file of MATLAB 7.3: where HDF5 starts in it, and its first page
 *
 * The superblock, versions 0 and 1: signature (8), versions (4), reserved (1), width of addresses
 * (1) and lengths (1), ... then four addresses and the entry of the root group, whose second field
 * is the address of its header. */
#include <string.h>
#include <unistd.h>

#include "matlab/matlab.h"

enum { WIDTH = 8, MOST_STEPS = 1 << 20, LAST_START = 4096 };

void gvc_mat_fail(gvc_mat *m, gvc_status code, const char *format, ...)
{
    if (m->status == GVC_OK) {
        gvc_text text = {0};
        va_list args;
        va_start(args, format);
        gvc_text_addv(&text, format, args);
        va_end(args);
        m->status = gvc_fail(m->ctx, code, "%s", gvc_text_str(&text));
        gvc_text_free(&text);
    }
}

void gvc_mat_take(gvc_mat *m, gvc_status status)
{
    if (m->status == GVC_OK) {
        m->status = status;
    }
}

void gvc_mat_damaged(gvc_mat *m, const char *what, const char *why)
{
    gvc_mat_fail(m, GVC_EFORMAT, "is damaged or half-written (%s: %s); fetch the file again", what,
                 why);
}

uint64_t gvc_mat_little(const unsigned char *p, size_t width)
{
    uint64_t x = 0;
    for (size_t i = width; i > 0; i--) {
        x = x << 8 | p[i - 1];
    }
    return x;
}

bool gvc_mat_get(gvc_mat *m, uint64_t at, void *out, size_t length, const char *what)
{
    if (m->status == GVC_OK && !gvc_bytes_get(&m->bytes, at, out, length)) {
        gvc_mat_damaged(m, what, "it ends before its content does");
    }
    return m->status == GVC_OK;
}

bool gvc_mat_step(gvc_mat *m, const char *what)
{
    if (m->status == GVC_OK && m->steps-- <= 0) {
        gvc_mat_damaged(m, what, "it goes round");
    }
    return m->status == GVC_OK;
}

/* HDF5 starts at 0, 512, 1024, 2048, ... */
static bool find_start(gvc_mat *m)
{
    static const unsigned char signature[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};
    unsigned char head[8];
    for (uint64_t at = 0; at <= LAST_START; at = at == 0 ? 512 : 2 * at) {
        if (gvc_bytes_get(&m->bytes, at, head, sizeof head) &&
            memcmp(head, signature, sizeof head) == 0) {
            m->bytes = gvc_bytes_part(&m->bytes, at, m->bytes.length - at);
            return true;
        }
    }
    gvc_mat_damaged(m, "its start", "no HDF5 in it");
    return false;
}

static void read_first_page(gvc_mat *m)
{
    unsigned char page[32], entry[16];
    if (!find_start(m) || !gvc_mat_get(m, 0, page, sizeof page, "its start")) {
        return;
    }
    if (page[8] > 1) {
        gvc_mat_fail(m, GVC_EUNSUPPORTED,
                     "is HDF5 of a newer layout (version %d) than MATLAB's save(FILE, '-v7.3') "
                     "writes; save it so",
                     page[8]);
    } else if (page[13] != WIDTH || page[14] != WIDTH) {
        gvc_mat_fail(m, GVC_EUNSUPPORTED, "is HDF5 with addresses of %d bytes, expected %d",
                     page[13], WIDTH);
    }
    uint64_t addresses = page[8] == 0 ? 24 : 28;
    if (gvc_mat_get(m, addresses + 4 * WIDTH, entry, sizeof entry, "its start")) {
        m->root = gvc_mat_little(entry + WIDTH, WIDTH);
    }
}

gvc_status gvc_mat_open(gvc_ctx *ctx, gvc_mat *m, gvc_source *source)
{
    const unsigned char *bytes = NULL;
    size_t length = 0;
    *m = (gvc_mat){.ctx = ctx, .fd = -1, .steps = MOST_STEPS};
    if (gvc_source_is_plain(source)) {
        gvc_mat_take(m, gvc_bytes_open(ctx, &m->bytes, gvc_source_path(source)));
        m->fd = m->status == GVC_OK ? m->bytes.fd : -1;
    } else {
        gvc_mat_take(m, gvc_source_map(ctx, source, &bytes, &length));
        m->bytes = gvc_bytes_of(bytes, length);
    }
    if (m->status == GVC_OK) {
        read_first_page(m);
    }
    return m->status;
}

void gvc_mat_close(gvc_mat *m)
{
    if (m->fd >= 0) {
        close(m->fd);
        m->fd = -1;
    }
}
