/* test_collect.c - pieces become a result again */
#include "pieces.h"
#include "with_result.h"

SUITE_WITH_RESULT(collect);

static void expect_collected(gvc_idx d, gvc_idx step)
{
    gvc_collector *c = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    expect_ok(ctx, send_pieces(ctx, r, d, step, &sink));
    gvc_result *back = gvc_collector_take(c);
    cr_assert_not_null(back);
    expect_equal(back, r);
    cr_expect_null(gvc_collector_take(c));
    gvc_result_free(back);
    gvc_collector_free(c);
}

Test(collect, makes_one_result_of_pieces_of_any_size)
{
    expect_collected(0, 1);
    expect_collected(1, 1);
    expect_collected(1, 2);
    expect_collected(1, 3);
}

Test(collect, takes_the_attributes_of_the_end)
{
    gvc_collector *c = NULL;
    gvc_result frame = *r;
    frame.values = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    expect_ok(ctx, sink.begin(ctx, &frame, sink.user));
    expect_ok(ctx, sink.piece(ctx, r, 0, 0, sink.user));
    cr_expect_null(gvc_collector_take(c), "there is nothing before the end");
    gvc_result *last = NULL;
    expect_ok(ctx, gvc_result_copy(ctx, &last, &frame));
    expect_ok(ctx, gvc_result_set_text(ctx, last, "title", "the end"));
    expect_ok(ctx, sink.end(ctx, last, sink.user));
    gvc_result *back = gvc_collector_take(c);
    cr_expect_str_eq(gvc_result_text(back, "title"), "the end");
    gvc_result_free(back);
    gvc_result_free(last);
    gvc_collector_free(c);
}

Test(collect, refuses_an_end_with_cells_missing)
{
    gvc_collector *c = NULL;
    gvc_result frame = *r;
    frame.values = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    expect_ok(ctx, sink.begin(ctx, &frame, sink.user));
    expect_error(ctx, sink.end(ctx, &frame, sink.user), GVC_EARG, "only 0 of 18 cells have come");
    expect_error(ctx, sink.piece(ctx, r, 1, 1, sink.user), GVC_EARG,
                 "a piece of 18 cells from cell 6 on, expected it from 0 of 18 on");
    cr_expect_null(gvc_collector_take(c));
    gvc_collector_free(c);
}

Test(collect, keeps_to_the_memory_limit)
{
    gvc_collector *c = NULL;
    gvc_result frame = *r;
    frame.values = NULL;
    expect_ok(ctx, gvc_collector_new(ctx, &c));
    gvc_sink sink = gvc_collector_sink(c);
    gvc_ctx_set_memory_limit(ctx, 100);
    expect_error(ctx, sink.begin(ctx, &frame, sink.user), GVC_ENOMEM,
                 "a result of 18 rows and 4 terms needs 0.0 MB, the limit is 0.0 MB; raise "
                 "--memory");
    gvc_collector_free(c);
    gvc_collector_free(NULL);
}
