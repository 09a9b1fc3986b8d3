"""For each rule of plugins/mkdocs: is what its findings say true of the page?

`before` is the rendered page, `after` the page with the finding's safe edits, or None when it has none.
A claim is a generator of (what, holds) pairs.
"""
import re

from site_page import squeeze

HEADINGS = ('h1', 'h2', 'h3', 'h4', 'h5', 'h6')
CLAIMS = {}
# Rules whose edits take markup away that showed as text.
WORDS_GO = {'mkdocs/container-marker', 'mkdocs/attribute-list', 'mkdocs/unclosed-fence', 'mkdocs/unclosed-comment',
            'mkdocs/task-box'}


def claim(rule):
    def register(function):
        CLAIMS[rule] = function
        return function
    return register


def item_text(finding):
    """The text behind the marker on the finding's line."""
    line = finding.line_from_start()
    return squeeze(re.sub(r'^(?:[-*+•▪]|\d+[.)])\s*(?:\[[ xX]\]\s*)?', '', line))


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
        words = re.findall(r'[^\W_]+', marker[2])
        items = [li for li in page.root.find('li') if re.findall(r'[^\W_]+', li.text())[:len(words)] == words]
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
    if after is None:
        return
    item = after.innermost(item_text(finding), 'li')
    kind = 'ol' if '.' in finding.message else 'ul'
    yield 'the text is an item of such a list after the edit', item is not None and item.parent.tag == kind


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


@claim('mkdocs/task-box')
def task_box(finding, before, after):
    text = squeeze(finding.line_from_start().strip())
    yield 'the brackets show as text', before.innermost(text) is not None
    yield 'and with the repair they do not', after.innermost(text) is None


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
    if 'classes' in finding.message:
        title = re.search(r'"([^"]*)"$', finding.message)[1]
        yield 'no reader sees the title', before.innermost(squeeze(title)) is None
        shown = finding.render_all_edits().innermost(squeeze(title))
        yield 'it is the title of a box after the edit', shown is not None and len(boxes_around(shown)) > 0
        return
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


def line_words(finding):
    """Words of the finding's line that are letters only, in order."""
    return re.findall(r'[^\W\d_]{2,}', finding.whole_line())


@claim('mkdocs/unclosed-emphasis')
def unclosed_emphasis(finding, before, after):
    blocks = [b for b in before.root.find('p', 'li', 'td', 'th', 'h1', 'h2', 'h3') if b.find('p', 'li') in ([], [b])]
    words = [w for w in re.findall(r'[^\W\d_]{3,}', finding.whole_line())]
    shown = '*' if 'a blank stands' in finding.message else '**'
    own = [b for b in blocks if shown in b.text() and any(w in b.text() for w in words)]
    if 'at both' in finding.message:
        own = [b for b in blocks if b.text().count('*') % 2 and any(w in b.text() for w in words)]
    yield 'asterisks show in the block', bool(own)


@claim('mkdocs/unclosed-comment')
def unclosed_comment(finding, before, after):
    if 'another comment' in finding.message:
        between = squeeze(before.lines[finding.line])
        yield 'what follows does not show', not between or between not in before.root.text()
        return
    shown = finding.spot() if 'opens no comment' in finding.message else '<!--'
    yield 'the sign shows as text', shown in before.root.text()
    if after is not None:
        yield 'and less of it after the edit', after.root.text().count(shown) < before.root.text().count(shown)


@claim('mkdocs/unclosed-html')
def unclosed_html(finding, before, after):
    name = re.match(r'</?([\w-]+)', finding.spot())[1].lower()
    if 'closes nothing' in finding.message:
        yield 'the tag is on the page and closes nothing', f'</{name}>' in before.html and name in before.stray
        return
    yield 'the element is on the page and open', name in before.unclosed
    if 'no text that readers see' in finding.message:
        yield 'readers do not see it', finding.spot() not in before.root.text()


@claim('mkdocs/block-in-heading')
def block_in_heading(finding, before, after):
    name, heading = re.match(r'<(\w+)> stands in <(\w+)>', finding.message).groups()
    yield 'the block is in the heading', any(h.find(name) for h in before.root.find(heading))


