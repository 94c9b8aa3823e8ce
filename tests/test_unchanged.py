"""What stands in out/ is not built again; and everything on which a build depends makes it a whole one."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import unchanged
from builder.many import Asked, Report, build_one
from builder.project import Project
from builder.starter import start
from builder.unchanged import Wish, stands


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A starter that was built once; its article has a text."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(unchanged, "_HOUSE", tmp_path / "house")  # ours may be edited while tests run
    put("house/plan.py")()
    start(Path(), "night-bus")
    outline = Path("outlines/night-bus.yaml")
    one = re.sub(r"outputs:\n(  - .*\n)+", "outputs: [{template: briefing, lang: zh}]\n", outline.read_text("utf-8"))
    outline.write_text(one, "utf-8")
    made = Project(Path(), Path("out"))
    assert not built(made).problems
    return made


def built(project: Project, asked: Asked | None = None) -> Report:
    return build_one(Path("outlines/night-bus.yaml"), project, asked or Asked())


def skipped(report: Report) -> bool:
    return bool(report.lines) and all("0.00 s  (unchanged)" in line for line in report.lines)


def append(pattern: str, text: str = "\n") -> Callable[[], None]:
    def change() -> None:
        path = min(Path().glob(pattern))
        path.write_bytes(path.read_bytes() + text.encode())

    return change


def put(name: str, text: str = "") -> Callable[[], None]:
    def change() -> None:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text, "utf-8")

    return change


def test_nothing_changed_nothing_is_built_and_the_same_is_told(project: Project) -> None:
    files = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    second = built(project)
    assert skipped(second)
    assert {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()} == files
    record = json.loads(Path("out/.collate/night-bus/built.json").read_bytes())
    assert list(second.warnings) == record["told"]["warnings"]


@pytest.mark.parametrize(
    "change",
    [
        append("outlines/night-bus.yaml"),
        append("outlines/articles/*.yaml"),
        put("outlines/glossary.yaml", "terms: []\n"),
        put("outlines/evidence.lock", ""),
        put("templates/own/plan.yaml", "format: text\n"),
        put("templates/styles/own.csl", ""),
        append("out/night-bus/*.docx"),
        append("out/.collate/night-bus/*/made.json"),
        append("out/.collate/night-bus/built.json", "?"),
        lambda: min(Path("out/night-bus").glob("*.docx")).unlink(),
        lambda: Path("out/.collate/night-bus/built.json").write_text('{"form": 1, "around": []}'),
    ],
    ids=[
        "outline", "article", "glossary", "lock", "template", "style", "edited-file", "ledger", "record", "file-gone",
        "record-of-somebody",
    ],
)  # fmt: skip
def test_whatever_it_depends_on_makes_the_build_a_whole_one(project: Project, change: Callable[[], object]) -> None:
    assert skipped(built(project))
    change()
    assert not skipped(built(project))


def test_texts_count_also_those_that_were_not_there(project: Project) -> None:
    more = Project(project.root, project.out, (Path("more"),))
    assert not skipped(built(more))
    assert skipped(built(more))
    text = min(Path("outlines/articles/texts").glob("*.txt"))
    put(f"more/{text.name}", "no quote stands here")()
    assert not skipped(built(more))
    assert skipped(built(more))
    append("outlines/articles/texts/*.txt")()
    assert not skipped(built(more))


@pytest.mark.parametrize(
    "asked", [Asked(strict=True), Asked(lang="en"), Asked(template="briefing"), Asked(force=True)], ids=str
)
def test_other_options_are_another_build(project: Project, asked: Asked) -> None:
    assert not skipped(built(project, asked))


def test_another_house_another_library_another_python(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = Wish(Path("outlines/night-bus.yaml"), project, ("", "", "False"))
    assert stands(wish)
    with monkeypatch.context() as patched:
        patched.setattr("sys.version", "4.0")
        assert not stands(wish)
    libraries = Path("libraries/lxml-99.dist-info")
    libraries.mkdir(parents=True)
    with monkeypatch.context() as patched:
        patched.syspath_prepend(str(libraries.parent))
        assert not stands(wish)
    assert stands(wish)
    put("house/plan.py", "another version")()
    assert not stands(wish)


def test_what_changes_while_a_build_runs_is_seen_by_the_next(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    append("outlines/night-bus.yaml")()
    before = unchanged.seen

    def seen(wish: Wish) -> unchanged.Digests:
        found = before(wish)
        append("outlines/articles/*.yaml")()  # an editor saves just then
        return found

    monkeypatch.setattr("builder.many.seen", seen)
    assert not skipped(built(project))
    monkeypatch.setattr("builder.many.seen", before)
    assert not skipped(built(project))
    assert skipped(built(project))


def test_a_build_with_problems_leaves_no_record_that_hides_them(project: Project) -> None:
    append("outlines/night-bus.yaml", "\nnonsense: 1\n")()
    assert built(project).problems
    assert built(project).problems
