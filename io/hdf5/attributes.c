/* attributes.c - attributes of datasets and of the root group: texts, doubles, int32 */
#include <string.h>

#include "hdf5/h5.h"
#include "text/csv.h"

/* ---- writing ----------------------------------------------------------------------------------
 */

static void put(gvc_h5 *h, hid_t object, const char *name, hid_t file_type, hid_t type,
                const void *value)
{
    if (h->status != GVC_OK || object < 0) {
        return;
    }
    hid_t a = H5Acreate2(object, name, file_type, h->scalar, H5P_DEFAULT, H5P_DEFAULT);
    if (a < 0 || H5Awrite(a, type, value) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(a);
}

void gvc_h5_put_text(gvc_h5 *h, hid_t object, const char *name, const char *text)
{
    if (text != NULL) {
        put(h, object, name, h->text, h->text, &text);
    }
}

void gvc_h5_put_number(gvc_h5 *h, hid_t object, const char *name, double number)
{
    put(h, object, name, H5T_IEEE_F64LE, H5T_NATIVE_DOUBLE, &number);
}

void gvc_h5_put_integer(gvc_h5 *h, hid_t object, const char *name, int32_t integer)
{
    put(h, object, name, H5T_STD_I32LE, H5T_NATIVE_INT32, &integer);
}

void gvc_h5_put_root(gvc_h5 *h, const gvc_root_source *source, const gvc_write_options *options)
{
    if (h->status != GVC_OK) {
        return;
    }
    gvc_attributes all = {0};
    gvc_h5_take(h, gvc_root_attributes(h->ctx, &all, source, options));
    for (gvc_idx i = 0; i < all.count && h->status == GVC_OK; i++) {
        const gvc_attribute *a = &all.items[i];
        if (a->kind == GVC_ATTR_TEXT) {
            gvc_h5_put_text(h, h->file, a->name, a->text);
        } else if (a->kind == GVC_ATTR_NUMBER) {
            gvc_h5_put_number(h, h->file, a->name, a->number);
        } else {
            gvc_h5_put_integer(h, h->file, a->name, a->integer);
        }
    }
    gvc_attributes_free(&all);
}

/* ---- reading ----------------------------------------------------------------------------------
 */

static char *copy_text(const char *text, size_t length)
{
    char *copy = gvc_malloc(length + 1, 1);
    if (copy != NULL) {
        memcpy(copy, length == 0 ? "" : text, length);
        copy[length] = '\0';
    }
    return copy;
}

static char *read_variable(gvc_h5 *h, hid_t a)
{
    unsigned char reference[GVC_H5_RAW];
    const unsigned char *text = NULL;
    size_t length = 0;
    if (H5Aread(a, h->raw, reference) < 0 || !gvc_h5_heap_get(h, reference, 1, &text, &length)) {
        return NULL;
    }
    return copy_text((const char *)text, length);
}

static char *read_fixed(hid_t a, hid_t type)
{
    size_t size = H5Tget_size(type);
    char *copy = size > 1 << 16 ? NULL : gvc_calloc(size + 1, 1);
    if (copy != NULL && H5Aread(a, type, copy) < 0) {
        gvc_release(copy);
        copy = NULL;
    }
    return copy;
}

/* A single value; arrays are none of ours. */
static bool is_single(hid_t a)
{
    hid_t space = H5Aget_space(a);
    bool single = space >= 0 && H5Sget_simple_extent_npoints(space) == 1;
    gvc_h5_release(space);
    return single;
}

static bool native_text(hid_t type)
{
    return H5Tget_class(type) == H5T_STRING;
}

static char *read_text(gvc_h5 *h, hid_t a, hid_t type, const char *name)
{
    char *text = H5Tis_variable_str(type) > 0 ? read_variable(h, a) : read_fixed(a, type);
    if (text == NULL) {
        gvc_h5_damaged(h, name);
    } else if (!gvc_is_utf8(text, strlen(text))) {
        gvc_h5_fail(h, GVC_EFORMAT, "is damaged: attribute %s is not UTF-8 text", name);
        gvc_release(text);
        text = NULL;
    }
    return text;
}

char *gvc_h5_get_text(gvc_h5 *h, hid_t object, const char *name)
{
    if (h->status != GVC_OK) {
        return NULL;
    }
    char *text = NULL;
    htri_t there = H5Aexists(object, name);
    if (there <= 0) {
        return there == 0 ? copy_text("", 0) : (gvc_h5_damaged(h, name), NULL);
    }
    hid_t a = H5Aopen(object, name, H5P_DEFAULT);
    hid_t type = a < 0 ? -1 : H5Aget_type(a);
    if (type < 0) {
        gvc_h5_damaged(h, name);
    } else if (!native_text(type) || !is_single(a)) {
        gvc_h5_fail(h, GVC_EFORMAT, "attribute %s is no text", name);
    } else {
        text = read_text(h, a, type, name);
    }
    gvc_h5_release(type);
    gvc_h5_release(a);
    return text;
}

bool gvc_h5_get_integer(gvc_h5 *h, hid_t object, const char *name, int32_t *out)
{
    if (h->status != GVC_OK || H5Aexists(object, name) <= 0) {
        return false;
    }
    bool done = false;
    hid_t a = H5Aopen(object, name, H5P_DEFAULT);
    hid_t type = a < 0 ? -1 : H5Aget_type(a);
    if (type < 0 || H5Tget_class(type) != H5T_INTEGER || !is_single(a) ||
        H5Aread(a, H5T_NATIVE_INT32, out) < 0) {
        gvc_h5_damaged(h, name);
    } else {
        done = true;
    }
    gvc_h5_release(type);
    gvc_h5_release(a);
    return done;
}

typedef struct visit {
    gvc_h5 *h;
    gvc_status (*set)(gvc_h5 *h, const gvc_attribute *a, void *user);
    void *user;
} visit;

/* Hands over one attribute; kinds that we do not write are passed over. */
static void hand_over(const visit *v, hid_t a, hid_t type, const char *name)
{
    gvc_attribute got = {name, GVC_ATTR_TEXT, NULL, 0, 0};
    char *text = NULL;
    herr_t read = 0;
    switch (H5Tget_class(type)) {
    case H5T_STRING:
        got.text = text = read_text(v->h, a, type, name);
        break;
    case H5T_FLOAT:
        got.kind = GVC_ATTR_NUMBER;
        read = H5Aread(a, H5T_NATIVE_DOUBLE, &got.number);
        break;
    case H5T_INTEGER:
        got.kind = GVC_ATTR_INTEGER;
        read = H5Aread(a, H5T_NATIVE_INT32, &got.integer);
        break;
    default:
        return;
    }
    if (read < 0) {
        gvc_h5_damaged(v->h, name);
    } else if (v->h->status == GVC_OK) {
        gvc_h5_take(v->h, v->set(v->h, &got, v->user));
    }
    gvc_release(text);
}

static herr_t each(hid_t object, const char *name, const H5A_info_t *info, void *user)
{
    (void)info;
    const visit *v = user;
    /* Names with a leading underscore belong to netCDF. */
    if (gvc_root_is_ours(name) || name[0] == '_') {
        return 0;
    }
    hid_t a = H5Aopen(object, name, H5P_DEFAULT);
    hid_t type = a < 0 ? -1 : H5Aget_type(a);
    if (type < 0) {
        gvc_h5_damaged(v->h, name);
    } else if (is_single(a)) {
        hand_over(v, a, type, name);
    }
    gvc_h5_release(type);
    gvc_h5_release(a);
    return v->h->status == GVC_OK ? 0 : 1;
}

void gvc_h5_get_root(gvc_h5 *h, gvc_status (*set)(gvc_h5 *h, const gvc_attribute *a, void *user),
                     void *user)
{
    if (h->status != GVC_OK) {
        return;
    }
    visit v = {h, set, user};
    /* A file that another tool rewrote may have lost the order. */
    if (H5Aiterate2(h->file, H5_INDEX_CRT_ORDER, H5_ITER_INC, NULL, each, &v) < 0 &&
        h->status == GVC_OK &&
        H5Aiterate2(h->file, H5_INDEX_NAME, H5_ITER_INC, NULL, each, &v) < 0) {
        gvc_h5_damaged(h, "attributes");
    }
}
