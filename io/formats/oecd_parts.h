/* oecd_parts.h - OECD ICIO as R data: which part of a table an object is, by the end of its name */
#ifndef GVC_IO_OECD_PARTS_H
#define GVC_IO_OECD_PARTS_H

#include "format.h"

typedef enum gvc_oecd_part {
    GVC_OECD_Z,
    GVC_OECD_FD,
    GVC_OECD_X,
    GVC_OECD_VA, /* with or without taxes on products, as the two after it */
    GVC_OECD_VA_OTHER,
    GVC_OECD_VA_THIRD,
    GVC_OECD_TLS,
    GVC_OECD_PARTS
} gvc_oecd_part;

/* What the name of an object ends with: "Z", "FD", ... */
const char *gvc_oecd_suffix(gvc_oecd_part p);

/* Which part an object is, and how much of its name stands before that; GVC_OECD_PARTS = none. */
gvc_oecd_part gvc_oecd_part_of(const char *name, size_t *before);
/* Name of the object in file i, out of its head; NULL where it is no R data. Yours. */
char *gvc_oecd_object(gvc_ctx *ctx, const gvc_input *in, gvc_idx i);
/* The file beside main, which is part `from` of the table `base`, that would hold part p: by the
 * name of the object, or as main's name is made. *at -1 = none. */
gvc_status gvc_oecd_find(gvc_ctx *ctx, const gvc_input *in, const char *base, gvc_oecd_part from,
                         gvc_oecd_part p, gvc_idx *at);
/* Notes the files of the set that hold other parts of the table or results: A, B, HFCE, ... */
gvc_status gvc_oecd_note_others(gvc_ctx *ctx, const gvc_input *in, const char *base,
                                gvc_builder *b);

#endif
