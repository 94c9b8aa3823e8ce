"""`collate pull`: files edited by python-docx and python-pptx go back into the YAML, byte for byte what was edited."""

from __future__ import annotations

import copy
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
import yaml
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from rendering import has_libreoffice

from builder import build
from builder.__main__ import main
from builder.inline import inlines
from builder.model import Cite, words_of
from builder.problem import Place
from builder.project import Project
from builder.pull.markup import Cut, remarked, stretches
from builder.starter import start

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

NO_PLACE = Place(Path("x"))


# ---------------------------------------------------------------- a project that was built, and files of it


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter, with texts written in every way that YAML knows, built as a briefing and a deck in Chinese."""
    root = tmp_path_factory.mktemp("once")
    start(root, "case")
    outline = root / "outlines/case.yaml"
    text = outline.read_text("utf-8")
    for old, new in REWRITTEN:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    outline.write_text(text, "utf-8")
    build(outline, Project(root, root / "out"), lang="zh")
    return root


@pytest.fixture
def built(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that project, for one test; the test stands in it."""
    root = tmp_path / "built"
    shutil.copytree(once, root)
    monkeypatch.chdir(root)
    return root


REWRITTEN = [
    (
        "  zh: 对两文提出同样的问题，逐条核对引文；关系与置信度由编者判断。文章、作者与数字均属虚构。\n",
        "  zh: > # folded\n    对两文提出同样的问题，逐条核对引文；\n    关系与置信度由编者判断。"
        "文章、作者与数字均属虚构。\n",
    ),
    ("says: {zh: 两文都没有分时段、分站点的记录。,", "says: {zh: '两文都没有“分时段”、“分站点”的记录。',"),
    ("zh: 林文主张先保班次，周文主张先降固定成本。", "zh: 林文主张**先保班次**，周文主张*先降*固定成本。"),
    (
        "zh: 林文举出一市先例：取消夜线后乘客先走，亏损随后。",
        'zh: "林文举出一市先例[@lin-2031.d2]：取消夜线后\\u4e58客先走，亏损\\\n        随后。"',
    ),
    (
        "decided_by: {zh: 一个季度分时段、分站点的上下客记录。, en: One quarter of boarding records by hour and stop.}",
        "decided_by:\n      zh: |\n        一个季度分时段、分站点的\n        上下客记录。\n      en: Boarding records.",
    ),
]


BRACKETS = '{zh: "林文主[张]**先保班次**，周文主张*先降*固定成本。",'


class Paper:
    """A built Word file, edited with python-docx."""

    def __init__(self, project: Path, name: str = "briefing.zh.docx") -> None:
        self.path = project / "out/case" / name
        self.document = docx.Document(str(self.path))

    def paragraphs(self) -> list[Any]:
        from docx.text.paragraph import Paragraph

        return [Paragraph(p, self.document) for p in self.document.element.body.iter(qn("w:p"))]

    def with_words(self, words: str) -> Any:
        return next(p for p in self.paragraphs() if words in all_words(p))

    def replace(self, old: str, new: str) -> None:
        node = next(t for t in self.document.element.body.iter(qn("w:t")) if old in (t.text or ""))
        node.text = node.text.replace(old, new, 1)

    def save(self) -> None:
        self.document.save(str(self.path))


def all_words(p: Any) -> str:
    return "".join(t.text or "" for t in p._p.iter(qn("w:t")))


def edit(project: Path, *changes: tuple[str, str], name: str = "briefing.zh.docx") -> None:
    paper = Paper(project, name)
    for old, new in changes:
        paper.replace(old, new)
    paper.save()


def runs_of(presentation: Any) -> Iterator[Any]:
    """Every run of every shape, table and notes page."""
    for slide in presentation.slides:
        yield from slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")
        if slide.has_notes_slide:
            yield from slide.notes_slide._element.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}t")


def edit_deck(project: Path, *changes: tuple[str, str]) -> None:
    path = project / "out/case/seminar.zh.pptx"
    presentation = pptx.Presentation(str(path))
    for old, new in changes:
        node = next(t for t in runs_of(presentation) if old in (t.text or ""))
        node.text = node.text.replace(old, new, 1)
    presentation.save(str(path))


