/* strings.c - datasets of variable-length UTF-8 texts, the one form that every reader agrees on */
#include <string.h>

#include "hdf5/h5.h"
#include "text/csv.h"

/* Why a text can be no label: it would break a line of an output, or the terminal; NULL: it can. */
static const char *wrong_with(const char *text, size_t length)
{
    if (!gvc_is_utf8(text, length)) {
        return "is not UTF-8 text";
    }
    for (size_t i = 0; i < length; i++) {
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) {
            return "holds a control character";
        }
    }
    return NULL;
}

/* A file that nobody could read back is better not written. */
static void check_texts(gvc_h5 *h, const char *name, const char *const *texts, gvc_idx count)
{
    for (gvc_idx i = 0; i < count && h->status == GVC_OK; i++) {
        const char *wrong = wrong_with(texts[i], strlen(texts[i]));
        if (wrong != NULL) {
            gvc_h5_fail(h, GVC_EFORMAT, "text %lld of dataset '%s' %s; change it in the source",
                        (long long)i + 1, name, wrong);
        }
    }
}

hid_t gvc_h5_put_strings(gvc_h5 *h, const char *name, const char *const *texts, gvc_idx count)
{
    check_texts(h, name, texts, count);
    if (h->status != GVC_OK) {
        return -1;
    }
    hsize_t extent = (hsize_t)count;
    hid_t space = H5Screate_simple(1, &extent, NULL);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE);
    hid_t ds = -1;
    if (space < 0 || creation < 0 || H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED) < 0 ||
        (ds = H5Dcreate2(h->file, name, h->text, space, H5P_DEFAULT, creation, H5P_DEFAULT)) < 0 ||
        H5Dwrite(ds, h->text, H5S_ALL, H5S_ALL, h->transfer, texts) < 0) {
        gvc_h5_unwritten(h, name);
    }
    gvc_h5_release(creation);
    gvc_h5_release(space);
    return ds;
}

/* ---- reading: many short texts in few blocks, freed together ----------------------------------
 */

enum { ARENA_BLOCK = 1 << 16 };

typedef struct arena_block {
    struct arena_block *next;
} arena_block;

struct gvc_h5_arena {
    arena_block *blocks;
    char *at;
    size_t left;
};

static char *arena_copy(gvc_h5_arena *a, const unsigned char *text, size_t length)
{
    size_t need = length + 1;
    if (need > a->left) {
        size_t bytes = need > ARENA_BLOCK ? need : ARENA_BLOCK;
        arena_block *block = gvc_malloc(sizeof *block + bytes, 1);
        if (block == NULL) {
            return NULL;
        }
        block->next = a->blocks;
        a->blocks = block;
        a->at = (char *)(block + 1);
        a->left = bytes;
    }
    char *copy = a->at;
    if (length > 0) {
        memcpy(copy, text, length);
    }
    copy[length] = '\0';
    a->at += need;
    a->left -= need;
    return copy;
}

void gvc_h5_free_strings(gvc_h5_strings *s)
{
    if (s->arena != NULL) {
        while (s->arena->blocks != NULL) {
            arena_block *block = s->arena->blocks;
            s->arena->blocks = block->next;
            gvc_release(block);
        }
        gvc_release(s->arena);
    }
    gvc_release(s->texts);
    *s = (gvc_h5_strings){0};
}

static void copy_texts(gvc_h5 *h, const char *name, const unsigned char *references,
                       gvc_h5_strings *out)
{
    size_t bytes = 0; /* several references may lead to one text, but not to more than the file */
    for (gvc_idx i = 0; i < out->count && h->status == GVC_OK; i++) {
        const unsigned char *text = NULL;
        size_t length = 0;
        if (!gvc_h5_heap_get(h, references + i * GVC_H5_RAW, 1, &text, &length) ||
            (bytes += length) > 16 * h->file_bytes) {
            gvc_h5_fail(h, GVC_EFORMAT, "is damaged or half-written (text %lld of dataset '%s')",
                        (long long)i + 1, name);
            return;
        }
        const char *wrong = wrong_with((const char *)text, length);
        if (wrong != NULL) {
            gvc_h5_fail(h, GVC_EFORMAT, "is damaged: text %lld of dataset '%s' %s",
                        (long long)i + 1, name, wrong);
            return;
        }
        out->texts[i] = arena_copy(out->arena, text, length);
        if (out->texts[i] == NULL) {
            gvc_h5_take(h, gvc_fail_memory(h->ctx, length, name));
        }
    }
}

static void get_texts(gvc_h5 *h, const char *name, hid_t ds, gvc_h5_strings *out)
{
    out->texts = gvc_calloc((size_t)out->count, sizeof *out->texts);
    out->arena = gvc_calloc(1, sizeof *out->arena);
    unsigned char *references = gvc_malloc((size_t)out->count, GVC_H5_RAW);
    if (out->texts == NULL || out->arena == NULL || references == NULL) {
        gvc_h5_take(h, gvc_fail_memory(h->ctx, (size_t)out->count * GVC_H5_RAW, name));
    } else if (H5Dread(ds, h->raw, H5S_ALL, H5S_ALL, h->transfer, references) < 0) {
        gvc_h5_damaged(h, name);
    } else {
        copy_texts(h, name, references, out);
    }
    gvc_release(references);
}

void gvc_h5_get_strings(gvc_h5 *h, const char *name, gvc_idx count, gvc_h5_strings *out)
{
    hsize_t extent[GVC_H5_MAX_RANK];
    *out = (gvc_h5_strings){0};
    hid_t ds = gvc_h5_get_dataset(h, NULL, name, 1, extent);
    hid_t type = ds < 0 ? -1 : H5Dget_type(ds);
    if (ds < 0) {
        return;
    }
    if (type < 0 || H5Tis_variable_str(type) <= 0) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "dataset '%s' holds no variable-length text; it is not as gvc wrote it", name);
    } else if (extent[0] > h->file_bytes / GVC_H5_RAW) {
        /* Every text takes 16 bytes at least. */
        gvc_h5_fail(h, GVC_EFORMAT,
                    "is damaged: dataset '%s' claims %llu texts in a file of %llu bytes", name,
                    (unsigned long long)extent[0], (unsigned long long)h->file_bytes);
    } else if (count >= 0 && extent[0] != (hsize_t)count) {
        gvc_h5_fail(h, GVC_EFORMAT, "is damaged: dataset '%s' has %llu texts, expected %lld", name,
                    (unsigned long long)extent[0], (long long)count);
    }
    if (h->status == GVC_OK) {
        out->count = (gvc_idx)extent[0];
        get_texts(h, name, ds, out);
    }
    gvc_h5_release(type);
    gvc_h5_release(ds);
}
