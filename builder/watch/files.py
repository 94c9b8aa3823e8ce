"""Looking at files: which are there, and what stands in them, without reading again what has not been touched."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from builder.evidence_lock import NAME as LOCK
from builder.glossary import NAME as GLOSSARY
from builder.project import Project
from builder.shipped import TEMPLATES

YOUNG_NS = 3_000_000_000
"""So long after its last change a file is read at every look: some file systems count time in steps of two seconds."""


@dataclass(frozen=True)
class _Seen:
    """What a file was when it was last read; `young` when it could have changed since without showing it."""

    stamp: tuple[int, int, int]
    digest: str
    young: bool


@dataclass
class Eyes:
    """Digests of files; a file is read when its time, size or identity has changed, or lately changed."""

    seen: dict[Path, _Seen] = field(default_factory=dict)

    def digest(self, path: Path) -> str:
        """The SHA-256 of a file's bytes; "" where there is no file that can be read."""
        try:
            status = path.stat()
            stamp = (status.st_mtime_ns, status.st_size, status.st_ino)
            seen = self.seen.get(path)
            if seen and seen.stamp == stamp and not seen.young:
                return seen.digest
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except OSError:
            self.seen.pop(path, None)
            return ""
        self.seen[path] = _Seen(stamp, digest, time.time_ns() - status.st_mtime_ns < YOUNG_NS)
        return digest

    def look(self, paths: Iterable[Path]) -> dict[Path, str]:
        """The digests of those of the files that are there."""
        return {path: digest for path in paths if (digest := self.digest(path))}


def written(outline: Path, project: Project) -> Iterator[Path]:
    """What authors write for one outline: itself, articles, glossary, lock, and the texts."""
    yield outline
    yield outline.parent / GLOSSARY
    yield outline.parent / LOCK
    yield from _inside(outline.parent / "articles", "*.yaml")
    for folder in project.texts(outline):
        yield from _inside(folder, "*")


def designed(project: Project) -> Iterator[Path]:
    """What a project's templates hold: plans, looks, words, profiles, styles; also the shipped ones."""
    for folder in (TEMPLATES, project.root / "templates"):
        yield from _inside(folder, "**/*")


def _inside(folder: Path, pattern: str) -> Iterator[Path]:
    """Files by pattern, in a steady order, without what editors and systems leave beside them (.x.swp, x~)."""
    try:
        found = sorted(folder.glob(pattern))
    except OSError:
        return
    yield from (p for p in found if not p.name.startswith(".") and not p.name.endswith("~") and p.is_file())
