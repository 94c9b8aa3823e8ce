"""A commented starter: one outline, two articles, ready to build."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from builder.schema import write_schemas

_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def start(root: Path, name: str) -> list[Path]:
    """Write `outlines/<name>.yaml`, two articles with their texts, and the schemas for editors.

    Args:
        root: the project's folder.
        name: the outline's name.

    Returns:
        The files written.

    Raises:
        ValueError: the name cannot be a file's name, or a file of that name is there already.
    """
    if not _NAME.fullmatch(name) or len(name) > 60:
        raise ValueError(f"'{name}' is no name for an outline: small letters, digits and hyphens")
    texts = {
        root / "outlines" / f"{name}.yaml": "outline.yaml",
        root / "outlines" / "articles" / "lin-2031.yaml": "lin-2031.yaml",
        root / "outlines" / "articles" / "zhou-2031.yaml": "zhou-2031.yaml",
        root / "outlines" / "articles" / "texts" / "lin-2031.txt": "lin-2031.txt",
        root / "outlines" / "articles" / "texts" / "zhou-2031.txt": "zhou-2031.txt",
    }
    for path in texts:
        if path.exists():
            raise ValueError(f"{path.as_posix()} is there already")
    for path, source in texts.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((files("builder") / "starters" / source).read_text("utf-8"), "utf-8")
    return [*texts, *write_schemas(root / "outlines")]
