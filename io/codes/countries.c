/* countries.c - codes of countries: countries.csv knows those that published tables use */
#include <string.h>
#include <strings.h>

#include "codes/codes.h"
#include "codes_countries.h"

/* Is `word` one of those in `words`, which blanks part? */
static bool among(const char *words, const char *word)
{
    size_t length = strlen(word);
    while (*words != '\0') {
        size_t end = strcspn(words, " ");
        if (end == length && strncmp(words, word, length) == 0) {
            return true;
        }
        words += end + (words[end] == ' ');
    }
    return false;
}

static const char *const *row_of(const char *label)
{
    enum { COLUMNS = COUNTRIES_COLUMNS };
    for (int i = 0; i < COUNTRIES_ROWS; i++) {
        const char *const *row = countries[i];
        if (strcmp(row[COUNTRIES_ISO3], label) == 0 ||
            (row[COUNTRIES_ISO2][0] != '\0' && strcmp(row[COUNTRIES_ISO2], label) == 0) ||
            among(row[COUNTRIES_ALSO], label)) {
            return row;
        }
    }
    for (int i = 0; i < COUNTRIES_ROWS; i++) {
        if (strcasecmp(countries[i][COUNTRIES_NAME], label) == 0 ||
            strcasecmp(countries[i][COUNTRIES_ISO3], label) == 0) {
            return countries[i];
        }
    }
    return NULL;
}

const char *gvc_country_iso3(const char *label)
{
    const char *const *row = label == NULL || label[0] == '\0' ? NULL : row_of(label);
    return row == NULL ? NULL : row[COUNTRIES_ISO3];
}

const char *gvc_country_region(const char *iso3, gvc_m49 level)
{
    const char *const *row = row_of(iso3);
    return row == NULL ? "" : row[level == GVC_M49_REGION ? COUNTRIES_REGION : COUNTRIES_SUBREGION];
}

const char *gvc_region_name(gvc_m49 level, gvc_idx i)
{
    int column = level == GVC_M49_REGION ? COUNTRIES_REGION : COUNTRIES_SUBREGION;
    for (int k = 0; k < COUNTRIES_ROWS; k++) {
        const char *name = countries[k][column];
        bool again = name[0] == '\0';
        for (int before = 0; before < k && !again; before++) {
            again = strcmp(countries[before][column], name) == 0;
        }
        if (!again && i-- == 0) {
            return name;
        }
    }
    return NULL;
}
