/* memory.h - how much memory is left to the process */
#ifndef GVC_IO_MEMORY_H
#define GVC_IO_MEMORY_H

#include <gvc/io.h>

/* gvc_memory_available by the files under `root`: "" is the system's own. */
size_t gvc_memory_under(const char *root);

#endif
