/* test_text.c - growable text, copies, suggestions of near labels */
#include <math.h>

#include "expect.h"

#include <string.h>

#include "base/base.h"
#include "comma.h"

Test(text, is_empty_at_first)
{
    gvc_text t = {0};
    cr_expect_str_eq(gvc_text_str(&t), "");
    gvc_text_free(&t);
    gvc_text_free(&t);
}

Test(text, grows_by_parts_of_any_length)
{
    gvc_text t = {0};
    for (int i = 0; i < 5000; i++) {
        gvc_text_addf(&t, "%d;", i % 10);
    }
    gvc_text_add(&t, "endings", 3);
    cr_expect(!t.failed);
    cr_assert_eq(t.length, 10003);
    cr_expect_eq(strlen(gvc_text_str(&t)), t.length);
    cr_expect_eq(t.chars[9998], '9');
    cr_expect_str_eq(t.chars + 10000, "end");
    gvc_text_free(&t);
}

Test(text, refuses_a_length_that_no_memory_holds)
{
    gvc_text t = {0};
    gvc_text_add(&t, "a", 1);
    gvc_text_add(&t, "b", SIZE_MAX / 2);
    cr_expect(t.failed);
    gvc_text_add(&t, "c", 1);
    cr_expect_str_eq(gvc_text_str(&t), "a");
    gvc_text_free(&t);
}

Test(text, compares_and_copies_null)
{
    cr_expect(gvc_same(NULL, NULL));
    cr_expect(!gvc_same(NULL, ""));
    cr_expect(!gvc_same("a", "b"));
    cr_expect(gvc_same("KOR", "KOR"));
    cr_expect_null(gvc_strdup(NULL));
    char *copy = gvc_strdup("Côte d'Ivoire");
    cr_expect_str_eq(copy, "Côte d'Ivoire");
    gvc_release(copy);
}

static const char *const known[] = {"KOR", "NOR", "USA", "DEU_C20", "DEU_C21", "Électricité"};

static const char *known_at(const void *set, gvc_idx i)
{
    return ((const char *const *)set)[i];
}

static void expect_near(const char *wrong, const char *expected)
{
    gvc_text out = {0};
    gvc_suggest(&out, wrong, known_at, known, sizeof known / sizeof *known);
    cr_expect_str_eq(gvc_text_str(&out), expected);
    gvc_text_free(&out);
}

Test(text, suggests_near_labels_nearest_first)
{
    expect_near("KRO", "; did you mean KOR?");
    expect_near("kor", "; did you mean KOR, NOR?");
    expect_near("DEU_C22", "; did you mean DEU_C20, DEU_C21?");
    expect_near("DEU", "; did you mean DEU_C20, DEU_C21?");
    expect_near("electricité", "; did you mean Électricité?");
}

Test(text, suggests_nothing_far_away)
{
    expect_near("ZZZ", "");
    expect_near("", "");
    char longest[5000];
    memset(longest, 'K', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    expect_near(longest, "");
}

Test(text, knows_utf8)
{
    static const struct {
        const char *text;
        bool good;
    } cases[] = {{"abc", true},           {"\xc3\xa9", true},
                 {"\xe2\x82\xac", true},  {"\xf0\x9f\x98\x80", true},
                 {"\xe9", false},         {"\xc0\x80", false},
                 {"\xed\xa0\x80", false}, {"\xf5\x80\x80\x80", false},
                 {"\xe2\x82", false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        cr_expect_eq(gvc_is_utf8(cases[i].text, strlen(cases[i].text)), cases[i].good, "case %zu",
                     i);
    }
}

Test(text, bytes_that_are_no_utf8_become_question_marks)
{
    char text[] = "a\xe9-\xc3\xa9\xe2\x82";
    gvc_make_utf8(text);
    cr_expect_str_eq(text, "a?-\xc3\xa9??");
}

Test(text, makes_utf8_of_utf16)
{
    static const uint16_t units[] = {'a',    0xe9, 0x4e2d, 0xd83d, 0xde00,
                                     0xde00, 0,    0xd83d, 'b',    0xd83d};
    enum { UNITS = sizeof units / sizeof *units };
    gvc_text t = {0};
    for (size_t i = 0; i < UNITS;) {
        i += gvc_text_add_utf16(&t, units[i], i + 1 < UNITS ? units[i + 1] : 0);
    }
    cr_expect_str_eq(gvc_text_str(&t), "a\xc3\xa9\xe4\xb8\xad\xf0\x9f\x98\x80\xef\xbf\xbd "
                                       "\xef\xbf\xbd"
                                       "b\xef\xbf\xbd");
    gvc_text_free(&t);
}

Test(text, has_a_decimal_point_in_every_locale)
{
    gvc_text t = {0};
    char text[32];
    if (!comma_locale()) {
        cr_skip_test("no locale with a comma is installed");
    }
    gvc_text_addf(&t, "%.1f %g", 0.5, 2.25);
    gvc_print_plain(text, sizeof text, "%.3g", 1.25);
    cr_expect_str_eq(gvc_text_str(&t), "0.5 2.25");
    cr_expect_str_eq(text, "1.25");
    cr_expect_str_eq(localeconv()->decimal_point, ",", "the program keeps its locale");
    gvc_text_free(&t);
}

static void expect_number(double x, int digits, const char *number, const char *change)
{
    gvc_text text = {0};
    gvc_text_add_number(&text, x, digits);
    cr_expect_str_eq(gvc_text_str(&text), number);
    gvc_text_free(&text);
    gvc_text_add_change(&text, x, digits);
    cr_expect_str_eq(gvc_text_str(&text), change);
    gvc_text_free(&text);
}

Test(text, numbers_in_words_have_separators_and_no_needless_digits)
{
    expect_number(-2633820.4, 6, "-2,633,820", "-2,633,820");
    expect_number(215380, 6, "215,380", "+215,380");
    expect_number(1234.5, 6, "1,234.5", "+1,234.5");
    expect_number(999.9996, 6, "1,000", "+1,000");
    expect_number(-0.0000712, 2, "-0.000071", "-0.000071");
    expect_number(0, 6, "0", "0");
    expect_number(12, 3, "12", "+12");
    expect_number(1e18, 4, "1e+18", "+1e+18");
    expect_number((double)NAN, 4, "nan", "nan");
}
