/* file.c - opening, creating, saving and closing; what HDF5 says, in words
 *
 * A host program may use HDF5 itself, before, between and after our calls: its handles, files and
 * error handler stay as they are. Two things outlast a call:
 * - H5dont_atexit: HDF5 cleans up at exit, and after a damaged file that it could not close it then
 *   complains about itself on stderr. Our own files are closed by then, so it is told not to; this
 *   has no effect where HDF5 was in use before. A host that leaves files open until exit must call
 *   H5open() before it calls gvc, and HDF5 still closes them; one that closes its files need not.
 * - The conversion of variable-length values into the opaque type "gvc reference" (heap.c): it
 *   refuses every other type, and stays registered since another thread may be reading when a file
 *   is closed. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "hdf5/h5.h"
#include "output.h"

static const unsigned char signature[8] = {0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

bool gvc_hdf5_is_hdf5(const unsigned char *head, size_t length)
{
    return length >= sizeof signature && memcmp(head, signature, sizeof signature) == 0;
}

void gvc_h5_release(hid_t id)
{
    if (id >= 0) {
        H5Idec_ref(id);
    }
}

/* ---- words ------------------------------------------------------------------------------------
 */

typedef struct reason {
    char text[160];
} reason;

/* The innermost message is the useful one. Some carry a system error in quotes among file names and
 * clock times, some end with a newline. */
static herr_t innermost(unsigned n, const H5E_error2_t *e, void *user)
{
    reason *out = user;
    if (n != 0 || e->desc == NULL) {
        return 0;
    }
    const char *from = strstr(e->desc, "error message = '");
    const char *stops = "\n";
    if (from != NULL) {
        from += strlen("error message = '");
        stops = "'\n";
    } else {
        from = e->desc;
    }
    snprintf(out->text, sizeof out->text, "%.*s", (int)strcspn(from, stops), from);
    return 0;
}

static reason last_reason(void)
{
    reason r = {""};
    H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, innermost, &r);
    return r;
}

void gvc_h5_fail(gvc_h5 *h, gvc_status code, const char *format, ...)
{
    if (h->status != GVC_OK) {
        return;
    }
    va_list args;
    va_start(args, format);
    char line[1024];
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    h->status = gvc_fail(h->ctx, code, "%s", line);
}

void gvc_h5_take(gvc_h5 *h, gvc_status status)
{
    if (h->status == GVC_OK && status != GVC_OK) {
        h->status = status;
    }
}

void gvc_h5_damaged(gvc_h5 *h, const char *what)
{
    reason why = last_reason();
    const char *between = what != NULL && why.text[0] != '\0' ? ": " : "";
    gvc_h5_fail(h, GVC_EFORMAT, "is damaged or half-written (%s%s%s)", what == NULL ? "" : what,
                between, why.text);
}

void gvc_h5_unwritten(gvc_h5 *h, const char *what)
{
    reason why = last_reason();
    gvc_h5_fail(h, GVC_EIO, "%s: %s", what, why.text[0] == '\0' ? "out of memory" : why.text);
}

/* ---- opening ----------------------------------------------------------------------------------
 */

/* HDF5 crashes, inside itself, where memory runs out while it starts or opens a file. */
static bool has_room(void)
{
    void *room = gvc_malloc((size_t)4 << 20, 1);
    gvc_release(room);
    return room != NULL;
}

/* First of all: where memory is short, HDF5 says so on stderr from its very start. */
static bool silence(gvc_h5 *h)
{
    return H5Eget_auto2(H5E_DEFAULT, &h->report, &h->report_data) >= 0 &&
           H5Eset_auto2(H5E_DEFAULT, NULL, NULL) >= 0;
}

void gvc_h5_begin(gvc_ctx *ctx, gvc_h5 *h)
{
    *h = (gvc_h5){
        .ctx = ctx, .file = -1, .fd = -1, .text = -1, .scalar = -1, .raw = -1, .transfer = -1};
    /* Cleaning up at exit, after a damaged file, HDF5 complains on stderr about itself. */
    H5dont_atexit();
    bool silent = has_room() && silence(h);
    h->started = silent && H5open() >= 0;
    if (!h->started) {
        if (silent) {
            H5Eset_auto2(H5E_DEFAULT, h->report, h->report_data);
        }
        h->status = gvc_fail(ctx, GVC_ENOMEM, "out of memory: starting the HDF5 library");
        return;
    }
    h->text = H5Tcopy(H5T_C_S1);
    h->scalar = H5Screate(H5S_SCALAR);
    h->transfer = H5Pcreate(H5P_DATASET_XFER);
    if (h->text < 0 || h->scalar < 0 || h->transfer < 0 ||
        H5Pset_buffer(h->transfer, GVC_H5_BUFFER, NULL, NULL) < 0 ||
        H5Tset_size(h->text, H5T_VARIABLE) < 0 || H5Tset_cset(h->text, H5T_CSET_UTF8) < 0) {
        h->status = gvc_fail(ctx, GVC_ENOMEM, "out of memory: opening an HDF5 file");
    }
}

/* Says no such file, a directory, no HDF5 file, before HDF5 does so in its own words. */
static void look(gvc_h5 *h, const char *path)
{
    struct stat about;
    h->fd = open(path, O_RDONLY | O_CLOEXEC);
    if (h->fd < 0 || fstat(h->fd, &about) != 0) {
        gvc_h5_fail(h, GVC_EIO, "%s", strerror(errno));
    } else if (S_ISDIR(about.st_mode)) {
        gvc_h5_fail(h, GVC_EIO, "is a directory, expected an HDF5 file");
    } else {
        unsigned char head[sizeof signature];
        ssize_t got = pread(h->fd, head, sizeof head, 0);
        h->file_bytes = (uint64_t)about.st_size;
        if (got < 0 || !gvc_hdf5_is_hdf5(head, (size_t)got)) {
            gvc_h5_fail(h, GVC_EFORMAT, "is not an HDF5 file");
        }
    }
}

