/* figure.h - what gvc plot was told, in the library's shape */
#ifndef GVC_CLI_FIGURE_H
#define GVC_CLI_FIGURE_H

#include "app.h"

typedef struct gvc_figure_request {
    gvc_figure_options options;
    gvc_figure_style style;
    gvc_figure_name *names; /* texts borrowed from the settings and from `codes` */
    char **codes;           /* of --label, cut off in front of = */
    size_t code_count;
    char **colors; /* "#0072B2" */
} gvc_figure_request;

/* Exit code; free in any case. */
int gvc_cli_figure_request(gvc_app *app, gvc_figure_request *out);
void gvc_cli_figure_free(gvc_figure_request *request);

#endif
