"""What part words play on a slide, told from the file alone: title, body, source line, label, footer."""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import Literal

from builder.finished.deck import Frame, Shape, Slide
from builder.profile.deck import DeckProfile

Role = Literal["title", "body", "source", "label", "footer"]
TITLES = ("title", "ctrTitle")
FOOTERS = ("ftr", "sldNum", "dt", "hdr")
_NO_TEXT = (*TITLES, *FOOTERS)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
WORD = re.compile("[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f'’.,%-]*")
MARK = re.compile(r"\[\d+(?:[^\]\n]{0,40})\]")
PLACE = re.compile(
    r"第\s*\d+(?:\s*[—–-]\s*\d+)?\s*[段页节句章]|[一二三四五六七八九十]（|（[一二三四五六七八九十]+）|\d+\s*页|摘要|引言|导言|前言|结语|结论|全文"
    r"|\bpp?\.?\s?\d|¶|§|\bpara|\bsec|\bch\.|\babstract|\bintro|\bconclu|\bpreface|\bpart\b|\b[ivx]+\(|\b[ivx]+[.,]",
    re.IGNORECASE,
)
_LONGEST_TAG = 24
_LABEL = re.compile(r"\s*\[\d+\]\s")  # of an entry of the list of sources
PART = re.compile(r"\s*[（(]\d+/\d+[）)]\s*$")  # what a title says of a slide that goes on: (2/3)


def role(shape: Shape, slide: Slide, profile: DeckProfile) -> Role:
    """The part that a shape's words play."""
    if shape.holder in TITLES:
        return "title"
    if shape.holder in FOOTERS:
        return "footer"
    words = shape.frame.said if shape.frame else ""
    if is_source(shape, profile):
        return "source"
    tag = words.startswith(profile.tag_symbols) and len(words) < _LONGEST_TAG
    if tag or _named(profile.label_names).match(shape.name):
        return "label"
    title = slide.title
    above = title is not None and shape.place.bottom_pt <= title.place.y_pt + 1
    return "label" if above and shape.frame is not None and len(shape.frame.paragraphs) == 1 else "body"


def is_source(shape: Shape, profile: DeckProfile) -> bool:
    """Whether a shape is the slide's source line: by its name, or by the words with which it begins."""
    if shape.frame is None or shape.holder in _NO_TEXT:
        return False
    named = _named(profile.source_names).match(shape.name) is not None
    return named or shape.frame.said.startswith(profile.source_words)


@lru_cache(maxsize=64)
def _named(patterns: tuple[str, ...]) -> re.Pattern[str]:
    """What finds names that fit one of the patterns ("*/source")."""
    return re.compile("|".join(map(translate, patterns)) or r"(?!)")


def opens(slide: Slide) -> bool:
    """Whether a slide is the cover or opens a section: a title, and nothing that could be a claim."""
    return slide.layout_kind in ("title", "secHead") or any(s.holder == "ctrTitle" for s in slide.shapes)


def lists_sources(slide: Slide, profile: DeckProfile) -> bool:
    """Whether a slide is the list of sources: by its title, or as its longest text begins with labels ("[1] …")."""
    title = title_words(slide).casefold()
    if any(name.casefold() == title for name in profile.source_titles):
        return True
    if any(s.table or s.chart for s in slide.shapes):
        return False
    frames = [s.frame for s in slide.shapes if s.frame is not None and s.holder not in _NO_TEXT]
    lines = max(frames, key=lambda f: len(f.text)).text.splitlines() if frames else []
    labelled = sum(_LABEL.match(line) is not None for line in lines)
    return labelled * 2 >= max(1, len(lines))


def title_words(slide: Slide) -> str:
    """The title without what says that the slide goes on."""
    shape = slide.title
    return PART.sub("", shape.frame.said) if shape is not None and shape.frame is not None else ""


def has_words(frame: Frame | None) -> bool:
    """Whether anything can be read in it."""
    return frame is not None and bool(frame.said)


def at(slide: Slide, name: str = "") -> str:
    """The place for a flaw, in a reader's words."""
    return f"slide {slide.number}, {name}" if name else f"slide {slide.number}"


def short(text: str, most: int = 24) -> str:
    """The beginning of a text, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"
