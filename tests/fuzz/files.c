/* files.c - archives, compressed files and archives in archives, without any format */
#include "files.h"

#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

/* A bomb may go on for ever: streaming it takes no memory, so only time bounds it. */
enum { MOST_BYTES = 8 << 20, MOST_FILES = 50 };

/* Streams a file twice: the second time it is the same. */
static void stream(gvc_ctx *ctx, gvc_source *source, size_t *total)
{
    size_t first = 0, second = 0;
    for (int round = 0; round < 2; round++) {
        size_t *sum = round == 0 ? &first : &second;
        const char *block = NULL;
        size_t length = 1;
        gvc_status status = GVC_OK;
        while (status == GVC_OK && length > 0 && *sum < MOST_BYTES) {
            length = 0;
            status = gvc_source_next(ctx, source, &block, &length);
            if (status == GVC_OK && length > GVC_SOURCE_BLOCK) {
                fuzz_wrong("a block of %zu bytes", length);
            }
            for (size_t i = 0; i < length; i++) {
                *sum += block[i] == '\n' ? 2 : 1;
            }
        }
        fuzz_check_failure(ctx, status, NULL);
        if (gvc_source_rewind(ctx, source) != GVC_OK) {
            return;
        }
    }
    if (first != second) {
        fuzz_wrong("%s: %zu and then %zu", gvc_source_name(source), first, second);
    }
    *total += first;
}

static void read_one(gvc_ctx *ctx, gvc_files *f, gvc_idx i, size_t *total)
{
    unsigned char head[1024];
    size_t length = 0;
    gvc_source *source = NULL;
    fuzz_check_failure(ctx, gvc_files_head(ctx, f, i, head, sizeof head, &length), NULL);
    gvc_status status = gvc_files_source(ctx, f, i, &source);
    fuzz_check_failure(ctx, status, source);
    if (status == GVC_OK) {
        const unsigned char *bytes = NULL;
        stream(ctx, source, total);
        if (gvc_source_map(ctx, source, &bytes, &length) == GVC_OK && length > 0 &&
            bytes[0] + bytes[length - 1] > 510) {
            *total += 1;
        }
    }
    gvc_source_close(source);
    char *text = NULL;
    status = gvc_files_text(ctx, f, i, &text, &length);
    fuzz_check_failure(ctx, status, text);
    if (status == GVC_OK && text[length] != '\0') {
        fuzz_wrong("a text without end");
    }
    gvc_release(text);
}

static void read_all(gvc_ctx *ctx, const char *path)
{
    gvc_files *f = NULL;
    size_t total = 0;
    gvc_status status = gvc_files_open(ctx, &f, &path, 1);
    fuzz_check_failure(ctx, status, f);
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(f) && i < MOST_FILES; i++) {
        gvc_idx at = -1;
        if (gvc_files_name(f, i)[0] == '\0' || gvc_files_path(f, i)[0] == '\0') {
            fuzz_wrong("a file without name");
        }
        if (total < MOST_BYTES) {
            read_one(ctx, f, i, &total);
        }
        if (i == 0) {
            fuzz_check_failure(ctx, gvc_files_find_beside(ctx, f, i, "labels_T.txt", &at), NULL);
        }
    }
    gvc_files_close(f);
}

void fuzz_files(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    (void)t;
    fuzz_on_folder(bytes, size, read_all);
}
