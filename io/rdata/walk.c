/* walk.c - items of a stream of R: vectors, lists, references; what cannot be a table is passed
 * over
 */
#include "rdata/walk.h"

/* ---- lists ----------------------------------------------------------------------------------- */
static gvc_status get_list(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    gvc_idx length = 0;
    gvc_rvalues items = {0};
    gvc_status status = gvc_rwalk_length(ctx, w, &length);
    if (status == GVC_OK) {
        status = gvc_new_value(ctx, w, GVC_R_LIST, out);
    }
    for (gvc_idx i = 0; status == GVC_OK && i < length; i++) {
        gvc_rvalue *item = NULL;
        status = gvc_rwalk_item(ctx, w, &item);
        if (status == GVC_OK && w->sink == NULL) {
            status = gvc_append(ctx, w->r, &items, item);
            item->list = *out;
            item->place = i;
        }
    }
    if (*out != NULL) {
        (*out)->items = items.items;
        (*out)->length = items.count;
    }
    return status;
}

static gvc_status add_pair(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue *list, const gvc_rvalue *tag,
                           gvc_rvalue *item)
{
    if (list == NULL) {
        return GVC_OK;
    }
    gvc_rvalues items = {list->items, list->length};
    list->tags = gvc_more_texts(w->r, list->tags, list->length);
    if (list->tags == NULL) {
        return gvc_fail_room(ctx, w->r);
    }
    gvc_status status = gvc_append(ctx, w->r, &items, item);
    if (status == GVC_OK) {
        list->tags[list->length] = tag != NULL && tag->type == GVC_R_SYMBOL ? tag->name : NULL;
        list->items = items.items;
        list->length = items.count;
    }
    return status;
}

static bool is_pair(uint32_t type)
{
    return type == GVC_R_PAIRS || type == GVC_R_CALL || type == GVC_R_CLOSURE ||
           type == GVC_R_PROMISE || type == GVC_R_DOTS;
}

/* One cell of a list of pairs, up to the type word of what follows. */
static gvc_status get_pair(gvc_ctx *ctx, gvc_rwalk *w, uint32_t *word, gvc_rvalue *list)
{
    gvc_rvalue *ignored = NULL, *tag = NULL, *item = NULL;
    int32_t next = 0;
    gvc_status status = GVC_OK;
    if ((*word & GVC_R_HAS_ATTRIBUTES) != 0) {
        status = gvc_rwalk_item(ctx, w, &ignored);
    }
    if (status == GVC_OK && (*word & GVC_R_HAS_TAG) != 0) {
        status = gvc_rwalk_item(ctx, w, &tag);
    }
    if (status == GVC_OK) {
        status = gvc_rwalk_item(ctx, w, &item);
    }
    if (status == GVC_OK) {
        status = add_pair(ctx, w, list, tag, item);
    }
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &next);
        *word = (uint32_t)next;
    }
    return status;
}

static gvc_status get_pairs(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    gvc_rvalue *last = NULL;
    gvc_status status = gvc_new_value(ctx, w, GVC_R_LIST, out);
    while (status == GVC_OK && is_pair(word & 0xff)) {
        status = get_pair(ctx, w, &word, *out);
    }
    if (status == GVC_OK && (word & 0xff) != GVC_R_NIL) {
        status = gvc_rwalk_typed(ctx, w, word, &last);
        if (status == GVC_OK) {
            status = add_pair(ctx, w, *out, NULL, last);
        }
    }
    return status;
}

/* ---- what may be referred to ----------------------------------------------------------------- */
static gvc_status get_symbol(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    const char *name = NULL;
    gvc_status status = gvc_rwalk_string(ctx, w, w->sink == NULL, &name);
    if (status == GVC_OK) {
        status = gvc_new_value(ctx, w, GVC_R_SYMBOL, out);
    }
    if (status == GVC_OK && *out != NULL) {
        (*out)->name = name == NULL ? "" : name;
        status = gvc_append(ctx, w->r, &w->symbols, *out);
    }
    return status;
}

