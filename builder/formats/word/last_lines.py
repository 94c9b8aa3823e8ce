"""No paragraph ends in a line of one character; no tag, no mark and no place is torn in two at the end of a line.

By hand: select the paragraph, Font > Advanced > Spacing, condensed or expanded by a tenth of a point or two; or drag
the right indent in by a character. Word writes `w:spacing` into every run (ECMA-376 Part 1, 17.3.2.35), or `w:ind`
into the paragraph (17.3.1.12).

What we do: foresee the lines of each paragraph as LibreOffice breaks them (tried), and as Word should (not tried: no
Word at hand); where one of the two ends badly, change as little as helps both, and never for another line more.
Justified text, and text in a box, gets other spacing, at most half a point a character; text that is ragged or centred
gets a narrower measure, which nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from builder.fit.paragraph import Stretch, Way
from builder.formats.word.elements import name, new, ordered, put
from builder.formats.word.typeset import SetParagraph, SetWords, Typesetting

LIBRE = Way(gap_em=0.2, raised=0.58, symbol_em=0.9, follows=True, glues=False)
"""LibreOffice 7.4, measured on the shipped papers: 97 of 100 paragraphs of several lines break as foreseen."""
WORD = Way(gap_em=0.25, raised=0.66, hangs=True)
"""Word, as documented: a quarter of an em between Han and Latin, signs hang over the edge (17.3.1.21)."""
_WAYS = (
    (LIBRE, 4, 0.0),
    (replace(LIBRE, gap_em=0.22, symbol_em=1.0), 2, 2.0),
    (WORD, 2, 0.0),
    (replace(WORD, quotes_em=0.42, hangs=False), 1, 0.0),  # fonts such as 微软雅黑 draw “ ” narrow
)
"""Each with its weight, and by how many points its lines are shorter: what is foreseen by a hair may come otherwise."""
_HAIR_PT = max(shorter_pt for _, _, shorter_pt in _WAYS)
_SPACINGS = tuple(sign * twips for twips in range(1, 11) for sign in (-1, 1))
_NARROWER_EM = (0.6, 1.2, 1.8, 2.6, 3.4, 4.4)
_LONELY, _TAG, _PARTED, _TORN = 12, 4, 2, 1

_MARK = re.compile(r"\[\d[\d,–-]*\]")
_MARKED = re.compile(r"\[\d[\d,–-]*\]\u00a0[^ 、，；;,。\[]")
_PLACE = re.compile(r"[^ 、，；;,。：:\[\]\u00a0]*第\d+[段页节章条]")
_SIGN = re.compile(r"[\W_]+")


def accompany(document: Any) -> None:
    """Change the paragraphs of a drawn document whose lines would end badly."""
    for p in Typesetting(document).paragraphs():
        twips, less_pt = _remedy(p.words)
        if twips:
            _space(p, twips)
        elif less_pt:
            _narrow(p, less_pt)


def _most_pt(s: Stretch) -> float:
    """No program sets it wider: a character has an em at most, and between Han and Latin comes a quarter of one."""
    return s.before_pt + len(s.text) * (1.25 * s.size_pt + s.spacing_pt) + _HAIR_PT


@lru_cache(maxsize=16_384)
def _remedy(words: SetWords) -> tuple[int, float]:
    """The least change after which the lines end well, or better: spacing in twips, or narrowing in points.

    The same words in the same form end alike: in other files of the outline, and when it is built again.
    """
    if words.indent_pt + sum(map(_most_pt, words.stretches)) < words.width_pt:
        return 0, 0.0  # one line in any way
    whole = list(_whole(words))

    def tried(twips: int, less_pt: float) -> tuple[int, int]:
        """How badly the lines end, in all ways together; how many there are."""
        cost, count = 0, 0
        for way, weight, shorter_pt in _WAYS:
            one = replace(way, hangs=words.hangs) if way.follows else way
            lines = words.broken(one, more_pt=twips / 20, less_pt=less_pt + shorter_pt)
            cost += weight * _badly(words, lines, whole)
            count = count or len(lines)
        return cost, count

    least, most = tried(0, 0.0)
    best = (0, 0.0)
    for change in _changes(words) if least else ():
        cost, count = tried(*change)
        if cost < least and count <= most:
            least, best = cost, change
        if not least:
            break
    return best


def _changes(words: SetWords) -> Iterator[tuple[int, float]]:
    """Spacing in twips and narrowing in points, the least to be seen first."""
    if words.align not in ("both", "distribute") and not words.boxed:
        size_pt = max(s.size_pt for s in words.stretches)
        yield from ((0, em * size_pt) for em in _NARROWER_EM if em * size_pt < words.width_pt / 4)
    yield from ((twips, 0.0) for twips in _SPACINGS)


def _badly(words: SetWords, lines: Sequence[tuple[int, int]], whole: Sequence[tuple[int, int, int]]) -> int:
    if len(lines) < 2:
        return 0
    last = words.text[lines[-1][0] : lines[-1][1]]
    lonely = len(_SIGN.sub("", _MARK.sub("", last))) < 2
    torn = sum(bad for start, _ in lines[1:] for first, end, bad in whole if first < start < end)
    return _LONELY * lonely + torn


def _whole(words: SetWords) -> Iterator[tuple[int, int, int]]:
    """What should stay on one line: first character, end, and how bad a break in it is.

    A tag's symbol and its word are two runs of one style. A no-break space holds a mark and its place together in Word;
    beside Han it doesn't in LibreOffice, and Han itself breaks anywhere.
    """
    at = start = 0
    before = ""
    for stretch, style in zip(words.stretches, words.styles, strict=True):
        start = start if style == before else at
        at += len(stretch.text)
        if style.startswith("Collate Tag"):
            yield start, at, _TAG
        before = style
    for pattern, bad in ((_MARKED, _PARTED), (_PLACE, _TORN)):
        for m in pattern.finditer(words.text):
            if len(m[0]) * words.stretches[-1].size_pt < words.width_pt:
                yield m.start(), m.end(), bad


def _space(p: SetParagraph, twips: int) -> None:
    """Set the characters wider or closer than their style does."""
    for stretch, run in zip(p.words.stretches, p.runs, strict=True):
        if run is None:
            continue
        form = run.find(name("w:rPr"))
        if form is None:
            form = new("w:rPr")
            run.insert(0, form)
        for old in form.findall(name("w:spacing")):
            form.remove(old)
        put(form, "w:spacing", val=round(stretch.spacing_pt * 20) + twips)
        ordered(form)


def _narrow(p: SetParagraph, less_pt: float) -> None:
    """Draw in the right edge, or both edges of what is centred."""
    properties = p.element.find(name("w:pPr"))
    assert properties is not None
    sides = {"right": p.right_pt + less_pt}
    if p.words.align == "center":
        sides = {"left": p.left_pt + less_pt / 2, "right": p.right_pt + less_pt / 2}
    indent = properties.find(name("w:ind"))
    if indent is None:
        indent = put(properties, "w:ind")
    for side, points in sides.items():
        indent.set(name(f"w:{side}"), str(round(points * 20)))
    ordered(properties)
