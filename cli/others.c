/* others.c - tables that a measure looks at beside its own */
#include <stdlib.h>

#include "measure.h"

int gvc_cli_read_others(gvc_app *app, gvc_others *out)
{
    const gvc_list *files = &app->set.files;
    int code = GVC_EXIT_DONE;
    *out = (gvc_others){calloc(files->count, sizeof *out->tables), 0};
    if (out->tables == NULL) {
        return gvc_cli_nomem(app);
    }
    for (size_t i = 0; i + 1 < files->count && code == GVC_EXIT_DONE; i++) {
        code = gvc_cli_read_table(app, &out->tables[i], files->items[i], false);
        out->count += code == GVC_EXIT_DONE;
    }
    return code;
}

void gvc_cli_free_others(gvc_others *others)
{
    for (gvc_idx i = 0; i < others->count; i++) {
        gvc_table_free(others->tables[i]);
    }
    free(others->tables);
    *others = (gvc_others){NULL, 0};
}
