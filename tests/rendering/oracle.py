"""Renders every golden case of plugins/mkdocs, and every example of its rules, and asserts that what each
finding says about the page is true of it, and that its safe edits make it what was meant.

    oracle.py BUILD-FOLDER
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

from claims import CLAIMS, WORDS_GO, items_hold
from site_page import Site

HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))


class Finding:
    def __init__(self, source, found, site):
        self.source, self.found, self.site = source, found, site
        self.rule, self.message = found['rule'], found['message']
        self.line, self.begin = found['start']['line'], found['start']['byte']

    def line_from_start(self):
        return self.source[self.begin:].split(b'\n', 1)[0].decode('utf-8').rstrip('\r')

    def on_next_line(self):
        found = {**self.found, 'start': {'line': self.line + 1, 'byte': self.source.index(b'\n', self.begin) + 1}}
        return Finding(self.source, found, self.site)

    def spot(self):
        return self.source[self.begin:self.found['end']['byte']].decode('utf-8')

    def has_safe_edits(self):
        edits = self.found.get('edits') or []
        return bool(edits) and all(edit['safety'] == 'safe' for edit in edits)

    def render_all_edits(self):
        return self.site.render(decode(self.fixed()))

    def fixed_text(self):
        return decode(self.fixed())

    def whole_line(self):
        return decode(self.source).split('\n')[self.line - 1]

    def fixed(self):
        result, at = b'', 0
        for edit in sorted(self.found['edits'], key=lambda edit: edit['start']['byte']):
            result += self.source[at:edit['start']['byte']] + edit['text'].encode('utf-8')
            at = edit['end']['byte']
        return result + self.source[at:]


class Tap:
    def __init__(self):
        self.count = 0

    def result(self, holds, name, *details):
        self.count += 1
        print(f'{"ok" if holds else "not ok"} {self.count} - {name}')
        if not holds:
            for detail in details:
                print('\n'.join('#   ' + line for line in str(detail).split('\n')))


def lint(keur, folder):
    command = [keur, 'check', '--format', 'json', '--fail-on', 'never', '--quiet', '--only', 'mkdocs', '.']
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)['findings']


def decode(source):
    return source.decode('utf-8').replace('\r\n', '\n')


def prove(tap, site, name, finding):
    before = site.render(decode(finding.source))
    fixed = finding.fixed() if finding.has_safe_edits() else None
    after = site.render(decode(fixed)) if fixed is not None else None
    place = f'{name}:{finding.line}: {finding.rule}'
    if finding.rule not in CLAIMS:
        tap.result(False, f'{place}: there is a claim to prove')
        return
    for what, holds in CLAIMS[finding.rule](finding, before, after):
        tap.result(holds, f'{place}: {what}', finding.message, before.html,
                   after.html if after is not None else '(no edit)')
    if after is not None:
        tap.result(before.words() == after.words() or finding.rule in WORDS_GO,
                   f'{place}: the edit takes no word away', before.html, after.html)


def apply(source, found):
    """All safe edits, first come first served where they overlap."""
    edits = [edit for one in found if Finding(source, one, None).has_safe_edits() for edit in one['edits']]
    result, at = b'', 0
    for edit in sorted(edits, key=lambda edit: (edit['start']['byte'], edit['end']['byte'])):
        if edit['start']['byte'] >= at:
            result += source[at:edit['start']['byte']] + edit['text'].encode('utf-8')
            at = edit['end']['byte']
    return result + source[at:]


def by_path(found):
    paths = {}
    for one in found:
        paths.setdefault(one['path'], []).append(one)
    return paths


def read(*path):
    with open(os.path.join(*path), 'rb') as stream:
        return stream.read()


def prove_mended(tap, site, folder, label, paths, left):
    """When nothing is left to mend, the lists of a page are what their lines say."""
    for path in paths:
        source = decode(read(folder, path))
        if path in left or re.search(r'^ *(?:>|===|!!!|\?\?\?)', source, re.M):
            continue
        if re.match(r'\S+:.*\n(?:.+\n)*---\n', source): # front matter without its first line: for frontmatter/missing
            continue
        wrong = items_hold(site.render(source))
        tap.result(wrong is None, f'{label}/{path}: mended, all items are as deep as they are indented', wrong,
                   site.render(source).html)


def prove_folder(tap, keur, folder, label):
    """A folder with documents, .keur.yaml and perhaps mkdocs.yml.  Mends its documents."""
    site = Site(folder)
    found = by_path(lint(keur, folder))
    for path, ones in found.items():
        source = read(folder, path)
        for one in ones:
            prove(tap, site, f'{label}/{path}', Finding(source, one, site))
    left = found
    for _ in range(3):
        for path, ones in left.items():
            mended = apply(read(folder, path), ones)
            with open(os.path.join(folder, path), 'wb') as stream:
                stream.write(mended)
        left = by_path(lint(keur, folder))
    prove_mended(tap, site, folder, label, found, left)
    return len(found)


def case_folders():
    cases = os.path.join(TOP, 'tests', 'cases', 'mkdocs')
    for check in sorted(os.listdir(cases)):
        if os.path.isdir(os.path.join(cases, check)):
            yield check, os.path.join(cases, check), os.path.join(cases, 'keur.yaml')


def write_examples(folder):
    with open(os.path.join(TOP, 'rules', 'general', 'mkdocs.yaml'), encoding='utf-8') as stream:
        rules = list(yaml.safe_load_all(stream))[-1]['rules']
    for rule, body in rules.items():
        for kind in ('good', 'bad'):
            path = os.path.join(folder, f'{re.sub("[^a-z]", "-", rule)}-{kind}.md')
            with open(path, 'w', encoding='utf-8') as stream:
                stream.write(body['examples'][kind])


def main():
    keur, tap = os.path.join(os.path.abspath(sys.argv[1]), 'keur'), Tap()
    with tempfile.TemporaryDirectory() as root:
        for check, cases, config in case_folders():
            folder = os.path.join(root, check)
            shutil.copytree(cases, folder)
            own = os.path.join(folder, 'keur.yaml')
            shutil.copy(own if os.path.exists(own) else config, os.path.join(folder, '.keur.yaml'))
            tap.result(prove_folder(tap, keur, folder, check) > 0, f'{check}: there are findings')
        folder = os.path.join(root, 'examples')
        os.mkdir(folder)
        shutil.copy(config, os.path.join(folder, '.keur.yaml'))
        write_examples(folder)
        prove_folder(tap, keur, folder, 'examples')
    print(f'1..{tap.count}')


if __name__ == '__main__':
    main()
