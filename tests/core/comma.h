/* comma.h - a locale that writes 0,5 */
#ifndef GVC_TESTS_COMMA_H
#define GVC_TESTS_COMMA_H

#include <locale.h>
#include <stdbool.h>
#include <stddef.h>

/* Numbers are written with a comma from now on; false where no such locale is installed. */
static inline bool comma_locale(void)
{
    static const char *const names[] = {"de_DE.UTF-8", "fr_FR.UTF-8", "de_DE", "fr_FR"};
    const char *found = NULL;
    for (size_t i = 0; i < sizeof names / sizeof *names && found == NULL; i++) {
        found = setlocale(LC_NUMERIC, names[i]);
    }
    return found != NULL;
}

#endif
