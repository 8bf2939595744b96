/* column.c - a column of results explained: in which measures it is, and what it says in each */
#include <string.h>
#include <strings.h>

#include "pages.h"

enum { INDENT = 4, MOST = 768 };

void gvc_cli_term_text(char *text, size_t size, const gvc_term *t)
{
    size_t used = 0;
    bool ratio = t->units != NULL && strcmp(t->units, "1") == 0;
    gvc_cli_add(text, size, &used, "%s", t->long_name);
    if (t->units != NULL) {
        gvc_cli_add(text, size, &used, " (%s)", ratio ? "ratio" : t->units);
    }
    if (t->formula != NULL && t->formula[0] != '\0') {
        gvc_cli_add(text, size, &used, ": %s", t->formula);
    }
}

static void print_term(const gvc_method_info *m, const gvc_term *t)
{
    char text[MOST];
    gvc_cli_term_text(text, sizeof text, t);
    printf("\n  gvc %s, %s\n    ", m->usage, m->title);
    gvc_cli_wrap(stdout, text, INDENT, INDENT);
}

/* The first record of this name; variants of one measure say the same of it. */
static const gvc_term *find(const gvc_method_info *m, const char *name)
{
    for (const gvc_variant *v = m->variants; v->name != NULL; v++) {
        for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
            if (strcasecmp(t->name, name) == 0) {
                return t;
            }
        }
    }
    return NULL;
}

bool gvc_cli_print_column(const char *name)
{
    bool found = false;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        const gvc_term *t = find(*m, name);
        if (t != NULL && !found) {
            printf("%s - a column of\n", t->name);
        }
        if (t != NULL) {
            print_term(*m, t);
            found = true;
        }
    }
    if (found) {
        fputs("\nv is value added per unit of output, L the Leontief inverse of a country's own "
              "inputs, B that\nof the world, E gross exports, Y final use, A input coefficients, x "
              "output; s is the exporter, r\nthe importer, t the origin of value added, d where it "
              "is finally used.\n",
              stdout);
        fputs("\n'gvc methods NAME' has the columns of a measure, 'gvc help results' how they are "
              "named.\n",
              stdout);
    }
    return found;
}
