#!/bin/sh
# Documents that keur finds are those that `git check-ignore` does not name: on .gitignore files
# written by hand for one rule of git each, and on generated ones.
#     check_gitignore.sh BUILD-FOLDER
keur=$(cd "$1" && pwd)/keur
if ! command -v git >/dev/null; then
    echo "ok 1 # skip there is no git to compare with"
    echo "1..1"
    exit 0
fi
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
cd "$tree" || exit 1
git init -q .
GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null
export GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL

# Every document has a finding: a byte that is not UTF-8.
for folder in . a 'a b' a/b a/b/c build build/a docs docs/build docs/x docs/x/build é; do
    mkdir -p "$folder"
    for name in a ab abc b c 'x y' '#x' '!x' '[x]' 'x ' tmp-1 é; do
        printf 'x \377\n' >"$folder/$name.md"
    done
done
find . -name '*.md' | sed 's|^\./||' | LC_ALL=C sort >.git/all

count=0
compare() { # NAME
    count=$((count + 1))
    tr '\n' '\0' <.git/all | git -c core.excludesFile=/dev/null check-ignore --no-index -z --stdin |
        tr '\0' '\n' | LC_ALL=C sort >.git/ignored
    LC_ALL=C comm -23 .git/all .git/ignored >.git/expected
    "$keur" check --no-config --extends general --only encoding/invalid-utf8 --format text --quiet . |
        sed 's/:1:3: .*//' >.git/found
    if cmp -s .git/expected .git/found; then
        echo "ok $count - $1"
    else
        echo "not ok $count - $1"
        find . .git/info -name .gitignore -o -name exclude | while read -r file; do
            sed "s|^|# $file: |" "$file"
        done
        diff .git/expected .git/found | sed 's/^/# /'
    fi
    find . -name .gitignore -exec rm {} +
    : >.git/info/exclude
}

# NAME, then FILE:PATTERN lines; <sp> is a blank, <cr> a carriage return, <bom> a byte order mark.
cases() {
    cat <<'CASES'
= a name at any depth
.gitignore:ab.md
= a star in a name
.gitignore:a*.md
= a leading slash anchors
.gitignore:/a.md
= a slash within anchors
.gitignore:docs/build
= in a folder, anchored there
docs/.gitignore:/build
= a trailing slash names folders only
.gitignore:build/
.gitignore:a.md/
= an anchored folder
.gitignore:/build/
= a later negation takes out
.gitignore:*.md
.gitignore:!ab.md
= an earlier negation does not
.gitignore:!ab.md
.gitignore:*.md
= what lies in an ignored folder stays ignored
.gitignore:docs/
.gitignore:!docs/a.md
= unless its content is ignored, not the folder
.gitignore:docs/*
.gitignore:!docs/a.md
= a folder below is taken out again
.gitignore:docs/*
.gitignore:!docs/x/
= the nearer file decides
.gitignore:a.md
docs/.gitignore:!a.md
= and cannot bring an ignored folder back
.gitignore:docs
docs/.gitignore:!a.md
= exclude is weaker than any .gitignore
.git/info/exclude:ab.md
.git/info/exclude:b.md
docs/x/.gitignore:!ab.md
= two stars at the begin
.gitignore:**/build
= two stars at the end
.gitignore:docs/**
= two stars in the middle
.gitignore:docs/**/a.md
= two stars in the middle, twice
.gitignore:a/**/b/**/c.md
= two stars alone
docs/.gitignore:**
= two stars and a slash
a/.gitignore:**/
= two stars within a name are one
.gitignore:a/**b.md
= three stars
.gitignore:***/c.md
= question marks
.gitignore:a?.md
= a question mark is no slash
.gitignore:a?b.md
= a question mark is one byte
.gitignore:?.md
= two question marks for a letter of two bytes
.gitignore:??.md
= a set
.gitignore:[bc].md
= a range
.gitignore:[a-b].md
= a negated set
.gitignore:[!a].md
.gitignore:docs/[^b].md
= a class
.gitignore:tmp-[[:digit:]].md
= a set is no slash
.gitignore:a[!x]b.md
= an escaped set
.gitignore:\[x\].md
= a set that does not close
.gitignore:[ab.md
= a comment
.gitignore:#x.md
= no comment
.gitignore:\#x.md
= an escaped exclamation mark
.gitignore:\!x.md
= an exclamation mark that takes out nothing
.gitignore:!x.md
= blanks at the end
.gitignore:ab.md<sp><sp>
= an escaped blank at the end
.gitignore:x\<sp>
.gitignore:x\<sp>.md
= a blank within
.gitignore:x y.md
.gitignore:a b/
= line ends of Windows
.gitignore:ab.md<cr>
.gitignore:build/<cr>
= a byte order mark
.gitignore:<bom>ab.md
= empty lines and lone slashes
.gitignore:
.gitignore:/
.gitignore://
.gitignore:c.md
= a backslash at the end
.gitignore:ab.md\
= letters beyond ASCII
.gitignore:é/
.gitignore:é.md
= a name with a star and a slash
.gitignore:*/b.md
= folders by star
.gitignore:docs/*/
= a pattern with a folder that is a file
.gitignore:a.md/b.md
CASES
    echo "= end"
}

name=
while IFS= read -r line; do
    case $line in
    '= '*)
        [ -z "$name" ] || compare "$name"
        name=${line#= }
        ;;
    *) printf '%s\n' "${line#*:}" | sed "s/<sp>/ /g; s/<cr>/$(printf '\r')/; s/<bom>/$(printf '\357\273\277')/" >>"${line%%:*}" ;;
    esac
done <<CASES
$(cases)
CASES

# Left out: `a**/b`, which git's documentation and git itself see differently.
generate() { # SEED
    awk -v seed="$1" '
        function pick(words, list, n) { n = split(words, list, ","); return list[int(rand() * n) + 1] }
        function part() {
            return pick("a,b,c,ab,abc,build,docs,x,x y,**,*,a*,*b,?,a?,[a-b],[!a],[^b]*,[]a]*,\\a,\\#x,a b,é,tmp-[[:digit:]]")
        }
        function pattern(text, parts) {
            text = part()
            for (parts = int(rand() * 3); parts > 0; parts--) text = text "/" part()
            if (rand() < .4) text = text ".md"
            if (rand() < .3) text = "/" text
            if (rand() < .2) text = text "/"
            if (rand() < .3) text = "!" text
            return text
        }
        BEGIN {
            srand(seed)
            for (lines = 2 + int(rand() * 8); lines > 0; lines--)
                print pattern() >> pick(".gitignore,.gitignore,docs/.gitignore,a/.gitignore,.git/info/exclude")
        }'
}
seed=1
while [ "$seed" -le 40 ]; do
    generate "$seed"
    compare "generated with seed $seed"
    seed=$((seed + 1))
done
echo "1..$count"
