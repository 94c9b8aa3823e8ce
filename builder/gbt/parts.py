"""The parts of an entry that both editions build alike: title, edition, source of an article, access."""

from __future__ import annotations

import re
from dataclasses import replace

from builder.citation import Spans
from builder.gbt import names
from builder.gbt.record import identifiers, when
from builder.gbt.runs import join, plain, rich
from builder.gbt.terms import ordinal
from builder.gbt.work import Work

_ADDRESSES = {"DOI": "https://doi.org/", "CSTR": "https://cstr.cn/"}
_SERIALS = ("article-journal", "article-magazine", "article-newspaper", "periodical", "article")
_PARTS = ("chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference")


def title(work: Work, mark: str, number: str = "") -> Spans:
    """题名：卷次：编号[M/OL]: title, volume, number, and in brackets the kind of source (2015, 8.2; 2025, 7.2 and 7.3).

    The scale of a map stands before the brackets (2025, 8.13).

    Args:
        mark: the letters in brackets, as "M/OL".
        number: the report's, patent's or file's number.
    """
    own = ""
    if not work.has("container-title") and work.text("type") not in (*_SERIALS, *_PARTS):
        own = volume(work)
    words = titled(work, "title", work.reader_terms.untitled)
    parts = [join(map(plain, (own, work.text("volume-title"))), "　") if own else (), plain(number)]
    scale = plain(work.text("scale") if work.text("type") == "map" else "")
    return join((join((join((words, *parts), work.edition.colon), scale), ". "), plain(f"[{mark}]")))


def titled(work: Work, field: str, missing: str = "") -> Spans:
    """A title; in an English document with its translation in brackets: 和平与发展 [Peace and Development]."""
    translation = work.text(f"{field}-translated") if work.foreign else ""
    words = rich(work.text(field)) or plain(missing)
    return join((words, plain(f"[{translation}]" if translation and words else "")), " ")


def volume(work: Work) -> str:
    """第1卷 / v.1 (2015: 第 1 卷 / Vol. 1) for a bare number, else as the source has it: 美国卷, 上."""
    stated = work.text("volume")
    form = work.terms.volume_2015 if work.edition.year < 2025 else work.terms.volume_2025
    return form.format(stated) if re.fullmatch(r"\d+(-\d+)?", stated) else stated


def edition(work: Work) -> Spans:
    """2 版 / 9th ed. for a number, else as the source has it; nothing for a first edition (2015, 8.3; 2025, 7.4)."""
    stated = work.text("edition")
    number = re.fullmatch(r"第?\s*(\d+)(?:st|nd|rd|th)?\s*版?", stated)
    if not number or (stated.endswith("版") and len(number[1]) > 3):
        return plain(stated)  # "2020版" names a year
    if int(number[1]) == 1:
        return ()
    counted = "{} 版" in work.terms.edition or "-е" in work.terms.edition
    return plain(work.terms.edition.format(number[1] if counted else ordinal(int(number[1]))))


def container(work: Work) -> Spans:
    """编者. 书名：卷次: the book or proceedings of which the work is a part (2015, 4.2; 2025, 8.3)."""
    who = plain(names.listed(names.container_creators(work.record), work.edition, work.terms))
    booklike = work.text("type") not in _SERIALS
    whole = join((titled(work, "container-title"), plain(volume(work) if booklike else "")), work.edition.colon)
    return join((who, whole), ". ")


def journal(work: Work) -> Spans:
    """刊名，年，卷（期）：页 (2015, 4.4; 2025, 8.5). Without volume and issue, 2025 gives the date in full."""
    name = titled(work, "container-title", work.reader_terms.no_journal)
    if work.edition.year >= 2025:  # a journal's abbreviated name goes without full stops
        name = tuple(replace(span, text=re.sub(r"\.(?=\s|$)", "", span.text)) for span in name)
    counted = work.has("volume", "issue")
    date = work.year() if counted or work.edition.year < 2025 else work.date("available-date", "issued")
    where = join((name, *map(plain, (date, work.text("volume")))), work.edition.comma)
    where = join((where, plain(work.edition.bracketed(work.text("issue")))))
    return join((where, plain(work.pages("page", "page-first", "number"))), work.edition.colon)


def newspaper(work: Work) -> Spans:
    """报名，2000-11-20（15）: the date in full, and the page in brackets (2015, 4.4; 2025, 8.5)."""
    name = titled(work, "container-title", work.reader_terms.no_journal)
    where = join((name, plain(work.date())), work.edition.comma)
    return join((where, plain(work.edition.bracketed(work.pages()))))


def serial(work: Work) -> Spans:
    """年，卷（期） of a serial as a whole (2015, 4.3; 2025, 8.4), built from its fields or as the record words it."""
    stated = work.text("volume")
    if not re.fullmatch(r"\d*", stated):
        return plain(stated)
    issued = when(work.record, "issued")
    first = str(issued.parts[0]) if issued and issued.parts else ""
    return plain(work.comma(first, stated) + work.edition.bracketed(work.text("issue")))


def published(work: Work, date: str) -> Spans:
    """出版地：出版者，出版年：页码 (2015, 8.4 and 8.5; 2025, 7.5 and 7.7)."""
    return plain(work.colon(work.comma(work.place_and_publisher(), date), work.pages()))


def access(work: Work) -> Spans:
    """Address and persistent identifiers, as links (2015, 8.6 and 8.7; 2025, 7.8 and 7.9)."""
    address = work.text("URL")
    found = [plain(address, link=address)]
    for kind, value in identifiers(work.record):
        found.append(plain(f"{kind}:{value}", link=_ADDRESSES[kind] + value if kind in _ADDRESSES else ""))
    return join(found, ". ")
