/* tidy.c - /tidy/VIEW: the numbers of a result once more, as a compound table with a row a cell,
 * which pandas.read_hdf and the data-frame readers of R open in one call
 *
 * Members: year (int16), other integers (int32), labels (fixed-length UTF-8, as wide as the longest
 * of the dimension), then the terms. Rows that text outputs leave out are left out here too. */
#include <stdio.h>
#include <string.h>

#include "hdf5/h5.h"

typedef struct member {
    hid_t type;
    size_t offset, width;
} member;

struct gvc_h5_tidy {
    bool keep_zeros;
    gvc_idx dims, terms;
    member *members; /* dims, then terms */
    size_t row_bytes;
    char *view;
    hid_t dataset;                /* -1 until the first chunk is full, or all rows have come */
    unsigned char *rows;          /* of the chunk at hand */
    unsigned char *scratch;       /* a chunk */
    gvc_idx most, filled, before; /* rows: in a chunk, in `rows`, in chunks that are written */
};

enum { SHORTEST_LABEL = 3 };

static hid_t text_type(size_t width)
{
    hid_t type = H5Tcopy(H5T_C_S1);
    if (type >= 0 && (H5Tset_size(type, width) < 0 || H5Tset_strpad(type, H5T_STR_NULLPAD) < 0 ||
                      H5Tset_cset(type, H5T_CSET_UTF8) < 0)) {
        gvc_h5_release(type);
        return -1;
    }
    return type;
}

static void describe_dim(const gvc_result *r, gvc_idx d, member *m)
{
    if (gvc_result_is_integer(r, d)) {
        bool year = strcmp(gvc_result_dim(r, d), GVC_H5_YEAR) == 0;
        m->type = H5Tcopy(year ? H5T_STD_I16LE : H5T_STD_I32LE);
        m->width = year ? 2 : 4;
        return;
    }
    m->width = SHORTEST_LABEL;
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        size_t length = strlen(gvc_result_label(r, d, i));
        m->width = length > m->width ? length : m->width;
    }
    m->type = text_type(m->width);
}

static void describe(gvc_h5_tidy *t, const gvc_result *frame)
{
    for (gvc_idx k = 0; k < t->dims + t->terms; k++) {
        member *m = &t->members[k];
        if (k < t->dims) {
            describe_dim(frame, k, m);
        } else {
            m->type = H5Tcopy(H5T_IEEE_F64LE);
            m->width = sizeof(double);
        }
        m->offset = t->row_bytes;
        t->row_bytes += m->width;
    }
}

static const char *name_of(const gvc_h5_tidy *t, const gvc_result *r, gvc_idx k)
{
    return k < t->dims ? gvc_result_dim(r, k) : gvc_result_term(r, k - t->dims)->name;
}

