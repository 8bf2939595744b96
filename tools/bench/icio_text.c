/* icio_text.c - a made-up table as OECD publishes its ICIO, as text, gzip and zip */
#include "icio_text.h"

#include <libdeflate.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "random.h"

enum { LONGEST = 24, LEVEL = 6 };

typedef struct table {
    gvc_bench_text *text;
    gvc_idx countries, sectors, columns;
    double *column; /* sums of the columns */
    uint64_t state;
} table;

/* Letters of country g: AAA, AAB, ... */
static void put_country(table *t, gvc_idx g, char separator)
{
    char *to = t->text->chars + t->text->length;
    to[0] = (char)('A' + g / 676 % 26);
    to[1] = (char)('A' + g / 26 % 26);
    to[2] = (char)('A' + g % 26);
    to[3] = separator;
    t->text->length += 4;
}

static void put(table *t, const char *format, int number)
{
    t->text->length += (size_t)snprintf(t->text->chars + t->text->length, LONGEST, format, number);
}

static void put_industry(table *t, gvc_idx i)
{
    put_country(t, i / t->sectors, '_');
    put(t, "S%02d", (int)(i % t->sectors));
}

static void put_header(table *t)
{
    static const char *const categories[GVC_BENCH_CATEGORIES] = {"HFCE", "NPISH", "GGFC",
                                                                 "GFCF", "INVNT", "DPABR"};
    gvc_idx n = t->countries * t->sectors;
    put(t, "V1", 0);
    for (gvc_idx j = 0; j < t->columns; j++) {
        put(t, ",", 0);
        if (j < n) {
            put_industry(t, j);
        } else {
            put_country(t, (j - n) / GVC_BENCH_CATEGORIES, '_');
            put(t, categories[(j - n) % GVC_BENCH_CATEGORIES], 0);
        }
    }
    put(t, ",OUT\n", 0);
}

/* The text may have fewer digits than x: what it says is returned. */
static double put_number(table *t, double x)
{
    char *to = t->text->chars + t->text->length;
    int length = x == 0 ? snprintf(to, LONGEST, ",0.0") : snprintf(to, LONGEST, ",%.8G", x);
    t->text->length += (size_t)length;
    return x == 0 ? 0 : strtod(to + 1, NULL);
}

static double draw(table *t, bool home)
{
    if (gvc_bench_uniform(&t->state) < (home ? .05 : .15)) {
        return 0;
    }
    return pow(10, (home ? 1.5 : -1.5) + 2 * gvc_bench_normal(&t->state));
}

static void put_rows(table *t)
{
    gvc_idx n = t->countries * t->sectors;
    for (gvc_idx i = 0; i < n; i++) {
        double sum = 0;
        put_industry(t, i);
        for (gvc_idx j = 0; j < t->columns; j++) {
            gvc_idx buyer = j < n ? j / t->sectors : (j - n) / GVC_BENCH_CATEGORIES;
            double x = put_number(t, draw(t, i / t->sectors == buyer));
            sum += x;
            t->column[j] += x;
        }
        put_number(t, sum);
        put(t, "\n", 0);
    }
}

/* TLS, VA and OUT: two parts of a total that is a little more than what is bought. */
static void put_totals(table *t)
{
    static const char *const names[] = {"TLS", "VA", "OUT"};
    static const double share[] = {.05, .95, 2};
    for (int k = 0; k < 3; k++) {
        double sum = 0;
        put(t, names[k], 0);
        for (gvc_idx j = 0; j < t->columns; j++) {
            sum += put_number(t, share[k] * t->column[j]);
        }
        put_number(t, sum);
        put(t, "\n", 0);
    }
}

bool gvc_bench_icio_text(gvc_bench *b, gvc_bench_text *out, gvc_idx countries, gvc_idx sectors)
{
    table t = {.text = out, .countries = countries, .sectors = sectors, .state = b->set.seed};
    t.columns = countries * (sectors + GVC_BENCH_CATEGORIES);
    t.column = gvc_calloc((size_t)t.columns, sizeof *t.column);
    size_t cells = (size_t)(countries * sectors + 4) * (size_t)(t.columns + 2);
    *out = (gvc_bench_text){gvc_malloc(cells, LONGEST), 0};
    bool made = t.column != NULL && out->chars != NULL;
    if (made) {
        put_header(&t);
        put_rows(&t);
        put_totals(&t);
        char *fit = gvc_realloc(out->chars, out->length + 1, out->length + 1, 1);
        out->chars = fit != NULL ? fit : out->chars;
    }
    gvc_release(t.column);
    return made || gvc_bench_fail(b, "out of memory");
}

