"""Whether a build would make again what stands in out/ already: then it need not be made.

    before = seen(wish)                       # digests of all that a build may read, taken before it reads
    told = stands(wish)                       # what the last build told, if all is as it was then; else None
    note(wish, before, comparison, files, told)

The record of an outline stands in out/.collate/<outline>/built.json. It holds the digest of every file that the build
read, or would have read had it been there: outline, articles, texts, glossary, lock, all templates, looks and styles,
and our own code; the versions of Python and of every library; the options; and the digests of what was written, as it
stands. Nothing is taken on trust: no times, no sizes. A file that changed while the build ran has an older digest in
the record than on the disk, so the next build is a whole one.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from builder.files import read_file
from builder.problem import Place, Problems
from builder.write import put

if TYPE_CHECKING:
    from builder.comparison import Comparison
    from builder.project import Project

Digests: TypeAlias = dict[str, str]
"""By path; "" for a file that is not there."""
_HOUSE = Path(__file__).resolve().parent
_FORM = 1  # of the record
_MOST_BYTES = 200_000_000  # far more than any file that a build reads may have


@dataclass(frozen=True)
class Wish:
    """What is asked for: the files of one outline, with the options on which they depend."""

    outline: Path
    project: Project
    options: tuple[str, ...] = ()

    @property
    def record(self) -> Path:
        """Where the record stands."""
        return self.project.out / ".collate" / self.outline.stem / "built.json"


@dataclass(frozen=True)
class Told:
    """What a build told its user: lines on the files, and warnings."""

    lines: tuple[str, ...]
    warnings: tuple[str, ...]


def stands(wish: Wish) -> Told | None:
    """What the last build told, if a build would make the same again and it all stands in out/; None otherwise."""
    try:
        found = json.loads(read_file(wish.record, Place(wish.record), within=wish.project.out))
        if found["form"] != _FORM or found["around"] != _around(wish):
            return None
        for files in (found["made"], found["read"]):
            if any(_digest(Path(path)) != digest for path, digest in files.items()):
                return None
        if found["house"] != _trees(wish):
            return None
        return Told(tuple(found["told"]["lines"]), tuple(found["told"]["warnings"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError, Problems):
        return None  # no record, or one that somebody has edited


def seen(wish: Wish) -> Digests:
    """The digests of all files that a build of this outline may read."""
    folder = wish.outline.parent
    found = {str(path): _digest(path) for path in (wish.outline, *_beside(folder))}
    for place in (folder / "articles", *wish.project.texts(wish.outline)):
        found |= {path: _digest(path) for path in _files(place, 1)}
    return found | {"": _trees(wish)}


def note(wish: Wish, before: Digests, comparison: Comparison, made: Iterable[Path], told: Told) -> None:
    """Record a build that left nothing to decide.

    Args:
        wish: what was asked for.
        before: what `seen` gave before the build began.
        comparison: what the build read.
        made: the files that it made.
        told: what it told.

    Raises:
        OSError: the record cannot be written.
    """
    ledger = [path for path in _files(wish.record.parent, 2) if path.endswith("made.json")]
    record = {
        "form": _FORM,
        "around": _around(wish),
        "house": before[""],
        "read": {str(path): before.get(str(path), "") for path in _read(wish, comparison)},
        "made": {str(path): _digest(path) for path in (*map(str, made), *ledger)},
        "told": asdict(told),
    }
    put(wish.record, json.dumps(record, ensure_ascii=False, indent=0).encode("utf-8"))


def _read(wish: Wish, comparison: Comparison) -> Iterator[Path]:
    """The files that a build of the comparison reads, or would read were they there; texts by the first folder."""
    folder = wish.outline.parent
    yield wish.outline
    yield from _beside(folder)
    texts = list(wish.project.texts(wish.outline))
    for name, article in comparison.articles.items():
        yield folder / "articles" / f"{name}.yaml"
        if article.text is not None:
            yield from (place / article.text for place in texts)


def _beside(folder: Path) -> tuple[Path, ...]:
    return folder / "glossary.yaml", folder / "evidence.lock"


def _around(wish: Wish) -> Mapping[str, object]:
    """What a build depends on beside files: Python, libraries, folders, options; as JSON knows it."""
    libraries = {
        path.name for where in map(Path, sys.path) if where.is_dir() for path in where.glob("*-info") if path.is_dir()
    }
    project = wish.project
    texts = [str(path.absolute()) for path in project.texts(wish.outline)]
    return {
        "python": sys.version,
        "libraries": sorted(libraries),
        "folders": [str(path.absolute()) for path in (wish.outline, project.root, project.out)] + texts,
        "named": [str(wish.outline), str(project.root)],
        "options": list(wish.options),
    }


def _trees(wish: Wish) -> str:
    """One digest of all templates, looks and styles, those of the project and those that come with us, and of our code.

    Installed citation styles (`collate styles`) stand in a cache of the user's own; they are read along.
    """
    from builder.csl.parts import csl_folder
    from builder.shipped import TEMPLATES

    whole = hashlib.sha256()
    for folder in (_HOUSE, TEMPLATES, wish.project.root / "templates", csl_folder()):
        for path in _files(folder, 9):
            whole.update(f"{path[len(str(folder)) :]}\0{_digest(path)}\0".encode())
        whole.update(b"\0")
    return whole.hexdigest()


def _files(folder: Path | str, depth: int) -> Iterator[str]:
    """The files of a folder and, down to a depth, of the folders in it, in order; no byte code."""
    try:
        with os.scandir(folder) as entries:
            found = sorted((entry.name, entry.path, entry.is_dir()) for entry in entries)
    except OSError:  # no such folder
        return
    for name, path, is_folder in found:
        if not is_folder:
            yield path
        elif depth > 1 and name != "__pycache__":
            yield from _files(path, depth - 1)


def _digest(path: Path | str) -> str:
    """Of a plain file; "" for one that is not there, or that no build would read."""
    try:
        known = os.stat(path)  # noqa: PTH116  (hundreds of files: a Path for each takes longer than reading them)
        if not stat.S_ISREG(known.st_mode) or known.st_size > _MOST_BYTES:
            return ""
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123
            return hashlib.sha256(file.readall()).hexdigest()
    except OSError:
        return ""
