#!/bin/sh
# What can happen to a run from outside: no room for the output, nobody who reads it, files that are not
# there any more, loops of links, many files, few descriptors, an end before the end.
#     e2e_faults.sh BUILD-FOLDER
here=$(dirname "$0")
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
keur="$build/keur --format text"
project=$(mktemp -d)
trap 'rm -rf "$project"' EXIT
cd "$project" || exit 1
printf 'extends: [general]\n' >.keur.yaml
for i in $(seq 100 139); do printf '# %s\n\n[x](nowhere.md)\n' "$i" >"d$i.md"; done
$keur --quiet >expected
[ "$(wc -l <expected)" -eq 40 ]
result $? 'forty findings to begin with'

"$build/keur" --quiet >/dev/null 2>&1 <&-
[ $? -eq 1 ]
result $? 'a standard input that is closed is not missed'
"$build/keur" --quiet >&- 2>/dev/null
[ $? -eq 2 ]
result $? 'findings that nobody can read are told'
if [ -c /dev/full ]; then
    same 'a full disk is told' 'keur: cannot write the findings: No space left on device
exit 2' "$($keur --quiet 2>&1 >/dev/full; echo "exit $?")"
    same 'a full disk behind --output is told' 'keur: cannot write the findings: No space left on device
exit 2' "$("$build/keur" --quiet --format sarif --output /dev/full 2>&1; echo "exit $?")"
fi
same 'a reader that leaves ends the run in silence' "$(head -n 1 expected)" "$($keur --quiet 2>&1 | head -n 1)"

mkdir loop && ln -s .. loop/up && ln -s loop again && ln -s self self
same 'loops of links are walked once' "$(cat expected)" "$($keur --quiet 2>&1)"
rm -rf loop again self

mkfifo pipe.md
# shellcheck disable=SC2086 # words
same 'a pipe that nobody writes to hangs nothing' "$(cat expected)" "$(timeout 20 $keur --quiet 2>&1)"
rm pipe.md
same 'a file that is not there is told, the rest is checked' "$(cat expected)
keur: cannot find 'gone.md': No such file or directory
exit 2" "$($keur --quiet . gone.md 2>&1; echo "exit $?")"

# While a run goes on: documents come, go and change under it.  It ends, and what stays is reported.
( for round in 1 2 3 4 5 6 7 8 9; do
    for i in $(seq 120 139); do rm -f "d$i.md"; done
    for i in $(seq 120 139); do echo "$round" >"d$i.md"; done
done ) &
churn=$!
stable=0
for _ in 1 2 3 4 5; do
    [ "$($keur --quiet 2>/dev/null | grep -c '^d1[01].\.md:3:5: ')" -eq 20 ] && stable=$((stable + 1))
done
wait "$churn"
same 'files that change under a run do not harm the others' 5 "$stable"
for i in $(seq 120 139); do printf '# %s\n\n[x](nowhere.md)\n' "$i" >"d$i.md"; done

same 'sixty-four descriptors are enough' "$(cat expected)" "$(sh -c "ulimit -n 64; exec $keur --quiet --jobs 40" 2>&1)"
same 'eight descriptors too' "$(cat expected)" "$(sh -c "ulimit -n 8; exec $keur --quiet --jobs 40" 2>&1)"

# Whoever ends the run ends its workers.
printf 'extends: [general]\nlimits: { seconds: 600 }\nrules: { endless/fault: warning }\n' >.keur.yaml
echo FAULT >>d100.md
$keur --quiet --plugin-dir "$build/tests/plugins" >/dev/null 2>&1 &
run=$!
sleep 1
workers=$(ps -o pid= --ppid "$run")
kill -TERM "$run"
wait "$run"
status=$?
sleep 1
left=$(for worker in $workers; do ps -o stat= -p "$worker" | grep -v Z; done) # dead is enough
[ -n "$workers" ] && [ -z "$left" ] && [ "$status" -eq 143 ]
result $? 'a run that is ended leaves no worker' "status $status, workers $workers, left $left"

mkdir many && printf 'extends: [general]\n' >many/.keur.yaml
awk 'BEGIN { for (i = 0; i < 100000; i++) { file = sprintf("many/%06d.md", i); print "# x" > file; close(file) } }'
same '100,000 files in a folder' 'no findings in 100000 documents' "$($keur many 2>&1)"
