"""Rule 38, the table of contents: filled in, the same as the headings, and nothing asks the reader on opening.

Its entries are compared with the headings of the levels that its field names (`\\o "1-2"`), in order; numbers before
the words are the list's. Page numbers may be missing (only a renderer knows them); where they are there, none is 0,
none is less than the one before, all entries have one, and, where the pages are given, each is the page on which the
heading stands. `updateFields` and a dirty field make Word ask. Error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builder.finished.flaw import Flaw
from builder.finished.pages import Page
from builder.finished.paper import Paper, Paragraph
from builder.finished.paper_forms import Field
from builder.finished.paper_words import folded, short
from builder.profile.paper import PaperProfile

CODES = ("asks", "contents-empty", "contents-differ", "contents-pages")

_LEVELS = re.compile(r'\\o\s+"(\d)-(\d)"')
_PAGE = re.compile(r"\t\s*(\d+|[ivxlc]+)\s*$")
_NUMBER = 12  # characters of the longest number before a heading's words, "十二、（十三）1.2.3"


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """Settings, entries, page numbers."""
    if paper.settings.update_fields:
        message = "Word asks to update fields on opening"
        yield Flaw("settings", 38, "asks", message, "take w:updateFields out, fill the fields in")
    for field in _contents(paper):
        where = _where(paper, field)
        if field.dirty:
            yield Flaw(where, 38, "asks", "the table of contents is marked as out of date", "update it once")
        entries = _entries(paper, field)
        if not entries:
            yield Flaw(where, 38, "contents-empty", "the table of contents has no entries", "update it once")
            continue
        yield from _same(paper, field, [words for _, words, _ in entries], where)
        pages = [page for *_, page in entries]
        if any(pages) and not all(pages):
            yield Flaw(where, 38, "contents-pages", f"{pages.count('')} of {len(pages)} entries have no page number")
        shown = [int(page) for page in pages if page.isdigit()]
        if 0 in shown or any(b < a for a, b in pairwise(shown)):
            message = f"page numbers {', '.join(map(str, shown))}: one is 0, or less than the one before"
            yield Flaw(where, 38, "contents-pages", message, "update the table of contents")


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """Whether each entry names the page on which its heading stands."""
    texts = [folded("".join(line.text for line in page.lines)) for page in pages]
    for field in _contents(paper):
        entries = _entries(paper, field)
        for p, words, page in entries:
            said = folded(words)
            here = [n for n, text in enumerate(texts, 1) if said in text]
            listed = next((n for n in here if all(folded(w)[:20] in texts[n - 1] for _, w, _ in entries)), 0)
            here = [n for n in here if n != listed or texts[n - 1].count(said) > 1]
            if page.isdigit() and here and int(page) not in here:
                message = f"'{short(words, 30)}' is on page {here[0]}, not {page}"
                yield Flaw(p.where, 38, "contents-pages", message, "update the table of contents")


def _contents(paper: Paper) -> tuple[Field, ...]:
    return tuple(f for f in paper.fields if f.kind == "TOC" and "\\c" not in f.code)


def _where(paper: Paper, field: Field) -> str:
    return next((p.where for p in paper.everything if p.at == field.at), "document")


def _entries(paper: Paper, field: Field) -> list[tuple[Paragraph, str, str]]:
    """The paragraphs of a table of contents, their words, and the page numbers ("" for none)."""
    found = []
    for p in paper.paragraphs:
        if field.at <= p.at <= field.until:
            page = "".join(r.text for r in p.runs if r.field == "PAGEREF").strip()
            words = "".join(r.text for r in p.runs if r.field in ("TOC", "HYPERLINK", "PAGEREF", "")).rstrip()
            typed = _PAGE.search(words)
            page = page or (typed[1] if typed else "")
            words = words.removesuffix(page).rstrip() if page else words
            if words.strip():
                found.append((p, words.strip(), page))
    return found


def _same(paper: Paper, field: Field, entries: Sequence[str], where: str) -> Iterator[Flaw]:
    levels = _LEVELS.search(field.code)
    if levels is None:
        return
    first, last = int(levels[1]), int(levels[2])
    headings = [p.text for p in paper.headings if first <= p.form.level <= last and p.text.strip()]
    for n in range(max(len(entries), len(headings))):
        entry = folded(entries[n]) if n < len(entries) else ""
        heading = folded(headings[n]) if n < len(headings) else ""
        if not heading or not entry.endswith(heading) or len(entry) - len(heading) > _NUMBER:
            message = f"entry {n + 1} is '{short(entry, 24)}', the heading '{short(heading, 24)}'"
            yield Flaw(where, 38, "contents-differ", message, "update the table of contents")
            return
