/* eora.c - Eora26 and full Eora: headerless matrices T, FD, VA, Q and QY of a year, labels beside
 *
 * T is square and numbers only; what its rows are stands in labels_T.txt, one line each: name and
 * code of the country, Industries or Commodities, sector. So countries may have any sectors. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "format.h"
#include "formats/eora.h"
#include "formats/folders.h"
#include "text/csv.h"

enum { HEAD = 4096, MOST_TABLES = 100 };

/* Part of a file's name before "T.txt": "Eora26_2015_bp_", or "" of a bare T.txt; -1 where it is
 * named otherwise. */
static int stem_length(const char *base)
{
    size_t length = strlen(base);
    bool named = length >= 5 && strcasecmp(base + length - 5, "T.txt") == 0;
    return named && (length == 5 || base[length - 6] == '_') ? (int)(length - 5) : -1;
}

/* The first line is numbers, with tabs between. */
static bool is_numbers(const unsigned char *head, size_t length)
{
    gvc_idx numbers = 0, fields = 0;
    return memchr(head, '\t', length) != NULL && gvc_csv_sniff(head, length, &numbers, &fields) &&
           numbers > 0 && numbers + 2 >= fields;
}

/* ---- finding --------------------------------------------------------------------------------- */

/* The matrix `what` of the same year in the same folder. */
static gvc_idx sibling(const gvc_folders *f, gvc_idx main, const char *what)
{
    const char *name = gvc_files_name(f->files, main), *base = gvc_base_name(name);
    char *folder = gvc_folder_of(name);
    gvc_text file = {0};
    gvc_text_addf(&file, "%.*s%s.txt", stem_length(base), base, what);
    gvc_idx at =
        folder == NULL || file.failed ? -1 : gvc_folders_find(f, folder, gvc_text_str(&file));
    gvc_text_free(&file);
    gvc_release(folder);
    return at;
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    gvc_folders f = {0};
    gvc_idx looks = 0;
    gvc_status status = gvc_folders_open(ctx, &f, in);
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(in->files); i++) {
        const char *name = gvc_files_name(in->files, i);
        unsigned char head[HEAD];
        size_t length = 0;
        if (stem_length(gvc_base_name(name)) < 0 || sibling(&f, i, "FD") < 0) {
            continue;
        }
        if (++looks > MOST_TABLES) {
            status = gvc_fail(ctx, GVC_EUNSUPPORTED, "holds more than %d tables; name a part of it",
                              MOST_TABLES);
            break;
        }
        bool mine = gvc_files_head(ctx, in->files, i, head, sizeof head, &length) == GVC_OK &&
                    is_numbers(head, length);
        int year = gvc_year_in_name(gvc_base_name(name));
        if (mine && !gvc_finds_add(out, i, year != 0 ? year : gvc_year_in_name(name))) {
            status = gvc_fail_memory(ctx, 1024, "a list of files");
        }
    }
    gvc_folders_clear(&f);
    return status;
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    gvc_folders f = {0};
    gvc_idx main = -1;
    if (stem_length(gvc_base_name(in->name)) < 0 || !is_numbers(in->head, in->length)) {
        return 0;
    }
    bool found =
        gvc_folders_open_beside(ctx, &f, in, &main) == GVC_OK && sibling(&f, main, "FD") >= 0;
    gvc_folders_clear(&f);
    return found ? 85 : 0;
}

/* ---- reading --------------------------------------------------------------------------------- */

/* Files of the table. */
typedef struct eora {
    gvc_folders folders;
    gvc_idx t, fd, va, q, qy; /* va, q, qy: -1 = none */
    gvc_eora_labels rows, uses, primary, accounts;
    gvc_idx negative;
    double negative_sum;
} eora;

/* Labels of a matrix, from the list beside it, in a sibling archive, or anywhere if only one. */
static gvc_status read_list(gvc_ctx *ctx, eora *e, gvc_builder *b, const char *list,
                            gvc_eora_labels *out, gvc_idx fields)
{
    gvc_idx at = -1;
    gvc_status status = gvc_files_find_beside(ctx, e->folders.files, e->t, list, &at);
    if (status == GVC_OK && at < 0) {
        status = gvc_fail(ctx, GVC_EFORMAT,
                          "%s: no %s beside it, nor in an archive there; the provider has the "
                          "lists in indices.zip: put that beside it",
                          gvc_files_name(e->folders.files, e->t), list);
    }
    if (status == GVC_OK) {
        status = gvc_eora_read_labels(ctx, e->folders.files, at, fields, out);
    }
    const char *path = status == GVC_OK ? gvc_files_path(e->folders.files, at) : NULL;
    bool beside = path != NULL && gvc_files_is_member(e->folders.files, at) &&
                  strcmp(path, gvc_files_path(e->folders.files, e->t)) != 0;
    return beside ? gvc_builder_note(ctx, b, "%s from %s", list, gvc_base_name(path)) : status;
}

