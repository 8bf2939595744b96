/* source.c - a byte stream out of a plain file, a compressed one, or a member of an archive
 *
 * Plain files are read directly; libarchive sees only files whose first bytes say that they are
 * packed, so no text is ever mistaken for an archive. */
#include "source.h"

#include <errno.h>
#include <fcntl.h>
#include <libdeflate.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

#include "packed.h"

struct gvc_source {
    char *path, *stem;
    gvc_labels *members;     /* NULL outside an archive */
    const char *member;      /* one of members */
    struct archive *archive; /* NULL for a plain file */
    int fd;                  /* of a plain file, else -1 */
    char *block;             /* GVC_SOURCE_BLOCK */
    size_t pending;          /* bytes of block read ahead by gvc_source_head */
    bool ahead;
    uint32_t crc; /* of a gzip stream so far, with its length */
    uint64_t total;
};

enum { MAGIC_BYTES = 512 };

static gvc_status fail_open(gvc_ctx *ctx)
{
    return errno == ENOENT ? gvc_fail(ctx, GVC_EIO, "no such file")
                           : gvc_fail(ctx, GVC_EIO, "could not be opened: %s", strerror(errno));
}

/* The loop a read needs: short reads and interrupts are no ends. */
static ssize_t read_fully(int fd, char *bytes, size_t capacity)
{
    size_t have = 0;
    while (have < capacity) {
        ssize_t got = read(fd, bytes + have, capacity - have);
        if (got == 0) {
            break;
        }
        if (got > 0) {
            have += (size_t)got;
        } else if (errno != EINTR) {
            return -1;
        }
    }
    return (ssize_t)have;
}

gvc_status gvc_file_head(gvc_ctx *ctx, const char *path, unsigned char *head, size_t capacity,
                         size_t *length)
{
    struct stat info;
    if (stat(path, &info) != 0) {
        return fail_open(ctx);
    }
    if (S_ISDIR(info.st_mode)) {
        return gvc_fail(ctx, GVC_EIO, "is a directory, expected a file");
    }
    if (!S_ISREG(info.st_mode)) {
        return gvc_fail(ctx, GVC_EIO,
                        "is a pipe or a device; save it to a file first, tables are read twice");
    }
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) {
        return fail_open(ctx);
    }
    ssize_t got = read_fully(fd, (char *)head, capacity);
    gvc_status status = GVC_OK;
    if (got < 0) {
        status = gvc_fail(ctx, GVC_EIO, "could not be read: %s", strerror(errno));
    } else if (got == 0) {
        status = gvc_fail(ctx, GVC_EFORMAT, "is empty");
    } else {
        *length = (size_t)got;
    }
    close(fd);
    return status;
}

static void strip_suffix(char *name, const char *suffix)
{
    size_t length = strlen(name), tail = strlen(suffix);
    if (length > tail && strcasecmp(name + length - tail, suffix) == 0) {
        name[length - tail] = '\0';
    }
}

static char *make_stem(const char *path)
{
    static const char *const packed[] = {".gz", ".xz", ".bz2", ".zst", ".lz4", ".lz", ".Z"};
    char *stem = gvc_strdup(gvc_base_name(path));
    for (size_t i = 0; stem != NULL && i < sizeof packed / sizeof *packed; i++) {
        strip_suffix(stem, packed[i]);
    }
    char *dot = stem == NULL ? NULL : strrchr(stem, '.');
    if (dot != NULL && dot != stem) {
        *dot = '\0';
    }
    return stem;
}

gvc_status gvc_source_rewind(gvc_ctx *ctx, gvc_source *s)
{
    bool packed = s->fd < 0;
    s->pending = 0;
    s->ahead = false;
    s->crc = 0;
    s->total = 0;
    if (packed) {
        archive_read_free(s->archive);
        s->archive = NULL;
        return gvc_archive_open(ctx, &s->archive, s->path, s->member);
    }
    return lseek(s->fd, 0, SEEK_SET) == 0
               ? GVC_OK
               : gvc_fail(ctx, GVC_EIO, "could not be read again: %s", strerror(errno));
}

static gvc_status open_packed(gvc_ctx *ctx, gvc_source *s, const char *member, int year)
{
    gvc_status status = gvc_archive_list(ctx, s->path, &s->members);
    if (status == GVC_OK && s->members != NULL) {
        status = gvc_archive_choose(ctx, s->members, member, year, &s->member);
    }
    return status != GVC_OK ? status : gvc_archive_open(ctx, &s->archive, s->path, s->member);
}

