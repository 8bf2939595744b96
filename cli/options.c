/* options.c - reads a command line by the records of a command's options
 *
 * getopt_long does the reading, in order (leading '-'), so that the line for the record can be
 * written along the way; its own messages are off, ours name the option and what it expects. */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app.h"

enum { MOST_OPTIONS = 96, LONG_BASE = 256 };

typedef struct reader {
    gvc_settings *set;
    const gvc_option *const *options;
    size_t count;
    struct option longs[MOST_OPTIONS + 1];
    char shorts[2 * MOST_OPTIONS + 3];
    FILE *line;
    char **error;
} reader;

static void describe(reader *r)
{
    size_t used = 0;
    r->shorts[used++] = '-';
    r->shorts[used++] = ':';
    for (; r->options[r->count] != NULL && r->count < MOST_OPTIONS; r->count++) {
        const gvc_option *o = r->options[r->count];
        int argument = o->argument == NULL ? no_argument : required_argument;
        r->longs[r->count] = (struct option){o->name, argument, NULL, LONG_BASE + (int)r->count};
        if (o->letter != 0) {
            r->shorts[used++] = o->letter;
            if (argument == required_argument) {
                r->shorts[used++] = ':';
            }
        }
    }
    r->longs[r->count] = (struct option){NULL, 0, NULL, 0};
    r->shorts[used] = '\0';
}

static const gvc_option *option_of(const reader *r, int code)
{
    if (code >= LONG_BASE && (size_t)(code - LONG_BASE) < r->count) {
        return r->options[code - LONG_BASE];
    }
    for (size_t i = 0; i < r->count; i++) {
        if (code != 0 && r->options[i]->letter == code) {
            return r->options[i];
        }
    }
    return NULL;
}

/* A word for the shell: quoted if it holds anything that a shell could take amiss. */
static void add_word(FILE *line, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
                                "-_=.,:/+@%";
    if (word[0] != '\0' && word[strspn(word, plain)] == '\0') {
        fputs(word, line);
        return;
    }
    fputc('\'', line);
    for (; *word != '\0'; word++) {
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, '\0'}, line);
    }
    fputc('\'', line);
}

/* Paths cut to base names. */
static void add_files(FILE *line, const char *text)
{
    char *all = strdup(text), *rest = all, *one;
    bool first = true;
    while (rest != NULL && (one = strtok_r(rest, ",", &rest)) != NULL) {
        fputs(first ? "" : ",", line);
        add_word(line, gvc_cli_base(one));
        first = false;
    }
    free(all);
}

static void add_option(FILE *line, const gvc_option *o, const char *text)
{
    if (o->letter != 0) {
        fprintf(line, " -%c", o->letter);
    } else {
        fprintf(line, " --%s", o->name);
    }
    if (o->kind == GVC_OPTION_FILES) {
        fputc(' ', line);
        add_files(line, text);
    } else if (o->argument != NULL) {
        fputc(' ', line);
        add_word(line, o->kind == GVC_OPTION_FILE ? gvc_cli_base(text) : text);
    }
}

/* " (an option of gvc import, info)"; empty where no command has it, six commands at most. */
static void add_owners(char *text, size_t size, const char *name)
{
    enum { SHOWN = 6 };
    size_t used = 0, owners = 0;
    const gvc_command *const *commands = gvc_cli_commands();
    text[0] = '\0';
    for (size_t i = 0; commands[i] != NULL; i++) {
        bool has = false;
        for (const gvc_option *const *o = commands[i]->options; *o != NULL && !has; o++) {
            has = strcmp((*o)->name, name) == 0;
        }
        owners += has;
        if (has && owners <= SHOWN) {
            gvc_cli_add(text, size, &used, "%s%s", used == 0 ? " (an option of gvc " : ", ",
                        commands[i]->name);
        }
    }
    if (owners > SHOWN) {
        gvc_cli_add(text, size, &used, " and %zu more", owners - SHOWN);
    }
    if (owners > 0) {
        gvc_cli_add(text, size, &used, ")");
    }
}

/* The option that keeps the same rows where the command has other keys; NULL: it has none. */
static const char *other_key(const reader *r, const char *stem)
{
    static const char *const keys[][2] = {
        {"country", "exporter"}, {"exporter", "country"},  {"partner", "importer"},
        {"importer", "partner"}, {"reporter", "exporter"}, {"reporter", "country"},
    };
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        for (size_t i = 0; i < r->count && strcmp(keys[k][0], stem) == 0; i++) {
            if (strcmp(r->options[i]->name, keys[k][1]) == 0) {
                return keys[k][1];
            }
        }
    }
    return NULL;
}

static gvc_parsed unknown_long(reader *r, const char *word)
{
    size_t length = strcspn(word + 2, "=");
    char matches[256] = "";
    size_t used = 0;
    const char *names[MOST_OPTIONS];
    for (size_t i = 0; i < r->count; i++) {
        names[i] = r->options[i]->name;
        if (strncmp(names[i], word + 2, length) == 0) {
            gvc_cli_add(matches, sizeof matches, &used, "%s--%s", used == 0 ? "" : ", ", names[i]);
        }
    }
    if (length > 0 && used > 0) {
        return gvc_cli_refuse(r->error, gvc_cli_format("option '%s' can be %s", word, matches));
    }
    char stem[64];
    snprintf(stem, sizeof stem, "%.*s", (int)length, word + 2);
    const char *key = other_key(r, stem);
    if (key != NULL) {
        bool plural_y = key[strlen(key) - 1] == 'y';
        return gvc_cli_refuse(
            r->error, gvc_cli_format("unknown option '--%s': rows here are %.*s%s; use --%s", stem,
                                     (int)strlen(key) - (plural_y ? 1 : 0), key,
                                     plural_y ? "ies" : "s", key));
    }
    char owners[128];
    add_owners(owners, sizeof owners, stem);
    if (owners[0] != '\0') {
        return gvc_cli_refuse(r->error, gvc_cli_format("unknown option '--%s'%s", stem, owners));
    }
    const char *near = gvc_cli_near(stem, names, r->count);
    return gvc_cli_refuse(r->error,
                          gvc_cli_format("unknown option '--%s'%s%s%s", stem,
                                         near == NULL ? "" : "; did you mean --",
                                         near == NULL ? "" : near, near == NULL ? "" : "?"));
}

