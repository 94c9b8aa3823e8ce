"""Arrows point one way: a room imports only rooms before it; blocks know no library of a format, formats no outline."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import builder

HOUSE = Path(builder.__file__).parent
ROOMS = [
    # the ground: what things are
    "problem", "files", "load", "typography", "shelf", "shipped", "locator", "citation", "typed", "glossary",
    "json_schema", "profile", "model", "ooxml", "fit", "finished", "kept", "evidence", "evidence_lock",
    # what authors write, and what blocks know
    "article", "citing", "exhibits", "outline", "comparison", "statements", "changes", "inline", "world", "speaking",
    # the shelves
    "blocks", "gbt", "cites", "csl", "checks", "formats", "looks",
    # the stages
    "template", "schema", "starter", "plan", "cite", "check", "verify", "render", "proof", "project", "write",
    "ledger", "keep", "record", "fix", "locate_command", "importing", "import_command", "styles_command",
    "template_command", "audit", "audit_command", "issue_command", "redline_command", "pull", "pull_command",
    "status_command", "trace_command", "trace_page", "unchanged", "many", "build_command", "watch", "watch_command",
    # the door
    "", "__main__",
]  # fmt: skip
SHELVES = ("blocks", "cites", "checks", "formats")


def modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(HOUSE.rglob("*.py")):
        yield ".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix("__init__").strip("."), path


def imported(path: Path) -> Iterator[str]:
    """The modules that a file imports, as full names."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            if node.module == "builder":
                yield from (f"builder.{alias.name}" for alias in node.names)


def room(module: str) -> str:
    return module.split(".")[0]


def wrong_arrows(name: str, path: Path) -> Iterator[str]:
    for target in imported(path):
        if not target.startswith("builder."):
            continue
        inner = target.removeprefix("builder.")
        own, other = room(name), room(inner)
        if other not in ROOMS:
            continue  # a name of builder/__init__.py, such as __version__
        neighbours = own == other and (own not in SHELVES or inner.split(".")[:2] == name.split(".")[:2])
        if not neighbours and ROOMS.index(other) >= ROOMS.index(own):
            yield f"{name or 'builder'} must not import {target}"


def test_every_room_is_in_the_picture() -> None:
    assert {room(name) for name, _ in modules()} <= set(ROOMS)


def test_arrows_point_one_way() -> None:
    assert [wrong for name, path in modules() for wrong in wrong_arrows(name, path)] == []


def test_an_arrow_turned_round_is_seen(tmp_path: Path) -> None:
    turned = tmp_path / "turned.py"
    turned.write_text("from builder.plan import plan\n", "utf-8")
    assert list(wrong_arrows("model.shapes", turned)) == ["model.shapes must not import builder.plan"]


def test_blocks_and_the_ground_know_no_word_and_no_powerpoint() -> None:
    for name, path in modules():
        if room(name) not in ("formats", "ooxml", "finished", "kept", "audit", "pull"):
            libraries = {target.split(".")[0] for target in imported(path)}
            assert not libraries & {"docx", "pptx", "lxml"}, name


def test_formats_never_see_an_outline() -> None:
    for name, path in modules():
        if room(name) == "formats":
            seen = {room(t.removeprefix("builder.")) for t in imported(path) if t.startswith("builder.")}
            assert not seen & {"outline", "article", "comparison", "world", "blocks", "plan"}, name


def test_rooms_are_short_and_say_what_they_are_for() -> None:
    for name, path in modules():
        text = path.read_text("utf-8")
        assert ast.get_docstring(ast.parse(text)), f"{name} has no docstring"
        assert text.count("\n") <= 400, f"{name} is too long: what two things live there?"
