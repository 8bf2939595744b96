# example.R - from results to a figure: what exports are made of, and how the domestic share moved.
#
# First, in a shell:
#
#     for y in 2000 2010 2020; do
#         gvc example --year $y -o table_$y.h5
#         gvc decompose table_$y.h5 --level sector -o exports_$y.h5
#     done
#
# then, in the folder of gvc_read.R: Rscript example.R exports_*.h5 figure.png

source("gvc_read.R")

arguments <- commandArgs(trailingOnly = TRUE)
figure <- tail(arguments, 1)
paths <- head(arguments, -1)
parts <- c(dva = "domestic value added", ddc = "domestic, counted again",
           fva = "foreign value added", fdc = "foreign, counted again")
colours <- c(dva = "#0072B2", ddc = "#9ECAE1", fva = "#D55E00", fdc = "#F5B895")
marked <- c(UPG = "#009E73", ASY = "#CC79A7", OIL = "#E69F00")

# One row a year, exporter and sector; sectors add up, shares are taken after.
df <- gvc_panel(paths, terms = c("gexp", names(parts)))
exports <- aggregate(df[c("gexp", names(parts))], df[c("exporter", "year")], sum)
shares <- exports[names(parts)] / exports$gexp
shares <- cbind(exports[c("year", "exporter")], shares)
last <- shares[shares$year == max(shares$year), ]
last <- last[order(last$dva), ]
print(round(xtabs(gexp ~ exporter + year, exports)))
cat("gexp in", gvc_units(df)["gexp"], "\n")
print(cbind(exporter = rev(last$exporter), round(last[nrow(last):1, names(parts)], 3)),
      row.names = FALSE)

png(figure, 1350, 600, res = 150, type = "cairo")
layout(matrix(1:2, 1), widths = c(3, 2))
par(mar = c(6.5, 3.2, 2, 1), mgp = c(1.8, 0.5, 0), tcl = -0.3, las = 1, cex = 0.75)
barplot(t(as.matrix(last[names(parts)])) * 100, names.arg = last$exporter, horiz = TRUE,
        col = colours, border = NA, xlim = c(0, 100), xlab = "% of gross exports")
title(paste0("What exports are made of, ", last$year[1]), adj = 0, font.main = 1)
legend("bottom", parts, fill = colours, border = NA, bty = "n", ncol = 2, inset = c(0, -0.36),
       xpd = TRUE)

par(mar = c(6.5, 2.8, 2, 3))
wide <- xtabs(dva ~ year + exporter, shares) * 100
years <- as.integer(rownames(wide))
grey <- setdiff(colnames(wide), names(marked))
plot(range(years), c(40, 100), type = "n", axes = FALSE, xlab = "", ylab = "")
axis(1, years)
axis(2)
matlines(years, wide[, grey], col = "#BBBBBB", lty = 1, type = "o", pch = 20)
for (country in names(marked)) {
    lines(years, wide[, country], col = marked[country], lwd = 2, type = "o", pch = 20)
    mtext(country, 4, at = tail(wide[, country], 1), col = marked[country], font = 2, line = 0.3,
          cex = 0.75)
}
title("Domestic value added, % of exports", adj = 0, font.main = 1)
invisible(dev.off())
cat("figure:", figure, "\n")
