/* words.c - names of labels, units in a readable scale, title and caption */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "figure/draft.h"

const char *gvc_draft_name(gvc_draft *d, const char *code)
{
    for (gvc_idx i = 0; i < d->o->name_count; i++) {
        if (strcmp(d->o->names[i].code, code) == 0) {
            return d->o->names[i].name;
        }
    }
    return code;
}

const char *gvc_draft_label(gvc_draft *d, gvc_idx dim, gvc_idx i)
{
    const char *code = gvc_result_label(d->r, dim, i), *name = gvc_draft_name(d, code);
    return gvc_figure_copy(d, name != code ? name : gvc_code_name(gvc_result_dim(d->r, dim), code));
}

const char *gvc_draft_key(gvc_draft *d, gvc_idx dim)
{
    char title[64];
    snprintf(title, sizeof title, "%s", gvc_draft_name(d, gvc_result_dim(d->r, dim)));
    title[0] = (char)(title[0] >= 'a' && title[0] <= 'z' ? title[0] - 'a' + 'A' : title[0]);
    for (char *at = strchr(title, '_'); at != NULL; at = strchr(title, '_')) {
        *at = ' ';
    }
    return gvc_figure_copy(d, title);
}

/* Keys that have an option of their own name. */
void gvc_draft_option(const gvc_draft *d, gvc_idx dim, char *out, size_t size)
{
    static const char *const own[] = {"exporter", "importer",      "origin",
                                      "absorber", "country",       "partner",
                                      "sector",   "origin_sector", "account"};
    const char *key = gvc_result_dim(d->r, dim);
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        if (dim == d->year || strcmp(own[i], key) == 0) {
            const char *option = dim == d->year                      ? "years"
                                 : strcmp(key, "origin_sector") == 0 ? "origin-sector"
                                                                     : key;
            snprintf(out, size, "--%s %s", option, dim == d->year ? "Y" : "NAME");
            return;
        }
    }
    snprintf(out, size, "--where %s=NAME", key);
}

/* A label that the author gives says a unit that stays true only where numbers stay. */
double gvc_draft_scale(gvc_draft *d, gvc_column *c, double most, const char *label)
{
    static const char *const words[] = {"thousand", "million", "billion", "trillion"};
    enum { WORDS = sizeof words / sizeof *words, TOO_MANY = 10000 };
    size_t length = strcspn(c->units, " ");
    int word = 0;
    while (word < WORDS &&
           (strlen(words[word]) != length || strncmp(words[word], c->units, length) != 0)) {
        word++;
    }
    double factor = 1;
    int first = word;
    while (c->money && label == NULL && word + 1 < WORDS && factor * most >= TOO_MANY) {
        factor /= 1000;
        word++;
    }
    if (word != first) {
        const char *units = gvc_figure_format(d, "%s%s", words[word], c->units + length);
        c->units = units == NULL ? c->units : units;
        factor = units == NULL ? 1 : factor;
    }
    return factor;
}

const char *gvc_column_axis(gvc_draft *d, const gvc_column *c)
{
    if (c->units[0] == '\0') {
        return gvc_figure_copy(d, c->title);
    }
    return gvc_figure_format(d, "%s, %s", c->title, c->units);
}

/* "Gross exports decomposed" of "Gross exports decomposed, A stylised world, 2020". */
static size_t subject_length(const char *title)
{
    return strcspn(title, ",");
}

/* 0 where there is none. */
static int year_attribute(const gvc_draft *d, const char *name)
{
    const gvc_attribute *a = gvc_result_find_attribute(d->r, name);
    return a == NULL                     ? 0
           : a->kind == GVC_ATTR_INTEGER ? a->integer
           : a->kind == GVC_ATTR_NUMBER  ? (int)a->number
                                         : 0;
}

/* ", KOR, 2005": keys with one label, the year last. */
static void add_keys(gvc_draft *d, gvc_text *title)
{
    for (gvc_idx dim = 0; dim < gvc_result_ndims(d->r); dim++) {
        if (dim != d->year && gvc_result_extent(d->r, dim) == 1) {
            bool to = strcmp(gvc_result_dim(d->r, dim), "importer") == 0;
            gvc_text_addf(title, ", %s%s", to ? "to " : "",
                          gvc_draft_name(d, gvc_result_label(d->r, dim, 0)));
        }
    }
    int first = year_attribute(d, "first_year"), last = year_attribute(d, "last_year");
    if (d->years > 1) {
        gvc_text_addf(title, ", %s\xe2\x80\x93%s", gvc_result_label(d->r, d->year, 0),
                      gvc_result_label(d->r, d->year, d->years - 1));
    } else if (first != 0 && last != 0) { /* a change from one to the other */
        gvc_text_addf(title, ", %d\xe2\x80\x93%d", first, last);
    } else if (d->years == 1 && gvc_result_number(d->r, d->year, 0) != 0) {
        gvc_text_addf(title, ", %s", gvc_result_label(d->r, d->year, 0));
    }
}

static void add_title(gvc_draft *d, gvc_text *title, const char *subject)
{
    const char *of = gvc_result_text(d->r, "title"), *product = gvc_result_text(d->r, "product");
    of = of == NULL ? "" : of;
    gvc_text_addf(title, "%.*s", (int)(subject != NULL ? strlen(subject) : subject_length(of)),
                  subject != NULL ? subject : of);
    if (product != NULL) {
        gvc_text_addf(title, ", %s", gvc_draft_name(d, product));
    }
    add_keys(d, title);
}

