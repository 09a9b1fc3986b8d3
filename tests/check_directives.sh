#!/bin/sh
# Comments that list documents: their criteria and options.
#     check_directives.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p docs/eisen docs/maatregelen docs/themas/water

cat >.keur.yaml <<'END'
documents:
  eis:
    files: ["docs/eisen/*.md"]
  maatregel:
    files: ["docs/maatregelen/*.md"]
rules:
  sections/directive-arguments:
    severity: warning
    options:
      directives:
        - { name: list_maatregelen, types: maatregel }
        - { name: list_alles }
      options: [no-rol, no-thema, with-id]
END
printf -- '---\nrollen: [jurist, bestuurder]\neis: [een, 2]\nthema: { naam: lucht }\n---\n\n# M\n' >docs/maatregelen/m.md
echo '# Water' >docs/themas/water/index.md
echo '# Twee' >docs/eisen/twee.md
cat >docs/eisen/een.md <<'END'
# Een

<!-- list_maatregelen eis/een rollen/jurist no-rol with-id -->

<!-- list_maatregelen eis/twee -->

<!-- list_maatregelen thema.naam/lucht thema.naam/water no-iets -->

<!-- list_maatregelen rolen/jurist -->

<!-- list_maatregelen rollen/bestuurdr no-rool -->

<!-- list_maatregelen eis/eenn -->

<!--list_maatregelen  niets/x los-->

<!-- list_alles rollen/niemand -->

<!-- anders rolen/jurist -->

<!-- list_maatregelen -->
END
expected='docs/eisen/een.md:9:23: warning: no document that "list_maatregelen" lists has the key "rolen"; did you mean "rollen"? [sections/directive-arguments]
docs/eisen/een.md:11:23: warning: no document that "list_maatregelen" lists has "bestuurdr" for "rollen"; did you mean "bestuurder"? [sections/directive-arguments]
docs/eisen/een.md:11:40: warning: "list_maatregelen" does not know the option "no-rool"; did you mean "no-rol"? [sections/directive-arguments]
docs/eisen/een.md:13:23: warning: no document that "list_maatregelen" lists has "eenn" for "eis"; did you mean "een"? [sections/directive-arguments]
docs/eisen/een.md:15:1: warning: "list_maatregelen" does not know the option "los" [sections/directive-arguments]
docs/eisen/een.md:15:1: warning: no document that "list_maatregelen" lists has the key "niets" [sections/directive-arguments]
docs/eisen/een.md:17:17: warning: no document that "list_alles" lists has "niemand" for "rollen" [sections/directive-arguments]'
same 'criteria and options' "$expected" "$("$keur" check -f text -q --only sections/directive-arguments)"
same 'of one document' "$expected" "$("$keur" check -f text -q --only sections/directive-arguments docs/eisen/een.md)"
"$keur" fix -q --unsafe-fixes --only sections/directive-arguments docs/eisen/een.md >/dev/null 2>&1
same 'mended' '<!-- list_maatregelen rollen/jurist -->
<!-- list_maatregelen rollen/bestuurder no-rol -->
<!-- list_maatregelen eis/een -->' "$(sed -n '9p;11p;13p' docs/eisen/een.md)"
echo '# Blanco' >'docs/eisen/met blanco.md'
printf '# Drie\n\n<!-- list_maatregelen eis/een rollen/met blanco no-rol -->\n\n<!-- list_maatregelen eis/met blanco -->\n\n<!-- list_maatregelen eis/na melding -->\n' >docs/eisen/drie.md
echo '# Melding' >docs/eisen/na-melding.md
same 'a blank ends a value' 'docs/eisen/drie.md:3:31: warning: a blank ends a value, so that "list_maatregelen" does not list "docs/eisen/met blanco.md": rename the file, without blanks [sections/directive-arguments]
docs/eisen/drie.md:7:23: warning: no document that "list_maatregelen" lists has "na melding" for "eis"; did you mean "drie"? [sections/directive-arguments]' \
    "$("$keur" check -f text -q --only sections/directive-arguments docs/eisen/drie.md)"
rm docs/maatregelen/m.md
same 'what is listed lies elsewhere' '' "$("$keur" check -f text -q --only sections/directive-arguments docs/eisen | grep list_maatregelen)"
echo "1..$tap_count"