/* ---- packed ---------------------------------------------------------------------------------- */

/* Deflate with `before` bytes left free in front of it and `behind` after it. */
static bool deflate(gvc_bench *b, const gvc_bench_text *text, gvc_bench_text *out, size_t before,
                    size_t behind)
{
    struct libdeflate_compressor *c = libdeflate_alloc_compressor(LEVEL);
    size_t room = c == NULL ? 0 : libdeflate_deflate_compress_bound(c, text->length);
    *out = (gvc_bench_text){c == NULL ? NULL : gvc_malloc(before + room + behind, 1), 0};
    if (out->chars != NULL) {
        out->length =
            libdeflate_deflate_compress(c, text->chars, text->length, out->chars + before, room);
    }
    if (c != NULL) {
        libdeflate_free_compressor(c);
    }
    return out->length > 0 || gvc_bench_fail(b, "out of memory");
}

static void put_bytes(gvc_bench_text *out, uint64_t value, int bytes)
{
    for (int k = 0; k < bytes; k++) { /* more than 8 of them are zeros */
        out->chars[out->length++] = (char)(value & 0xff);
        value >>= 8;
    }
}

bool gvc_bench_gzip(gvc_bench *b, const gvc_bench_text *text, gvc_bench_text *out)
{
    static const char head[10] = {0x1f, (char)0x8b, 8, 0, 0, 0, 0, 0, 0, (char)0xff};
    if (!deflate(b, text, out, sizeof head, 8)) {
        return false;
    }
    memcpy(out->chars, head, sizeof head);
    out->length += sizeof head;
    put_bytes(out, libdeflate_crc32(0, text->chars, text->length), 4);
    put_bytes(out, text->length, 4);
    return true;
}

/* Version, flags, method, time, date, checksum, sizes, lengths of the name and of nothing else. */
static void put_entry(gvc_bench_text *out, const gvc_bench_text *text, size_t packed, size_t name)
{
    put_bytes(out, 20, 2);
    put_bytes(out, 0, 2);
    put_bytes(out, 8, 2);
    put_bytes(out, 0, 2);
    put_bytes(out, 0x21, 2);
    put_bytes(out, libdeflate_crc32(0, text->chars, text->length), 4);
    put_bytes(out, packed, 4);
    put_bytes(out, text->length, 4);
    put_bytes(out, name, 2);
    put_bytes(out, 0, 2);
}

bool gvc_bench_zip(gvc_bench *b, const gvc_bench_text *text, gvc_bench_text *out)
{
    static const char name[] = "2018_SML.csv";
    enum { NAME = sizeof name - 1, LOCAL = 30 + NAME, CENTRAL = 46 + NAME, END = 22 };
    if (!deflate(b, text, out, LOCAL, CENTRAL + END)) {
        return false;
    }
    size_t packed = out->length;
    out->length = 0;
    put_bytes(out, 0x04034b50, 4);
    put_entry(out, text, packed, NAME);
    memcpy(out->chars + out->length, name, NAME);
    out->length = LOCAL + packed;
    put_bytes(out, 0x02014b50, 4);
    put_bytes(out, 20, 2);
    put_entry(out, text, packed, NAME);
    put_bytes(out, 0, 14); /* no comment, first disk, no attributes, at 0 */
    memcpy(out->chars + out->length, name, NAME);
    out->length += NAME;
    put_bytes(out, 0x06054b50, 4);
    put_bytes(out, 0, 4);
    put_bytes(out, 1, 2);
    put_bytes(out, 1, 2);
    put_bytes(out, CENTRAL, 4);
    put_bytes(out, LOCAL + packed, 4);
    put_bytes(out, 0, 2);
    return true;
}

bool gvc_bench_save(const gvc_bench *b, const gvc_bench_text *text, const char *path)
{
    FILE *file = fopen(path, "wb");
    bool written = file != NULL && fwrite(text->chars, 1, text->length, file) == text->length;
    return ((file == NULL || fclose(file) == 0) && written) ||
           gvc_bench_fail(b, "%s could not be written", path);
}
