/* examples.c - every command line that the help shows, for the test that runs them: those of gvc,
 * and files that a topic makes by "cat > FILE <<END" up to "END" */
#include <stdlib.h>
#include <string.h>

#include "pages.h"

static void of_topic(const gvc_topic *t)
{
    gvc_block_kind kind = GVC_BLOCK_TEXT;
    size_t line = 1;
    bool in_file = false;
    char *text;
    for (; (text = gvc_cli_block(t, &line, &kind)) != NULL; free(text)) {
        bool literal = kind == GVC_BLOCK_LITERAL;
        in_file = in_file || (literal && strncmp(text, "cat > ", 6) == 0);
        if (in_file || (literal && strncmp(text, "gvc ", 4) == 0)) {
            printf("%s\t%s\n", t->name, text);
        }
        in_file = in_file && strcmp(text, "END") != 0;
    }
}

int gvc_cli_examples(gvc_app *app)
{
    (void)app;
    for (const gvc_command *const *c = gvc_cli_commands(); *c != NULL; c++) {
        for (const gvc_example *e = (*c)->examples; e != NULL && e->command != NULL; e++) {
            printf("%s\t%s\n", (*c)->name, e->command);
        }
    }
    for (size_t i = 0; gvc_cli_topic_at(i) != NULL; i++) {
        of_topic(gvc_cli_topic_at(i));
    }
    return GVC_EXIT_DONE;
}
