/* position_columns.c - the columns of the position of industries: words, formulas, and what is
 * solved for each */
#include <string.h>

#include "methods/position.h"

#define END                                                                                        \
    {                                                                                              \
        NULL, NULL, NULL, NULL, false                                                              \
    }
/* Money, shares, numbers of stages, of borders, and what has no unit. */
#define MONEY(name, long_name, formula)                                                            \
    {                                                                                              \
        name, long_name, formula, NULL, false                                                      \
    }
#define SHARE(name, long_name, formula)                                                            \
    {                                                                                              \
        name, long_name, formula, "1", false                                                       \
    }
#define STAGES(name, long_name, formula)                                                           \
    {                                                                                              \
        name, long_name, formula, "stages", false                                                  \
    }
#define BORDERS(name, long_name, formula)                                                          \
    {                                                                                              \
        name, long_name, formula, "borders", false                                                 \
    }
#define INDEX(name, long_name, formula)                                                            \
    {                                                                                              \
        name, long_name, formula, "index", false                                                   \
    }

/* ---- upstreamness, downstreamness, crossings ---------------------------------------------------
 */

#define BASE_TERMS                                                                                 \
    STAGES("upstreamness", "Upstreamness: mean number of stages to final use, weighted by output", \
           "sum (B x) / sum x"),                                                                   \
        STAGES("upstreamness_va", "Upstreamness, weighted by value added",                         \
               "sum va o ((B x) / x) / sum va"),                                                   \
        STAGES("upstreamness_exports", "Upstreamness, weighted by gross exports",                  \
               "sum e o ((B x) / x) / sum e"),                                                     \
        STAGES("downstreamness",                                                                   \
               "Downstreamness: mean number of stages behind the product, weighted by output",     \
               "sum (u B) o x / sum x"),                                                           \
        STAGES("downstreamness_fd", "Downstreamness, weighted by final use of the product",        \
               "sum (u B) o y / sum y"),                                                           \
        SHARE("final_sales_share", "Final sales in output", "sum y / sum x"),                      \
        SHARE("value_added_share", "Value added in output", "sum va / sum x"),                     \
        BORDERS(                                                                                   \
            "crossings_forward",                                                                   \
            "Mean number of borders ahead of a unit of output, that of the final good included",   \
            "sum (B e) / sum x"),                                                                  \
        BORDERS("crossings_forward_va", "Mean number of borders ahead, weighted by value added",   \
                "sum va o ((B e) / x) / sum va"),                                                  \
        BORDERS("crossings_backward", "Borders that the inputs in a unit of output have crossed",  \
                "sum (u A_F B) o x / sum x"),                                                      \
        BORDERS("crossings_backward_fd",                                                           \
                "Borders that inputs have crossed, weighted by final use of the product",          \
                "sum (u A_F B) o y / sum y")

static const gvc_position_column base_columns[] = {
    {GVC_POSITION_RATIO, P_STAGES, P_OUTPUT, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_STAGES, P_OUTPUT, P_RATE, P_OUTPUT},
    {GVC_POSITION_RATIO, P_STAGES_RATE, P_ONES, P_EXPORTS, P_LIVE},
    {GVC_POSITION_RATIO, P_UNIT_STAGES, P_ONES, P_OUTPUT, P_ONES},
    {GVC_POSITION_RATIO, P_UNIT_STAGES, P_ONES, P_FINAL, P_ONES},
    {GVC_POSITION_RATIO, P_FINAL, P_OUTPUT, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_VALUE, P_OUTPUT, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_CROSSED, P_OUTPUT, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_CROSSED, P_OUTPUT, P_RATE, P_OUTPUT},
    {GVC_POSITION_RATIO, P_UNIT_CROSSED, P_ONES, P_OUTPUT, P_ONES},
    {GVC_POSITION_RATIO, P_UNIT_CROSSED, P_ONES, P_FINAL, P_ONES},
};

/* ---- production length and participation, Wang, Wei, Yu and Zhu --------------------------------
 */

