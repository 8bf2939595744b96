/* files_state.h - what files.c (the list) and scan.c (how it is filled) share */
#ifndef GVC_IO_FILES_STATE_H
#define GVC_IO_FILES_STATE_H

#include "files.h"
#include "place.h"

/* A file of the list; or an archive that holds some of them, which is not kept open. */
typedef struct gvc_node {
    char *path;       /* on disk, of the file or of the outermost archive */
    char *name;       /* for messages; of an archive: what stands before the names in it */
    size_t member_at; /* where in name the part within the archive on disk starts */
    gvc_idx around;   /* the archive around it, or -1 */
    gvc_idx member;   /* of that */
    bool opened;      /* since gvc_files_begin */
} gvc_node;

typedef struct gvc_nodes {
    gvc_node *items;
    gvc_idx count, room;
} gvc_nodes;

/* The archive that was last read from, with those around it: the next file is likely to be in it.
 */
typedef struct gvc_latest {
    gvc_archive *archive;
    gvc_idx node;
} gvc_latest;

struct gvc_files {
    gvc_nodes files, archives;
    gvc_idx given; /* files that came with the paths; the rest was found beside them */
    gvc_latest *latest;
    bool set;
    bool shallow; /* archives within archives are taken as files */
};

/* Adds a copy. */
gvc_status gvc_nodes_add(gvc_ctx *ctx, gvc_nodes *nodes, const gvc_node *node);
/* What is at a path, added to the list; errors do not name the path. */
gvc_status gvc_files_scan(gvc_ctx *ctx, gvc_files *f, const char *path);
/* Names in a folder, without hidden ones: *sorted (gvc_release) points into names. */
gvc_status gvc_list_folder(gvc_ctx *ctx, const char *path, gvc_labels *names, const char ***sorted);

#endif
