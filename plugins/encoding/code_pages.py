#!/usr/bin/python3
"""Writes code_page_table.c, next to this script, on standard output.

Source of the mappings: the codecs of Python's standard library, which are made from the mapping
files that the Unicode Consortium publishes (https://www.unicode.org/Public/MAPPINGS/).  A byte that
a code page leaves undefined is 0 in the table.  The order of the pages is that of
enum code_page_id in code_page.h; tests/check_code_pages.sh compares.
"""

# The name in Python, and as messages have it.
PAGES = [
    ("cp1252", "Windows-1252"),
    ("cp1250", "Windows-1250"),
    ("cp1251", "Windows-1251"),
    ("cp1253", "Windows-1253"),
    ("cp1254", "Windows-1254"),
    ("cp1257", "Windows-1257"),
    ("latin_1", "ISO-8859-1"),
    ("iso8859_15", "ISO-8859-15"),
    ("iso8859_2", "ISO-8859-2"),
    ("mac_roman", "Mac Roman"),
    ("cp437", "CP437"),
    ("cp850", "CP850"),
]


def character(byte, codec):
    """The code point that a byte stands for; 0 when the code page does not use the byte, or
    (in the ISO ones) uses it for a control character, which the reader handles for all pages."""
    try:
        point = ord(bytes([byte]).decode(codec))
    except UnicodeDecodeError:
        return 0
    return 0 if 0x80 <= point < 0xA0 else point


def main():
    print("/* Made by code_pages.py: what the bytes 0x80 to 0xFF mean in each code page. */")
    print('#include "code_page.h"\n')
    print("/* clang-format off */")
    print("const struct code_page code_pages[CODE_PAGE_COUNT] = {")
    for codec, name in PAGES:
        print('    {.name = "%s", .characters = {' % name)
        for row in range(0x80, 0x100, 8):
            cells = ["0x%04X" % character(byte, codec) for byte in range(row, row + 8)]
            print("        " + ", ".join(cells) + ",")
        print("    }},")
    print("};\n/* clang-format on */")


main()
