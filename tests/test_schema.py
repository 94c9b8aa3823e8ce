"""The JSON Schemas and the files that authors write hold together."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import ROOT

from builder.glossary import NAME as GLOSSARY
from builder.schema import schemas, write_schemas

SHIPPED = [
    *((p, "outline") for p in sorted(ROOT.glob("outlines/*.yaml")) if p.name != GLOSSARY),
    (ROOT / "outlines" / GLOSSARY, "glossary"),
    *((p, "article") for p in sorted(ROOT.glob("outlines/articles/*.yaml"))),
    *((p, "template") for p in sorted(ROOT.glob("templates/*/plan.yaml"))),
    (ROOT / "builder/starters/outline.yaml", "outline"),
    (ROOT / "builder/starters/lin-2031.yaml", "article"),
    (ROOT / "builder/starters/zhou-2031.yaml", "article"),
]


def text_only(path: Path) -> Any:
    """The file as an editor sees it, with dates as text."""
    loader = type(
        "Loader", (yaml.SafeLoader,), {"yaml_implicit_resolvers": dict(yaml.SafeLoader.yaml_implicit_resolvers)}
    )
    for first, resolvers in list(loader.yaml_implicit_resolvers.items()):
        loader.yaml_implicit_resolvers[first] = [r for r in resolvers if r[0] != "tag:yaml.org,2002:timestamp"]
    return yaml.load(path.read_text("utf-8"), Loader=loader)


@pytest.mark.parametrize(("path", "kind"), SHIPPED, ids=lambda x: x.name if isinstance(x, Path) else x)
def test_every_shipped_file_fits_its_schema_and_names_it(path: Path, kind: str) -> None:
    jsonschema.validate(text_only(path), schemas()[kind])
    first = path.read_text("utf-8").split("\n", 1)[0]
    assert first.startswith("# yaml-language-server: $schema=")
    assert first.endswith(f".schema/{kind}.schema.json")
    if "starters" not in path.parts:
        assert (path.parent / first.split("=")[1]).resolve().is_file()


def test_the_exported_schemas_are_todays(tmp_path: Path) -> None:
    for path in write_schemas(tmp_path):
        kept = ROOT / "outlines/.schema" / path.name
        assert kept.read_text("utf-8") == path.read_text("utf-8"), "run: collate schema outline --write"


@pytest.mark.parametrize("kind", ["outline", "article", "template", "glossary"])
def test_a_misspelt_field_does_not_fit(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[kind])
    path = next(p for p, k in SHIPPED if k == kind)
    data = text_only(path)
    data["titel"] = "x"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas()[kind])


def test_schemas_are_plain_json() -> None:
    assert json.loads(json.dumps(schemas())) == schemas()
