#!/usr/bin/python3
"""How well encoding/mojibake finds and repairs damage: sentences are damaged along many paths, whole
or in one word, linted line by line, and compared with what they were.

    evaluate_mojibake.py PROGRAM SENTENCES [--legitimate FILE] [--clean] [--show PATH] ...

SENTENCES has a language code, a tab and a sentence on each line.  Every line stands alone: nothing of
one line helps with another.  Prints a table: lines, detected, exactly repaired with all edits, and wrongly
repaired by edits that are all marked safe.
"""
import argparse
import json
import os
import random
import re
import subprocess
import sys
import tempfile

# Per program: the bytes that a code page does not use are passed through (as the WHATWG standard
# has it), dropped, or replaced.
CODECS = {
    "windows-1252": "cp1252", "windows-1250": "cp1250", "windows-1251": "cp1251",
    "windows-1253": "cp1253", "windows-1254": "cp1254", "windows-1257": "cp1257",
    "latin-1": "latin-1", "iso-8859-2": "iso8859_2", "iso-8859-15": "iso8859_15",
    "mac-roman": "mac_roman", "cp437": "cp437", "cp850": "cp850",
}


def misread(text, codec, unused="pass"):
    """UTF-8 read in a code page."""
    out = []
    for byte in text.encode("utf-8"):
        try:
            out.append(bytes([byte]).decode(codec))
        except UnicodeDecodeError:
            out.append({"pass": chr(byte), "drop": "", "replace": "\ufffd"}[unused])
    return "".join(out)


def as_entities(text):
    from html.entities import codepoint2name
    return "".join("&%s;" % codepoint2name[ord(c)] if ord(c) >= 0xA0 and ord(c) in codepoint2name else c
                   for c in text)


def paths():
    """(name, damage, is recoverable)"""
    for name, codec in CODECS.items():
        yield name, (lambda t, c=codec: misread(t, c)), True
    for first, second in [("windows-1252",) * 2, ("latin-1",) * 2, ("windows-1250",) * 2,
                          ("windows-1251",) * 2, ("mac-roman",) * 2, ("cp437",) * 2, ("cp850",) * 2,
                          ("windows-1254",) * 2, ("windows-1257",) * 2, ("windows-1253",) * 2,
                          ("iso-8859-15",) * 2, ("iso-8859-2",) * 2,
                          ("windows-1252", "windows-1250"), ("cp850", "windows-1252"),
                          ("windows-1252", "mac-roman")]:
        yield (first + " twice" if first == second else first + ", " + second,
               lambda t, a=CODECS[first], b=CODECS[second]: misread(misread(t, a), b), True)
    yield "windows-1252 three times", lambda t: misread(misread(misread(t, "cp1252"), "cp1252"), "cp1252"), True
    yield "windows-1252, entities", lambda t: as_entities(misread(t, "cp1252")), True
    yield "windows-1252, blank for no-break space", lambda t: misread(t, "cp1252").replace("\u00a0", " "), True
    yield "windows-1252, bytes dropped", lambda t: misread(t, "cp1252", "drop"), False
    yield "windows-1252, bytes replaced", lambda t: misread(t, "cp1252", "replace"), False
    yield "windows-1250, bytes dropped", lambda t: misread(t, "cp1250", "drop"), False
    yield "windows-1250, bytes replaced", lambda t: misread(t, "cp1250", "replace"), False


def damage_word(text, damage, chance):
    words = text.split(" ")
    places = [i for i, word in enumerate(words) if not word.isascii()]
    if not places:
        return text
    place = chance.choice(places)
    words[place] = damage(words[place])
    return " ".join(words)


def damage_line(text, damage, mode, chance):
    if mode == "word":
        return damage_word(text, damage, chance)
    if mode == "mixed":
        return " ".join(damage(word) for word in text.split(" "))
    return damage(text)


def lint(program, lines, rule="encoding/mojibake"):
    """Repaired lines and whether something was found, for each line."""
    repaired, found = list(lines), [[] for _ in lines]
    with tempfile.TemporaryDirectory() as folder:
        for number, line in enumerate(lines):
            with open("%s/%06d.md" % (folder, number), "w", encoding="utf-8", newline="") as file:
                file.write(line + "\n")
        run = subprocess.run([program, "check", "--no-config", "--no-project", "--only", rule,
                              "--format", "jsonl", "--fail-on", "never", folder],
                             capture_output=True, check=True)
    edits = {}
    for row in run.stdout.decode("utf-8").splitlines():
        finding = json.loads(row)
        if "rule" not in finding:
            continue
        number = int(os.path.basename(finding["path"])[:6])
        found[number].append(finding)
        edits.setdefault(number, []).extend(finding.get("edits", []))
    for number, changes in edits.items():
        text = lines[number].encode("utf-8")
        for edit in sorted(changes, key=lambda e: -e["start"]["byte"]):
            text = text[:edit["start"]["byte"]] + edit["text"].encode("utf-8") + text[edit["end"]["byte"]:]
        repaired[number] = text.decode("utf-8", "replace")
    return repaired, found


