/* emerging.c - EMERGING: one file of MATLAB 7.3 a year, which is HDF5 with bytes in front
 *
 * Matrices z, f, va and X, and cell arrays of labels, at the root or inside one group. Z is read in
 * tiles and turned as it comes, so that little is held beside the table. */
#include <stdio.h>
#include <string.h>

#include "format.h"
#include "formats/lists.h"
#include "hdf5/hdf5.h"
#include "matlab/matlab.h"

enum { MOST_LABELS = 100000, MOST_FACTORS = 64, MOST_GROUPS = 32, MATLAB_HEAD = 512 };

static bool starts(const gvc_input *in, const char *text)
{
    size_t length = strlen(text);
    return in->length >= length && memcmp(in->head, text, length) == 0;
}

static bool is_old(const gvc_input *in)
{
    return starts(in, "MATLAB 5.0 MAT-file");
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    (void)ctx;
    bool hdf5 = in->length > MATLAB_HEAD &&
                gvc_hdf5_is_hdf5(in->head + MATLAB_HEAD, in->length - MATLAB_HEAD);
    return hdf5 || starts(in, "MATLAB 7.3 MAT-file") ? 95 : is_old(in) ? 90 : 0;
}

/* ---- what the file holds --------------------------------------------------------------------- */
typedef enum part { Z, F, VA, X, COUNTRIES, SECTORS, CATEGORIES, PARTS } part;

/* The two spellings that are known: that of all versions, and that of the one with more detail in
 * energy, which has no labels. */
static const char *const names[PARTS][2] = {
    [Z] = {"z", "MRIO_Z_E"},
    [F] = {"f", "MRIO_F_E"},
    [VA] = {"va", "MRIO_VA_E"},
    [X] = {"X", "MRIO_X_E"},
    [COUNTRIES] = {"country_list", "country_list"},
    [SECTORS] = {"sector_list", "sector_list"},
    [CATEGORIES] = {"final_list", "final_list"},
};

typedef struct emerging {
    gvc_mat m;
    gvc_builder *b;
    char group[256]; /* "" = the root */
    int spelling;
    gvc_mat_data parts[PARTS];
    gvc_list lists[PARTS]; /* of COUNTRIES, SECTORS, CATEGORIES */
    gvc_idx n, categories, factors;
    bool factors_first; /* va: the dimension of the factors comes first in the file */
} emerging;

static const char *name_of(const emerging *e, part p)
{
    return names[p][e->spelling];
}

/* Opens Z and F of this group under one of the spellings. */
static bool try_group(emerging *e, const char *group)
{
    for (int k = 0; k < 2 && e->m.status == GVC_OK; k++) {
        gvc_mat_find(&e->m, group, names[Z][k], &e->parts[Z]);
        if (e->parts[Z].there) {
            snprintf(e->group, sizeof e->group, "%s", group);
            e->spelling = k;
            return true;
        }
    }
    return false;
}

static void fail_foreign(emerging *e, const gvc_labels *seen)
{
    gvc_text list = {0};
    for (gvc_idx i = 0; i < gvc_labels_count(seen); i++) {
        gvc_text_addf(&list, "%s%s", i == 0 ? "" : ", ", gvc_labels_get(seen, i));
    }
    gvc_mat_fail(&e->m, GVC_EFORMAT,
                 "has no matrix z, nor MRIO_Z_E, as the tables of EMERGING have; it holds %s",
                 list.length == 0 ? "nothing" : gvc_text_str(&list));
    gvc_text_free(&list);
}

/* The root, or the one group that holds the table. */
static void find_group(emerging *e)
{
    gvc_labels *seen = gvc_labels_new();
    if (seen == NULL) {
        gvc_mat_take(&e->m, gvc_fail_memory(e->m.ctx, 256, "a list of names"));
    } else if (!try_group(e, "") && e->m.status == GVC_OK) {
        gvc_mat_names(&e->m, seen, MOST_GROUPS);
        bool found = false;
        for (gvc_idx i = 0; !found && e->m.status == GVC_OK && i < gvc_labels_count(seen); i++) {
            found = try_group(e, gvc_labels_get(seen, i));
        }
        if (!found) {
            fail_foreign(e, seen);
        }
    }
    gvc_labels_free(seen);
}

