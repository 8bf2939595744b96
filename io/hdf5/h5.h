/* h5.h - the pieces that readers and writers of our HDF5 files share
 *
 * One gvc_h5 is one open file. The first error is kept in `status` (its text in the context) and
 * every later call on the file does nothing, so that a writer reads as a list of what it writes. */
#ifndef GVC_IO_HDF5_H5_H
#define GVC_IO_HDF5_H5_H

#include <hdf5.h>
#include <libdeflate.h>

#include "base/base.h"
#include "hdf5/hdf5.h"
#include "hdf5/layout.h"
#include "root.h"
#include "source.h"

typedef struct gvc_h5_heap gvc_h5_heap;

/* What one thread packs chunks with; made when needed. */
enum { GVC_H5_THREADS = 16, GVC_H5_TURNS = 8 /* chunks a thread that are in memory at once */ };
typedef struct gvc_h5_press {
    struct libdeflate_compressor *compressors[GVC_H5_LEVELS]; /* by level */
} gvc_h5_press;

typedef struct gvc_h5 {
    gvc_ctx *ctx;
    gvc_status status;
    uint64_t file_bytes; /* of a file being read */
    hid_t file;
    int fd;         /* of a file being read, beside HDF5's own */
    hid_t text;     /* variable-length UTF-8 */
    hid_t scalar;   /* dataspace of one value */
    hid_t raw;      /* a variable-length value as it lies in the file */
    hid_t transfer; /* with a small buffer for conversions */
    gvc_h5_heap *heap;
    gvc_h5_press presses[GVC_H5_THREADS];
    bool started;       /* HDF5 runs, and `report` is to be put back */
    H5E_auto2_t report; /* the caller's error handler, put back on closing */
    void *report_data;
} gvc_h5;

/* ---- file.c ---- */
/* Starts the library; no file yet. */
void gvc_h5_begin(gvc_ctx *ctx, gvc_h5 *h);
/* For reading; says what is wrong with a file that is none. Close it whatever the status. */
gvc_status gvc_h5_open(gvc_ctx *ctx, gvc_h5 *h, const char *path);
/* A new file in memory; gvc_h5_save puts it on disk at `part`. bytes: of the values to come. */
gvc_status gvc_h5_create(gvc_ctx *ctx, gvc_h5 *h, const char *part, double bytes);
gvc_status gvc_h5_save(gvc_h5 *h, const char *part);
void gvc_h5_close(gvc_h5 *h);
/* Between two calls that work on an open file: the caller's error handler is put back, and taken
 * away again. */
void gvc_h5_pause(gvc_h5 *h);
void gvc_h5_resume(gvc_h5 *h);
/* Fails unless the file is one of ours of a version that we read. */
gvc_status gvc_h5_schema(gvc_h5 *h, gvc_kind *out);
/* "is damaged or half-written (Z: <reason of HDF5>)"; what may be NULL. The callers of readers and
 * writers put the name of the file in front. */
void gvc_h5_damaged(gvc_h5 *h, const char *what);
/* "Z: <reason of HDF5>" */
void gvc_h5_unwritten(gvc_h5 *h, const char *what);
/* Sets status and text, unless an error is there already. */
void gvc_h5_fail(gvc_h5 *h, gvc_status code, const char *format, ...) GVC_PRINTF(3, 4);
/* Takes over the status of a call that has set the text. */
void gvc_h5_take(gvc_h5 *h, gvc_status status);
void gvc_h5_release(hid_t id); /* any kind of id; negative ones are fine */

/* ---- heap.c: variable-length values, read without trust ---- */
enum { GVC_H5_RAW = 16 };         /* bytes of a reference, read as type `raw` */
bool gvc_h5_heap_open(gvc_h5 *h); /* false: not a file as we write them, or out of memory */
void gvc_h5_heap_close(gvc_h5 *h);
/* The values that a reference leads to, `width` bytes each; borrowed until the next call. False if
 * it leads nowhere. */
