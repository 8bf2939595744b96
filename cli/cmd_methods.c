/* cmd_methods.c - gvc methods: what each decomposition answers, its columns and its source */
#include <string.h>

#include "app.h"

static const gvc_option bibtex = {
    "bibtex", 0,    GVC_OPTION_FLAG,           false, offsetof(gvc_settings, bibtex),
    NULL,     NULL, "the reference as BibTeX",
};

static void list_all(const gvc_method_info *const *all)
{
    for (size_t i = 0; all[i] != NULL; i++) {
        printf("%-8s %s: ", all[i]->name, all[i]->title);
        gvc_cli_wrap(stdout, all[i]->summary, 9, (int)strlen(all[i]->title) + 11);
    }
    fputs("\n'gvc methods NAME' shows its columns, formulas, identities and caveats.\n", stdout);
}

static void print_list(const char *title, const char *const *items)
{
    if (items == NULL || items[0] == NULL) {
        return;
    }
    printf("\n%s\n", title);
    for (size_t i = 0; items[i] != NULL; i++) {
        fputs("  - ", stdout);
        gvc_cli_wrap(stdout, items[i], 4, 4);
    }
}

static void print_terms(const gvc_variant *v)
{
    printf("\n%s: ", v->name);
    gvc_cli_wrap(stdout, v->summary, 2, (int)strlen(v->name) + 2);
    for (const gvc_term *t = v->terms; t->name != NULL; t++) {
        char text[512];
        bool share = t->units != NULL && strcmp(t->units, "1") == 0;
        bool formula = t->formula != NULL && t->formula[0] != '\0';
        snprintf(text, sizeof text, "%s%s%s%s", t->long_name, share ? " (share)" : "",
                 formula ? ": " : "", formula ? t->formula : "");
        printf("  %-8s ", t->name);
        gvc_cli_wrap(stdout, text, 11, 11);
    }
}

static void show(const gvc_method_info *m)
{
    printf("%s - %s\n\n", m->name, m->title);
    gvc_cli_wrap(stdout, m->question, 0, 0);
    fputs("\nlevels: ", stdout);
    for (size_t i = 0; m->levels[i] != NULL; i++) {
        printf("%s%s", i == 0 ? "" : ", ", m->levels[i]);
    }
    fputs("\nunits of the columns: those of the table\n", stdout);
    for (const gvc_variant *v = m->variants; v->name != NULL; v++) {
        print_terms(v);
    }
    print_list("identities", m->identities);
    print_list("caveats", m->caveats);
    fputs("\nreference\n  ", stdout);
    gvc_cli_wrap(stdout, m->reference, 2, 2);
}

static int unknown(gvc_app *app, const gvc_method_info *const *all, const char *name)
{
    const char *names[32];
    size_t count = 0;
    for (; all[count] != NULL && count < sizeof names / sizeof names[0]; count++) {
        names[count] = all[count]->name;
    }
    return gvc_cli_unknown(app, "no method", name, names, count);
}

static int run(gvc_app *app)
{
    const gvc_list *files = &app->set.files;
    const gvc_method_info *const *all = gvc_method_list();
    if (files->count > 1) {
        return gvc_cli_usage(app, "one method at a time, got '%s' and '%s'", files->items[0],
                             files->items[1]);
    }
    const gvc_method_info *one = files->count == 0 ? NULL : gvc_method_find(files->items[0]);
    if (files->count == 1 && one == NULL) {
        return unknown(app, all, files->items[0]);
    }
    for (size_t i = 0; app->set.bibtex && all[i] != NULL; i++) {
        if (one == NULL || one == all[i]) {
            size_t length = strlen(all[i]->bibtex);
            printf("%s%s", all[i]->bibtex,
                   length > 0 && all[i]->bibtex[length - 1] == '\n' ? "" : "\n");
        }
    }
    if (!app->set.bibtex && one != NULL) {
        show(one);
    } else if (!app->set.bibtex) {
        list_all(all);
    }
    return GVC_EXIT_DONE;
}

static const gvc_option *const options[] = {&bibtex, &gvc_option_help, NULL};

static const gvc_example examples[] = {
    {"gvc methods bm", "the columns of the Borin-Mancini decomposition with their formulas"},
    {"gvc methods bm --bibtex >> paper.bib", "the paper to cite"},
    {NULL, NULL},
};

const gvc_command gvc_command_methods = {
    .name = "methods",
    .group = "about",
    .summary = "the decompositions: question, columns, formulas, identities, reference",
    .usage = "methods [NAME] [OPTION]...",
    .details = "Without a name: the list. With one: everything about it.",
    .options = options,
    .examples = examples,
    .run = run,
};
