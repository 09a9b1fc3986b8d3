#!/bin/sh
# keur's CPU time as a ratio to the floor program's (tests/bench/floor.c), medians of runs in turn.
# Besides the corpora a generated set of 10,000 documents; BENCH_LARGE=1 asks for 100,000, BENCH_PEERS=1 for
# the peers that are installed.  A second line for each set: the same with one worker.
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
sets=$(mktemp -d)
trap 'rm -rf "$sets"' EXIT
for count in 10000 ${BENCH_LARGE:+100000}; do
    "$build/tests/bench/generate" "$sets/$count" "$count"
    for jobs in 1 2; do
        "$build/tests/bench/ratio" "${BENCH_ROUNDS:-11}" "$count documents, --jobs $jobs" \
            "$build/keur check --jobs $jobs --extends general --no-config --fail-on never $sets/$count" \
            "$build/tests/bench/floor $sets/$count"
    done
    # Peers, where they are installed: the ratio is theirs to keur's.
    for peer in ${BENCH_PEERS:+rumdl markdownlint-cli2}; do
        command -v "$peer" >/dev/null || { echo "skipped: $peer is not installed"; continue; }
        case $peer in
        rumdl) command="rumdl check --no-cache $sets/$count" ;;
        *) command="$peer $sets/$count/docs" ;;
        esac
        "$build/tests/bench/ratio" 3 "$peer, $count documents" "$command" \
            "$build/keur check --extends general --no-config --fail-on never $sets/$count"
    done
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
