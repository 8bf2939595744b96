/* dta_variables.c - the columns as variables of Stata: names that it takes, types, labels */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "writers/caption.h"
#include "writers/clip.h"
#include "writers/dta.h"

enum { MOST_VARIABLES = 32767, NAME_CHARACTERS = 32, MOST_INT16 = 32740, MOST_INT32 = 2147483620 };

/* NULL where memory is out, or Stata does not take the name. */
static readstat_variable_t *add_variable(gvc_dta_writer *w, const char *name, readstat_type_t type,
                                         size_t width)
{
    size_t length = strlen(name);
    bool fits = gvc_is_utf8(name, length) &&
                gvc_clip_length(name, NAME_CHARACTERS, SIZE_MAX, GVC_CLIP_CHARACTERS) == length;
    readstat_variable_t *v = readstat_add_variable(w->stata, name, type, width);
    if (v == NULL) {
        gvc_dta_writer_take(w, READSTAT_ERROR_MALLOC);
    } else if (!fits || readstat_validate_variable(w->stata, v) != READSTAT_OK) {
        w->status =
            gvc_fail(w->ctx, GVC_EUNSUPPORTED,
                     "Stata takes no variable '%s': names have at most %d letters, digits "
                     "and _, and are no word of its own; leave the column out (--terms), or "
                     "write csv or hdf5",
                     name, NAME_CHARACTERS);
        v = NULL;
    }
    return v;
}

/* "Origin sector", of the key origin_sector. */
static void label_key(gvc_dta_writer *w, const gvc_result *r, gvc_idx d, readstat_variable_t *v)
{
    char label[GVC_DTA_LABEL + 1];
    if (v == NULL) {
        return;
    }
    snprintf(label, sizeof label, "%s", gvc_result_dim(r, d));
    for (char *at = strchr(label, '_'); at != NULL; at = strchr(at, '_')) {
        *at = ' ';
    }
    label[0] = (char)(label[0] >= 'a' && label[0] <= 'z' ? label[0] - 'a' + 'A' : label[0]);
    readstat_variable_set_label(v, gvc_dta_writer_clip(w, label, GVC_DTA_LABEL, SIZE_MAX));
}

static void add_numbers(gvc_dta_writer *w, const gvc_result *r, gvc_idx d)
{
    int32_t least = 0, most = 0;
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        int32_t number = gvc_result_number(r, d, i);
        least = number < least ? number : least;
        most = number > most ? number : most;
    }
    readstat_type_t type = most <= MOST_INT16 && least >= -INT16_MAX   ? READSTAT_TYPE_INT16
                           : most <= MOST_INT32 && least >= -INT32_MAX ? READSTAT_TYPE_INT32
                                                                       : READSTAT_TYPE_DOUBLE;
    label_key(w, r, d, add_variable(w, gvc_result_dim(r, d), type, 0));
}

static void add_labels(gvc_dta_writer *w, const gvc_result *r, gvc_idx d)
{
    enum { SHOWN = 24 };
    size_t longest = 1;
    for (gvc_idx i = 0; i < gvc_result_extent(r, d); i++) {
        size_t length = strlen(gvc_result_label(r, d, i));
        longest = length > longest ? length : longest;
    }
    if (longest > GVC_DTA_TEXT) {
        w->status = gvc_fail(w->ctx, GVC_EUNSUPPORTED,
                             "a label of '%s' has %zu bytes, a text in Stata at most %d; write csv "
                             "or hdf5",
                             gvc_result_dim(r, d), longest, GVC_DTA_TEXT);
        return;
    }
    readstat_variable_t *v = add_variable(w, gvc_result_dim(r, d), READSTAT_TYPE_STRING, longest);
    label_key(w, r, d, v);
    if (v != NULL) {
        readstat_variable_set_alignment(v, READSTAT_ALIGNMENT_LEFT);
        readstat_variable_set_display_width(v, longest < SHOWN ? (int)longest : SHOWN);
    }
}

/* "Domestic value added (million USD)": where that is too long, the name is cut and not the unit.
 */
static const char *label_of(gvc_dta_writer *w, const gvc_term *term)
{
    gvc_text unit = {0}, all = {0};
    bool told = term->units != NULL && strcmp(term->units, "1") != 0;
    const char *name = term->long_name == NULL ? term->name : term->long_name;
    gvc_text_addf(&unit, told ? " (%s)" : "%s", told ? term->units : "");
    int taken = gvc_text_columns(gvc_text_str(&unit));
    bool short_unit = taken <= GVC_DTA_LABEL / 2;
    size_t room = short_unit ? (size_t)(GVC_DTA_LABEL - taken) : SIZE_MAX;
    gvc_text_addf(&all, "%s", gvc_dta_writer_clip(w, name, room, SIZE_MAX));
    gvc_text_addf(&all, "%s", gvc_text_str(&unit));
    if ((unit.failed || all.failed) && w->status == GVC_OK) {
        w->status = gvc_fail_memory(w->ctx, GVC_DTA_LABEL, "a label");
    }
    const char *label = gvc_dta_writer_clip(w, gvc_text_str(&all), GVC_DTA_LABEL, SIZE_MAX);
    gvc_text_free(&unit);
    gvc_text_free(&all);
    return label;
}

void gvc_dta_add_variables(gvc_dta_writer *w, const gvc_result *r)
{
    gvc_idx keys = gvc_result_ndims(r), terms = gvc_result_nterms(r);
    if (keys + terms > MOST_VARIABLES) {
        w->status = gvc_fail(w->ctx, GVC_EUNSUPPORTED,
                             "a Stata file holds %d variables, this result has %lld columns; take "
                             "fewer (--terms), or write csv or hdf5",
                             MOST_VARIABLES, (long long)(keys + terms));
    }
    for (gvc_idx d = 0; d < keys && w->status == GVC_OK; d++) {
        if (gvc_result_is_integer(r, d)) {
            add_numbers(w, r, d);
        } else {
            add_labels(w, r, d);
        }
    }
    for (gvc_idx k = 0; k < terms && w->status == GVC_OK; k++) {
        const gvc_term *term = gvc_result_term(r, k);
        readstat_variable_t *v = add_variable(w, term->name, READSTAT_TYPE_DOUBLE, 0);
        if (v != NULL) {
            readstat_variable_set_label(v, label_of(w, term));
        }
    }
}
