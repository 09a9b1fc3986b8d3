"""Reads what keur writes in every format, as the programs read it that the formats are for, and
compares: the same findings, the same places, repairs that give the same bytes.

    formats.py PROGRAM SCHEMAS    in the folder to be linted; SCHEMAS may be ""

Results are in the Test Anything Protocol.
"""
import json
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ElementTree

import jsonschema

program, schemas = sys.argv[1:3]
here = os.path.dirname(os.path.abspath(__file__))
count = 0


def result(is_fine, name, details=""):
    global count
    count += 1
    print("ok" if is_fine else "not ok", count, "-", name)
    if not is_fine:
        for line in str(details)[:2000].splitlines():
            print("#  ", line)


def skip(name, why):
    global count
    count += 1
    print("ok", count, "-", name, "# skip", why)


def written(name):
    command = [program, "check", "--quiet", "--fail-on", "never", "--format", name]
    return subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout


def written_second(name):
    """What the format writes when it is not the first one that is asked for."""
    with tempfile.TemporaryDirectory() as folder:
        output = os.path.join(folder, "output")
        command = [program, "check", "--quiet", "--fail-on", "never", "--format", "text", "--format", name]
        subprocess.run(command + ["--output", output], stdout=subprocess.DEVNULL, check=True)
        with open(output, "rb") as opened:
            return opened.read()


def valid(name, schema, values):
    if not schemas:
        return skip(name, "there is no shared folder")
    with open(os.path.join(schemas, schema), encoding="utf-8") as file:
        check = jsonschema.Draft4Validator(json.load(file))
    faults = [error.message for value in values for error in check.iter_errors(value)]
    result(not faults, name, "\n".join(faults))


def valid_xml(name, schema, text):
    if not schemas:
        return skip(name, "there is no shared folder")
    command = ["xmllint", "--noout", "--nonet", "--schema", os.path.join(schemas, schema), "-"]
    run = subprocess.run(command, input=text, stderr=subprocess.PIPE, check=False)
    result(run.returncode == 0, name, run.stderr.decode(errors="replace"))


# ---- Places, and what repairs make of a document


def line_begins(source):
    return [0] + [match.end() for match in re.finditer(rb"\r\n|\n|\r", source)]


def byte_of_code_points(source, line, column):
    begin = line_begins(source)[line - 1]
    if begin == 0 and source.startswith(b"\xef\xbb\xbf"):
        begin = 3
    characters = source[begin:].decode(errors="surrogateescape")[: column - 1]
    return begin + len(characters.encode(errors="surrogateescape"))


def is_mark_only(finding, source):
    """A byte order mark has no columns to name it by in SARIF."""
    return source.startswith(b"\xef\xbb\xbf") and finding["start"]["byte"] == 0


def byte_of_bytes(source, line, column):
    return line_begins(source)[line - 1] + column - 1


def repaired(source, edits):
    for begin, end, text in sorted(edits, reverse=True):
        source = source[:begin] + text.encode() + source[end:]
    return source


def json_edits(finding, _source):
    return [(e["start"]["byte"], e["end"]["byte"], e["text"]) for e in finding["edits"]]


def sarif_edits(found, source):
    edits = []
    for fix in found.get("fixes", []):
        for replacement in fix["artifactChanges"][0]["replacements"]:
            region = replacement["deletedRegion"]
            edits.append(
                (
                    byte_of_code_points(source, region["startLine"], region["startColumn"]),
                    byte_of_code_points(source, region["endLine"], region["endColumn"]),
                    replacement["insertedContent"]["text"],
                )
            )
    return edits


def rdjson_edits(found, source):
    return [
        tuple(byte_of_bytes(source, **suggestion["range"][end]) for end in ("start", "end"))
        + (suggestion["text"],)
        for suggestion in found.get("suggestions", [])
    ]


# ---- The runner of GitHub: "::" at the begin of a line, "##[" anywhere


def command_of(line):
    match = re.match(r"\s*::([a-z-]+)(?: ([^:]*(?::(?!:)[^:]*)*))?::(.*)$", line, re.DOTALL)
    if match is None:
        return None
    properties = {}
    for pair in (match.group(2) or "").split(","):
        key, _, value = pair.partition("=")
        for escape, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            value = value.replace(escape, character)
        properties[key] = value
    message = match.group(3).replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
    return match.group(1), properties, message


# ---- The formats


def plain(text):
    """The text without what a format may have to write in another way."""
    return re.sub(r"[\x00-\x1f#\ufffd\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]|\\u\{[^}]*\}|\\x..", "", text)


whole = json.loads(written("json"))
findings = whole["findings"]
files = {}
for folder, _, names in os.walk(b"."):
    for file_name in names:
        path = os.path.relpath(os.path.join(folder, file_name), b".")
        with open(path, "rb") as opened:
            files[path] = opened.read()

with open(os.path.join(here, "../docs/findings.schema.json"), encoding="utf-8") as opened:
    faults = list(jsonschema.Draft202012Validator(json.load(opened)).iter_errors(whole))
result(not faults, f"json: {len(findings)} findings hold to the schema", faults)
lines = written("jsonl").decode().splitlines()
result([json.loads(line) for line in lines] == findings, "jsonl: the same findings")

