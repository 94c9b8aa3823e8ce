"""The form in which quotes and paragraphs are compared: what must not matter is folded away, nothing else.

The law is told in the package's docstring; here it is carried out, character by character, so that every
folded character still knows where it came from.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import pairwise

CIRCLED = "①-⓿❶-➓㉑-㉟㊱-㊿"
"""Characters of a regular-expression class: numbers in circles, as note marks use them."""

MARK = (
    rf"\^\{{(?=[^}}]*[{CIRCLED}\[])[{CIRCLED}\d\[\]]{{1,8}}\}}"  # ^{④⑧} ^{⑤4} ^{[3]}
    r"|(?<![0-9A-Za-z])\^\{\d{1,3}\}"  # ^{12}, but km^{2} and 10^{6} are units and numbers
    rf"|\^\[\d{{1,3}}\]|\^[{CIRCLED}]+"  # ^[2] ^①
    r"|(?<=[^\sA-Za-z0-9(])\[\d{1,3}\]"  # 。[2]
    r"|(?<=[\u4e00-\u9fff，。；：！？、”’》）,;:!?)])[¹²³⁰⁴-⁹]+"  # 。²
)
"""A footnote mark in running text (in text whose full-width letters and digits may still stand)."""

_TOKEN = re.compile(
    rf"(?P<mark>{MARK})|(?P<gap>\s+)|(?P<thousands>(?<=[0-9]),(?=[0-9]{{3}}(?![0-9])))"
    r"|(?P<minus>(?:−|(?<![^\s(\[,;:=<>])-)(?=[0-9]))|(?P<dash>[-‐‑‒–—―−─━~〜]+)|(?P<ellipsis>…+|\.{3,})"
    r"|(?P<point>\.(?=[A-Za-z0-9]))|(?P<escape>\\(?=[!-/:-@\[-`{-~]))|(?P<plain>[0-9A-Za-z\u4e00-\u9fff]+)|(?P<char>.)",
    re.DOTALL,
)
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20, 0xFFE0: 0xA2, 0xFFE1: 0xA3, 0xFFE5: 0xA5, 0xFF61: 0x3002, 0xFF64: 0x3001, 0xFF65: 0xB7,
}  # fmt: skip
_VARIANTS = {
    **dict.fromkeys("“”„‟「」『』＂", '"'),
    **dict.fromkeys("‘’‚‛′", "'"),
    **dict.fromkeys("•・‧∙⋅", "·"),
    ",": "，",
    ".": "。",
}
_MULTIPLES = "十百千万亿"
_NUMBER = re.compile(
    rf"-?[0-9]+(?:,[0-9]{{3}})*(?:\.[0-9]+)*[{_MULTIPLES}]*[%‰]?|[〇零一二两三四五六七八九{_MULTIPLES}]{{2,}}"
)
_STOP = re.compile(r"(?:[。！？!?]+|(?<=[A-Za-z0-9)\]”’\"'])\.(?=[”’\"')]*(?:\s|$)))[”’」』）)\"']*")


@dataclass(frozen=True)
class Folded:
    """A text as it is compared.

    Attributes:
        text: the folded characters.
        at: for each of them, start and end in the text that was folded.
        joints: the places in `text` inside a word or a number, where no quote may begin or end.
    """

    text: str
    at: tuple[tuple[int, int], ...]
    joints: frozenset[int]


def is_word(char: str) -> bool:
    """Whether a character belongs to a word or number that white space sets apart (Latin, 0–9; not Han)."""
    if char.isascii():
        return char.isalnum()
    code = ord(char)
    if 0x2460 <= code < 0x2800 or 0x2E80 <= code < 0xA000 or 0xF900 <= code < 0xFB00 or code >= 0x20000:
        return False
    return char.isalnum() or unicodedata.category(char).startswith("M")


class _IsWord(dict[int, str]):
    """Whether any character is one of a word ("w"), worked out when first asked for; a table for `str.translate`."""

    def __missing__(self, point: int) -> str:
        self[point] = sign = "w" if is_word(chr(point)) else " "
        return sign


_IS_WORD = _IsWord()
_WORDS = re.compile("w(?=w)")


def fold(raw: str) -> Folded:
    """Fold a quote or a paragraph by the law."""
    out: list[str] = []
    at: list[tuple[int, int]] = []
    signs: set[int] = set()
    gap: int | None = None  # where a gap began: white space, or a footnote mark
    for token in _TOKEN.finditer(raw.translate(_WIDE)):
        kind, found, span = token.lastgroup, token.group(), token.span()
        if kind in ("mark", "gap"):
            gap = span[0] if gap is None else gap
            continue
        if kind == "escape" or (kind == "char" and unicodedata.category(found) == "Cf"):
            continue
        match kind:
            case "thousands" | "point" | "plain":
                folded = found
            case "dash" | "minus":
                folded = "-"
            case "ellipsis":
                folded = "…"
            case _:
                folded = _letter(found)
        if kind in ("dash", "ellipsis") and out and out[-1] == folded:  # a run with white space in it
            at[-1], gap = (at[-1][0], span[1]), None
            continue
        if gap is not None and out and is_word(out[-1]) and is_word(folded[0]):
            out.append(" ")
            at.append((gap, span[0]))
        gap = None
        if kind == "minus":
            signs.add(len(out))
        out.extend(folded)
        at.extend([span] * len(folded) if kind != "plain" else pairwise(range(span[0], span[1] + 1)))
    text = "".join(out)
    return Folded(text, tuple(at), _joints(text, signs))


def _letter(char: str) -> str:
    if "\u2f00" <= char <= "\u2fdf":  # Kangxi radicals, which some PDFs yield instead of the characters
        return unicodedata.normalize("NFKC", char)
    return _VARIANTS.get(char) or unicodedata.normalize("NFD", char)


def _joints(text: str, signs: set[int]) -> frozenset[int]:
    """The places inside a word or a number."""
    inside = {pair.end() for pair in _WORDS.finditer(text.translate(_IS_WORD))}
    for number in _NUMBER.finditer(text):
        start, end = number.span()
        if text[start] == "-" and start not in signs:  # a dash between two things is no minus
            start += 1
        if text[start] == "-" or text[start].isascii() or set(number.group()) & set(_MULTIPLES):
            inside.update(range(start + 1, end))
    return frozenset(inside)


def plain(raw: str) -> str:
    """The text as printed, without footnote marks and line breaks."""

    def mend(gap: re.Match[str]) -> str:
        before, after = raw[: gap.start()][-1:], raw[gap.end() :][:1]
        if not before or not after:
            return ""
        return " " if is_word(before) and is_word(after) else ""

    return re.sub(rf"[^\S\n]*(?:(?:{MARK}|\n)[^\S\n]*)+", mend, raw).strip()


def ends_sentence(text: str) -> bool:
    """Whether a piece of text is complete: it ends in a full stop, question mark, colon or the like."""
    bare = re.sub(rf"(?:\s*(?:{MARK}))+$", "", text.rstrip())
    last = re.search(r"(?:[。！？!?：:…]|[A-Za-z0-9)\]”’\"']\.)[”’」』）)\]】\"'》]*$", bare)
    return last is not None


def sentence(raw: str, start: int, end: int) -> str:
    """The sentence of `raw` in which the characters from `start` to `end` stand, as printed."""
    left, right = 0, len(raw)
    for stop in _STOP.finditer(raw):
        if stop.end() <= start:
            left = stop.end()
        elif stop.end() >= end:
            right = stop.end()
            break
    return plain(raw[left:right])
