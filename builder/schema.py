"""The JSON Schemas of what authors write, for editors that complete and check YAML while one types."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from builder.article import Article
from builder.glossary import Glossary
from builder.json_schema import json_schema
from builder.outline import Outline
from builder.template import Template

FOLDER = ".schema"


@cache
def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (draft 2020-12) by kind of file: outline, article, template, glossary."""
    return {
        "outline": json_schema(Outline, "Collate outline"),
        "article": json_schema(Article, "Collate article"),
        "template": json_schema(Template, "Collate template"),
        "glossary": json_schema(Glossary, "Collate glossary"),
    }


def write_schemas(outlines: Path) -> list[Path]:
    """Write them to `outlines/.schema/`, where the first line of every outline and article points.

    Returns:
        The files written.
    """
    folder = outlines / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind, schema in schemas().items():
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(schema, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
        written.append(path)
    return written
