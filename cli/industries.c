/* industries.c - the industries that have a fault, as one text */
#include <stdlib.h>

#include "app.h"

int gvc_cli_industries(gvc_app *app, const gvc_table *t, gvc_fault fault, gvc_idx most, char **text,
                       gvc_idx *count)
{
    gvc_idx all = gvc_table_count(t, GVC_INDUSTRY);
    gvc_idx *list = calloc((size_t)all, sizeof *list);
    size_t size = 0;
    char *made = NULL;
    FILE *out = open_memstream(&made, &size);
    int code = list == NULL || out == NULL ? gvc_cli_nomem(app) : GVC_EXIT_DONE;
    if (code == GVC_EXIT_DONE) {
        gvc_status s = gvc_table_faults(app->ctx, t, fault, all, list, count);
        code = s == GVC_OK ? GVC_EXIT_DONE : gvc_cli_failed(app, s);
    }
    if (code == GVC_EXIT_DONE) {
        for (gvc_idx i = 0; i < *count && i < most; i++) {
            fprintf(out, "%s%s", i == 0 ? "" : ", ", gvc_table_label(t, GVC_INDUSTRY, list[i]));
        }
        if (*count > most) {
            fprintf(out, " and %lld more", (long long)(*count - most));
        }
    }
    if (out != NULL && fclose(out) != 0 && code == GVC_EXIT_DONE) {
        code = gvc_cli_nomem(app);
    }
    free(list);
    if (code == GVC_EXIT_DONE) {
        *text = made;
    } else {
        free(made);
    }
    return code;
}
