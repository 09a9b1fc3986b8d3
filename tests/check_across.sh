#!/bin/sh
# Keywords of keur's own in a schema: values kept elsewhere, and values that concern other documents.
#     check_across.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p docs/rollen docs/eisen docs/maatregelen data

cat >.keur.yaml <<'END'
documents:
  eis:
    files: ["docs/eisen/*.md"]
    schema: eis.yaml
  maatregel:
    files: ["docs/maatregelen/*.md"]
    schema: { properties: { eis: { items: { keur-document: eis } } } }
END
cat >eis.yaml <<'END'
properties:
  id: { type: string, keur-unique: true, keur-file-name: { part: "[^:]+$", skip: "^[0-9]-" } }
  rollen: { type: array, items: { keur-values: { folder: docs/rollen, except: index } } }
  code: { keur-values: { csv: data/codes.csv, column: code } }
  label: { keur-values: { keys: data/labels.yaml, at: /extra/labels } }
  maatregel: { items: { keur-document: { types: maatregel, back: eis } } }
if: { keur-path: "eisen/2-" }
then: { required: [label] }
END
printf 'naam;code\n"een; ""twee""";A-1\nx;B-2\n' >data/codes.csv
printf 'extra:\n  labels:\n    hoog: 1\n    laag: 2\n' >data/labels.yaml
: >docs/rollen/jurist.md
: >docs/rollen/index.md

# NAME LINE...: a document with this front matter.
document() {
    name=$1
    shift
    { echo '---'; printf '%s\n' "$@"; printf -- '---\n\nTekst.\n'; } >"docs/$name.md"
}
document eisen/a-01-x 'id: urn:a-01' 'rollen: [jurist, index, juris]' 'code: A-3' 'label: hog' \
    'maatregel: [m1, m2, m9-zonder-pagina, a-01-x]'
document eisen/1-b-02-x 'id: urn:b-02' 'code: B-2' 'label: laag'
document eisen/2-c-03-x 'id: urn:a-01'
document maatregelen/m1 'eis: [a-01-x]'
document maatregelen/m2 'eis: [b-02-x]'

# shellcheck disable=SC2016
expected='docs/eisen/2-c-03-x.md:2:5: error: "urn:a-01" is the "id" of docs/eisen/a-01-x.md too; every document needs its own [frontmatter/unique]
docs/eisen/2-c-03-x.md:2:5: error: by its "id" the name of this file begins with "a-01-", and it is "2-c-03-x.md"; rename the file, or mend the "id" [frontmatter/file-name]
docs/eisen/2-c-03-x.md:3:1: error: required key "label" is missing [frontmatter/required-key]
docs/eisen/a-01-x.md:2:5: error: "urn:a-01" is the "id" of docs/eisen/2-c-03-x.md too; every document needs its own [frontmatter/unique]
docs/eisen/a-01-x.md:3:18: error: "index" is no allowed value of "rollen"; allowed: jurist [frontmatter/allowed-value]
docs/eisen/a-01-x.md:3:25: error: "juris" is no allowed value of "rollen"; did you mean "jurist"? [frontmatter/allowed-value]
docs/eisen/a-01-x.md:4:7: error: "A-3" is no allowed value of "code"; did you mean "A-1"? [frontmatter/allowed-value]
docs/eisen/a-01-x.md:5:8: error: "hog" is no allowed value of "label"; did you mean "hoog"? [frontmatter/allowed-value]
docs/eisen/a-01-x.md:6:17: warning: docs/maatregelen/m2.md does not name this document back: add "a-01-x" to its "eis" [frontmatter/mutual-reference]
docs/eisen/a-01-x.md:6:21: error: there is no document "m9-zonder-pagina" for "maatregel"; write the name of its file without ".md", or remove it [frontmatter/reference]
docs/eisen/a-01-x.md:6:39: error: "a-01-x" is no document of type maatregel: it is docs/eisen/a-01-x.md [frontmatter/reference]
docs/maatregelen/m2.md:2:7: error: there is no document "b-02-x" for "eis"; did you mean "1-b-02-x"? [frontmatter/reference]'
same 'every kind of value that concerns other places' "$expected" "$("$keur" check --quiet | LC_ALL=C sort)"
same 'one document, seen among the others' "$(echo "$expected" | grep '^docs/eisen/2-c')" \
    "$("$keur" check --quiet docs/eisen/2-c-03-x.md | LC_ALL=C sort)"
"$keur" check --quiet --format json docs/maatregelen docs/eisen/a-01-x.md |
    grep -q '"path": *"eis.yaml"'
result $? 'a finding names the place in the schema'

# LINE: what keur says about a schema with this keyword, without "FILE:".
mistake() {
    printf 'documents:\n  eis:\n    files: ["*.md"]\n    schema:\n      %s\n' "$1" >mistake.yaml
    "$keur" check --config mistake.yaml 2>&1 | sed -n 's/^mistake\.yaml://p'
}
same 'a folder that is not there' "5:30: error: there is no folder 'docs/rolen' in the project; the path begins at its root" \
    "$(mistake 'keur-values: { folder: docs/rolen }' | sed 's/^5:[0-9]*/5:30/')"
same 'a column that is not there' "5:51: error: the first row of 'data/codes.csv' has no column 'kode'" \
    "$(mistake 'keur-values: { csv: data/codes.csv, column: kode }')"
same 'a misspelt keyword of ours' "5:7: error: unknown keyword 'keur-uniqe'; did you mean 'keur-unique'?" \
    "$(mistake 'keur-uniqe: true' | sed 's/^5:[0-9]*/5:7/')"
same 'a key that a keyword does not have' "error: 'keur-document' has no key 'type'; did you mean 'types'?" \
    "$(mistake 'keur-document: { type: eis }' | sed 's/^[0-9:]* //')"
same 'a file outside the project is not read' "error: there is no file '../../etc/passwd' in the project; the path begins at its root" \
    "$(mistake 'keur-values: { keys: ../../etc/passwd }' | sed 's/^[0-9:]* //')"
