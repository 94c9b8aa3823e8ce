"""Redlines, judged by other programs than ours.

Word: LibreOffice itself accepts, and rejects, all tracked changes of a redline; what is left must read as the new and
as the old file do, in paragraphs, tables and footnotes. Decks: python-pptx reads the marked copy, which must say what
the new deck says, and the list must name every paragraph that differs.
"""

from __future__ import annotations

import itertools
import random
import re
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import kept_edits
import kept_outlines
import office
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from rendering import has_libreoffice, to_pdf
from stress import Stress
from test_kept_slides_law import comments, opened, shapes, versions

from builder.kept import word
from builder.kept.slides.redline import redline
from builder.problem import Problems
from builder.proof import package_flaws

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

DATE = "2031-06-01"
NOTES = "gb-t-7714-2025-note"
TEMPLATES = (
    ("briefing", "zh", ""),
    ("briefing", "en", NOTES),
    ("briefing", "zh", NOTES),
    ("gongwen", "zh", ""),
    ("gongwen", "zh", NOTES),
    ("handout", "en", ""),
    ("handout", "zh", NOTES),
)
BY_THE_LOT = 10  # pairs that LibreOffice settles in one run
NOTES_PART, SIGN = "word/footnotes.xml", "\N{REFERENCE MARK}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
needs_libreoffice = pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")

# ---------------------------------------------------------------- Word


@cache
def issued(template: str, lang: str, citations: str) -> tuple[Stress, bytes]:
    """The outline with which pairs begin, and its file."""
    made = kept_outlines.three_articles(template, lang)
    if citations:
        made.outline["citations"] = citations
    return made, kept_outlines.built(made)


def pair(seed: int) -> tuple[bytes, bytes]:
    """Two issues of a file; where the seed's changes would not build, those that come next."""
    dice = random.Random(f"redline {seed}")
    made, old = issued(*TEMPLATES[seed % len(TEMPLATES)])
    while True:
        try:
            for n in range(dice.randint(1, 3)):
                made = kept_edits.edit_outline(dice, made, seed + 1000 * n)
            return old, kept_outlines.built(made)
        except Problems:
            made, _ = issued(*TEMPLATES[seed % len(TEMPLATES)])


def settled(redlines: Sequence[bytes], folder: Path) -> list[tuple[bytes, bytes]]:
    """The files after LibreOffice has accepted, and after it has rejected, all changes."""
    lines: list[str] = []
    for n, data in enumerate(redlines):
        (folder / f"{n}.docx").write_bytes(unfolded(data))
        for how in ("Accept", "Reject"):
            lines.append(f"OpenIt({office.quoted(folder / f'{n}.docx')})")
            lines.append(f'Command("{how}AllTrackedChanges")')
            lines.append(f"SaveIt({office.quoted(folder / f'{n}.{how}.docx')}, {office.quoted(office.DOCX)})")
    office.run(lines)
    read = [[(folder / f"{n}.{how}.docx").read_bytes() for n in range(len(redlines))] for how in ("Accept", "Reject")]
    return list(zip(*read, strict=True))


def unfolded(data: bytes) -> bytes:
    """The redline with the notes in which something is tracked at the end of the text, a sign in their place.

    LibreOffice 7.4 loses every tracked change inside a footnote as it opens a file, whoever made it: there it must not
    be asked. The same paragraphs in the text it settles as any others.
    """
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: package.read(name) for name in package.namelist()}
        if NOTES_PART in parts:
            document, notes = etree.fromstring(parts["word/document.xml"]), etree.fromstring(parts[NOTES_PART])
            for n, note in enumerate(one for one in notes if next(one.iter(f"{W}ins", f"{W}del"), None) is not None):
                sign = f'<w:p xmlns:w="{W[1:-1]}"><w:r><w:t>{SIGN}{n}</w:t></w:r></w:p>'
                inside = [etree.fromstring(sign), *note]
                for mark in [mark for p in inside for mark in p.iter(f"{W}footnoteRef")]:
                    mark.getparent().remove(mark)
                note.append(etree.fromstring(sign))
                for p in inside:
                    document[0][-1].addprevious(p)
            parts["word/document.xml"], parts[NOTES_PART] = etree.tostring(document), etree.tostring(notes)
        for name, part in parts.items():
            new.writestr(name, part)
    return out.getvalue()