static void find_parts(emerging *e)
{
    find_group(e);
    for (int p = F; p < PARTS && e->m.status == GVC_OK; p++) {
        gvc_mat_find(&e->m, e->group, name_of(e, (part)p), &e->parts[p]);
        if (!e->parts[p].there && p <= F) {
            gvc_mat_fail(&e->m, GVC_EFORMAT, "has a matrix %s and no final demand %s",
                         name_of(e, Z), name_of(e, F));
        } else if (e->parts[p].there && p < COUNTRIES && e->parts[p].rank != 2) {
            gvc_mat_fail(&e->m, GVC_EFORMAT, "'%s' has %d dimensions, expected 2",
                         name_of(e, (part)p), e->parts[p].rank);
        }
    }
}

/* ---- labels ---------------------------------------------------------------------------------- */
static gvc_status add_label(gvc_ctx *ctx, void *user, const char *text)
{
    gvc_labels *labels = user;
    gvc_idx before = gvc_labels_count(labels);
    if (text[0] == '\0') {
        return gvc_fail(ctx, GVC_EFORMAT, "label %lld is empty", (long long)before + 1);
    }
    if (gvc_labels_add(labels, text) < 0) {
        return gvc_fail_memory(ctx, strlen(text), "labels");
    }
    return gvc_labels_count(labels) > before
               ? GVC_OK
               : gvc_fail(ctx, GVC_EFORMAT, "label '%s' is there twice (%lld)", text,
                          (long long)before + 1);
}

static void read_texts(emerging *e, part p)
{
    gvc_list *list = &e->lists[p];
    list->labels = gvc_labels_new();
    list->name = gvc_strdup(name_of(e, p));
    if (list->labels == NULL || list->name == NULL) {
        gvc_mat_take(&e->m, gvc_fail_memory(e->m.ctx, 256, "labels"));
        return;
    }
    gvc_mat_get_texts(&e->m, &e->parts[p], name_of(e, p), MOST_LABELS, add_label, list->labels);
    if (e->m.status == GVC_EFORMAT) {
        e->m.status = gvc_fail_in(e->m.ctx, e->m.status, "%s", name_of(e, p));
    }
}

/* The caller's list, the file's, or one beside the file. */
static void find_list(emerging *e, gvc_input *in, part p, const char *what, const char *short_what,
                      const char *asked)
{
    if (e->m.status == GVC_OK && asked == NULL && e->parts[p].there) {
        read_texts(e, p);
    } else if (e->m.status == GVC_OK) {
        gvc_mat_take(&e->m, gvc_list_find(e->m.ctx, &e->lists[p], in->source, what, short_what,
                                          asked, NULL));
    }
    if (e->m.status == GVC_OK && p != CATEGORIES && e->lists[p].labels == NULL) {
        gvc_mat_fail(&e->m, GVC_EFORMAT,
                     "has no %s, and no %s.csv lies beside it; name a list with --%s FILE",
                     name_of(e, p), what, what);
    } else if (e->m.status == GVC_OK && !e->parts[p].there && e->lists[p].labels != NULL) {
        gvc_mat_take(&e->m, gvc_builder_note(e->m.ctx, e->b, "%s from %s", what, e->lists[p].name));
    }
}

/* ---- shapes ---------------------------------------------------------------------------------- */
/* A vector of n, lying or standing; other: the length of the other dimension. */
static void fit_vector(emerging *e, part p, uint64_t *other, bool *other_first)
{
    const uint64_t *extent = e->parts[p].extent;
    *other_first = extent[0] != (uint64_t)e->n;
    *other = *other_first ? extent[0] : extent[1];
    uint64_t length = *other_first ? extent[1] : extent[0];
    if (e->m.status == GVC_OK &&
        (length != (uint64_t)e->n || *other == 0 || *other > (p == VA ? MOST_FACTORS : 1))) {
        gvc_mat_fail(&e->m, GVC_ESHAPE, "'%s' is %llu x %llu, expected a row for %lld industries",
                     name_of(e, p), (unsigned long long)extent[1], (unsigned long long)extent[0],
                     (long long)e->n);
    }
}

