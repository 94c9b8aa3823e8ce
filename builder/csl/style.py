"""A CSL style that answers the questions of `builder.citation.Style`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from builder.citation import Item, Record, Session, Span, Spans, text_of
from builder.csl.answers import Answers
from builder.csl.engine import Engine, Stopped, version
from builder.csl.positions import positions
from builder.csl.records import SHIELDED, prepared
from builder.csl.sheet import Kind, Sheet
from builder.csl.spans import spans, tidied
from builder.gbt.runs import merged
from builder.problem import Place, Problem, Problems

_ALONE = Session()
_NOTHING = ("[NO_PRINTED_FORM]", "[CSL STYLE ERROR: reference with no printed form.]")  # citeproc's own words for it
_WORDED = "custom"  # a locator for which no locale has a word, so that "§3(1)" is not printed as "sec. §3(1)"


@dataclass(frozen=True)
class _Variant:
    """All records as one language prints them, by id, and their hash."""

    records: Mapping[str, Mapping[str, Any]]
    digest: str


@dataclass(frozen=True)
class CslStyle:
    """A style together with all sources of the outline: names and years are told apart among these.

    Attributes:
        sheet: the style's file.
        records: the sources in order of first citation.
        answers: what was answered before.
        place: where the author chose the style, for problems.
    """

    sheet: Sheet
    records: tuple[Record, ...]
    answers: Answers
    place: Place
    _engines: dict[str, Engine] = field(default_factory=dict, repr=False, compare=False)
    _variants: dict[str, _Variant] = field(default_factory=dict, repr=False, compare=False)

    @property
    def kind(self) -> Kind:
        """How the text refers to the list; notes become footnotes."""
        return self.sheet.kind

    def order(self, records: Sequence[Record]) -> list[str]:
        """The ids in the style's order (alphabetical, or of first citation); records must be among the style's own."""
        wanted = [self._known(record) for record in records]
        listed = [source for source in self._listed["order"] if source in wanted]
        return list(dict.fromkeys((*listed, *wanted)))

    def suffixes(self, records: Sequence[Record]) -> dict[str, str]:
        """The letter (a, b, …) of every record that needs one, by id, among all sources of the outline."""
        wanted = {self._known(record) for record in records}
        return {source: _letters(n) for source, n in self._listed["letters"].items() if source in wanted}

    def entry(self, record: Record, *, number: int | None, lang: str, suffix: str = "") -> Spans:
        """One entry of the list, without its number."""
        source = self._known(record)
        asked = {"id": source, "letter": _place(suffix)}
        own = self._variant(lang).records[source]
        found = self._spans("entry", asked, lang, own, [source]) if self.sheet.has_list else ()
        return found if _printed(found) else (Span(str(record.get("title", source))),)

    def mark(self, items: Sequence[Item], *, numbers: Mapping[str, int], lang: str, session: Session = _ALONE) -> Spans:
        """What stands in the text for one cluster (in note styles: the text of the note).

        A pinpoint that the style would drop is set behind its mark in brackets; a source of which the style can print
        nothing (no author, no date) is named by its title.
        """
        whole = self._mark(items, numbers, lang, session)
        if not any(item.locator for item in items):
            return whole
        bare = [replace(item, locator="") for item in items]
        if text_of(whole) != text_of(self._mark(bare, numbers, lang, session)):
            return whole
        each = [(self._mark([item], numbers, lang, session), item) for item in bare]
        told = [(*mark, *_pinpoint(item, mark)) for (mark, _), item in zip(each, items, strict=True)]
        return merged(span for n, mark in enumerate(told) for span in (*([_between(mark)] if n else []), *mark))

    # ------------------------------------------------------------------ asking

    def _mark(self, items: Sequence[Item], numbers: Mapping[str, int], lang: str, session: Session) -> Spans:
        cites = [
            {**cite, **where} for cite, where in zip(map(self._cite, items), positions(items, session), strict=True)
        ]
        if session.narrative and self.kind == "author-date":
            name = self._cluster([{**cites[0], "author-only": 1}], numbers, lang, session)
            if _printed(name):
                rest = self._cluster([{**cite, "suppress-author": 1} for cite in cites], numbers, lang, session)
                return merged((*name, *((Span(" "), *rest) if _printed(rest) else ())))
        found = self._cluster(cites, numbers, lang, session)
        if not _printed(found):
            return (Span(str(items[0].record.get("title", items[0].id)), link=f"source:{items[0].id}"),)
        return found if self.kind == "note" or self._links_itself else _linked(found, items, numbers)

    @property
    def _links_itself(self) -> bool:
        """Whether citeproc-js links the parts of a mark: it can't for numbers, and mistakes the brackets of CSL-M."""
        return self.kind == "author-date" and not self.sheet.bilingual

    def _cite(self, item: Item) -> dict[str, Any]:
        cite: dict[str, Any] = {"id": self._known(item.record)}
        if item.locator:
            cite |= {"locator": item.locator, "label": "page" if item.label == "page" else _WORDED}
        return cite

    def _cluster(self, cites: list[dict[str, Any]], numbers: Mapping[str, int], lang: str, session: Session) -> Spans:
        ids = {cite["id"] for cite in cites}
        asked = {
            "cites": cites,
            "letters": {source: _place(letter) for source, letter in session.suffixes.items() if source in ids},
            "numbers": {source: n for source, n in numbers.items() if source in ids and self.kind == "numeric"},
            "linked": self._links_itself,
        }
        return self._spans("mark", asked, lang, self._variant(lang).digest, ids)

    @cached_property
    def _listed(self) -> dict[str, Any]:
        own = self._variant("")
        found: dict[str, Any] = self.answers.get(
            [*self._version, "order", own.digest], lambda: self._started(own).listed
        )
        return found

    def _spans(self, question: str, given: Any, lang: str, depends_on: Any, sources: Collection[str]) -> Spans:
        html = tidied(self._ask(question, given, lang, depends_on))
        for record in self.records:
            if record["id"] in sources and (translated := str(record.get("title-translated", ""))):
                html = tidied(html, translated.translate(SHIELDED))
        return spans(html)

    def _ask(self, question: str, given: Any, lang: str, depends_on: Any) -> str:
        def ask() -> str:
            try:
                return str(self._started(self._variant(lang)).ask(question, given))
            except Stopped as e:
                raise self._problem(e) from e

        return str(self.answers.get([*self._version, question, given, depends_on], ask))

    def _started(self, variant: _Variant) -> Engine:
        """The engine with these records in it; started when first needed."""
        if variant.digest not in self._engines:
            try:
                self._engines[variant.digest] = Engine(self.sheet, list(variant.records.values()))
            except Stopped as e:
                raise self._problem(e) from e
        return self._engines[variant.digest]

    def _problem(self, e: Stopped) -> Problems:
        hint = f"look at {self.sheet.file.as_posix()}, or choose another style: `collate styles list`"
        return Problems([Problem(self.place, f"the CSL engine stopped at this style: {e}", "bad-style", hint)])

    @cached_property
    def _version(self) -> tuple[str, str]:
        return version(), self.sheet.digest

    def _variant(self, lang: str) -> _Variant:
        if lang not in self._variants:
            records = {str(record["id"]): prepared(record, lang) for record in self.records}
            digest = hashlib.sha256(json.dumps(list(records.values()), sort_keys=True).encode()).hexdigest()
            self._variants[lang] = _Variant(records, digest)
        return self._variants[lang]

    def _known(self, record: Record) -> str:
        source = str(record["id"])
        if self._variant("").records.get(source) != prepared(record, ""):
            raise ValueError(f"the style was opened without this record of '{source}'")
        return source


