"""The contract of the Algoritmekader, tried on its documents: each one damaged in each way gets the finding for it.

    contract.py KEUR ROUNDS CORPUS...

What the team's own validators look for (values of labels, ids that are unique and agree with the file name), and what
they do not: keys that are gone, misspelt, twice or empty, lists that are none, titles with a period, values that the
site reads otherwise.  In each round every document gets one damage, in the next one another, and what keur says of
front matter is held against what it said of the document as it was.  As many rounds as there are damages (about 60) try
all of them on all documents.
"""
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import yaml

LABELS = ["soort-toepassing", "risicogroep", "rol-ai-act", "transparantieverplichting", "systeemrisico", "open-source"]
COMMON = ["title", "id", "toelichting", "levenscyclus", "onderwerp", "rollen"]
# By corpus: folder, keys that its documents must have, lists of names that the site or its index knows.
CONTRACTS = {
    "algoritmekader-2026-06": [
        ("docs/voldoen-aan-wetten-en-regels/vereisten", COMMON + LABELS, ["levenscyclus", "onderwerp", "rollen"] + LABELS),
        ("docs/voldoen-aan-wetten-en-regels/maatregelen", COMMON, ["levenscyclus", "onderwerp", "rollen", "vereiste"]),
        ("docs/voldoen-aan-wetten-en-regels/hulpmiddelen", [key for key in COMMON if key != "id"] + ["categorie"],
         ["levenscyclus", "onderwerp", "rollen", "vereiste", "maatregel"]),
    ],
    "algoritmekader-2024-07": [
        ("docs/vereisten", ["title", "toelichting", "status_vereiste", "levenscyclus", "bouwblok"], ["levenscyclus", "bouwblok", "rollen"]),
        ("docs/maatregelen", ["title", "toelichting", "vereiste", "levenscyclus", "bouwblok"], ["levenscyclus", "bouwblok", "rollen", "vereiste"]),
    ],
}
REFERENCES = ["vereiste", "maatregel"]

# What the team's validators look at, written anew: values that its documents know, unique ids, names of files.
VALUES = {
    "soort-toepassing": "ai-systeem ai-systeem-voor-algemene-doeleinden ai-model-voor-algemene-doeleinden",
    "risicogroep": "hoog-risico-ai-systeem geen-hoog-risico-ai-systeem verboden-ai uitzondering-van-toepassing niet-van-toepassing",
    "rol-ai-act": "aanbieder gebruiksverantwoordelijke importeur distributeur",
    "transparantieverplichting": "transparantieverplichting geen-transparantieverplichting niet-van-toepassing",
    "systeemrisico": "systeemrisico geen-systeemrisico niet-van-toepassing",
    "open-source": "open-source geen-open-source niet-van-toepassing",
}
FOLDERS = {"levenscyclus": "docs/levenscyclus", "onderwerp": "docs/onderwerpen", "rollen": "docs/rollen"}
VALIDATED = ["docs/voldoen-aan-wetten-en-regels/vereisten", "docs/voldoen-aan-wetten-en-regels/maatregelen"]


def validators_find(root):
    """Paths, and what is said of them: a value or an id."""
    allowed = {key: set(words.split()) for key, words in VALUES.items()}
    for key, folder in FOLDERS.items():
        allowed[key] = {path.stem for path in (root / folder).glob("*.md")} - {"index"}
    ids = {}
    for path in sorted(path for folder in VALIDATED for path in (root / folder).glob("*.md") if path.name != "index.md"):
        try:
            data = yaml.safe_load(path.read_text().split("\n---", 1)[0].removeprefix("---"))
        except yaml.YAMLError:
            continue
        if not isinstance(data, dict):
            continue
        for key in allowed:
            for value in data.get(key) or [] if isinstance(data.get(key), list) else []:
                if value not in allowed[key]:
                    yield path, str(value)
        if isinstance(data.get("id"), str):
            ids.setdefault(data["id"], []).append(path)
            if not re.sub(r"^[0-9]-", "", path.name).startswith(data["id"].split(":")[-1] + "-"):
                yield path, data["id"]
    for value, paths in ids.items():
        yield from ((path, value) for path in paths if len(paths) > 1)


def sees_keur(root, found, path, value):
    """Does keur say something of that document in a line with that value?"""
    lines = path.read_text().split("\n")
    places = [line for _, line, _ in found.get(str(path.relative_to(root)), [])]
    return any(value in lines[line - 1] for line in places if line <= len(lines))


class Document:
    def __init__(self, path):
        self.path = path
        self.lines = path.read_text().split("\n")
        self.end = self.lines.index("---", 1) if self.lines[0] == "---" and "---" in self.lines[1:] else 0

    def entry(self, key):
        """Lines of the key and of what it holds, from, up to; None when it is not there."""
        for begin in range(1, self.end):
            if self.lines[begin].startswith(key + ":"):
                end = begin + 1
                while end < self.end and re.match(r"[ \t-]", self.lines[end]):
                    end += 1
                return begin, end
        return None

    def keys(self):
        return [match.group(1) for match in (re.match(r"([\w-]+):", line) for line in self.lines[1:self.end]) if match]

    def items(self, key):
        """Lines of the items of a list of plain words."""
        entry = self.entry(key)
        return [at for at in range(*entry) if re.match(r"\s*- [\w-]{4,}\s*$", self.lines[at])] if entry else []


