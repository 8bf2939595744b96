/* generate.c - writes the example table as a C header: whole millions, balanced to the last digit
 *
 * Flows are rounded first; output is the sum of a row, and what a column lacks to it is value
 * added, so the accounts of every industry close exactly. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>

#include "world.h"

enum { VALUES_A_LINE = 16 };

typedef struct table {
    int32_t z[INDUSTRIES][INDUSTRIES], y[INDUSTRIES][FINAL_USES];
    int32_t v[2][INDUSTRIES]; /* labour, capital */
    int32_t jobs[INDUSTRIES]; /* thousand */
} table;

static int32_t to_integer(double value)
{
    return (int32_t)floor(value + 0.5);
}

/* Value added and jobs of one industry; 0 when an industry with output has no value added. */
static int close_column(table *t, int industry, int year)
{
    int country = industry / SECTORS, sector = industry % SECTORS;
    int64_t rest = 0;
    double wage = world_between(world_country[country].wage, year);
    double labour = world_labour[sector] * world_noise(9, (unsigned)year, (unsigned)industry, 0.05);

    for (int k = 0; k < INDUSTRIES; k++)
        rest += (int64_t)t->z[industry][k] - t->z[k][industry];
    for (int k = 0; k < FINAL_USES; k++)
        rest += t->y[industry][k];
    t->v[0][industry] = to_integer((double)rest * labour);
    t->v[1][industry] = (int32_t)rest - t->v[0][industry];
    /* farm and textile workers earn less than the average, others more */
    t->jobs[industry] =
        to_integer(t->v[0][industry] / (wage * (sector == AGR || sector == TEX ? 0.5 : 1.1)));
    return t->v[0][industry] > 0 && t->v[1][industry] > 0;
}

static int make_table(int year, const flows *f, table *t)
{
    int closed = 1;

    for (int row = 0; row < INDUSTRIES; row++) {
        for (int col = 0; col < INDUSTRIES; col++)
            t->z[row][col] = to_integer(f->z[row][col]);
        for (int col = 0; col < FINAL_USES; col++)
            t->y[row][col] = to_integer(f->y[row][col]);
    }
    for (int industry = 0; industry < INDUSTRIES; industry++)
        closed &= close_column(t, industry, year) || industry == HUB * SECTORS + MIN;
    return closed;
}

static void print_row(FILE *to, const int32_t *values, int count)
{
    for (int i = 0; i < count; i++)
        fprintf(to, "%s%d%s",
                i == 0                   ? "{"
                : i % VALUES_A_LINE == 0 ? "\n"
                                         : "",
                (int)values[i], i + 1 < count ? "," : "},\n");
}

static void print_labels(FILE *to)
{
    fprintf(to, "static const int example_year[] = {");
    for (int i = 0; i < YEARS; i++)
        fprintf(to, "%d, ", world_year[i]);
    fprintf(to, "0};\nstatic const char *const example_country[][2] = {\n");
    for (int i = 0; i < COUNTRIES; i++)
        fprintf(to, "{\"%s\", \"%s\"},\n", world_country[i].code, world_country[i].name);
    fprintf(to, "};\nstatic const char *const example_sector[][2] = {\n");
    for (int i = 0; i < SECTORS; i++)
        fprintf(to, "{\"%s\", \"%s\"},\n", world_sector[i][0], world_sector[i][1]);
    fprintf(to, "};\nstatic const char *const example_category[] = {");
    for (int i = 0; i < CATEGORIES; i++)
        fprintf(to, "\"%s\"%s", world_category[i], i + 1 < CATEGORIES ? ", " : "};\n");
    fprintf(to, "enum { EXAMPLE_YEARS = %d, EXAMPLE_COUNTRIES = %d, EXAMPLE_SECTORS = %d,\n", YEARS,
            COUNTRIES, SECTORS);
    fprintf(to, "EXAMPLE_CATEGORIES = %d, EXAMPLE_N = %d, EXAMPLE_F = %d };\n", CATEGORIES,
            INDUSTRIES, FINAL_USES);
}

/* One array a matrix, one block a year. */
static void print_matrices(FILE *to, const table t[YEARS])
{
    fprintf(to, "static const int32_t example_z[EXAMPLE_YEARS][EXAMPLE_N][EXAMPLE_N] = {\n");
    for (int k = 0; k < YEARS; k++)
        for (int i = 0; i < INDUSTRIES; i++) {
            fputs(i == 0 ? "{" : "", to);
            print_row(to, t[k].z[i], INDUSTRIES);
            fputs(i + 1 == INDUSTRIES ? "},\n" : "", to);
        }
    fprintf(to, "};\nstatic const int32_t example_y[EXAMPLE_YEARS][EXAMPLE_N][EXAMPLE_F] = {\n");
    for (int k = 0; k < YEARS; k++)
        for (int i = 0; i < INDUSTRIES; i++) {
            fputs(i == 0 ? "{" : "", to);
            print_row(to, t[k].y[i], FINAL_USES);
            fputs(i + 1 == INDUSTRIES ? "},\n" : "", to);
        }
    fprintf(to, "};\nstatic const int32_t example_v[EXAMPLE_YEARS][2][EXAMPLE_N] = {\n");
    for (int k = 0; k < YEARS; k++) {
        fputs("{", to);
        print_row(to, t[k].v[0], INDUSTRIES);
        print_row(to, t[k].v[1], INDUSTRIES);
        fputs("},\n", to);
    }
    fprintf(to, "};\nstatic const int32_t example_jobs[EXAMPLE_YEARS][EXAMPLE_N] = {\n");
    for (int k = 0; k < YEARS; k++)
        print_row(to, t[k].jobs, INDUSTRIES);
    fprintf(to, "};\n");
}

int main(int argc, char **argv)
{
    static table t[YEARS];
    static flows f;
    FILE *to;

    if (argc != 2) {
        fprintf(stderr, "usage: %s HEADER\n", argv[0]);
        return 2;
    }
    for (int year = 0; year < YEARS; year++) {
        if (!world_solve(year, &f)) {
            fprintf(stderr, "%s: %d: supply and demand do not settle\n", argv[0], world_year[year]);
            return 1;
        }
        if (!make_table(year, &f, &t[year])) {
            fprintf(stderr, "%s: %d: an industry has output but no value added\n", argv[0],
                    world_year[year]);
            return 1;
        }
    }
    to = fopen(argv[1], "w");
    if (to == NULL) {
        perror(argv[1]);
        return 1;
    }
    fprintf(to, "/* Made by tools/example/generate.c; do not edit. */\n#include <stdint.h>\n\n");
    print_labels(to);
    print_matrices(to, t);
    if (ferror(to) != 0 || fclose(to) != 0) {
        fprintf(stderr, "%s: could not be written\n", argv[1]);
        remove(argv[1]);
        return 1;
    }
    return 0;
}
