/* threads.c - how many threads a run uses: as many as the user said, else the cores that the
 * process may run on, or fewer where a container has a share of them */
#include <limits.h>
#include <stdio.h>

#include "app.h"

/* cpu.max of control groups, version 2: microseconds of work in a period, "max" = no limit. */
static int quota(void)
{
    long long most = 0, period = 0;
    FILE *f = fopen("/sys/fs/cgroup/cpu.max", "r");
    bool limited = f != NULL && fscanf(f, "%lld %lld", &most, &period) == 2;
    if (f != NULL) {
        fclose(f);
    }
    if (!limited || most <= 0 || period <= 0 || most / period >= INT_MAX) {
        return INT_MAX;
    }
    return (int)(most / period + (most % period > 0));
}

int gvc_cli_threads(const gvc_settings *set)
{
    int cores = gvc_threads_allowed(), share = quota();
    return set->threads > 0 ? set->threads : share < cores ? share : cores;
}
