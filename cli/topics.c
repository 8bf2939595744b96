/* topics.c - the topics of the help: found by name, taken apart into blocks, printed */
#include <stdlib.h>
#include <string.h>

#include "pages.h"

#define GVC_TOPIC(file, name) extern const char *const gvc_topic_##file[];
#include "topics/topics.def"
#undef GVC_TOPIC

enum { INDENT = 4 };

static const gvc_topic topics[] = {
#define GVC_TOPIC(file, name) {name, gvc_topic_##file},
#include "topics/topics.def"
#undef GVC_TOPIC
};

const gvc_topic *gvc_cli_topic_at(size_t i)
{
    return i < sizeof topics / sizeof topics[0] ? &topics[i] : NULL;
}

const gvc_topic *gvc_cli_topic(const char *name)
{
    const gvc_topic *t;
    for (size_t i = 0; (t = gvc_cli_topic_at(i)) != NULL; i++) {
        if (strcmp(t->name, name) == 0) {
            return t;
        }
    }
    return NULL;
}

const char *gvc_cli_help_names(const gvc_settings *set, size_t i)
{
    const gvc_command *const *commands = gvc_cli_commands();
    (void)set;
    for (; *commands != NULL; commands++, i--) {
        if (i == 0) {
            return (*commands)->name;
        }
    }
    const gvc_topic *t = gvc_cli_topic_at(i);
    return t == NULL ? NULL : t->name;
}

static gvc_block_kind kind_of(const char *line)
{
    if (strncmp(line, "# ", 2) == 0) {
        return GVC_BLOCK_HEADING;
    }
    if (strncmp(line, "- ", 2) == 0) {
        return GVC_BLOCK_ITEM;
    }
    return strncmp(line, "    ", INDENT) == 0 ? GVC_BLOCK_LITERAL : GVC_BLOCK_TEXT;
}

/* The lines from `first` up to `end` as one, with a blank between. */
static char *join(const char *const *lines, size_t first, size_t end)
{
    size_t length = 1;
    for (size_t i = first; i < end; i++) {
        length += strlen(lines[i]) + 1;
    }
    char *text = calloc(length, 1);
    size_t used = 0;
    for (size_t i = first; text != NULL && i < end; i++) {
        const char *line = lines[i] + strspn(lines[i], " ");
        gvc_cli_add(text, length, &used, "%s%s", i == first ? "" : " ", line);
    }
    return text;
}

char *gvc_cli_block(const gvc_topic *t, size_t *line, gvc_block_kind *kind)
{
    const char *const *lines = t->lines;
    size_t first = *line;
    while (lines[first] != NULL && lines[first][0] == '\0') {
        first++;
    }
    if (lines[first] == NULL) {
        return NULL;
    }
    gvc_block_kind what = kind_of(lines[first]), before = *kind;
    if (what == GVC_BLOCK_LITERAL && before == what && first > *line) {
        *line = first;
        return strdup("");
    }
    *kind = what;
    *line = first + 1;
    if (what == GVC_BLOCK_LITERAL) {
        return strdup(lines[first] + INDENT);
    }
    while ((what == GVC_BLOCK_TEXT || what == GVC_BLOCK_ITEM) && lines[*line] != NULL &&
           lines[*line][0] != '\0' && kind_of(lines[*line]) == GVC_BLOCK_TEXT) {
        ++*line;
    }
    char *text = join(lines, first, *line);
    if (text != NULL && what != GVC_BLOCK_TEXT) {
        memmove(text, text + 2, strlen(text) - 1);
    }
    return text;
}

void gvc_cli_print_topic(FILE *out, const gvc_topic *t)
{
    gvc_block_kind kind = GVC_BLOCK_TEXT, before;
    size_t line = 1;
    char *text;
    fprintf(out, "%s - ", t->name);
    gvc_cli_wrap(out, t->lines[0], 4, (int)strlen(t->name) + 3);
    for (before = GVC_BLOCK_HEADING; (text = gvc_cli_block(t, &line, &kind)) != NULL;
         before = kind, free(text)) {
        bool apart = kind != before || kind == GVC_BLOCK_TEXT;
        fputs(apart && before != GVC_BLOCK_HEADING ? "\n" : "", out);
        switch (kind) {
        case GVC_BLOCK_HEADING:
            fprintf(out, "%s%s\n", before == GVC_BLOCK_HEADING ? "\n" : "", text);
            break;
        case GVC_BLOCK_ITEM:
            fputs("- ", out);
            gvc_cli_wrap(out, text, 2, 2);
            break;
        case GVC_BLOCK_TEXT:
            gvc_cli_wrap(out, text, 0, 0);
            break;
        case GVC_BLOCK_LITERAL:
            fprintf(out, "%s%s\n", text[0] == '\0' ? "" : "    ", text);
            break;
        }
    }
}

void gvc_cli_print_topics(FILE *out)
{
    const gvc_topic *t;
    for (size_t i = 0; (t = gvc_cli_topic_at(i)) != NULL; i++) {
        fprintf(out, "  %-16s ", t->name);
        gvc_cli_wrap(out, t->lines[0], 19, 19);
    }
}
