/* exposure_spread.c - how evenly amounts are spread, and which country is the rest of the world */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "methods/exposure.h"

enum { TOP = 3 };

static void keep_top(double top[TOP], double share)
{
    for (int k = 0; k < TOP; k++) {
        if (share > top[k]) {
            double next = top[k];
            top[k] = share;
            share = next;
        }
    }
}

gvc_exposure_spread gvc_exposure_spread_of(const double *amount, gvc_idx count, gvc_idx k)
{
    double all = 0, top[TOP] = {0, 0, 0}, none = (double)NAN;
    gvc_exposure_spread s = {0};
    for (gvc_idx i = 0; i < count; i++) {
        all += amount[i];
    }
    if (all == 0) {
        return (gvc_exposure_spread){none, none, none, none, none, none};
    }
    for (gvc_idx i = 0; i < count; i++) {
        double share = amount[i] / all;
        s.hhi += share * share;
        s.theil += share > 0 ? share * log(share * (double)k) : 0;
        keep_top(top, share);
    }
    double even = 1 / (double)k;
    s.norm = k > 1 ? (s.hhi - even) / (1 - even) : none;
    s.effective = 1 / s.hhi;
    s.top1 = top[0];
    s.top3 = top[0] + top[1] + top[2];
    return s;
}

/* ---- the rest of the world ---------------------------------------------------------------------
 * WIOD, ADB, Eora, OECD and others call it RoW or ROW, GLORIA and FIGARO have codes, EXIOBASE and
 * GLORIA one a continent. */

static bool is_rest(const char *label, const char *name)
{
    static const char *const labels[] = {"RoW", "WWW", "ZZZ", "ZROW", "ROWT", "FIGW1",
                                         "WA",  "WL",  "WE",  "WF",   "WM"};
    static const char rest_of[] = "rest of";
    if (name != NULL && strncasecmp(name, rest_of, sizeof rest_of - 1) == 0) {
        return true;
    }
    for (size_t k = 0; k < sizeof labels / sizeof *labels; k++) {
        if (k == 0 ? strcasecmp(label, labels[k]) == 0 : strcmp(label, labels[k]) == 0) {
            return true;
        }
    }
    return strncasecmp(label, rest_of, sizeof rest_of - 1) == 0;
}

/* A group is the rest of the world where all its members are. */
static void find_by_label(const gvc_model *m, bool *rest)
{
    gvc_idx countries = gvc_table_count(m->table, GVC_COUNTRY);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        rest[r] = true;
    }
    for (gvc_idx c = 0; c < countries; c++) {
        gvc_idx r = m->block_of_country[c];
        rest[r] = rest[r] && is_rest(gvc_table_label(m->table, GVC_COUNTRY, c),
                                     gvc_table_name(m->table, GVC_COUNTRY, c));
    }
}

gvc_status gvc_exposure_rest(gvc_ctx *ctx, const gvc_model *m, const char *const *rest, bool **out)
{
    gvc_status status = GVC_OK;
    *out = gvc_calloc((size_t)m->blocks, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->blocks, "the rest of the world");
    }
    if (rest == NULL) {
        find_by_label(m, *out);
    }
    for (; rest != NULL && *rest != NULL && status == GVC_OK; rest++) {
        gvc_idx r = -1;
        status = gvc_block_named(ctx, m, *rest, "--rest", &r);
        if (status == GVC_OK) {
            (*out)[r] = true;
        }
    }
    return status;
}

bool gvc_exposure_tell_rest(const gvc_model *m, const bool *rest, gvc_attributes *to)
{
    gvc_text all = {0};
    for (gvc_idx r = 0; r < m->blocks; r++) {
        if (rest[r]) {
            gvc_text_addf(&all, "%s%s", all.length == 0 ? "" : ",", m->name[r]);
        }
    }
    bool done = !all.failed &&
                gvc_attributes_set_text(to, "rest_of_world", all.length == 0 ? "none" : all.chars);
    gvc_text_free(&all);
    return done;
}

/* ---- words -------------------------------------------------------------------------------------
 */

bool gvc_exposure_hidden(const gvc_measure_options *o)
{
    return o->with != NULL;
}

gvc_status gvc_exposure_with(gvc_ctx *ctx, const char *method, const gvc_measure_options *o)
{
    static const char *const offered[] = {"hidden", NULL};
    gvc_status status = GVC_OK;
    for (const char *const *w = o->with; w != NULL && *w != NULL && status == GVC_OK; w++) {
        const char *word = *w;
        status = gvc_word(ctx, method, "columns", &word, offered);
    }
    return status;
}
