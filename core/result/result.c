/* result.c - reading a result: dimensions, labels, terms, values, attributes */
#include "result/result.h"

#include <string.h>

gvc_idx gvc_result_ndims(const gvc_result *r)
{
    return r->ndims;
}

const char *gvc_result_dim(const gvc_result *r, gvc_idx d)
{
    return r->dims[d].name;
}

gvc_idx gvc_result_extent(const gvc_result *r, gvc_idx d)
{
    return gvc_labels_count(r->dims[d].labels);
}

bool gvc_result_is_integer(const gvc_result *r, gvc_idx d)
{
    return r->dims[d].numbers != NULL;
}

int32_t gvc_result_number(const gvc_result *r, gvc_idx d, gvc_idx i)
{
    return r->dims[d].numbers != NULL ? r->dims[d].numbers[i] : 0;
}

const char *gvc_result_label(const gvc_result *r, gvc_idx d, gvc_idx i)
{
    return gvc_labels_get(r->dims[d].labels, i);
}

gvc_idx gvc_result_find_dim(const gvc_result *r, const char *name)
{
    for (gvc_idx d = 0; d < r->ndims; d++) {
        if (strcmp(r->dims[d].name, name) == 0) {
            return d;
        }
    }
    return -1;
}

gvc_idx gvc_result_nterms(const gvc_result *r)
{
    return r->nterms;
}

const gvc_term *gvc_result_term(const gvc_result *r, gvc_idx k)
{
    return &r->terms[k];
}

gvc_idx gvc_result_find_term(const gvc_result *r, const char *name)
{
    for (gvc_idx k = 0; k < r->nterms; k++) {
        if (strcmp(r->terms[k].name, name) == 0) {
            return k;
        }
    }
    return -1;
}

const double *gvc_result_values(const gvc_result *r, gvc_idx k)
{
    return r->values == NULL ? NULL : r->values + k * r->cells;
}

gvc_idx gvc_result_cells(const gvc_result *r)
{
    return r->cells;
}

gvc_attributes *gvc_result_attributes(gvc_result *r)
{
    return &r->attributes;
}

const gvc_attribute *gvc_result_attribute(const gvc_result *r, gvc_idx i)
{
    return i >= 0 && i < r->attributes.count ? &r->attributes.items[i] : NULL;
}

const gvc_attribute *gvc_result_find_attribute(const gvc_result *r, const char *name)
{
    return gvc_attributes_find(&r->attributes, name);
}

const char *gvc_result_text(const gvc_result *r, const char *name)
{
    return gvc_attributes_text(&r->attributes, name);
}

static void free_chars(const char *s)
{
    gvc_release((void *)(uintptr_t)s);
}

void gvc_result_free(gvc_result *r)
{
    if (r == NULL) {
        return;
    }
    for (gvc_idx d = 0; d < r->ndims; d++) {
        gvc_release(r->dims[d].name);
        gvc_labels_free(r->dims[d].labels);
        gvc_release(r->dims[d].numbers);
    }
    for (gvc_idx k = 0; k < r->nterms; k++) {
        free_chars(r->terms[k].name);
        free_chars(r->terms[k].long_name);
        free_chars(r->terms[k].formula);
        free_chars(r->terms[k].units);
    }
    gvc_release(r->dims);
    gvc_release(r->terms);
    gvc_release(r->values);
    gvc_release(r->own);
    gvc_release(r->present);
    gvc_release(r->order);
    gvc_attributes_free(&r->attributes);
    gvc_release(r);
}
