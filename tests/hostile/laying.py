"""Small hands for laying attacks: change a line of the starter, write a plan, put a look in its place."""

from __future__ import annotations

import atexit
import contextlib
import io
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from conftest import PLAIN, ROOT

from builder.__main__ import main
from builder.starter import start

OUTLINE, ARTICLE, PLAN = "outlines/case.yaml", "outlines/articles/lin-2031.yaml", "templates/plain/plan.yaml"
TITLE = "title: {zh: 夜间公交往何处去, en: Where next for night buses}"
LOOKS = {"briefing": "look.docx", "seminar": "look.pptx"}
MADE = {"briefing": "briefing.zh.docx", "seminar": "seminar.zh.pptx"}


def put(name: str, data: bytes | str) -> Callable[[Path], object]:
    """Write a file of the project."""

    def lay(project: Path) -> None:
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)

    return lay


def change(name: str, old: str, new: str, count: int = 1) -> Callable[[Path], object]:
    """Change words of a file, which must be there."""

    def lay(project: Path) -> None:
        text = (project / name).read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        (project / name).write_bytes(text.replace(old, new, count).encode("utf-8", "surrogatepass"))

    return lay


def recode(name: str, how: Callable[[str], bytes]) -> Callable[[Path], object]:
    """Write a file's text in another encoding."""

    def lay(project: Path) -> None:
        (project / name).write_bytes(how((project / name).read_text("utf-8")))

    return lay


def both(*hands: Callable[[Path], object]) -> Callable[[Path], object]:
    """One after the other."""

    def lay(project: Path) -> None:
        for hand in hands:
            hand(project)

    return lay


def title(text: str) -> Callable[[Path], object]:
    """The outline's title, in Chinese, written as it is given."""
    return change(OUTLINE, TITLE, f"title: {{zh: {text}, en: Where next for night buses}}")


def plan(text: str) -> Callable[[Path], object]:
    """A heading of the plan, filled by this."""
    return change(PLAN, '"{{ outline.title }}"', text)


def look(data: bytes | Callable[[], bytes], like: str = "briefing", name: str = "") -> Callable[[Path], object]:
    """The template "own": the shipped one's plan, with this file as its look."""

    def lay(project: Path) -> None:
        folder = project / "templates" / "own"
        folder.mkdir(parents=True, exist_ok=True)
        file = name or LOOKS[like]
        (folder / file).write_bytes(data() if callable(data) else data)
        (folder / "plan.yaml").write_text(f"like: {like}\nlook: {file}\n", "utf-8")

    return lay


def shipped(like: str) -> bytes:
    """A shipped look."""
    return (ROOT / "templates" / like / LOOKS[like]).read_bytes()


def repacked(
    data: bytes,
    changes: Mapping[str, bytes | Callable[[bytes], bytes] | None] | None = None,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A package with some parts changed (None: left out) and some added."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            how = (changes or {}).get(name, old.read(name))
            if how is not None:
                new.writestr(name, how(old.read(name)) if callable(how) else how)
        for name, inner in (more or {}).items():
            new.writestr(name, inner)
    assert set(changes or {}) <= set(zipfile.ZipFile(BytesIO(data)).namelist()), "a part to be changed is not there"
    return out.getvalue()


def swap(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    """Change bytes of a part, which must be there."""

    def change(data: bytes) -> bytes:
        assert old in data, f"{old!r} is not in the part"
        return data.replace(old, new, 1)

    return change


@cache
def built() -> Path:
    """A project in which everything was built once, and issued as v1: made once a process, copied by `standing`."""
    folder = Path(tempfile.mkdtemp(prefix="collate-hostile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    start(folder, "case")
    (folder / PLAN).parent.mkdir(parents=True)
    (folder / PLAN).write_text(PLAIN, "utf-8")
    here = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["build", "--lang", "zh"]) == 0
            assert main(["issue", "--as", "v1", *(f"out/case/{name}" for name in MADE.values())]) == 0
    finally:
        os.chdir(here)
    return folder


def made(like: str) -> bytes:
    """A file as it was built."""
    return (built() / "out" / "case" / MADE[like]).read_bytes()


def standing(
    like: str = "briefing", data: bytes | Callable[[], bytes] | None = None, *, edited: bool = False
) -> Callable[[Path], object]:
    """Everything has been built and issued; in place of one file stands what a stranger sent back.

    Args:
        like: which file.
        data: its bytes now.
        edited: the outline says something else since.
    """

    def lay(project: Path) -> None:
        for folder in ("out", "outlines/issued"):
            shutil.copytree(built() / folder, project / folder)
        if data is not None:
            (project / "out" / "case" / MADE[like]).write_bytes(data() if callable(data) else data)
        if edited:
            title("夜间公交还往何处去")(project)

    return lay
