/* list.c - the records of all files, by position and by name */
#include <string.h>

#include "base/base.h"
#include "indicators/indicator.h"

#define GVC_INDICATOR(...)
#define GVC_INDICATORS(name) extern const gvc_indicator gvc_indicators_##name[];
#include "indicators/indicators.def"
#undef GVC_INDICATORS

#define GVC_INDICATORS(name) gvc_indicators_##name,
static const gvc_indicator *const arrays[] = {
#include "indicators/indicators.def"
    NULL,
};
#undef GVC_INDICATORS

const gvc_indicator *gvc_indicator_at(gvc_idx i)
{
    for (size_t a = 0; arrays[a] != NULL && i >= 0; a++) {
        for (const gvc_indicator *r = arrays[a]; r->fill != NULL; r++) {
            if (i-- == 0) {
                return r;
            }
        }
    }
    return NULL;
}

const gvc_indicator_info *gvc_indicator_list(gvc_idx i)
{
    const gvc_indicator *r = gvc_indicator_at(i);
    return r == NULL ? NULL : &r->info;
}

static const gvc_indicator *indicator_named(const char *name)
{
    const gvc_indicator *r = gvc_indicator_at(0);
    for (gvc_idx i = 1; r != NULL && strcmp(r->info.name, name) != 0; i++) {
        r = gvc_indicator_at(i);
    }
    return r;
}

/* ---- the level for names ------------------------------------------------------------------------
 */

static const char *label(const void *set, gvc_idx i)
{
    (void)set;
    return gvc_indicator_at(i)->info.name;
}

static gvc_status unknown(gvc_ctx *ctx, const char *name)
{
    gvc_text near = {0};
    gvc_idx count = 0;
    while (gvc_indicator_at(count) != NULL) {
        count++;
    }
    gvc_suggest(&near, name, label, NULL, count);
    gvc_status status =
        gvc_fail(ctx, GVC_EUNKNOWN, "no indicator '%s'%s", name,
                 near.length > 0 ? gvc_text_str(&near) : "; gvc indicators --list names them");
    gvc_text_free(&near);
    return status;
}

/* "vax_d: pair; rca_va: sector" */
static gvc_status apart(gvc_ctx *ctx, const char *const *names, const char *level)
{
    gvc_text all = {0};
    for (const char *const *n = names; *n != NULL; n++) {
        const gvc_indicator_info *info = &indicator_named(*n)->info;
        const char *between = ": ";
        gvc_text_addf(&all, "%s%s", n == names ? "" : "; ", *n);
        for (int k = 0; k < GVC_LEVELS; k++) {
            if (gvc_indicator_has(info, k)) {
                gvc_text_addf(&all, "%s%s", between, gvc_indicator_level_names[k]);
                between = ", ";
            }
        }
    }
    gvc_status status =
        level == NULL ? gvc_fail(ctx, GVC_EARG, "no level has all of these: %s; ask for them apart",
                                 gvc_text_str(&all))
                      : gvc_fail(ctx, GVC_EARG, "level %s does not have all of these: %s", level,
                                 gvc_text_str(&all));
    gvc_text_free(&all);
    return status;
}

int gvc_indicator_level_of(const char *name)
{
    int level = 0;
    while (level < GVC_LEVELS && strcmp(gvc_indicator_level_names[level], name) != 0) {
        level++;
    }
    return level;
}

static bool has_all(const char *const *names, int level)
{
    for (; *names != NULL; names++) {
        if (!gvc_indicator_has(&indicator_named(*names)->info, level)) {
            return false;
        }
    }
    return true;
}

gvc_status gvc_indicator_level(gvc_ctx *ctx, const char *const *names, const char **level)
{
    for (const char *const *n = names; *n != NULL; n++) {
        if (indicator_named(*n) == NULL) {
            return unknown(ctx, *n);
        }
    }
    if (*level != NULL) {
        int at = gvc_indicator_level_of(*level);
        return at == GVC_LEVELS || has_all(names, at) ? GVC_OK : apart(ctx, names, *level);
    }
    for (int k = 0; k < GVC_LEVELS; k++) {
        if (has_all(names, k)) {
            *level = gvc_indicator_level_names[k];
            return GVC_OK;
        }
    }
    return apart(ctx, names, NULL);
}
