/* tracing.h - asking for traces, and the perspectives they have */
#ifndef GVC_TESTS_TRACING_H
#define GVC_TESTS_TRACING_H

#include "measured.h"

/* With the approach and the coarsest level of each. */
static const char *const perspectives[][3] = {
    {"exporter", "source", "country"}, {"exporter", "sink", "country"},
    {"world", "source", "country"},    {"world", "sink", "country"},
    {"sectexp", NULL, "sector"},       {"bilateral", NULL, "pair"},
    {"sectbil", NULL, "bilateral"},    {"content", NULL, "country"}};
enum { PERSPECTIVES = sizeof perspectives / sizeof *perspectives };

static inline gvc_measure_options asked(const char *in, const char *by, const char *origin_level,
                                        const char *level, const char *perspective,
                                        const char *approach)
{
    gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
    o.method = "trace";
    o.in = in;
    o.by = by;
    o.origin_level = origin_level;
    o.level = level;
    o.perspective = perspective;
    o.approach = approach;
    return o;
}

static inline void expect_near(double a, double b, double scale, const char *what, const char *name)
{
    cr_expect(fabs(a - b) <= 1e-12 * scale, "%s, %s: %.17g, not %.17g", name, what, a, b);
}

#endif
