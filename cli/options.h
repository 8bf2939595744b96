/* options.h - one record describes an option: parsing, help and the attribute `options` read it */
#ifndef GVC_CLI_OPTIONS_H
#define GVC_CLI_OPTIONS_H

#include <gvc/gvc.h>
#include <stdarg.h>

/* Texts, NULL-ended; the list owns them. */
typedef struct gvc_list {
    char **items;
    size_t count;
} gvc_list;

/* Groups as the user gave them; `views` are the same for the library, made when all are known. */
typedef struct gvc_groups {
    char **names;
    gvc_list *members;
    gvc_group *views;
    size_t count;
} gvc_groups;

/* A number of bytes, and how it was typed. */
typedef struct gvc_size {
    size_t bytes; /* 0 = not given */
    const char *text;
} gvc_size;

/* The size of a shock, "50%" or "120", and how it was typed. */
typedef struct gvc_amount {
    double by;
    bool absolute;
    const char *text; /* NULL = not given */
} gvc_amount;

/* Everything that any command can be told. Texts are borrowed from argv. */
typedef struct gvc_settings {
    const char *output, *format; /* format: of the writer */
    const char *print;           /* of `gvc help` */
    const char *sort;            /* a column, behind '-' where the smallest come first */
    int top_rows;
    const char *read_format;
    gvc_list exporter, importer, sector, origin, origin_sector, absorber, country, partner;
    gvc_list terms, drop_fd, from, to;
    gvc_groups groups, sector_groups; /* members of the latter are sectors */
    const char *groups_file, *sector_groups_file;
    bool share, tidy, keep_zeros, reproducible, strict, quiet;
    int year, threads, verbose;
    gvc_size memory;
    const char *va, *output_total, *progress, *color;
    const char *method, *level, *flow, *perspective, *approach, *solver;
    const char *in, *by, *origin_level, *product, *category, *chain, *map, *functions;
    gvc_weight *weights; /* of the file of `map` or `functions`, read by the command */
    gvc_idx weight_count;
    int tiers, loops;
    double least;
    const char *accounts_file; /* of `satellite`, where that is no name; no option */
    const char *characterise, *missing, *account, *normalise, *index;
    gvc_list elasticities;
    double elasticity[3];    /* the same as numbers */
    gvc_deflator *deflators; /* of the file of `index`, read by the command */
    gvc_idx deflator_count;
    bool ratios, dispersion, feedback, equal;
    double least_value, coverage;
    const char *cut;
    gvc_list through;
    bool nodes, edges;
    bool elementary, tripartite, tripartite_output, kww;
    bool layers, crossings, length, kpww, apl, list;
    const char *uncertainty;
    int draws, seed;
    double interval;
    /* of gvc exposure */
    bool markets, concentration, inputs, sales, balances, rca, fx, upgrade, hidden;
    const char *suppliers, *basis, *blocs_file;
    gvc_list rest;
    gvc_groups blocs; /* of the file; members are countries */
    gvc_bloc *bloc_views;
    gvc_idx bloc_count;
    const char *countries, *sectors, *fd_countries, *units, *prices, *member;
    const char *model, *valuation, *satellite;
    gvc_list country_maps, sector_maps, category_maps;
    bool merge_territories;
    const char *targets, *balance, *deflate;
    int sweeps;
    double tolerance;
    bool keep_splits;
    bool cells;
    int top;
    bool list_countries, list_sectors, json, bibtex;
    int jobs;
    bool keep_going, fail_fast, dry_run;
    const char *shard;
    gvc_list years;
    /* of a figure; `names` are CODE=NAME, those of the file come as groups NAME of one CODE */
    const char *kind, *x, *y, *title, *xlabel, *ylabel, *caption_source, *size, *decimal, *script;
    const char *data;
    gvc_list where; /* KEY=LABEL, or a further LABEL of the key before */
    const char *names_file;
    /* of growth */
    bool levels, summary, national, direct;
    const char *relative_to;
    gvc_list names, colors, log;
    gvc_groups file_names;
    bool bare;
    /* of a scenario; its filter --keep is `country` */
    gvc_list shock_country, shock_sector, buyer, border;
    gvc_amount amount, rate, price, product_rate;
    const char *split, *replay, *shocks_file, *scenario_file;
    bool erp, erp_domestic;
    int periods;
    double resilience;
    gvc_shock *shocks, one_shock; /* of the file, shock_count of them; of the options */
    gvc_idx shock_count;
    gvc_shock *spelt_shocks; /* the same with groups that are built in spelt out, and their lists */
    gvc_list *spelt_lists;
    gvc_idx spelt_count;
    gvc_table *replay_table;
    gvc_list files; /* arguments that are no options */
    gvc_list given; /* the options as they came, each "--name" or "--name=value" */
} gvc_settings;

