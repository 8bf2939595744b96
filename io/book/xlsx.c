/* xlsx.c - sheets of an .xlsx workbook (ECMA-376, part 1, 18.2 and 18.3): their names, their cells
 *
 * A sheet is scanned, and parsed by expat where the scanner is not sure (xlsx_scan.c); nothing is
 * allocated for a cell. Formulas are passed over, the results that were stored with them are read.
 */
#include "book/state.h"
#include "book/xlsx_cell.h"
#include "book/xml.h"

/* ---- names of the sheets --------------------------------------------------------------------- */
typedef struct naming {
    gvc_xml x; /* first */
    gvc_book *book;
    const gvc_relations *relations;
} naming;

/* The id of the relation: an attribute "id" of another prefix, r:id as a rule. */
static const char *relation_id(const char **attributes)
{
    for (; *attributes != NULL; attributes += 2) {
        const char *colon = strchr(*attributes, ':');
        if (colon != NULL && strcmp(colon, ":id") == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

static void XMLCALL start_sheet(void *user, const char *name, const char **attributes)
{
    naming *n = user;
    if (!gvc_xml_enter(&n->x, name) || strcmp(gvc_xml_local(&n->x, name), "sheet") != 0) {
        return;
    }
    const char *sheet = gvc_xml_attribute(attributes, "name"), *id = relation_id(attributes);
    const gvc_relation *to = id == NULL ? NULL : gvc_relations_find(n->relations, id);
    if (sheet != NULL && to != NULL && to->sheet) {
        gvc_status status = gvc_book_add_sheet(n->x.ctx, n->book, sheet, to->path);
        if (status != GVC_OK) {
            gvc_xml_stop(&n->x, status);
        }
    }
}

static void XMLCALL end_sheet(void *user, const char *name)
{
    (void)name;
    gvc_xml_leave(&((naming *)user)->x);
}

gvc_status gvc_xlsx_sheets(gvc_ctx *ctx, gvc_book *book, gvc_idx part,
                           const gvc_relations *relations)
{
    naming n = {.book = book, .relations = relations};
    return gvc_xml_run(ctx, &n.x, book->zip, part, start_sheet, end_sheet, NULL);
}

/* ---- cells ----------------------------------------------------------------------------------- */
typedef enum level { OUTSIDE, DATA, ROW, CELL, VALUE, INLINE, RUN, TEXT } level;

typedef struct reading {
    gvc_xml x; /* first */
    gvc_xlsx_cell cell;
    level level;
    level text_in; /* what a text belongs to: INLINE or RUN */
    int skip;      /* depth within an element that is passed over */
    char *value;   /* GVC_BOOK_TEXT + 1 */
    size_t length;
} reading;

static void check(reading *r, gvc_status status)
{
    if (status != GVC_OK || r->cell.cells->stop) {
        gvc_xml_stop(&r->x, status);
    }
}

static size_t length_of(const char *text)
{
    return text == NULL ? 0 : strlen(text);
}

static void begin_row(reading *r, const char **attributes)
{
    const char *number = gvc_xml_attribute(attributes, "r");
    r->level = ROW;
    check(r, gvc_xlsx_begin_row(&r->cell, number, length_of(number)));
}

static void begin_cell(reading *r, const char **attributes)
{
    const char *reference = gvc_xml_attribute(attributes, "r");
    const char *type = gvc_xml_attribute(attributes, "t");
    r->level = CELL;
    r->length = 0;
    r->cell.type = gvc_xlsx_type(type, length_of(type));
    check(r, gvc_xlsx_begin_cell(&r->cell, reference, length_of(reference)));
}

static void begin_in_cell(reading *r, const char *local)
{
    if (strcmp(local, "v") == 0) {
        r->level = VALUE;
        r->length = 0;
    } else if (strcmp(local, "is") == 0) {
        r->level = INLINE;
        r->length = 0;
    } else {
        r->skip = 1;
    }
}

static void begin_in_text(reading *r, const char *local)
{
    if (strcmp(local, "t") == 0) {
        r->text_in = r->level;
        r->level = TEXT;
    } else if (r->level == INLINE && strcmp(local, "r") == 0) {
        r->level = RUN;
    } else {
        r->skip = 1;
    }
}

static void XMLCALL start_cell(void *user, const char *name, const char **attributes)
{
    reading *r = user;
    if (!gvc_xml_enter(&r->x, name)) {
        return;
    }
    if (r->skip > 0) {
        r->skip++;
        return;
    }
    const char *local = gvc_xml_local(&r->x, name);
    switch (r->level) {
    case OUTSIDE:
        r->level = strcmp(local, "sheetData") == 0 ? DATA : OUTSIDE;
        break;
    case DATA:
        if (strcmp(local, "row") == 0) {
            begin_row(r, attributes);
        } else {
            r->skip = 1;
        }
        break;
    case ROW:
        if (strcmp(local, "c") == 0) {
            begin_cell(r, attributes);
        } else {
            r->skip = 1;
        }
        break;
    case CELL:
        begin_in_cell(r, local);
        break;
    case INLINE:
    case RUN:
        begin_in_text(r, local);
        break;
    default:
        r->skip = 1;
    }
}

static void XMLCALL end_cell(void *user, const char *name)
{
    static const level above[] = {[DATA] = OUTSIDE, [ROW] = DATA,    [CELL] = ROW,
                                  [VALUE] = CELL,   [INLINE] = CELL, [RUN] = INLINE};
    reading *r = user;
    gvc_xml_leave(&r->x);
    (void)name;
    if (r->skip > 0) {
        r->skip--;
        return;
    }
    if (r->level == CELL && !r->x.stopped) {
        r->value[r->length] = '\0';
        check(r, gvc_xlsx_hand_on(&r->cell, r->value, r->length));
    }
    if (r->level == ROW && !r->x.stopped) {
        check(r, gvc_xlsx_end_row(&r->cell));
    }
    if (r->level == DATA && !r->x.stopped) {
        r->x.drain = true;
        gvc_xml_stop(&r->x, GVC_OK); /* nothing behind the cells is wanted */
    }
    r->level = r->level == TEXT ? r->text_in : above[r->level];
}

static void XMLCALL text(void *user, const char *chars, int length)
{
    reading *r = user;
    if ((r->level != VALUE && r->level != TEXT) || r->skip > 0) {
        return;
    }
    if ((size_t)length > GVC_BOOK_TEXT - r->length) {
        check(r, gvc_cells_fail(r->cell.cells, "holds a text longer than any cell can"));
        return;
    }
    memcpy(r->value + r->length, chars, (size_t)length);
    r->length += (size_t)length;
}

static gvc_status parse(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part)
{
    reading r = {.cell = {.cells = cells}, .value = gvc_malloc(GVC_BOOK_TEXT + 1, 1)};
    if (r.value == NULL) {
        return gvc_fail_memory(ctx, GVC_BOOK_TEXT, "reading a workbook");
    }
    gvc_status status = gvc_xml_run(ctx, &r.x, cells->book->zip, part, start_cell, end_cell, text);
    gvc_release(r.value);
    return status;
}

gvc_status gvc_xlsx_read(gvc_ctx *ctx, gvc_cells *cells, gvc_idx part)
{
    bool sure = true;
    gvc_status status = gvc_xlsx_scan(ctx, cells, part, &sure);
    if (status != GVC_OK || sure) {
        return status;
    }
    gvc_cells_again(cells);
    return parse(ctx, cells, part);
}
