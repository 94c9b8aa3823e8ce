"""Rule 42, length: at most `pages_most` pages; `han_most` characters in Chinese, `words_most` words otherwise.

Counted are the words of the body and its tables, in Chinese every Han character and every other word; the contents and
the list of sources are not. 0 stands for any length. Pages are counted where they are given. Warning.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.checks.word._parts import entries
from builder.finished.flaw import Flaw
from builder.finished.pages import Page
from builder.finished.paper import Paper
from builder.finished.paper_words import measure
from builder.profile.paper import PaperProfile

CODES = ("length", "pages")

_HINT = "give the outline's parts a 'priority:', and show fewer"


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Characters or words."""
    listed = {p.at for p in entries(paper, profile)}
    tocs = [range(f.at, f.until + 1) for f in paper.fields if f.kind == "TOC"]
    said = (p.text for p in paper.paragraphs if p.at not in listed and not any(p.at in toc for toc in tocs))
    count = sum(measure(text, paper.lang) for text in said)
    most = profile.han_most if paper.lang == "zh" else profile.words_most
    if most and count > most:
        unit = "characters" if paper.lang == "zh" else "words"
        yield Flaw("document", 42, "length", f"{count} {unit}, at most {most}", _HINT, severity="warning")


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """Pages."""
    if profile.pages_most and len(pages) > profile.pages_most:
        message = f"{len(pages)} pages, at most {profile.pages_most}"
        yield Flaw("document", 42, "pages", message, _HINT, severity="warning")
