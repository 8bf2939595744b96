/* memory.c - a figure owns its blocks one by one and frees them together */
#include <stdio.h>
#include <string.h>

#include "figure/draft.h"

static bool keep(gvc_figure *f, void *block)
{
    if (f->block_count == f->block_room) {
        gvc_idx room = f->block_room == 0 ? 64 : 2 * f->block_room;
        void **more = gvc_realloc(f->blocks, (size_t)f->block_count, (size_t)room, sizeof *more);
        if (more == NULL) {
            return false;
        }
        f->blocks = more;
        f->block_room = room;
    }
    f->blocks[f->block_count++] = block;
    return true;
}

void *gvc_figure_block(gvc_draft *d, gvc_idx count, size_t size)
{
    void *block = gvc_calloc((size_t)count, size);
    if (block == NULL || !keep(d->f, block)) {
        gvc_release(block);
        gvc_fail_memory(d->ctx, (size_t)count * size, "a figure");
        return NULL;
    }
    return block;
}

const char *gvc_figure_copy(gvc_draft *d, const char *text)
{
    size_t length = strlen(text);
    char *copy = gvc_figure_block(d, (gvc_idx)length + 1, 1);
    return copy == NULL ? NULL : memcpy(copy, text, length + 1);
}

const char *gvc_figure_format(gvc_draft *d, const char *format, ...)
{
    gvc_text text = {0};
    va_list args;
    va_start(args, format);
    gvc_text_addv(&text, format, args);
    va_end(args);
    const char *copy = NULL;
    if (text.failed) {
        gvc_fail_memory(d->ctx, 256, "a text of a figure");
    } else {
        copy = gvc_figure_copy(d, gvc_text_str(&text));
    }
    gvc_text_free(&text);
    return copy;
}

const gvc_figure_data *gvc_figure_get(const gvc_figure *f)
{
    return &f->data;
}

void gvc_figure_free(gvc_figure *f)
{
    if (f == NULL) {
        return;
    }
    for (gvc_idx i = 0; i < f->block_count; i++) {
        gvc_release(f->blocks[i]);
    }
    gvc_release(f->blocks);
    gvc_release(f);
}