static gvc_status read_lists(gvc_ctx *ctx, eora *e, gvc_builder *b)
{
    gvc_status status = read_list(ctx, e, b, "labels_T.txt", &e->rows, 4);
    if (status == GVC_OK) {
        status = read_list(ctx, e, b, "labels_FD.txt", &e->uses, 4);
    }
    if (status == GVC_OK && e->va >= 0) {
        status = read_list(ctx, e, b, "labels_VA.txt", &e->primary, 2);
    }
    if (status == GVC_OK && (e->q >= 0 || e->qy >= 0)) {
        status = read_list(ctx, e, b, "labels_Q.txt", &e->accounts, 2);
    }
    return status;
}

static gvc_status locate(gvc_ctx *ctx, eora *e, gvc_input *in)
{
    gvc_status status = gvc_folders_open_beside(ctx, &e->folders, in, &e->t);
    const char *base =
        status == GVC_OK ? gvc_base_name(gvc_files_name(e->folders.files, e->t)) : "";
    if (status == GVC_OK && stem_length(base) < 0) {
        return gvc_fail(ctx, GVC_EFORMAT,
                        "%s: expected the name of a matrix T, such as Eora26_2015_bp_T.txt", base);
    }
    if (status != GVC_OK) {
        return status;
    }
    e->fd = sibling(&e->folders, e->t, "FD");
    e->va = sibling(&e->folders, e->t, "VA");
    e->q = sibling(&e->folders, e->t, "Q");
    e->qy = sibling(&e->folders, e->t, "QY");
    return e->fd >= 0 ? GVC_OK
                      : gvc_fail(ctx, GVC_EFORMAT, "%s: no %.*sFD.txt (final demand) beside it",
                                 gvc_files_name(e->folders.files, e->t), stem_length(base), base);
}

/* A matrix of numbers into m, as many rows and columns as the labels say. */
static gvc_status read_matrix(gvc_ctx *ctx, eora *e, gvc_idx file, gvc_dense *m, gvc_idx *empty,
                              const char *rows_of, const char *columns_of)
{
    gvc_source *source = NULL;
    gvc_csv *csv = NULL;
    gvc_status status = gvc_files_source(ctx, e->folders.files, file, &source);
    if (status == GVC_OK) {
        status = gvc_csv_open(ctx, &csv, source);
    }
    if (status == GVC_OK) {
        gvc_csv_prefer_tabs(csv);
        status = gvc_eora_read_numbers(ctx, csv, m, empty, rows_of, columns_of);
    } else {
        status = gvc_fail_in(ctx, status, "%s", gvc_files_name(e->folders.files, file));
    }
    gvc_csv_close(csv);
    gvc_source_close(source);
    return status;
}

static void count_negative(eora *e, const gvc_dense *z)
{
    for (gvc_idx i = 0; i < z->rows; i++) {
        for (gvc_idx j = 0; j < z->cols; j++) {
            double value = z->data[i * z->stride + j];
            e->negative += value < 0;
            e->negative_sum += value < 0 ? value : 0;
        }
    }
}

static gvc_status read_cells(gvc_ctx *ctx, eora *e, gvc_builder *b)
{
    gvc_idx empty = 0;
    const struct {
        gvc_idx file;
        gvc_dense *m;
        const char *rows, *columns;
    } parts[] = {
        {e->t, gvc_builder_z(b), "labels_T.txt", "labels_T.txt"},
        {e->fd, gvc_builder_y(b), "labels_T.txt", "labels_FD.txt"},
        {e->va, gvc_builder_v(b), "labels_VA.txt", "labels_T.txt"},
        {e->q, gvc_builder_e(b), "labels_Q.txt", "labels_T.txt"},
        {e->qy, e->qy < 0 ? NULL : gvc_builder_ey(b), "labels_Q.txt", "labels_FD.txt"},
    };
    gvc_status status = e->qy >= 0 && parts[4].m == NULL
                            ? gvc_fail_memory(ctx, 1024, "accounts of final demand")
                            : GVC_OK;
    for (size_t i = 0; status == GVC_OK && i < sizeof parts / sizeof *parts; i++) {
        if (parts[i].file >= 0) {
            status = read_matrix(ctx, e, parts[i].file, parts[i].m, &empty, parts[i].rows,
                                 parts[i].columns);
        }
    }
    if (status == GVC_OK && empty > 0) {
        status = gvc_builder_note(ctx, b, "%lld empty cells read as 0", (long long)empty);
    }
    count_negative(e, gvc_builder_z(b));
    return status;
}

