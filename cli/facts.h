/* facts.h - named facts about a file, to be printed as lines or as JSON */
#ifndef GVC_CLI_FACTS_H
#define GVC_CLI_FACTS_H

#include <gvc/gvc.h>
#include <jansson.h>
#include <stdio.h>

typedef struct gvc_facts {
    json_t *object; /* values: text, number, or an array of {code, name} */
    bool failed;    /* memory ran out */
} gvc_facts;

gvc_facts *gvc_cli_facts_new(void); /* NULL: out of memory */
void gvc_cli_facts_free(gvc_facts *f);
void gvc_cli_facts_text_of(gvc_facts *f, const char *name, const char *text); /* NULL: left out */
void gvc_cli_facts_of_table(gvc_facts *f, const gvc_table *t, bool countries, bool sectors);
void gvc_cli_facts_of_result(gvc_facts *f, const gvc_result *r, bool countries, bool sectors);
/* "name:  value" aligned; lists_only: the lists of codes and names alone. */
void gvc_cli_facts_text(const gvc_facts *f, FILE *out, bool lists_only);
bool gvc_cli_facts_json(const gvc_facts *f, FILE *out);

#endif
