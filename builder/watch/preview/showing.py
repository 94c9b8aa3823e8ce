"""What the preview shows now: documents, problems, pictures. The watching thread writes it, the serving ones read."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from builder.model import Document
from builder.watch.loop import Draft


@dataclass(frozen=True)
class Pictures:
    """A file's pages as PNG, with what is to be said of them; `of` is the digest of the file that they show."""

    pages: tuple[bytes, ...] = ()
    of: str = ""
    state: Literal["drawing", "ready", "old", "failed", "no-office"] = "drawing"

    @property
    def names(self) -> tuple[str, ...]:
        """A name for each page that changes when the page does."""
        return tuple(hashlib.sha256(page).hexdigest()[:16] for page in self.pages)


@dataclass
class Shelf:
    """What is shown of one outline.

    Attributes:
        documents: by the names of their files.
        problems: those that are open, as printed.
        stands: where each file stands in out/.
        pictures: by the names of the files whose pages somebody has asked for.
    """

    documents: Mapping[str, Document] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    stands: Mapping[str, Path] = field(default_factory=dict)
    pictures: Mapping[str, Pictures] = field(default_factory=dict)


class Showing:
    """All that is shown, and a bell that rings at every change."""

    def __init__(self) -> None:
        self.bell = threading.Condition()
        self.shelves: dict[str, Shelf] = {}
        self.version = 0
        self.closed = False

    def drafted(self, draft: Draft) -> None:
        """Take the documents of an outline."""
        with self.bell:
            shelf = self._shelf(draft.outline)
            shelf.documents = dict(draft.documents)
            shelf.pictures = {name: p for name, p in shelf.pictures.items() if name in shelf.documents}
            self._ring()

    def found(self, outline: str, problems: list[str]) -> None:
        """Take the open problems of an outline."""
        with self.bell:
            self._shelf(outline).problems = tuple(problems)
            self._ring()

    def made(self, outline: str, files: Mapping[str, Path]) -> None:
        """Take where the files of an outline stand: from now on their pages can be drawn."""
        with self.bell:
            self._shelf(outline).stands = dict(files)
            self._ring()

    def drawn(self, outline: str, file: str, pictures: Pictures) -> None:
        """Take the pages of a file."""
        with self.bell:
            shelf = self._shelf(outline)
            if file in shelf.documents:
                shelf.pictures = {**shelf.pictures, file: pictures}
                self._ring()

    def now(self) -> dict[str, Shelf]:
        """All that is shown, by outline, as it is at this moment."""
        with self.bell:
            return {name: replace(shelf) for name, shelf in sorted(self.shelves.items())}

    def ask(self, outline: str, file: str, pictures: Pictures) -> Pictures:
        """The pages of a file; asked for the first time, what is given, and they will be drawn."""
        with self.bell:
            shelf = self.shelves[outline]
            if file not in shelf.pictures:
                shelf.pictures = {**shelf.pictures, file: pictures}
                self._ring()
            return shelf.pictures[file]

    def asked(self) -> list[tuple[str, str, Path, Pictures]]:
        """The files whose pages somebody has asked for."""
        with self.bell:
            return [
                (outline, file, shelf.stands[file], pictures)
                for outline, shelf in self.shelves.items()
                for file, pictures in shelf.pictures.items()
                if file in shelf.stands
            ]

    def wait(self, version: int, seconds: float) -> int:
        """The version of what is shown, as soon as it is another one, or after some time."""
        with self.bell:
            self.bell.wait_for(lambda: self.version != version or self.closed, seconds)
            return self.version

    def close(self) -> None:
        """Nothing will change any more."""
        with self.bell:
            self.closed = True
            self.bell.notify_all()

    def _shelf(self, outline: str) -> Shelf:
        return self.shelves.setdefault(outline, Shelf())

    def _ring(self) -> None:
        self.version += 1
        self.bell.notify_all()
