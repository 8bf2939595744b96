/* table.c - reading a sealed table: counts, labels, matrices, attributes */
#include "table/table.h"

static const gvc_table_axis *axis_of(const gvc_table *t, gvc_axis axis, gvc_idx i)
{
    return (unsigned)axis < GVC_AXES && i >= 0 && i < gvc_table_count(t, axis) ? &t->axes[axis]
                                                                               : NULL;
}

gvc_idx gvc_table_count(const gvc_table *t, gvc_axis axis)
{
    return (unsigned)axis < GVC_AXES ? gvc_labels_count(t->axes[axis].labels) : 0;
}

const char *gvc_table_label(const gvc_table *t, gvc_axis axis, gvc_idx i)
{
    const gvc_table_axis *a = axis_of(t, axis, i);
    return a == NULL ? NULL : gvc_labels_get(a->labels, i);
}

const char *gvc_table_name(const gvc_table *t, gvc_axis axis, gvc_idx i)
{
    const gvc_table_axis *a = axis_of(t, axis, i);
    return a == NULL ? NULL : a->names[i];
}

gvc_idx gvc_table_find(const gvc_table *t, gvc_axis axis, const char *label)
{
    if ((unsigned)axis >= GVC_AXES || label == NULL) {
        return -1;
    }
    return gvc_labels_find(t->axes[axis].labels, label);
}

gvc_idx gvc_table_country_of(const gvc_table *t, gvc_axis axis, gvc_idx i)
{
    const gvc_table_axis *a = axis_of(t, axis, i);
    return a == NULL ? -1 : a->country[i];
}

gvc_idx gvc_table_sector_of(const gvc_table *t, gvc_idx industry)
{
    const gvc_table_axis *a = axis_of(t, GVC_INDUSTRY, industry);
    return a == NULL ? -1 : a->kind[industry];
}

gvc_idx gvc_table_category_of(const gvc_table *t, gvc_idx final_use)
{
    const gvc_table_axis *a = axis_of(t, GVC_FINAL_USE, final_use);
    return a == NULL ? -1 : a->kind[final_use];
}

gvc_role gvc_table_role(const gvc_table *t, gvc_idx value_added)
{
    const gvc_table_axis *a = axis_of(t, GVC_VALUE_ADDED, value_added);
    return a == NULL || a->kind[value_added] < 0 ? GVC_ROLE_VALUE_ADDED
                                                 : (gvc_role)a->kind[value_added];
}

const char *gvc_role_name(gvc_role role)
{
    static const char *const names[GVC_ROLES] = {
        [GVC_ROLE_VALUE_ADDED] = "value added",
        [GVC_ROLE_TAX] = "taxes on products",
        [GVC_ROLE_ADJUSTMENT] = "adjustment",
    };
    return (unsigned)role < GVC_ROLES ? names[role] : NULL;
}

int gvc_table_year(const gvc_table *t)
{
    return t->year;
}

const char *gvc_table_text(const gvc_table *t, const char *name)
{
    return gvc_attributes_text(&t->attributes, name);
}

const gvc_attribute *gvc_table_attribute(const gvc_table *t, gvc_idx i)
{
    return i >= 0 && i < t->attributes.count ? &t->attributes.items[i] : NULL;
}

const gvc_attribute *gvc_table_find_attribute(const gvc_table *t, const char *name)
{
    return gvc_attributes_find(&t->attributes, name);
}

static const gvc_dense *present(const gvc_dense *m)
{
    return m->data != NULL ? m : NULL;
}

const gvc_dense *gvc_table_z(const gvc_table *t)
{
    return present(&t->z);
}

const gvc_dense *gvc_table_y(const gvc_table *t)
{
    return present(&t->y);
}

const gvc_dense *gvc_table_v(const gvc_table *t)
{
    return present(&t->v);
}

const double *gvc_table_x(const gvc_table *t)
{
    return t->x;
}

const double *gvc_table_x_given(const gvc_table *t)
{
    return t->x_given;
}

bool gvc_table_has_primary(const gvc_table *t)
{
    return t->given_va;
}

bool gvc_table_has_given_va(const gvc_table *t)
{
    for (gvc_idx k = 0; t->given_va && k < gvc_table_count(t, GVC_VALUE_ADDED); k++) {
        if (gvc_table_role(t, k) == GVC_ROLE_VALUE_ADDED) {
            return true;
        }
    }
    return false;
}

const gvc_dense *gvc_table_e(const gvc_table *t)
{
    return t->e.rows > 0 ? present(&t->e) : NULL;
}

const gvc_dense *gvc_table_ey(const gvc_table *t)
{
    return t->ey.rows > 0 ? present(&t->ey) : NULL;
}

const gvc_dense *gvc_table_vy(const gvc_table *t)
{
    return t->vy.rows > 0 ? present(&t->vy) : NULL;
}

void gvc_table_free(gvc_table *t)
{
    if (t == NULL) {
        return;
    }
    for (int axis = 0; axis < GVC_AXES; axis++) {
        gvc_table_axis *a = &t->axes[axis];
        gvc_idx count = a->labels == NULL ? 0 : gvc_labels_count(a->labels);
        for (gvc_idx i = 0; i < count; i++) {
            gvc_release(a->names[i]);
        }
        gvc_release(a->names);
        gvc_release(a->country);
        gvc_release(a->kind);
        gvc_labels_free(a->labels);
    }
    gvc_attributes_free(&t->attributes);
    gvc_release(t->z.data);
    gvc_release(t->y.data);
    gvc_release(t->v.data);
    gvc_release(t->e.data);
    gvc_release(t->ey.data);
    gvc_release(t->vy.data);
    gvc_release(t->x);
    gvc_release(t->x_given);
    gvc_release(t);
}
