#!/bin/sh
# One defect, one finding: no two rules report the same place of a document.  Each check leaves to others what is theirs
# (docs/PLUGINS.md says who owns what), and each pack says a term once; a rule needs no key to yield to another.
#     check_once.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
here=$(cd "$here" && pwd)
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

# Places with more than one finding, a line each.
twice='
import collections, json, sys
places = collections.defaultdict(set)
findings = json.load(open(sys.argv[1], encoding="utf-8"))["findings"]
for f in findings:
    if f["end"]["byte"] > f["start"]["byte"]:
        places[f["path"], f["start"]["line"], f["start"]["column"], f["end"]["byte"]].add(f["rule"])
for (path, line, column, end), rules in sorted(places.items()):
    if len(rules) > 1:
        print(f"{path}:{line}:{column}: {sorted(rules)}")
print("nothing is found" if not findings else "", end="")
'
once() { # NAME FOLDER
    (cd "$2" && "$keur" check --fail-on never --format json --output "$scratch/found.json" . >/dev/null 2>&1)
    same "$1: no place is told of by two rules" '' "$(/usr/bin/python3 -c "$twice" "$scratch/found.json")"
}

cp -r "$here/../docs/examples" "$scratch/examples"
once 'docs/examples' "$scratch/examples"
for corpus in "${KEUR_SHARED:-$here/../../shared}"/corpus/*/; do
    if [ ! -f "$corpus/mkdocs.yml" ]; then
        skip 'corpora' 'there is none below KEUR_SHARED'
        continue
    fi
    name=$(basename "$corpus")
    cp -r "$corpus" "$scratch/$name"
    echo 'extends: [algoritmekader]' >"$scratch/$name/.keur.yaml"
    once "$name" "$scratch/$name"
done