static void fit(emerging *e)
{
    gvc_idx countries = gvc_labels_count(e->lists[COUNTRIES].labels);
    gvc_idx sectors = gvc_labels_count(e->lists[SECTORS].labels);
    const uint64_t *z = e->parts[Z].extent, *f = e->parts[F].extent;
    e->n = countries * sectors;
    if (z[0] != (uint64_t)e->n || z[1] != (uint64_t)e->n) {
        gvc_mat_fail(&e->m, GVC_ESHAPE,
                     "'%s' is %llu x %llu, expected %lld = %lld countries (%s) x %lld sectors (%s)",
                     name_of(e, Z), (unsigned long long)z[1], (unsigned long long)z[0],
                     (long long)e->n, (long long)countries, e->lists[COUNTRIES].name,
                     (long long)sectors, e->lists[SECTORS].name);
    } else if (f[1] != (uint64_t)e->n || f[0] == 0 || f[0] % (uint64_t)countries != 0 ||
               f[0] / (uint64_t)countries > MOST_FACTORS) {
        gvc_mat_fail(&e->m, GVC_ESHAPE,
                     "'%s' is %llu x %llu, expected %lld rows and a number of columns that is a "
                     "multiple of %lld countries (%s)",
                     name_of(e, F), (unsigned long long)f[1], (unsigned long long)f[0],
                     (long long)e->n, (long long)countries, e->lists[COUNTRIES].name);
    } else {
        e->categories = (gvc_idx)(f[0] / (uint64_t)countries);
    }
    uint64_t count = 0;
    bool first = false;
    if (e->parts[VA].there) {
        fit_vector(e, VA, &count, &e->factors_first);
        e->factors = (gvc_idx)count;
    }
    if (e->parts[X].there) {
        fit_vector(e, X, &count, &first);
    }
    const gvc_labels *list = e->lists[CATEGORIES].labels;
    if (e->m.status == GVC_OK && list != NULL && gvc_labels_count(list) != e->categories) {
        gvc_mat_fail(&e->m, GVC_ESHAPE, "'%s' names %lld categories, '%s' has %lld for a country",
                     e->lists[CATEGORIES].name, (long long)gvc_labels_count(list), name_of(e, F),
                     (long long)e->categories);
    }
}

/* ---- naming ---------------------------------------------------------------------------------- */
static const char *category(const emerging *e, gvc_idx k, char made[32])
{
    static const char *const documented[] = {"household", "government", "capital"};
    if (e->lists[CATEGORIES].labels != NULL) {
        return gvc_labels_get(e->lists[CATEGORIES].labels, k);
    }
    if (e->categories == 3) {
        return documented[k];
    }
    snprintf(made, 32, "F%lld", (long long)k + 1);
    return made;
}

static void name_all(emerging *e)
{
    gvc_ctx *ctx = e->m.ctx;
    const gvc_labels *countries = e->lists[COUNTRIES].labels, *sectors = e->lists[SECTORS].labels;
    char made[32];
    for (gvc_idx c = 0; c < gvc_labels_count(countries); c++) {
        for (gvc_idx s = 0; e->m.status == GVC_OK && s < gvc_labels_count(sectors); s++) {
            gvc_mat_take(&e->m, gvc_builder_industry(ctx, e->b, NULL, gvc_labels_get(countries, c),
                                                     gvc_labels_get(sectors, s)));
        }
        for (gvc_idx k = 0; e->m.status == GVC_OK && k < e->categories; k++) {
            gvc_mat_take(&e->m, gvc_builder_final_use(ctx, e->b, NULL, gvc_labels_get(countries, c),
                                                      category(e, k, made)));
        }
    }
    for (gvc_idx k = 0; e->m.status == GVC_OK && k < e->factors; k++) {
        snprintf(made, sizeof made, e->factors == 1 ? "VA" : "VA%lld", (long long)k + 1);
        gvc_mat_take(&e->m, gvc_builder_value_added(ctx, e->b, made));
    }
}

