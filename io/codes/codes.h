/* codes.h - the inside of maps: growing one, and the lists that are built in */
#ifndef GVC_IO_CODES_H
#define GVC_IO_CODES_H

#include <gvc/codes.h>

#include "base/base.h"

typedef struct gvc_map_maker {
    gvc_map map; /* first, so that a map is its maker */
    gvc_map_entry *entries;
    gvc_idx count, room;
    gvc_labels *texts; /* holds the texts of the entries */
    gvc_text name, sha256, notes;
    const gvc_table *table;
    gvc_axis axis;
    gvc_idx first; /* entry of the list that is being added */
} gvc_map_maker;

/* Adds an entry; texts are copied. */
gvc_status gvc_map_add(gvc_ctx *ctx, gvc_map_maker *m, const char *from, const char *to,
                       const char *to_name, double share);
/* Adds `to` for every country of the table that is `country` (the same label, else the same ISO
 * code); *found how many there are. */
gvc_status gvc_map_add_country(gvc_ctx *ctx, gvc_map_maker *m, const char *country, const char *to,
                               double share, gvc_idx *found);
/* map_csv.c: all entries of a CSV file. */
gvc_status gvc_map_add_file(gvc_ctx *ctx, gvc_map_maker *m, const char *path);
/* A line of the notes. */
void gvc_map_note(gvc_map_maker *m, const char *format, ...) GVC_PRINTF(2, 3);

/* lists.c: adds the entries of a built-in list. */
gvc_status gvc_map_add_list(gvc_ctx *ctx, gvc_map_maker *m, const gvc_code_list *list);

/* countries.c */
typedef enum gvc_m49 { GVC_M49_REGION, GVC_M49_SUBREGION } gvc_m49;
/* "Europe" or "Southern Europe"; "" where there is none. */
const char *gvc_country_region(const char *iso3, gvc_m49 level);
/* Regions in the order of the list, each once; NULL past the end. */
const char *gvc_region_name(gvc_m49 level, gvc_idx i);

#endif
