/* options.c - defaults, words checked, and which measures one computation serves */
#include "methods/options.h"

#include <string.h>

#include "methods/registry.h"

/* "a, b, c" */
static void join(gvc_text *to, const char *const *words)
{
    for (const char *const *w = words; *w != NULL; w++) {
        gvc_text_addf(to, "%s%s", w == words ? "" : ", ", *w);
    }
}

gvc_status gvc_word(gvc_ctx *ctx, const char *method, const char *what, const char **word,
                    const char *const *offered)
{
    if (*word == NULL) {
        *word = offered[0];
        return GVC_OK;
    }
    for (const char *const *o = offered; *o != NULL; o++) {
        if (strcmp(*o, *word) == 0) {
            return GVC_OK;
        }
    }
    gvc_text all = {0};
    join(&all, offered);
    gvc_status s = gvc_fail(ctx, GVC_EARG, "method %s has no %s '%s'; it has %s", method, what,
                            *word, gvc_text_str(&all));
    gvc_text_free(&all);
    return s;
}

static bool among(const char *const *list, const char *name)
{
    for (; *list != NULL; list++) {
        if (strcmp(*list, name) == 0) {
            return true;
        }
    }
    return false;
}

bool gvc_wants(const gvc_measure_options *o, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (o->terms == NULL || among(o->terms, *names)) {
            return true;
        }
    }
    return false;
}

gvc_needs gvc_wanted_needs(const gvc_measure_options *o, const char *const *names,
                           const gvc_needs *needs, int count)
{
    gvc_needs all = 0;
    for (int k = 0; k < count; k++) {
        all |= o->terms == NULL || among(o->terms, names[k]) ? needs[k] : 0;
    }
    return all;
}

static gvc_status check_terms(gvc_ctx *ctx, const gvc_measurement *d)
{
    const gvc_variant *variant = d->layout.variant;
    for (const char *const *name = d->options.terms; name != NULL && *name != NULL; name++) {
        const gvc_term *term = variant->terms;
        while (term->name != NULL && strcmp(term->name, *name) != 0) {
            term++;
        }
        bool resid = gvc_measurement_resid(d) && strcmp(*name, "resid") == 0;
        if (term->name == NULL && !resid) {
            return gvc_fail(ctx, GVC_EUNKNOWN, "no term '%s' in %s, %s; gvc methods %s lists them",
                            *name, d->method->info.name, variant->name, d->method->info.name);
        }
    }
    return GVC_OK;
}

/* The method, and the words that every method may have. */
static gvc_status begin(gvc_ctx *ctx, const gvc_measure_options *given, gvc_measurement *d)
{
    static const gvc_measure_options defaults = GVC_MEASURE_OPTIONS_INIT;
    gvc_measure_options *o = &d->options;
    *d = (gvc_measurement){.options = given == NULL ? defaults : *given};
    if (o->version != GVC_MEASURE_OPTIONS_VERSION) {
        return gvc_fail(ctx, GVC_EARG, "options of version %d; this library knows version %d",
                        o->version, GVC_MEASURE_OPTIONS_VERSION);
    }
    o->from = o->from != NULL && *o->from == NULL ? NULL : o->from;
    o->to = o->to != NULL && *o->to == NULL ? NULL : o->to;
    o->with = o->with != NULL && *o->with == NULL ? NULL : o->with;
    o->rest = o->rest != NULL && *o->rest == NULL ? NULL : o->rest;
    o->method = o->method == NULL ? "bm" : o->method;
    d->method = gvc_method_chosen(o);
    if (d->method == NULL) {
        return gvc_fail(ctx, GVC_EUNKNOWN, "no method '%s'; gvc methods lists them", o->method);
    }
    if ((o->from != NULL || o->to != NULL) && !d->method->info.by_hand) {
        return gvc_fail(ctx, GVC_EARG,
                        "a perimeter by hand takes the place of method, perspective and detail; "
                        "leave these out, or the perimeter");
    }
    return GVC_OK;
}

static bool asks_search(const gvc_measure_options *o)
{
    return o->top != 0 || o->coverage != 0 || o->least_value != 0 || o->cut != NULL ||
           (o->through != NULL && *o->through != NULL);
}

