/* labelled_set.c - a folder of labelled texts that are told apart by their labels alone: EXIOBASE 1
 * and 2, the test table of pymrio
 *
 * Each text has two header rows, region and sector, and ends its labels with a column of units. One
 * whose rows are labelled as its columns holds intermediate use, as flows or, where the unit is per
 * unit of money, as coefficients; one with the same rows final use; those with the same columns as
 * either are accounts. */
#include <stdlib.h>
#include <string.h>

#include "format.h"
#include "formats/folders.h"
#include "formats/parts.h"

enum { HEAD = 4096, MOST_FILES = 100, MOST_SHOWN = 10, LABELS = 3 };

/* First labels of a text, which tell what it is. */
typedef struct sample {
    const char *name;
    gvc_idx file, columns, labels;
    char *column, *row; /* "AT\tfarms" */
    bool paired;
} sample;

typedef struct samples {
    sample items[MOST_FILES];
    gvc_idx count;
    gvc_idx looks; /* into files; no more than MOST_FILES, since each may unpack much */
    gvc_idx z, y;  /* positions among items; -1 = none */
} samples;

static void clear_samples(samples *s)
{
    for (gvc_idx i = 0; i < s->count; i++) {
        gvc_release(s->items[i].column);
        gvc_release(s->items[i].row);
    }
}

static bool is_text(const char *name)
{
    return gvc_ends_with(name, ".txt") || gvc_ends_with(name, ".tsv") ||
           gvc_ends_with(name, ".csv");
}

/* Reads the first labels of a file; one that is no such text is passed over. */
static void take_sample(gvc_ctx *ctx, const gvc_files *files, gvc_idx file, samples *s)
{
    unsigned char head[HEAD];
    size_t length = 0;
    gvc_headed *h = NULL;
    bool more = false;
    if (!is_text(gvc_files_name(files, file)) || ++s->looks > MOST_FILES ||
        gvc_files_head(ctx, files, file, head, sizeof head, &length) != GVC_OK ||
        !(gvc_headed_looks_like(head, length, LABELS) ||
          gvc_headed_looks_like(head, length, LABELS - 1))) {
        return;
    }
    if (gvc_headed_open(ctx, &h, files, file, 2, 0) == GVC_OK && gvc_headed_columns(h) > 0 &&
        gvc_headed_next(ctx, h, &more) == GVC_OK && more) {
        sample t = {gvc_files_name(files, file),
                    file,
                    gvc_headed_columns(h),
                    gvc_headed_label_columns(h),
                    gvc_parts_column_key(h, 0),
                    gvc_parts_row_key(h),
                    false};
        if (t.column != NULL && t.row != NULL) {
            s->items[s->count++] = t;
        } else {
            gvc_release(t.column);
            gvc_release(t.row);
        }
    }
    gvc_headed_close(h);
}

/* Columns of the same labels, as far as was looked. */
static bool same_columns(const sample *a, const sample *b)
{
    return a->columns == b->columns && strcmp(a->column, b->column) == 0;
}

/* Which of the samples are intermediate and final use. */
static void sort_samples(samples *s)
{
    s->z = s->y = -1;
    for (gvc_idx i = 0; i < s->count; i++) {
        const sample *t = &s->items[i];
        if (s->z < 0 && t->labels == LABELS && strcmp(t->column, t->row) == 0) {
            s->z = i;
        }
    }
    for (gvc_idx i = 0; s->z >= 0 && i < s->count; i++) {
        const sample *z = &s->items[s->z], *t = &s->items[i];
        if (s->y < 0 && i != s->z && t->labels == LABELS && strcmp(z->row, t->row) == 0) {
            s->y = i;
        }
    }
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const sample *)a)->name, ((const sample *)b)->name);
}

/* All texts right in the folder, in the order of their names, whatever that of the archive is. */
static void look(gvc_ctx *ctx, const gvc_files *files, const char *folder, samples *s)
{
    size_t length = strlen(folder);
    s->count = 0;
    for (gvc_idx i = 0; i < gvc_files_count(files); i++) {
        const char *name = gvc_files_name(files, i);
        if (strncmp(name, folder, length) == 0 && strchr(name + length, '/') == NULL) {
            take_sample(ctx, files, i, s);
        }
    }
    qsort(s->items, (size_t)s->count, sizeof *s->items, by_name);
    sort_samples(s);
}

static bool is_sample(const samples *s, gvc_idx file)
{
    gvc_idx i = 0;
    while (i < s->count && s->items[i].file != file) {
        i++;
    }
    return i < s->count;
}

