# readstata13.R - a Stata file that gvc writes, in R: numbers, labels, notes.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))),
                 "common.R"))
need("readstata13")
make_files()
gvc("export", "r.h5", "-o", "r.dta")
frame <- readstata13::read.dta13("r.dta")
same_frame(frame, "readstata13")
labels <- setNames(attr(frame, "var.labels"), names(frame))
ok(labels[["dva"]] == "Domestic value added (million USD, current prices)", "labels of variables",
   labels[["dva"]])
ok(startsWith(attr(frame, "datalabel"), "Gross exports decomposed"), "title")
notes <- vapply(attr(frame, "expansion.fields"), function(x) x[3], "")
ok(any(notes == "units: million USD") && any(grepl("^dva: .*; formula: v_s L_ss", notes)), "notes")
done()
