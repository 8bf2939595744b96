/* manual_format.c - the page of a format: tables that are read, results that are written */
#include <string.h>

#include "pages.h"

static void put_synopsis(FILE *out, const gvc_format_info *reads, const gvc_format_info *writes)
{
    char usage[128];
    if (reads != NULL) {
        gvc_cli_scd_usage(out, "gvc import FILE... -o TABLE.h5");
        fputs("++\n", out);
        snprintf(usage, sizeof usage, "gvc import FILE... --format %s -o TABLE.h5", reads->name);
        gvc_cli_scd_usage(out, usage);
        fputs(writes == NULL ? "\n\n" : "++\n", out);
    }
    if (writes != NULL) {
        const char *suffixes = writes->suffixes == NULL ? "" : writes->suffixes;
        size_t length = strcspn(suffixes, " ");
        if (length > 0) {
            snprintf(usage, sizeof usage, "gvc decompose TABLE -o FILE.%.*s", (int)length,
                     suffixes);
            gvc_cli_scd_usage(out, usage);
            fputs("++\n", out);
        }
        snprintf(usage, sizeof usage, "gvc decompose TABLE --format %s", writes->name);
        gvc_cli_scd_usage(out, usage);
        fputs("\n\n", out);
    }
}

static void put_one(FILE *out, const gvc_format_info *f, const char *before)
{
    fputs(before, out);
    if (f->details != NULL) {
        gvc_cli_scd_paragraphs(out, f->details);
    }
    if (f->suffixes != NULL && f->suffixes[0] != '\0') {
        fputs("Usual suffixes: ", out);
        gvc_cli_scd_text(out, f->suffixes);
        fputs(".\n\n", out);
    }
}

void gvc_cli_page_format(FILE *out, const gvc_format_info *reads, const gvc_format_info *writes)
{
    char name[64];
    const gvc_format_info *f = reads != NULL ? reads : writes;
    fprintf(out, "# NAME\n\n%s - ", gvc_cli_format_page(f, name, sizeof name));
    gvc_cli_scd_text(out, f->summary);
    fputs("\n\n# SYNOPSIS\n\n", out);
    put_synopsis(out, reads, writes);
    fputs("# DESCRIPTION\n\n", out);
    if (reads != NULL) {
        put_one(out, reads, writes == NULL ? "" : "As a table that is read:\n\n");
        fputs(
            "The format is found by looking at the content, plain, compressed or inside an "
            "archive; *--format* is needed only where that goes wrong. What was assumed stands in "
            "the notes that *gvc import* prints and *gvc info* shows.\n\n",
            out);
    }
    if (writes != NULL) {
        put_one(out, writes, reads == NULL ? "" : "As a result that is written:\n\n");
    }
    fprintf(out,
            "# SEE ALSO\n\n*gvc*(1), *gvc-%s*(1), *gvc-formats*(1), *gvc-%s*(5), *gvc-%s*(7)\n",
            reads != NULL ? "import" : "export", reads != NULL ? "table" : "result",
            reads != NULL ? "tables" : "results");
}
