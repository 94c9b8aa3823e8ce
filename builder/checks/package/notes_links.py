"""Notes pages and their slides: rule 59, errors. No validator looks for them.

`notes-link`: a notes page that does not lead back to the slide that has it, that two slides share, or that has no notes
master. PowerPoint then repairs the file, or shows the notes of another slide.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package

CODES = ("notes-link",)
_HINT = "take the notes page out, and write the notes anew"


def check(package: Package) -> Iterator[Flaw]:
    """Every notes page that is not tied to one slide."""
    owners: dict[str, str] = {}
    for part in sorted(package.parts):
        if not (part.startswith("ppt/slides/") and part.endswith(".xml")):
            continue
        pages = [r.part for r in package.related(part).values() if r.kind == "notesSlide"]
        if len(pages) > 1:
            yield Flaw(part, 59, "notes-link", f"the slide has {len(pages)} notes pages", _HINT)
        for page in pages:
            back = {r.kind: r.part for r in package.related(page).values()}
            if page in owners:
                yield Flaw(part, 59, "notes-link", f"it shares its notes page with '{owners[page]}'", _HINT)
            elif back.get("slide") != part:
                there = back.get("slide", "no slide")
                yield Flaw(part, 59, "notes-link", f"its notes page leads to {there}", _HINT)
            if "notesMaster" not in back:
                yield Flaw(part, 59, "notes-link", "its notes page has no notes master", _HINT)
            owners[page] = part
