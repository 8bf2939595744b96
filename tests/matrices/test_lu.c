#include "alone.h"

Test(lu, exchanges_rows_where_elimination_begins_with_nothing)
{
    economy *e = alone_small_pivot(0);
    alone *a = alone_new("lu", e, 0);
    cr_assert_eq(a->made.code, GVC_MAT_OK);
    cr_expect(a->gap_right < 1e-14 && a->gap_left < 1e-14);
    cr_expect(a->solver->get_inverse == NULL && !a->solver->inverse);
    alone_free(a);
    economy_free(e);
}

Test(lu, does_not_divide_by_nothing)
{
    economy *e = alone_singular();
    alone *a = alone_new("lu", e, 0);
    cr_expect_eq(a->made.code, GVC_MAT_SINGULAR);
    alone_free(a);
    economy_free(e);
}
