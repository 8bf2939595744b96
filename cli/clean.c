/* clean.c - text that comes from files and from users reaches a terminal without its control bytes
 *
 * A label could otherwise move the cursor, colour or rename the window, or pass for a line of the
 * program's own. */
#include <string.h>

#include "app.h"

/* Controls of ASCII, and those of Latin 1 as UTF-8 writes them: 0xC2 0x80 to 0xC2 0x9F. */
static bool is_control(const char *at, const char *end)
{
    unsigned char byte = (unsigned char)at[0];
    if (byte == 0xC2 && at + 1 < end) {
        unsigned char next = (unsigned char)at[1];
        return next >= 0x80 && next <= 0x9F;
    }
    return byte < 0x20 || byte == 0x7F;
}

void gvc_cli_clean(char *text)
{
    for (const char *end = text + strlen(text); text < end; text++) {
        if (is_control(text, end)) {
            bool two = (unsigned char)*text == 0xC2;
            *text = '?';
            if (two) {
                *++text = '?';
            }
        }
    }
}

int gvc_cli_print(FILE *out, const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        if (!is_control(at, end)) {
            fputc(*at, out);
            continue;
        }
        fputc('?', out);
        if ((unsigned char)*at == 0xC2) {
            fputc('?', out);
            at++;
        }
    }
    return (int)length;
}
