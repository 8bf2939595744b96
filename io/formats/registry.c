/* registry.c - the list of table formats, made from formats.def */
#include "format.h"

#define GVC_FORMAT(name) extern const gvc_format gvc_format_##name;
#include "formats/formats.def"
#undef GVC_FORMAT

#define GVC_FORMAT(name) &gvc_format_##name,
static const gvc_format *const formats[] = {
#include "formats/formats.def"
    NULL,
};
#undef GVC_FORMAT

#define GVC_FORMAT(name) &gvc_format_##name.info,
static const gvc_format_info *const infos[] = {
#include "formats/formats.def"
    NULL,
};
#undef GVC_FORMAT

const gvc_format *const *gvc_formats(void)
{
    return formats;
}

const gvc_format_info *const *gvc_format_list(void)
{
    return infos;
}
