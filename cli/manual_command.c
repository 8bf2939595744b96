/* manual_command.c - the page of a command, with the methods that it offers */
#include <ctype.h>
#include <string.h>

#include "pages.h"

static void put_options(FILE *out, const gvc_command *c)
{
    fputs("# OPTIONS\n\n", out);
    for (size_t i = 0; c->options[i] != NULL; i++) {
        if (c->options[i]->help != NULL) {
            gvc_cli_scd_option(out, c->options[i]);
        }
    }
}

/* The columns of the first variant; the others are in `gvc methods NAME --columns`. */
static void put_columns(FILE *out, const gvc_variant *v)
{
    for (const gvc_term *t = v->terms; t != NULL && t->name != NULL; t++) {
        fprintf(out, "*%s*\n\t", t->name);
        gvc_cli_scd_text(out, t->long_name);
        if (t->formula != NULL && t->formula[0] != '\0') {
            fputs(": ", out);
            gvc_cli_scd_text(out, t->formula);
        }
        fputs("\n\n", out);
    }
}

static void put_items(FILE *out, const char *title, const char *const *items)
{
    if (items == NULL || items[0] == NULL) {
        return;
    }
    fprintf(out, "%s\n\n", title);
    for (; *items != NULL; items++) {
        fputs("- ", out);
        gvc_cli_scd_text(out, *items);
        fputc('\n', out);
    }
    fputc('\n', out);
}

static void put_method(FILE *out, const gvc_method_info *m)
{
    fprintf(out, "## %s - %s\n\n", m->name, m->title);
    gvc_cli_scd_text(out, m->question);
    fputs("\n\nAsked for as ", out);
    char usage[160];
    snprintf(usage, sizeof usage, "gvc %s", m->usage);
    gvc_cli_scd_usage(out, usage);
    fputs(m->variants[0].terms == NULL ? ".\n\n" : ". Columns:\n\n", out);
    put_columns(out, &m->variants[0]);
    if (m->variants[0].name != NULL && m->variants[1].name != NULL) {
        fprintf(out, "*gvc methods %s --columns* has those of its other views.\n\n", m->name);
    }
    put_items(out, "What adds up:", m->identities);
    put_items(out, "To know:", m->caveats);
    fputs("Reference: ", out);
    gvc_cli_scd_text(out, m->reference);
    fputs("\n\n", out);
}

static void put_methods(FILE *out, const gvc_command *c)
{
    bool any = false;
    for (const gvc_method_info *const *m = gvc_method_list(); *m != NULL; m++) {
        if (strcmp((*m)->command, c->name) == 0) {
            fputs(any ? "" : "# METHODS\n\n", out);
            any = true;
            put_method(out, *m);
        }
    }
}

static void put_examples(FILE *out, const gvc_command *c)
{
    if (c->examples == NULL) {
        return;
    }
    fputs("# EXAMPLES\n\n", out);
    for (const gvc_example *e = c->examples; e->command != NULL; e++) {
        char first[2] = {(char)toupper((unsigned char)e->says[0]), '\0'};
        gvc_cli_scd_text(out, first);
        gvc_cli_scd_text(out, e->says + 1);
        fprintf(out, ":\n\n```\n%s\n```\n\n", e->command);
    }
}

void gvc_cli_page_command(FILE *out, const gvc_command *c)
{
    fprintf(out, "# NAME\n\ngvc-%s - ", c->name);
    gvc_cli_scd_text(out, c->summary);
    fputs("\n\n# SYNOPSIS\n\n", out);
    char usage[256];
    snprintf(usage, sizeof usage, "gvc %s", c->usage);
    gvc_cli_scd_usage(out, usage);
    fputs("\n\n", out);
    if (c->details != NULL) {
        fputs("# DESCRIPTION\n\n", out);
        gvc_cli_scd_paragraphs(out, c->details);
    }
    put_options(out, c);
    put_examples(out, c);
    put_methods(out, c);
    fputs("# EXIT STATUS\n\n0 done; 1 could not be done; 2 wrong usage; 3 done, but a check failed "
          "(*--strict*); 130 interrupted. See *gvc-messages*(7).\n\n"
          "# SEE ALSO\n\n*gvc*(1), *gvc-methods*(1), *gvc-formats*(1), *gvc-table*(5), "
          "*gvc-result*(5)\n",
          out);
}
