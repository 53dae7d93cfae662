# Values of R for the measures of the word bench: writes r.json. See make.py.
#
#     apt-get install r-base-core r-cran-jsonlite && Rscript tests/oracle/make.R
library(jsonlite)
options(digits = 17)

set.seed(7)
tables <- cbind(
  a = c(0, 3, 12, sample(0:9, 60, TRUE)), b = c(4, 1, 2, sample(0:30, 60, TRUE)),
  size_a = c(900, 4, 700, sample(50:100000, 60, TRUE)), size_b = c(5000, 4, 9000, sample(50:100000, 60, TRUE))
)
fisher <- apply(tables, 1, function(t) {
  fisher.test(matrix(c(t["a"], t["size_a"] - t["a"], t["b"], t["size_b"] - t["b"]), 2))$p.value
})
rates <- p.adjust(fisher, "BH")

# Kendall's tau_b, with ties.
series <- list(c(1, 2, 3, 4), c(4, 1, 1, 0, 0), c(2, 2, 5, 5, 1, 9, 3), c(0, 0, 0, 7))
tau <- sapply(series, function(x) cor(seq_along(x), x, method = "kendall"))

write_json(
  list(
    fisher = cbind(tables, p = fisher), rates = list(p = fisher, q = rates),
    tau = list(series = series, tau = tau), r = R.version.string
  ),
  "tests/oracle/r.json", digits = NA, auto_unbox = TRUE, matrix = "rowmajor"
)
