#!/usr/bin/python3
"""Renames every document of a project, and changes every heading that is linked to, one at a time.

    link_changes.py KEUR PROJECT

And moves every document to another folder, where git is asked what that has caused: the new place is suggested.

What refers to it, by the links of the site that MkDocs builds, must be told of in each document that does, and
no other document may be.  Says so and succeeds where MkDocs is not installed.  Not part of `make test`, which
does the same for tests/sites/changes.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from urllib.parse import unquote, urljoin, urlsplit

from site_links import build, file_at, read_pages, source_of


def references(work, site, config):
    """(source, target, fragment) of each link between documents."""
    url = config["site_url"].rstrip("/") + "/"
    found = set()
    for name, page in read_pages(site).items():
        source = source_of(work, config, name)
        address = urljoin(url, name[: -len("index.html")] if name.endswith("index.html") else name)
        for link in [urljoin(address, link) for link in page.links] + [url + link for link in page.scripted]:
            full = link if source else ""
            if not full.startswith(url):
                continue
            parts = urlsplit(full)
            page_file = file_at(site, parts.path[len(urlsplit(url).path):])
            target = source_of(work, config, page_file) if page_file and page_file.endswith(".html") else None
            if target:
                found.add((source, target, unquote(parts.fragment)))
    return found


def places(keur, folder):
    run = subprocess.run([keur, "check", "--format", "json", "--fail-on", "never", "--only", "links/missing-target",
                          "--only", "links/missing-anchor"], cwd=folder, check=False, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
    return {(item["path"], item["start"]["byte"], item["rule"]) for item in json.loads(run.stdout)["findings"]}


def slug(text):
    text = re.sub(r"\s*\{[^}]*\}\s*$", "", text)
    text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def without_heading(text, fragment):
    """The document with this heading changed; None when it is not found once."""
    lines = text.split("\n")
    found = [i for i, line in enumerate(lines) if re.match(r"#{1,6}\s", line) and slug(line.lstrip("#")) == fragment]
    if len(found) != 1 or "{ #" in lines[found[0]]:
        return None
    lines[found[0]] = "## Een heel andere kop dan voorheen 4711"
    return "\n".join(lines)


def report(what, expected, found):
    if expected == found:
        return True
    print(f"  {what}: not told of in {sorted(expected - found)}, told of in {sorted(found - expected)}")
    return False


def rename(keur, folder, before, document, links):
    path = os.path.join(folder, document)
    moved = path[: -len(".md")] + "-hernoemd.md"
    os.rename(path, moved)
    found = {item[0] for item in places(keur, folder) - before}
    os.rename(moved, path)
    expected = {source for source, target, _ in links if target == document and source != document}
    # What lies outside of the site refers to it as well, and is not in its HTML.
    docs = document.split("/")[0] + "/"
    mine = {os.path.relpath(moved, folder), document}
    return report(f"renamed {document}", expected, {path for path in found - mine if path.startswith(docs)})


def retitle(keur, folder, before, document, fragment, links):
    path = os.path.join(folder, document)
    with open(path, encoding="utf-8") as stream:
        text = stream.read()
    changed = without_heading(text, fragment)
    if changed is None:
        return None
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(changed)
    lines = {item[0] for item in places(keur, folder)} - {item[0] for item in before if item[0] != document}
    with open(path, "w", encoding="utf-8") as stream:
        stream.write(text)
    known = {item[0] for item in before}
    expected = {source for source, target, name in links if target == document and name == fragment}
    return report(f"changed {document}#{fragment}", expected - known, lines - known)


def git(folder, *words):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *words], cwd=folder, check=True,
                   env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def leads_to(finding, moved):
    """Does the repair of the finding lead to the document, from the file or from the page that it stands in?"""
    target = unquote(finding["edits"][0]["text"] if finding["edits"] else "")
    stem = finding["path"][: -len(".md")]
    bases = [os.path.dirname(stem), stem]
    right = {moved, moved[: -len(".md")], moved[: -len("/index.md")] if moved.endswith("/index.md") else moved}
    return bool(target) and any(os.path.normpath(os.path.join(base, target)) in right for base in bases)


def move(keur, folder, known, document, links):
    """`known` has the documents that have such findings as they are."""
    docs = document.split("/")[0] + "/"
    moved = docs + "elders/" + os.path.basename(document)
    os.makedirs(os.path.join(folder, docs + "elders"), exist_ok=True)
    git(folder, "mv", document, moved)
    run = subprocess.run([keur, "check", "--affected", "--format", "json", "--fail-on", "never", "--only",
                          "links/missing-target", moved], cwd=folder, check=False, stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
    git(folder, "mv", moved, document)
    caused = [item for item in json.loads(run.stdout)["findings"]
              if item["path"] != moved and item["path"].startswith(docs)]
    expected = {source for source, target, _ in links if target == document and source != document}
    good = report(f"moved {document}", expected - known, {item["path"] for item in caused} - known)
    for item in caused:
        # Addresses of the whole site have no repair: the message says where the document is now.
        whole = "leads to a page of this site" in item["message"] or "from whose root" in item["message"]
        told = f"{document}, which became {moved} since HEAD" in item["message"]
        if not told or not (whole or leads_to(item, moved)):
            print(f"  moved {document}: {item['path']}: {item['message']}")
            good = False
    return good


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    probe = subprocess.run(["/usr/bin/python3", "-c", "import mkdocs, yaml, pymdownx"], check=False,
                           stderr=subprocess.DEVNULL)
    if probe.returncode != 0:
        print("skipped: MkDocs is not installed")
        return
    keur, project = os.path.abspath(sys.argv[1]), sys.argv[2]
    with tempfile.TemporaryDirectory() as scratch:
        work, site, config = build(project, scratch)
        links = references(work, site, config)
        folder = os.path.join(scratch, "project")
        shutil.copytree(project, folder, symlinks=True)
        before = places(keur, folder)
        documents = sorted({target for _, target, _ in links})
        headings = sorted({(target, fragment) for _, target, fragment in links if fragment})
        renamed = [rename(keur, folder, before, document, links) for document in documents]
        changed = [retitle(keur, folder, before, *heading, links) for heading in headings]
        changed = [result for result in changed if result is not None]
        git(folder, "init", "-q")
        git(folder, "add", "-A")
        git(folder, "commit", "-q", "-m", "x")
        known = {item[0] for item in before}
        moved = [move(keur, folder, known, document, links) for document in documents]
    print(f"{project}: {len(links)} references, {len(renamed)} documents renamed, {len(changed)} headings changed, "
          f"{len(moved)} documents moved, {(renamed + changed + moved).count(False)} not as expected")
    sys.exit(0 if all(renamed + changed + moved) else 1)


main()
