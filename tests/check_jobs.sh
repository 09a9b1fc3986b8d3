#!/bin/sh
# Findings are the same, byte for byte, for any number of workers.
#     check_jobs.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
shared=${KEUR_SHARED:-../shared}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/cases"
find tests/cases -name '*.md' | while read -r file; do
    cp "$file" "$scratch/cases/$(echo "$file" | tr '/' '_')"
done

compare() { # NAME FOLDER
    for jobs in 1 2 7; do
        "$keur" --no-config --extends algoritmekader --format json --jobs "$jobs" "$2" >"$scratch/$jobs" 2>&1
        echo "exit $?" >>"$scratch/$jobs"
    done
    [ "$(wc -l <"$scratch/1")" -gt 3 ] && cmp -s "$scratch/1" "$scratch/2" && cmp -s "$scratch/1" "$scratch/7"
    result $? "$1: the same with 1, 2 and 7 workers" "$(diff "$scratch/1" "$scratch/7" | head -n 5)"
}
compare 'golden cases' "$scratch/cases"
for corpus in "$shared"/corpus/*/; do
    if [ -d "$corpus/docs" ]; then
        compare "$(basename "$corpus")" "$corpus"
    else
        skip 'corpora' "there is no corpus in $shared/corpus"
    fi
done