bool gvc_h5_heap_get(gvc_h5 *h, const unsigned char reference[GVC_H5_RAW], size_t width,
                     const unsigned char **values, size_t *count);

/* ---- attributes.c ---- */
void gvc_h5_put_text(gvc_h5 *h, hid_t object, const char *name, const char *text); /* NULL: none */
void gvc_h5_put_number(gvc_h5 *h, hid_t object, const char *name, double number);
void gvc_h5_put_integer(gvc_h5 *h, hid_t object, const char *name, int32_t integer);
/* What root.h lists, into the root group. */
void gvc_h5_put_root(gvc_h5 *h, const gvc_root_source *source, const gvc_write_options *options);
/* The text of an attribute, "" where there is none; yours (gvc_release), NULL when out of memory.
 */
char *gvc_h5_get_text(gvc_h5 *h, hid_t object, const char *name);
bool gvc_h5_get_integer(gvc_h5 *h, hid_t object, const char *name, int32_t *out);
/* Hands every attribute of the root group that is not ours to `set`, in the order of writing. */
void gvc_h5_get_root(gvc_h5 *h, gvc_status (*set)(gvc_h5 *h, const gvc_attribute *a, void *user),
                     void *user);

/* ---- strings.c ---- */
/* A dataset of texts; the caller releases the id. */
hid_t gvc_h5_put_strings(gvc_h5 *h, const char *name, const char *const *texts, gvc_idx count);

typedef struct gvc_h5_arena gvc_h5_arena;
typedef struct gvc_h5_strings {
    char **texts; /* never NULL inside once read */
    gvc_idx count;
    gvc_h5_arena *arena;
} gvc_h5_strings;
/* Reads a one-dimensional dataset of texts; count -1 = as many as there are. */
/* Texts that the file holds twice, if it does, must agree; owners name the place. */
void gvc_h5_check_twin(gvc_h5 *h, const char *name, const gvc_h5_strings *texts, const char *twin,
                       const gvc_h5_strings *owners);
void gvc_h5_get_strings(gvc_h5 *h, const char *name, gvc_idx count, gvc_h5_strings *out);
void gvc_h5_free_strings(gvc_h5_strings *s);

/* ---- check_table.c: what a stored table says twice has to agree ---- */
/* A set of codes; fails where one is there twice. To be freed (gvc_labels_free), NULL on failure.
 */
gvc_labels *gvc_h5_code_set(gvc_h5 *h, const char *name, const gvc_h5_strings *codes);
/* Fails unless every text of dataset `name` is among the codes of dataset `of`; `optional`: or
 * empty. owners: what the texts belong to. */
void gvc_h5_check_codes(gvc_h5 *h, const char *name, const gvc_h5_strings *texts, const char *of,
                        const gvc_labels *codes, const gvc_h5_strings *owners, bool optional);

/* ---- scales.c: dimension scales as H5DS and netCDF-4 define them ---- */
typedef struct gvc_h5_user {
    hobj_ref_t dataset;
    int32_t dimension;
    int32_t unused; /* zero, so that equal files have equal bytes */
} gvc_h5_user;
typedef struct gvc_h5_dim {
    const char *name; /* borrowed */
    hid_t id;
    hobj_ref_t ref;
    hsize_t extent;
    gvc_h5_user *users;
    size_t user_count, user_capacity;
} gvc_h5_dim;
typedef struct gvc_h5_dims {
    gvc_h5_dim items[GVC_H5_MAX_RANK];
    int count;
} gvc_h5_dims;

/* Makes a dataset, which it takes over, the scale of a new dimension. */
void gvc_h5_add_dim(gvc_h5 *h, gvc_h5_dims *dims, const char *name, hid_t dataset, gvc_idx extent);
/* Says that dimension d of the dataset is names[d]. */
void gvc_h5_attach(gvc_h5 *h, gvc_h5_dims *dims, hid_t dataset, const char *name,
                   const char *const *names, int rank);
