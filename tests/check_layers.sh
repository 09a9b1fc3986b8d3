#!/bin/sh
# Every include that tests/layers.txt does not allow is a failure; so the table is tested by a file that must fail.
cd "$(dirname "$0")/.." || exit 1
table=tests/layers.txt

# FOLDER: lines "file:line:#include ..." on standard input; prints those that are not allowed.
forbidden() {
    while IFS= read -r include; do
        file=${include%%:*}
        target=$(expr "$include" : '.*#include *\([<"][^>"]*[>"]\)')
        folder=$(expr "$file" : '[^/]*/\([^/]*\)/')
        case $target in
        '<'*)
            owner=$(sed -n "s|^$target: ||p" "$table")
            case " $file" in *"/$owner" | *" $owner") owner= ;; esac
            [ -z "$owner" ] || echo "$include  (only $owner includes it)" ;;
        *)
            to=$(expr "$target" : '"\([^/]*\)/') || to=$folder
            allowed=" $folder $(sed -n "s/^$folder://p" "$table") "
            case $allowed in *" $to "*) ;; *) echo "$include  ($folder may not include $to)" ;; esac ;;
        esac
    done
}

wrong=$(grep -nH '^#include' src/*/*.c src/*/*.h | forbidden)
if [ -z "$wrong" ]; then
    echo 'ok 1 - src includes only what its layers allow'
else
    echo 'not ok 1 - src includes only what its layers allow'
    echo "$wrong" | sed 's/^/#   /'
fi

wrong=$(grep -nH '^#include "' plugins/*/*.[ch] | grep -v '"keur_plugin.h"' |
    while IFS=: read -r file line text; do
        target=$(expr "$text" : '#include "\(.*\)"')
        [ -e "$(dirname "$file")/$target" ] || echo "#   $file:$line: $text"
    done)
if [ -z "$wrong" ]; then
    echo 'ok 2 - plugins include keur_plugin.h and their own folder'
else
    echo 'not ok 2 - plugins include keur_plugin.h and their own folder'
    echo "$wrong"
fi

caught=$(printf '%s\n' 'src/base/x.c:1:#include "parse/document.h"' 'src/check/y.c:2:#include <cmark.h>' \
    'src/load/z.c:3:#include "base/text.h"' | forbidden | wc -l)
if [ "$caught" -eq 2 ]; then
    echo 'ok 3 - a breach is caught'
else
    echo "not ok 3 - a breach is caught ($caught of 2)"
fi
