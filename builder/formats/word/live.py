"""Marks as fields that Zotero's plug-in for Word recognises and goes on with, with the same visible text.

What the plug-in writes (Zotero 5 to 7): a mark is a complex field `ADDIN ZOTERO_ITEM CSL_CITATION {json}`, the list is
`ADDIN ZOTERO_BIBL {json} CSL_BIBLIOGRAPHY`, and custom properties ZOTERO_PREF_1, _2, … hold the document's style in
pieces of at most 255 characters. Our sources are in nobody's library: their address is `urn:collate:source:<id>`, and
Zotero formats them from the record that the field carries.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import quoteattr

from builder import model
from builder.citation import Item, Record, Span, text_of

PREFERENCE = "ZOTERO_PREF_"
PIECE = 255
"""The longest property, in characters; Word cuts longer ones."""

_SCHEMA = "https://github.com/citation-style-language/schema/raw/master/csl-citation.json"
_OURS = ("not_stated", "title-translated", "container-title-translated")  # fields that CSL does not know


def cites(doc: model.Document) -> Iterator[model.Cite]:
    """Every citation that Word draws."""
    for shape in doc.shapes:
        if not isinstance(shape, model.Notes):
            for line in model.lines_of(shape):
                yield from (part for part in line.parts if isinstance(part, model.Cite))


def item_code(cite: model.Cite, spans: Sequence[Span], key: str) -> str:
    """The code of a mark's field.

    Args:
        cite: the mark.
        spans: what is shown of it, here or in its note: Zotero asks before it changes what people have edited.
        key: tells this mark from every other of the document.
    """
    shown = text_of(spans)
    note = cite.note.number if cite.note else 0
    citation = {
        "citationID": _short_id(key),
        "properties": {"formattedCitation": shown, "plainCitation": shown, "noteIndex": note},
        "citationItems": [_item(item) for item in cite.sources],
        "schema": _SCHEMA,
    }
    return f"ADDIN ZOTERO_ITEM CSL_CITATION {_json(citation)}"


def list_code(uncited: Sequence[str]) -> str:
    """The code of the list's field; `uncited` are the ids of the sources that no mark names."""
    listed = {"uncited": [[_address(source)] for source in uncited], "omitted": [], "custom": []}
    return f"ADDIN ZOTERO_BIBL {_json(listed)} CSL_BIBLIOGRAPHY"


def _item(item: Item) -> dict[str, Any]:
    made: dict[str, Any] = {"id": item.id, "uris": [_address(item.id)], "itemData": csl(item.record)}
    if item.locator:
        made |= {"locator": item.locator, "label": item.label}
    return made


def csl(record: Record) -> dict[str, Any]:
    """A record in the fields of CSL-JSON alone, numbers in dates as numbers."""
    made = {key: _plain(given) for key, given in record.items() if key not in _OURS}
    for date in made.values():
        if isinstance(date, dict) and "date-parts" in date:
            date["date-parts"] = [[int(p) if str(p).isdecimal() else p for p in point] for point in date["date-parts"]]
    return made


def _plain(given: Any) -> Any:
    if isinstance(given, Mapping):
        return {str(key): _plain(part) for key, part in given.items() if key != "romanised"}
    if isinstance(given, (list, tuple)):
        return [_plain(part) for part in given]
    return str(given) if isinstance(given, str) else given


def _address(source: str) -> str:
    return f"urn:collate:source:{source}"


def _json(given: Any) -> str:
    return json.dumps(given, ensure_ascii=False, separators=(",", ":"))


def _short_id(of: str) -> str:
    return hashlib.sha1(of.encode("utf-8")).hexdigest()[:8]


def preferences(doc: model.Document, locale: str) -> dict[str, str]:
    """The document's preferences as Zotero keeps them: custom properties ZOTERO_PREF_1, …

    The style is named as Zotero's repository names it; where Zotero has no style of that name it asks for one.
    """
    assert doc.citations is not None
    style = quoteattr(f"http://www.zotero.org/styles/{doc.citations.style.removesuffix('.csl')}")
    data = (
        f'<data data-version="3" zotero-version="7.0.0"><session id="{_short_id(doc.title + doc.date)}"/>'
        f'<style id={style} locale="{locale}" hasBibliography="1" bibliographyStyleHasBeenSet="1"/>'
        f'<prefs><pref name="fieldType" value="Field"/><pref name="noteType" value="{int(doc.citations.notes)}"/>'
        "</prefs></data>"
    )
    pieces = [data[at : at + PIECE] for at in range(0, len(data), PIECE)]
    return {f"{PREFERENCE}{n}": piece for n, piece in enumerate(pieces, 1)}