/* Options that are no words, and have no meaning for the method. */
static gvc_status refuse_numbers(gvc_ctx *ctx, const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    unsigned knows = d->method->knows;
    const struct {
        const char *what;
        bool given;
        unsigned flag;
    } all[] = {
        {"a number of tiers", o->tiers != 0, GVC_KNOWS_TIERS},
        {"a least value", o->least != 0, GVC_KNOWS_LEAST},
        {"shares of industries", o->weight_count != 0, GVC_KNOWS_WEIGHTS},
        {"blocs", o->bloc_count != 0, GVC_KNOWS_BLOCS},
        {"further tables", o->other_count != 0, GVC_KNOWS_OTHERS},
        {"countries that are the rest of the world", o->rest != NULL, GVC_KNOWS_REST},
        {"a choice of countries", o->countries != NULL, GVC_KNOWS_COUNTRIES},
        {"a direct comparison", o->direct, GVC_KNOWS_DIRECT},
        {"shocks", o->shock_count != 0, GVC_KNOWS_SHOCKS},
        {"a rate of products", o->product_rate != 0, GVC_KNOWS_PRODUCT_RATE},
        {"periods", o->periods != 0 || o->resilience != 0, GVC_KNOWS_PERIODS},
        {"elasticities", o->elasticities != NULL, GVC_KNOWS_ELASTICITIES},
        {"deflators", o->deflator_count != 0, GVC_KNOWS_DEFLATORS},
        {"a search for paths", asks_search(o), GVC_KNOWS_SEARCH},
    };
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        if (all[k].given && (knows & all[k].flag) == 0) {
            return gvc_fail(ctx, GVC_EARG, "method %s does not take %s; leave it out",
                            d->method->info.name, all[k].what);
        }
    }
    return GVC_OK;
}

/* What the method does not know is refused rather than left without effect. */
static gvc_status refuse_unknown(gvc_ctx *ctx, const gvc_measurement *d)
{
    const gvc_measure_options *o = &d->options;
    const gvc_method_info *info = &d->method->info;
    unsigned knows = d->method->knows;
    const char *with = o->with == NULL ? NULL : o->with[0];
    const struct {
        const char *what, *word;
        bool known;
    } words[] = {{"level", o->level, info->levels != NULL},
                 {"perspective", o->perspective, info->perspectives != NULL},
                 {"approach", o->approach, info->approaches != NULL},
                 {"detail", o->detail, info->details != NULL},
                 {"flow", o->in, (knows & GVC_KNOWS_IN) != 0},
                 {"rows by origin or absorber", o->by, (knows & GVC_KNOWS_BY) != 0},
                 {"level of the origin", o->origin_level, (knows & GVC_KNOWS_ORIGIN_LEVEL) != 0},
                 {"columns", with, (knows & GVC_KNOWS_WITH) != 0},
                 {"category of final use", o->category, (knows & GVC_KNOWS_CATEGORY) != 0},
                 {"satellite", o->satellite, (knows & GVC_KNOWS_SATELLITE) != 0},
                 {"share", o->relative_to, (knows & GVC_KNOWS_RELATIVE) != 0},
                 {"product", o->product, (knows & GVC_KNOWS_PRODUCT) != 0}};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (words[k].word != NULL && !words[k].known) {
            return gvc_fail(ctx, GVC_EARG, "method %s has no %s to choose; leave out '%s'",
                            info->name, words[k].what, words[k].word);
        }
    }
    return refuse_numbers(ctx, d);
}

/* Sectors are grouped in rows: where there are none by sector, the groups would do nothing. */
static gvc_status check_sector_groups(gvc_ctx *ctx, const gvc_measurement *d)
{
    bool grouped = d->options.sector_group_count == 0;
    for (int k = 0; k < d->layout.count && !grouped; k++) {
        const gvc_layout_axis *axis = &d->layout.axes[k];
        grouped =
            !axis->summed && (axis->kind == GVC_AXIS_INDUSTRIES || axis->kind == GVC_AXIS_SECTORS);
    }
    return grouped ? GVC_OK
                   : gvc_fail(ctx, GVC_EARG,
                              "sector groups add up rows by sector, and this view has none; choose "
                              "a level with sectors, or leave out --sector-groups");
}

gvc_status gvc_measurement_complete(gvc_ctx *ctx, const gvc_measure_options *given,
                                    gvc_measurement *out)
{
    gvc_measurement d;
    gvc_status status = begin(ctx, given, &d);
    if (status == GVC_OK) {
        status = refuse_unknown(ctx, &d);
    }
    if (status == GVC_OK) {
        status = d.method->choose(ctx, &d.options, &d.layout);
    }
    if (status == GVC_OK) {
        status = check_sector_groups(ctx, &d);
    }
    if (status == GVC_OK) {
        status = check_terms(ctx, &d);
    }
    if (status == GVC_OK) {
        *out = d;
    } else {
        gvc_measurement_free(&d);
    }
    return status;
}

void gvc_measurement_free(gvc_measurement *d)
{
    gvc_release(d->layout.memory);
    d->layout.memory = NULL;
}

/* One of the method's own records, which stay for ever, or NULL: made for these options. */
static const gvc_variant *lasting(const gvc_measurement *d)
{
    for (const gvc_variant *v = d->method->info.variants; v->name != NULL; v++) {
        if (v == d->layout.variant) {
            return v;
        }
    }
    return NULL;
}

