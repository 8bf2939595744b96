/* parts_units.c - the unit of a table in parts: from a file of units, or from its rows */
#include <string.h>

#include "formats/parts.h"

static gvc_status fail_memory(gvc_ctx *ctx)
{
    return gvc_fail_memory(ctx, 1024, "the units of a table");
}

char *gvc_parts_unit(const char *unit, const char *money, bool *coefficients)
{
    char *copy = gvc_strdup(unit), *cut = copy == NULL ? NULL : strrchr(copy, '/');
    *coefficients = cut != NULL && cut != copy && (money == NULL || strcmp(cut + 1, money) == 0);
    if (*coefficients) {
        *cut = '\0';
    }
    return copy;
}

/* All the different ones, in their order, as one text. */
static char *list_units(const gvc_labels *units)
{
    gvc_text text = {0};
    for (gvc_idx i = 0; i < gvc_labels_count(units); i++) {
        gvc_text_addf(&text, "%s%s", i == 0 ? "" : ", ", gvc_labels_get(units, i));
    }
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

static gvc_status collect_units(gvc_ctx *ctx, gvc_headed *h, gvc_labels *units)
{
    bool more = true;
    gvc_idx last = gvc_headed_label_columns(h) - 1;
    gvc_status status = gvc_headed_next(ctx, h, &more);
    while (status == GVC_OK && more) {
        status = gvc_labels_add(units, gvc_headed_label(h, last)) < 0 ? fail_memory(ctx) : GVC_OK;
        if (status == GVC_OK && gvc_labels_count(units) > 100) {
            status = gvc_headed_fail(ctx, h,
                                     gvc_fail(ctx, GVC_EFORMAT,
                                              "'%s' is unit number 101, expected a unit in the "
                                              "last column",
                                              gvc_headed_label(h, last)));
        }
        if (status == GVC_OK) {
            status = gvc_headed_next(ctx, h, &more);
        }
    }
    return status;
}

gvc_status gvc_parts_read_money(gvc_ctx *ctx, gvc_parts *p, gvc_builder *b)
{
    gvc_headed *h = NULL;
    gvc_labels *units = gvc_labels_new();
    bool more = false;
    gvc_status status = units == NULL ? fail_memory(ctx) : GVC_OK;
    if (status == GVC_OK && p->unit >= 0) {
        status = gvc_headed_open(ctx, &h, p->files, p->unit, 1, -1);
        if (status == GVC_OK) {
            status = collect_units(ctx, h, units);
        }
    } else if (status == GVC_OK && p->unit_column) {
        status = gvc_parts_open(ctx, p, p->y, &h);
        if (status == GVC_OK) {
            status = gvc_headed_next(ctx, h, &more);
        }
        if (status == GVC_OK && more && gvc_labels_add(units, gvc_headed_label(h, 2)) < 0) {
            status = fail_memory(ctx);
        }
    }
    if (status == GVC_OK && gvc_labels_count(units) > 0) {
        p->money = list_units(units);
        status = p->money == NULL ? fail_memory(ctx) : GVC_OK;
    }
    if (status == GVC_OK && gvc_labels_count(units) > 1) {
        status =
            gvc_builder_note(ctx, b, "%s: rows in several units: %s", gvc_headed_name(h), p->money);
    }
    gvc_headed_close(h);
    gvc_labels_free(units);
    return status;
}
