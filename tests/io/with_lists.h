/* with_lists.h - a fresh folder and a context for every test of a suite, the small headerless table
 * `rows` with its label lists, and reading it */
#ifndef GVC_TESTS_WITH_LISTS_H
#define GVC_TESTS_WITH_LISTS_H

#include "with_folder.h"

#define SUITE_WITH_LISTS(name) SUITE_WITH_FOLDER(name)

/* Two countries, two sectors, one column of final demand each. */
static const char rows[] = "1,2,3,4,50,6\n7,8,9,10,1,12\n1,1,1,1,1,1\n2,2,2,2,2,20\n";

static inline void lists(void)
{
    write_text("countries.csv", "AAA\nBBB\n");
    write_text("sectors.csv", "a\nb\n");
}

#endif
