/* hdf5.h - tables and results in HDF5, as the manual's layout says (netCDF-4 compatible) */
#ifndef GVC_IO_HDF5_H
#define GVC_IO_HDF5_H

#include <gvc/io.h>

#include "base/base.h"
#include "writer.h"

/* True if the bytes start an HDF5 file. */
bool gvc_hdf5_is_hdf5(const unsigned char *head, size_t length);
/* gvc_schema of the file: "table" or "result". GVC_EFORMAT with words for a foreign, damaged or
 * newer file. */
gvc_status gvc_hdf5_kind(gvc_ctx *ctx, const char *path, gvc_kind *out);
gvc_status gvc_hdf5_read_table(gvc_ctx *ctx, const char *path, const gvc_read_options *options,
                               gvc_builder *out);
/* The year of a stored table, 0 = not known; nothing else is read. */
gvc_status gvc_hdf5_year(gvc_ctx *ctx, const char *path, int *out);
gvc_status gvc_hdf5_write_table(gvc_ctx *ctx, const gvc_table *t, const char *part,
                                const gvc_write_options *options);
gvc_status gvc_hdf5_read_result(gvc_ctx *ctx, const char *path, gvc_result **out);
gvc_status gvc_hdf5_read_frame(gvc_ctx *ctx, const char *path, gvc_result **out); /* no values */
extern const gvc_file_writer gvc_hdf5_result_file; /* write_result.c */

#endif
