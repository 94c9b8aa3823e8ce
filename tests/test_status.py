"""`collate status`: how each built file stands to its outline; nothing is written."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import docx
import pytest
from test_pull import Paper, edit_deck, track

from builder import build
from builder.__main__ import main
from builder.project import Project
from builder.starter import start


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("once")
    start(root, "case")
    build(root / "outlines/case.yaml", Project(root, root / "out"), lang="zh")
    return root


@pytest.fixture
def built(once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of a project that was built in Chinese, for one test; the test stands in it."""
    root = tmp_path / "built"
    shutil.copytree(once, root)
    monkeypatch.chdir(root)
    return root


def status(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, list[str]]:
    """The table, by file name; lines below it under their first word."""
    capsys.readouterr()
    assert main(["status", *options]) == 0
    found: dict[str, list[str]] = {}
    for line in capsys.readouterr().out.splitlines()[1:]:
        name, *rest = line.split(maxsplit=1)
        found.setdefault(name.removeprefix("out/case/"), []).extend(rest)
    return found


def test_a_fresh_build_is_current_and_what_is_not_built_says_so(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {name: line[0].split() for name, line in status(capsys).items()} == {
        "briefing.zh.docx": ["current", "0", "0", "0", "0"],
        "seminar.zh.pptx": ["current", "0", "0", "0", "0"],
        "briefing.en.docx": ["not", "built"],
        "seminar.en.pptx": ["not", "built"],
    }


def test_a_changed_outline_makes_its_files_stale(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline = built / "outlines/case.yaml"
    outline.write_text(outline.read_text("utf-8").replace("病象一致", "病象相同"), "utf-8")
    found = status(capsys)
    assert found["briefing.zh.docx"][0].split() == ["stale", "0", "0", "0", "0"]
    assert found["seminar.zh.pptx"][0].split() == ["stale", "0", "0", "0", "0"]


def test_edits_suggestions_comments_and_conflicts_are_counted_and_named(
    built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = Paper(built)
    paper.replace("病象一致", "症状一致")
    gone = paper.with_words("上下客记录：")._p
    gone.getparent().remove(gone)
    paper.with_words("以下建议均出自各文").insert_paragraph_before("秘书处另有说明。")
    track(paper.with_words("逐条核对引文"), "改过。")
    track(paper.with_words("乘客先走"), "我们的话。", author="Collate")
    paper.document.add_comment(
        runs=paper.with_words("先后相左").runs[:1], text="依据够吗？", author="王主任", initials="W"
    )
    paper.save()
    edit_deck(built, ("先保班次", "先保住班次"))
    found = status(capsys, "--verbose")
    assert found["briefing.zh.docx"][0].split() == ["current", "3", "1", "1", "1"]
    assert found["seminar.zh.pptx"][0].split() == ["current", "1", "0", "0", "0"]
    said = "\n".join(found["briefing.zh.docx:"])
    for words in (
        "edited: 症状一致",
        "judgements.demand",
        "taken out: gaps.1.says@zh",
        "秘书处另有说明。",
        "李老师",
        "依据够吗？",
        "conflict: judgements.riders",
    ):
        assert words in said, words


def test_without_a_record_nobody_knows(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(built / "out/.collate")
    assert status(capsys)["briefing.zh.docx"][0].split()[0] == "unknown"


def test_a_broken_file_is_unreadable_and_the_others_are_told(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (built / "out/case/briefing.zh.docx").write_bytes(b"PK half of it")
    found = status(capsys)
    assert found["briefing.zh.docx"] == ["unreadable"]
    assert found["seminar.zh.pptx"][0].split()[0] == "current"


def test_status_writes_nothing(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = docx.Document(str(built / "out/case/briefing.zh.docx"))
    document.add_paragraph("一段。")
    document.save(str(built / "out/case/briefing.zh.docx"))

    def everything() -> dict[Path, str]:
        return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in built.rglob("*") if p.is_file()}

    before = everything()
    status(capsys, "--verbose")
    assert everything() == before
