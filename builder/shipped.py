"""Where the templates that come with Collate stand: inside the installed package, in a checkout beside it."""

from __future__ import annotations

from pathlib import Path

_HOUSE = Path(__file__).resolve().parent
TEMPLATES = _HOUSE / "templates" if (_HOUSE / "templates").is_dir() else _HOUSE.parent / "templates"
