/* choices.c - the values of options that the registered methods and solvers decide, so that a new
 * one needs no change here */
#include <string.h>

#include "options.h"

const char *gvc_cli_methods(const gvc_settings *set, size_t i)
{
    (void)set;
    const gvc_method_info *m = gvc_method_list()[i];
    return m == NULL ? NULL : m->name;
}

typedef const char *const *offer(const gvc_method_info *m);

static const char *const *levels(const gvc_method_info *m)
{
    return m->levels;
}

static const char *const *perspectives(const gvc_method_info *m)
{
    return m->perspectives;
}

static const char *const *approaches(const gvc_method_info *m)
{
    return m->approaches;
}

/* Does a method before `last` offer it too? */
static bool offered_before(offer *of, const gvc_method_info *const *last, const char *name)
{
    for (const gvc_method_info *const *m = gvc_method_list(); m < last; m++) {
        for (const char *const *item = of(*m); *item != NULL; item++) {
            if (strcmp(*item, name) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Of the chosen method; without one what any of them offers, each once. */
static const char *choice(offer *of, const gvc_settings *set, size_t i)
{
    const char *name = set == NULL ? NULL : set->method;
    const gvc_method_info *chosen = name == NULL ? NULL : gvc_method_find(name);
    if (chosen != NULL) {
        return of(chosen)[i];
    }
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        for (const char *const *item = of(*m); *item != NULL; item++) {
            if (!offered_before(of, m, *item) && i-- == 0) {
                return *item;
            }
        }
    }
    return NULL;
}

const char *gvc_cli_levels(const gvc_settings *set, size_t i)
{
    return choice(levels, set, i);
}

const char *gvc_cli_perspectives(const gvc_settings *set, size_t i)
{
    return choice(perspectives, set, i);
}

const char *gvc_cli_approaches(const gvc_settings *set, size_t i)
{
    return choice(approaches, set, i);
}

const char *gvc_cli_solvers(const gvc_settings *set, size_t i)
{
    (void)set;
    return i == 0 ? "auto" : gvc_solver_name((gvc_idx)i - 1);
}
