#!/bin/sh
# The documentation is true: folders, rules, options, and keur's own findings on it.
#     check_docs.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
cd "$here/.." || exit 1

missing=
for folder in src/* tests/*/ docs/*/; do
    folder=${folder%/}
    [ -d "$folder" ] || continue
    grep -q "\`$folder\`" docs/ARCHITECTURE.md || missing="$missing $folder"
done
same 'ARCHITECTURE has a line for each folder' '' "$missing"

current=$("$keur" rules --no-config --extends algoritmekader --format markdown)
[ "$current" = "$(cat docs/RULES.md)" ]
result $? 'RULES is what make docs writes'

"$keur" config --no-config --extends algoritmekader --format schema | cmp -s - docs/keur.schema.json
result $? 'keur.schema.json is what make docs writes'

options=$("$keur" --help | grep -oE '^ +(-., )?--[a-z-]+' | grep -oE '\--[a-z-]+' | sort -u)
missing=
for option in $options; do
    grep -qF -- "$(echo "${option#--}" | sed 's/-/\\-/g')" docs/keur.1 || grep -qF -- "${option#--}" docs/keur.1 ||
        missing="$missing $option"
done
same 'the manual page has every option of --help' '' "$missing"

found=$("$keur" check --no-config --format text README.md CHANGELOG.md docs/*.md 2>&1)
result $? 'keur finds nothing in its own documentation' "$found"
