/* exposure_flows.c - who buys value added and gross exports, country by country */
#include "methods/exposure.h"

void gvc_exposure_value(const gvc_model *m, gvc_idx s, double *to)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        const double *by = gvc_row(&m->by, r);
        to[r] = 0;
        for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
            to[r] += m->v[i] * gvc_entry(by, i);
        }
    }
}

void gvc_exposure_absorbed(const gvc_model *m, gvc_idx s, double *to)
{
    const double *by = gvc_row(&m->by, s);
    for (gvc_idx r = 0; r < m->blocks; r++) {
        to[r] = 0;
        for (gvc_idx i = m->offset[r]; i < m->offset[r + 1]; i++) {
            to[r] += m->v[i] * gvc_entry(by, i);
        }
    }
}

void gvc_exposure_gross(const gvc_model *m, gvc_idx s, double *to)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        to[r] = 0;
    }
    for (gvc_idx i = m->offset[s]; i < m->offset[s + 1]; i++) {
        const double *e = gvc_row(&m->e, i);
        for (gvc_idx r = 0; r < m->blocks; r++) {
            to[r] += e[r];
        }
    }
}

void gvc_exposure_bought(const gvc_model *m, gvc_idx s, double *to)
{
    for (gvc_idx r = 0; r < m->blocks; r++) {
        to[r] = 0;
        for (gvc_idx i = m->offset[r]; i < m->offset[r + 1]; i++) {
            to[r] += gvc_row(&m->e, i)[s];
        }
    }
}

gvc_status gvc_exposure_in_exports(gvc_ctx *ctx, const gvc_model *m, const double *s, double **out)
{
    *out = gvc_calloc((size_t)m->n, sizeof **out);
    if (*out == NULL) {
        return gvc_fail_memory(ctx, (size_t)m->n * sizeof **out, "value added in exports");
    }
    gvc_dense from = {m->e_total, 1, m->n, m->n}, to = {*out, 1, m->n, m->n};
    gvc_local_right(m->local, &from, &to);
    for (gvc_idx i = 0; i < m->n; i++) {
        (*out)[i] *= s == NULL ? m->v[i] : s[i];
    }
    return GVC_OK;
}

/* ---- below 0 -----------------------------------------------------------------------------------
 */

static void count(double flow, gvc_idx *cells, double *sum)
{
    *cells += flow < 0;
    *sum += flow < 0 ? flow : 0;
}

/* One cell at a time: no scratch. */
void gvc_exposure_count_negatives(const gvc_model *m, gvc_exposure_negatives *out)
{
    *out = (gvc_exposure_negatives){0};
    for (gvc_idx s = 0; s < m->blocks; s++) {
        for (gvc_idx r = 0; r < m->blocks; r++) {
            double value = 0, gross = 0;
            for (gvc_idx i = m->offset[s]; i < m->offset[s + 1] && r != s; i++) {
                value += m->v[i] * gvc_entry(gvc_row(&m->by, r), i);
                gross += gvc_row(&m->e, i)[r];
            }
            count(value, &out->value, &out->value_sum);
            count(gross, &out->gross, &out->gross_sum);
        }
    }
}

bool gvc_exposure_tell_negatives(const gvc_exposure_negatives *n, gvc_attributes *to)
{
    gvc_text line = {0};
    if (n->value == 0 && n->gross == 0) {
        return true;
    }
    gvc_text_addf(&line, "below 0, set to 0 in shares: %lld flows of value added (",
                  (long long)n->value);
    gvc_text_add_number(&line, n->value_sum, 4);
    gvc_text_addf(&line, "), %lld of gross exports (", (long long)n->gross);
    gvc_text_add_number(&line, n->gross_sum, 4);
    gvc_text_addf(&line, ")");
    bool done = !line.failed &&
                gvc_attributes_set_integer(to, "negative_value_added", (int32_t)n->value) &&
                gvc_attributes_set_integer(to, "negative_gross", (int32_t)n->gross) &&
                gvc_attributes_add_line(to, "notes", line.chars);
    gvc_text_free(&line);
    return done;
}
