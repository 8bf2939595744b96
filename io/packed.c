/* packed.c - members of archives and compressed streams, through libarchive
 *
 * Exactly these formats are enabled: with all of them libarchive takes a compressed text for
 * something else and finds no entry. Every return code is looked at: only ARCHIVE_EOF is an end. */
#include "packed.h"

#include <string.h>

#include "source.h"

bool gvc_archive_is_packed(const unsigned char *head, size_t length)
{
    static const struct {
        size_t offset, length;
        const char *bytes;
    } magic[] = {
        {0, 2, "\x1f\x8b"},
        {0, 6,
         "\xfd"
         "7zXZ\0"},
        {0, 4, "PK\x03\x04"},
        {0, 4, "PK\x05\x06"},
        {0, 6, "7z\xbc\xaf\x27\x1c"},
        {0, 3, "BZh"},
        {0, 4, "\x28\xb5\x2f\xfd"},
        {0, 4, "\x04\x22\x4d\x18"},
        {0, 2, "\x1f\x9d"},
        {0, 4, "LZIP"},
        {257, 5, "ustar"},
    };
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++) {
        if (length >= magic[i].offset + magic[i].length &&
            memcmp(head + magic[i].offset, magic[i].bytes, magic[i].length) == 0) {
            return true;
        }
    }
    return false;
}

static gvc_status fail_damaged(gvc_ctx *ctx, struct archive *a)
{
    const char *why = archive_error_string(a);
    return gvc_fail(ctx, GVC_EIO, "is truncated or damaged: %s; fetch the file again",
                    why == NULL ? "it ends before its content does" : why);
}

static gvc_status open_archive(gvc_ctx *ctx, struct archive **out, const char *path)
{
    struct archive *a = archive_read_new();
    if (a == NULL) {
        return gvc_fail_memory(ctx, GVC_SOURCE_BLOCK, "reading an archive");
    }
    archive_read_support_filter_all(a);
    archive_read_support_format_zip(a);
    archive_read_support_format_7zip(a);
    archive_read_support_format_tar(a);
    archive_read_support_format_raw(a);
    archive_read_support_format_empty(a);
    if (archive_read_open_filename(a, path, GVC_SOURCE_BLOCK) != ARCHIVE_OK) {
        gvc_status status = fail_damaged(ctx, a);
        archive_read_free(a);
        return status;
    }
    *out = a;
    return GVC_OK;
}

/* *entry NULL at the end. */
static gvc_status next_entry(gvc_ctx *ctx, struct archive *a, struct archive_entry **entry)
{
    int code;
    do {
        code = archive_read_next_header(a, entry);
    } while (code == ARCHIVE_RETRY);
    if (code == ARCHIVE_EOF) {
        *entry = NULL;
        return GVC_OK;
    }
    return code == ARCHIVE_OK || code == ARCHIVE_WARN ? GVC_OK : fail_damaged(ctx, a);
}

static const char *entry_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL) {
        name = archive_entry_pathname(entry);
    }
    return name == NULL ? "?" : name;
}

gvc_status gvc_archive_list(gvc_ctx *ctx, const char *path, gvc_labels **members)
{
    struct archive *a = NULL;
    gvc_labels *names = gvc_labels_new();
    gvc_status status = names == NULL ? gvc_fail_memory(ctx, 1024, "the list of members")
                                      : open_archive(ctx, &a, path);
    while (status == GVC_OK) {
        struct archive_entry *entry = NULL;
        status = next_entry(ctx, a, &entry);
        if (status != GVC_OK || entry == NULL) {
            break;
        }
        if (archive_format(a) == ARCHIVE_FORMAT_RAW) {
            /* Without a filter libarchive did not know it for compressed after all. */
            if (archive_filter_code(a, 0) == ARCHIVE_FILTER_NONE) {
                status = gvc_fail(ctx, GVC_EIO,
                                  "is truncated or damaged: it starts like a compressed file and "
                                  "is none; fetch the file again");
                break;
            }
            gvc_labels_free(names);
            names = NULL;
            break;
        }
        const char *name = entry_name(entry);
        size_t length = strlen(name);
        bool is_file =
            archive_entry_filetype(entry) != AE_IFDIR && length > 0 && name[length - 1] != '/';
        if (is_file && gvc_labels_add(names, name) < 0) {
            status = gvc_fail_memory(ctx, length, "the list of members");
        }
    }
    archive_read_free(a);
    if (status == GVC_OK) {
        *members = names;
    } else {
        gvc_labels_free(names);
    }
    return status;
}

gvc_status gvc_archive_open(gvc_ctx *ctx, struct archive **out, const char *path,
                            const char *member)
{
    struct archive *a = NULL;
    gvc_status status = open_archive(ctx, &a, path);
    while (status == GVC_OK) {
        struct archive_entry *entry = NULL;
        status = next_entry(ctx, a, &entry);
        if (status == GVC_OK && entry == NULL) {
            status = gvc_fail(ctx, GVC_EIO, "no longer holds %s", member == NULL ? "data" : member);
        } else if (status == GVC_OK && (member == NULL || strcmp(entry_name(entry), member) == 0)) {
            if (archive_entry_is_encrypted(entry)) {
                status = gvc_fail(ctx, GVC_EFORMAT, "%s is encrypted; unpack it first",
                                  entry_name(entry));
            }
            break;
        }
    }
    if (status == GVC_OK) {
        *out = a;
    } else {
        archive_read_free(a);
    }
    return status;
}

gvc_status gvc_archive_read(gvc_ctx *ctx, struct archive *a, char *bytes, size_t capacity,
                            size_t *length)
{
    *length = 0;
    while (*length < capacity) {
        la_ssize_t got = archive_read_data(a, bytes + *length, capacity - *length);
        if (got == 0) {
            break;
        }
        if (got > 0) {
            *length += (size_t)got;
        } else if (got != ARCHIVE_RETRY) {
            return fail_damaged(ctx, a);
        }
    }
    return GVC_OK;
}
