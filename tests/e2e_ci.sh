#!/bin/sh
# What CI systems are given: the action of GitHub with its problem matcher, the job of GitLab, the image.
#     e2e_ci.sh BUILD-FOLDER
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/tap.sh
. "$here/tap.sh"
build=$(cd "$1" && pwd)
root=$(cd "$here/.." && pwd)
schemas=${KEUR_SHARED:-$root/../shared}/schemas
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
python=python3
$python -c 'import jsonschema, yaml' 2>/dev/null || python=/usr/bin/python3
unset CI VIM INSIDE_EMACS PRE_COMMIT
mkdir -p "$scratch/repository/docs" "$scratch/runner"
cd "$scratch/repository" || exit 1
git init -q .
printf '# Gids\n' >docs/gids.md
printf '# Fout\n\nZie [de gids](weg.md) en [nog een](http//x.nl).\n' >'docs/één fout.md'
printf -- '---\ntitle: a\ntitle: b\n---\n' >'docs/[x] y.md'

# ---- GitHub

if [ -d "$schemas" ]; then
    $python - "$root/action.yml" "$schemas/github/github-action.json" >"$scratch/log" 2>&1 <<'END2'
import json, sys, jsonschema, yaml
jsonschema.Draft7Validator(json.load(open(sys.argv[2]))).validate(yaml.safe_load(open(sys.argv[1])))
END2
    result $? 'action.yml holds to its schema' "$(cat "$scratch/log")"
else
    skip 'action.yml holds to its schema' 'there is no shared folder'
fi
$python - "$root/action.yml" "$scratch/action.sh" >"$scratch/log" 2>&1 <<'END2'
import re, sys, yaml
action = yaml.safe_load(open(sys.argv[1]))
[step] = action["runs"]["steps"]
assert "${{" not in step["run"]
given = {re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", value)[1] for value in step["env"].values()}
assert given == set(action["inputs"]), given
open(sys.argv[2], "w").write(step["run"])
END2
result $? 'inputs reach the script through the environment only' "$(cat "$scratch/log")"

# The build of this test serves as the one that the action makes.
ln -s "$build" "$scratch/runner/keur-build"
action() { # INPUT...: the step as the runner starts it
    out=$(env "$@" GITHUB_ACTIONS=true RUNNER_TEMP="$scratch/runner" GITHUB_ACTION_PATH="$root" \
        sh -e "$scratch/action.sh" 2>&1 </dev/null)
    status=$?
}
action INPUT_SARIF=keur.sarif
same 'the action fails where keur finds something' 1 $status
grep -q '"name":"keur"' keur.sarif
result $? 'and writes SARIF' "$out"
echo "$out" >"$scratch/out"
$python - "$root/packaging/github/matcher.json" "$scratch/out" >"$scratch/places" 2>&1 <<'END2'
import json, re, sys
lines = open(sys.argv[2], encoding="utf-8").read().split("\n")
[matcher] = json.load(open(sys.argv[1]))["problemMatcher"]
[pattern] = matcher["pattern"]
assert sys.argv[1] in lines[0] and lines[0].startswith("::add-matcher::"), lines[0]
assert f"::remove-matcher owner={matcher['owner']}::" in lines
for line in lines:
    found = re.search(pattern["regexp"], line)
    if found:
        print(*(found[pattern[key]] for key in ("file", "line", "column", "severity", "code")))
END2
same 'the problem matcher reads the log' 'docs/[x] y.md 3 1 warning frontmatter/duplicate-key
docs/één fout.md 3 15 error links/missing-target
docs/één fout.md 3 36 error links/malformed-scheme' "$(cat "$scratch/places")"
action INPUT_PATHS='docs/gids.md
docs/[x] y.md' INPUT_FAIL_ON=error
same 'paths, one on each line, and fail-on' 0 $status
echo "$out" | grep -q '2 documents'
result $? 'of which there are two' "$out"
# shellcheck disable=SC2016 # it must not be evaluated
action INPUT_PATHS='$(touch evaluated);--version' INPUT_CONFIG='`touch evaluated`' INPUT_FAIL_ON='never; touch evaluated'
[ "$status" -eq 2 ] && [ ! -e evaluated ]
result $? 'inputs are values, not commands' "$status $out"
action INPUT_CONFIG=no-such.yaml
same 'a configuration that is not there' 2 $status

# ---- GitLab

$python - "$root/packaging/gitlab/keur.gitlab-ci.yml" "$scratch/gitlab.sh" "$scratch/report" >"$scratch/log" 2>&1 <<'END2'
import sys, yaml
job = yaml.safe_load(open(sys.argv[1]))["keur"]
open(sys.argv[2], "w").write("\n".join(job["script"]))
open(sys.argv[3], "w").write(job["artifacts"]["reports"]["codequality"])
END2
result $? 'the job of GitLab is read' "$(cat "$scratch/log")"
PATH=$build:$PATH CI=true sh -e "$scratch/gitlab.sh" >"$scratch/out" 2>/dev/null
same 'it fails where keur finds something' 1 $?
same 'findings are in the log' 3 "$(grep -c '\]$' "$scratch/out")"
same 'and in the report' 3 "$(grep -o '"fingerprint"' "$(cat "$scratch/report")" | wc -l)"

# ---- The image: what keur links to is installed there

if command -v dpkg >/dev/null && command -v ldd >/dev/null; then
    missing=
    for library in $(ldd "$build/keur" "$build"/plugins/*.so | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p' | sort -u); do
        package=$(dpkg -S "$(readlink -f "$library")" 2>/dev/null | cut -d: -f1)
        case $package in '' | libc6) continue ;; esac
        tr " " "\n" <"$root/Dockerfile" | grep -qxF "$package" || missing="$missing $package"
    done
    same 'the image has every library' '' "$missing"
else
    skip 'the image has every library' 'this is no Debian'
fi
