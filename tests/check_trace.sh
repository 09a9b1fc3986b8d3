#!/bin/sh
# The references between documents, in each format.
#     check_trace.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1

cat >.keur.yaml <<'END'
documents:
  eis: { files: ["eisen/*.md"] }
  maatregel: { files: ["maatregelen/*.md"] }
END
mkdir eisen maatregelen
printf -- '---\ntitle: "Toezicht, \\"streng\\""\nfase: [bouw, gebruik]\n---\n\nZie [deze](b.md) en [die](b.md#x).\n' >eisen/a.md
printf -- '---\ntitle: =Register\nfase: [bouw]\n---\n' >eisen/b.md
printf -- '---\ntitle: Meten\neis: [a, b, weg]\n---\n' >maatregelen/meten.md
printf -- '---\ntitle: Tellen\neis: [a, b.md]\n---\n' >maatregelen/tellen.md
printf '# Begin\n\n[a](eisen/a.md) [zelf](begin.md) [elders](https://example.org)\n' >begin.md

same 'CSV: a line for each reference' 'from,from_type,from_title,relation,target,to,to_type,to_title
"begin.md","","Begin","link","eisen/a.md","eisen/a.md","eis","Toezicht, ""streng"""
"eisen/a.md","eis","Toezicht, ""streng""","link","b.md","eisen/b.md","eis","'"'"'=Register"
"maatregelen/meten.md","maatregel","Meten","eis","weg","","",""
"maatregelen/meten.md","maatregel","Meten","eis","a","eisen/a.md","eis","Toezicht, ""streng"""
"maatregelen/meten.md","maatregel","Meten","eis","b","eisen/b.md","eis","'"'"'=Register"
"maatregelen/tellen.md","maatregel","Tellen","eis","a","eisen/a.md","eis","Toezicht, ""streng"""
"maatregelen/tellen.md","maatregel","Tellen","eis","b.md","eisen/b.md","eis","'"'"'=Register"' \
    "$("$keur" trace | tr -d '\r')"
same 'JSON: what is missing, orphans and counts' "5 6
[('maatregelen/meten.md', 'eis', 'weg')]
['maatregelen/meten.md', 'maatregelen/tellen.md']
{'eis': 2, 'maatregel': 2}
[('eis', 'fase', 'bouw', 2), ('eis', 'fase', 'gebruik', 1)]" "$("$keur" trace --format json | /usr/bin/python3 -c '
import json, sys
graph = json.load(sys.stdin)
print(len(graph["documents"]), len(graph["references"]))
print([(one["from"], one["relation"], one["target"]) for one in graph["missing"]])
print(graph["orphans"])
print({one["type"]: one["documents"] for one in graph["types"]})
print([(one["type"], one["key"], one["value"], one["documents"]) for one in graph["labels"]])')"
same 'Mermaid: front matter only' 'graph LR
    d1["a"]
    d2["b"]
    d3["meten"]
    d4["tellen"]
    d3 -. missing .-> m2["weg"]
    d3 --> d1
    d3 --> d2
    d4 --> d1
    d4 --> d2' "$("$keur" trace --format mermaid)"
"$keur" trace --format dot | grep -q '^    d3 -> d1;$'
result $? 'Graphviz'
same 'a format that is none' "keur: '--format' does not take 'cvs'; did you mean 'csv'?" "$("$keur" trace --format cvs 2>&1)"