typedef enum gvc_option_kind {
    GVC_OPTION_FLAG,    /* bool */
    GVC_OPTION_COUNT,   /* int, how often it was given */
    GVC_OPTION_TEXT,    /* const char * */
    GVC_OPTION_FILE,    /* const char *, a path */
    GVC_OPTION_CHOICE,  /* const char *, one of `choices`; the first where none was made */
    GVC_OPTION_WORD,    /* const char *, one of `choices`; NULL where none was made */
    GVC_OPTION_NUMBER,  /* double above 0, 0 = not given */
    GVC_OPTION_INTEGER, /* int, 0 = not given */
    GVC_OPTION_YEAR,    /* int, 0 = not given */
    GVC_OPTION_SIZE,    /* gvc_size */
    GVC_OPTION_AMOUNT,  /* gvc_amount */
    GVC_OPTION_LIST,    /* gvc_list, comma-separated, adds up */
    GVC_OPTION_FILES,   /* gvc_list of paths or names, comma-separated, adds up */
    GVC_OPTION_GROUP,   /* gvc_groups, NAME=A,B,..., or the NAME of a group that is built in */
    GVC_OPTION_HELP,    /* -h short, --help long */
} gvc_option_kind;

/* The i-th value allowed, the default first, NULL past the end. set: the choices made so far; NULL:
 * whatever they are. */
typedef const char *gvc_choices(const gvc_settings *set, size_t i);

typedef struct gvc_option {
    const char *name;
    char letter; /* 0 = none */
    gvc_option_kind kind;
    bool noise;           /* changes no number: not recorded with a result */
    size_t where;         /* offset in gvc_settings */
    const char *argument; /* "FILE"; NULL for flags */
    gvc_choices *choices; /* GVC_OPTION_CHOICE and _WORD: the values allowed */
    const char *help;     /* one sentence, no full stop; NULL: in no list */
} gvc_option;

/* Options that several commands share. */
extern const gvc_option gvc_option_output, gvc_option_format, gvc_option_exporter,
    gvc_option_importer, gvc_option_sector, gvc_option_origin, gvc_option_origin_sector,
    gvc_option_satellite, gvc_option_account, gvc_option_missing, gvc_option_absorber,
    gvc_option_country, gvc_option_partner, gvc_option_sector_groups, gvc_option_solver,
    gvc_option_group, gvc_option_groups, gvc_option_terms, gvc_option_sort, gvc_option_top,
    gvc_option_share, gvc_option_year, gvc_option_years, gvc_option_va, gvc_option_output_total,
    gvc_option_drop_fd, gvc_option_threads, gvc_option_memory, gvc_option_reproducible,
    gvc_option_tidy, gvc_option_keep_zeros, gvc_option_member, gvc_option_table_output,
    gvc_option_strict, gvc_option_quiet, gvc_option_verbose, gvc_option_progress, gvc_option_color,
    gvc_option_help;

/* Parts that lists of options share: rows to keep by their keys; noise and help, which end a list.
 */
#define GVC_KEY_OPTIONS                                                                            \
    &gvc_option_exporter, &gvc_option_importer, &gvc_option_sector, &gvc_option_origin,            \
        &gvc_option_origin_sector, &gvc_option_absorber, &gvc_option_country, &gvc_option_partner
