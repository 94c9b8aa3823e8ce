"""The shipped outlines: their content, and the files that they become, read back by libraries that didn't write."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import ROOT, SHARED
from docx.oxml.ns import qn
from rendering import has_libreoffice, to_pdf
from test_slides import overflows

from builder import build, read
from builder.comparison import Comparison, read_comparison
from builder.project import Project

OUTLINES = Project(ROOT, ROOT / "out").outlines()
TEXTS = SHARED / "articles"


@pytest.fixture(scope="module")
def out(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, shipped: Callable[[str, str, str], Path]
) -> Path:
    """Everything built once; without the slow tests, the Chinese files and two in English. No warning is left."""
    folder = tmp_path_factory.mktemp("out")
    quick = "not slow" in request.config.getoption("-m")
    for outline in OUTLINES:
        (folder / outline.stem).mkdir()
        for output in read_comparison(outline, ROOT).outline.outputs:
            if not quick or output.lang == "zh" or output.template in ("briefing", "seminar"):
                path = shipped(outline.stem, output.template, str(output.lang))
                shutil.copy(path, folder / outline.stem / path.name)
    return folder


def files(folder: Path, suffix: str) -> list[Path]:
    return sorted(p for p in folder.rglob(f"*{suffix}") if ".collate" not in p.parts)


# ---------------------------------------------------------------- the content


@pytest.fixture(scope="module", params=OUTLINES, ids=lambda p: p.stem)
def comparison(request: pytest.FixtureRequest) -> Comparison:
    return read_comparison(request.param, ROOT)


def test_check_finds_no_problem_and_no_warning(comparison: Comparison) -> None:
    said: list[str] = []
    read(ROOT / "outlines" / f"{comparison.id}.yaml", Project(ROOT, ROOT / "out"), strict=True, say=said.append)
    assert said == []


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the articles' texts are not here")
def test_every_quote_stands_where_its_claim_says(comparison: Comparison) -> None:
    path = ROOT / "outlines" / f"{comparison.id}.yaml"
    _, _, verified = read(path, Project(ROOT, ROOT / "out", (TEXTS,)))
    assert verified == sum(len(a.claims) for a in comparison.articles.values())


def test_every_article_is_read_in_depth() -> None:
    comparison = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    for name, article in comparison.articles.items():
        diagnoses = [c for c in article.claims if c.kind == "diagnosis"]
        recommendations = [c for c in article.claims if c.kind == "recommendation"]
        assert len(diagnoses) >= 12, name
        assert len(recommendations) >= 12 if name != "sun-he" else not recommendations, name
        assert {c.mode for c in article.claims} <= {"asserts", "forecasts", "reports"}
        for claim in article.claims:
            assert 6 <= len(claim.quote) <= 25, f"{name}.{claim.id}"
            assert set(claim.says.texts) >= {"zh", "en"}


def test_the_comparison_is_whole() -> None:
    outline = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT).outline
    assert len(outline.questions) >= 10
    assert all(set(q.positions) == set(outline.articles) for q in outline.questions)
    assert len(outline.tensions) >= 6 and len(outline.discussion) >= 6 and len(outline.charts) >= 3
    assert 3 <= len(outline.judgements) <= 5
    assert {(o.template, o.lang) for o in outline.outputs} >= {
        ("briefing", "zh"), ("briefing", "en"), ("seminar", "zh"), ("seminar", "en"),
    }  # fmt: skip


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the articles' texts are not here")
def test_the_texts_of_the_articles_are_not_in_the_project() -> None:
    """No text of ours shares 60 characters in a row with an article: paraphrase, and short quotes only."""
    squeeze = re.compile(r"\s+")
    ours = {p: squeeze.sub("", p.read_text("utf-8")) for p in (ROOT / "outlines").rglob("*.yaml")}
    for article in sorted(TEXTS.glob("*.txt")):
        text = squeeze.sub("", article.read_text("utf-8"))
        pieces = [text[i : i + 60] for i in range(0, len(text) - 60, 20)]
        for path, own in ours.items():
            assert not [piece for piece in pieces if piece in own], path


# ---------------------------------------------------------------- the files


def test_all_outputs_are_there(out: Path) -> None:
    assert len(files(out, ".docx")) + len(files(out, ".pptx")) >= 6


SLOW = pytest.mark.slow
ONE_OF_A_KIND = re.compile(r"tech-rivalry/(briefing|gongwen|memo|seminar|boardroom)\.zh")


@pytest.mark.parametrize("which", [ONE_OF_A_KIND, pytest.param(re.compile(""), marks=SLOW)], ids=["one", "all"])
def test_every_file_is_valid_ooxml(out: Path, which: re.Pattern[str]) -> None:
    from openxml_audit import FileFormat, OpenXmlValidator

    chosen = [p for p in (*files(out, ".docx"), *files(out, ".pptx")) if which.search(p.as_posix())]
    assert len(chosen) >= 5
    for path in chosen:
        result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
        assert [str(e) for e in result.errors] == [], path.name


def titles(path: Path) -> list[str]:
    return [s.shapes.title.text_frame.text if s.shapes.title else "" for s in pptx.Presentation(str(path)).slides]


def test_slide_titles_are_there_and_unique(out: Path) -> None:
    for path in files(out, ".pptx"):
        found = titles(path)
        assert all(found), path
        assert len(set(found)) == len(found), path


def test_no_placeholder_is_empty_and_no_leftover_stands(out: Path) -> None:
    for path in files(out, ".pptx"):
        for n, slide in enumerate(pptx.Presentation(str(path)).slides, 1):
            for shape in slide.placeholders:
                if shape.has_text_frame:
                    assert shape.text_frame.text.strip(), f"{path.name}, slide {n}: {shape.name} is empty"
    for path in (*files(out, ".docx"), *files(out, ".pptx")):
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                if re.search(r"(slides/slide\d+|document|notesSlide\d+)\.xml$", name):
                    text = re.sub(r"<[^>]+>", "", package.read(name).decode("utf-8"))
                    assert not re.search(r"\{\{|\}\}|TODO|单击此处|Click to", text), f"{path.name}: {name}"


def test_one_source_has_one_number_in_all_files(out: Path) -> None:
    """Read back from the lists of sources: the number before each article's first author."""
    for folder in sorted(p for p in out.iterdir() if p.is_dir()):
        seen = []
        for path in (*files(folder, ".docx"), *files(folder, ".pptx")):
            found = re.findall(r"\[(\d)\]\s*([\u4e00-\u9fff]{2,3})(?=[，.[])", all_text(path))
            listed = {author: number for number, author in found}
            seen.append(listed)
        for other in seen[1:]:
            shared = set(other) & set(seen[0])
            assert shared
            assert {k: other[k] for k in shared} == {k: seen[0][k] for k in shared}


