/* dry.c - gvc batch --dry-run: what would be done, and what it would take */
#include <string.h>

#include "batch.h"

/* Longest first column that a table on a terminal is given. */
enum { WIDEST = 40 };

static double total(const gvc_batch *b, double *longest)
{
    double all = 0;
    *longest = 0;
    for (size_t i = 0; i < b->count; i++) {
        double seconds = b->items[i].before ? 0 : b->items[i].need.seconds;
        all += seconds;
        *longest = seconds > *longest ? seconds : *longest;
    }
    return all;
}

static size_t largest(const gvc_batch *b)
{
    size_t bytes = 0;
    for (size_t i = 0; i < b->count; i++) {
        bytes = b->items[i].need.bytes > bytes ? b->items[i].need.bytes : bytes;
    }
    return bytes;
}

static void print_item(const gvc_batch_item *item, int width)
{
    printf("%-*s  ", width, item->name);
    if (item->year == 0) {
        printf("%4s  ", "?");
    } else {
        printf("%4d  ", item->year);
    }
    if (item->error != NULL) {
        printf("%s\n", item->error);
    } else if (item->need.bytes == 0) {
        printf("%9s  %9s  %s\n", "?", "?", item->before ? "done" : "to do");
    } else {
        printf("%6.0f MB  %7.2f s  %s\n", (double)item->need.bytes / 1e6, item->need.seconds,
               item->before ? "done" : "to do");
    }
}

static int at_once(const gvc_batch *b)
{
    size_t most = largest(b) == 0 || b->memory == 0 ? (size_t)b->jobs : b->memory / largest(b);
    return most < 1 ? 1 : most > (size_t)b->jobs ? b->jobs : (int)most;
}

/* What joining the parts into a panel takes once they are there: a part at a time, but for writers
 * that keep all of it to the end. */
static double join_bytes(const gvc_batch *b, double *seconds)
{
    static const char *const keep[] = {"json", "dta", "table"};
    const double bytes_per_second = 2e8; /* read, laid out anew, written: a rough guide */
    double most = 0, all = 0;
    bool keeps = false;
    for (size_t i = 0; i < b->count; i++) {
        all += b->items[i].need.result;
        most = b->items[i].need.result > most ? b->items[i].need.result : most;
    }
    for (size_t k = 0; k < sizeof keep / sizeof *keep && !b->folder; k++) {
        keeps = keeps || gvc_cli_writes(keep[k], b->app->set.output, b->app->set.format);
    }
    *seconds = b->folder ? 0 : all / bytes_per_second;
    return b->folder ? 0 : keeps ? all + most : 2 * most;
}

static void print_sum(const gvc_batch *b)
{
    int together = at_once(b);
    double longest, all = total(b, &longest), shared = all / (together * b->threads);
    longest /= b->threads;
    double joining, joined = join_bytes(b, &joining), memory = together * (double)largest(b);
    printf("%zu table%s into %s, %d at once with %d thread%s each: ", b->count,
           b->count == 1 ? "" : "s", b->target, together, b->threads, b->threads == 1 ? "" : "s");
    if (largest(b) > 0) {
        printf("%.0f MB", (memory > joined ? memory : joined) / 1e6);
        if (b->memory > 0) {
            printf(" of %.0f MB", (double)b->memory / 1e6);
        }
        printf(", about %.1f s\n", (shared > longest ? shared : longest) + joining);
    } else {
        printf("memory and time not known\n");
    }
}

int gvc_batch_dry_run(gvc_batch *b)
{
    /* Each process reads the labels of its table, says what it would need, and ends. */
    int code = b->measures ? gvc_batch_run(b) : GVC_EXIT_DONE, width = 5;
    for (size_t i = 0; i < b->count; i++) {
        int length = (int)strlen(b->items[i].name);
        width = length > width ? length : width;
    }
    width = width > WIDEST ? WIDEST : width;
    printf("%-*s  %4s  %9s  %9s\n", width, "table", "year", "memory", "one core");
    for (size_t i = 0; i < b->count; i++) {
        print_item(&b->items[i], width);
    }
    print_sum(b);
    return code != GVC_EXIT_DONE ? code : b->failures > 0 ? GVC_EXIT_ERROR : GVC_EXIT_DONE;
}
