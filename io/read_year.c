/* read_year.c - the year of a table whose file does not tell it */
#include "read_year.h"

gvc_year_said gvc_year_from_names(const gvc_input *in, int found)
{
    const char *member = gvc_source_member(in->source);
    const char *path = gvc_source_path(in->source);
    const char *base = gvc_base_name(member != NULL ? member : path);
    int in_base = gvc_year_in_name(base);
    if (found != 0) {
        return (gvc_year_said){found, found != in_base ? in->name : base};
    }
    base = in_base == 0 && member != NULL ? gvc_base_name(path) : base;
    return (gvc_year_said){gvc_year_in_name(base), base};
}

gvc_status gvc_note_year(gvc_ctx *ctx, gvc_builder *b, const gvc_input *in,
                         const gvc_read_options *options, gvc_year_said name)
{
    int asked = options->year;
    if (!gvc_builder_year_is_assumed(b) || name.year == 0 || name.year == asked) {
        return GVC_OK;
    }
    if (asked == 0) {
        return gvc_builder_note(ctx, b, "year %d from the name %s", name.year, name.by);
    }
    if (gvc_files_is_member(in->files, in->main) && options->member == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN,
                        "holds one table, whose name %s says %d, not %d; leave out --year, or name "
                        "it with --member",
                        name.by, name.year, asked);
    }
    gvc_log(ctx, GVC_WARN, "reading %s: taken as of %d, as asked for, though its name says %d",
            name.by, asked, name.year);
    return gvc_builder_note(ctx, b, "year %d as asked for, though the name %s says %d", asked,
                            name.by, name.year);
}
