"""What stands inside a line: words, links, citations, tags, mentions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from builder.citation import Item, Span
from builder.locator import Locator
from builder.problem import Place


@dataclass(frozen=True)
class Text:
    """Words of one kind."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Link:
    """Words that lead to an address outside the file (http, https or mailto)."""

    text: str
    url: str


@dataclass(frozen=True)
class Cited:
    """One claim that a `Cite` points to.

    `builder.cite` fills in what is printed of it: `number` (the source's number in this outline, 0 in styles
    without numbers), `label` (how lists name the source: "[4]" or ""), `name` (the article's short name),
    `where` (the pinpoint in words).
    """

    article: str
    claim: str
    locator: Locator
    quote: str = ""
    number: int = 0
    label: str = ""
    name: str = ""
    where: str = ""


@dataclass(frozen=True)
class Footnote:
    """What a note style says of a mark: the number of the note, from 1 through the document, and the note's text."""

    number: int
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Cite:
    """A reference to one or more claims.

    `form` is "mark" (a mark in running text) or "source" (spelled out, for a source column or line). `builder.cite`
    fills in the rest.

    Attributes:
        spans: what stands in the text.
        short: the mark without its pinpoints, for formats that print these close by (a slide's source line).
        note: in note styles, the footnote that stands for `spans` in a format that has footnotes.
        sources: the sources with their records, one item each, all pinpoints in one.
    """

    items: tuple[Cited, ...]
    place: Place
    form: Literal["mark", "source"] = "mark"
    spans: tuple[Span, ...] = ()
    short: tuple[Span, ...] = ()
    note: Footnote | None = None
    sources: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Tag:
    """A judgement of the editors in one word, with its symbol: never colour alone.

    `kind` and `value` choose the tint (relation: agree, partly, differ, single; confidence: high, moderate, low;
    mode: asserts, forecasts, reports; silent: silent); `symbol` and `word` are what is read.
    """

    kind: Literal["relation", "confidence", "mode", "silent"]
    value: str
    word: str
    symbol: str = ""


@dataclass(frozen=True)
class Ref:
    """A mention of a numbered table or figure, by the shape's id. The plan fills in `text` ("表1", "Figure 2")."""

    target: str
    text: str = ""


Inline: TypeAlias = Text | Link | Cite | Tag | Ref


@dataclass(frozen=True)
class Line:
    """One unit of text: what people edit, and what regenerating keeps or patches.

    Attributes:
        id: the outline node it prints, with its language (`questions.motive.finding@zh`); unique in a document.
        parts: the inlines, in reading order.
    """

    id: str
    parts: tuple[Inline, ...]
