/* svg_title.c - the title of an SVG picture: gnuplot writes its own name there, which browsers show
 * and screen readers say */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "figures/page.h"

static void add_escaped(gvc_text *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at++) {
        unsigned char c = (unsigned char)*at;
        const char *name = c == '&'               ? "&amp;"
                           : c == '<'             ? "&lt;"
                           : c == '>'             ? "&gt;"
                           : c < ' ' || c == 0x7f ? " "
                                                  : NULL;
        gvc_text_add(out, name == NULL ? at : name, name == NULL ? 1 : strlen(name));
    }
}

static bool load(FILE *f, gvc_text *out)
{
    char block[4096];
    size_t length;
    while ((length = fread(block, 1, sizeof block, f)) > 0) {
        gvc_text_add(out, block, length);
    }
    return ferror(f) == 0 && !out->failed;
}

/* A picture without that title stays as it is. */
gvc_status gvc_svg_title(gvc_ctx *ctx, const char *path, const char *title)
{
    static const char own[] = "<title>Gnuplot</title>";
    gvc_text all = {0}, made = {0};
    FILE *f = fopen(path, "r+b");
    bool done = f != NULL && load(f, &all);
    const char *at = done ? strstr(gvc_text_str(&all), own) : NULL;
    if (at != NULL) {
        gvc_text_add(&made, gvc_text_str(&all), (size_t)(at - gvc_text_str(&all)));
        gvc_text_addf(&made, "<title>");
        add_escaped(&made, title);
        gvc_text_addf(&made, "</title>");
        gvc_text_add(&made, at + strlen(own), strlen(at + strlen(own)));
        done = !made.failed && ftruncate(fileno(f), 0) == 0 && fseek(f, 0, SEEK_SET) == 0 &&
               fwrite(gvc_text_str(&made), 1, made.length, f) == made.length;
    }
    int wrong = made.failed || all.failed ? ENOMEM : errno;
    if (f != NULL && fclose(f) != 0 && done) {
        done = false;
        wrong = errno;
    }
    gvc_text_free(&all);
    gvc_text_free(&made);
    return done ? GVC_OK : gvc_fail(ctx, GVC_EIO, "%s", strerror(wrong));
}
