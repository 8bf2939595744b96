/* recipes.c - the numbers behind the example table. Nothing here is data: they are chosen so that
 * each economy shows one role of the debate on global value chains. */
#include "world.h"

const int world_year[YEARS] = {2000, 2010, 2020};

const char *const world_sector[SECTORS][2] = {
    {"AGR", "Agriculture and forestry"},
    {"MIN", "Mining, oil and gas"},
    {"FOO", "Food and beverages"},
    {"TEX", "Textiles and clothing"},
    {"MAT", "Chemicals and metals"},
    {"ELE", "Electronics"},
    {"CAR", "Vehicles and machinery"},
    {"UTC", "Utilities and construction"},
    {"BUS", "Trade, transport and business services"},
    {"PUB", "Public and personal services"},
};

const char *const world_category[CATEGORIES] = {"C", "G", "I", "INV"};

/* strengths: AGR MIN FOO TEX MAT ELE CAR UTC BUS PUB */
const recipe world_country[COUNTRIES] = {
    {.code = "HQE",
     .name = "Headland (headquarters)",
     .gdp = {9000, 18000},
     .balance = -0.02,
     .inputs_open = {0.22, 0.27},
     .final_open = {0.22, 0.30},
     .wage = {38, 62},
     .parts = {1, 0.3, 1, 0.5, 4, 4, 4, 0.1, 7, 0.5},
     .finals = {0.5, 0, 1, 0.5, 1, 2, 5, 0, 3, 0.5}},
    {.code = "UPG",
     .name = "Upgradia (upgrader)",
     .gdp = {900, 6500},
     .balance = 0.03,
     .inputs_open = {0.38, 0.34},
     .final_open = {0.18, 0.26},
     .wage = {3, 14},
     .parts = {0.5, 0.2, 0.5, 3, 1, 1, 0.5, 0, 0.3, 0},
     .finals = {0.5, 0, 1, 5, 0.5, 8, 1, 0, 0.2, 0}},
    {.code = "ASY",
     .name = "Assemblia (assembly platform)",
     .gdp = {300, 1000},
     .balance = 0.06,
     .inputs_open = {0.62, 0.66},
     .final_open = {0.30, 0.36},
     .wage = {4, 9},
     .parts = {0.5, 0.2, 0.3, 0.5, 0.2, 0.5, 0.8, 0, 0.2, 0},
     .finals = {0.5, 0, 0.3, 2, 0.2, 8, 4, 0, 0.1, 0}},
    {.code = "PAR",
     .name = "Partsland (parts supplier)",
     .gdp = {1200, 2900},
     .balance = 0.03,
     .inputs_open = {0.27, 0.31},
     .final_open = {0.26, 0.30},
     .wage = {24, 42},
     .parts = {0.1, 0.1, 0.1, 0.5, 4, 10, 3, 0, 0.3, 0},
     .finals = {0.1, 0, 0.2, 0.2, 0.2, 0.6, 0.8, 0, 0.1, 0}},
    {.code = "OIL",
     .name = "Petronia (oil exporter)",
     .gdp = {500, 1500},
     .balance = 0.12,
     .inputs_open = {0.14, 0.16},
     .final_open = {0.36, 0.42},
     .wage = {12, 24},
     .parts = {0, 10, 0, 0, 0.2, 0, 0, 0, 0, 0},
     .finals = {0, 0.1, 0, 0, 0, 0, 0, 0, 0, 0}},
    {.code = "FAR",
     .name = "Agraria (farm exporter)",
     .gdp = {600, 1600},
     .balance = 0.05,
     .inputs_open = {0.22, 0.25},
     .final_open = {0.22, 0.26},
     .wage = {7, 13},
     .parts = {10, 1, 3, 0.2, 0.3, 0, 0.1, 0, 0.3, 0},
     .finals = {6, 0, 8, 0.5, 0.1, 0, 0.1, 0, 0.3, 0}},
    {.code = "HUB",
     .name = "Entrepot (trade hub)",
     .gdp = {200, 600},
     .balance = 0.08,
     .inputs_open = {1.05, 1.20},
     .final_open = {0.55, 0.60},
     .wage = {25, 50},
     .parts = {0.2, 0, 0.3, 0.3, 5, 6, 1, 0, 2, 0},
     .finals = {0.1, 0, 0.3, 0.3, 0.5, 1, 0.3, 0, 0.5, 0}},
    {.code = "SVC",
     .name = "Servicia (services exporter)",
     .gdp = {900, 2200},
     .balance = 0.01,
     .inputs_open = {0.26, 0.30},
     .final_open = {0.30, 0.36},
     .wage = {15, 28},
     .parts = {0.2, 0.1, 0.2, 0.1, 0.3, 0.2, 0.2, 0, 10, 0.3},
     .finals = {0.2, 0, 0.3, 0.2, 0.1, 0.1, 0.1, 0, 5, 0.7}},
    {.code = "BIG",
     .name = "Grandia (large and closed)",
     .gdp = {8000, 16500},
     .balance = -0.01,
     .inputs_open = {0.15, 0.18},
     .final_open = {0.10, 0.13},
     .wage = {30, 48},
     .parts = {3, 1, 2, 1, 4, 2, 4, 0.1, 4, 0.3},
     .finals = {2, 0, 2, 1, 1, 1, 4, 0, 2, 0.3}},
    {.code = "ROW",
     .name = "Rest of the world",
     .gdp = {8000, 22000},
     .balance = 0,
     .inputs_open = {0.26, 0.30},
     .final_open = {0.22, 0.26},
     .wage = {6, 12},
     .parts = {5, 5, 4, 4, 4, 2, 3, 0.2, 4, 0.5},
     .finals = {4, 0.5, 4, 4, 2, 1.5, 3, 0, 3, 0.5}},
};

