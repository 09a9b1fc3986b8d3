#!/bin/sh
# Everything that CI asks for, in order.  A step counts as its last line "N passed, N failed, N skipped" says,
# one without such a line as one test.
cd "$(dirname "$0")/.." || exit 1
strict='-O2 -g -Werror -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fstack-clash-protection -fcf-protection'
unset MAKEFLAGS MAKELEVEL # each step is a call of make like one by hand
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0

step() { # NAME COMMAND...
    echo "== $1"
    begin=$(date +%s)
    shift
    { "$@" 2>&1 || echo "step failed with status $?"; } | tee "$log"
    counts=$(sed -nE 's/^([0-9]+) passed, ([0-9]+) failed, ([0-9]+) skipped$/\1 \2 \3/p' "$log" | tail -n 1)
    if grep -q '^step failed with status' "$log"; then
        case $counts in '' | *' 0 '*) counts='0 1 0' ;; esac
    fi
    # shellcheck disable=SC2086 # three numbers
    set -- ${counts:-1 0 0}
    passed=$((passed + $1)) failed=$((failed + $2)) skipped=$((skipped + $3))
    echo "== took $(($(date +%s) - begin)) s"
}

step 'tests, gcc -Werror' make --no-print-directory test CC=gcc CFLAGS="$strict"
step 'format and lint' make --no-print-directory lint
# What does not run our code, or runs it for long in other languages, is asked once, above.
scripts='tests/check_faults.sh tests/check_fix.sh tests/check_form.sh tests/check_jobs.sh tests/check_plugins.sh tests/check_sites.sh'
step 'clang -Werror' make --no-print-directory test-built BUILD=build/clang CC=clang-14 CFLAGS="$strict" SCRIPTS="$scripts"
step 'sanitizers' make --no-print-directory san SCRIPTS="$scripts"
step 'valgrind' make --no-print-directory valgrind
step 'fuzzing' make --no-print-directory fuzz FUZZ_SECONDS=10
step 'end to end' make --no-print-directory e2e
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
