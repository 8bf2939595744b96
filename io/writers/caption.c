/* caption.c - "Gross exports decomposed, WIOD 2005, million USD     Borin-Mancini, exporter" */
#include "writers/caption.h"

#include <string.h>

int gvc_text_columns(const char *text)
{
    int count = 0;
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        count += ((unsigned char)*at & 0xc0) != 0x80; /* not a continuation byte */
    }
    return count;
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7f;
}

void gvc_put_visible_part(gvc_output *out, const char *text, size_t length)
{
    const char *end = text + length;
    while (text < end) {
        size_t plain = 0;
        while (text + plain < end && !is_control(text[plain])) {
            plain++;
        }
        gvc_output_write(out, text, plain);
        text += plain;
        if (text < end) {
            gvc_output_write(out, "?", 1);
            text++;
        }
    }
}

void gvc_put_visible(gvc_output *out, const char *text)
{
    gvc_put_visible_part(out, text, strlen(text));
}

/* Adds ", part" unless the text says it already. */
static void add_part(gvc_text *caption, const char *before, const char *part)
{
    if (part == NULL || *part == '\0' ||
        (*before == '\0' && strstr(gvc_text_str(caption), part) != NULL)) {
        return;
    }
    gvc_text_addf(caption, "%s%s%s%s", caption->length > 0 ? ", " : "", before,
                  *before == '\0' ? "" : " ", part);
}

bool gvc_key_in_caption(const gvc_result *r, gvc_idx d)
{
    gvc_idx last = gvc_result_ndims(r) - 1;
    if (gvc_result_extent(r, d) != 1 || d != last) {
        return gvc_result_extent(r, d) == 1;
    }
    for (gvc_idx other = 0; other < last; other++) {
        if (gvc_result_extent(r, other) != 1) {
            return true;
        }
    }
    return false;
}

/* Keys with one label: "exporter KOR"; the year by its number, an unknown one not at all. */
static void add_keys(gvc_text *caption, const gvc_result *r)
{
    for (gvc_idx d = 0; d < gvc_result_ndims(r); d++) {
        bool year = strcmp(gvc_result_dim(r, d), "year") == 0;
        if (gvc_key_in_caption(r, d) && (!year || gvc_result_number(r, d, 0) != 0)) {
            add_part(caption, year ? "" : gvc_result_dim(r, d), gvc_result_label(r, d, 0));
        }
    }
}

gvc_status gvc_put_caption(gvc_ctx *ctx, gvc_output *out, const gvc_result *r, int width, int most)
{
    gvc_text caption = {0};
    const char *units = gvc_result_text(r, "units"), *variant = gvc_result_text(r, "variant");
    add_part(&caption, "", gvc_result_text(r, "title"));
    add_keys(&caption, r);
    add_part(&caption, "", gvc_same(units, "unknown") ? "unit unknown" : units);
    if (caption.failed) {
        gvc_text_free(&caption);
        return gvc_fail_memory(ctx, 1024, "the caption of a table");
    }
    int left = gvc_text_columns(gvc_text_str(&caption)), right = gvc_text_columns(variant);
    gvc_put_visible(out, gvc_text_str(&caption));
    if (right > 0) {
        enum { APART = 2 };
        bool same_line = left + APART + right <= most;
        int blanks = left == 0 ? 0 : left + APART + right < width ? width - right - left : APART;
        for (int i = 0; same_line && i < blanks; i++) {
            gvc_output_write(out, " ", 1);
        }
        gvc_output_text(out, same_line || left == 0 ? "" : "\n");
        gvc_put_visible(out, variant);
    }
    gvc_output_text(out, left + right > 0 ? "\n" : "");
    gvc_text_free(&caption);
    return GVC_OK;
}
