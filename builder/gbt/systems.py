"""The three systems of the standard: numeric (顺序编码制), author-date (著者-出版年制), and notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from builder.citation import Item, Record, Session, Spans
from builder.gbt import collation, entry_2015, entry_2025, marks, names
from builder.gbt.edition import Edition
from builder.gbt.parts import titled
from builder.gbt.record import language, when
from builder.gbt.runs import ended, join, plain
from builder.gbt.terms import terms
from builder.gbt.work import Work, dated

_ALONE = Session()


@dataclass(frozen=True)
class Numeric:
    """Numbers in the order of first citation: 2015, 9.1 and 10.1; 2025, 9.2."""

    edition: Edition
    kind: Literal["numeric"] = "numeric"

    def order(self, records: Sequence[Record]) -> list[str]:
        """The order of first citation."""
        return _ids(records)

    def suffixes(self, records: Sequence[Record]) -> dict[str, str]:
        """None: numbers tell works apart."""
        return {}

    def entry(self, record: Record, *, number: int | None, lang: str, suffix: str = "") -> Spans:
        """One entry of the list, without its `[n]` label."""
        return ended(_entry(Work(record, self.edition, _language(lang))))

    def mark(self, items: Sequence[Item], *, numbers: Mapping[str, int], lang: str, session: Session = _ALONE) -> Spans:
        """[1-3], or with a pinpoint [2]260; raised."""
        return marks.numeric(items, numbers)


@dataclass(frozen=True)
class AuthorDate:
    """Author and year: 2015, 9.2 and 10.2; 2025, 9.3."""

    edition: Edition
    kind: Literal["author-date"] = "author-date"

    def order(self, records: Sequence[Record]) -> list[str]:
        """By language, then by name (Chinese by pinyin) and year; what is alike stays in order of first citation."""
        return _ids(sorted(records, key=self._place))

    def suffixes(self, records: Sequence[Record]) -> dict[str, str]:
        """a, b, … in the order of the list for works with the same mark (2015, 10.2.3; 2025, 9.3.1.3)."""
        same: dict[tuple[str, str], list[str]] = {}
        by_id = {str(record["id"]): record for record in records}
        for source in self.order(records):
            record = by_id[source]
            year = dated(record, self.edition, terms(language(record)))
            if year:
                same.setdefault((marks.author(record, self.edition), year), []).append(source)
        return {
            source: _letters(n) for sources in same.values() if len(sources) > 1 for n, source in enumerate(sources)
        }

    def entry(self, record: Record, *, number: int | None, lang: str, suffix: str = "") -> Spans:
        """One entry of the list; the year with its letter stands behind the author."""
        return ended(_entry(Work(record, self.edition, _language(lang), dated=True, suffix=suffix)))

    def mark(self, items: Sequence[Item], *, numbers: Mapping[str, int], lang: str, session: Session = _ALONE) -> Spans:
        """（张三，2008a）; the pinpoint raised behind the bracket."""
        cited = sorted(items, key=lambda item: self._place(item.record))
        authors = list(dict.fromkeys(marks.author(item.record, self.edition) for item in cited))

        def told(item: Item) -> tuple[int, int, str]:  # years of one author together, whoever the others are
            author = authors.index(marks.author(item.record, self.edition))
            return author, _year(item.record), session.suffixes.get(item.id, "")

        return marks.author_date(sorted(cited, key=told), self.edition, session)

    def _place(self, record: Record) -> tuple[object, ...]:
        tongue = language(record)
        shown = [names.name(person, self.edition) for person in names.creators(record)[:3]]
        who = collation.rank(tongue, shown or [terms(tongue).anonymous])
        return *who, _year(record)


@dataclass(frozen=True)
class Note:
    """Entries in footnotes; a repeat points back to its first note."""

    edition: Edition
    kind: Literal["note"] = "note"

    def order(self, records: Sequence[Record]) -> list[str]:
        """The order of first citation."""
        return _ids(records)

    def suffixes(self, records: Sequence[Record]) -> dict[str, str]:
        """None: notes name their works in full."""
        return {}

    def entry(self, record: Record, *, number: int | None, lang: str, suffix: str = "") -> Spans:
        """One entry of a list of sources behind the notes."""
        return ended(_entry(Work(record, self.edition, _language(lang))))

    def mark(self, items: Sequence[Item], *, numbers: Mapping[str, int], lang: str, session: Session = _ALONE) -> Spans:
        """The text of the note; what was cited before is in the session."""

        def full(item: Item) -> Spans:
            return _entry(Work(item.record, self.edition, _language(lang), pinpoint=item))

        def named(item: Item) -> Spans:
            if short := session.names.get(item.id):
                return plain(short)
            work = Work(item.record, self.edition, _language(lang))
            short = "title-short" if work.has("title-short") else "title"
            return join((work.head(), titled(work, short, work.reader_terms.untitled)), ". ")

        return marks.note(items, self.edition, session, _language(lang), full, named)


def _entry(work: Work) -> Spans:
    if work.edition.year >= 2025:
        return entry_2025.entry(work)
    return entry_2015.entry(work)


def _year(record: Record) -> int:
    issued = when(record, "issued", "available-date", "accessed")
    return issued.parts[0] if issued and issued.parts else 9999  # undated works stand last


def _language(lang: str) -> str:
    return lang.split("-")[0].lower()


def _ids(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(str(record["id"]) for record in records))


def _letters(n: int) -> str:
    return (_letters(n // 26 - 1) if n >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[n % 26]
