/* suggest.c - the name that was probably meant */
#include <string.h>

#include "app.h"

enum { LONGEST = 31 };

/* Edit distance of two short words. */
static int distance(const char *a, const char *b)
{
    int la = (int)strlen(a), lb = (int)strlen(b);
    int row[LONGEST + 1];
    for (int j = 0; j <= lb; j++) {
        row[j] = j;
    }
    for (int i = 1; i <= la; i++) {
        int corner = row[0];
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            int best = corner + (a[i - 1] != b[j - 1]);
            best = row[j] + 1 < best ? row[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            corner = row[j];
            row[j] = best;
        }
    }
    return row[lb];
}

const char *gvc_cli_near(const char *wrong, const char *const *names, size_t count)
{
    const char *near = NULL;
    size_t length = strlen(wrong);
    int least = length <= 2 ? 2 : 3; /* further away is another word */
    for (size_t i = 0; i < count && length > 0 && length <= LONGEST; i++) {
        if (strlen(names[i]) > LONGEST) {
            continue;
        }
        int away = strncmp(names[i], wrong, length) == 0 ? 0 : distance(wrong, names[i]);
        if (away < least) {
            least = away;
            near = names[i];
        }
    }
    return near;
}
