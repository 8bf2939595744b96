/* input.c - what several formats do with what they are shown: workbooks, years, units */
#include <string.h>

#include "format.h"

gvc_status gvc_input_book(gvc_ctx *ctx, gvc_input *in, gvc_book **out)
{
    const unsigned char *bytes = NULL;
    size_t length = 0;
    *out = in->book;
    if (in->book != NULL || in->length < 4 || memcmp(in->head, "PK\x03\x04", 4) != 0) {
        return GVC_OK;
    }
    gvc_status status = gvc_source_map(ctx, in->source, &bytes, &length);
    if (status == GVC_OK && gvc_book_is(ctx, bytes, length)) {
        status = gvc_book_open(ctx, &in->book, in->source);
    }
    *out = in->book;
    return status;
}

gvc_status gvc_input_rdata(gvc_ctx *ctx, gvc_input *in, gvc_rdata **out)
{
    gvc_status status = GVC_OK;
    if (in->rdata == NULL && gvc_rdata_is(in->head, in->length)) {
        status = gvc_rdata_open(ctx, &in->rdata, in->source);
    }
    *out = in->rdata;
    return status;
}

gvc_status gvc_input_fail(gvc_ctx *ctx, const gvc_input *in, gvc_status status)
{
    size_t length = strlen(in->name);
    const char *text = gvc_ctx_error(ctx);
    bool there = strncmp(text, in->name, length) == 0 && text[length] == ':';
    return there ? status : gvc_fail_in(ctx, status, "%s", in->name);
}

gvc_status gvc_choose_year(gvc_ctx *ctx, const char *name, const int *years, gvc_idx count,
                           int asked, int *out)
{
    gvc_text list = {0};
    for (gvc_idx i = 0; i < count; i++) {
        if (years[i] == asked || (asked == 0 && count == 1)) {
            *out = years[i];
            gvc_text_free(&list);
            return GVC_OK;
        }
        /* Runs of years as one: 1995 to 1999, 2005. */
        gvc_idx first = i;
        while (i + 1 < count && years[i + 1] == years[i] + 1 && years[i + 1] != asked) {
            i++;
        }
        gvc_text_addf(&list, "%s%d", first == 0 ? "" : ", ", years[first]);
        if (i > first) {
            gvc_text_addf(&list, " to %d", years[i]);
        }
    }
    gvc_status status =
        asked == 0
            ? gvc_fail(ctx, GVC_EUNKNOWN, "%s: holds several years (%s); choose one with --year",
                       name, gvc_text_str(&list))
            : gvc_fail(ctx, GVC_EUNKNOWN, "%s: does not hold the year %d, only %s", name, asked,
                       count == 0 ? "none" : gvc_text_str(&list));
    gvc_text_free(&list);
    return status;
}

gvc_status gvc_set_units(gvc_ctx *ctx, gvc_builder *b, const gvc_read_options *options,
                         const char *units, const char *from)
{
    gvc_status status = gvc_builder_set_text(ctx, b, "units", units);
    if (status == GVC_OK) {
        status = gvc_builder_set_text(ctx, b, "units_source", from);
    }
    if (status == GVC_OK && options->units != NULL && strcmp(options->units, units) != 0) {
        status = gvc_builder_note(ctx, b, "unit %s (%s), not %s as asked for", units, from,
                                  options->units);
    }
    return status;
}
