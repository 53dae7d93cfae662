#!/usr/bin/env bash
# Ratios of whole processes in one run, on the fixtures repeated to about 8 MB: each command against `clean`.
# Needs nothing but the release build and bash; shared machines are noisy, so trust the ratios.
#     benches/throughput.sh [BINARY]
set -eu
cd "$(dirname "$0")/.."
binary=$(realpath "${1:-target/release/yaodian}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for i in $(seq 1 40); do
  for f in fixtures/*.txt; do
    case $f in *utf16*|*big5*|*gb18030*|*campus*) continue ;; esac
    cp "$f" "$work/$i-$(basename "$f")"
  done
done
du -sh --apparent-size "$work" | cut -f1
best() { # the fastest of three runs, in milliseconds
  local least=999999 start end
  for _ in 1 2 3; do
    start=$(date +%s%N)
    "$binary" "$@" -q --format "$format" "$work" > /dev/null
    end=$(date +%s%N)
    (( (end - start) / 1000000 < least )) && least=$(( (end - start) / 1000000 ))
  done
  echo "$least"
}
format=text base=$(best clean)
printf '%-12s %6s ms  1.00\n' clean "$base"
format=jsonl
for command in split outline directives tokens terms analyze; do
  ms=$(best "$command")
  printf '%-12s %6s ms  %s\n' "$command" "$ms" "$(awk "BEGIN { printf \"%.2f\", $ms / $base }")"
done
