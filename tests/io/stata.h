/* stata.h - Stata files that tests write, through ReadStat */
#ifndef GVC_TESTS_STATA_H
#define GVC_TESTS_STATA_H

#include <criterion/criterion.h>
#include <readstat.h>
#include <stdio.h>

static inline ssize_t stata_bytes(const void *bytes, size_t count, void *file)
{
    return (ssize_t)fwrite(bytes, 1, count, file);
}

typedef struct stata {
    readstat_writer_t *writer;
    FILE *file;
} stata;

static inline stata stata_open(const char *name, int version)
{
    stata s = {readstat_writer_init(), fopen(name, "wb")};
    cr_assert(s.writer != NULL && s.file != NULL);
    readstat_set_data_writer(s.writer, stata_bytes);
    readstat_writer_set_file_format_version(s.writer, (uint8_t)version);
    return s;
}

/* Variables first; text: of this many bytes, else numbers. */
static inline void stata_variable(const stata *s, const char *name, readstat_type_t type,
                                  size_t width)
{
    cr_assert(readstat_add_variable(s->writer, name, type, width) != NULL);
}

static inline void stata_begin(const stata *s, int rows)
{
    cr_assert(readstat_begin_writing_dta(s->writer, s->file, rows) == READSTAT_OK);
}

static inline void stata_row(const stata *s)
{
    cr_assert(readstat_begin_row(s->writer) == READSTAT_OK);
}

static inline void stata_text(const stata *s, int variable, const char *text)
{
    cr_assert(readstat_insert_string_value(s->writer, readstat_get_variable(s->writer, variable),
                                           text) == READSTAT_OK);
}

static inline void stata_number(const stata *s, int variable, double value)
{
    readstat_variable_t *v = readstat_get_variable(s->writer, variable);
    readstat_error_t error = readstat_variable_get_type(v) == READSTAT_TYPE_INT32
                                 ? readstat_insert_int32_value(s->writer, v, (int32_t)value)
                             : readstat_variable_get_type(v) == READSTAT_TYPE_FLOAT
                                 ? readstat_insert_float_value(s->writer, v, (float)value)
                                 : readstat_insert_double_value(s->writer, v, value);
    cr_assert(error == READSTAT_OK, "%s", readstat_error_message(error));
}

static inline void stata_missing(const stata *s, int variable)
{
    cr_assert(readstat_insert_missing_value(
                  s->writer, readstat_get_variable(s->writer, variable)) == READSTAT_OK);
}

static inline void stata_end_row(const stata *s)
{
    cr_assert(readstat_end_row(s->writer) == READSTAT_OK);
}

static inline void stata_close(stata *s)
{
    cr_assert(readstat_end_writing(s->writer) == READSTAT_OK);
    readstat_writer_free(s->writer);
    cr_assert(fclose(s->file) == 0);
}

#endif
