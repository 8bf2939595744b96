/* placing.c - where industries or final uses go: each part of the country with each part of the
 * sector or category */
#include "table/mapping.h"

#include <string.h>

typedef struct placer {
    const gvc_table *t;
    gvc_axis axis, kind_axis;
    const gvc_mapping *countries, *kinds;
    bool merge;
    gvc_labels *pairs; /* "new country, new kind" of merged places */
    gvc_labels *olds;  /* "country, kind" of old positions so far */
    gvc_idx *of_pair;  /* place of each of pairs */
    gvc_placing *out;
    gvc_idx room;
} placer;

static gvc_idx add_pair(gvc_labels *set, gvc_idx country, gvc_idx kind)
{
    gvc_text key = {0};
    gvc_text_addf(&key, "%lld %lld", (long long)country, (long long)kind);
    gvc_idx at = key.failed ? -1 : gvc_labels_add(set, gvc_text_str(&key));
    gvc_text_free(&key);
    return at;
}

/* Old label with its country in front and its sector behind replaced by the new ones, where it has
 * them there: "CN1_C20" of sector C20 becomes "CN1_chemicals". */
static char *renamed(const placer *p, gvc_idx i, const gvc_place *place)
{
    const char *label = gvc_table_label(p->t, p->axis, i);
    gvc_idx c = gvc_table_country_of(p->t, p->axis, i);
    gvc_idx k =
        p->axis == GVC_INDUSTRY ? gvc_table_sector_of(p->t, i) : gvc_table_category_of(p->t, i);
    const char *country = c < 0 ? "" : gvc_table_label(p->t, GVC_COUNTRY, c);
    const char *kind = gvc_table_label(p->t, p->kind_axis, k);
    size_t length = strlen(label), head = strlen(country), tail = strlen(kind);
    bool has_head =
        head > 0 && length > head && label[head] == '_' && strncmp(label, country, head) == 0;
    bool has_tail = length >= tail && strcmp(label + length - tail, kind) == 0;
    size_t from = has_head ? head : 0;
    has_tail = has_tail && length - tail >= from;
    gvc_text text = {0};
    gvc_text_addf(&text, "%s%.*s%s",
                  has_head ? gvc_labels_get(p->countries->labels, place->country) : "",
                  (int)(length - from - (has_tail ? tail : 0)), label + from,
                  has_tail ? gvc_labels_get(p->kinds->labels, place->kind) : "");
    return text.failed ? NULL : text.chars;
}

/* The place of old position i in this new country and kind, made if it is not there; -1: out of
 * memory. */
static gvc_idx find_place(placer *p, gvc_idx i, gvc_idx country, gvc_idx kind)
{
    gvc_placing *out = p->out;
    bool stays =
        !p->merge && p->kinds->plain[kind] && (country < 0 || p->countries->plain[country]);
    if (!stays) {
        gvc_idx pairs = gvc_labels_count(p->pairs), at = add_pair(p->pairs, country, kind);
        if (at < pairs) {
            return at < 0 ? -1 : p->of_pair[at];
        }
        p->of_pair[at] = out->count;
    }
    gvc_place *place = &out->places[out->count];
    *place = (gvc_place){country, kind, NULL};
    if (stays) {
        place->label = renamed(p, i, place);
    }
    return stays && place->label == NULL ? -1 : out->count++;
}

static bool add_parts(placer *p, gvc_idx i, gvc_idx country, double share, gvc_idx kind,
                      gvc_idx *at)
{
    const gvc_parts *kinds = &p->kinds->parts;
    for (gvc_idx k = kinds->start[kind]; k < kinds->start[kind + 1]; k++) {
        gvc_idx to = find_place(p, i, country, kinds->to[k]);
        if (to < 0) {
            return false;
        }
        p->out->parts.to[*at] = to;
        p->out->parts.share[(*at)++] = share * kinds->share[k];
    }
    return true;
}

static gvc_idx kind_of(const placer *p, gvc_idx i)
{
    return p->axis == GVC_INDUSTRY ? gvc_table_sector_of(p->t, i) : gvc_table_category_of(p->t, i);
}

