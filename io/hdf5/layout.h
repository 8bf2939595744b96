/* layout.h - every name of a group, dataset or attribute in our HDF5 files, and how cells are
 * stored */
#ifndef GVC_IO_HDF5_LAYOUT_H
#define GVC_IO_HDF5_LAYOUT_H

/* ---- numbers ----------------------------------------------------------------------------------
 */
/* Values in a chunk: 1 MiB of doubles, the default chunk cache of HDF5. */
#define GVC_H5_CHUNK_VALUES 131072
/* Least values in a chunk of a result that comes exporter by exporter: smaller chunks cost more in
 * the index than they are worth. One exporter with more is whole chunks. */
#define GVC_H5_CHUNK_LEAST 4096
/* Side of a chunk of an industry x use matrix: blocks of rows and of columns read alike. */
#define GVC_H5_CHUNK_SIDE 256
/* Below this many values a dataset is neither chunked nor compressed: it would only grow. */
#define GVC_H5_FILTER_VALUES 4096
/* Bytes that HDF5 converts at a time; it clears and touches all of its own 1 MiB for any text. */
#define GVC_H5_BUFFER 32768
/* Deflate levels: tables are written once and read often; results the other way round. */
#define GVC_H5_DEFLATE_TABLE 4
#define GVC_H5_DEFLATE_RESULT 1
#define GVC_H5_DEFLATE_TIDY 4
#define GVC_H5_LEVELS 5 /* all levels are below */
#define GVC_H5_TIDY_ROWS 16384
/* No view has more dimensions; a file that claims more is none of ours. */
#define GVC_H5_MAX_RANK 12
/* A stream of deflate cannot expand beyond this factor. */
#define GVC_H5_DEFLATE_LIMIT 1032
/* Largest chunk that a reader accepts, bytes: far above what we or h5repack write. */
#define GVC_H5_CHUNK_LIMIT ((size_t)256 << 20)
/* Of the layout (schema.c): readers take the first number from OLDEST on, and refuse a higher one.
 */
#define GVC_H5_SCHEMA_OLDEST 1
#define GVC_H5_SCHEMA_MAJOR 1
#define GVC_H5_SCHEMA_MINOR 0
#define GVC_H5_SCHEMA_VERSION "1.0"

/* ---- attributes of the root group -------------------------------------------------------------
 */
#define GVC_H5_CONVENTIONS "Conventions"
#define GVC_H5_CONVENTIONS_TEXT "CF-1.8"
#define GVC_H5_SCHEMA "gvc_schema"
#define GVC_H5_SCHEMA_TABLE "table"
#define GVC_H5_SCHEMA_RESULT "result"
#define GVC_H5_VERSION "gvc_schema_version"
#define GVC_H5_PROGRAM "gvc_version"
#define GVC_H5_DATE "date_created"
#define GVC_H5_YEAR "year"
#define GVC_H5_THREADS_USED "threads"
#define GVC_H5_HISTORY "history"
#define GVC_H5_COMMAND "command_line"
#define GVC_H5_PRICES "prices"
#define GVC_H5_OWN_CELL "own_cell"
#define GVC_H5_VIEW "view"
#define GVC_H5_REFERENCE_OF_METHOD "method_reference"

/* ---- attributes of a dataset ------------------------------------------------------------------
 */
#define GVC_H5_UNITS "units"
#define GVC_H5_LONG_NAME "long_name"
#define GVC_H5_FILL "_FillValue"
#define GVC_H5_COORDINATES "coordinates"
#define GVC_H5_CELL_METHODS "cell_methods"
#define GVC_H5_ORIGIN "origin"
#define GVC_H5_ORIGIN_GIVEN "given"
#define GVC_H5_ORIGIN_RESIDUAL "residual"
#define GVC_H5_FORMULA "formula"
#define GVC_H5_REFERENCE "reference"
#define GVC_H5_SUMS "sums"

/* ---- dimensions and datasets of a table -------------------------------------------------------
 */
#define GVC_H5_INDUSTRY "industry"
#define GVC_H5_USE "use"
#define GVC_H5_FINAL_USE "final_use"
#define GVC_H5_VALUE_ADDED "value_added"
#define GVC_H5_EXTENSION "extension"
#define GVC_H5_COUNTRY "country"
#define GVC_H5_SECTOR "sector"
#define GVC_H5_INDUSTRY_COUNTRY "industry_country"
#define GVC_H5_INDUSTRY_SECTOR "industry_sector"
#define GVC_H5_USE_COUNTRY "use_country"
#define GVC_H5_USE_SECTOR "use_sector"
#define GVC_H5_FINAL_USE_COUNTRY "final_use_country"
#define GVC_H5_FINAL_USE_CATEGORY "final_use_category"
#define GVC_H5_COUNTRY_NAME "country_name"
#define GVC_H5_SECTOR_NAME "sector_name"
#define GVC_H5_CATEGORY_NAME "final_use_category_name"
#define GVC_H5_VALUE_ADDED_NAME "value_added_name"
#define GVC_H5_VALUE_ADDED_ROLE "value_added_role"
#define GVC_H5_EXTENSION_UNITS "extension_units"
#define GVC_H5_Z "Z"
#define GVC_H5_Z_SPARSE "Z_indptr"
#define GVC_H5_Y "Y"
#define GVC_H5_V "V"
#define GVC_H5_X "x"
#define GVC_H5_X_GIVEN "x_given"
#define GVC_H5_E "E"
#define GVC_H5_EY "EY"
#define GVC_H5_VY "VY"

/* ---- datasets of a result ---------------------------------------------------------------------
 */
#define GVC_H5_PRESENT "present"
#define GVC_H5_DIMENSIONS "dimensions" /* attribute of it: names of its two */
#define GVC_H5_TIDY "tidy"

#endif
