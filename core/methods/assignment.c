#include "methods/assignment.h"

#include <math.h>

#include "alloc.h"

struct gvc_assignment {
    gvc_idx n, taken;
    double *cost;              /* n x n: minus the value; infinite where the cell is taken */
    double *row, *column;      /* n: prices, cost_ij - row_i - column_j >= 0, 0 where assigned */
    gvc_idx *to, *from;        /* n: column of a row, row of a column, -1 = none */
    double *distance;          /* n: of a column from the row that looks for one */
    gvc_idx *before, *waiting; /* n: row that a column is reached from; columns not reached */
    bool *reached;             /* n: rows */
};

size_t gvc_assignment_bytes(gvc_idx n)
{
    return (size_t)n * ((size_t)n * sizeof(double) + 3 * sizeof(double) + 4 * sizeof(gvc_idx) + 1);
}

void gvc_assignment_free(gvc_assignment *a)
{
    if (a != NULL) {
        gvc_release(a->cost);
        gvc_release(a->row);
        gvc_release(a->column);
        gvc_release(a->to);
        gvc_release(a->from);
        gvc_release(a->distance);
        gvc_release(a->before);
        gvc_release(a->waiting);
        gvc_release(a->reached);
        gvc_release(a);
    }
}

gvc_assignment *gvc_assignment_new(const gvc_dense *values)
{
    size_t n = (size_t)values->rows;
    gvc_assignment *a = gvc_calloc(1, sizeof *a);
    if (a == NULL) {
        return NULL;
    }
    a->n = values->rows;
    a->cost = gvc_malloc(n, n * sizeof *a->cost);
    a->row = gvc_calloc(n, sizeof *a->row);
    a->column = gvc_calloc(n, sizeof *a->column);
    a->to = gvc_calloc(n, sizeof *a->to);
    a->from = gvc_calloc(n, sizeof *a->from);
    a->distance = gvc_calloc(n, sizeof *a->distance);
    a->before = gvc_calloc(n, sizeof *a->before);
    a->waiting = gvc_calloc(n, sizeof *a->waiting);
    a->reached = gvc_calloc(n, sizeof *a->reached);
    if (a->cost == NULL || a->row == NULL || a->column == NULL || a->to == NULL ||
        a->from == NULL || a->distance == NULL || a->before == NULL || a->waiting == NULL ||
        a->reached == NULL) {
        gvc_assignment_free(a);
        return NULL;
    }
    for (gvc_idx i = 0; i < a->n; i++) {
        for (gvc_idx j = 0; j < a->n; j++) {
            a->cost[i * a->n + j] = -values->data[i * values->stride + j];
        }
    }
    return a;
}

static void begin(gvc_assignment *a)
{
    for (gvc_idx k = 0; k < a->n; k++) {
        a->to[k] = a->from[k] = -1;
        a->row[k] = a->column[k] = 0;
    }
}

/* Looks over the waiting columns from row i, which is `least` away; the place of the nearest one,
 * -1: there is none. */
static gvc_idx nearest(gvc_assignment *a, gvc_idx i, gvc_idx count, double least)
{
    const double *cost = a->cost + i * a->n;
    double best = (double)INFINITY, base = least - a->row[i];
    gvc_idx found = -1;
    for (gvc_idx k = 0; k < count; k++) {
        gvc_idx j = a->waiting[k];
        double away = base + cost[j] - a->column[j];
        if (away < a->distance[j]) {
            a->distance[j] = away;
            a->before[j] = i;
        }
        if (a->distance[j] < best || (a->distance[j] == best && a->from[j] < 0)) {
            best = a->distance[j];
            found = k;
        }
    }
    return found;
}

/* Prices that keep all reduced costs at or above 0 once the path is turned over. */
static void reprice(gvc_assignment *a, gvc_idx start, gvc_idx waiting, double least)
{
    a->row[start] += least;
    for (gvc_idx i = 0; i < a->n; i++) {
        if (a->reached[i] && i != start) {
            a->row[i] += least - a->distance[a->to[i]];
        }
    }
    for (gvc_idx k = waiting; k < a->n; k++) {
        gvc_idx j = a->waiting[k];
        a->column[j] -= least - a->distance[j];
    }
}

/* The shortest way from a row without a column to a column without a row, turned over. */
static bool augment(gvc_assignment *a, gvc_idx start)
{
    gvc_idx waiting = a->n, i = start, end = -1;
    double least = 0;
    for (gvc_idx j = 0; j < a->n; j++) {
        a->waiting[j] = a->n - 1 - j;
        a->distance[j] = (double)INFINITY;
        a->reached[j] = false;
    }
    while (end < 0) {
        a->reached[i] = true;
        gvc_idx k = nearest(a, i, waiting, least);
        if (k < 0) {
            return false;
        }
        gvc_idx j = a->waiting[k];
        least = a->distance[j];
        a->waiting[k] = a->waiting[--waiting]; /* those reached gather at the end */
        a->waiting[waiting] = j;
        end = a->from[j] < 0 ? j : -1;
        i = a->from[j];
    }
    reprice(a, start, waiting, least);
    for (gvc_idx j = end;;) {
        gvc_idx row = a->before[j], next = a->to[row];
        a->from[j] = row;
        a->to[row] = j;
        if (row == start) {
            return true;
        }
        j = next;
    }
}

bool gvc_assignment_next(gvc_assignment *a, gvc_idx *column)
{
    if (a->taken == a->n) {
        return false;
    }
    begin(a);
    for (gvc_idx i = 0; i < a->n; i++) {
        if (a->to[i] < 0 && !augment(a, i)) {
            return false;
        }
    }
    for (gvc_idx i = 0; i < a->n; i++) {
        column[i] = a->to[i];
        a->cost[i * a->n + column[i]] = (double)INFINITY;
    }
    a->taken++;
    return true;
}