/* ---- cells ----------------------------------------------------------------------------------- */
/* Rows of n, whichever way they lie in the file: `rows` x n. */
static void read_vectors(emerging *e, part p, const gvc_dense *to, bool rows_first)
{
    gvc_dense lying = *to, turned = {NULL, to->cols, to->rows, to->rows};
    if (!rows_first) { /* as all matrices: the first dimension is the columns */
        gvc_mat_get_turned(&e->m, &e->parts[p], name_of(e, p), &lying);
        return;
    }
    turned.data = gvc_calloc((size_t)to->rows * (size_t)to->cols, sizeof *turned.data);
    if (turned.data == NULL) {
        gvc_mat_take(&e->m, gvc_fail_memory(e->m.ctx, (size_t)to->cols * 8, name_of(e, p)));
        return;
    }
    gvc_mat_get_turned(&e->m, &e->parts[p], name_of(e, p), &turned);
    for (gvc_idx i = 0; i < to->rows; i++) {
        for (gvc_idx j = 0; j < to->cols; j++) {
            to->data[i * to->stride + j] = turned.data[j * turned.stride + i];
        }
    }
    gvc_release(turned.data);
}

static void read_cells(emerging *e)
{
    gvc_mat_take(&e->m, gvc_builder_allocate(e->m.ctx, e->b));
    if (e->m.status != GVC_OK) {
        return;
    }
    gvc_mat_get_turned(&e->m, &e->parts[Z], name_of(e, Z), gvc_builder_z(e->b));
    gvc_mat_get_turned(&e->m, &e->parts[F], name_of(e, F), gvc_builder_y(e->b));
    if (e->parts[VA].there) {
        read_vectors(e, VA, gvc_builder_v(e->b), e->factors_first);
    }
    double *x = e->parts[X].there ? gvc_builder_x_given(e->b) : NULL;
    if (x != NULL) {
        const gvc_dense output = {x, 1, e->n, e->n};
        read_vectors(e, X, &output, e->parts[X].extent[0] != (uint64_t)e->n);
    } else if (e->parts[X].there) {
        gvc_mat_take(&e->m, gvc_fail_memory(e->m.ctx, (size_t)e->n * sizeof *x, "output"));
    }
}

static void read_opened(emerging *e, gvc_input *in, const gvc_read_options *options)
{
    find_parts(e);
    find_list(e, in, COUNTRIES, "countries", "countrylist", options->countries);
    find_list(e, in, SECTORS, "sectors", "sectorlist", options->sectors);
    if (e->parts[CATEGORIES].there) {
        find_list(e, in, CATEGORIES, "categories", "categorylist", NULL);
    }
    if (e->m.status == GVC_OK) {
        fit(e);
    }
    if (e->m.status == GVC_OK) {
        name_all(e);
    }
    if (e->m.status == GVC_OK && !options->labels_only) {
        read_cells(e);
    }
    gvc_mat_take(&e->m, e->m.status != GVC_OK
                            ? e->m.status
                            : gvc_set_units(e->m.ctx, e->b, options, "million USD",
                                            "documentation of the provider"));
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    if (is_old(in)) {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "%s: is a MAT-file of MATLAB's old version 5; save it in MATLAB with "
                        "save(FILE, '-v7.3')",
                        in->name);
    }
    emerging e = {.b = b};
    gvc_mat_open(ctx, &e.m, in->source);
    if (e.m.status == GVC_OK) {
        read_opened(&e, in, options);
    }
    for (int p = 0; p < PARTS; p++) {
        gvc_list_clear(&e.lists[p]);
    }
    gvc_mat_close(&e.m);
    return e.m.status == GVC_OK || !gvc_files_is_member(in->files, in->main)
               ? e.m.status
               : gvc_fail_in(ctx, e.m.status, "%s", in->name);
}

const gvc_format gvc_format_emerging = {
    .info = {"emerging", "EMERGING, a file of MATLAB 7.3 a year",
             "global_mrio_YYYY.mat and EMERGING_V2_YYYY_m.mat: matrices z, f, va and X with "
             "country_list, sector_list and final_list; EMERGING_E_YYYY.mat: MRIO_Z_E and its like "
             "without labels, which are then read from lists beside the file (countries.csv, "
             "sectors.csv) or from those named with --countries and --sectors. Files of MATLAB's "
             "older version 5 have to be saved with -v7.3. A file that is packed is unpacked into "
             "memory.",
             "mat mat.gz zip"},
    .score = score,
    .read = read_table,
};
