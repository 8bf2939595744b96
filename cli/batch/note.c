/* note.c - what is known of a part, in a small file beside it: a checksum of its bytes and the exit
 * code of the process that made it
 *
 * A part that is damaged after it was made may still be read, with other numbers: small results
 * have no checksums inside. The note is written once the part is whole; where the run was killed
 * between the two there is none. */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"

enum { BLOCK = 1 << 16, WORD = 8 };

/* Every step can be undone, so a part that differs in one word has another checksum. */
static uint64_t add_block(uint64_t sum, const unsigned char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i += WORD) {
        uint64_t word = 0;
        memcpy(&word, bytes + i, length - i < WORD ? length - i : WORD);
        sum = (sum ^ word) * UINT64_C(0x9e3779b97f4a7c15);
        sum ^= sum >> 32;
    }
    return sum;
}

/* Fills the block as long as there is something. */
static ssize_t fill(int file, unsigned char *block)
{
    size_t length = 0;
    ssize_t got = 0;
    while (length < BLOCK && (got = read(file, block + length, BLOCK - length)) > 0) {
        length += (size_t)got;
    }
    return got < 0 ? got : (ssize_t)length;
}

static bool sum_of(const char *path, uint64_t *sum)
{
    unsigned char *block = malloc(BLOCK);
    int file = block == NULL ? -1 : open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = file < 0 ? -1 : 0;
    uint64_t bytes = 0;
    *sum = 0;
    while (file >= 0 && (got = fill(file, block)) > 0) {
        *sum = add_block(*sum, block, (size_t)got);
        bytes += (uint64_t)got;
    }
    *sum = add_block(*sum, (const unsigned char *)&bytes, sizeof bytes);
    if (file >= 0) {
        close(file);
    }
    free(block);
    return got == 0;
}

static char *note_of(const gvc_batch_item *item)
{
    return gvc_cli_format("%s.note", item->part);
}

void gvc_batch_note(const gvc_batch_item *item, int code)
{
    char *path = note_of(item);
    uint64_t sum;
    bool known = path != NULL && sum_of(item->part, &sum);
    FILE *file = known ? fopen(path, "we") : NULL;
    bool good = file != NULL && fprintf(file, "%016" PRIx64 " %d\n", sum, code) > 0;
    good = file != NULL && fclose(file) == 0 && good;
    if (!good && path != NULL) {
        unlink(path); /* half a note would say that the part is damaged */
    }
    free(path);
}

gvc_batch_noted gvc_batch_read_note(const gvc_batch_item *item, int *code)
{
    char *path = note_of(item);
    FILE *file = path == NULL ? NULL : fopen(path, "re");
    uint64_t said = 0, sum = 0;
    gvc_batch_noted noted = GVC_BATCH_NO_NOTE;
    if (file != NULL) {
        bool whole = fscanf(file, "%16" SCNx64 " %d", &said, code) == 2;
        if (whole) { /* else the run was killed while it was being written */
            noted =
                sum_of(item->part, &sum) && sum == said ? GVC_BATCH_AS_NOTED : GVC_BATCH_DAMAGED;
        }
        fclose(file);
    }
    free(path);
    return noted;
}

void gvc_batch_drop_part(const gvc_batch_item *item)
{
    char *path = note_of(item);
    if (path != NULL) {
        unlink(path);
    }
    unlink(item->part);
    free(path);
}
