#!/usr/bin/python3
"""Writes letter_table.c, next to this script, on standard output: how common the Latin letters beyond
ASCII are, and which letters stand beside them.

    letters.py [ROOT] >letter_table.c

Source: the texts of Debian 12's packages iso-codes and manpages-* (cs da de es fi fr hu it nb nl pl
pt-br ro sv tr vi), unpacked below ROOT, "/" when they are installed.  Only counts are kept.  Of the
manual pages every second one is read, by a checksum of its name: the others can tell how good the
result is.
"""
import gzip
import gettext
import glob
import math
import os
import re
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict

LANGUAGES = ("nl de fr es ca gl pt pt_BR it da nb nn fo sv fi is ga cy br pl cs sk hu ro hr bs sl et lv lt "
             "tr az mt sq eo eu af vi id").split()
# Speakers and documents differ; roughly.
WEIGHTS = dict.fromkeys("nl de fr es".split(), 6) | dict.fromkeys(
    "pt pt_BR it pl sv da nb cs hu ro tr vi".split(), 3)
PAGE_FOLDERS = {"pt": "pt_BR"}
# The rows of alphabets.c.
ROWS = ("nl;de;fr;es ca gl;pt pt_BR;it;da nb nn;sv fi;is fo;ga cy br;pl;cs;sk;hu;ro;hr bs sl;et;lv;lt;tr az;mt sq eo;"
        "vi").split(";")
PAIRS = 60  # of a letter and its neighbour, that tell enough
OTHER, BOUNDARY = 26, 27  # neighbours that are not a to z: another letter, no letter


def is_latin(letter):
    point = ord(letter)
    return 0xC0 <= point < 0x250 and letter not in "×÷" or 0x1E00 <= point < 0x1F00


def neighbour(letter):
    if "a" <= letter <= "z":
        return ord(letter) - ord("a")
    return OTHER if letter.isalpha() else BOUNDARY


def page_texts(root, language):
    folder = PAGE_FOLDERS.get(language, language)
    for path in sorted(glob.glob("%s/usr/share/man/%s/man*/*.gz" % (root, folder))):
        if zlib.crc32(os.path.basename(path).encode()) % 2:
            continue
        try:
            text = gzip.open(path).read().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        lines = [line for line in text.split("\n") if not line.startswith((".", "'"))]
        yield re.sub(r"\\f.|\\\[[^]]*\]|\\\(..|\\.", " ", "\n".join(lines))


def catalogue_texts(root, language):
    for path in sorted(glob.glob("%s/usr/share/locale/%s/LC_MESSAGES/iso_*-*.mo" % (root, language))):
        with open(path, "rb") as file:
            catalogue = gettext.GNUTranslations(file)
        yield "\n".join(text for key, text in sorted(catalogue._catalog.items())
                        if key and isinstance(key, str) and key != text)


def count(root, language):
    """Of each letter, and of each pair of a letter and its neighbour, in small letters."""
    letters, before, after = Counter(), defaultdict(Counter), defaultdict(Counter)
    for texts in (page_texts, catalogue_texts):
        for text in texts(root, language):
            text = " " + unicodedata.normalize("NFC", text).lower() + " "
            for i in range(1, len(text) - 1):
                if text[i].isalpha():
                    letters[text[i]] += 1
                    before[text[i]][neighbour(text[i - 1])] += 1
                    after[text[i]][neighbour(text[i + 1])] += 1
    return letters, before, after


def half_nats(ratio):
    return round(2 * math.log(ratio))


def weights(counts, general):
    """How much more surprising than usual each neighbour is."""
    total, smooth = sum(counts.values()), 12
    row = []
    for place in range(28):
        share = (counts[place] + smooth * general[place]) / (total + smooth)
        row.append(max(-4, min(6, half_nats(general[place] / share))))
    return row


def rarity_in(shares, row, letter):
    """Among the letters beyond ASCII of the row: where there is damage, one of them was there."""
    share = 0
    for language in row.split():
        beyond = sum(part for other, part in shares[language].items() if is_latin(other))
        share += shares[language].get(letter, 0) / max(beyond, 1e-4) / len(row.split())
    return max(0, min(12, half_nats(0.3 / max(share, 1e-9))))


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else ""
    weight_of_all = sum(WEIGHTS.get(language, 1) for language in LANGUAGES)
    shares, share, before, after = {}, Counter(), defaultdict(Counter), defaultdict(Counter)
    for language in LANGUAGES:
        letters, language_before, language_after = count(root, language)
        total = sum(letters.values())
        shares[language] = {letter: number / total for letter, number in letters.items()}
        weight = WEIGHTS.get(language, 1) / weight_of_all / total
        for letter, number in letters.items():
            share[letter] += number * weight
            # A language that writes the letter seldom tells as much as one that does so often.
            scale = WEIGHTS.get(language, 1) * PAIRS / (number + PAIRS)
            for place, pairs in language_before[letter].items():
                before[letter][place] += pairs * scale
            for place, pairs in language_after[letter].items():
                after[letter][place] += pairs * scale
    general = Counter()
    for letter in list(before):
        general.update(before[letter])
    everything = sum(general.values())
    general = {place: general[place] / everything for place in range(28)}
    known = sorted(letter for letter in share if is_latin(letter) and share[letter] > 2e-6)
    print("/* Made by letters.py: small Latin letters beyond ASCII, how rare they are in general and in each")
    print(" * alphabet, and how much more (or less) surprising each neighbour is than beside other letters.")
    print(" * Half nats. */")
    print('#include "plausibility.h"\n')
    print("/* clang-format off */")
    print("const struct letter_profile letter_profiles[] = {")
    for letter in known:
        rarity = max(0, min(12, half_nats(4e-3 / share[letter])))
        print("    {.letter = 0x%04X, .rarity = %d," % (ord(letter), rarity))
        print("     .in = {%s}," % ", ".join(str(rarity_in(shares, row, letter)) for row in ROWS))
        for name, table in ("before", before), ("after", after):
            print("     .%s = {%s}%s" % (name, ", ".join(str(w) for w in weights(table[letter], general)),
                                        "," if name == "before" else "},"))
    print("};\n/* clang-format on */")
    print("const size_t letter_profile_count = sizeof(letter_profiles) / sizeof(letter_profiles[0]);")


main()
