/* state.c - the folder of a run, beside its target: parts that are whole, and nothing else that
 * matters
 *
 * A process writes a part under a temporary name and renames it, so a part that is there is whole.
 * The panel is made in the folder too and renamed out of it. So a run may be killed at any moment:
 * the next one clears away temporary files and goes on. A part that was damaged since is made
 * again. The file `done` says that the target is whole, and with which exit code; only the clearing
 * was left. */
#define _DEFAULT_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"

static const char done[] = "done", lock_file[] = "lock";

bool gvc_batch_is_there(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

static int failed(gvc_batch *b, const char *doing, const char *path)
{
    return gvc_cli_wrong(b->app, "%s %s: %s", doing, path, strerror(errno));
}

static int make_folder(gvc_batch *b, const char *path)
{
    struct stat info;
    if (mkdir(path, 0777) == 0 ||
        (errno == EEXIST && stat(path, &info) == 0 && S_ISDIR(info.st_mode))) {
        return GVC_EXIT_DONE;
    }
    return failed(b, "making the folder", path);
}

/* The lock of a process goes with it, however it ends, and its children do not have it. 0, or why
 * not. */
static int try_lock(int file)
{
    struct flock whole = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int result;
    do {
        result = fcntl(file, F_SETLK, &whole);
    } while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

/* Is the file still the one of that name? The run before may have cleared it away meanwhile. */
static bool is_current(int file, const char *path)
{
    struct stat open, named;
    return fstat(file, &open) == 0 && stat(path, &named) == 0 && open.st_dev == named.st_dev &&
           open.st_ino == named.st_ino;
}

static int refuse_lock(gvc_batch *b, const char *path, int reason)
{
    if (reason == EACCES || reason == EAGAIN) {
        return gvc_cli_wrong(b->app,
                             "%s: another run is at work there; wait for it, or write to "
                             "another file",
                             b->state);
    }
    if (reason == ENOLCK || reason == EINVAL || reason == ENOSYS) {
        gvc_cli_say(b->app,
                    "warning: %s cannot be locked here (%s): take care that no other run "
                    "writes to the same file",
                    path, strerror(reason));
        return GVC_EXIT_DONE;
    }
    errno = reason;
    return failed(b, "locking", path);
}

static int lock(gvc_batch *b)
{
    char *path = gvc_cli_format("%s/%s", b->state, lock_file);
    int code = path == NULL ? gvc_cli_nomem(b->app) : GVC_EXIT_DONE;
    for (bool held = false; code == GVC_EXIT_DONE && !held;) {
        code = make_folder(b, b->state);
        int file = code == GVC_EXIT_DONE ? open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666) : -1;
        if (file < 0) {
            code = code != GVC_EXIT_DONE || errno == ENOENT ? code : failed(b, "opening", path);
            continue;
        }
        int reason = try_lock(file);
        held = reason != 0 || is_current(file, path);
        code = reason == 0 ? code : refuse_lock(b, path, reason);
        if (held && code == GVC_EXIT_DONE) {
            b->lock = file;
        } else {
            close(file);
        }
    }
    free(path);
    return code;
}

static bool ends_with(const char *name, const char *tail)
{
    size_t length = strlen(name), of_tail = strlen(tail);
    return length > of_tail && strcmp(name + length - of_tail, tail) == 0;
}

/* "...-0123456789abcdef.h5", as name.c makes it. */
static bool is_part(const char *name)
{
    enum { DIGITS = 16 };
    const char *dash = strrchr(name, '-');
    return dash != NULL && strspn(dash + 1, "0123456789abcdef") == DIGITS &&
           dash[1 + DIGITS] == '.';
}

/* Removes what a run made there; temporary: only what nobody finished. Whatever else lies in the
 * folder stays. */
static bool clear(const gvc_batch *b, bool temporary)
{
    DIR *folder = opendir(b->state);
    bool good = folder != NULL;
    struct dirent *entry;
    while (folder != NULL && (entry = readdir(folder)) != NULL) {
        const char *name = entry->d_name;
        bool unfinished = ends_with(name, ".part") || strcmp(name, gvc_cli_base(b->target)) == 0;
        if (!unfinished && (temporary || !is_part(name))) {
            continue;
        }
        char *path = gvc_cli_format("%s/%s", b->state, name);
        good = path != NULL && (unlink(path) == 0 || errno == EISDIR) && good;
        free(path);
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return good;
}

/* The folder goes, `done` last: until then everything is there to be gone through again. */
static void remove_folder(gvc_batch *b)
{
    char *mark = gvc_cli_format("%s/%s", b->state, done),
         *locked = gvc_cli_format("%s/%s", b->state, lock_file);
    if (clear(b, false) && mark != NULL && locked != NULL) {
        unlink(locked);
        unlink(mark);
        rmdir(b->state);
        b->cleared = true;
    }
    free(mark);
    free(locked);
}

/* The code that the run ends with and the names of all parts: what was to be done. */
static char *all_parts(const gvc_batch *b, int ends)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out != NULL) {
        fprintf(out, "exit %d\n", ends);
    }
    for (size_t i = 0; out != NULL && i < b->count; i++) {
        fprintf(out, "%s\n", gvc_cli_base(b->items[i].part));
    }
    return out != NULL && fclose(out) == 0 ? text : NULL;
}

