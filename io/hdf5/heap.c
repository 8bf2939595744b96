/* heap.c - reading variable-length values: texts and lists of references
 *
 * HDF5 keeps them in collections of its "global heap" and trusts what a file says about them: a
 * damaged position makes it read outside its memory. So the references are taken out raw, and the
 * collections are read here, with every bound checked. It is several times faster, too.
 *
 * A reference is 16 bytes: number of values (4), address of the collection (8), index (4). A
 * collection is "GCOL", version (1), reserved (3), its length (8), then objects: index (2), count
 * (2), reserved (4), length (8), bytes padded to 8; index 0 is the free rest. */
#include <string.h>
#include <unistd.h>

#include "hdf5/h5.h"

#define TAG "gvc reference"

enum { COLLECTION_HEAD = 16, OBJECT_HEAD = 16, SLOTS = 8, BUDGET = 64 };

typedef struct collection {
    uint64_t address;
    unsigned char *bytes; /* NULL: an empty slot */
    size_t length;
    size_t *at; /* by index: where the object starts, 0 = none */
    size_t count;
} collection;

struct gvc_h5_heap {
    collection slots[SLOTS];
    int last, next;
    uint64_t loaded; /* bytes so far: a file made to load the same ones for ever is given up */
};

static uint64_t little(const unsigned char *p, size_t width)
{
    uint64_t x = 0;
    for (size_t i = width; i > 0; i--) {
        x = x << 8 | p[i - 1];
    }
    return x;
}

/* HDF5 offers every conversion from a variable-length type to an opaque one; those of a host
 * program are not ours. */
static bool is_ours(hid_t from, hid_t to)
{
    bool variable = H5Tget_class(from) == H5T_VLEN || H5Tis_variable_str(from) > 0;
    char *tag =
        H5Tget_class(to) == H5T_OPAQUE && H5Tget_size(to) == GVC_H5_RAW ? H5Tget_tag(to) : NULL;
    bool ours = variable && tag != NULL && strcmp(tag, TAG) == 0;
    H5free_memory(tag);
    return ours;
}

/* The bytes as they lie in the file, for H5Tregister: nothing is to be converted. It stays with
 * HDF5 for good, since another thread may be reading when this file is closed. */
static herr_t keep_raw(hid_t from, hid_t to, H5T_cdata_t *data, size_t count, size_t stride,
                       size_t background_stride, void *values, void *background, hid_t transfer)
{
    (void)count, (void)stride, (void)background_stride, (void)values, (void)background;
    (void)transfer;
    data->need_bkg = H5T_BKG_NO;
    return data->command != H5T_CONV_INIT || is_ours(from, to) ? 0 : -1;
}

static bool has_conversion(const gvc_h5 *h)
{
    H5T_cdata_t *data = NULL;
    return H5Tfind(h->text, h->raw, &data) != NULL ||
           H5Tregister(H5T_PERS_SOFT, "gvc raw", h->text, h->raw, keep_raw) >= 0;
}

bool gvc_h5_heap_open(gvc_h5 *h)
{
    hsize_t block = 0;
    size_t address = 0, length = 0;
    hid_t creation = H5Fget_create_plist(h->file);
    bool plain = creation >= 0 && H5Pget_userblock(creation, &block) >= 0 && block == 0 &&
                 H5Pget_sizes(creation, &address, &length) >= 0 && address == 8 && length == 8;
    gvc_h5_release(creation);
    h->heap = gvc_calloc(1, sizeof *h->heap);
    h->raw = H5Tcreate(H5T_OPAQUE, GVC_H5_RAW);
    return plain && h->heap != NULL && h->raw >= 0 && H5Tset_tag(h->raw, TAG) >= 0 &&
           has_conversion(h);
}

static void clear(collection *c)
{
    gvc_release(c->bytes);
    gvc_release(c->at);
    *c = (collection){0};
}

void gvc_h5_heap_close(gvc_h5 *h)
{
    gvc_h5_release(h->raw);
    for (int i = 0; i < SLOTS && h->heap != NULL; i++) {
        clear(&h->heap->slots[i]);
    }
    gvc_release(h->heap);
    h->heap = NULL;
}

static bool read_at(int fd, uint64_t address, unsigned char *to, size_t length)
{
    while (length > 0) {
        ssize_t got = pread(fd, to, length, (off_t)address);
        if (got <= 0) {
            return false;
        }
        to += got;
        address += (uint64_t)got;
        length -= (size_t)got;
    }
    return true;
}

/* Next object, or false at the free rest, the end or where the lengths make no sense. */
static bool next_object(const collection *c, size_t *at, size_t *index)
{
    size_t here = *at;
    if (c->length - here < OBJECT_HEAD) {
        return false;
    }
    *index = (size_t)little(c->bytes + here, 2);
    uint64_t length = little(c->bytes + here + 8, 8);
    if (*index == 0 || length > c->length - here - OBJECT_HEAD) {
        return false;
    }
    size_t end = here + OBJECT_HEAD + (((size_t)length + 7) & ~(size_t)7);
    *at = end < c->length ? end : c->length;
    return true;
}

static bool list_objects(collection *c)
{
    size_t index = 0, at = COLLECTION_HEAD;
    while (next_object(c, &at, &index)) {
        c->count = index >= c->count ? index + 1 : c->count;
    }
    c->at = gvc_calloc(c->count + 1, sizeof *c->at);
    if (c->at == NULL) {
        return false;
    }
    at = COLLECTION_HEAD;
    for (size_t start = at; next_object(c, &at, &index); start = at) {
        c->at[index] = start;
    }
    return true;
}

static bool load(gvc_h5 *h, collection *c, uint64_t address)
{
    unsigned char head[COLLECTION_HEAD];
    clear(c);
    if (address > h->file_bytes || !read_at(h->fd, address, head, sizeof head) ||
        memcmp(head, "GCOL", 4) != 0) {
        return false;
    }
    uint64_t length = little(head + 8, 8);
    h->heap->loaded += length;
    if (length < COLLECTION_HEAD || length > h->file_bytes - address ||
        h->heap->loaded / BUDGET > h->file_bytes) {
        return false;
    }
    c->address = address;
    c->length = (size_t)length;
    c->bytes = gvc_malloc(c->length, 1);
    if (c->bytes == NULL || !read_at(h->fd, address, c->bytes, c->length) || !list_objects(c)) {
        clear(c);
        return false;
    }
    return true;
}

static const collection *find_collection(gvc_h5 *h, uint64_t address)
{
    gvc_h5_heap *heap = h->heap;
    for (int i = 0; i < SLOTS; i++) {
        int slot = (heap->last + i) % SLOTS;
        if (heap->slots[slot].bytes != NULL && heap->slots[slot].address == address) {
            heap->last = slot;
            return &heap->slots[slot];
        }
    }
    heap->last = heap->next;
    heap->next = (heap->next + 1) % SLOTS;
    return load(h, &heap->slots[heap->last], address) ? &heap->slots[heap->last] : NULL;
}

bool gvc_h5_heap_get(gvc_h5 *h, const unsigned char reference[GVC_H5_RAW], size_t width,
                     const unsigned char **values, size_t *count)
{
    *count = (size_t)little(reference, 4);
    *values = NULL;
    if (*count == 0) {
        return true;
    }
    const collection *c = find_collection(h, little(reference + 4, 8));
    size_t index = (size_t)little(reference + 12, 4);
    if (c == NULL || index >= c->count || c->at[index] == 0) {
        return false;
    }
    const unsigned char *object = c->bytes + c->at[index];
    *values = object + OBJECT_HEAD;
    return little(object + 8, 8) / width >= *count;
}
