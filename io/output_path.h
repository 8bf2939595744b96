/* output_path.h - where an output goes: links followed, devices written in place */
#ifndef GVC_IO_OUTPUT_PATH_H
#define GVC_IO_OUTPUT_PATH_H

#include <stdbool.h>

/* The file that path stands for, links followed, yours to free; NULL when memory is out. */
char *gvc_output_target(const char *path);
/* The folder that holds path, "." for a bare name; yours to free, NULL when memory is out. */
char *gvc_output_folder(const char *path);
/* True for what exists and is no plain file (/dev/null, a named pipe): renaming would replace it.
 */
bool gvc_output_in_place(const char *path);
/* Makes a rename in the folder of path durable where the file system can do that. */
void gvc_sync_folder(const char *path);

#endif