static gvc_status get_reference(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    int32_t at = (int32_t)(word >> 8);
    gvc_status status = at == 0 ? gvc_rbytes_int(ctx, &w->in, &at) : GVC_OK;
    if (status != GVC_OK || w->sink != NULL) {
        return status;
    }
    if (at < 1 || at > w->symbols.count) {
        return gvc_fail(ctx, GVC_EFORMAT, "is damaged: refers to item %d of %lld", (int)at,
                        (long long)w->symbols.count);
    }
    *out = w->symbols.items[at - 1];
    return GVC_OK;
}

static gvc_status get_other(gvc_ctx *ctx, gvc_rwalk *w, const char *name, bool referred,
                            gvc_rvalue **out)
{
    gvc_status status = gvc_new_value(ctx, w, GVC_R_OTHER, out);
    if (status == GVC_OK && *out != NULL) {
        (*out)->name = name;
        status = referred ? gvc_append(ctx, w->r, &w->symbols, *out) : GVC_OK;
    }
    return status;
}

/* So many items that are of no interest. */
static gvc_status pass_items(gvc_ctx *ctx, gvc_rwalk *w, gvc_idx count)
{
    gvc_status status = GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < count; i++) {
        gvc_rvalue *ignored = NULL;
        status = gvc_rwalk_item(ctx, w, &ignored);
    }
    return status;
}

static gvc_status get_environment(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    int32_t locked = 0;
    gvc_status status = get_other(ctx, w, "an environment", true, out);
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &locked);
    }
    return status == GVC_OK ? pass_items(ctx, w, 4) : status;
}

/* The name of a package or namespace, as strings. */
static gvc_status get_named(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    int32_t zero = 0, count = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &zero);
    if (status == GVC_OK) {
        status = gvc_rbytes_int(ctx, &w->in, &count);
    }
    if (status == GVC_OK) {
        status = pass_items(ctx, w, count);
    }
    return status == GVC_OK ? get_other(ctx, w, "an environment", true, out) : status;
}

static gvc_status skip_bytes(gvc_ctx *ctx, gvc_rwalk *w, uint64_t size, const char *name,
                             gvc_rvalue **out)
{
    gvc_idx length = 0;
    gvc_status status = gvc_rwalk_length(ctx, w, &length);
    if (status == GVC_OK) {
        status = gvc_rbytes_skip(ctx, &w->in, (uint64_t)length * size);
    }
    return status == GVC_OK ? get_other(ctx, w, name, false, out) : status;
}

/* The outline has what the alternative vector stands for; numbers among its parts are streamed. */
static gvc_status get_alternative(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    gvc_rvalue *parts[3] = {NULL};
    gvc_status status = GVC_OK;
    for (int i = 0; status == GVC_OK && i < 3; i++) {
        status = gvc_rwalk_item(ctx, w, &parts[i]);
    }
    return status == GVC_OK && w->sink == NULL
               ? gvc_ralternative(ctx, w, parts[0], parts[1], parts[2], out)
               : status;
}

/* ---- any item -------------------------------------------------------------------------------- */
static gvc_status get_function(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    gvc_status status = get_pairs(ctx, w, word, out);
    if (status == GVC_OK && *out != NULL) {
        **out = (gvc_rvalue){.type = GVC_R_OTHER,
                             .name = (word & 0xff) == GVC_R_CLOSURE ? "a function"
                                     : (word & 0xff) == GVC_R_CALL  ? "an expression"
                                                                    : "a promise"};
    }
    return status;
}

/* Types whose attributes, if any, follow. */
static gvc_status get_body(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    gvc_status status;
    switch (word & 0xff) {
    case GVC_R_LOGICALS:
        return gvc_rwalk_numbers(ctx, w, GVC_R_LOGICAL, out);
    case GVC_R_INTEGERS:
        return gvc_rwalk_numbers(ctx, w, GVC_R_INTEGER, out);
    case GVC_R_REALS:
        return gvc_rwalk_numbers(ctx, w, GVC_R_REAL, out);
    case GVC_R_TEXTS:
        return gvc_rwalk_texts(ctx, w, out);
    case GVC_R_LISTS:
    case GVC_R_EXPRESSIONS:
        return get_list(ctx, w, out);
    case GVC_R_COMPLEX:
        return skip_bytes(ctx, w, 16, "complex numbers", out);
    case GVC_R_RAW:
        return skip_bytes(ctx, w, 1, "raw bytes", out);
    case GVC_R_SPECIAL:
    case GVC_R_BUILTIN:
        return skip_bytes(ctx, w, 1, "a function", out);
    case GVC_R_CODE:
        status = gvc_rwalk_code(ctx, w);
        return status == GVC_OK ? get_other(ctx, w, "compiled code", false, out) : status;
    case GVC_R_POINTER:
        status = get_other(ctx, w, "a pointer", true, out);
        return status == GVC_OK ? pass_items(ctx, w, 2) : status;
    case GVC_R_WEAK:
        return get_other(ctx, w, "a weak reference", true, out);
    case GVC_R_S4:
        return get_other(ctx, w, "an S4 object", false, out);
    default:
        return gvc_fail(ctx, GVC_EFORMAT,
                        "is damaged, or of a later R: an item of type %d after %llu bytes",
                        (int)(word & 0xff), (unsigned long long)(w->in.consumed - w->in.left));
    }
}

