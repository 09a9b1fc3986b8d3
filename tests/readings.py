"""What keur says of plain scalars where text is wanted, against PyYAML, which the site reads with.

    readings.py KEUR

Each scalar of a list, and of many made up ones, stands in front matter where the schema wants text. What
PyYAML makes of it says which one finding there must be, or that there is none.
"""
import json
import random
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LISTED = """
no No NO n N yes Yes YES y Y on On ON off Off OFF oN true True TRUE tRUE false False FALSE ~ null Null NULL nUll
0 00 010 -010 +010 08 09 0777 -017 0o10 0o17 0o8 0O17 0b101 0b 0b_ 0b2 0B1 0x1F 0x 0x_ 0XFF 0xg -0x1F +0b1 0_ 1_000 _1 1_ -1_000
1.10 2.20 1.0 1. .5 -.5 +.5 ._ .5_ 1_0.5 1.5_0 0.1 00.1 1e3 1E3 1e+3 1.0e3 1.0e+3 1.5E-2 1e400 1.0e+400 -1.0e+400 .e+3 1.e+3 .5e+1
.inf .Inf .INF -.inf +.inf .iNf .nan .NaN .NAN -.nan inf nan Infinity
1:30 01:30 12:30:45 -1:30 +1:30 1:60 1:6 1:30.5 1:30:5.25 190:20:30 24:00 9:05 1:300 0:30 00:30
2024-01-01 2024-1-1 2024-01-1 2024-13-01 2024-02-30 2023-02-29 2024-02-29 0000-01-01 0001-01-01 9999-12-31 2024-00-10
2024-01-01T10:00:00 2024-01-01t10:00:00Z 2024-01-01T25:00:00 2024-01-01T10:60:00 2024-01-01T10:00:60 2024-01-01T10:00:00.5
2024-01-01T10:00:00+01:00 2024-01-01T10:00:00+25:00 2024-01-01T10:00:00-5 2024-01-01T10:00:00.1234567Z 2024-1-1T1:00:00
2024-01-01T10:00:00. 2024-01-01T10:00 20240101 01-01-2024 2024/01/01 24-01-01 2024-001 +2024-01-01
= << <<< == v1.10 1.10.2 1,5 1.000,5 10% 3e 070-1234567 +31612345678 1234567890123456789012345678901234567890
99999999999999999999999.5 0.1e+1 1e-7 0.0000001 1.7976931348623157e+308 123456789.123456789 1e16 10000000000000000.0 1e5_0
""".split() + ["2024-01-01 10:00:00", "2024-01-01  10:00:00 +2", "2024-01-01 10:00:00 Z", "2024-01-01\t10:00:00", "1 000", "a b"]
ALPHABET = "0123456789" * 2 + "__--++..::eExXobnytfTZ~=< "


