/* clip.h - texts for formats that bound their length: cut between characters, and valid UTF-8 */
#ifndef GVC_IO_CLIP_H
#define GVC_IO_CLIP_H

#include "base/base.h"

/* What a bound counts: characters (code points), or units of UTF-16, as Excel does, of which
 * characters beyond U+FFFF take two. */
typedef enum gvc_clip_unit { GVC_CLIP_CHARACTERS, GVC_CLIP_UTF16 } gvc_clip_unit;

/* Bytes of the longest beginning of a UTF-8 text that is no longer than `most` units and `bytes`
 * bytes, and ends with a character. */
size_t gvc_clip_length(const char *text, size_t most, size_t bytes, gvc_clip_unit unit);

/* Into *out (emptied first): the text in valid UTF-8, what is none as '?', what XML cannot hold
 * (U+FFFE, U+FFFF) as U+FFFD. Beyond the bounds it is cut, with `mark` at its end. out->failed
 * where memory is out; NULL is "". Returns the text, never NULL. */
const char *gvc_clip(gvc_text *out, const char *text, size_t most, size_t bytes, gvc_clip_unit unit,
                     const char *mark);

#endif
