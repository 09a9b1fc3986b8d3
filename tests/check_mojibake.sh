#!/bin/sh
# A sample of the evaluation of encoding/mojibake; docs/ENCODING.md has the whole of it.
#     check_mojibake.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
cd "$here/.." || exit 1

if [ ! -x /usr/bin/python3 ]; then
    skip "mojibake" "no /usr/bin/python3"
    exit 0
fi
/usr/bin/python3 tests/evaluate_mojibake.py "$1/keur" tests/mojibake/sentences.tsv --limit 40 \
    --legitimate tests/mojibake/legitimate.txt --least 99,98 | grep -E '^(not )?ok'
