/* group.c - names in a group: a tree whose leaves are lists of entries, and a heap of names
 *
 * A node of a tree: "TREE", kind (1), level (1), entries (2), two neighbours (8 each), then keys
 * and addresses (8 each) in turn. A list: "SNOD", version (1), reserved (1), entries (2), each of
 * 40 bytes: place of the name (8), address (8), kind (4), ... A heap: "HEAP", version (4), bytes
 * (8), free (8), address (8). */
#include <string.h>

#include "matlab/matlab.h"

enum { TABLE = 17, MOST_ENTRIES = 1024, LONGEST_NAME = 256, ENTRY = 40, SOFT_LINK = 2 };
enum { NODE_HEAD = 24, LIST_HEAD = 8, HEAP_HEAD = 32, MOST_LEVELS = 16 };

typedef struct group {
    const char *what;
    bool there;
    uint64_t tree, heap;        /* addresses */
    uint64_t names, name_bytes; /* the heap's bytes */
} group;

/* Called for each entry; false ends the walk. */
typedef bool entry_fn(gvc_mat *m, void *user, const char *name, uint64_t header, bool soft);

typedef struct walk {
    const group *g;
    entry_fn *each;
    void *user;
    bool done;
} walk;

static void take_table(gvc_mat *m, void *user, int type, const unsigned char *bytes, size_t length,
                       bool shared)
{
    group *g = user;
    (void)m;
    if (type == TABLE && length >= 16 && !shared) {
        g->tree = gvc_mat_little(bytes, 8);
        g->heap = gvc_mat_little(bytes + 8, 8);
        g->there = true;
    }
}

/* there = false where the object is no group. */
static void open_group(gvc_mat *m, uint64_t at, const char *what, group *g)
{
    unsigned char head[HEAP_HEAD];
    *g = (group){.what = what};
    gvc_mat_messages(m, at, what, take_table, g);
    if (m->status != GVC_OK || !g->there || !gvc_mat_get(m, g->heap, head, sizeof head, what)) {
        return;
    }
    g->name_bytes = gvc_mat_little(head + 8, 8);
    g->names = gvc_mat_little(head + 24, 8);
    if (memcmp(head, "HEAP", 4) != 0 || g->names > m->bytes.length ||
        g->name_bytes > m->bytes.length - g->names) {
        gvc_mat_damaged(m, what, "its names lie outside the file");
    }
}

static bool get_name(gvc_mat *m, const group *g, uint64_t at, char name[LONGEST_NAME])
{
    uint64_t left = at < g->name_bytes ? g->name_bytes - at : 0;
    size_t length = left < LONGEST_NAME ? (size_t)left : LONGEST_NAME;
    if (!gvc_mat_get(m, g->names + at, name, length, g->what)) {
        return false;
    }
    if (length == 0 || memchr(name, '\0', length) == NULL) {
        gvc_mat_damaged(m, g->what, "a name in it has no end");
        return false;
    }
    return true;
}

static void walk_list(gvc_mat *m, walk *w, uint64_t at)
{
    unsigned char head[LIST_HEAD], entry[ENTRY];
    char name[LONGEST_NAME];
    if (!gvc_mat_get(m, at, head, sizeof head, w->g->what)) {
        return;
    }
    uint64_t count = gvc_mat_little(head + 6, 2);
    if (memcmp(head, "SNOD", 4) != 0 || count > MOST_ENTRIES) {
        gvc_mat_damaged(m, w->g->what, "its list of names is none");
    }
    for (uint64_t i = 0; m->status == GVC_OK && !w->done && i < count; i++) {
        if (gvc_mat_step(m, w->g->what) &&
            gvc_mat_get(m, at + LIST_HEAD + i * ENTRY, entry, sizeof entry, w->g->what) &&
            get_name(m, w->g, gvc_mat_little(entry, 8), name)) {
            w->done = !w->each(m, w->user, name, gvc_mat_little(entry + 8, 8),
                               gvc_mat_little(entry + 16, 4) == SOFT_LINK);
        }
    }
}

