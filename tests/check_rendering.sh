#!/bin/sh
# What keur says of a page is true of the page: golden cases and examples of plugins/mkdocs, rendered.
#     check_rendering.sh BUILD-FOLDER
python=/usr/bin/python3
if ! "$python" -c 'import markdown, pymdownx, yaml' 2>/dev/null; then
    echo "ok 1 # skip there is no python3-markdown, python3-pymdownx or python3-yaml to compare with"
    echo "1..1"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 "$python" "$(dirname "$0")/rendering/oracle.py" "$1"
