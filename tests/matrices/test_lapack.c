#include "alone.h"

Test(lapack, exchanges_rows_where_elimination_begins_with_nothing)
{
    economy *e = alone_small_pivot(0);
    alone *a = alone_new("lapack", e, 0);
    cr_assert_eq(a->made.code, GVC_MAT_OK);
    cr_expect(a->made.residual > 0 && a->made.residual < 1e-14, "%g", a->made.residual);
    cr_expect(a->made.condition > 1 && a->made.condition < 1000, "%g", a->made.condition);
    cr_expect(a->gap_right < 1e-14 && a->gap_left < 1e-14);
    cr_expect_not_null(a->solver->get_inverse(a->state).data);
    alone_free(a);
    economy_free(e);
}

Test(lapack, has_nothing_safer_to_send_a_singular_table_to)
{
    economy *e = alone_singular();
    alone *a = alone_new("lapack", e, 0);
    cr_expect_eq(a->made.code, GVC_MAT_SINGULAR);
    cr_expect_null(a->solver->safer);
    alone_free(a);
    economy_free(e);
}
