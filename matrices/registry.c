/* registry.c - the solvers of solvers.def by name and by position */
#include <string.h>

#include "solver.h"

#define GVC_SOLVER(name) extern const gvc_solver gvc_solver_##name;
#include "solvers.def"
#undef GVC_SOLVER

#define GVC_SOLVER(name) &gvc_solver_##name,
static const gvc_solver *const solvers[] = {
#include "solvers.def"
    NULL,
};
#undef GVC_SOLVER

const gvc_solver *gvc_solver_at(gvc_idx i)
{
    const gvc_idx count = (gvc_idx)(sizeof solvers / sizeof *solvers);
    return i >= 0 && i < count ? solvers[i] : NULL;
}

const gvc_solver *gvc_solver_named(const char *name)
{
    for (const gvc_solver *const *s = solvers; *s != NULL; s++) {
        if (strcmp((*s)->name, name) == 0) {
            return *s;
        }
    }
    return NULL;
}

const char *gvc_solver_name(gvc_idx i)
{
    const gvc_solver *s = gvc_solver_at(i);
    return s == NULL ? NULL : s->name;
}

const char *gvc_solver_summary(gvc_idx i)
{
    const gvc_solver *s = gvc_solver_at(i);
    return s == NULL ? NULL : s->summary;
}
