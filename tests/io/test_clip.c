/* test_clip.c - texts cut between characters, and made fit for XML */
#include <criterion/criterion.h>

#include "writers/clip.h"

#define GLOBE "\xf0\x9f\x8c\x8d" /* two units of UTF-16 */
#define AA "\xc3\x85"

Test(clip, counts_characters_units_and_bytes)
{
    cr_expect_eq(gvc_clip_length("abc", 5, 99, GVC_CLIP_CHARACTERS), 3);
    cr_expect_eq(gvc_clip_length("abc", 2, 99, GVC_CLIP_CHARACTERS), 2);
    cr_expect_eq(gvc_clip_length("abc", 0, 99, GVC_CLIP_CHARACTERS), 0);
    cr_expect_eq(gvc_clip_length(AA AA "b", 2, 99, GVC_CLIP_CHARACTERS), 4);
    cr_expect_eq(gvc_clip_length(AA AA "b", 9, 3, GVC_CLIP_CHARACTERS), 2);
    cr_expect_eq(gvc_clip_length("a" GLOBE "b", 2, 99, GVC_CLIP_CHARACTERS), 5);
    cr_expect_eq(gvc_clip_length("a" GLOBE "b", 2, 99, GVC_CLIP_UTF16), 1);
    cr_expect_eq(gvc_clip_length("a" GLOBE "b", 3, 99, GVC_CLIP_UTF16), 5);
    cr_expect_eq(gvc_clip_length("", 3, 99, GVC_CLIP_UTF16), 0);
}

Test(clip, cuts_with_a_mark_and_mends)
{
    gvc_text text = {0};
    cr_expect_str_eq(gvc_clip(&text, "abcdef", 6, 6, GVC_CLIP_CHARACTERS, "..."), "abcdef");
    cr_expect_str_eq(gvc_clip(&text, "abcdefg", 6, 9, GVC_CLIP_CHARACTERS, "..."), "abc...");
    cr_expect_str_eq(gvc_clip(&text, "ab" AA AA "efg", 9, 6, GVC_CLIP_CHARACTERS, "..."), "ab...");
    cr_expect_str_eq(gvc_clip(&text, NULL, 6, 9, GVC_CLIP_CHARACTERS, "..."), "");
    cr_expect_str_eq(gvc_clip(&text, "", 6, 9, GVC_CLIP_CHARACTERS, "..."), "");
    cr_expect_str_eq(gvc_clip(&text, "\xe9t\xe9", 6, 9, GVC_CLIP_UTF16, ""), "?t?");
    cr_expect_str_eq(
        gvc_clip(&text, "a\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbc", 9, 99, GVC_CLIP_UTF16, ""),
        "a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbc");
    cr_expect_not(text.failed);
    gvc_text_free(&text);
}