def made_up(count):
    chance = random.Random(11)
    for _ in range(count):
        yield "".join(chance.choice(ALPHABET) for _ in range(chance.randint(1, 9)))
    for _ in range(count // 4):
        parts = [chance.choice(["2024", "1999", "0000", "0001"]), chance.choice("-:"), str(chance.randint(0, 14)).zfill(chance.randint(1, 2)),
                 "-", str(chance.randint(0, 33)).zfill(chance.randint(1, 2))]
        if chance.random() < 0.7:
            parts += [chance.choice(["T", "t", " ", "  "]), str(chance.randint(0, 26)).zfill(chance.randint(1, 2)), ":",
                      str(chance.randint(0, 62)).zfill(2), ":", str(chance.randint(0, 62)).zfill(2),
                      chance.choice(["", ".", ".5", ".1234567"]), chance.choice(["", "Z", " Z", "+1", "-12:30", "+24:00", " +3:5", "+99"])]
        yield "".join(parts)


def is_plain(scalar):
    try:
        node = yaml.compose(f"k: {scalar}", Loader=LOADER)
    except yaml.YAMLError:
        return False
    value = node.value[0][1] if isinstance(node, yaml.MappingNode) and len(node.value) == 1 else None
    return isinstance(value, yaml.ScalarNode) and value.style in (None, "") and value.value == scalar and scalar != ""


def core_is_text(scalar):
    return not re.fullmatch(r"null|Null|NULL|~|true|True|TRUE|false|False|FALSE|[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+"
                            r"|[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", scalar)


def shown(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value in (float("inf"), float("-inf")):
        return None
    return str(value)


def is_number(text, value):
    try:
        return (int(text) if isinstance(value, int) else float(text)) == value
    except ValueError:
        return False


def what_is_wrong(scalar, findings):
    """None when the findings are right; else what was expected."""
    rules = [finding["rule"] for finding in findings]
    message = findings[0]["message"] if findings else ""
    is_site = rules == ["frontmatter/site-reading"]
    try:
        value = yaml.load(f"k: {scalar}", Loader=LOADER)["k"]
    except Exception as problem:  # what MkDocs swallows
        return None if is_site and "cannot read" in message else f"one finding: {problem}"
    if isinstance(value, str) and core_is_text(scalar):
        return None if not findings else "nothing, for it is text"
    if value is None:
        return None if rules == ["frontmatter/type"] else "one finding of frontmatter/type"
    if isinstance(value, str):
        return None if is_site and "as text, which" in message else "the site reads text, YAML 1.2 does not"
    if shown(value) == scalar and isinstance(value, (bool, int, float)):
        return None if rules == ["frontmatter/type"] else "one finding of frontmatter/type"
    edits = findings[0].get("edits", []) if findings else []
    if not is_site or f'must be text: write "{scalar}"' not in message:
        return f"one finding: the site reads {value!r}"
    if len(edits) != 1 or edits[0]["text"] != f'"{scalar}"' or edits[0]["safety"] != "safe":
        return "a safe edit that puts it in quotes"
    said = re.search(r" as (?:the number |the date )?(.+?), and ", message).group(1)
    if isinstance(value, bool):
        return None if said == shown(value) else f"the reading {value!r}"
    if isinstance(value, (int, float)) and shown(value) not in (None, "nan"):
        return None if said == shown(value) or (is_number(said, value) and "e" in said) else f"the reading {value!r}"
    return None


def findings_of(keur, scalars):
    """Findings by the number of the scalar, 300 of which stand in one document."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / ".keur.yaml").write_text(
            'documents: { all: { files: ["*.md"], dialect: python-markdown, schema: { additionalProperties: { type: string } } } }\n')
        for begin in range(0, len(scalars), 300):
            lines = [f"k{i}: {scalar}" for i, scalar in enumerate(scalars[begin:begin + 300], begin)]
            (root / f"{begin:06}.md").write_text("\n".join(["---", *lines, "---", "", "Text.", ""]))
        run = subprocess.run([keur, "check", "--format", "json"], cwd=root, capture_output=True, text=True)
        for finding in json.loads(run.stdout)["findings"]:
            number = int(Path(finding["path"]).stem) + finding["start"]["line"] - 2
            found.setdefault(number, []).append(finding)
    return found


def main():
    scalars = [scalar for scalar in dict.fromkeys(LISTED + list(made_up(8000))) if is_plain(scalar)]
    found = findings_of(sys.argv[1], scalars)
    wrong = 0
    for i, scalar in enumerate(scalars):
        problem = what_is_wrong(scalar, found.get(i, []))
        if problem is None:
            continue
        wrong += 1
        if wrong <= 40:
            print(f"# {scalar}: expected {problem}; found {[f['rule'] + ': ' + f['message'] for f in found.get(i, [])]}")
    is_right = wrong == 0 and len(scalars) > 2000
    print(f"{'ok' if is_right else 'not ok'} 1 - {len(scalars)} scalars as PyYAML reads them, {wrong} otherwise")
    return 0 if is_right else 1


if __name__ == "__main__":
    sys.exit(main())