/* F(w): sum of v o w, value added that goes this way. */
#define LENGTH_TERMS                                                                               \
    MONEY("f_d", "Value added made and absorbed at home, in no trade", "v o (L y_D)"),             \
        MONEY("f_rt", "Value added in final goods sold abroad (traditional trade)",                \
              "v o (L y_F)"),                                                                      \
        MONEY("f_s", "Value added in simple chains: crosses one border, in an intermediate",       \
              "v o (L A_F L y_D)"),                                                                \
        MONEY("f_c", "Value added in complex chains: crosses more than one border",                \
              "v o (L A_F (x - L y_D))"),                                                          \
        SHARE("part_f", "Forward participation: value added that enters chains, in value added",   \
              "sum (f_s + f_c) / sum va"),                                                         \
        SHARE("part_f_s", "Forward participation in simple chains", "sum f_s / sum va"),           \
        SHARE("part_f_c", "Forward participation in complex chains", "sum f_c / sum va"),          \
        STAGES("plv", "Forward length: output made along the way, per unit of value added",        \
               "sum v o (B x) / sum va"),                                                          \
        STAGES("plv_d", "Forward length of what stays at home",                                    \
               "sum v o (L L y_D) / sum v o (L y_D)"),                                             \
        STAGES("plv_rt", "Forward length of traditional trade",                                    \
               "sum v o (L L y_F) / sum v o (L y_F)"),                                             \
        STAGES("plv_gvc", "Forward length of value chains",                                        \
               "sum v o ((B B - L L) y) / sum v o (L A_F x)"),                                     \
        STAGES("plvd_gvc", "Forward length of value chains, before the first border",              \
               "sum v o (L L A_F x) / sum v o (L A_F x)"),                                         \
        BORDERS("cbv_gvc", "Forward length of value chains, border crossings",                     \
                "sum v o (B A_F x) / sum v o (L A_F x)"),                                          \
        STAGES("plvf_gvc",                                                                         \
               "Forward length of value chains, after the first border, crossings apart",          \
               "sum v o (L A_F B A_D x) / sum v o (L A_F x)"),                                     \
        STAGES("plv_s", "Forward length of simple chains", "plvd_s + 1 + plvf_s"),                 \
        STAGES("plvd_s", "Forward length of simple chains, before the border",                     \
               "sum v o (L L A_F L y_D) / sum f_s"),                                               \
        STAGES("plvf_s", "Forward length of simple chains, after the border",                      \
               "sum v o (L A_F L A_D L y_D) / sum f_s"),                                           \
        STAGES("plv_c", "Forward length of complex chains", "plvd_c + cbv_c + plvf_c"),            \
        STAGES("plvd_c", "Forward length of complex chains, before the first border",              \
               "sum v o (L L A_F (x - L y_D)) / sum f_c"),                                         \
        BORDERS("cbv_c", "Forward length of complex chains, border crossings",                     \
                "sum v o (B A_F x - L A_F L y_D) / sum f_c"),                                      \
        STAGES("plvf_c",                                                                           \
               "Forward length of complex chains, after the first border, crossings apart",        \
               "sum v o (L A_F (B A_D x - L A_D L y_D)) / sum f_c"),                               \
        MONEY("b_d", "Final products made at home alone, absorbed at home", "(v L) o y_D"),        \
        MONEY("b_rt", "Final products made at home alone, sold abroad (traditional trade)",        \
              "(v L) o y_F"),                                                                      \
        MONEY("b_s", "Final products from simple chains: inputs cross one border",                 \
              "(v L A_F L) o y_D"),                                                                \
        MONEY("b_c",                                                                               \
              "Final products from complex chains: inputs cross borders more than once, "          \
              "or the product too",                                                                \
              "(v B - v L) o y - (v L A_F L) o y_D"),                                              \
        SHARE("part_b", "Backward participation: final products that come out of chains",          \
              "sum (b_s + b_c) / sum y"),                                                          \
        SHARE("part_b_s", "Backward participation in simple chains", "sum b_s / sum y"),           \
        SHARE("part_b_c", "Backward participation in complex chains", "sum b_c / sum y"),          \
        STAGES("ply", "Backward length: output made along the way, per unit of final product",     \
               "sum (v B B) o y / sum (v B) o y"),                                                 \
        STAGES("ply_d", "Backward length of what is made and absorbed at home",                    \
               "sum (v L L) o y_D / sum (v L) o y_D"),                                             \
        STAGES("ply_rt", "Backward length of traditional trade",                                   \
               "sum (v L L) o y_F / sum (v L) o y_F"),                                             \
        STAGES("ply_gvc", "Backward length of value chains",                                       \
               "sum (v B B - v L L) o y / sum (v B - v L) o y"),                                   \
        STAGES("plyd_gvc", "Backward length of value chains, after the last border",               \
               "sum ((v B - v L) L) o y / sum (v B - v L) o y"),                                   \
        BORDERS("cby_gvc", "Backward length of value chains, border crossings",                    \
                "sum (v B A_F B) o y / sum (v B - v L) o y"),                                      \
        STAGES("plyf_gvc",                                                                         \
               "Backward length of value chains, before the last border, crossings apart",         \
               "sum (v B A_D B A_F L) o y / sum (v B - v L) o y"),                                 \
        INDEX("position", "Position: above 1 nearer to primary inputs, below 1 to final use",      \
              "plv_gvc / ply_gvc")

