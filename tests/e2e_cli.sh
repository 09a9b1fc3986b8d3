#!/bin/sh
# The command line as a new user meets it: wrong flags, broken configuration, files that are no text, empty folders.
#     e2e_cli.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
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

mkdir -p project/docs project/empty
cd project || exit 1
echo '# Titel' >docs/good.md
printf '# Titel\n\nZie [de gids](weg.md).\n' >docs/bad.md
: >.keur.yaml

expect '--version' 0 '^keur [0-9]+\.[0-9]+' "$keur" --version
expect '--help' 0 'Exit status' "$keur" --help
expect 'a good document' 0 '1 document' "$keur" docs/good.md
expect 'a bad document' 1 '^docs/bad.md:3:[0-9]+: error: .* \[links/missing-target\]$' "$keur" docs/bad.md
expect 'the whole project' 1 '2 documents' "$keur"
printf 'rules: { spelling/unknown-word: { severity: info, options: { words: lijst.txt } } }\n' >words.yaml
expect 'a file of words that would be taken for a word' 2 'words.yaml:1:69: error: .* named .yaml' \
    "$keur" --config words.yaml docs/good.md
rm words.yaml
expect 'from a folder below' 1 '^bad.md:3:' sh -c "cd docs && $keur"
expect '--fail-on never' 0 'weg.md' "$keur" --fail-on never docs
expect '--quiet' 0 '^$' "$keur" --quiet docs/good.md
expect '--skip a rule' 0 '' "$keur" --skip links/missing-target docs
expect '--skip a plugin' 0 '' "$keur" --skip links docs
expect '--only another rule' 0 '' "$keur" --only encoding/mojibake docs
expect 'a misspelt rule' 2 "did you mean 'links/missing-target'" "$keur" --skip links/mising-target docs
expect 'a misspelt option' 2 "did you mean '--fail-on'" "$keur" --fial-on never docs
expect 'a misspelt value' 2 "did you mean 'never'" "$keur" --fail-on nevr docs
expect 'an unknown format' 2 'one of: text, full, json' "$keur" --format yards docs
expect 'a misspelt format' 2 "did you mean 'json'" "$keur" --format jsn docs
expect '--help lists the formats' 0 '^  json +one object' "$keur" --help
expect 'a format that rules does not have' 2 'text, markdown' "$keur" rules --format json
expect 'rules of a path' 2 'takes no path' "$keur" rules docs
expect 'an empty path' 2 'a path is empty' "$keur" ''
expect 'standard input among paths' 2 "'-' stands alone" "$keur" docs -
expect 'a name for standard input that is not read' 2 "goes with '-'" "$keur" --stdin-filename docs/good.md
expect 'rules on a full disk' 2 'cannot write' sh -c "$keur rules >/dev/full"
expect 'help on a full disk' 2 'cannot write' sh -c "$keur --help >/dev/full"
expect 'a missing path' 2 'no-such.md' "$keur" no-such.md
expect 'the rest is still checked' 2 'weg.md' "$keur" no-such.md docs/bad.md
expect 'an empty folder' 0 'no documents' "$keur" empty
expect 'a word like a command' 2 'check' "$keur" check ./check
expect 'standard input' 1 '^docs/new.md:1:[0-9]+: error: .*weg.md' sh -c "echo '[x](weg.md)' | $keur --stdin-filename docs/new.md -"
expect 'JSON' 1 '"rule": *"links/missing-target"' "$keur" --format json docs
expect 'rules' 0 'links/missing-target +error' "$keur" rules
expect 'explain' 0 'Why' "$keur" explain links/missing-target
expect 'explain a misspelt rule' 2 "did you mean 'links/missing-target'" "$keur" explain links/missing-targt
expect 'explain the rule of the core' 0 'too deep' "$keur" explain keur/limit
expect 'skip the rule of the core' 2 'always on' "$keur" --skip keur/limit docs
expect 'rules lists it' 0 'keur/limit +error' "$keur" rules
expect 'the configuration of the rule of the core' 2 ':1:[0-9]+: error: .*always on' sh -c "printf 'rules: { keur/limit: off }\n' >.keur.yaml; $keur docs"
: >.keur.yaml
"$keur" --output out.txt docs 2>/dev/null
same '--output' 1 "$(wc -l <out.txt)"
"$keur" --format text --format json --output out.json --format sarif --output=out.sarif docs >both.txt 2>/dev/null
same 'several formats: one on standard output' "$(cat out.txt)" "$(cat both.txt)"
grep -q '"findings"' out.json && grep -q '"runs"' out.sarif
result $? 'several formats: each in its file' "$(ls -l out.*)"
"$keur" --statistics --format json --output again.json docs >counts.txt 2>/dev/null
same '--statistics' '     1  error    links/missing-target' "$(sed 's/ (.*//' counts.txt)"
cmp -s out.json again.json
result $? '--statistics leaves a format with a file of its own'
expect '--statistics instead of findings' 2 'standard output' "$keur" --statistics --format json docs
expect '--output goes with check' 2 "'--output' goes with check" "$keur" rules --output rules.txt
expect '--output goes with check, not with explain' 2 "'--output' goes with check" "$keur" explain links/unclosed --format markdown --output x
expect '--statistics goes with check' 2 "'--statistics' goes with check" "$keur" explain --statistics links/unclosed
expect 'no formats of init' 2 'has no formats' "$keur" init --format json
expect 'one format of trace' 2 'one format' "$keur" trace --format csv --format json
expect 'two formats on standard output' 2 'would mix' "$keur" -f text -f json docs
rm -f out.json out.sarif again.json both.txt counts.txt
expect 'a misspelt shell' 2 'did you mean zsh' "$keur" completions zhs
expect 'an unwritable output' 2 'cannot write' "$keur" --output /nonexistent/x docs
out=$("$keur" docs 2>&1 >/dev/full)
same 'a full disk' 2 $?
echo "$out" | grep -q 'cannot write'
result $? 'says so' "$out"

