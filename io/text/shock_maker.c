/* shock_maker.c - the memory of shocks, and sizes such as "50%" */
#include "text/shock_maker.h"

#include <gvc/io.h>

#include <math.h>
#include <string.h>

#include "text/number.h"

gvc_status gvc_shock_next(gvc_ctx *ctx, gvc_shock_maker *m, const char *path, gvc_idx line)
{
    gvc_text where = {0};
    if (m->count == m->capacity) {
        gvc_idx capacity = m->capacity == 0 ? 16 : 2 * m->capacity;
        gvc_shock *all = gvc_realloc(m->items, (size_t)m->count, (size_t)capacity, sizeof *all);
        if (all == NULL) {
            return gvc_fail_memory(ctx, (size_t)capacity * sizeof *all, "the shocks");
        }
        m->items = all;
        m->capacity = capacity;
    }
    gvc_text_addf(&where, "%s:%lld", path, (long long)line);
    if (where.failed) {
        return gvc_fail_memory(ctx, strlen(path), "the shocks");
    }
    m->items[m->count++] = (gvc_shock){.by = (double)NAN, .where = where.chars};
    return GVC_OK;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

gvc_status gvc_shock_set_list(gvc_ctx *ctx, const char *const **to, const char *text)
{
    size_t length = strlen(text), most = 1, count = 0;
    for (const char *c = text; *c != '\0'; c++) {
        most += *c == ',';
    }
    char **labels = gvc_calloc((most + 1) * sizeof *labels + length + 1, 1);
    if (labels == NULL) {
        return gvc_fail_memory(ctx, length, "the shocks");
    }
    char *at = (char *)(labels + most + 1);
    memcpy(at, text, length + 1);
    for (char *end; at != NULL; at = end) {
        end = strchr(at, ',');
        size_t size = end == NULL ? strlen(at) : (size_t)(end - at);
        end = end == NULL ? NULL : end + 1;
        while (size > 0 && is_blank(*at)) {
            at++, size--;
        }
        while (size > 0 && is_blank(at[size - 1])) {
            size--;
        }
        at[size] = '\0';
        if (size > 0) {
            labels[count++] = at;
        }
    }
    if (count == 0) {
        gvc_release(labels);
        labels = NULL;
    }
    gvc_release((void *)(uintptr_t)*to);
    *to = (const char *const *)labels;
    return GVC_OK;
}

gvc_status gvc_shock_set_name(gvc_ctx *ctx, gvc_shock_maker *m, const char *name)
{
    char *copy = gvc_strdup(name);
    if (copy == NULL) {
        return gvc_fail_memory(ctx, strlen(name), "the name of a shock");
    }
    gvc_shock *s = &m->items[m->count - 1];
    gvc_release((void *)(uintptr_t)s->name);
    s->name = copy;
    return GVC_OK;
}

void gvc_shocks_free(gvc_shock *shocks, gvc_idx count)
{
    for (gvc_idx k = 0; shocks != NULL && k < count; k++) {
        const void *const owned[] = {shocks[k].name, shocks[k].country, shocks[k].sector,
                                     shocks[k].from, shocks[k].to,      shocks[k].buyer,
                                     shocks[k].where};
        for (size_t i = 0; i < sizeof owned / sizeof *owned; i++) {
            gvc_release((void *)(uintptr_t)owned[i]);
        }
    }
    gvc_release(shocks);
}

bool gvc_shock_size(const char *text, double *by, bool *absolute)
{
    const char *end = text + strlen(text);
    while (end > text && is_blank(end[-1])) {
        end--;
    }
    bool percent = end > text && end[-1] == '%';
    end -= percent;
    while (end > text && is_blank(end[-1])) {
        end--;
    }
    double number;
    if (gvc_parse_double(text, end, &number) != end || !isfinite(number)) {
        return false;
    }
    *by = percent ? number / 100 : number;
    *absolute = !percent;
    return true;
}
