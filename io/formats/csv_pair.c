/* csv_pair.c - a table in parts, each a labelled text: Z and Y, perhaps value added and output
 *
 * The plainest form that holds everything: what a spreadsheet or a script writes. */
#include "formats/csv_pair.h"

/* A file that came alone: the others beside it, by their usual names. */
static gvc_status find_beside(gvc_ctx *ctx, gvc_input *in, gvc_pair *pair)
{
    const struct {
        const char *name;
        gvc_idx *at;
    } parts[] = {
        {"Y.csv", &pair->y}, {"VA.csv", &pair->va}, {"V.csv", &pair->va}, {"X.csv", &pair->x}};
    gvc_status status = GVC_OK;
    pair->z = in->main;
    for (size_t i = 0; status == GVC_OK && i < sizeof parts / sizeof *parts; i++) {
        if (*parts[i].at < 0) {
            status = gvc_files_find_beside(ctx, in->files, in->main, parts[i].name, parts[i].at);
        }
    }
    return status;
}

/* The parts of the table that in->main stands for. */
static gvc_status find_parts(gvc_ctx *ctx, gvc_input *in, gvc_pair *pair)
{
    gvc_pair_looks looks = {0};
    bool set = gvc_files_is_set(in->files);
    gvc_status status = set ? gvc_pair_look_at(ctx, in->files, &looks) : find_beside(ctx, in, pair);
    for (gvc_idx i = 0; status == GVC_OK && i < looks.count; i++) {
        if (looks.items[i].file == in->main) {
            *pair = gvc_pair_of(in->files, &looks, i);
        }
    }
    gvc_pair_forget(&looks);
    return status == GVC_OK && pair->y < 0
               ? gvc_fail(
                     ctx, GVC_EFORMAT,
                     "%s: no file of final use goes with it; name both, Z with the same labels "
                     "in rows and columns, Y with the same rows: gvc import Z.csv Y.csv",
                     in->name)
               : status;
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    gvc_pair pair = {-1, -1, -1, -1};
    gvc_status status = find_parts(ctx, in, &pair);
    gvc_files_begin(in->files); /* a look into every text is no reading */
    return status == GVC_OK ? gvc_pair_read(ctx, in, &pair, options, b) : status;
}

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    gvc_pair_looks looks = {0};
    gvc_status status = gvc_pair_look_at(ctx, in->files, &looks);
    for (gvc_idx i = 0; status == GVC_OK && i < looks.count; i++) {
        if (gvc_pair_of(in->files, &looks, i).y >= 0 &&
            !gvc_finds_add(out, looks.items[i].file, looks.items[i].year)) {
            status = gvc_fail_memory(ctx, 256, "a list of files");
        }
    }
    gvc_pair_forget(&looks);
    return status;
}

const gvc_format gvc_format_csv_pair = {
    .info =
        {"csv-pair", "a table in parts: Z.csv and Y.csv, perhaps value added and output",
         "For every table that has no form of its own. Z.csv: COUNTRY_SECTOR labels in the first "
         "line and in the first column, the same ones. Y.csv: the same rows, columns "
         "COUNTRY_CATEGORY. Where wanted, VA.csv: the columns of Z, a row for each component of "
         "value added, taxes or output, told apart by their names as in labelled-csv; X.csv: "
         "the rows of Z and one column, output. Rows and columns in any order. Name the files "
         "(gvc import Z.csv Y.csv -o t.h5), their folder or their zip; several years, with the "
         "year in the names or in a folder each, are told apart by --year. What a file is is "
         "seen from its labels, its name may be any.",
         "csv txt csv.gz zip"},
    .find = find,
    .read = read_table,
};