/* Columns of this part that others refer to. */
enum { PLV_GVC = 10, PLY_GVC = 31 };
#define FORWARD(num, den)                                                                          \
    {                                                                                              \
        GVC_POSITION_RATIO, num, den, P_RATE, den                                                  \
    }
#define BACK(num, den, weight)                                                                     \
    {                                                                                              \
        GVC_POSITION_RATIO, num, den, weight, den                                                  \
    }

static const gvc_position_column length_columns[] = {
    {GVC_POSITION_SUM, P_HOME, P_NONE, P_RATE, P_NONE},
    {GVC_POSITION_SUM, P_TRADED, P_NONE, P_RATE, P_NONE},
    {GVC_POSITION_SUM, P_SIMPLE, P_NONE, P_RATE, P_NONE},
    {GVC_POSITION_SUM, P_COMPLEX, P_NONE, P_RATE, P_NONE},
    {GVC_POSITION_RATIO, P_CHAIN, P_OUTPUT, P_RATE, P_NONE},
    {GVC_POSITION_RATIO, P_SIMPLE, P_OUTPUT, P_RATE, P_NONE},
    {GVC_POSITION_RATIO, P_COMPLEX, P_OUTPUT, P_RATE, P_NONE},
    FORWARD(P_STAGES, P_OUTPUT),
    FORWARD(P_HOME_LONG, P_HOME),
    FORWARD(P_TRADED_LONG, P_TRADED),
    FORWARD(P_CHAIN_LONG, P_CHAIN),
    FORWARD(P_CHAIN_BEFORE, P_CHAIN),
    FORWARD(P_CHAIN_ACROSS, P_CHAIN),
    FORWARD(P_CHAIN_AFTER, P_CHAIN),
    FORWARD(P_SIMPLE_LONG, P_SIMPLE),
    FORWARD(P_SIMPLE_BEFORE, P_SIMPLE),
    FORWARD(P_SIMPLE_AFTER, P_SIMPLE),
    FORWARD(P_COMPLEX_LONG, P_COMPLEX),
    FORWARD(P_COMPLEX_BEFORE, P_COMPLEX),
    FORWARD(P_COMPLEX_ACROSS, P_COMPLEX),
    FORWARD(P_COMPLEX_AFTER, P_COMPLEX),
    {GVC_POSITION_SUM, P_LOCAL, P_NONE, P_FINAL_HOME, P_NONE},
    {GVC_POSITION_SUM, P_LOCAL, P_NONE, P_FINAL_ABROAD, P_NONE},
    {GVC_POSITION_SUM, P_BACK_SIMPLE_FINAL, P_NONE, P_NONE, P_NONE},
    {GVC_POSITION_SUM, P_BACK_COMPLEX_FINAL, P_NONE, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_BACK_CHAIN_FINAL, P_FINAL, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_BACK_SIMPLE_FINAL, P_FINAL, P_NONE, P_NONE},
    {GVC_POSITION_RATIO, P_BACK_COMPLEX_FINAL, P_FINAL, P_NONE, P_NONE},
    BACK(P_BACK_LONG, P_CONTENT, P_FINAL),
    BACK(P_LOCAL_LONG, P_LOCAL, P_FINAL_HOME),
    BACK(P_LOCAL_LONG, P_LOCAL, P_FINAL_ABROAD),
    BACK(P_BACK_CHAIN_LONG, P_BACK_CHAIN, P_FINAL),
    BACK(P_BACK_CHAIN_AFTER, P_BACK_CHAIN, P_FINAL),
    BACK(P_BACK_CHAIN_ACROSS, P_BACK_CHAIN, P_FINAL),
    BACK(P_BACK_CHAIN_BEFORE, P_BACK_CHAIN, P_FINAL),
    {GVC_POSITION_QUOTIENT, PLV_GVC, PLY_GVC, P_NONE, P_NONE},
};

