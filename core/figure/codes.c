/* codes.c - words for the codes that measures themselves give the labels of a key */
#include <string.h>

#include "figure/draft.h"

static const struct {
    const char *key, *code, *name;
} codes[] = {
    {"factor", "va_coef", "Value added per output"},
    {"factor", "intensity", "Amount per output"},
    {"factor", "tech_own", "Technology at home"},
    {"factor", "tech_foreign", "Technology abroad"},
    {"factor", "src_own", "Sourcing of inputs at home"},
    {"factor", "src_foreign", "Sourcing of inputs abroad"},
    {"factor", "fd_level", "Level of final demand"},
    {"factor", "fd_mix", "Products in final demand"},
    {"factor", "fd_src", "Sourcing of final demand"},
    {"factor", "leontief", "Technology and sourcing"},
    {"factor", "final_demand", "Final demand"},
    {"factor", "rest", "Rest"},
};

const char *gvc_code_name(const char *key, const char *code)
{
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (strcmp(codes[i].key, key) == 0 && strcmp(codes[i].code, code) == 0) {
            return codes[i].name;
        }
    }
    return code;
}
