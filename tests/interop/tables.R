# tables.R - tables that R itself saved read the same as the CSV of the same numbers.
source(file.path(dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))),
                 "common.R"))
setwd(tempdir())
set.seed(20240613)

countries <- c("AUS", "CHN", "ROW")
codes <- c("A01", "C10-C12", "U")
numbers <- c(1L, 5L, 56L)
uses <- c("CONS_h", "CONS_np", "CONS_g", "GFCF", "INVEN")
n <- 9
cells <- cbind(matrix(round(runif(n * n) * 100, 3), n), matrix(round(runif(n * 15) * 500, 3), n))
industries <- paste(rep(countries, each = 3), rep(codes, 3), sep = "_")
final <- paste(rep(countries, each = 5), rep(uses, 3), sep = "_")

# The results of the table in a file are those of the CSV, to the last byte.
write_csv <- function(m, rows, columns, file) {
    text <- apply(m, 1, function(row) paste(sprintf("%.17g", row), collapse = ","))
    writeLines(c(paste(c("V1", columns), collapse = ","), paste(rows, text, sep = ",")), file)
}
results <- function(file) {
    gvc("decompose", "-q", file, "--year", "2014", "--level", "bilateral", "-o", "result.csv")
    readLines("result.csv")
}
same <- function(file, expected, title) {
    found <- tryCatch(results(file), error = function(e) conditionMessage(e))
    ok(identical(found, expected), title, found[1])
}
write_csv(cells, industries, c(industries, final), "t_2014.csv")
expected <- results("t_2014.csv")

# ---- the data.frame of WIOD -----------------------------------------------------------------------
output <- rowSums(cells)
below <- rbind(colSums(cells[, 1:n]), 0, output - colSums(cells[, 1:n]), output)
wide <- rbind(cbind(cells, output), cbind(below, matrix(0, 4, 16)))
colnames(wide) <- c(paste0(rep(countries, each = 3), numbers),
                    paste0(rep(countries, each = 5), 57:61), "TOT")
labels <- data.frame(IndustryCode = c(rep(codes, 3), "II_fob", "TXSP", "VA", "GO"),
                     IndustryDescription = "as published",
                     Country = c(rep(countries, each = 3), rep("TOT", 4)),
                     RNr = as.numeric(c(rep(numbers, 3), 65, 66, 70, 73)), Year = 2014L,
                     stringsAsFactors = FALSE)
wiot <- cbind(labels, as.data.frame(wide))
for (version in 2:3) {
    for (compress in c("gzip", "bzip2", "xz", "none")) {
        save(wiot, file = "w.RData", version = version,
             compress = if (compress == "none") FALSE else compress)
        same("w.RData", expected, paste("save, version", version, compress))
    }
}
saveRDS(wiot, "w.rds")
same("w.rds", expected, "saveRDS")
factors <- wiot
factors$IndustryCode <- factor(factors$IndustryCode)
factors$Country <- factor(factors$Country, levels = rev(unique(factors$Country)))
factors$RNr <- as.integer(factors$RNr)
save(factors, file = "w.RData")
same("w.RData", expected, "factors and integers")
if (suppressPackageStartupMessages(requireNamespace("data.table", quietly = TRUE))) {
    table <- data.table::as.data.table(wiot)
    save(table, file = "w.RData")
    same("w.RData", expected, "data.table")
}
turned <- wiot[rev(seq_len(nrow(wiot))), rev(names(wiot))]
save(turned, file = "w.RData")
by_key <- function(text) {
    frame <- read.csv(text = text, stringsAsFactors = FALSE)
    frame <- frame[do.call(order, unname(as.list(frame[keys]))), ]
    rownames(frame) <- NULL
    frame
}
ok(isTRUE(all.equal(by_key(results("w.RData")), by_key(expected), tolerance = 1e-12)),
   "rows and columns turned round")

# What else a workspace holds, before and after.
f <- function(x, ...) if (x > 1) sum(x, na.rm = TRUE) else lapply(1:3, function(i) i + x)
f <- compiler::cmpfun(f)
e <- new.env()
assign("inner", list(f, e, 1i, as.raw(1:3), quote(a[b]), y ~ x), e)
model <- lm(dist ~ speed, datasets::cars)
save(f, e, model, wiot, letters, file = "w.RData")
same("w.RData", expected, "a workspace with functions, environments and a model")

refused <- function(file, words, title) {
    text <- suppressWarnings(system2(Sys.getenv("GVC", "gvc"), c("info", file), stdout = TRUE,
                                     stderr = TRUE))
    ok(!is.null(attr(text, "status")) && grepl(words, text[1], fixed = TRUE), title, text[1])
}
save(wiot, file = "w.RData", ascii = TRUE)
refused("w.RData", "is R data in its text form; load it in R and save it again without ascii",
        "the text form is refused")
save(model, f, file = "w.RData")
refused("w.RData", "holds model, an object of class lm; f, a function: no table that gvc knows",
        "what is no table is told")

# ---- lists of class iot, matrices -----------------------------------------------------------------
whole <- round(cells)
write_csv(whole, industries, c(industries, final), "t_2014.csv")
expected_whole <- results("t_2014.csv")
mode(whole) <- "integer"
iot <- structure(list(year = 2014L, countries = countries, industries = codes,
                      final = whole[, n + 1:15], output = rowSums(whole), inter = whole[, 1:n]),
                 class = "iot")
save(iot, file = "i.RData", compress = "bzip2", version = 2)
same("i.RData", expected_whole, "list of integers, class iot")
m <- cells
dimnames(m) <- list(industries, c(industries, final))
save(m, file = "m.rda")
same("m.rda", expected, "matrix with dimnames")
frame <- as.data.frame(m)
saveRDS(frame, "m.rds")
same("m.rds", expected, "data.frame with row names")
rownames(frame) <- NULL
saveRDS(frame, "m.rds")
same("m.rds", expected, "data.frame without row names")

# ---- arrays of OECD -------------------------------------------------------------------------------
years <- as.character(2013:2014)
twice <- function(x) {
    a <- array(0, c(2, dim(x)))
    a[1, , ] <- 2 * x
    a[2, , ] <- x
    a
}
demand <- sapply(1:3, function(r) rowSums(cells[, n + 5 * (r - 1) + 1:5]))
write_csv(cbind(cells[, 1:n], demand), industries,
          c(industries, paste0(countries, "_FD")), "t_2014.csv")
expected_arrays <- results("t_2014.csv")
testZ <- twice(cells[, 1:n])
dimnames(testZ) <- list(years, industries, industries)
testFD <- twice(demand)
dimnames(testFD) <- list(years, industries, countries)
save(testZ, file = "testZ.RData")
save(testFD, file = "testFD.RData")
same("testZ.RData", expected_arrays, "arrays of years")
done()
