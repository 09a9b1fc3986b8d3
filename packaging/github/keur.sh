#!/bin/sh
# What action.yml runs: builds keur outside of the repository that is inspected, then inspects it.  The inputs of
# the action are INPUT_PATHS (one on each line), INPUT_CONFIG, INPUT_FAIL_ON and INPUT_SARIF; none is evaluated.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
build=${RUNNER_TEMP:-${TMPDIR:-/tmp}}/keur-build

"$root/.ci/deps" build
make -s -C "$root" BUILD="$build" all

set --
while IFS= read -r path; do
    [ -z "$path" ] || set -- "$@" "$path"
done <<END2
${INPUT_PATHS-}
END2
set -- -- "$@"
[ -z "${INPUT_SARIF-}" ] || set -- --format sarif --output "$INPUT_SARIF" "$@"
[ -z "${INPUT_CONFIG-}" ] || set -- --config "$INPUT_CONFIG" "$@"

# The lines of the log become annotations.
echo "::add-matcher::$here/matcher.json"
status=0
"$build/keur" check --format text --fail-on "${INPUT_FAIL_ON:-warning}" "$@" || status=$?
echo '::remove-matcher owner=keur::'
exit "$status"
