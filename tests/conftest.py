"""What all tests share: `--accept` for goldens, and a project that a test may change."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from builder.starter import start

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

PLAIN = """\
format: text
steps:
  - {block: heading, text: "{{ outline.title }}"}
  - block: judgements
  - for: question in questions
    steps:
      - {block: heading, text: "{{ question.finding }}", level: 2}
      - {block: positions, of: question}
  - block: sources
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="take today's output as the wanted output")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with a file; `pytest --accept` takes it as the file's new content."""

    def compare(want: Path, got: str) -> None:
        if request.config.getoption("--accept"):
            want.write_text(got, "utf-8")
        assert got == want.read_text("utf-8")

    return compare


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The starter as a project of its own (outlines/case.yaml, a text template `plain`); the test stands in it."""
    start(tmp_path, "case")
    folder = tmp_path / "templates" / "plain"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(PLAIN, "utf-8")
    (tmp_path / "templates" / "words.yaml").write_bytes((ROOT / "templates" / "words.yaml").read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path
