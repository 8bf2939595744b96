# gvc_read.R - tables and results of gvc as data frames and labelled matrices.
#
# One file: source() it. Needs rhdf5 (Bioconductor) or hdf5r (CRAN), whichever is installed.
#
#     source("gvc_read.R")
#     df <- gvc_read_result("bilateral.h5")              # the rows of gvc's CSV, a row a cell
#     aggregate(cbind(gexp, dva) ~ exporter, df, sum)
#     gvc_units(df)["dva"]                               # "million USD, current prices"
#     t <- gvc_read_table("example.h5")
#     A <- sweep(t$Z, 2, t$x, "/")                       # coefficients: each column over its output
#
# Files hold dimensions in the order year, exporter, sector, importer and R sees them reversed; here
# they are as in the file, and rows and columns of matrices are as gvc writes them: rows sell.

# ---- results -------------------------------------------------------------------------------------

# A result as a data frame: the keys, in order, then a column a term. The rows are those of gvc's
# CSV, in its order: without the own country (importer = exporter), and without industries that the
# table does not have. NaN is a value that is not defined; year 0 is an unknown year.
#
# terms       only these columns, in this order
# where       only these labels of some keys, as list(exporter = c("UPG", "HQE")); nothing else is
#             read from the file
# factors     keys of text become factors with levels in the order of the file
# keep_zeros  FALSE leaves out rows in which every term is 0
# all_cells   TRUE keeps the cells that are no rows of the CSV: own country 0, absent NaN
# data.table  TRUE gives a data.table
#
# Every term has attributes units and long_name; attr(df, "gvc") is gvc_attributes(path), of the
# terms that were read.
gvc_read_result <- function(path, terms = NULL, where = NULL, factors = FALSE, keep_zeros = TRUE,
                            all_cells = FALSE, data.table = FALSE) {
    file <- gvc_open_(path, "result")
    on.exit(file$close())
    names <- gvc_choose_(path, "term", gvc_terms_(file), terms)
    about <- gvc_about_(file, names)
    dims <- file$scales
    labels <- lapply(setNames(dims, dims), file$read)
    places <- gvc_places_(path, labels, where)
    labels <- Map(function(known, at) known[at], labels, places)
    extent <- lengths(labels)
    kept <- array(TRUE, rev(extent))
    if (!all_cells) {
        kept <- kept & gvc_not_own_(about$own_cell, labels) & gvc_present_(file, dims, places)
    }
    kept <- which(kept)
    values <- lapply(setNames(names, names), function(n) gvc_values_(file, n, places)[kept])
    if (!all_cells && identical(about$rows, "defined")) {
        some <- Reduce(`|`, lapply(values, function(v) !is.na(v)))
        kept <- kept[some]
        values <- lapply(values, function(v) v[some])
    }
    if (!keep_zeros) {
        some <- Reduce(`|`, lapply(values, function(v) is.na(v) | v != 0))
        kept <- kept[some]
        values <- lapply(values, function(v) v[some])
    }
    keys <- gvc_keys_(labels, extent, kept, factors)
    gvc_frame_(c(keys, values), about, names, data.table)
}

# Results of several years, one below the other by year; ... as for gvc_read_result. The files must
# be results of the same kind: same columns, units and method, no year twice. A file that holds
# several years is welcome, also alone. Attributes that differ between files become vectors named by
# the paths.
gvc_panel <- function(paths, ..., data.table = FALSE) {
    if (length(paths) == 0) stop("gvc_panel: no files", call. = FALSE)
    frames <- lapply(paths, gvc_read_result, ...)
    first <- frames[[1]]
    seen <- list()
    for (i in seq_along(paths)) {
        gvc_same_kind_(paths[1], first, paths[i], frames[[i]])
        for (year in as.character(unique(frames[[i]]$year))) {
            if (!is.null(seen[[year]])) {
                stop("year ", year, " is in two files: ", seen[[year]], " and ", paths[i],
                     call. = FALSE)
            }
            seen[[year]] <- paths[i]
        }
    }
    columns <- lapply(setNames(names(first), names(first)), function(n) {
        parts <- lapply(frames, `[[`, n)
        if (!is.factor(parts[[1]])) return(unlist(lapply(parts, as.vector)))
        factor(unlist(lapply(parts, as.character)), unique(unlist(lapply(parts, levels))))
    })
    sorted <- order(columns$year) # keeps the order of rows within a year
    columns <- lapply(columns, `[`, sorted)
    about <- lapply(frames, attr, "gvc")
    gvc_frame_(columns, gvc_common_(paths, about), about[[1]]$columns$name, data.table)
}