/* Files of the folder that are no such text: listed in a note. */
static gvc_status note_others(gvc_ctx *ctx, const gvc_files *files, const samples *s,
                              gvc_builder *b)
{
    char *folder = gvc_folder_of(gvc_files_name(files, s->items[s->z].file));
    gvc_text list = {0};
    gvc_idx shown = 0;
    size_t length = folder == NULL ? 0 : strlen(folder);
    for (gvc_idx i = 0; folder != NULL && i < gvc_files_count(files); i++) {
        const char *name = gvc_files_name(files, i);
        if (!is_sample(s, i) && strncmp(name, folder, length) == 0 &&
            strchr(name + length, '/') == NULL && shown++ < MOST_SHOWN) {
            gvc_text_addf(&list, "%s%s", list.length == 0 ? "" : ", ", name + length);
        }
    }
    if (shown > MOST_SHOWN) {
        gvc_text_addf(&list, " and %lld more", (long long)(shown - MOST_SHOWN));
    }
    gvc_status status =
        folder == NULL || list.failed ? gvc_fail_memory(ctx, 1024, "a list of files") : GVC_OK;
    if (status == GVC_OK && shown > 0) {
        status = gvc_builder_note(ctx, b, "no labelled texts with units, left out: %s",
                                  gvc_text_str(&list));
    }
    gvc_release(folder);
    gvc_text_free(&list);
    return status;
}

/* ---- finding --------------------------------------------------------------------------------- */

static gvc_status find_in(gvc_ctx *ctx, gvc_input *in, const char *folder, samples *s,
                          gvc_finds *out)
{
    look(ctx, in->files, folder, s);
    gvc_status status = GVC_OK;
    if (s->z >= 0 && s->y >= 0 &&
        !gvc_finds_add(out, s->items[s->z].file, gvc_year_in_name(folder))) {
        status = gvc_fail_memory(ctx, 1024, "a list of files");
    }
    clear_samples(s);
    return status;
}

/* Folder after folder, as their first files come. */
static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    samples *s = gvc_calloc(1, sizeof *s);
    gvc_labels *done = gvc_labels_new();
    gvc_status status =
        s == NULL || done == NULL ? gvc_fail_memory(ctx, sizeof *s, "a list of files") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        if (!is_text(name) || gvc_labels_count(done) == MOST_FILES) {
            continue;
        }
        gvc_idx before = gvc_labels_count(done);
        char *folder = gvc_folder_of(name);
        if (folder == NULL || gvc_labels_add(done, folder[0] == '\0' ? "/" : folder) < 0) {
            status = gvc_fail_memory(ctx, strlen(name), "a list of files");
        } else if (gvc_labels_count(done) > before) {
            status = find_in(ctx, in, folder, s, out);
        }
        gvc_release(folder);
    }
    gvc_labels_free(done);
    gvc_release(s);
    return status;
}

