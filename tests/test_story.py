"""One comparison, edited by four people, from the first build to what was sent out: read it as documentation.

An editor keeps the outline. A colleague edits and comments on the briefing in Word, a professor rearranges the deck;
both are LibreOffice here, by its own commands (tests/office.py), since it rewrites every byte of a file, as Word does.
Then the outline changes. Nothing that any of them did may be lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from lxml import etree
from office import DOCX, PPTX, quoted, run
from pptx import Presentation
from rendering import has_libreoffice

from builder.__main__ import main
from builder.keep import LEFT

pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here"),
]
OUTLINE = Path("outlines/demo.yaml")
BRIEFING = Path("out/demo/briefing.en.docx")
DECK = Path("out/demo/seminar.en.pptx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def collate(*arguments: str | Path) -> int:
    """The command, as people type it."""
    return main(list(map(str, arguments)))


def build() -> int:
    """`collate build`, the English files."""
    return collate("build", OUTLINE, "--lang", "en")


def outline(old: str, new: str) -> None:
    """The editor changes some words of the outline."""
    text = OUTLINE.read_text("utf-8")
    assert old in text
    OUTLINE.write_text(text.replace(old, new), "utf-8")


def in_writer(*lines: str) -> None:
    """A colleague opens the briefing, does this, and saves."""
    run([f"OpenIt {quoted(BRIEFING)}", *lines, f"SaveIt {quoted(BRIEFING)}, {quoted(DOCX)}"])


def in_impress(*lines: str) -> None:
    """A professor opens the deck, does this, and saves."""
    run([f"OpenIt {quoted(DECK)}", *lines, f"SaveIt {quoted(DECK)}, {quoted(PPTX)}"])


def paragraphs(view: str = "accepted") -> str:
    """The briefing's words, with all tracked changes accepted, or rejected."""
    body = docx.Document(str(BRIEFING)).element.body
    return "\n".join("".join(_words(p, view)) for p in body.iter(f"{W}p"))


def _words(element: etree._Element, view: str) -> Iterator[str]:
    gone = f"{W}del" if view == "accepted" else f"{W}ins"
    for child in element:
        if child.tag in (f"{W}t", f"{W}delText"):
            yield child.text or ""
        elif child.tag != gone:
            yield from _words(child, view)


def comments() -> list[str]:
    """Every comment of the briefing: who wrote it, and what."""
    return [f"{c.author}: {c.text}" for c in docx.Document(str(BRIEFING)).comments]


def slides() -> list[str]:
    """The titles of the deck."""
    return [s.shapes.title.text_frame.text if s.shapes.title else "" for s in Presentation(str(DECK)).slides]


def box(name: str) -> tuple[int, str]:
    """Where a shape of the deck stands from the left, in EMU, and its words."""
    shapes = (shape for slide in Presentation(str(DECK)).slides for shape in slide.shapes)
    found = next(shape for shape in shapes if shape.name == name)
    return found.left, "".join(
        t.text or "" for t in found._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
    )


