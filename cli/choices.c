/* choices.c - the values of options that the registered methods and solvers decide, so that a new
 * one needs no change here */
#include <string.h>

#include "options.h"

static bool decomposes(const gvc_method_info *m)
{
    return strcmp(m->command, "decompose") == 0;
}

const char *gvc_cli_methods(const gvc_settings *set, size_t i)
{
    (void)set;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        if (decomposes(*m) && (*m)->family == NULL && i-- == 0) {
            return (*m)->name;
        }
    }
    return NULL;
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

/* The method itself and those of its family; name NULL: whatever decomposes. */
static bool counts(const gvc_method_info *m, const char *name)
{
    return decomposes(m) && (name == NULL || strcmp(m->name, name) == 0 ||
                             (m->family != NULL && strcmp(m->family, name) == 0));
}

/* Does a method before `last` offer it too? */
static bool offered_before(offer *of, const char *name, const gvc_method_info *const *last,
                           const char *word)
{
    for (const gvc_method_info *const *m = gvc_method_list(); m < last; m++) {
        const char *const *item = counts(*m, name) ? of(*m) : NULL;
        for (; item != NULL && *item != NULL; item++) {
            if (strcmp(*item, word) == 0) {
                return true;
            }
        }
    }
    return false;
}

/* Each once. */
static const char *choice(offer *of, const gvc_settings *set, size_t i)
{
    const char *name = set == NULL ? NULL : set->method;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        const char *const *item = counts(*m, name) ? of(*m) : NULL;
        for (; item != NULL && *item != NULL; item++) {
            if (!offered_before(of, name, m, *item) && i-- == 0) {
                return *item;
            }
        }
    }
    return NULL;
}

static const char *choice_of(offer *of, const char *method, size_t i)
{
    const gvc_method_info *m = gvc_method_find(method);
    const char *const *item = m == NULL ? NULL : of(m);
    for (; item != NULL && *item != NULL; item++) {
        if (i-- == 0) {
            return *item;
        }
    }
    return NULL;
}

const char *gvc_cli_level_of(const char *method, size_t i)
{
    return choice_of(levels, method, i);
}

const char *gvc_cli_perspective_of(const char *method, size_t i)
{
    return choice_of(perspectives, method, i);
}

const char *gvc_cli_approach_of(const char *method, size_t i)
{
    return choice_of(approaches, method, i);
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
