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

# ---- Schemas that documents name themselves ----

cd "$scratch" || exit 1
mkdir -p named/docs/a named/schemas
printf 'enum: [secret]\n' >outside.yaml
cd named || exit 1
cat >.keur.yaml <<'END'
schemas:
  https://example.org/page.json: schemas/page.yaml
  https://example.org/count.json: { type: integer }
documents:
  typed: { files: ["docs/a/typed.md"], schema: { required: [owner] } }
END
cat >schemas/page.yaml <<'END'
additionalProperties: false
properties: { title: { type: string }, status: { enum: [draft] }, part: { $ref: "https://example.org/count.json" } }
END
printf 'type: objct\n' >schemas/broken.yaml
ln -s ../../outside.yaml schemas/link.yaml

# KEYS: what keur says of a page with this front matter, without its name.
page() {
    printf -- '---\n%s\n---\n\nText.\n' "$1" >"docs/a/${2-page}.md"
    "$keur" check --quiet "docs/a/${2-page}.md" 2>&1 | cut -d: -f2-
    rm "docs/a/${2-page}.md"
}
wrong='3:9: error: "drft" is no allowed value of "status"; did you mean "draft"? [frontmatter/allowed-value]'
for name in ../../schemas/page.yaml /schemas/page.yaml https://example.org/page.json; do
    same "\$schema: $name" "$wrong" "$(page "\$schema: $name
status: drft")"
    same "the comment with $name" "$wrong" "$(page "# yaml-language-server: \$schema=$name
status: drft")"
done
# shellcheck disable=SC2016
{
    same 'a reference to an address' '3:1: error: "part" must be a whole number, not text [frontmatter/type]' \
        "$(page '$schema: /schemas/page.yaml
part: x')"
    same 'it judges besides the schema of the type' '3:9: error: "drft" is no allowed value of "status"; did you mean "draft"? [frontmatter/allowed-value]
4:1: error: required key "owner" is missing [frontmatter/required-key]' \
        "$(page '$schema: /schemas/page.yaml
status: drft' typed)"
    same 'a mistake in it is told where it is named' \
        '2:10: error: the schema "/schemas/broken.yaml" cannot be used: schemas/broken.yaml:1:7: error: no type of JSON Schema: '\''objct'\''; did you mean '\''object'\''? [frontmatter/schema]' \
        "$(page '$schema: /schemas/broken.yaml')"
    same 'nothing outside the project is read' \
        '2:10: error: the schema "../../../outside.yaml" cannot be used: '\''../outside.yaml'\'' lies outside the project [frontmatter/schema]' \
        "$(page '$schema: ../../../outside.yaml')"
    same 'nor through a link' \
        '2:10: error: the schema "/schemas/link.yaml" cannot be used: there is no file '\''schemas/link.yaml'\'' in the project [frontmatter/schema]' \
        "$(page '$schema: /schemas/link.yaml')"
    page '$schema: https://example.org/none.json' |
        grep -q 'nothing is fetched.*schemas: {"https://example.org/none.json": FILE}'
    result $? 'of an unknown address the way out is told'
    for i in $(seq 50); do
        printf 'properties: { n: { const: %s } }\n' "$i" >"schemas/$i.yaml"
        printf -- '---\n$schema: /schemas/%s.yaml\nn: 0\n---\n' "$i" >"docs/a/$i.md"
        printf -- '---\n$schema: /schemas/page.yaml\nstatus: x\n---\n' >"docs/a/same$i.md"
    done
}
one=$("$keur" check --jobs 1 2>&1)
same 'a finding for each of a hundred documents' 100 "$(echo "$one" | grep -c ': error: ')"
same 'as many with several workers' "$one" "$("$keur" check --jobs 3 2>&1)"

# ---- Two rules for one value ----

rm -rf docs schemas && mkdir docs
printf -- '---\nversie: 1.10\n---\n\nText.\n' >docs/a.md
# ADDED...: the rules that speak of it.
rules() {
    {
        printf 'documents: { a: { files: ["docs/*.md"], dialect: python-markdown, schema: { properties: { versie: { type: string } } } } }\n'
        printf '%s\n' "$@"
    } >.keur.yaml
    "$keur" check --quiet | sed 's/.*\[\(.*\)\]$/\1/'
}
same 'one rule speaks of a number where text is wanted' 'frontmatter/site-reading' "$(rules)"
same 'the other one where that is off' 'frontmatter/type' "$(rules 'rules: { frontmatter/site-reading: off }')"
same 'or off for these documents' 'frontmatter/type' \
    "$(rules 'overrides: [{ files: ["docs/*.md"], rules: { frontmatter/site-reading: off } }]')"
same 'or a document that MkDocs does not read' 'frontmatter/type' \
    "$(sed -i s/python-markdown/gfm/ .keur.yaml && "$keur" check --quiet | sed 's/.*\[\(.*\)\]$/\1/')"

# ---- Keys that the template of the project has ----

mkdir -p templates
printf -- '---\n# every requirement\ntitle: a title\nrol:\n  - aanbieder\nnested:\n  open-source: no key of its own\n---\nlicence: text\n' >templates/eis.md
cat >.keur.yaml <<'END'
documents:
  eis:
    files: ["docs/*.md"]
    schema: { required: [title], keur-template: { file: templates/eis.md, keys: [rol, open-source, licence] }, properties: { rol: { title: who does it } } }
END
printf -- '---\ntitle: A\n---\n' >docs/a.md
same 'a key of the template is required' 'docs/a.md:3:1: error: required key "rol" is missing: who does it [frontmatter/required-key]' \
    "$("$keur" check --quiet)"
sed -i 's/file: templates.eis.md, //' .keur.yaml
same 'without a file it is a mistake' ".keur.yaml:4:49: error: 'keur-template' needs a 'file', and 'keys' that are required when the front matter there has them" \
    "$("$keur" check --quiet 2>&1)"