def test_the_story(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)

    # Monday. The editor starts a comparison, and builds a briefing and a deck.
    assert collate("new", "demo") == 0
    assert build() == 0

    # Tuesday. A colleague takes the briefing to Word: one sentence in other words, one suggestion, one comment.
    in_writer(
        'CommandWith "TrackChanges", "TrackChanges", False',
        'Pick "has become scattered"',
        'CommandWith "InsertText", "Text", "has thinned out"',
        'CommandWith "TrackChanges", "TrackChanges", True',
        'Pick "cut fixed costs first"',
        'CommandWith "InsertText", "Text", "cut the fixed costs first"',
        'Pick "riders left first"',
        'CommandWith "InsertAnnotation", "Text", "Is one city enough?"',
    )
    assert "has thinned out" in paragraphs()

    # Wednesday. A professor moves a box of the deck and adds a slide for the room.
    cards = "judgements.demand.head@en/card"
    was, _ = box(cards)
    in_impress(
        "Dim page As Object, n As Integer, at As New com.sun.star.awt.Point",
        "page = Doc.DrawPages.getByIndex(1)",
        "For n = 0 To page.Count - 1",
        f'If page.getByIndex(n).Name = "{cards}" Then',
        "at = page.getByIndex(n).Position : at.X = at.X + 1000 : page.getByIndex(n).Position = at",
        "End If",
        "Next",
        "Doc.DrawPages.insertNewByIndex(1)",
        "page = Doc.DrawPages.getByIndex(2)",
        "page.Layout = 19",  # a title, and nothing else
        'page.getByIndex(0).String = "Before we begin: who rides at night?"',
    )
    assert box(cards)[0] > was and "Before we begin: who rides at night?" in slides()

    # Thursday. The outline changes: the sentence that the colleague edited, and others.
    outline("Both articles hold that night-time demand persists but has become scattered.",
            "Both articles hold that night-time demand persists but is scattered over hours and places.")  # fmt: skip
    outline("Lin puts service first, Zhou puts cost first", "Lin puts service first, Zhou the cost")
    capsys.readouterr()
    assert build() == LEFT, "something is left to decide"
    told = capsys.readouterr().err
    assert "briefing.en.docx" in told and "to decide" in told

    # Everything is there: the colleague's words, suggestion and comment; the outline's new words, one as a suggestion.
    assert "has thinned out" in paragraphs("rejected") and "is scattered over hours and places" in paragraphs()
    assert "cut the fixed costs first" in paragraphs() and "would cut fixed costs first" in paragraphs("rejected")
    assert "Zhou the cost" in paragraphs("rejected"), "nobody else had touched this sentence"
    assert any("Is one city enough?" in one for one in comments())
    assert any(one.startswith("Collate: ") for one in comments())
    # The professor's slide and the box stand where they were put; the box has the new words.
    assert "Before we begin: who rides at night?" in slides()
    assert box(cards)[0] > was and "is scattered over hours and places" in box(cards)[1]
    # Building again changes nothing and asks nothing new.
    before = BRIEFING.read_bytes(), DECK.read_bytes()
    assert build() == LEFT and (BRIEFING.read_bytes(), DECK.read_bytes()) == before

    # Friday. The colleague keeps her own words: she rejects what Collate suggests, accepts her own, deletes the note.
    in_writer('Command "RejectAllTrackedChanges"')
    assert "has thinned out" in paragraphs() and "is scattered over" not in paragraphs()
    assert build() == 0, "it is decided"

    # Her words go back into the outline: one scalar of the YAML, after the editor has seen the difference.
    assert collate("pull", BRIEFING) == LEFT
    assert "has thinned out" in capsys.readouterr().out and "thinned" not in OUTLINE.read_text("utf-8")
    assert collate("pull", BRIEFING, "--yes") == 0
    assert "night-time demand persists but has thinned out." in OUTLINE.read_text("utf-8")
    build()
    assert "has thinned out" in box(cards)[1], "and from there into the deck"
    assert build() == 0

    # The briefing goes out, and a week later the outline moves on.
    assert collate("issue", BRIEFING, "--as", "v1.0") == 0
    outline("    confidence: high", "    confidence: moderate")
    outline("riders left first and losses followed.", "riders left first, and the losses followed.")
    assert build() == 0
    capsys.readouterr()
    assert collate("changes", "--lang", "en") == 0
    listed = capsys.readouterr().out
    assert "confidence: High confidence → Moderate confidence" in listed and "and the losses followed" in listed

    # What the reader of v1.0 has to know stands in the document itself, as tracked changes.
    assert collate("redline", BRIEFING, "--since", "v1.0") == 0
    marked = BRIEFING.parent / "since-v1.0" / BRIEFING.name
    accepted, rejected = tmp_path / "accepted.docx", tmp_path / "rejected.docx"
    for command, to in (("AcceptAllTrackedChanges", accepted), ("RejectAllTrackedChanges", rejected)):
        run([f"OpenIt {quoted(marked)}", f'Command "{command}"', f"SaveIt {quoted(to)}, {quoted(DOCX)}"])
    issued = Path("outlines/issued/demo/v1.0/briefing.en.docx")
    assert text(accepted) == text(BRIEFING) and text(rejected) == text(issued)


def text(path: Path) -> list[str]:
    """The paragraphs of a file, tables too, as python-docx reads them."""
    body = docx.Document(str(path)).element.body
    words = ("".join(t.text or "" for t in p.iter(f"{W}t")) for p in body.iter(f"{W}p"))
    return [one for one in words if one]