def test_a_deck_that_cites_three_of_the_sources_keeps_their_numbers(out: Path, tmp_path: Path) -> None:
    comparison = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    tension = next(t for t in comparison.outline.tensions if len({c[:8] for s in t.sides for c in s.claims}) == 3)
    own = tmp_path / "templates" / "three"
    shutil.copytree(ROOT / "templates" / "seminar", own)
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    shutil.copy(ROOT / "templates" / "words.yaml", tmp_path / "templates")
    plan = """
format: slides
look: look.pptx
steps:
  - for: tension in tensions
    when: tension.id == "ID"
    steps:
      - {block: heading, text: "{{ tension.title }}", level: 2}
      - {block: tension, of: tension}
  - {block: heading, text: {zh: 参考文献, en: Sources}, level: 2}
  - block: sources
"""
    (own / "plan.yaml").write_text(plan.replace("ID", tension.id), "utf-8")
    [made] = build(
        tmp_path / "outlines/tech-rivalry.yaml", Project(tmp_path, tmp_path / "out"), template="three", lang="zh"
    )
    assert made.sources == 3
    mine = set(re.findall(r"\[\d\].{3}", all_text(made.path)))
    assert len(mine) == 3
    assert mine < set(re.findall(r"\[\d\].{3}", all_text(out / "tech-rivalry/briefing.zh.docx")))


def all_text(path: Path) -> str:
    """The entries of the list of sources, one a line."""
    if path.suffix == ".docx":
        lines = [p.text for p in docx.Document(str(path)).paragraphs]
    else:
        last = pptx.Presentation(str(path)).slides[-1]
        lines = [p.text for s in last.shapes if s.has_text_frame for p in s.text_frame.paragraphs]
    return "\n".join(
        re.sub(r"\s+", "", line) for line in lines if re.match(r"\[\d\]\s*[\u4e00-\u9fff]{2,3}[，. ]", line)
    )


def test_every_position_shows_its_citation(out: Path) -> None:
    comparison = read_comparison(ROOT / "outlines/tech-rivalry.yaml", ROOT)
    document = docx.Document(str(out / "tech-rivalry/dossier.zh.docx"))
    rows = {c.cells[1].text.strip(): c.cells[2].text for t in document.tables for c in t.rows if len(c.cells) == 3}
    for question in comparison.outline.questions:
        for position in question.positions.values():
            if position.says is not None:
                assert re.match(r"\[\d\]", rows[position.says.texts["zh"]].strip())


def test_every_slide_with_claims_has_a_source_line_and_notes(out: Path) -> None:
    for path in files(out, ".pptx"):
        word = "资料来源" if ".zh." in path.name else "Sources"
        for n, slide in enumerate(pptx.Presentation(str(path)).slides, 1):
            text = " ".join(run_texts(slide))
            body = re.sub(rf"{word}.*", "", text)
            if re.search(r"\[\d\]", body) and slide.shapes.title.text_frame.text not in ("参考文献", "Sources"):
                assert word in text, f"{path.name}, slide {n}"
                assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip(), f"{path.name}, {n}"