# Units of the terms that are columns of the frame, by name.
gvc_units <- function(df) {
    units <- lapply(df, attr, "units")
    unlist(units[!vapply(units, is.null, NA)])
}

# What a table or result says of itself, as a list; its element columns is a data frame with name,
# units, long_name and formula of every term or matrix. Reads no numbers.
gvc_attributes <- function(path) {
    file <- gvc_open_(path, NULL)
    on.exit(file$close())
    gvc_about_(file)
}

# ---- tables --------------------------------------------------------------------------------------

# A table as a list: matrices Z (industry x industry), Y (industry x final use), V (value added x
# industry), vector x (output), and where the file has them E and EY (satellite accounts), VY,
# x_given; all labelled, as UPG_AGR. industries and final_use are data frames with the country and
# the sector or category of every row or column; countries and sectors are full names by code.
#
#     t <- gvc_read_table("example.h5")
#     rowsum(t(rowsum(t$Z, t$industries$country)), t$industries$country)   # by country, transposed
gvc_read_table <- function(path) {
    file <- gvc_open_(path, "table")
    on.exit(file$close())
    about <- gvc_about_(file)
    has <- function(name) name %in% file$names
    text <- function(name) if (has(name)) file$read(name) else character(0)
    matrix_of <- function(name, rows, columns) {
        if (!has(name)) return(NULL)
        m <- t(gvc_values_(file, name, list(seq_along(rows), seq_along(columns))))
        dimnames(m) <- list(rows, columns)
        m
    }
    vector_of <- function(name) if (has(name)) setNames(file$read(name), text("industry"))
    named <- function(codes, names) {
        names <- if (length(names) == 0) codes else ifelse(names == "", codes, names)
        setNames(names, codes)
    }
    if (!has("Z")) gvc_stop_(path, "holds Z as sparse arrays, which are not read here")
    industry <- text("industry")
    final <- text("final_use")
    added <- text("value_added")
    extension <- text("extension")
    roles <- if (has("value_added_role")) text("value_added_role") else rep("value added",
                                                                            length(added))
    t <- list(Z = matrix_of("Z", industry, industry), Y = matrix_of("Y", industry, final),
              V = matrix_of("V", added, industry), x = vector_of("x"),
              E = matrix_of("E", extension, industry), EY = matrix_of("EY", extension, final),
              VY = matrix_of("VY", added, final), x_given = vector_of("x_given"),
              year = about$year, units = if (is.null(about$units)) "unknown" else about$units,
              satellite_units = setNames(text("extension_units"), extension),
              roles = setNames(roles, added),
              countries = named(text("country"), text("country_name")),
              sectors = named(text("sector"), text("sector_name")),
              industries = data.frame(country = text("industry_country"),
                                      sector = text("industry_sector"), stringsAsFactors = FALSE),
              final_use = data.frame(country = text("final_use_country"),
                                     category = text("final_use_category"),
                                     stringsAsFactors = FALSE),
              attributes = about)
    t[!vapply(t, is.null, NA)]
}

# ---- files: names of what follows end in _ and are not for use outside -----------------------------

gvc_layout_ <- 1 # files of layout 1.x are read

