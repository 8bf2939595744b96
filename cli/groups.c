/* groups.c - groups of countries from --group and --groups
 *
 * A list of groups is a regular file of some hundred lines at most. What is none (a device or a
 * pipe, which may never end, a table by mistake) is refused before it is read. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app.h"

enum { MOST_BYTES = 64 << 20, MOST_LINES = 10000 };

typedef struct list_reader {
    gvc_app *app;
    const char *path;
    long number; /* of the line */
    bool any;    /* was any line not blank? */
    bool added;
    bool group_first;
} list_reader;

static const char blanks[] = " \t\r\n";

/* A field in quotes, from behind the first: "" is a quote. What follows the last; NULL: none. */
static char *unquote(char *start)
{
    char *out = start;
    for (char *in = start; *in != '\0'; in++) {
        if (*in == '"' && *++in != '"') {
            *out = '\0';
            return in;
        }
        *out++ = *in;
    }
    return NULL;
}

/* One field of a line: blanks around it and its quotes fall away. Moves on to the next, NULL behind
 * the last one. NULL: quotes that do not fit. */
static char *field(char **rest)
{
    char *start = *rest + strspn(*rest, " \t"), *end;
    bool quoted = *start == '"';
    if (quoted) {
        end = unquote(++start);
        end = end == NULL ? NULL : end + strspn(end, blanks);
        if (end == NULL || (*end != ',' && *end != '\0')) {
            return NULL;
        }
    } else {
        end = start + strcspn(start, ",");
    }
    *rest = *end == ',' ? end + 1 : NULL;
    if (!quoted) {
        *end = '\0';
        size_t length = strlen(start);
        while (length > 0 && strchr(blanks, start[length - 1]) != NULL) {
            start[--length] = '\0';
        }
    }
    return start;
}

static int refuse(const list_reader *r, const char *why)
{
    return gvc_cli_wrong(r->app, "reading %s:%ld: %s", r->path, r->number, why);
}

static int add(list_reader *r, const char *country, const char *group)
{
    gvc_groups *g = &r->app->set.groups;
    for (size_t k = 0; k < g->count; k++) {
        if (gvc_cli_list_has(&g->members[k], country)) {
            return gvc_cli_wrong(
                r->app, "reading %s:%ld: %s is in the group %s already%s", r->path, r->number,
                country, g->names[k],
                strcmp(g->names[k], group) == 0 ? "" : "; a country belongs to one group at most");
        }
    }
    gvc_list *members = gvc_cli_group(g, group, strlen(group));
    r->added = members != NULL && gvc_cli_list_add(members, country, strlen(country));
    return r->added ? GVC_EXIT_DONE : gvc_cli_nomem(r->app);
}

static int read_line(list_reader *r, char *line, size_t length)
{
    static const char expected[] = "expected two columns, COUNTRY,GROUP";
    if (strlen(line) != length) {
        return refuse(r, "holds a NUL byte; expected text, COUNTRY,GROUP");
    }
    char *rest = line;
    if (r->number == 1 && strncmp(rest, "\xEF\xBB\xBF", 3) == 0) {
        rest += 3;
    }
    if (rest[strspn(rest, blanks)] == '\0') {
        return GVC_EXIT_DONE;
    }
    bool first = !r->any;
    r->any = true;
    const char *one = field(&rest), *two = one == NULL || rest == NULL ? NULL : field(&rest);
    if (two == NULL || one[0] == '\0' || two[0] == '\0' || rest != NULL) {
        return refuse(r, expected);
    }
    if (first && strcasecmp(one, "country") == 0 && strcasecmp(two, "group") == 0) {
        return GVC_EXIT_DONE;
    }
    if (first && strcasecmp(one, "group") == 0 && strcasecmp(two, "country") == 0) {
        r->group_first = true;
        return GVC_EXIT_DONE;
    }
    return r->group_first ? add(r, two, one) : add(r, one, two);
}

static int read_lines(list_reader *r, FILE *file)
{
    size_t size = 0;
    char *line = NULL;
    int code = GVC_EXIT_DONE;
    errno = 0;
    for (ssize_t length; code == GVC_EXIT_DONE && (length = getline(&line, &size, file)) > 0;) {
        r->number++;
        code = r->number > MOST_LINES ? refuse(r, "far more lines than there are countries")
                                      : read_line(r, line, (size_t)length);
    }
    if (code == GVC_EXIT_DONE && ferror(file)) {
        code = gvc_cli_wrong(r->app, "reading %s: %s", r->path, strerror(errno));
    } else if (code == GVC_EXIT_DONE && !r->added) {
        code = gvc_cli_wrong(r->app, "reading %s: %s, expected lines COUNTRY,GROUP", r->path,
                             r->any ? "has nothing below its header" : "is empty");
    }
    free(line);
    return code;
}

static int read_file(gvc_app *app, const char *path)
{
    list_reader r = {.app = app, .path = path};
    /* Does not wait for the other end of a pipe. */
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    struct stat status;
    if (fd < 0 || fstat(fd, &status) != 0) {
        int code = gvc_cli_wrong(app, "reading %s: %s", path, strerror(errno));
        if (fd >= 0) {
            close(fd);
        }
        return code;
    }
    FILE *file = NULL;
    int code = GVC_EXIT_DONE;
    if (!S_ISREG(status.st_mode)) {
        code = gvc_cli_wrong(app,
                             "reading %s: is not a regular file; expected one with lines "
                             "COUNTRY,GROUP",
                             path);
    } else if (status.st_size > MOST_BYTES) {
        code = gvc_cli_wrong(app, "reading %s: is larger than %d MiB, expected lines COUNTRY,GROUP",
                             path, MOST_BYTES >> 20);
    } else if ((file = fdopen(fd, "r")) == NULL) {
        code = gvc_cli_nomem(app);
    } else {
        code = read_lines(&r, file);
    }
    if (file != NULL) {
        fclose(file);
    } else {
        close(fd);
    }
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
