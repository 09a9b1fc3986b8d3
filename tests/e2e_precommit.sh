#!/bin/sh
# The real pre-commit installs keur from a clone of this repository, without a network, and runs its hooks on commits.
#     e2e_precommit.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
root=$(cd "$here/.." && pwd)
if ! command -v pre-commit >/dev/null; then
    skip 'pre-commit' 'pre-commit is not installed'
    exit 0
fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Nothing of the user's or of a git hook that we run in.
for name in $(env | sed -n 's/^\(GIT_[A-Z_]*\|PRE_COMMIT[A-Z_]*\|PIP_[A-Z_]*\|VIRTUAL_ENV\|PYTHON[A-Z]*\|SKIP\)=.*/\1/p'); do
    unset "$name"
done
export HOME="$scratch/home" XDG_CACHE_HOME="$scratch/cache" PRE_COMMIT_HOME="$scratch/pre-commit" GIT_CONFIG_NOSYSTEM=1 NO_COLOR=1
mkdir "$HOME"
git config --global user.name 'A. Tester'
git config --global user.email 'tester@example.org'
git config --global init.defaultBranch main
git config --global advice.detachedHead false

# Runs a command without a network, where the machine lets us.
offline=
for way in 'unshare -n' 'unshare -rn'; do
    if [ -z "$offline" ] && $way true 2>/dev/null; then offline=$way; fi
done
[ -n "$offline" ] || echo '# no leave to take the network away: it stays'

# This tree as a repository with one commit, as pre-commit clones it.
git init -q "$scratch/keur"
tar -C "$root" --exclude=./.git --exclude=./build --exclude=__pycache__ -cf - . | tar -C "$scratch/keur" -xf -
git -C "$scratch/keur" add -A
git -C "$scratch/keur" commit -qm 'keur'
revision=$(git -C "$scratch/keur" rev-parse HEAD)

# FOLDER HOOK [SETTING]: a repository that uses HOOK, with a good document.
project() {
    git init -q "$scratch/$1"
    cd "$scratch/$1" || exit 1
    printf 'repos:\n  - repo: %s\n    rev: %s\n    hooks:\n      - id: %s\n        verbose: true\n' \
        "$scratch/keur" "$revision" "$2" >.pre-commit-config.yaml
    mkdir docs
    echo '# Gids' >docs/gids.md
    printf '# Begin\n\nZie [de gids](gids.md).\n' >docs/index.md
    git add .
    pre-commit install >"$scratch/log" 2>&1
}

# NAME STATUS PATTERN [OPTION]...: commits what is staged; whether that succeeds, and a pattern in what is printed.
commits() {
    name=$1 status=$2 pattern=$3
    shift 3
    out=$($offline git commit -m "$name" "$@" 2>&1 </dev/null)
    got=$?
    { [ "$got" -eq 0 ] || got=1; } && [ "$got" -eq "$status" ] && echo "$out" | grep -qE -- "$pattern"
    result $? "$name" "exit $got
$out"
}

# NAME PATTERN: a pattern that the last output must not have.
silent_about() {
    if echo "$out" | grep -qE -- "$2"; then false; fi
    result $? "$1" "$out"
}

# ---- Installing

project whole keur-project
out=$(PKG_CONFIG_LIBDIR=/nonexistent $offline git commit -m 'libraries are missing' 2>&1 </dev/null)
echo "$out" | grep -qE 'apt-get install.* libcmark-dev .*libjansson-dev'
result $? 'missing libraries are named by their packages' "$out"

out=$($offline pre-commit install-hooks 2>&1 </dev/null)
status=$?
if [ $status -ne 0 ] && echo "$out" | grep -qiE "ensurepip|no module named '?(venv|virtualenv|pip)"; then
    skip 'pre-commit installs keur' 'this machine cannot make a Python environment'
    exit 0
fi
result $status 'pre-commit installs keur without a network' "$out"
[ $status -eq 0 ] || exit 1

# ---- The whole project

commits 'a good document' 0 '^keur \(whole project\).*Passed'
printf '# Fout\n\nZie [de gids](gidsen.md).\n' >docs/fout.md
git add .
commits 'a broken link' 1 '^docs/fout\.md:3:15: error: .*gidsen\.md.* \[links/missing-target\]$'
echo "$out" | grep -q 'exit code: 1'
result $? 'the exit status is 1' "$out"
git rm -qf docs/fout.md

git rm -q docs/gids.md
commits 'only a deletion, of a linked file' 1 '^docs/index\.md:3:15: error: .*gids\.md'
git reset -q --hard
git mv docs/gids.md docs/wegwijzer.md
commits 'a rename of a linked file' 1 '^docs/index\.md:3:15: error: .*gids\.md'
sed -i 's/gids\.md/wegwijzer.md/' docs/index.md
commits 'a rename, the link not yet staged' 1 '^docs/index\.md:3:15: error: .*gids\.md'
git add docs
commits 'a rename with its link' 0 'Passed'

