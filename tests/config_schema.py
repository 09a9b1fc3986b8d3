"""Configurations that keur takes or refuses, judged by docs/keur.schema.json as well: both must say the same.

    config_schema.py PROGRAM SCHEMA    in an empty folder

Results are in the Test Anything Protocol.  The YAML is JSON, so that both read the same.
"""
import json
import subprocess
import sys

import jsonschema

program, schema_path = sys.argv[1:3]
with open(schema_path, encoding="utf-8") as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
judge = jsonschema.Draft202012Validator(schema)

types = {"eis": {"files": "*.md"}}
key = {"options": {"key": "id"}}
taken = [
    {},
    None,
    {"extends": "general"},
    {"extends": ["general", "algoritmekader"]},
    {"extends": [], "rules": {"links/missing-target": "error"}},
    {"ignore": "archief/**"},
    {"ignore": ["a", 2, True]},
    {"ignore": None, "dialects": None, "documents": None, "rules": None, "overrides": None},
    {"dialects": {"*.md": "gfm", "docs/**": "python-markdown", "x": "commonmark"}},
    {"documents": {"eis": {"files": ["*.md"], "has-key": "a", "lacks-key": ["b"], "dialect": "gfm"}}},
    {"documents": {"eis": None}},
    {"documents": {"eis": {"files": "*.md", "schema": {"type": "object"}}}},
    {"documents": {"eis": {"files": "*.md", "schema": None, "dialect": None}}},
    {"documents": {"eis": {"files": "*.md", "sections": [{"heading": ["A", "B"], "required": False}]}}},
    {"documents": {"eis": {"files": "*.md", "sections": {"heading": "A", "may-be-empty": True}}}},
    {"documents": {"eis": {"files": "*.md", "sources": {"heading": "Bronnen"}}}},
    {"documents": {"eis": {"files": "*.md", "tables": [
        {"heading": "A", "agrees-with": "b", "tab": "c", "columns": {"d": "e"}, "cells": {"f": 1}, "required": False}]}}},
    {"rules": {"links/missing-target": "off"}},
    {"rules": {"links/missing-target": "info", "links/empty-text": "warning", "encoding/mojibake": "error"}},
    {"rules": {"links/missing-target": None}},
    {"rules": {"links/missing-target": {}}},
    {"rules": {"links/missing-target": {"severity": None, "options": None, "files": "docs/**"}}},
    {"rules": {"links/missing-target": {"options": {"skip-folders": ["a"]}}}},
    {"rules": {"links/empty-text": {"options": {}}}},
    {"rules": {"links/source-without-link": {"options": {"except": ["x"], "accept-bare-addresses": True}}}},
    {"rules": {"encoding/mojibake": {"options": {"code": True}}}},
    {"documents": types, "rules": {"links/missing-target": {"documents": "eis", "dialects": ["gfm"], "message": "m", "why": "w"}}},
    {"rules": {"own/a": {"check": "frontmatter/unique-value", "severity": "error", **key}}},
    {"rules": {"own/a": {"check": "links/missing-target", "options": {"skip-folders": "a"}, "aliases": ["b/c"]}}},
    {"rules": {"own/a": {"check": "links/empty-text", "examples": {"good": "a", "bad": "b"}}}},
    {"rules": {"own/a": {"check": "encoding/nul-byte", "examples": {"good": "a", "bad-hex": "00"}}}},
    {"rules": {"links/empty-text": {"check": "links/missing-target", "options": {"skip-folders": "a"}}}},
    {"overrides": []},
    {"overrides": [{"files": "a", "rules": {"links/missing-target": "off"}}]},
    {"documents": types, "overrides": [{"documents": ["eis"], "files": ["a", "!b"], "rules": {"links/missing-target": {"severity": "info"}}}]},
]
refused = [
    [],
    "general",
    {"extnds": "general"},
    {"extends": 3},
    {"extends": [["general"]]},
    {"extends": {"general": True}},
    {"include": ["./x.yaml"]},
    {"ignore": {"a": "b"}},
    {"ignore": [None]},
    {"ignore": [["a"]]},
    {"dialects": ["gfm"]},
    {"dialects": {"*.md": "markdown"}},
    {"dialects": {"*.md": None}},
    {"documents": ["a"]},
    {"documents": {"eis": "*.md"}},
    {"documents": {"eis": {"files": {"a": "b"}}}},
    {"documents": {"eis": {"files": "*.md", "dialect": "mkdocs"}}},
    {"documents": {"eis": {"files": "*.md", "schem": {}}}},
    {"documents": {"eis": {"files": "*.md", "has-key": {"a": "b"}}}},
    {"documents": {"eis": {"files": "*.md", "sections": [{"heading": "A", "requird": True}]}}},
    {"documents": {"eis": {"files": "*.md", "sections": [{"heading": "A", "required": "yes"}]}}},
    {"documents": {"eis": {"files": "*.md", "sections": "A"}}},
    {"documents": {"eis": {"files": "*.md", "sources": "Bronnen"}}},
    {"documents": {"eis": {"files": "*.md", "tables": [{"heading": "A", "agrees-with": "b", "columns": ["c"]}]}}},
    {"rules": ["links/missing-target"]},
    {"rules": {"links/missing-target": "loud"}},
    {"rules": {"links/missing-target": False}},
    {"rules": {"links/missing-target": ["off"]}},
    {"rules": {"links/missing-target": {"severty": "off"}}},
    {"rules": {"links/missing-target": {"severity": ["off"]}}},
    {"rules": {"links/missing-target": {"options": []}}},
    {"rules": {"links/missing-target": {"options": {"skip-folder": "a"}}}},
    {"rules": {"links/missing-target": {"options": {"skip-folders": {"a": "b"}}}}},
    {"rules": {"links/empty-text": {"options": {"a": "b"}}}},
    {"rules": {"links/source-without-link": {"options": {"accept-bare-addresses": "yes"}}}},
    {"rules": {"links/missing-target": {"dialects": "markdown"}}},
    {"rules": {"links/missing-target": {"examples": "x"}}},
    {"rules": {"links/missing-target": {"examples": {"better": "x"}}}},
    {"rules": {"own/a": {"check": "links/missing-target", "options": {"skip-folder": "a"}}}},
    {"rules": {"own/a": {"check": "links/empty-text", "options": {"a": "b"}}}},
    {"rules": {"links/empty-text": {"check": "links/missing-target", "options": {"a": "b"}}}},
    {"overrides": {"files": "a", "rules": {}}},
    {"overrides": ["a"]},
    {"overrides": [{"rules": {}}]},
    {"overrides": [{"files": "a"}]},
    {"overrides": [{"files": "a", "rules": ["links/missing-target"]}]},
    {"overrides": [{"files": "a", "rules": {"links/missing-target": "loud"}}]},
    {"overrides": [{"files": "a", "rules": {"links/missing-target": None}}]},
    {"overrides": [{"files": "a", "rules": {"links/missing-target": {"options": {}}}}]},
]

with open("a.md", "w", encoding="utf-8") as file:
    file.write("# Kop\n")
for number, (config, expected) in enumerate([(c, True) for c in taken] + [(c, False) for c in refused], 1):
    text = json.dumps(config)
    with open(".keur.yaml", "w", encoding="utf-8") as file:
        file.write(text + "\n")
    run = subprocess.run([program, "check", "a.md"], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    by_schema = judge.is_valid(config)
    is_fine = (run.returncode != 2) == expected and by_schema == expected
    print("ok" if is_fine else "not ok", number, "-", "taken:" if expected else "refused:", text)
    if not is_fine:
        print(f"#   exit status {run.returncode}, by the schema {by_schema}")
        print("#  ", run.stdout.decode().replace("\n", "\n#   "))
