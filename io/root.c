/* root.c - what an output file says about itself: layout, program, the object's own attributes, the
 * command line and the date */
#include "root.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "hdf5/layout.h"

bool gvc_root_is_ours(const char *name)
{
    static const char *const ours[] = {GVC_H5_CONVENTIONS, GVC_H5_SCHEMA, GVC_H5_VERSION,
                                       GVC_H5_PROGRAM,     GVC_H5_DATE,   NULL};
    for (size_t i = 0; ours[i] != NULL; i++) {
        if (strcmp(name, ours[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool gvc_root_is_layout(const char *name)
{
    return strcmp(name, GVC_H5_CONVENTIONS) == 0 || strcmp(name, GVC_H5_SCHEMA) == 0 ||
           strcmp(name, GVC_H5_VERSION) == 0;
}

time_t gvc_root_time(void)
{
    time_t now = time(NULL);
    const char *asked = getenv("SOURCE_DATE_EPOCH");
    if (asked != NULL && *asked != '\0') {
        char *end = NULL;
        long long seconds = strtoll(asked, &end, 10);
        now = *end == '\0' ? (time_t)seconds : now;
    }
    return now;
}

static bool add_date(gvc_attributes *out)
{
    time_t now = gvc_root_time();
    struct tm utc;
    char text[64];
    return gmtime_r(&now, &utc) == NULL ||
           strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0 ||
           gvc_attributes_set_text(out, GVC_H5_DATE, text);
}

static bool is_record(const char *name)
{
    return strcmp(name, GVC_H5_COMMAND) == 0 || strcmp(name, GVC_H5_HISTORY) == 0;
}

/* command_line and history: those of the object, or `line` and the object's history with it. */
static bool add_record(gvc_attributes *out, const gvc_root_source *source, const char *line)
{
    const char *command = line, *before = NULL;
    const gvc_attribute *a = NULL;
    for (gvc_idx i = 0; (a = source->get(source->object, i)) != NULL; i++) {
        if (a->kind == GVC_ATTR_TEXT && strcmp(a->name, GVC_H5_HISTORY) == 0) {
            before = a->text;
        } else if (a->kind == GVC_ATTR_TEXT && strcmp(a->name, GVC_H5_COMMAND) == 0) {
            command = line == NULL ? a->text : line;
        }
    }
    gvc_text history = {0};
    if (before != NULL) {
        gvc_text_addf(&history, "%s%s", before, line == NULL ? "" : "\n");
    }
    if (line != NULL || before == NULL) {
        gvc_text_addf(&history, "%s", command == NULL ? "" : command);
    }
    bool done =
        !history.failed && gvc_attributes_set_text(out, GVC_H5_COMMAND, command) &&
        gvc_attributes_set_text(out, GVC_H5_HISTORY, history.length > 0 ? history.chars : NULL);
    gvc_text_free(&history);
    return done;
}

/* varying: with what may differ from run to run although every number is the same. */
static bool add_own(gvc_attributes *out, const gvc_root_source *source, bool varying)
{
    const gvc_attribute *a = NULL;
    for (gvc_idx i = 0; (a = source->get(source->object, i)) != NULL; i++) {
        bool passed = gvc_root_is_ours(a->name) || is_record(a->name) ||
                      (!varying && strcmp(a->name, GVC_H5_THREADS_USED) == 0) ||
                      (source->year != NULL && strcmp(a->name, GVC_H5_YEAR) == 0);
        if (!passed && !gvc_attributes_set(out, a)) {
            return false;
        }
    }
    return true;
}

static const gvc_attribute *attribute_of_result(const void *r, gvc_idx i)
{
    return gvc_result_attribute(r, i);
}

gvc_root_source gvc_root_of_result(const gvc_result *r)
{
    return (gvc_root_source){GVC_H5_SCHEMA_RESULT, NULL, attribute_of_result, r};
}

gvc_status gvc_root_attributes(gvc_ctx *ctx, gvc_attributes *out, const gvc_root_source *source,
                               const gvc_write_options *options)
{
    bool varying = options == NULL || !options->reproducible;
    bool done =
        gvc_attributes_set_text(out, GVC_H5_CONVENTIONS, GVC_H5_CONVENTIONS_TEXT) &&
        gvc_attributes_set_text(out, GVC_H5_SCHEMA, source->schema) &&
        gvc_attributes_set_text(out, GVC_H5_VERSION, GVC_H5_SCHEMA_VERSION) &&
        gvc_attributes_set_text(out, GVC_H5_PROGRAM, gvc_version()) &&
        (source->year == NULL || gvc_attributes_set_integer(out, GVC_H5_YEAR, *source->year)) &&
        add_own(out, source, varying) &&
        add_record(out, source, options == NULL ? NULL : options->command_line) &&
        (!varying || add_date(out));
    return done ? GVC_OK : gvc_fail_memory(ctx, 1024, "the attributes of a file");
}