gvc_status gvc_measure_check(gvc_ctx *ctx, const gvc_measure_options *options,
                             gvc_measure_view *out)
{
    gvc_measurement d;
    gvc_status status = gvc_measurement_complete(ctx, options, &d);
    if (status != GVC_OK) {
        return status;
    }
    if (out != NULL) {
        *out = (gvc_measure_view){.level = d.options.level,
                                  .approach = d.options.approach,
                                  .method = &d.method->info,
                                  .variant = lasting(&d)};
        for (int k = 0; k < d.layout.count; k++) {
            if (!d.layout.axes[k].summed) {
                out->keys[out->count++] = d.layout.axes[k].name;
            }
        }
    }
    gvc_measurement_free(&d);
    return GVC_OK;
}

gvc_idx gvc_variant_size(const gvc_variant *variant)
{
    gvc_idx count = 0;
    while (variant->terms[count].name != NULL) {
        count++;
    }
    return count;
}

bool gvc_measurement_resid(const gvc_measurement *d)
{
    return d->layout.resid && d->options.va == GVC_VA_GIVEN;
}

gvc_idx gvc_measurement_slabs(const gvc_measurement *d)
{
    return gvc_variant_size(d->layout.variant) + d->layout.hidden +
           (gvc_measurement_resid(d) ? 1 : 0);
}

/* NULL and an empty list say the same. */
static bool same_list(const char *const *a, const char *const *b)
{
    for (; a != NULL && b != NULL && *a != NULL && *b != NULL; a++, b++) {
        if (strcmp(*a, *b) != 0) {
            return false;
        }
    }
    return (a == NULL || *a == NULL) && (b == NULL || *b == NULL);
}

static bool same_groups(const gvc_measure_options *a, const gvc_measure_options *b)
{
    bool same = a->group_count == b->group_count;
    for (gvc_idx g = 0; g < a->group_count && same; g++) {
        same = strcmp(a->groups[g].name, b->groups[g].name) == 0 &&
               same_list(a->groups[g].members, b->groups[g].members);
    }
    return same;
}

bool gvc_measurement_same_table(const gvc_measurement *a, const gvc_measurement *b)
{
    const gvc_measure_options *x = &a->options, *y = &b->options;
    return x->va == y->va && x->output == y->output && gvc_same(x->solver, y->solver) &&
           same_list(x->drop_fd, y->drop_fd) && same_groups(x, y);
}

static bool same_axes(const gvc_layout *a, const gvc_layout *b)
{
    bool same = a->count == b->count && a->whole == b->whole && a->variant == b->variant;
    for (int k = 0; k < a->count && same; k++) {
        same = a->axes[k].kind == b->axes[k].kind && gvc_same(a->axes[k].name, b->axes[k].name);
    }
    return same;
}

static bool same_search(const gvc_measure_options *a, const gvc_measure_options *b)
{
    return a->top == b->top && a->coverage == b->coverage && a->least_value == b->least_value &&
           gvc_same(a->cut, b->cut) && same_list(a->through, b->through);
}

bool gvc_measurement_alike(const gvc_measurement *a, const gvc_measurement *b)
{
    const gvc_measure_options *x = &a->options, *y = &b->options;
    return a->method == b->method && a->layout.memory == NULL && b->layout.memory == NULL &&
           same_axes(&a->layout, &b->layout) && gvc_same(x->perspective, y->perspective) &&
           gvc_same(x->approach, y->approach) && gvc_same(x->detail, y->detail) &&
           gvc_same(x->in, y->in) && gvc_same(x->by, y->by) &&
           gvc_same(x->origin_level, y->origin_level) && gvc_same(x->product, y->product) &&
           gvc_same(x->category, y->category) && same_list(x->from, y->from) &&
           same_list(x->to, y->to) && same_list(x->with, y->with) && x->tiers == y->tiers &&
           x->least == y->least && x->weights == y->weights && x->weight_count == y->weight_count &&
           gvc_same(x->satellite, y->satellite) && x->blocs == y->blocs &&
           x->bloc_count == y->bloc_count && x->others == y->others &&
           x->other_count == y->other_count && same_list(x->rest, y->rest) &&
           same_list(x->countries, y->countries) && x->direct == y->direct &&
           gvc_same(x->relative_to, y->relative_to) && x->shocks == y->shocks &&
           x->shock_count == y->shock_count && x->product_rate == y->product_rate &&
           x->periods == y->periods && x->resilience == y->resilience &&
           x->elasticities == y->elasticities && x->deflators == y->deflators &&
           x->deflator_count == y->deflator_count && same_search(x, y) &&
           gvc_measurement_same_table(a, b);
}