static hid_t row_type(const gvc_h5_tidy *t, const gvc_result *r)
{
    hid_t type = H5Tcreate(H5T_COMPOUND, t->row_bytes);
    for (gvc_idx k = 0; k < t->dims + t->terms && type >= 0; k++) {
        const member *m = &t->members[k];
        if (H5Tinsert(type, name_of(t, r, k), m->offset, m->type) < 0) {
            gvc_h5_release(type);
            type = -1;
        }
    }
    return type;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static bool is_kept(const gvc_h5_tidy *t, const gvc_result *r, gvc_idx cell)
{
    if (!gvc_result_is_row(r, cell)) {
        return false;
    }
    bool kept = t->keep_zeros;
    for (gvc_idx k = 0; k < t->terms && !kept; k++) {
        kept = gvc_result_values(r, k)[cell] != 0.0; /* true for NaN */
    }
    return kept;
}

/* Bytes of an integer from the lowest on, whatever the machine. */
static void put_bytes(unsigned char *to, uint32_t number, size_t width)
{
    for (size_t i = 0; i < width; i++) {
        to[i] = (unsigned char)(number >> (8 * i));
    }
}

static void put_real(unsigned char *to, double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    put_bytes(to, (uint32_t)(bits & 0xffffffffu), 4);
    put_bytes(to + 4, (uint32_t)(bits >> 32), 4);
}

static void fill_row(const gvc_h5_tidy *t, const gvc_result *r, gvc_idx cell, unsigned char *row)
{
    gvc_idx rest = cell;
    for (gvc_idx d = t->dims - 1; d >= 0; d--) {
        gvc_idx i = rest % gvc_result_extent(r, d);
        rest /= gvc_result_extent(r, d);
        const member *m = &t->members[d];
        if (gvc_result_is_integer(r, d)) {
            put_bytes(row + m->offset, (uint32_t)gvc_result_number(r, d, i), m->width);
        } else {
            const char *label = gvc_result_label(r, d, i);
            memset(row + m->offset, 0, m->width);
            memcpy(row + m->offset, label, strlen(label));
        }
    }
    for (gvc_idx k = 0; k < t->terms; k++) {
        put_real(row + t->members[t->dims + k].offset, gvc_result_values(r, k)[cell]);
    }
}

/* ---- the table --------------------------------------------------------------------------------
 */

/* Attributes of H5TB are fixed-length texts; so are PyTables'. */
static void put_label(gvc_h5 *h, hid_t ds, const char *name, const char *text)
{
    if (h->status != GVC_OK) {
        return;
    }
    hid_t type = H5Tcopy(H5T_C_S1);
    hid_t a = type < 0 || H5Tset_size(type, strlen(text) + 1) < 0
                  ? -1
                  : H5Acreate2(ds, name, type, h->scalar, H5P_DEFAULT, H5P_DEFAULT);
    if (a < 0 || H5Awrite(a, type, text) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(a);
    gvc_h5_release(type);
}

static void put_labels(gvc_h5 *h, const gvc_h5_tidy *t, const gvc_result *r)
{
    put_label(h, t->dataset, "CLASS", "TABLE");
    put_label(h, t->dataset, "VERSION", "3.0");
    put_label(h, t->dataset, "TITLE", t->view);
    for (gvc_idx k = 0; k < t->dims + t->terms; k++) {
        char name[64];
        snprintf(name, sizeof name, "FIELD_%lld_NAME", (long long)k);
        put_label(h, t->dataset, name, name_of(t, r, k));
    }
}

static hid_t create_group(gvc_h5 *h)
{
    hid_t creation = H5Pcreate(H5P_GROUP_CREATE);
    hid_t group = -1;
    if (creation < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_link_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED) < 0 ||
        (group = H5Gcreate2(h->file, GVC_H5_TIDY, H5P_DEFAULT, creation, H5P_DEFAULT)) < 0) {
        gvc_h5_unwritten(h, GVC_H5_TIDY);
    }
    gvc_h5_release(creation);
    return group;
}

/* The table without rows, once it is known how large its chunks are. */
static void create(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *r, hsize_t chunk)
{
    const hsize_t none = 0, unlimited = H5S_UNLIMITED;
    hid_t group = create_group(h), type = row_type(t, r);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t space = H5Screate_simple(1, &none, &unlimited);
    if (h->status == GVC_OK &&
        (type < 0 || creation < 0 || space < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
         H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED) < 0 ||
         H5Pset_attr_phase_change(creation, 255, 128) < 0 ||
         H5Pset_chunk(creation, 1, &chunk) < 0 ||
         H5Pset_deflate(creation, GVC_H5_DEFLATE_TIDY) < 0 ||
         (t->dataset =
              H5Dcreate2(group, t->view, type, space, H5P_DEFAULT, creation, H5P_DEFAULT)) < 0)) {
        gvc_h5_unwritten(h, GVC_H5_TIDY);
    }
    gvc_h5_release(space);
    gvc_h5_release(creation);
    gvc_h5_release(type);
    gvc_h5_release(group);
    put_labels(h, t, r);
}

