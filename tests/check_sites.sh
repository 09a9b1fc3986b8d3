#!/bin/sh
# Links within whole projects: in each folder of tests/sites, keur finds what expected.txt says.
#     check_sites.sh [--accept] BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
accept=
if [ "$1" = --accept ]; then accept=yes && shift; fi
keur=$(cd "$1" && pwd)/keur
cd "$here/sites" || exit 1

for site in *; do
    found=$(cd "$site" && "$keur" check --format text --column-unit codepoint --only links 2>/dev/null)
    [ -z "$accept" ] || printf '%s\n' "$found" >"$site/expected.txt"
    same "findings in $site" "$(cat "$site/expected.txt")" "$found"
done
