#!/usr/bin/python3
"""Writes icon_names.c: the icons that the theme Material has, from its package of the distribution.

    icon_names.py FOLDER >icon_names.c      FOLDER: .icons of mkdocs-material
"""
import os
import subprocess
import sys

PREFIXES = ('material-', 'fontawesome-brands-', 'fontawesome-regular-', 'fontawesome-solid-', 'octicons-')
LITERAL = 3800  # C promises no more than 4095 bytes


def names(folder):
    for top, _, files in os.walk(folder, followlinks=True):
        for name in files:
            if name.endswith('.svg'):
                yield os.path.relpath(os.path.join(top, name[:-4]), folder).replace(os.sep, '-')


def groups(icons):
    """Names that share their first word: the word, and what comes behind it; "." is the word alone."""
    stems = {}
    for name in sorted(icons):
        stem, _, rest = name.partition('-')
        stems.setdefault(stem, []).append(rest or '.')
    for stem, rests in sorted(stems.items()):
        for i in range(0, len(rests), 200):
            yield f'{stem} {" ".join(rests[i:i + 200])} '


def literals(icons):
    text = '\\n'
    for group in groups(icons):
        if len(text) + len(group) > LITERAL:
            yield text
            text = '\\n'
        text += group + '\\n'
    yield text


def main():
    folder = sys.argv[1]
    package = subprocess.run(['dpkg-query', '-W', 'mkdocs-material'], stdout=subprocess.PIPE, check=True,
                             encoding='utf-8').stdout.split()
    icons = list(names(folder))
    print(f'/* Written by icon_names.py from {" ".join(package)}: {len(icons)} icons. */')
    print('#include "icons.h"\n\n/* clang-format off */')
    for i, prefix in enumerate(PREFIXES):
        print(f'static const char *const names_{i}[] = {{')
        own = [name[len(prefix):] for name in icons if name.startswith(prefix)]
        for literal in literals(own):
            print(f'    "{literal}",')
        print('    NULL,\n};')
    print('\nconst struct icon_set icon_sets[] = {')
    for i, prefix in enumerate(PREFIXES):
        print(f'    {{"{prefix}", names_{i}}},')
    print('    {NULL, NULL},\n};')


main()
