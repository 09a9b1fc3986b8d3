#!/bin/sh
# The document that the project began with, in a scratch project, and three ways to make its tables contradict its front matter.
#     e2e_seed.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
seed=$(find "${KEUR_SHARED:-../shared}/seeds" -name '*.txt' 2>/dev/null | head -n 1)
if [ -z "$seed" ]; then
    skip 'the seed document' 'there is no shared folder'
    exit 0
fi
seed=$(realpath "$seed")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p docs/vereisten
echo 'extends: [algoritmekader]' >.keur.yaml
document=docs/vereisten/algoritmeregister.md

# FILTER: the seed through it, and keur's findings about tables and places only.
lint() {
    sed "$1" "$seed" >$document
    "$keur" check --format text --quiet --fail-on never $document
}

found=$(lint '')
echo "$found" | grep -q ":68:[0-9]*: error: mojibake \"technologieÃ«n\", meant \"technologieën\" \[encoding/mojibake\]"
result $? 'the mojibake on line 68, with its repair' "$found"
echo "$found" | grep -q ':43:[0-9]*: error: .*\[links/missing-bracket\]'
result $? 'the link on line 43 that lacks its bracket' "$found"
echo "$found" | grep -q ':44:[0-9]*: warning: .*\[links/source-without-link\]'
result $? 'the source on line 44 without a link' "$found"
same 'and besides the words of the house, nothing else' 3 "$(echo "$found" | grep -vc '\[algoritmekader/')"

tables() { lint "$1" | grep '\[tables/'; }
found=$(tables '52s/material-close/material-check-bold/')
same 'a flipped icon is one finding' 1 "$(echo "$found" | wc -l)"
echo "$found" | grep -q ':52:.*niet-impactvol.*Ja.*Nee'
result $? 'that says so' "$found"
found=$(tables '56s/hoog-risico-ai/hoogrisico/')
same 'a renamed column is one finding' 1 "$(echo "$found" | wc -l)"
echo "$found" | grep -q ':56:.*hoogrisico.*hoog-risico-ai'
result $? 'that says so' "$found"
found=$(tables '54,59d')
same 'a deleted tab is one finding' 1 "$(echo "$found" | wc -l)"
echo "$found" | grep -qi 'Machine learning'
result $? 'that says so' "$found"
