#!/bin/sh
# keur's CPU time as a ratio to the floor program's (tests/bench/floor.c), medians of runs in turn.
#     bench.sh BUILD-FOLDER SHARED-FOLDER
set -eu
build=$1 shared=$2
for corpus in "$shared"/corpus/*/; do
    if [ ! -d "$corpus/docs" ]; then
        echo "skipped: no corpus in $shared/corpus"
        break
    fi
    "$build/tests/bench/ratio" 21 "$(basename "$corpus")" \
        "$build/keur check --extends algoritmekader --no-config --fail-on never $corpus" "$build/tests/bench/floor $corpus"
done
small=$(find docs/examples/docs -name '*.md' -size -8k | sort | head -n 1)
"$build/tests/bench/ratio" 51 "one small document" \
    "$build/keur check --fail-on never --no-project $small" "$build/tests/bench/floor $small"
"$build/tests/bench/encoding" "$build"

# Front matter by a schema: all rules of `frontmatter` against the same documents read and not judged.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
tests/bench/front_matter.sh "$scratch" 10000
"$build/tests/bench/ratio" 5 "10,000 documents by a schema" \
    "$build/keur check --fail-on never --only frontmatter $scratch" \
    "$build/keur check --fail-on never --only frontmatter/unclosed $scratch"
