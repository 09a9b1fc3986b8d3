"""For each rule of plugins/mkdocs: is what its findings say true of the page?

`before` is the rendered page, `after` the page with the finding's safe edits, or None when it has none.
A claim is a generator of (what, holds) pairs.
"""
import re

from site_page import squeeze

CLAIMS = {}
# Rules whose edits take markup away that showed as text.
WORDS_GO = {'mkdocs/container-marker'}


def claim(rule):
    def register(function):
        CLAIMS[rule] = function
        return function
    return register


def item_text(finding):
    """The text behind the marker on the finding's line."""
    line = finding.line_from_start()
    return squeeze(re.sub(r'^(?:[-*+]|\d+[.)])\s*(?:\[[ xX]\]\s*)?', '', line))


def own_item(page, text, finding):
    """The item that begins with this text, as deep as its indentation says; None when there is none."""
    line = finding.whole_line()
    level = (len(line) - len(line.lstrip())) // 4 + 1
    items = [li for li in page.root.find('li') if squeeze(li.text()).startswith(text)]
    return next((li for li in items if depth_of(li) == level), None)


def depth_of(element):
    return len(element.around('li')) + (element.tag == 'li')


def depth(page, text):
    return depth_of(page.innermost(text))


def items_hold(page):
    """The first line with a marker that is no item as deep as it is indented; None when all hold.  Not for pages
    with boxes and quotes, where indentation says something else."""
    fence = False
    for line in page.lines:
        fence = fence != line.lstrip().startswith(('```', '~~~'))
        marker = re.match(r'( *)(?:[-*+]|\d+\.) +(?![-*+] )(?:\[[ xX]\] +)?(.*)', line)
        if not marker or fence:
            continue
        items = [li for li in page.root.find('li') if squeeze(li.text()).startswith(squeeze(marker[2]))]
        if not any(depth_of(li) == len(marker[1]) // 4 + 1 for li in items):
            return line
    return None


@claim('mkdocs/list-without-blank-line')
def list_without_blank_line(finding, before, after):
    if 'no-break' in finding.message:
        finding = finding.on_next_line()
    text, literal = item_text(finding), squeeze(finding.line_from_start())
    if 'item becomes part' in finding.message:
        yield 'it is no item, or one of a nested list', own_item(before, text, finding) is None
        yield 'it is an item after the edit', own_item(after, text, finding) is not None
        return
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
    text = item_text(finding.on_next_line() if finding.line_from_start().startswith('```') else finding)
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


def is_box(element):
    return element.tag in ('details',) or element.has_class('admonition') or element.has_class('tabbed-set')


def boxes_around(element):
    found = []
    while element is not None:
        if is_box(element):
            found.append(element)
        element = element.parent
    return found


@claim('mkdocs/container-marker')
def container_marker(finding, before, after):
    header, body = squeeze(finding.spot()), squeeze(before.lines[finding.line])
    if not body:
        body = squeeze(before.lines[finding.line + 1])
    yield 'the marker shows as text', before.innermost(header) is not None
    own = len(boxes_around(before.innermost(header)))
    if after is not None:
        yield 'the marker is gone after the edit', after.innermost(header) is None
        yield 'and the text below is in a box', len(boxes_around(after.innermost(body))) > 0
        yield 'in one more than before', len(boxes_around(after.innermost(body))) == own + 1


@claim('mkdocs/container-body')
def container_body(finding, before, after):
    if 'outside' not in finding.message:
        title = re.search(r'"(.*)"', finding.spot())[1]
        titles = before.root.find('label', 'summary')
        yield 'there is the title', any(squeeze(t.text()) == title for t in titles)
        boxes = [e for e in before.root.walk() if e.has_class('tabbed-block') or e.tag == 'details']
        yield 'and a box with nothing else', any(squeeze(b.text()) in ('', title) for b in boxes)
        return
    text = item_text(finding)
    yield 'the text is in no box', not boxes_around(before.innermost(text))
    if after is not None:
        yield 'and in one after the edit', len(boxes_around(after.innermost(text))) == 1


@claim('mkdocs/alert')
def alert(finding, before, after):
    shown = before.innermost(finding.spot())
    yield 'the sign shows in a quote', bool(shown.around('blockquote')) and not boxes_around(shown)
    fixed = finding.render_all_edits()
    box = fixed.innermost(squeeze(before.lines[finding.line].lstrip('> ')))
    yield 'the edits make a box', len(boxes_around(box)) == 1 and fixed.innermost(finding.spot()) is None


@claim('mkdocs/indented-code')
def indented_code(finding, before, after):
    text = squeeze(finding.line_from_start())
    yield 'it is code', bool(before.innermost(text).around('pre'))
