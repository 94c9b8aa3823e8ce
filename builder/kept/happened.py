"""What became of each unit when today's build met a file that people had worked on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "patched",
    "merged",
    "added",
    "removed",
    "moved",
    "kept-edit",
    "kept-deletion",
    "kept-addition",
    "kept-move",
    "kept-format",
    "kept-pending",
    "conflict",
]
"""The outline's changes (patched … moved), people's work that was left as it is (kept-…), and what both changed."""

AUTHOR = "Collate"
"""Who our own tracked changes and comments are by; those of anybody else are never touched."""


class UnknownError(ValueError):
    """A file of which nobody can say what we made of it: nothing may be merged into it."""


@dataclass(frozen=True)
class Happened:
    """One thing that happened in merging.

    Attributes:
        kind: what.
        id: the line or slide; "" for what people have added.
        where: where in the file a person finds it ("table 2, row 3", "slide 4").
        what: the words concerned, or why; short.
    """

    kind: Kind
    id: str
    where: str
    what: str = ""

    def __str__(self) -> str:
        return f"{self.kind}: {self.where}{f': {self.what}' if self.what else ''}"


@dataclass(frozen=True)
class Kept:
    """A merged file, and what happened in it; `data` is the very bytes that were there if nothing had to change."""

    data: bytes
    happened: tuple[Happened, ...] = ()

    @property
    def conflicts(self) -> tuple[Happened, ...]:
        """What a person has to decide."""
        return tuple(one for one in self.happened if one.kind == "conflict")

    def summary(self) -> str:
        """How often each kind happened: "3 patched, 1 kept-edit, 1 conflict"; "" if nothing did."""
        counted = Counter(one.kind for one in self.happened)
        return ", ".join(f"{number} {kind}" for kind, number in counted.items())
