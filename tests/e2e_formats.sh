#!/bin/sh
# Every output format by its official schema, and read back: on hostile names and texts, on the examples, on nothing.
#     e2e_formats.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
schemas=
if [ -d "${KEUR_SHARED:-../shared}/schemas" ]; then
    schemas=$(cd "${KEUR_SHARED:-../shared}/schemas" && pwd)
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -R "$here/../docs/examples" "$scratch/examples"
unset GITHUB_ACTIONS TF_BUILD
# The distribution's Python, where another one comes first and lacks the package.
python=python3
$python -c 'import jsonschema' 2>/dev/null || python=/usr/bin/python3

# FOLDER: all formats there.
formats() {
    echo "# $1"
    (cd "$scratch/$1" && $python "$here/formats.py" "$keur" "$schemas") >"$scratch/log" 2>&1
    result $? "$1: the formats are read" "$(cat "$scratch/log")"
    while IFS= read -r line; do
        case $line in
        'ok '*' # skip '*)
            line=${line#*- }
            skip "$1: ${line%% # skip*}" "${line##*# skip }" ;;
        'ok '*) result 0 "$1: ${line#*- }" ;;
        'not ok '*) result 1 "$1: ${line#*- }" ;;
        *) echo "$line" ;;
        esac
    done <"$scratch/log"
}

mkdir "$scratch/hostile"
cd "$scratch/hostile" || exit 1
cat >.keur.yaml <<'END'
rules:
  own/any:
    check: links/missing-target
    severity: info
END
body=$(printf 'Tekst\twaarin ét 😀 "<b>&amp;%%25 fout [een "x" & <y> \033[31m](weg&%%20.md) staat.\n\n::error::x [##[group]x](::stop-commands::.md) en ##vso[task.x]\n\n- [b](http//x.nl) technologieÃ«n Ã©Ã©n\n- onzichtbaar\342\200\213 woord\n- [a\341](../weg.md)\n\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n')
for name in 'plain' 'a "b'\'' <c>&%,;=' 'é 😀' "$(printf 'x\ny')" "$(printf 'escape\033[31m')" "$(printf 'latin\377')" '::error::x' \
    '##[group]x' '#%41:?' '-n' "$(printf 'turn\342\200\256dm')"; do
    printf '# Kop\n\n%s\n' "$body" >"./$name.md"
done
printf '\357\273\277# Kop ét\n\n%s\n' "$body" >mark.md
printf '\357\273\277é [b](weg.md) technologieÃ«n\n' >mark-first.md
printf '# Kop\r\n\r\n[b](weg.md) é\r\n\nlater [c](http//x.nl)\r\n' >endings.md
printf -- '---\njust text\nover lines\n---\n\n[b](weg.md)\n' >lines.md
printf 'a\000b [b](weg.md)\n\303\n\344\366 [\303](weg\377.md)' >bytes.md
# On a line that is far longer than what is kept of it.
awk 'BEGIN { for (i = 0; i < 4000; i++) printf "woord é "; print "[b](weg.md)"; }' >long.md
formats hostile
formats examples

mkdir "$scratch/clean" && cd "$scratch/clean" || exit 1
printf '# Kop\n\nTekst.\n' >a.md
formats clean

# What GitLab and SARIF viewers know a finding by stays when lines are moved.
cd "$scratch/hostile" || exit 1
rm -- *.md
printf '# Kop\n\n%s\n' "$body" >a.md
prints() {
    "$keur" check --quiet --fail-on never --format "$1" | grep -oE '"(fingerprint|keur/v1)":"[0-9a-f]*"' | sort
}
before=$(prints gitlab)$(prints sarif)
{ printf '# Nieuw\n\nEerst iets anders.\n\n'; cat a.md; } >b && mv b a.md
"$keur" --format sarif a.md weg.md 2>/dev/null |
    grep -q '"invocations":\[{"executionSuccessful":false,"toolExecutionNotifications":\[{"level":"error","message":{"text":"keur: cannot find'
result $? 'SARIF says what could not be done'
same 'fingerprints survive moved lines' "$before" "$(prints gitlab)$(prints sarif)"
[ "$(prints gitlab | sed 's/fingerprint//')" = "$(prints sarif | sed 's|keur/v1||')" ]
result $? 'and are the same in both'
