/* csv.c - delimited text: the same records whether fields are read as texts, numbers or skipped */
#include "text/csv.h"

#include <math.h>
#include <string.h>

#include "fuzz.h"

enum { MOST_RECORDS = 2000 };

/* Fields of each record by reading them; how many records there are. */
static gvc_idx walk_texts(gvc_ctx *ctx, gvc_csv *csv, gvc_idx *fields)
{
    gvc_idx records = 0;
    bool more = true;
    while (records < MOST_RECORDS) {
        gvc_status status = gvc_csv_next(ctx, csv, &more);
        const char *text = "";
        fields[records] = 0;
        while (status == GVC_OK && more && text != NULL) {
            status = gvc_csv_text(ctx, csv, &text);
            if (status == GVC_OK && text != NULL) {
                fuzz_check_text(text, "a field");
                fields[records]++;
            }
        }
        fuzz_check_failure(ctx, status, NULL);
        if (status != GVC_OK) {
            return -1;
        }
        if (!more) {
            break;
        }
        records++;
    }
    return records;
}

/* Skipping meets the same records, unless a field is wrong, which only reading it shows. */
static void walk_over(gvc_ctx *ctx, gvc_csv *csv, const gvc_idx *expected, gvc_idx records)
{
    bool more = true;
    for (gvc_idx i = 0; i < MOST_RECORDS; i++) {
        gvc_idx fields = 0;
        gvc_status status = gvc_csv_next(ctx, csv, &more);
        if (status == GVC_OK && more) {
            status = gvc_csv_skip(ctx, csv, &fields);
        }
        fuzz_check_failure(ctx, status, NULL);
        if (status != GVC_OK) {
            return;
        }
        if (records >= 0 && (more ? i >= records || fields != expected[i] : i != records)) {
            fuzz_wrong("record %lld has %lld fields skipped", (long long)i, (long long)fields);
        }
        if (!more) {
            return;
        }
    }
}

static void walk_numbers(gvc_ctx *ctx, gvc_csv *csv, bool empty_is_nan)
{
    bool more = true;
    for (gvc_idx i = 0; i < MOST_RECORDS && more; i++) {
        double values[8] = {0};
        const char *text = NULL;
        gvc_status status = gvc_csv_next(ctx, csv, &more);
        if (status == GVC_OK && more) {
            status = gvc_csv_text(ctx, csv, &text);
        }
        if (status == GVC_OK && more) {
            status = gvc_csv_numbers(ctx, csv, values, 8, empty_is_nan);
        }
        if (status == GVC_OK && more) {
            status = gvc_csv_end(ctx, csv);
        }
        fuzz_check_failure(ctx, status, NULL);
        if (status != GVC_OK) {
            return;
        }
        for (int k = 0; k < 8; k++) {
            if (isinf(values[k]) || (isnan(values[k]) && !empty_is_nan)) {
                fuzz_wrong("a number is %g", values[k]);
            }
        }
    }
}

static void read_text(gvc_ctx *ctx, gvc_csv *csv)
{
    static gvc_idx fields[MOST_RECORDS];
    gvc_idx records = walk_texts(ctx, csv, fields);
    if (gvc_csv_rewind(ctx, csv) == GVC_OK) {
        walk_over(ctx, csv, fields, records);
    }
    for (int nan = 0; nan < 2; nan++) {
        if (gvc_csv_rewind(ctx, csv) == GVC_OK) {
            walk_numbers(ctx, csv, nan == 1);
        }
    }
}

void fuzz_csv(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    static fuzz_folder folder;
    char path[FUZZ_PATH];
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    gvc_idx numbers = 0, all = 0;
    (void)t;
    if (gvc_csv_sniff(bytes, size, &numbers, &all) && numbers > all) {
        fuzz_wrong("%lld numbers in %lld fields", (long long)numbers, (long long)all);
    }
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    gvc_ctx *ctx = fuzz_ctx();
    fuzz_path(&folder, path);
    fuzz_deny_begin(folder.denied);
    if (gvc_source_open(ctx, &source, path, NULL, 0) == GVC_OK &&
        gvc_csv_open(ctx, &csv, source) == GVC_OK) {
        read_text(ctx, csv);
    }
    fuzz_deny_end();
    gvc_csv_close(csv);
    gvc_source_close(source);
    gvc_ctx_free(ctx);
    fuzz_remove(&folder);
}