def reading(data: bytes) -> list[str]:
    """What a Word file says: paragraphs, rows of tables, and the notes in the order of their references."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"))[0]
        notes = etree.fromstring(package.read(NOTES_PART)) if NOTES_PART in package.namelist() else ()
    said = {note.get(f"{W}id"): " ".join(blocks(note)) for note in notes}
    lines = list(blocks(body))
    starts = [n for n, line in enumerate(lines) if line.startswith(SIGN)]
    apart = {lines[a]: " ".join(lines[a + 1 : b]) for a, b in itertools.pairwise([*starts, len(lines)])}
    found = (said[one.get(f"{W}id")] for one in body.iter(f"{W}footnoteReference"))
    return [*(lines[: starts[0]] if starts else lines), *(apart.get(note, note) for note in found)]


def blocks(holder: Any) -> Iterator[str]:
    for one in holder:
        if one.tag == f"{W}p":
            if text := paragraph(one):
                yield text
        elif one.tag == f"{W}tbl":
            for row in one.findall(f"{W}tr"):
                yield " | ".join(" / ".join(blocks(cell)) for cell in row.findall(f"{W}tc"))
        elif one.tag == f"{W}sdt":
            yield from blocks(one.find(f"{W}sdtContent"))


def paragraph(p: Any) -> str:
    found = []
    for one in p.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}footnoteReference"):
        if next(one.iterancestors(f"{W}p")) is p and one.getparent().tag == f"{W}r":
            found.append(one.text or "" if one.tag == f"{W}t" else "^" if "Reference" in one.tag else " ")
    return re.sub(r"\s+", " ", "".join(found)).strip()


def judged(seeds: Sequence[int], folder: Path) -> list[str]:
    """Where LibreOffice, after settling a redline, reads another text than the new or the old one."""
    pairs = [pair(seed) for seed in seeds]
    redlines = [word.redline(old, new, author="Collate", date=DATE) for old, new in pairs]
    wrong = []
    for seed, (old, new), after in zip(seeds, pairs, settled(redlines, folder), strict=True):
        for how, want, got in zip(("accepted", "rejected"), (new, old), after, strict=True):
            left, right = reading(want), reading(got)
            lacks, has = Counter(left) - Counter(right), Counter(right) - Counter(left)
            if left != right:
                wrong.append(f"seed {seed} {how}: lacks {[*lacks]}, has {[*has]}, or in another order")
    return wrong


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
def test_libreoffice_settles_a_redline_to_the_new_and_the_old_text(tmp_path: Path) -> None:
    assert judged(range(3), tmp_path) == []


@pytest.mark.long
@pytest.mark.libreoffice
@needs_libreoffice
@pytest.mark.parametrize("start", range(0, 100, BY_THE_LOT))
def test_libreoffice_settles_a_hundred_redlines(start: int, tmp_path: Path) -> None:
    assert judged(range(start, start + BY_THE_LOT), tmp_path) == []


# ---------------------------------------------------------------- decks


def deck_pair(seed: int) -> tuple[bytes, bytes]:
    """Two builds of an invented outline in the course of its changes."""
    made = versions(seed // 3)
    old, new = random.Random(f"deck {seed}").sample(made, 2)
    return old, new


def paragraphs(shape: Any) -> Iterator[Any]:
    """The paragraphs of a shape, or of the cells of its table."""
    if shape.has_text_frame:
        yield from shape.text_frame.paragraphs
    elif getattr(shape, "has_table", False):
        yield from (p for row in shape.table.rows for cell in row.cells for p in cell.text_frame.paragraphs)


def said(data: bytes) -> list[list[str]]:
    """What stands on each slide, its notes last; slide numbers left out."""
    found = []
    for slide in opened(data).slides:
        lines = [p.text for s in shapes(slide.shapes) if not s.name.startswith("sldNum") for p in paragraphs(s)]
        if slide.has_notes_slide:
            lines += [p.text for p in slide.notes_slide.notes_text_frame.paragraphs]
        found.append([line for line in lines if line.strip()])
    return found


def bare(text: str) -> str:
    """Without blanks, Markdown's signs of escape, and numbers that follow by themselves."""
    text = re.sub(r"\\(?=[\\`*_<(])", "", text)
    return re.sub(r"\[[\d,，、–—-]+\]|[（(]\d+/\d+[)）]|\s+|^(?:图|表|Figure|Table)\s*\d+", "", text)


def unnamed(old: bytes, new: bytes, listed: str) -> list[str]:
    """Paragraphs that only one of two decks has, and that the list does not name."""
    before, now = ({bare(line): line for lines in said(data) for line in lines} for data in (old, new))
    told, everything = bare(listed), "".join(now)
    wrong = [line for line in now.keys() - before.keys() if line[:10] not in told]
    for line in before.keys() - now.keys():
        words = (bare(one) for one in re.findall(r"[a-zA-Z]+|[\u4e00-\u9fff]", before[line]))
        wrong += [f"{line}: {one}" for one in words if one not in told and one not in everything]
    return wrong


