/* alternative.c - vectors that R keeps in another form since 3.5: sequences, numbers that will be
 * text, and vectors wrapped up with what is known about them */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "rdata/walk.h"

/* First of the parts of a state, which is a list or a pair. */
static gvc_rvalue *first_of(gvc_rvalue *state)
{
    return state->type == GVC_R_LIST && state->length > 0 ? state->items[0] : NULL;
}

/* Number, start and step. */
static gvc_status make_sequence(gvc_ctx *ctx, gvc_rwalk *w, const gvc_rvalue *state, bool integer,
                                gvc_rvalue **out)
{
    const double *parts = state->type == GVC_R_REAL && state->length == 3 ? state->values : NULL;
    if (parts == NULL || !(parts[0] >= 0 && parts[0] <= 4503599627370496.0) ||
        !isfinite(parts[1]) || !isfinite(parts[2])) {
        return gvc_fail(ctx, GVC_EFORMAT, "is damaged: a sequence without its three numbers");
    }
    gvc_status status = gvc_new_value(ctx, w, integer ? GVC_R_INTEGER : GVC_R_REAL, out);
    if (status == GVC_OK) {
        (*out)->length = (gvc_idx)parts[0];
        (*out)->sequence = true;
        (*out)->start = parts[1];
        (*out)->step = parts[2];
        status = gvc_append(ctx, w->r, &w->r->sequences, *out);
    }
    return status;
}

/* Texts of numbers; none are kept where the numbers are not, or there is no room. */
static gvc_status make_text(gvc_ctx *ctx, gvc_rwalk *w, const gvc_rvalue *numbers, gvc_rvalue **out)
{
    if (numbers == NULL || !gvc_rvalue_is_numbers(numbers)) {
        return gvc_fail(ctx, GVC_EFORMAT, "is damaged: a text made of no numbers");
    }
    gvc_status status = gvc_new_value(ctx, w, GVC_R_TEXT, out);
    if (status != GVC_OK) {
        return status;
    }
    (*out)->length = numbers->length;
    bool keep = numbers->length <= GVC_RDATA_KEPT && (numbers->values != NULL || numbers->sequence);
    const char **texts = keep ? gvc_room(w->r, (size_t)numbers->length + 1, sizeof *texts) : NULL;
    for (gvc_idx i = 0; texts != NULL && i < numbers->length; i++) {
        char room[32];
        const char *text = gvc_rvalue_text(numbers, i, room);
        char *copy = text == NULL ? NULL : gvc_room(w->r, strlen(text) + 1, 1);
        if (copy != NULL) {
            memcpy(copy, text, strlen(text) + 1);
        } else if (text != NULL) {
            texts = NULL;
            break;
        }
        texts[i] = copy;
    }
    (*out)->texts = texts;
    return GVC_OK;
}

gvc_status gvc_ralternative(gvc_ctx *ctx, gvc_rwalk *w, const gvc_rvalue *info, gvc_rvalue *state,
                            gvc_rvalue *attributes, gvc_rvalue **out)
{
    const gvc_rvalue *kind = info->type == GVC_R_LIST && info->length > 0 ? info->items[0] : NULL;
    const char *name = kind != NULL && kind->type == GVC_R_SYMBOL ? kind->name : "";
    gvc_status status = GVC_OK;
    if (strcmp(name, "compact_intseq") == 0 || strcmp(name, "compact_realseq") == 0) {
        status = make_sequence(ctx, w, state, strcmp(name, "compact_intseq") == 0, out);
    } else if (strcmp(name, "deferred_string") == 0) {
        status = make_text(ctx, w, first_of(state), out);
    } else if (strncmp(name, "wrap_", 5) == 0 && first_of(state) != NULL) {
        *out = first_of(state);
    } else {
        return gvc_fail(ctx, GVC_EUNSUPPORTED,
                        "holds a vector of the kind '%s', which gvc does not know; copy it in R "
                        "(x[] <- x) and save it again",
                        name);
    }
    if (status == GVC_OK && attributes->type == GVC_R_LIST) {
        (*out)->attributes = attributes;
    }
    return status;
}
