#!/bin/sh
# A plugin that goes wrong costs its own findings on one document, and nothing else: one test plugin for
# each fault.  What workers may not do, told by a plugin that tries.
#     check_faults.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cd "$project" || exit 1

# Sanitizers take memory of their own, and end the program themselves when there is none.
# A plugin that calls exit() would make LeakSanitizer look for leaks where it may not.
memory=64
if nm "$build/keur" 2>/dev/null | grep -q __asan_init; then
    memory=4096
    ASAN_OPTIONS=detect_leaks=0
    export ASAN_OPTIONS
fi
seconds=1
configure() { # RULE
    printf 'extends: [general]\nlimits: { seconds: %s, memory: %s }\nrules: { %s: warning }\n' "$seconds" "$memory" "$1" >.keur.yaml
}
run() { # OPTION...
    "$build/keur" --plugin-dir "$build/tests/plugins" --format text --quiet "$@" 2>&1
    echo "exit $?"
}
for name in a b c d; do
    printf '# %s\n\n[x](nowhere.md)\n' "$name" >"$name.md"
done
echo FAULT >>b.md

one() { # PLUGIN TEXT
    configure "$1/fault"
    same "$1: $2" "a.md:1:1: warning: $1 was here [$1/fault]
a.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
b.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
c.md:1:1: warning: $1 was here [$1/fault]
c.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
d.md:1:1: warning: $1 was here [$1/fault]
d.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]
keur: plugin '$1' $2 on 'b.md': its findings there are missing
exit 2" "$(run)"
}
one crash 'crashed (SIGSEGV)'
one aborts 'crashed (SIGABRT)'
one diver 'crashed (SIGSEGV)'
one endless 'took more than 1 s (limits.seconds)'
one sleepy 'took more than 1 s (limits.seconds)'
if [ "$memory" -eq 64 ]; then
    seconds=30 # where memory is slow to come, the clock must not be first
    one hungry 'took more than 64 MiB of memory (limits.memory)'
    one greedy 'took more than 64 MiB of memory (limits.memory)'
    seconds=1
else
    skip 'hungry and greedy' 'a sanitizer has the memory'
fi
one scribbler 'wrote to memory that is read-only'
one leaver 'ended the program'
one closer 'closed files that are not its own'

configure index_scribbler/fault
same 'index_scribbler: the index is read-only' "$(for name in a b c d; do
    echo "$name.md:3:5: error: target \"nowhere.md\" does not exist [links/missing-target]"
done)
keur: plugin 'index_scribbler' wrote to memory that is read-only on the project: its findings there are missing
exit 2" "$(run)"

# A plugin from outside the installation runs in a worker, and one of the installation in the process that
# is guarded.  Where the kernel has no Landlock, files outside can be read; without seccomp the rest is
# possible too.
configure escaper/fault
is_confined() { # WHAT RUNNER
    outside=refused
    grep -q landlock /sys/kernel/security/lsm 2>/dev/null || [ "$("$2" a.md | grep -c 'outside of the project: done')" -eq 0 ] ||
        outside='done'
    same "$1 has no network, no other process, no file to write to" "$(for what in a\ datagram 'a deleted file' \
        'a local socket' 'a new file' 'a new folder' 'a signal to the keeper' 'a socket' 'another name' 'another process' \
        'another program' 'other permissions'; do
        echo "a.md:1:1: warning: $what: refused [escaper/fault]"
    done
    echo "a.md:1:1: warning: reading in the project: done [escaper/fault]"
    echo "a.md:1:1: warning: reading outside of the project: $outside [escaper/fault]"
    echo 'a.md:1:1: warning: writing to a document: refused [escaper/fault]'
    echo 'a.md:3:5: error: target "nowhere.md" does not exist [links/missing-target]'
    echo 'exit 1')" "$("$2" a.md)"
    [ -e a.md ] && [ ! -e escaped ] && [ ! -e escaped.txt ]
    result $? 'nothing was written'
}
if grep -q '^Seccomp:' /proc/self/status; then
    is_confined 'a worker' run
    if [ "$memory" -eq 64 ]; then
        own=$(mktemp -d)
        cp -rL "$build/keur" "$build/plugins" "$build/rules" "$own"
        cp "$build/tests/plugins/escaper.so" "$own/plugins"
        run_own() { # OPTION...
            "$own/keur" --format text --quiet "$@" 2>&1
            echo "exit $?"
        }
        is_confined 'a guarded process' run_own
        rm -r "$own"
    else
        skip 'a guarded process has no network, no other process, no file to write to' 'a sanitizer looks for leaks there'
    fi
else
    skip 'no network, no other process, no file to write to' 'there is no seccomp'
fi

printf '# b\n' >b.md
# Many faults of one plugin: the first five count, in the order of the documents, whoever came first.
for i in $(seq 10 99); do printf '# %s\n' "$i" >"m$i.md"; done
for i in 12 20 31 47 52 60 61 62 80 90; do echo FAULT >>"m$i.md"; done
configure crash/fault
run --jobs 1 >expected
same 'a plugin that fails often is left out' "$(for i in 12 20 31 47; do
    echo "keur: plugin 'crash' crashed (SIGSEGV) on 'm$i.md': its findings there are missing"
done)
keur: plugin 'crash' crashed (SIGSEGV) on 'm52.md': its findings there and in all that comes behind are missing, \
because it has failed too often
exit 2" "$(grep -A 9 "^keur: plugin" expected)"
for jobs in 2 7; do
    same "the same with $jobs workers" "$(cat expected)" "$(run --jobs "$jobs")"
done