#define LENGTH_OTHER                                                                               \
    MONEY("b_other", "Final products that the stated value added does not explain",                \
          "((u - u A - v) B) o y")
static const gvc_position_column length_other[] = {
    {GVC_POSITION_SUM, P_BACK_OTHER, P_NONE, P_FINAL, P_NONE}};

/* ---- participation and position in exports, Koopman, Powers, Wang and Wei ----------------------
 */

#define EXPORT_TERMS                                                                               \
    MONEY("dv", "Domestic value added in exports, double counting included",                       \
          "sum_s (v_s B_ss) o e_s"),                                                               \
        MONEY("fv", "Foreign value added in exports", "sum_{t!=s} (v_t B_ts) o e_s"),              \
        MONEY("iv", "Indirect value added: own value added in the exports of other countries",     \
              "v_s o sum_{r!=s} B_sr e_r"),                                                        \
        SHARE("participation_backward", "Backward participation: fv in gross exports",             \
              "sum fv / sum e"),                                                                   \
        SHARE("participation_forward", "Forward participation: iv in gross exports",               \
              "sum iv / sum e"),                                                                   \
        SHARE("participation", "Participation in value chains",                                    \
              "participation_backward + participation_forward"),                                   \
        INDEX("position_kpww", "Position: above 0 upstream, below 0 downstream",                   \
              "ln(1 + participation_forward) - ln(1 + participation_backward)")

enum { FOREIGN_PART = 3, INDIRECT_PART = 4 };

static const gvc_position_column export_columns[] = {
    {GVC_POSITION_SUM, P_DOMESTIC_EXPORTS, P_NONE, P_NONE, P_NONE},
    {GVC_POSITION_SUM, P_FOREIGN_EXPORTS, P_NONE, P_NONE, P_NONE},
    {GVC_POSITION_SUM, P_INDIRECT_EXPORTS, P_NONE, P_NONE, P_NONE},
    {GVC_POSITION_SHARE, P_FOREIGN_EXPORTS, P_EXPORTS, P_NONE, P_NONE},
    {GVC_POSITION_SHARE, P_INDIRECT_EXPORTS, P_EXPORTS, P_NONE, P_NONE},
    {GVC_POSITION_SHARE, P_BOTH_EXPORTS, P_EXPORTS, P_NONE, P_NONE},
    {GVC_POSITION_LOGS, INDIRECT_PART, FOREIGN_PART, P_NONE, P_NONE},
};

#define EXPORT_OTHER                                                                               \
    MONEY("other", "Exports that the stated value added does not explain", "((u - u A - v) B) o e")
static const gvc_position_column export_other[] = {
    {GVC_POSITION_SUM, P_BACK_OTHER, P_NONE, P_EXPORTS, P_NONE}};

/* ---- which columns -----------------------------------------------------------------------------
 */

static const gvc_term base_terms[] = {BASE_TERMS, END};
static const gvc_term length_terms[] = {BASE_TERMS, LENGTH_TERMS, END};
static const gvc_term export_terms[] = {BASE_TERMS, EXPORT_TERMS, END};
static const gvc_term both_terms[] = {BASE_TERMS, LENGTH_TERMS, EXPORT_TERMS, END};
static const gvc_term length_given[] = {BASE_TERMS, LENGTH_TERMS, LENGTH_OTHER, END};
static const gvc_term export_given[] = {BASE_TERMS, EXPORT_TERMS, EXPORT_OTHER, END};
static const gvc_term both_given[] = {BASE_TERMS,   LENGTH_TERMS, LENGTH_OTHER,
                                      EXPORT_TERMS, EXPORT_OTHER, END};

