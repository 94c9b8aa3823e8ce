"""docs/blocks.md: the manual of every block, from its docstring, with a picture of what its first example makes.

    python tests/block_manual.py            the text and all pictures (needs LibreOffice)
    python tests/block_manual.py quotes     the text, and the pictures of these blocks

The pictures show the project of tests/cases/every_block; blocks of papers are drawn as papers.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from conftest import ROOT
from rendering import to_pdf
from test_cases import CASES, change

from builder import blocks, wanted
from builder.cite import cite
from builder.comparison import read_comparison
from builder.plan import plan as planned
from builder.project import Project
from builder.render import press, render
from builder.shelf import names, take
from builder.starter import start

PAGE = ROOT / "docs" / "blocks.md"
PICTURES = ROOT / "docs" / "pictures" / "blocks"
WIDE_PX = 720
MOST_BYTES = 40_000

PAPER = {"letterhead": "gongwen", "prose": "gongwen", "signature": "gongwen", "imprint": "gongwen",
         "changes": "briefing", "finding": "briefing",
         "left-out": "briefing", "paragraph": "briefing", "contents": "briefing"}  # fmt: skip
"""Blocks that are made for papers, with the template in which they are shown; all others are shown on a slide."""
ALONE = ("cover", "section", "heading")
"""Blocks that make a title of their own."""
LISTS = {"question": "questions", "part": "parts", "session": "parts", "article": "articles",
         "chart": "outline.charts", "tension": "outline.tensions", "quoted": "outline.quotes",
         "grid": "outline.grids"}  # fmt: skip
"""What the names in examples stand for in a plan's `for:`."""
AFTER = {
    "agenda": [
        "{for: part in parts, steps: [{block: section, of: part}]}",
        "{block: heading, text: Summing up and discussion}",
    ],
    "contents": ["{block: heading, text: What was compared}", "{block: heading, text: What is not known}"],
    "sources": ["{block: heading, text: Judgements, level: 2}", "block: judgements"],
    "letterhead": ["{block: prose, what: opening}"],
}
"""What must stand below a block for it to show anything."""
HEAD = """\
# Blocks

A plan (`templates/<name>/plan.yaml`) is a list of blocks. Each lowers itself to a few neutral shapes, which every
format draws with its own means. This page is made by `python tests/block_manual.py` from the blocks' own docstrings
(`builder/blocks/`), and so are the pictures, from the invented project of `tests/cases/every_block`.
"""


def manual() -> str:
    """The text of docs/blocks.md."""
    return HEAD + "".join(_entry(name) for name in names(blocks))


def _entry(name: str) -> str:
    said = (take(blocks, name).__doc__ or "").strip()
    said = re.sub(r"^Fields:\n((?:    .*\n)+)", _fields, said + "\n", flags=re.MULTILINE).rstrip()
    return f"\n## {name}\n{said}\n\n![What the block {name} makes](pictures/blocks/{name}.png)\n"


def _fields(found: re.Match[str]) -> str:
    """The fields as a list."""
    joined = re.sub(r"\n {8}", " ", found[1])
    return re.sub(r"^ {4}(\w+): ", r"- `\1`: ", joined, flags=re.MULTILINE)


def example(name: str) -> str:
    """The first example in a block's docstring, as a step of a plan."""
    found = re.search(r"```yaml\n- (.*)\n", take(blocks, name).__doc__ or "")
    assert found, f"the block {name} shows no example"
    return found[1]


def plan(name: str) -> str:
    """A plan that shows one block."""
    step = example(name)
    steps = [f"{{block: heading, text: '{name}', level: 2}}"] if name not in ALONE and name not in PAPER else []
    steps += [step, *AFTER.get(name, [])]
    used = next((word for word in re.findall(r"(?:of: |\{\{ )(\w+)", step) if word in LISTS), "")
    text = f"like: {PAPER.get(name, 'seminar')}\nsteps:\n"
    if not used:
        return text + "".join(f"  - {s}\n" for s in steps)
    return text + f"  - for: {used} in {LISTS[used]}\n    steps:\n" + "".join(f"      - {s}\n" for s in steps)


def draw(wanted: list[str]) -> None:
    """Take the pictures of some blocks."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        start(folder, "case")
        shutil.copytree(folder / "outlines", folder / "issued")
        case = next(c for c in CASES if c.name == "every_block")
        for one in (case / "change.txt").read_text("utf-8").split("\n\n"):
            change(folder, one)
        for name in wanted:
            template = folder / "templates" / name
            template.mkdir(parents=True)
            (folder / "templates" / "words.yaml").write_bytes((ROOT / "templates" / "words.yaml").read_bytes())
            (template / "plan.yaml").write_text(plan(name), "utf-8")
            lang = "zh" if PAPER.get(name) == "gongwen" else "en"
            shoot(to_pdf(drawn(folder, name, lang), folder), PICTURES / f"{name}.png", paper=name in PAPER)


def drawn(folder: Path, name: str, lang: str) -> Path:
    """The file with one block; not proofread, since a document of one block keeps few rules."""
    issued = read_comparison(folder / "issued/case.yaml", folder)  # the project before the case changed it
    comparison = replace(read_comparison(folder / "outlines/case.yaml", folder), issued=issued)
    output = wanted(comparison, name, lang)[0]
    by = press(output, Project(folder, folder / "out").templates(), folder)
    made = render(cite(planned(comparison, by.template, lang), comparison), by)
    path = folder / by.file_name
    path.write_bytes(made.data)
    return path


def shoot(pdf: Path, png: Path, *, paper: bool) -> None:
    """The first page as a small picture; of a paper, only where something stands."""
    stem = pdf.with_suffix("")
    subprocess.run(["pdftoppm", "-r", "110", "-png", "-f", "1", "-l", "1", "-singlefile", pdf, stem], check=True)
    part = ["-gravity", "south" if png.stem == "imprint" else "north", "-crop", "100%x72%+0+0", "+repage"]
    trim = [*part, "-fuzz", "2%", "-trim", "+repage", "-bordercolor", "white", "-border", "24"] if paper else []
    small = ["-resize", f"{WIDE_PX}x>", "-bordercolor", "#d0d4da", "-border", "1"]
    for colours in ("64", "32", "16"):
        tail = ["+dither", "-colors", colours, "-strip", "-define", "png:compression-level=9", f"PNG8:{png}"]
        subprocess.run(["convert", f"{stem}.png", *trim, *small, *tail], check=True)
        if png.stat().st_size <= MOST_BYTES:
            break


if __name__ == "__main__":
    PAGE.write_text(manual(), "utf-8")
    draw(sys.argv[1:] or list(names(blocks)))