class Damage:
    """Each maker returns the changed lines, and what must be found: a rule, the number of a line, words of the message."""

    def __init__(self, name, make):
        self.name, self.make = name, make


def without_key(key, required):
    def make(document):
        entry = document.entry(key)
        if entry is None or document.keys().count(key) > 1:
            return None
        lines = document.lines[:entry[0]] + document.lines[entry[1]:]
        end = document.end - (entry[1] - entry[0])
        return lines, [("required-key", end + 1, f'"{key}"')] if key in required else []
    return Damage(f"without {key}", make)


def misspelt_key(key):
    def make(document):
        entry = document.entry(key)
        if entry is None or document.keys().count(key) > 1:
            return None
        lines = list(document.lines)
        lines[entry[0]] = lines[entry[0]].replace(key, key[:2] + key[3:], 1)
        # Where other keys tell the form of a document, the one that is missing is told at the slip.
        return lines, [("unknown-key|required-key", entry[0] + 1, f'"{key}"')]
    return Damage(f"misspelt {key}", make)


def misspelt_value(key, which):
    def make(document):
        items = document.items(key)
        if which >= len(items):
            return None
        lines, at = list(document.lines), items[which]
        word = lines[at].split("- ", 1)[1].strip()
        slip = word[:2] + "x" + word[2:]
        if sum(word == document.lines[item].split("- ", 1)[1].strip() for item in items) > 1:
            return None
        lines[at] = lines[at].replace(word, slip, 1)
        return lines, [("reference" if key in REFERENCES else "allowed-value", at + 1, slip[:30])]
    return Damage(f"misspelt value {which} of {key}", make)


def repeated_value(key):
    def make(document):
        items = document.items(key)
        if not items:
            return None
        lines = list(document.lines)
        lines.insert(items[-1] + 1, lines[items[-1]])
        return lines, [("items", items[-1] + 2, "twice")]
    return Damage(f"a value of {key} twice", make)


def scalar_for_list(key):
    def make(document):
        entry, items = document.entry(key), document.items(key)
        if not items or len(items) != entry[1] - entry[0] - 1:
            return None
        word = document.lines[items[0]].split("- ", 1)[1].strip()
        lines = document.lines[:entry[0]] + [f"{key}: {word}"] + document.lines[entry[1]:]
        return lines, [("type", entry[0] + 1, "must be a list")]
    return Damage(f"no list for {key}", make)


def replaced(key, text, found):
    def make(document):
        entry = document.entry(key)
        if entry is None or entry[1] != entry[0] + 1 or document.keys().count(key) > 1:
            return None
        lines = list(document.lines)
        if lines[entry[0]].rstrip().endswith("."):
            return None
        lines[entry[0]] = f"{key}:{text}"
        return lines, [(rule, entry[0] + 1, words) for rule, words in found]
    return Damage(f"{key}:{text}", make)


def twice(key):
    def make(document):
        entry = document.entry(key)
        if entry is None or document.keys().count(key) > 1:
            return None
        lines = document.lines[:entry[1]] + document.lines[entry[0]:]
        return lines, [("duplicate-key", None, f'"{key}"')]
    return Damage(f"{key} twice", make)


def without_closing_fence(document):
    """It belongs behind the last key, which blank lines may follow."""
    last = max(at for at in range(document.end) if document.lines[at].strip() and not document.lines[at].startswith("#"))
    return document.lines[:document.end] + document.lines[document.end + 1:], [("unclosed", last + 2, "")]


def text_above(document):
    return ["", *document.lines], [("missing", 1, "first line")]


def colon_in_title(document):
    entry = document.entry("title")
    if entry is None or entry[1] != entry[0] + 1:
        return None
    lines = list(document.lines)
    lines[entry[0]] = "title: Een titel: met een dubbele punt"
    return lines, [("invalid-yaml", entry[0] + 1, "")]


def shortened_id(document):
    entry = document.entry("id")
    lines = list(document.lines)
    lines[entry[0]] = lines[entry[0]].replace("urn:nl:ak:", "urn:nl:")
    return lines, [("pattern", entry[0] + 1, "")]


def swapped_ids(documents):
    """Each document has the id of the one before it."""
    ids = [document.lines[document.entry("id")[0]] for document in documents]

    def make(document):
        i = documents.index(document)
        lines, at = list(document.lines), document.entry("id")[0]
        lines[at] = ids[i - 1]
        return lines, [("file-name", at + 1, "")]
    return Damage("ids swapped", make)


def same_id(documents):
    """Two by two they have one id."""
    def make(document):
        i = documents.index(document)
        lines, at = list(document.lines), document.entry("id")[0]
        if i ^ 1 >= len(documents):
            return None
        lines[at] = documents[i & ~1].lines[documents[i & ~1].entry("id")[0]]
        return lines, [("unique-id", at + 1, documents[i ^ 1].path.name)] + ([("file-name", at + 1, "")] if i & 1 else [])
    return Damage("the same id twice", make)


