/* value.c - looking at what an outline holds: names, dimensions, texts, words for messages */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rdata/walk.h"
#include "text/plain.h"

gvc_idx gvc_rdata_count(const gvc_rdata *r)
{
    return r->objects->length;
}

const gvc_rvalue *gvc_rdata_object(const gvc_rdata *r, gvc_idx i)
{
    return r->objects->items[i];
}

const char *gvc_rdata_name(const gvc_rdata *r, gvc_idx i)
{
    const char *tag = r->objects->tags == NULL ? NULL : r->objects->tags[i];
    return tag == NULL ? "" : tag;
}

bool gvc_rvalue_is_numbers(const gvc_rvalue *v)
{
    bool numbers = v->type == GVC_R_LOGICAL || v->type == GVC_R_INTEGER || v->type == GVC_R_REAL;
    return numbers && gvc_rvalue_attribute(v, "levels") == NULL;
}

const gvc_rvalue *gvc_rvalue_attribute(const gvc_rvalue *v, const char *name)
{
    const gvc_rvalue *a = v->attributes;
    for (gvc_idx i = 0; a != NULL && a->tags != NULL && i < a->length; i++) {
        if (gvc_same(a->tags[i], name)) {
            return a->items[i];
        }
    }
    return NULL;
}

const char *gvc_rvalue_item_name(const gvc_rvalue *v, gvc_idx i)
{
    const gvc_rvalue *names = gvc_rvalue_attribute(v, "names");
    const char *name = v->tags != NULL ? v->tags[i] : NULL;
    if (names != NULL && names->texts != NULL && i < names->length) {
        name = names->texts[i];
    }
    return name == NULL ? "" : name;
}

const gvc_rvalue *gvc_rvalue_item(const gvc_rvalue *v, const char *name)
{
    for (gvc_idx i = 0; v->type == GVC_R_LIST && i < v->length; i++) {
        if (strcmp(gvc_rvalue_item_name(v, i), name) == 0) {
            return v->items[i];
        }
    }
    return NULL;
}

bool gvc_rvalue_has_class(const gvc_rvalue *v, const char *name)
{
    const gvc_rvalue *class = gvc_rvalue_attribute(v, "class");
    for (gvc_idx i = 0; class != NULL && class->texts != NULL && i < class->length; i++) {
        if (gvc_same(class->texts[i], name)) {
            return true;
        }
    }
    return false;
}

const gvc_rvalue *gvc_rvalue_dimnames(const gvc_rvalue *v, gvc_idx dimension)
{
    const gvc_rvalue *names = gvc_rvalue_attribute(v, "dimnames");
    bool there = names != NULL && names->type == GVC_R_LIST && dimension < names->length;
    const gvc_rvalue *of = there ? names->items[dimension] : NULL;
    return of != NULL && of->type == GVC_R_TEXT ? of : NULL;
}

/* An array whose extents are those of its cells. */
gvc_idx gvc_rvalue_extents(const gvc_rvalue *v, gvc_idx *extents, gvc_idx most)
{
    const gvc_rvalue *dim = gvc_rvalue_attribute(v, "dim");
    double cells = 1;
    if (dim == NULL || !gvc_rvalue_is_numbers(dim) || dim->values == NULL || dim->length > most) {
        return 0;
    }
    for (gvc_idx i = 0; i < dim->length; i++) {
        if (!(dim->values[i] >= 0 && dim->values[i] <= INT32_MAX)) {
            return 0;
        }
        extents[i] = (gvc_idx)dim->values[i];
        cells *= dim->values[i];
    }
    return cells == (double)v->length ? dim->length : 0;
}

