/* whole.c - does a picture end as it should? gnuplot says that all is well also when a full disk
 * has cut what it wrote */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "figures/page.h"

static const char png_end[] = "IEND\xae"
                              "B`\x82";

gvc_status gvc_picture_whole(gvc_ctx *ctx, const char *path, const char *terminal)
{
    char tail[64];
    const char *end = strcmp(terminal, "svg") == 0   ? "</svg>"
                      : strcmp(terminal, "pdf") == 0 ? "%%EOF"
                                                     : png_end;
    FILE *f = fopen(path, "rb");
    if (f == NULL) {
        return gvc_fail(ctx, GVC_EIO, "%s", strerror(errno));
    }
    long size = fseek(f, 0, SEEK_END) == 0 ? ftell(f) : -1;
    long from = size > (long)sizeof tail ? size - (long)sizeof tail : 0;
    size_t length = size > 0 && fseek(f, from, SEEK_SET) == 0 ? fread(tail, 1, sizeof tail, f) : 0;
    fclose(f);
    while (end != png_end && length > 0 && strchr(" \r\n", tail[length - 1]) != NULL) {
        length--;
    }
    size_t need = strlen(end);
    return length >= need && memcmp(tail + length - need, end, need) == 0
               ? GVC_OK
               : gvc_fail(ctx, GVC_EIO, "the picture came out cut, the disk may be full");
}
