/* growth_blocs.c - columns of demand: home, and abroad as a whole or by the blocs of a file */
#include <string.h>

#include "methods/growth.h"
#include "table/find.h"

static const char other[] = "other";

/* The first entry of the same bloc. */
static gvc_idx first_of(const gvc_measure_options *o, gvc_idx at)
{
    gvc_idx b = 0;
    while (strcmp(o->blocs[b].bloc, o->blocs[at].bloc) != 0) {
        b++;
    }
    return b;
}

/* Blocs whose first entry is before `at`. */
static gvc_idx blocs_before(const gvc_measure_options *o, gvc_idx at)
{
    gvc_idx count = 0;
    for (gvc_idx b = 0; b < at; b++) {
        count += first_of(o, b) == b;
    }
    return count;
}

gvc_idx gvc_growth_demand_count(const gvc_measure_options *o)
{
    return o->bloc_count == 0 ? 2 : blocs_before(o, o->bloc_count) + 2;
}

static gvc_status check_name(gvc_ctx *ctx, const char *name)
{
    static const char *const taken[] = {"home", "foreign", "other"};
    for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) {
        if (strcmp(name, taken[k]) == 0) {
            return gvc_fail(ctx, GVC_EARG,
                            "a bloc cannot be called '%s', which is a row of its own; name "
                            "it otherwise",
                            name);
        }
    }
    return GVC_OK;
}

gvc_status gvc_growth_demands(gvc_ctx *ctx, const gvc_measure_options *o, gvc_layout *out)
{
    static const char *const whole[] = {"home", "foreign"};
    gvc_layout_axis *axis = &out->axes[out->count];
    *axis = (gvc_layout_axis){.name = "demand", .kind = GVC_AXIS_NAMED, .names = whole, .count = 2};
    out->count++;
    if (o->bloc_count == 0) {
        return GVC_OK;
    }
    gvc_idx count = gvc_growth_demand_count(o), at = 1;
    const char **names = gvc_calloc((size_t)count, sizeof *names);
    if (names == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *names, "the blocs");
    }
    out->memory = names;
    axis->names = names;
    axis->count = count;
    names[0] = whole[0];
    names[count - 1] = other;
    gvc_status status = GVC_OK;
    for (gvc_idx b = 0; b < o->bloc_count && status == GVC_OK; b++) {
        if (first_of(o, b) == b) {
            status = check_name(ctx, o->blocs[b].bloc);
            names[at++] = o->blocs[b].bloc;
        }
    }
    return status;
}

/* The block of this name, countries and groups; GVC_EUNKNOWN with near names. */
static gvc_status find_block(gvc_ctx *ctx, const gvc_model *m, const char *name, gvc_idx *out)
{
    for (gvc_idx b = 0; b < m->blocks; b++) {
        if (strcmp(m->name[b], name) == 0) {
            *out = b;
            return GVC_OK;
        }
    }
    gvc_idx country = -1;
    gvc_status status = gvc_table_named(ctx, m->table, GVC_COUNTRY, name, NULL, &country);
    if (status == GVC_OK) {
        status =
            gvc_fail(ctx, GVC_EUNKNOWN, "country '%s' belongs to the group %s; name %s", name,
                     m->name[m->block_of_country[country]], m->name[m->block_of_country[country]]);
    }
    return status;
}

gvc_status gvc_growth_demand_of(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_idx *demand)
{
    gvc_idx last = gvc_growth_demand_count(o) - 1;
    for (gvc_idx b = 0; b < m->blocks; b++) {
        demand[b] = last;
    }
    for (gvc_idx k = 0; k < o->bloc_count; k++) {
        gvc_idx at = -1;
        gvc_status status = find_block(ctx, m, o->blocs[k].country, &at);
        if (status != GVC_OK) {
            return gvc_fail_in(ctx, status, "bloc %s", o->blocs[k].bloc);
        }
        if (demand[at] != last) {
            return gvc_fail(ctx, GVC_EARG, "country '%s' is in two blocs; leave one of them out",
                            o->blocs[k].country);
        }
        demand[at] = blocs_before(o, first_of(o, k)) + 1;
    }
    return GVC_OK;
}

gvc_status gvc_growth_focal(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                            bool *wanted)
{
    for (gvc_idx b = 0; b < m->blocks; b++) {
        wanted[b] = o->countries == NULL || *o->countries == NULL;
    }
    for (const char *const *c = o->countries; c != NULL && *c != NULL; c++) {
        gvc_idx at = -1;
        gvc_status status = find_block(ctx, m, *c, &at);
        if (status != GVC_OK) {
            return status;
        }
        wanted[at] = true;
    }
    return GVC_OK;
}
