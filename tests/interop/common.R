# common.R - what the R scripts share: TAP lines, and the files that they read.
#
# Every script makes its own files, in a folder of its own, with the program that GVC names:
# t.h5 the example table, r.h5 a bilateral decomposition of it and of the year 2000 with /tidy, a panel
# of two years, r.csv the same as text.

keys <- c("year", "exporter", "sector", "importer")
terms <- c("gexp", "dc", "dva", "vax", "davax", "ref", "ddc", "fc", "fva", "fdc",
           "gvc", "gvcb", "gvcf")
tap <- new.env()
tap$number <- 0
tap$failed <- 0

# One TAP line; the detail explains a failure.
ok <- function(good, title, detail = NULL) {
    good <- isTRUE(good)
    tap$number <- tap$number + 1
    cat(if (good) "ok" else "not ok", " ", tap$number, " - ", title, "\n", sep = "")
    if (!good) {
        tap$failed <- tap$failed + 1
        if (!is.null(detail)) cat(paste0("# ", format(detail)), sep = "\n")
    }
}

# The plan, last; exit status 1 if a test failed.
done <- function() {
    cat("1..", tap$number, "\n", sep = "")
    quit(status = if (tap$failed > 0) 1 else 0)
}

# Skip the whole script unless these packages are installed.
need <- function(...) {
    for (package in c(...)) {
        if (!suppressPackageStartupMessages(requireNamespace(package, quietly = TRUE))) {
            cat("ok 1 - # SKIP R has no package ", package, "\n1..1\n", sep = "")
            quit(status = 0)
        }
    }
}

gvc <- function(...) {
    program <- Sys.getenv("GVC", "gvc")
    status <- system2(program, c(...), stdin = "/dev/null")
    if (status != 0) stop("gvc ", paste(c(...), collapse = " "), ": exit status ", status)
}

# Change into a fresh folder that holds t.h5, r.h5 and r.csv; R removes its temporary folder itself.
make_files <- function() {
    setwd(tempdir())
    gvc("example", "-o", "t.h5")
    gvc("example", "--year", "2000", "-o", "t2000.h5")
    gvc("batch", "decompose", "t.h5", "t2000.h5", "--level", "bilateral", "-o", "r.h5", "--tidy")
    gvc("export", "r.h5", "-o", "r.csv")
}

read_csv <- function() {
    read.csv("r.csv", stringsAsFactors = FALSE, na.strings = "", encoding = "UTF-8",
             colClasses = c("integer", rep("character", 3), rep("numeric", length(terms))))
}

# R's reader of numbers is not exact, so a last bit may differ.
near <- function(ours, theirs) {
    both <- is.na(ours) & is.na(theirs)
    length(ours) == length(theirs) &&
        all(both | (!is.na(ours) & !is.na(theirs) & abs(ours - theirs) <= 1e-15 * abs(theirs)))
}

# The frame (columns keys and terms, one row a cell) holds the rows of r.csv, in any order.
same_frame <- function(frame, title, zeros = TRUE) {
    expected <- read_csv()
    frame <- frame[as.character(frame$exporter) != as.character(frame$importer), ]
    frame <- frame[rowSums(!is.na(frame[terms])) > 0, ]
    if (!zeros) {
        expected <- expected[rowSums(is.na(expected[terms]) | expected[terms] != 0) > 0, ]
    }
    name <- function(f) do.call(paste, c(lapply(f[keys], as.character), sep = "\r"))
    ok(nrow(frame) == nrow(expected), paste0(title, ": rows"),
       paste(nrow(frame), "rows,", nrow(expected), "in the CSV file"))
    place <- match(name(expected), name(frame))
    ok(!anyNA(place), paste0(title, ": labels"))
    for (term in terms) {
        ok(near(frame[[term]][place], expected[[term]]), paste0(title, ": ", term))
    }
}