static gvc_parsed refused(reader *r, int code, const char *word)
{
    const gvc_option *o = option_of(r, optopt);
    if (code == ':' && o != NULL) {
        return gvc_cli_refuse(
            r->error, gvc_cli_format("--%s needs a value: --%s %s", o->name, o->name, o->argument));
    }
    if (o != NULL) {
        return gvc_cli_refuse(r->error,
                              gvc_cli_format("--%s takes no value, got '%s'", o->name, word));
    }
    if (strncmp(word, "--", 2) == 0) {
        return unknown_long(r, word);
    }
    return gvc_cli_refuse(r->error, gvc_cli_format("unknown option '-%c'", optopt));
}

static gvc_parsed add_file(reader *r, const char *text)
{
    fputc(' ', r->line);
    add_word(r->line, gvc_cli_base(text));
    return gvc_cli_list_add(&r->set->files, text, strlen(text)) ? GVC_PARSED : GVC_PARSED_NOMEM;
}

static gvc_parsed keep_given(gvc_settings *set, const gvc_option *o, const char *text)
{
    char *word = o->argument == NULL ? gvc_cli_format("--%s", o->name)
                                     : gvc_cli_format("--%s=%s", o->name, text);
    bool kept = word != NULL && gvc_cli_list_add(&set->given, word, strlen(word));
    free(word);
    return kept ? GVC_PARSED : GVC_PARSED_NOMEM;
}

static bool has_one_value(const gvc_option *o)
{
    switch (o->kind) {
    case GVC_OPTION_TEXT:
    case GVC_OPTION_FILE:
    case GVC_OPTION_CHOICE:
    case GVC_OPTION_WORD:
    case GVC_OPTION_INTEGER:
    case GVC_OPTION_NUMBER:
    case GVC_OPTION_SIZE:
    case GVC_OPTION_AMOUNT:
        return true;
    default: /* lists add up, years have words of their own */
        return false;
    }
}

/* An option of one value may be there again, but not with another. */
static gvc_parsed check_again(reader *r, const gvc_option *o, const char *text)
{
    size_t length = strlen(o->name);
    for (size_t i = 0; i < r->set->given.count && has_one_value(o); i++) {
        const char *before = r->set->given.items[i];
        bool same = strncmp(before, "--", 2) == 0 && strncmp(before + 2, o->name, length) == 0 &&
                    before[length + 2] == '=';
        if (same && strcmp(before + length + 3, text) != 0) {
            return gvc_cli_refuse(r->error,
                                  gvc_cli_format("--%s: one value at a time, got '%.60s' and "
                                                 "'%.60s'",
                                                 o->name, before + length + 3, text));
        }
    }
    return GVC_PARSED;
}

static gvc_parsed read_all(reader *r, int argc, char **argv)
{
    opterr = 0;
    optind = 0; /* glibc: start anew */
    for (int code; (code = getopt_long(argc, argv, r->shorts, r->longs, NULL)) != -1;) {
        const gvc_option *o = option_of(r, code);
        gvc_parsed p = GVC_PARSED;
        if (code == 1) {
            p = add_file(r, optarg);
        } else if (code == '?' || code == ':') {
            p = refused(r, code, argv[optind - 1]);
        } else if (o != NULL && o->kind == GVC_OPTION_HELP) {
            p = code >= LONG_BASE ? GVC_PARSED_LONG_HELP : GVC_PARSED_SHORT_HELP;
        } else if (o != NULL) {
            p = check_again(r, o, optarg);
            p = p == GVC_PARSED ? gvc_cli_store(r->set, o, optarg, r->error) : p;
            p = p == GVC_PARSED ? keep_given(r->set, o, optarg) : p;
            if (!o->noise) {
                add_option(r->line, o, optarg);
            }
        }
        if (p != GVC_PARSED) {
            return p;
        }
    }
    for (; optind < argc; optind++) {
        if (add_file(r, argv[optind]) != GVC_PARSED) {
            return GVC_PARSED_NOMEM;
        }
    }
    return GVC_PARSED;
}

gvc_parsed gvc_cli_parse(gvc_settings *set, const gvc_option *const *options, int argc, char **argv,
                         char **line, char **error)
{
    size_t size = 0;
    reader r = {.set = set, .options = options, .error = error};
    r.line = open_memstream(line, &size);
    if (r.line == NULL) {
        return GVC_PARSED_NOMEM;
    }
    describe(&r);
    fprintf(r.line, "gvc %s", argv[0]);
    gvc_parsed p = read_all(&r, argc, argv);
    if (p == GVC_PARSED) {
        p = gvc_cli_choose(set, options, error);
    }
    return fclose(r.line) == 0 ? p : GVC_PARSED_NOMEM;
}
