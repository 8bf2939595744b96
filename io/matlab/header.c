/* header.c - headers of objects, version 1: messages in one block of bytes or several
 *
 * version (1), reserved (1), number of messages (2), references (4), bytes (4), reserved (4); then
 * messages: type (2), bytes (2), flags (1), reserved (3), content. Type 16 says where there are
 * more. */
#include "matlab/matlab.h"

enum { HEAD = 16, MESSAGE_HEAD = 8, MOST_BLOCKS = 64, MOST_BYTES = 1 << 20, CONTINUATION = 16 };
enum { SHARED = 2 };

typedef struct block {
    uint64_t at, length;
} block;

typedef struct blocks {
    block items[MOST_BLOCKS];
    int count;
} blocks;

static void add_block(gvc_mat *m, blocks *all, const char *what, uint64_t at, uint64_t length)
{
    if (all->count == MOST_BLOCKS || length > MOST_BYTES) {
        gvc_mat_damaged(m, what, "its header is far too long");
        return;
    }
    all->items[all->count++] = (block){at, length};
}

static void read_block(gvc_mat *m, blocks *all, const unsigned char *bytes, size_t length,
                       const char *what, gvc_mat_message *each, void *user)
{
    for (size_t at = 0; m->status == GVC_OK && at + MESSAGE_HEAD <= length;) {
        const unsigned char *message = bytes + at;
        int type = (int)gvc_mat_little(message, 2);
        size_t size = (size_t)gvc_mat_little(message + 2, 2);
        if (size > length - at - MESSAGE_HEAD) {
            gvc_mat_damaged(m, what, "its header ends before a message does");
        } else if (type != CONTINUATION) {
            each(m, user, type, message + MESSAGE_HEAD, size, (message[4] & SHARED) != 0);
        } else if (size >= 16) {
            add_block(m, all, what, gvc_mat_little(message + MESSAGE_HEAD, 8),
                      gvc_mat_little(message + MESSAGE_HEAD + 8, 8));
        }
        at += MESSAGE_HEAD + size;
    }
}

void gvc_mat_messages(gvc_mat *m, uint64_t at, const char *what, gvc_mat_message *each, void *user)
{
    unsigned char head[HEAD];
    blocks all = {.count = 0};
    if (!gvc_mat_step(m, what) || !gvc_mat_get(m, at, head, sizeof head, what)) {
        return;
    }
    if (head[0] != 1) {
        gvc_mat_damaged(m, what, "no header where one should be");
        return;
    }
    add_block(m, &all, what, at + HEAD, gvc_mat_little(head + 8, 4));
    for (int i = 0; m->status == GVC_OK && i < all.count; i++) {
        size_t length = (size_t)all.items[i].length;
        unsigned char *bytes =
            all.items[i].at < m->bytes.length && length <= m->bytes.length - all.items[i].at
                ? gvc_malloc(length, 1)
                : NULL;
        if (bytes != NULL && gvc_mat_get(m, all.items[i].at, bytes, length, what)) {
            read_block(m, &all, bytes, length, what, each, user);
        } else if (bytes == NULL) {
            gvc_mat_damaged(m, what, "its header lies outside the file");
        }
        gvc_release(bytes);
    }
}
