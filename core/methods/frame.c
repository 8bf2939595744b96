#include <string.h>

#include "methods/frame.h"

#include "methods/satellites.h"
#include "result/build.h"

gvc_idx gvc_axis_fine(const gvc_model *m, const gvc_layout_axis *axis, gvc_idx at)
{
    switch (axis->kind) {
    case GVC_AXIS_BLOCKS:
    case GVC_AXIS_BLOCS:
        return m->blocks;
    case GVC_AXIS_INDUSTRIES:
        return gvc_model_size(m, at);
    case GVC_AXIS_SECTORS:
        return gvc_table_count(m->table, GVC_SECTOR);
    case GVC_AXIS_ALL:
        return m->n;
    case GVC_AXIS_ACCOUNTS:
        return gvc_satellites_of(m->table);
    case GVC_AXIS_NAMED:
    case GVC_AXIS_FOUND:
        break;
    }
    return axis->count;
}

gvc_idx gvc_axis_shown(const gvc_model *m, const gvc_layout_axis *axis, const gvc_shown *shown)
{
    bool by_sector = axis->kind == GVC_AXIS_INDUSTRIES || axis->kind == GVC_AXIS_SECTORS;
    return axis->summed                   ? 1
           : by_sector                    ? shown->sectors.rows
           : axis->kind == GVC_AXIS_BLOCS ? shown->blocs.rows
                                          : gvc_axis_fine(m, axis, 0);
}

gvc_idx gvc_layout_most(const gvc_model *m, const gvc_layout *l)
{
    gvc_idx numbers = 1;
    for (int k = l->whole ? 0 : 1; k < l->count; k++) {
        const gvc_layout_axis *axis = &l->axes[k];
        numbers *=
            axis->kind == GVC_AXIS_INDUSTRIES ? gvc_model_most(m) : gvc_axis_fine(m, axis, 0);
    }
    return numbers;
}

gvc_idx gvc_layout_along(const gvc_layout *l)
{
    return l->whole ? 0 : 1;
}

gvc_measurement gvc_measurement_found(const gvc_measurement *d, const void *state)
{
    gvc_measurement found = *d;
    for (int k = 0; k < found.layout.count; k++) {
        gvc_layout_axis *axis = &found.layout.axes[k];
        if (axis->kind == GVC_AXIS_FOUND) {
            d->method->found(state, &axis->names, &axis->count);
        }
    }
    return found;
}

bool gvc_layout_is_open(const gvc_layout *l)
{
    for (int k = 0; k < l->count; k++) {
        if (l->axes[k].kind == GVC_AXIS_FOUND && l->axes[k].names == NULL) {
            return true;
        }
    }
    return false;
}

/* ---- dimensions --------------------------------------------------------------------------------
 */

static gvc_status add_all(gvc_ctx *ctx, gvc_result *r, const gvc_model *m, const char *name)
{
    const char **label = gvc_malloc((size_t)m->n, sizeof *label);
    if (label == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof *label, "the industry labels");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        label[i] = gvc_table_label(m->table, GVC_INDUSTRY, m->industry[i]);
    }
    gvc_status status = gvc_result_add_dim(ctx, r, name, label, m->n);
    gvc_release(label);
    return status;
}

static gvc_status add_accounts(gvc_ctx *ctx, gvc_result *r, const gvc_model *m, const char *name)
{
    gvc_idx count = gvc_satellites_of(m->table);
    const char **label = gvc_malloc((size_t)count, sizeof *label);
    if (label == NULL) {
        return gvc_fail_memory(ctx, (size_t)count * sizeof *label, "the labels of accounts");
    }
    for (gvc_idx k = 0; k < count; k++) {
        label[k] = gvc_satellites_label(m->table, k);
    }
    gvc_status status = gvc_result_add_dim(ctx, r, name, label, count);
    gvc_release(label);
    return status;
}

