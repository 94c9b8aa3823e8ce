"""An entry by GB/T 7714-2025, clause 8: for each kind of source its letters and the order of its parts."""

from __future__ import annotations

from builder.citation import Spans
from builder.gbt import parts
from builder.gbt.record import online
from builder.gbt.runs import join, plain
from builder.gbt.work import Work

_WEB = ("webpage", "post", "post-weblog")
_JOURNALS = ("article-journal", "article-magazine", "review", "review-book")
_BOOKS = ("book", "chapter", "classic", "entry", "entry-dictionary", "entry-encyclopedia")
_LETTERS = {
    "article": "PP",
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
    **dict.fromkeys(("collection", "manuscript", "personal_communication"), "A"),
    **dict.fromkeys(_JOURNALS, "J"),
    **dict.fromkeys(_BOOKS, "M"),
    **dict.fromkeys(_WEB, "EB"),
}
_UNNUMBERED = (*_JOURNALS, *_WEB, *_BOOKS, "article", "article-newspaper", "dataset", "periodical")


def entry(work: Work) -> Spans:
    """The entry without its label, without the full stop at its end."""
    letters = _letters(work)
    head = () if letters == "S" and not work.dated else work.head()
    return join((head, *_body(work, letters), parts.access(work)), ". ")


def _letters(work: Work) -> str:
    """The kind of source (clause 7.3, annex A): a source of no kind is online EB, otherwise Z."""
    known = _LETTERS.get(work.text("type"))
    if known:
        return known
    if work.has("archive"):
        return "A"
    return "EB" if online(work.record) else "Z"


def _mark(work: Work, letters: str) -> str:
    """With the carrier behind it: OL for what has an address or identifier, else as `medium` says (CD, MT, DK, MM)."""
    carrier = work.text("medium") or ("OL" if online(work.record) or work.text("type") in _WEB else "")
    return f"{letters}/{carrier}" if carrier else letters


def _body(work: Work, letters: str) -> tuple[Spans, ...]:
    kind = work.text("type")
    title = parts.title(work, _mark(work, letters), _number(work, letters))
    if letters == "S":  # 8.9: number and name, nothing about the publisher
        named = join((plain(work.text("number")), title), " ")
        return (join((named, plain(work.pinpointed())), work.edition.colon),)
    if letters == "N":  # 8.5
        return title, work.others(), parts.newspaper(work)
    if kind in _JOURNALS:  # 8.5
        return title, work.others(), parts.journal(work)
    if kind == "periodical":  # 8.4
        return title, parts.serial(work), parts.published(work, work.year())
    if letters in ("PP", "DS") or (letters == "CP" and online(work.record)):  # 8.14, 8.15
        return title, _version(work), _platform(work)
    if letters == "EB" and (kind in _WEB or online(work.record)):  # 8.11
        return title, work.others(), _version(work), _web(work)
    if work.has("container-title") and letters != "P":  # 8.3, 8.6
        part = join((join((title, work.others()), ". "), parts.container(work)), "//")
        return part, parts.edition(work), parts.published(work, work.year())
    if letters == "C" and work.has("event-title"):  # 8.6: a paper of a meeting without proceedings
        meeting = work.colon(work.comma(work.text("event-title"), work.year()), work.pages())
        return (join((join((title, work.others()), ". "), plain(meeting)), "//"),)
    return title, work.others(), parts.edition(work), _source(work, letters), _size(work)


def _number(work: Work, letters: str) -> str:
    """The number behind the title: of a report (8.8), a patent's application (8.10), a file (8.12)."""
    if letters == "P":
        return work.text("call-number", "number")
    if letters == "S" or work.text("type") in _UNNUMBERED:
        return ""
    return work.text("number", "archive_location") if letters == "A" else work.text("number")


def _source(work: Work, letters: str) -> Spans:
    """What stands behind the title of a work of its own: where, by whom, when, which pages."""
    if letters == "P" or (letters == "R" and not work.has("publisher")):  # 8.8, 8.10: the day it was issued
        return plain(work.colon(work.date(), work.pages()))
    if letters == "A":  # 8.12: who keeps it, and when it came about
        keeper = work.colon(work.text("archive-place", "publisher-place"), work.text("archive", "publisher"))
        return plain(work.colon(work.comma(keeper, work.date()), work.pages()))
    return parts.published(work, work.year())


def _size(work: Work) -> Spans:
    return plain(work.text("dimensions") if work.text("type") == "map" else "")


def _version(work: Work) -> Spans:
    stated = work.text("version")
    return plain(f"V{stated}" if stated[:1].isdigit() else stated)


def _platform(work: Work) -> Spans:
    """PSSXiv（2024-07-02）[2024-09-30]: the platform and both dates (8.14, 8.15)."""
    return _dated(work, plain(work.text("publisher", "container-title", "archive")))


def _web(work: Work) -> Spans:
    """（2021-04-21）[2023-05-02] (8.11). Without an address the site's name stands in for it."""
    return _dated(work, () if online(work.record) else parts.titled(work, "container-title"))


def _dated(work: Work, where: Spans) -> Spans:
    created = plain(work.edition.bracketed(work.date()))
    accessed = work.date("accessed")
    whole = join((where, created, plain(f"[{accessed}]" if accessed else "")))
    return join((whole, plain(work.pinpointed())), work.edition.colon)
