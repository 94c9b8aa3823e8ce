"""`collate locate`: article, section, paragraph and sentence, for every text; 1 where the phrase stands in none."""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import pytest
from test_verify import texts  # noqa: F401

from builder import locate_command


@pytest.fixture(autouse=True)
def no_texts_of_the_starter(project: Path) -> None:
    shutil.rmtree(project / "outlines/articles/texts")


def located(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    locate_command.add(parser.add_subparsers())
    options = parser.parse_args(["locate", *arguments])
    return int(options.run(options))


def test_a_phrase_is_located_in_every_text(
    texts: Path,  # noqa: F811
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert located("从前的 渡口", "--texts", str(texts)) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "lin-2031  at: 三¶3"
    assert said[1] == "    桥下的河水流得很慢，岸边的人说起从前的渡口，总要停一停。"
    assert "zhou-2031  at: ¶1" in said
    assert located("等得到的人", "--texts", str(texts)) == 0
    assert capsys.readouterr().out == ("lin-2031  at: 一（二）¶3\n    夜深了，等得到的人还是愿意等，这是问卷的结论。\n")


def test_a_phrase_that_stands_nowhere_is_1(texts: Path, capsys: pytest.CaptureFixture[str]) -> None:  # noqa: F811
    assert located("等不到的人", "--texts", str(texts)) == 1
    assert capsys.readouterr().err == "stands in none of 2 texts: 等不到的人\n"
    assert located("", "--texts", str(texts)) == 1


def test_no_texts_is_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert located("桥") == 1
    assert "--texts DIR" in capsys.readouterr().err


def test_texts_are_found_beside_the_notes_and_in_the_environment(
    texts: Path,  # noqa: F811
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLLATE_TEXTS", str(texts))
    assert located("等得到的人") == 0
    monkeypatch.delenv("COLLATE_TEXTS")
    own = project / "outlines/articles/texts"
    own.mkdir()
    (own / "unread.txt").write_text("一、桥\n\n桥修好了，车来了，人也来了。\n", "utf-8")
    (own / "broken.txt").write_bytes("桥修好了。".encode("gb18030"))
    capsys.readouterr()
    assert located("车来了") == 0
    said = capsys.readouterr()
    assert said.out.startswith("unread  at: 一¶1\n") and "not UTF-8" in said.err
