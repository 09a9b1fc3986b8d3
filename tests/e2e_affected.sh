#!/bin/sh
# --affected: what changes since a revision have caused in files that nobody asked for, with its cause.
#     e2e_affected.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
unset CI GITHUB_ACTIONS VIM INSIDE_EMACS PRE_COMMIT NO_COLOR CLICOLOR_FORCE
for name in $(env | sed -n 's/^\(GIT_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export HOME="$scratch/home" GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"
git config --global user.name 'A. Tester'
git config --global user.email 'tester@example.org'
git config --global init.defaultBranch main

# NAME STATUS EXPECTED COMMAND...: exit status, and all that is found, one "path:line:column rule" on a line.
found() {
    name=$1 status=$2 expected=$3
    shift 3
    out=$("$@" 2>"$scratch/errors" </dev/null)
    got=$?
    same "$name" "exit $status
$expected" "exit $got
$(printf '%s' "$out" | sed -E 's/^([^:]*:[0-9]+:[0-9]+): .* \[([^]]*)\]$/\1 \2/')"
}
# NAME PATTERN: what was printed last has it.
has() {
    printf '%s\n' "$out" | grep -qE -- "$2"
    result $? "$1" "$out
$(cat "$scratch/errors")"
}

# ---- A project with all that documents can refer to

mkdir -p project/docs/vereisten project/docs/maatregelen project/docs/beelden && cd project && git init -q .
cat >.keur.yaml <<'END'
extends: [general]
documents:
  vereiste:
    files: ["docs/vereisten/*.md"]
    schema:
      properties: { id: { keur-unique: true } }
  maatregel:
    files: ["docs/maatregelen/*.md"]
    schema:
      properties: { vereiste: { type: array, items: { keur-document: vereiste } } }
END
cat >mkdocs.yml <<'END'
site_name: Proef
nav:
  - index.md
  - vereisten/een.md
  - vereisten/twee.md
  - vereisten/drie.md
END
printf '# Begin\n\n[een](vereisten/een.md), [kop](vereisten/twee.md#eerste-kop)\n\n![beeld](beelden/beeld.svg)\n\n[oud](al-lang-weg.md)\n' >docs/index.md
for name in een twee drie; do
    printf -- '---\nid: v-%s\n---\n\n# Vereiste %s\n\n## Eerste kop\n\nTekst over %s, met genoeg woorden om een naam te herkennen.\n' $name $name $name >docs/vereisten/$name.md
done
printf -- '---\nvereiste:\n- een\n- drie\n---\n\n# Maatregel\n\nZie [twee](../vereisten/twee.md).\n' >docs/maatregelen/m.md
echo '<svg/>' >docs/beelden/beeld.svg
git add -A && git commit -qm begin

# CHANGE...: from the first commit, with the change.
after() {
    git reset -q --hard && git clean -qfd && eval "$1"
}

found 'as it was' 0 '' "$keur" check --affected docs/maatregelen/m.md
found 'what was there before is not told of' 1 'docs/index.md:7:7 links/missing-target' "$keur"

after 'rm docs/vereisten/een.md'
found 'deleted' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected docs/vereisten/drie.md
has 'the cause is named' '^docs/index.md:3:7: .*; caused by docs/vereisten/een.md, which was deleted since HEAD '
after 'git rm -q docs/vereisten/een.md'
found 'deleted, staged' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' env PRE_COMMIT=1 "$keur" --affected docs/vereisten/drie.md

after 'git mv docs/vereisten/een.md docs/vereisten/naam.md'
found 'renamed' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
docs/vereisten/naam.md:1:1 links/not-in-nav
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected docs/vereisten/naam.md
has 'the new name is suggested' 'did you mean "vereisten/naam.md"\? Caused by docs/vereisten/een.md, which became docs/vereisten/naam.md since HEAD'
has 'for a reference too' 'm.md:3:3:.*did you mean "naam"\?'
has 'and in mkdocs.yml' 'mkdocs.yml:4:5:.*did you mean "vereisten/naam.md"\?'
after 'mv docs/vereisten/een.md docs/vereisten/naam.md'
found 'renamed, unstaged' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
docs/vereisten/naam.md:1:1 links/not-in-nav
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected docs/vereisten/naam.md
has 'which git does not know yet' 'which became docs/vereisten/naam.md'
after 'git mv docs/vereisten docs/eisen'
"$keur" --affected docs/eisen/een.md 2>&1 | grep -c 'Caused by' >"$scratch/count"
same 'a folder is renamed: links and entries' 6 "$(cat "$scratch/count")"

after 'sed -i "s/## Eerste kop/## Begin/" docs/vereisten/*.md'
found 'a heading is changed' 1 'docs/index.md:3:32 links/missing-anchor' "$keur" --affected docs/vereisten/een.md
has 'of three changes the one' 'caused by docs/vereisten/twee.md, which has changed since HEAD|Caused by docs/vereisten/twee.md, which has changed since HEAD'
after 'sed -i "s/v-een/v-drie/" docs/vereisten/een.md'
found 'a value is there twice' 1 'docs/vereisten/drie.md:2:5 frontmatter/unique
docs/vereisten/een.md:2:5 frontmatter/unique' "$keur" --affected docs/vereisten/een.md
after 'sed -i "s/v-twee/v-drie/" docs/vereisten/twee.md; sed -i "s/woorden/veel woorden/" docs/vereisten/een.md; rm docs/beelden/beeld.svg'
found 'what changed otherwise is not told of' 1 'docs/index.md:5:10 links/missing-target
docs/vereisten/drie.md:2:5 frontmatter/unique' "$keur" --affected docs/maatregelen/m.md
has 'a picture is a cause too' 'docs/beelden/beeld.svg, which was deleted'
after 'sed -i "/drie.md/d" mkdocs.yml'
found 'the navigation does not list a page any more' 0 'docs/vereisten/drie.md:1:1 links/not-in-nav' "$keur" --affected docs/index.md --skip links/missing-target
has 'because of mkdocs.yml' 'caused by mkdocs.yml, which has changed since HEAD'
after 'sed -i "s/een.md/weg.md/" mkdocs.yml'
found 'an entry leads nowhere' 1 'docs/vereisten/een.md:1:1 links/not-in-nav
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected docs/maatregelen/m.md
after 'printf "# Een\n\n[x](een.md#niets)\n" >docs/vereisten/nieuw.md; git add -A'
found 'a new file that nobody asked for' 0 '' "$keur" --affected docs/maatregelen/m.md
found 'and when it is asked for' 1 'docs/vereisten/nieuw.md:3:5 links/missing-anchor' "$keur" --affected docs/vereisten/nieuw.md --only links/missing-anchor

# ---- What is asked for

after 'rm docs/vereisten/een.md'
found 'what is asked for is told of once, and whole' 1 'docs/index.md:3:7 links/missing-target
docs/index.md:7:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected docs/index.md
found 'with --since, only what is new' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected --since HEAD docs/index.md
found 'of everything' 1 'docs/index.md:3:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected --since HEAD
echo '[ook](niets.md)' >>docs/index.md
found 'changed lines are told of as well' 1 'docs/index.md:3:7 links/missing-target
docs/index.md:8:7 links/missing-target
docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' "$keur" --affected --since HEAD
after 'sed -i "s/## Eerste kop/## Begin/" docs/vereisten/twee.md; printf "\n[terug](#eerste-kop)\n" >>docs/vereisten/een.md; git commit -qam een; sed -i "s/## Eerste kop/## Begin/" docs/vereisten/een.md'
found 'in a file that is changed itself, on a line that is not' 1 'docs/vereisten/een.md:11:9 links/missing-anchor' "$keur" --affected --since HEAD docs/vereisten/een.md
found 'from where a branch began' 1 'docs/index.md:3:32 links/missing-anchor
docs/vereisten/een.md:11:9 links/missing-anchor' "$keur" --affected --since HEAD~1
git reset -q --hard HEAD~1
found 'a text that is not saved' 1 'docs/index.md:3:32 links/missing-anchor' sh -c "sed 's/Eerste kop/Kop/' docs/vereisten/twee.md | $keur --affected --stdin-filename docs/vereisten/twee.md -"
after 'rm docs/vereisten/een.md'
cat >"$scratch/fingerprint.py" <<'END'
import json, sys
print(sorted(f["fingerprint"] for f in json.load(sys.stdin)["findings"] if f["path"] != "docs/index.md"))
END
same 'findings keep their fingerprints' "$("$keur" -f json | /usr/bin/python3 "$scratch/fingerprint.py")" \
    "$("$keur" --affected -f json docs/vereisten/drie.md | /usr/bin/python3 "$scratch/fingerprint.py")"
for format in $("$keur" --help | sed -n '/^Formats/,/^$/s/^  \([a-z-]*\) .*/\1/p'); do
    out=$("$keur" --affected -f "$format" docs/vereisten/drie.md 2>"$scratch/errors")
    has "format $format names the cause" 'docs(/|%2F)vereisten(/|%2F)een.md'
done
"$keur" baseline -q
found 'what the baseline knows is not told of' 0 '' "$keur" --affected docs/vereisten/drie.md
rm .keur-baseline
found 'what a comment suppresses is not told of' 1 'docs/maatregelen/m.md:3:3 frontmatter/reference
mkdocs.yml:4:5 links/nav-entry' sh -c "sed -i '1s|.*|<!-- keur-disable-file links/missing-target: proef -->|' docs/index.md; git commit -qm s docs/index.md; $keur --affected docs/vereisten/drie.md"
git reset -q --hard HEAD~1
after 'rm docs/vereisten/een.md; echo "  - index.md" >>mkdocs.yml'
for jobs in 1 2 7; do "$keur" --affected -j $jobs -f json docs/vereisten/drie.md >"$scratch/jobs-$jobs" 2>/dev/null; done
cmp -s "$scratch/jobs-1" "$scratch/jobs-2" && cmp -s "$scratch/jobs-1" "$scratch/jobs-7"
result $? 'the same for any number of workers'

# ---- Where nothing can be told

expect() { # NAME STATUS PATTERN COMMAND...
    name=$1 status=$2 pattern=$3
    shift 3
    out=$("$@" 2>&1 </dev/null)
    [ $? -eq "$status" ] && printf '%s\n' "$out" | grep -qE -- "$pattern"
    result $? "$name" "$out"
}
expect 'with --fix' 2 'does not go with .--fix' "$keur" --affected --fix
expect 'elsewhere' 2 'goes with check' "$keur" baseline --affected
expect 'a revision that is not there' 2 "no revision 'weg'" "$keur" --affected --since weg docs/index.md
mkdir "$scratch/plain" && echo '# A' >"$scratch/plain/a.md"
expect 'outside of a repository' 2 'git: not a git repository' "$keur" --affected "$scratch/plain/a.md"
git init -q "$scratch/new" && echo '# A' >"$scratch/new/a.md"
expect 'before the first commit' 0 'no findings in 1' "$keur" --affected "$scratch/new/a.md"

# ---- A project below the top, asked from above, and lines that end in another way

git init -q "$scratch/top" && cd "$scratch/top" && mkdir -p sub/docs elders && echo 'extends: [general]' >sub/.keur.yaml
printf '# A\n\n[b](b.md)\n' >sub/docs/a.md
printf '# B\r\n\r\n[weg](weg.md)\r\n' >sub/docs/b.md
printf '# C\r\n\r\n[weg](weg.md)\r\n' >sub/docs/c.md
git config core.autocrlf input && git add . 2>/dev/null && git commit -qm begin
rm sub/docs/b.md
found 'a project below the top' 1 'sub/docs/a.md:3:5 links/missing-target' "$keur" --affected sub/docs/a.md
found 'from beside it' 1 '../sub/docs/a.md:3:5 links/missing-target' sh -c "cd elders && $keur --affected --since HEAD ../sub"
found 'a file with other ends of lines has not changed' 1 'sub/docs/a.md:3:5 links/missing-target' "$keur" --affected --since HEAD sub
echo "1..$tap_count"
