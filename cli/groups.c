/* groups.c - groups of countries from --group and --groups, of sectors from --sector-groups, names
 * from --labels
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
    gvc_groups *groups;
    const char *member; /* "country", "sector" */
    const char *lines;  /* "COUNTRY,GROUP" */
    bool names;         /* the second column is a name, not a group */
    const char *also;   /* what the header may call it besides; NULL: nothing else */
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
    gvc_groups *g = r->groups;
    for (size_t k = 0; k < g->count; k++) {
        if (gvc_cli_list_has(&g->members[k], country)) {
            bool again = strcmp(g->names[k], group) == 0;
            return gvc_cli_wrong(r->app, "reading %s:%ld: %s is %s %s already%s", r->path,
                                 r->number, country, r->names ? "called" : "in the group",
                                 g->names[k],
                                 again || r->names ? "" : "; it belongs to one group at most");
        }
    }
    gvc_list *members = gvc_cli_group(g, group, strlen(group));
    r->added = members != NULL && gvc_cli_list_add(members, country, strlen(country));
    return r->added ? GVC_EXIT_DONE : gvc_cli_nomem(r->app);
}

static int read_line(list_reader *r, char *line, size_t length)
{
    char expected[64];
    snprintf(expected, sizeof expected, "expected two columns, %s", r->lines);
    if (strlen(line) != length) {
        return refuse(r, "holds a NUL byte; expected text in lines");
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
    const char *second = r->names ? "name" : "group";
    second = r->also != NULL && (strcasecmp(one, r->also) == 0 || strcasecmp(two, r->also) == 0)
                 ? r->also
                 : second;
    if (first && strcasecmp(one, r->member) == 0 && strcasecmp(two, second) == 0) {
        return GVC_EXIT_DONE;
    }
    if (first && strcasecmp(one, second) == 0 && strcasecmp(two, r->member) == 0) {
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
        code = r->number > MOST_LINES ? refuse(r, "far more lines than there can be members")
                                      : read_line(r, line, (size_t)length);
    }
    if (code == GVC_EXIT_DONE && ferror(file)) {
        code = gvc_cli_wrong(r->app, "reading %s: %s", r->path, strerror(errno));
    } else if (code == GVC_EXIT_DONE && !r->added) {
        code = gvc_cli_wrong(r->app, "reading %s: %s, expected lines %s", r->path,
                             r->any ? "has nothing below its header" : "is empty", r->lines);
    }
    free(line);
    return code;
}

static int read_file(list_reader r)
{
    gvc_app *app = r.app;
    const char *path = r.path;
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
        code = gvc_cli_wrong(app, "reading %s: is not a regular file; expected one with lines %s",
                             path, r.lines);
    } else if (status.st_size > MOST_BYTES) {
        code = gvc_cli_wrong(app, "reading %s: is larger than %d MiB, expected lines %s", path,
                             MOST_BYTES >> 20, r.lines);
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
    gvc_settings *set = &app->set;
    gvc_groups *g = &set->groups;
    int code = GVC_EXIT_DONE;
    if (set->groups_file != NULL) {
        code = read_file((list_reader){.app = app,
                                       .path = set->groups_file,
                                       .groups = g,
                                       .member = "country",
                                       .lines = "COUNTRY,GROUP"});
    }
    if (code == GVC_EXIT_DONE && set->sector_groups_file != NULL) {
        code = read_file((list_reader){.app = app,
                                       .path = set->sector_groups_file,
                                       .groups = &set->sector_groups,
                                       .member = "sector",
                                       .lines = "SECTOR,GROUP"});
    }
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

int gvc_cli_names_ready(gvc_app *app)
{
    return app->set.names_file == NULL ? GVC_EXIT_DONE
                                       : read_file((list_reader){.app = app,
                                                                 .path = app->set.names_file,
                                                                 .groups = &app->set.file_names,
                                                                 .member = "code",
                                                                 .lines = "CODE,NAME",
                                                                 .names = true});
}

int gvc_cli_blocs_ready(gvc_app *app)
{
    gvc_settings *set = &app->set;
    gvc_groups *g = &set->blocs;
    int code = set->blocs_file == NULL ? GVC_EXIT_DONE
                                       : read_file((list_reader){.app = app,
                                                                 .path = set->blocs_file,
                                                                 .groups = g,
                                                                 .member = "country",
                                                                 .also = "bloc",
                                                                 .lines = "COUNTRY,BLOC"});
    for (size_t k = 0; k < g->count; k++) {
        set->bloc_count += (gvc_idx)g->members[k].count;
    }
    set->bloc_views = calloc((size_t)set->bloc_count + 1, sizeof *set->bloc_views);
    if (set->bloc_views == NULL) {
        return gvc_cli_nomem(app);
    }
    for (size_t k = 0, at = 0; k < g->count; k++) {
        for (size_t i = 0; i < g->members[k].count; i++) {
            set->bloc_views[at++] = (gvc_bloc){g->members[k].items[i], g->names[k]};
        }
    }
    return code;
}

/* Members of a group that is built in, as the table calls them. */
static int fill_built_in(gvc_app *app, const gvc_table *t, gvc_groups *g, size_t i)
{
    const char *name = g->names[i];
    gvc_map *map = NULL;
    gvc_status s = gvc_map_read(app->ctx, &map, t, GVC_COUNTRY, &name, 1);
    if (s != GVC_OK) {
        return gvc_cli_failed(app, s);
    }
    int code = GVC_EXIT_DONE;
    for (gvc_idx k = 0; k < map->count && code == GVC_EXIT_DONE; k++) {
        const char *member = map->entries[k].from;
        if (!gvc_cli_list_add(&g->members[i], member, strlen(member))) {
            code = gvc_cli_nomem(app);
        }
    }
    if (map->notes != NULL) {
        gvc_cli_say(app, "%s", map->notes);
    }
    gvc_map_free(map);
    g->views[i].members = (const char *const *)g->members[i].items;
    return code;
}

int gvc_cli_groups_fill(gvc_app *app, const gvc_table *t)
{
    gvc_groups *g = &app->set.groups;
    int code = GVC_EXIT_DONE;
    bool any = false;
    for (size_t i = 0; i < g->count && code == GVC_EXIT_DONE; i++) {
        if (g->members[i].count == 0) {
            code = fill_built_in(app, t, g, i);
            any = true;
        }
    }
    for (const gvc_filter *f = gvc_cli_filters; any && f->key != NULL && code == GVC_EXIT_DONE;
         f++) {
        code = gvc_cli_groups_check(app, f);
    }
    return code;
}

gvc_sector_group *gvc_cli_sector_groups(const gvc_settings *set, gvc_idx *count)
{
    const gvc_groups *g = &set->sector_groups;
    gvc_idx at = 0;
    *count = 0;
    for (size_t k = 0; k < g->count; k++) {
        *count += (gvc_idx)g->members[k].count;
    }
    gvc_sector_group *all = calloc((size_t)*count + 1, sizeof *all);
    for (size_t k = 0; all != NULL && k < g->count; k++) {
        for (size_t i = 0; i < g->members[k].count; i++) {
            all[at++] = (gvc_sector_group){g->members[k].items[i], g->names[k]};
        }
    }
    return all;
}

int gvc_cli_groups_check(gvc_app *app, const gvc_filter *filter)
{
    const gvc_groups *g = filter->axis == GVC_SECTOR ? &app->set.sector_groups : &app->set.groups;
    const gvc_list *labels = gvc_cli_filter_list(&app->set, filter);
    const char *option = gvc_cli_filter_option(app, filter);
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
