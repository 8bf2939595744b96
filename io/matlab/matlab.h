/* matlab.h - files of MATLAB 7.3: HDF5 of its first layout, with bytes of MATLAB's in front
 *
 * Not through the HDF5 library: that layout has no checksums, and the library (1.10.8) trusts what
 * it says. A damaged file makes it read behind the names of a group and allocate whatever a header
 * claims. Here every size is compared with the file before it is used, every walk has an end, and
 * what is not needed is not looked at: matrices of numbers and lists of texts, whole, in chunks,
 * packed with deflate and shuffle or not. */
#ifndef GVC_IO_MATLAB_H
#define GVC_IO_MATLAB_H

#include "base/base.h"
#include "bytes.h"
#include "source.h"

enum { GVC_MAT_FILTERS = 4, GVC_MAT_RANK = 32 };

typedef struct gvc_mat {
    gvc_ctx *ctx;
    gvc_status status;
    gvc_bytes bytes; /* from the start of HDF5 on: addresses count from there */
    int fd;          /* to be closed, -1 = none */
    uint64_t root;   /* address of the header of the root group */
    long steps;      /* of walks, that are left: a file made to go round is given up */
} gvc_mat;

typedef enum gvc_mat_kind {
    GVC_MAT_OTHER,
    GVC_MAT_INTEGERS,
    GVC_MAT_NUMBERS, /* IEEE, 4 or 8 bytes */
    GVC_MAT_REFERENCES
} gvc_mat_kind;

typedef enum gvc_mat_filter { GVC_MAT_DEFLATE = 1, GVC_MAT_SHUFFLE = 2 } gvc_mat_filter;

typedef enum gvc_mat_layout {
    GVC_MAT_NOWHERE,
    GVC_MAT_WHOLE, /* one run of bytes */
    GVC_MAT_CHUNKS
} gvc_mat_layout;

/* A matrix. MATLAB stores it column by column: the first dimension here is its columns. */
typedef struct gvc_mat_data {
    bool there;
    gvc_mat_kind kind;
    size_t width; /* of a value, in bytes */
    bool turned;  /* bytes of a value: the most significant first */
    int rank;     /* what follows is known for ranks 1 and 2 */
    uint64_t extent[2];
    gvc_mat_layout layout;
    uint64_t at, length; /* of the bytes, or of the tree of chunks; UINT64_MAX = never written */
    uint64_t chunk[2];
    int filters[GVC_MAT_FILTERS], filter_count; /* in the order of packing */
} gvc_mat_data;

/* ---- file.c ---- */
/* Close it whatever the status; the source stays open as long. What is packed is unpacked into
 * memory. */
gvc_status gvc_mat_open(gvc_ctx *ctx, gvc_mat *m, gvc_source *source);
void gvc_mat_close(gvc_mat *m);
/* Sets status and text, unless an error is there already. */
void gvc_mat_fail(gvc_mat *m, gvc_status code, const char *format, ...) GVC_PRINTF(3, 4);
/* Takes over the status of a call that has set the text. */
void gvc_mat_take(gvc_mat *m, gvc_status status);
/* "is damaged or half-written (z: why)" */
void gvc_mat_damaged(gvc_mat *m, const char *what, const char *why);
/* Bytes of the file; damaged where they are not there. */
bool gvc_mat_get(gvc_mat *m, uint64_t at, void *out, size_t length, const char *what);
uint64_t gvc_mat_little(const unsigned char *p, size_t width);
/* One step of a walk; false, with an error, where there were far too many. */
bool gvc_mat_step(gvc_mat *m, const char *what);

/* ---- header.c: the header of an object ---- */
/* Calls `each` with the messages of the header at an address; its bytes end at `length`. */
typedef void gvc_mat_message(gvc_mat *m, void *user, int type, const unsigned char *bytes,
                             size_t length, bool shared);
void gvc_mat_messages(gvc_mat *m, uint64_t at, const char *what, gvc_mat_message *each, void *user);

/* ---- data.c: what a dataset is ---- */
/* Of the object at an address; there = false, without an error, where it is no dataset. */
void gvc_mat_describe(gvc_mat *m, uint64_t at, const char *name, gvc_mat_data *out);

/* ---- group.c: names ---- */
/* Names of the root group that a user would know, at most `most`, in their order. */
void gvc_mat_names(gvc_mat *m, gvc_labels *out, gvc_idx most);
/* The dataset `name` of a group of the root ("" = the root itself); there = false without an error
 * where it is absent. */
void gvc_mat_find(gvc_mat *m, const char *group, const char *name, gvc_mat_data *out);

/* ---- chunks.c: the bytes of a dataset ---- */
/* Hands over its values, unpacked, block by block: `count` from `start` on of both dimensions, the
 * second one fastest, `stride` values apart in the first. What was never written is not handed
 * over: it is 0. */
typedef void gvc_mat_block(gvc_mat *m, void *user, const unsigned char *bytes,
                           const uint64_t start[2], const uint64_t count[2], uint64_t stride);
void gvc_mat_read(gvc_mat *m, const gvc_mat_data *d, const char *name, gvc_mat_block *each,
                  void *user);

/* ---- cells.c ---- */
/* A matrix of numbers into `to`, whose columns are the first dimension. */
void gvc_mat_get_turned(gvc_mat *m, const gvc_mat_data *d, const char *name, const gvc_dense *to);

/* ---- texts.c ---- */
/* A cell array of texts, or a matrix of characters row by row: each handed to `add`, at most
 * `most`. */
void gvc_mat_get_texts(gvc_mat *m, const gvc_mat_data *d, const char *name, uint64_t most,
                       gvc_status (*add)(gvc_ctx *ctx, void *user, const char *text), void *user);

#endif