const char *gvc_rvalue_text(const gvc_rvalue *v, gvc_idx i, char room[32])
{
    const gvc_rvalue *levels = gvc_rvalue_attribute(v, "levels");
    if (i >= v->length) {
        return NULL;
    }
    if (v->type == GVC_R_TEXT) {
        return v->texts == NULL ? NULL : v->texts[i];
    }
    if (v->values == NULL && !v->sequence) {
        return NULL;
    }
    double value = v->values != NULL ? v->values[i] : v->start + v->step * (double)i;
    if (isnan(value)) {
        return NULL;
    }
    if (levels != NULL) {
        bool known = levels->texts != NULL && value >= 1 && value <= (double)levels->length;
        return known ? levels->texts[(gvc_idx)value - 1] : NULL;
    }
    gvc_print_plain(room, 32, "%.15g", value);
    return room;
}

/* ---- words ----------------------------------------------------------------------------------- */
static void describe_names(const gvc_rvalue *v, gvc_text *out)
{
    enum { MOST = 6 };
    for (gvc_idx i = 0; i < v->length && i <= MOST; i++) {
        const char *name = gvc_rvalue_item_name(v, i);
        gvc_text_addf(out, "%s%.40s", i == 0 ? " (" : ", ",
                      i == MOST         ? "..."
                      : name[0] == '\0' ? "without a name"
                                        : name);
    }
    gvc_text_addf(out, "%s", v->length > 0 ? ")" : "");
}

static void describe_numbers(const gvc_rvalue *v, gvc_text *out)
{
    enum { MOST = 8 };
    gvc_idx extents[MOST], count = gvc_rvalue_extents(v, extents, MOST);
    if (count == 0) {
        gvc_text_addf(out, "%lld number%s", (long long)v->length, v->length == 1 ? "" : "s");
        return;
    }
    gvc_text_addf(out, "an array of ");
    for (gvc_idx i = 0; i < count; i++) {
        gvc_text_addf(out, "%s%lld", i == 0 ? "" : " x ", (long long)extents[i]);
    }
    gvc_text_addf(out, " numbers");
}

static void describe_value(const gvc_rvalue *v, gvc_text *out)
{
    const gvc_rvalue *class = gvc_rvalue_attribute(v, "class");
    if (v->type == GVC_R_LIST && gvc_rvalue_has_class(v, "data.frame")) {
        gvc_text_addf(out, "a data.frame of %lld rows and %lld columns",
                      v->length == 0 ? 0LL : (long long)v->items[0]->length, (long long)v->length);
        describe_names(v, out);
    } else if (class != NULL && class->texts != NULL && class->length > 0 &&
               class->texts[0] != NULL && gvc_rvalue_attribute(v, "levels") == NULL) {
        gvc_text_addf(out, "an object of class %.40s", class->texts[0]);
    } else if (v->type == GVC_R_LIST) {
        gvc_text_addf(out, "a list of %lld", (long long)v->length);
        describe_names(v, out);
    } else if (gvc_rvalue_is_numbers(v)) {
        describe_numbers(v, out);
    } else if (v->type == GVC_R_NULL || v->type == GVC_R_SYMBOL) {
        gvc_text_addf(out, "%s", v->type == GVC_R_NULL ? "NULL" : "a symbol");
    } else if (v->type == GVC_R_OTHER) {
        gvc_text_addf(out, "%s", v->name);
    } else {
        gvc_text_addf(out, "%lld text%s", (long long)v->length, v->length == 1 ? "" : "s");
    }
}

void gvc_rdata_describe(const gvc_rdata *r, gvc_text *out)
{
    enum { MOST = 5 };
    for (gvc_idx i = 0; i < r->objects->length && i <= MOST; i++) {
        const char *name = gvc_rdata_name(r, i);
        if (i == MOST) {
            gvc_text_addf(out, "; and %lld more", (long long)(r->objects->length - i));
            continue;
        }
        gvc_text_addf(out, "%s%.60s%s", i == 0 ? "" : "; ", name, name[0] == '\0' ? "" : ", ");
        describe_value(r->objects->items[i], out);
    }
    gvc_text_addf(out, "%s", r->objects->length == 0 ? "nothing" : "");
    if (!out->failed && out->chars != NULL) {
        gvc_plain_text(out->chars); /* names that were cut */
    }
}
