/* report.c - a line a table, a line of progress, and what failed */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"

static void print(gvc_batch *b, const gvc_batch_item *item, const char *text, size_t length)
{
    gvc_cli_progress_clear(b->app);
    fputs("gvc batch: ", stderr);
    gvc_cli_print(stderr, item->name, strlen(item->name));
    fputs(": ", stderr);
    gvc_cli_print(stderr, text, length);
    fputc('\n', stderr);
}

/* What the process printed: warnings and the like are handed on, its last other line is why it
 * failed. */
void gvc_batch_relay(gvc_batch *b, gvc_batch_item *item)
{
    char *prefix = gvc_cli_format("gvc %s: ", b->inner->name);
    size_t skip = prefix == NULL ? 0 : strlen(prefix);
    const char *error = NULL;
    size_t error_length = 0;
    for (const char *at = item->said; at != NULL && *at != '\0';) {
        size_t length = strcspn(at, "\n");
        bool ours = prefix != NULL && strncmp(at, prefix, skip) == 0;
        const char *text = ours ? at + skip : at;
        size_t rest = length - (size_t)(text - at);
        bool warning = strncmp(text, "warning: ", 9) == 0;
        if (!b->app->set.quiet && (warning || (ours && b->app->set.verbose > 0))) {
            print(b, item, text, rest);
        }
        if (ours && !warning) {
            error = text;
            error_length = rest;
        } else if (!ours && error == NULL && strncmp(at, "try ", 4) != 0) {
            error = text;
            error_length = rest;
        }
        at += length + (at[length] == '\n');
    }
    if (item->error == NULL && error != NULL) {
        item->error = gvc_cli_format("%.*s", (int)error_length, error);
    }
    free(prefix);
}

/* What is wrong with the command is wrong for every table, and is said once. */
static bool was_said(const gvc_batch *b, const gvc_batch_item *item)
{
    for (size_t i = 0; i < b->count; i++) {
        const gvc_batch_item *other = &b->items[i];
        if (other != item && other->state == GVC_BATCH_FAILED && other->error != NULL &&
            item->error != NULL && strcmp(other->error, item->error) == 0) {
            return true;
        }
    }
    return false;
}

void gvc_batch_say_item(gvc_batch *b, const gvc_batch_item *item)
{
    if (item->state == GVC_BATCH_FAILED) {
        const char *error = item->error == NULL ? "failed without a word" : item->error;
        if (!was_said(b, item)) {
            print(b, item, error, strlen(error));
        }
    } else if (!b->app->set.quiet) {
        char year[16] = "";
        snprintf(year, sizeof year, "%d", item->year);
        bool said = item->year == 0 || strstr(item->name, year) != NULL;
        char *text = gvc_cli_format("%s%s%.2f s, %.0f MB", said ? "" : year, said ? "" : ", ",
                                    item->seconds, (double)item->peak / 1e6);
        if (text != NULL) {
            print(b, item, text, strlen(text));
        }
        free(text);
    }
}

/* "1 h 05 min", "3 min", "20 s" */
static void duration(char *text, size_t size, double seconds)
{
    long s = (long)(seconds + 0.5);
    if (s >= 3600) {
        snprintf(text, size, "%ld h %02ld min", s / 3600, s / 60 % 60);
    } else if (s >= 120) {
        snprintf(text, size, "%ld min", (s + 30) / 60);
    } else {
        snprintf(text, size, "%ld s", s);
    }
}

void gvc_batch_say_progress(gvc_batch *b, double elapsed)
{
    gvc_progress_line *p = &b->app->progress;
    double made = 0, left = 0;
    size_t ended = 0;
    int running = 0;
    for (size_t i = 0; i < b->count; i++) {
        const gvc_batch_item *item = &b->items[i];
        double size = item->file + 1;
        bool over = item->state == GVC_BATCH_DONE || item->state == GVC_BATCH_FAILED;
        ended += over;
        running += item->state == GVC_BATCH_RUNNING;
        made += over && !item->before ? size : 0;
        left += over ? 0 : size;
    }
    const double beat = 0.1;
    if (!p->show || elapsed < 1 || elapsed < b->shown + beat) {
        return;
    }
    b->shown = elapsed;
    char time_left[64] = "";
    if (made > 0) {
        duration(time_left, sizeof time_left, elapsed * left / made);
    }
    fprintf(stderr, "\r\033[K%zu of %zu tables, %d running%s%s%s", ended, b->count, running,
            made > 0 ? ", about " : "", time_left, made > 0 ? " left" : "");
    fflush(stderr);
    p->drawn = true;
}

int gvc_batch_say_failures(gvc_batch *b)
{
    char names[256] = "";
    size_t used = 0, shown = 0;
    enum { MOST = 5 };
    for (size_t i = 0; i < b->count; i++) {
        if (b->items[i].state == GVC_BATCH_FAILED && shown++ < MOST) {
            gvc_cli_add(names, sizeof names, &used, "%s%s", shown == 1 ? "" : ", ",
                        b->items[i].name);
        }
    }
    if (shown > MOST) {
        gvc_cli_add(names, sizeof names, &used, " and %zu more", shown - MOST);
    }
    size_t done = 0, alike = 0;
    for (size_t i = 0; i < b->count; i++) {
        done += b->items[i].state == GVC_BATCH_DONE;
        alike += b->items[i].state == GVC_BATCH_FAILED && was_said(b, &b->items[i]);
    }
    if (alike > 1 && alike == b->failures && done == 0) {
        return gvc_cli_wrong(b->app, "all %zu tables failed for this one reason; %s is not written",
                             b->failures, b->app->set.output);
    }
    return gvc_cli_wrong(b->app,
                         "%zu of %zu tables failed: %s; %s. Mend %s or leave %s out and run the "
                         "same again: the %zu done are not made twice",
                         b->failures, b->count, names,
                         b->folder ? "those done are there" : "the panel is not written",
                         shown == 1 ? "it" : "them", shown == 1 ? "it" : "them", done);
}
