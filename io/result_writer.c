/* result_writer.c - a sink that is a file: opened at `begin`, there at the commit, whole or not at
 * all
 */
#include <unistd.h>

#include "result/build.h"
#include "result/order.h"
#include "writers/registry.h"

struct gvc_result_writer {
    const gvc_writer *writer;
    gvc_write_options options;
    char *path;
    gvc_output *out; /* of a text writer */
    char *part;      /* of one that makes the file itself, and its state */
    void *state;
    gvc_collector *whole; /* of a writer that needs the whole result */
    gvc_arrivals came;
    gvc_idx year; /* cells of one year */
    bool ended;
};

gvc_status gvc_result_writer_open(gvc_ctx *ctx, gvc_result_writer **out, const char *path,
                                  const gvc_write_options *options)
{
    static const gvc_write_options defaults = GVC_WRITE_OPTIONS_INIT;
    const gvc_writer *writer = NULL;
    options = options == NULL ? &defaults : options;
    gvc_status s = gvc_write_options_check(ctx, options);
    if (s == GVC_OK) {
        s = gvc_writer_choose(ctx, &writer, path, options->format);
    }
    if (s == GVC_OK) {
        s = gvc_writer_check_sort(ctx, writer, path, options);
    }
    if (s != GVC_OK) {
        return s;
    }
    gvc_result_writer *w = gvc_calloc(1, sizeof *w);
    char *copy = gvc_strdup(path);
    if (w == NULL || copy == NULL) {
        gvc_release(w);
        gvc_release(copy);
        return gvc_fail_memory(ctx, sizeof *w, "a writer");
    }
    *w = (gvc_result_writer){.writer = writer, .options = *options, .path = copy};
    *out = w;
    return GVC_OK;
}

/* HDF5 does not know what the file will be called. */
static gvc_status name_file(gvc_ctx *ctx, const gvc_result_writer *w, gvc_status s)
{
    return s == GVC_EIO ? gvc_fail_in(ctx, s, "writing %s", w->path) : s;
}

static gvc_status begin_file(gvc_ctx *ctx, gvc_result_writer *w, const gvc_result *frame)
{
    gvc_status s = gvc_part_start(ctx, &w->part, w->path);
    return s != GVC_OK
               ? s
               : name_file(ctx, w,
                           w->writer->file->begin(ctx, &w->state, frame, w->part, &w->options));
}

static bool wants_all(const gvc_result_writer *w)
{
    return w->writer->text != NULL || w->writer->whole || gvc_writer_sorts(&w->options);
}

static gvc_status begin(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_result_writer *w = user;
    w->came.all = gvc_result_cells(frame);
    w->year = gvc_result_ndims(frame) > 0 ? w->came.all / gvc_result_extent(frame, 0) : 0;
    if (wants_all(w)) {
        gvc_status s = gvc_collector_new(ctx, &w->whole);
        gvc_sink sink = gvc_collector_sink(w->whole);
        return s == GVC_OK ? sink.begin(ctx, frame, sink.user) : s;
    }
    if (w->writer->file != NULL) {
        return begin_file(ctx, w, frame);
    }
    gvc_status s = gvc_output_open(ctx, &w->out, w->path);
    if (s == GVC_OK) {
        w->writer->head(frame, w->out);
    }
    return s;
}

static gvc_status piece(gvc_ctx *ctx, const gvc_result *r, gvc_idx along, gvc_idx first, void *user)
{
    gvc_result_writer *w = user;
    gvc_idx done = w->came.cells;
    gvc_status s = gvc_arrivals_add(ctx, &w->came, r, along, first);
    if (s != GVC_OK) {
        return s;
    }
    if (wants_all(w)) {
        gvc_sink sink = gvc_collector_sink(w->whole);
        return sink.piece(ctx, r, along, first, sink.user);
    }
    if (w->writer->file != NULL) {
        return name_file(ctx, w, w->writer->file->piece(ctx, w->state, r));
    }
    return w->writer->rows(ctx, r, w->out, done, w->came.all);
}

