/* tidy.c - /tidy/VIEW: the numbers of a result once more, as a compound table with a row a cell,
 * which pandas.read_hdf and the data-frame readers of R open in one call
 *
 * Members: year (int16), other integers (int32), labels (fixed-length UTF-8, as wide as the longest
 * of the dimension), then the terms. Rows that text outputs leave out are left out here too. */
#include <stdio.h>
#include <string.h>

#include "hdf5/h5.h"

typedef struct member {
    const char *name;
    hid_t type;
    size_t offset, width;
} member;

typedef struct tidy {
    gvc_h5 *h;
    const gvc_result *r;
    bool keep_zeros;
    gvc_idx dims, terms;
    member *members; /* dims, then terms */
    size_t row_bytes;
} tidy;

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

static void describe_dim(const tidy *t, gvc_idx d, member *m)
{
    m->name = gvc_result_dim(t->r, d);
    if (gvc_result_is_integer(t->r, d)) {
        bool year = strcmp(m->name, GVC_H5_YEAR) == 0;
        m->type = H5Tcopy(year ? H5T_STD_I16LE : H5T_STD_I32LE);
        m->width = year ? 2 : 4;
        return;
    }
    m->width = SHORTEST_LABEL;
    for (gvc_idx i = 0; i < gvc_result_extent(t->r, d); i++) {
        size_t length = strlen(gvc_result_label(t->r, d, i));
        m->width = length > m->width ? length : m->width;
    }
    m->type = text_type(m->width);
}

static void describe(tidy *t)
{
    for (gvc_idx k = 0; k < t->dims + t->terms; k++) {
        member *m = &t->members[k];
        if (k < t->dims) {
            describe_dim(t, k, m);
        } else {
            m->name = gvc_result_term(t->r, k - t->dims)->name;
            m->type = H5Tcopy(H5T_IEEE_F64LE);
            m->width = sizeof(double);
        }
        m->offset = t->row_bytes;
        t->row_bytes += m->width;
    }
}

static hid_t row_type(const tidy *t)
{
    hid_t type = H5Tcreate(H5T_COMPOUND, t->row_bytes);
    for (gvc_idx k = 0; k < t->dims + t->terms && type >= 0; k++) {
        const member *m = &t->members[k];
        if (H5Tinsert(type, m->name, m->offset, m->type) < 0) {
            gvc_h5_release(type);
            type = -1;
        }
    }
    return type;
}

/* ---- rows -------------------------------------------------------------------------------------
 */

static bool is_kept(const tidy *t, gvc_idx cell)
{
    if (!gvc_result_is_row(t->r, cell)) {
        return false;
    }
    bool kept = t->keep_zeros;
    for (gvc_idx k = 0; k < t->terms && !kept; k++) {
        kept = gvc_result_values(t->r, k)[cell] != 0.0; /* true for NaN */
    }
    return kept;
}

