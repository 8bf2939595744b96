/* gvc/export.h - marks what the shared library offers to programs; everything else stays hidden */
#ifndef GVC_EXPORT_H
#define GVC_EXPORT_H

#if defined(__GNUC__)
#define GVC_API __attribute__((visibility("default")))
#define GVC_PRINTF(text, first) __attribute__((format(printf, text, first)))
#else
#define GVC_API
#define GVC_PRINTF(text, first)
#endif

#endif
