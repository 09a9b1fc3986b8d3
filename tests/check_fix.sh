#!/bin/sh
# Documents mended on the disk: what is written, what is not, and what is said.
#     check_fix.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
unset CI GITHUB_ACTIONS VIM INSIDE_EMACS PRE_COMMIT NO_COLOR CLICOLOR_FORCE

# NAME STATUS PATTERN COMMAND...: exit status, and a pattern in what it prints.
expect() {
    name=$1 status=$2 pattern=$3
    shift 3
    out=$("$@" 2>&1 </dev/null)
    got=$?
    [ "$got" -eq "$status" ] && echo "$out" | grep -qE -- "$pattern"
    result $? "$name" "exit $got
$out"
}

# A line with a defect that has a certain repair, and the line as it should be.
broken='Zie [de gids] (https://example.org/gids).'
mended='Zie [de gids](https://example.org/gids).'

: >.keur.yaml
mkdir docs
write() {
    printf '# Titel\n\n%s\n' "$broken" >"$1"
}
# NAME FILE: it is mended, and nothing but that.
is_mended() {
    same "$1" "$(printf '# Titel\n\n%s\n' "$mended")" "$(cat "$2")"
}
is_broken() {
    same "$1" "$(printf '# Titel\n\n%s\n' "$broken")" "$(cat "$2")"
}

# ---- What is done

write docs/a.md
expect 'a diff' 1 '^\+Zie \[de gids\]\(' "$keur" fix --diff
is_broken 'a diff writes nothing' docs/a.md
expect 'check --diff is the same' 1 '^\+\+\+ b/docs/a.md' "$keur" --diff
expect 'a document is mended' 0 '^docs/a.md:3:[0-9]+: mended: ' "$keur" fix
is_mended 'so it stands on the disk' docs/a.md
expect 'there is nothing to mend twice' 0 'nothing to mend' "$keur" fix
expect 'a diff without a difference' 0 'nothing to mend' "$keur" fix --diff

write docs/a.md
printf 'Zie [weg](weg.md).\n' >>docs/a.md
expect 'check --fix tells what is left' 1 '^docs/a.md:4:.*weg.md' "$keur" check --fix
same 'and mends the rest' "$mended" "$(sed -n 3p docs/a.md)"

write docs/a.md
"$keur" fix --diff 2>/dev/null >fix.diff
git init -q . && git apply fix.diff
is_mended 'git apply takes the diff' docs/a.md

write docs/a.md
expect 'another rule' 0 'nothing to mend' "$keur" fix --fix-only encoding
expect 'a rule that is not there' 2 "did you mean 'encoding" "$keur" fix --fix-only encodign
is_broken 'nothing was mended for another rule' docs/a.md
expect 'this rule' 0 '1 finding mended' "$keur" fix --fix-only links/space-before-target
printf '# Titel\n\nZie www.\n' >docs/a.md

# ---- Standard input

same 'standard input' "$mended" "$(echo "$broken" | "$keur" fix --stdin-filename docs/new.md - 2>/dev/null)"
same 'standard input without a defect' 'Tekst.' "$(echo 'Tekst.' | "$keur" fix - 2>/dev/null)"
same 'no final newline' "$mended|" "$(printf '%s' "$broken" | "$keur" fix - 2>/dev/null)|"
expect 'a diff of standard input' 1 '^\+Zie \[de gids\]\(' sh -c "echo '$broken' | $keur fix --diff -"

# ---- Wrong use

expect 'check --fix of standard input' 2 'keur fix -' "$keur" check --fix -
expect 'a format' 2 'check --fix' "$keur" fix --format json
expect 'unsafe fixes of nothing' 2 'goes with mending' "$keur" --unsafe-fixes

# ---- How files are written

write docs/a.md
chmod 640 docs/a.md
"$keur" fix -q
same 'permissions stay' 640 "$(stat -c %a docs/a.md)"
printf '# Titel\r\n\r\n%s\r\nnog [een] (https://example.org)' "$broken" >docs/a.md
"$keur" fix -q
printf '# Titel\r\n\r\n%s\r\nnog [een](https://example.org)' "$mended" | cmp -s - docs/a.md
result $? 'line endings and a missing one stay'

write docs/a.md
ln -s a.md docs/link.md
"$keur" fix -q docs/link.md
is_mended 'the target of a symbolic link is mended' docs/a.md
[ -L docs/link.md ]
result $? 'a symbolic link stays one'
rm docs/link.md

mkdir ../outside.$$ && write ../outside.$$/b.md
ln -s "$scratch/../outside.$$/b.md" docs/out.md
expect 'a link that leads out' 2 'leads out of its project' "$keur" fix docs/out.md
is_broken 'what lies outside stays' "../outside.$$/b.md"
rm -r docs/out.md "../outside.$$"

# ---- What is refused, while the rest is done

write docs/a.md
write docs/b.md
chmod 444 docs/a.md
expect 'a file that is read-only' 2 "'docs/a.md' is not changed: it is read-only" "$keur" fix
is_broken 'it stays' docs/a.md
is_mended 'the rest is done' docs/b.md
chmod 644 docs/a.md
write docs/b.md
ln docs/a.md docs/second.md
expect 'a file with two names' 2 "'docs/a.md' is not changed: .*hard link" "$keur" fix
is_mended 'the rest is done then too' docs/b.md
rm docs/second.md
expect 'then the file is mended' 0 'docs/a.md' "$keur" fix

# ---- What a killed run leaves

touch docs/.keur-fix-AbC123 docs/.keur-fix-longer-name docs/.keur-other
write docs/a.md
expect 'leftovers are told' 0 'removed 1 unfinished file' "$keur" fix
same 'and nothing else is removed' '.keur-fix-longer-name .keur-other a.md b.md ' "$(find docs -mindepth 1 | sort | sed 's,docs/,,' | tr '\n' ' ')"
touch docs/.keur-fix-AbC123
exec 9<docs/.keur-fix-AbC123
flock 9
"$keur" fix -q
[ -e docs/.keur-fix-AbC123 ]
result $? 'what another run is writing stays'
