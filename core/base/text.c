/* text.c - growable text, and suggestions of near labels */
#include <ctype.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base.h"

static bool reserve(gvc_text *t, size_t more)
{
    if (t->failed || more > SIZE_MAX / 4 - t->length) {
        t->failed = true;
        return false;
    }
    size_t need = t->length + more + 1;
    if (need <= t->capacity) {
        return true;
    }
    size_t capacity = need < 64 ? 64 : 2 * need;
    char *chars = gvc_realloc(t->chars, t->chars == NULL ? 0 : t->length + 1, capacity, 1);
    if (chars == NULL) {
        t->failed = true;
        return false;
    }
    t->chars = chars;
    t->capacity = capacity;
    return true;
}

void gvc_text_add(gvc_text *t, const char *chars, size_t length)
{
    if (reserve(t, length)) {
        memcpy(t->chars + t->length, chars, length);
        t->length += length;
        t->chars[t->length] = '\0';
    }
}

int gvc_print_plainv(char *out, size_t size, const char *format, va_list args)
{
    locale_t plain = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0);
    locale_t before = plain == (locale_t)0 ? (locale_t)0 : uselocale(plain);
    int length = vsnprintf(out, size, format, args);
    if (plain != (locale_t)0) {
        uselocale(before);
        freelocale(plain);
    }
    return length;
}

int gvc_print_plain(char *out, size_t size, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    int length = gvc_print_plainv(out, size, format, args);
    va_end(args);
    return length;
}

void gvc_text_addv(gvc_text *t, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = gvc_print_plainv(NULL, 0, format, again);
    va_end(again);
    if (length >= 0 && reserve(t, (size_t)length)) {
        gvc_print_plainv(t->chars + t->length, (size_t)length + 1, format, args);
        t->length += (size_t)length;
    }
}

void gvc_text_addf(gvc_text *t, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    gvc_text_addv(t, format, args);
    va_end(args);
}

const char *gvc_text_str(const gvc_text *t)
{
    return t->chars == NULL ? "" : t->chars;
}

void gvc_text_free(gvc_text *t)
{
    gvc_release(t->chars);
    *t = (gvc_text){0};
}

char *gvc_strdup(const char *s)
{
    size_t bytes = s == NULL ? 0 : strlen(s) + 1;
    char *copy = s == NULL ? NULL : gvc_malloc(bytes, 1);
    if (copy != NULL) {
        memcpy(copy, s, bytes);
    }
    return copy;
}

bool gvc_same(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

enum { LONGEST = 63, NEAR_SHOWN = 3, LISTED = 24 };

static int lower(char c)
{
    return tolower((unsigned char)c);
}

/* Edit distance with neighbouring letters exchanged counted once, case ignored. */
static int distance(const char *a, const char *b)
{
    int la = (int)strlen(a), lb = (int)strlen(b);
    if (la > LONGEST || lb > LONGEST) {
        return LONGEST;
    }
    int rows[3][LONGEST + 1];
    int *before = rows[0], *above = rows[1], *row = rows[2];
    for (int j = 0; j <= lb; j++) {
        above[j] = j;
        before[j] = j;
    }
    for (int i = 1; i <= la; i++) {
        row[0] = i;
        for (int j = 1; j <= lb; j++) {
            int best = above[j - 1] + (lower(a[i - 1]) != lower(b[j - 1]));
            best = above[j] + 1 < best ? above[j] + 1 : best;
            best = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
            if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                lower(a[i - 2]) == lower(b[j - 1]) && before[j - 2] + 1 < best) {
                best = before[j - 2] + 1;
            }
            row[j] = best;
        }
        int *recycled = before;
        before = above;
        above = row;
        row = recycled;
    }
    return above[lb];
}

static bool starts_alike(const char *label, const char *wrong)
{
    size_t length = strlen(wrong);
    for (size_t i = 0; i < length; i++) {
        if (label[i] == '\0' || lower(label[i]) != lower(wrong[i])) {
            return false;
        }
    }
    return length > 0;
}

/* Has the label all letters of the text, in their order? Then something was left out: DEU_15 for
 * DEU_c15. */
static bool holds(const char *label, const char *text)
{
    for (; *text != '\0' && *label != '\0'; label++) {
        text += lower(*label) == lower(*text);
    }
    return *text == '\0';
}

void gvc_suggest(gvc_text *out, const char *wrong, const char *(*get)(const void *set, gvc_idx i),
                 const void *set, gvc_idx count)
{
    int allowed = strlen(wrong) <= 3 ? 1 : strlen(wrong) <= 6 ? 2 : 3;
    gvc_idx shown = 0;
    for (int rank = 0; rank <= 2 * allowed && shown < NEAR_SHOWN; rank++) {
        for (gvc_idx i = 0; i < count && shown < NEAR_SHOWN; i++) {
            const char *label = get(set, i);
            int away = distance(label, wrong);
            if (away > allowed && starts_alike(label, wrong)) {
                away = allowed;
            }
            if (2 * away - (away > 0 && holds(label, wrong)) == rank) {
                gvc_text_addf(out, "%s%s", shown == 0 ? "; did you mean " : ", ", label);
                shown++;
            }
        }
    }
    if (shown > 0) {
        gvc_text_add(out, "?", 1);
    }
}

void gvc_list_all(gvc_text *out, const char *(*get)(const void *set, gvc_idx i), const void *set,
                  gvc_idx count)
{
    gvc_idx shown = count <= LISTED + 1 ? count : LISTED;
    for (gvc_idx i = 0; i < shown; i++) {
        gvc_text_addf(out, "%s%s",
                      i > 0        ? ", "
                      : count == 1 ? "; there is "
                                   : "; there are ",
                      get(set, i));
    }
    if (shown < count) {
        gvc_text_addf(out, " and %lld more", (long long)(count - shown));
    }
}

static const char *label_at(const void *set, gvc_idx i)
{
    return gvc_labels_get(set, i);
}

void gvc_suggest_labels(gvc_text *out, const char *wrong, const gvc_labels *set)
{
    gvc_suggest(out, wrong, label_at, set, gvc_labels_count(set));
}
