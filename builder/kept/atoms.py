"""The words of a paragraph as merging sees them, whatever file they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HAN = "\u2e80-\u2fdf\u3000-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
"""Characters that stand by themselves (a class for `re`): Han, kana, Hangul, full-width forms and punctuation."""
_WORDS = re.compile(rf"[{HAN}]|[^\W{HAN}]+(?:[.,’'-][^\W{HAN}]+)*%?|\s+|.", re.DOTALL)


@dataclass(frozen=True)
class Atom:
    """The smallest thing that merging moves: a word, a Han character, a blank, or something that is no text.

    Attributes:
        text: as it is read; for a thing, what it shows at the moment ("[3]"), which is derived and never compared.
        form: the look that an author gives by hand or by markup ("b", "i", "bi"); "" for plain.
        thing: what stands here if it is no text, by what it leads to ("mark:liu-2025", "note:…", "picture:…").
    """

    text: str
    form: str = ""
    thing: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What is compared: a thing by what it leads to, words by how they read and look; blanks are all one."""
        if self.thing:
            return self.thing, ""
        return (" ", "") if self.text.isspace() else (self.text, self.form)


def atoms(text: str, form: str = "") -> list[Atom]:
    """A run of text in atoms: Han by character, other scripts by word; numbers keep their points and percent signs."""
    return [Atom(word, form) for word in _WORDS.findall(text)]


def plain(of: Iterable[Atom]) -> str:
    """How the atoms read."""
    return "".join(one.text for one in of)


def alike(one: Iterable[Atom], other: Iterable[Atom]) -> bool:
    """Whether both say the same in the same form; blanks at the ends do not count."""
    return keys(one) == keys(other)


def keys(of: Iterable[Atom]) -> list[tuple[str, str]]:
    """What `alike` compares: the keys, without blanks at either end, several blanks as one."""
    found: list[tuple[str, str]] = []
    blank = (" ", "")
    for one in of:
        if one.key != blank or (found and found[-1] != blank):
            found.append(one.key)
    if found and found[-1] == blank:
        found.pop()
    return found