/* Tells every scale who uses it; once, at the end. */
void gvc_h5_finish_dims(gvc_h5 *h, gvc_h5_dims *dims);
/* Name of the scale of dimension d of a dataset; yours (gvc_release), NULL where there is none. */
char *gvc_h5_scale_name(gvc_h5 *h, hid_t dataset, int d);
void gvc_h5_free_dims(gvc_h5_dims *dims);

/* ---- chunk.c ---- */
/* Cells in memory: cell (i, j, ...) is data[i * stride[0] + j * stride[1] + ...]; the last stride
 * is 1. */
typedef struct gvc_h5_block {
    int rank;
    hsize_t extent[GVC_H5_MAX_RANK];
    hsize_t stride[GVC_H5_MAX_RANK];
} gvc_h5_block;

gvc_h5_block gvc_h5_vector(gvc_idx n);
gvc_h5_block gvc_h5_matrix(const gvc_dense *m);
hsize_t gvc_h5_cells(const gvc_h5_block *b);
/* Number of chunks of this shape. */
hsize_t gvc_h5_chunks(const gvc_h5_block *b, const hsize_t chunk[]);
/* Chunk shape: whole trailing dimensions, then a part of the next; square for square matrices. */
void gvc_h5_chunk_shape(const gvc_h5_block *b, hsize_t chunk[]);
/* Moves the cells of the chunk at `offset` between the block and `cells` (chunk order, shuffled if
 * so said); what lies outside the block is zero in `cells`. */
void gvc_h5_gather(const gvc_h5_block *b, const double *data, const hsize_t chunk[],
                   const hsize_t offset[], bool shuffled, void *cells);
void gvc_h5_scatter(const gvc_h5_block *b, double *data, const hsize_t chunk[],
                    const hsize_t offset[], bool shuffled, const void *cells);
/* The chunk is the whole block, as it lies in memory. */
bool gvc_h5_is_one_chunk(const gvc_h5_block *b, const hsize_t chunk[]);
/* Next chunk in row-major order; false past the last one. Start with offset all 0. */
bool gvc_h5_next_chunk(const gvc_h5_block *b, const hsize_t chunk[], hsize_t offset[]);
/* The shuffle filter of HDF5 for 8-byte values: first bytes first, then second bytes, ...; the next
 * bytes of a value lie `plane` further on each. */
void gvc_h5_shuffle(const double *data, unsigned char *out, size_t plane, size_t values);
void gvc_h5_unshuffle(const unsigned char *in, size_t plane, double *data, size_t values);

/* ---- values.c ---- */
typedef enum gvc_h5_packing { GVC_H5_PACK_TABLE, GVC_H5_PACK_RESULT } gvc_h5_packing;

/* A dataset of doubles with fill value and _FillValue NaN, still empty; the caller releases the id.
 */
hid_t gvc_h5_create_values(gvc_h5 *h, const char *name, const gvc_h5_block *b,
                           const hsize_t chunk[], bool chunked, gvc_h5_packing packing);
/* One of a table with its values. */
hid_t gvc_h5_put_values(gvc_h5 *h, const char *name, const gvc_h5_block *b, const double *data);
/* Deflates `bytes` of `cells` into one chunk of a dataset; scratch holds as many bytes. */
void gvc_h5_put_chunk(gvc_h5 *h, hid_t dataset, const char *name, const hsize_t offset[], int level,
                      unsigned skip_filter, const void *cells, size_t bytes, void *scratch);

/* The two halves of it, for chunks that several threads pack. Makes the presses of `threads`
 * workers ready; the bytes in `packed`, 0 where it would not become smaller; stores the one or the
 * other. */
void gvc_h5_ready_presses(gvc_h5 *h, int threads, int level);
size_t gvc_h5_pack(gvc_h5 *h, int worker, int level, const void *cells, size_t bytes, void *packed);
void gvc_h5_put_packed(gvc_h5 *h, hid_t dataset, const char *name, const hsize_t offset[],
                       unsigned skip_filter, const void *cells, size_t bytes, const void *packed,
                       size_t packed_bytes);

