"""What people have written in the margin: the comments of Word and PowerPoint files, with the line that each is about.

Word keeps them in `comments.xml`, and in `commentsExtended.xml` which are resolved and which answer others (MS-DOCX
2.5.4). PowerPoint has two kinds: the older comments at a point of a slide (ECMA-376 part 1, 19.4), and threads that
name the shape (MS-PPTX 2.6). Our own, by which a build reports conflicts, are left out by the callers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.audit.piece import Piece, folded
from builder.finished.package import RELATION_ID, Element, Package, open_package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P188 = "{http://schemas.microsoft.com/office/powerpoint/2018/8/main}"
_NAMED = re.compile(r"‹[^‹›|]*\|\s*([^‹›|]*?)\s*›$")
"""How a build's own comments name the shape that they are about."""
_EMU_A_POINT = 12700
_POINT_UNITS = 576 / 72  # a comment's place is given in 1/576 inch


@dataclass(frozen=True)
class Comment:
    """One comment.

    Attributes:
        author, date: as the file gives them; the day alone.
        text: what it says.
        line: the id of the line that it is about; "" where it is about none of ours.
        where: where it hangs, in words.
        about: the words that were marked; "" where none were.
        resolved: somebody has ticked it off.
    """

    author: str
    date: str
    text: str
    line: str
    where: str
    about: str = ""
    resolved: bool = False

    def __str__(self) -> str:
        about = f" on “{self.about[:40]}”" if self.about else ""
        state = " (resolved)" if self.resolved else ""
        return folded(f"{self.where}: {self.author}, {self.date or 'no date'}{about}: {self.text}{state} {self.line}")


def comments_in(data: bytes, names: Mapping[str, str], pieces: Sequence[Piece]) -> tuple[Comment, ...]:
    """The comments of a file, in its order.

    Args:
        data: a Word or PowerPoint file.
        names: the ids of lines by the names of their bookmarks (Word).
        pieces: what stands in the file, with the ids of lines (PowerPoint).

    Raises:
        ValueError: it is neither.
    """
    package = open_package(data)
    root = package.tree(package.main)
    if root is not None and root.tag == f"{_P}presentation":
        return tuple(_in_deck(package, root, pieces))
    return tuple(_in_paper(package, root, names))


def _part(package: Package, of: str, kind: str) -> Element:
    return next((package.tree(r.part) for r in package.related(of).values() if r.kind == kind), None)


# ---------------------------------------------------------------- Word


def _in_paper(package: Package, root: Element, names: Mapping[str, str]) -> Iterator[Comment]:
    given = _part(package, package.main, "comments")
    if root is None or given is None:
        return
    extended = _part(package, package.main, "commentsExtended")
    done = {
        one.get(f"{_W15}paraId", ""): one.get(f"{_W15}done", "0") in ("1", "true")
        for one in (extended.iter(f"{_W15}commentEx") if extended is not None else ())
    }
    hung = _hung(root, names)
    for one in given.iter(f"{_W}comment"):
        line, about = hung.get(one.get(f"{_W}id", ""), ("", ""))
        paragraphs = list(one.iter(f"{_W}p"))
        said = folded(" ".join("".join(t.text or "" for t in p.iter(f"{_W}t")) for p in paragraphs))
        last = paragraphs[-1].get(f"{_W14}paraId", "") if paragraphs else ""
        date = one.get(f"{_W}date", "")[:10]
        yield Comment(one.get(f"{_W}author", ""), date, said, line, "comment", about, done.get(last, False))


