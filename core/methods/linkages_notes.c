/* linkages_notes.c - what a result of linkages says below its rows: the classes in words, and the
 * key sectors of a few countries */
#include <string.h>

#include "methods/linkages.h"

enum { SPOKEN = 4 }; /* countries that the notes speak of, where there are no more */

static gvc_idx block_of(const gvc_model *m, const char *name)
{
    gvc_idx b = 0;
    while (b < m->blocks && strcmp(m->name[b], name) != 0) {
        b++;
    }
    return b < m->blocks ? b : -1;
}

static const char *block_label(const void *model, gvc_idx i)
{
    return ((const gvc_model *)model)->name[i];
}

gvc_status gvc_linkages_find_spoken(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                    bool **out)
{
    bool *spoken = gvc_calloc((size_t)m->blocks, sizeof *spoken);
    bool named = o->countries != NULL && *o->countries != NULL;
    gvc_status status = GVC_OK;
    *out = spoken;
    if (spoken == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->blocks, "the marks of countries");
    }
    for (gvc_idx b = 0; b < m->blocks && !named; b++) {
        spoken[b] = true;
    }
    for (const char *const *c = o->countries; named && *c != NULL && status == GVC_OK; c++) {
        gvc_idx b = block_of(m, *c);
        if (b >= 0) {
            spoken[b] = true;
            continue;
        }
        gvc_text near = {0};
        gvc_suggest(&near, *c, block_label, m, m->blocks);
        status = gvc_fail(ctx, GVC_EUNKNOWN, "no country or group '%s'%s", *c, gvc_text_str(&near));
        gvc_text_free(&near);
    }
    return status;
}

/* The rows of sector k in block b are one, the mean weighted by output, as in the result. */
static bool is_key(const gvc_model *m, const gvc_dense *vectors, gvc_idx b, gvc_idx k)
{
    double back = 0, forward = 0, output = 0;
    for (gvc_idx i = m->offset[b]; i < m->offset[b + 1]; i++) {
        if (m->sector[i] == k && m->x[i] != 0) {
            back += m->x[i] * vectors->data[K_BACKWARD_INDEX * vectors->stride + i];
            forward += m->x[i] * vectors->data[K_FORWARD_INDEX * vectors->stride + i];
            output += m->x[i];
        }
    }
    return output != 0 && back / output >= 1 && forward / output >= 1;
}

/* "key sectors of IDN: c7, c9" */
static void speak_of(gvc_text *to, const gvc_model *m, const gvc_dense *vectors, gvc_idx b)
{
    gvc_idx named = 0;
    gvc_text_addf(to, "\nkey sectors of %s: ", m->name[b]);
    for (gvc_idx k = 0; k < gvc_table_count(m->table, GVC_SECTOR); k++) {
        if (is_key(m, vectors, b, k)) {
            gvc_text_addf(to, "%s%s", named++ == 0 ? "" : ", ",
                          gvc_table_label(m->table, GVC_SECTOR, k));
        }
    }
    gvc_text_addf(to, "%s", named == 0 ? "none" : "");
}

bool gvc_linkages_say(const gvc_model *m, const gvc_dense *vectors, const bool *spoken,
                      gvc_attributes *to)
{
    gvc_text notes = {0};
    gvc_idx count = 0;
    gvc_text_addf(&notes, "class: 1 weak, 2 forward, 3 key (both), 4 backward: which index is at "
                          "least 1");
    for (gvc_idx b = 0; b < m->blocks && spoken != NULL; b++) {
        count += spoken[b];
    }
    for (gvc_idx b = 0; b < m->blocks && count <= SPOKEN && spoken != NULL; b++) {
        if (spoken[b]) {
            speak_of(&notes, m, vectors, b);
        }
    }
    bool done = !notes.failed && gvc_attributes_set_text(to, "notes", gvc_text_str(&notes));
    gvc_text_free(&notes);
    return done;
}
