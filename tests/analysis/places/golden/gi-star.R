# The golden of getis-ord.test.ts: Gi* by spdep over the cells of gi-star.json (binary weights, itself included).
# Rscript gi-star.R counts.txt neighbours.txt out.csv : one count a line; the neighbours of each cell, from 1, by commas (0 for none).
suppressMessages(library(spdep))
given <- commandArgs(trailingOnly = TRUE)
counts <- scan(given[1], quiet = TRUE)
neighbours <- lapply(strsplit(readLines(given[2]), ","), as.integer)
class(neighbours) <- "nb"
attr(neighbours, "region.id") <- as.character(seq_along(neighbours))
weights <- nb2listw(include.self(neighbours), style = "B", zero.policy = TRUE)
z <- as.numeric(localG(counts, weights, zero.policy = TRUE))
p <- 2 * pnorm(-abs(z))
q <- p.adjust(p, method = "BH")
write.table(cbind(sprintf("%.17g", z), sprintf("%.17g", p), sprintf("%.17g", q)), given[3],
            sep = ",", quote = FALSE, row.names = FALSE, col.names = c("z", "p", "q"))
cat("spdep", as.character(packageVersion("spdep")), "R", as.character(getRversion()), "\n")
