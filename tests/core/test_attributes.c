/* test_attributes.c - ordered set of named facts */
#include "expect.h"

#include <stdio.h>

#include "base/base.h"

Test(attributes, keeps_order_and_kinds)
{
    gvc_attributes set = {0};
    cr_assert(gvc_attributes_set_text(&set, "title", "a table"));
    cr_assert(gvc_attributes_set_number(&set, "row_gap", 0.25));
    cr_assert(gvc_attributes_set_integer(&set, "threads", 2));
    cr_assert_eq(set.count, 3);
    cr_expect_str_eq(set.items[0].name, "title");
    cr_expect_eq(set.items[0].kind, GVC_ATTR_TEXT);
    cr_expect_str_eq(set.items[0].text, "a table");
    cr_expect_eq(set.items[1].kind, GVC_ATTR_NUMBER);
    cr_expect_eq(set.items[1].number, 0.25);
    cr_expect_eq(set.items[2].kind, GVC_ATTR_INTEGER);
    cr_expect_eq(set.items[2].integer, 2);
    cr_expect_null(gvc_attributes_text(&set, "row_gap"));
    cr_expect_null(gvc_attributes_find(&set, "units"));
    gvc_attributes_free(&set);
    cr_expect_eq(set.count, 0);
}

Test(attributes, texts_are_utf8)
{
    gvc_attributes set = {0};
    cr_assert(gvc_attributes_set_text(&set, "source_file", "Osterreich-\xd6.csv"));
    cr_expect_str_eq(gvc_attributes_text(&set, "source_file"), "Osterreich-?.csv");
    gvc_attributes_free(&set);
}

Test(attributes, replaces_in_place_and_removes)
{
    gvc_attributes set = {0};
    gvc_attributes_set_text(&set, "a", "1");
    gvc_attributes_set_text(&set, "b", "2");
    gvc_attributes_set_text(&set, "c", "3");
    gvc_attributes_set_number(&set, "a", 7);
    cr_expect_eq(set.items[0].kind, GVC_ATTR_NUMBER);
    cr_expect_eq(set.items[0].number, 7);
    gvc_attributes_set_text(&set, "b", NULL);
    gvc_attributes_set_text(&set, "never there", NULL);
    cr_assert_eq(set.count, 2);
    cr_expect_str_eq(set.items[1].name, "c");
    cr_expect_str_eq(gvc_attributes_text(&set, "c"), "3");
    gvc_attributes_free(&set);
}

Test(attributes, may_be_set_to_its_own_text)
{
    gvc_attributes set = {0};
    gvc_attributes_set_text(&set, "a", "same");
    cr_expect(gvc_attributes_set_text(&set, "a", gvc_attributes_text(&set, "a")));
    cr_expect_str_eq(gvc_attributes_text(&set, "a"), "same");
    gvc_attributes_free(&set);
}

Test(attributes, adds_lines)
{
    gvc_attributes set = {0};
    cr_assert(gvc_attributes_add_line(&set, "warnings", "first"));
    cr_assert(gvc_attributes_add_line(&set, "warnings", "second"));
    cr_expect_str_eq(gvc_attributes_text(&set, "warnings"), "first\nsecond");
    gvc_attributes_free(&set);
}

Test(attributes, copies_more_than_the_first_room)
{
    gvc_attributes from = {0}, to = {0};
    char name[16];
    for (int i = 0; i < 100; i++) {
        snprintf(name, sizeof name, "n%d", i);
        cr_assert(gvc_attributes_set_integer(&from, name, i));
    }
    gvc_attributes_set_text(&to, "n7", "replaced");
    cr_assert(gvc_attributes_copy(&to, &from));
    gvc_attributes_free(&from);
    cr_assert_eq(to.count, 100);
    cr_expect_str_eq(to.items[0].name, "n7");
    cr_expect_eq(to.items[0].integer, 7);
    cr_expect_eq(gvc_attributes_find(&to, "n99")->integer, 99);
    gvc_attributes_free(&to);
}
