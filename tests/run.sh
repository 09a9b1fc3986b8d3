#!/bin/sh
# Runs test programs, each given as one argument (a command line), and counts their results, which are
# written in the Test Anything Protocol.  Ends with "N passed, N failed, N skipped".
# A program that crashes, or tells no result at all, is a failure.
log=$(mktemp)
trap 'rm -f "$log"' EXIT
passed=0 failed=0 skipped=0
for command; do
    CMOCKA_MESSAGE_OUTPUT=TAP sh -c "$command" >"$log" 2>&1 </dev/null
    status=$?
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