def run_texts(slide: Any) -> Iterator[str]:
    for shape in slide.shapes:
        if shape.has_text_frame:
            yield shape.text_frame.text
        if getattr(shape, "has_table", False) and shape.has_table:
            for row in shape.table.rows:
                yield from (cell.text for cell in row.cells)


def test_a_question_and_its_reason_keep_with_their_table(out: Path) -> None:
    """Small lines between a heading and its table keep together; running text above them need not."""
    for path in files(out, ".docx"):
        body = docx.Document(str(path)).element.body
        for table in body.iterchildren(qn("w:tbl")):
            above = table.getprevious()
            while above is not None and above.tag == qn("w:p") and "Heading" not in style_of(above):
                if style_of(above).startswith("CollateBody"):
                    break
                assert keeps(above), f"{path.name}: {''.join(above.itertext())[:60]}"
                above = above.getprevious()


def style_of(paragraph: Any) -> str:
    form = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return str(form.get(qn("w:val"))) if form is not None else ""


def keeps(paragraph: Any) -> bool:
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None
    return own or style_of(paragraph) in ("CollateLead", "Caption", "Collate_Lead")


def test_the_briefing_reaches_word_with_its_ids(out: Path) -> None:
    with zipfile.ZipFile(out / "tech-rivalry/dossier.zh.docx") as package:
        names = re.findall(
            r'<w:bookmarkStart [^>]*w:name="(_c_[^"]+)"', package.read("word/document.xml").decode("utf-8")
        )
    assert len(names) > 200 and len(names) == len(set(names))


def test_the_deck_reaches_powerpoint_with_its_ids(out: Path) -> None:
    names = [
        s.name for slide in pptx.Presentation(str(out / "tech-rivalry/seminar.zh.pptx")).slides for s in slide.shapes
    ]
    assert any(name.startswith("questions.tools.finding") or "questions.tools" in name for name in names)


def test_no_text_leaves_its_box_and_no_box_its_slide(out: Path) -> None:
    """Measured from the files' own XML with advance widths: a picture proves nothing, LibreOffice shrinks."""
    for path in files(out, ".pptx"):
        lang = path.name.split(".")[1]
        assert overflows(path.read_bytes(), lang) == [], path
        deck = pptx.Presentation(str(path))
        for n, slide in enumerate(deck.slides, 1):
            for shape in slide.shapes:
                inside = shape.left >= 0 and shape.top >= 0
                inside = inside and shape.left + shape.width <= deck.slide_width
                assert inside and shape.top + shape.height <= deck.slide_height, f"{path.name}, slide {n}: {shape.name}"


# ---------------------------------------------------------------- the same bytes


@pytest.mark.parametrize(
    ("name", "lang"),
    [("ai-seminar", "zh"), *(pytest.param(o.stem, lang, marks=SLOW) for o in OUTLINES for lang in ("zh", "en"))],
)
def test_the_same_bytes_whatever_the_clock_the_zone_the_seed_and_the_folder(
    out: Path, tmp_path: Path, name: str, lang: str
) -> None:
    elsewhere = tmp_path / "somewhere" / "else"
    for part in ("builder", "templates", "outlines"):
        shutil.copytree(ROOT / part, elsewhere / part, ignore=shutil.ignore_patterns("__pycache__", "make"))
    environment = {**os.environ, "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "77", "PYTHONPATH": str(elsewhere)}
    outline = str(elsewhere / "outlines" / f"{name}.yaml")
    subprocess.run(
        [sys.executable, "-m", "builder", "build", outline, "--lang", lang, "--out", str(tmp_path / "out")],
        check=True, env=environment, cwd=tmp_path, capture_output=True,
    )  # fmt: skip

    def digests(folder: Path) -> dict[str, str]:
        return {
            p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in (*files(folder / name, f".{lang}.docx"), *files(folder / name, f".{lang}.pptx"))
        }

    assert len(digests(out)) >= 6
    assert digests(tmp_path / "out") == digests(out)


# ---------------------------------------------------------------- as pages


PAGES = {"memo": (1, 1), "briefing": (4, 6), "gongwen": (5, 9), "handout": (6, 36), "dossier": (30, 80)}
"""How many pages each document may have."""


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
def test_libreoffice_opens_every_file_with_the_expected_pages(out: Path, tmp_path: Path) -> None:
    for path in (*files(out, ".docx"), *files(out, ".pptx")):
        pdf = to_pdf(path, tmp_path)
        info = subprocess.run(["pdfinfo", str(pdf)], check=True, capture_output=True, text=True).stdout
        pages = int(re.search(r"Pages:\s+(\d+)", info)[1])  # type: ignore[index]
        if path.suffix == ".pptx":
            assert pages == len(pptx.Presentation(str(path)).slides), path.name
        else:
            least, most = PAGES[path.name.split(".")[0]]
            assert least <= pages <= most, f"{path.name}: {pages} pages"
