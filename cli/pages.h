/* pages.h - topics of the help, the pages of the manual, and what a shell completes: all made of
 * the records of commands, options, formats, methods and topics, so that there is no second list */
#ifndef GVC_CLI_PAGES_H
#define GVC_CLI_PAGES_H

#include "app.h"

/* A text about something that is no command; its first line is the summary. */
typedef struct gvc_topic {
    const char *name;         /* "double-counting" */
    const char *const *lines; /* NULL-ended, marked up as cli/topics/topics.def says */
} gvc_topic;

/* topics.c */
const gvc_topic *gvc_cli_topic_at(size_t i); /* NULL past the end */
const gvc_topic *gvc_cli_topic(const char *name);
gvc_choices gvc_cli_help_names; /* of commands, then of topics: what 'gvc help' takes */
void gvc_cli_print_topic(FILE *out, const gvc_topic *t);
void gvc_cli_print_topics(FILE *out); /* name and summary of each */

/* column.c: "Domestic value added (ratio): dva / gexp". */
void gvc_cli_term_text(char *text, size_t size, const gvc_term *t);
/* Explains a column of results on stdout; false, and nothing printed, where no measure
 * has one of that name. */
bool gvc_cli_print_column(const char *name);

typedef enum gvc_block_kind {
    GVC_BLOCK_HEADING,
    GVC_BLOCK_ITEM,
    GVC_BLOCK_TEXT,
    GVC_BLOCK_LITERAL, /* one line, without its indentation; "" between two of them */
} gvc_block_kind;

/* The next block of a topic, from *line on (1 is the first after the summary), which moves behind
 * it. Its text is yours (free); NULL at the end, or where memory is. */
char *gvc_cli_block(const gvc_topic *t, size_t *line, gvc_block_kind *kind);

/* scdoc.c: text for scdoc(5), which makes pages of the manual */
void gvc_cli_scd_text(FILE *out, const char *text); /* options in bold, all else as it is */
/* Lines of text as paragraphs; those that are indented by four blanks as they are. */
void gvc_cli_scd_paragraphs(FILE *out, const char *text);
void gvc_cli_scd_usage(FILE *out,
                       const char *usage); /* words in bold, names of values in italics */
void gvc_cli_scd_option(FILE *out, const gvc_option *o);
/* The blocks of a topic; headings with this mark before: "#" or "##". */
void gvc_cli_scd_topic(FILE *out, const gvc_topic *t, const char *heading);

/* manual.c: `gvc help --print manual`: every page, after a line of a form feed and its file's name,
 * gvc-decompose.1. */
int gvc_cli_manual(gvc_app *app);
/* manual_command.c */
void gvc_cli_page_command(FILE *out, const gvc_command *c);
/* manual_format.c: a format may be read and written, either may be NULL. */
void gvc_cli_page_format(FILE *out, const gvc_format_info *reads, const gvc_format_info *writes);
/* "gvc-csv": the page of a format, which is in section 5. */
const char *gvc_cli_format_page(const gvc_format_info *f, char *name, size_t size);

/* examples.c: `gvc help --print examples`: a line "NAME<TAB>COMMAND" for every example there is. */
int gvc_cli_examples(gvc_app *app);

/* candidates.c: `gvc help --print candidates -- WORDS`: what the last word can become, a line
 * "WORD<TAB>DESCRIPTION" each; ":files" where it can be a file. */
int gvc_cli_candidates(gvc_app *app);
/* candidates_values.c: the same for the value of an option, which `prefix` stands before. */
void gvc_cli_candidates_of(gvc_app *app, const gvc_command *c, const gvc_option *o,
                           const char *prefix, const char *value);
/* Prints WORD as a candidate if it starts with what was typed. */
void gvc_cli_candidate(const char *prefix, const char *word, const char *typed, const char *says);

#endif
