/* splits.h - countries that a table splits into territories: CN1, CN2 of CHN, MX1, MX2 of MEX
 *
 * Territories have industries and no final demand; their country has final demand and, beside
 * them, a block of industries that is all zero. By default a territory's industries are industries
 * of the country (notation.md, groups): nothing is lost and flows between them are domestic. */
#ifndef GVC_IO_SPLITS_H
#define GVC_IO_SPLITS_H

#include <gvc/io.h>

#include "base/base.h"

/* The country that industries labelled with `name` belong to: a known territory of a country that
 * is among `users` (countries with final demand) while the territory is not; else `name` itself. */
const char *gvc_split_country(const gvc_labels *users, const char *name, bool keep_splits);
/* Once the cells are there: takes out the blocks of countries that stand beside their territories
 * and are all zero, with a note; one that is not zero stays, with a warning note. `territories`:
 * names of those that were found. */
gvc_status gvc_splits_settle(gvc_ctx *ctx, gvc_builder *b, const gvc_labels *territories);

#endif
