"""A page as MkDocs renders it: Python-Markdown with the extensions of a mkdocs.yml."""
import html.parser
import os
import re
import xml.etree.ElementTree as etree

import markdown
import yaml

# What MkDocs has by itself, and what keur takes for granted where there is no mkdocs.yml.
ALWAYS = ['toc', 'tables', 'fenced_code']
EXPECTED = ['abbr', 'admonition', 'attr_list', 'footnotes', 'md_in_html', 'pymdownx.details', 'pymdownx.emoji',
            'pymdownx.snippets', 'pymdownx.tabbed', 'pymdownx.superfences', 'pymdownx.tasklist']
# Python-Markdown of the distribution does not have these: see differences.txt.
MISSING = ('pymdownx.blocks', 'github-callouts')
# As the theme Material asks for.
CONFIGS = {'pymdownx.tabbed': {'alternate_style': True}}
VOID = {'area', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr'}
OPTIONAL_END = {'p', 'li', 'td', 'th', 'tr', 'dt', 'dd', 'thead', 'tbody', 'option'}


class Loader(yaml.SafeLoader):
    """mkdocs.yml names Python functions and environment variables; nothing of that is run."""


Loader.add_multi_constructor('', lambda loader, suffix, node: None)


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent, self.children = tag, attributes, parent, []

    def text(self):
        return ''.join(child if isinstance(child, str) else child.text() for child in self.children)

    def walk(self):
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(c for c in reversed(element.children) if not isinstance(c, str))

    def find(self, *tags):
        return [element for element in self.walk() if element.tag in tags]

    def around(self, *tags):
        """The elements around this one that have one of these tags, innermost first."""
        found, element = [], self.parent
        while element is not None:
            if element.tag in tags:
                found.append(element)
            element = element.parent
        return found

    def has_class(self, name):
        return name in (self.attributes.get('class') or '').split()


class Reader(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element('document', {}, None)
        self.unclosed, self.stray, self.comments = [], [], []

    def handle_starttag(self, tag, attrs):
        element = Element(tag, dict(attrs), self.at)
        self.at.children.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag, attrs):
        self.at.children.append(Element(tag, dict(attrs), self.at))

    def handle_endtag(self, tag):
        element = self.at
        while element is not None and element.tag != tag:
            element = element.parent
        if element is None:
            self.stray.append(tag)
            return
        while self.at is not element:
            if self.at.tag not in OPTIONAL_END:
                self.unclosed.append(self.at.tag)
            self.at = self.at.parent
        self.at = element.parent

    def handle_data(self, data):
        self.at.children.append(data)

    def handle_comment(self, data):
        self.comments.append(data)


def squeeze(text):
    return ' '.join(text.split())


class Page:
    def __init__(self, source, html_text):
        self.source, self.html = source, html_text
        self.lines = source.split('\n')
        reader = Reader()
        reader.feed(html_text)
        reader.close()
        self.root = reader.root
        self.comments, self.stray = reader.comments, reader.stray
        self.unclosed = list(reader.unclosed)
        element = reader.at
        while element.parent is not None:
            if element.tag not in OPTIONAL_END:
                self.unclosed.append(element.tag)
            element = element.parent

    def text(self):
        return squeeze(self.root.text())

    def innermost(self, text, *tags):
        """The smallest element (with one of the tags, if given) whose text has this text; None."""
        best = None
        for element in self.root.walk():
            content = squeeze(element.text())
            if text in content and (not tags or element.tag in tags):
                if best is None or len(content) <= len(squeeze(best.text())):
                    best = element
        return best

    def words(self):
        return re.findall(r'[^\W\d_]+', self.root.text())


class Icons(dict):
    """Every name of the icon sets of Material is one: which there are does not matter here."""

    def get(self, name, default=None):
        return {'name': name} if re.match(':(material|fontawesome|octicons|simple)-', name) else default

    def __contains__(self, name):
        return self.get(name) is not None


def icon_index(options, md):
    return {'name': 'icons', 'emoji': Icons(), 'aliases': {}}


def icon_element(index, shortname, alias, uc, alt, title, category, options, md):
    element = etree.Element('span', {'class': 'icon'})
    element.text = shortname
    return element


class Site:
    def __init__(self, folder, is_differential=False):
        path = os.path.join(folder, 'mkdocs.yml')
        self.folder, self.is_differential, self.docs = folder, is_differential, None
        self.extensions, self.configs = list(ALWAYS), {}
        listed = [{name: CONFIGS.get(name)} for name in EXPECTED]
        if os.path.exists(path):
            with open(path, encoding='utf-8') as stream:
                config = yaml.load(stream, Loader) or {}
            listed = config.get('markdown_extensions') or []
            self.docs = config.get('docs_dir', 'docs')
        for item in listed:
            self.add(item)

    def has(self, path):
        """Whether a file is a page: all are, in a folder without docs_dir."""
        docs = self.docs if self.docs and os.path.isdir(os.path.join(self.folder, self.docs)) else '.'
        return docs == '.' or path.startswith(docs + '/')

    def add(self, item):
        name, config = next(iter(item.items())) if isinstance(item, dict) else (item, None)
        config = {key: value for key, value in (config or {}).items() if value is not None}
        if name.startswith(MISSING):
            return
        if name == 'toc':
            config = {}
        if name == 'pymdownx.emoji':
            config = {'emoji_index': icon_index, 'emoji_generator': icon_element}
        if name == 'pymdownx.superfences':
            config.pop('custom_fences', None)
        if name == 'pymdownx.snippets':
            config.pop('auto_append', None)
            config.setdefault('base_path', self.folder)
        if self.is_differential and name == 'pymdownx.tabbed':
            config = {}
        if name not in self.extensions:
            self.extensions.append(name)
        if config:
            self.configs[name] = config

    def render(self, source):
        text = source.lstrip('\ufeff')
        front = re.match(r'---[ \t]*\n(?:.*\n)+?(?:---|\.\.\.)[ \t]*(?:\n|$)', text)
        md = markdown.Markdown(extensions=self.extensions, extension_configs=self.configs)
        if self.is_differential:
            md.postprocessors.deregister('raw_html')
        html_text = md.convert(text[front.end():] if front else text)
        self.stash = md.htmlStash.rawHtmlBlocks
        return Page(source, html_text)