/* ---- rows into chunks -------------------------------------------------------------------------
 */

/* Writes the chunk at hand; `chunk` rows long, the last of them empty where it is not full. */
static void flush(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *r, gvc_idx chunk)
{
    const hsize_t offset = (hsize_t)t->before, rows = (hsize_t)(t->before + t->filled);
    size_t used = (size_t)t->filled * t->row_bytes, bytes = (size_t)chunk * t->row_bytes;
    if (t->dataset < 0) {
        create(h, t, r, (hsize_t)chunk);
    }
    if (h->status != GVC_OK || t->filled == 0) {
        return;
    }
    memset(t->rows + used, 0, bytes - used);
    if (H5Dset_extent(t->dataset, &rows) < 0) {
        gvc_h5_unwritten(h, t->view);
    }
    gvc_h5_put_chunk(h, t->dataset, t->view, &offset, GVC_H5_DEFLATE_TIDY, 0, t->rows, bytes,
                     t->scratch);
    t->before += t->filled;
    t->filled = 0;
}

void gvc_h5_tidy_add(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *piece, gvc_idx first,
                     gvc_idx count)
{
    for (gvc_idx cell = first; cell < first + count && h->status == GVC_OK; cell++) {
        if (!is_kept(t, piece, cell)) {
            continue;
        }
        fill_row(t, piece, cell, t->rows + (size_t)t->filled * t->row_bytes);
        if (++t->filled == t->most) {
            flush(h, t, piece, t->most);
        }
    }
}

void gvc_h5_tidy_end(gvc_h5 *h, gvc_h5_tidy *t, const gvc_result *frame)
{
    if (h->status != GVC_OK) {
        return;
    }
    if (t->before > 0) {
        flush(h, t, frame, t->most);
    } else {
        flush(h, t, frame, t->filled > 0 ? t->filled : 1);
    }
}

/* ---- life -------------------------------------------------------------------------------------
 */

static bool make_room(gvc_h5_tidy *t, const gvc_result *frame)
{
    gvc_idx cells = gvc_result_cells(frame);
    const char *view = gvc_result_text(frame, GVC_H5_VIEW);
    t->members = gvc_calloc((size_t)(t->dims + t->terms), sizeof *t->members);
    t->view = gvc_strdup(view == NULL || *view == '\0' ? "result" : view);
    if (t->members == NULL || t->view == NULL) {
        return false;
    }
    describe(t, frame);
    t->most = cells < GVC_H5_TIDY_ROWS ? cells : GVC_H5_TIDY_ROWS;
    t->rows = gvc_malloc((size_t)t->most, t->row_bytes);
    t->scratch = gvc_malloc((size_t)t->most, t->row_bytes);
    return t->rows != NULL && t->scratch != NULL;
}

gvc_h5_tidy *gvc_h5_tidy_begin(gvc_h5 *h, const gvc_result *frame, bool keep_zeros)
{
    if (h->status != GVC_OK) {
        return NULL;
    }
    gvc_h5_tidy *t = gvc_calloc(1, sizeof *t);
    if (t != NULL) {
        t->keep_zeros = keep_zeros;
        t->dims = gvc_result_ndims(frame);
        t->terms = gvc_result_nterms(frame);
        t->dataset = -1;
    }
    if (t == NULL || !make_room(t, frame)) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, GVC_H5_TIDY_ROWS * sizeof(double), GVC_H5_TIDY));
        gvc_h5_tidy_free(t);
        return NULL;
    }
    return t;
}

void gvc_h5_tidy_free(gvc_h5_tidy *t)
{
    if (t == NULL) {
        return;
    }
    for (gvc_idx k = 0; t->members != NULL && k < t->dims + t->terms; k++) {
        gvc_h5_release(t->members[k].type);
    }
    gvc_h5_release(t->dataset);
    gvc_release(t->members);
    gvc_release(t->view);
    gvc_release(t->rows);
    gvc_release(t->scratch);
    gvc_release(t);
}
