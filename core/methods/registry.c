/* registry.c - the methods, from methods.def */
#include <string.h>

#include "methods/registry.h"

#define GVC_METHOD(name) extern const gvc_method gvc_method_##name;
#include "methods.def"
#undef GVC_METHOD

#define GVC_METHOD(name) &gvc_method_##name,
static const gvc_method *const methods[] = {
#include "methods.def"
    NULL,
};
#undef GVC_METHOD

#define GVC_METHOD(name) &gvc_method_##name.info,
static const gvc_method_info *const infos[] = {
#include "methods.def"
    NULL,
};
#undef GVC_METHOD

const gvc_method_info *const *gvc_method_list(void)
{
    return infos;
}

const gvc_method_info *gvc_method_find(const char *name)
{
    const gvc_method *method = gvc_method_named(name);
    return method == NULL ? NULL : &method->info;
}

const gvc_method *gvc_method_named(const char *name)
{
    for (size_t k = 0; methods[k] != NULL; k++) {
        if (strcmp(methods[k]->info.name, name) == 0) {
            return methods[k];
        }
    }
    return NULL;
}

/* NULL is offered by everybody. */
static bool offers(const char *const *words, const char *word)
{
    for (; word != NULL && words != NULL && *words != NULL; words++) {
        if (strcmp(*words, word) == 0) {
            return true;
        }
    }
    return word == NULL;
}

static bool suits(const gvc_method_info *info, const gvc_measure_options *o)
{
    bool by_hand = o->from != NULL || o->to != NULL;
    return offers(info->perspectives, o->perspective) && offers(info->details, o->detail) &&
           info->by_hand == by_hand;
}

void gvc_method_perspectives(gvc_text *to, const char *name)
{
    const gvc_method *named = gvc_method_named(name);
    int count = 0;
    for (size_t k = 0; methods[k] != NULL; k++) {
        const gvc_method_info *info = &methods[k]->info;
        bool kin = info->family != NULL && strcmp(info->family, name) == 0;
        const char *const *word = kin || methods[k] == named ? info->perspectives : NULL;
        for (; word != NULL && *word != NULL; word++) {
            if (!kin || !offers(named->info.perspectives, *word)) {
                gvc_text_addf(to, "%s%s", count++ == 0 ? "" : ", ", *word);
            }
        }
    }
}

const gvc_method *gvc_method_chosen(const gvc_measure_options *o)
{
    const gvc_method *named = gvc_method_named(o->method);
    if (named == NULL || suits(&named->info, o)) {
        return named;
    }
    for (size_t k = 0; methods[k] != NULL; k++) {
        const gvc_method_info *info = &methods[k]->info;
        if (info->family != NULL && strcmp(info->family, o->method) == 0 && suits(info, o)) {
            return methods[k];
        }
    }
    return named;
}
