/* position.h - what the parts of the position of industries share
 *
 * Every column is a sum, or a ratio of two sums, over the industries of a cell: the products of a
 * vector of this list and a weight, itself a vector of it. Symbols as in gvc/measure.h; y final
 * use, y_D at home, y_F abroad, e gross exports, A_F the blocks of A off the diagonal, A_D those on
 * it, u a row of ones. */
#ifndef GVC_POSITION_H
#define GVC_POSITION_H

#include "methods/method.h"

enum {
    P_NONE = -1, /* no denominator, or no weight: 1 */
    /* the accounts */
    P_ONES,
    P_CONTENT, /* v B: 1 where value added is the residual */
    P_LOCAL,   /* v L */
    /* those three times A_F */
    P_ONES_CROSS,
    P_CONTENT_CROSS,
    P_LOCAL_CROSS,
    P_LIVE, /* 1 where there is output */
    P_OUTPUT,
    P_VALUE,
    P_RATE, /* v */
    P_EXPORTS,
    P_FINAL,
    P_FINAL_HOME,
    P_FINAL_ABROAD,
    /* stages and crossings */
    P_STAGES,       /* B x */
    P_STAGES_RATE,  /* (B x) / x */
    P_CROSSED,      /* B e */
    P_UNIT_STAGES,  /* u B */
    P_UNIT_CROSSED, /* u A_F B */
    /* forward: output by the way it takes, and output along that way */
    P_LEAVING,   /* L e */
    P_HOME,      /* L y_D */
    P_TRADED,    /* L y_F */
    P_COMPLEX,   /* L A_F (x - L y_D) */
    P_SIMPLE,    /* L A_F L y_D */
    P_HOME_LONG, /* L times each of the last four */
    P_TRADED_LONG,
    P_COMPLEX_BEFORE,
    P_SIMPLE_BEFORE,
    P_CROSSING,       /* B A_F x */
    P_COMPLEX_ACROSS, /* of which in complex chains: L A_F (x - L y_D) + L A_F B A_F x */
    P_SIMPLE_AFTER,   /* L A_F L A_D L y_D */
    P_COMPLEX_AFTER,  /* L A_F (B A_D x - L A_D L y_D) */
    P_SIMPLE_LONG,    /* sums of before, across and after */
    P_COMPLEX_LONG,
    P_CHAIN, /* simple and complex: L A_F x */
    P_CHAIN_BEFORE,
    P_CHAIN_ACROSS,
    P_CHAIN_AFTER,
    P_CHAIN_LONG,
    /* backward: the mirror, per unit of final product */
    P_BACK_CHAIN,        /* g = v B - v L */
    P_BACK_REST,         /* v B A_D B */
    P_BACK_SIMPLE,       /* v L A_F L */
    P_BACK_COMPLEX,      /* g A_F L */
    P_BACK_LONG,         /* v B B */
    P_LOCAL_LONG,        /* v L L */
    P_BACK_CHAIN_AFTER,  /* g L */
    P_BACK_CHAIN_ACROSS, /* v B A_F B */
    P_BACK_CHAIN_BEFORE, /* v B A_D B A_F L */
    P_BACK_CHAIN_LONG,
    P_BACK_OTHER, /* (u - u A - v) B: what stated value added leaves open */
    /* in money */
    P_BACK_SIMPLE_FINAL, /* (v L A_F L) o y_D */
    P_BACK_COMPLEX_FINAL,
    P_BACK_CHAIN_FINAL,
    P_DOMESTIC_EXPORTS, /* cB o e */
    P_FOREIGN_EXPORTS,  /* cF o e */
    P_INDIRECT_EXPORTS, /* v o sum over s != own of B_.s e_s */
    P_BOTH_EXPORTS,     /* the last two */
    P_VECTORS,
};

/* What is solved: bits of a set. */
enum {
    P_SOLVE_STAGES = 1 << 0,        /* B x */
    P_SOLVE_CROSSED = 1 << 1,       /* B e */
    P_SOLVE_CROSSING = 1 << 2,      /* B A_F x */
    P_SOLVE_UNIT = 1 << 3,          /* u B */
    P_SOLVE_UNIT_CROSSED = 1 << 4,  /* u A_F B */
    P_SOLVE_CONTENT = 1 << 5,       /* v B */
    P_SOLVE_BACK = 1 << 6,          /* v B B */
    P_SOLVE_BACK_CROSSING = 1 << 7, /* v B A_F B */
    P_SOLVE_OTHER = 1 << 8,         /* (u - u A - v) B */
    P_FORWARD = 1 << 9,             /* products with L and A_F alone */
    P_BACKWARD = 1 << 10,
    P_MODEL_CONTENT = 1 << 11, /* cb, cf of the model */
    P_MODEL_SOLD = 1 << 12,    /* sold of the model */
};

typedef enum gvc_position_kind {
    GVC_POSITION_SUM,      /* sum of weight o num */
    GVC_POSITION_RATIO,    /* the same over the sum of weight o den */
    GVC_POSITION_SHARE,    /* a ratio, NaN where the denominator is not above 0 */
    GVC_POSITION_QUOTIENT, /* of two columns: num / den */
    GVC_POSITION_LOGS,     /* of two columns: ln(1 + num) - ln(1 + den) */
} gvc_position_kind;

typedef struct gvc_position_column {
    gvc_position_kind kind;
    int num, den; /* vectors; columns of the same part (QUOTIENT, LOGS) */
    int weight;   /* a vector, or P_NONE */
    /* For properties of an industry, whatever its weight: what num is divided by, without weights,
     * where the weights of a cell add up to 0; NaN where this is 0 itself. P_NONE: no such thing.
     */
    int plain;
} gvc_position_column;

enum { GVC_POSITION_COLUMNS = 72, GVC_POSITION_HIDDEN = 3 /* arrays beyond each term */ };

/* The columns that options ask for, in the order of the terms of the variant. */
typedef struct gvc_position_columns {
    gvc_position_column items[GVC_POSITION_COLUMNS];
    int count;
} gvc_position_columns;

/* position_columns.c: GVC_EARG for words of `with` that there are not. */
gvc_status gvc_position_with(gvc_ctx *ctx, const gvc_measure_options *o);
bool gvc_position_has(const gvc_measure_options *o, const char *word);
extern const gvc_variant gvc_position_variants[];
const gvc_variant *gvc_position_variant(const gvc_measure_options *o);
gvc_position_columns gvc_position_chosen(const gvc_measure_options *o);
/* What the wanted ones among them take: P_SOLVE_... */
unsigned gvc_position_solves(const gvc_measure_options *o);

/* position_vectors.c: P_VECTORS x n, those that are not asked for 0. */
gvc_workload gvc_position_extra(const gvc_model *m, const gvc_measure_options *o);
size_t gvc_position_bytes(const gvc_model *m);
gvc_status gvc_position_vectors(gvc_ctx *ctx, const gvc_model *m, const gvc_measure_options *o,
                                gvc_dense *out);

#endif
