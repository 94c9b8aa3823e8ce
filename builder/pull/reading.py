"""A built file read back for `pull` and `status`: what it says, what is suggested, what stands in its margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from builder.audit import Piece, Standing, read_back
from builder.audit.match import match
from builder.audit.piece import folded
from builder.formats.word.anchors import lines_in
from builder.kept.happened import AUTHOR
from builder.pull.comments import Comment, comments_in
from builder.pull.edit import Edit, Refused
from builder.pull.edits import edited
from builder.pull.tracked import authors, only, settled
from builder.typed import Said


@dataclass(frozen=True)
class Suggestion:
    """A change that somebody has tracked in Word and nobody has decided: whose, of which line, from what to what."""

    author: str
    date: str
    line: str
    where: str
    before: str
    after: str

    def __str__(self) -> str:
        said = folded(f"{self.where}: {self.author}, {self.date or 'no date'} suggests: {self.line}")
        parts = (("-", self.before), ("+", self.after))
        return "\n".join([said, *(f"    {sign} {words}" for sign, words in parts if words)])


@dataclass(frozen=True)
class Reading:
    """A file as it stands in out/, beside what was made of it last and what the outline makes today.

    Attributes:
        last: what we made last; None where nobody knows, then today's build stands for it.
        there: what the file says, with the ids of lines, suggestions left out (or taken, where that was asked for).
        suggestions: what is pending.
        comments: what people have written in the margin, ours not among it.
        disputed: the ids of lines on which a build has put a conflict that nobody has settled.
        deleted: the ids of lines that somebody has taken out.
        added: paragraphs that somebody has put in: where, and their words.
        other: what differs in places that are no lines (charts, notes): where, the words, and what we made.
    """

    path: Path
    today: Standing
    last: bytes | None
    made: tuple[Piece, ...]
    there: tuple[Piece, ...]
    suggestions: tuple[Suggestion, ...]
    comments: tuple[Comment, ...]
    disputed: frozenset[str]
    deleted: tuple[str, ...]
    added: tuple[tuple[str, str], ...]
    other: tuple[tuple[str, str, str], ...]

    def edits(self, saids: Mapping[str, Said]) -> Iterator[Edit | Refused]:
        """Every edit of the file; those that cannot go into the outline with the reason."""
        whole = (lines for p in self.there if self.disputed & (lines := {line for line, _ in p.lines}))
        waiting = self.disputed.union(*whole)  # a conflict is about its paragraph, whichever line names it
        for one in edited(self.path, self.today, self.made, self.there, saids):
            if one.line in waiting:
                outline = next((words for p in self.today.pieces for line, words in p.lines if line == one.line), "")
                why, hint = "a conflict waits for a decision here", f"accept or reject what {AUTHOR} suggests there"
                yield Refused(self.path, one.where, one.line, why, hint, one.after, outline)
            else:
                yield one
        for where, words, made in self.other:
            why = "this is no line of the outline" if "chart" not in where else "a chart's words and numbers"
            yield Refused(self.path, where, "", why, "change the outline", words, made)


def reading(path: Path, data: bytes, today: Standing, last: bytes | None = None, *, accept: bool = False) -> Reading:
    """Read a file back.

    Args:
        path: the file, for messages.
        data: its bytes.
        today: the output that it is, as the outline makes it now.
        last: the bytes that we wrote last.
        accept: pending suggestions are taken as text.

    Raises:
        ValueError: it is no file of its kind; says why.
    """
    base = _like(today, last)
    paper = not today.spoken
    pending = authors(data) if paper else {}
    others = [name for name in pending if name != AUTHOR]
    plain = read_back(settled(data, only(())) if pending else data, base)
    there = read_back(settled(data, only(others)), base) if accept and others else plain
    fit = match(base.pieces, there)
    ours = (
        {line for line, _ in _differing(plain, read_back(settled(data, only([AUTHOR])), base))}
        if AUTHOR in pending
        else set()
    )
    suggestions = tuple(
        Suggestion(name, pending[name][:10], line, *told)
        for name in others
        for line, told in _differing(plain, read_back(settled(data, only([name])), base))
    )
    names = _names(data) | _names(base.data) if paper else {}
    comments = comments_in(data, names, plain)
    told = {c.line for c in comments if c.author == AUTHOR and not c.resolved and c.line}
    boxes = {_box(p) for p in plain if p.anchor and any(line in told for line, _ in p.lines)}
    disputed = ours | told | {line for p in plain if _box(p) in boxes for line, _ in p.lines}
    known = {line for piece in base.pieces for line, _ in piece.lines}
    stand = {line for piece in fit.there for line, _ in piece.lines}
    return Reading(
        path,
        today,
        last,
        base.pieces,
        tuple(fit.there),
        suggestions,
        tuple(c for c in comments if c.author != AUTHOR),
        frozenset(disputed),
        tuple(dict.fromkeys(line for p in base.pieces for line, _ in p.lines if line not in stand)),
        tuple((f.place, f.file) for f in fit.findings if f.kind == "added"),
        tuple((f.place, f.file, f.outline) for f in fit.findings if f.kind == "differs" and f.id not in known),
    )


def _like(today: Standing, last: bytes | None) -> Standing:
    """The output as it was made last, so that a file is read against that."""
    if last is None or last == today.data:
        return today
    pieces = read_back(last, today)
    return replace(today, data=last, pieces=pieces)


def _box(piece: Piece) -> tuple[int, str, bool]:
    """The shape in which a paragraph of a deck stands: a comment is about all of it."""
    return piece.slide, piece.anchor, piece.spoken


def _names(data: bytes) -> dict[str, str]:
    try:
        return lines_in(data)
    except (KeyError, SyntaxError):
        return {}


def _differing(one: Sequence[Piece], other: Sequence[Piece]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """The lines whose paragraphs read otherwise: where, and both ways; what has no line, by its words."""
    first, second = ({p.lines[0][0] if p.lines else f"\n{p.text}": p for p in pieces} for pieces in (one, other))
    for key in dict.fromkeys((*first, *second)):
        before, after = first.get(key), second.get(key)
        words = (before.text if before else "", after.text if after else "")
        if words[0] != words[1]:
            place = (before or after or Piece("", "")).place
            yield "" if key.startswith("\n") else key, (place, *words)
