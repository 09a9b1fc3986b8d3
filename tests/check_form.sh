#!/bin/sh
# Whoever follows "A rule in five minutes", "A form in ten minutes" and "Terms and patterns" in docs/CONFIGURATION.md gets
# what the page says.
#     check_form.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
page=$(cd "$here/.." && pwd)/docs/CONFIGURATION.md
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/docs/eisen"
cd "$scratch" || exit 1

# The block of YAML below the comment that names a step.
follow() { # STEP
    awk -v step="<!-- form: step $1 -->" '$0 == step { on = 1 } on && /^```$/ { exit } on && text { print } on && /^```yaml$/ { text = 1 }' \
        "$page" >.keur.yaml
    [ -s .keur.yaml ] || echo "no step $1 in CONFIGURATION.md" >&2
}
role=
document() { # ID TEXT...
    id=$1
    shift
    {
        printf -- '---\nid: %s\n%s---\n' "$id" "${role:+rol: $role
}"
        printf '\n%s\n' "$@"
    } >docs/eisen/eis.md
}
found() {
    "$keur" check --fail-on never --format text docs/eisen/eis.md 2>/dev/null | sed 's/^docs.eisen.eis.md://'
}

follow 0
document VER-01 '# Titel' 'Een klacht krijgt antwoord.'
cp docs/eisen/eis.md docs/eisen/ander.md
same 'step 0: a rule' \
    '2:5: error: "VER-01" is the "id" of docs/eisen/ander.md too; every document needs its own [handboek/unique-id]' "$(found)"
same 'step 0: is listed' 1 "$("$keur" rules | grep -c handboek/unique-id)"
same 'step 0: with its reason' 1 \
    "$("$keur" explain handboek/unique-id | grep -c 'Other pages and letters refer to a requirement by its id')"
rm docs/eisen/ander.md

follow 1
document BZK-01 '## Eis' 'Een klacht krijgt antwoord.' '## Literatuur' 'Zie de wet.'
same 'step 1: a missing section, with its neighbours' \
    '9:1: error: section "Toelichting" is missing: it belongs between "Eis" and "Literatuur" [sections/missing]' "$(found)"
document BZK-01 '## Eis' 'Een klacht.' '## Bronnen' 'De wet.' '## Toelichting' '## Eis' 'Nog een.'
same 'step 1: out of order, empty, twice' \
    '9:1: warning: section "Bronnen" is out of order: it belongs behind "Toelichting" [sections/order]
13:1: warning: section "Toelichting" is empty: write its text [sections/empty]
15:1: warning: section "Eis" stands here again: make one of the two [sections/repeated]' "$(found)"

follow 2
document BZK-01 '## Eis' 'Een klacht.' '### Toelichting' 'Uitleg.' '## Bronnen' 'De wet.'
same 'step 2: level, and an optional section' \
    '9:1: warning: section "Toelichting" has a heading of level 3, expected 2: "##" [sections/level]' "$(found)"

follow 3
document AIA-07 '# Titel' '## Eis' 'Een klacht.' '## Toelichting' 'Uitleg.' '## Stappen' '### Stap 1' '#### Doel' 'Weten.' \
    '### Stap 2: meten' 'Zonder doel.' '## Bronnen' '- De wet' '## Nawoord' 'Tot slot.'
same 'step 3: nesting, condition, content, other headings' \
    '25:13: error: section "Doel" is missing: it belongs below "Stap 2: meten" [sections/missing]
27:1: warning: section "Bronnen" has no link [sections/content]
27:1: error: section "Van toepassing op" is missing: it belongs between "Stappen" and "Bronnen" [sections/missing]
31:1: warning: heading "Nawoord" is not allowed here: the headings are "Eis", "Toelichting", "Stappen", "Van toepassing op", "Voorbeeld", "Bronnen" [sections/unknown]' "$(found)"
document BZK-07 '## Voorbeeld' 'Zo.' '## Eis' 'Een klacht.' '## Toelichting' 'Uitleg.' '## Literatuur' '- [De wet](https://example.org/wet)'
same 'step 3: a document of this form' '' "$(found)"

document AIA-07 '## Eis' 'Een klacht.' '## Toelichting' 'Uitleg.' '## Bronnen' '- [De wet](https://example.org/wet)'
"$keur" fix --unsafe-fixes docs/eisen >/dev/null 2>&1
same 'the edit inserts the heading where it belongs' '## Toelichting
## Van toepassing op
## Bronnen' "$(grep '^##' docs/eisen/eis.md | sed 1d)"

follow 4
role=aanbieder
document BZK-08 '## Eis' 'Een klacht krijgt antwoord.' '- **Rol:** importeur' '## Termijnen' \
    '| Stap | Weken | Wie |
| --- | --- | --- |
| besluit | 10 | |
| antwoord | zes | jurist |
| antwoord | 8 | |'
same 'step 4: columns, cells, order, and a line that contradicts the front matter' \
    '10:12: error: this says "importeur", front matter says "rol: aanbieder" [tables/statement]
14:18: warning: column "Wie" is not allowed here: the columns are "Stap", "Weken" [tables/columns]
17:14: warning: column "Weken" says "zes", which does not match ^\d+$ [tables/cell-value]
18:3: warning: column "Stap" says "antwoord" in a row above already [tables/cell-value]
18:14: warning: row "8" stands behind "zes": rows are sorted by "Weken" [tables/row-order]' "$(found)"
"$keur" fix docs/eisen >/dev/null 2>&1
same 'the front matter is right' '- **Rol:** De aanbieder' "$(grep Rol docs/eisen/eis.md)"
document BZK-08 '## Eis' 'Een klacht krijgt antwoord.' 'Rol: de aanbieder' '## Termijnen' \
    '| stap | Weken |
| --- | --- |
| antwoord | 6 |
| besluit | 10 |'
same 'step 4: a document of this form' '' "$(found)"

sed 's/front-matter-is-right/page-is-right/' .keur.yaml >changed && mv changed .keur.yaml
document BZK-08 '## Eis' 'Een klacht krijgt antwoord.' '- **Rol:** importeur' '## Termijnen' \
    '| Stap | Weken |
| --- | --- |
| antwoord | 6 |'
"$keur" fix --unsafe-fixes docs/eisen >/dev/null 2>&1
same 'the page is right' 'rol: importeur' "$(grep '^rol' docs/eisen/eis.md)"

follow 5
role=
document BZK-09 '# Art. 5 en art. 5' 'De *gemeente* raad nam een beslissing, TBD. De Wet gemeente raad, Art. 12.' \
    '| Termijn |
| --- |
| TBD |'
same 'step 5: terms that were agreed, patterns, their messages and exceptions' \
    '5:3: warning: write "article 5" instead of "Art. 5" [handboek/article]
7:5: warning: write "gemeenteraad" instead of "gemeente raad" [handboek/terms]
7:28: warning: write "besluit" instead of "beslissing" [handboek/terms]
7:40: warning: say what is to be determined, and by whom [handboek/no-tbd]
7:67: warning: write "article 12" instead of "Art. 12" [handboek/article]
11:3: warning: say what is to be determined, and by whom [handboek/no-tbd]' "$(found)"
"$keur" fix --unsafe-fixes docs/eisen >/dev/null 2>&1
same 'step 5: the edits write what was agreed' \
    'De *gemeente* raad nam een besluit, TBD. De Wet gemeente raad, article 12.' "$(sed -n 7p docs/eisen/eis.md)"