@claim('mkdocs/markdown-in-html')
def markdown_in_html(finding, before, after):
    yield 'it shows as it is written', squeeze(finding.spot()) in before.text()
    yield 'with the attribute it does not', squeeze(finding.spot()) not in finding.render_all_edits().text()


@claim('mkdocs/undefined-footnote')
def undefined_footnote(finding, before, after):
    yield 'the reference shows as text', finding.spot() in before.root.text()


@claim('mkdocs/duplicate-footnote')
def duplicate_footnote(finding, before, after):
    lines = [line for line in before.lines if line.startswith(f'[^{finding.spot()}]:')]
    texts = [squeeze(line.split(':', 1)[1]) for line in lines]
    notes = squeeze(''.join(e.text() for e in before.root.walk() if e.has_class('footnote')))
    yield 'the last text is a footnote', texts[-1] in notes
    if 'lost' in finding.message:
        yield 'and the ones before are not', not any(text in notes for text in texts[:-1])


@claim('mkdocs/unused-footnote')
def unused_footnote(finding, before, after):
    ids = [e.attributes.get('id') for e in before.root.walk()]
    yield 'the footnote is below the page', f'fn:{finding.spot()}' in ids
    yield 'and nothing refers to it', f'fnref:{finding.spot()}' not in ids


@claim('mkdocs/duplicate-abbreviation')
def duplicate_abbreviation(finding, before, after):
    name = finding.spot()
    texts = [line.split(':', 1)[1].strip() for line in before.lines if line.startswith(f'*[{name}]:')]
    titles = {e.attributes.get('title') for e in before.root.find('abbr') if e.text() == name}
    yield 'readers see the last explanation only', titles <= {texts[-1]}


@claim('mkdocs/missing-snippet')
def missing_snippet(finding, before, after):
    yield 'the line is left out', finding.spot() not in before.root.text()


@claim('mkdocs/attribute-list')
def attribute_list(finding, before, after):
    yield 'readers see it', finding.spot() in before.root.text()
    if after is not None:
        yield 'they do not after the edit', before.root.text().count(finding.spot()) > after.root.text().count(
            finding.spot())


@claim('mkdocs/trailing-backslash')
def trailing_backslash(finding, before, after):
    yield 'readers see the backslash', finding.whole_line().lstrip('> ') in before.root.text()
    yield 'there is no break', len(after.root.find('br')) == len(before.root.find('br')) + ('<br>' in finding.message)
    yield 'the backslash is gone after the edit', after.root.text().count('\\') < before.root.text().count('\\')


@claim('mkdocs/bare-url')
def bare_url(finding, before, after):
    targets = [a.attributes.get('href') for a in before.root.find('a')]
    yield 'it is no link', finding.spot() not in targets
    yield 'and one after the edit', finding.spot() in [a.attributes.get('href') for a in after.root.find('a')]


@claim('mkdocs/tab-in-code')
def tab_in_code(finding, before, after):
    yield 'there is no tab in the code', '\t' not in before.html and bool(before.root.find('pre'))


@claim('mkdocs/unknown-icon')
def unknown_icon(finding, before, after):
    yield 'readers see its name', finding.spot() in before.root.text()


@claim('mkdocs/unclosed-fence')
def unclosed_fence(finding, before, after):
    # Outside of a block a comment of code is a heading, without its sign.
    code = squeeze(before.lines[finding.line - (2 if 'ends here' in finding.message else 0)]).lstrip('# ')
    yield 'it is no block of code', not before.innermost(code).around('pre')
    if after is not None:
        yield 'and one after the edit', bool(after.innermost(code).around('pre'))


@claim('mkdocs/underline')
def underline(finding, before, after):
    above = squeeze(before.lines[finding.line - 2].lstrip('>- '))
    if 'one line only' in finding.message:
        yield 'there is no heading', before.innermost(above, *HEADINGS) is None
        return
    after = after or finding.render_all_edits()
    headings = len(before.root.find(*HEADINGS))
    yield 'there is a heading less after the edit', len(after.root.find(*HEADINGS)) == headings - 1
    yield 'and a break more', len(after.root.find('hr')) == len(before.root.find('hr')) + 1
