/* embed.c - writes a file as a C array of texts
 *
 * embed NAME FILE.csv OUT.h: rows without the header, as NAME[NAME_ROWS][NAME_COLUMNS]; the columns
 * by their names in the header, NAME_ISO3 and so on. Fields are plain or in quotes with doubled
 * quotes, a record is a line.
 * embed NAME FILE.txt OUT.c: the lines, NULL after the last, as the array NAME. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_COLUMNS = 32, LONGEST = 8192 };

static int refuse(const char *path, int line, const char *what)
{
    fprintf(stderr, "embed: %s:%d: %s\n", path, line, what);
    return -1;
}

/* Splits a line in place; the number of fields, -1 where quotes do not fit or fields are many. */
static int split(char *line, char *fields[MOST_COLUMNS])
{
    int count = 0;
    for (char *in = line;; in++) {
        if (count == MOST_COLUMNS) {
            return -1;
        }
        char *out = in;
        fields[count++] = in;
        if (*in == '"') {
            for (in++; *in != '\0' && (*in != '"' || in[1] == '"'); in++) {
                in += *in == '"';
                *out++ = *in;
            }
            if (*in++ != '"') {
                return -1;
            }
        } else {
            while (*in != '\0' && *in != ',') {
                *out++ = *in++;
            }
        }
        char end = *in;
        if (end != '\0' && end != ',') {
            return -1;
        }
        *out = '\0';
        if (end == '\0') {
            return count;
        }
    }
}

static void put_text(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            fputc('\\', out);
        }
        fputc(*text, out);
    }
    fputc('"', out);
}

static void put_name(FILE *out, const char *name, const char *column)
{
    for (const char *c = name; *c != '\0'; c++) {
        fputc(toupper((unsigned char)*c), out);
    }
    fputc('_', out);
    for (const char *c = column; *c != '\0'; c++) {
        fputc(isalnum((unsigned char)*c) ? toupper((unsigned char)*c) : '_', out);
    }
}

static void put_row(FILE *out, char **fields, int count)
{
    fputs("    {", out);
    for (int k = 0; k < count; k++) {
        fputs(k == 0 ? "" : ", ", out);
        put_text(out, fields[k]);
    }
    fputs("},\n", out);
}

static void put_enum(FILE *out, const char *name, char **fields, int columns)
{
    fputs("enum { ", out);
    for (int k = 0; k < columns; k++) {
        put_name(out, name, fields[k]);
        fputs(", ", out);
    }
    put_name(out, name, "columns");
    fputs(" };\nstatic const char *const ", out);
    fprintf(out, "%s[][", name);
    put_name(out, name, "columns");
    fputs("] = {\n", out);
}

static int convert(const char *name, const char *path, FILE *in, FILE *out)
{
    static char line[LONGEST];
    char *fields[MOST_COLUMNS];
    int columns = 0, rows = 0;
    while (fgets(line, sizeof line, in) != NULL) {
        size_t length = strcspn(line, "\r\n");
        if (line[length] == '\0') {
            return refuse(path, rows + 1, "the line is too long or has no end");
        }
        line[length] = '\0';
        int count = split(line, fields);
        if (count < 0 || (rows > 0 && count != columns)) {
            return refuse(path, rows + 1, "other fields than the header");
        }
        if (rows++ == 0) {
            columns = count;
            put_enum(out, name, fields, columns);
        } else {
            put_row(out, fields, count);
        }
    }
    if (rows < 2) {
        return refuse(path, rows, "no rows");
    }
    fputs("};\nenum { ", out);
    put_name(out, name, "rows");
    fprintf(out, " = %d };\n", rows - 1);
    return 0;
}

static int copy_lines(const char *name, const char *path, FILE *in, FILE *out)
{
    static char line[LONGEST];
    int lines = 0;
    fprintf(out, "extern const char *const %s[];\nconst char *const %s[] = {\n", name, name);
    while (fgets(line, sizeof line, in) != NULL) {
        size_t length = strcspn(line, "\r\n");
        lines++;
        if (line[length] == '\0') {
            return refuse(path, lines, "the line is too long or has no end");
        }
        line[length] = '\0';
        fputs("    ", out);
        put_text(out, line);
        fputs(",\n", out);
    }
    fputs("    0,\n};\n", out);
    return lines == 0 ? refuse(path, lines, "no lines") : 0;
}

static int embed(const char *name, const char *path, FILE *in, FILE *out)
{
    size_t length = strlen(path);
    bool text = length > 4 && strcmp(path + length - 4, ".txt") == 0;
    return text ? copy_lines(name, path, in, out) : convert(name, path, in, out);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: embed NAME FILE.csv OUT.h\n"
                        "       embed NAME FILE.txt OUT.c\n");
        return EXIT_FAILURE;
    }
    FILE *in = fopen(argv[2], "r"), *out = in == NULL ? NULL : fopen(argv[3], "w");
    int status = out == NULL ? refuse(argv[in == NULL ? 2 : 3], 0, "cannot be opened")
                             : embed(argv[1], argv[2], in, out);
    if (out != NULL && fclose(out) != 0) {
        status = refuse(argv[3], 0, "cannot be written");
    }
    if (in != NULL) {
        fclose(in);
    }
    return status == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
