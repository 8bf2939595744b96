/* rdata.h - what R saved: the objects of a .RData, .rda or .rds file, outlined, then streamed
 *
 * R writes the parts of an object before the attributes that explain them: the columns of a
 * data.frame before their names, the cells of an array before its dim and dimnames. So a file is
 * gone through twice: gvc_rdata_open outlines what there is and passes over long vectors of
 * numbers, gvc_rdata_stream hands their values over block by block. Neither holds more than
 * GVC_RDATA_MOST bytes, whatever lengths the file claims.
 *
 * Not librdata (Debian's is of 2021, and nobody maintains it): it does not unpack gzip, bzip2 or
 * xz, allocates the length that a vector claims before a byte of it is seen, and hands a vector
 * over whole, so that an array of all years would have to lie in memory beside the table. */
#ifndef GVC_IO_RDATA_H
#define GVC_IO_RDATA_H

#include "base/base.h"
#include "source.h"

typedef struct gvc_rdata gvc_rdata;

/* Bytes of an outline; of these for numbers; longest vector of numbers that is kept. */
enum { GVC_RDATA_MOST = 32 << 20, GVC_RDATA_NUMBERS = 8 << 20, GVC_RDATA_KEPT = 65536 };

typedef enum gvc_rtype {
    GVC_R_NULL,
    GVC_R_LOGICAL,
    GVC_R_INTEGER,
    GVC_R_REAL,
    GVC_R_TEXT,
    GVC_R_LIST,
    GVC_R_SYMBOL,
    GVC_R_OTHER
} gvc_rtype;

typedef struct gvc_rvalue gvc_rvalue;
struct gvc_rvalue {
    gvc_rtype type;
    gvc_idx length;
    double *values;         /* numbers that were kept, else NULL */
    double start, step;     /* of a sequence */
    bool sequence;          /* numbers that are not in the stream: start + i step */
    const char **texts;     /* of text, NULL where it was not kept; NA is NULL */
    gvc_rvalue **items;     /* of a list */
    const char **tags;      /* of a list that has its names within it, else NULL */
    const gvc_rvalue *list; /* that this is an item of, NULL where it is none */
    gvc_idx place;          /* in that list */
    gvc_rvalue *attributes; /* such a list, or NULL */
    const char *name;       /* of a symbol; of other things what they are: "a function" */
};

/* Does a file begin as R's save() and saveRDS() write? */
bool gvc_rdata_is(const unsigned char *head, size_t length);
/* Name of the first object that save() wrote, out of the first bytes; NULL where they do not tell.
 * Yours. */
char *gvc_rdata_first_name(const unsigned char *head, size_t length);

/* Goes through the whole stream. Errors do not name the file. *out is yours; the source is only
 * used during the call. */
gvc_status gvc_rdata_open(gvc_ctx *ctx, gvc_rdata **out, gvc_source *source);
void gvc_rdata_close(gvc_rdata *r); /* NULL is fine */

gvc_idx gvc_rdata_count(const gvc_rdata *r);
const char *gvc_rdata_name(const gvc_rdata *r, gvc_idx i); /* "" in an .rds */
const gvc_rvalue *gvc_rdata_object(const gvc_rdata *r, gvc_idx i);
/* "wiot, a data.frame of 2472 rows and 2690 columns (IndustryCode, ...); f, a function" */
void gvc_rdata_describe(const gvc_rdata *r, gvc_text *out);

bool gvc_rvalue_is_numbers(const gvc_rvalue *v); /* logical, integer or real; no factor */
/* NULL where there is none. */
const gvc_rvalue *gvc_rvalue_attribute(const gvc_rvalue *v, const char *name);
const gvc_rvalue *gvc_rvalue_item(const gvc_rvalue *v, const char *name); /* of a list */
const char *gvc_rvalue_item_name(const gvc_rvalue *v, gvc_idx i);         /* "" where none */
bool gvc_rvalue_has_class(const gvc_rvalue *v, const char *name);
/* Element i of a dimension's names; NULL where the array has none. */
const gvc_rvalue *gvc_rvalue_dimnames(const gvc_rvalue *v, gvc_idx dimension);
/* Extents: number of dimensions, 0 where the value is no array. At most `most` into extents. */
gvc_idx gvc_rvalue_extents(const gvc_rvalue *v, gvc_idx *extents, gvc_idx most);
/* Element i of text, a factor or numbers as text; NULL for NA and for what was not kept. Numbers
 * go through `room`. */
const char *gvc_rvalue_text(const gvc_rvalue *v, gvc_idx i, char room[32]);

/* Who gets numbers: `wants` is asked once for each vector (borrowed from the outline). Values come
 * in order, NA as gvc_r_is_na tells. Vectors come in any order. */
typedef struct gvc_rsink {
    bool (*wants)(const gvc_rvalue *v, void *user);
    gvc_status (*take)(gvc_ctx *ctx, const gvc_rvalue *v, gvc_idx first, const double *values,
                       gvc_idx count, void *user);
    void *user;
} gvc_rsink;

/* The source is the one that was outlined. */
gvc_status gvc_rdata_stream(gvc_ctx *ctx, const gvc_rdata *r, gvc_source *source,
                            const gvc_rsink *sink);
/* R's NA, which is a NaN of its own. */
bool gvc_r_is_na(double value);

#endif
