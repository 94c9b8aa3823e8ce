"""Rule 47, sizes: text at least `body_zh_pt_least` or `body_en_pt_least`, tables, notes and all else `small_pt_least`.

Text is what stands in the body outside tables, boxes, headings, captions, lines of sources, tags and the `small_styles`
of paragraphs or characters. Superscripts are small by nature. One flaw a style. Warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.word._parts import is_tag, small
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper, Paragraph
from builder.profile.paper import PaperProfile

CODES = ("size",)


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every run that says something."""
    text = profile.body_zh_pt_least if paper.lang == "zh" else profile.body_en_pt_least
    flow = {p.at for p in paper.flow if _is_text(p, profile)}
    found: dict[tuple[str, str], tuple[str, float]] = {}
    for p in paper.everything:
        for run in p.runs:
            small_print = p.at not in flow or run.style in profile.small_styles or is_tag(run, profile)
            least, what = (profile.small_pt_least, "small print") if small_print else (text, "text")
            size = run.face.size_pt
            if size < least and run.text.strip() and not run.face.raised and not run.face.hidden:
                found.setdefault((p.form.style, what), (p.where, size))
    for (style, what), (where, size) in found.items():
        least = text if what == "text" else profile.small_pt_least
        message = f"{what} of {size:g} pt in style '{style}', at least {least:g} pt"
        yield Flaw(where, 47, "size", message, "raise it in the style", severity="warning")


def _is_text(p: Paragraph, profile: PaperProfile) -> bool:
    return not p.form.level and not p.form.boxed and not small(p, profile)
