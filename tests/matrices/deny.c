#include "deny.h"

#include "alloc.h"

long allocations_granted = -1;

bool gvc_alloc_denied(void)
{
    return allocations_granted >= 0 && allocations_granted-- == 0;
}
