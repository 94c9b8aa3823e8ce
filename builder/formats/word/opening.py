"""Where the document's text goes in somebody's own Word file, and what of the file's own text stays around it."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass

from builder import model
from builder.formats.word.elements import Element, name, new, value
from builder.formats.word.slots import BodyPlace, Slots
from builder.problem import Problem, Problems, did_you_mean

NAMES = ("body", "collate", "collate_body", "正文")
"""Bookmarks and content controls of these names are taken for the place of the body without being told."""
_PAPER = {"w": 11906, "h": 16838}
_MARGINS = {"top": 1440, "right": 1440, "bottom": 1440, "left": 1440, "header": 708, "footer": 708, "gutter": 0}


@dataclass(frozen=True)
class Opening:
    """The place of the text in the body of a file, its sample text gone.

    Attributes:
        at: what stands after it, or the file's last `w:sectPr`.
        section: the `w:sectPr` that governs it.
        carried: it stood in a sample paragraph that is gone: our last paragraph takes it over.
        before, after: text of the file stays in front of it, or behind it in the same section.
        mark: the bookmark or content control: the file's own text around it may stay. None where all of it goes.
        how: in words, for reports.
    """

    at: Element
    section: Element
    carried: bool = False
    before: bool = False
    after: bool = False
    mark: BodyPlace | None = None
    how: str = "the whole body is replaced"

    def close(self, last: Element, own: Element, then: Element, *, wide: bool) -> None:
        """End the text with its section.

        Args:
            last: the last paragraph that was written.
            own: the properties of the section that it ends.
            then: those for what the file has behind it.
            wide: that section lies on its side.
        """
        if self.carried:
            last[0].append(own)
        elif wide and self.after:
            last[0].append(own)
            self._replace(then)
        else:
            self._replace(own)

    def begun(self, own: Element) -> Element:
        """The properties of our first section: where the file's own text stands in it too, it begins as theirs did."""
        if self.before:
            for kind in own.findall(name("w:type")):
                theirs = self.section.find(name("w:type"))
                if theirs is None:
                    own.remove(kind)
                else:
                    own.replace(kind, copy.deepcopy(theirs))
        return own

    def _replace(self, by: Element) -> None:
        parent = self.section.getparent()
        assert parent is not None
        parent.replace(self.section, by)


def open_body(body: Element, slots: Slots, look: model.Look) -> Opening:
    """Find the place of the text and take out the sample text that stands there.

    Args:
        body: the `w:body`.
        slots: what `look.yaml` says.
        look: for messages.

    Raises:
        Problems: there is no such bookmark or content control, or it stands where no text can go.
    """
    end = body[-1] if len(body) and body[-1].tag == name("w:sectPr") else None
    if end is None:
        end = new("w:sectPr")
        body.append(end)
    for section in body.iter(name("w:sectPr")):
        _sized(section)
    wanted = slots.body or _named(body, look)
    if wanted is None or wanted.kind == "whole":
        for child in list(body):
            if child is not end:
                body.remove(child)
        return Opening(end, end)
    first, last = _range(body, wanted, look)
    if "before" not in slots.keep:
        _drop(first.itersiblings(preceding=True))
    if "after" not in slots.keep:
        _drop(e for e in last.itersiblings() if e is not end)
    inner = last.find(f"{name('w:pPr')}/{name('w:sectPr')}")
    at = last.getnext()
    assert at is not None
    _drop([first, *(e for e in first.itersiblings() if body.index(e) <= body.index(last))])
    how = f"at the {_WORDS[wanted.kind]} '{wanted.name}'"
    before = at.getprevious() is not None
    if inner is not None and at is not end:
        return Opening(at, inner, carried=True, before=before, mark=wanted, how=how)
    if inner is not None:  # nothing follows: the section of the sample is the last one, not an empty one behind it
        body.replace(end, inner)
        at = inner
    governing = _governing(at)
    return Opening(at, governing, before=before, after=at is not governing, mark=wanted, how=how)


def marks(body: Element) -> Iterator[tuple[str, str]]:
    """The bookmarks and content controls of a file ("bookmark", name) where a body could go."""
    for start in body.iter(name("w:bookmarkStart")):
        if not value(start, "w:name").startswith("_"):
            yield "bookmark", value(start, "w:name")
    for control in body.iter(name("w:sdt")):
        if tag := _tag(control):
            yield "control", tag


