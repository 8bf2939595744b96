/* test_published_reference.c - exports as Koopman, Wang and Wei and as Wang, Wei and Zhu published
 * them, against the results of a reference program */
#include "reference_tables.h"

Test(published_reference, equals_the_reference_program_on_five_tables)
{
    static const char *const asked[][4] = {
        {"kww", NULL, NULL, "kww"}, {"wwz", NULL, "kww", "kww"}, {"wwz", "bilateral", NULL, "wwz"}};
    for (int k = 0; k < 3; k++) {
        gvc_measure_options o = GVC_MEASURE_OPTIONS_INIT;
        o.method = asked[k][0];
        o.level = asked[k][1];
        o.detail = asked[k][2];
        expect_reference(&o, asked[k][3], "gexp");
    }
}