sarif = json.loads(written("sarif"))
valid("sarif: the schema of OASIS", "sarif/sarif-schema-2.1.0.json", [sarif])
run = sarif["runs"][0]
rules = run["tool"]["driver"]["rules"]
result(
    all(rules[found["ruleIndex"]]["id"] == found["ruleId"] for found in run["results"]),
    "sarif: every result leads to its rule",
)
result(
    all(
        rule["help"]["text"] != rule["shortDescription"]["text"]
        for rule in rules
        if not rule["id"].startswith("own/")
    ),
    "sarif: every rule of a pack says why",
)
result(json.loads(written_second("sarif")) == sarif, "sarif: the same behind another format")
places = [found["locations"][0]["physicalLocation"] for found in run["results"]]
paths = [urllib.parse.unquote_to_bytes(place["artifactLocation"]["uri"]) for place in places]
result(set(paths) <= set(files), "sarif: every address is that of a file", paths)
wrong = [
    (finding, place)
    for finding, place, path in zip(findings, places, paths)
    if byte_of_code_points(files[path], place["region"]["startLine"], place["region"]["startColumn"])
    != finding["start"]["byte"]
    and not is_mark_only(finding, files[path])
]
result(len(places) == len(findings) and not wrong, "sarif: the same places", wrong)

rdjson = json.loads(written("rdjson"))
valid("rdjson: its schema", "rdjson/DiagnosticResult.json", [rdjson])
diagnostics = [json.loads(line) for line in written("rdjsonl").decode().splitlines()]
valid("rdjsonl: its schema", "rdjson/Diagnostic.json", diagnostics)
result(diagnostics == rdjson["diagnostics"], "rdjsonl: what rdjson holds")
wrong = [
    (finding, found)
    for finding, found, path in zip(findings, diagnostics, paths)
    if byte_of_bytes(files[path], **found["location"]["range"]["start"]) != finding["start"]["byte"]
    or byte_of_bytes(files[path], **found["location"]["range"]["end"]) != finding["end"]["byte"]
]
result(len(diagnostics) == len(findings) and not wrong, "rdjson: the same places", wrong)

wrong = []
repairs = 0
for finding, found, diagnostic, path in zip(findings, run["results"], diagnostics, paths):
    source = files[path]
    by_json = repaired(source, json_edits(finding, source))
    repairs += by_json != source
    if is_mark_only(finding, source):
        if "fixes" in found:
            wrong.append(found)
    elif repaired(source, sarif_edits(found, source)) != by_json:
        wrong.append(found)
    if repaired(source, rdjson_edits(diagnostic, source)) != by_json:
        wrong.append(diagnostic)
result(not wrong, f"json, sarif, rdjson: {repairs} repairs give the same bytes", wrong)

gitlab = json.loads(written("gitlab"))
valid("gitlab: its schema", "gitlab-codequality/codeclimate.json", gitlab)
result(
    len({issue["fingerprint"] for issue in gitlab}) == len(findings) == len(gitlab),
    "gitlab: no fingerprint twice",
)
result(
    [(i["location"]["path"], i["location"]["lines"]["begin"], i["description"]) for i in gitlab]
    == [(f["path"], f["start"]["line"], f["message"]) for f in findings],
    "gitlab: the same places",
)

lines = re.split(r"\r\n|\n|\r", written("github").decode())
commands = [command_of(line) for line in lines[:-1]]
result(lines[-1] == "" and None not in commands, "github: every line is a command", lines)
result(not any("##[" in line or "##vso[" in line for line in lines), "github: none hides another")
levels = [command[0] for command in commands]
result(levels == sorted(levels, key=["error", "warning", "notice"].index), "github: errors first")
told = sorted((plain(c[1]["file"]), c[1]["line"], plain(c[2])) for c in commands)
expected = sorted((plain(f["path"]), str(f["start"]["line"]), plain(f["message"])) for f in findings)
wrong = [pair for pair in zip(told, expected) if pair[0] != pair[1]]
result(len(told) == len(expected) and not wrong, "github: the same findings", wrong)

text = written("checkstyle")
valid_xml("checkstyle: its schema", "checkstyle/checkstyle-report-1.0.0.xsd", text)
told = [
    (plain(file.get("name")), int(error.get("line")), int(error.get("column")), plain(error.get("message")))
    for file in ElementTree.fromstring(text)
    for error in file
]
expected = [
    (plain(f["path"]), f["start"]["line"], f["start"]["column"], plain(f["message"])) for f in findings
]
wrong = [pair for pair in zip(told, expected) if pair[0] != pair[1]]
result(len(told) == len(expected) and not wrong, "checkstyle: the same findings", wrong)

text = written("junit")
valid_xml("junit: the schema of Jenkins", "junit/jenkins-junit-10.xsd", text)
root = ElementTree.fromstring(text)
told = [
    (plain(suite.get("name")), plain(case[0].text).rpartition(": ")[0] != "")
    for suite in root
    for case in suite
    if len(case) > 0
]
result([t[0] for t in told] == [f[0] for f in expected], "junit: the same findings", told)
result(
    int(root.get("tests")) == sum(int(s.get("tests")) for s in root) == sum(len(s) for s in root) >= 1
    and int(root.get("failures")) == len(root.findall(".//failure"))
    == sum(f["severity"] != "info" for f in findings),
    "junit: counts are right, and there is a test",
)
