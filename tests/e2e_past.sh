#!/bin/sh
# A team with a past: suppressions, and findings that are known.
#     e2e_past.sh BUILD-FOLDER
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
# NAME PATTERN FILE: a pattern is nowhere in it.
lacks() {
    ! grep -qE -- "$2" "$3"
    result $? "$1" "$(cat "$3")"
}

# ---- Suppressions, of checks of one document and of the project
mkdir suppressed && cd suppressed || exit 1
cat >.keur.yaml <<'END'
rules:
  handboek/unique-id:
    check: frontmatter/unique-value
    severity: error
    options: { key: id }
END
printf -- '---\nid: A-1\n---\n# A\n' >a.md
printf -- '---\nid: A-1 # keur-disable-line handboek/unique-id: wordt samengevoegd\n---\n# B\n\n[x](weg.md) <!-- keur-disable-line links/missing-target -->\n' >b.md
expect 'of checks of one document and of the project' 1 '^a.md:2:.*unique-id' "$keur"
"$keur" --jobs 4 >out 2>&1
lacks 'not where it is suppressed, whatever the number of workers' '^b.md' out
rm out
expect 'checks that did not run are not judged' 0 'no findings' "$keur" --no-project b.md
expect 'rules that did not run are not judged' 0 'no findings' "$keur" --skip links b.md
expect 'in standard input' 0 'no findings' sh -c "$keur --stdin-filename b.md - <b.md"
expect 'suppressions' 0 '^b.md:2:9: keur-disable-line handboek/unique-id: wordt samengevoegd \(1 finding\)$' "$keur" suppressions
expect 'suppressions of a path' 0 '^$' "$keur" suppressions a.md
"$keur" suppressions --format json >out.json
/usr/bin/python3 -c 'import json; s = json.load(open("out.json"))["suppressions"]; assert [(x["line"], x["rule"], x["findings"]) for x in s] == [(2, "handboek/unique-id", 1), (6, "links/missing-target", 1)], s'
result $? 'suppressions as JSON' "$(cat out.json)"
sed -i 's/^id: A-1$/id: A-2/' a.md
expect 'one that is fixed' 1 '^b.md:2:9: warning: handboek/unique-id finds nothing on this line.*unused-suppression' "$keur"
cd ..

# ---- A baseline
mkdir -p known/docs && cd known || exit 1
: >.keur.yaml
printf '# A\n\n[x](weg.md)\n' >docs/a.md
printf '# B\n\n[x](weg.md)\n\n[y](weg.md)\n' >docs/b.md
expect 'baseline' 0 '^\.keur-baseline: 3 known findings, 3 of them new$' "$keur" baseline
cp .keur-baseline first
expect 'known findings are not told' 0 '^keur: 3 known findings are not shown: .keur-baseline$' "$keur"
expect '--no-baseline tells them' 1 '^docs/a.md:3:' "$keur" --no-baseline
expect 'nor in standard input' 0 'no findings' sh -c "$keur --stdin-filename docs/a.md - <docs/a.md"
expect 'nor from a folder below' 0 'not shown: ../.keur-baseline' sh -c "cd docs && $keur"
"$keur" baseline >out && cmp -s first .keur-baseline
result $? 'it is written the same again' "$(diff first .keur-baseline)"
printf '# A\n\nNieuw.\n\n> Regels.\n\n[x](weg.md)\n' >docs/a.md
expect 'lines move' 0 'no findings' "$keur"
printf '\n[x](weg.md) en [z](ook-weg.md)\n' >>docs/b.md
expect 'new ones are told' 1 '^docs/b.md:7:' "$keur"
"$keur" >out 2>&1
lacks 'and only those' '^docs/(a|b.md:[35])' out
printf '# B\n\n[x](weg.md)\n' >docs/b.md
expect 'fixed ones are told' 0 '^keur: 1 known finding is fixed: .keur baseline --prune.' "$keur"
expect 'of what was checked' 0 'no findings' "$keur" docs/a.md
"$keur" docs/a.md >out 2>&1
lacks 'and only of that' fixed out
printf '\n[n](nieuw.md)\n' >>docs/a.md
expect '--prune' 0 '^\.keur-baseline: 2 known findings, 1 fixed and out$' "$keur" baseline --prune
expect 'which adds nothing' 1 'nieuw.md' "$keur"
expect 'only of a path' 0 '3 known findings, 1 of them new' "$keur" baseline docs/a.md
mv docs/b.md docs/c.md
expect 'a renamed document' 0 'no findings' "$keur"
expect 'is known by its name from then on' 0 ': 3 known findings$' "$keur" baseline
expect 'which is written' 0 '^docs/c.md$' cat .keur-baseline
expect 'what is not looked at stays' 0 ': 3 known findings$' "$keur" baseline --only encoding
printf '<<<<<<< HEAD\n' >>.keur-baseline
expect 'a conflict' 2 '^\.keur-baseline:[0-9]+:1: error: .*not merged; .keur baseline. writes' "$keur"
rm .keur-baseline docs/a.md docs/c.md && echo '# A' >docs/a.md
expect 'nothing to know' 0 'no file is needed' "$keur" baseline
printf '# A\n\n[x](weg.md)\n' >docs/a.md
mkdir -p elsewhere && echo 'baseline: elsewhere/known.txt' >.keur.yaml
expect 'another file' 0 '^elsewhere/known.txt: 1 known' "$keur" baseline
expect 'is read' 0 'not shown: elsewhere/known.txt' "$keur"
echo '# A' >docs/a.md
expect 'an empty one goes' 0 'the file is gone, 1 fixed' "$keur" baseline
[ ! -e elsewhere/known.txt ]
result $? 'from the disk'
printf '# A\n\n[x](weg.md)\n' >docs/a.md
echo 'baseline: ../known.txt' >.keur.yaml
expect 'not out of the project' 2 '^.keur.yaml:1:11: error: .baseline. takes' "$keur"
echo 'baseline: link/known.txt' >.keur.yaml
mkdir "$scratch/outside" && ln -s "$scratch/outside" link
expect 'nor through a link' 2 'not in the project' "$keur" baseline
: >"$scratch/outside/file" && : >.keur.yaml && ln -s "$scratch/outside/file" .keur-baseline
rm .keur-baseline && ln -s "$scratch/outside/none" .keur-baseline
expect 'a link is replaced' 0 '1 known' "$keur" baseline
[ ! -e "$scratch/outside/none" ] && [ -f .keur-baseline ] && [ ! -L .keur-baseline ]
result $? 'and not followed' "$(ls -l .keur-baseline)"
expect '--prune without baseline' 2 'goes with baseline' "$keur" --prune
expect 'baseline of standard input' 2 'not standard input' "$keur" baseline -
echo "1..$tap_count"
