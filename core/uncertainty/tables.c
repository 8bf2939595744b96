#include "uncertainty/tables.h"

/* The table so many places ahead of the one that is measured. */
static const gvc_table *table_at(const gvc_table *t, const gvc_measure_options *o, gvc_idx ahead)
{
    return ahead == 0 ? t : o->others[o->other_count - ahead];
}

gvc_status gvc_cell_set_new(gvc_ctx *ctx, gvc_cell_set *out, const gvc_table *t,
                            const gvc_measure_options *options, const gvc_uncertainty_options *u)
{
    gvc_idx count = 1 + (options == NULL ? 0 : options->other_count);
    *out = (gvc_cell_set){.of = gvc_calloc((size_t)count, sizeof *out->of), .count = count};
    gvc_status status = out->of == NULL ? gvc_fail_memory(ctx, (size_t)count * sizeof *out->of,
                                                          "the errors of the cells")
                                        : GVC_OK;
    for (gvc_idx k = 0; k < count && status == GVC_OK; k++) {
        const gvc_table *at = table_at(t, options, k);
        status = gvc_table_z(at) == NULL ? gvc_fail(ctx, GVC_EARG,
                                                    "the table was opened for its labels only; "
                                                    "open it with its matrices")
                                         : gvc_cells_new(ctx, &out->of[k], at, u);
    }
    return status;
}

void gvc_cell_set_free(gvc_cell_set *s)
{
    for (gvc_idx k = 0; k < s->count && s->of != NULL; k++) {
        gvc_cells_free(&s->of[k]);
    }
    gvc_release(s->of);
    *s = (gvc_cell_set){0};
}

bool gvc_cell_set_is_sure(const gvc_cell_set *s)
{
    for (gvc_idx k = 0; k < s->count; k++) {
        if (s->of[k].count > 0) {
            return false;
        }
    }
    return true;
}

gvc_status gvc_drawing_new(gvc_ctx *ctx, gvc_drawing *out, const gvc_cell_set *cells,
                           const gvc_measure_options *options)
{
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    size_t count = (size_t)cells->count;
    *out = (gvc_drawing){.cells = cells,
                         .drawn = gvc_calloc(count, sizeof *out->drawn),
                         .others = gvc_calloc(count, sizeof *out->others),
                         .options = options == NULL ? defaults : *options};
    gvc_status status = out->drawn == NULL || out->others == NULL
                            ? gvc_fail_memory(ctx, count * sizeof *out->drawn, "the drawn tables")
                            : GVC_OK;
    for (gvc_idx k = 0; k < cells->count && status == GVC_OK; k++) {
        status = gvc_drawn_new(ctx, &out->drawn[k], &cells->of[k]);
        if (k > 0) {
            out->others[cells->count - 1 - k] = &out->drawn[k].table;
        }
    }
    out->options.others = cells->count > 1 ? out->others : NULL;
    return status;
}

void gvc_drawing_free(gvc_drawing *d)
{
    for (gvc_idx k = 0; d->drawn != NULL && k < d->cells->count; k++) {
        gvc_drawn_free(&d->drawn[k]);
    }
    gvc_release(d->drawn);
    gvc_release((void *)d->others);
    *d = (gvc_drawing){0};
}

void gvc_drawing_fill(gvc_drawing *d, uint64_t seed, gvc_idx draw)
{
    for (gvc_idx k = 0; k < d->cells->count; k++) {
        gvc_drawn_fill(&d->drawn[k], &d->cells->of[k], gvc_drawn_seed(seed, k), draw);
    }
}

const gvc_table *gvc_drawing_table(const gvc_drawing *d)
{
    return &d->drawn[0].table;
}
