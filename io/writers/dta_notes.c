/* dta_notes.c - notes of a data set: how it was made, and its columns in full */
#include "root.h"
#include "writers/dta.h"

enum { NOTE_BYTES = 67784 }; /* of Stata */

static void add_note(gvc_dta_writer *w, gvc_text *note)
{
    if (note->failed && w->status == GVC_OK) {
        w->status = gvc_fail_memory(w->ctx, NOTE_BYTES, "a note");
    }
    const char *text = gvc_dta_writer_clip(w, gvc_text_str(note), SIZE_MAX, NOTE_BYTES);
    if (w->status == GVC_OK) {
        readstat_add_note(w->stata, text);
    }
    note->length = 0;
}

/* What the columns are, in full. */
static void add_notes_of_terms(gvc_dta_writer *w, const gvc_result *r, gvc_text *note)
{
    for (gvc_idx k = 0; k < gvc_result_nterms(r) && w->status == GVC_OK; k++) {
        const gvc_term *term = gvc_result_term(r, k);
        gvc_text_addf(
            note, "%s: %s; unit: %s%s%s", term->name,
            term->long_name == NULL ? term->name : term->long_name, term->units,
            term->formula == NULL ? "" : "; formula: ", term->formula == NULL ? "" : term->formula);
        add_note(w, note);
    }
}

void gvc_dta_add_notes(gvc_dta_writer *w, const gvc_result *r)
{
    const gvc_root_source root = gvc_root_of_result(r);
    gvc_attributes all = {0};
    gvc_text note = {0};
    w->status = gvc_root_attributes(w->ctx, &all, &root, &w->options);
    for (gvc_idx i = 0; i < all.count && w->status == GVC_OK; i++) {
        const gvc_attribute *a = &all.items[i];
        if (gvc_root_is_layout(a->name)) {
            continue;
        }
        if (a->kind == GVC_ATTR_TEXT) {
            gvc_text_addf(&note, "%s: %s", a->name, a->text);
        } else {
            gvc_text_addf(&note, "%s: %.17g", a->name,
                          a->kind == GVC_ATTR_NUMBER ? a->number : (double)a->integer);
        }
        add_note(w, &note);
    }
    add_notes_of_terms(w, r, &note);
    gvc_text_free(&note);
    gvc_attributes_free(&all);
}
