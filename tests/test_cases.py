"""Every folder in cases/ is a test. The starter is the project; the case changes it and says what comes out.

    change.txt    a file, then lines to take out (- ) and lines to put in (+ )
    plan.yaml     the plan of the template `plain`, where the case is about blocks
    command.txt   the command line (default: build it as plain text in Chinese)
    want.txt      what is built, or what is said

`pytest --accept` takes today's output as the wanted one; then read the diff.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.__main__ import main

CASES = sorted(p for p in (Path(__file__).parent / "cases").iterdir() if p.is_dir())
BUILD = "build outlines/case.yaml --template plain --lang zh"


def change(project: Path, text: str) -> None:
    """Apply one change: exactly one place in one file."""
    name, *lines = text.rstrip("\n").split("\n")
    old = "\n".join(line[2:] for line in lines if line.startswith("- "))
    new = "\n".join(line[2:] for line in lines if line.startswith("+ "))
    path = project / name
    before = path.read_text("utf-8")
    assert before.count(old) == 1, f"{before.count(old)} places in {name} read:\n{old}"
    path.write_text(before.replace(old, new), "utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.name)
def test_case(
    case: Path, project: Path, golden: Callable[[Path, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    if (case / "plan.yaml").exists():
        (project / "templates/plain/plan.yaml").write_bytes((case / "plan.yaml").read_bytes())
    if (case / "change.txt").exists():
        for one in (case / "change.txt").read_text("utf-8").split("\n\n"):
            change(project, one)
    command = (case / "command.txt").read_text("utf-8").strip() if (case / "command.txt").exists() else BUILD
    code = main(command.split())
    said = capsys.readouterr()
    built = project / "out/case/plain.zh.txt"
    golden(
        case / "want.txt", built.read_text("utf-8") if code == 0 and built.exists() else f"{said.err}(exit {code})\n"
    )