printf '# Begin\n\nZie [de gids](weg.md).\n' >docs/index.md
echo 'tekst' >notes.txt
git add notes.txt
commits 'a broken link that is not staged' 0 'Passed'
git diff --quiet docs/index.md
same 'is still there afterwards' 1 $?
git add docs
git show HEAD:docs/index.md >docs/index.md
commits 'a broken link that is staged, and mended in the working tree only' 1 '^docs/index\.md:3:15: error: .*weg\.md'
git reset -q --hard

# ---- What the working tree has and the commit has not

printf '# Begin\n\nZie [nieuw](nieuw.md).\n' >docs/index.md
echo '# Nieuw' >docs/nieuw.md
git add docs/index.md
commits 'a link to a document that is not added' 1 '^docs/index\.md:3:13: error: .*nieuw\.md'
git add docs/nieuw.md
commits 'a link to a document that is' 0 'Passed'
printf '# Begin\n\n![beeld](beeld.svg)\n' >docs/index.md
echo '<svg/>' >docs/beeld.svg
git add docs/index.md
commits 'an image that is not added' 1 '^docs/index\.md:3:10: error: .*beeld\.svg'
git reset -q --hard
rm docs/beeld.svg
printf '# Los\n\n[x](weg.md)\n' >docs/los.md
echo 'tekst' >>notes.txt
git add notes.txt
commits 'a broken document that is not added' 0 'Passed'
rm docs/los.md docs/nieuw.md
echo 'tekst' >>notes.txt
git add notes.txt
commits 'a deletion that is not staged' 0 'Passed'
[ ! -e docs/nieuw.md ]
result $? 'is still one afterwards'
commits 'all changes, so that deletion too' 1 '^docs/index\.md:3:13: error: .*nieuw\.md' -a
git reset -q --hard
mv docs/nieuw.md docs/nieuwer.md
echo 'tekst' >>notes.txt
git add notes.txt
commits 'a rename that is not staged' 0 'Passed'
git reset -q --hard
rm docs/nieuwer.md
printf '# Begin\n\nZie [x](weg.md).\n' >docs/index.md
echo 'tekst' >>notes.txt
git add docs
commits 'one file, while another is staged' 0 'Passed' notes.txt
commits 'and then the other' 1 '^docs/index\.md:3:9: error: .*weg\.md'
git reset -q --hard

# ---- The documents of the commit

project files keur
git commit -qm 'begin' --no-verify
printf '# Fout\n\nZie [de gids](gidsen.md).\n' >docs/fout.md
git add .
git commit -qm 'broken' --no-verify
echo 'Meer tekst.' >>docs/gids.md
git add .
commits 'a good document beside a broken one' 0 '^keur\.*Passed'
echo 'tekst' >notes.txt
git add .
commits 'no document' 0 'no files to check'
echo 'Meer tekst.' >>docs/fout.md
git add .
commits 'a broken document' 1 '^docs/fout\.md:3:15: error: '
silent_about 'of which only that one is told' 'index\.md'
git reset -q --hard
printf '# Titel\n\nZie [de gids](gids.md).\n' >'docs/één naam.md'
git add .
commits 'a name with a blank and accents' 0 'Passed'
echo 'Zie [de gids](gidsen.md).' >>'docs/één naam.md'
git add .
commits 'a broken document of such a name' 1 '^docs/één naam\.md:4:15: error: '
git rm -qf 'docs/één naam.md'

# pre-commit hands over no more than 128 KiB of names at a time.
folder=docs/$(printf '%0100d' 0)
mkdir "$folder"
for number in $(seq 1 1300); do
    printf 'Zie [vorige](%d.md) en [de gids](../gids.md).\n' $((number - 1)) >"$folder/$number.md"
done
git add .
commits 'more documents than one command takes' 1 "^$folder/1\\.md:1:14: error: .*0\\.md"
same 'are partitioned' 2 "$(echo "$out" | grep -cE '[0-9]+ documents?$')"
same 'and yet see the whole project' 1 "$(echo "$out" | grep -c ': error: ')"

# ---- Mending

project mends keur-fix
git commit -qm 'begin' --no-verify
printf '# Titel\n\nZie [de gids] (gids.md).\n' >docs/mend.md
printf '# Titel\n\nZie [de gids](gids.md).\n' >docs/mended.md
git add docs/mend.md
commits 'what can be mended' 1 'docs/mend\.md:3:5: mended: .*\[links/space-before-target\]'
echo "$out" | grep -q 'files were modified by this hook'
result $? 'stops the commit' "$out"
same 'is mended in the working tree' "$(cat docs/mended.md)" "$(cat docs/mend.md)"
same 'but not staged' ' M' "$(git diff --quiet docs/mend.md || echo ' M')"
git add docs/mend.md
commits 'and staged it passes' 0 'keur \(mend\)\.*Passed'
printf '\nZie [weg](weg.md).\n' >>docs/mend.md
git add docs/mend.md
commits 'what nobody can mend passes' 0 'Passed'
