"""What citeproc-js prints (a little HTML) as structured runs. Strict: an element that is not known is an error."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape
from html.parser import HTMLParser

from builder.citation import Span, Spans
from builder.csl.records import SHIELDED
from builder.gbt.runs import merged

_BARED = {shield: mark for mark, shield in SHIELDED.items()}
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_BLOCKS = ("csl-entry", "csl-left-margin", "csl-right-inline", "csl-indent", "csl-block")


def spans(html: str) -> Spans:
    """The runs of an entry or a mark. Bold and underline, which no list of Collate has, are dropped; words never.

    Raises:
        ValueError: there is an element or an attribute that citeproc-js is not known to print.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    if reader.opened:
        raise ValueError(f"citeproc left <{reader.opened[-1][0]}> open: {html}")
    return _trimmed(merged(replace(span, text=span.text.translate(_BARED)) for span in reader.found))


def tidied(html: str, translated: str = "") -> str:
    """What citeproc-js prints by the style's own locale, mended for Chinese sources in the same list.

    Chinese quotation marks close before a full stop or comma (American English sets these inside), and any close
    before a translation in brackets; no comma stands before 和.
    """
    html = re.sub("([.,])([》〉」』])", r"\2\1", html)
    html = re.sub(f"(?<=[{HAN}]), 和(?=[{HAN}])", "和", html)
    if translated:
        bracket = re.escape(f" [{escape(translated, quote=False).replace('&amp;', '&#38;')}]")
        html = re.sub(f"({bracket})([.,]?)([》〉」』”’])([.,]?)", r"\3\1\2\4", html)
    return html


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Span] = []
        self.opened: list[tuple[str, Span, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        look = self.opened[-1][1] if self.opened else Span("")
        lowered = self.opened[-1][2] if self.opened else False
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "i" | "em":
                look = replace(look, italic=True)
            case "sup":
                look = replace(look, raised=True)
            case "sub":
                lowered = True
            case "b":
                pass
            case "a" if set(given) == {"href"}:
                look = replace(look, link=given["href"])
            case "span" if set(given) in ({"style"}, {"class"}):
                look = _styled(look, given)
            case "div" if given.get("class") in _BLOCKS:
                if given["class"] != "csl-entry" and self.found:
                    self.found.append(Span(" "))
            case _:
                raise ValueError(f"citeproc printed <{tag} {given}>, which is not known")
        self.opened.append((tag, look, lowered))

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened[-1][0] != tag:
            raise ValueError(f"citeproc closed </{tag}> out of turn")
        self.opened.pop()

    def handle_data(self, data: str) -> None:
        look = self.opened[-1][1] if self.opened else Span("")
        lowered = self.opened[-1][2] if self.opened else False
        self.found.append(replace(look, text=data.translate(_LOWERED) if lowered else data))

    def handle_comment(self, data: str) -> None:
        raise ValueError("citeproc printed a comment")


def _styled(look: Span, given: dict[str, str]) -> Span:
    style = given.get("style", "").replace(" ", "").rstrip(";")
    match style or given.get("class"):
        case "font-style:normal":
            return replace(look, italic=False)
        case "font-variant:small-caps":
            return replace(look, small_caps=True)
        case "font-variant:normal":
            return replace(look, small_caps=False)
        case "baseline":
            return replace(look, raised=False)
        case "font-weight:normal" | "text-decoration:underline" | "text-decoration:none" | "nocase":
            return look
    raise ValueError(f"citeproc printed <span {given}>, which is not known")


def _trimmed(runs: Spans) -> Spans:
    """Without white space at the ends, and with single spaces inside."""
    out: list[Span] = []
    for run in runs:
        text = " ".join(run.text.split("\n"))
        while "  " in text:
            text = text.replace("  ", " ")
        if not out or out[-1].text.endswith(" "):
            text = text.lstrip(" ")
        out += [replace(run, text=text)] if text else []
    if out:
        out[-1] = replace(out[-1], text=out[-1].text.rstrip(" "))
    return merged(out)
