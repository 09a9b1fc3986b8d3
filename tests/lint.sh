#!/bin/sh
# Format, clang-tidy, cppcheck, shellcheck, mandoc; results as TAP.
#     lint.sh FILE...
count=0 failures=0
gate() { # NAME COMMAND...
    name=$1
    shift
    count=$((count + 1))
    if out=$("$@" 2>&1); then
        echo "ok $count - $name"
    else
        echo "not ok $count - $name"
        echo "$out" | grep -avE 'warnings? generated' | head -n 100 | sed 's/^/#   /'
        failures=$((failures + 1))
    fi
}

# Tests are formatted and compiled strictly; what is shipped is analysed.
shipped=$(printf '%s\n' "$@" | grep -E '^(src|plugins)/.*\.c$')
# Flags are in compile_flags.txt, which clangd reads too.  The analyzer takes ten times as long as all other
# checks: ANALYZE=1 (`make analyze`) asks for it.
[ -n "${ANALYZE-}" ] && analyzer='' || analyzer='-clang-analyzer-*'
tidy() {
    printf '%s\n' "$@" | xargs -P 2 -n 8 clang-tidy-14 --quiet "--checks=$analyzer"
}
gate 'clang-format' clang-format-14 --dry-run --Werror "$@"
# shellcheck disable=SC2086
gate 'clang-tidy' tidy $shipped
# shellcheck disable=SC2086
gate 'cppcheck' cppcheck --quiet --error-exitcode=1 --std=c11 --enable=warning,performance,portability --inline-suppr \
    --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -Isrc -Isrc/api -j 2 $shipped
gate 'shellcheck' shellcheck -x .ci/run .ci/deps packaging/*/*.sh tests/*.sh
gate 'mandoc' mandoc -T lint docs/keur.1
[ "$failures" -eq 0 ]