void gvc_h5_free_presses(gvc_h5 *h);
/* Threads that work on `chunks` chunks of `bytes` each. */
int gvc_h5_threads(const gvc_h5 *h, hsize_t chunks, size_t bytes);
/* ---- fill.c: the values of a result, in the order of cells and in runs of any length ---- */
typedef struct gvc_h5_fill {
    hid_t dataset;
    gvc_h5_block block;
    bool chunked;
    hsize_t chunk[GVC_H5_MAX_RANK], offset[GVC_H5_MAX_RANK]; /* shape, and the next one's place */
    size_t values, filled;  /* of a chunk (unchunked: of all), in the buffer */
    double *buffer;         /* values that do not make up a chunk yet */
    const double *ready;    /* a whole chunk, borrowed or the buffer; NULL: none yet */
    unsigned char *scratch; /* that chunk packed */
    size_t packed;          /* bytes of it; 0: stored as it is */
} gvc_h5_fill;
/* Creates the dataset; f is to be freed whatever happens. */
void gvc_h5_fill_begin(gvc_h5 *h, gvc_h5_fill *f, const char *name, const gvc_h5_block *b);
/* Values until the next chunk goes into the file. */
size_t gvc_h5_fill_room(const gvc_h5_fill *f);
/* A run comes in three steps, so that the second can be done for many datasets at once: takes
 * `count` values, no more than there is room for; packs the chunk, if it is whole now, with the
 * press of that worker; puts it into the file. data lives until the last step. */
void gvc_h5_fill_take(gvc_h5_fill *f, const double *data, size_t count);
void gvc_h5_fill_pack(gvc_h5 *h, gvc_h5_fill *f, int worker);
void gvc_h5_fill_put(gvc_h5 *h, gvc_h5_fill *f, const char *name);
void gvc_h5_fill_free(gvc_h5_fill *f);

/* ---- adopt.c ---- */
/* Copies year `at` of the result at `path` into the year that comes next in the terms that are
 * being filled. False, and nothing done, where it is not packed in the same way; also on an error.
 */
bool gvc_h5_adopt(gvc_h5 *h, gvc_h5_fill *fills, gvc_idx count, const char *path, gvc_idx at);

/* ---- get_values.c ---- */
/* Opens a dataset; missing or wrong, it names `kind` ("table", "result"). rank -1 = any. */
hid_t gvc_h5_get_dataset(gvc_h5 *h, const char *kind, const char *name, int rank, hsize_t extent[]);
bool gvc_h5_has(gvc_h5 *h, const char *name);
/* Says that a name is a soft or external link, which is not followed. */
void gvc_h5_link(gvc_h5 *h, const char *name, const H5L_info_t *info);
/* Fails unless every byte of the dataset is in this file, packed in a way that we know. */
void gvc_h5_check_storage(gvc_h5 *h, hid_t dataset, const char *name);
/* Fails unless the file is large enough to hold so many cells of `width` bytes. */
void gvc_h5_check_room(gvc_h5 *h, hid_t dataset, const char *name, double cells, size_t width);
/* Fails unless the dataset has these extents and the file is large enough to hold its cells. */
void gvc_h5_check_values(gvc_h5 *h, hid_t dataset, const char *name, const gvc_h5_block *b);
/* Reads doubles; the dataset has been checked. */
void gvc_h5_get_values(gvc_h5 *h, hid_t dataset, const char *name, const gvc_h5_block *b,
                       double *data);

/* ---- tidy.c: /tidy/VIEW, a compound table with a row a cell ---- */
typedef struct gvc_h5_tidy gvc_h5_tidy;
/* NULL on failure; to be freed. */
gvc_h5_tidy *gvc_h5_tidy_begin(gvc_h5 *h, const gvc_result *frame, bool keep_zeros);
/* The rows among `count` cells of a piece from `first` on. */
void gvc_h5_tidy_add(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *piece, gvc_idx first,
                     gvc_idx count);
void gvc_h5_tidy_end(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *frame);
void gvc_h5_tidy_free(gvc_h5_tidy *t);

#endif