#define GVC_NOISE_OPTIONS                                                                          \
    &gvc_option_quiet, &gvc_option_verbose, &gvc_option_progress, &gvc_option_color,               \
        &gvc_option_help, NULL

typedef enum gvc_parsed {
    GVC_PARSED,
    GVC_PARSED_SHORT_HELP,
    GVC_PARSED_LONG_HELP,
    GVC_PARSED_WRONG,
    GVC_PARSED_NOMEM,
} gvc_parsed;

/* Reads argv[1] ... by the records in `options` (NULL-ended). On GVC_PARSED_WRONG *error is the
 * reason. *line becomes the command line with options in full and paths cut to base names. Both are
 * yours (free). */
gvc_parsed gvc_cli_parse(gvc_settings *set, const gvc_option *const *options, int argc, char **argv,
                         char **line, char **error);
void gvc_cli_settings_free(gvc_settings *set);

/* value.c: stores `text` as the value of the option; on GVC_PARSED_WRONG *error is the reason. */
gvc_parsed gvc_cli_store(gvc_settings *set, const gvc_option *o, const char *text, char **error);
/* Once all options are stored: are the choices among those allowed? The default where none was
 * made. In the order of the options: what one allows may hang on an earlier one. */
gvc_parsed gvc_cli_choose(gvc_settings *set, const gvc_option *const *options, char **error);

/* choices.c: what the registered methods of `gvc decompose` offer; levels, perspectives and
 * approaches of the method that was chosen and of its family. */
gvc_choices gvc_cli_methods, gvc_cli_levels, gvc_cli_perspectives, gvc_cli_approaches;
/* The i-th level (or perspective, approach) of the method of that name; NULL past the end. */
const char *gvc_cli_level_of(const char *method, size_t i);
const char *gvc_cli_perspective_of(const char *method, size_t i);
const char *gvc_cli_approach_of(const char *method, size_t i);
/* "auto", then the solvers of I - A. */
gvc_choices gvc_cli_solvers;

/* Options that keep rows: the labels of which key, and what they are. */
typedef struct gvc_filter {
    const char *key; /* "exporter": of the dimension and of the option */
    size_t where;    /* offset of the gvc_list in gvc_settings */
    gvc_axis axis;   /* GVC_COUNTRY or GVC_SECTOR */
} gvc_filter;
extern const gvc_filter gvc_cli_filters[];        /* ends with a record whose key is NULL */
bool gvc_cli_has_filter(const gvc_settings *set); /* is any of them given? */
const gvc_list *gvc_cli_filter_list(const gvc_settings *set, const gvc_filter *filter);

/* list.c */
bool gvc_cli_list_add(gvc_list *l, const char *text, size_t length); /* false: out of memory */
void gvc_cli_list_free(gvc_list *l);
bool gvc_cli_list_has(const gvc_list *l, const char *text);
/* Splits at commas and drops blanks around. */
gvc_parsed gvc_cli_list_split(gvc_list *l, const char *name, const char *text, char **error);
/* The members of the group `name`, made if new; NULL: out of memory. */
gvc_list *gvc_cli_group(gvc_groups *g, const char *name, size_t length);
void gvc_cli_groups_free(gvc_groups *g);
char *gvc_cli_format(const char *format, ...) GVC_PRINTF(1, 2); /* NULL: out of memory */
char *gvc_cli_vformat(const char *format, va_list args) GVC_PRINTF(1, 0);
/* Adds to a text of this size, of which *used are taken; what does not fit is cut off. */
void gvc_cli_add(char *text, size_t size, size_t *used, const char *format, ...) GVC_PRINTF(4, 5);
/* Length of NAME in the column "NAME_sh", 0 for anything else. */
size_t gvc_cli_share_of(const char *term);
/* error of a parsing function: takes the text. */
gvc_parsed gvc_cli_refuse(char **error, char *text);
const char *gvc_cli_base(const char *path); /* after the last slash */

/* json.c: every option of the command with its value, as one JSON object; NULL: out of memory. */
char *gvc_cli_options_json(const gvc_settings *set, const gvc_option *const *options);

#endif