/* ---- notes ----------------------------------------------------------------------------------- */

/* Eora26 has basic (bp) and purchasers' prices (pp), and says which in the name. */
static gvc_status set_prices(gvc_ctx *ctx, const eora *e, const gvc_read_options *options,
                             gvc_builder *b)
{
    const char *name = gvc_base_name(gvc_files_name(e->folders.files, e->t));
    const char *prices = strstr(name, "_bp_") != NULL   ? "current, basic"
                         : strstr(name, "_pp_") != NULL ? "current, purchasers'"
                                                        : NULL;
    return prices == NULL || options->prices != NULL
               ? GVC_OK
               : gvc_builder_set_text(ctx, b, "prices", prices);
}

/* "Eora26_2015_bp" of Eora26_2015_bp_T.txt; a bare T.txt says nothing. */
static gvc_status set_title(gvc_ctx *ctx, const eora *e, gvc_builder *b)
{
    char *title = gvc_strdup(gvc_base_name(gvc_files_name(e->folders.files, e->t)));
    int length = title == NULL ? 0 : stem_length(title);
    if (title == NULL) {
        return gvc_fail_memory(ctx, 64, "a title");
    }
    title[length > 0 ? length - 1 : 0] = '\0';
    gvc_status status = gvc_builder_set_text(ctx, b, "title", length > 0 ? title : "Eora");
    gvc_release(title);
    return status;
}

static gvc_status describe(gvc_ctx *ctx, const eora *e, const gvc_read_options *options,
                           gvc_builder *b)
{
    gvc_status status =
        gvc_set_units(ctx, b, options, "thousand USD", "documentation of the provider");
    if (status == GVC_OK) {
        status = gvc_builder_note(ctx, b,
                                  "values are in thousand USD, not in millions as some programs "
                                  "label them");
    }
    if (status == GVC_OK) {
        status = set_title(ctx, e, b);
    }
    if (status == GVC_OK) {
        status = set_prices(ctx, e, options, b);
    }
    if (status == GVC_OK && e->negative > 0) {
        status = gvc_builder_note(ctx, b, "%lld cells of T are below 0, sum %.6g; kept",
                                  (long long)e->negative, e->negative_sum);
    }
    return status == GVC_OK && !options->labels_only ? gvc_eora_note_rest(ctx, b) : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    eora e = {.t = -1};
    gvc_status status = locate(ctx, &e, in);
    if (status == GVC_OK) {
        status = read_lists(ctx, &e, b);
    }
    if (status == GVC_OK) {
        status = gvc_eora_name(ctx, b, &e.rows, &e.uses, &e.primary, &e.accounts);
    }
    if (status == GVC_OK && !options->labels_only) {
        status = gvc_builder_allocate(ctx, b);
        if (status == GVC_OK) {
            status = read_cells(ctx, &e, b);
        }
    }
    if (status == GVC_OK) {
        status = describe(ctx, &e, options, b);
    }
    gvc_eora_clear_labels(&e.rows);
    gvc_eora_clear_labels(&e.uses);
    gvc_eora_clear_labels(&e.primary);
    gvc_eora_clear_labels(&e.accounts);
    gvc_folders_clear(&e.folders);
    return status;
}

const gvc_format gvc_format_eora = {
    .info =
        {"eora", "Eora26 and full Eora: matrices T, FD, VA, Q and QY without labels, lists beside",
         "The archive of a year (Eora26_YEAR_bp.zip), the unpacked folder, or its T.txt; several "
         "years with --year. Names end in T.txt, FD.txt, VA.txt, Q.txt and QY.txt; VA, Q and QY "
         "may be missing. What rows and columns are is read from labels_T.txt, labels_FD.txt, "
         "labels_VA.txt and labels_Q.txt, which may also lie beside the archive or in one there, "
         "such as indices.zip. Countries may have different sectors, and both industries and "
         "commodities: the sectors of these get _I and _C where both have the same name. All rows "
         "of VA are value added, all rows of Q satellite accounts. The one-sector region ROW is "
         "kept as published. Values are thousand USD.",
         "zip txt"},
    .score = score,
    .find = find,
    .read = read_table,
};
