"""How a text is written: `findings(text, lang)` says what breaks the rules 48 to 52, `mended` puts right what it can.

| rule | code | what |
|---|---|---|
| 48 | width, straight-quotes | half-width marks and straight quotes in Chinese, full-width marks in English |
| 49 | unbalanced | “ ” ‘ ’ 《 》 （ ） … that do not close, 《 inside 《 |
| 50 | quotes | quotation marks by locale |
| 51 | range | — or ～ between numbers in Chinese, – in English |
| 52 | spaces, doubled-mark | spaces between Han characters, doubled spaces and marks |

Pure functions on plain text; `scalar` says where in the YAML a character stands. Languages other than Chinese and
English have no rules here. Addresses, DOIs, citations ([@zhang-2023.d4]) and {{ … }} are no words, and passed over.
"""

from __future__ import annotations

import re
from dataclasses import replace

from builder.typography.finding import HIDDEN, Finding
from builder.typography.marks import marks
from builder.typography.quotation import quotation
from builder.typography.ranges import ranges

__all__ = ["Finding", "bare", "findings", "mended"]

_CODE = re.compile(
    r"\{\{.*?\}\}|\{\w*\}|\[@[^\]]*\]|\[#[\w.-]+\]|(?<=\])\([!-'*-~]+\)"
    r"|(?:https?://|mailto:|www\.)[!-~]+|\b10\.\d{4,}/[!-~]+"
)
_MAYBE_CODE = re.compile(r"[{\[/:]|www\.")


def findings(text: str, lang: str, *, fragment: bool = False) -> tuple[Finding, ...]:
    """Everything in a text that breaks a rule of its language, in order.

    Args:
        text: the text, with the little Markdown that outlines may hold.
        lang: its language, as a tag (zh, zh-TW, en).
        fragment: it is a part of a sentence (“（” or “第”): brackets need no partner, spaces may be meant.
    """
    words, at = bare(text), None
    if "*" in words:  # **strong** words: the stars stand between characters that are neighbours
        at = [n for n, char in enumerate(words) if char != "*"]
        words = words.replace("*", "")
    found = [*marks(words, lang), *quotation(words, lang, balance=not fragment), *ranges(words, lang)]
    if fragment:
        found = [f for f in found if f.rule != 52]
    return tuple(sorted(found if at is None else (_moved(f, at) for f in found)))


def _moved(found: Finding, at: list[int]) -> Finding:
    """The finding where its characters stand among the stars; what has stars in it is not put right by itself."""
    start, end = at[found.start], at[found.end - 1] + 1
    whole = end - start == found.end - found.start
    return replace(found, start=start, end=end, mend=found.mend if whole else None)


def mended(text: str, lang: str, *, fragment: bool = False) -> str:
    """The text with everything put right that is mechanical; what needs an author's thought stays."""
    for _ in range(5):
        left, made = 0, ""
        for one in findings(text, lang, fragment=fragment):
            if one.mend is not None and one.start >= left:
                made += text[left : one.start] + one.mend
                left = one.end
        if not left and not made:
            return text
        text = made + text[left:]
    return text


def bare(text: str) -> str:
    """The text with what is no words (addresses, citations, expressions) blotted out, character for character."""
    if not _MAYBE_CODE.search(text):
        return text
    return _CODE.sub(lambda found: HIDDEN * len(found[0]), text)