/* The samples of the folder that main lies in; of these, main's file. */
static gvc_status look_beside(gvc_ctx *ctx, gvc_folders *f, gvc_input *in, samples *s,
                              gvc_idx *main)
{
    gvc_status status = gvc_folders_open_beside(ctx, f, in, main);
    char *folder = status == GVC_OK ? gvc_folder_of(gvc_files_name(f->files, *main)) : NULL;
    if (status == GVC_OK && folder == NULL) {
        status = gvc_fail_memory(ctx, 1024, "a name");
    }
    if (status == GVC_OK) {
        look(ctx, f->files, folder, s);
    }
    gvc_release(folder);
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    if (!gvc_headed_looks_like(in->head, in->length, LABELS)) {
        return 0;
    }
    gvc_folders f = {0};
    gvc_idx main = -1;
    samples *s = gvc_calloc(1, sizeof *s);
    bool found = s != NULL && look_beside(ctx, &f, in, s, &main) == GVC_OK && s->z >= 0 &&
                 s->y >= 0 && (s->items[s->z].file == main || s->items[s->y].file == main);
    if (s != NULL) {
        clear_samples(s);
    }
    gvc_release(s);
    gvc_folders_clear(&f);
    return found ? 75 : 0;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* "mrEmissions" of "x/mrEmissions.txt"; yours. */
static char *stem_of(const char *name)
{
    char *stem = gvc_strdup(gvc_base_name(name)), *dot = stem == NULL ? NULL : strrchr(stem, '.');
    if (dot != NULL) {
        *dot = '\0';
    }
    return stem;
}

/* Accounts of final use that begin with the same row as those of industries. */
static gvc_idx twin_of(samples *s, const sample *accounts)
{
    for (gvc_idx i = 0; i < s->count; i++) {
        sample *t = &s->items[i];
        if (i != s->y && !t->paired && t->labels == accounts->labels &&
            same_columns(t, &s->items[s->y]) && strcmp(t->row, accounts->row) == 0) {
            t->paired = true;
            return t->file;
        }
    }
    return -1;
}

static gvc_status add_set(gvc_ctx *ctx, gvc_parts *p, gvc_idx named_by, gvc_idx f, gvc_idx fy)
{
    gvc_part_accounts set = {stem_of(gvc_files_name(p->files, named_by)), f, fy, -1};
    return gvc_parts_add(ctx, p, &set);
}

static gvc_status add_sets(gvc_ctx *ctx, gvc_parts *p, samples *s, gvc_builder *b)
{
    gvc_status status = GVC_OK;
    s->items[s->z].paired = s->items[s->y].paired = true;
    for (gvc_idx i = 0; status == GVC_OK && i < s->count; i++) {
        sample *t = &s->items[i];
        if (!t->paired && same_columns(t, &s->items[s->z])) {
            t->paired = true;
            status = add_set(ctx, p, t->file, t->file, twin_of(s, t));
        }
    }
    for (gvc_idx i = 0; status == GVC_OK && i < s->count; i++) {
        sample *t = &s->items[i];
        if (!t->paired && same_columns(t, &s->items[s->y])) {
            t->paired = true;
            status = add_set(ctx, p, t->file, -1, t->file);
        } else if (!t->paired) {
            status = gvc_builder_note(ctx, b, "%s: its columns are none of the table; left out",
                                      gvc_base_name(gvc_files_name(p->files, t->file)));
        }
    }
    return status;
}

static gvc_status set_units(gvc_ctx *ctx, const gvc_parts *p, const gvc_read_options *options,
                            gvc_builder *b)
{
    if (p->money == NULL) {
        return GVC_OK;
    }
    const char *units = strcmp(p->money, "M.EUR") == 0 ? "million EUR" : p->money;
    return gvc_set_units(ctx, b, options, units, gvc_base_name(gvc_files_name(p->files, p->y)));
}

static gvc_status read_parts(gvc_ctx *ctx, gvc_parts *p, samples *s,
                             const gvc_read_options *options, gvc_builder *b)
{
    if (s->z < 0 || s->y < 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "no text in the folder holds %s: two header rows, and rows with region, "
                        "sector and unit%s",
                        s->z < 0 ? "intermediate use" : "final use",
                        s->z < 0 ? " labelled as the columns"
                                 : " labelled as those of "
                                   "intermediate use");
    }
    p->z = s->items[s->z].file;
    p->y = s->items[s->y].file;
    p->x = p->unit = -1;
    p->unit_column = true;
    gvc_status status = note_others(ctx, p->files, s, b);
    if (status == GVC_OK) {
        status = add_sets(ctx, p, s, b);
    }
    if (status == GVC_OK) {
        status = gvc_parts_read(ctx, p, options, b);
    }
    return status == GVC_OK ? set_units(ctx, p, options, b) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_folders f = {0};
    gvc_parts p = {0};
    gvc_idx main = -1;
    samples *s = gvc_calloc(1, sizeof *s);
    gvc_status status = s == NULL ? gvc_fail_memory(ctx, sizeof *s, "a list of files")
                                  : look_beside(ctx, &f, in, s, &main);
    if (status == GVC_OK) {
        p.files = f.files;
        status = read_parts(ctx, &p, s, options, b);
    }
    if (s != NULL) {
        clear_samples(s);
    }
    gvc_release(s);
    gvc_parts_clear(&p);
    gvc_folders_clear(&f);
    return status;
}

const gvc_format gvc_format_labelled_set = {
    .info =
        {"labelled-set", "a folder of labelled texts with units: EXIOBASE 1 and 2",
         "A folder or archive of texts, tab- or comma-separated, or one of them. Each has two "
         "header rows, region and sector, and label columns of which the last is the unit. They go "
         "by their labels, whatever their names: rows labelled as the columns are intermediate "
         "use, the same rows with other columns final use, other rows with the columns of either "
         "are accounts. Where intermediate use is stated per unit of money (M.EUR/M.EUR) the flows "
         "are these coefficients times the output that they and final use imply. Accounts from a "
         "file of factor inputs in the unit of the table are primary rows, all others satellite "
         "accounts. EXIOBASE 1 and 2 and the test table of pymrio look like this.",
         "txt zip"},
    .score = score,
    .find = find,
    .read = read_table,
};
