/* pymrio_save.c - what pymrio saves: a folder or archive with file_parameters.json */
#include "format.h"
#include "formats/saved.h"

static gvc_status find(gvc_ctx *ctx, gvc_input *in, gvc_finds *out)
{
    return gvc_saved_find(ctx, in, out, false);
}

static int score(gvc_ctx *ctx, gvc_input *in)
{
    return gvc_saved_score(ctx, in, false);
}

static gvc_status set_units(gvc_ctx *ctx, const gvc_saved *s, const gvc_read_options *options,
                            gvc_builder *b)
{
    const gvc_parts *p = &s->parts;
    return p->money == NULL ? GVC_OK
                            : gvc_set_units(ctx, b, options, p->money,
                                            gvc_base_name(gvc_files_name(p->files, p->unit)));
}

static gvc_status read_table(gvc_ctx *ctx, gvc_input *in, const gvc_read_options *options,
                             gvc_builder *b)
{
    return gvc_saved_read(ctx, in, options, b, set_units);
}

const gvc_format gvc_format_pymrio_save = {
    .info =
        {"pymrio", "a table saved by pymrio: folder or archive of text files",
         "A folder, an archive of it, or its Z.txt: file_parameters.json names the files, without "
         "it they "
         "go by their names. Z (or A) and Y have two header rows and two label columns, region and "
         "sector; x and unit one line an industry; each folder below is an extension with F, F_Y "
         "and unit, in old ones FY or F_hh. Tab- or comma-separated. Rows of factor inputs in the "
         "unit of the table are primary rows, all others satellite accounts. Without Z the flows "
         "are A times x, and without x times the output that A and Y imply. Pickle and parquet are "
         "not read.",
         "txt tsv csv zip"},
    .score = score,
    .find = find,
    .read = read_table,
};