gvc_status gvc_result_writer_adopt(gvc_ctx *ctx, gvc_result_writer *w, const char *path, gvc_idx at,
                                   bool *taken)
{
    const gvc_file_writer *file = w->writer->file;
    *taken = false;
    if (file == NULL || file->adopt == NULL || w->state == NULL || wants_all(w)) {
        return GVC_OK;
    }
    gvc_status s = name_file(ctx, w, file->adopt(ctx, w->state, path, at, taken));
    w->came.cells += *taken ? w->year : 0;
    return s;
}

static gvc_status write_text(gvc_ctx *ctx, gvc_result_writer *w, const gvc_result *r)
{
    gvc_status s = gvc_output_open(ctx, &w->out, w->path);
    if (s != GVC_OK || w->writer->text != NULL) {
        return s == GVC_OK ? w->writer->text(ctx, r, w->out, &w->options) : s;
    }
    w->writer->head(r, w->out);
    return w->writer->rows(ctx, r, w->out, 0, gvc_result_cells(r));
}

static gvc_status write_file(gvc_ctx *ctx, gvc_result_writer *w, const gvc_result *r)
{
    gvc_status s = begin_file(ctx, w, r);
    if (s == GVC_OK) {
        s = name_file(ctx, w, w->writer->file->piece(ctx, w->state, r));
    }
    return s == GVC_OK ? name_file(ctx, w, w->writer->file->end(ctx, w->state, r)) : s;
}

/* Now that all is there. */
static gvc_status write_whole(gvc_ctx *ctx, gvc_result_writer *w, const gvc_result *frame)
{
    gvc_sink sink = gvc_collector_sink(w->whole);
    gvc_status s = sink.end(ctx, frame, sink.user);
    gvc_result *r = s == GVC_OK ? gvc_collector_take(w->whole) : NULL;
    if (s == GVC_OK && gvc_writer_sorts(&w->options)) {
        s = gvc_result_sort(ctx, r, w->options.sort, w->options.ascending, w->options.top);
    }
    if (s == GVC_OK) {
        s = w->writer->file == NULL ? write_text(ctx, w, r) : write_file(ctx, w, r);
    }
    gvc_result_free(r);
    return s;
}

static gvc_status end(gvc_ctx *ctx, const gvc_result *frame, void *user)
{
    gvc_result_writer *w = user;
    gvc_status s = gvc_arrivals_end(ctx, &w->came);
    if (s == GVC_OK && wants_all(w)) {
        s = write_whole(ctx, w, frame);
    } else if (s == GVC_OK && w->writer->file != NULL) {
        s = name_file(ctx, w, w->writer->file->end(ctx, w->state, frame));
    }
    w->ended = s == GVC_OK;
    return s;
}

gvc_sink gvc_result_writer_sink(gvc_result_writer *w)
{
    return (gvc_sink){begin, piece, end, w};
}

/* Of `out` and `part` there is at most one. */
static gvc_status finish(gvc_ctx *ctx, gvc_result_writer *w)
{
    gvc_status s = GVC_OK;
    if (w->part != NULL) {
        s = gvc_part_finish(ctx, GVC_OK, w->part, w->path);
        w->part = NULL;
        return s;
    }
    s = gvc_progress_last(ctx, "writing the result");
    if (s == GVC_OK) {
        s = gvc_output_commit(ctx, w->out);
        w->out = NULL;
    }
    return s;
}

gvc_status gvc_result_writer_commit(gvc_ctx *ctx, gvc_result_writer *w)
{
    gvc_status s = w->ended ? finish(ctx, w)
                            : gvc_fail(ctx, GVC_EARG,
                                       "writing %s: the result has not come to its end", w->path);
    gvc_result_writer_abandon(w);
    return s;
}

void gvc_result_writer_abandon(gvc_result_writer *w)
{
    if (w == NULL) {
        return;
    }
    if (w->writer->file != NULL) {
        w->writer->file->release(w->state);
    }
    if (w->part != NULL) {
        unlink(w->part);
    }
    gvc_output_abandon(w->out);
    gvc_collector_free(w->whole);
    gvc_release(w->part);
    gvc_release(w->path);
    gvc_release(w);
}