const change world_change[] = {
    {UPG, TEX, 3, 4},   {UPG, MAT, 2.5, 1}, {UPG, ELE, 4, 10},   {UPG, CAR, 2, 4},
    {UPG, BUS, 1, 0.5}, {HQE, ELE, 4, 1},   {PAR, ELE, 10, 0.4},
};
const int world_changes = sizeof world_change / sizeof world_change[0];

const sourcing world_sourcing[] = {
    /* The upgrader learns to make the parts that it used to import. */
    {UPG, ELE, ELE, {0.90, 0.28}},
    {UPG, ELE, MAT, {0.70, 0.20}},
    {UPG, CAR, CAR, {0.60, 0.20}},
    {UPG, TEX, TEX, {0.55, 0.15}},
    /* The assembly platform does not. */
    {ASY, ELE, ELE, {0.92, 0.93}},
    {ASY, ELE, MAT, {0.75, 0.75}},
    {ASY, CAR, CAR, {0.80, 0.82}},
    {ASY, CAR, MAT, {0.70, 0.72}},
    {ASY, TEX, TEX, {0.70, 0.72}},
    /* Raw material has to come from where it is. */
    {PAR, MAT, MIN, {0.80, 0.82}},
    {HUB, MAT, MIN, {1, 1}},
};
const int world_sourcings = sizeof world_sourcing / sizeof world_sourcing[0];

/* Parts go where they are put together. */
const tie world_tie[] = {
    {PAR, ASY, 3}, {PAR, UPG, 3}, {PAR, HUB, 3}, {HUB, ASY, 2}, {HUB, UPG, 2},
};
const int world_ties = sizeof world_tie / sizeof world_tie[0];

/* products: AGR MIN FOO TEX MAT ELE CAR UTC BUS PUB */
const double world_technology[SECTORS][SECTORS] = {
    /* AGR */ {0.150, 0.005, 0.060, 0.005, 0.090, 0.005, 0.020, 0.030, 0.100, 0.010},
    /* MIN */ {0.000, 0.070, 0.000, 0.003, 0.050, 0.010, 0.040, 0.060, 0.100, 0.010},
    /* FOO */ {0.300, 0.005, 0.150, 0.004, 0.060, 0.003, 0.020, 0.030, 0.140, 0.010},
    /* TEX */ {0.050, 0.005, 0.005, 0.320, 0.100, 0.005, 0.020, 0.035, 0.130, 0.010},
    /* MAT */ {0.010, 0.130, 0.005, 0.005, 0.260, 0.010, 0.030, 0.055, 0.130, 0.010},
    /* ELE */ {0.000, 0.005, 0.000, 0.005, 0.100, 0.380, 0.030, 0.020, 0.160, 0.010},
    /* CAR */ {0.000, 0.005, 0.000, 0.010, 0.220, 0.070, 0.250, 0.020, 0.140, 0.010},
    /* UTC */ {0.002, 0.100, 0.000, 0.003, 0.160, 0.030, 0.030, 0.130, 0.130, 0.010},
    /* BUS */ {0.003, 0.001, 0.015, 0.004, 0.025, 0.020, 0.015, 0.040, 0.250, 0.020},
    /* PUB */ {0.003, 0.001, 0.020, 0.005, 0.040, 0.020, 0.010, 0.050, 0.150, 0.050},
};

const double world_tradable[2][SECTORS] = {
    {0.50, 1.30, 0.50, 1.20, 1.00, 1.50, 1.20, 0.05, 0.40, 0.08},
    {0.60, 1.00, 0.60, 1.80, 1.20, 2.00, 1.60, 0.02, 0.20, 0.06},
};

const double world_basket[CATEGORIES][SECTORS] = {
    {0.030, 0.010, 0.115, 0.050, 0.050, 0.040, 0.050, 0.100, 0.350, 0.205},
    {0.000, 0.000, 0.000, 0.000, 0.010, 0.010, 0.010, 0.020, 0.100, 0.850},
    {0.000, 0.000, 0.000, 0.000, 0.020, 0.100, 0.190, 0.540, 0.150, 0.000},
    {0.150, 0.100, 0.150, 0.100, 0.200, 0.150, 0.150, 0.000, 0.000, 0.000},
};

const double world_spending[CATEGORIES] = {0.580, 0.180, 0.235, 0.005};

const double world_labour[SECTORS] = {0.45, 0.25, 0.50, 0.65, 0.50, 0.55, 0.60, 0.58, 0.55, 0.80};
