#include "methods/blocs.h"

#include <string.h>

#include "table/find.h"

gvc_status gvc_block_named(gvc_ctx *ctx, const gvc_model *m, const char *label, const char *what,
                           gvc_idx *out)
{
    gvc_idx country = -1;
    for (gvc_idx r = 0; r < m->blocks; r++) {
        if (strcmp(m->name[r], label) == 0) {
            *out = r;
            return GVC_OK;
        }
    }
    gvc_status status = gvc_table_named(ctx, m->table, GVC_COUNTRY, label, what, &country);
    if (status == GVC_OK) {
        *out = m->block_of_country[country];
    }
    return status;
}

/* Is a country of the block, but not the block itself, left out of the blocs? */
static bool is_split(const gvc_model *m, const gvc_measure_options *o, gvc_idx block)
{
    gvc_idx named = 0, members = 0;
    for (gvc_idx k = 0; k < o->bloc_count; k++) {
        gvc_idx c = gvc_table_find(m->table, GVC_COUNTRY, o->blocs[k].country);
        if (strcmp(m->name[block], o->blocs[k].country) == 0) {
            return false;
        }
        named += c >= 0 && m->block_of_country[c] == block;
    }
    for (gvc_idx c = 0; c < gvc_table_count(m->table, GVC_COUNTRY); c++) {
        members += m->block_of_country[c] == block;
    }
    return named > 0 && named < members;
}

/* Rows of the blocs, negative while those of the remaining countries are not counted. */
static gvc_status place(gvc_ctx *ctx, gvc_bloc_map *map, const gvc_model *m,
                        const gvc_measure_options *o, gvc_idx *blocs)
{
    for (gvc_idx k = 0; k < o->bloc_count; k++) {
        gvc_idx block = -1, bloc = 0;
        gvc_status status = gvc_block_named(ctx, m, o->blocs[k].country, "--blocs", &block);
        if (status != GVC_OK) {
            return status;
        }
        while (bloc < *blocs && strcmp(map->label[bloc], o->blocs[k].bloc) != 0) {
            bloc++;
        }
        if (map->row[block] >= 0 && map->row[block] != bloc) {
            return gvc_fail(ctx, GVC_EARG, "--blocs: '%s' is in '%s' and in '%s'",
                            o->blocs[k].country, map->label[map->row[block]], o->blocs[k].bloc);
        }
        if (is_split(m, o, block)) {
            return gvc_fail(ctx, GVC_EARG,
                            "--blocs: '%s' has a part of group %s; flows of a group are not told "
                            "apart by member: put all of it into one bloc, or leave out the group",
                            o->blocs[k].bloc, m->name[block]);
        }
        map->label[bloc] = o->blocs[k].bloc;
        map->row[block] = bloc;
        *blocs += bloc == *blocs;
    }
    return GVC_OK;
}

/* Remaining countries first; the labels of the blocs wait in front and move behind them. */
static gvc_status arrange(gvc_ctx *ctx, gvc_bloc_map *map, const gvc_model *m, gvc_idx blocs)
{
    gvc_idx rest = 0;
    for (gvc_idx r = 0; r < m->blocks; r++) {
        rest += map->row[r] < 0;
    }
    memmove(map->label + rest, map->label, (size_t)blocs * sizeof *map->label);
    for (gvc_idx r = 0, next = 0; r < m->blocks; r++) {
        if (map->row[r] < 0) {
            map->label[next] = m->name[r];
            map->row[r] = next++;
        } else {
            map->row[r] += rest;
        }
    }
    map->rows = rest + blocs;
    for (gvc_idx k = 0; k < rest; k++) {
        for (gvc_idx b = rest; b < map->rows; b++) {
            if (strcmp(map->label[k], map->label[b]) == 0) {
                return gvc_fail(ctx, GVC_EARG,
                                "--blocs: '%s' is also a country that is in no bloc; name the bloc "
                                "otherwise, or put the country into it",
                                map->label[b]);
            }
        }
    }
    return GVC_OK;
}

gvc_status gvc_bloc_map_new(gvc_ctx *ctx, gvc_bloc_map *out, const gvc_model *m,
                            const gvc_measure_options *options)
{
    gvc_idx blocs = 0;
    size_t labels = (size_t)(m->blocks + options->bloc_count);
    *out = (gvc_bloc_map){.row = gvc_malloc((size_t)m->blocks, sizeof *out->row),
                          .label = gvc_calloc(labels, sizeof *out->label),
                          .plain = options->bloc_count == 0};
    if (out->row == NULL || out->label == NULL) {
        return gvc_fail_memory(ctx, labels * sizeof *out->label, "the blocs");
    }
    for (gvc_idx r = 0; r < m->blocks; r++) {
        out->row[r] = -1;
    }
    gvc_status status = place(ctx, out, m, options, &blocs);
    return status == GVC_OK ? arrange(ctx, out, m, blocs) : status;
}

void gvc_bloc_map_free(gvc_bloc_map *map)
{
    gvc_release(map->row);
    gvc_release(map->label);
    *map = (gvc_bloc_map){0};
}
