/* measures.c - the cost of the measures beyond the exporter's Borin-Mancini decomposition: table in
 * memory to result in memory, against one factorisation of I - A */
#include <string.h>

#include "alloc.h"
#include "subject.h"

enum { MOST_JOBS = 6, LEVELS = 4 };

/* One figure: measures of one run. */
typedef struct measure {
    const char *figure;
    gvc_measure_options jobs[MOST_JOBS];
    int count;
} measure;

#define VERSION .version = GVC_MEASURE_OPTIONS_VERSION

static const char *const two_terms[] = {"gexp", "fva", NULL};
static const char *const value_only[] = {"va", NULL};
static const char *const everything[] = {"length", "kpww", NULL};

static const measure measures[] = {
    {"kww", {{VERSION, .method = "kww"}}, 1},
    {"wwz_bilateral", {{VERSION, .method = "wwz", .level = "bilateral"}}, 1},
    {"world_source", {{VERSION, .perspective = "world", .level = "bilateral"}}, 1},
    {"world_source_fva", {{VERSION, .perspective = "world", .terms = two_terms}}, 1},
    {"world_sink", {{VERSION, .perspective = "world", .approach = "sink"}}, 1},
    {"sectbil", {{VERSION, .perspective = "sectbil"}}, 1},
    {"sectexp", {{VERSION, .perspective = "sectexp"}}, 1},
    {"bilateral", {{VERSION, .perspective = "bilateral"}}, 1},
    {"importer", {{VERSION, .perspective = "importer"}}, 1},
    {"sectimp", {{VERSION, .perspective = "sectimp"}}, 1},
    {"tripartite", {{VERSION, .detail = "tripartite", .level = "bilateral"}}, 1},
    {"indicators",
     {{VERSION, .method = "indicators", .level = "country"},
      {VERSION, .method = "indicators", .level = "sector"},
      {VERSION, .method = "indicators", .level = "pair"},
      {VERSION, .method = "indicators", .level = "bilateral"}},
     4},
    {"tiers", {{VERSION, .method = "layers", .tiers = 10}}, 1},
    {"position", {{VERSION, .method = "position", .level = "sector", .with = everything}}, 1},
};

/* ---- OECD's indicators alone ------------------------------------------------------------------
 */

static const char *const tiva_levels[LEVELS] = {"country", "sector", "pair", "bilateral"};

static bool has_level(const gvc_indicator_info *i, const char *level)
{
    const bool has[LEVELS] = {i->country, i->sector, i->pair, i->bilateral};
    int k = 0;
    while (k < LEVELS - 1 && strcmp(tiva_levels[k], level) != 0) {
        k++;
    }
    return has[k];
}

/* The names at this level, NULL-ended; yours (gvc_release), NULL when memory is out. */
static const char **tiva_names(const char *level)
{
    size_t all = 0, count = 0;
    while (gvc_indicator_list((gvc_idx)all) != NULL) {
        all++;
    }
    const char **names = gvc_calloc(all + 1, sizeof *names);
    for (size_t k = 0; names != NULL && k < all; k++) {
        const gvc_indicator_info *i = gvc_indicator_list((gvc_idx)k);
        if (strncmp(i->source, "OECD", 4) == 0 && has_level(i, level)) {
            names[count++] = i->name;
        }
    }
    return names;
}

/* What is raced: a measure on a subject. */
typedef struct race {
    gvc_bench *bench;
    const gvc_bench_subject *subject;
    const measure *what;
    gvc_collector *collectors[MOST_JOBS];
} race;

static void forget(void *user)
{
    race *r = user;
    for (int k = 0; k < MOST_JOBS; k++) {
        gvc_collector_free(r->collectors[k]);
        r->collectors[k] = NULL;
    }
}

static bool run_once(void *user)
{
    race *r = user;
    gvc_measure_options options[MOST_JOBS];
    gvc_measure_job jobs[MOST_JOBS];
    gvc_sink sinks[MOST_JOBS];
    for (int k = 0; k < r->what->count; k++) {
        if (gvc_collector_new(r->bench->ctx, &r->collectors[k]) != GVC_OK) {
            return gvc_bench_failed(r->bench);
        }
        options[k] = r->what->jobs[k];
        options[k].solver = r->bench->set.solver;
        sinks[k] = gvc_collector_sink(r->collectors[k]);
        jobs[k] = (gvc_measure_job){&options[k], &sinks[k]};
    }
    return gvc_measure_all(r->bench->ctx, r->subject->table, jobs, r->what->count) == GVC_OK ||
           gvc_bench_failed(r->bench);
}

static bool figure(gvc_bench *b, const gvc_bench_subject *s, gvc_bench_lapack *lu,
                   const measure *what)
{
    if (b->set.only != NULL && strcmp(b->set.only, what->figure) != 0) {
        return true;
    }
    race r = {.bench = b, .subject = s, .what = what};
    gvc_bench_job own = {forget, run_once, &r, 0}, yard = gvc_bench_lapack_job(lu);
    bool done = gvc_bench_compare(b, &own, &yard);
    forget(&r);
    if (done) {
        gvc_bench_print_time(b, what->figure, own.seconds, "dgetrf", yard.seconds);
    }
    return done;
}

/* All of them, at all levels in one run; then with the tables of origin by industry (EXGR_BSCI,
 * FD_VA) too. */
static bool tiva(gvc_bench *b, const gvc_bench_subject *s, gvc_bench_lapack *lu)
{
    measure what = {.figure = "tiva", .count = LEVELS};
    const char **names[LEVELS] = {NULL};
    bool done = true;
    for (int k = 0; k < LEVELS && done; k++) {
        names[k] = tiva_names(tiva_levels[k]);
        what.jobs[k] = (gvc_measure_options){VERSION, .method = "indicators",
                                             .level = tiva_levels[k], .terms = names[k]};
        done = names[k] != NULL || gvc_bench_fail(b, "out of memory");
    }
    done = done && figure(b, s, lu, &what);
    what.figure = "tiva_industries";
    what.jobs[what.count++] = (gvc_measure_options){VERSION,
                                                    .method = "trace",
                                                    .level = "sector",
                                                    .origin_level = "sector",
                                                    .perspective = "content",
                                                    .terms = value_only};
    what.jobs[what.count++] =
        (gvc_measure_options){VERSION, .method = "trace", .origin_level = "sector",
                              .in = "final-demand", .terms = value_only};
    done = done && figure(b, s, lu, &what);
    for (int k = 0; k < LEVELS; k++) {
        gvc_release(names[k]);
    }
    return done;
}

static bool run(gvc_bench *b)
{
    gvc_bench_subject s;
    gvc_bench_lapack lu = {0};
    bool done =
        gvc_bench_subject_make(b, &s) &&
        (gvc_bench_lapack_new(&lu, &s, GVC_BENCH_LU, NULL) || gvc_bench_fail(b, "out of memory"));
    for (size_t k = 0; k < sizeof measures / sizeof *measures && done; k++) {
        done = figure(b, &s, &lu, &measures[k]);
    }
    done = done && tiva(b, &s, &lu);
    gvc_bench_lapack_free(&lu);
    gvc_bench_subject_free(&s);
    return done;
}

const gvc_bench_case gvc_bench_case_measures = {
    "measures", "the other measures in memory, each / dgetrf", 1435, 41, run};
