"""Rule 36, mentions: the text refers to every table and figure that has a caption, and their numbers are unbroken.

A mention is a REF field to a bookmark in the caption, or a link to it, from another paragraph. Each label ("Table",
"图") counts 1, 2, 3 … in the order of the document; a number that is typed is none that Word keeps up to date. Warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.checks.word._parts import captions, is_caption
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.finished.paper_words import short
from builder.profile.paper import PaperProfile

CODES = ("numbering", "not-mentioned", "typed-number")

_TYPED = re.compile(r"\s*(?:表|图|Table|Figure|Fig\.?)\s*\d")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every caption: its number, and who mentions it."""
    known = captions(paper)
    mentioned: dict[str, set[int]] = {}
    for field in paper.fields:
        if field.kind == "REF":
            mentioned.setdefault(field.target, set()).add(field.at)
    for p in paper.paragraphs:
        for run in p.runs:
            if run.link:
                mentioned.setdefault(run.link, set()).add(p.at)
    counts: dict[str, int] = {}
    for caption in known:
        p = caption.paragraph
        name = f"{p.where}, '{short(p.text, 30)}'"
        counts[caption.label] = counts.get(caption.label, 0) + 1
        if caption.number != str(counts[caption.label]):
            message = f"{caption.label} {caption.number} is the {counts[caption.label]}. in order"
            yield Flaw(name, 36, "numbering", message, "update the fields", severity="warning")
        if not any(mentioned.get(mark, set()) - {p.at} for mark in p.bookmarks):
            yield Flaw(name, 36, "not-mentioned", "nothing in the text refers to it", _HINT, severity="warning")
    numbered = {caption.paragraph.at for caption in known}
    for p in paper.flow:
        if is_caption(p, paper) and p.at not in numbered and _TYPED.match(p.text):
            message = "the number of the caption is typed"
            yield Flaw(p.where, 36, "typed-number", message, "insert the caption with Word", severity="warning")


_HINT = "write [#matrix] or the like in the plan, where the text speaks of it"
