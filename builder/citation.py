"""What every citation engine answers: an order, an entry of the list, a mark in the text; all as structured runs.

GB/T 7714 is built in (`builder.cites`, one module a style); other styles are CSL and answer the same questions.
A style is found by its name in YAML: `builder.cites.style("gb-t-7714-2025-numeric")`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol, TypeAlias

Record: TypeAlias = Mapping[str, Any]
"""A source in the fields of CSL-JSON, with at least `id` and `type`; as it stands under `article:` in YAML."""

Spans: TypeAlias = "tuple[Span, ...]"


@dataclass(frozen=True)
class Span:
    """A run of text of one kind.

    Attributes:
        link: where it leads: an address (`https://…`), or `source:<id>` for that source's entry in the list.
    """

    text: str
    raised: bool = False
    italic: bool = False
    small_caps: bool = False
    link: str = ""


@dataclass(frozen=True)
class Item:
    """One source in a cluster, with the pinpoint.

    Attributes:
        locator: pages ("12-14"), or, with any label but "page", the text to show ("三（一）第2段", "§3(1) ¶2").
        label: what the locator counts, in the words of CSL: page, section, figure, table, …
    """

    record: Record
    locator: str = ""
    label: str = "page"

    @property
    def id(self) -> str:
        """The source's id."""
        return str(self.record["id"])


@dataclass(frozen=True)
class Session:
    """What a mark depends on besides its own items. One object serves a whole outline in all styles but note styles.

    Attributes:
        suffixes: a, b, … of works that author and year don't tell apart, by id (`Style.suffixes`).
        first_notes: for note styles: the number of the note in which a source was first cited, by id.
        last: for note styles: the items of the note before this one.
        narrative: the sentence itself names the author: print the name outside the brackets (author-date only).
        numbered: for note styles: a note may point back to another by its number; not where numbers begin anew.
        names: for note styles: short names that the text has introduced, by id; a repeat may go by them.
    """

    suffixes: Mapping[str, str] = field(default_factory=dict)
    first_notes: Mapping[str, int] = field(default_factory=dict)
    last: tuple[Item, ...] = ()
    narrative: bool = False
    numbered: bool = True
    names: Mapping[str, str] = field(default_factory=dict)

    def after(self, items: Sequence[Item], note: int) -> Session:
        """The session for the next note, when note number `note` cites these items."""
        first = {item.id: note for item in items} | dict(self.first_notes)
        return replace(self, first_notes=first, last=tuple(items))


class Style(Protocol):
    """A citation style: pure questions, always answered the same. Modules of `builder.cites` are styles."""

    @property
    def kind(self) -> Literal["numeric", "author-date", "note"]:
        """How the text refers to the list; notes become footnotes."""

    def order(self, records: Sequence[Record]) -> list[str]:
        """The ids in the order of the list of sources; `records` come in order of first citation."""

    def suffixes(self, records: Sequence[Record]) -> dict[str, str]:
        """The letter (a, b, …) of every record that needs one, by id; empty in styles that have none."""

    def entry(self, record: Record, *, number: int | None, lang: str, suffix: str = "") -> Spans:
        """One entry of the list, without its `[n]` label, in a document whose language is `lang` (zh, en)."""

    def mark(self, items: Sequence[Item], *, numbers: Mapping[str, int], lang: str, session: Session = ...) -> Spans:
        """What stands in the text for one cluster (in note styles: the text of the note)."""


def text_of(spans: Sequence[Span]) -> str:
    """The words of some spans, without their formatting."""
    return "".join(span.text for span in spans)