static void walk_tree(gvc_mat *m, walk *w, uint64_t at, int above)
{
    unsigned char head[NODE_HEAD], child[8];
    if (!gvc_mat_step(m, w->g->what) || !gvc_mat_get(m, at, head, sizeof head, w->g->what)) {
        return;
    }
    int level = head[5];
    uint64_t count = gvc_mat_little(head + 6, 2);
    if (memcmp(head, "TREE", 4) != 0 || head[4] != 0 || level >= above) {
        gvc_mat_damaged(m, w->g->what, "its tree of names is none");
    }
    for (uint64_t i = 0; m->status == GVC_OK && !w->done && i < count; i++) {
        if (!gvc_mat_get(m, at + NODE_HEAD + 16 * i + 8, child, sizeof child, w->g->what)) {
            return;
        }
        if (level == 0) {
            walk_list(m, w, gvc_mat_little(child, 8));
        } else {
            walk_tree(m, w, gvc_mat_little(child, 8), level);
        }
    }
}

static void walk_group(gvc_mat *m, const group *g, entry_fn *each, void *user)
{
    walk w = {g, each, user, false};
    walk_tree(m, &w, g->tree, MOST_LEVELS);
}

/* ---- what is asked for ----------------------------------------------------------------------- */
typedef struct names {
    gvc_labels *labels;
    gvc_idx most;
} names;

static bool add_name(gvc_mat *m, void *user, const char *name, uint64_t header, bool soft)
{
    names *n = user;
    (void)header;
    if (!soft && name[0] != '#' && name[0] != '\0' && gvc_labels_add(n->labels, name) < 0) {
        gvc_mat_take(m, gvc_fail_memory(m->ctx, LONGEST_NAME, "a list of names"));
    }
    return gvc_labels_count(n->labels) < n->most;
}

void gvc_mat_names(gvc_mat *m, gvc_labels *out, gvc_idx most)
{
    group g;
    names n = {out, most};
    open_group(m, m->root, "the list of its matrices", &g);
    if (m->status == GVC_OK && g.there) {
        walk_group(m, &g, add_name, &n);
    }
}

typedef struct search {
    const char *name;
    bool found;
    uint64_t header;
} search;

static bool compare(gvc_mat *m, void *user, const char *name, uint64_t header, bool soft)
{
    search *s = user;
    if (strcmp(name, s->name) != 0) {
        return true;
    }
    if (soft) {
        gvc_mat_fail(m, GVC_EFORMAT,
                     "'%s' is a soft link; gvc reads only what lies in the file itself, copy the "
                     "data there",
                     name);
    }
    s->found = true;
    s->header = header;
    return false;
}

/* False where there is no such name, or the object is no group. */
static bool look_up(gvc_mat *m, uint64_t in, const char *what, const char *name, uint64_t *header)
{
    group g;
    search s = {.name = name};
    open_group(m, in, what, &g);
    if (m->status == GVC_OK && g.there) {
        walk_group(m, &g, compare, &s);
    }
    *header = s.header;
    return m->status == GVC_OK && s.found;
}

void gvc_mat_find(gvc_mat *m, const char *group_name, const char *name, gvc_mat_data *out)
{
    uint64_t at = m->root;
    *out = (gvc_mat_data){0};
    if (group_name[0] != '\0' && !look_up(m, m->root, "its root", group_name, &at)) {
        return;
    }
    if (!look_up(m, at, group_name[0] == '\0' ? "its root" : group_name, name, &at)) {
        return;
    }
    gvc_mat_describe(m, at, name, out);
    if (m->status == GVC_OK && !out->there) {
        gvc_mat_fail(m, GVC_EFORMAT, "'%s' is no matrix of numbers (sparse, or a structure)", name);
    }
}
