#!/usr/bin/env bash
# Whole processes on one file of about 100 KB, in turns with a bare jieba-rs program that loads its dictionary and tags
# the file: the median of the ratios of neighbouring runs, and the peak of memory. Then the speed of words in one process.
# Needs cargo, bash, iconv and GNU time; shared machines are noisy, so trust the ratios.
#     benches/start.sh [FILE]
set -eu
cd "$(dirname "$0")/.."
cargo build --release --quiet --bin yaodian --example bare_jieba --example word_bench
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if [ $# -gt 0 ]; then
  cp "$1" "$work/text"
else
  # The fixtures that are in UTF-8, again and again, up to whole lines of 100 KB.
  for _ in 1 2 3; do
    for text in fixtures/*.txt; do
      if iconv -f utf-8 -t utf-8 "$text" > "$work/one" 2> /dev/null; then cat "$work/one"; fi
    done
  done | LC_ALL=C awk '(n += length($0) + 1) < 100000' > "$work/text"
fi
echo "$(wc -c < "$work/text") bytes"
took() { # microseconds of one run
  local start
  start=${EPOCHREALTIME/./}
  "$@" > /dev/null
  echo $(( ${EPOCHREALTIME/./} - start ))
}
bare=(target/release/examples/bare_jieba "$work/text")
for command in analyze outline tokens; do
  ours=(target/release/yaodian "$command" -q --format jsonl "$work/text")
  took "${ours[@]}" > /dev/null; took "${bare[@]}" > /dev/null # both are in the page cache now
  for _ in $(seq 1 31); do
    echo "$(took "${ours[@]}") $(took "${bare[@]}")"
  done | awk '{ print $1 / $2 }' | sort -n > "$work/ratios"
  memory=$(command time -f %M "${ours[@]}" 2>&1 > /dev/null || echo "?")
  awk -v c="$command" -v m="$memory" '{ r[NR] = $1 } END { printf "%-8s %.3f of bare jieba-rs (%.3f to %.3f), peak %s KB\n", c, r[int((NR + 1) / 2)], r[int(NR / 10) + 1], r[int(NR * 0.9) + 1], m }' "$work/ratios"
done
target/release/examples/word_bench "$work/text"
