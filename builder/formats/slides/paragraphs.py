"""Paragraphs and runs as DrawingML: language and size on every run, symbols in the look's symbol font."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape, quoteattr

from builder.formats.slides.scene import Run, Style, Words

_ALIGN = re.compile(' algn="[a-zA-Z]*"')


@dataclass(frozen=True)
class Script:
    """How words are written on one slide.

    Attributes:
        symbol_font: for symbols, so that every system replaces them alike.
        locale: of the deck.
        url: the relationship to an outside address, empty where its scheme is not safe.
    """

    symbol_font: str
    locale: str
    url: Callable[[str], str]

    def paragraphs(self, words: Sequence[Words], given: Style | None = None) -> str:
        """All paragraphs of a shape or cell, at least an empty one; `given` is the style of its placeholder."""
        made = "".join(self.paragraph(w, first=n == 0, given=given) for n, w in enumerate(words))
        return made or f'<a:p><a:endParaRPr lang="{self.locale}"/></a:p>'

    def paragraph(self, words: Words, *, first: bool = False, given: Style | None = None, plain: bool = False) -> str:
        """One `a:p`. What the place gives by itself is not repeated.

        Args:
            first: nothing stands above it: no space before.
            given: the style that its placeholder gives.
            plain: everything, the size too, comes from where it stands.
        """
        style = words.style
        alike = given is not None and replace(given, size_pt=style.size_pt, ink=style.ink) == style
        inherits = plain or alike
        space = ""
        if not plain and (not inherits or (first and style.before_pt)):
            space = f'<a:spcBef><a:spcPts val="{0 if first else round(style.before_pt * 100)}"/></a:spcBef>'
        attributes, (above, marks) = ("", ("", "")) if inherits else (style.attributes, style.children)
        if words.align:
            attributes = _ALIGN.sub("", attributes) + f' algn="{words.align}"'
        keeps_size = plain or (inherits and given is not None and words.size_pt == given.size_pt)
        form = "" if keeps_size else f' sz="{round(words.size_pt * 100)}"'
        own = "" if plain or (given is not None and alike and given.ink == style.ink) else style.ink
        runs = [Run(f"{words.label}\t", self.locale, bold=True)] if words.label else []
        made = "".join(
            self.run(r, form + (' b="1"' if r.bold or (style.bold and not inherits) else ""), own)
            for r in (*runs, *words.runs)
        )
        inner = f"{above}{space}{marks}"
        opening = f"<a:pPr{attributes}>{inner}</a:pPr>" if inner or attributes else ""
        return f"<a:p>{opening}{made}</a:p>"

    def run(self, run: Run, form: str, own_ink: str) -> str:
        """One `a:r`."""
        other = "en-US" if run.lang.startswith("zh") else "zh-CN"
        form += ' i="1"' if run.italic else ""
        form += ' baseline="30000"' if run.raised else ""
        font = ""
        if run.symbol:
            face = quoteattr(self.symbol_font)
            font = f"<a:latin typeface={face}/><a:ea typeface={face}/><a:sym typeface={face}/>"
        link = self.url(run.url) if run.url else ""
        click = f'<a:hlinkClick r:id="{link}"/>' if link else ""
        return (
            f'<a:r><a:rPr lang="{run.lang}" altLang="{other}"{form} dirty="0">{run.ink or own_ink}{font}{click}'
            f"</a:rPr><a:t>{escape(run.text)}</a:t></a:r>"
        )
