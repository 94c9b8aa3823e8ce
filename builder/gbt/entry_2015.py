"""An entry by GB/T 7714-2015, clause 4: for each kind of source its letters (annex B) and the order of its parts."""

from __future__ import annotations

from builder.citation import Spans
from builder.gbt import parts
from builder.gbt.record import online
from builder.gbt.runs import join, plain
from builder.gbt.work import Work

_FILES = ("bill", "collection", "hearing", "legal_case", "legislation", "manuscript", "personal_communication",
          "regulation", "treaty")  # fmt: skip
_JOURNALS = ("article-journal", "article-magazine", "review", "review-book")
_BOOKS = ("book", "chapter", "classic", "entry", "entry-dictionary", "entry-encyclopedia")
_WEB = ("webpage", "post", "post-weblog")
_LETTERS = {
    "article-newspaper": "N",
    "dataset": "DS",
    "map": "CM",
    "paper-conference": "C",
    "patent": "P",
    "periodical": "J",
    "report": "R",
    "software": "CP",
    "standard": "S",
    "thesis": "D",
    **dict.fromkeys(_FILES, "A"),
    **dict.fromkeys(_JOURNALS, "J"),
    **dict.fromkeys(_BOOKS, "M"),
    **dict.fromkeys(_WEB, "EB"),
}
_UNNUMBERED = (*_JOURNALS, *_WEB, *_BOOKS, "article-newspaper", "periodical", "article")
_ALWAYS_PUBLISHED = ("book", "chapter", "classic", "paper-conference", "periodical", "thesis")


def entry(work: Work) -> Spans:
    """The entry without its label, without the full stop at its end."""
    return join((work.head(), *_body(work), parts.access(work)), ". ")


def _letters(work: Work) -> str:
    known = _LETTERS.get(work.text("type"))
    if known:
        return known
    if work.has("archive"):
        return "A"
    return "EB" if work.text("type") == "article" and online(work.record) else "Z"


def _mark(work: Work) -> str:
    carrier = work.text("medium") or ("OL" if online(work.record) or work.text("type") in _WEB else "")
    return f"{_letters(work)}/{carrier}" if carrier else _letters(work)


def _body(work: Work) -> tuple[Spans, ...]:
    kind = work.text("type")
    title = parts.title(work, _mark(work), _number(work))
    if kind == "periodical":  # 4.3
        return title, parts.serial(work), _accessed(work, parts.published(work, work.year()))
    if kind in _JOURNALS:  # 4.4
        return title, work.others(), _accessed(work, parts.journal(work))
    if kind == "article-newspaper":  # 4.4
        return title, work.others(), _accessed(work, parts.newspaper(work))
    if kind == "patent":  # 4.5: the day it was made public
        return title, _accessed(work, plain(work.colon(work.date(), work.pinpointed())))
    if kind in (*_WEB, "dataset", "software", "article"):  # 4.6
        return title, work.others(), _source(work)
    if work.has("container-title"):  # 4.2
        part = join((join((title, work.others()), ". "), parts.container(work)), "//")
        return part, parts.edition(work), _source(work)
    if kind == "paper-conference" and work.has("event-title"):  # 4.2: the meeting stands for its proceedings
        part = join((join((title, work.others()), ". "), plain(work.text("event-title"))), "//")
        return part, parts.edition(work), _source(work)
    return title, work.others(), parts.edition(work), _source(work)  # 4.1


def _number(work: Work) -> str:
    """The number behind the title: of a report, standard, patent, law or file (4.1, 4.5)."""
    if work.text("type") in _UNNUMBERED:
        return ""
    return work.text("number", "archive_location", "call-number")


def _source(work: Work) -> Spans:
    """What stands behind the title: published where, by whom, when (8.4); of what is only online, the dates (8.4.4)."""
    kept = work.colon(work.text("archive-place"), work.text("archive"))
    stated = work.has("publisher", "publisher-place", "page", "page-first")
    if kept and not stated:
        return _accessed(work, plain(work.colon(work.comma(kept, work.year()), work.pages())))
    if stated or work.text("type") in _ALWAYS_PUBLISHED:
        return _accessed(work, parts.published(work, work.year()))
    site = () if online(work.record) else parts.titled(work, "container-title")
    if not online(work.record) and work.text("type") not in _WEB:
        return plain(work.colon(work.year(), work.pinpointed()))
    dates = _accessed(work, join((site, plain(work.edition.bracketed(work.date())))))
    return join((dates, plain(work.pinpointed())), work.edition.colon)


def _accessed(work: Work, source: Spans) -> Spans:
    """With the date of access behind it (8.4.4)."""
    accessed = work.date("accessed") if online(work.record) else ""
    return join((source, plain(f"[{accessed}]" if accessed else "")))
