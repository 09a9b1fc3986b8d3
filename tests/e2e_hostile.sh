#!/bin/sh
# Hostile files: each gives findings or a clean result in under a second of CPU time and under 256 MiB.
#     e2e_hostile.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
keur=$build/keur cost=$build/tests/bench/ratio
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
mkdir -p docs/vereisten
printf 'extends: [algoritmekader]\ndialects: { "gfm*": gfm }\n' >.keur.yaml

repeat() { # COUNT TEXT
    awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'
}
nested_lists() { # PREFIX
    awk -v prefix="$1" 'BEGIN {
        for (i = 0; i < 400; i++) { printf "%s", prefix; for (j = 0; j < i; j++) printf "  "; print "- a" }
        for (i = 0; i < 40000; i++) print prefix }'
}
head -c 300000 /dev/urandom >random-bytes.md
printf 'T\000e\000k\000s\000t\000\n\000' >utf-16-le.md
{ printf '\376\377'; printf '\000T\000e\000k\000s\000t'; } >utf-16-bom.md
repeat 4000000 '[' >brackets.md
repeat 40000 '![[]()' >images.md
repeat 100000 '>' >quotes.md
{ repeat 100 '>'; repeat 100000 'a*'; } >emphasis.md
{ repeat 5000 '>'; repeat 50000 'a*'; } >emphasis-deep.md
nested_lists '' >lists-blank.md
nested_lists '> ' >lists-blank-quoted.md
{ echo ---; printf 'a: '; repeat 200000 '['; echo; echo ---; } >yaml-brackets.md
{
    printf -- '---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n'
    for i in 1 2 3 4 5 6 7 8 9; do
        echo "a$i: &a$i [$(repeat 9 "*a$((i - 1)), ")]"
    done
    echo ---
} >yaml-aliases.md
repeat 1000000 'x' >long-line.md
repeat 250000 '*a_ ' >runs.md
repeat 1000000 'a
' >short-lines.md
repeat 500000 '- a
' >items.md
repeat 200000 '| a | b |
' >rows.md
{ printf '| a | b |\n|---|---|\n'; repeat 200000 '|
'; } >short-rows.md
{ repeat 4000 '| a '; echo '|'; repeat 4000 '|---'; echo '|'; repeat 4000 '|
'; } >wide-table.md
repeat 300000 '<!-- ' >comments.md
repeat 300000 '<a href="' >html.md
# shellcheck disable=SC2016 # backticks on purpose
repeat 200000 '`a``' >backticks.md
repeat 100000 '[a]: b
' >definitions.md
repeat 200000 '[a](b' >unclosed.md
repeat 100000 '# a
' >headings.md
repeat 100000 'Ã«' >mojibake.md
{ repeat 5000 'â‚¬
'; repeat 10000 '&amp;-
'; } >mojibake-entities.md
repeat 14000 'Ã«een een ' >mojibake-line.md
repeat 100000 ')' >closing.md
repeat 12000 '\)key: [' >closing-escaped.md
repeat 25000 '[[a]]^^' >double-brackets.md
repeat 50000 '=== "a"
' >tabs.md
awk 'BEGIN { for (i = 0; i < 2000; i++) { for (j = 0; j < i; j++) printf "    "; print "!!! note" } }' >admonitions.md
: >empty.md
printf -- '---' >only-fence.md
printf -- '---\n---\n' >empty-front-matter.md
printf 'geen regeleinde' >no-newline.md
printf 'a\rb\r\rc\r' >cr.md
printf 'a\r\nb\r\n' >crlf.md
for file in *.md; do cp "$file" "gfm-$file"; done

for file in *.md; do
    # shellcheck disable=SC2046 # three numbers
    set -- $("$cost" "ulimit -t 20; exec $keur check --no-project --format text --quiet $file 2>>errors.txt")
    [ "$1" -le 1 ] && [ "$2" -lt 1000 ] && [ "$3" -lt 262144 ]
    result $? "$file: exit $1, $2 ms of CPU time, $(($3 / 1024)) MiB"
done

# All at once: the same for any number of workers.
for jobs in 1 2 7; do
    timeout 300 "$keur" check --no-project --format json --quiet --jobs "$jobs" . >"jobs-$jobs.txt" 2>&1
done
cmp -s jobs-1.txt jobs-2.txt && cmp -s jobs-1.txt jobs-7.txt && [ -s jobs-1.txt ]
result $? 'the same with 1, 2 and 7 workers'
rm jobs-?.txt

# Attributes of one tag without an end, in an index; one address that looks like many.
mkdir one
printf 'extends: [general]\n' >one/.keur.yaml
echo 'site_name: x' >one/mkdocs.yml
repeat 5000 '</div>x
"<a href="' >one/a.md
mkdir one/docs
repeat 6000 '**https://x.nl/a' >one/docs/a.md
# shellcheck disable=SC2046 # three numbers
set -- $("$cost" "ulimit -t 20; exec $keur check --format text --quiet one 2>>errors.txt")
[ "$1" -eq 0 ] && [ "$2" -lt 1000 ] && [ "$3" -lt 262144 ]
result $? "attributes and addresses: exit $1, $2 ms of CPU time, $(($3 / 1024)) MiB"

# A navigation of pages that are not there, in a folder where many might be meant.
mkdir -p site/docs
printf 'extends: [general]\n' >site/.keur.yaml
{ printf 'site_name: x\nnav:\n'; awk 'BEGIN { for (i = 0; i < 4000; i++) printf "  - p%d.md\n", i }'; } >site/mkdocs.yml
for i in $(seq 4000); do echo '# Q' >"site/docs/q$i.md"; done
# shellcheck disable=SC2046 # three numbers
set -- $("$cost" "ulimit -t 20; exec $keur check --only links/nav-entry --format text --quiet site 2>>errors.txt")
[ "$1" -eq 1 ] && [ "$2" -lt 1000 ] && [ "$3" -lt 262144 ]
result $? "a navigation of nothing: exit $1, $2 ms of CPU time, $(($3 / 1024)) MiB"

# Many findings that point to one large document: it is read once.
mkdir many
printf 'rules: { frontmatter/unique-value: { severity: error, options: { key: id } } }\n' >many/.keur.yaml
{ printf -- '---\nid: a\n---\n'; repeat 100000 'een regel
'; } >many/0.md
for i in $(seq 400); do printf -- '---\nid: a\n---\n# %s\n' "$i" >"many/d$i.md"; done
# shellcheck disable=SC2046 # three numbers
set -- $("$cost" "ulimit -t 20; exec $keur check --format text --quiet many 2>>errors.txt")
[ "$1" -eq 1 ] && [ "$2" -lt 1000 ] && [ "$3" -lt 262144 ]
result $? "400 findings about one document: exit $1, $2 ms of CPU time, $(($3 / 1024)) MiB"
