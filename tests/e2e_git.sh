#!/bin/sh
# git: only tracked files, only changed lines, and a repository whose configuration would run programs.
#     e2e_git.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
keur=$(cd "$1" && pwd)/keur
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
unset CI GITHUB_ACTIONS VIM INSIDE_EMACS PRE_COMMIT NO_COLOR CLICOLOR_FORCE
for name in $(env | sed -n 's/^\(GIT_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done
export HOME="$scratch/home" GIT_CONFIG_NOSYSTEM=1
mkdir "$HOME"
git config --global user.name 'A. Tester'
git config --global user.email 'tester@example.org'
git config --global init.defaultBranch main

# NAME STATUS PATTERN COMMAND...: exit status, and a pattern in what it prints.
expect() {
    name=$1 status=$2 pattern=$3
    shift 3
    out=$("$@" 2>&1 </dev/null)
    got=$?
    [ "$got" -eq "$status" ] && echo "$out" | grep -qE -- "$pattern"
    result $? "$name" "exit $got
$out"
}
# NAME PATTERN: what was printed last does not have it.
lacks() {
    if echo "$out" | grep -qE -- "$2"; then false; fi
    result $? "$1" "$out"
}

# ---- --tracked
git init -q tracked && cd tracked || exit 1
mkdir docs
printf '# Begin\n\n[gids](gids.md), [map](map/), [beeld](beeld.svg)\n' >docs/index.md
echo '# Gids' >docs/gids.md
mkdir docs/map && echo '# Map' >docs/map/README.md && echo '<svg/>' >docs/beeld.svg
git add docs/index.md && git commit -qm begin
expect 'untracked files are there' 0 'no findings in 3' "$keur"
expect '--tracked: and now they are not' 1 '^docs/index.md:3:.*gids.md' "$keur" --tracked
echo "$out" | grep -q 'map/' && echo "$out" | grep -q 'beeld.svg'
result $? 'no folder and no image either' "$out"
expect 'untracked documents are none' 1 'in 1 document' "$keur" --tracked
expect 'unless they are named' 0 'in 1 document' "$keur" --tracked docs/gids.md
expect 'PRE_COMMIT=1 says the same' 1 'gids.md' env PRE_COMMIT=1 "$keur"
expect '--no-tracked says more' 0 'no findings in 3' env PRE_COMMIT=1 "$keur" --no-tracked
git add docs
expect 'staged files are there' 0 'no findings in 3' "$keur" --tracked
rm docs/gids.md
expect 'a file that is deleted, unstaged' 0 'no findings in 2' "$keur" --tracked
expect 'is gone without --tracked' 1 'gids.md' "$keur"
git rm -q --cached docs/gids.md
expect 'a file that is deleted, staged' 1 'gids.md' "$keur" --tracked
echo '# Gids' >docs/gids.md
git add docs && git commit -qm 'all'
git mv docs/map docs/kaart
expect 'a folder that is renamed, staged' 1 'map/' "$keur" --tracked
git reset -q --hard
mv docs/gids.md docs/wijzer.md
expect 'a file that is renamed, unstaged' 0 'no findings in 2' "$keur" --tracked
git reset -q --hard && rm docs/wijzer.md
expect 'from a folder below' 0 'no findings in 3' sh -c "cd docs && $keur --tracked"
ln -s gids.md docs/link.md && printf '\n[l](link.md)\n' >>docs/index.md && git add docs
expect 'symbolic links' 0 'no findings in 3' "$keur" --tracked
git reset -q --hard
printf 'Zie [x](nieuw.md).\n' >>docs/index.md && echo '# Nieuw' >docs/nieuw.md
index=$(pwd)/.git/other-index
GIT_INDEX_FILE=$index git read-tree HEAD && GIT_INDEX_FILE=$index git add docs
expect 'the index of a hook' 0 'no findings in 4' env GIT_INDEX_FILE=.git/other-index "$keur" --tracked
expect 'is that of this repository' 1 'nieuw.md' env GIT_INDEX_FILE=/dev/null "$keur" --tracked
cd .. && mkdir plain && echo '# A' >plain/a.md
expect 'outside of a repository' 2 'git: not a git repository' "$keur" --tracked plain
expect 'where nobody asked' 0 'no findings in 1' env PRE_COMMIT=1 "$keur" plain
expect 'without git' 2 'cannot run git' env PATH=/nonexistent "$keur" --tracked plain
expect 'both ways' 2 'exclude' "$keur" --tracked --no-tracked plain

# ---- --since
git init -q since && cd since || exit 1
printf '# A\n\n[oud](weg.md)\n\nTekst.\n' >a.md
printf '# B\n\n[oud](weg.md)\n\nEen document met genoeg tekst om onder een andere naam herkend te worden.\n' >b.md
git add . && git commit -qm begin
expect 'nothing is changed' 0 'no findings in 2' "$keur" --since HEAD
printf '# A\n\nErvoor.\n\n[oud](weg.md)\n\nTekst met [nieuw](ook-weg.md).\n' >a.md
expect 'lines of the working tree' 1 '^a.md:7:.*ook-weg' "$keur" --since HEAD
lacks 'and only they' '(a.md:5|b.md)'
git add a.md
expect 'when they are staged' 1 '^a.md:7:' "$keur" --since HEAD
git commit -qm 'a' && printf '# C\n\n[nieuw](weg.md)\n' >c.md
expect 'a new document' 1 '^c.md:3:' "$keur" --since HEAD~1
echo "$out" | grep -q '^a.md:7:'
result $? 'beside a commit' "$out"
git rm -q --cached c.md 2>/dev/null
rm c.md && git mv b.md d.md
expect 'a renamed document' 0 'no findings in 2' "$keur" --since HEAD
echo '[nieuw](nog-een.md)' >>d.md && git add d.md
expect 'that is changed too' 1 '^d.md:6:' "$keur" --since HEAD
lacks 'its old lines are old' '^d.md:3:'
git reset -q --hard
sed -i 's/$/\r/' b.md
expect 'ends of lines' 0 'no findings in 2' "$keur" --since HEAD
git reset -q --hard
git checkout -qb tak HEAD~1 && printf '\n[tak](tak-weg.md)\n' >>b.md && git commit -qam tak
expect 'from where a branch began' 1 '^b.md:7:' "$keur" --since main
lacks 'not what the other branch changed' 'a.md'
expect 'from elsewhere' 1 '^since/b.md:7:' sh -c "cd .. && $keur --since main since"
expect 'standard input' 1 '^b.md:8:' sh -c "{ cat b.md; echo '[y](y.md)'; } | $keur --since HEAD --stdin-filename b.md -"
lacks 'its old lines' '^b.md:[37]:'
expect 'a revision that is not there' 2 "no revision 'origin/main' here: fetch" "$keur" --since origin/main
expect 'a revision like a flag' 2 "no revision '--output=x'" "$keur" --since=--output=x
[ ! -e x ]
result $? 'which is none'
expect '--since outside of a repository' 2 'not a git repository' "$keur" --since HEAD ../plain
expect '--since with --fix' 2 'does not go with' "$keur" --since HEAD --fix
expect '--since elsewhere' 2 'goes with check' "$keur" suppressions --since HEAD
mkdir sub && git mv a.md sub/a.md && git commit -qm sub && echo '[z](z.md)' >>sub/a.md && echo '# sub' >sub/mkdocs.yml
echo 'rules: {}' >sub/.keur.yaml
expect 'a project below the top' 1 '^sub/a.md:[0-9]+:.*z.md' "$keur" --since HEAD sub
lacks 'its old lines' 'weg.md'
cd ..

# ---- A hostile repository
git init -q hostile && cd hostile || exit 1
printf '# A\n\n[x](weg.md)\n' >a.md
printf '# B\n\n[x](weg.md)\n' >b.md
echo '*.md filter=evil diff=evil' >.gitattributes
git add . && git commit -qm begin
printf '\n[y](y.md)\n' >>a.md
git mv b.md c.md
ran=$scratch/ran
mkdir "$ran"
# WORD: a program that leaves a trace and does nothing else.
evil() {
    printf '#!/bin/sh\n: >%s/%s\nexit 0\n' "$ran" "$1" >"$scratch/evil-$1"
    chmod +x "$scratch/evil-$1"
    echo "$scratch/evil-$1"
}
git config core.fsmonitor "$(evil fsmonitor)"
git config core.pager "$(evil pager)"
git config pager.ls-files "$(evil pager-of-command)"
git config core.sshCommand "$(evil ssh)"
git config core.gitProxy "$(evil proxy)"
git config core.askPass "$(evil askpass)"
git config credential.helper "$(evil credential)"
git config core.alternateRefsCommand "$(evil alternates)"
git config diff.external "$(evil external)"
git config diff.evil.command "$(evil diff-command)"
git config diff.evil.textconv "$(evil textconv)"
git config filter.evil.clean "$(evil clean)"
git config filter.evil.smudge "$(evil smudge)"
git config filter.evil.required true
git config alias.ls-files "!$(evil alias)"
git config alias.rev-parse "!$(evil alias)"
git config protocol.ext.allow always
git config protocol.file.allow always
git config remote.evil.url "ext::$(evil transport)"
git config remote.evil.promisor true
git config remote.evil.partialCloneFilter blob:none
git config remote.evil.uploadpack "$(evil uploadpack)"
git config extensions.partialClone evil
git config core.repositoryFormatVersion 1
mkdir .git/evil-hooks
for hook in post-index-change fsmonitor-watchman query-watchman post-checkout pre-auto-gc reference-transaction; do
    cp "$(evil "hook-$hook")" .git/evil-hooks/$hook
    cp .git/evil-hooks/$hook .git/hooks/$hook
done
git config core.hooksPath .git/evil-hooks

# That the trap works: git itself falls into it.
touch a.md
git diff >/dev/null 2>&1 </dev/null
git status >/dev/null 2>&1 </dev/null
git --paginate diff HEAD >/dev/null 2>&1 </dev/null
for trap_name in fsmonitor clean hook-post-index-change; do
    [ -e "$ran/$trap_name" ]
    result $? "git runs what is configured as $trap_name" "$(ls "$ran")"
done
rm -f "$ran"/*
touch a.md c.md
expect 'lint' 1 '^a.md:5:' "$keur"
expect '--tracked' 1 '^a.md:5:' "$keur" --tracked
expect '--since' 1 '^a.md:5:' "$keur" --since HEAD
lacks 'old lines' '^(a|c).md:3:'
expect 'both' 1 '^a.md:5:' env PRE_COMMIT=1 "$keur" --since HEAD
expect '--affected' 1 '^a.md:5:' "$keur" --affected --since HEAD
expect '--affected, of one' 1 '^a.md:5:' "$keur" --affected a.md
blob=$(git -c core.fsmonitor=false rev-parse HEAD:a.md)
rm -f "$ran"/* ".git/objects/$(echo "$blob" | cut -c1-2)/$(echo "$blob" | cut -c3-)"
out=$(git cat-file -p "$blob" 2>&1 </dev/null)
[ -e "$ran/transport" ]
result $? 'git would fetch what is missing' "$(ls "$ran") $out"
rm -f "$ran"/*
expect 'what is missing is not fetched' 2 'git' "$keur" --since HEAD
same 'and nothing of all that was run' '' "$(ls "$ran")"
# ---- Branches of the own repository
# A clone knows the branches of its origin, when it has fetched all of them; git is not run.
git init -q "$scratch/origin" && cd "$scratch/origin" || exit 1
mkdir docs
printf 'site_name: x\nrepo_url: https://github.com/org/site\nedit_uri: edit/main/docs/\n' >mkdocs.yml
for branch in main uitgave feature/nieuw vervalen v2 0a1b2c3d onbekend/iets; do
    printf '[%s](https://github.com/org/site/blob/%s/docs/index.md)\n\n' "$branch" "$branch"
done >docs/index.md
printf '[map](https://github.com/Org/Site.git)\n[boom](https://github.com/org/site/tree/uitgaven)\n' >>docs/index.md
git add . && git commit -qm begin && git branch uitgave && git branch feature/nieuw && git branch vervallen
clone() {
    cd "$scratch" && rm -rf clone
    git clone -q "$@" "file://$scratch/origin" "$scratch/clone"
    cd "$scratch/clone" || exit 1
    git config remote.origin.url git@github.com:org/site.git
}
branches() { "$keur" check --format text --fail-on never --only links/missing-target 2>/dev/null | cut -d: -f2- | sed 's/.*leads to the branch //'; }
clone
same 'branches that the clone does not know are told' '"vervalen", which this repository does not have; did you mean "vervallen"? [links/missing-target]
"onbekend", which this repository does not have [links/missing-target]
"uitgaven", which this repository does not have; did you mean "uitgave"? [links/missing-target]' "$(branches)"
git pack-refs --all
same 'packed references too' 3 "$(branches | wc -l | tr -d ' ')"
expect 'without git' 1 'vervalen' env PATH= "$keur"
git branch vervalen
same 'a branch that was not pushed is one' 2 "$(branches | wc -l | tr -d ' ')"
git config remote.origin.url https://github.com/other/site
same 'a clone of a fork knows nothing' 0 "$(branches | wc -l | tr -d ' ')"
clone --depth 1 --no-single-branch
same 'nor does a shallow clone' 0 "$(branches | wc -l | tr -d ' ')"
clone --single-branch
same 'nor does a clone of one branch' 0 "$(branches | wc -l | tr -d ' ')"
rm -rf .git
same 'nor does a folder without .git' 0 "$(branches | wc -l | tr -d ' ')"

echo "1..$tap_count"
