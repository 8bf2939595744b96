/* solve.c - from the recipes to flows that fit together
 *
 *   z[(r,i),(s,j)] = technology[j][i] * x(s,j) * from(s,j,i -> r)
 *   y[(r,i),(s,c)] = demand(s) * spending[c] * basket[c][i] * from(s,i -> r)
 *   x = row sums of z and y
 *
 * A buyer imports the share that its openness and the product allow; sellers divide the imports by
 * strength. One factor a country scales its strengths until its GDP is the recipe's. Only + - * /
 * and sqrt are used, so every machine with IEEE arithmetic makes the same table. */
#include <math.h>
#include <stdint.h>

#include "world.h"

#define SEED 0x6776632d776f726cULL
enum { ROUNDS = 400 };
static const double max_gap = 1e-6; /* of a share in world value added, after all rounds */
static const double max_imported = 0.95;
static const double home_half = 5; /* strength at which imports of a product are halved */

/* What one solve works on. */
typedef struct state {
    int year;
    double strength[2][COUNTRIES][SECTORS]; /* inputs, final goods */
    double factor[COUNTRIES];
    double source[2][COUNTRIES][SECTORS][COUNTRIES]; /* [kind][buyer][product][seller], imports */
    double demand[COUNTRIES];                        /* million USD */
    double x[INDUSTRIES];
} state;

double world_noise(unsigned stream, unsigned row, unsigned col, double spread)
{
    uint64_t u = SEED + ((uint64_t)stream << 40) + ((uint64_t)row << 20) + col;

    /* the mixing steps of splitmix64 */
    u *= 0x9e3779b97f4a7c15ULL;
    u = (u ^ (u >> 30)) * 0xbf58476d1ce4e5b9ULL;
    u = (u ^ (u >> 27)) * 0x94d049bb133111ebULL;
    u ^= u >> 31;
    return 1 - spread + 2 * spread * ((double)(u >> 11) / 9007199254740992.0);
}

double world_between(const double pair[2], int year)
{
    double last = (double)year / (YEARS - 1);

    return pair[0] * (1 - last) + pair[1] * last;
}

static void set_strengths(state *w)
{
    for (int c = 0; c < COUNTRIES; c++)
        for (int i = 0; i < SECTORS; i++) {
            w->strength[0][c][i] = world_country[c].parts[i];
            w->strength[1][c][i] = world_country[c].finals[i];
        }
    for (int k = 0; k < world_changes; k++) {
        const change *to = &world_change[k];
        double *parts = &w->strength[0][to->country][to->sector];
        double *finals = &w->strength[1][to->country][to->sector];

        *parts = world_between((double[2]){*parts, to->parts}, w->year);
        *finals = world_between((double[2]){*finals, to->finals}, w->year);
    }
}

/* million USD; growth is even, so the middle year is the geometric mean. */
static double target_gdp(int country, int year)
{
    const double *gdp = world_country[country].gdp;

    return 1000 * (year == 0 ? gdp[0] : year == YEARS - 1 ? gdp[1] : sqrt(gdp[0] * gdp[1]));
}

/* Final demand is GDP less the trade balance; the world has none, so all give way a little. */
static void set_demand(state *w)
{
    double gdp = 0, demand = 0;

    for (int c = 0; c < COUNTRIES; c++) {
        w->demand[c] = target_gdp(c, w->year) * (1 - world_country[c].balance);
        gdp += target_gdp(c, w->year);
        demand += w->demand[c];
    }
    for (int c = 0; c < COUNTRIES; c++)
        w->demand[c] *= gdp / demand;
}

static double tied(int kind, int seller, int buyer)
{
    for (int k = 0; k < world_ties && kind == 0; k++)
        if ((int)world_tie[k].seller == seller && (int)world_tie[k].buyer == buyer)
            return world_tie[k].times;
    return 1;
}

static void set_sources(state *w)
{
    for (int kind = 0; kind < 2; kind++)
        for (int s = 0; s < COUNTRIES; s++)
            for (int i = 0; i < SECTORS; i++) {
                double *source = w->source[kind][s][i], sum = 0;

                for (int r = 0; r < COUNTRIES; r++) {
                    source[r] =
                        r == s ? 0 : w->strength[kind][r][i] * w->factor[r] * tied(kind, r, s);
                    sum += source[r];
                }
                for (int r = 0; r < COUNTRIES; r++)
                    source[r] = sum > 0 ? source[r] / sum : 0;
            }
}

