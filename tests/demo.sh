#!/bin/sh
# Lints docs/examples, shows what a user would see, and succeeds when the findings are the expected ones.
#     demo.sh [--accept] BUILD-FOLDER
set -eu
accept=
if [ "$1" = --accept ]; then accept=yes && shift; fi
keur=$(cd "$1" && pwd)/keur
cd "$(dirname "$0")/../docs/examples"
found=$(mktemp)
trap 'rm -f "$found"' EXIT
status=0
"$keur" check --format text --output "$found" --quiet || status=$?
if [ -n "$accept" ]; then
    cp "$found" expected.txt
    exit 0
fi
"$keur" check --fail-on never
if [ "$status" -ne 1 ]; then
    echo "demo: keur exited $status, not 1" >&2
    exit 1
fi
if ! diff -u expected.txt "$found"; then
    echo "demo: these are not the expected findings (docs/examples/expected.txt)" >&2
    exit 1
fi
echo "demo: the findings are the expected ones"
