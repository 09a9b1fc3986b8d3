#!/bin/sh
# Documents fit the schema that was inferred from them, whatever they hold.
#     check_infer.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
shared=${KEUR_SHARED:-../shared}
[ -d "$shared" ] && shared=$(cd "$shared" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

judged=frontmatter/required-key,frontmatter/unknown-key,frontmatter/type,frontmatter/allowed-value,frontmatter/pattern
fits() { # NAME FOLDER-WITH-DOCUMENTS
    rm -rf project
    mkdir project
    cp -R "$2" project/docs
    chmod -R u+w project
    "$keur" schema infer --no-config project/docs >project/schema.yaml || echo failed
    printf 'documents:\n  all: { files: ["**/*.md"], schema: schema.yaml }\n' >project/.keur.yaml
    same "$1" '' "$("$keur" check --format text --only $judged project 2>&1 |
        grep -vE '^[0-9]+ |^keur: nothing|no finding|[0-9]+ documents?$')"
}

mkdir docs
printf -- '---\ntitle: Een\nfase: [bouw]\nnul:\n---\n' >docs/een.md
printf -- '---\ntitle: 2\nfase: [bouw, "no"]\nnul: 1.5\n---\n' >docs/twee.md
printf -- '---\ntitle: "a: \\"b\\" \\\\ \\x07"\nfase: [bouw]\nbron: { wet: [AVG, { artikel: 3 }] }\n---\n' >docs/drie.md
printf 'Geen sleutels.\n' >docs/vier.md
same 'what is rare and what is common is told' "\
# A first schema, inferred from 3 documents; 1 more have no front matter that can be read.
# Behind each key and value stands how often it occurs: what is rare may be a mistake.
\$schema: https://json-schema.org/draft/2020-12/schema
type: object
additionalProperties: false
required:
  - title
  - fase
properties:
  title: # 3 of 3
    type: [integer, string]
  fase: # 3 of 3
    type: array
    items: # 4
      type: string
  bron: # 1 of 3
    type: object
    additionalProperties: false
    required:
      - wet
    properties:
      wet: # 1 of 1
        type: array
        items: # 2
          type: [string, object]
          additionalProperties: false
          required:
            - artikel
          properties:
            artikel: # 1 of 1
              type: integer
  nul: # 2 of 3
    type: [\"null\", number]" "$("$keur" schema infer --no-config docs)"
fits 'documents of many kinds of values' docs
printf -- '---\ntitle: Vijf\nfasen: [bouw]\n---\n' >project/docs/vijf.md
"$keur" check --quiet --only $judged project >found
grep -q 'vijf.md:3:1: .*unknown key "fasen"' found
result $? 'what does not fit is found' "$(cat found)"
fits 'the examples' "$OLDPWD/docs/examples/docs"
mkdir empty
same 'nothing to learn from' 'keur: none of 0 documents has front matter to learn from' "$("$keur" schema infer --no-config empty 2>&1)"
for corpus in "$shared"/corpus/*/docs; do
    if [ -d "$corpus" ]; then
        fits "a corpus: $(basename "$(dirname "$corpus")")" "$corpus"
    else
        skip 'a corpus' "no corpus in $shared"
    fi
done
echo "1..$tap_count"
