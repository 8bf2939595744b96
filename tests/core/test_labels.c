/* test_labels.c - ordered set of labels with look-up by hash */
#include "expect.h"

#include <stdio.h>

#include "base/base.h"

Test(labels, keeps_the_order_of_adding)
{
    gvc_labels *l = gvc_labels_new();
    cr_assert_not_null(l);
    cr_expect_eq(gvc_labels_count(l), 0);
    cr_expect_eq(gvc_labels_find(l, "KOR"), -1);
    cr_expect_eq(gvc_labels_add(l, "KOR"), 0);
    cr_expect_eq(gvc_labels_add(l, "AUS"), 1);
    cr_expect_eq(gvc_labels_add(l, "KOR"), 0);
    cr_expect_eq(gvc_labels_count(l), 2);
    cr_expect_str_eq(gvc_labels_get(l, 1), "AUS");
    cr_expect_eq(gvc_labels_find(l, "AUS"), 1);
    cr_expect_eq(gvc_labels_find(l, "AU"), -1);
    cr_expect_eq(gvc_labels_find(l, "aus"), -1);
    gvc_labels_free(l);
    gvc_labels_free(NULL);
}

Test(labels, copies_what_it_is_given)
{
    char label[] = "Côte d'Ivoire";
    gvc_labels *l = gvc_labels_new();
    gvc_labels_add(l, label);
    label[0] = 'X';
    cr_expect_str_eq(gvc_labels_get(l, 0), "Côte d'Ivoire");
    cr_expect_eq(gvc_labels_find(l, "Côte d'Ivoire"), 0);
    cr_expect_eq(gvc_labels_find(l, label), -1);
    gvc_labels_free(l);
}

Test(labels, holds_twenty_thousand, .timeout = 20)
{
    enum { COUNT = 20000 };
    gvc_labels *l = gvc_labels_new();
    char label[32];
    for (int i = 0; i < COUNT; i++) {
        snprintf(label, sizeof label, "C%03d_s%d", i / 100, i);
        cr_assert_eq(gvc_labels_add(l, label), i);
    }
    cr_assert_eq(gvc_labels_count(l), COUNT);
    for (int i = COUNT - 1; i >= 0; i--) {
        snprintf(label, sizeof label, "C%03d_s%d", i / 100, i);
        cr_assert_eq(gvc_labels_find(l, label), i);
        cr_assert_str_eq(gvc_labels_get(l, i), label);
        snprintf(label, sizeof label, "C%03d_t%d", i / 100, i);
        cr_assert_eq(gvc_labels_find(l, label), -1);
    }
    gvc_labels_free(l);
}

Test(labels, suggests_out_of_the_set)
{
    gvc_labels *l = gvc_labels_new();
    gvc_labels_add(l, "USA");
    gvc_labels_add(l, "KOR");
    gvc_text near = {0};
    gvc_suggest_labels(&near, "KRO", l);
    cr_expect_str_eq(gvc_text_str(&near), "; did you mean KOR?");
    gvc_text_free(&near);
    gvc_labels_free(l);
}
