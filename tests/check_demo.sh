#!/bin/sh
# What `make demo` shows is what it is expected to show.
#     check_demo.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
shown=$("$here/demo.sh" "$1" 2>&1)
result $? 'the examples have the expected findings' "$shown"
