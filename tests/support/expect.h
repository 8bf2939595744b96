/* expect.h - comparisons that say which cell is worst, and a context that fails the test loudly */
#ifndef GVC_TESTS_EXPECT_H
#define GVC_TESTS_EXPECT_H

#include <criterion/criterion.h>
#include <gvc/gvc.h>
#include <math.h>

/* The call succeeds, or the test fails with the text of the error. */
#define expect_ok(ctx, call)                                                                       \
    do {                                                                                           \
        gvc_status status_ = (call);                                                               \
        cr_assert(status_ == GVC_OK, "%s: %s", gvc_status_name(status_), gvc_ctx_error(ctx));      \
    } while (0)

/* The call fails with this code and exactly this text. */
#define expect_error(ctx, call, code, message)                                                     \
    do {                                                                                           \
        gvc_status status_ = (call);                                                               \
        cr_expect(status_ == (code), "%s instead of %s", gvc_status_name(status_),                 \
                  gvc_status_name(code));                                                          \
        cr_expect_str_eq(gvc_ctx_error(ctx), (message));                                           \
    } while (0)

#endif
