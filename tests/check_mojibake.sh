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

tap_count=1
# The names of files: no case of theirs is kept, since not every file system could hold it.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
echo '# x' >"$folder/coÃ¶rdinatie.md"
echo '# x' >"$folder/één NÃO – Привет.md"
"$1/keur" check --no-config --no-project --only encoding --fail-on never "$folder" >"$folder/found" 2>/dev/null
grep -q 'meant "coördinatie.md"' "$folder/found" && [ "$(grep -c mojibake "$folder/found")" = 1 ]
result $? 'a garbled name of a file is found, and no other name' "found: $(cat "$folder/found")"
