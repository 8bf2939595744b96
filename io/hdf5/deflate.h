/* deflate.h - zlib streams of doubles that are made several times faster than by a general packer
 */
#ifndef GVC_IO_HDF5_DEFLATE_H
#define GVC_IO_HDF5_DEFLATE_H

#include <stddef.h>

/* Room to work in, for one thread at a time; NULL when out of memory. */
typedef struct gvc_h5_packer gvc_h5_packer;
gvc_h5_packer *gvc_h5_packer_new(void);
void gvc_h5_packer_free(gvc_h5_packer *p); /* NULL is fine */

/* Packs `bytes` of cells, a multiple of 8, into `packed`, which holds as many; returns the length
 * of the stream, 0 if it would not become smaller. */
size_t gvc_h5_pack(gvc_h5_packer *p, const void *cells, size_t bytes, void *packed);

#endif
