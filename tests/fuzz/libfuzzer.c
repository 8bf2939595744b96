/* libfuzzer.c - the entry of libFuzzer: gvc-fuzz --target=NAME, then its own options and folders;
 * --list prints the names */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);
const char *__lsan_default_suppressions(void);

/* HDF5 loses memory of its own when the header of an object is damaged. */
const char *__lsan_default_suppressions(void)
{
    return "leak:libhdf5_serial";
}

static const fuzz_target *target;

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    for (int i = 1; i < *argc; i++) {
        if (strncmp((*argv)[i], "--target=", 9) == 0) {
            target = fuzz_find((*argv)[i] + 9);
        } else if (strcmp((*argv)[i], "--list") == 0) {
            for (const fuzz_target *t = fuzz_targets(); t->name != NULL; t++) {
                puts(t->name);
            }
            exit(0);
        }
    }
    if (target == NULL) {
        fputs("usage: gvc-fuzz --target=NAME OPTION... FOLDER...; --list names the targets\n",
              stderr);
        exit(2);
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    target->run(target, bytes, size);
    return 0;
}
