/* xml.h - one XML part of a workbook run through expat
 *
 * The handlers of a part get its state as user data, which starts with a gvc_xml. No document type
 * is taken, so no entities either; nesting and the length of a token are bounded. Names of elements
 * come with the prefix that the file gives them: gvc_xml_is compares what follows it, for elements
 * of the same prefix as the root. */
#ifndef GVC_IO_XML_H
#define GVC_IO_XML_H

#include <expat.h>
#include <string.h>

#include "base/base.h"
#include "stream.h"

typedef struct gvc_xml {
    gvc_ctx *ctx;
    const char *part; /* its name, for messages */
    XML_Parser parser;
    gvc_status status;
    char prefix[32]; /* of the root, with its colon: "x:", or "" */
    size_t prefix_length;
    int depth;
    bool stopped;
    bool drain; /* stopped where all is read: what follows is still unpacked, for the checksum */
    bool moved; /* an element or text was found since the last block */
} gvc_xml;

/* From the first byte to the last; errors name the part. `x` is the state. */
gvc_status gvc_xml_run(gvc_ctx *ctx, gvc_xml *x, const gvc_zip *zip, gvc_idx part,
                       XML_StartElementHandler start, XML_EndElementHandler end,
                       XML_CharacterDataHandler text);
/* For handlers: no more of them is called, and this is what the run returns. */
void gvc_xml_stop(gvc_xml *x, gvc_status status);
/* First thing in a start handler; false: leave it. */
bool gvc_xml_enter(gvc_xml *x, const char *name);

static inline void gvc_xml_leave(gvc_xml *x)
{
    x->moved = true;
    x->depth--;
}

/* The name without the root's prefix; "" for an element of another prefix. */
static inline const char *gvc_xml_local(const gvc_xml *x, const char *name)
{
    if (x->prefix_length == 0) {
        return name;
    }
    return strncmp(name, x->prefix, x->prefix_length) == 0 ? name + x->prefix_length : "";
}

/* NULL if absent. */
static inline const char *gvc_xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(*attributes, name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

#endif
