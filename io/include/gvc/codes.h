/* gvc/codes.h - what codes of countries and sectors mean, and maps between them: groups of
 * countries and concordances that are built in, and map files */
#ifndef GVC_CODES_H
#define GVC_CODES_H

#include <gvc/aggregate.h>

/* A list that is built in; texts are borrowed for ever, "" where there is nothing to say. */
typedef struct gvc_code_list {
    const char *name; /* "EU27", "ggdc10" */
    gvc_axis axis;    /* GVC_COUNTRY or GVC_SECTOR */
    const char *title, *source;
    const char *since, *until; /* of a group of countries: dates of this membership */
    /* A group of countries becomes the one label `name`; of a set each country or sector goes to
     * the label that it belongs to. */
    bool group;
    const char *members; /* of a group: ISO 3166 codes with blanks between */
} gvc_code_list;

/* The i-th of them; false past the end. */
GVC_API bool gvc_code_list_at(gvc_idx i, gvc_code_list *out);
/* The i-th new label of a set of sectors or countries, and its name; false past the end. */
GVC_API bool gvc_code_set_label(const char *set, gvc_idx i, const char **label, const char **name);
/* The i-th classification that a set of sectors knows ("WIOD 2016"); NULL past the end. */
GVC_API const char *gvc_code_set_classification(const char *set, gvc_idx i);
/* The one of this name (letters in any case); false if there is none. */
GVC_API bool gvc_code_list_find(const char *name, gvc_code_list *out);

/* ISO 3166 code of three letters of a country by whatever code a published table uses (ISO, ADB,
 * Eora, WIOD; parts of a split country) or by its English name; "ROW" for the rest of the world;
 * NULL where it is not known. Borrowed for ever. */
GVC_API const char *gvc_country_iso3(const char *label);

/* The map of the countries, sectors or categories of t that all of `names` make together: names of
 * built-in lists, or CSV files with two columns, old label and new label, a third with the share
 * where a label is split, and a header line or none. Countries may be written in any code that
 * gvc_country_iso3 knows; those that t does not have are told in the notes. Errors name file and
 * line. *out is yours. */
GVC_API gvc_status gvc_map_read(gvc_ctx *ctx, gvc_map **out, const gvc_table *t, gvc_axis axis,
                                const char *const *names, gvc_idx count);
GVC_API void gvc_map_free(gvc_map *map); /* NULL is fine */

#endif
