/* scenario_quantities.c - output, value added and an account before and after, by country and
 * sector; what the world's totals come to */
#include "methods/scenario_quantities.h"

#include <math.h>

#include "methods/amounts.h"

static const gvc_term plain[] = {GVC_SCENARIO_TERMS, GVC_SCENARIO_END};
static const gvc_term with_account[] = {GVC_SCENARIO_TERMS, GVC_SCENARIO_ACCOUNT, GVC_SCENARIO_END};

const gvc_variant gvc_scenario_variants[] = {
    {"changes", "output and value added: base, change, percent", plain, NULL,
     GVC_SCENARIO_HEADLINE},
    {"changes, satellite", "the same with a satellite account (--satellite)", with_account, NULL,
     GVC_SCENARIO_HEADLINE " satellite_change satellite_percent"},
    {NULL, NULL, NULL, NULL, NULL},
};

gvc_status gvc_scenario_layout(gvc_ctx *ctx, const char *kind, const char *title,
                               const gvc_variant *variants, gvc_measure_options *o, gvc_layout *out)
{
    gvc_status status = gvc_word(ctx, kind, "level", &o->level, gvc_scenario_levels);
    if (status != GVC_OK) {
        return status;
    }
    bool sector = o->level[0] == 's';
    out->axes[out->count++] = (gvc_layout_axis){.name = "country", .kind = GVC_AXIS_BLOCKS};
    out->axes[out->count++] =
        (gvc_layout_axis){.name = "sector", .kind = GVC_AXIS_INDUSTRIES, .summed = !sector};
    out->variant = &variants[o->satellite == NULL ? 0 : 1];
    out->title = title;
    return GVC_OK;
}

size_t gvc_scenario_bytes(const gvc_model *m)
{
    enum { VECTORS = 12 };
    return (size_t)m->n * VECTORS * sizeof(double);
}

gvc_status gvc_scenario_change_new(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                   gvc_scenario_change *c)
{
    gvc_status status = gvc_scenario_vector(ctx, m, &c->output);
    if (status == GVC_OK) {
        status = gvc_scenario_vector(ctx, m, &c->va);
    }
    if (status == GVC_OK && o->satellite != NULL) {
        status = gvc_scenario_account(ctx, m, o->satellite, &c->account);
        if (status == GVC_OK) {
            status = gvc_scenario_vector(ctx, m, &c->account_change);
        }
    }
    return status;
}

void gvc_scenario_change_free(gvc_scenario_change *c)
{
    gvc_release(c->output);
    gvc_release(c->va);
    gvc_release(c->account);
    gvc_release(c->account_change);
    gvc_scenario_about_free(&c->about);
}

void gvc_scenario_follow(const gvc_model *m, gvc_scenario_change *c)
{
    for (gvc_idx i = 0; i < m->n; i++) {
        c->va[i] = m->v[i] * c->output[i];
        if (c->account != NULL) {
            c->account_change[i] = c->account[i] * m->inv_x[i] * c->output[i];
        }
    }
}

/* Base, change, and a place for percent. */
static void fill_three(const gvc_model *m, gvc_idx s, const double *base, const double *change,
                       double *const *slabs)
{
    gvc_idx k = 0;
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++, k++) {
        slabs[0][k] = base[i];
        slabs[1][k] = change[i];
        slabs[2][k] = 0;
    }
}

int gvc_scenario_fill(const gvc_model *m, const gvc_scenario_change *c, gvc_idx s,
                      double *const *slabs)
{
    fill_three(m, s, m->x, c->output, slabs);
    fill_three(m, s, m->va, c->va, slabs + 3);
    if (c->account == NULL) {
        return GVC_SCENARIO_BASE;
    }
    fill_three(m, s, c->account, c->account_change, slabs + GVC_SCENARIO_BASE);
    return GVC_SCENARIO_WITH_ACCOUNT;
}

static double percent_of(double change, double base)
{
    return base == 0 ? (double)NAN : 100 * change / base;
}

void gvc_scenario_percent(const gvc_scenario_change *c, double *const *values, gvc_idx cells)
{
    int count = c->account == NULL ? GVC_SCENARIO_BASE : GVC_SCENARIO_WITH_ACCOUNT;
    for (int k = 0; k < count; k += 3) {
        for (gvc_idx cell = 0; cell < cells; cell++) {
            values[k + 2][cell] = percent_of(values[k + 1][cell], values[k][cell]);
        }
    }
}

static double sum_of(const double *values, gvc_idx n)
{
    double sum = 0;
    for (gvc_idx i = 0; i < n; i++) {
        sum += values[i];
    }
    return sum;
}

/* In words rounding is no change. */
static double told(double change, double all)
{
    static const double rounding = 1e-13;
    return fabs(change) <= rounding * fabs(all) ? 0 : change;
}

bool gvc_scenario_change_notes(const gvc_model *m, const gvc_scenario_change *c, gvc_attributes *to)
{
    double output = sum_of(c->output, m->n), va = sum_of(c->va, m->n);
    double all = sum_of(m->x, m->n), gdp = sum_of(m->va, m->n);
    gvc_text world = {0};
    gvc_text_addf(&world, "world: output ");
    gvc_say_change(&world, m, told(output, all), all);
    gvc_text_addf(&world, ", value added ");
    gvc_say_change(&world, m, told(va, gdp), gdp);
    bool done =
        !world.failed && gvc_attributes_set_number(to, "world_output_change", output) &&
        gvc_attributes_set_number(to, "world_va_change", va) &&
        gvc_attributes_set_number(to, "world_va_percent", percent_of(va, gdp)) &&
        (c->account == NULL || gvc_attributes_set_number(to, "world_satellite_change",
                                                         sum_of(c->account_change, m->n))) &&
        gvc_scenario_notes(&c->about, gvc_text_str(&world), to);
    gvc_text_free(&world);
    return done;
}

/* ---- for records with nothing more ------------------------------------------------------------
 */

gvc_report gvc_scenario_piece(const gvc_model *m, void *state, gvc_idx at, int worker,
                              double *const *slabs)
{
    (void)worker;
    gvc_scenario_fill(m, state, at, slabs);
    return (gvc_report){.code = GVC_MAT_OK, .where = -1};
}

void gvc_scenario_derive(const gvc_model *m, void *state, double *const *values, gvc_idx cells)
{
    (void)m;
    gvc_scenario_percent(state, values, cells);
}

bool gvc_scenario_state_notes(const gvc_model *m, const void *state, gvc_attributes *to)
{
    return gvc_scenario_change_notes(m, state, to);
}

void gvc_scenario_release(void *state)
{
    if (state != NULL) {
        gvc_scenario_change_free(state);
        gvc_release(state);
    }
}
