/* world.h - the made-up world of the example table: who makes what, with what, and for whom */
#ifndef GVC_EXAMPLE_WORLD_H
#define GVC_EXAMPLE_WORLD_H

enum {
    YEARS = 3, /* 2000, 2010, 2020; the middle one lies between the recipes of the others */
    COUNTRIES = 10,
    SECTORS = 10,
    CATEGORIES = 4,
    INDUSTRIES = COUNTRIES * SECTORS,
    FINAL_USES = COUNTRIES * CATEGORIES
};

enum country { HQE, UPG, ASY, PAR, OIL, FAR, HUB, SVC, BIG, ROW };
enum sector { AGR, MIN, FOO, TEX, MAT, ELE, CAR, UTC, BUS, PUB };
enum category { HOUSEHOLDS, GOVERNMENT, INVESTMENT, INVENTORIES };

/* Pairs are the first and the last year. */
typedef struct recipe {
    const char *code, *name;
    double gdp[2];          /* billion USD */
    double balance;         /* exports less imports, share of GDP */
    double inputs_open[2];  /* how much of the inputs is imported, times what the product allows */
    double final_open[2];   /* the same of final goods */
    double wage[2];         /* thousand USD a job */
    double parts[SECTORS];  /* strength in selling inputs abroad, 0 to 10 */
    double finals[SECTORS]; /* strength in selling final goods abroad, 0 to 10 */
} recipe;

/* A strength that is another one in the last year. */
typedef struct change {
    enum country country;
    enum sector sector;
    double parts, finals;
} change;

/* Imported share of one input of one industry, where it differs from the rule. */
typedef struct sourcing {
    enum country country;
    enum sector user, product;
    double share[2];
} sourcing;

/* A buyer that takes a seller's inputs more often than its strength alone says. */
typedef struct tie {
    enum country seller, buyer;
    double times;
} tie;

extern const int world_year[YEARS];
extern const char *const world_sector[SECTORS][2]; /* code, name */
extern const char *const world_category[CATEGORIES];
extern const recipe world_country[COUNTRIES];
extern const change world_change[];
extern const sourcing world_sourcing[];
extern const tie world_tie[];
extern const int world_changes, world_sourcings, world_ties;

extern const double world_technology[SECTORS][SECTORS]; /* [user][product], share of output */
extern const double world_tradable[2][SECTORS];         /* of inputs, of final goods */
extern const double world_basket[CATEGORIES][SECTORS];  /* each sums to 1 */
extern const double world_spending[CATEGORIES];         /* share of final demand */
extern const double world_labour[SECTORS];              /* wages, share of value added */

/* The flows before rounding, million USD; row sells to column. */
typedef struct flows {
    double z[INDUSTRIES][INDUSTRIES];
    double y[INDUSTRIES][FINAL_USES];
} flows;

/* Flows of year number `year` (0 to YEARS - 1): demand, sources and output that fit together. 0
 * when they do not. */
int world_solve(int year, flows *out);
/* A number from 1 - spread to 1 + spread, always the same for the same arguments. */
double world_noise(unsigned stream, unsigned row, unsigned col, double spread);
/* first and last year's value, or what lies between. */
double world_between(const double pair[2], int year);

#endif
