"""Fields of somebody's own Word file that are filled from the outline: `{{ outline.title }}` on one line.

Here they are found, also where Word has split one over several runs, and what is to stand there is put in: as text,
in the form of the run in which the field begins. What a field means is decided by the plan stage, which knows outlines
and has the sandbox; this room only hands over the words between the braces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from builder import model
from builder.formats.word.elements import SPACE, Element, name, new, ordered, put, value
from builder.problem import Problem, Problems

_FIELD = re.compile(r"\{\{[^\n]*?\}\}")
_OTHER = re.compile(r"\{[%#]|[%#]\}|\{\{|\}\}")
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_WHITE = re.compile(r"\s+")
_PROPERTIES = re.compile(r"\s*(TITLE|SUBJECT|KEYWORDS)\s*(\\\*.*)?", re.IGNORECASE)
TITLE = re.compile(r"\{\{\s*(outline\s*\.\s*)?title\b")
"""A field that prints the title: where one stands before the body, the file has a cover of its own."""


@dataclass(frozen=True)
class _Piece:
    """Some text of a paragraph: where it begins in the whole, and its `w:t`; None for a tab or a break."""

    start: int
    text: str
    element: Element | None


def fields_in(root: Element, part: str, look: model.Look) -> Iterator[model.LookField]:
    """The fields of one part, in reading order.

    Raises:
        Problems: loops, comments, and braces without a partner on the line.
    """
    found = []
    for p in root.iter(name("w:p")):
        text = "".join(piece.text for piece in _pieces(p))
        if other := _OTHER.search(_FIELD.sub("", text)):
            shown = text[max(0, other.start() - 20) :][:60].strip()
            hint = "only {{ … }} stands in a look, on one line: {{ outline.title }}"
            found.append(Problem(look.place, f"{look.path.name}, {part}: cannot read '{shown}'", "jinja", hint))
            continue
        yield from (model.LookField(m[0], f"{look.path.name}, {part}", look.place) for m in _FIELD.finditer(text))
    if found:
        raise Problems(found)


def fill_fields(root: Element, texts: Mapping[str, str]) -> None:
    """Put the words in the place of the fields of one part; a field that is not among `texts` stays."""
    for p in root.iter(name("w:p")):
        pieces = list(_pieces(p))
        whole = "".join(piece.text for piece in pieces)
        for m in reversed(list(_FIELD.finditer(whole))):  # from the end: the places of those before stay right
            if m[0] in texts:
                _put(pieces, m.start(), m.end(), _WHITE.sub(" ", texts[m[0]]).strip())
                pieces = list(_pieces(p))


def fill_properties(root: Element, doc: model.Document) -> None:
    """Bring Word's own fields for the file's properties up to date: TITLE, SUBJECT, KEYWORDS."""
    words = {"TITLE": doc.title, "SUBJECT": doc.subject, "KEYWORDS": doc.keywords}
    for p in root.iter(name("w:p")):
        code, open_ = "", 0
        shown: list[Element] = []
        for each in p.iter(name("w:fldChar"), name("w:instrText"), name("w:t")):
            if _owner(each) is not p:
                continue
            kind = value(each, "w:fldCharType")
            open_ += {"begin": 1, "end": -1}.get(kind, 0)
            if kind == "begin":
                code, shown = "", []
            elif each.tag == name("w:instrText"):
                code += each.text or ""
            elif each.tag == name("w:t") and open_:
                shown.append(each)
            elif kind == "end" and shown and (m := _PROPERTIES.fullmatch(code)):
                for n, text in enumerate(shown):
                    _write(text, words[m[1].upper()] if n == 0 else "")


def _pieces(p: Element) -> Iterator[_Piece]:
    """The text of a paragraph, without that of text boxes anchored in it and of field codes."""
    at = 0
    for each in p.iter(name("w:t"), name("w:tab"), name("w:br"), name("w:cr")):
        if _owner(each) is not p or (each.tag == name("w:tab") and _parent(each).tag != name("w:r")):
            continue
        text = (each.text or "") if each.tag == name("w:t") else "\t" if each.tag == name("w:tab") else "\n"
        yield _Piece(at, text, each if each.tag == name("w:t") else None)
        at += len(text)


def _owner(element: Element) -> Element | None:
    """The paragraph that an element stands in: the nearest one around it."""
    return next(element.iterancestors(name("w:p")), None)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def _put(pieces: list[_Piece], start: int, end: int, words: str) -> None:
    """Replace a stretch of a paragraph's text; it takes the form of the run in which it begins."""
    for piece in pieces:
        low, high = max(start, piece.start), min(end, piece.start + len(piece.text))
        if piece.element is None or low >= high:
            continue
        a, b = low - piece.start, high - piece.start
        _write(piece.element, piece.text[:a] + (words if low == start else "") + piece.text[b:])


def _write(text: Element, words: str) -> None:
    """Change a `w:t`."""
    text.text = words
    text.set(SPACE, "preserve")
    hint_at_han(text)


def hint_at_han(text: Element) -> None:
    """Let the run of a `w:t` with Han in it say so, or “ ” … — would come out in the Latin font."""
    run = _parent(text)
    if not _HAN.search(text.text or "") or run.tag != name("w:r"):
        return
    form = run.find(name("w:rPr"))
    if form is None:
        form = new("w:rPr")
        run.insert(0, form)
    fonts = form.find(name("w:rFonts"))
    if fonts is None:
        fonts = put(form, "w:rFonts")
    fonts.set(name("w:hint"), "eastAsia")
    ordered(form)


def parts_with_text(document: Any, sections: Iterable[Element]) -> Iterator[tuple[str, Element]]:
    """The parts whose text stays: the body, and the headers and footers that its sections name."""
    yield "word/document.xml", document.element
    named = {
        value(reference, "r:id")
        for section in sections
        for tag in ("headerReference", "footerReference")
        for reference in section.iter(name(f"w:{tag}"))
    }
    for relation in sorted(named & set(document.part.rels), key=_number):
        part = document.part.rels[relation].target_part
        yield str(part.partname).lstrip("/"), part.element


def _number(relation: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", relation)
    return int(digits or 0), relation
