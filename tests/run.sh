#!/bin/sh
# Runs test programs, each given as one argument (a command line), as many at a time as there are cores,
# and counts their results, which are written in the Test Anything Protocol.  Ends with "N passed, N failed,
# N skipped".  A program that crashes, or tells no result at all, is a failure.
unset MAKEFLAGS MAKELEVEL # a test that calls make does so like a user
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT
count=0
for command; do
    count=$((count + 1))
    echo "$command" >"$logs/$count.command"
done
# shellcheck disable=SC2016 # the inner shell expands it
seq "$count" | CMOCKA_MESSAGE_OUTPUT=TAP xargs -P "${TEST_JOBS:-$(nproc)}" -I '{}' sh -c \
    'sh "$0/$1.command" >"$0/$1.log" 2>&1 </dev/null; echo $? >"$0/$1.status"' "$logs" '{}'
passed=0 failed=0 skipped=0
for number in $(seq "$count"); do
    log=$logs/$number.log command=$(cat "$logs/$number.command") status=$(cat "$logs/$number.status")
    # cmocka says "not ok N # SKIP", the protocol "ok N # SKIP".
    skips=$(grep -aciE '^(not )?ok .*# *skip' "$log")
    oks=$(grep -aE '^ok ' "$log" | grep -acviE '# *skip')
    bad=$(grep -aE '^not ok ' "$log" | grep -acviE '# *skip')
    if [ "$bad" -eq 0 ] && { [ "$status" -ne 0 ] || [ $((oks + skips)) -eq 0 ]; }; then
        bad=1
        echo "exit status $status, $oks results" >>"$log"
    fi
    if [ "$bad" -gt 0 ]; then
        echo "FAILED: $command"
        # Results that are fine are left out, what failing ones have to say is not.
        grep -avE '^ok ' "$log"
    else
        echo "ok: $command ($oks passed, $skips skipped)"
        grep -aiE '^# skipped|^(not )?ok .*# *skip' "$log"
    fi
    passed=$((passed + oks)) failed=$((failed + bad)) skipped=$((skipped + skips))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ]
