#!/bin/sh
# Documents of the Algoritmekader, damaged: each damage gets the one finding for it.
#     check_contract.sh BUILD-FOLDER
here=$(dirname "$0")
python=/usr/bin/python3
corpora=${KEUR_SHARED:-$here/../../shared}/corpus
if [ ! -d "$corpora/algoritmekader-2026-06" ] || ! "$python" -c 'import yaml' 2>/dev/null; then
    echo "ok 1 # skip there is no corpus below KEUR_SHARED, or no python3-yaml"
    echo "1..1"
    exit 0
fi
PYTHONDONTWRITEBYTECODE=1 "$python" "$here/contract.py" "$(cd "$1" && pwd)/keur" 10 \
    "$corpora/algoritmekader-2026-06" "$corpora/algoritmekader-2024-07"
