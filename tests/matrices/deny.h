/* deny.h - lets the k-th allocation from now on fail. Counted in the process of one test. */
#ifndef GVC_TESTS_DENY_H
#define GVC_TESTS_DENY_H

/* That many allocations are granted, then one is denied; -1 = none is denied. */
extern long allocations_granted;

#endif
