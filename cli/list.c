/* list.c - lists of names and groups of them, as options give them */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

bool gvc_cli_list_add(gvc_list *l, const char *text, size_t length)
{
    char **items = realloc(l->items, (l->count + 2) * sizeof *items);
    if (items == NULL) {
        return false;
    }
    l->items = items;
    items[l->count] = NULL;
    char *copy = malloc(length + 1);
    if (copy == NULL) {
        return false;
    }
    memcpy(copy, text, length);
    copy[length] = '\0';
    items[l->count++] = copy;
    items[l->count] = NULL;
    return true;
}

void gvc_cli_list_free(gvc_list *l)
{
    for (size_t i = 0; i < l->count; i++) {
        free(l->items[i]);
    }
    free(l->items);
    *l = (gvc_list){0};
}

bool gvc_cli_list_has(const gvc_list *l, const char *text)
{
    for (size_t i = 0; i < l->count; i++) {
        if (strcmp(l->items[i], text) == 0) {
            return true;
        }
    }
    return false;
}

gvc_parsed gvc_cli_list_split(gvc_list *l, const char *name, const char *text, char **error)
{
    for (const char *start = text;; start++) {
        const char *end = start + strcspn(start, ",");
        const char *next = end;
        while (start < end && *start == ' ') {
            start++;
        }
        while (end > start && end[-1] == ' ') {
            end--;
        }
        if (start == end) {
            return gvc_cli_refuse(
                error,
                gvc_cli_format("--%s: '%s' holds an empty name; names are separated by commas",
                               name, text));
        }
        if (!gvc_cli_list_add(l, start, (size_t)(end - start))) {
            return GVC_PARSED_NOMEM;
        }
        if (*next == '\0') {
            return GVC_PARSED;
        }
        start = next;
    }
}

gvc_list *gvc_cli_group(gvc_groups *g, const char *name, size_t length)
{
    for (size_t i = 0; i < g->count; i++) {
        if (strlen(g->names[i]) == length && memcmp(g->names[i], name, length) == 0) {
            return &g->members[i];
        }
    }
    char **names = realloc(g->names, (g->count + 1) * sizeof *names);
    g->names = names == NULL ? g->names : names;
    gvc_list *members = realloc(g->members, (g->count + 1) * sizeof *members);
    g->members = members == NULL ? g->members : members;
    char *copy = malloc(length + 1);
    if (names == NULL || members == NULL || copy == NULL) {
        free(copy);
        return NULL;
    }
    memcpy(copy, name, length);
    copy[length] = '\0';
    names[g->count] = copy;
    members[g->count] = (gvc_list){0};
    return &members[g->count++];
}

void gvc_cli_groups_free(gvc_groups *g)
{
    for (size_t i = 0; i < g->count; i++) {
        free(g->names[i]);
        gvc_cli_list_free(&g->members[i]);
    }
    free(g->names);
    free(g->members);
    free(g->views);
    *g = (gvc_groups){0};
}

char *gvc_cli_vformat(const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text != NULL) {
        vsnprintf(text, (size_t)length + 1, format, args);
    }
    return text;
}

char *gvc_cli_format(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = gvc_cli_vformat(format, args);
    va_end(args);
    return text;
}

void gvc_cli_add(char *text, size_t size, size_t *used, const char *format, ...)
{
    if (*used < size) {
        va_list args;
        va_start(args, format);
        int more = vsnprintf(text + *used, size - *used, format, args);
        va_end(args);
        *used += more < 0 ? 0 : (size_t)more;
    }
}

size_t gvc_cli_share_of(const char *term)
{
    size_t length = strlen(term);
    return length > 3 && strcmp(term + length - 3, "_sh") == 0 ? length - 3 : 0;
}

gvc_parsed gvc_cli_refuse(char **error, char *text)
{
    *error = text;
    return text == NULL ? GVC_PARSED_NOMEM : GVC_PARSED_WRONG;
}

const char *gvc_cli_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}
