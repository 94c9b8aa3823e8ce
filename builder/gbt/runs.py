"""Runs of text: putting spans together without losing their formatting or doubling a full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from builder.citation import Span, Spans

_TAG = re.compile(r"</?(i|b|sub|sup|sc|span)\b[^>]*>", re.IGNORECASE)
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")


def plain(text: str, link: str = "") -> Spans:
    """Words without formatting; nothing for no words."""
    return (Span(text, link=link),) if text else ()


def rich(text: str) -> Spans:
    """A CSL text field: the tags <i>, <sup>, <sc> become formatting, <sub> lowered digits; others are dropped."""
    spans: list[Span] = []
    opened: list[str] = []
    start = 0
    for tag in _TAG.finditer(text):
        spans.append(_styled(text[start : tag.start()], opened))
        start = tag.end()
        kind = "sc" if "small-caps" in tag[0] else tag[1].lower()
        if not tag[0].startswith("</"):
            opened.append(kind)
        elif opened:
            opened.pop()
    spans.append(_styled(text[start:], opened))
    return merged(spans)


def _styled(text: str, opened: list[str]) -> Span:
    if "sub" in opened:
        text = text.translate(_LOWERED)
    return Span(text, raised="sup" in opened, italic="i" in opened, small_caps="sc" in opened)


def merged(spans: Iterable[Span]) -> Spans:
    """The same words in as few spans as possible, without empty ones."""
    out: list[Span] = []
    for span in spans:
        if out and replace(span, text="") == replace(out[-1], text=""):
            out[-1] = replace(span, text=out[-1].text + span.text)
        elif span.text:
            out.append(span)
    return tuple(out)


def join(parts: Iterable[Spans], separator: str = "") -> Spans:
    """The parts that say something, with the separator between them; a full stop is not set twice."""
    out: Spans = ()
    for part in filter(None, parts):
        out = (*out, *(plain(_after(out, separator)) if out else ()), *part)
    return merged(out)


def ended(spans: Spans, stop: str = ".") -> Spans:
    """The same with a full stop at the end, unless it has one."""
    return merged((*spans, *plain(_after(spans, stop)))) if spans else ()


def _after(spans: Spans, separator: str) -> str:
    return separator[1:] if separator.startswith(".") and spans[-1].text.endswith(".") else separator
