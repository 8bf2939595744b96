/* shocks.c - shocks out of a CSV file with a header, a line each */
#include <gvc/io.h>

#include <string.h>
#include <strings.h>

#include "text/plain.h"
#include "text/rows.h"
#include "text/shock_maker.h"

enum { NAME, COUNTRY, SECTOR, FROM, TO, BUYER, CHANGE, UNIT, COLUMNS };

static const gvc_column items[COLUMNS] = {
    {.name = "name"},
    {.name = "country"},
    {.name = "sector"},
    {.name = "from"},
    {.name = "to"},
    {.name = "buyer"},
    {.name = "change", .needed = true, .nonempty = "no change; expected a number"},
    {.name = "unit"}};
static const gvc_columns columns = {
    .items = items,
    .count = COLUMNS,
    .expected = "expected a header line with change and some of country, sector, buyer, from, to, "
                "unit, name",
    .what = "the shocks",
    .once = 1U << NAME | 1U << COUNTRY | 1U << SECTOR | 1U << FROM | 1U << TO | 1U << BUYER,
};

/* In a line about who buys from whom, the country is the one that sells. */
static const char *const **list_of(const gvc_rows *rows, gvc_shock *s, int column)
{
    bool pairs = rows->has[BUYER] || rows->has[TO];
    return column == SECTOR                                 ? &s->sector
           : column == TO                                   ? &s->to
           : column == BUYER                                ? &s->buyer
           : column == FROM || (column == COUNTRY && pairs) ? &s->from
                                                            : &s->country;
}

static gvc_status fail_field(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, const char *text,
                             const char *what)
{
    char shown[GVC_SHOWN];
    gvc_shown(text, strlen(text), shown);
    return gvc_rows_fail(ctx, rows, k, "'%s' %s", shown, what);
}

static gvc_status set_size(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, gvc_shock *s)
{
    const char *change = rows->items[k].word[CHANGE], *unit = rows->items[k].word[UNIT];
    bool pct = unit == NULL || strcasecmp(unit, "pct") == 0;
    if (!pct && strcasecmp(unit, "abs") != 0) {
        return fail_field(ctx, rows, k, unit, "is no unit; expected pct or abs");
    }
    if (!gvc_shock_size(change, &s->by, &s->absolute)) {
        return fail_field(ctx, rows, k, change, "is no number");
    }
    if (!s->absolute) {
        return fail_field(ctx, rows, k, change,
                          "holds a sign of percent; the column unit says pct or abs");
    }
    s->absolute = !pct;
    s->by = pct ? s->by / 100 : s->by;
    return GVC_OK;
}

static gvc_status take(gvc_ctx *ctx, const gvc_rows *rows, gvc_idx k, gvc_shock_maker *made)
{
    const char *const *word = rows->items[k].word;
    gvc_status status = gvc_shock_next(ctx, made, rows->path, k + 2);
    if (status == GVC_OK && word[NAME] != NULL) {
        status = gvc_shock_set_name(ctx, made, word[NAME]);
    }
    for (int c = COUNTRY; c <= BUYER && status == GVC_OK; c++) {
        if (word[c] != NULL) {
            status = gvc_shock_set_list(ctx, list_of(rows, &made->items[k], c), word[c]);
        }
    }
    return status == GVC_OK ? set_size(ctx, rows, k, &made->items[k]) : status;
}

gvc_status gvc_shocks_read(gvc_ctx *ctx, gvc_shock **out, gvc_idx *count, const char *path)
{
    gvc_rows rows;
    gvc_shock_maker made = {0};
    gvc_status status = gvc_rows_read(ctx, &rows, &columns, path);
    if (status == GVC_OK && rows.has[COUNTRY] && rows.has[FROM]) {
        status =
            gvc_rows_fail(ctx, &rows, -1, "columns country and from say the same; leave one out");
    }
    for (gvc_idx k = 0; k < rows.count && status == GVC_OK; k++) {
        status = take(ctx, &rows, k, &made);
    }
    gvc_rows_free(&rows);
    if (status != GVC_OK) {
        gvc_shocks_free(made.items, made.count);
        return status;
    }
    *out = made.items;
    *count = made.count;
    return GVC_OK;
}