#define HEADLINE                                                                                   \
    "upstreamness downstreamness final_sales_share value_added_share crossings_forward "           \
    "crossings_backward"

const gvc_variant gvc_position_variants[] = {
    {"stages", "stages ahead and behind, and borders on the way", base_terms, NULL, HEADLINE},
    {"length", "with --length: what enters value chains, and how long they are", length_terms, NULL,
     "upstreamness part_f part_b plv plv_gvc ply ply_gvc position"},
    {"kpww", "with --kpww: value chains in exports", export_terms, NULL,
     "upstreamness downstreamness participation_backward participation_forward participation "
     "position_kpww"},
    {"length, kpww", "with --length --kpww", both_terms, NULL,
     "upstreamness part_f part_b plv_gvc ply_gvc position participation position_kpww"},
    {"length, stated value added", "with --length --va given: and what that leaves unexplained",
     length_given, NULL, "upstreamness part_f part_b plv plv_gvc ply ply_gvc position"},
    {"kpww, stated value added", "with --kpww --va given: and what that leaves unexplained",
     export_given, NULL,
     "upstreamness downstreamness participation_backward participation_forward participation "
     "position_kpww"},
    {"length, kpww, stated value added", "with --length --kpww --va given", both_given, NULL,
     "upstreamness part_f part_b plv_gvc ply_gvc position participation position_kpww"},
    {NULL, NULL, NULL, NULL, NULL},
};

bool gvc_position_has(const gvc_measure_options *o, const char *word)
{
    for (const char *const *w = o->with; w != NULL && *w != NULL; w++) {
        if (strcmp(*w, word) == 0) {
            return true;
        }
    }
    return false;
}

gvc_status gvc_position_with(gvc_ctx *ctx, const gvc_measure_options *o)
{
    static const char *const offered[] = {"length", "kpww", NULL};
    gvc_status status = GVC_OK;
    for (const char *const *w = o->with; w != NULL && *w != NULL && status == GVC_OK; w++) {
        const char *word = *w;
        status = gvc_word(ctx, "position", "columns", &word, offered);
    }
    return status;
}

const gvc_variant *gvc_position_variant(const gvc_measure_options *o)
{
    int k = (gvc_position_has(o, "length") ? 1 : 0) + (gvc_position_has(o, "kpww") ? 2 : 0);
    return &gvc_position_variants[k > 0 && o->va == GVC_VA_GIVEN ? k + 3 : k];
}

#define COUNT(items) ((int)(sizeof(items) / sizeof *(items)))
_Static_assert(COUNT(base_terms) == COUNT(base_columns) + 1, "a formula for each name");
_Static_assert(COUNT(length_terms) == COUNT(base_terms) + COUNT(length_columns), "the same");
_Static_assert(COUNT(export_terms) == COUNT(base_terms) + COUNT(export_columns), "the same");
_Static_assert(COUNT(both_given) <= GVC_POSITION_COLUMNS, "room for all columns");

/* Columns refer to each other by their place in the part. */
static void append(gvc_position_columns *to, const gvc_position_column *part, int count)
{
    int start = to->count;
    for (int k = 0; k < count; k++) {
        gvc_position_column c = part[k];
        if (c.kind == GVC_POSITION_QUOTIENT || c.kind == GVC_POSITION_LOGS) {
            c.num += start;
            c.den += start;
        }
        to->items[to->count++] = c;
    }
}

gvc_position_columns gvc_position_chosen(const gvc_measure_options *o)
{
    gvc_position_columns all = {.count = 0};
    bool given = o->va == GVC_VA_GIVEN;
    append(&all, base_columns, COUNT(base_columns));
    if (gvc_position_has(o, "length")) {
        append(&all, length_columns, COUNT(length_columns));
        append(&all, length_other, given ? 1 : 0);
    }
    if (gvc_position_has(o, "kpww")) {
        append(&all, export_columns, COUNT(export_columns));
        append(&all, export_other, given ? 1 : 0);
    }
    return all;
}

/* ---- what is solved for them -------------------------------------------------------------------
 */

