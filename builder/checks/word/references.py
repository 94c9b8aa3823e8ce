"""Rule 37, references: everything that leads somewhere arrives.

Each REF, PAGEREF and NOTEREF field, each link inside the document has its bookmark; every field that begins also ends;
every mark of a footnote or endnote has its note. Error.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.profile.paper import PaperProfile

CODES = ("no-bookmark", "field-open", "no-note")

_LEAD = ("REF", "PAGEREF", "NOTEREF")
_WORDS_OWN = ("_top",)


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Fields, links, notes."""
    where = {p.at: p.where for p in paper.everything}
    for field in paper.fields:
        if field.kind in _LEAD and field.target not in paper.marks:
            message = f"{field.kind} leads to '{field.target}', which is no bookmark"
            yield Flaw(where.get(field.at, "document"), 37, "no-bookmark", message, "bookmark what is referred to")
    for at in paper.open_fields:
        yield Flaw(where.get(at, "document"), 37, "field-open", "a field is not closed", "remove it and insert it anew")
    for p in paper.everything:
        for link in dict.fromkeys(r.link for r in p.runs if r.link):
            if link not in paper.marks and link not in _WORDS_OWN:
                yield Flaw(p.where, 37, "no-bookmark", f"a link leads to '{link}', which is no bookmark")
        for kind, number in p.notes:
            if (kind, number) not in paper.notes:
                yield Flaw(p.where, 37, "no-note", f"the mark of {kind} {number} has no {kind}", "delete the mark")
