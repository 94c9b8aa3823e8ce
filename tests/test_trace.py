"""`collate trace`: a claim, its passage, and where the outputs cite it; 1 where no claim fits."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import pptx
import pytest
from conftest import ROOT

from builder import trace_command
from builder.comparison import read_comparison
from builder.project import Project
from builder.trace_command import claims_like, uses

UNUSED = """
  - id: d77
    kind: diagnosis
    says: {zh: 没有人引用, en: nobody cites this}
    at: 二¶1
    quote: 乘客先走，亏损在后
    mode: asserts
"""


def traced(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    trace_command.add(parser.add_subparsers())
    options = parser.parse_args(["trace", *arguments])
    return int(options.run(options))


def test_a_claim_is_shown_with_its_passage_and_its_uses(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert traced("lin-2031.d1") == 0
    said = capsys.readouterr().out
    claim = read_comparison(Path("outlines/case.yaml"), Path()).claim("lin-2031.d1")
    assert claim is not None
    assert said.startswith("lin-2031.d1  diagnosis, ")
    assert f"    quote: {claim[1].quote}\n" in said and f"says (zh): {claim[1].says.texts['zh']}\n" in said
    assert re.search(r"read in: outlines/articles/lin-2031.yaml:\d+:\d+\n", said)
    for name in ("briefing.zh.docx", "briefing.en.docx", "seminar.zh.pptx", "seminar.en.pptx"):
        assert f"    out/case/{name}\n" in said
    assert re.search(r"        paragraph \d+ under '.*': .*\[1\]", said)
    assert re.search(r"        slide \d+, notes: .*林文", said)


def test_words_of_a_claim_find_it_whatever_their_width(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = read_comparison(Path("outlines/case.yaml"), Path()).claim("lin-2031.d1")
    assert claim is not None
    assert traced(" ".join(claim[1].quote[:8])) == 0
    assert "lin-2031.d1  diagnosis" in capsys.readouterr().out


def test_what_no_claim_says_is_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for what in ("lin-2031.d99", "从来没有人说过的话", ""):
        assert traced(what) == 1
        assert capsys.readouterr().err.startswith("no claim with this id or these words: ")


def test_a_claim_that_is_cited_nowhere_says_so(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    notes = Path("outlines/articles/lin-2031.yaml")
    notes.write_text(notes.read_text("utf-8").rstrip() + UNUSED, "utf-8")
    assert traced("lin-2031.d77") == 0
    assert capsys.readouterr().out.endswith("    cited in no output\n")


def test_the_places_are_those_of_the_file(tmp_path: Path, shipped: Callable[[str, str, str], Path]) -> None:
    """Every use of a claim in the deck stands, word by word, on the slide that is named."""
    outline = ROOT / "outlines" / "ai-seminar.yaml"
    project = Project(ROOT, tmp_path)
    slides = pptx.Presentation(str(shipped("ai-seminar", "seminar", "zh"))).slides
    comparison = read_comparison(outline, ROOT)
    claims = {str(reference) for reference in comparison.outline.claims()}
    found = uses(claims, [comparison], project)
    assert set(found) == claims
    for use in (u for one in found.values() for u in one if u.output.name == "seminar.zh.pptx"):
        slide = slides[use.piece.slide - 1]
        xml = slide.notes_slide if use.piece.spoken else slide
        there = "".join("".join(t.text or "" for t in xml.element.iter("{*}t")).split())
        assert "".join(use.piece.text.split()) in there


def test_an_id_is_not_searched_for_as_text() -> None:
    comparison = read_comparison(ROOT / "outlines" / "ai-seminar.yaml", ROOT)
    assert list(claims_like("zhang-2023.d4", [comparison])) == ["zhang-2023.d4"]