static const char *said(const gvc_draft *d, const char *name)
{
    const char *text = gvc_result_text(d->r, name);
    return text == NULL || strcmp(text, "unknown") == 0 ? "" : text;
}

/* "wiot_1995.csv.gz" of "1995: wiot_1995.csv.gz", the text of one year of a panel. */
static const char *after_year(const char *line)
{
    const char *colon = strstr(line, ": ");
    return colon == NULL ? line : colon + 2;
}

/* The table by name, the file it was read from; of several files the first and the last. */
static void add_source(gvc_draft *d, gvc_text *t)
{
    const char *title = said(d, "title"), *file = said(d, "source_file");
    const char *table = title + subject_length(title), *last = strrchr(file, '\n');
    table += strspn(table, ", ");
    table += strspn(table, "0123456789-") == strlen(table) ? strlen(table) : 0; /* years alone */
    gvc_text_addf(t, "Source: %s", table);
    if (last != NULL) {
        int first = (int)strcspn(after_year(file), "\n");
        gvc_text_addf(t, "%s%.*s to %s", *table == '\0' ? "" : ", ", first, after_year(file),
                      after_year(last + 1));
    } else if (*file != '\0' && (*table == '\0' || strstr(file, table) == NULL)) {
        gvc_text_addf(t, *table == '\0' ? "%s" : " (%s)", file);
    } else if (*table == '\0') {
        gvc_text_addf(t, "unknown table");
    }
    const char *version = said(d, "gvc_version"), *variant = said(d, "variant");
    version = *version == '\0' ? gvc_version() : version;
    gvc_text_addf(t, "; gvc %.*s", (int)strcspn(version, "\n"), version);
    gvc_text_addf(t, "%s%s.", *variant == '\0' ? "" : ", ", variant);
}

/* "Unit: million USD, current prices." where the figure has values in it. */
static void add_unit(gvc_draft *d, gvc_text *t)
{
    const char *prices = said(d, "prices");
    for (gvc_idx k = 0; k < d->column_count; k++) {
        const gvc_column *c = &d->columns[k];
        if (c->money && c->units[0] != '\0') {
            gvc_text_addf(t, "Unit: %s%s%s%s. ", c->units, *prices == '\0' ? "" : ", ", prices,
                          *prices == '\0' ? "" : " prices");
            return;
        }
        if (c->money) {
            gvc_text_addf(t, "Unit unknown. ");
            return;
        }
    }
}

static bool has_intervals(const gvc_figure_data *f)
{
    for (gvc_idx i = 0; i < f->count; i++) {
        for (gvc_idx s = 0; s < f->panels[i].count; s++) {
            const gvc_figure_series *series = &f->panels[i].series[s];
            for (gvc_idx k = 0; k < series->count; k++) {
                if (series->points[k].low < series->points[k].high) {
                    return true;
                }
            }
        }
    }
    return false;
}

static void add_interval(gvc_draft *d, gvc_text *t)
{
    const gvc_attribute *a = gvc_result_find_attribute(d->r, "uncertainty_interval");
    double percent = a == NULL                     ? 0
                     : a->kind == GVC_ATTR_INTEGER ? a->integer
                     : a->kind == GVC_ATTR_NUMBER  ? a->number
                                                   : 0;
    if (has_intervals(&d->f->data) && percent > 0) {
        gvc_text_addf(t, "Whiskers: intervals of %g %%. ", percent);
    } else if (has_intervals(&d->f->data)) {
        gvc_text_addf(t, "Whiskers: what is uncertain. ");
    }
}

static bool ends_sentence(const char *text)
{
    size_t length = strlen(text);
    return length > 0 && strchr(".!?", text[length - 1]) != NULL;
}

gvc_status gvc_draft_words(gvc_draft *d, const char *subject)
{
    gvc_text title = {0}, caption = {0}, own = {0};
    gvc_status s = GVC_OK;
    add_title(d, &title, subject);
    gvc_text_addf(&caption, "%s%s", gvc_text_str(&d->notes),
                  d->infinite ? "Infinite values are left out. " : "");
    add_interval(d, &caption);
    add_unit(d, &caption);
    if (d->o->source == NULL) {
        add_source(d, &caption);
    } else {
        gvc_text_addf(&own, "Source: %s%s", d->o->source, ends_sentence(d->o->source) ? "" : ".");
        gvc_text_addf(&caption, "%s", gvc_text_str(&own));
    }
    if (title.failed || caption.failed || own.failed || d->notes.failed) {
        s = gvc_fail_memory(d->ctx, 1024, "the caption of a figure");
        goto done;
    }
    gvc_figure_data *f = &d->f->data;
    f->title = gvc_figure_copy(d, d->o->title == NULL ? gvc_text_str(&title) : d->o->title);
    f->caption = gvc_figure_copy(d, gvc_text_str(&caption));
    f->x.title = d->o->xlabel != NULL ? gvc_figure_copy(d, d->o->xlabel) : f->x.title;
    f->y.title = d->o->ylabel != NULL ? gvc_figure_copy(d, d->o->ylabel) : f->y.title;
    f->own_title = d->o->title == NULL ? "" : f->title;
    f->own_caption = gvc_figure_copy(d, gvc_text_str(&own));
    s = f->title == NULL || f->caption == NULL || f->own_caption == NULL ? GVC_ENOMEM : GVC_OK;
done:
    gvc_text_free(&own);
    gvc_text_free(&title);
    gvc_text_free(&caption);
    return s;
}
