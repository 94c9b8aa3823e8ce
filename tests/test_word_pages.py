"""The rules that only printed pages can break: 39 to 43, and the page numbers and the first page of 31 and 38."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from clean_paper import DOCUMENT, STYLE, made, p, run
from conftest import ROOT
from rendering import FONTS, has_libreoffice
from test_word_rules import BRIEF, official, profile

from builder import build
from builder.__main__ import main
from builder.finished.flaw import Flaw
from builder.finished.pages import Page, PrintedLine, can_measure, pages_of, rows
from builder.finished.paper import Paper
from builder.finished.paper_reader import read_paper
from builder.profile.paper import PaperProfile
from builder.project import Project
from builder.proof import proof, shelf

PRINTED = pytest.mark.skipif(not has_libreoffice() or not can_measure(), reason="needs LibreOffice and poppler")
SENTENCE = "夜间班次与分散的出行对不上，先改线路还是先改票价，三文各有各的道理。"


def flaws(paper: Paper, pages: Sequence[Page], by: PaperProfile = BRIEF) -> list[Flaw]:
    rules = [rule for rule in shelf("word") if hasattr(rule, "check_pages")]
    return [flaw for rule in rules for flaw in rule.check_pages(paper, pages, by)]


def printed(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Paper, tuple[Page, ...]]:
    monkeypatch.setenv("FONTCONFIG_FILE", str(FONTS))
    return read_paper(data), pages_of(data)


def sheet(number: int, *texts: str, down: float = 90.0) -> Page:
    """A page of A4 with lines 20 pt apart, from 90 pt down."""
    lines = (PrintedLine(72, down + 20 * n, 500, down + 20 * n + 15, text, 0) for n, text in enumerate(texts))
    return Page(number, 595.3, 841.9, tuple(lines))


def codes(found: Sequence[Flaw]) -> list[tuple[int, str, str]]:
    return [(f.rule, f.code, f.where) for f in found]


PAPER = read_paper(made())
FIRST = tuple("".join(r.text for r in q.runs) for q in PAPER.flow[:5])
FULL = (*FIRST, *("字" * 20 for _ in range(28)))
BARE = replace(PAPER, fields=())  # no contents, no captions: the text alone


def test_pages_that_are_full_have_no_flaw() -> None:
    assert flaws(PAPER, [sheet(1, *FULL), sheet(2, *FULL[5:18])]) == []


def test_a_page_is_used() -> None:
    found = flaws(PAPER, [sheet(1, *FIRST), sheet(2, *FULL[:20])])
    assert codes(found) == [(39, "page-fill", "page 1")]
    assert codes(flaws(PAPER, [sheet(1, *FULL), sheet(2, "短", "短", "短")])) == [(39, "page-fill", "page 2")]


def test_footnotes_and_running_lines_fill_no_page() -> None:
    note = PrintedLine(72, 740, 300, 750, PAPER.notes["footnote", "1"][0].text, 9)
    foot = PrintedLine(72, 790, 300, 800, "第1页", 9)
    page = sheet(1, *FIRST)
    found = flaws(PAPER, [replace(page, lines=(*page.lines, note, foot)), sheet(2, *FULL[:20])])
    assert codes(found) == [(39, "page-fill", "page 1")]


def test_no_heading_stands_at_the_foot() -> None:
    assert codes(flaws(PAPER, [sheet(1, *FULL, "（一）客流"), sheet(2, *FULL[5:25])])) == [(40, "page-foot", "page 1")]
    caption = [sheet(1, *FULL, "表 1　两文的立场"), sheet(2, *FULL[5:25])]
    assert codes(flaws(PAPER, caption)) == [(40, "page-foot", "page 1")]
    contents = [sheet(1, *FULL, "一、比较对象 1", "比较对象1", "二、影响1"), sheet(2, *FULL[5:25])]
    assert (40, "page-foot", "page 1") not in codes(flaws(PAPER, contents))


def test_a_line_in_the_words_of_a_heading_is_none() -> None:
    """A list of what was found repeats headings; what follows tells which of them stands at the foot."""
    last = p("Body", run("两年的差别不大。"))
    paper = read_paper(made((DOCUMENT, last, p("Body", run("客流")) + last)))
    assert flaws(paper, [sheet(1, *FULL, "客流"), sheet(2, "两年的差别不大。", *FULL[5:25])]) == []
    heading = flaws(paper, [sheet(1, *FULL, "客流"), sheet(2, "许文说客流略降 1", *FULL[5:25])])
    assert codes(heading) == [(40, "page-foot", "page 1")]


def test_no_line_of_sources_is_parted_from_its_table() -> None:
    found = flaws(PAPER, [sheet(1, *FULL), sheet(2, "注：立场由编者归纳。", *FULL[5:25])])
    assert codes(found) == [(40, "source-parted", "page 2")]
    assert flaws(PAPER, [sheet(1, *FULL), sheet(2, "两年的差别不大。", *FULL[5:25])]) == []


def test_no_last_line_is_one_character() -> None:
    page = sheet(1, *FULL[:20], "两年的差别不", "大。")
    assert codes(flaws(PAPER, [page])) == [(41, "last-line", "page 1")]
    assert flaws(PAPER, [sheet(1, *FULL[:20], "两年的差", "别不大。")]) == []
    assert flaws(PAPER, [sheet(1, *FULL[:20], "别处的词", "大。")]) == []  # no paragraph ends so


def test_cells_that_end_in_one_character_are_told_together() -> None:
    pages = [sheet(1, *FULL[:22], "先改线", "路"), sheet(2, *FULL[5:], "先改线", "路")]
    assert codes(flaws(PAPER, pages)) == [(41, "last-line", "tables on pages 1, 2")]


def test_pages_are_counted() -> None:
    pages = [sheet(n, *FULL) for n in range(1, 8)]
    pages = [sheet(1, *FULL), *(sheet(n, *FULL[5:]) for n in range(2, 8))]
    assert codes(flaws(PAPER, pages)) == [(42, "pages", "document")]
    assert flaws(PAPER, pages, replace(BRIEF, pages_most=0)) == []


def test_the_judgements_end_on_page_1() -> None:
    found = flaws(PAPER, [sheet(1, *FULL[:4], *FULL[5:]), sheet(2, FULL[4], *FULL[5:25])])
    assert {(f.rule, f.code) for f in found} == {(31, "judgements-page")}


def test_contents_name_the_page_of_each_heading() -> None:
    text = (*FIRST, *FULL[5:30])
    right = [sheet(1, *text, "一、比较对象"), sheet(2, *FULL[5:])]
    wrong = [sheet(1, *text), sheet(2, "一、比较对象", *FULL[5:])]
    assert (38, "contents-pages") not in {(f.rule, f.code) for f in flaws(PAPER, right)}
    assert (38, "contents-pages") in {(f.rule, f.code) for f in flaws(PAPER, wrong)}


def test_lines_that_stand_beside_one_another_are_one_row() -> None:
    a, b, c = (PrintedLine(x, y, x + 50, y + 12, t, 0) for x, y, t in ((200, 100, "b"), (72, 101, "a"), (72, 120, "c")))
    assert [[n.text for n in row] for row in rows([a, b, c])] == [["a", "b"], ["c"]]


# ---------------------------------------------------------------- printed by LibreOffice


def body(*paragraphs: str) -> bytes:
    """The clean paper with these paragraphs at the end of its text."""
    last = p("Body", run("两年的差别不大。"))
    return made((DOCUMENT, last, last + "".join(paragraphs)))


@pytest.mark.libreoffice
@PRINTED
def test_a_printed_paper_is_proof_read(monkeypatch: pytest.MonkeyPatch) -> None:
    data = body(*(p("Body", run(SENTENCE)) for _ in range(24)))
    paper, pages = printed(data, monkeypatch)
    assert len(pages) == 2 and {round(page.width) for page in pages} == {595}
    assert "夜班公交三文比较" in pages[0].lines[0].text
    words = {f.code for f in flaws(paper, pages)}
    assert words <= {"page-fill", "last-line"}
    assert "pages" in {f.code for f in proof(data, "word", replace(BRIEF, pages_most=1), pages=pages)}


@pytest.mark.libreoffice
@PRINTED
def test_a_heading_that_does_not_keep_with_next_is_seen_at_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the heading leads begins on the next page."""
    loose = (STYLE, '<w:keepNext/><w:outlineLvl w:val="1"/>', '<w:outlineLvl w:val="1"/>')
    last = p("Body", run("两年的差别不大。"))
    more = last + p("Heading2", run("票价高低")) + p("Body", run(SENTENCE), more="<w:pageBreakBefore/>")
    paper, pages = printed(made((DOCUMENT, last, more), loose), monkeypatch)
    assert [(f.code, f.where) for f in flaws(paper, pages) if f.rule == 40] == [("page-foot", "page 1")]


@pytest.mark.libreoffice
@PRINTED
def test_the_type_area_of_an_official_form_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    """22 lines of 28 characters, and the margins to 1 mm: in the pages, whatever the file says."""
    long = p("Body", run(SENTENCE * 40))

    def geometry(data: bytes) -> set[str]:
        paper, pages = printed(data, monkeypatch)
        assert len(pages) > 2
        return {f.code for f in flaws(paper, pages, profile("gongwen")) if f.rule == 43}

    def with_text(**form: int) -> bytes:
        return official(more=long, **form)

    assert geometry(with_text()) == set()
    assert "lines" in geometry(with_text(pitch=520))
    assert "characters" in geometry(with_text(spacing=20))
    assert "margin" in geometry(with_text(top=2400))


# ---------------------------------------------------------------- without LibreOffice


def test_audit_says_when_it_cannot_measure_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outline = ROOT / "outlines/ai-seminar.yaml"
    made_now = build(outline, Project(ROOT, tmp_path), template="memo", lang="en")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["audit", "--pages", "--outline", str(outline), str(made_now[0].path)]) == 0
    said = capsys.readouterr()
    assert said.err.startswith("pages are not measured: no soffice") and said.err.count("\n") == 1
    assert "no flaw" in said.out
