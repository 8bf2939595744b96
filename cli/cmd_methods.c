/* cmd_methods.c - gvc methods: what each decomposition answers, its columns and its source */
#include <string.h>

#include "pages.h"

static const gvc_option bibtex = {
    "bibtex", 0,    GVC_OPTION_FLAG,           false, offsetof(gvc_settings, bibtex),
    NULL,     NULL, "the reference as BibTeX",
};

static const gvc_option columns = {
    "columns",
    0,
    GVC_OPTION_FLAG,
    false,
    offsetof(gvc_settings, list),
    NULL,
    NULL,
    "every column of every variant with its formula",
};

static bool is_command(const gvc_method_info *const *all, const char *name)
{
    for (size_t i = 0; all[i] != NULL; i++) {
        if (strcmp(all[i]->command, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Of the names of a command's methods, and no less than most need. */
static int widest(const gvc_method_info *const *all, const char *command)
{
    size_t width = 12;
    for (; *all != NULL; all++) {
        size_t length = strcmp((*all)->command, command) == 0 ? strlen((*all)->name) : 0;
        width = length > width ? length : width;
    }
    return (int)width;
}

/* A heading for each command, or for `only` that one. */
static void list_all(const gvc_method_info *const *all, const char *only)
{
    const char *command = "";
    for (size_t i = 0; all[i] != NULL; i++) {
        if (only != NULL && strcmp(only, all[i]->command) != 0) {
            continue;
        }
        if (strcmp(command, all[i]->command) != 0) {
            printf("%sgvc %s\n", command[0] == '\0' ? "" : "\n", all[i]->command);
            command = all[i]->command;
        }
        int width = widest(all, command);
        printf("  %-*s ", width, all[i]->name);
        gvc_cli_wrap(stdout, all[i]->summary, width + 3, width + 3);
    }
    fputs("\n'gvc methods NAME' shows what it answers, its columns, identities and caveats, and "
          "what to\ncite.\n",
          stdout);
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

static void print_term(const gvc_term *t)
{
    char text[768];
    gvc_cli_term_text(text, sizeof text, t);
    printf("  %-8s ", t->name);
    int at = (int)strlen(t->name) > 8 ? (int)strlen(t->name) + 3 : 11;
    gvc_cli_wrap(stdout, text, 11, at);
}

static void print_columns(const gvc_variant *v)
{
    printf("\n%s: ", v->name);
    gvc_cli_wrap(stdout, v->summary, 2, (int)strlen(v->name) + 2);
    for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
        print_term(t);
    }
}

static bool has_term(const gvc_variant *v, const char *name)
{
    for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
        if (strcmp(t->name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* Has v all the columns of `part`? */
static bool includes(const gvc_variant *v, const gvc_variant *part)
{
    const gvc_term *t = part->terms;
    while (t != NULL && t->name != NULL && has_term(v, t->name)) {
        t++;
    }
    return t != NULL && t->name == NULL;
}

/* Is the column in one of the variants from `first` up to v that v includes? */
static bool is_named_before(const gvc_variant *first, const gvc_variant *v, const char *name)
{
    for (const gvc_variant *part = first; part < v; part++) {
        if (includes(v, part) && has_term(part, name)) {
            return true;
        }
    }
    return false;
}

/* "those of sink", then what v has beside them. */
static void print_names(const gvc_variant *first, const gvc_variant *v)
{
    char text[4096];
    size_t used = 0;
    gvc_cli_add(text, sizeof text, &used, "%s; columns", v->summary);
    const char *before = " those of ";
    for (const gvc_variant *part = v - 1; part >= first; part--) {
        bool adds = includes(v, part);
        for (const gvc_variant *other = v - 1; adds && other > part; other--) {
            adds = !(includes(v, other) && includes(other, part));
        }
        if (adds) {
            gvc_cli_add(text, sizeof text, &used, "%s'%s'", before, part->name);
            before = " and ";
        }
    }
    for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
        if (!is_named_before(first, v, t->name)) {
            gvc_cli_add(text, sizeof text, &used, " %s", t->name);
        }
    }
    if (v->terms == NULL) {
        gvc_cli_add(text, sizeof text, &used, " as the options name them");
    }
    printf("\n%s: ", v->name);
    gvc_cli_wrap(stdout, text, 2, (int)strlen(v->name) + 2);
}

static void print_words(const char *title, const char *const *words)
{
    for (size_t i = 0; words != NULL && words[i] != NULL; i++) {
        printf("%s%s", i == 0 ? title : ", ", words[i]);
    }
    if (words != NULL && words[0] != NULL) {
        fputc('\n', stdout);
    }
}

/* One screen: the columns of the first variant explained, those of the others named. */
static void show(const gvc_method_info *m, bool all)
{
    printf("%s - %s\n\n", m->name, m->title);
    gvc_cli_wrap(stdout, m->question, 0, 0);
    printf("\nasked for as: gvc %s\n", m->usage);
    print_words("levels: ", m->levels);
    print_words("perspectives: ", m->perspectives);
    print_words("approaches: ", m->approaches);
    fputs("columns are in the units of the table unless they say otherwise\n", stdout);
    for (const gvc_variant *v = m->variants; v->name != NULL; v++) {
        if (all || v == m->variants) {
            print_columns(v);
        } else {
            print_names(m->variants, v);
        }
    }
    if (!all && m->variants[0].name != NULL && m->variants[1].name != NULL) {
        printf("\n'gvc methods %s --columns' explains them all.\n", m->name);
    }
    print_list("identities", m->identities);
    print_list("caveats", m->caveats);
    fputs("\nreference\n  ", stdout);
    gvc_cli_wrap(stdout, m->reference, 2, 2);
}

static int unknown(gvc_app *app, const gvc_method_info *const *all, const char *name)
{
    const char *names[64];
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
    if (files->count == 1 && one == NULL && !is_command(all, files->items[0])) {
        return unknown(app, all, files->items[0]);
    }
    for (size_t i = 0; app->set.bibtex && all[i] != NULL; i++) {
        bool wanted = one == NULL
                          ? files->count == 0 || strcmp(files->items[0], all[i]->command) == 0
                          : one == all[i];
        if (wanted) {
            size_t length = strlen(all[i]->bibtex);
            printf("%s%s", all[i]->bibtex,
                   length > 0 && all[i]->bibtex[length - 1] == '\n' ? "" : "\n");
        }
    }
    if (!app->set.bibtex && one != NULL) {
        show(one, app->set.list);
    } else if (!app->set.bibtex) {
        list_all(all, files->count == 0 ? NULL : files->items[0]);
    }
    return GVC_EXIT_DONE;
}

static const gvc_option *const options[] = {&columns, &bibtex, &gvc_option_help, NULL};

static const gvc_example examples[] = {
    {"gvc methods bm", "the columns of the Borin-Mancini decomposition with their formulas"},
    {"gvc methods bm --bibtex >> paper.bib", "the paper to cite"},
    {NULL, NULL},
};

/* Of methods. */
static const char *names(const gvc_settings *set, size_t i)
{
    (void)set;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++, i--) {
        if (i == 0) {
            return (*m)->name;
        }
    }
    return NULL;
}

const gvc_command gvc_command_methods = {
    .name = "methods",
    .group = "about",
    .summary = "the measures: question, columns, formulas, identities, reference",
    .usage = "methods [NAME] [OPTION]...",
    .details = "Without a name: the list. With one: everything about it.",
    .options = options,
    .examples = examples,
    .names = names,
    .run = run,
};
