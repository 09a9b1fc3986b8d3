#!/bin/sh
# A run of few documents has no worker; when a plugin of our own brings it down, all is done again with one.
#     check_retry.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cd "$project" || exit 1
if nm "$build/keur" 2>/dev/null | grep -q __asan_init; then
    ASAN_OPTIONS=detect_leaks=0 # a process that comes to harm freed nothing
    export ASAN_OPTIONS
fi
# Plugins in the program's own folder are our own.
mkdir keur
cp -r "$build/keur" "$build/plugins" keur/
cp -rL "$build/rules" keur/rules
cp "$build"/tests/plugins/crash.so "$build"/tests/plugins/aborts.so "$build"/tests/plugins/diver.so "$build"/tests/plugins/endless.so keur/plugins/
run() { # OPTION...
    keur/keur check --format text --quiet --no-project "$@" 2>&1
    echo "exit $?"
}
printf '# a\n\n[x](nowhere.md)\n' >a.md
printf '# b\n\n[x](nowhere.md)\n\nFAULT\n' >b.md

one() { # PLUGIN TEXT
    printf 'extends: [general]\nlimits: { seconds: 1 }\nrules: { %s/fault: warning }\n' "$1" >.keur.yaml
    same "$1: $2" "a.md:1:1: warning: $1 was here [$1/fault]
a.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
b.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
keur: plugin '$1' $2 on 'b.md': its findings there are missing
exit 2" "$(run a.md b.md)"
}
one crash 'crashed (SIGSEGV)'
one aborts 'crashed (SIGABRT)'
one diver 'crashed (SIGSEGV)'
one endless 'took more than 1 s (limits.seconds)'
printf 'extends: [general]\nrules: { crash/fault: warning }\n' >.keur.yaml
same 'standard input is not lost' "$(run b.md | sed 's/b\.md/c.md/')" "$(run --stdin-filename c.md - <b.md)"
same 'there is a finding in it' 1 "$(run --stdin-filename c.md - <b.md | grep -c 'c.md:3:5: error')"

# Whoever ends the process that waits ends the one that works.
printf 'extends: [general]\nrules: { endless/fault: warning }\n' >.keur.yaml
keur/keur check b.md >output 2>&1 &
waiting=$!
for _ in $(seq 100); do # until it works: $waiting is not the only one
    working=$(ps -o pid= --ppid $waiting) && [ -n "$working" ] && break
    sleep 0.02
done
[ -n "$working" ]
result $? 'one process waits for another'
kill -TERM $waiting
wait $waiting
same 'a signal is what it ends with' 143 $?
for _ in $(seq 100); do
    state=$(ps -o stat= -p "${working:-$$}") || state= # the test itself does not end
    case $state in Z* | '') break ;; esac
    sleep 0.02
done
case $state in Z* | '') status=0 ;; *) status=1 ;; esac
result $status 'the one that works ends as well'

printf 'extends: [general]\n' >.keur.yaml
same 'without a guard all is as with it' "$(run a.md b.md)" "$(KEUR_UNGUARDED=1 run a.md b.md)"
same 'nor is it other where debuggers look' "$(run a.md b.md)" "$(KEUR_UNCONFINED=1 run a.md b.md)"

# Who ignores the end of children passes that on.
printf 'extends: [general]\n' >.keur.yaml
same 'what is found is told once' 'a.md:3:5: error: target "nowhere.md" does not exist [links/missing-target]' \
    "$(env --ignore-signal=CHLD keur/keur check --format text --quiet --no-project a.md 2>&1)"

# A pack lies outside of the project, and is read all the same: findings say where it asks for a key.
mkdir -p docs/vereisten
for i in $(seq 20); do # enough for workers
    printf -- '---\nvereiste: Een vereiste.\nopen-source: ja\n---\n' >"docs/vereisten/$i.md"
done
for jobs in 1 2; do
    keur/keur check --no-config --extends algoritmekader --only frontmatter/missing,frontmatter/type,frontmatter/pattern,frontmatter/required-key \
        --jobs "$jobs" --format json docs 2>/dev/null | tr -d ' \n' | grep -qE '"path":"[^"]*schemas/[a-z0-9-]*\.yaml","start":\{"byte":[0-9]+,"line":([2-9]|[0-9]{2,}),'
    result $? "places in a pack, --jobs $jobs"
done