gvc_stop_ <- function(path, ...) stop(path, ": ", ..., call. = FALSE)

# The file through rhdf5 or hdf5r (options(gvc.reader = ) picks one): names of its datasets in the
# order of writing, their kinds (FLOAT, INTEGER, STRING), ranks, which are scales, and functions.
gvc_open_ <- function(path, schema) {
    if (!file.exists(path)) gvc_stop_(path, "no such file")
    readers <- getOption("gvc.reader", c("rhdf5", "hdf5r"))
    there <- Filter(function(r) requireNamespace(r, quietly = TRUE), readers)
    if (length(there) == 0) {
        stop("to read HDF5 install hdf5r from CRAN or rhdf5 from Bioconductor", call. = FALSE)
    }
    open <- if (there[1] == "rhdf5") gvc_rhdf5_ else gvc_hdf5r_
    file <- tryCatch(suppressMessages(open(path)), error = function(e) {
        gvc_stop_(path, "cannot be opened as HDF5. CSV files of gvc are read with read.csv")
    })
    good <- FALSE
    on.exit(if (!good) file$close())
    file$attrs <- file$attributes("/")
    gvc_check_schema_(path, file$attrs, schema)
    labels <- file$names[file$kinds != "FLOAT" & file$ranks == 1]
    scale <- vapply(labels, function(n) {
        identical(file$attributes(n, "CLASS")$CLASS, "DIMENSION_SCALE")
    }, NA)
    file$scales <- labels[scale]
    good <- TRUE
    file
}

gvc_rhdf5_ <- function(path) {
    id <- rhdf5::H5Fopen(path, "H5F_ACC_RDONLY")
    list_of <- function(by) rhdf5::h5ls(id, recursive = FALSE, index_type = by)
    all <- tryCatch(list_of("H5_INDEX_CRT_ORDER"), error = function(e) NULL)
    if (NROW(all) == 0) all <- list_of("H5_INDEX_NAME") # the order of writing is lost
    all <- all[all$otype == "H5I_DATASET", ]
    list(names = all$name, kinds = all$dclass, ranks = lengths(strsplit(all$dim, " x ")),
         read = function(name, start = NULL, count = NULL) {
             gvc_values_as_is_(suppressWarnings(
                 rhdf5::h5read(id, name, start = start, count = count)))
         },
         attributes = function(name, keys = NULL) {
             if (is.null(keys)) {
                 return(lapply(rhdf5::h5readAttributes(id, name), gvc_values_as_is_))
             }
             thing <- rhdf5::H5Oopen(id, name)
             on.exit(rhdf5::H5Oclose(thing))
             gvc_those_(keys, function(key) {
                 if (!rhdf5::H5Aexists(thing, key)) return(NULL)
                 a <- rhdf5::H5Aopen(thing, key)
                 on.exit(rhdf5::H5Aclose(a))
                 rhdf5::H5Aread(a)
             })
         },
         close = function() rhdf5::H5Fclose(id))
}

gvc_hdf5r_ <- function(path) {
    file <- hdf5r::H5File$new(path, mode = "r")
    list_of <- function(by) file$ls(index_type = by, order = hdf5r::h5const$H5_ITER_INC)
    all <- tryCatch(list_of(hdf5r::h5const$H5_INDEX_CRT_ORDER), error = function(e) NULL)
    if (NROW(all) == 0) all <- list_of(hdf5r::h5const$H5_INDEX_NAME)
    all <- all[all$obj_type == "H5I_DATASET", ]
    list(names = all$name, kinds = sub("^H5T_", "", as.character(all$dataset.type_class)),
         ranks = all$dataset.rank,
         read = function(name, start = NULL, count = NULL) {
             ds <- file[[name]]
             on.exit(ds$close())
             if (is.null(start) || identical(as.numeric(count), as.numeric(ds$dims))) {
                 return(gvc_values_as_is_(ds$read()))
             }
             ranges <- Map(function(s, n) seq(s, length.out = n), start, count)
             gvc_values_as_is_(ds$read(args = ranges, drop = FALSE))
         },
         attributes = function(name, keys = NULL) {
             thing <- if (name == "/") file else file[[name]]
             on.exit(if (name != "/") thing$close())
             if (is.null(keys)) keys <- hdf5r::h5attr_names(thing)
             gvc_those_(keys, function(key) {
                 if (thing$attr_exists(key)) hdf5r::h5attr(thing, key)
             })
         },
         close = function() file$close_all())
}

