"""The fields of a Word document while it is read: they nest, and may stay open over paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from builder.finished.paper_forms import Field


@dataclass
class _Open:
    """A field that is not closed yet; `shown` once its result has begun."""

    at: int
    dirty: bool
    code: str = ""
    shows: str = ""
    shown: bool = False


@dataclass
class Fields:
    """What has been read so far.

    Attributes:
        done: the fields that are closed.
        stray: the numbers of paragraphs in which a field ends that never began.
    """

    done: list[Field] = field(default_factory=list)
    stray: list[int] = field(default_factory=list)
    _open: list[_Open] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """The first word of the innermost field, "" outside of any."""
        return (self._open[-1].code.split() or [""])[0].upper() if self._open else ""

    def unbalanced(self) -> tuple[int, ...]:
        """The paragraphs in which a field begins that never ends, or ends that never began."""
        return tuple(sorted({*(one.at for one in self._open), *self.stray}))

    def begin(self, at: int, *, dirty: bool, code: str = "", shown: bool = False) -> None:
        """A field begins in the paragraph `at`."""
        self._open.append(_Open(at, dirty, code, "", shown))

    def instruct(self, code: str) -> None:
        """More of the innermost field's instruction."""
        if self._open:
            self._open[-1].code += code

    def separate(self, at: int) -> None:
        """The result of the innermost field begins."""
        if self._open:
            self._open[-1].shown = True
        else:
            self.stray.append(at)

    def say(self, text: str) -> None:
        """Words that stand in the results of the open fields."""
        for one in self._open:
            if one.shown:
                one.shows += text

    def end(self, at: int) -> None:
        """The innermost field ends."""
        if not self._open:
            self.stray.append(at)
            return
        one = self._open.pop()
        self.done.append(Field(one.code.strip(), one.shows, one.at, at, one.dirty))
