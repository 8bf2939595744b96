#include "methods/groups.h"
#include "table/find.h"

#include <string.h>

/* Rows of the groups, negative while those of the remaining sectors are not counted. */
static gvc_status place(gvc_ctx *ctx, gvc_sector_map *map, const gvc_table *t,
                        const gvc_measure_options *o, gvc_idx *groups)
{
    const gvc_sector_group *all = o->sector_groups;
    for (gvc_idx k = 0; k < o->sector_group_count; k++) {
        gvc_idx sector = -1, group = 0;
        gvc_status status =
            gvc_table_named(ctx, t, GVC_SECTOR, all[k].sector, "sector groups", &sector);
        if (status != GVC_OK) {
            return status;
        }
        while (group < *groups && strcmp(map->label[group], all[k].group) != 0) {
            group++;
        }
        if (map->row[sector] >= 0 && map->row[sector] != group) {
            return gvc_fail(ctx, GVC_EARG, "sector groups: '%s' is in '%s' and in '%s'",
                            all[k].sector, map->label[map->row[sector]], all[k].group);
        }
        map->label[group] = all[k].group;
        map->row[sector] = group;
        *groups += group == *groups;
    }
    return GVC_OK;
}

/* Remaining sectors first; the labels of the groups wait in front and move behind them. */
static gvc_status arrange(gvc_ctx *ctx, gvc_sector_map *map, const gvc_table *t, gvc_idx groups)
{
    gvc_idx sectors = gvc_table_count(t, GVC_SECTOR), rest = 0;
    for (gvc_idx i = 0; i < sectors; i++) {
        rest += map->row[i] < 0;
    }
    memmove(map->label + rest, map->label, (size_t)groups * sizeof *map->label);
    for (gvc_idx i = 0, next = 0; i < sectors; i++) {
        if (map->row[i] < 0) {
            map->label[next] = gvc_table_label(t, GVC_SECTOR, i);
            map->row[i] = next++;
        } else {
            map->row[i] += rest;
        }
    }
    map->rows = rest + groups;
    for (gvc_idx k = 0; k < rest; k++) {
        for (gvc_idx g = rest; g < map->rows; g++) {
            if (strcmp(map->label[k], map->label[g]) == 0) {
                return gvc_fail(ctx, GVC_EARG,
                                "sector groups: '%s' is also a sector that is in no group; name "
                                "the group otherwise, or put the sector into it",
                                map->label[g]);
            }
        }
    }
    return GVC_OK;
}

gvc_status gvc_sector_map_new(gvc_ctx *ctx, gvc_sector_map *out, const gvc_table *t,
                              const gvc_measure_options *options)
{
    gvc_idx sectors = gvc_table_count(t, GVC_SECTOR), groups = 0;
    size_t labels = (size_t)(sectors + options->sector_group_count);
    *out = (gvc_sector_map){.row = gvc_malloc((size_t)sectors, sizeof *out->row),
                            .label = gvc_calloc(labels, sizeof *out->label),
                            .plain = options->sector_group_count == 0};
    if (out->row == NULL || out->label == NULL) {
        return gvc_fail_memory(ctx, labels * sizeof *out->label, "the sector groups");
    }
    for (gvc_idx i = 0; i < sectors; i++) {
        out->row[i] = -1;
    }
    gvc_status status = place(ctx, out, t, options, &groups);
    return status == GVC_OK ? arrange(ctx, out, t, groups) : status;
}

void gvc_sector_map_free(gvc_sector_map *map)
{
    gvc_release(map->row);
    gvc_release(map->label);
    *map = (gvc_sector_map){0};
}
