"""Typography of a finished document: rules 48 to 52 (docs/typography.md), in text, tables, boxes and charts.

* `width`, `straight-quotes`, `unbalanced`, error: half-width marks in Chinese, full-width ones in English, brackets
  that do not close.
* `quotes`, `range`, `spaces`, `doubled-mark`, warning: quotation marks by locale, ranges, spaces and marks typed twice.

The list of sources, notes, source lines, headers and footers follow the style of citations or are no sentences, and are
passed over. Terms (53) and names of articles (54) are held in the outline and in the words of templates, from which
every word of a file comes.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.checks.word._parts import begins, entries
from builder.finished.flaw import Flaw
from builder.finished.paper import Paper, Paragraph
from builder.finished.paper_words import short
from builder.profile.paper import PaperProfile
from builder.typography.printed import printed_findings

CODES = ("width", "straight-quotes", "unbalanced", "quotes", "range", "spaces", "doubled-mark")


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Every paragraph and label that breaks a rule of its language."""
    for where, text, lang in _texts(paper, profile):
        for one in printed_findings(text, lang):
            around = short(text[max(0, one.start - 6) : one.end + 6], 24)
            yield Flaw(where, one.rule, one.code, f"{one.message}: '{around}'", one.hint, one.severity)


def _texts(paper: Paper, profile: PaperProfile) -> Iterator[tuple[str, str, str]]:
    """Where it stands, the text, its language."""
    listed = {p.at for p in entries(paper, profile)}
    for p in (*paper.paragraphs, *paper.boxes):
        if p.at not in listed and not begins(p, profile.source_words):
            yield p.where, p.text, _lang(p, paper)
        for drawn in p.drawings:
            yield from ((f"{p.where}, chart '{drawn.name}'", label, paper.lang) for label in drawn.labels)


def _lang(p: Paragraph, paper: Paper) -> str:
    return next((r.face.lang_east if p.han else r.face.lang for r in p.runs if r.text.strip()), "") or paper.lang
