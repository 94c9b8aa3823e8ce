"""The Chinese official form: its geometry in the file and in the rendered pages, its notes, and nothing invented."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import docx
import ooxml_integrity
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from docx.shared import Mm
from openxml_audit import FileFormat, OpenXmlValidator
from rendering import has_libreoffice, to_pdf

from builder.__main__ import main
from builder.comparison import read_comparison
from builder.formats import word
from builder.model import Cover, Document, Line, Look, Para, Text
from builder.plan import plan
from builder.problem import Place
from builder.template import read_template

FOLDER = ROOT / "templates" / "gongwen"
OUTLINES = ("tech-rivalry", "ai-seminar")
LEFT, RIGHT, TOP, BOTTOM, WIDE, TALL = 28, 26, 37, 35, 210, 297  # millimetres (5.2.1)
LINES, CHARACTERS = 22, 28  # of a page, of a line (5.2.3)
PITCH_PT = 28.95
PT = 72 / 25.4  # points in a millimetre
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    out = tmp_path_factory.mktemp("gongwen")
    for name in OUTLINES:
        command = ["build", str(ROOT / f"outlines/{name}.yaml"), "--template", "gongwen", "--lang", "zh"]
        assert main([*command, "--out", str(out)]) == 0
    return {name: out / name / "gongwen.zh.docx" for name in OUTLINES}


def part(path: Path, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(path) as package:
        return ElementTree.fromstring(package.read(name))


def texts(path: Path) -> list[str]:
    return [p.text for p in docx.Document(str(path)).paragraphs]


# ---------------------------------------------------------------- the look


def test_the_look_is_what_its_script_makes(tmp_path: Path) -> None:
    made = tmp_path / "look.docx"
    script = ROOT / "templates/make/gongwen_look.py"
    subprocess.run([sys.executable, str(script), str(made)], check=True, env={"PYTHONPATH": str(ROOT)}, cwd=tmp_path)
    assert made.read_bytes() == (FOLDER / "look.docx").read_bytes()


def test_the_type_area_and_its_grid(papers: dict[str, Path]) -> None:
    for path in papers.values():
        document = docx.Document(str(path))
        for section in document.sections:
            assert section.page_width == pytest.approx(Mm(WIDE), abs=9000)
            assert section.page_height == pytest.approx(Mm(TALL), abs=9000)
            margins = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
            assert margins == tuple(pytest.approx(Mm(mm), abs=9000) for mm in (TOP, RIGHT, BOTTOM, LEFT))
            grid = section._sectPr.find(qn("w:docGrid"))
            assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", str(round(PITCH_PT * 20)))
        normal = document.styles["Normal"]
        assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (16, PITCH_PT)
        tighter = int(normal.element.rPr.find(qn("w:spacing")).get(qn("w:val"))) / 20
        across, down = (WIDE - LEFT - RIGHT) * PT, (TALL - TOP - BOTTOM) * PT
        assert across // (16 + tighter) == CHARACTERS
        assert down // PITCH_PT == LINES


def test_fonts_by_name_with_what_may_stand_in_for_them(papers: dict[str, Path]) -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    table = part(papers["tech-rivalry"], "word/fontTable.xml")
    others = {f.get(f"{w}name"): f.find(f"{w}altName") for f in table}
    for name, other in (("仿宋_GB2312", "FangSong"), ("楷体_GB2312", "KaiTi"), ("黑体", "SimHei"), ("宋体", "SimSun"),
                        ("方正小标宋简体", "华文中宋")):  # fmt: skip
        found = others[name]
        assert found is not None and other in str(found.get(f"{w}val"))
    styles = part(papers["tech-rivalry"], "word/styles.xml")
    used = {v for f in styles.iter(f"{w}rFonts") for k, v in f.attrib.items() if k != f"{w}hint"}
    assert used <= set(others)


def test_the_page_number_stands_at_the_outer_edge(papers: dict[str, Path]) -> None:
    document = docx.Document(str(papers["tech-rivalry"]))
    assert document.settings.odd_and_even_pages_header_footer
    for section in document.sections:
        for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
            [line] = footer.paragraphs
            assert re.fullmatch(r"— \d+ —", line.text)
            assert "PAGE" in "".join(t.text or "" for t in line._p.iter(qn("w:instrText")))
            assert line.style.paragraph_format.alignment == {"left": 0, "right": 2}[side]
            indent = getattr(line.style.paragraph_format, f"{side}_indent")
            assert indent.pt == 14  # a character of the number's size
    assert [p.text for p in document.sections[0].first_page_footer.paragraphs] == ["— 1 —"]


# ---------------------------------------------------------------- what stands in it


def test_no_findings(papers: dict[str, Path]) -> None:
    for path in papers.values():
        result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
        assert [str(e) for e in result.errors] == []
        assert [str(f) for f in ooxml_integrity.check(str(path))] == []


def test_no_boxes_no_tints_no_tables(papers: dict[str, Path]) -> None:
    for path in papers.values():
        document = docx.Document(str(path))
        body = document.element.body
        assert (
            not list(body.iter(qn("w:tbl")))
            and not list(body.iter(qn("w:shd")))
            and not list(body.iter(qn("w:drawing")))
        )
        framed = {
            p.style.name
            for p in document.paragraphs
            if p.style.element.find(f"{qn('w:pPr')}/{qn('w:pBdr')}") is not None
        }
        assert framed == {"Collate Kicker", "Collate Imprint"}
        assert not re.search("[●◐○▲◆▽]", "".join(texts(path)))


def test_the_order_of_the_parts_and_the_numbers_of_their_headings(papers: dict[str, Path]) -> None:
    paragraphs = docx.Document(str(papers["tech-rivalry"])).paragraphs
    styles = [p.style.name for p in paragraphs]
    assert styles[:2] == ["Collate Kicker", "Title"]
    closing = ["Collate Signed"] * 2 + ["Collate Annex"] + ["Collate Source Entry"] * 5 + ["Collate Imprint"]
    assert [s for s in styles if s in closing] == closing
    heads = [p.text for p in paragraphs if p.style.name == "Heading 1"]
    assert heads == ["核心判断", "各文的异同", "分歧所在", "建议", "尚不清楚的问题"]
    numbering = part(papers["tech-rivalry"], "word/numbering.xml")
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    forms = {
        a.find(f"{w}name").get(f"{w}val"): [lvl.find(f"{w}lvlText").get(f"{w}val") for lvl in a.findall(f"{w}lvl")]  # type: ignore[union-attr]
        for a in numbering.findall(f"{w}abstractNum")
    }
    assert forms["Collate Headings zh"] == ["%1、", "（%2）", "%3."] and forms["Collate Numbers"] == ["（%1）"]


def test_notes_begin_anew_on_every_page_and_none_points_back_by_number(papers: dict[str, Path]) -> None:
    for path in papers.values():
        document = docx.Document(str(path))
        places = [document.settings.element, *(s._sectPr for s in document.sections)]
        for place in places:
            form = place.find(qn("w:footnotePr"))
            assert form.find(qn("w:numFmt")).get(qn("w:val")) == "decimalEnclosedCircleChinese"
            assert form.find(qn("w:numRestart")).get(qn("w:val")) == "eachPage"
        w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
        notes = ["".join(n.itertext()) for n in part(path, "word/footnotes.xml") if not n.get(f"{w}type")]
        assert len(notes) > 10
        for note in notes:
            assert not re.search(r"同上|同\d|同注", note) and re.search("汤|刘|朱|张|孙", note)
        titled = [note for note in notes if re.search(r"\[J\]|\[EB/OL\]", note)]
        assert len(titled) <= 3  # each article once in full, then by the short name that the text has introduced
        assert sum("汤马文" in note for note in notes) > 5


def test_only_what_the_outline_says(papers: dict[str, Path]) -> None:
    for name, path in papers.items():
        outline = read_comparison(ROOT / f"outlines/{name}.yaml", ROOT).outline
        assert outline.by is not None
        said = texts(path)
        assert said[0] == outline.by.texts["zh"]
        assert said[1] == outline.title.texts["zh"]
        assert [t for t in said if t][-1] == f"{outline.by.texts['zh']}\t2026年11月22日印发"
        whole = "\n".join(said)
        assert not re.search(r"〔|〕|号$|签发|主送|抄送|密级|特急|\{\{|XX|××", whole, re.M)
        assert "未列" not in said[0] and "本文从略" in whole


def test_without_an_issuer_there_is_no_letterhead_and_no_imprint() -> None:
    template = read_template(FOLDER, Path("templates/gongwen"))
    comparison = read_comparison(ROOT / "outlines/ai-seminar.yaml", ROOT)
    nobody = replace(comparison, outline=replace(comparison.outline, by=None))
    for whose, signed, printed in ((comparison, 2, 1), (nobody, 1, 0)):
        shapes = plan(whose, template, "zh").shapes
        [cover] = [s for s in shapes if isinstance(s, Cover)]
        assert (cover.kicker is None) == (printed == 0)
        roles = [s.role for s in shapes if isinstance(s, Para)]
        assert (roles.count("signed"), roles.count("imprint")) == (signed, printed)


def test_it_speaks_chinese_only(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    outline = str(ROOT / "outlines/ai-seminar.yaml")
    assert main(["build", outline, "--template", "gongwen", "--lang", "en", "--out", str(tmp_path)]) == 1
    said = capsys.readouterr().err
    assert "the template 'gongwen' does not speak 'en'" in said and "it speaks zh" in said
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- as pages


@dataclass(frozen=True)
class Row:
    """A line of a rendered page, in points from its upper left corner."""

    page: int
    left: float
    right: float
    middle: float
    height: float
    text: str


def rows(pdf: Path) -> Iterator[Row]:
    """Every line, its pieces put together by their height on the page."""
    command = ["pdftotext", "-bbox-layout", str(pdf), "-"]
    xml = subprocess.run(command, check=True, capture_output=True).stdout
    tag = "{http://www.w3.org/1999/xhtml}"
    for number, page in enumerate(ElementTree.fromstring(xml).iter(f"{tag}page"), 1):
        words = [
            (
                float(w.get("xMin", 0)),
                float(w.get("yMin", 0)),
                float(w.get("xMax", 0)),
                float(w.get("yMax", 0)),
                w.text or "",
            )
            for w in page.iter(f"{tag}word")
        ]
        lines: list[list[tuple[float, float, float, float, str]]] = []
        for word_ in sorted(words, key=lambda w: ((w[1] + w[3]) / 2, w[0])):
            middle = (word_[1] + word_[3]) / 2
            if lines and abs((lines[-1][0][1] + lines[-1][0][3]) / 2 - middle) < 5:
                lines[-1].append(word_)
            else:
                lines.append([word_])
        for line in lines:
            line.sort()
            big = max(line, key=lambda w: w[3] - w[1])
            yield Row(
                number,
                min(w[0] for w in line),
                max(w[2] for w in line),
                (big[1] + big[3]) / 2,
                big[3] - big[1],
                "".join(w[4] for w in line),
            )


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
def test_twenty_two_lines_of_twenty_eight_characters(tmp_path: Path) -> None:
    """Han without signs, figures and notes, three pages of it: the type area is filled to the last place."""
    text = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏闰余成岁律吕调阳" * 50
    shape = Para(Line("text@zh", (Text(text[: CHARACTERS * LINES * 2 + 400]),)))
    look = Look((FOLDER / "look.docx").read_bytes(), FOLDER / "look.docx", Place(FOLDER / "plan.yaml"))
    made = tmp_path / "filled.docx"
    made.write_bytes(word.render(Document("filled", "zh", "2026-11-22", (shape,)), look).data)
    found = [r for r in rows(to_pdf(made, tmp_path)) if HAN.search(r.text)]
    for page in (1, 2):
        lines = [r for r in found if r.page == page]
        assert len(lines) == LINES
        for n, line in enumerate(lines):
            assert len(line.text) == (CHARACTERS - 2 if (page, n) == (1, 0) else CHARACTERS)
            assert line.left == pytest.approx((LEFT * PT) + (2 * 15.75 if (page, n) == (1, 0) else 0), abs=PT)
            assert line.right == pytest.approx((WIDE - RIGHT) * PT, abs=PT)
        for above, below in pairwise(lines):
            assert below.middle - above.middle == pytest.approx(PITCH_PT, abs=0.1)  # rounded in the PDF
        whole = lines[-1].middle - lines[0].middle
        assert whole / (LINES - 1) == pytest.approx(PITCH_PT, abs=0.02)
        # the first line stands in the first 28.95 points of the type area, the last in the last
        assert lines[0].middle == pytest.approx(TOP * PT + PITCH_PT / 2, abs=2 * PT)
        assert lines[-1].middle == pytest.approx((TALL - BOTTOM) * PT - PITCH_PT / 2, abs=2 * PT)


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
def test_the_shipped_papers_as_pages(papers: dict[str, Path], tmp_path: Path) -> None:
    for name, path in papers.items():
        folder = tmp_path / name
        folder.mkdir()
        found = list(rows(to_pdf(path, folder)))
        last = max(r.page for r in found)
        assert last <= 9, name
        numbers = {r.page: int(r.text.strip("—")) for r in found if re.fullmatch(r"—\d+—", r.text)}
        for row in found:  # nothing beyond the margins but the page number, below them
            assert row.left >= LEFT * PT - PT and row.right <= (WIDE - RIGHT) * PT + PT, (name, row)
            below = row.middle > (TALL - BOTTOM) * PT
            assert below == bool(re.fullmatch(r"—\d+—", row.text)), (name, row)
            if below:
                outer = (WIDE - RIGHT) * PT - row.right if numbers[row.page] % 2 else row.left - LEFT * PT
                assert outer == pytest.approx(14, abs=PT), (name, row)
        body = [r for r in found if r.height > 18 and HAN.search(r.text)]
        signed = next(r for r in body if r.text == "2026年11月22日")
        # nobody signs an empty page: two lines of text at least, and a quarter of the page (rule 39 of docs/rules.md)
        above = [r for r in body if r.page == signed.page and r.middle < signed.middle]
        assert len(above) >= 2 + 2  # these, where the annex is named, and who signs
        assert (signed.middle - TOP * PT) / PITCH_PT >= LINES / 4
        annex = next(r for r in body if r.text == "附件")
        assert (annex.page, annex.left) == (last, pytest.approx(LEFT * PT, abs=PT))
        imprint = next(r for r in found if r.text.endswith("印发"))
        assert imprint.page == last and numbers[last] % 2 == 0  # the back of a sheet (7.4)
        assert imprint.middle > (TALL - BOTTOM) * PT - 22
        assert not [r for r in found if r.height > 18 and re.fullmatch("[①-⑳。，；）]+", r.text)], name
