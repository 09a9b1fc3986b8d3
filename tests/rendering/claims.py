"""For each rule of plugins/mkdocs: is what its findings say true of the page?

`before` is the rendered page, `after` the page with the finding's safe edits, or None when it has none.
A claim is a generator of (what, holds) pairs.
"""
import re

from site_page import squeeze

CLAIMS = {}
# Rules whose edits take markup away that showed as text.
WORDS_GO = set()


def claim(rule):
    def register(function):
        CLAIMS[rule] = function
        return function
    return register


def item_text(finding):
    """The text behind the marker on the finding's line."""
    line = finding.line_from_start()
    return squeeze(re.sub(r'^(?:[-*+]|\d+[.)])\s*(?:\[[ xX]\]\s*)?', '', line))


def depth(page, text):
    element = page.innermost(text)
    return len(element.around('li')) + (element.tag == 'li')


@claim('mkdocs/list-without-blank-line')
def list_without_blank_line(finding, before, after):
    if 'no-break' in finding.message:
        finding = finding.on_next_line()
    text, literal = item_text(finding), squeeze(finding.line_from_start())
    shown = before.innermost(literal)
    yield 'the marker shows as text', shown is not None
    if 'rows of the table' in finding.message:
        yield 'in a cell of the table', shown.tag == 'td'
    elif 'quote' in finding.message:
        yield 'in the quote', bool(shown.around('blockquote'))
    if after is not None:
        yield 'the text is an item after the edit', after.innermost(text, 'li') is not None
        yield 'and its marker is gone', after.innermost(literal) is None


@claim('mkdocs/list-marker')
def list_marker(finding, before, after):
    yield 'the marker shows as text', before.innermost(squeeze(finding.line_from_start())) is not None
    item = after.innermost(item_text(finding), 'li')
    yield 'the text is an item of a numbered list after the edit', item is not None and item.parent.tag == 'ol'


@claim('mkdocs/list-indentation')
def list_indentation(finding, before, after):
    text = item_text(finding)
    if after is None:
        yield 'it is in no nested list', depth(before, text) <= 1
        return
    if 'nested list' in finding.message:
        yield 'it is an item, but not nested so deep', before.innermost(text, 'li') is not None
    yield 'it is deeper after the edit', depth(before, text) < depth(after, text)


@claim('mkdocs/list-numbers')
def list_numbers(finding, before, after):
    item = before.innermost(item_text(finding), 'li')
    numbers = re.match(r'item (\d+) of the list has the number (\d+)', finding.message)
    if numbers is None:
        yield 'the list has the other kind', item.parent.tag == ('ul' if 'no numbers' in finding.message else 'ol')
        return
    items = [child for child in item.parent.children if not isinstance(child, str)]
    shown = int(item.parent.attributes.get('start', 1)) + items.index(item)
    yield 'readers see this number', item.parent.tag == 'ol' and shown == int(numbers[2])
    yield 'and the source has that one', finding.line_from_start().startswith(numbers[1])


@claim('mkdocs/empty-item')
def empty_item(finding, before, after):
    if 'heading' in finding.message:
        above = squeeze(before.lines[finding.line - 2])
        yield 'the line above is a heading', before.innermost(above, 'h1', 'h2') is not None
    elif 'lone' in finding.message:
        yield 'there is an item without text', any(not squeeze(li.text()) for li in before.root.find('li'))
    else:
        marker = finding.line_from_start().strip()
        yield 'the marker shows as text', before.innermost(marker) is not None
