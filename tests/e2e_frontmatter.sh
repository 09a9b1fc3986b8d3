#!/bin/sh
# Front matter, as far as one document cannot show it: mistakes in schemas, values across documents.
#     e2e_frontmatter.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1

# SCHEMA...: what keur says about a schema of these lines, without "FILE:".
schema() {
    {
        printf 'documents:\n  eis:\n    files: ["*.md"]\n    schema:\n'
        printf '      %s\n' "$@"
    } >.keur.yaml
    "$keur" check 2>&1 | sed -n 's/^\.keur\.yaml:/&/p' | cut -d: -f2-
    "$keur" check >/dev/null 2>&1
    echo "exit $?"
}
printf -- '---\nid: 1\n---\n' >a.md

found=$(schema 'requird: [id]')
same 'a misspelt keyword is named where it stands' '5:16: error: '\''requird'\'' is no keyword of JSON Schema; did you mean '\''required'\''?
exit 2' "$found"
found=$(schema 'properties:' '  id:' '    x-order: 3')
same 'an unknown keyword that is no slip is let be' 'exit 0' "$found"
found=$(schema 'type: [string, text]')
echo "$found" | grep -q '^5:22: error: .*JSON Schema'
result $? 'no type of JSON Schema' "$found"
found=$(schema 'type: objcet')
echo "$found" | grep -q "did you mean 'object'?"
result $? 'a misspelt type' "$found"
found=$(schema 'minItems: -1' 'uniqueItems: 3' 'enum: a' 'required: id' 'properties: [id]' 'items: a' \
    'pattern: "("' | grep -c ': error: ')
same 'seven mistakes are seven messages' 7 "$found"
# shellcheck disable=SC2016
found=$(schema '$schema: https://json-schema.org/draft/2020-12/schema' '$id: x' 'title: a' 'description: b' \
    '$comment: c' 'default: {}' 'examples: []' 'deprecated: true')
same 'annotations are taken' 'exit 0' "$found"

cat >.keur.yaml <<'END'
documents:
  eis: { files: ["eisen/*.md"] }
rules:
  eigen/id:
    check: frontmatter/unique-value
    severity: error
    options: { key: id, documents: [eis] }
END
rm a.md
mkdir eisen
for name in a b c d; do
    printf -- '---\ntitle: %s\nid: EIS-%s\n---\n' $name "$(echo $name | tr abcd 1213)" >eisen/$name.md
done
printf -- '---\nid: EIS-1\n---\n' >los.md
same 'an id that two documents have' 'eisen/a.md:3:5: error: "EIS-1" is the "id" of eisen/c.md too; every document needs its own [eigen/id]
eisen/c.md:3:5: error: "EIS-1" is the "id" of eisen/a.md too; every document needs its own [eigen/id]' \
    "$("$keur" check --only eigen/id --quiet)"