static gvc_status add_axis(gvc_ctx *ctx, gvc_result *r, const gvc_model *m,
                           const gvc_layout_axis *axis, const gvc_shown *shown)
{
    switch (axis->kind) {
    case GVC_AXIS_BLOCKS:
        return gvc_result_add_dim(ctx, r, axis->name, m->name, m->blocks);
    case GVC_AXIS_BLOCS:
        return gvc_result_add_dim(ctx, r, axis->name, shown->blocs.label, shown->blocs.rows);
    case GVC_AXIS_INDUSTRIES:
    case GVC_AXIS_SECTORS:
        return gvc_result_add_dim(ctx, r, axis->name, shown->sectors.label, shown->sectors.rows);
    case GVC_AXIS_ALL:
        return add_all(ctx, r, m, axis->name);
    case GVC_AXIS_ACCOUNTS:
        return add_accounts(ctx, r, m, axis->name);
    case GVC_AXIS_NAMED:
    case GVC_AXIS_FOUND:
        break;
    }
    return gvc_result_add_dim(ctx, r, axis->name, axis->names, axis->count);
}

static gvc_status add_dims(gvc_ctx *ctx, gvc_result *r, const gvc_model *m, const gvc_layout *l,
                           const gvc_shown *shown)
{
    int32_t year = gvc_table_year(m->table);
    gvc_status status = gvc_result_add_int_dim(ctx, r, "year", &year, 1);
    for (int k = 0; k < l->count && status == GVC_OK; k++) {
        if (!l->axes[k].summed) {
            status = add_axis(ctx, r, m, &l->axes[k], shown);
        }
    }
    return status;
}

/* ---- terms -------------------------------------------------------------------------------------
 */

static const gvc_term resid = {"resid", "Exports that the stated value added does not explain",
                               "(1 - sum_t v_t B_ts) o E_sr", NULL, true};

/* Units of a satellite account; NULL where there is none. */
static const char *units_of(const gvc_table *t, const char *satellite)
{
    gvc_idx row = satellite == NULL    ? -1
                  : *satellite == '\0' ? 0
                                       : gvc_table_find(t, GVC_EXTENSION, satellite);
    const char *units = row < 0 ? NULL : gvc_table_name(t, GVC_EXTENSION, row);
    return row < 0 || units != NULL ? units : "unknown";
}

/* What stands in the units of terms for those of the table, and of the account that is asked for.
 */
static const char money_word[] = "money", account_word[] = "unit of the account";

static void add_money(gvc_text *to, const gvc_table *t, const char *prices)
{
    const char *units = gvc_table_text(t, "units");
    gvc_text_addf(to, "%s", units == NULL ? "unknown" : units);
    if (prices != NULL) {
        gvc_text_addf(to, ", %s prices", prices);
    }
}

/* Units with the words replaced; account NULL: there are several, or none. */
static void add_units(gvc_text *to, const char *units, const char *money, const char *account)
{
    while (*units != '\0') {
        bool is_money = strncmp(units, money_word, strlen(money_word)) == 0;
        bool is_account =
            account != NULL && strncmp(units, account_word, strlen(account_word)) == 0;
        if (is_money || is_account) {
            gvc_text_addf(to, "%s", is_money ? money : account);
            units += strlen(is_money ? money_word : account_word);
        } else {
            gvc_text_add(to, units++, 1);
        }
    }
}

/* account: units of the account of the options; NULL = there is none. */
static gvc_status add_term(gvc_ctx *ctx, gvc_result *r, const gvc_measurement *d,
                           const gvc_table *t, const char *account, const gvc_term *term)
{
    char room[GVC_PRICES_ROOM];
    const char *prices = d->method->prices == NULL ? NULL : d->method->prices(t, &d->options, room);
    prices = prices == NULL ? gvc_table_text(t, "prices") : prices;
    const char *plain =
        d->method->satellite_is_value && account != NULL ? account_word : money_word;
    gvc_text money = {0}, units = {0};
    add_money(&money, t, prices);
    add_units(&units, term->units != NULL ? term->units : plain, gvc_text_str(&money), account);
    gvc_term copy = *term;
    copy.units = gvc_text_str(&units);
    gvc_status status = money.failed || units.failed
                            ? gvc_fail_memory(ctx, 1, "the units of a term")
                            : gvc_result_add_term(ctx, r, &copy);
    gvc_text_free(&money);
    gvc_text_free(&units);
    return status;
}

