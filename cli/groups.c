/* groups.c - groups of countries from --group and --groups */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "app.h"

/* One field of a line: blanks and quotes around it fall away. Cuts the line and moves on. */
static char *field(char **rest)
{
    char *start = *rest;
    char *end = start + strcspn(start, ",");
    *rest = *end == ',' ? end + 1 : end;
    *end = '\0';
    while (*start == ' ' || *start == '\t' || *start == '"') {
        start++;
    }
    size_t length = strlen(start);
    while (length > 0 && strchr(" \t\r\n\"", start[length - 1]) != NULL) {
        start[--length] = '\0';
    }
    return start;
}

static int read_lines(gvc_app *app, FILE *file, const char *path, char **line)
{
    size_t size = 0;
    bool group_first = false;
    for (long number = 1; getline(line, &size, file) > 0; number++) {
        char *rest = *line;
        if (number == 1 && strncmp(rest, "\xEF\xBB\xBF", 3) == 0) {
            rest += 3;
        }
        char *country = field(&rest);
        if (country[0] == '\0' && *rest == '\0') {
            continue;
        }
        char *group = field(&rest);
        if (country[0] == '\0' || group[0] == '\0' || *rest != '\0') {
            return gvc_cli_wrong(app, "reading %s: line %ld: expected two columns, COUNTRY,GROUP",
                                 path, number);
        }
        if (number == 1 && strcasecmp(country, "country") == 0 && strcasecmp(group, "group") == 0) {
            continue;
        }
        if (number == 1 && strcasecmp(country, "group") == 0 && strcasecmp(group, "country") == 0) {
            group_first = true;
            continue;
        }
        const char *name = group_first ? country : group, *member = group_first ? group : country;
        gvc_list *members = gvc_cli_group(&app->set.groups, name, strlen(name));
        if (members == NULL || !gvc_cli_list_add(members, member, strlen(member))) {
            return gvc_cli_nomem(app);
        }
    }
    return ferror(file) ? gvc_cli_wrong(app, "reading %s: %s", path, strerror(errno))
                        : GVC_EXIT_DONE;
}

static int read_file(gvc_app *app, const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return gvc_cli_wrong(app, "reading %s: %s", path, strerror(errno));
    }
    char *line = NULL;
    int code = read_lines(app, file, path, &line);
    free(line);
    fclose(file);
    return code;
}

int gvc_cli_groups_ready(gvc_app *app)
{
    gvc_groups *g = &app->set.groups;
    int code = app->set.groups_file == NULL ? GVC_EXIT_DONE : read_file(app, app->set.groups_file);
    if (code != GVC_EXIT_DONE || g->count == 0) {
        return code;
    }
    g->views = calloc(g->count, sizeof *g->views);
    if (g->views == NULL) {
        return gvc_cli_nomem(app);
    }
    for (size_t i = 0; i < g->count; i++) {
        g->views[i].name = g->names[i];
        g->views[i].members = (const char *const *)g->members[i].items;
    }
    return GVC_EXIT_DONE;
}

int gvc_cli_groups_check(gvc_app *app, const char *option, const gvc_list *labels)
{
    const gvc_groups *g = &app->set.groups;
    for (size_t i = 0; i < labels->count; i++) {
        for (size_t k = 0; k < g->count; k++) {
            if (strcmp(labels->items[i], g->names[k]) == 0) {
                break;
            }
            if (gvc_cli_list_has(&g->members[k], labels->items[i])) {
                return gvc_cli_wrong(app,
                                     "--%s: %s belongs to the group %s and has no rows of its "
                                     "own; name %s",
                                     option, labels->items[i], g->names[k], g->names[k]);
            }
        }
    }
    return GVC_EXIT_DONE;
}
