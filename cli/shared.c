/* shared.c - the options that several commands have, each declared once */
#include "options.h"

#define AT(field) offsetof(gvc_settings, field)

static const char *va_rules(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"residual", "given", NULL};
    (void)set;
    return names[i];
}

static const char *output_rules(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"rowsum", "given", NULL};
    (void)set;
    return names[i];
}

static const char *missing_rules(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"error", "zero", NULL};
    (void)set;
    return names[i];
}

static const char *when(const gvc_settings *set, size_t i)
{
    static const char *const names[] = {"auto", "always", "never", NULL};
    (void)set;
    return names[i];
}

const gvc_option gvc_option_output = {
    "output",
    'o',
    GVC_OPTION_FILE,
    false,
    AT(output),
    "FILE",
    NULL,
    "write there; the suffix picks the writer (see gvc formats), - is standard output. Without it: "
    "a table on a terminal, CSV into a pipe or file"};
const gvc_option gvc_option_format = {"format",
                                      0,
                                      GVC_OPTION_TEXT,
                                      false,
                                      AT(format),
                                      "NAME",
                                      NULL,
                                      "the writer, whatever the suffix (see gvc formats)"};
const gvc_option gvc_option_exporter = {
    "exporter",
    0,
    GVC_OPTION_LIST,
    false,
    AT(exporter),
    "A,B,...",
    NULL,
    "keep only the rows of these exporters or groups; numbers do not change"};
const gvc_option gvc_option_importer = {"importer",
                                        0,
                                        GVC_OPTION_LIST,
                                        false,
                                        AT(importer),
                                        "A,B,...",
                                        NULL,
                                        "keep only the rows of these importers or groups"};
const gvc_option gvc_option_sector = {"sector",
                                      0,
                                      GVC_OPTION_LIST,
                                      false,
                                      AT(sector),
                                      "A,B,...",
                                      NULL,
                                      "keep only the rows of these sectors"};
const gvc_option gvc_option_origin = {
    "origin",
    0,
    GVC_OPTION_LIST,
    false,
    AT(origin),
    "A,B,...",
    NULL,
    "keep only the rows of value added of these countries or groups"};
const gvc_option gvc_option_origin_sector = {"origin-sector",
                                             0,
                                             GVC_OPTION_LIST,
                                             false,
                                             AT(origin_sector),
                                             "A,B,...",
                                             NULL,
                                             "keep only the rows of value added of these sectors"};
const gvc_option gvc_option_absorber = {"absorber",
                                        0,
                                        GVC_OPTION_LIST,
                                        false,
                                        AT(absorber),
                                        "A,B,...",
                                        NULL,
                                        "keep only the rows of these final absorbers"};
const gvc_option gvc_option_country = {
    "country",
    0,
    GVC_OPTION_LIST,
    false,
    AT(country),
    "A,B,...",
    NULL,
    "keep only the rows of these countries or groups; numbers do not change"};
const gvc_option gvc_option_partner = {"partner",
                                       0,
                                       GVC_OPTION_LIST,
                                       false,
                                       AT(partner),
                                       "A,B,...",
                                       NULL,
                                       "keep only the rows of these partners"};
const gvc_option gvc_option_sector_groups = {
    "sector-groups",
    0,
    GVC_OPTION_FILE,
    false,
    AT(sector_groups_file),
    "FILE.csv",
    NULL,
    "add up the rows of sectors, from a file with a line SECTOR,GROUP for each; shares come after"};
const gvc_option gvc_option_solver = {
    "solver",
    0,
    GVC_OPTION_CHOICE,
    false,
    AT(solver),
    "NAME",
    gvc_cli_solvers,
    "how I - A is solved, auto takes the fastest that fits (see gvc version -v)"};
const gvc_option gvc_option_group = {
    "group",
    0,
    GVC_OPTION_GROUP,
    false,
    AT(groups),
    "NAME=A,B,...",
    NULL,
    "treat these countries as one block, or those of a group that is built in: --group EU27 (see "
    "gvc aggregate --list); members lose their own rows"};
const gvc_option gvc_option_groups = {
    "groups",
    0,
    GVC_OPTION_FILE,
    false,
    AT(groups_file),
    "FILE.csv",
    NULL,
    "groups from a file with a line COUNTRY,GROUP for each member"};
const gvc_option gvc_option_terms = {"terms",
                                     0,
                                     GVC_OPTION_LIST,
                                     false,
                                     AT(terms),
                                     "A,B,...",
                                     NULL,
                                     "keep only these columns, in this order"};
const gvc_option gvc_option_sort = {
    "sort",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(sort),
    "TERM",
    NULL,
    "rows by this column, the largest first; --sort -TERM: the smallest first",
};
const gvc_option gvc_option_top = {
    "top",
    0,
    GVC_OPTION_INTEGER,
    false,
    AT(top_rows),
    "N",
    NULL,
    "only the first N rows by --sort, or by the first column; the others are counted",
};
const gvc_option gvc_option_share = {
    "share",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(share),
    NULL,
    NULL,
    "add NAME_sh after each term: the term over the total of its row"};
const gvc_option gvc_option_year = {
    "year",
    0,
    GVC_OPTION_YEAR,
    false,
    AT(year),
    "Y",
    NULL,
    "the year to take from a file with several, or of a file that does not say"};
