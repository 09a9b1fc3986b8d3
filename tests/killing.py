"""Kills `keur fix` at random moments, and looks at what it leaves.

    killing.py KEUR KILLS FOLDER...

The documents of the folders are copied, and each gets defects.  However a run ends, each is the old
or the new one, whole; the next run finishes the work and leaves nothing else.
"""
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

DEFECT = "\nZie [de gids] (https://example.org/gids) en [weg]( https//example.org).\n"


def read_tree(root):
    return {path.relative_to(root): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def write_tree(root, files):
    for path, content in files.items():
        (root / path).write_bytes(content)


def fix(keur, root):
    return subprocess.Popen([keur, "fix", "--quiet", "--no-project"], cwd=root,
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def plant(root, folders):
    """The documents with defects; one has CR LF, some are large."""
    (root / ".keur.yaml").write_text("extends: [general]\n")
    for number, folder in enumerate(folders):
        for path in pathlib.Path(folder).rglob("*.md"):
            target = root / str(number) / path.relative_to(folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes() + DEFECT.encode())


class Killing:
    def __init__(self, keur, root):
        self.keur, self.root = keur, root
        self.old = read_tree(root)
        begin = time.monotonic()
        fix(keur, root).wait()
        self.seconds = time.monotonic() - begin
        self.new = read_tree(root)
        self.counts = {"all old": 0, "some new": 0, "all new": 0}
        self.leftovers = 0

    def kill_once(self, generator):
        write_tree(self.root, self.old)
        run = fix(self.keur, self.root)
        time.sleep(generator.uniform(0, self.seconds * 1.1))
        run.kill()
        run.wait()
        self.look_at(read_tree(self.root))
        fix(self.keur, self.root).wait()
        if read_tree(self.root) != self.new:
            raise SystemExit("the second run did not finish the work, or left something behind")

    def look_at(self, files):
        renewed = 0
        for path, content in files.items():
            if path.name.startswith(".keur-fix-"):
                self.leftovers += 1
                continue
            if content not in (self.old.get(path), self.new.get(path)):
                raise SystemExit(f"{path} is neither the old nor the new one")
            renewed += content != self.old[path]
        if not set(self.old) <= set(files):
            raise SystemExit("a document is gone")
        changed = sum(self.old[path] != self.new[path] for path in self.old)
        self.counts["all old" if renewed == 0 else "all new" if renewed == changed else "some new"] += 1


def main():
    keur, kills, folders = sys.argv[1], int(sys.argv[2]), sys.argv[3:]
    root = pathlib.Path(tempfile.mkdtemp(prefix="keur-killing-"))
    try:
        plant(root, folders)
        killing = Killing(keur, root)
        if killing.old == killing.new:
            raise SystemExit("there was nothing to mend")
        generator = random.Random(int(os.environ.get("SEED", "1")))
        for _ in range(kills):
            killing.kill_once(generator)
        result = ", ".join(f"{count} times {name}" for name, count in killing.counts.items())
        print(f"{len(killing.old) - 1} documents, {kills} kills: {result}; {killing.leftovers} leftovers cleaned")
    finally:
        shutil.rmtree(root)


main()
