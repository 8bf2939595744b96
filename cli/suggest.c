/* suggest.c - the name that was probably meant */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "app.h"

enum { LONGEST = 31 };

static bool alike(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

/* Edit distance of two short words, case ignored; neighbours exchanged count once. */
static int distance(const char *a, const char *b)
{
    int la = (int)strlen(a), lb = (int)strlen(b);
    int rows[3][LONGEST + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (int j = 0; j <= lb; j++) {
        before[j] = above[j] = j;
    }
    for (int i = 1; i <= la; i++) {
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            int best = above[j - 1] + !alike(a[i - 1], b[j - 1]);
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && alike(a[i - 1], b[j - 2]) && alike(a[i - 2], b[j - 1]) &&
                before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            row[j] = best;
        }
        int *free_row = before;
        before = above;
        above = row;
        row = free_row;
    }
    return above[lb];
}

/* Has the name all letters of the text, in their order? Then something was left out: DEU_15 for
 * DEU_c15. */
static bool holds(const char *name, const char *text)
{
    for (; *text != '\0' && *name != '\0'; name++) {
        text += alike(*name, *text);
    }
    return *text == '\0';
}

const char *gvc_cli_near(const char *wrong, const char *const *names, size_t count)
{
    const char *near = NULL;
    size_t length = strlen(wrong);
    int least = LONGEST;
    for (size_t i = 0; i < count && length > 0 && length <= LONGEST; i++) {
        size_t other = strlen(names[i]);
        if (other > LONGEST) {
            continue;
        }
        /* Further away is another word: of codes of three letters most differ in two. */
        int allowed = length <= 2 || (length <= 3 && other <= 3) ? 1 : 2;
        int away = strncasecmp(names[i], wrong, length) == 0 ? 0 : distance(wrong, names[i]);
        int rank = away == 0 ? 0 : 2 * away - holds(names[i], wrong);
        if (away <= allowed && rank < least) {
            least = rank;
            near = names[i];
        }
    }
    return near;
}

int gvc_cli_unknown(gvc_app *app, const char *what, const char *wrong, const char *const *names,
                    size_t count)
{
    const char *near = gvc_cli_near(wrong, names, count);
    if (near != NULL) {
        return gvc_cli_usage(app, "%s '%s'; did you mean %s?", what, wrong, near);
    }
    enum { SHOWN = 24 };
    char list[1024] = "";
    size_t used = 0, shown = count <= SHOWN + 1 ? count : SHOWN;
    for (size_t i = 0; i < shown; i++) {
        gvc_cli_add(list, sizeof list, &used, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    if (shown < count) {
        gvc_cli_add(list, sizeof list, &used, " and %zu more", count - shown);
    }
    return gvc_cli_usage(app, "%s '%s'; there is %s", what, wrong, list);
}
