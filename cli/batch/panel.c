/* panel.c - parts become the panel; results of other runs, shards above all, too */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "batch.h"

typedef struct parts {
    gvc_app *app;
    const char *const *paths;
    const char *const *names;
    bool fresh; /* made by this run: how each was made is in the record of the panel */
    gvc_result_writer *writer;
} parts;

static gvc_status load(gvc_ctx *ctx, gvc_result **out, gvc_idx i, bool frame, void *user)
{
    const parts *p = user;
    static const char *const dropped[] = {"history", "command_line", "shard", "options"};
    gvc_status s = frame ? gvc_result_read_frame(ctx, out, p->paths[i])
                         : gvc_result_read(ctx, out, p->paths[i]);
    for (size_t k = 0; k < (p->fresh ? 4u : 3u) && s == GVC_OK; k++) {
        s = gvc_result_set_text(ctx, *out, dropped[k], NULL);
    }
    return s;
}

static gvc_status adopt(gvc_ctx *ctx, gvc_idx i, gvc_idx at, bool *taken, void *user)
{
    const parts *p = user;
    return p->fresh ? gvc_result_writer_adopt(ctx, p->writer, p->paths[i], at, taken) : GVC_OK;
}

static const char *name(gvc_idx i, void *user)
{
    const parts *p = user;
    return p->names[i];
}

/* Hands the panel on with the record of this command. */
typedef struct recorder {
    gvc_app *app;
    gvc_sink to;
    char *options, *shard; /* NULL: none */
    bool warned;
} recorder;

static gvc_status record(gvc_ctx *ctx, gvc_result **out, const gvc_result *frame, const recorder *r)
{
    gvc_status s = gvc_result_copy(ctx, out, frame);
    const struct {
        const char *name, *text;
    } texts[] = {{"command_line", r->app->line},
                 {"options", r->options},
                 {"history", r->app->line},
                 {"shard", r->shard}};
    for (size_t k = 0; k < sizeof texts / sizeof texts[0] && s == GVC_OK; k++) {
        if (texts[k].text != NULL) {
            s = gvc_result_set_text(ctx, *out, texts[k].name, texts[k].text);
        }
    }
    return s;
}

static gvc_status begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    recorder *r = user;
    gvc_result *copy = NULL;
    const char *warnings = gvc_result_text(frame, "warnings");
    r->warned = warnings != NULL && warnings[0] != '\0';
    gvc_status s = record(ctx, &copy, frame, r);
    if (s == GVC_OK) {
        s = r->to.begin(ctx, copy, r->to.user);
    }
    gvc_result_free(copy);
    return s;
}

static gvc_status piece(gvc_ctx *ctx, const gvc_result *p, gvc_idx along, gvc_idx first, void *user)
{
    recorder *r = user;
    return r->to.piece(ctx, p, along, first, r->to.user);
}

static gvc_status end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    recorder *r = user;
    gvc_result *copy = NULL;
    gvc_status s = record(ctx, &copy, frame, r);
    if (s == GVC_OK) {
        s = r->to.end(ctx, copy, r->to.user);
    }
    gvc_result_free(copy);
    return s;
}

/* Joins into the file `made`; how it is written is what the options say of the target. */
static int join(parts *p, gvc_idx count, recorder *r, const char *made)
{
    gvc_app *app = p->app;
    gvc_write_options options;
    gvc_result_writer *writer = NULL;
    const char *target;
    int code = gvc_cli_target(app, &target, &options);
    if (code != GVC_EXIT_DONE) {
        return code;
    }
    gvc_status s = gvc_result_writer_open(app->ctx, &writer, made, &options);
    if (s == GVC_OK) {
        const gvc_join_parts joined = {count, load, name, p, adopt};
        p->writer = writer;
        const gvc_sink sink = {begin, piece, end, r};
        r->to = gvc_result_writer_sink(writer);
        s = gvc_result_join(app->ctx, &joined, &sink);
        gvc_cli_progress_clear(app);
        if (s == GVC_OK) {
            s = gvc_result_writer_commit(app->ctx, writer);
        } else {
            gvc_result_writer_abandon(writer);
        }
    }
    return s == GVC_OK     ? GVC_EXIT_DONE
           : s == GVC_EARG ? gvc_cli_wrong(app, "%s", gvc_ctx_error(app->ctx))
                           : gvc_cli_failed(app, s);
}

