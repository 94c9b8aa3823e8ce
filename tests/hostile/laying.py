"""Small hands for laying attacks: change a line of the starter, write a plan, put a look in its place."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

from conftest import ROOT

OUTLINE, ARTICLE, PLAN = "outlines/case.yaml", "outlines/articles/lin-2031.yaml", "templates/plain/plan.yaml"
TITLE = "title: {zh: 夜间公交往何处去, en: Where next for night buses}"
LOOKS = {"briefing": "look.docx", "seminar": "look.pptx"}


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