def deck_faults(seed: int) -> list[str]:
    """What is wrong with the redline of a deck."""
    old, new = deck_pair(seed)
    marked, listed = redline(old, new, since="v1.0", date=DATE)
    found = unnamed(old, new, listed)
    tags = ("since v1.0", "自 v1.0 起")
    plain = [[line for line in lines if not any(t in line and len(line) < 30 for t in tags)] for lines in said(marked)]
    if plain != said(new):
        found.append("the marked copy says something else")
    lit = [run for run in etree_of(marked, "ppt/slides/", "a:r") if run.find(f"{A}rPr/{A}highlight") is not None]
    found += [f"marked, and not told: {t}" for r in lit if bare(t := r.findtext(f"{A}t")) not in bare(listed)]
    found += [f"{flaw}" for flaw in package_flaws(marked)]
    if redline(old, new, since="v1.0", date=DATE) != (marked, listed):
        found.append("not the same twice")
    return [f"seed {seed}: {one}" for one in found]


def etree_of(data: bytes, folder: str, tag: str) -> list[Any]:
    """The elements of a name in all parts of a folder."""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [n for n in package.namelist() if n.startswith(folder) and n.endswith(".xml")]
        return [e for n in parts for e in etree.fromstring(package.read(n)).iter(A + tag.removeprefix("a:"))]


@pytest.mark.parametrize("seed", range(4))
def test_the_list_names_what_differs_and_the_copy_says_what_the_new_deck_says(seed: int) -> None:
    assert deck_faults(seed) == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(4, 104, 20))
def test_a_hundred_decks(start: int) -> None:
    assert [one for seed in range(start, start + 20) for one in deck_faults(seed)] == []


def edited() -> tuple[bytes, bytes]:
    """A deck, and the same with a slide taken out, one put elsewhere, a text shape gone and words changed by hand."""
    old = versions(1)[0]
    deck = opened(old)
    order = deck.slides._sldIdLst
    order.remove(order[3])
    order.append(order[1])
    frames = [s for s in shapes(deck.slides[3].shapes) if s.has_text_frame and s.text_frame.text.strip()]
    run = frames[0].text_frame.paragraphs[0].runs[0]
    run.text = f"Quite newly {run.text}"
    frames[-1]._element.getparent().remove(frames[-1]._element)
    out = BytesIO()
    deck.save(out)
    return old, out.getvalue()


def test_what_went_away_stands_in_comments_and_in_the_list(tmp_path: Path) -> None:
    old, new = edited()
    marked, listed = redline(old, new, since="v1.0", date=DATE)
    still = {line for lines in said(new) for line in lines}
    gone = [line for line in said(old)[3] if line not in still]
    assert gone
    told = "\n".join(comments(opened(marked)))
    assert [line for line in gone if bare(line) not in bare(told)] == []
    assert "Quite newly" in listed
    assert "Quite newly" in "".join(r.findtext(f"{A}t") for r in etree_of(marked, "ppt/slides/", "a:r") if lit(r))
    tags = [s.name for slide in opened(marked).slides for s in slide.shapes if "v1.0" in s.name]
    assert any("moved" in tag or "移动" in tag for tag in tags)
    (tmp_path / "marked.pptx").write_bytes(marked)
    assert [e.description for e in OpenXmlValidator().validate(str(tmp_path / "marked.pptx")).errors] == []


def lit(run: Any) -> bool:
    """Whether a run is marked: underlined on a ground of its own."""
    return run.find(f"{A}rPr[@u='sng']/{A}highlight") is not None


def test_nothing_has_changed() -> None:
    deck = versions(1)[0]
    marked, listed = redline(deck, deck, since="v1.0", date=DATE)
    assert marked == deck
    assert listed.splitlines()[-1] in ("Nothing has changed.", "没有变动。")


@pytest.mark.slow
@pytest.mark.libreoffice
@needs_libreoffice
def test_marks_move_no_line_break(tmp_path: Path) -> None:
    old, new = deck_pair(0)
    found = []
    for name, data in (("new", new), ("marked", redline(old, new, since="v1.0", date=DATE)[0])):
        (tmp_path / f"{name}.pptx").write_bytes(data)
        pdf = to_pdf(tmp_path / f"{name}.pptx", tmp_path)
        text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
        found.append(Counter(bare(line) for line in text.splitlines() if "v1.0" not in line and line.strip()))
    assert found[0] == found[1]