def _named(body: Element, look: model.Look) -> BodyPlace | None:
    found = next(((kind, mark) for kind, mark in marks(body) if mark.casefold() in NAMES), None)
    return None if found is None else BodyPlace(*found, look.place)


def _tag(control: Element) -> str:
    properties = control.find(name("w:sdtPr"))
    if properties is None:
        return ""
    return value(properties.find(name("w:tag"))) or value(properties.find(name("w:alias")))


def _range(body: Element, wanted: BodyPlace, look: model.Look) -> tuple[Element, Element]:
    """The first and the last block that the mark covers: both children of the body."""
    if wanted.kind == "control":
        starts = [c for c in body.iter(name("w:sdt")) if _tag(c) == wanted.name]
        ends = starts
    else:
        starts = [s for s in body.iter(name("w:bookmarkStart")) if value(s, "w:name") == wanted.name]
        number = value(starts[0], "w:id") if starts else ""
        ends = [e for e in body.iter(name("w:bookmarkEnd")) if value(e, "w:id") == number] or starts
    if not starts:
        there = [mark for kind, mark in marks(body) if kind == wanted.kind]
        message = f"{look.path.name} has no {_WORDS[wanted.kind]} '{wanted.name}'"
        raise Problems([Problem(wanted.place, message, "no-target", did_you_mean(wanted.name, there))])
    first, last = _block(body, starts[0]), _block(body, ends[0])
    if last is not first and last.tag == name("w:p") and not _words_before(last, ends[0]):
        last = last.getprevious() if last.getprevious() is not None else last  # type: ignore[assignment]
    inside = {first.tag, last.tag} - {name("w:p"), name("w:sdt"), name("w:bookmarkStart"), name("w:bookmarkEnd")}
    if inside or body.index(last) < body.index(first):
        message = f"the {_WORDS[wanted.kind]} '{wanted.name}' stands in a table or runs backwards"
        raise Problems([Problem(wanted.place, message, "place", "put it around a paragraph of its own")])
    lone = wanted.kind == "bookmark" and first is last and first.tag == name("w:p")
    if lone and starts[0].getnext() is ends[0] and "".join(map(str, first.itertext())).strip():
        message = f"the bookmark '{wanted.name}' stands in a paragraph with other text"
        raise Problems([Problem(wanted.place, message, "place", "give it a paragraph of its own, or select the text")])
    return first, last


_WORDS = {"bookmark": "bookmark", "control": "content control"}


def _block(body: Element, inner: Element) -> Element:
    """The child of the body that holds an element."""
    while (parent := inner.getparent()) is not body:
        assert parent is not None
        inner = parent
    return inner


def _words_before(block: Element, end: Element) -> bool:
    """Whether anything stands in a paragraph before the end of a bookmark: Word ends a selection of whole paragraphs
    at the beginning of the next one."""
    for each in block.iter():
        if each is end:
            return False
        if each.tag in (name("w:t"), name("w:tab"), name("w:br"), name("w:fldChar")) or each.tag == name("w:drawing"):
            return True
    return False


def _drop(elements: Iterator[Element] | list[Element]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _governing(at: Element) -> Element:
    """The section properties of what stands at a place: the first at or after it (ECMA-376 Part 1, 17.6.18)."""
    here: Element | None = at
    while here is not None:
        if here.tag == name("w:sectPr"):
            return here
        if (inner := here.find(f"{name('w:pPr')}/{name('w:sectPr')}")) is not None:
            return inner
        here = here.getnext()
    raise ValueError("the body ends without section properties")


def _sized(section: Element) -> None:
    """Give a section that names no paper A4, so that Word and LibreOffice agree on the width of its text."""
    if section.find(name("w:pgMar")) is None:
        _after_type(section, new("w:pgMar", **_MARGINS))
    if section.find(name("w:pgSz")) is None:
        _after_type(section, new("w:pgSz", **_PAPER))


def _after_type(section: Element, made: Element) -> None:
    before = ["headerReference", "footerReference", "footnotePr", "endnotePr", "type"]
    tags = {name(f"w:{tag}") for tag in (*before, *(["pgSz"] if made.tag == name("w:pgMar") else []))}
    section.insert(sum(child.tag in tags for child in section), made)