gvc_those_ <- function(keys, get) {
    found <- lapply(setNames(keys, keys), get)
    lapply(found[!vapply(found, is.null, NA)], gvc_values_as_is_)
}

# Texts are UTF-8, whatever the package says; vectors are no arrays of one dimension.
gvc_values_as_is_ <- function(x) {
    if (length(dim(x)) == 1) x <- as.vector(x)
    if (is.character(x)) Encoding(x) <- "UTF-8"
    x
}

gvc_check_schema_ <- function(path, attrs, wanted) {
    schema <- attrs$gvc_schema
    if (is.null(schema) || !schema %in% c("table", "result")) {
        gvc_stop_(path, "is an HDF5 file, but none that gvc wrote (it has no attribute gvc_schema)")
    }
    version <- attrs$gvc_schema_version
    major <- suppressWarnings(as.integer(sub("[.].*", "", version)))
    if (length(major) != 1 || is.na(major) || major > gvc_layout_) {
        gvc_stop_(path, "has layout ", version, " and these functions read ", gvc_layout_,
                  ".x: take the gvc_read.R that came with the gvc that wrote it (",
                  attrs$gvc_version, ")")
    }
    if (!is.null(wanted) && schema != wanted) {
        gvc_stop_(path, "is a ", schema, " of gvc, not a ", wanted, ": use gvc_read_", schema)
    }
}

# Terms of a result, matrices of a table.
gvc_terms_ <- function(file) file$names[file$kinds == "FLOAT"]

gvc_about_ <- function(file, names = gvc_terms_(file)) {
    attrs <- lapply(names, file$attributes, c("units", "long_name", "formula"))
    text <- function(key) vapply(attrs, function(a) if (is.null(a[[key]])) "" else a[[key]], "")
    columns <- data.frame(name = names, units = text("units"), long_name = text("long_name"),
                          formula = text("formula"), stringsAsFactors = FALSE)
    c(file$attrs, list(columns = columns))
}

# The block around the places is read, then the places are taken; as an array with dimensions as R
# has them, reversed, so that its cells lie as in the file.
gvc_values_ <- function(file, name, places) {
    if (any(lengths(places) == 0)) return(array(0, rev(lengths(places))))
    first <- vapply(places, min, 1)
    count <- vapply(places, max, 1) - first + 1
    block <- file$read(name, rev(first), rev(count))
    dim(block) <- rev(count)
    if (all(lengths(places) == count)) return(block)
    at <- Map(function(p, f) p - f + 1, places, first)
    do.call(`[`, c(list(block), unname(rev(at)), list(drop = FALSE)))
}

# ---- labels and masks ----------------------------------------------------------------------------

# What is asked for, checked; everything without a question.
gvc_choose_ <- function(path, what, known, asked) {
    if (is.null(asked)) return(known)
    wrong <- setdiff(asked, known)
    if (length(wrong) > 0) {
        near <- agrep(wrong[1], known, value = TRUE)
        hint <- if (length(near) > 0) paste0(paste(head(near, 3), collapse = " or "), "?") else
            paste0("there is ", paste(head(known, 20), collapse = ", "),
                   if (length(known) > 20) ", ...")
        gvc_stop_(path, "has no ", what, " '", wrong[1], "'; ", hint)
    }
    asked
}