static int strict(const recorder *r, int code)
{
    return code == GVC_EXIT_DONE && r->app->set.strict && r->warned ? GVC_EXIT_CHECK : code;
}

/* Options in full, as a part has them: but for what is its own. */
static char *options_of(gvc_batch *b)
{
    gvc_result *r = NULL;
    if (gvc_result_read_frame(b->app->ctx, &r, b->items[0].part) != GVC_OK) {
        return NULL;
    }
    const char *text = gvc_result_text(r, "options");
    json_t *object = text == NULL ? json_object() : json_loads(text, 0, NULL);
    json_object_del(object, "year");
    json_object_set_new(object, "output", json_string(gvc_cli_base(b->target)));
    char *edited = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    gvc_result_free(r);
    return edited;
}

int gvc_batch_panel(gvc_batch *b)
{
    const char **paths = calloc(2 * b->count + 1, sizeof *paths), **names = paths + b->count;
    char *made = gvc_cli_format("%s/%s", b->state, gvc_cli_base(b->target));
    recorder r = {.app = b->app, .options = options_of(b)};
    r.shard = b->shards > 1 ? gvc_cli_format("%d/%d", b->shard, b->shards) : NULL;
    int code =
        paths == NULL || made == NULL || r.options == NULL ? gvc_cli_nomem(b->app) : GVC_EXIT_DONE;
    for (size_t i = 0; code == GVC_EXIT_DONE && i < b->count; i++) {
        paths[i] = b->items[i].part;
        names[i] = b->items[i].name;
    }
    if (code == GVC_EXIT_DONE) {
        parts p = {b->app, paths, names, true, NULL};
        code = join(&p, (gvc_idx)b->count, &r, made);
    }
    if (code == GVC_EXIT_DONE) {
        code = gvc_batch_finish(b, made, strict(&r, code));
    }
    b->app->written = code == GVC_EXIT_DONE ? b->app->set.output : NULL;
    free(r.options);
    free(r.shard);
    free(made);
    free(paths);
    return strict(&r, code);
}

/* ---- gvc batch merge --------------------------------------------------------------------------
 */

/* All shards of a run, or none. */
static int check_shards(gvc_app *app, const gvc_list *files)
{
    int found = 0, of = 0;
    char seen[4096] = "";
    for (size_t i = 0; i < files->count; i++) {
        gvc_result *r = NULL;
        gvc_status s = gvc_result_read_frame(app->ctx, &r, files->items[i]);
        if (s != GVC_OK) {
            return gvc_cli_failed(app, s);
        }
        const char *shard = gvc_result_text(r, "shard");
        int at = 0, all = 0;
        if (shard != NULL && sscanf(shard, "%d/%d", &at, &all) == 2 && at > 0 && at <= all &&
            all < (int)sizeof seen) {
            of = all > of ? all : of;
            found += seen[at] == 0;
            seen[at] = 1;
        }
        gvc_result_free(r);
    }
    for (int at = 1; at <= of && found < of; at++) {
        if (seen[at] == 0) {
            return gvc_cli_wrong(app, "shard %d of %d is missing (%d of them are here)", at, of,
                                 found);
        }
    }
    return GVC_EXIT_DONE;
}

int gvc_batch_merge(gvc_app *app)
{
    const gvc_list *files = &app->set.files;
    const char *target = NULL;
    gvc_write_options write;
    if (files->count == 0 || app->set.output == NULL) {
        return gvc_cli_usage(app, files->count == 0 ? "no result given"
                                                    : "no file to write: give -o FILE.h5");
    }
    int code = gvc_cli_target(app, &target, &write);
    if (code == GVC_EXIT_DONE) {
        code = gvc_cli_spares_inputs(app, "result");
    }
    if (code == GVC_EXIT_DONE) {
        code = check_shards(app, files);
    }
    recorder r = {.app = app};
    if (code == GVC_EXIT_DONE) {
        const char *const *paths = (const char *const *)files->items;
        parts p = {app, paths, paths, false, NULL};
        code = join(&p, (gvc_idx)files->count, &r, target);
    }
    if (code == GVC_EXIT_DONE) {
        app->written = strcmp(target, "-") == 0 ? NULL : target;
    }
    return strict(&r, code);
}