@pytest.fixture
def pull(built: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Pulls from the briefing, or from the files named; gives the exit code and what was said."""

    def pulled(*options: str) -> tuple[int, str]:
        files = [o for o in options if not o.startswith("--")] or ["briefing.zh.docx"]
        capsys.readouterr()
        code = main(["pull", *(f"out/case/{f}" for f in files), *(o for o in options if o.startswith("--"))])
        said = capsys.readouterr()
        return code, said.out + said.err

    return pulled


def outline_of(project: Path) -> str:
    return (project / "outlines/case.yaml").read_text("utf-8")


def changed(before: str, after: str) -> tuple[str, str]:
    """What was taken out and put in between two texts, without what both share at their ends."""
    start = next(
        (n for n, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), min(len(before), len(after))
    )
    most = min(len(before), len(after)) - start
    end = next((n for n in range(most) if before[-1 - n] != after[-1 - n]), most)
    return before[start : len(before) - end], after[start : len(after) - end]


# ---------------------------------------------------------------- what goes back


def test_nothing_edited_nothing_to_pull(pull: Callable[..., tuple[int, str]]) -> None:
    assert pull("briefing.zh.docx", "seminar.zh.pptx") == (0, "0 texts to pull\n")


def test_an_edit_is_shown_first_and_written_with_yes(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("仍在，只是变得零散", "还在，只是变得零散"))
    before = outline_of(built)
    code, said = pull()
    assert code == 3 and outline_of(built) == before
    assert "--- outlines/case.yaml" in said and "1 text to pull; `--yes` writes it" in said
    assert pull("--yes")[0] == 0
    assert changed(before, outline_of(built)) == ("仍", "还")
    assert pull() == (0, "0 texts to pull\n")  # the file now says what the outline says


@pytest.mark.parametrize(
    ("name", "old", "new", "gone", "come"),
    [
        ("briefing.zh.docx", "关系与置信度", "各题的关系和置信度", "关系与置信度", "各题的关系和置信度"),
        ("briefing.zh.docx", "没有“分时段”", "没有‘逐时段’和“分时段”", "没有“分", "没有‘逐时段’和“分"),
        ("seminar.zh.pptx", "一个季度分时段", "两个季度分时段", "一个季度", "两个季度"),
        ("briefing.zh.docx", "后乘客先走", "后全部\\乘客先走", "后\\u4e58客", "后全部\\\\\\u4e58客"),
        ("briefing.zh.docx", "病象一致", "病象# 大体*一致", "病象一致,", '"病象# 大体*一致",'),
        ("briefing.zh.docx", "先保班次", "先保住班次", "**先保班次**", "**先保住班次**"),
        (
            "briefing.zh.docx",
            "林文主张",
            "林文主[张]",
            "{zh: 林文主张**先保班次**，周文主张*先降*固定成本。,",
            BRACKETS,
        ),
    ],
    ids=["folded", "single", "literal", "double", "plain", "strong", "brackets"],
)
def test_each_way_of_writing_keeps_its_ways(
    built: Path, pull: Callable[..., tuple[int, str]], name: str, old: str, new: str, gone: str, come: str
) -> None:
    before = outline_of(built)
    (edit_deck if name.endswith("pptx") else edit)(built, (old, new))
    code, said = pull(name, "--yes")
    assert code == 0, said
    assert outline_of(built) == before.replace(gone, come, 1), said
    assert changed(before, outline_of(built)) == changed(gone, come)


def test_marks_stay_where_they_are(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("林文举出一市先例", "林文举出某市先例"), ("：取消夜线后", "：砍掉夜线后"))
    assert pull("--yes")[0] == 0
    assert "林文举出某市先例[@lin-2031.d2]：砍掉夜线后" in outline_of(built)


def test_words_typed_behind_the_last_bookmark_of_a_paragraph_are_pulled(
    built: Path, pull: Callable[..., tuple[int, str]]
) -> None:
    paper = Paper(built)
    paper.with_words("逐条核对引文").add_run("以上为说明。")
    paper.save()
    code, said = pull("--yes")
    assert code == 0, said
    assert "均属虚构。以上为说明。\n" in outline_of(built)


def test_a_claim_goes_back_into_the_notes_of_its_article(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("先保班次，客流才会回来", "先保班次，客流才能回来"))
    before = (built / "outlines/articles/lin-2031.yaml").read_bytes()
    assert pull("--yes")[0] == 0
    after = (built / "outlines/articles/lin-2031.yaml").read_bytes()
    assert changed(before.decode(), after.decode()) == ("会", "能")


def test_a_slide_a_cell_and_a_note_go_back(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit_deck(
        built,
        ("林文先保班次，周文先降成本，次序相反", "林文先保班次，周文先降成本，次序正好相反"),
        ("应先以预约小车替换末梢线路", "应当先以预约小车替换末梢线路"),
        ("两文的前提不同：一篇看乘客", "两文的前提不一样：一篇看乘客"),
    )
    before = outline_of(built)
    code, said = pull("seminar.zh.pptx", "--yes")
    assert code == 0, said
    after = outline_of(built)
    for words in ("次序正好相反", "应当先以预约小车替换", "前提不一样"):
        assert words in after and words not in before


def test_the_same_edit_in_two_files_is_one(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("病象一致", "症状一致"))
    edit_deck(built, ("病象一致", "症状一致"))
    code, said = pull("briefing.zh.docx", "seminar.zh.pptx", "--yes")
    assert code == 0 and "1 text pulled" in said


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
@pytest.mark.parametrize("name", ["briefing.zh.docx", "seminar.zh.pptx"])
def test_what_libreoffice_saved_again_is_pulled_alike(
    built: Path, pull: Callable[..., tuple[int, str]], name: str, tmp_path: Path
) -> None:
    (edit_deck if name.endswith("pptx") else edit)(built, ("先保班次", "先保住班次"), ("病象一致", "症状一致"))
    path = built / "out/case" / name
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, path.suffix[1:], "--outdir", str(tmp_path / "again"), str(path)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    shutil.copyfile(tmp_path / "again" / name, path)
    before = outline_of(built)
    code, said = pull(name, "--yes")
    assert code == 0 and "2 texts pulled" in said, said
    assert "症状一致" in outline_of(built) and "先保住班次" in outline_of(built)
    assert len(outline_of(built)) == len(before) + 1


def test_after_a_pull_a_build_leaves_these_lines_alone(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("关系与置信度", "各题的关系和置信度"))
    edit_deck(built, ("林文先保班次，周文先降成本，次序相反", "林文先保班次，周文先降成本，次序正好相反"))
    assert pull("briefing.zh.docx", "seminar.zh.pptx", "--yes")[0] == 0
    edited = docx.Document(str(built / "out/case/briefing.zh.docx"))
    assert main(["build", "--lang", "zh"]) == 0
    after = docx.Document(str(built / "out/case/briefing.zh.docx"))
    line = next(p for p in edited.element.body.iter(qn("w:p")) if "各题的关系" in "".join(p.itertext()))
    same = next(p for p in after.element.body.iter(qn("w:p")) if "各题的关系" in "".join(p.itertext()))
    assert "".join(line.itertext()) == "".join(same.itertext())
    assert pull("briefing.zh.docx", "seminar.zh.pptx") == (0, "0 texts to pull\n")


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("核心判断", "关键判断", "these are words of the template judgements/judgements@zh"),
        ("第49页", "第50页", "it says where claims stand"),
        ("末班车之后", "末班车以后", "the list of sources is made from the articles' records"),
        ("期刊论文；", "学刊论文；", "words of another text were edited here"),
        ("两文的前提不同", "两文的前提不一样", "it is put together from several texts"),
    ],
)
def test_what_is_no_text_of_the_outline_is_refused_with_the_reason(
    built: Path, pull: Callable[..., tuple[int, str]], old: str, new: str, why: str
) -> None:
    before = outline_of(built)
    edit(built, (old, new))
    code, said = pull("--yes")
    assert code == 3 and f"not pulled: {why}" in said and outline_of(built) == before


def test_a_number_with_evidence_is_refused(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit_deck(built, ("人工占夜间成本45%", "人工占夜间成本54%"))
    code, said = pull("seminar.zh.pptx")
    assert code == 3 and "the number 45 has its evidence in zhou-2031.d2" in said


def test_a_quote_inside_a_text_is_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline = project / "outlines/case.yaml"
    text = outline.read_text("utf-8").replace("林文主张先保班次，", "林文主张“先把骨干班线保下来”，")
    outline.write_text(text, "utf-8")
    build(outline, Project(project, project / "out"), template="briefing", lang="zh")
    edit(project, ("“先把骨干班线保下来”", "“先把支线保下来”"))
    assert main(["pull", "out/case/briefing.zh.docx", "--yes"]) == 3
    assert "are the article's own words, quoted in lin-2031.r1" in capsys.readouterr().out
    assert outline.read_text("utf-8") == text


@pytest.mark.parametrize("mark", ["[1]", "inner"])
def test_a_citation_taken_out_is_refused(built: Path, pull: Callable[..., tuple[int, str]], mark: str) -> None:
    paper = Paper(built)
    words = "先保班次，客流才会回来" if mark == "[1]" else "林文举出一市先例"
    p = paper.with_words(words)
    for link in list(p._p.iter(qn("w:hyperlink"))):
        link.getparent().remove(link)
    paper.save()
    code, said = pull("--yes")
    assert code == 3 and "a citation was changed or taken out" in said


def test_an_edit_that_breaks_a_check_is_refused(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("两文都认为夜间出行需求仍在", "两文都认为,夜间出行需求仍在"))
    before = outline_of(built)
    code, said = pull("--yes")
    assert (code, outline_of(built)) == (3, before), said
    assert "not pulled: half-width ',' in Chinese [width] judgements.demand.says@zh" in said


def test_two_files_that_disagree_are_both_shown(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit(built, ("病象一致", "症状一致"))
    edit_deck(built, ("病象一致", "病象相同"))
    before = outline_of(built)
    code, said = pull("briefing.zh.docx", "seminar.zh.pptx", "--yes")
    assert code == 3 and outline_of(built) == before
    assert said.count("the same text was edited differently elsewhere") == 2
    assert "症状一致" in said and "病象相同" in said


def test_what_the_outline_has_changed_meanwhile_is_a_conflict(
    built: Path, pull: Callable[..., tuple[int, str]]
) -> None:
    edit(built, ("病象一致", "症状一致"), ("先保班次，客流才会", "先保班次，客流就会"))
    outline = built / "outlines/case.yaml"
    text = outline_of(built).replace("病象一致", "病象相同")
    outline.write_text(text, "utf-8")
    code, said = pull("--yes")
    assert code == 3 and "the outline has changed here too" in said and "病象相同" in said and "症状一致" in said
    assert outline_of(built) == text
    assert "客流就会" in (built / "outlines/articles/lin-2031.yaml").read_text("utf-8")


def test_a_stale_file_without_edits_takes_nothing_back(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    outline = built / "outlines/case.yaml"
    text = (
        outline_of(built)
        .replace("病象一致", "病象相同")
        .replace("rests_on: [lin-2031.d1, zhou", "rests_on: [zhou-2031.d1, zhou")
    )
    outline.write_text(text, "utf-8")
    assert pull("briefing.zh.docx", "seminar.zh.pptx", "--yes") == (0, "0 texts pulled\n")
    assert outline_of(built) == text


def test_what_is_put_in_or_taken_out_by_hand_is_told_and_stays(
    built: Path, pull: Callable[..., tuple[int, str]]
) -> None:
    paper = Paper(built)
    paper.with_words("以下建议均出自各文").insert_paragraph_before("秘书处另有说明。")
    p = paper.with_words("上下客记录：")._p
    p.getparent().remove(p)
    paper.save()
    code, said = pull()
    assert code == 0
    assert "taken out by hand, stays out: gaps.1.says@zh" in said
    assert "put in by hand, stays in the file: 秘书处另有说明。" in said


def test_a_paragraph_that_was_split_is_refused(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    paper = Paper(built)
    p = paper.with_words("逐条核对引文")
    behind = copy.deepcopy(p._p)
    for mark in list(behind.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
        mark.getparent().remove(mark)
    p.runs[0].text, rest = (half + "；" for half in p.text.rstrip("；").split("；", 1))
    next(behind.iter(qn("w:t"))).text = rest
    p._p.addnext(behind)
    paper.save()
    path = built / "out/case/seminar.zh.pptx"
    presentation = pptx.Presentation(str(path))
    node = next(t for t in runs_of(presentation) if "次序相反" in (t.text or ""))
    frame = node.getparent().getparent()
    second = copy.deepcopy(frame)
    frame.addnext(second)
    node.text = "林文先保班次，"
    next(t for t in second.iter(node.tag)).text = "周文先降成本，次序正好相反"
    presentation.save(str(path))
    before = outline_of(built)
    code, said = pull("briefing.zh.docx", "seminar.zh.pptx", "--yes")
    assert code == 3 and outline_of(built) == before
    assert said.count("not pulled: paragraphs were split or joined") == 2, said


def test_a_file_that_comes_back_from_an_older_build_takes_only_its_edits(
    built: Path, pull: Callable[..., tuple[int, str]], capsys: pytest.CaptureFixture[str]
) -> None:
    sent = built / "sent.zh.docx"
    shutil.copyfile(built / "out/case/briefing.zh.docx", sent)
    outline = built / "outlines/case.yaml"
    outline.write_text(outline_of(built).replace("病象一致", "病象相同"), "utf-8")
    build(outline, Project(built, built / "out"), template="briefing", lang="zh")
    document = docx.Document(str(sent))
    node = next(t for t in document.element.body.iter(qn("w:t")) if "先保班次，客流才会" in (t.text or ""))
    node.text = node.text.replace("才会", "才能")
    document.save(str(sent))
    before = outline_of(built)
    assert main(["pull", "sent.zh.docx", "--outline", "outlines/case.yaml", "--yes"]) == 0
    assert capsys.readouterr().out.endswith("1 text pulled\n")
    assert outline_of(built) == before
    assert "客流才能" in (built / "outlines/articles/lin-2031.yaml").read_text("utf-8")


# ---------------------------------------------------------------- suggestions and comments


def track(p: Any, new: str, author: str = "李老师") -> None:
    """The last run of a paragraph with words replaced under track changes."""
    old = p.runs[-1]._r
    gone, come = (
        p._p.makeelement(
            qn(f"w:{tag}"),
            {qn("w:id"): str(900 + n), qn("w:author"): author, qn("w:date"): "2031-06-01T09:00:00Z"},
        )
        for n, tag in enumerate(("del", "ins"))
    )
    old.addprevious(gone)
    old.addprevious(come)
    fresh = copy.deepcopy(old)
    fresh.find(qn("w:t")).text = new
    come.append(fresh)
    gone.append(old)
    for text in list(gone.iter(qn("w:t"))):
        text.tag = qn("w:delText")


def test_pending_changes_are_suggestions_until_they_are_accepted(
    built: Path, pull: Callable[..., tuple[int, str]]
) -> None:
    paper = Paper(built)
    track(paper.with_words("逐条核对引文"), "编者逐条核对了引文。")
    paper.save()
    before = outline_of(built)
    code, said = pull("--yes")
    assert code == 0 and outline_of(built) == before
    assert "李老师, 2031-06-01 suggests: .method@zh" in said and "+ 编者逐条核对了引文。" in said
    code, said = pull("--yes", "--accept")
    assert code == 0, said
    assert "编者逐条核对了引文。" in outline_of(built)


def test_a_conflict_that_waits_is_not_pulled(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    paper = Paper(built)
    paper.replace("逐条核对引文", "逐条核过引文")
    track(paper.with_words("逐条核过引文"), "一句新话。", author="Collate")
    paper.save()
    before = outline_of(built)
    code, said = pull("--yes", "--accept")
    assert code == 3 and "a conflict waits for a decision here" in said and outline_of(built) == before


def test_a_conflict_that_a_build_has_made_is_not_pulled(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    """The conflict is told at the paragraph's first line, a bold head; the edit stands in the line after it."""
    edit(built, ("需求仍在，只是变得零散", "需求仍在，只是少了"))
    text = outline_of(built)
    assert text.count("两文都认为夜间出行需求仍在，只是变得零散。") == 1
    (built / "outlines/case.yaml").write_text(text.replace("需求仍在，只是变得零散。", "需求仍在，只是散了。"), "utf-8")
    assert main(["build", "outlines/case.yaml", "--template", "briefing", "--lang", "zh"]) == 3
    before = outline_of(built)
    code, said = pull("--yes")
    assert code == 3 and "a conflict waits for a decision here" in said and outline_of(built) == before


def test_a_conflict_on_a_slide_is_not_pulled(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    edit_deck(built, ("预算只够做一件事", "预算只能做一件事"), ("林文先保班次，周文", "林文先保住班次，周文"))
    path = built / "out/case/seminar.zh.pptx"
    presentation = pptx.Presentation(str(path))
    slide = next(s for s in presentation.slides if any(x.name == "discussion.1.ask@zh" for x in s.shapes))
    told = OLD_COMMENTS.format(x=0, y=0).replace(
        "这张能否删减？", "这里有人改过。\n‹plan.13.1.text@zh | discussion.1.ask@zh›"
    )
    attach(
        presentation.part,
        f"{OFFICE}commentAuthors",
        "/ppt/commentAuthors.xml",
        OLD_AUTHORS.replace("王主任", "Collate"),
    )
    attach(slide.part, f"{OFFICE}comments", "/ppt/comments/comment1.xml", told)
    presentation.save(str(path))
    code, said = pull("seminar.zh.pptx", "--yes")
    assert code == 3 and "a conflict waits for a decision here discussion.1.ask@zh" in said
    assert "预算只够做一件事" in outline_of(built) and "先保住班次，周文" in outline_of(built)


def test_comments_are_listed_and_written_above_their_line(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    paper = Paper(built)
    p = paper.with_words("病象一致")
    paper.document.add_comment(runs=p.runs[1:2], text="依据够吗？", author="王主任", initials="W")
    paper.save()
    code, said = pull()
    assert code == 0 and "王主任" in said and "依据够吗？ judgements.demand" in said
    before = outline_of(built)
    code, said = pull("--comments", "--yes")
    assert code == 0, said
    gone, come = changed(before, outline_of(built))
    assert gone == "" and re.fullmatch(r" *# 王主任, \d{4}-\d\d-\d\d “[^”]+”: 依据够吗？\n *", come), come
    assert yaml.safe_load(before) == yaml.safe_load(outline_of(built))
    again = outline_of(built)
    assert pull("--comments", "--yes")[0] == 0
    assert outline_of(built) == again  # once is enough


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def attach(of: Any, kind: str, name: str, xml: str) -> None:
    """A new part of a package, related to another."""
    of.relate_to(Part(PackURI(name), "application/xml", of.package, xml.encode("utf-8")), kind)


OLD_AUTHORS = (
    '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cmAuthor id="0" name="王主任" initials="W" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
)
OLD_COMMENTS = (
    '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cm authorId="0" dt="2031-06-02T10:00:00.000" idx="1"><p:pos x="{x}" y="{y}"/>'
    "<p:text>这张能否删减？</p:text></p:cm></p:cmLst>"
)
NEW = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
NEW_AUTHORS = (
    f'<p188:authorLst xmlns:p188="{NEW}"><p188:author id="{{A1}}" name="陈老师" initials="C" userId="c" '
    'providerId="None"/></p188:authorLst>'
)
NEW_COMMENTS = (
    f'<p188:cmLst xmlns:p188="{NEW}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:ac="http://schemas.microsoft.com/office/drawing/2013/main/command" '
    'xmlns:pc="http://schemas.microsoft.com/office/powerpoint/2013/main/command">'
    '<p188:cm id="{{C1}}" authorId="{{A1}}" created="2031-06-03T08:00:00.000"><ac:deMkLst><pc:docMk/>'
    '<pc:sldMk cId="1" sldId="256"/><ac:spMk id="{shape}" creationId="{{0}}"/></ac:deMkLst>'
    '<p188:replyLst><p188:reply id="{{C2}}" authorId="{{A1}}" created="2031-06-04T08:00:00.000"><p188:txBody>'
    "<a:bodyPr/><a:p><a:r><a:t>已改。</a:t></a:r></a:p></p188:txBody></p188:reply></p188:replyLst>"
    "<p188:txBody><a:bodyPr/><a:p><a:r><a:t>标题太长。</a:t></a:r></a:p></p188:txBody></p188:cm></p188:cmLst>"
)


def test_comments_of_both_kinds_on_slides_are_listed(built: Path, pull: Callable[..., tuple[int, str]]) -> None:
    path = built / "out/case/seminar.zh.pptx"
    presentation = pptx.Presentation(str(path))
    found = [(n, s) for n, slide in enumerate(presentation.slides) for s in slide.shapes]
    n, shape = next((n, s) for n, s in found if s.name == "discussion.1.ask@zh")
    slide = presentation.slides[n]

    later = "http://schemas.microsoft.com/office/2018/10/relationships/"
    attach(presentation.part, f"{OFFICE}commentAuthors", "/ppt/commentAuthors.xml", OLD_AUTHORS)
    attach(presentation.part, f"{later}authors", "/ppt/authors.xml", NEW_AUTHORS)
    x, y = ((at + 9999) * 576 // 914400 for at in (shape.left, shape.top))
    attach(slide.part, f"{OFFICE}comments", "/ppt/comments/comment1.xml", OLD_COMMENTS.format(x=x, y=y))
    title = slide.shapes.title.shape_id
    attach(slide.part, f"{later}comments", "/ppt/comments/modernComment_1.xml", NEW_COMMENTS.format(shape=title))
    presentation.save(str(path))
    code, said = pull("seminar.zh.pptx")
    assert code == 0
    assert f"slide {n + 1}: 王主任, 2031-06-02: 这张能否删减？ discussion.1.ask@zh" in said
    assert re.search(rf"slide {n + 1}: 陈老师, 2031-06-03: 标题太长。 plan\.\S*@zh", said)
    assert f"slide {n + 1}: 陈老师, 2031-06-04: 已改。" in said


# ---------------------------------------------------------------- laws

BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # other work on the machine is no fault
BITS = st.sampled_from(
    [
        "甲乙",
        "丙。",
        "word ",
        "two words",
        "**粗体**",
        " ",
        "*em*",
        "[@a.d1]",
        "[链接](http://x.y)",
        "5%",
        "\\*",
        "*",
        "#",
        "，",
    ]
)
TYPED = st.sampled_from(["", "新", "new ", "*", "[", "]", "**x**", "[@a.b]", "\\", "a b", "[x](http://y.z)"])


def shown(text: str) -> str:
    parts = inlines(text, lambda _: Cite((), NO_PLACE))
    return " ".join("".join("[4]" if isinstance(p, Cite) else words_of(p) for p in parts).split())


def citations(text: str) -> int:
    return sum(isinstance(part, Cite) for part in inlines(text, lambda _: Cite((), NO_PLACE)))


@BUSY
@given(st.lists(BITS, max_size=8).map("".join))
def test_the_parts_of_a_text_are_those_that_are_printed(text: str) -> None:
    printed = "".join(map(words_of, inlines(text, lambda _: Cite((), NO_PLACE))))
    assert "".join("".join(part.words for part in stretches(text)).split()) == "".join(printed.split())


@settings(BUSY, max_examples=500)
@given(
    st.lists(BITS, min_size=1, max_size=8).map("".join).map(str.strip),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 4), TYPED), min_size=1, max_size=3),
)
def test_a_marked_up_text_reads_as_it_was_edited_or_is_refused(text: str, edits: list[tuple[int, int, str]]) -> None:
    before = shown(text)
    after = before
    for at, length, new in edits:
        after = after[: at % (len(after) + 1)] + new + after[at % (len(after) + 1) + length :]
    after = " ".join(after.split())
    if not before or not after:
        return
    try:
        made = remarked(text, before, after)
    except Cut:
        assert "[@a.d1]" in text
        return
    if made is not None:
        assert shown(made).replace(" ", "") == after.replace(" ", "")
        assert citations(made) == citations(text)
