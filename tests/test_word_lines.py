"""Line ends that are foreseen, and what is done about them; the shipped papers page by page."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from rendering import FONTS, has_libreoffice

from builder import build
from builder.__main__ import main
from builder.finished.pages import can_measure
from builder.fit.faces import face
from builder.fit.paragraph import Stretch, Way, broken
from builder.formats import word
from builder.formats.word.last_lines import LIBRE, WORD
from builder.formats.word.typeset import Typesetting
from builder.model import Document, Line, Look, Para, Text
from builder.problem import Place
from builder.project import Project

LOOK = ROOT / "templates/briefing/look.docx"
WIDE = 37  # Han of 12 pt on a line of the briefing, the first two left free


def lines(text: str, width_pt: float, way: Way, **more: float) -> list[str]:
    return [text[a:b] for a, b in broken([Stretch(text, 10, face("Calibri"))], width_pt, way, **more)]


def test_programs_break_differently() -> None:
    plain, hanging = Way(gap_em=0.0, raised=0.6), Way(gap_em=0.0, raised=0.6, hangs=True)
    assert lines("一二三四，五六", 40, plain) == ["一二三", "四，五六"]
    assert lines("一二三四，五六", 40, hanging) == ["一二三四，", "五六"]
    assert lines("第\u00a03\u00a0段", 18, plain) != lines("第\u00a03\u00a0段", 18, Way(0.0, 0.6, glues=False))
    assert lines("一二三四五六", 40, plain, indent_pt=20) == ["一二", "三四五六"]
    assert lines("一二三四五六", 40, plain, more_pt=0.1) == ["一二三", "四五六"]


def test_a_gap_stands_between_letters_only() -> None:
    wide = Way(gap_em=0.25, raised=0.6)
    five = 40 + face("Calibri").regular["5"] * 10
    assert lines("一二三、5", five + 0.5, wide) == ["一二三、5"]
    assert len(lines("一二三四5", five + 0.5, wide)) == 2


def spacings(element: Any) -> list[int]:
    """What is added between the characters of runs, in twips."""
    return [int(s.get(qn("w:val"))) for s in element.iter(qn("w:spacing")) if s.getparent().tag == qn("w:rPr")]


def drawn(*texts: str) -> bytes:
    shapes = tuple(Para(Line(f"p.{n}@zh", (Text(text),))) for n, text in enumerate(texts))
    look = Look(LOOK.read_bytes(), LOOK, Place(Path("plan.yaml")))
    return word.render(Document("题", "zh", "2026-11-22", shapes), look).data


@pytest.mark.parametrize("over", [1, 2])
def test_no_paragraph_ends_in_one_character(over: int) -> None:
    """Whatever its length: the last line has company, in LibreOffice's way and in Word's, or there is none."""
    texts = ["字" * (WIDE * n - 2 + over - 1) + "。" for n in (1, 2, 3, 4)]
    changed = 0
    document = docx.Document(BytesIO(drawn(*texts)))
    for p in Typesetting(document).paragraphs():
        added = spacings(p.element)
        changed += bool(added)
        assert all(abs(twips) <= 10 for twips in added)
        for way in (LIBRE, WORD):
            ends = [p.words.text[a:b] for a, b in p.words.broken(way, more_pt=(added or [0])[0] / 20)]
            assert len(ends) == 1 or len(ends[-1].rstrip("。")) > 1, ends
    assert changed


def test_a_paragraph_that_ends_well_is_left_alone() -> None:
    document = docx.Document(BytesIO(drawn("字" * 50 + "。", "短。")))
    assert not spacings(document.element.body)


def test_what_ends_a_section_stays_together() -> None:
    body: Any = docx.Document(BytesIO(drawn(*("字" * 60 for _ in range(40))))).element.body
    kept = [p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in body.iterchildren(qn("w:p"))]
    assert not kept[-1] and not any(kept[:20]) and 3 <= sum(kept) <= 10 and all(kept[-4:-1])


@pytest.mark.slow
@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice() or not can_measure(), reason="needs LibreOffice and poppler")
@pytest.mark.parametrize("outline", ["tech-rivalry", "ai-seminar"])
def test_no_shipped_paper_has_a_finding_on_its_pages(
    outline: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Pages filled, nothing parted, no line of one character: rules 39 to 43 and the pages of 31 and 38."""
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    source = ROOT / f"outlines/{outline}.yaml"
    for template in ("briefing", "memo", "dossier", "handout", "gongwen"):
        build(source, Project(ROOT, tmp_path), template=template)
    papers = sorted(map(str, (tmp_path / outline).glob("*.docx")))
    assert len(papers) == 9
    main(["audit", "--pages", "--outline", str(source), *papers])
    said = capsys.readouterr().out
    assert said.count("statements") == 9
    assert "warning:" not in said and "error:" not in said, said
