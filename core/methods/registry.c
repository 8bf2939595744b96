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
