#!/bin/sh
# A configuration at work: severities by path and document type.
#     e2e_config.sh BUILD-FOLDER
here=$(dirname "$0")
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
    printf -- '---\nid: X\n---\n\n# Kop\n\nZie [de gids](weg.md).\n' >$name
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
