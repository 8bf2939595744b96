/* example.c - the table that ships with gvc: a stylised world, made by tools/example
 *
 * The generator has written the matrices as whole millions of USD into example_data.h; every row of
 * Z and Y sums exactly to the column of Z and V. */
#include <gvc/io.h>

#include "base/base.h"
#include "example_data.h"

/* Position of the year among the years; 0 asks for the last one; -1 if there is no such year. */
static int find_year(int year)
{
    for (int k = 0; k < EXAMPLE_YEARS; k++)
        if (example_year[k] == year || (year == 0 && k + 1 == EXAMPLE_YEARS))
            return k;
    return -1;
}

static gvc_status name_rows(gvc_ctx *ctx, gvc_builder *b)
{
    gvc_status status = GVC_OK;

    for (int c = 0; c < EXAMPLE_COUNTRIES && status == GVC_OK; c++)
        status = gvc_builder_country(ctx, b, example_country[c][0], example_country[c][1]);
    for (int i = 0; i < EXAMPLE_SECTORS && status == GVC_OK; i++)
        status = gvc_builder_sector(ctx, b, example_sector[i][0], example_sector[i][1]);
    for (int k = 0; k < EXAMPLE_N && status == GVC_OK; k++)
        status = gvc_builder_industry(ctx, b, NULL, example_country[k / EXAMPLE_SECTORS][0],
                                      example_sector[k % EXAMPLE_SECTORS][0]);
    for (int k = 0; k < EXAMPLE_F && status == GVC_OK; k++)
        status = gvc_builder_final_use(ctx, b, NULL, example_country[k / EXAMPLE_CATEGORIES][0],
                                       example_category[k % EXAMPLE_CATEGORIES]);
    return status;
}

static gvc_status name_accounts(gvc_ctx *ctx, gvc_builder *b)
{
    gvc_status status = gvc_builder_value_added(ctx, b, "LAB");

    if (status == GVC_OK)
        status = gvc_builder_value_added(ctx, b, "CAP");
    if (status == GVC_OK)
        status = gvc_builder_extension(ctx, b, "EMP", "thousand jobs");
    return status;
}

static gvc_status set_texts(gvc_ctx *ctx, gvc_builder *b, int year)
{
    static const char *const texts[][2] = {
        {"units", "million USD"},
        {"prices", "current"},
        {"currency", "USD"},
        {"source", "gvc example"},
        {"source_notes",
         "Invented by a seeded generator; no country, number or trend in it is real. "
         "LAB is compensation of employees, CAP gross operating surplus, EMP "
         "employment; C, G, I and INV are households, government, investment and "
         "changes in inventories."},
    };
    gvc_text title = {0};
    gvc_status status;

    gvc_builder_set_year(b, year);
    gvc_text_addf(&title, "A stylised world, %d (made up, not data)", year);
    if (title.failed)
        status = gvc_fail_memory(ctx, 64, "the title of the example table");
    else
        status = gvc_builder_set_text(ctx, b, "title", gvc_text_str(&title));
    gvc_text_free(&title);
    for (size_t k = 0; k < sizeof texts / sizeof texts[0] && status == GVC_OK; k++)
        status = gvc_builder_set_text(ctx, b, texts[k][0], texts[k][1]);
    return status;
}

static void copy_row(double *to, const int32_t *from, int count)
{
    for (int j = 0; j < count; j++)
        to[j] = from[j];
}

static void fill(gvc_builder *b, int k)
{
    gvc_dense *z = gvc_builder_z(b), *y = gvc_builder_y(b), *v = gvc_builder_v(b);

    for (int i = 0; i < EXAMPLE_N; i++) {
        copy_row(z->data + i * z->stride, example_z[k][i], EXAMPLE_N);
        copy_row(y->data + i * y->stride, example_y[k][i], EXAMPLE_F);
    }
    for (int i = 0; i < 2; i++)
        copy_row(v->data + i * v->stride, example_v[k][i], EXAMPLE_N);
    copy_row(gvc_builder_e(b)->data, example_jobs[k], EXAMPLE_N);
}

gvc_status gvc_example_table(gvc_ctx *ctx, gvc_table **out, int year)
{
    int k = find_year(year);
    gvc_builder *b = NULL;
    gvc_status status;

    if (k < 0)
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "the example table has no year %d; it has %d to %d, "
                        "every ten years",
                        year, example_year[0], example_year[EXAMPLE_YEARS - 1]);
    status = gvc_builder_new(ctx, &b);
    if (status == GVC_OK)
        status = name_rows(ctx, b);
    if (status == GVC_OK)
        status = name_accounts(ctx, b);
    if (status == GVC_OK)
        status = set_texts(ctx, b, example_year[k]);
    if (status == GVC_OK)
        status = gvc_builder_allocate(ctx, b);
    if (status != GVC_OK) {
        gvc_builder_free(b);
        return status;
    }
    fill(b, k);
    return gvc_builder_seal(ctx, b, out);
}

const int *gvc_example_years(void)
{
    return example_year;
}