head -c 5000 /dev/urandom >docs/noise.bin
"$keur" docs/noise.bin >/dev/null 2>&1
[ $? -le 1 ]
result $? 'a file that is no text'
printf 'a\000b' >docs/nul.md
expect 'a NUL byte' 1 'docs/nul.md:1:2: error: .*\[encoding/nul-byte\]' "$keur" docs/nul.md
rm docs/nul.md
if [ "$(id -u)" -ne 0 ]; then
    : >docs/locked.md && chmod 0 docs/locked.md
    expect 'an unreadable file' 2 'locked.md' "$keur" docs
    rm -f docs/locked.md
else
    skip 'an unreadable file' 'root may read everything'
fi

expect 'a broken configuration' 2 '^\.?/?.*\.keur\.yaml:2:[0-9]+: error: ' sh -c "printf 'rules:\n  links/missing-target: loud\n' >.keur.yaml; $keur docs"
expect 'a misspelt key' 2 "did you mean .?rules" sh -c "printf 'ruls: {}\n' >.keur.yaml; $keur docs"
expect 'YAML that does not parse' 2 '\.keur\.yaml:1:[0-9]+: error: ' sh -c "printf 'a: [\n' >.keur.yaml; $keur docs"
expect 'an unknown pack' 2 'algoritmekader' sh -c "printf 'extends: [algoritmekadr]\n' >.keur.yaml; $keur docs"
expect 'a rule without plugin' 2 'acme' sh -c "printf 'rules: { acme/x: error }\n' >.keur.yaml; $keur docs"
expect 'a rule without check' 2 'links/nothing' sh -c "printf 'rules: { links/nothing: error }\n' >.keur.yaml; $keur docs"
expect 'a missing configuration' 2 'no-such.yaml' "$keur" --config no-such.yaml docs
expect '--no-config' 1 'weg.md' "$keur" --no-config docs
: >.keur.yaml

# A document cannot give commands to a CI runner, nor draw on a terminal.
printf '[x](##[error]x.md)\n' >'docs/::error::x.md'
GITHUB_ACTIONS=true "$keur" docs >out.txt 2>&1
if grep -E '^ *::|##\[' out.txt; then false; fi
result $? 'no command in the output' "$(cat out.txt)"
rm 'docs/::error::x.md'
printf '[x](a\033[31mb\342\200\256c.md)\n' >docs/escape.md
"$keur" docs/escape.md >out.txt 2>&1
LC_ALL=C grep -q "$(printf '\033')" out.txt
[ $? -eq 1 ]
result $? 'control characters are escaped' "$(cat -v out.txt)"
rm docs/escape.md

ln -s ../docs/bad.md docs/link.md
same 'a link is linted once, at its real path' 'docs/bad.md' "$("$keur" docs 2>/dev/null | cut -d: -f1 | sort -u)"
rm docs/link.md
echo '[x](weg.md)' >../outside.md
ln -s ../../outside.md docs/out.md
"$keur" docs 2>/dev/null | grep -q out.md
[ $? -eq 1 ]
result $? 'a link that leaves the project is not followed'
expect 'a link that is named says where it leads' 2 'outside.md.: name that path' "$keur" docs/out.md
"$keur" docs/out.md 2>&1 | grep -q 'no documents'
[ $? -eq 1 ]
result $? 'nothing but that'
rm docs/out.md
expect 'a folder of plugins that is not there' 2 "there is no folder 'no-such'" "$keur" --plugin-dir no-such docs
# Hooks name many files: the mistakes of their configuration are told once.
same 'a mistake is told once' 1 "$(
    printf 'ruls: {}\n' >.keur.yaml
    "$keur" docs/good.md docs/bad.md 2>&1 | grep -c ruls
)"
: >.keur.yaml
mkdir gone
expect 'a working directory that is gone' 2 'working directory' sh -c "cd gone && rmdir ../gone && $keur $scratch/project/docs"
expect 'a configuration without rules' 2 'no rule is on' sh -c "printf 'extends: []\n' >.keur.yaml; $keur docs"