/* Was this very work finished, but for the clearing? *ends: the code it ended with. */
static bool was_finished(const gvc_batch *b, int *ends)
{
    char *mark = gvc_cli_format("%s/%s", b->state, done);
    FILE *file = mark == NULL ? NULL : fopen(mark, "r");
    bool told = file != NULL && fscanf(file, "exit %d\n", ends) == 1;
    char *parts = told ? all_parts(b, *ends) : NULL;
    size_t length = parts == NULL ? 0 : strlen(parts);
    char *text = malloc(length + 2);
    bool same = parts != NULL && text != NULL && fseek(file, 0, SEEK_SET) == 0 &&
                fread(text, 1, length + 1, file) == length && memcmp(text, parts, length) == 0;
    if (file != NULL) {
        fclose(file);
        if (!same) {
            unlink(mark);
        }
    }
    free(text);
    free(mark);
    free(parts);
    return same;
}

/* Without a note all of a result is read: what is damaged is found now, not when the panel is made.
 */
static bool reads_whole(gvc_batch *b, const gvc_batch_item *item)
{
    gvc_result *r = NULL;
    gvc_status s = gvc_result_read(b->app->ctx, &r, item->part);
    gvc_result_free(r);
    return s == GVC_OK || s == GVC_ENOMEM || s == GVC_ECANCELLED;
}

/* What a part that is there says: its year, where the table did not say it beforehand, and whether
 * there were warnings. False: it is damaged, and of no use. */
static bool look_into(gvc_batch *b, gvc_batch_item *item)
{
    int code = GVC_EXIT_DONE;
    gvc_batch_noted noted = gvc_batch_read_note(item, &code);
    bool result = b->measures && gvc_cli_writes("hdf5", item->part, NULL);
    gvc_result *r = NULL;
    item->warned = code == GVC_EXIT_CHECK;
    if (noted == GVC_BATCH_DAMAGED) {
        return false;
    }
    if (!result) {
        return noted == GVC_BATCH_AS_NOTED || !b->app->set.strict; /* else nobody knows */
    }
    if ((noted == GVC_BATCH_NO_NOTE && !reads_whole(b, item)) ||
        gvc_result_read_frame(b->app->ctx, &r, item->part) != GVC_OK) {
        return false;
    }
    const char *warnings = gvc_result_text(r, "warnings");
    item->year = item->year == 0 ? gvc_result_number(r, 0, 0) : item->year;
    item->warned = warnings != NULL && warnings[0] != '\0';
    gvc_result_free(r);
    return true;
}

static int name_files(gvc_batch *b, gvc_batch_item *item)
{
    item->part = gvc_batch_part_name(b, item);
    if (b->folder && item->part != NULL) {
        item->target = gvc_cli_format("%s/%s%s", b->target, item->stem, strrchr(item->part, '.'));
    }
    if (item->part == NULL || (b->folder && item->target == NULL)) {
        return gvc_cli_nomem(b->app);
    }
    return b->folder ? gvc_batch_spare_inputs(b, item->target) : GVC_EXIT_DONE;
}

/* Which items are done. */
static int look(gvc_batch *b)
{
    for (size_t i = 0; i < b->count; i++) {
        gvc_batch_item *item = &b->items[i];
        int code = name_files(b, item);
        if (code != GVC_EXIT_DONE) {
            return code;
        }
        bool there = gvc_batch_is_there(item->part);
        item->before = there && look_into(b, item);
        item->state = item->before ? GVC_BATCH_DONE : GVC_BATCH_WAITING;
        if (there && !item->before) {
            gvc_batch_drop_part(item);
        }
    }
    return GVC_EXIT_DONE;
}

