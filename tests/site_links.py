#!/usr/bin/python3
"""Compares what keur says of links with the site that MkDocs builds.

    site_links.py KEUR PROJECT...

Each project is built in a scratch folder, with an empty theme and without plugins and hooks.  Every link and
anchor of the HTML that leads nowhere must be found by keur, and nothing else may be.  Says so and succeeds
where MkDocs is not installed.  Takes a minute for some hundred documents, so `make test` leaves it out.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

TEMPLATE = "<html><body>{{ page.content }}</body></html>\n"
# What this machine's MkDocs lacks, or what needs a theme.
LEFT_OUT = ("pymdownx.emoji", "pymdownx.blocks")


def read_config(path):
    import yaml

    class Loader(yaml.SafeLoader):
        pass

    def name_of(loader, suffix, node):
        return None

    Loader.add_multi_constructor("tag:yaml.org,2002:python/name:", name_of)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/object", lambda loader, suffix, node: None)
    Loader.add_multi_constructor("!", lambda loader, suffix, node: None)
    with open(path, encoding="utf-8") as stream:
        return yaml.load(stream, Loader)


def extensions_of(config):
    kept = []
    for item in config.get("markdown_extensions") or []:
        name, options = (item, None) if isinstance(item, str) else next(iter(item.items()))
        if name.startswith(LEFT_OUT):
            continue
        if name == "pymdownx.superfences":
            options = None
        if name == "toc" and options:  # links of headings to themselves are nobody's
            options = {key: value for key, value in options.items() if not key.startswith("permalink")}
        kept.append({name: options} if options else name)
    return kept


def build(project, scratch):
    import yaml

    work, site, theme = (os.path.join(scratch, name) for name in ("work", "out", "theme"))
    shutil.copytree(project, work, symlinks=True)
    os.makedirs(theme)
    for name in ("main.html", "404.html"):
        with open(os.path.join(theme, name), "w", encoding="utf-8") as stream:
            stream.write(TEMPLATE if name == "main.html" else "")
    config = read_config(os.path.join(work, "mkdocs.yml"))
    mine = {
        "site_name": "x",
        "site_url": config.get("site_url") or "https://example.invalid/",
        "docs_dir": config.get("docs_dir", "docs"),
        "use_directory_urls": config.get("use_directory_urls", True),
        "theme": {"name": None, "custom_dir": theme},
        "plugins": [],
        "markdown_extensions": extensions_of(config),
    }
    file = os.path.join(work, "mkdocs-built.yml")
    with open(file, "w", encoding="utf-8") as stream:
        yaml.safe_dump(mine, stream)
    subprocess.run(["/usr/bin/python3", "-m", "mkdocs", "build", "-q", "-f", file, "-d", site], cwd=work,
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return work, site, mine


class Page(HTMLParser):
    """The ids and links of a page; a link in a diagram is text."""

    def __init__(self):
        super().__init__()
        self.ids, self.links, self.scripted = set(), [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if values.get("id"):
            self.ids.add(values["id"])
        if tag == "a" and values.get("name"):
            self.ids.add(values["name"])
        # Addresses that a script is told, which count from the root of the site.
        self.scripted += re.findall(r"redirectUrl: '([^']*)'", values.get("onclick") or "")
        for name in ("href", "src"):
            scripted = "onclick" in values or any(key.startswith("data-") for key in values)
            link = values.get(name)
            if link is not None and not (scripted and link.startswith("#")):
                self.links.append(link.strip())

    def handle_data(self, data):
        self.links += re.findall(r'^\s*click\s+\S+\s+(?:href\s+)?"([^"]*)"', data, re.MULTILINE)


def read_pages(site):
    pages = {}
    for folder, _, names in os.walk(site):
        for name in names:
            if name.endswith(".html"):
                path = os.path.join(folder, name)
                page = Page()
                with open(path, encoding="utf-8") as stream:
                    page.feed(stream.read())
                pages[os.path.relpath(path, site)] = page
    return pages


def file_at(site, below):
    """The built file at an address below the site's root, as a web server finds it."""
    path = os.path.normpath(os.path.join(site, unquote(below)))
    if os.path.isdir(path):
        path = os.path.join(path, "index.html")
    return os.path.relpath(path, site) if os.path.isfile(path) else None


def source_of(work, config, page):
    """docs/a/b.md of a/b/index.html."""
    docs = config["docs_dir"]
    stem = page[: -len("index.html")].rstrip("/") if page.endswith("index.html") else page[: -len(".html")]
    for name in (stem + "/index.md", stem + "/README.md", stem + ".md"):
        name = os.path.normpath(os.path.join(docs, name.lstrip("/")))
        if os.path.isfile(os.path.join(work, name)):
            return name
    return None


def broken_on_site(work, site, config):
    url = config["site_url"].rstrip("/") + "/"
    pages = read_pages(site)
    targets, anchors, count = set(), set(), 0
    for name, page in pages.items():
        source = source_of(work, config, name)
        if source is None:
            continue
        address = urljoin(url, name[: -len("index.html")] if name.endswith("index.html") else name)
        for link in page.links:
            full = urljoin(address, link)
            if not full.startswith(("http://", "https://")) or not full.startswith(url):
                continue
            count += 1
            parts = urlsplit(full)
            found = file_at(site, parts.path[len(urlsplit(url).path):])
            if found is None:
                targets.add((source, unquote(urlsplit(link).path)))
            elif parts.fragment and found in pages:
                fragment = unquote(parts.fragment).split(":~:")[0]
                if fragment and fragment != "top" and fragment not in pages[found].ids:
                    anchors.add((source, fragment))
    return targets, anchors, count


def found_by_keur(keur, project):
    run = subprocess.run([keur, "check", "--format", "json", "--fail-on", "never", "--only",
                          "links/missing-target", "--only", "links/missing-anchor"],
                         cwd=project, check=False, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    targets, anchors = set(), set()
    for finding in json.loads(run.stdout)["findings"]:
        with open(os.path.join(project, finding["path"]), "rb") as stream:
            source = stream.read()
        target = source[finding["start"]["byte"]: finding["end"]["byte"]].decode("utf-8")
        if finding["rule"] == "links/missing-anchor":
            anchors.add((finding["path"], unquote(target.split("#", 1)[-1])))
        elif "github.com" not in target:
            targets.add((finding["path"], unquote(urlsplit(target).path)))
    return targets, anchors


def compare(keur, project):
    with tempfile.TemporaryDirectory() as scratch:
        work, site, config = build(project, scratch)
        targets, anchors, count = broken_on_site(work, site, config)
    docs = os.path.normpath(config["docs_dir"]) + os.sep
    mine = [{item for item in found if item[0].startswith(docs)} for found in found_by_keur(keur, project)]
    print(f"{project}: {count} links within the site, {len(targets)} targets and {len(anchors)} anchors are broken")
    good = True
    for noun, theirs, ours in (("target", targets, mine[0]), ("anchor", anchors, mine[1])):
        for what, items in ((f"{noun} broken on the site, not found", theirs - ours),
                            (f"{noun} found, and fine on the site", ours - theirs)):
            for path, text in sorted(items):
                good = False
                print(f"  {what}: {path}: {text}")
    return good


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    probe = subprocess.run(["/usr/bin/python3", "-c", "import mkdocs, yaml, pymdownx"], check=False,
                           stderr=subprocess.DEVNULL)
    if probe.returncode != 0:
        print("skipped: MkDocs is not installed")
        return
    results = [compare(os.path.abspath(sys.argv[1]), project) for project in sys.argv[2:]]
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