static bool place_all(placer *p)
{
    const gvc_parts *countries = &p->countries->parts;
    gvc_idx at = 0;
    for (gvc_idx i = 0; i < p->out->parts.count; i++) {
        gvc_idx c = gvc_table_country_of(p->t, p->axis, i), k = kind_of(p, i);
        gvc_idx olds = gvc_labels_count(p->olds), pair = add_pair(p->olds, c, k);
        bool done = pair >= 0;
        if (c < 0) {
            done = done && add_parts(p, i, -1, 1, k, &at);
        }
        for (gvc_idx e = c < 0 ? 0 : countries->start[c]; c >= 0 && e < countries->start[c + 1];
             e++) {
            done = done && add_parts(p, i, countries->to[e], countries->share[e], k, &at);
        }
        if (!done) {
            return false;
        }
        p->out->parts.start[i + 1] = at;
        /* Not the first of its pair, and without a place of its own. */
        p->out->merged += pair < olds && p->out->places[p->out->parts.to[at - 1]].label == NULL;
    }
    return true;
}

/* Industries of a country side by side, otherwise in their order. */
static bool arrange(placer *p)
{
    gvc_placing *out = p->out;
    gvc_idx countries = gvc_labels_count(p->countries->labels), next = 0;
    gvc_place *sorted = gvc_malloc((size_t)out->count, sizeof *sorted);
    gvc_idx *moved = gvc_malloc((size_t)out->count, sizeof *moved);
    bool done = sorted != NULL && moved != NULL;
    for (gvc_idx c = 0; done && c < countries; c++) {
        for (gvc_idx k = 0; k < out->count; k++) {
            if (out->places[k].country == c) {
                moved[k] = next;
                sorted[next++] = out->places[k];
            }
        }
    }
    for (gvc_idx e = 0; done && e < out->parts.start[out->parts.count]; e++) {
        out->parts.to[e] = moved[out->parts.to[e]];
    }
    if (done) {
        memcpy(out->places, sorted, (size_t)out->count * sizeof *sorted);
    }
    gvc_release(sorted);
    gvc_release(moved);
    return done;
}

/* Parts that all old positions have together. */
static size_t parts_needed(const placer *p, gvc_idx count)
{
    const gvc_parts *countries = &p->countries->parts, *kinds = &p->kinds->parts;
    size_t sum = 0;
    for (gvc_idx i = 0; i < count; i++) {
        gvc_idx c = gvc_table_country_of(p->t, p->axis, i), k = kind_of(p, i);
        size_t of_country = c < 0 ? 1 : (size_t)(countries->start[c + 1] - countries->start[c]);
        sum += of_country * (size_t)(kinds->start[k + 1] - kinds->start[k]);
    }
    return sum;
}

gvc_status gvc_placing_new(gvc_ctx *ctx, gvc_placing *out, const gvc_table *t, gvc_axis axis,
                           const gvc_mapping *countries, const gvc_mapping *kinds, bool merge)
{
    gvc_idx count = gvc_table_count(t, axis);
    placer p = {.t = t,
                .axis = axis,
                .kind_axis = axis == GVC_INDUSTRY ? GVC_SECTOR : GVC_CATEGORY,
                .countries = countries,
                .kinds = kinds,
                .merge = merge,
                .pairs = gvc_labels_new(),
                .olds = gvc_labels_new(),
                .out = out};
    size_t room = parts_needed(&p, count),
           bytes = room * (sizeof *out->places + 4 * sizeof(gvc_idx));
    *out = (gvc_placing){0};
    gvc_status s = gvc_need_memory(ctx, bytes, "the new labels of a table");
    if (s == GVC_OK) {
        p.of_pair = gvc_calloc(room, sizeof *p.of_pair);
        out->places = gvc_calloc(room, sizeof *out->places);
        bool there = gvc_parts_new(&out->parts, count, (gvc_idx)room) && p.pairs != NULL &&
                     p.olds != NULL && p.of_pair != NULL && out->places != NULL;
        s = there && place_all(&p) && (axis != GVC_INDUSTRY || arrange(&p))
                ? GVC_OK
                : gvc_fail_memory(ctx, bytes, "the new labels of a table");
    }
    gvc_labels_free(p.pairs);
    gvc_labels_free(p.olds);
    gvc_release(p.of_pair);
    return s;
}

void gvc_placing_free(gvc_placing *p)
{
    for (gvc_idx k = 0; k < p->count; k++) {
        gvc_release(p->places[k].label);
    }
    gvc_release(p->places);
    gvc_parts_free(&p->parts);
    *p = (gvc_placing){0};
}