gvc_status gvc_h5_open(gvc_ctx *ctx, gvc_h5 *h, const char *path)
{
    gvc_h5_begin(ctx, h);
    if (h->status == GVC_OK) {
        look(h, path);
    }
    if (h->status != GVC_OK) {
        return h->status;
    }
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    /* Archives are read from file systems that know no locks. */
    if (access < 0 || H5Pset_file_locking(access, 0, 1) < 0 ||
        H5Pset_fclose_degree(access, H5F_CLOSE_SEMI) < 0 ||
        (h->file = H5Fopen(path, H5F_ACC_RDONLY, access)) < 0) {
        gvc_h5_damaged(h, NULL);
    } else if (!gvc_h5_heap_open(h)) {
        gvc_h5_fail(h, GVC_EFORMAT,
                    "is an HDF5 file but not one of gvc's (other sizes of "
                    "addresses, or bytes in front)");
    }
    gvc_h5_release(access);
    return h->status;
}

/* By how much the file grows at a time: every growth may copy what there is. Large blocks are moved
 * and not copied. */
static size_t growth(double bytes)
{
    const double least = (double)(1 << 20), most = (double)(64 << 20), steps = 3;
    double step = bytes / steps;
    return (size_t)(step < least ? least : step > most ? most : step);
}

gvc_status gvc_h5_create(gvc_ctx *ctx, gvc_h5 *h, const char *part, double bytes)
{
    gvc_h5_begin(ctx, h);
    if (h->status != GVC_OK) {
        return h->status;
    }
    hid_t access = H5Pcreate(H5P_FILE_ACCESS);
    hid_t creation = H5Pcreate(H5P_FILE_CREATE);
    unsigned order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;
    /* The file grows in memory and goes to disk in one piece: a full disk then meets a plain
     * write() instead of a library that cannot close its file any more. */
    if (access < 0 || creation < 0 || H5Pset_fapl_core(access, growth(bytes), 0) < 0 ||
        H5Pset_libver_bounds(access, H5F_LIBVER_V18, H5F_LIBVER_V18) < 0 ||
        H5Pset_fclose_degree(access, H5F_CLOSE_SEMI) < 0 ||
        H5Pset_obj_track_times(creation, 0) < 0 ||
        H5Pset_link_creation_order(creation, order) < 0 ||
        H5Pset_attr_creation_order(creation, order) < 0 ||
        /* Links and attributes stay in the header of the group, which has a checksum. */
        H5Pset_link_phase_change(creation, 4096, 2048) < 0 ||
        H5Pset_attr_phase_change(creation, 255, 128) < 0 ||
        (h->file = H5Fcreate(part, H5F_ACC_TRUNC, creation, access)) < 0) {
        gvc_h5_unwritten(h, "creating it");
    }
    gvc_h5_release(creation);
    gvc_h5_release(access);
    return h->status;
}

/* ---- saving -----------------------------------------------------------------------------------
 */

/* The file that gvc_part_create has made, with the permissions that it gave it; a planted link is
 * removed and not followed. */
static int open_part(const char *part)
{
    struct stat old;
    if (lstat(part, &old) == 0 && S_ISLNK(old.st_mode)) {
        unlink(part);
    }
    return open(part, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
}

gvc_status gvc_h5_save(gvc_h5 *h, const char *part)
{
    if (h->status != GVC_OK) {
        return h->status;
    }
    void *image = NULL;
    ssize_t length = -1;
    /* The handle of a file in memory is the address of its bytes: nothing is copied. */
    if (H5Fflush(h->file, H5F_SCOPE_GLOBAL) < 0 ||
        (length = H5Fget_file_image(h->file, NULL, 0)) < 0 ||
        H5Fget_vfd_handle(h->file, H5P_DEFAULT, &image) < 0 || image == NULL) {
        gvc_h5_unwritten(h, "finishing it");
        return h->status;
    }
    const unsigned char *bytes = *(unsigned char **)image;
    int fd = open_part(part);
    bool done = fd >= 0 && gvc_write_all(h->ctx, fd, bytes, (size_t)length);
    int why = errno;
    if (fd >= 0 && close(fd) != 0 && done) {
        why = errno;
        done = false;
    }
    if (!done) {
        gvc_h5_fail(h, GVC_EIO, "%s", strerror(why)); /* the caller removes the rest */
    }
    return h->status;
}

void gvc_h5_pause(gvc_h5 *h)
{
    if (h->started) {
        H5Eset_auto2(H5E_DEFAULT, h->report, h->report_data);
    }
}

void gvc_h5_resume(gvc_h5 *h)
{
    if (h->started && !silence(h)) {
        gvc_h5_unwritten(h, "going on");
    }
}

void gvc_h5_close(gvc_h5 *h)
{
    if (!h->started) {
        return; /* nothing was opened, and HDF5 could not even be asked */
    }
    gvc_h5_heap_close(h);
    gvc_h5_release(h->text);
    gvc_h5_release(h->scalar);
    gvc_h5_release(h->transfer);
    if (h->fd >= 0) {
        close(h->fd);
    }
    if (h->file >= 0 && H5Fclose(h->file) < 0) {
        gvc_h5_damaged(h, "closing it");
    }
    gvc_h5_free_presses(h);
    H5Eset_auto2(H5E_DEFAULT, h->report, h->report_data);
    h->file = -1;
}