def measure(program, sentences, damage, mode, chance):
    """Only lines that damage changes and that are text without control of their own."""
    pairs = []
    for text in sentences:
        damaged = damage_line(text, damage, mode, chance)
        if damaged != text and not re.search("[\u0085\u2028\u2029\r\n\x0b\x0c\x1c-\x1e]", damaged):
            pairs.append((text, damaged))
    repaired, found = lint(program, [damaged for _, damaged in pairs])
    missed, unsure, wrong = [], [], []
    for (text, damaged), result, findings in zip(pairs, repaired, found):
        edits = [edit for finding in findings for edit in finding.get("edits", [])]
        is_sure = all(finding.get("edits") for finding in findings) and all(edit["safety"] == "safe" for edit in edits)
        case = text, damaged, result + "\t" + "; ".join(finding["message"] for finding in findings)
        if not findings:
            missed.append(case)
        elif result != text:
            (wrong if is_sure else unsure).append(case)
    return len(pairs), missed, unsure, wrong


# Around a word: quotes of all habits, what closes, and what joins.
WRAPPERS = ["“{}”", "”{}”", "„{}“", "„{}”", "«{}»", "«\u00a0{}\u00a0»", "« {} »", "»{}«", "‹{}›", "‘{}’", "‚{}‘", "({})",
            "[{}]", "{}…", "{}™", "{}®", "{}²", "{}–", "{}—", "{}’s", "–{}", "…{}", "¿{}?", "¡{}!", "{}\u00a0:", "{}\u00a0€",
            "{}°", "·{}·", "*{}*", "**{}**", "|{}|", "{}/{}", "{}–{}", "{}·{}", "©{}", "§{}", "№{}", "•{}", "→{}"]


def variants(text, chance):
    """Lines that are right, and look more like damage than usual."""
    words = text.split(" ")
    places = [i for i, word in enumerate(words) if not word.isascii()]
    for shape in (text, text.upper(), text.title()):
        words = shape.split(" ")
        yield shape
        for _ in range(6):
            if not places:
                break
            changed = list(words)
            place = chance.choice(places)
            changed[place] = chance.choice(WRAPPERS).replace("{}", changed[place].strip(".,;:!?"))
            yield " ".join(changed)
    yield "| " + " | ".join(words) + " |"
    yield "\u00a0".join(words)
    yield " ".join(word[0] for word in words if word)


def tell_false(program, name, lines):
    """Tells of right lines that have a finding, and how many they are."""
    _, findings = lint(program, lines)
    false = [(line, found) for line, found in zip(lines, findings) if found]
    print("%s: %d lines, %d with a finding (%.1f in 10,000)" %
          (name, len(lines), len(false), 1e4 * len(false) / len(lines)))
    for line, found in false:
        print("    " + line)
        for finding in found:
            print("        " + finding["message"])
    return len(false)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("sentences")
    parser.add_argument("--show", help="print the failures of this path")
    parser.add_argument("--legitimate", help="a file with hard lines that are right; variants are made of the sentences too")
    parser.add_argument("--least", help="DETECTED,EXACT: as a test, in TAP, fail below these shares or where a right line has a finding")
    parser.add_argument("--clean", action="store_true", help="only lines that are right")
    parser.add_argument("--mode", default="line,word")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0)
    options = parser.parse_args()
    with open(options.sentences, encoding="utf-8") as file:
        sentences = [line.rstrip("\n").split("\t", 1) for line in file if "\t" in line]
    chance = random.Random(options.seed)
    texts = [text for _, text in sentences if not text.isascii()]
    if options.limit:
        texts = chance.sample(texts, min(options.limit, len(texts)))
    print("| path | mode | lines | detected % | exact % | surely wrong % |")
    print("| --- | --- | --: | --: | --: | --: |")
    total = detected = exact = surely = false = 0
    for name, damage, is_recoverable in [] if options.clean else paths():
        if options.show and options.show != name:
            continue
        for mode in options.mode.split(","):
            count, missed, unsure, wrong = measure(options.program, texts, damage, mode, chance)
            if count == 0:
                continue
            found = count - len(missed)
            good = found - len(unsure) - len(wrong)
            if is_recoverable:
                total, detected, exact, surely = total + count, detected + found, exact + good, surely + len(wrong)
            shares = [100 * part / count for part in (found, good, len(wrong))]
            print("| %s | %s | %d | %.2f | %.2f | %.2f |" % (name, mode, count, *shares), flush=True)
            if options.show:
                for kind, cases in (("missed", missed), ("unsure", unsure), ("wrong", wrong)):
                    for text, damaged, result in cases[:40]:
                        print("    %s\t%s\n\t%s\n\t%s" % (kind, text, damaged, result))
    shares = [100 * part / max(total, 1) for part in (detected, exact, surely)]
    print("| all that can be repaired | | %d | %.2f | %.2f | %.2f |" % (total, *shares))
    clean = [text for _, text in sentences]
    false = tell_false(options.program, "sentences", clean)
    if options.legitimate:
        lines = [line for text in clean for line in variants(text, chance)]
        false += tell_false(options.program, "variants of them", lines)
        with open(options.legitimate, encoding="utf-8") as file:
            tell_false(options.program, "hard lines", [line.rstrip("\n") for line in file])
    if options.least:
        least = [float(share) for share in options.least.split(",")]
        shares = [100 * count / total for count in (detected, exact)]
        is_good = not false and all(share >= wanted for share, wanted in zip(shares, least))
        print("%s 1 - mojibake: %.1f %% detected, %.1f %% exactly repaired, %d right lines with a finding" %
              ("ok" if is_good else "not ok", *shares, false))


main()
