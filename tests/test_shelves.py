"""A new block, format, check or template is one new file or folder: no other module changes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from conftest import ROOT

BLOCK = '''
"""How many claims an article makes.

```yaml
- {block: tally, of: article}
```
"""

from dataclasses import dataclass

from builder.article import Article
from builder.model import Para, Text


@dataclass(frozen=True)
class Fields:
    of: Article


def lower(fields, world):
    yield Para(world.made(f"tally.{fields.of.id}", Text(f"{fields.of.id}: {len(fields.of.claims)}")))
'''

FORMAT = '''
"""Every line in capitals."""

from builder.model import Made, lines_of, plain

SUFFIX = ".loud"


def render(doc, look):
    return Made("\\n".join(plain(x).upper() for s in doc.shapes for x in lines_of(s)).encode("utf-8"), ())
'''

CHECK = '''
"""Titles are short. Code: long-title."""

from builder.problem import Problem


def check(comparison, langs):
    for lang in langs:
        text = comparison.outline.title.texts[lang]
        if len(text) > 20:
            yield Problem(text.place, f"a title of {len(text)} characters", "long-title")
'''

PLAN = """
format: loud
steps:
  - for: article in articles
    steps:
      - {block: tally, of: article}
"""


def test_one_new_file_each(project: Path) -> None:
    shutil.copytree(ROOT / "builder", project / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    before = {p: p.read_bytes() for p in (project / "builder").rglob("*.py")}
    (project / "builder/blocks/tally.py").write_text(BLOCK, "utf-8")
    (project / "builder/formats/loud.py").write_text(FORMAT, "utf-8")
    (project / "builder/checks/outline/titles.py").write_text(CHECK, "utf-8")
    (project / "templates/count").mkdir()
    (project / "templates/count/plan.yaml").write_text(PLAN, "utf-8")

    def collate(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "builder", *arguments], capture_output=True, text=True, cwd=project
        )

    build = ["build", "outlines/case.yaml", "--template", "count"]
    assert collate(*build, "--lang", "zh").returncode == 0
    assert (project / "out/case/count.zh.loud").read_text("utf-8") == "LIN-2031: 3\nZHOU-2031: 3"
    refused = collate(*build, "--lang", "en")
    assert refused.returncode == 1
    assert "case.yaml:4:27: error: a title of 26 characters [long-title]" in refused.stderr
    assert {p: p.read_bytes() for p in before} == before