enum {
    ACROSS = P_FORWARD | P_SOLVE_CROSSING,
    AFTER = ACROSS | P_SOLVE_STAGES,
    CHAIN = P_BACKWARD | P_SOLVE_CONTENT,
    BEFORE = CHAIN | P_SOLVE_BACK | P_SOLVE_BACK_CROSSING,
};

/* Vectors that are not here come from the accounts. */
static const unsigned solves_of[P_VECTORS] = {
    [P_CONTENT] = P_SOLVE_CONTENT,
    [P_STAGES] = P_SOLVE_STAGES,
    [P_STAGES_RATE] = P_SOLVE_STAGES,
    [P_CROSSED] = P_SOLVE_CROSSED,
    [P_UNIT_STAGES] = P_SOLVE_UNIT,
    [P_UNIT_CROSSED] = P_SOLVE_UNIT_CROSSED,
    [P_HOME] = P_FORWARD,
    [P_TRADED] = P_FORWARD,
    [P_COMPLEX] = P_FORWARD,
    [P_SIMPLE] = P_FORWARD,
    [P_HOME_LONG] = P_FORWARD,
    [P_TRADED_LONG] = P_FORWARD,
    [P_COMPLEX_BEFORE] = P_FORWARD,
    [P_SIMPLE_BEFORE] = P_FORWARD,
    [P_CROSSING] = ACROSS,
    [P_COMPLEX_ACROSS] = ACROSS,
    [P_SIMPLE_AFTER] = P_FORWARD,
    [P_COMPLEX_AFTER] = AFTER,
    [P_SIMPLE_LONG] = P_FORWARD,
    [P_COMPLEX_LONG] = AFTER,
    [P_CHAIN] = P_FORWARD,
    [P_CHAIN_BEFORE] = P_FORWARD,
    [P_CHAIN_ACROSS] = ACROSS,
    [P_CHAIN_AFTER] = AFTER,
    [P_CHAIN_LONG] = AFTER,
    [P_BACK_CHAIN] = CHAIN,
    [P_BACK_REST] = BEFORE,
    [P_BACK_SIMPLE] = P_BACKWARD,
    [P_BACK_COMPLEX] = CHAIN,
    [P_BACK_LONG] = P_SOLVE_CONTENT | P_SOLVE_BACK,
    [P_LOCAL_LONG] = P_BACKWARD,
    [P_BACK_CHAIN_AFTER] = CHAIN,
    [P_BACK_CHAIN_ACROSS] = CHAIN | P_SOLVE_BACK_CROSSING,
    [P_BACK_CHAIN_BEFORE] = BEFORE,
    [P_BACK_CHAIN_LONG] = BEFORE,
    [P_BACK_OTHER] = P_SOLVE_CONTENT | P_SOLVE_OTHER,
    [P_BACK_SIMPLE_FINAL] = P_BACKWARD,
    [P_BACK_COMPLEX_FINAL] = CHAIN,
    [P_BACK_CHAIN_FINAL] = CHAIN,
    [P_DOMESTIC_EXPORTS] = P_MODEL_CONTENT,
    [P_FOREIGN_EXPORTS] = P_MODEL_CONTENT,
    [P_INDIRECT_EXPORTS] = P_MODEL_SOLD,
    [P_BOTH_EXPORTS] = P_MODEL_CONTENT | P_MODEL_SOLD,
};

static unsigned solves_for(const gvc_position_columns *all, const gvc_position_column *c)
{
    if (c->kind == GVC_POSITION_QUOTIENT || c->kind == GVC_POSITION_LOGS) {
        return solves_for(all, &all->items[c->num]) | solves_for(all, &all->items[c->den]);
    }
    return solves_of[c->num] | (c->den == P_NONE ? 0 : solves_of[c->den]) |
           (c->weight == P_NONE ? 0 : solves_of[c->weight]);
}

unsigned gvc_position_solves(const gvc_measure_options *o)
{
    const gvc_position_columns all = gvc_position_chosen(o);
    const gvc_term *terms = gvc_position_variant(o)->terms;
    unsigned solves = 0;
    for (int k = 0; k < all.count; k++) {
        const char *const name[] = {terms[k].name, NULL};
        solves |= gvc_wants(o, name) ? solves_for(&all, &all.items[k]) : 0;
    }
    return solves;
}
