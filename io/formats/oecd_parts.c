/* oecd_parts.c - names of the objects and files that make up a table of OECD ICIO */
#include "formats/oecd_parts.h"

#include <string.h>

const char *gvc_oecd_suffix(gvc_oecd_part p)
{
    static const char *const ends[GVC_OECD_PARTS] = {"Z",       "FD",       "X",  "VA",
                                                     "VAexTAX", "VAincTLS", "TLS"};
    return ends[p];
}

gvc_oecd_part gvc_oecd_part_of(const char *name, size_t *before)
{
    gvc_oecd_part best = GVC_OECD_PARTS;
    size_t length = strlen(name);
    for (gvc_oecd_part p = GVC_OECD_Z; p < GVC_OECD_PARTS; p++) {
        size_t tail = strlen(gvc_oecd_suffix(p));
        bool fits = length > tail && strcmp(name + length - tail, gvc_oecd_suffix(p)) == 0;
        if (fits && (best == GVC_OECD_PARTS || tail > strlen(gvc_oecd_suffix(best)))) {
            best = p;
            *before = length - tail;
        }
    }
    return best;
}

static bool is_r_name(const char *name)
{
    return gvc_ends_with(name, ".RData") || gvc_ends_with(name, ".rda");
}

gvc_status gvc_oecd_find(gvc_ctx *ctx, const gvc_input *in, const char *base, gvc_oecd_part from,
                         gvc_oecd_part p, gvc_idx *at)
{
    static const char *const ends[] = {".RData", ".rda"};
    gvc_status status = GVC_OK;
    *at = -1;
    for (size_t e = 0; status == GVC_OK && *at < 0 && e < sizeof ends / sizeof *ends; e++) {
        gvc_text name = {0};
        gvc_text_addf(&name, "%s%s%s", base, gvc_oecd_suffix(p), ends[e]);
        status = name.failed
                     ? gvc_fail_memory(ctx, 256, "a name")
                     : gvc_files_find_beside(ctx, in->files, in->main, gvc_text_str(&name), at);
        gvc_text_free(&name);
    }
    const char *own = gvc_base_name(gvc_files_name(in->files, in->main));
    const char *dot = strrchr(own, '.');
    size_t stem = dot == NULL ? 0 : (size_t)(dot - own), tail = strlen(gvc_oecd_suffix(from));
    if (status == GVC_OK && *at < 0 && is_r_name(own) && stem > tail &&
        strncmp(dot - tail, gvc_oecd_suffix(from), tail) == 0) {
        gvc_text name = {0};
        gvc_text_add(&name, own, stem - tail);
        gvc_text_addf(&name, "%s%s", gvc_oecd_suffix(p), dot);
        status = name.failed
                     ? gvc_fail_memory(ctx, 256, "a name")
                     : gvc_files_find_beside(ctx, in->files, in->main, gvc_text_str(&name), at);
        gvc_text_free(&name);
    }
    return status;
}

char *gvc_oecd_object(gvc_ctx *ctx, const gvc_input *in, gvc_idx i)
{
    unsigned char head[512];
    size_t length = 0;
    return is_r_name(gvc_files_name(in->files, i)) &&
                   gvc_files_head(ctx, in->files, i, head, sizeof head, &length) == GVC_OK
               ? gvc_rdata_first_name(head, length)
               : NULL;
}

gvc_status gvc_oecd_note_others(gvc_ctx *ctx, const gvc_input *in, const char *base, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(in->files); i++) {
        size_t before = 0, length = strlen(base);
        char *name = gvc_oecd_object(ctx, in, i);
        bool other = name != NULL && strncmp(name, base, length) == 0 &&
                     (gvc_oecd_part_of(name, &before) == GVC_OECD_PARTS || before != length);
        status = other ? gvc_builder_note(ctx, b, "%s is not read", gvc_files_name(in->files, i))
                       : GVC_OK;
        gvc_release(name);
    }
    return status;
}
