"""The lines that LibreOffice drew in each frame of a deck, found in its PDF by poppler, beside those that were told.

Words are given to frames by where they stand, so what left its frame is missed there: no picture is looked at.
"""

from __future__ import annotations

import re
import subprocess
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lxml import etree

from builder.finished.deck import Paragraph, Rect, Slide, read_deck
from builder.finished.deck_fit import height_pt, lines

_SHRINKS = re.compile(rb"<a:(?:norm|sp)Auto[fF]it(?:\s[^>]*)?(?:/>|>\s*</a:(?:norm|sp)Auto[fF]it>)")
_FIELDS = ("sldNum", "dt")  # a program writes these words
_SLACK_PT = 2.0


@dataclass(frozen=True)
class Word:
    """A stretch of characters without a blank, as it was drawn, in points from the slide's corner."""

    text: str
    left_pt: float
    top_pt: float
    right_pt: float
    low_pt: float

    @property
    def centre_pt(self) -> tuple[float, float]:
        return (self.left_pt + self.right_pt) / 2, (self.top_pt + self.low_pt) / 2


@dataclass
class Tally:
    """How many frames were compared, in how many the lines are as told, and those whose words leave them.

    Attributes:
        more, fewer: frames for which LibreOffice took more or fewer lines than told.
        lines: all that it drew.
        leaving: frames that LibreOffice's lines would leave, each in words.
    """

    boxes: int = 0
    same: int = 0
    more: int = 0
    fewer: int = 0
    lines: int = 0
    leaving: list[str] = field(default_factory=list)


def unshrunk(data: bytes) -> bytes:
    """The same deck with shrinking switched off on slides, layouts and masters."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if re.match(r"ppt/slide(s|Layouts|Masters)/[^/]+\.xml$", name):
                part = _SHRINKS.sub(b"<a:noAutofit/>", part)
                assert b"normAuto" not in part and b"spAuto" not in part, name
            new.writestr(name, part)
    return made.getvalue()


def compared(data: bytes, pdf: Path) -> Tally:
    """Hold the lines of every frame of a deck against those of its PDF."""
    deck = read_deck(data)
    pages = list(_pages(pdf))
    shown = [slide for slide in deck.slides if not slide.hidden]
    assert len(pages) == len(shown)
    tally = Tally()
    for slide, (scale, words) in zip(shown, ((deck.width_pt / w, words) for w, words in pages), strict=True):
        _compare(slide, [_scaled(word, scale) for word in words], tally)
    return tally


def drawn_paragraphs(data: bytes, pdf: Path) -> Iterator[tuple[str, Paragraph, float, list[str]]]:
    """Each paragraph of a deck with its frame's name, its width in points, and its lines as drawn, without blanks.

    A frame whose words were not all found, or in another order, is left out.
    """
    deck = read_deck(data)
    for slide, (width, words) in zip(deck.slides, _pages(pdf), strict=True):
        frames = [(name, f) for s, name, f in slide.frames if f.text.strip() and f.upright and f.wraps and not s.holder]
        for name, frame in frames:
            caught = [w for w in (_scaled(word, deck.width_pt / width) for word in words) if _holds(frame.room, w)]
            rows = _rows(caught, min(r.size_pt for r in frame.runs if r.text.strip()))
            lines = ["".join(w.text for w in sorted(row, key=lambda w: w.left_pt)) for row in rows]
            for paragraph in frame.paragraphs:
                whole, own = "".join(paragraph.text.split()), list[str]()
                while lines and len("".join(own)) < len(whole):
                    own.append(lines.pop(0))
                if "".join(own) != whole:
                    break
                yield name, paragraph, max(frame.room.w_pt - paragraph.left_pt, 1.0), own


def _compare(slide: Slide, words: Sequence[Word], tally: Tally) -> None:
    frames = [
        (name, frame)
        for shape, name, frame in slide.frames
        if frame.text.strip() and shape.holder not in _FIELDS and frame.upright and frame.wraps
    ]
    caught: dict[int, list[Word]] = {n: [] for n in range(len(frames))}
    for word in words:
        here = [n for n, (_, frame) in enumerate(frames) if _holds(frame.room, word)]
        if here:
            caught[min(here, key=lambda n: frames[n][1].room.area)].append(word)
    for n, (name, frame) in enumerate(frames):
        told = sum(len(lines(p, frame.room.w_pt)) for p in frame.paragraphs)
        rows = _rows(caught[n], min(r.size_pt for r in frame.runs if r.text.strip()))
        tally.boxes += 1
        tally.lines += len(rows)
        tally.same += len(rows) == told
        tally.more += len(rows) > told
        tally.fewer += len(rows) < told
        lacking = _letters(frame.text) - _letters("".join(word.text for word in caught[n]))
        extra_pt = (len(rows) - told) * max(r.size_pt for r in frame.runs) * 1.2
        need_pt = height_pt(frame, {}) + max(extra_pt, 0.0)
        if lacking:
            tally.leaving.append(f"slide {slide.number}, {name}: {''.join(lacking.elements())!r} stands outside")
        elif len(rows) > told and need_pt > frame.room.h_pt + _SLACK_PT:
            tally.leaving.append(f"slide {slide.number}, {name}: {len(rows)} lines, {told} told")


def _holds(room: Rect, word: Word) -> bool:
    x_pt, y_pt = word.centre_pt
    across = room.x_pt - _SLACK_PT <= x_pt <= room.right_pt + _SLACK_PT
    return across and room.y_pt - _SLACK_PT <= y_pt <= room.bottom_pt + _SLACK_PT


def _rows(words: Sequence[Word], size_pt: float) -> list[list[Word]]:
    """Words whose middles are less than 0.6 em apart stand on one line (a raised mark is 0.2 em up)."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: w.centre_pt[1]):
        if rows and word.centre_pt[1] - rows[-1][0].centre_pt[1] < size_pt * 0.6:
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _letters(text: str) -> Counter[str]:
    """Letters, digits and Han: signs may come from symbol fonts and be read back as others."""
    return Counter(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def _pages(pdf: Path) -> Iterator[tuple[float, list[Word]]]:
    """Width and words of every page, in points of the page."""
    made = subprocess.run(["pdftotext", "-bbox-layout", str(pdf), "-"], check=True, capture_output=True).stdout
    parser = etree.XMLParser(recover=True, no_network=True)
    for page in etree.fromstring(made, parser).iter("{*}page"):
        words = [
            Word(w.text or "", *(float(w.get(k)) for k in ("xMin", "yMin", "xMax", "yMax")))
            for w in page.iter("{*}word")
        ]
        yield float(page.get("width")), words


def _scaled(word: Word, scale: float) -> Word:
    return Word(word.text, *(x * scale for x in (word.left_pt, word.top_pt, word.right_pt, word.low_pt)))
