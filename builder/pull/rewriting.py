"""Texts of an outline rewritten, and comments written above them: those bytes change, and no other.

Quotes, folds, comments and line ends stay; the file is read again to prove that nothing else has moved.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from builder.fix import _scalars, reworded
from builder.load import Str, parse
from builder.problem import Problems
from builder.pull.markup import Change, applied, hunks
from builder.typography import Finding
from builder.typography.scalar import rewrite

_BOM = "\ufeff"
Way: TypeAlias = tuple[Str, tuple[Finding, ...]]
"""A text, and the changes to it as `builder.fix` wants them."""


def rewritten(data: bytes, texts: Sequence[tuple[Str, str]]) -> bytes | None:
    """The file with these of its texts reading otherwise; None where no way of writing them was found.

    Args:
        data: the file that the texts were read from.
        texts: each text, and how it is to read.
    """
    first = [ways[0] if (ways := list(_ways(text, new))) else None for text, new in texts]
    if None not in first and (made := _tried(data, [way for way in first if way])):
        return made
    chosen = [next((way for way in _ways(text, new) if _tried(data, [way])), None) for text, new in texts]
    return _tried(data, [way for way in chosen if way]) if None not in chosen else None


def _ways(text: Str, new: str) -> Iterator[Way]:
    """The changes that make a text read as wanted, the fewest first; the last writes all of it anew."""
    for changes in (_widened(text, tuple(hunks(text, new))), ((0, len(text), new),)):
        if applied(text, changes) == new and rewrite(text, changes) is not None:
            yield text, tuple(Finding(start, end, 0, "pull", "", mend=words) for start, end, words in changes)


def _tried(data: bytes, ways: Sequence[Way]) -> bytes | None:
    """The file with these changes; None where it would not say what it is to say, and nothing else."""
    try:
        return reworded(data, ways)
    except (AssertionError, Problems):
        return None


def _widened(text: str, changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes with at least one character each to stand for, none of them next to another."""
    wide: list[Change] = []
    for start, end, new in changes:
        if start == end:
            if start and not text[start - 1].isspace():
                start, new = start - 1, text[start - 1] + new
            elif end < len(text):
                end, new = end + 1, new + text[end]
            else:
                start, new = start - 1, text[start - 1] + new
        if wide and start < wide[-1][1]:
            first, last, words = wide.pop()
            shared = last - start  # characters that both stand for: they were only put in to stand for something
            start, new = first, words[: len(words) - shared] + new if shared else words + new
        wide.append((start, end, new))
    return tuple(wide)


def commented(data: bytes, notes: Sequence[tuple[Str, Sequence[str]]]) -> bytes:
    """The file with YAML comments above the lines in which these texts begin; what stands there already comes once.

    A line inside a text that runs over several lines can hold no comment: then it goes above that text's own line.

    Args:
        data: the file that the texts were read from.
        notes: texts, each with what to say of it, without line ends.
    """
    source = data.decode("utf-8")
    bom = _BOM if source.startswith(_BOM) else ""
    lines = source.removeprefix(bom).splitlines(keepends=True)
    want = _values(data)
    for text, said in sorted(notes, key=lambda one: -one[0].place.line):
        for words in reversed(said):
            for at in range(min(text.place.line, len(lines)) - 1, -1, -1):
                margin = (re.match(r"[ \t]*", lines[at]) or [""])[0]
                end = "\r\n" if lines[at].endswith("\r\n") else "\n"
                comment = f"{margin}# {words}{end}"
                if _stands(lines, at, comment):
                    break
                tried = [*lines[:at], comment, *lines[at:]]
                if _values("".join(tried).encode("utf-8")) == want:
                    lines = tried
                    break
    return (bom + "".join(lines)).encode("utf-8")


def _stands(lines: Sequence[str], at: int, comment: str) -> bool:
    """Whether the comment is one of those right above a line."""
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
        if lines[at].strip() == comment.strip():
            return True
    return False


def _values(data: bytes) -> list[tuple[str, str]] | None:
    """Every text of a file by its way from the root; None where the bytes are no YAML."""
    try:
        return [(way, value) for way, (value, _) in _scalars(parse(data, Path("notes")))]
    except Problems:
        return None
