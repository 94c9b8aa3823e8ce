"""An edit of printed words carried back into the text that they were printed from, with its Markdown and citations.

`builder.inline` turns `**Two** of five agree [@zhang-2023.d4].` into the words "Two of five agree [4]."; here an edit
of those words ("Three of five agree [4].") becomes `**Three** of five agree [@zhang-2023.d4].`. Stars, addresses and
citations stay where they are; what people write is escaped where it would become markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from builder.inline import _TOKEN
from builder.kept.atoms import atoms

_MARKUP = re.compile(r"[\\*\[\]]")
_LONGEST_MARK = 200
"""Characters that a citation in running text can be printed as."""

Span = tuple[int, int]
Change = tuple[int, int, str]
"""From and to (characters of a text), and what is to stand there."""


@dataclass(frozen=True)
class Stretch:
    """A part of a text of one kind.

    Attributes:
        kind: plain words; words in stars or with an address; a citation.
        words: what is printed of it; "" for a citation, whose mark is not known here.
        spans: for each of these characters, from where to where the text writes it.
        start, end: the whole of it in the text, with its stars and brackets.
    """

    kind: Literal["plain", "formed", "cited"]
    words: str
    spans: tuple[Span, ...]
    start: int
    end: int


class Cut(ValueError):  # noqa: N818
    """The edit goes through a citation."""


def stretches(text: str) -> tuple[Stretch, ...]:
    """The parts of a text, in order, as `builder.inline` reads them."""
    found: list[Stretch] = []
    plain: list[Span] = []

    def flush() -> None:
        if plain:
            words = "".join(text[end - 1] for _, end in plain)
            found.append(Stretch("plain", words, tuple(plain), plain[0][0], plain[-1][1]))
            plain.clear()

    done = 0
    for m in _TOKEN.finditer(text):
        plain += [(n, n + 1) for n in range(done, m.start())]
        done = m.end()
        if m["literal"]:
            plain.append(m.span())
        elif m["ref"]:
            plain += [(n, n + 1) for n in range(*m.span())]
        else:
            flush()
            inner = next((name for name in ("strong", "emphasis", "words") if m[name]), "")
            spans = tuple(_unescaped(text, *m.span(inner), escapes=inner != "words")) if inner else ()
            words = "".join(text[end - 1] for _, end in spans)
            found.append(Stretch("formed" if inner else "cited", words, spans, *m.span()))
    plain += [(n, n + 1) for n in range(done, len(text))]
    flush()
    return tuple(_together(found))


def _together(found: Sequence[Stretch]) -> Iterator[Stretch]:
    """The parts with citations that nothing but white space parts as one: in print nobody can tell them apart."""
    waiting: list[Stretch] = []
    for part in found:
        if part.kind == "cited" or (waiting and not part.words.strip()):
            waiting.append(part)
            continue
        yield from _one_of(waiting)
        waiting = []
        yield part
    yield from _one_of(waiting)


def _one_of(parts: list[Stretch]) -> Iterator[Stretch]:
    """Citations with what stands between them, then the white space behind them."""
    if parts:
        last = max(n for n, part in enumerate(parts) if part.kind == "cited")
        yield Stretch("cited", "", (), parts[0].start, parts[last].end)
        yield from parts[last + 1 :]


def _unescaped(text: str, start: int, end: int, *, escapes: bool) -> Iterator[Span]:
    while start < end:
        width = 2 if escapes and text[start] == "\\" and start + 1 < end else 1
        yield start, start + width
        start += width


def printed(parts: Sequence[Stretch]) -> re.Pattern[str]:
    """How the parts look in print: a group for each, any white space for white space, and some around marks."""
    ways: list[str] = []
    for part in parts:
        if part.kind == "cited":
            ways.append(rf"\s*?(.{{0,{_LONGEST_MARK}}}?)\s*?")
        else:
            ends = [r"\s*" if c[:1].isspace() else "" for c in (part.words, part.words[::-1])]
            words = r"\s+".join(map(re.escape, part.words.split()))
            ways.append(f"({ends[0]}{words}{ends[1]})")
    return re.compile("".join(ways), re.DOTALL)


def _reads(parts: Sequence[Stretch], marks: Sequence[str], wanted: str) -> bool:
    """Whether the parts, with these marks, are printed as wanted; formats are free to part marks from words."""
    known = iter(marks)
    said = "".join(next(known, "") if part.kind == "cited" else part.words for part in parts)
    around = re.compile("|".join(rf"\s*{re.escape(mark)}\s*" for mark in set(marks) if mark) or r"(?!)")
    one, other = (around.sub(lambda m: m[0].strip(), " ".join(text.split())) for text in (said, wanted))
    return one == other


def remarked(text: str, before: str, after: str) -> str | None:
    """The text that is printed as `after`, where it is now printed as `before`; None where that cannot be written.

    Raises:
        Cut: a citation that the text holds would be changed or lost.
    """
    parts = stretches(text)
    found = printed(parts).fullmatch(before)
    if found is None:
        return None
    where = [found.span(n) for n in range(1, len(parts) + 1)]
    marks = [found[n + 1] for n, part in enumerate(parts) if part.kind == "cited"]
    edits = [one for hunk in hunks(before, after) for one in _in_text(hunk, before, parts, where)]
    ways = [applied(text, edits), applied(text, [(a, b, _escaped(new)) for a, b, new in edits])]
    if all(part.kind == "plain" for part in parts):
        ways.append(_escaped(after))
    for made in map(str.strip, ways):
        now = stretches(made)
        same = [made[p.start : p.end] for p in now if p.kind == "cited"] == [
            text[p.start : p.end] for p in parts if p.kind == "cited"
        ]
        if made and same and _reads(now, marks, after):
            return made
    return None


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\g<0>", text)


def hunks(before: str, after: str) -> Iterator[Change]:
    """What to change in `before` to get `after`: whole words, and single Han characters."""
    one, other = [a.text for a in atoms(before)], [a.text for a in atoms(after)]
    starts = [0]
    for word in one:
        starts.append(starts[-1] + len(word))
    for op, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if op != "equal":
            yield starts[i], starts[j], "".join(other[k:m])


def applied(text: str, changes: Sequence[Change]) -> str:
    """The text with the changes made; they do not overlap."""
    out, done = "", 0
    for start, end, new in sorted(changes, key=lambda one: one[:2]):
        out += text[done:start] + new
        done = max(done, end)
    return out + text[done:]


def _in_text(hunk: Change, before: str, parts: Sequence[Stretch], where: Sequence[Span]) -> Iterator[Change]:
    """A change of the print as changes of the text: new words go into one part, old ones out of each."""
    start, end, new = hunk
    touched = [n for n, (a, b) in enumerate(where) if a < end and start < b]
    if start < end and any(parts[n].kind == "cited" for n in touched):
        raise Cut
    if start == end or not touched:
        n, at = _beside(start, parts, where)
        part, (a, b) = parts[n], where[n]
        if part.kind == "plain" or a < at < b:
            place = _spots(part, before[a:b])[at - a][0] if at < b else part.spans[-1][1]
            yield place, place, new
        else:
            place = part.end if at >= b else part.start
            yield place, place, new
        return
    taker = next((n for n in touched if parts[n].kind == "plain"), touched[0])
    for n in touched:
        part, (a, b) = parts[n], where[n]
        low, high = max(a, start), min(b, end)
        spots = _spots(part, before[a:b])[low - a : high - a]
        if (low, high) == (a, b) and (n != taker or not new):
            yield part.start, part.end, ""  # with its stars or its address
        elif spots:
            yield spots[0][0], spots[-1][1], new if n == taker else ""


def _beside(at: int, parts: Sequence[Stretch], where: Sequence[Span]) -> tuple[int, int]:
    """The part into which words that are put in at a place go: plain words rather than others."""
    near = [n for n, (a, b) in enumerate(where) if a <= at <= b]
    if not near:  # in the white space between two parts
        n = max((n for n, (_, b) in enumerate(where) if b <= at), default=0)
        return n, where[n][1]
    inside = [n for n in near if where[n][0] < at < where[n][1]]
    if inside and parts[inside[0]].kind == "cited":
        raise Cut
    plain = [n for n in near if parts[n].kind == "plain"]
    return (inside or plain or near)[0], at


def _spots(part: Stretch, shown: str) -> list[Span]:
    """For each character of a part as it is printed, from where to where the text writes it; white space as a whole."""
    spots: list[Span] = []
    at = 0
    for char in shown:
        first = at
        if char.isspace():
            while at < len(part.words) and part.words[at].isspace():
                at += 1
        else:
            while at < len(part.words) and part.words[at] != char:  # white space that is not printed
                first, at = at + 1, at + 1
            at += 1
        ends = part.spans[first:at]
        place = part.spans[first][0] if first < len(part.spans) else part.spans[-1][1]
        spots.append((ends[0][0], ends[-1][1]) if ends else (place, place))
    return spots