# Positions along each dimension, in the order of the file.
gvc_places_ <- function(path, labels, where) {
    gvc_choose_(path, "key", names(labels), names(where))
    Map(function(dim, known) {
        which(known %in% gvc_choose_(path, dim, known, where[[dim]]))
    }, names(labels), labels)
}

# A matrix over two dimensions (first x second), repeated over all cells.
gvc_spread_ <- function(mask, own, extent) {
    dims <- names(extent)
    if (match(own[1], dims) > match(own[2], dims)) {
        mask <- t(mask)
        own <- rev(own)
    }
    place <- match(own, rev(dims))
    rest <- setdiff(seq_along(dims), place)
    # aperm's numbering: own dimensions first, reversed as R has them, then the others.
    whole <- array(t(mask), c(rev(extent[own]), rev(extent)[rest]))
    aperm(whole, order(c(rev(place), rest)))
}

# rule: "exporter importer": equal labels on these two are no rows.
gvc_not_own_ <- function(rule, labels) {
    if (is.null(rule)) return(TRUE)
    own <- strsplit(rule, " ")[[1]]
    gvc_spread_(outer(labels[[own[1]]], labels[[own[2]]], `!=`), own, lengths(labels))
}

# Which industries the table has.
gvc_present_ <- function(file, dims, places) {
    if (!"present" %in% file$names) return(TRUE)
    own <- strsplit(file$attributes("present", "dimensions")$dimensions, " ")[[1]]
    mask <- t(file$read("present") != 0)[places[[own[1]]], places[[own[2]]], drop = FALSE]
    gvc_spread_(mask, own, lengths(places))
}

gvc_keys_ <- function(labels, extent, kept, factors) {
    step <- rev(cumprod(c(1, rev(extent)[-length(extent)])))
    Map(function(known, n, s) {
        at <- as.integer(((kept - 1) %/% s) %% n + 1)
        if (!factors || !is.character(known)) return(known[at])
        structure(at, levels = known, class = "factor")
    }, labels, extent, step)
}

# ---- frames --------------------------------------------------------------------------------------

gvc_frame_ <- function(columns, about, terms, data.table) {
    for (name in intersect(terms, names(columns))) {
        row <- match(name, about$columns$name)
        attr(columns[[name]], "units") <- about$columns$units[row]
        attr(columns[[name]], "long_name") <- about$columns$long_name[row]
    }
    df <- structure(columns, row.names = .set_row_names(length(columns[[1]])),
                    class = "data.frame")
    attr(df, "gvc") <- about
    if (data.table) df <- data.table::as.data.table(df)
    df
}

# Numbers that differ in these do not belong below each other.
gvc_kind_ <- c("view", "method", "variant", "perspective", "approach", "detail", "value_added",
               "output")

gvc_units_of_terms_ <- function(columns) paste0(columns$name, ": ", columns$units)

gvc_same_kind_ <- function(first, one, path, other) {
    kind <- function(df) {
        about <- attr(df, "gvc")
        c(list(columns = names(df), units = gvc_units_of_terms_(about$columns)),
          lapply(setNames(gvc_kind_, gvc_kind_), function(key) about[[key]]))
    }
    a <- kind(one)
    b <- kind(other)
    for (what in names(a)) {
        if (!identical(a[[what]], b[[what]])) {
            stop(path, " is no other year of ", first, ": its ", what, " is ", toString(b[[what]]),
                 ", not ", toString(a[[what]]), call. = FALSE)
        }
    }
}

# Attributes that all files share, and vectors named by the path of the others.
gvc_common_ <- function(paths, about) {
    names <- unique(unlist(lapply(about, names)))
    lapply(setNames(names, names), function(n) {
        values <- lapply(about, `[[`, n)
        same <- all(vapply(values, identical, NA, values[[1]]))
        if (same || n == "columns") values[[1]] else unlist(setNames(values, paths))
    })
}
