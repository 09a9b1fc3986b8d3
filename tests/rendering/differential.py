"""Compares the blocks that keur sees in each document with those of the page that Python-Markdown renders:
what is around each, what it is, and its words.  A difference is explained by a finding on its lines, or by an
entry of differences.txt; all others are failures.

    differential.py BUILD-FOLDER [CORPUS-FOLDER]...
"""
import difflib
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

from oracle import HERE, TOP, Tap, by_path, case_folders, decode, read
from site_page import Site, squeeze

AROUND = {'blockquote': 'quote/', 'ul': 'ul/', 'ol': 'ol/', 'li': 'li/'}
HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
LEAVES = HEADINGS + ('p', 'td', 'th', 'pre', 'hr', 'summary', 'label')
STASHED = re.compile('\x02wzxhzdk:(\\d+)\x03')


class Block:
    def __init__(self, around, kind, text, first=0, last=0):
        self.around, self.kind, self.first, self.last = around, kind, first, last
        text = re.sub(r'\[\^[^\]]*\]|^\[[ xX]\]', '', text)
        # Bare words only, so that nobody needs to agree on quotation marks, icons and white space.
        self.words = ' '.join(re.findall(r'[^\W_]+', text.lower()))

    def key(self):
        return (self.around, self.kind, self.words)

    def __str__(self):
        lines = f'lines {self.first}-{self.last}: ' if self.first else ''
        return f'{lines}{self.around}{self.kind} {self.words[:90]}'


# ---- What keur sees

def read_structure(text):
    documents, blocks = {}, []
    for line in text.split('\n'):
        if line.startswith('= '):
            blocks = documents[line[2:]] = []
        elif line:
            around, kind, first, last, content = line.split('\t', 4)
            blocks.append(Block(around, kind, clean(kind, content), int(first), int(last)))
    return {path: [b for b in blocks if is_compared(b)] for path, blocks in documents.items()}


def clean(kind, content):
    if kind == 'code':
        return re.sub(r'^[`~]{3,}.*?(?:  ?|$)(.*?)[`~]*$', r'\1', content) if content[:3] in ('```', '~~~') else content
    return content


def is_compared(block):
    """Not footnotes, which stand elsewhere, nor code, whose words a highlighter may cut, nor what has no words."""
    if 'footnote/' in block.around:
        return False
    if block.kind == 'code':
        block.words = ''
    return bool(block.words) or block.kind in ('code', 'hr', 'item')


def structure(program, build, root, paths):
    done = subprocess.run([program, build, root], input='\n'.join(paths) + '\n', stdout=subprocess.PIPE, check=True,
                          encoding='utf-8')
    return read_structure(done.stdout)


# ---- What the page has

def is_box(element):
    return element.has_class('admonition') or element.has_class('tabbed-content') or element.tag == 'details'


def stashed(site, text):
    """Raw HTML is no text; what a fence makes is code."""
    def replace(match):
        html = site.stash[int(match[1])]
        return '\x00' if isinstance(html, str) and re.match(r'<div class="highlight|<pre', html) else ' '
    return STASHED.sub(replace, text)


def leaf_text(element):
    """As keur tells it: pictures are their alternative text, and footnotes are not there."""
    parts, stack = [], [element]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag == 'img':
            parts.append(node.attributes.get('alt') or '')
        elif not node.has_class('footnote-ref'):
            stack.extend(reversed(node.children))
    return ''.join(parts)


def page_blocks(site, page):
    blocks, text = [], []
    # An explicit stack: (element, around) on the way in, a function on the way out.
    stack = [(page.root, '')]

    def flush(around, kind='p'):
        content = stashed(site, ''.join(text))
        text.clear()
        for i, part in enumerate(content.split('\x00')):
            if i > 0:
                blocks.append(Block(around, 'code', ''))
            blocks.append(Block(around, kind, part))

    while stack:
        top = stack.pop()
        if callable(top):
            top()
            continue
        node, around = top
        if isinstance(node, str):
            text.append(node)
            continue
        if node.tag == 'img':
            text.append(node.attributes.get('alt') or '')
        if node.has_class('footnote') or node.has_class('footnote-ref') or node.tag == 'script':
            continue
        if node.tag in LEAVES:
            flush(around)
            if node.tag == 'hr':
                blocks.append(Block(around, 'hr', ''))
            elif node.tag == 'pre':
                blocks.append(Block(around, 'code', ''))
            else:
                kind = {'td': 'cell', 'th': 'cell', 'summary': 'title', 'label': 'title'}.get(node.tag, node.tag)
                text.append(leaf_text(node))
                where = around[:-4] if node.tag == 'summary' else around
                flush(where[:-4] if node.has_class('admonition-title') else where,
                      'title' if node.has_class('admonition-title') else kind)
            continue
        inner = around + AROUND.get(node.tag, '') + ('box/' if is_box(node) else '')
        is_block = inner != around or node.tag in ('table', 'tr', 'div')
        if is_block:
            flush(around)
        if node.tag == 'li' and not squeeze(node.text()):
            blocks.append(Block(inner[:-3], 'item', ''))
        if is_block:
            stack.append(lambda inner=inner: flush(inner))
        stack.extend((child, inner) for child in reversed(node.children))
    flush('')
    return [b for b in blocks if is_compared(b)]


