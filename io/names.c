/* names.c - what the name of a file says: its last part, its year */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "source.h"

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, YEAR_DIGITS = 4 };

const char *gvc_base_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

bool gvc_ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length >= tail && strcasecmp(name + length - tail, end) == 0;
}

/* Bytes above 127 belong to letters of UTF-8. */
static bool is_word(char c)
{
    return isalnum((unsigned char)c) || (unsigned char)c > 127;
}

int gvc_year_in_name(const char *name)
{
    int found = 0;
    for (const char *at = name; *at != '\0';) {
        if (!is_word(*at)) {
            at++;
            continue;
        }
        int number = 0;
        const char *end = at;
        bool digits = true;
        for (; is_word(*end); end++) {
            digits = digits && *end >= '0' && *end <= '9' && end - at < YEAR_DIGITS;
            number = digits ? 10 * number + (*end - '0') : 0;
        }
        if (digits && end - at == YEAR_DIGITS && number >= FIRST_YEAR && number <= LAST_YEAR) {
            if (found != 0 && found != number) {
                return 0;
            }
            found = number;
        }
        at = end;
    }
    return found;
}
