/* gloria_empty.c - regions of GLORIA that are all zero in a year, such as former states */
#include "formats/gloria.h"

/* Sets the marks (NULL = not wanted) of the rows and columns of m that hold anything. */
static void mark(const gvc_dense *m, bool *rows, bool *columns)
{
    for (gvc_idx i = 0; m != NULL && i < m->rows; i++) {
        const double *row = m->data + i * m->stride;
        for (gvc_idx j = 0; j < m->cols; j++) {
            if (row[j] != 0 && rows != NULL) {
                rows[i] = true;
            }
            if (row[j] != 0 && columns != NULL) {
                columns[j] = true;
            }
        }
    }
}

/* Of the industries, the columns of final use and the regions: first those that hold anything, then
 * those to drop. */
typedef struct marks {
    bool *industries, *uses, *regions;
} marks;

static bool begin(marks *m, const gvc_gloria *g)
{
    m->industries = gvc_calloc((size_t)(g->regions * g->sectors), sizeof *m->industries);
    m->uses = gvc_calloc((size_t)(g->regions * g->categories), sizeof *m->uses);
    m->regions = gvc_calloc((size_t)g->regions, sizeof *m->regions);
    return m->industries != NULL && m->uses != NULL && m->regions != NULL;
}

static void find_used(gvc_gloria *g, marks *m)
{
    mark(gvc_builder_z(g->b), m->industries, m->industries);
    mark(gvc_builder_y(g->b), m->industries, m->uses);
    mark(gvc_builder_v(g->b), NULL, m->industries);
    mark(gvc_builder_e(g->b), NULL, m->industries);
    mark(gvc_table_ey(gvc_builder_so_far(g->b)), NULL, m->uses);
}

/* True where any of the `each` marks of region r is set. */
static bool any(const bool *marked, gvc_idx r, gvc_idx each)
{
    bool found = false;
    for (gvc_idx i = r * each; i < (r + 1) * each; i++) {
        found = found || marked[i];
    }
    return found;
}

static void set(bool *marked, gvc_idx r, gvc_idx each, bool value)
{
    for (gvc_idx i = r * each; i < (r + 1) * each; i++) {
        marked[i] = value;
    }
}

/* Marks of what is used become marks of what goes; the names of regions that go into the text.
 * Number of regions whose industries go. */
static gvc_idx choose(const gvc_gloria *g, marks *m, gvc_text *names)
{
    gvc_idx gone = 0;
    for (gvc_idx r = 0; r < g->regions; r++) {
        bool idle = !any(m->industries, r, g->sectors);
        m->regions[r] = idle && !any(m->uses, r, g->categories);
        set(m->industries, r, g->sectors, idle);
        set(m->uses, r, g->categories, m->regions[r]);
        gone += idle;
        if (idle) {
            gvc_text_addf(names, "%s%s", names->length == 0 ? "" : ", ",
                          g->labels->regions.items[r]);
        }
    }
    return gone;
}

gvc_status gvc_gloria_drop_empty(gvc_gloria *g)
{
    marks m = {0};
    gvc_text names = {0};
    gvc_status status =
        begin(&m, g) ? GVC_OK : gvc_fail_memory(g->ctx, (size_t)g->regions, "empty regions");
    gvc_idx gone = 0;
    if (status == GVC_OK) {
        find_used(g, &m);
        gone = choose(g, &m, &names);
    }
    /* A table of nothing is refused with these words by gvc_builder_seal. */
    if (status == GVC_OK && gone > 0 && gone < g->regions) {
        status = gvc_builder_drop(g->ctx, g->b, GVC_INDUSTRY, m.industries);
        if (status == GVC_OK) {
            status = gvc_builder_drop(g->ctx, g->b, GVC_FINAL_USE, m.uses);
        }
        if (status == GVC_OK) {
            status = gvc_builder_drop(g->ctx, g->b, GVC_COUNTRY, m.regions);
        }
        if (status == GVC_OK) {
            status = gvc_builder_note(g->ctx, g->b, "regions without any flow left out: %s",
                                      gvc_text_str(&names));
        }
    }
    gvc_release(m.industries);
    gvc_release(m.uses);
    gvc_release(m.regions);
    gvc_text_free(&names);
    return status;
}