gvc_status gvc_source_open(gvc_ctx *ctx, gvc_source **out, const char *path, const char *member,
                           int year)
{
    unsigned char head[MAGIC_BYTES];
    size_t length = 0;
    gvc_status status = gvc_file_head(ctx, path, head, sizeof head, &length);
    if (status != GVC_OK) {
        return status;
    }
    gvc_source *s = gvc_calloc(1, sizeof *s);
    if (s == NULL) {
        return gvc_fail_memory(ctx, sizeof *s, "opening a file");
    }
    s->fd = -1;
    s->path = gvc_strdup(path);
    s->block = gvc_malloc(GVC_SOURCE_BLOCK, 1);
    if (s->path == NULL || s->block == NULL) {
        status = gvc_fail_memory(ctx, GVC_SOURCE_BLOCK, "opening a file");
        goto done;
    }
    if (gvc_archive_is_packed(head, length)) {
        status = open_packed(ctx, s, member, year);
    } else {
        s->fd = open(path, O_RDONLY | O_CLOEXEC);
        status = s->fd < 0 ? fail_open(ctx) : GVC_OK;
    }
    if (status == GVC_OK && member != NULL && s->members == NULL) {
        status = gvc_fail(ctx, GVC_EARG, "is no archive, so it has no member '%s'", member);
    }
    s->stem = make_stem(s->member == NULL ? path : s->member);
    if (status == GVC_OK && s->stem == NULL) {
        status = gvc_fail_memory(ctx, strlen(path), "opening a file");
    }
done:
    if (status == GVC_OK) {
        *out = s;
    } else {
        gvc_source_close(s);
    }
    return status;
}

void gvc_source_close(gvc_source *s)
{
    if (s == NULL) {
        return;
    }
    archive_read_free(s->archive);
    if (s->fd >= 0) {
        close(s->fd);
    }
    gvc_labels_free(s->members);
    gvc_release(s->path);
    gvc_release(s->stem);
    gvc_release(s->block);
    gvc_release(s);
}

const char *gvc_source_name(const gvc_source *s)
{
    return s->member != NULL ? s->member : gvc_base_name(s->path);
}

const char *gvc_source_path(const gvc_source *s)
{
    return s->path;
}

const char *gvc_source_member(const gvc_source *s)
{
    return s->member;
}

const char *gvc_source_stem(const gvc_source *s)
{
    return s->stem;
}

bool gvc_source_is_plain(const gvc_source *s)
{
    return s->fd >= 0;
}

/* libarchive does not compare the checksum at the end of a gzip stream. The last eight bytes of the
 * file are those of its last member; they are the whole's when the lengths agree, and then a
 * different checksum means that bytes were changed. */
static gvc_status check_gzip(gvc_ctx *ctx, const gvc_source *s)
{
    unsigned char tail[8];
    int fd = open(s->path, O_RDONLY | O_CLOEXEC);
    bool known = fd >= 0 && lseek(fd, -(off_t)sizeof tail, SEEK_END) >= 0 &&
                 read_fully(fd, (char *)tail, sizeof tail) == (ssize_t)sizeof tail;
    if (fd >= 0) {
        close(fd);
    }
    uint32_t crc = 0, length = 0;
    for (int i = 3; known && i >= 0; i--) {
        crc = crc << 8 | tail[i];
        length = length << 8 | tail[4 + i];
    }
    if (known && length == (uint32_t)s->total && crc != s->crc) {
        return gvc_fail(ctx, GVC_EIO,
                        "is truncated or damaged: the checksum of the gzip stream does not fit its "
                        "content; fetch the file again");
    }
    return GVC_OK;
}

static gvc_status fill(gvc_ctx *ctx, gvc_source *s, size_t *length)
{
    *length = 0;
    if (s->fd >= 0) {
        ssize_t got = read_fully(s->fd, s->block, GVC_SOURCE_BLOCK);
        if (got < 0) {
            return gvc_fail(ctx, GVC_EIO, "could not be read to the end: %s", strerror(errno));
        }
        *length = (size_t)got;
        return GVC_OK;
    }
    gvc_status status = gvc_archive_read(ctx, s->archive, s->block, GVC_SOURCE_BLOCK, length);
    bool is_gzip = s->members == NULL && archive_filter_code(s->archive, 0) == ARCHIVE_FILTER_GZIP;
    if (status == GVC_OK && is_gzip && *length > 0) {
        s->crc = libdeflate_crc32(s->crc, s->block, *length);
        s->total += *length;
    }
    if (status == GVC_OK && is_gzip && *length < GVC_SOURCE_BLOCK) {
        status = check_gzip(ctx, s);
    }
    return status;
}

