/* roles.c - names of rows and columns below and beside published tables */
#include "formats/roles.h"

#include <string.h>
#include <strings.h>

/* The whole label, or what follows an "_" in it (AUS_TAXSUB, W2_D21X31). */
static bool is_one_of(const char *label, const char *const *names)
{
    for (; *names != NULL; names++) {
        size_t length = strlen(label), tail = strlen(*names);
        if (length >= tail && strcasecmp(label + length - tail, *names) == 0 &&
            (length == tail || label[length - tail - 1] == '_')) {
            return true;
        }
    }
    return false;
}

gvc_role gvc_role_of(const char *label, bool *known)
{
    static const char *const taxes[] = {"TLS",    "TAXSUB", "TXSP", "xTXSP",     "r99",     "c99",
                                        "D21X31", "TAXES",  "99",   "D21_M_D31", "D21-D31", NULL};
    static const char *const adjustments[] = {
        "EXP_adj", "PURR",   "PURNR", "IntTTM", "OP_RES", "OP_NRES",  "r61", "r62",     "r63",
        "trs",     "CIFFOB", "xPURR", "xPURNR", "xSD",    "xMRG_int", "ITM", "MARGINS", "DISC",
        "P33",     "61",     "62",    "63",     "65",     "r65",      NULL};
    static const char *const value_added[] = {
        "VA", "VALU",   "VALUE_ADDED", "VA+TAXSUB", "GVA", "r64",  "xVA", "64",
        "D1", "D29X39", "B2A3G",       "COMP",      "GOS", "OTXS", "va",  NULL};
    bool tax = is_one_of(label, taxes), adjustment = is_one_of(label, adjustments);
    *known = tax || adjustment || is_one_of(label, value_added);
    return tax ? GVC_ROLE_TAX : adjustment ? GVC_ROLE_ADJUSTMENT : GVC_ROLE_VALUE_ADDED;
}

bool gvc_is_inputs_label(const char *label)
{
    static const char *const names[] = {"r60", "II_fob", "xII", NULL};
    return is_one_of(label, names);
}

bool gvc_is_output_label(const char *label)
{
    static const char *const names[] = {"OUT", "OUTPUT", "TOTAL", "TOT", "GO", "xGO", "r69", NULL};
    for (const char *const *n = names; *n != NULL; n++) {
        if (strcasecmp(label, *n) == 0) {
            return true;
        }
    }
    return strcmp(label, "X") == 0;
}
