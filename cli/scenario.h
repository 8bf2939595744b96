/* scenario.h - the shocks that a command line or a file asks for */
#ifndef GVC_CLI_SCENARIO_H
#define GVC_CLI_SCENARIO_H

#include "app.h"

/* Fills the shocks, further tables and account of the options; kind: "demand", ... An exit code. */
int gvc_cli_scenario_fill(gvc_app *app, const char *kind, gvc_measure_options *o);
/* Once the table is read: groups that are built in become their members, a file of accounts the
 * account in it. */
int gvc_cli_scenario_adapt(gvc_app *app, const gvc_table *t, gvc_measure_options *o);

#endif
