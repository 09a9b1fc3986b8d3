#!/bin/sh
# Rules about words that need all documents: ids that no document has, and a glossary with its page.
#     check_terms.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p docs/eisen includes

cat >.keur.yaml <<'END'
documents:
  eis: { files: ["docs/eisen/*.md"] }
rules:
  huis/unknown-id: { check: terms/unknown-id, options: { documents: [eis] } }
  huis/glossary: { check: terms/glossary, options: { glossary: ^includes/, page: definities } }
END
printf 'site_name: x\nmarkdown_extensions:\n  - abbr\n  - tables\n  - pymdownx.emoji\n  - pymdownx.snippets:\n      auto_append: [includes/begrippen.md]\n' >mkdocs.yml

found() { # RULE [PATH]
    "$keur" check --fail-on never --only "huis/$1" --format text "${2-.}" 2>/dev/null
}

# ---- Ids ----

for id in urn:nl:eis:awb-01 urn:nl:eis:awb-02 urn:nl:eis:avg-12 los-7; do
    printf -- '---\nid: %s\n---\n\nTekst.\n' "$id" >"docs/eisen/${id##*:}.md"
done
printf -- '---\nid: urn:nl:eis:zzz-01\n---\n\nNo document of the type.\n' >docs/ander.md

cat >docs/index.md <<'END'
# Over awb-07

Zie awb-01, urn:nl:eis:awb-02 en los-7; niet awb-03, *avg*-13 of urn:nl:eis:xyz-01.

| Eis | Stand |
| --- | --- |
| agv-12 | urn:nl:eis:awb-1. |
| zzz-01 | [los-8](eisen/los-7.md) |

Geen id: `awb-09`, <https://example.org/awb-09>, awb-09.md, awb-09-iets, docs/awb-09, @awb-09, AWB-09, wet-09,
covid-19, urn:nl:eis:awb-nn, urn:nl:eis:awb-01:b-02, 12-03, awb-123456789012345678901234567890.
END
same 'ids that no document has' 'docs/index.md:1:8: warning: no document has the id "awb-07"; the last of its kind is "awb-02" [huis/unknown-id]
docs/index.md:3:46: warning: no document has the id "awb-03"; the last of its kind is "awb-02" [huis/unknown-id]
docs/index.md:3:55: warning: no document has the id "avg-13"; the last of its kind is "avg-12" [huis/unknown-id]
docs/index.md:3:66: warning: no document has the id "urn:nl:eis:xyz-01"; write that of the document that is meant [huis/unknown-id]
docs/index.md:7:3: warning: no document has the id "agv-12"; did you mean "avg-12"? [huis/unknown-id]
docs/index.md:7:12: warning: no document has the id "urn:nl:eis:awb-1"; did you mean "urn:nl:eis:awb-01"? [huis/unknown-id]
docs/index.md:8:13: warning: no document has the id "los-8"; the last of its kind is "los-7" [huis/unknown-id]' "$(found unknown-id)"
same 'of one document' "$(found unknown-id)" "$(found unknown-id docs/index.md)"
cp docs/index.md before.txt
"$keur" fix --unsafe-fixes --only huis/unknown-id docs/index.md >/dev/null 2>&1
same 'what was meant' '| avg-12 | urn:nl:eis:awb-01. |' "$(diff before.txt docs/index.md | sed -n 's/^> //p')"
printf -- '---\nid: "urn:nl:eis:awb-02"\ntitel: Een: twee: drie\n---\n\nTekst.\n' >docs/eisen/awb-02.md
same 'front matter that is no YAML hides no id' '0' "$(found unknown-id | grep -c 'awb-02"')"
printf -- '---\nid: urn:nl:eis:awb-02\n---\n\nTekst.\n' >docs/eisen/awb-02.md
mkdir away && mv docs/eisen away/eisen
same 'where no document has an id, no id is unknown' '' "$(found unknown-id)"
mv away/eisen docs/eisen

# ---- Spelling ----

cp .keur.yaml before.txt
cat >>.keur.yaml <<'END'
  spelling/unknown-word: { severity: info, options: { glossary: includes/spelling.md } }
END
cat >includes/spelling.md <<'END'
*[Gerfeling]: Het gerfelen van kwamsels, zoals dat in de wet staat beschreven.
*[GKW]: Gerfelde Kwamselwet.
END
printf '# Gerfeling\n\nDe gerfeling van kwamsels volgt uit de Kwamselwet.\n' >docs/spelling.md
if [ -f /usr/share/hunspell/nl.dic ]; then
    same 'terms of the glossary are right, words of its explanations are not' \
        'docs/spelling.md:3:18: info: "kwamsels" is in no dictionary: correct it, or add it to the words of the project [spelling/unknown-word]' \
        "$("$keur" check --only spelling --format text docs/spelling.md 2>/dev/null)"
else
    skip 'terms of the glossary' 'there is no Dutch dictionary of hunspell'
fi
mv before.txt .keur.yaml
rm docs/spelling.md includes/spelling.md

# ---- A glossary and its page ----

cat >includes/begrippen.md <<'END'
*[Awb]: Algemene wet bestuursrecht.
*[norm]: Een afspraak, met "a | b" erin.
*[norm]: Een afspraak van velen.
*[risico]: De kans op schade.
END
page() {
    printf '# Definities\n\n| Begrip | Definitie |\n| --- | --- |\n' >docs/definities.md
    printf '| %s |\n' "$@" >>docs/definities.md
}
page 'Awb | Algemene  wet bestuursrecht.' 'norm | Een afspraak, met "a \| b" erin.' 'norm | Een afspraak van velen.' \
    'risico | De kans op schade.'
same 'a page that says the same' '' "$(found glossary)"
page 'Awb | Algemene wet bestuursrecht.' 'nrm | Een afspraak van velen.' 'norm | Een afspraak, met "a \| b" erin.' \
    'risico | Gevaar.' 'wet | Een regel.'
same 'explained otherwise, called otherwise, not in the glossary' 'docs/definities.md:9:3: warning: "wet" is not in includes/begrippen.md, which this page is made from; add an entry there, or make the page anew [huis/glossary]
includes/begrippen.md:3:3: warning: docs/definities.md, which is made from this list, calls "norm" "nrm"; make the page anew, or change the entry [huis/glossary]
includes/begrippen.md:4:3: warning: docs/definities.md, which is made from this list, explains "risico" otherwise; make the page anew, or change the entry [huis/glossary]' "$(found glossary)"
page 'Awb | Algemene wet bestuursrecht.' 'norm | Een afspraak van velen.' 'norm | Een afspraak, met "a \| b" erin.'
same 'not on the page' 'includes/begrippen.md:4:3: warning: "risico" is not on docs/definities.md, which is made from this list; make the page anew [huis/glossary]' "$(found glossary)"
page 'Awb | De wet.' 'norm | Iets anders.' 'risico | Gevaar.' 'wet | Een regel.'
same 'a page of its own' '' "$(found glossary)"
printf '# Definities\n\nEen norm is een afspraak.\n' >docs/definities.md
same 'a page without a table' '' "$(found glossary)"
