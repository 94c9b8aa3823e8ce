"""Conflicts told in the file: a comment of ours on the slide, beside the shape.

They are comments of the older kind (ECMA-376 part 1, 19.4: `commentAuthors.xml` and one part a slide), not the threaded
ones of PowerPoint 365. Every PowerPoint since 2007 shows them, 365 turns them into threads by itself, and LibreOffice
reads no others; a threaded comment would be invisible in half of the programs in which people answer it.

The last line of a comment names what it is about: ‹slide | shape›. It is how a comment is found again, since programs
keep the words of a comment and nothing else of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from builder.kept.happened import AUTHOR
from builder.kept.slides.file import KINDS, Element, File, P, Rel
from builder.kept.slides.reading import Slide

_TYPE = "application/vnd.openxmlformats-officedocument.presentationml."
_NS = "http://schemas.openxmlformats.org/presentationml/2006/main"
_P15 = "{http://schemas.microsoft.com/office/powerpoint/2012/main}"
_ABOUT = re.compile(r"‹([^‹›|]*)\|([^‹›|]*)›\s*$")
_EMU_A_STEP = 1587.5  # comments stand on a grid of 576 steps an inch
_WORDS = {
    "zh": {
        "edited": "这里有人改过，大纲也改了。文件里保留了人改的文字；大纲现在写作：",
        "deleted": "这里有内容被人删去，大纲却改了它。文件里没有恢复；大纲现在写作：",
        "gone": "大纲已经没有这一项，但这里有人改过，所以保留。",
        "settle": "采用大纲的文字，或删去本批注，下次生成即视为已定。",
    },
    "en": {
        "edited": "This was edited here, and changed in the outline too. The edit was kept; the outline now says:",
        "deleted": "Something was deleted here, and the outline has changed it. It stays deleted; the outline says:",
        "gone": "The outline no longer has this. It was edited here, and therefore kept.",
        "settle": "Take the outline’s words, or delete this comment: the next build takes it as settled.",
    },
}


@dataclass(frozen=True)
class Comment:
    """A comment of ours that is there.

    Attributes:
        about: the slide's and the shape's names.
        answered: somebody has replied to it.
    """

    slide: Slide
    part: str
    element: Element
    about: tuple[str, str]
    text: str
    answered: bool


def ours(file: File, slides: list[Slide]) -> Iterator[Comment]:
    """The comments of ours in a file."""
    people = _people(file)
    mine = {id for id, name in people.items() if name == AUTHOR}
    if not mine:
        return
    for slide in slides:
        for part in file.related(slide.part, "comments"):
            every = list(file.tree(part).iter(f"{P}cm"))
            for one in every:
                text = one.findtext(f"{P}text") or ""
                about = _ABOUT.search(text)
                if one.get("authorId") in mine and about:
                    answered = any(_answers(other, one) for other in every if other is not one)
                    yield Comment(slide, part, one, (about[1].strip(), about[2].strip()), text, answered)


def remove(file: File, comment: Comment) -> None:
    """Take a comment of ours away."""
    comment.element.getparent().remove(comment.element)
    file.touch(comment.part)
    if not len(file.tree(comment.part)):
        for id, rel in list(file.rels(comment.slide.part).items()):
            if rel.target == comment.part:
                file.unrelate(comment.slide.part, id)


def call(file: File, comment: Comment, about: tuple[str, str]) -> None:
    """Let a comment of ours say what it is about as the outline calls that now."""
    text = _ABOUT.sub(f"‹{about[0]} | {about[1]}›", comment.text)
    if about != comment.about:
        comment.element.find(f"{P}text").text = text
        file.touch(comment.part)


def write(file: File, slide: Slide, about: tuple[str, str], said: str, date: str, at: tuple[int, int]) -> None:
    """Put a comment of ours on a slide, in place of one about the same.

    Args:
        about: the slide's and the shape's names.
        said: its text, without the line that names what it is about.
        date: ISO date of the comment.
        at: where it stands, in EMU.
    """
    text = f"{said}\n‹{about[0]} | {about[1]}›"
    for old in ours(file, [slide]):
        if old.about == about and not old.answered:
            if old.text != text:
                old.element.find(f"{P}text").text = text
                file.touch(old.part)
            return
    put(file, slide, text, date, at)


def put(file: File, slide: Slide, text: str, date: str, at: tuple[int, int]) -> None:
    """Put another comment of ours on a slide.

    Args:
        text: all that it says.
        date: ISO date of the comment.
        at: where it stands, in EMU.
    """
    author, index = _author(file)
    part = next(file.related(slide.part, "comments"), "")
    if not part:
        root = etree.Element(f"{P}cmLst", nsmap={"p": _NS})
        part = file.add("ppt/comments/comment1.xml", f"{_TYPE}comments+xml", b"")
        file.put(part, root)
        file.relate(slide.part, Rel("comments", f"{KINDS}comments", part))
    tree = file.tree(part)
    one = etree.SubElement(tree, f"{P}cm", authorId=author, dt=f"{date}T00:00:00.000", idx=str(index))
    taken = {(e.get("x"), e.get("y")) for e in tree.iter(f"{P}pos")}
    x, y = (str(round(max(v, 0) / _EMU_A_STEP)) for v in at)
    while (x, y) in taken:
        y = str(int(y) + 60)
    etree.SubElement(one, f"{P}pos", x=x, y=y)
    etree.SubElement(one, f"{P}text").text = text
    file.touch(part)


def told(why: str, wording: str, lang: str) -> str:
    """What a comment says of a conflict.

    Args:
        why: "edited", "deleted" or "gone".
        wording: what the outline says now.
        lang: the deck's language; what is not Chinese is answered in English.
    """
    words = _WORDS["zh" if lang.startswith("zh") else "en"]
    return "\n".join(line for line in (words[why], wording.strip(), words["settle"]) if line)


def _people(file: File) -> dict[str, str]:
    part = file.one(file.main, "commentAuthors")
    return {e.get("id", ""): e.get("name", "") for e in file.tree(part)} if part else {}


def _author(file: File) -> tuple[str, int]:
    """Our id among the authors of comments, and the number of our next comment; counts it."""
    part = file.one(file.main, "commentAuthors")
    if not part:
        part = file.add("ppt/commentAuthors.xml", f"{_TYPE}commentAuthors+xml", b"")
        file.put(part, etree.Element(f"{P}cmAuthorLst", nsmap={"p": _NS}))
        file.relate(file.main, Rel("commentAuthors", f"{KINDS}commentAuthors", part))
    root = file.tree(part)
    me = next((e for e in root if e.get("name") == AUTHOR), None)
    if me is None:
        ids = [int(e.get("id", "0")) for e in root]
        colour = str(len(ids) % 10)
        id = str(max(ids, default=-1) + 1)
        me = etree.SubElement(
            root, f"{P}cmAuthor", id=id, name=AUTHOR, initials=AUTHOR[0], lastIdx="0", clrIdx=colour
        )  # fmt: skip
    index = int(me.get("lastIdx", "0")) + 1
    me.set("lastIdx", str(index))
    file.touch(part)
    return str(me.get("id")), index


def _answers(other: Element, one: Element) -> bool:
    """Whether a comment replies to another ([MS-PPTX] 2.3.3: p15:threadingInfo with its parent's author and number)."""
    parents = other.iter(f"{_P15}parentCm")
    return any(p.get("authorId") == one.get("authorId") and p.get("idx") == one.get("idx") for p in parents)