def damages(documents, required, lists):
    keys = sorted({key for document in documents for key in document.keys()})
    for key in keys:
        yield without_key(key, required)
    for key in required:
        if len(key) > 4:
            yield misspelt_key(key)
        yield twice(key)
    for key in lists:
        yield scalar_for_list(key)
        yield repeated_value(key)
        for which in range(2):
            yield misspelt_value(key, which)
    yield replaced("title", "", [("empty-value", "title")])
    yield replaced("title", " 2.20", [("site-reading", 'write "2.20"')])
    yield replaced("title", " no", [("site-reading", 'write "no"')])
    yield replaced("title", " 2024-01-01", [("site-reading", 'write "2024-01-01"')])
    yield Damage("no closing fence", without_closing_fence)
    yield Damage("an empty line above", text_above)
    yield Damage("a colon in the title", colon_in_title)
    if "id" in required:
        yield replaced("title", " Een titel met een punt.", [("final-period", "")])
        yield Damage("an id of another form", shortened_id)


def findings_of(keur, root):
    run = subprocess.run([keur, "check", "docs", "--format", "json", "--only", "frontmatter", "--only", "algoritmekader/unique-id"], cwd=root, capture_output=True, text=True)
    if run.returncode == 2:
        sys.exit(f"keur fails: {run.stderr}")
    found = {}
    for finding in json.loads(run.stdout)["findings"]:
        rule = finding["rule"].split("/")
        if rule[0] == "frontmatter" or rule[1] == "unique-id":
            found.setdefault(finding["path"], []).append((rule[1], finding["start"]["line"], finding["message"]))
    return found


def is_right(expected, before, after):
    """What is found now and was not before; what was found elsewhere in the document may be gone with its lines."""
    def what(finding):
        return finding[0], finding[2].split('"')[1:2]  # behind the first word in quotes, other keys may be named
    known = [what(finding) for finding in before]
    new = [finding for finding in after if what(finding) not in known]
    if len(new) != len(expected):
        return False
    return all(any(found in rule.split("|") and (line is None or line == at) and words in message for found, at, message in new)
               for rule, line, words in expected)


def try_round(keur, root, chosen, before, results):
    """`chosen` are pairs of a document and its damage."""
    expected = {}
    for document, damage in chosen:
        made = damage.make(document)
        if made is not None:
            document.path.write_text("\n".join(made[0]))
            expected[str(document.path.relative_to(root))] = damage.name, made[1]
    after = findings_of(keur, root) if expected else {}
    for path, value in validators_find(root):
        results["validators"] += 1
        if not sees_keur(root, after, path, value):
            results["missed"] += 1
            print(f"# only the validators see: {path.name}: {value}")
    for path, (name, right) in expected.items():
        results["tried"] += 1
        if is_right(right, before.get(path, []), after.get(path, [])):
            continue
        results["wrong"] += 1
        if results["wrong"] <= 30:
            print(f"# {name}: {path}: expected {right}, found {after.get(path)}")
    for document, _ in chosen:
        document.path.write_text("\n".join(document.lines))


def documents_in(folder):
    names = ("index.md", "standaarden.md", "CONTRIBUTING.md")
    documents = [Document(path) for path in sorted(folder.glob("*.md")) if path.name not in names]
    return [document for document in documents if document.end > 0]


def try_corpus(keur, rounds, corpus):
    results = {"tried": 0, "wrong": 0, "validators": 0, "missed": 0}
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(corpus, root, symlinks=True)
        subprocess.run(["chmod", "-R", "u+w", root], check=True)
        (root / ".keur.yaml").write_text("extends: [algoritmekader]\n")
        before = findings_of(keur, root)
        kinds = []  # documents of one kind, and what is done to them
        for place, required, lists in CONTRACTS[corpus.name]:
            documents = documents_in(root / place)
            kinds.append((documents, list(damages(documents, required, lists))))
        for turn in range(rounds):
            try_round(keur, root, [(document, ways[(i + turn) % len(ways)]) for documents, ways in kinds for i, document in enumerate(documents)],
                      before, results)
        for documents, _ in kinds:
            with_id = [document for document in documents if document.entry("id")]
            for damage in (swapped_ids(with_id), same_id(with_id)):
                try_round(keur, root, [(document, damage) for document in with_id], before, results)
    return results


def main():
    keur, rounds, *corpora = sys.argv[1:]
    status = 0
    for i, corpus in enumerate(map(Path, corpora), 1):
        results = try_corpus(keur, int(rounds), corpus)
        is_fine = results["wrong"] == 0 and results["missed"] == 0 and results["tried"] > 500
        status |= not is_fine
        print(f"{'ok' if is_fine else 'not ok'} {i} - {corpus.name}: {results['tried']} damages, {results['wrong']} not told right, "
              f"{results['missed']} of {results['validators']} findings of the team's validators missed")
    return status


if __name__ == "__main__":
    sys.exit(main())
