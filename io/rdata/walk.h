/* walk.h - going through a stream of R: the state shared by outlining and handing over numbers */
#ifndef GVC_IO_RDATA_WALK_H
#define GVC_IO_RDATA_WALK_H

#include "rdata/bytes.h"
#include "rdata/rdata.h"

/* Blocks that live as long as the outline. */
typedef struct gvc_rchunk {
    struct gvc_rchunk *next;
    size_t used, room;
} gvc_rchunk;

/* A list that grows in the outline, at 4 and then at each power of 2. */
typedef struct gvc_rvalues {
    gvc_rvalue **items;
    gvc_idx count;
} gvc_rvalues;

struct gvc_rdata {
    gvc_rchunk *chunks;
    size_t used, numbers_used;
    gvc_rvalue *objects;   /* a list with tags */
    gvc_rvalues vectors;   /* of numbers, in the order of the stream */
    gvc_rvalues sequences; /* numbers that are not in it */
};

/* What follows in the stream: bits of a type word, and types that are no plain vectors. */
enum {
    GVC_R_HAS_ATTRIBUTES = 0x200,
    GVC_R_HAS_TAG = 0x400,
    GVC_R_SYM = 1,
    GVC_R_PAIRS = 2,
    GVC_R_CLOSURE = 3,
    GVC_R_ENVIRONMENT = 4,
    GVC_R_PROMISE = 5,
    GVC_R_CALL = 6,
    GVC_R_SPECIAL = 7,
    GVC_R_BUILTIN = 8,
    GVC_R_CHARS = 9,
    GVC_R_LOGICALS = 10,
    GVC_R_INTEGERS = 13,
    GVC_R_REALS = 14,
    GVC_R_COMPLEX = 15,
    GVC_R_TEXTS = 16,
    GVC_R_DOTS = 17,
    GVC_R_LISTS = 19,
    GVC_R_EXPRESSIONS = 20,
    GVC_R_CODE = 21,
    GVC_R_POINTER = 22,
    GVC_R_WEAK = 23,
    GVC_R_RAW = 24,
    GVC_R_S4 = 25,
    GVC_R_ALTERNATIVE = 238,
    GVC_R_CODE_ATTR_PAIRS = 239,
    GVC_R_CODE_ATTR_CALL = 240,
    GVC_R_BASE_ENVIRONMENT = 241,
    GVC_R_EMPTY_ENVIRONMENT = 242,
    GVC_R_CODE_REFERENCE = 243,
    GVC_R_CODE_DEFINITION = 244,
    GVC_R_PERSISTENT = 247,
    GVC_R_PACKAGE = 248,
    GVC_R_NAMESPACE = 249,
    GVC_R_BASE_NAMESPACE = 250,
    GVC_R_MISSING = 251,
    GVC_R_UNBOUND = 252,
    GVC_R_GLOBAL_ENVIRONMENT = 253,
    GVC_R_NIL = 254,
    GVC_R_REFERENCE = 255
};

/* Lists within lists; R itself saves a table at a depth of about five. */
enum { GVC_R_DEPTH = 200 };

typedef struct gvc_rwalk {
    gvc_rbytes in;
    gvc_rdata *r;
    const gvc_rsink *sink; /* NULL: the outline is made */
    double *block;         /* GVC_R_BLOCK numbers */
    gvc_rvalues symbols;   /* what the stream may refer to; while outlining */
    gvc_idx next;          /* vector of numbers, while streaming */
    int depth;
    bool dropped; /* a text that was to be kept */
} gvc_rwalk;

enum { GVC_R_BLOCK = 8192 };

/* From the first byte to the last; *objects is a list with tags, or NULL while streaming. */
gvc_status gvc_rwalk_all(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **objects);
/* One item; *out NULL while streaming. The second has its type word. */
gvc_status gvc_rwalk_item(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out);
gvc_status gvc_rwalk_typed(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out);

gvc_status gvc_rwalk_length(gvc_ctx *ctx, gvc_rwalk *w, gvc_idx *length);
gvc_status gvc_rwalk_numbers(gvc_ctx *ctx, gvc_rwalk *w, gvc_rtype type, gvc_rvalue **out);
/* All texts of a vector are kept or none. */
gvc_status gvc_rwalk_texts(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out);
/* One string: *out NULL for NA and where it is not kept; w->dropped is set where it should be. The
 * second has its type word. */
gvc_status gvc_rwalk_string(gvc_ctx *ctx, gvc_rwalk *w, bool keep, const char **out);
gvc_status gvc_rwalk_chars(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, bool keep, const char **out);
/* The body of compiled code. */
gvc_status gvc_rwalk_code(gvc_ctx *ctx, gvc_rwalk *w);
/* What an alternative vector stands for, from its three parts. */
gvc_status gvc_ralternative(gvc_ctx *ctx, gvc_rwalk *w, const gvc_rvalue *info, gvc_rvalue *state,
                            gvc_rvalue *attributes, gvc_rvalue **out);

/* Zeroed memory that lives as long as the outline; NULL where that is at its most, or memory is
 * out, as gvc_fail_room tells. */
void *gvc_room(gvc_rdata *r, size_t count, size_t size);
gvc_status gvc_fail_room(gvc_ctx *ctx, const gvc_rdata *r);
/* Nothing while streaming. */
gvc_status gvc_new_value(gvc_ctx *ctx, gvc_rwalk *w, gvc_rtype type, gvc_rvalue **out);
gvc_status gvc_append(gvc_ctx *ctx, gvc_rdata *r, gvc_rvalues *list, gvc_rvalue *item);
/* The same list, or one with room for more where `count` texts fill it; NULL where there is none.
 */
const char **gvc_more_texts(gvc_rdata *r, const char **texts, gvc_idx count);

#endif
