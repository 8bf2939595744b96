/* xml.c - blocks of a part into expat, straight from where they are unpacked to */
#include "book/xml.h"

enum { BLOCK = 64 * 1024, DEEPEST = 100, LONGEST_TOKEN = 4 * 1024 * 1024 };

void gvc_xml_stop(gvc_xml *x, gvc_status status)
{
    if (!x->stopped) {
        x->status = status;
    }
    x->stopped = true;
    XML_StopParser(x->parser, XML_FALSE);
}

bool gvc_xml_enter(gvc_xml *x, const char *name)
{
    x->moved = true;
    if (x->depth++ == 0) {
        const char *colon = strchr(name, ':');
        size_t length = colon == NULL ? 0 : (size_t)(colon - name) + 1;
        if (length < sizeof x->prefix) {
            memcpy(x->prefix, name, length);
            x->prefix_length = length;
        }
    }
    if (x->depth > DEEPEST) {
        gvc_xml_stop(
            x, gvc_fail(x->ctx, GVC_EFORMAT, "%s nests deeper than %d elements", x->part, DEEPEST));
        return false;
    }
    return !x->stopped;
}

static void refuse_type(void *user, const char *name, const char *system, const char *public_id,
                        int internal)
{
    gvc_xml *x = user;
    (void)name, (void)system, (void)public_id, (void)internal;
    gvc_xml_stop(x, gvc_fail(x->ctx, GVC_EFORMAT,
                             "%s has a document type (DOCTYPE), which no workbook has", x->part));
}

static gvc_status fail_xml(gvc_xml *x)
{
    if (x->stopped) {
        return x->status;
    }
    enum XML_Error code = XML_GetErrorCode(x->parser);
    if (code == XML_ERROR_NO_MEMORY) {
        return gvc_fail_memory(x->ctx, BLOCK, "reading a workbook");
    }
    return gvc_fail(x->ctx, GVC_EFORMAT, "%s is no XML (%s, line %llu)", x->part,
                    XML_ErrorString(code), (unsigned long long)XML_GetCurrentLineNumber(x->parser));
}

static gvc_status feed(gvc_ctx *ctx, gvc_xml *x, gvc_stream *stream)
{
    size_t length = BLOCK, still = 0;
    gvc_status status = GVC_OK;
    while (status == GVC_OK && length == BLOCK && !x->stopped) {
        void *room = XML_GetBuffer(x->parser, BLOCK);
        if (room == NULL) {
            return gvc_fail_memory(ctx, BLOCK, "reading a workbook");
        }
        status = gvc_stream_read(ctx, stream, room, BLOCK, &length);
        x->moved = false;
        if (status == GVC_OK &&
            XML_ParseBuffer(x->parser, (int)length, length < BLOCK) != XML_STATUS_OK) {
            status = fail_xml(x);
        }
        still = x->moved ? 0 : still + length;
        if (status == GVC_OK && still > LONGEST_TOKEN) {
            status = gvc_fail(ctx, GVC_EFORMAT,
                              "%s holds one item of more than %d MiB, expected short "
                              "texts and numbers",
                              x->part, LONGEST_TOKEN >> 20);
        }
        if (status == GVC_OK && !x->moved) {
            status = gvc_progress(ctx, "reading", 0, 0);
        }
    }
    unsigned char rest[4096];
    while (status == GVC_OK && x->drain && length > 0) {
        status = gvc_stream_read(ctx, stream, rest, sizeof rest, &length);
    }
    return status;
}

gvc_status gvc_xml_run(gvc_ctx *ctx, gvc_xml *x, const gvc_zip *zip, gvc_idx part,
                       XML_StartElementHandler start, XML_EndElementHandler end,
                       XML_CharacterDataHandler text)
{
    gvc_stream *stream = NULL;
    gvc_status status = gvc_stream_zip(ctx, &stream, zip, part);
    *x = (gvc_xml){
        .ctx = ctx, .part = gvc_zip_at(zip, part)->name, .parser = XML_ParserCreate(NULL)};
    if (status == GVC_OK && x->parser == NULL) {
        status = gvc_fail_memory(ctx, BLOCK, "reading a workbook");
    }
    if (status == GVC_OK) {
        XML_SetUserData(x->parser, x);
        XML_SetElementHandler(x->parser, start, end);
        XML_SetCharacterDataHandler(x->parser, text);
        XML_SetStartDoctypeDeclHandler(x->parser, refuse_type);
        status = feed(ctx, x, stream);
    }
    gvc_stream_close(stream);
    if (x->parser != NULL) {
        XML_ParserFree(x->parser);
    }
    return status;
}
