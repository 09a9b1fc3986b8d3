"""Comments that suppress findings leave the page as it was: the same blocks, words and ids, wherever
docs/CONFIGURATION.md says that a comment may stand.

    suppressions.py
"""
import os
import sys

import yaml

from differential import page_blocks
from oracle import TOP, Tap
from site_page import Site

SAMPLE = '''# Handleiding

De termijn is vier weken.

## Stappen { #stappen }

- aanvragen
    - met het formulier
- wachten

| Stap | Termijn |
| --- | --- |
| aanvraag | vier weken |

=== "Aanvrager"

    Neem een paspoort mee.

    | Wie | Wat |
    | --- | --- |
    | college | besluit |

!!! note "Let op"
    Het loket is open.

> Een citaat.

1. eerste
2. tweede
'''
REASON = 'links/empty-text: het komt nog'
BEHIND = ['# Handleiding', 'vier weken.', '- aanvragen', 'formulier', '- wachten', 'paspoort mee.', 'loket is open.', 'Een citaat.', '2. tweede']
CELLS = ['| aanvraag | vier weken', '| college | besluit']
ABOVE = ['De termijn', '## Stappen', '- aanvragen', '| Stap', '=== "Aanv', '    Neem', '    | Wie', '!!! note', '> Een', '1. eerste']

IN_BOX = '    | Wie'


def insert_above(text, kind, gap):
    line = next(line for line in SAMPLE.split('\n') if line.startswith(text))
    indent = line[:len(line) - len(line.lstrip())]
    return SAMPLE.replace(line, f'{indent}<!-- {kind} {REASON} -->\n{gap}{line}', 1)


def variants():
    for text in BEHIND + CELLS:
        yield f'disable-line behind "{text}"', SAMPLE.replace(text, f'{text} <!-- keur-disable-line {REASON} -->', 1)
    for text in ABOVE:
        for kind in ('keur-disable-next', 'keur-disable', 'keur-disable-file', 'keur-enable'):
            if text != IN_BOX:
                yield f'{kind} directly above "{text}"', insert_above(text, kind, '')
            yield f'{kind} and an empty line above "{text}"', insert_above(text, kind, '\n')
    yield 'disable-file at the top', f'<!-- keur-disable-file {REASON} -->\n{SAMPLE}'
    yield 'disable at the end', f'{SAMPLE}\n<!-- keur-disable {REASON} -->\n'


FRONT = '''---
title: Handleiding
rollen:
  - jurist
---

'''


def front_variants():
    """In front matter they are comments of YAML."""
    for text in ('title: Handleiding', 'rollen:', '- jurist'):
        yield f'disable-line behind "{text}"', FRONT.replace(text, f'{text} # keur-disable-line {REASON}')
    for text in ('title', 'rollen', '  - jurist'):
        for kind in ('keur-disable-next', 'keur-disable', 'keur-disable-file', 'keur-enable'):
            yield f'{kind} above "{text}"', FRONT.replace(text, f'# {kind} {REASON}\n{text}', 1)


def parts(site, source):
    page = site.render(source)
    blocks = [str(block) for block in page_blocks(site, page)]
    return blocks, [e.attributes['id'] for e in page.root.walk() if e.attributes.get('id')]


def moved():
    """What keur-suppression-splits tells, before and after its edits; the comments that split left out before."""
    case = os.path.join(TOP, 'tests', 'cases', 'keur', 'suppression-splits', 'gescheiden')
    with open(case + '.md', encoding='utf-8') as split, open(case + '.fixed', encoding='utf-8') as fixed:
        lines = split.read().split('\n')
        yield '\n'.join(line for line in lines if not line.lstrip().startswith('<!-- keur')), fixed.read()


def main():
    tap, site = Tap(), Site('.', is_differential=True)
    expected = parts(site, SAMPLE)
    tap.result(len(expected[0]) > 15 and 'stappen' in expected[1], 'the sample has blocks and ids', expected)
    for name, source in variants():
        found = parts(site, source)
        tap.result(found == expected, f'{name}: the page is the same', *found, source)
    for name, front in front_variants():
        found = parts(site, front + SAMPLE)
        same = yaml.safe_load(front.split('---')[1]) == yaml.safe_load(FRONT.split('---')[1])
        tap.result(found == expected and same, f'front matter, {name}: the page is the same', *found, front)
    tap.result(parts(site, insert_above(IN_BOX, 'keur-disable-next', '')) != expected,
               'directly above a table in a box it takes the table along, as CONFIGURATION says')
    for source, fixed in moved():
        tap.result(parts(site, source) == parts(site, fixed), 'comments that were moved split nothing', fixed)
    print(f'1..{tap.count}')
    return 0


if __name__ == '__main__':
    sys.exit(main())