/* Imported share of a product: of inputs of `user`, or of final use (user < 0). */
static double imported(const state *w, int country, int user, int product)
{
    const recipe *c = &world_country[country];
    int kind = user < 0;
    double open = world_between(kind ? c->final_open : c->inputs_open, w->year);
    double share = open * world_tradable[kind][product] * home_half /
                   (home_half + w->strength[kind][country][product]);

    if (country == HUB && product == MIN)
        return 1; /* there is none: the industry without output */
    for (int k = 0; k < world_sourcings; k++) {
        const sourcing *rule = &world_sourcing[k];

        if ((int)rule->country == country && (int)rule->user == user &&
            (int)rule->product == product)
            return world_between(rule->share, w->year);
    }
    return share > max_imported ? max_imported : share;
}

/* Noise that stays over the years, times a little that does not. */
static double cell_noise(const state *w, int row, int col)
{
    return world_noise(0, (unsigned)row, (unsigned)col, 0.15) *
           world_noise(1 + (unsigned)w->year, (unsigned)row, (unsigned)col, 0.02);
}

static double share_from(const state *w, int kind, int seller, int buyer, int product,
                         double abroad)
{
    return seller == buyer ? 1 - abroad : abroad * w->source[kind][buyer][product][seller];
}

static void fill_inputs(const state *w, flows *out)
{
    for (int col = 0; col < INDUSTRIES; col++) {
        int s = col / SECTORS, j = col % SECTORS;

        for (int i = 0; i < SECTORS; i++) {
            double abroad = imported(w, s, j, i), use = world_technology[j][i] * w->x[col];

            for (int r = 0; r < COUNTRIES; r++) {
                int row = r * SECTORS + i;

                out->z[row][col] =
                    use * share_from(w, 0, r, s, i, abroad) * cell_noise(w, row, col);
            }
        }
    }
}

static void fill_final(const state *w, flows *out)
{
    for (int col = 0; col < FINAL_USES; col++) {
        int s = col / CATEGORIES, c = col % CATEGORIES;

        for (int i = 0; i < SECTORS; i++) {
            double abroad = imported(w, s, -1, i);
            double use = w->demand[s] * world_spending[c] * world_basket[c][i];

            for (int r = 0; r < COUNTRIES; r++) {
                int row = r * SECTORS + i;

                out->y[row][col] =
                    use * share_from(w, 1, r, s, i, abroad) * cell_noise(w, row, INDUSTRIES + col);
            }
        }
    }
    /* The oil exporter sells from its tanks. */
    out->y[OIL * SECTORS + MIN][OIL * CATEGORIES + INVENTORIES] *= -1;
}

/* Output is what is sold. */
static void update_output(state *w, const flows *f, double va[COUNTRIES])
{
    for (int row = 0; row < INDUSTRIES; row++) {
        double sold = 0, bought = 0;

        for (int col = 0; col < INDUSTRIES; col++) {
            sold += f->z[row][col];
            bought += f->z[col][row];
        }
        for (int col = 0; col < FINAL_USES; col++)
            sold += f->y[row][col];
        va[row / SECTORS] += w->x[row] - bought;
        w->x[row] = sold;
    }
}

/* A country whose share in world value added is too small gets stronger abroad. Exports are a part
 * of GDP only, so the whole gap is a cautious step. Returns the largest gap. */
static double update_strength(state *w, const double va[COUNTRIES])
{
    double sum = 0, target = 0, worst = 0;

    for (int c = 0; c < COUNTRIES; c++) {
        sum += va[c];
        target += target_gdp(c, w->year);
    }
    for (int c = 0; c < COUNTRIES; c++) {
        double gap = (target_gdp(c, w->year) / target) / (va[c] / sum);

        w->factor[c] *= gap;
        worst = fabs(gap - 1) > worst ? fabs(gap - 1) : worst;
    }
    return worst;
}

int world_solve(int year, flows *out)
{
    state w = {.year = year};
    double gap = 1;

    set_strengths(&w);
    set_demand(&w);
    for (int c = 0; c < COUNTRIES; c++) {
        w.factor[c] = target_gdp(c, year);
        for (int i = 0; i < SECTORS; i++)
            w.x[c * SECTORS + i] = c == HUB && i == MIN ? 0 : 2 * target_gdp(c, year) / SECTORS;
    }
    for (int round = 0; round < ROUNDS; round++) {
        double va[COUNTRIES] = {0};

        set_sources(&w);
        fill_inputs(&w, out);
        fill_final(&w, out);
        update_output(&w, out, va);
        gap = update_strength(&w, va);
    }
    return gap < max_gap;
}