# ---- Comparing

class Explanations:
    """Entries of differences.txt: a glob for the document, words of the difference, and why."""

    def __init__(self, path):
        self.entries, self.used = [], set()
        with open(path, encoding='utf-8') as stream:
            for line in stream:
                if line.strip() and not line.startswith('#'):
                    self.entries.append([part.strip() for part in line.split(' | ')])

    def explain(self, path, blocks):
        for i, (glob, pattern, _) in enumerate(self.entries):
            if fnmatch.fnmatch(path, glob) and any(re.search(pattern, str(block)) for block in blocks):
                self.used.add(i)
                return True
        return False


def differences(seen, shown):
    matcher = difflib.SequenceMatcher(None, [b.key() for b in seen], [b.key() for b in shown], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != 'equal':
            # The neighbours say on which lines to look for a finding.
            lines = [block.first for block in seen[max(a - 1, 0):b + 1]] + [block.last for block in seen[max(a - 1, 0):b + 1]]
            yield seen[a:b], shown[c:d], (min(lines, default=0), max(lines, default=0))


def lint(keur, folder):
    command = [keur, 'check', '--format', 'json', '--fail-on', 'never', '--quiet', '--column-unit', 'byte', '.']
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=False)
    return by_path(json.loads(done.stdout)['findings'])


def is_within(found, first, last):
    """Whether a finding or its edits touch these lines."""
    spans = [found] + (found.get('edits') or [])
    return any(first <= span['end']['line'] and span['start']['line'] <= last for span in spans)


def compare_folder(tap, build, folder, label, explanations):
    site = Site(folder, is_differential=True)
    paths = sorted(os.path.relpath(os.path.join(top, name), folder) for top, _, names in os.walk(folder)
                   for name in names if name.endswith('.md') and os.path.getsize(os.path.join(top, name)) > 0)
    paths = [path for path in paths if site.has(path)]
    found = lint(os.path.join(build, 'keur'), folder)
    documents = structure(os.path.join(build, 'tests', 'structure'), build, folder, paths)
    for path in paths:
        try:
            source = decode(read(folder, path))
        except UnicodeDecodeError:
            continue
        shown = page_blocks(site, site.render(source))
        left = []
        for seen_part, shown_part, (first, last) in differences(documents[path], shown):
            on_lines = [f for f in found.get(path, []) if is_within(f, first - 1, last + 1)]
            if not on_lines and not explanations.explain(f'{label}/{path}', seen_part + shown_part):
                left += [f'- {block}' for block in seen_part] + [f'+ {block}' for block in shown_part] + ['']
        tap.result(not left, f'{label}/{path}: the page has the blocks that keur sees', *left)
    return len(paths)


def main():
    build, tap = os.path.abspath(sys.argv[1]), Tap()
    explanations = Explanations(os.path.join(HERE, 'differences.txt'))
    with tempfile.TemporaryDirectory() as root:
        for check, cases, config in case_folders():
            folder = os.path.join(root, check)
            shutil.copytree(cases, folder)
            own = os.path.join(folder, 'keur.yaml')
            shutil.copy(own if os.path.exists(own) else config, os.path.join(folder, '.keur.yaml'))
            compare_folder(tap, build, folder, check, explanations)
    for corpus in sys.argv[2:]:
        compare_folder(tap, build, corpus, os.path.basename(corpus), explanations)
    print(f'1..{tap.count}')


if __name__ == '__main__':
    main()
