/* texts.c - texts of MATLAB: a cell array is references to matrices of UTF-16 characters
 *
 * A reference is an address in the file; what it leads to must be a short list of characters. */
#include <string.h>

#include "matlab/matlab.h"

enum { MOST_CHARACTERS = 1024 };

typedef struct texts {
    const char *name;
    gvc_status (*add)(gvc_ctx *ctx, void *user, const char *text);
    void *user;
} texts;

static void encode(const uint16_t *from, size_t count, size_t step, gvc_text *out)
{
    for (size_t i = 0; i < count;) {
        uint32_t next = i + 1 < count ? from[(i + 1) * step] : 0;
        i += gvc_text_add_utf16(out, from[i * step], next);
    }
}

/* Blanks around it off, and handed on. */
static void hand_on(gvc_mat *m, const texts *t, const uint16_t *from, size_t count, size_t step)
{
    gvc_text text = {0};
    while (count > 0 && (from[(count - 1) * step] == ' ' || from[(count - 1) * step] == 0)) {
        count--;
    }
    while (count > 0 && from[0] == ' ') {
        from += step;
        count--;
    }
    encode(from, count, step, &text);
    gvc_mat_take(m, text.failed ? gvc_fail_memory(m->ctx, count, t->name)
                                : t->add(m->ctx, t->user, gvc_text_str(&text)));
    gvc_text_free(&text);
}

/* ---- values as they are ---------------------------------------------------------------------- */
typedef struct copy {
    const gvc_mat_data *d;
    uint64_t *to; /* extent[0] x extent[1] */
} copy;

static void keep(gvc_mat *m, void *user, const unsigned char *bytes, const uint64_t start[2],
                 const uint64_t count[2], uint64_t stride)
{
    const copy *c = user;
    size_t width = c->d->width;
    (void)m;
    for (uint64_t j = 0; j < count[0]; j++) {
        for (uint64_t i = 0; i < count[1]; i++) {
            const unsigned char *from = bytes + (j * stride + i) * width;
            unsigned char value[8];
            for (size_t k = 0; k < width; k++) {
                value[k] = c->d->turned ? from[width - 1 - k] : from[k];
            }
            c->to[(start[0] + j) * c->d->extent[1] + start[1] + i] = gvc_mat_little(value, width);
        }
    }
}

/* All values; NULL after an error. Yours. */
static uint64_t *get_values(gvc_mat *m, const gvc_mat_data *d, const char *name)
{
    size_t count = (size_t)(d->extent[0] * d->extent[1]);
    gvc_mat_take(m, gvc_need_memory(m->ctx, count * 2 * sizeof(uint64_t), name));
    uint64_t *values = m->status == GVC_OK ? gvc_calloc(count, sizeof *values) : NULL;
    copy c = {d, values};
    if (values == NULL) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, count * sizeof *values, name));
    } else {
        gvc_mat_read(m, d, name, keep, &c);
    }
    if (m->status != GVC_OK) {
        gvc_release(values);
        values = NULL;
    }
    return values;
}

/* As characters of two bytes, in the same place. */
static uint16_t *get_characters(gvc_mat *m, const gvc_mat_data *d, const char *name)
{
    uint64_t *values = get_values(m, d, name);
    size_t count = (size_t)(d->extent[0] * d->extent[1]);
    uint16_t *characters = values == NULL ? NULL : gvc_malloc(count, sizeof *characters);
    for (size_t i = 0; characters != NULL && i < count; i++) {
        characters[i] = (uint16_t)values[i];
    }
    if (values != NULL && characters == NULL) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, count * sizeof *characters, name));
    }
    gvc_release(values);
    return characters;
}

static bool is_at_most(const gvc_mat_data *d, uint64_t most)
{
    return d->there && d->rank <= 2 && d->extent[0] <= most && d->extent[1] <= most &&
           d->extent[0] * d->extent[1] <= most;
}

static bool is_text(const gvc_mat_data *d, uint64_t most)
{
    return is_at_most(d, most) && d->kind == GVC_MAT_INTEGERS && d->width <= 2;
}

/* ---- lists ----------------------------------------------------------------------------------- */
static void follow(gvc_mat *m, const texts *t, uint64_t reference, uint64_t number)
{
    gvc_mat_data d = {0};
    if (reference != 0 && reference < m->bytes.length) {
        gvc_mat_describe(m, reference, t->name, &d);
    }
    if (m->status == GVC_EFORMAT || !is_text(&d, MOST_CHARACTERS)) {
        m->status = m->status == GVC_EFORMAT ? GVC_OK : m->status;
        gvc_mat_fail(m, GVC_EFORMAT, "item %llu of '%s' is no text of up to %d characters",
                     (unsigned long long)number + 1, t->name, MOST_CHARACTERS);
        return;
    }
    uint16_t *characters = get_characters(m, &d, t->name);
    if (characters != NULL) {
        hand_on(m, t, characters, (size_t)(d.extent[0] * d.extent[1]), 1);
    }
    gvc_release(characters);
}

/* Row k of a matrix of characters is column k of what the file holds. */
static void get_matrix(gvc_mat *m, const gvc_mat_data *d, const texts *t)
{
    uint16_t *characters = get_characters(m, d, t->name);
    for (uint64_t k = 0; characters != NULL && k < d->extent[1] && m->status == GVC_OK; k++) {
        hand_on(m, t, characters + k, (size_t)d->extent[0], (size_t)d->extent[1]);
    }
    gvc_release(characters);
}

void gvc_mat_get_texts(gvc_mat *m, const gvc_mat_data *d, const char *name, uint64_t most,
                       gvc_status (*add)(gvc_ctx *ctx, void *user, const char *text), void *user)
{
    const texts t = {name, add, user};
    if (m->status != GVC_OK) {
        return;
    }
    if (d->kind == GVC_MAT_REFERENCES && is_at_most(d, most)) {
        uint64_t *references = get_values(m, d, name);
        for (uint64_t i = 0; i < d->extent[0] * d->extent[1] && m->status == GVC_OK; i++) {
            follow(m, &t, references[i], i);
        }
        gvc_release(references);
    } else if (is_text(d, most * MOST_CHARACTERS)) {
        get_matrix(m, d, &t);
    } else {
        gvc_mat_fail(m, GVC_EFORMAT,
                     "'%s' is no list of texts (a cell array of character vectors) of up to %llu",
                     name, (unsigned long long)most);
    }
}
