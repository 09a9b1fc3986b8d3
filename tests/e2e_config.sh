#!/bin/sh
# A configuration at work: severities by path and document type, what `keur config` says of it, a first one
# from `keur init`, and its JSON Schema.
#     e2e_config.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
unset CI GITHUB_ACTIONS VIM INSIDE_EMACS PRE_COMMIT NO_COLOR CLICOLOR_FORCE

# NAME EXPECTED ARGUMENT...: path, severity and rule of each finding.
finds() {
    name=$1 expected=$2
    shift 2
    same "$name" "$expected" "$("$keur" check --quiet --format text "$@" 2>&1 |
        sed -E 's/^([^:]*):[0-9]+:[0-9]+: ([a-z]+): .*\[(.*)\]$/\1 \2 \3/')"
}

mkdir -p docs/eisen docs/archief
for name in docs/a.md docs/eisen/b.md docs/eisen/c.md docs/archief/d.md; do
    printf -- '---\nid: X\n---\n\n# %s\n\nZie [de gids](weg.md).\n' "$name" >$name
done
cat >.keur.yaml <<'END'
documents:
  eis: { files: ["docs/eisen/*.md"] }
rules:
  own/unique: { check: frontmatter/unique-value, severity: off, options: { key: id } }
  own/link: { check: links/missing-target, severity: info, files: ["docs/**", "!docs/a.md"], documents: [eis] }
overrides:
  - files: ["docs/archief/**"]
    rules: { links/missing-target: off }
  - documents: [eis]
    rules: { links/missing-target: warning, own/unique: error }
  - { files: ["**/c.md"], documents: [eis], rules: { own/unique: { severity: info }, own/link: off } }
END
finds 'severities by path and type' 'docs/a.md error links/missing-target
docs/eisen/b.md error own/unique
docs/eisen/b.md warning links/missing-target
docs/eisen/b.md info own/link
docs/eisen/c.md info own/unique
docs/eisen/c.md warning links/missing-target'
finds '--skip goes over overrides' 'docs/eisen/b.md error own/unique
docs/eisen/c.md info own/unique' --skip links
finds '--only too' 'docs/a.md error links/missing-target
docs/eisen/b.md warning links/missing-target
docs/eisen/c.md warning links/missing-target' --only links/missing-target
"$keur" check --quiet docs/archief
same 'where all is off nothing is found' 0 $?
"$keur" check --quiet --format sarif --fail-on never --output out.sarif
grep -q '"id":"own/unique"' out.sarif
result $? 'a rule that is on somewhere is among the rules of SARIF'

# NAME PATTERN ARGUMENT...: a line of `keur config`.
says() {
    name=$1 pattern=$2
    shift 2
    out=$("$keur" config "$@" 2>&1)
    echo "$out" | grep -qE -- "$pattern"
    result $? "$name" "$out"
}
says 'config: the type and its place' '^  document type +eis +\(\.keur\.yaml:2:3\)$' docs/eisen/c.md
says 'config: no type' '^  document type +none$' docs/a.md
says 'config: the dialect' '^  dialect +gfm +\(default\)$' docs/a.md
says 'config: the severity of a pack' '^  error +encoding/mojibake +pack general, encoding\.yaml:[0-9]+:[0-9]+$' docs/a.md
says 'config: an override' '^  info +own/unique +\.keur\.yaml:[0-9]+:68$' docs/eisen/c.md
says 'config: another override' '^  error +own/unique +\.keur\.yaml:[0-9]+:45$' docs/eisen/b.md
says 'config: an option and its place' '^    key: id +\(\.keur\.yaml:4:76\)$' docs/eisen/b.md
says 'config: off' '^  off +links/missing-target +\.keur\.yaml:[0-9]+:' docs/archief/d.md
says 'config: not for this file' '^  not here +own/link .*; only for documents: eis; only for files: docs/\*\*, !docs/a\.md$' docs/a.md
says 'config: not in this dialect' '^  not here +mkdocs/.*; only for dialects: python-markdown' docs/a.md
says 'config: --skip' '^  off +links/missing-target +--only or --skip$' --skip links docs/a.md
says 'config: the project' '^  off +own/unique +\.keur\.yaml:4:' 
says 'config: a misspelt file' 'cannot find' docs/b.md
printf 'extends: [./base.yaml]\nignore: [docs/archief/]\nrules: { links/missing-target: off }\n' >.keur.yaml
printf 'extends: [general]\nrules: { links/missing-target: info }\n' >base.yaml
says 'config: what was said before' 'links/missing-target +\.keur\.yaml:3:32; over info in base\.yaml:2:32; over error in pack general' docs/a.md
says 'config: an ignored file' 'no documents there' docs/archief/d.md

# ---- keur init

mkdir -p new/docs/sub && cd new || exit 1
git init -q .
echo '# Kop' >docs/a.md
(cd docs/sub && "$keur" init) >out.txt 2>&1
same 'init writes to the root of the project' 'wrote ../../.keur.yaml: pack general, for 1 document
next: keur' "$(cat out.txt)"
"$keur" >/dev/null 2>&1
same 'init: keur runs with what it wrote' 0 $?
out=$("$keur" init 2>&1)
same 'init leaves a configuration alone' 2 $?
echo "$out" | grep -q 'is there already'
result $? 'and says why' "$out"
rm .keur.yaml
echo 'site_name: Gids' >mkdocs.yml
mkdir docs/vereisten
for name in a b c; do
    printf -- '---\ntitle: T\nuitzondering: x\n---\n\n# Kop\n' >docs/vereisten/$name.md
done
same 'init recognises MkDocs and the Algoritmekader' 'wrote .keur.yaml: pack algoritmekader, for 4 documents, 3 of which have a type there
MkDocs: what is below docs is read as mkdocs.yml says
next: keur' "$("$keur" init 2>&1)"
same 'init: extends its pack' 'extends: [algoritmekader]' "$(grep ^extends .keur.yaml)"
same 'init takes no path' 2 "$("$keur" init docs >/dev/null 2>&1; echo $?)"

# ---- The JSON Schema of .keur.yaml

python=python3
$python -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3
mkdir "$scratch/judged" && cd "$scratch/judged" || exit 1
$python "$here/config_schema.py" "$keur" "$here/../docs/keur.schema.json" >"$scratch/log" 2>&1
result $? 'keur and the schema of .keur.yaml are asked' "$(cat "$scratch/log")"
while IFS= read -r line; do
    case $line in
    'ok '*) result 0 "${line#*- }" ;;
    'not ok '*) result 1 "${line#*- }" ;;
    *) echo "$line" ;;
    esac
done <"$scratch/log"
