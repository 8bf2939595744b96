/* scdoc.c - the texts of records and topics as scdoc(5) wants them */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "pages.h"

/* Characters that mean something to scdoc, some of them at the start of a line alone. */
static void put(FILE *out, char c, bool first)
{
    if (strchr(first ? "\\*_#-[]|`:!" : "\\*_", c) != NULL) {
        fputc('\\', out);
    }
    fputc(c, out);
}

/* Length of an option that starts here: "--perspective", "-o"; 0: none does. */
static size_t option_at(const char *text, const char *at)
{
    bool starts = at == text || strchr(" ('\n", at[-1]) != NULL;
    size_t dashes = strspn(at, "-");
    if (!starts || dashes == 0 || dashes > 2 || !isalpha((unsigned char)at[dashes])) {
        return 0;
    }
    size_t length = dashes;
    while (isalnum((unsigned char)at[length]) ||
           (at[length] == '-' && isalnum((unsigned char)at[length + 1]))) {
        length++;
    }
    return length;
}

void gvc_cli_scd_text(FILE *out, const char *text)
{
    for (const char *c = text; *c != '\0';) {
        size_t option = option_at(text, c);
        if (option > 0) {
            fprintf(out, "*%.*s*", (int)option, c);
            c += option;
        } else {
            put(out, *c, c == text);
            c++;
        }
    }
}

void gvc_cli_scd_paragraphs(FILE *out, const char *text)
{
    bool literal = false;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = gvc_cli_format("%.*s", (int)length, text);
        bool indented = strncmp(text, "    ", 4) == 0;
        if (line != NULL && length > 0) {
            if (literal != indented) {
                fputs("```\n", out);
                literal = indented;
            }
            if (literal) {
                fprintf(out, "%s\n", line + 4);
            } else {
                gvc_cli_scd_text(out, line);
                fputs("\n\n", out);
            }
        }
        free(line);
        text += length + (text[length] == '\n');
    }
    fputs(literal ? "```\n\n" : "", out);
}

void gvc_cli_scd_usage(FILE *out, const char *usage)
{
    while (*usage != '\0') {
        size_t length =
            strspn(usage, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");
        if (length == 0) {
            put(out, *usage++, false);
            continue;
        }
        char mark = isupper((unsigned char)*usage) ? '_' : '*';
        fprintf(out, "%c%.*s%c", mark, (int)length, usage, mark);
        usage += length;
    }
}

/* "Values: bm (default), kww", a paragraph of its own. */
static void put_choices(FILE *out, const gvc_option *o)
{
    const char *choice;
    for (size_t i = 0; (choice = o->choices(NULL, i)) != NULL; i++) {
        fprintf(out, "%s*%s*%s", i == 0 ? "\n\n\tValues: " : ", ", choice,
                i == 0 && o->kind == GVC_OPTION_CHOICE && o->choices(NULL, 1) != NULL ? " (default)"
                                                                                      : "");
    }
}

void gvc_cli_scd_option(FILE *out, const gvc_option *o)
{
    if (o->letter != 0) {
        fprintf(out, "*-%c*, ", o->letter);
    }
    fprintf(out, "*--%s*", o->name);
    if (o->argument != NULL) {
        fputs(" _", out);
        for (const char *c = o->argument; *c != '\0'; c++) {
            put(out, *c, false);
        }
        fputc('_', out);
    }
    fputs("\n\t", out);
    gvc_cli_scd_text(out, o->help);
    if (o->choices != NULL) {
        put_choices(out, o);
    }
    fputs("\n\n", out);
}

void gvc_cli_scd_topic(FILE *out, const gvc_topic *t, const char *heading)
{
    gvc_block_kind kind = GVC_BLOCK_TEXT, before = GVC_BLOCK_HEADING;
    size_t line = 1;
    char *text;
    for (; (text = gvc_cli_block(t, &line, &kind)) != NULL; before = kind, free(text)) {
        if (before == GVC_BLOCK_LITERAL && kind != before) {
            fputs("```\n", out);
        }
        if (kind != before || kind == GVC_BLOCK_TEXT) {
            fputc('\n', out);
        }
        switch (kind) {
        case GVC_BLOCK_HEADING:
            fprintf(out, "%s ", heading);
            for (const char *c = text; *c != '\0'; c++) {
                fputc(toupper((unsigned char)*c), out);
            }
            fputc('\n', out);
            break;
        case GVC_BLOCK_ITEM:
        case GVC_BLOCK_TEXT:
            fputs(kind == GVC_BLOCK_ITEM ? "- " : "", out);
            gvc_cli_scd_text(out, text);
            fputc('\n', out);
            break;
        case GVC_BLOCK_LITERAL:
            fprintf(out, "%s%s\n", before == kind ? "" : "```\n", text);
            break;
        }
    }
    fputs(before == GVC_BLOCK_LITERAL ? "```\n" : "", out);
}