static gvc_status add_terms(gvc_ctx *ctx, gvc_result *r, const gvc_model *m,
                            const gvc_measurement *d)
{
    gvc_status status = GVC_OK;
    const gvc_term *term = d->layout.variant->terms;
    const char *account = units_of(m->table, d->options.satellite);
    for (; status == GVC_OK && term->name != NULL; term++) {
        status = add_term(ctx, r, d, m->table, account, term);
    }
    return status == GVC_OK && gvc_measurement_resid(d)
               ? add_term(ctx, r, d, m->table, NULL, &resid)
               : status;
}

/* ---- rows --------------------------------------------------------------------------------------
 */

/* The axis of countries whose industries this one shows, or -1. */
static int owner_of(const gvc_layout *l, int k)
{
    const gvc_layout_axis *axis = &l->axes[k];
    int owner = axis->kind == GVC_AXIS_INDUSTRIES ? 0
                : axis->kind == GVC_AXIS_SECTORS  ? axis->of - 1
                                                  : -1;
    return axis->summed || owner < 0 || l->axes[owner].summed ? -1 : owner;
}

/* Which (country, sector) exist; the others are NaN and no rows. A result has one such mask: that
 * of the last pair. */
static gvc_status mark_present(gvc_ctx *ctx, gvc_result *r, const gvc_model *m, const gvc_layout *l,
                               int k, const gvc_sector_map *sectors)
{
    size_t count = (size_t)m->blocks * (size_t)sectors->rows;
    unsigned char *present = gvc_calloc(count, 1);
    if (present == NULL) {
        return gvc_fail_memory(ctx, count, "the list of industries");
    }
    for (gvc_idx i = 0; i < m->n; i++) {
        present[m->block[i] * sectors->rows + sectors->row[m->sector[i]]] = 1;
    }
    gvc_status status =
        gvc_result_set_present(ctx, r, l->axes[owner_of(l, k)].name, l->axes[k].name, present);
    gvc_release(present);
    return status;
}

static gvc_status set_rows(gvc_ctx *ctx, gvc_result *r, const gvc_model *m, const gvc_layout *l,
                           const gvc_sector_map *sectors)
{
    gvc_status status = GVC_OK;
    for (int k = 0; k < l->count && status == GVC_OK; k++) {
        if (owner_of(l, k) >= 0) {
            status = mark_present(ctx, r, m, l, k, sectors);
        }
    }
    const gvc_layout_axis *a = &l->axes[l->own_a], *b = &l->axes[l->own_b];
    if (status == GVC_OK && a != b && !a->summed && !b->summed) {
        status = gvc_result_set_own_cell(ctx, r, a->name, b->name);
    }
    return status;
}

gvc_status gvc_frame_new(gvc_ctx *ctx, gvc_result **out, const gvc_model *m,
                         const gvc_measurement *d, const gvc_shown *shown)
{
    gvc_result *r = NULL;
    gvc_status status = gvc_result_new(ctx, &r);
    if (status == GVC_OK) {
        status = add_dims(ctx, r, m, &d->layout, shown);
    }
    if (status == GVC_OK) {
        status = add_terms(ctx, r, m, d);
    }
    if (status == GVC_OK) {
        status = gvc_result_shape(ctx, r);
    }
    if (status == GVC_OK) {
        status = set_rows(ctx, r, m, &d->layout, &shown->sectors);
    }
    if (status == GVC_OK) {
        *out = r;
    } else {
        gvc_result_free(r);
    }
    return status;
}