def _hung(root: Element, names: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """For each comment the line on which it hangs, and the words that are marked."""
    lines: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    opened: dict[str, str] = {}
    waiting: list[str] = []
    last = ""
    for one in root.iter():
        match one.tag.removeprefix(_W) if isinstance(one.tag, str) else "":
            case "p":
                waiting, last = [], next(reversed(opened.values()), "")
            case "bookmarkStart" if one.get(f"{_W}name", "") in names:
                last = opened[one.get(f"{_W}id", "")] = names[one.get(f"{_W}name", "")]
                lines |= dict.fromkeys((n for n in waiting if not lines.get(n)), last)
            case "bookmarkEnd":
                opened.pop(one.get(f"{_W}id", ""), None)
            case "commentRangeStart" | "commentReference" as kind:
                number = one.get(f"{_W}id", "")
                if kind == "commentRangeStart":
                    words[number] = []
                if not lines.get(number):
                    lines[number] = next(reversed(opened.values()), "") or last
                    waiting.append(number)
            case "commentRangeEnd":
                number = one.get(f"{_W}id", "")
                words[f"done {number}"] = words.pop(number, [])
            case "t":
                for number, said in words.items():
                    if not number.startswith("done "):
                        said.append(one.text or "")
    return {n: (line, folded("".join(words.get(f"done {n}", words.get(n, []))))) for n, line in lines.items()}


# ---------------------------------------------------------------- PowerPoint


def _in_deck(package: Package, root: Element, pieces: Sequence[Piece]) -> Iterator[Comment]:
    old, new = (_part(package, package.main, kind) for kind in ("commentAuthors", "authors"))
    called = {f"old {a.get('id')}": a.get("name", "") for a in (old if old is not None else ())}
    called |= {f"new {a.get('id')}": a.get("name", "") for a in (new if new is not None else ())}
    relations = package.related(package.main)
    for n, shown in enumerate(root.iter(f"{_P}sldId"), 1):
        slide = relations.get(shown.get(RELATION_ID, ""))
        tree = package.tree(slide.part) if slide else None
        if slide is None or tree is None:
            continue
        for related in package.related(slide.part).values():
            given = package.tree(related.part) if related.kind == "comments" else None
            for one in given if given is not None else ():
                if one.tag == f"{_P}cm":
                    said = folded(one.findtext(f"{_P}text") or "")
                    named = _NAMED.search(said)
                    line = _line(pieces, n, named[1] if named else _at(tree, one.find(f"{_P}pos")))
                    author = called.get(f"old {one.get('authorId')}", "")
                    yield Comment(author, one.get("dt", "")[:10], said, line, f"slide {n}")
                elif one.tag == f"{_P188}cm":
                    yield from _thread(one, called, _line(pieces, n, _meant(tree, one)), f"slide {n}")


def _thread(one: Element, called: Mapping[str, str], line: str, where: str) -> Iterator[Comment]:
    """A comment of the newer kind, and the answers to it."""
    resolved = one.get("status", "") in ("resolved", "closed")
    for said in (one, *one.iter(f"{_P188}reply")):
        body = said.find(f"{_P188}txBody")
        text = folded(" ".join(t.text or "" for t in (body.iter(f"{_A}t") if body is not None else ())))
        author = called.get(f"new {said.get('authorId')}", "")
        yield Comment(author, said.get("created", "")[:10], text, line, where, resolved=resolved)


def _meant(tree: Element, comment: Element) -> str:
    """The name of the shape that a comment of the newer kind names by its number ("" for the slide itself)."""
    numbers = [
        e.get("id", "") for e in comment.iter() if isinstance(e.tag, str) and e.tag.endswith("Mk") and e.get("id")
    ]
    named = {e.get("id", ""): e.get("name", "") for e in tree.iter(f"{_P}cNvPr")}
    return next((named[n] for n in reversed(numbers) if n in named), "")


def _at(tree: Element, pos: Element) -> str:
    """The name of the smallest shape on which a comment of the older kind was put ("" for none)."""
    if pos is None:
        return ""
    x, y = (float(pos.get(key, "0")) / _POINT_UNITS * _EMU_A_POINT for key in ("x", "y"))
    found = []
    for frame in tree.iter(f"{_A}xfrm", f"{_P}xfrm"):
        off, ext = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
        if off is None or ext is None:
            continue
        left, top = int(off.get("x", "0")), int(off.get("y", "0"))
        wide, high = int(ext.get("cx", "0")), int(ext.get("cy", "0"))
        shape = next(frame.iterancestors(f"{_P}sp", f"{_P}graphicFrame"), None)
        if shape is not None and left <= x <= left + wide and top <= y <= top + high:
            found.append((wide * high, next((e.get("name", "") for e in shape.iter(f"{_P}cNvPr")), "")))
    return min(found)[1] if found else ""


def _line(pieces: Sequence[Piece], slide: int, name: str) -> str:
    """The first line of a shape; where it has none, the first of the slide."""
    here = [piece for piece in pieces if piece.slide == slide and not piece.spoken and piece.lines]
    own = [piece for piece in here if piece.anchor == name]
    return next((piece.lines[0][0] for piece in (*own, *here)), "")
