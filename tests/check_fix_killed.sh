#!/bin/sh
# However `keur fix` is stopped, a document is the old or the new one.
#     check_fix_killed.sh BUILD-FOLDER [KILLS [FOLDER...]]
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
kills=${2-8}
if [ $# -gt 2 ]; then shift 2; else set -- "$here/../docs/examples"; fi
out=$(/usr/bin/python3 "$here/killing.py" "$keur" "$kills" "$@" 2>&1)
result $? "killed at random moments: $out" "$out"
