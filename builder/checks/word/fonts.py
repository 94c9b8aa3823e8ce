"""Rule 46, typefaces: only those of the profile; Chinese has an East Asian one, and the hint to use it.

`fonts` are the typefaces that words may have; where it is empty, those that theme and styles name. Chinese characters
take the East Asian typeface; “ ” … — beside them take it only with `w:hint="eastAsia"` on the run or in its style. What
LibreOffice shows proves nothing here. One flaw a typeface, at its first place. Error.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.finished.paper_forms import Run
from builder.finished.paper_words import FULL, HAN, short
from builder.profile.paper import PaperProfile

CODES = ("font", "font-east", "font-hint")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every run of the file."""
    allowed = set(profile.fonts) or paper.named_fonts
    foreign: dict[str, list[str]] = {}
    unset: list[tuple[str, str]] = []
    unhinted: list[tuple[str, str]] = []
    for p in paper.everything:
        for run in p.runs:
            if not run.text.strip() or run.face.hidden:
                continue
            for font in _used(run):
                if font and font not in allowed:
                    foreign.setdefault(font, []).append(f"{p.where}, '{short(run.text, 16)}'")
            if HAN.search(run.text):
                if not run.face.east:
                    unset.append((p.where, run.text))
                if not run.face.hint:
                    unhinted.append((p.where, run.text))
    for font, places in foreign.items():
        hint = "use a style" if not profile.fonts else f"one of: {', '.join(profile.fonts)}"
        yield Flaw(places[0], 46, "font", f"'{font}' is none of the typefaces{_more(places)}", hint)
    if unset:
        message = f"Chinese without an East Asian typeface: '{short(unset[0][1], 16)}'{_more(unset)}"
        yield Flaw(unset[0][0], 46, "font-east", message, "set the Asian font of its style")
    if unhinted:
        message = f"Chinese without the East Asian hint: '{short(unhinted[0][1], 16)}'{_more(unhinted)}"
        yield Flaw(unhinted[0][0], 46, "font-hint", message, 'w:rFonts w:hint="eastAsia" on the run')


def _used(run: Run) -> Iterator[str]:
    """The typefaces of the words in a run."""
    if FULL.search(run.text):
        yield run.face.east
    if any(map(str.isalnum, FULL.sub("", run.text))):
        yield run.face.latin


def _more(places: list[str] | list[tuple[str, str]]) -> str:
    return f", in {len(places)} runs" if len(places) > 1 else ""