static bool targets_are_there(const gvc_batch *b)
{
    bool there = b->folder || gvc_batch_is_there(b->target);
    for (size_t i = 0; b->folder && i < b->count; i++) {
        there = there && gvc_batch_is_there(b->items[i].target);
    }
    return there;
}

int gvc_batch_open_state(gvc_batch *b, bool *finished)
{
    int code = b->folder ? make_folder(b, b->target) : GVC_EXIT_DONE;
    if (code == GVC_EXIT_DONE) {
        code = lock(b);
    }
    if (code == GVC_EXIT_DONE && !clear(b, true)) {
        code = failed(b, "clearing", b->state);
    }
    if (code == GVC_EXIT_DONE) {
        code = look(b);
    }
    int ends = GVC_EXIT_DONE;
    *finished = code == GVC_EXIT_DONE && was_finished(b, &ends) && targets_are_there(b);
    if (*finished) {
        remove_folder(b);
        return ends;
    }
    for (size_t i = 0; code == GVC_EXIT_DONE && i < b->count; i++) {
        if (b->items[i].before) {
            code = gvc_batch_publish(b, &b->items[i]);
        }
    }
    return code;
}

static void sync_folder(const char *path)
{
    int folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        fsync(folder);
        close(folder);
    }
}

/* Two names for one file, so that it is both where it belongs and known to be done. Where a file
 * system has no such thing, it only goes where it belongs, and a later run makes it again. */
int gvc_batch_publish(gvc_batch *b, const gvc_batch_item *item)
{
    if (!b->folder) {
        return GVC_EXIT_DONE;
    }
    char *name = gvc_cli_format("%s.link.part", item->part);
    if (name == NULL) {
        return gvc_cli_nomem(b->app);
    }
    bool linked = link(item->part, name) == 0;
    int code = rename(linked ? name : item->part, item->target) == 0
                   ? GVC_EXIT_DONE
                   : failed(b, "writing", item->target);
    if (linked) {
        unlink(name); /* there still where both were one file already */
    }
    free(name);
    return code;
}

static int mark_done(gvc_batch *b, int ends)
{
    char *mark = gvc_cli_format("%s/%s", b->state, done), *parts = all_parts(b, ends);
    char *made = gvc_cli_format("%s/done.part", b->state);
    FILE *file = mark == NULL || made == NULL || parts == NULL ? NULL : fopen(made, "w");
    bool good = file != NULL && fputs(parts, file) >= 0;
    good = file != NULL && fclose(file) == 0 && good && rename(made, mark) == 0;
    int code = good ? GVC_EXIT_DONE : failed(b, "writing", b->state);
    free(mark);
    free(made);
    free(parts);
    return code;
}

int gvc_batch_finish(gvc_batch *b, const char *made, int ends)
{
    if (made != NULL && rename(made, b->target) != 0) {
        return failed(b, "writing", b->target);
    }
    int code = mark_done(b, ends);
    if (code == GVC_EXIT_DONE) {
        char *folder = b->folder ? strdup(b->target) : gvc_cli_format("%s/..", b->state);
        if (folder != NULL) {
            sync_folder(folder);
        }
        free(folder);
        remove_folder(b);
    }
    return code;
}

/* A folder in which nothing was done is of no use to a later run. */
void gvc_batch_close_state(gvc_batch *b)
{
    char *locked = gvc_cli_format("%s/%s", b->state, lock_file);
    if (b->lock >= 0) {
        if (!b->cleared && locked != NULL) {
            unlink(locked);
            rmdir(b->state);
        }
        close(b->lock);
        b->lock = -1;
    }
    free(locked);
}

int gvc_batch_spare_inputs(gvc_batch *b, const char *target)
{
    struct stat info;
    if (stat(target, &info) != 0) {
        return GVC_EXIT_DONE;
    }
    if (!S_ISREG(info.st_mode)) {
        return gvc_cli_usage(b->app, "--output: %s is there and is no file",
                             b->folder ? target : b->app->set.output);
    }
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i].inode == info.st_ino && b->items[i].device == info.st_dev) {
            return gvc_cli_usage(b->app, "--output: %s is a table that is read; name another %s",
                                 b->folder ? target : b->app->set.output,
                                 b->folder ? "folder" : "file");
        }
    }
    return gvc_cli_spares(b->app, "output", target, NULL);
}