gvc_status gvc_source_head(gvc_ctx *ctx, gvc_source *s, const unsigned char **head, size_t *length)
{
    if (!s->ahead) {
        gvc_status status = fill(ctx, s, &s->pending);
        if (status != GVC_OK) {
            return status;
        }
        s->ahead = true;
    }
    *head = (const unsigned char *)s->block;
    *length = s->pending < GVC_SOURCE_HEAD ? s->pending : GVC_SOURCE_HEAD;
    return GVC_OK;
}

gvc_status gvc_source_next(gvc_ctx *ctx, gvc_source *s, const char **block, size_t *length)
{
    size_t got = s->pending;
    if (!s->ahead) {
        gvc_status status = fill(ctx, s, &got);
        if (status != GVC_OK) {
            return status;
        }
    }
    s->ahead = false;
    s->pending = 0;
    *block = s->block;
    *length = got;
    return GVC_OK;
}

/* ---- whole texts ----------------------------------------------------------------------------- */

enum { LONGEST_TEXT = 64 * 1024 * 1024 };

static gvc_status read_all(gvc_ctx *ctx, gvc_source *s, char **text, size_t *length)
{
    gvc_text all = {0};
    size_t got = 1;
    gvc_status status = GVC_OK;
    while (status == GVC_OK && got > 0) {
        const char *block = NULL;
        status = gvc_source_next(ctx, s, &block, &got);
        if (status == GVC_OK && all.length + got > LONGEST_TEXT) {
            status = gvc_fail(ctx, GVC_EFORMAT, "is longer than 64 MiB, expected a short text");
        } else if (status == GVC_OK) {
            gvc_text_add(&all, block, got);
        }
    }
    if (status == GVC_OK && (all.failed || all.chars == NULL)) {
        status = all.failed ? gvc_fail_memory(ctx, all.length, "reading a text")
                            : gvc_fail(ctx, GVC_EFORMAT, "is empty");
    }
    if (status == GVC_OK) {
        *text = all.chars;
        *length = all.length;
    } else {
        gvc_text_free(&all);
    }
    return status;
}

gvc_status gvc_read_text(gvc_ctx *ctx, const char *path, char **text, size_t *length)
{
    gvc_source *s = NULL;
    gvc_status status = gvc_source_open(ctx, &s, path, NULL, 0);
    if (status == GVC_OK) {
        status = read_all(ctx, s, text, length);
    }
    gvc_source_close(s);
    return status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", path);
}

/* The name in the folder of `path`. */
static char *beside(const char *path, const char *name)
{
    gvc_text text = {0};
    gvc_text_add(&text, path, (size_t)(gvc_base_name(path) - path));
    gvc_text_addf(&text, "%s", name);
    if (text.failed) {
        gvc_text_free(&text);
    }
    return text.chars;
}

gvc_status gvc_source_companion(gvc_ctx *ctx, const gvc_source *s, const char *name, bool *found,
                                char **text, size_t *length)
{
    *found = false;
    char *path = beside(s->member == NULL ? s->path : s->member, name);
    gvc_source *companion = NULL;
    gvc_status status = GVC_OK;
    struct stat info;
    if (path != NULL && s->member != NULL && gvc_labels_find(s->members, path) >= 0) {
        *found = true;
        status = gvc_source_open(ctx, &companion, s->path, path, 0);
        if (status == GVC_OK) {
            status = read_all(ctx, companion, text, length);
        }
        status = status == GVC_OK ? GVC_OK : gvc_fail_in(ctx, status, "%s", path);
        goto done;
    }
    if (s->member != NULL) {
        gvc_release(path);
        path = beside(s->path, name);
    }
    if (path == NULL) {
        status = gvc_fail_memory(ctx, strlen(name), "the name of a file");
    } else if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
        *found = true;
        status = gvc_read_text(ctx, path, text, length);
    }
done:
    gvc_source_close(companion);
    gvc_release(path);
    return status;
}

gvc_status gvc_fail_reading(gvc_ctx *ctx, gvc_status status, const char *path)
{
    const char *base = gvc_base_name(path);
    size_t length = strlen(base);
    char *text = gvc_strdup(gvc_ctx_error(ctx));
    if (text != NULL && strncmp(text, base, length) == 0 && text[length] == ':') {
        gvc_fail(ctx, status, "reading %s%s", path, text + length);
    } else {
        gvc_fail_in(ctx, status, "reading %s", path);
    }
    gvc_release(text);
    return status;
}
