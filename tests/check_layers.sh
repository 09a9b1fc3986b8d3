#!/bin/sh
# Every include that tests/layers.txt does not allow is a failure; so the table is tested by lines that must fail.
cd "$(dirname "$0")/.." || exit 1
# shellcheck source=tests/tap.sh
. tests/tap.sh

# Reads lines "file:line:#include ..."; prints those that are not allowed.
forbidden() {
    awk -F: '
        NR == FNR && /^</ { owner[$1] = $2; gsub(/ /, "", owner[$1]); next }
        NR == FNR && /^[a-z]/ { allowed[$1] = " " $1 $2 " "; next }
        NR == FNR { next }
        {
            split($1, path, "/")
            match($0, /[<"][^>"]*[>"]/)
            target = substr($0, RSTART, RLENGTH)
            if (target ~ /^</) {
                if (target in owner && $1 != "src/" owner[target])
                    print $0 "  (only " owner[target] " includes it)"
                next
            }
            folder = path[2]
            to = target ~ /\// ? substr(target, 2, index(target, "/") - 2) : folder
            if (index(allowed[folder], " " to " ") == 0 && to != folder)
                print $0 "  (" folder " may not include " to ")"
        }' tests/layers.txt -
}

wrong=$(grep -nH '^#include' src/*/*.c src/*/*.h | forbidden)
[ -z "$wrong" ]
result $? 'src includes only what its layers allow' "$wrong"

wrong=$(grep -nH '^#include "' plugins/*/*.[ch] | grep -v '"keur_plugin.h"' | awk -F: '
    {
        match($0, /"[^"]*"/)
        folder = $1
        sub(/[^\/]*$/, "", folder)
        path = folder substr($0, RSTART + 1, RLENGTH - 2)
        if ((getline line <path) < 0)
            print
        close(path)
    }')
[ -z "$wrong" ]
result $? 'plugins include keur_plugin.h and their own folder' "$wrong"

caught=$(printf '%s\n' 'src/base/x.c:1:#include "parse/document.h"' 'src/check/y.c:2:#include <cmark.h>' \
    'src/load/z.c:3:#include "base/text.h"' | forbidden | wc -l)
same 'a breach is caught' 2 "$((caught))"