const gvc_option gvc_option_satellite = {
    "satellite",
    0,
    GVC_OPTION_FILE,
    false,
    AT(satellite),
    "NAME|FILE.csv",
    NULL,
    "one account of the table, or more accounts from CSV: a row an industry, or a row an account",
};
const gvc_option gvc_option_account = {
    "account",
    0,
    GVC_OPTION_TEXT,
    false,
    AT(account),
    "NAME",
    NULL,
    "with --satellite FILE: this one of the accounts alone",
};
const gvc_option gvc_option_missing = {
    "missing",
    0,
    GVC_OPTION_WORD,
    false,
    AT(missing),
    "WHAT",
    missing_rules,
    "with --satellite FILE: industries that it lacks are an error that names them, or zero",
};
/* Of commands that take a stored result. */
const gvc_option gvc_option_years = {"year",
                                     0,
                                     GVC_OPTION_LIST,
                                     false,
                                     AT(years),
                                     "Y,...",
                                     NULL,
                                     "keep only these years of a result with several"};
const gvc_option gvc_option_va = {
    "va",
    0,
    GVC_OPTION_CHOICE,
    false,
    AT(va),
    "RULE",
    va_rules,
    "value added: output less inputs, or the rows of the table (adds the column resid)"};
const gvc_option gvc_option_output_total = {
    "output-total",    0,
    GVC_OPTION_CHOICE, false,
    AT(output_total),  "RULE",
    output_rules,      "output: sum of the sales, or the column of the table"};
const gvc_option gvc_option_drop_fd = {
    "drop-fd",
    0,
    GVC_OPTION_LIST,
    false,
    AT(drop_fd),
    "A,B,...",
    NULL,
    "leave out these categories of final demand before output is computed"};
const gvc_option gvc_option_threads = {"threads",
                                       0,
                                       GVC_OPTION_INTEGER,
                                       true,
                                       AT(threads),
                                       "N",
                                       NULL,
                                       "use N threads instead of all cores; numbers do not change"};
const gvc_option gvc_option_memory = {
    "memory",
    0,
    GVC_OPTION_SIZE,
    false,
    AT(memory),
    "SIZE",
    NULL,
    "the most to use, as 500M or 2G: a solver that fits is taken, or nothing begun"};
const gvc_option gvc_option_reproducible = {
    "reproducible",
    0,
    GVC_OPTION_FLAG,
    false,
    AT(reproducible),
    NULL,
    NULL,
    "equal bytes for equal input, with any number of threads: no date"};
const gvc_option gvc_option_tidy = {"tidy",
                                    0,
                                    GVC_OPTION_FLAG,
                                    false,
                                    AT(tidy),
                                    NULL,
                                    NULL,
                                    "HDF5: add the same numbers as a data frame, /tidy/NAME"};
const gvc_option gvc_option_keep_zeros = {"keep-zeros",
                                          0,
                                          GVC_OPTION_FLAG,
                                          false,
                                          AT(keep_zeros),
                                          NULL,
                                          NULL,
                                          "with --tidy: keep its rows of zeros"};
const gvc_option gvc_option_member = {"member",
                                      0,
                                      GVC_OPTION_TEXT,
                                      false,
                                      AT(member),
                                      "NAME",
                                      NULL,
                                      "the file to take out of an archive"};
/* Of commands that make a table. */
const gvc_option gvc_option_table_output = {
    "output",
    'o',
    GVC_OPTION_FILE,
    false,
    AT(output),
    "FILE",
    NULL,
    "write the table there, FILE.h5",
};
const gvc_option gvc_option_strict = {"strict",
                                      0,
                                      GVC_OPTION_FLAG,
                                      false,
                                      AT(strict),
                                      NULL,
                                      NULL,
                                      "a failed check becomes exit code 3"};
const gvc_option gvc_option_quiet = {"quiet", 'q',  GVC_OPTION_FLAG, true, AT(quiet),
                                     NULL,    NULL, "errors only"};
const gvc_option gvc_option_verbose = {"verbose",
                                       'v',
                                       GVC_OPTION_COUNT,
                                       true,
                                       AT(verbose),
                                       NULL,
                                       NULL,
                                       "say what is done; twice: more"};
const gvc_option gvc_option_progress = {"progress",
                                        0,
                                        GVC_OPTION_CHOICE,
                                        true,
                                        AT(progress),
                                        "WHEN",
                                        when,
                                        "a progress line on long work"};
const gvc_option gvc_option_color = {"color",
                                     0,
                                     GVC_OPTION_CHOICE,
                                     true,
                                     AT(color),
                                     "WHEN",
                                     when,
                                     "colours in tables on a terminal"};
const gvc_option gvc_option_help = {"help",
                                    'h',
                                    GVC_OPTION_HELP,
                                    true,
                                    0,
                                    NULL,
                                    NULL,
                                    "-h: this short help; --help: long help with examples"};

const gvc_filter gvc_cli_filters[] = {
    {"exporter", AT(exporter), GVC_COUNTRY},
    {"sector", AT(sector), GVC_SECTOR},
    {"importer", AT(importer), GVC_COUNTRY},
    {"origin", AT(origin), GVC_COUNTRY},
    {"origin_sector", AT(origin_sector), GVC_SECTOR},
    {"absorber", AT(absorber), GVC_COUNTRY},
    {"country", AT(country), GVC_COUNTRY},
    {"partner", AT(partner), GVC_COUNTRY},
    {NULL, 0, GVC_COUNTRY},
};

const gvc_list *gvc_cli_filter_list(const gvc_settings *set, const gvc_filter *filter)
{
    return (const gvc_list *)(const void *)((const char *)set + filter->where);
}

bool gvc_cli_has_filter(const gvc_settings *set)
{
    for (const gvc_filter *f = gvc_cli_filters; f->key != NULL; f++) {
        if (gvc_cli_filter_list(set, f)->count > 0) {
            return true;
        }
    }
    return false;
}
