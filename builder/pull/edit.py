"""An edit of a finished file: one that goes back into the outline, or one that does not, with the reason."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from builder.load import Str
from builder.problem import Place


@dataclass(frozen=True)
class Edit:
    """A text that reads otherwise in a finished file.

    Attributes:
        file: the finished file.
        where: where in it, in words.
        line: the id of the line.
        text: the text in the outline, with its place.
        said: the text's id.
        before, after: how the words read as they were made, and as they were edited.
        new: how the text is to be written in the outline.
    """

    file: Path
    where: str
    line: str
    text: Str
    said: str
    before: str
    after: str
    new: str


@dataclass(frozen=True)
class Refused:
    """An edit that stays in the file and does not go into the outline, with the reason and what to do.

    `place` is where the words come from, None where nobody knows.
    """

    file: Path
    where: str
    line: str
    why: str
    hint: str
    after: str
    outline: str
    place: Place | None = None

    def __str__(self) -> str:
        lines = [f"{self.file.as_posix()}: {self.where}: not pulled: {self.why} {self.line}".rstrip()]
        lines += [f"    file:    {self.after}"] if self.after else []
        lines += [f"    outline: {self.outline}" + (f"  ({self.place})" if self.place else "")] if self.outline else []
        return "\n".join([*lines, f"    hint: {self.hint}"] if self.hint else lines)

    def because(self, why: str, hint: str, place: Place | None = None) -> Refused:
        """The same with its reason."""
        return replace(self, why=why, hint=hint, place=place or self.place)
