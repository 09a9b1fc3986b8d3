"""The build backend of pyproject.toml (PEP 517): `make install` packed as a wheel.

The standard library is all it needs, so that pip and pre-commit install keur without a package index.
"""

import base64
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import zipfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = [("command:make", "make"), ("command:cc", "build-essential")]
# Where a wheel keeps what goes to bin, and what goes beside it: keur finds its plugins and rules from bin.
SCHEMES = {"bin": "scripts", "lib/keur": "data/lib/keur", "share/keur": "data/share/keur", "share/man": "data/share/man"}


class UnsupportedOperation(Exception):
    """The name that PEP 517 gives to what a backend does not do."""


def build_sdist(sdist_directory, config_settings=None):
    raise UnsupportedOperation("keur is installed from its repository: pip install git+URL")


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    refuse_without_packages()
    version = (ROOT / "VERSION").read_text().strip()
    platform = sysconfig.get_platform().replace("-", "_").replace(".", "_")
    tag = f"py3-none-{platform}"
    name = f"keur-{version}-{tag}.whl"
    with tempfile.TemporaryDirectory(prefix="keur-") as scratch:
        tree = make_install(pathlib.Path(scratch))
        files = installed_files(tree, f"keur-{version}.data")
    files += described_files(f"keur-{version}.dist-info", version, tag)
    write_wheel(pathlib.Path(wheel_directory) / name, files, f"keur-{version}.dist-info/RECORD")
    return name


def refuse_without_packages():
    """A missing library is told by the name of its package, not by what the compiler makes of it."""
    rows = [line.split() for line in (ROOT / ".ci/packages").read_text().splitlines()]
    needed = TOOLS + [(row[1], row[2]) for row in rows if row and row[0] == "build"]
    missing = [package for probe, package in needed if not is_there(probe)]
    if missing:
        sys.exit(
            "keur is built where it is installed, and needs packages that are missing here. On Debian and Ubuntu:\n"
            f"    sudo apt-get install {' '.join(missing)}"
        )


def is_there(probe):
    """The probes of .ci/packages, as .ci/deps reads them."""
    kind, _, what = probe.partition(":")
    if kind == "command":
        return shutil.which(what) is not None
    if kind == "pkg-config":
        return is_there("command:pkg-config") and subprocess.call(["pkg-config", "--exists", what]) == 0
    return os.path.exists(what)


def make_install(scratch):
    """The repository stays as it is: everything is built in SCRATCH."""
    tree = scratch / "tree"
    # Flags of a make that we run under are meant for its own build.
    environment = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MFLAGS", "MAKELEVEL")}
    command = ["make", "--silent", f"-j{os.cpu_count() or 1}", "install"]
    settings = [f"BUILD={scratch / 'build'}", f"DESTDIR={tree}", "PREFIX="]
    if subprocess.call(command + settings, cwd=ROOT, env=environment) != 0:
        sys.exit("keur could not be built: make says why above")
    return tree


def installed_files(tree, folder):
    """(path in the wheel, bytes, mode) of what was installed."""
    return [
        (f"{folder}/{scheme}/{path.relative_to(tree / part).as_posix()}", path.read_bytes(), path.stat().st_mode)
        for part, scheme in SCHEMES.items()
        for path in sorted((tree / part).rglob("*"))
        if path.is_file()
    ]


def described_files(folder, version, tag):
    metadata = (
        f"Metadata-Version: 2.1\nName: keur\nVersion: {version}\n"
        "Summary: Inspects requirement documents in Markdown\nLicense: MIT\nRequires-Python: >=3.6\n"
    )
    wheel = f"Wheel-Version: 1.0\nGenerator: keur\nRoot-Is-Purelib: false\nTag: {tag}\n"
    return [
        (f"{folder}/METADATA", metadata.encode(), 0o100644),
        (f"{folder}/WHEEL", wheel.encode(), 0o100644),
        (f"{folder}/LICENSE", (ROOT / "LICENSE").read_bytes(), 0o100644),
    ]


def write_wheel(path, files, record):
    lines = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data, mode in files:
            add_file(archive, name, data, mode)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            lines.append(f"{name},sha256={digest},{len(data)}\n")
        add_file(archive, record, "".join([*lines, f"{record},,\n"]).encode(), 0o100644)


def add_file(archive, name, data, mode):
    # Without a date the same sources give the same wheel.
    entry = zipfile.ZipInfo(name)
    entry.external_attr = mode << 16
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data)
