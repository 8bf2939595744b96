/* map.c - files that say which countries and sectors become one, and the table that comes out */
#include <math.h>

#include "fuzz.h"

static void aggregate(gvc_ctx *ctx, const gvc_table *t, gvc_axis axis, const gvc_map *map)
{
    gvc_aggregate_options options = GVC_AGGREGATE_OPTIONS_INIT;
    gvc_table *out = NULL;
    if (axis == GVC_COUNTRY) {
        options.countries = map;
    } else {
        options.sectors = map;
    }
    gvc_status status = gvc_table_aggregate(ctx, &out, t, &options);
    fuzz_check_failure(ctx, status, out);
    if (status == GVC_OK) {
        fuzz_check_table(ctx, out, false);
    }
    gvc_table_free(out);
}

static void read_map(gvc_ctx *ctx, const gvc_table *t, gvc_axis axis, const char *path)
{
    gvc_map *map = NULL;
    gvc_status status = gvc_map_read(ctx, &map, t, axis, &path, 1);
    fuzz_check_failure(ctx, status, map);
    for (gvc_idx i = 0; status == GVC_OK && i < map->count; i++) {
        fuzz_check_text(map->entries[i].from, "a label");
        fuzz_check_text(map->entries[i].to, "a new label");
        fuzz_check_text(map->entries[i].to_name, "a name");
        if (!isfinite(map->entries[i].share)) {
            fuzz_wrong("a share is %g", map->entries[i].share);
        }
    }
    if (status == GVC_OK) {
        fuzz_check_text(map->notes, "notes");
        aggregate(ctx, t, axis, map);
    }
    gvc_map_free(map);
}

void fuzz_map(const fuzz_target *t, const unsigned char *bytes, size_t size)
{
    static fuzz_folder folder;
    char path[FUZZ_PATH];
    (void)t;
    if (!fuzz_unfold(&folder, bytes, size)) {
        return;
    }
    gvc_ctx *ctx = fuzz_ctx();
    gvc_table *table = NULL;
    if (gvc_builder_seal(ctx, fuzz_small_table(ctx), &table) != GVC_OK) {
        fuzz_wrong("no table: %s", gvc_ctx_error(ctx));
    }
    fuzz_path(&folder, path);
    fuzz_deny_begin(folder.denied);
    read_map(ctx, table, GVC_COUNTRY, path);
    read_map(ctx, table, GVC_SECTOR, path);
    fuzz_deny_end();
    gvc_table_free(table);
    gvc_ctx_free(ctx);
    fuzz_remove(&folder);
}
