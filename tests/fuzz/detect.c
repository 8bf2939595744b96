/* detect.c - tables of whatever format they look like */
#include "fuzz.h"

void fuzz_detect(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    (void)t;
    fuzz_read_table(NULL, bytes, size);
}
