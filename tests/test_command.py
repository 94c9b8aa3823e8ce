"""The command: its exit codes, what it says, and that help costs nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from builder.__main__ import main


def test_help_of_every_command_has_an_example(capsys: pytest.CaptureFixture[str]) -> None:
    for command in ([], ["check"], ["build"], ["new"], ["schema"]):
        with pytest.raises(SystemExit) as left:
            main([*command, "--help"])
        assert left.value.code == 0
        assert "example: collate" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["bild"], ["build", "no/such.yaml"], ["new"], ["schema", "deck"]])
def test_wrong_usage_is_2(arguments: list[str], project: Path) -> None:
    with pytest.raises(SystemExit) as left:
        main(arguments)
    assert left.value.code == 2


def test_help_and_wrong_usage_load_no_document_library() -> None:
    code = "import sys, builder.__main__ as m\ntry:\n m.main(sys.argv[1:])\nexcept SystemExit: pass\n"
    code += "print(sorted({'docx', 'pptx', 'lxml'} & set(sys.modules)))"
    for arguments in (["--help"], ["bild"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        assert done.stdout.strip().endswith("[]"), done.stdout


def test_new_then_check_then_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["new", "my-comparison"]) == 0
    assert main(["check"]) == 0
    assert "2 articles, 6 claims" in capsys.readouterr().out
    assert main(["build"]) == 0
    out = capsys.readouterr().out
    names = ["briefing.zh.docx", "seminar.zh.pptx", "briefing.en.docx", "seminar.en.pptx", "trace.html"]
    assert [line.split()[0] for line in out.splitlines()] == [f"out/my-comparison/{name}" for name in names]
    assert all("(unchanged)" not in line for line in out.splitlines())
    assert main(["build"]) == 0
    assert all("(unchanged)" in line for line in capsys.readouterr().out.splitlines())


def test_new_overwrites_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "case"]) == 2
    assert main(["new", "../case"]) == 2
    assert "no name for an outline" in capsys.readouterr().err


def test_warnings_stop_only_when_strict(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = project / "outlines/case.yaml"
    path.write_text(path.read_text("utf-8").replace("questions: [demand, remedy]", "questions: [demand]"), "utf-8")
    build = ["build", "outlines/case.yaml", "--template", "plain", "--lang", "zh"]
    assert main(build) == 0
    assert "warning: no session takes up the question 'remedy' [unplaced]" in capsys.readouterr().err
    assert main([*build, "--strict"]) == 1
