#!/bin/sh
# A project of documents with rich front matter, that its schema finds nothing wrong with.
#     front_matter.sh FOLDER COUNT
set -eu
cd "$1"
mkdir -p docs/eisen docs/rollen
for rol in jurist ontwikkelaar projectleider beleidsadviseur; do
    : >"docs/rollen/$rol.md"
done
cat >.keur.yaml <<'END'
documents:
  eis:
    files: ["docs/eisen/*.md"]
    schema: eis.yaml
END
cat >eis.yaml <<'END'
type: object
required: [title, id, toelichting, fase, rollen]
properties:
  title: { type: string, minLength: 3, maxLength: 120, keur-final-period: false }
  id: { type: string, pattern: "^urn:nl:eis:[0-9]{5}$", keur-unique: true, keur-file-name: { part: "[0-9]{5}$" } }
  toelichting: { type: string, keur-max-words: 40 }
  fase: { $ref: "#/$defs/lijst", items: { enum: [probleemanalyse, ontwerp, ontwikkelen, implementatie, beheer] } }
  rollen: { $ref: "#/$defs/lijst", items: { keur-values: { folder: docs/rollen } } }
  eis: { items: { keur-document: eis } }
  risico: { oneOf: [{ const: hoog }, { const: laag }, { type: integer, minimum: 1, maximum: 5 }] }
  bron:
    type: array
    items: { type: object, required: [wet], properties: { wet: { type: string }, artikel: { type: integer } }, additionalProperties: false }
if: { properties: { risico: { const: hoog } }, required: [risico] }
then: { required: [bron] }
unevaluatedProperties: false
$defs: { lijst: { type: array, minItems: 1, uniqueItems: true } }
END
awk -v count="$2" 'BEGIN {
    for (i = 0; i < count; i++) {
        file = sprintf("docs/eisen/%05d-eis.md", i)
        printf "---\ntitle: Leg vast wat algoritme %d doet\nid: urn:nl:eis:%05d\n", i, i >file
        printf "toelichting: Wie een algoritme gebruikt, legt vast wat het doet, voor wie, en waarom.\n" >file
        printf "fase:\n- ontwerp\n- ontwikkelen\n- implementatie\nrollen:\n- jurist\n- projectleider\n" >file
        printf "eis:\n- %05d-eis\nrisico: %s\n", (i * 7) % count, i % 2 ? "hoog" : 3 >file
        printf "bron:\n- wet: Algemene wet bestuursrecht\n  artikel: 3\n- wet: Archiefwet\n---\n\n## Eis\n\nTekst.\n" >file
        close(file)
    }
}'
