#!/bin/sh
# Fuzzes for a bounded time, from the golden cases and examples, and from files in tests/fuzz/corpus/NAME.
# KEUR_FUZZ_PLUGIN confines fuzz_checks to the rules of one plugin.
#     fuzz.sh FUZZER SECONDS BUILD-FOLDER
set -eu
fuzzer=$1 seconds=$2 build=$3
corpus=$build/corpus-$(basename "$fuzzer") seeds=$build/seeds-$(basename "$fuzzer")
mkdir -p "$corpus" "$seeds"
find tests/cases docs/examples -name '*.md' -size -16k | while read -r file; do
    # The first byte of an input chooses the dialect.
    { printf '\003'; cat "$file"; } >"$seeds/$(echo "$file" | tr '/ ' '__')"
done
own=tests/fuzz/corpus/$(basename "$fuzzer")
[ -d "$own" ] && seeds=$own
"$fuzzer" -max_total_time="$seconds" -max_len=4096 -timeout=30 -rss_limit_mb=2048 -print_final_stats=0 -verbosity=0 \
    -artifact_prefix="$build/" "$corpus" "$seeds"
echo "ok 1 - $(basename "$fuzzer") found nothing in $seconds seconds"
