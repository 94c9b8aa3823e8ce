"""Rule 30, headings: no level is skipped, none is empty, each stays with what follows.

A heading is a paragraph with an outline level, by its style or its own. Error.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.paper import Paper
from builder.profile.paper import PaperProfile

CODES = ("heading-empty", "heading-level", "heading-keep")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Levels, words and keep-with-next of every heading."""
    last = 0
    for p in paper.headings:
        level = p.form.level
        if not p.text.strip():
            yield Flaw(p.where, 30, "heading-empty", f"a heading of level {level} has no words", "remove it")
            continue
        if level > last + 1:
            above = f"level {last}" if last else "the beginning"
            message = f"level {level} follows {above}: a level is skipped"
            yield Flaw(p.where, 30, "heading-level", message, f"make it level {last + 1}")
        last = level
        if not p.form.keep_next:
            yield Flaw(
                p.where, 30, "heading-keep", "does not stay with what follows", "set 'keep with next' in its style"
            )
