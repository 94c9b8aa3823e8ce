"""A work on its way to becoming an entry: the record, the edition, and in which surroundings it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from builder.citation import Item, Record, Spans
from builder.gbt import names
from builder.gbt.edition import Edition
from builder.gbt.record import language, pages, text, unstated, when
from builder.gbt.runs import join, plain
from builder.gbt.terms import Terms, terms


@dataclass(frozen=True)
class Work:
    """What the parts of an entry are worded from.

    Attributes:
        reader: the language of the document ("zh", "en"); the words inside the entry follow the source's own language.
        dated: the year stands behind the author (author-date), so the source statement doesn't repeat it.
        suffix: a, b, … behind that year.
        pinpoint: where in the work, in a note; a page takes the place of the work's pages.
    """

    record: Record
    edition: Edition
    reader: str
    dated: bool = False
    suffix: str = ""
    pinpoint: Item | None = None

    @cached_property
    def terms(self) -> Terms:
        """The standard's words in the language of the source."""
        return terms(language(self.record))

    @cached_property
    def foreign(self) -> bool:
        """Whether the reader may need a translation: an English document cites a source in another language."""
        return self.reader == "en" and language(self.record) != "en"

    def text(self, *fields: str) -> str:
        """The first of these fields that says something."""
        return text(self.record, *fields)

    def has(self, *fields: str) -> bool:
        """Whether any of these fields says something."""
        return bool(text(self.record, *fields))

    def supplied(self, field: str, wording: str) -> str:
        """The standard's form for a fact that the source itself does not state, if the record says so."""
        return wording if not self.has(field) and unstated(self.record, field) else ""

    @property
    def reader_terms(self) -> Terms:
        """The words for what is said to the reader about the source: English in an English document."""
        return terms("en") if self.reader == "en" else self.terms

    # -------------------------------------------------------- people and dates

    def head(self) -> Spans:
        """Author, and in author-date the year: 2015, 9.2; 2025, 9.3.2. 佚名/Anon only there (8.1.3; 7.1)."""
        who = names.listed(names.creators(self.record), self.edition, self.terms, romanised=self.foreign)
        if not self.dated:
            return plain(who)
        parts = [who or self.terms.anonymous, dated(self.record, self.edition, self.terms, self.suffix)]
        return join(map(plain, parts), self.edition.comma)

    def others(self) -> Spans:
        """Translators: 徐超，译 / Smith J, trans."""
        who = names.listed(names.people(self.record, "translator"), self.edition, self.terms)
        return plain(f"{who}{self.edition.comma}{self.terms.translated}" if who else "")

    def year(self) -> str:
        """The year in the source statement; nothing where it stands behind the author."""
        issued = when(self.record, "issued")
        return "" if self.dated or not issued else issued.year(self.edition.span)

    def date(self, *fields: str) -> str:
        """A date in full, 2025-06-22; of `issued` unless named otherwise."""
        found = when(self.record, *(fields or ("issued",)))
        return found.full(self.edition.span) if found else ""

    # ------------------------------------------------------------------ places

    def pages(self, *fields: str) -> str:
        """The pages, or the article number that stands for them; in a note, the pinpoint (2015, 8.5; 2025, 7.7)."""
        whole = pages(self.text(*(fields or ("page", "page-first"))))
        if not self.pinpoint or not self.pinpoint.locator:
            return whole
        if self.pinpoint.label == "page":
            return pages(self.pinpoint.locator)
        return self.edition.comma.join(part for part in (whole, self.pinpoint.locator) if part)

    def pinpointed(self) -> str:
        """The pinpoint alone, for sources that have no pages."""
        return self.pinpoint.locator if self.pinpoint else ""

    def place_and_publisher(self) -> str:
        """北京：中华书局; what the source does not state, in the standard's own form (2015, 8.4; 2025, 7.5)."""
        place = self.text("publisher-place") or self.supplied("publisher-place", self.terms.place_unknown)
        publisher = self.text("publisher") or self.supplied("publisher", self.terms.publisher_unknown)
        return self.edition.colon.join(part for part in (place, publisher) if part)

    def colon(self, *parts: str) -> str:
        """The parts that say something, joined by the edition's colon."""
        return self.edition.colon.join(part for part in parts if part)

    def comma(self, *parts: str) -> str:
        """The parts that say something, joined by the edition's comma."""
        return self.edition.comma.join(part for part in parts if part)


def dated(record: Record, edition: Edition, terms: Terms, suffix: str = "") -> str:
    """The year as author-date prints it, with its letter: 2000a, [2025a], 无日期-b, n.d.-a.

    Without a date of publication the year of access stands in brackets; without either, 2025 writes 无日期/n.d., and
    2015, which has no form for it, nothing.
    """
    issued = when(record, "issued", "available-date")
    if issued:
        return _lettered(issued.year(edition.span), suffix)
    accessed = when(record, "accessed")
    if accessed:
        return _lettered(f"[{accessed.year()}]", suffix)
    if edition.year < 2025:
        return ""
    return f"{terms.undated}-{suffix}" if suffix else terms.undated


def _lettered(year: str, suffix: str) -> str:
    return f"{year[:-1]}{suffix}]" if year.endswith("]") else year + suffix
