"""Word files read for the tests of keeping hand edits, with lxml alone: tracked changes accepted or rejected."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OURS = "Collate"


def root(data: bytes, part: str = "word/document.xml") -> Any:
    """The root of a part; None if there is none."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        return etree.fromstring(package.read(part)) if part in package.namelist() else None


def said(p: Any, *, accept: bool) -> str:
    """A paragraph's text; our changes accepted or rejected, other people's accepted."""
    return "".join(_said(p, accept)).strip()


def _said(element: Any, accept: bool) -> Iterator[str]:
    for child in element:
        name = str(child.tag).removeprefix(W)
        ours = child.get(f"{W}author") == OURS
        if name in ("del", "moveFrom"):
            if ours and not accept:
                yield from _said(child, accept)
        elif name == "ins" and ours and not accept:
            continue
        elif name in ("t", "delText"):
            yield child.text or ""
        elif name in ("tab", "br"):
            yield " "
        elif name not in ("pPr", "rPr", "instrText"):
            yield from _said(child, accept)


def paragraphs(data: bytes, *, accept: bool = True) -> list[str]:
    """The texts of all paragraphs of the body, and of the notes."""
    body = root(data)
    found = [said(p, accept=accept) for p in body.iter(f"{W}p")]
    for kind in ("footnote", "endnote"):
        notes = root(data, f"word/{kind}s.xml")
        held = {note.get(f"{W}id"): note for note in notes} if notes is not None else {}
        for reference in body.iter(f"{W}{kind}Reference"):
            found += [said(p, accept=accept) for p in held[reference.get(f"{W}id")].iter(f"{W}p")]
    return [text for text in found if text]


def comments(data: bytes) -> list[tuple[str, str]]:
    """Author and text of each comment."""
    found = root(data, "word/comments.xml")
    if found is None:
        return []
    return [(c.get(f"{W}author"), "".join(t.text or "" for t in c.iter(f"{W}t"))) for c in found]


def by_line(data: bytes, *, accept: bool = True) -> dict[str, str]:
    """The text of the paragraph in which each line begins, by the line's bookmark."""
    found = {}
    for p in root(data).iter(f"{W}p"):
        for mark in p.iter(f"{W}bookmarkStart"):
            if mark.get(f"{W}name", "").startswith("_c_"):
                found[mark.get(f"{W}name")] = said(p, accept=accept)
    return found


def sentences(text: str) -> list[str]:
    """The sentences of a text, blanks and the numbers of marks left out."""
    text = re.sub(r"\[\d+\]|[（(]?[图表]\s*\d+[）)]?|(?:Table|Figure)\s*\d+", "", text)
    return [one for one in (re.sub(r"\s+", "", s) for s in re.split(r"(?<=[。！？；])|(?<=[.!?;])\s", text)) if one]


def pending(data: bytes) -> int:
    """How many tracked changes of ours wait."""
    return sum(e.get(f"{W}author") == OURS for e in root(data).iter(f"{W}ins", f"{W}del"))


def settled(data: bytes, author: str, *, accept: bool) -> list[str]:
    """The texts of body and notes once all changes of an author are accepted, or rejected.

    Paragraphs and rows come and go too: one without its end runs on into the next, a note goes with its mark.
    """
    gone, body = ("del" if accept else "ins"), root(data)
    notes = root(data, "word/footnotes.xml")
    for part in (one for one in (body, notes) if one is not None):
        for change in list(part.iter(f"{W}ins", f"{W}del")):
            place, parent = change.tag.removeprefix(W), change.getparent()
            if parent is None or change.get(f"{W}author") != author or place != gone:
                continue
            if parent.tag == f"{W}trPr":
                row = parent.getparent()
                row.getparent().remove(row)
            elif parent.tag != f"{W}rPr":
                parent.remove(change)
    found = _run_on(body.iter(f"{W}p"), gone, author)
    held = {note.get(f"{W}id"): note for note in notes} if notes is not None else {}
    for reference in body.iter(f"{W}footnoteReference"):
        found += _run_on(held[reference.get(f"{W}id")].iter(f"{W}p"), gone, author)
    return found


def _run_on(paragraphs: Iterator[Any], gone: str, author: str) -> list[str]:
    """The texts of paragraphs of which some have lost their ends."""
    found: list[str] = []
    carried = ""
    for p in paragraphs:
        words = [t for t in p.iter(f"{W}t", f"{W}delText", f"{W}tab") if t.getparent().tag == f"{W}r"]
        carried += "".join(" " if t.tag == f"{W}tab" else t.text or "" for t in words)
        mark = p.find(f"{W}pPr/{W}rPr/{W}{gone}")
        if mark is None or mark.get(f"{W}author") != author:
            found += [carried.strip()] if carried.strip() else []
            carried = ""
    assert not carried, f"text without a paragraph: {carried}"
    return found
