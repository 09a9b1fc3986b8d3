#!/bin/sh
# What `make install` lays down works where it lies, moved too; a plugin is built against it as docs/PLUGINS.md says.
#     e2e_install.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
root=$(cd "$here/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
make -s -C "$root" BUILD="$build" install DESTDIR="$scratch" PREFIX=/usr >"$scratch/log" 2>&1
result $? 'make install' "$(cat "$scratch/log")"
mv "$scratch/usr" "$scratch/elsewhere"
keur=$scratch/elsewhere/bin/keur

mkdir -p "$scratch/project"
cd "$scratch/project" || exit 1
printf 'Zie [de gids](gids.md).\n' >a.md
same 'an unpacked tree works unmoved' "a.md:1:15: error" "$("$keur" --no-project a.md 2>/dev/null | cut -d: -f1-4 | sed 's/: / /;s/ /: /;s/  */ /g' | cut -c1-16)"

plugins=$(PKG_CONFIG_PATH=$scratch/elsewhere/lib/pkgconfig pkg-config --define-prefix --variable=plugindir keur)
same 'pkg-config tells the plugin folder' "$scratch/elsewhere/lib/keur/plugins" "$plugins"
# shellcheck disable=SC2046 # one word per flag
cc -shared -fPIC -fvisibility=hidden -Wall -Wextra -Wpedantic -Werror \
    $(PKG_CONFIG_PATH=$scratch/elsewhere/lib/pkgconfig pkg-config --define-prefix --cflags keur) \
    "$root/docs/plugin/acme.c" -o "$scratch/acme.so" 2>"$scratch/log"
result $? 'the example plugin compiles out of tree' "$(cat "$scratch/log")"
[ "$(wc -l <"$root/docs/plugin/acme.c")" -lt 60 ]
result $? 'in under 60 lines'
printf 'rules:\n  acme/heading-punctuation: warning\n' >.keur.yaml
printf '# Een kop:\n' >b.md
same 'and finds what it is for' 'b.md:1:10: warning: heading ends with ":"' \
    "$("$keur" --plugin-dir "$scratch" --format text b.md 2>/dev/null | sed 's/, .*//; s/ \[.*//')"
"$keur" b.md >/dev/null 2>"$scratch/log"
same 'without the plugin the rule is an error' 2 $?
result $? 'that names it' "$(cat "$scratch/log")"
grep -q acme "$scratch/log"
result $? 'by its name' "$(cat "$scratch/log")"
