"""Where in its YAML each character of a text stands, and the same text written with some of them replaced.

A text is written plainly, in single or double quotes, folded (`>`) or literally (`|`); quotes double or escape
characters, folding makes a line break a space (YAML 1.1, chapters 5 and 9). The two are walked side by side:
characters that are no white space stand in both, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from builder.load import Str, Written
from builder.problem import Place

_BREAKS = "\n\r\x85\u2028\u2029"
_WHITE = " \t" + _BREAKS
_ESCAPES = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r",
            "e": "\x1b", " ": " ", '"': '"', "'": "'", "\\": "\\", "/": "/", "N": "\x85", "_": "\xa0", "L": "\u2028",
            "P": "\u2029"}  # fmt: skip
_CODES = {"x": 2, "u": 4, "U": 8}
# In a plain scalar these may end it, begin a comment or make it something else: it is put in double quotes.
_RISKY = frozenset(",[]{}:#&*!|>%@`\"'?")


def place_of(text: Str, start: int) -> Place:
    """The place (line and column) of a character of a text; the text's own place where that cannot be known."""
    spots = _spots(text)
    if spots is None or text.written is None or start >= len(spots):
        return text.place
    source, begin, at = text.written.source, text.written.start, spots[start][0]
    breaks = [n for n in range(begin, at) if source[n] in _BREAKS and source[n : n + 2] != "\r\n"]
    if not breaks:
        return Place(text.place.file, text.place.line, text.place.col + at - begin)
    return Place(text.place.file, text.place.line + len(breaks), at - breaks[-1])


def rewrite(text: Str, edits: Iterable[tuple[int, int, str]]) -> tuple[int, int, str] | None:
    """What has to stand in the file so that a text reads otherwise: from, to (characters of the source), and what.

    Quotes, folds and all other characters stay; only a plain scalar is put in double quotes where what is written in
    it could be taken for YAML.

    Args:
        text: the text as it was read.
        edits: from, to (characters of the text), and what is to stand there; not overlapping.
    """
    spots, written = _spots(text), text.written
    if spots is None or written is None:
        return None
    changes = [(spots[start][0], spots[end - 1][1], new) for start, end, new in edits]
    source, style = written.source, written.style
    begin, end = written.start, written.start + len(source[written.start : written.end].rstrip())
    quoted = not style and any(_RISKY & set(new) or (at == begin and new[:1] == "-") for at, _, new in changes)
    out, left = "", begin
    for start, stop, new in sorted(changes):
        kept = source[left:start]
        out += (_double(kept) if quoted else kept) + _in_style(new, '"' if quoted else style)
        left = stop
    kept = source[left:end]
    return begin, end, f'"{out}{_double(kept)}"' if quoted else out + kept


def _in_style(text: str, style: str) -> str:
    return _double(text) if style == '"' else text.replace("'", "''") if style == "'" else text


def _double(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _spots(text: Str) -> list[tuple[int, int]] | None:
    """For each character of a text, from where to where it is written in the source."""
    if text.written is None:
        return None
    found = _walk(str(text), text.written)
    return list(found) if found is not None else None


@lru_cache(maxsize=64)
def _walk(text: str, written: Written) -> tuple[tuple[int, int], ...] | None:
    source, style = written.source, written.style
    at, end = written.start, written.end
    if style in ("'", '"'):
        at, end = at + 1, end - 1
    elif style in ("|", ">"):
        while at < end and source[at] not in _BREAKS:  # the header, with its comment
            at += 1
    spots: list[tuple[int, int]] = []
    for n, char in enumerate(text):
        at = _joined(source, at, style)
        while n == 0 and at < end and (white := _one(source, at, style))[1].isspace() and white[1] != char:
            at += white[0]  # texts lose the white space around them
        if char not in _WHITE:
            while at < end and source[at] in _WHITE and source[at] != char:
                at = _joined(source, at + 1, style)
        if at >= end:
            return None
        length, read = _one(source, at, style)
        if read != char and not (char in _WHITE and read in _WHITE):
            return None
        stop = at + length
        if char in _WHITE and read in _WHITE and text[n + 1 : n + 2] not in _WHITE and style != "|":
            while stop < end and source[stop] in _WHITE:  # the last space of a fold takes all of it
                stop += 1
        spots.append((at, stop))
        at = stop
    return tuple(spots)


def _joined(source: str, at: int, style: str) -> int:
    r"""Past a `\` at the end of a line in double quotes, which writes nothing."""
    while style == '"' and source[at : at + 1] == "\\" and source[at + 1 : at + 2] in tuple(_BREAKS):
        at += 2
        while source[at : at + 1] in tuple(_WHITE):
            at += 1
    return at


def _one(source: str, at: int, style: str) -> tuple[int, str]:
    """How many characters of the source write one character of the text, and which."""
    char = source[at]
    if style == "'" and char == "'":
        return 2, char
    if style == '"' and char == "\\":
        kind = source[at + 1]
        if kind in _CODES:
            return 2 + _CODES[kind], chr(int(source[at + 2 : at + 2 + _CODES[kind]], 16))
        return 2, _ESCAPES.get(kind, kind)
    return 1, char
