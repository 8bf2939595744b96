/* candidates.c - what the word that is being typed in a shell can become
 *
 * The shells ask with the words after "gvc", the last being the one under the cursor. They complete
 * files by themselves, where told to. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"

void gvc_cli_candidate(const char *prefix, const char *word, const char *typed, const char *says)
{
    if (strncmp(word, typed, strlen(typed)) == 0) {
        printf("%s%s\t%s\n", prefix, word, says == NULL ? "" : says);
    }
}

static void commands(const char *typed)
{
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        gvc_cli_candidate("", (*c)->name, typed, (*c)->summary);
    }
}

static void option_names(const gvc_command *c, const char *typed)
{
    for (const gvc_option *const *o = c->options; *o != NULL; o++) {
        char name[64];
        snprintf(name, sizeof name, "--%s", (*o)->name);
        if ((*o)->help != NULL) {
            gvc_cli_candidate("", name, typed, (*o)->help);
        }
    }
}

/* The option of this name, or the only one that starts so. */
static const gvc_option *by_name(const gvc_command *c, const char *name, size_t length)
{
    const gvc_option *found = NULL;
    for (const gvc_option *const *o = c->options; *o != NULL; o++) {
        if (strncmp((*o)->name, name, length) == 0) {
            if ((*o)->name[length] == '\0') {
                return *o;
            }
            if (found != NULL) {
                return NULL;
            }
            found = *o;
        }
    }
    return found;
}

/* The option that takes its value from the next word. */
static const gvc_option *waiting(const gvc_command *c, const char *word)
{
    const gvc_option *o = NULL;
    if (strncmp(word, "--", 2) == 0) {
        o = strchr(word, '=') == NULL ? by_name(c, word + 2, strlen(word + 2)) : NULL;
    } else if (word[0] == '-' && word[1] != '\0') {
        for (const gvc_option *const *all = c->options; *all != NULL && o == NULL; all++) {
            o = (*all)->letter == word[strlen(word) - 1] ? *all : NULL;
        }
    }
    return o != NULL && o->argument != NULL ? o : NULL;
}

/* Is the first argument a command that is run in turn ("batch COMMAND TABLE...")? */
static bool runs_another(const gvc_command *c)
{
    size_t length = strlen(c->name);
    return strncmp(c->usage, c->name, length) == 0 &&
           strncmp(c->usage + length, " COMMAND ", 9) == 0;
}

static void measures(const char *typed)
{
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        if (strcmp((*c)->group, "measures") == 0 && !(*c)->several) {
            gvc_cli_candidate("", (*c)->name, typed, (*c)->summary);
        }
    }
}

static void arguments(const gvc_command *c, const char *typed)
{
    const char *name;
    for (size_t i = 0; c->names != NULL && (name = c->names(NULL, i)) != NULL; i++) {
        gvc_cli_candidate("", name, typed, NULL);
    }
    if (c->names == NULL || c->choose != NULL) { /* a word that may stand before files */
        puts(":files");
    }
}

static bool has_option(const gvc_command *c, const char *name)
{
    const gvc_option *const *o = c->options;
    while (*o != NULL && strcmp((*o)->name, name) != 0) {
        o++;
    }
    return *o != NULL;
}

enum { MOST_OPTIONS = 96 };

/* The options of both, where they share a name that of the outer one. */
static void join(const gvc_command *outer, const gvc_command *inner, const gvc_option **all)
{
    size_t used = 0;
    for (const gvc_option *const *o = outer->options; *o != NULL && used < MOST_OPTIONS; o++) {
        all[used++] = *o;
    }
    for (const gvc_option *const *o = inner->options; *o != NULL && used < MOST_OPTIONS; o++) {
        if (!has_option(outer, (*o)->name)) {
            all[used++] = *o;
        }
    }
    all[used] = NULL;
}

/* Walks over the words before the last. */
static void complete(gvc_app *app, const gvc_command *c, char *const *words, size_t count)
{
    const gvc_option *value_of = NULL;
    bool ended = false;
    for (size_t i = 0; i + 1 < count; i++) {
        ended = ended || (value_of == NULL && strcmp(words[i], "--") == 0);
        value_of = ended || value_of != NULL ? NULL : waiting(c, words[i]);
    }
    const char *typed = words[count - 1], *equals = strchr(typed, '=');
    if (value_of != NULL) {
        gvc_cli_candidates_of(app, c, value_of, "", typed);
    } else if (!ended && strncmp(typed, "--", 2) == 0 && equals != NULL) {
        const gvc_option *o = by_name(c, typed + 2, (size_t)(equals - typed) - 2);
        char *prefix = gvc_cli_format("%.*s=", (int)(equals - typed), typed);
        if (o != NULL && prefix != NULL) {
            gvc_cli_candidates_of(app, c, o, prefix, equals + 1);
        }
        free(prefix);
    } else if (!ended && typed[0] == '-') {
        option_names(c, typed);
    } else {
        arguments(c, typed);
    }
}

int gvc_cli_candidates(gvc_app *app)
{
    const gvc_list *words = &app->set.files;
    if (words->count == 0) {
        return gvc_cli_usage(app, "no word to complete");
    }
    if (words->count == 1) {
        commands(words->items[0]);
        return GVC_EXIT_DONE;
    }
    const gvc_command *c = gvc_cli_command(words->items[0]);
    bool outer = c != NULL && runs_another(c);
    const gvc_command *inner = outer ? gvc_cli_command(words->items[1]) : NULL;
    if (outer && words->count == 2 && words->items[1][0] != '-') {
        measures(words->items[1]);
    } else if (inner != NULL && words->count > 2) {
        const gvc_option *options[MOST_OPTIONS + 1];
        gvc_command both = *inner;
        join(c, inner, options);
        both.options = options;
        complete(app, &both, words->items + 2, words->count - 2);
    } else if (c != NULL) {
        complete(app, c, words->items + 1, words->count - 1);
    }
    return GVC_EXIT_DONE;
}
