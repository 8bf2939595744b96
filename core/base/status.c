#include <gvc/status.h>

#include "version.h"

#define NAME(name, number, text) [number] = #name,
static const char *const names[] = {GVC_STATUS_LIST(NAME)};
#undef NAME
#define TEXT(name, number, text) [number] = text,
static const char *const texts[] = {GVC_STATUS_LIST(TEXT)};
#undef TEXT

enum { COUNT = sizeof names / sizeof *names };

const char *gvc_status_name(gvc_status s)
{
    return (unsigned)s < COUNT ? names[s] : "GVC_E?";
}

const char *gvc_status_text(gvc_status s)
{
    return (unsigned)s < COUNT ? texts[s] : "unknown status";
}

const char *gvc_version(void)
{
    return GVC_VERSION;
}
