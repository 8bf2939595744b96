/* gvc/scenario.h - one shock of a scenario: who is hit, and by how much
 *
 * Dietzenbacher, van Burken and Kondo (2019), Hypothetical extractions from a global perspective,
 * Economic Systems Research 31(4); Miller and Blair (2022), Input-Output Analysis, 3rd edition;
 * each kind names its own papers (gvc_method_info.reference).
 *
 * Which of the lists mean something depends on the kind of scenario, and what it does not know is
 * refused by name:
 * demand: `buyer` or, where that is not said, `country` buys; `from` and `sector` make it.
 * extract: industries (`country`, `sector`) as a whole, or deliveries of `from`, `sector` to `to`.
 * source: purchases of `buyer` from `from`, `sector` that `to` delivers instead. tariff: `to`
 * levies it on `from`, `sector`. carbon: `to` levies it at its border. Others: `country`, `sector`.
 */
#ifndef GVC_SCENARIO_H
#define GVC_SCENARIO_H

#include <gvc/export.h>
#include <stdbool.h>

/* Lists end with NULL and hold countries or groups (sector: sectors or industries, "KOR_c14");
 * NULL: not said, which is all. Borrowed. */
typedef struct gvc_shock {
    const char *name; /* of the shock, for its column; NULL = by its number */
    const char *const *country, *const *sector;
    const char *const *from, *const *to, *const *buyer; /* to: "home" = the buyer's own country */
    /* 0.5 = 50 % of what is there; an amount where `absolute`, a price per unit of the account in a
     * carbon scenario; NaN = not said. */
    double by;
    bool absolute; /* in units of the table, spread over what is hit in proportion to its size */
    bool equal;    /* source: new suppliers get equal parts, not those of their sales so far */
    const char *where; /* "shocks.csv:3", for messages about it; NULL = options say it */
    /* What the file calls the size: "by", "rate", "price"; NULL = whatever the kind calls it. */
    const char *size_key;
} gvc_shock;

#endif