def _printed(found: Spans) -> bool:
    shown = text_of(found)
    return bool(shown) and not any(nothing in shown for nothing in _NOTHING)


def _linked(found: Spans, items: Sequence[Item], numbers: Mapping[str, int]) -> Spans:
    """A numeric mark that leads to its sources: as a whole for one source, number by number for several."""
    sources = dict.fromkeys(item.id for item in items)
    if len(sources) == 1:
        [source] = sources
        return tuple(span if span.link else replace(span, link=f"source:{source}") for span in found)
    if not numbers or any(item.locator for item in items):  # a page could be taken for a number
        return found
    by_number = {str(numbers[source]): source for source in sources if source in numbers}
    return merged(
        replace(span, text=part, link=f"source:{by_number[part]}" if part in by_number else span.link)
        for span in found
        for part in re.split(r"(\d+)", span.text)
    )


def _pinpoint(item: Item, mark: Spans) -> Spans:
    """A pinpoint behind a mark: (p3), (pp3–4), (§3(1) ¶2), raised where the mark is."""
    if not item.locator:
        return ()
    raised = bool(mark) and mark[-1].raised
    pages = re.sub(r"\s*[-–—]\s*", "–", item.locator)
    shown = f"{'pp' if re.search(r'[–,]', pages) else 'p'}{pages}" if item.label == "page" else item.locator
    return (Span(f"{'' if raised else ' '}({shown})", raised=raised, link=f"source:{item.id}"),)


def _between(mark: Spans) -> Span:
    return Span("," if mark and mark[-1].raised else ", ", raised=bool(mark) and mark[-1].raised)


def _letters(place: int) -> str:
    """The letter at a place in the alphabet: 0 is a, 26 is aa."""
    return (_letters(place // 26 - 1) if place >= 26 else "") + "abcdefghijklmnopqrstuvwxyz"[place % 26]


def _place(letters: str) -> int | None:
    """The place in the alphabet of a letter; None for none."""
    place = -1
    for letter in letters:
        place = (place + 1) * 26 + ord(letter) - ord("a")
    return place if letters else None
