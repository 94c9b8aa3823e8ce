"""What can be wrong with an author's file: where, what, and how to mend it."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")
_MOST = 600  # characters of a message
_NAME = 80  # characters: what is longer is no name, and looking for its like takes long
BROKEN = (
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
    SyntaxError,
)
"""What a library raises that reads or draws in somebody's file, and finds something in it that it cannot understand."""


@dataclass(frozen=True, order=True)
class Place:
    """A spot in an input file. Lines and columns count from 1."""

    file: Path
    line: int = 1
    col: int = 1

    def __str__(self) -> str:
        return f"{self.file.as_posix()}:{self.line}:{self.col}"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, in the author's words.

    Attributes:
        place: where it stands.
        message: what was found; small letter, no full stop.
        code: a stable short name for the kind of problem.
        hint: what to do about it.
        severity: "error" stops the build, "warning" only under `--strict`.
    """

    place: Place
    message: str
    code: str
    hint: str = ""
    severity: str = field(default="error")

    def __str__(self) -> str:
        text = f"{self.place}: {self.severity}: {_short(self.message)} [{self.code}]"
        return f"{text}\n    hint: {self.hint}" if self.hint else text


def _short(message: str) -> str:
    """A message with its beginning and its end, where it quotes more than anybody reads."""
    return message if len(message) <= _MOST else f"{message[: _MOST - 100]} … {message[-80:]}"


class Problems(Exception):  # noqa: N818  (it carries problems; it is not one error)
    """Every problem that one stage found, sorted by place. Raised once, at the end of the stage."""

    def __init__(self, found: Iterable[Problem]):
        self.found = sorted(set(found))
        super().__init__("\n".join(map(str, self.found)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known word, or all of them when none is near."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6) if len(word) <= _NAME else []
    if near:
        return f"did you mean '{near[0]}'?"
    if not names:
        return "there is none to choose from"
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")
    return f"one of: {shown}"


def spot(e: BaseException) -> str:
    """Where something broke, for a report to us: "KeyError, opened.py:31"."""
    where = traceback.extract_tb(e.__traceback__)[-1]
    return f"{type(e).__name__}, {Path(where.filename).name}:{where.lineno}"


def every(do: Callable[[In], Out], items: Iterable[In]) -> list[Out]:
    """Do one thing for every item, and report the problems of all of them at once.

    Raises:
        Problems: those of every item for which it raised.
    """
    done, found = [], []
    for item in items:
        try:
            done.append(do(item))
        except Problems as e:
            found += e.found
    if found:
        raise Problems(found)
    return done
