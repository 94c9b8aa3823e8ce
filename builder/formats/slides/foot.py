"""Footer and slide number: what stands there, and in which form, where the file says it only by example."""

from __future__ import annotations

from builder import fit
from builder.formats.slides.holder import Holder

_LEAST_PT = 10.0
_TALL_EM = 1.32  # a line of Chinese


def footer_words(text: str, held: Holder, latin: str) -> tuple[str, tuple[str, str]]:
    """The footer on one line: smaller, to 10 pt, then cut at its end; with attributes and children of its `a:rPr`."""
    face = fit.face(held.style.font or latin)
    size_pt = max(held.style.size_pt, _LEAST_PT)
    while size_pt > _LEAST_PT and not _on_one_line(text, held, size_pt, face):
        size_pt -= 1
    shown = text
    while len(shown) > 2 and not _on_one_line(shown, held, size_pt, face):
        shown = shown.rstrip("…")[:-1].rstrip() + "…"
    return shown, _form(held, size_pt)


def number_form(held: Holder) -> tuple[str, str]:
    """Attributes and children of the `a:rPr` of the slide's number."""
    size_pt = max(held.style.size_pt, _LEAST_PT)
    while size_pt > _LEAST_PT and size_pt * _TALL_EM > held.rect.h_pt:
        size_pt -= 1
    return _form(held, size_pt)


def _on_one_line(text: str, held: Holder, size_pt: float, face: fit.Face) -> bool:
    run = fit.Run(text, size_pt, held.style.bold, False)
    high = size_pt * _TALL_EM <= max(held.rect.h_pt, _LEAST_PT * _TALL_EM)
    return high and len(fit.wrap([run], max(held.rect.w_pt, 1.0), face)) <= 1


def _form(held: Holder, size_pt: float) -> tuple[str, str]:
    given = held.given or held.style
    size = "" if size_pt == given.size_pt else f' sz="{round(size_pt * 100)}"'
    return size, "" if held.style.ink == given.ink else held.style.ink
