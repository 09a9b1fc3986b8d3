#!/bin/sh
# What keur says of a page is true of the page, and the blocks that it sees are those of the page: golden cases and
# examples of plugins/mkdocs, and the documents of the corpus, rendered by Python-Markdown.  Comments that suppress
# findings leave a page as it was.
#     check_rendering.sh BUILD-FOLDER
here=$(dirname "$0")
python=/usr/bin/python3
if ! "$python" -c 'import markdown, pymdownx, yaml' 2>/dev/null; then
    echo "ok 1 # skip there is no python3-markdown, python3-pymdownx or python3-yaml to compare with"
    echo "1..1"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE
"$python" "$here/rendering/oracle.py" "$1" || exit 1
"$python" "$here/rendering/suppressions.py" || exit 1

set -- "$1"
for corpus in "${KEUR_SHARED:-$here/../../shared}"/corpus/*/; do
    [ -f "$corpus/mkdocs.yml" ] && set -- "$@" "${corpus%/}"
done
[ $# -gt 1 ] || echo "ok # skip there is no corpus below KEUR_SHARED to compare with"
"$python" "$here/rendering/differential.py" "$@"