static gvc_status get_whole(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    gvc_rvalue *attributes = NULL;
    gvc_status status = get_body(ctx, w, word, out);
    if (status == GVC_OK && (word & GVC_R_HAS_ATTRIBUTES) != 0) {
        w->in.within = "the attributes of a vector";
        status = gvc_rwalk_item(ctx, w, &attributes);
    }
    if (status == GVC_OK && *out != NULL && attributes != NULL) {
        (*out)->attributes = attributes;
    }
    return status;
}

static gvc_status get_item(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    const char *ignored = NULL;
    gvc_status status;
    switch (word & 0xff) {
    case GVC_R_NIL:
        return gvc_new_value(ctx, w, GVC_R_NULL, out);
    case GVC_R_GLOBAL_ENVIRONMENT:
    case GVC_R_UNBOUND:
    case GVC_R_MISSING:
    case GVC_R_BASE_NAMESPACE:
    case GVC_R_EMPTY_ENVIRONMENT:
    case GVC_R_BASE_ENVIRONMENT:
        return get_other(ctx, w, "an environment", false, out);
    case GVC_R_REFERENCE:
        return get_reference(ctx, w, word, out);
    case GVC_R_SYM:
        return get_symbol(ctx, w, out);
    case GVC_R_CHARS:
        status = gvc_rwalk_chars(ctx, w, word, false, &ignored);
        return status == GVC_OK ? get_other(ctx, w, "a string", false, out) : status;
    case GVC_R_PERSISTENT:
    case GVC_R_PACKAGE:
    case GVC_R_NAMESPACE:
        return get_named(ctx, w, out);
    case GVC_R_ENVIRONMENT:
        return get_environment(ctx, w, out);
    case GVC_R_PAIRS:
    case GVC_R_DOTS:
        return get_pairs(ctx, w, word, out);
    case GVC_R_CLOSURE:
    case GVC_R_CALL:
    case GVC_R_PROMISE:
        return get_function(ctx, w, word, out);
    case GVC_R_ALTERNATIVE:
        return get_alternative(ctx, w, out);
    default:
        return get_whole(ctx, w, word, out);
    }
}

gvc_status gvc_rwalk_typed(gvc_ctx *ctx, gvc_rwalk *w, uint32_t word, gvc_rvalue **out)
{
    static const char *const within[] = {
        [GVC_R_LOGICALS] = "a vector of numbers",
        [GVC_R_INTEGERS] = "a vector of numbers",
        [GVC_R_REALS] = "a vector of numbers",
        [GVC_R_TEXTS] = "a vector of texts",
        [GVC_R_LISTS] = "a list",
    };
    uint32_t type = word & 0xff;
    bool known = type < sizeof within / sizeof *within && within[type] != NULL;
    w->in.within = known ? within[type] : "an object";
    if (w->depth == GVC_R_DEPTH) {
        return gvc_fail(ctx, GVC_EFORMAT, "holds lists within lists, more than %d deep",
                        GVC_R_DEPTH);
    }
    w->depth++;
    gvc_status status = get_item(ctx, w, word, out);
    w->depth--;
    return status;
}

gvc_status gvc_rwalk_item(gvc_ctx *ctx, gvc_rwalk *w, gvc_rvalue **out)
{
    int32_t word = 0;
    gvc_status status = gvc_rbytes_int(ctx, &w->in, &word);
    return status == GVC_OK ? gvc_rwalk_typed(ctx, w, (uint32_t)word, out) : status;
}
