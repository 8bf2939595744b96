# rhdf5.R - the README's recipe for R, the tidy table, and a table as a labelled matrix.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))),
                 "common.R"))
need("rhdf5", "data.table")
suppressPackageStartupMessages({
    library(rhdf5)
    library(data.table)
})
make_files()

dims <- c("importer", "sector", "exporter", "year")
lab <- lapply(setNames(dims, dims), function(d) as.vector(h5read("r.h5", d)))
DT <- as.data.table(expand.grid(lab, stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE))
for (t in terms) set(DT, j = t, value = as.vector(h5read("r.h5", t)))
same_frame(as.data.frame(DT), "arrays")

tidy <- h5read("r.h5", "tidy/bilateral")
tidy[] <- lapply(tidy, as.vector)
same_frame(as.data.frame(tidy, stringsAsFactors = FALSE), "tidy", zeros = FALSE)

Z <- t(h5read("t.h5", "Z"))
dimnames(Z) <- list(h5read("t.h5", "industry"), h5read("t.h5", "use"))
Y <- t(h5read("t.h5", "Y"))
x <- as.vector(h5read("t.h5", "x"))
ok(identical(rownames(Z), colnames(Z)), "Z is a labelled matrix")
ok(max(abs(rowSums(Z) + rowSums(Y) - x)) <= 1e-9 * max(x), "rows of Z and Y add up to x")
done()
