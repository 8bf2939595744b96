# ncdf4.R - results through ncdf4.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))),
                 "common.R"))
need("ncdf4")
suppressPackageStartupMessages(library(ncdf4))
make_files()

nc <- nc_open("r.h5")
dims <- vapply(nc$var$gexp$dim, function(d) d$name, "")
ok(identical(dims, rev(keys)), "dimensions, in R's order", dims)
ok(identical(setdiff(names(nc$var), keys), terms), "variables, in order", names(nc$var))
lab <- lapply(setNames(dims, dims), function(d) as.vector(ncvar_get(nc, d)))
frame <- expand.grid(lab, stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
for (t in terms) frame[[t]] <- as.vector(ncvar_get(nc, t))
same_frame(frame, "arrays")
nc_close(nc)
done()