static gvc_idx next_kept(const tidy *t, gvc_idx cell)
{
    while (cell < gvc_result_cells(t->r) && !is_kept(t, cell)) {
        cell++;
    }
    return cell;
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

static void fill_row(const tidy *t, gvc_idx cell, unsigned char *row)
{
    gvc_idx rest = cell;
    for (gvc_idx d = t->dims - 1; d >= 0; d--) {
        gvc_idx i = rest % gvc_result_extent(t->r, d);
        rest /= gvc_result_extent(t->r, d);
        const member *m = &t->members[d];
        if (gvc_result_is_integer(t->r, d)) {
            put_bytes(row + m->offset, (uint32_t)gvc_result_number(t->r, d, i), m->width);
        } else {
            const char *label = gvc_result_label(t->r, d, i);
            memset(row + m->offset, 0, m->width);
            memcpy(row + m->offset, label, strlen(label));
        }
    }
    for (gvc_idx k = 0; k < t->terms; k++) {
        put_real(row + t->members[t->dims + k].offset, gvc_result_values(t->r, k)[cell]);
    }
}

static void put_rows(const tidy *t, hid_t ds, const char *name, gvc_idx chunk_rows)
{
    size_t bytes = (size_t)chunk_rows * t->row_bytes;
    unsigned char *rows = gvc_malloc(bytes, 1);
    unsigned char *scratch = gvc_malloc(bytes, 1);
    if (rows == NULL || scratch == NULL) {
        gvc_h5_take(t->h, gvc_fail_memory(t->h->ctx, 2 * bytes, name));
        goto done;
    }
    gvc_idx cells = gvc_result_cells(t->r);
    hsize_t offset = 0;
    for (gvc_idx cell = next_kept(t, 0); cell < cells && t->h->status == GVC_OK;) {
        gvc_idx filled = 0;
        for (; filled < chunk_rows && cell < cells; filled++, cell = next_kept(t, cell + 1)) {
            fill_row(t, cell, rows + (size_t)filled * t->row_bytes);
        }
        memset(rows + (size_t)filled * t->row_bytes, 0, bytes - (size_t)filled * t->row_bytes);
        gvc_h5_put_chunk(t->h, ds, name, &offset, GVC_H5_DEFLATE_TIDY, 0, rows, bytes, scratch);
        offset += (hsize_t)chunk_rows;
    }
done:
    gvc_release(scratch);
    gvc_release(rows);
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

static void put_labels(const tidy *t, hid_t ds, const char *view)
{
    put_label(t->h, ds, "CLASS", "TABLE");
    put_label(t->h, ds, "VERSION", "3.0");
    put_label(t->h, ds, "TITLE", view);
    for (gvc_idx k = 0; k < t->dims + t->terms; k++) {
        char name[64];
        snprintf(name, sizeof name, "FIELD_%lld_NAME", (long long)k);
        put_label(t->h, ds, name, t->members[k].name);
    }
}

static hid_t create(const tidy *t, hid_t group, hid_t type, const char *view, hsize_t rows,
                    hsize_t chunk)
{
    hsize_t unlimited = H5S_UNLIMITED;
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t space = H5Screate_simple(1, &rows, &unlimited);
    hid_t ds = -1;
    if (creation < 0 || space < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED) < 0 ||
        H5Pset_attr_phase_change(creation, 255, 128) < 0 || H5Pset_chunk(creation, 1, &chunk) < 0 ||
        H5Pset_deflate(creation, GVC_H5_DEFLATE_TIDY) < 0 ||
        (ds = H5Dcreate2(group, view, type, space, H5P_DEFAULT, creation, H5P_DEFAULT)) < 0) {
        gvc_h5_unwritten(t->h, GVC_H5_TIDY);
    }
    gvc_h5_release(space);
    gvc_h5_release(creation);
    return ds;
}

static void put_table(const tidy *t, hid_t group, const char *view)
{
    gvc_idx rows = 0;
    for (gvc_idx c = next_kept(t, 0); c < gvc_result_cells(t->r); c = next_kept(t, c + 1)) {
        rows++;
    }
    gvc_idx chunk = rows < 1 ? 1 : rows < GVC_H5_TIDY_ROWS ? rows : GVC_H5_TIDY_ROWS;
    hid_t type = row_type(t);
    hid_t ds = -1;
    if (type < 0) {
        gvc_h5_unwritten(t->h, GVC_H5_TIDY);
    } else {
        ds = create(t, group, type, view, (hsize_t)rows, (hsize_t)chunk);
        put_labels(t, ds, view);
        put_rows(t, ds, view, chunk);
    }
    gvc_h5_release(ds);
    gvc_h5_release(type);
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

void gvc_h5_put_tidy(gvc_h5 *h, const gvc_result *r, bool keep_zeros)
{
    if (h->status != GVC_OK) {
        return;
    }
    tidy t = {h, r, keep_zeros, gvc_result_ndims(r), gvc_result_nterms(r), NULL, 0};
    size_t count = (size_t)(t.dims + t.terms);
    t.members = gvc_calloc(count, sizeof *t.members);
    if (t.members == NULL) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, count * sizeof *t.members, GVC_H5_TIDY));
        return;
    }
    describe(&t);
    const char *view = gvc_result_text(r, GVC_H5_VIEW);
    hid_t group = create_group(h);
    if (group >= 0) {
        put_table(&t, group, view == NULL || *view == '\0' ? "result" : view);
    }
    gvc_h5_release(group);
    for (size_t k = 0; k < count; k++) {
        gvc_h5_release(t.members[k].type);
    }
    gvc_release(t.members);
}
