"""What all tests share: `--accept` for goldens, a project that a test may change, and the shipped files, built once."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import build
from builder.__main__ import YOUNG
from builder.project import Project
from builder.starter import start

gc.set_threshold(YOUNG, *gc.get_threshold()[1:])  # as the command does

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


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str, str], Path]:
    """The file that a shipped outline becomes by one template in one language, without a warning (`--strict`).

    All test processes of a run share it: what two of them build at once is the same, and the last one stays.
    """
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if base.name.startswith("popen-") else base) / "shipped"

    def made(outline: str, template: str, lang: str) -> Path:
        found = [p for p in shared.glob(f"{outline}/{template}.{lang}.*") if p.suffix in (".docx", ".pptx")]
        if found:
            return found[0]
        with tempfile.TemporaryDirectory(dir=base) as lent:
            [one] = build(
                ROOT / f"outlines/{outline}.yaml", Project(ROOT, Path(lent)), template=template, lang=lang, strict=True
            )
            (shared / outline).mkdir(parents=True, exist_ok=True)
            return Path(shutil.move(one.path, shared / outline / one.path.name))

    return made


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
