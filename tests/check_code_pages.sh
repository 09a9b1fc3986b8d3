#!/bin/sh
# The table of code pages is what its generator writes.
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
cd "$here/.." || exit 1

if [ ! -x /usr/bin/python3 ]; then
    skip "code pages" "no /usr/bin/python3"
    exit 0
fi
/usr/bin/python3 plugins/encoding/code_pages.py | cmp -s - plugins/encoding/code_page_table.c
result $? 'code_page_table.c is what code_pages.py writes' "run: plugins/encoding/code_pages.py >plugins/encoding/code_page_table.c"
