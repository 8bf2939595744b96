/* member.c - which member of an archive is the table, where a source is opened by its path */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "choose.h"
#include "files.h"
#include "source.h"

enum { MEMBERS_SHOWN = 10 };

bool gvc_may_be_table(const char *path)
{
    static const char *const ends[] = {"countries.csv", "countrylist.csv",
                                       "sectors.csv",   "sectorlist.csv",
                                       ".md",           ".pdf",
                                       ".html",         ".htm",
                                       ".doc",          ".docx",
                                       ".rtf",          ".xml",
                                       ".json"};
    static const char *const starts[] = {"readme", "license", "licence", "labels_", "."};
    const char *name = gvc_base_name(path);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (gvc_ends_with(name, ends[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
        if (strncasecmp(name, starts[i], strlen(starts[i])) == 0) {
            return false;
        }
    }
    return strncmp(path, "__MACOSX/", 9) != 0;
}

static void list_members(gvc_text *text, const gvc_labels *members, bool tables_only)
{
    gvc_idx shown = 0, more = 0;
    for (gvc_idx i = 0; i < gvc_labels_count(members); i++) {
        const char *name = gvc_labels_get(members, i);
        if (tables_only && !gvc_may_be_table(name)) {
            continue;
        }
        if (shown == MEMBERS_SHOWN) {
            more++;
            continue;
        }
        gvc_text_addf(text, "%s%s", shown == 0 ? "" : ", ", name);
        shown++;
    }
    if (more > 0) {
        gvc_text_addf(text, " and %lld more", (long long)more);
    }
}

static gvc_status choose_wanted(gvc_ctx *ctx, const gvc_labels *members, const char *wanted,
                                const char **chosen)
{
    gvc_idx at = gvc_labels_find(members, wanted), same = 0;
    for (gvc_idx i = 0; at < 0 && i < gvc_labels_count(members); i++) {
        if (strcmp(gvc_base_name(gvc_labels_get(members, i)), wanted) == 0) {
            *chosen = gvc_labels_get(members, i);
            same++;
        }
    }
    if (at >= 0) {
        *chosen = gvc_labels_get(members, at);
    } else if (same != 1) {
        gvc_text list = {0};
        list_members(&list, members, false);
        gvc_status status = gvc_fail(ctx, GVC_EUNKNOWN,
                                     same == 0 ? "holds no member '%s'; it holds %s"
                                               : "holds '%s' in several folders; it holds %s",
                                     wanted, gvc_text_str(&list));
        gvc_text_free(&list);
        return status;
    }
    return GVC_OK;
}

gvc_status gvc_archive_choose(gvc_ctx *ctx, const gvc_labels *members, const char *wanted, int year,
                              const char **chosen)
{
    if (wanted != NULL) {
        return choose_wanted(ctx, members, wanted, chosen);
    }
    gvc_idx tables = 0, of_year = 0;
    const char *table = NULL, *table_of_year = NULL;
    for (gvc_idx i = 0; i < gvc_labels_count(members); i++) {
        const char *name = gvc_labels_get(members, i);
        if (!gvc_may_be_table(name)) {
            continue;
        }
        tables++;
        table = name;
        if (year != 0 && gvc_year_in_name(gvc_base_name(name)) == year) {
            of_year++;
            table_of_year = name;
        }
    }
    if (tables == 1 || of_year == 1) {
        *chosen = of_year == 1 ? table_of_year : table;
        return GVC_OK;
    }
    gvc_text list = {0};
    list_members(&list, members, tables > 0);
    gvc_status status;
    if (gvc_labels_count(members) == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is packed, and there is nothing in it");
    } else if (tables == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "holds no table, only %s", gvc_text_str(&list));
    } else if (year != 0 && of_year == 0) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "holds %lld tables, none with %d in its name (%s); choose one with "
                          "--year or --member",
                          (long long)tables, year, gvc_text_str(&list));
    } else if (year != 0) {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "holds %lld tables (%s), %lld with %d in the name; choose one with "
                          "--member",
                          (long long)tables, gvc_text_str(&list), (long long)of_year, year);
    } else {
        status = gvc_fail(ctx, GVC_EUNKNOWN,
                          "holds %lld tables (%s); choose one with --year or --member",
                          (long long)tables, gvc_text_str(&list));
    }
    gvc_text_free(&list);
    return status;
}

static gvc_status choose_file(gvc_ctx *ctx, const gvc_files *f, const char *member, int year,
                              gvc_idx *at)
{
    gvc_labels *names = gvc_labels_new();
    const char *chosen = NULL;
    gvc_status status = names == NULL ? gvc_fail_memory(ctx, 1024, "a list of files") : GVC_OK;
    for (gvc_idx i = 0; status == GVC_OK && i < gvc_files_count(f); i++) {
        if (gvc_labels_add(names, gvc_files_name(f, i)) < 0) {
            status = gvc_fail_memory(ctx, 1024, "a list of files");
        }
    }
    if (status == GVC_OK) {
        status = gvc_archive_choose(ctx, names, member, year, &chosen);
    }
    for (*at = 0; status == GVC_OK && strcmp(gvc_files_name(f, *at), chosen) != 0;) {
        ++*at;
    }
    gvc_labels_free(names);
    return status;
}

gvc_status gvc_source_open(gvc_ctx *ctx, gvc_source **out, const char *path, const char *member,
                           int year)
{
    unsigned char head[1];
    size_t length = 0;
    gvc_files *f = NULL;
    gvc_idx at = 0;
    gvc_status status = gvc_file_head(ctx, path, head, sizeof head, &length); /* no folder */
    if (status == GVC_OK) {
        status = gvc_files_open_one(ctx, &f, path, false);
    }
    if (status != GVC_OK) {
        return status;
    }
    if (gvc_files_is_set(f)) {
        status = choose_file(ctx, f, member, year, &at);
    } else if (member != NULL) {
        status = gvc_fail(ctx, GVC_EARG, "is no archive, so it has no member '%s'", member);
    }
    if (status == GVC_OK) {
        status = gvc_files_source(ctx, f, at, out);
    }
    gvc_files_close(f);
    return status;
}
