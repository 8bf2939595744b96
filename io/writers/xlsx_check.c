/* xlsx_check.c - is there room for the temporary files of libxlsxwriter, and is what came out whole
 *
 * The library writes the rows of a sheet to one temporary file, copies that into another, packs it,
 * and goes on without an error where a copy was cut short. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "book/xml.h"
#include "writers/xlsx.h"

/* Bytes that the library still has to write: at least a copy of the largest sheet beside the packed
 * file. -1 where a temporary file failed already. */
static double bytes_to_come(gvc_ctx *ctx, const gvc_xlsx *x, gvc_status *status)
{
    enum { PACKED = 8, PARTS = 65536 }; /* rows are never packed better; styles and the like */
    double largest = 0, all = 0;
    lxw_worksheet *sheet = NULL;
    STAILQ_FOREACH(sheet, x->book->worksheets, list_pointers)
    {
        errno = 0;
        bool bad = fflush(sheet->optimize_tmpfile) != 0 || ferror(sheet->optimize_tmpfile);
        long size = bad ? -1 : ftell(sheet->optimize_tmpfile);
        if (size < 0) {
            *status = gvc_fail(ctx, GVC_EIO, "%s",
                               errno == 0 ? "a temporary file beside it could not be written"
                                          : strerror(errno));
            return -1;
        }
        largest = (double)size > largest ? (double)size : largest;
        all += (double)size;
    }
    return largest + all / PACKED + PARTS;
}

gvc_status gvc_xlsx_check_room(gvc_ctx *ctx, const gvc_xlsx *x)
{
    gvc_status s = GVC_OK;
    struct statvfs disk;
    struct rlimit limit;
    double need = bytes_to_come(ctx, x, &s);
    bool full =
        statvfs(x->folder, &disk) == 0 && (double)disk.f_bavail * (double)disk.f_frsize < need;
    bool limited = getrlimit(RLIMIT_FSIZE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY &&
                   (double)limit.rlim_cur < need;
    return s == GVC_OK && (full || limited)
               ? gvc_fail(ctx, GVC_EIO, "%s (putting the workbook together takes %.1f MB more)",
                          strerror(full ? ENOSPC : EFBIG), need / 1e6)
               : s;
}

typedef struct counter {
    gvc_xml xml; /* first: handlers get it */
    gvc_idx cells;
} counter;

static void start(void *user, const char *name, const char **attributes)
{
    counter *c = user;
    (void)attributes;
    if (gvc_xml_enter(&c->xml, name) && strcmp(gvc_xml_local(&c->xml, name), "c") == 0) {
        c->cells++;
    }
}

static void stop(void *user, const char *name)
{
    counter *c = user;
    (void)name;
    gvc_xml_leave(&c->xml);
}

static gvc_status count_cells(gvc_ctx *ctx, const gvc_zip *zip, gvc_idx *cells)
{
    gvc_status s = GVC_OK;
    *cells = 0;
    for (gvc_idx i = 0; i < gvc_zip_count(zip) && s == GVC_OK; i++) {
        counter c = {.cells = 0};
        s = gvc_xml_run(ctx, &c.xml, zip, i, start, stop, NULL);
        bool sheet = strncmp(gvc_zip_at(zip, i)->name, "xl/worksheets/", 14) == 0;
        *cells += sheet ? c.cells : 0;
    }
    return s;
}

gvc_status gvc_xlsx_check_file(gvc_ctx *ctx, const char *path, gvc_idx cells)
{
    gvc_bytes bytes;
    gvc_zip *zip = NULL;
    gvc_idx found = 0;
    gvc_status s = gvc_bytes_open(ctx, &bytes, path);
    if (s != GVC_OK) {
        return s;
    }
    s = gvc_zip_open(ctx, &zip, &bytes);
    if (s == GVC_OK) {
        s = count_cells(ctx, zip, &found);
    }
    gvc_zip_close(zip);
    close(bytes.fd);
    if (s == GVC_OK && found != cells) {
        s = gvc_fail(ctx, GVC_EIO, "%lld of %lld cells are there", (long long)found,
                     (long long)cells);
    }
    return s == GVC_OK || s == GVC_ENOMEM || s == GVC_ECANCELLED
               ? s
               : gvc_fail_in(ctx, GVC_EIO, "the workbook came out cut, the disk may be full");
}
