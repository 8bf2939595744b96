/* json.c - every option of a command with the value it had, for the record kept in results */
#include <jansson.h>

#include "options.h"

static json_t *text_or_null(const char *text)
{
    return text == NULL ? json_null() : json_string(text);
}

static json_t *size_or_null(const size_t *size)
{
    return *size == 0 ? json_null() : json_integer((json_int_t)*size);
}

static json_t *list(const gvc_list *l)
{
    json_t *array = json_array();
    for (size_t i = 0; i < l->count; i++) {
        json_array_append_new(array, json_string(l->items[i]));
    }
    return array;
}

static json_t *files(const gvc_list *l)
{
    json_t *array = json_array();
    for (size_t i = 0; i < l->count; i++) {
        json_array_append_new(array, json_string(gvc_cli_base(l->items[i])));
    }
    return array;
}

static json_t *groups(const gvc_groups *g)
{
    json_t *object = json_object();
    for (size_t i = 0; i < g->count; i++) {
        json_object_set_new(object, g->names[i], list(&g->members[i]));
    }
    return object;
}

static json_t *value(const gvc_settings *set, const gvc_option *o)
{
    const void *at = (const char *)set + o->where;
    switch (o->kind) {
    case GVC_OPTION_FLAG:
        return json_boolean(*(const bool *)at);
    case GVC_OPTION_COUNT:
        return json_integer(*(const int *)at);
    case GVC_OPTION_INTEGER:
    case GVC_OPTION_YEAR:
        return *(const int *)at == 0 ? json_null() : json_integer(*(const int *)at);
    case GVC_OPTION_NUMBER:
        return *(const double *)at == 0 ? json_null() : json_real(*(const double *)at);
    case GVC_OPTION_SIZE:
        return size_or_null(at);
    case GVC_OPTION_AMOUNT:
        return text_or_null(((const gvc_amount *)at)->text);
    case GVC_OPTION_TEXT:
    case GVC_OPTION_CHOICE:
    case GVC_OPTION_WORD:
        return text_or_null(*(const char *const *)at);
    case GVC_OPTION_FILE: {
        const char *path = *(const char *const *)at;
        return text_or_null(path == NULL ? NULL : gvc_cli_base(path));
    }
    case GVC_OPTION_LIST:
        return list(at);
    case GVC_OPTION_FILES:
        return files(at);
    case GVC_OPTION_GROUP:
        return groups(at);
    case GVC_OPTION_HELP:
        break;
    }
    return json_null();
}

char *gvc_cli_options_json(const gvc_settings *set, const gvc_option *const *options)
{
    json_t *object = json_object();
    for (size_t i = 0; options[i] != NULL; i++) {
        if (!options[i]->noise) {
            json_object_set_new(object, options[i]->name, value(set, options[i]));
        }
    }
    char *text = object == NULL ? NULL : json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text;
}
