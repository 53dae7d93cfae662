# The lines for R in python/README.md, run as they stand there, and what they must give. `yaodian` is on the path; Debian's R with
# r-cran-jsonlite.
#     Rscript tests/r/check.R
text <- paste(readLines("python/README.md", encoding = "UTF-8"), collapse = "\n")
block <- regmatches(text, regexpr("(?s)```r\n.*?```", text, perl = TRUE))
code <- gsub("```r\n|```", "", block)
code <- gsub("speech.txt", "fixtures/flood-control.txt", code, fixed = TRUE)
for (line in strsplit(code, "\n")[[1]]) eval(parse(text = line))

lines <- length(readLines(pipe("yaodian directives fixtures/flood-control.txt --format jsonl")))
stopifnot(nrow(tasks) == lines, lines > 5)
stopifnot(all(c("text", "modality", "actors", "deadlines", "start", "end") %in% names(tasks)))
# Places count code points, as R does.
path <- "fixtures/flood-control.txt"
source <- readChar(path, file.size(path), useBytes = TRUE)
Encoding(source) <- "UTF-8"
bare <- function(text) gsub("[[:space:]]", "", text)
stopifnot(bare(substring(source, tasks$start + 1, tasks$end)) == bare(tasks$text))
stopifnot(nrow(points) > 3, points$title[1] != "", is.numeric(points$start))
cat(sprintf("R %s: %d directives, %d points\n", getRversion(), nrow(tasks), nrow(points)))
