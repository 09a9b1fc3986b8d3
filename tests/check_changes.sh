#!/bin/sh
# What a change to one file causes elsewhere is found, and findings do not depend on what was asked for.
#     check_changes.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# "path:line" of each finding, sorted.
places() {
    "$keur" check --format text --fail-on never --only links --skip links/not-in-nav 2>/dev/null |
        cut -d: -f1,2 | sort
}

# ---- Any files, in any order, have the findings that they have in the whole run

for site in "$here"/sites/* "$here"/../docs/examples; do
    cd "$site" || exit 1
    name=$(basename "$site")
    "$keur" check --format text --fail-on never >"$scratch/whole" 2>/dev/null
    find . -name '*.md' | sed 's|^\./||' | sort >"$scratch/files"
    differing=
    while read -r file; do
        [ "$("$keur" check --format text --fail-on never "./$file" 2>/dev/null)" = \
            "$(awk -v file="$file:" 'index($0, file) == 1' "$scratch/whole")" ] || differing="$differing $file"
    done <"$scratch/files"
    same "each file of $name by itself" '' "$differing"
    half=$(awk 'NR % 2' "$scratch/files" | sort -r)
    expected=$(echo "$half" | while read -r file; do awk -v file="$file:" 'index($0, file) == 1' "$scratch/whole"; done | sort)
    # shellcheck disable=SC2086
    found=$(IFS='
'; "$keur" check --format text --fail-on never $half 2>/dev/null | sort)
    same "half of $name, from the end" "$expected" "$found"
done

# ---- A document or heading that goes is told of where it was referred to

# COMMAND PATTERN: runs the command in a copy, and expects a finding on each line with the pattern.
change() {
    rm -rf "$scratch/copy"
    cp -R "$here/sites/changes" "$scratch/copy"
    cd "$scratch/copy" || exit 1
    eval "$1"
    same "after: $1" "$(grep -rnE -- "$2" docs mkdocs.yml | cut -d: -f1,2 | sort)" "$(places)"
}

change 'mv docs/a/een.md docs/a/uno.md' '\]\((\.\./)?(a/)?een\.md|- a/een\.md'
change 'rm docs/a/twee.md' '\]\((\.\./)?(a/)?twee\.md|- a/twee\.md'
change 'rm docs/b/drie.md' '\]\((b/)?drie\.md|\]: \.\./b/drie\.md|- b/drie\.md'
change 'mv docs/b/index.md docs/b/overzicht.md' '\]\((b/)?index\.md\)|\]\(b/index\.md|- b/index\.md'
change 'sed -i "s/## Eerste kop/## Beginnen/" docs/a/een.md' '#eerste-kop'
change 'sed -i "s/## Begin van alles/## Start/" docs/index.md' '#begin-van-alles'
change 'sed -i "s/## Derde kop/## Kop { #d }/" docs/b/drie.md' '\(drie\.md#derde-kop|\[drie\]\[d\]'
change 'sed -i "s/## Overzicht/### Overzicht/" docs/b/index.md' 'nothing at all'
