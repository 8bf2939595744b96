# hdf5r.R - results through hdf5r.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))),
                 "common.R"))
need("hdf5r")
suppressPackageStartupMessages(library(hdf5r))
make_files()

file <- H5File$new("r.h5", mode = "r")
dims <- rev(keys)
lab <- lapply(setNames(dims, dims), function(d) as.vector(file[[d]]$read()))
frame <- expand.grid(lab, stringsAsFactors = FALSE, KEEP.OUT.ATTRS = FALSE)
for (t in terms) frame[[t]] <- as.vector(file[[t]]$read())
same_frame(frame, "arrays")

tidy <- as.data.frame(file[["tidy/bilateral"]][], stringsAsFactors = FALSE)
same_frame(tidy, "tidy", zeros = FALSE)
ok(h5attr(file, "gvc_schema") == "result", "attributes of the file")
file$close_all()
done()
