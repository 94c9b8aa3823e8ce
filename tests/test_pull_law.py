"""Random edits of built files: pull changes exactly the texts that were edited, and not a byte besides.

The texts of the YAML are known here through PyYAML alone, the files through python-docx and python-pptx.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
import yaml
from docx.oxml.ns import qn
from test_pull import REWRITTEN, citations, shown

from builder import build
from builder.__main__ import main
from builder.formats.word.anchors import lines_in
from builder.project import Project
from builder.starter import start

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

EDITS = 5
"""In each file."""
TYPED = {
    "zh": ["新", "增补", "、另有", "word", " two words ", "*", "**", "[", "]", "[@x.y]", "[a](http://b.c)", "#", " #",
           "\\", "‘引’", "：", "？", "（注）", "|", ">", "&", "~", "@", "`", "%", "- ", "？ "],
    "en": ["new", " two words ", "*", "**", "[", "]", "[@x.y]", "#", " #", "\\", ": ", ", ", "{", "}", "|", ">", "&",
           "~", "@", "`", "%", "- ", "? ", "’s", " “so” ", "!", "=", "null", "yes"],
}  # fmt: skip
SPELLED = re.compile(r"\[[a-z-]+\]|a citation was changed|cannot be written with the markup")
"""Reasons for which an edit may be refused here: a check finds fault with the new words, or they break the markup."""
COMPOSED = re.compile(r"\.(?:in_brief|prose|issued|articles)@|^plan\.[^/]*$")
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with both kinds of files in both languages, built."""
    root = tmp_path_factory.mktemp("law")
    start(root, "case")
    outline = root / "outlines/case.yaml"
    text = outline.read_text("utf-8")
    for old, new in REWRITTEN:
        text = text.replace(old, new)
    outline.write_text(text, "utf-8")
    build(outline, Project(root, root / "out"))
    return root


def leaves(node: yaml.Node, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], yaml.ScalarNode]]:
    """Every text of a YAML file with its way from the root."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from leaves(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for n, value in enumerate(node.value):
            yield from leaves(value, (*path, str(n)))
    else:
        yield path, node


def texts(folder: Path) -> dict[tuple[str, ...], str]:
    """The texts of every file, by file and way."""
    found = {}
    for file in sorted(folder.rglob("*.yaml")):
        for path, node in leaves(yaml.compose(file.read_text("utf-8"))):
            found[str(file.relative_to(folder)), *path] = node.value.strip()
    return found


def without(file: Path, paths: set[tuple[str, ...]]) -> str:
    """A file without the texts at these places: the bytes that nobody may touch."""
    source = file.read_text("utf-8")
    spans = [(n.start_mark.index, n.end_mark.index) for path, n in leaves(yaml.compose(source)) if path in paths]
    for start_, end in sorted(spans, reverse=True):
        kept = source[start_:end]
        source = source[:start_] + kept[len(kept.rstrip()) :] + source[end:]
    return source


def nodes(path: Path) -> Iterator[Any]:
    """The file, then its text nodes, except those of lines that are made of several texts."""
    if path.suffix == ".pptx":
        presentation = pptx.Presentation(str(path))
        yield presentation
        for slide in presentation.slides:
            notes = [slide.notes_slide._element] if slide.has_notes_slide else []
            for shape in (s for tree in (slide._element, *notes) for s in tree.iter(f"{P}sp", f"{P}graphicFrame")):
                if not any(ph.get("type") in ("ftr", "sldNum") for ph in shape.iter(f"{P}ph")):
                    yield from shape.iter(f"{A}t")
        return
    document = docx.Document(str(path))
    yield document
    names = lines_in(path.read_bytes())
    for p in document.element.body.iter(qn("w:p")):
        ids = [names.get(mark.get(qn("w:name")), "") for mark in p.iter(qn("w:bookmarkStart"))]
        if not any(COMPOSED.search(id) for id in ids):
            yield from p.iter(qn("w:t"))


def words(p: Any) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(qn("w:t"), f"{A}t")).split())


def everything(path: Path) -> set[str]:
    """The words of every paragraph of a file, without blanks: formats choose those around marks by the script."""
    if path.suffix == ".pptx":
        trees = [t for s in pptx.Presentation(str(path)).slides for t in (s._element, s.notes_slide._element)]
    else:
        trees = [docx.Document(str(path)).element.body]
    return {words(p).replace(" ", "") for tree in trees for p in tree.iter(qn("w:p"), f"{A}p")}


def varied(text: str, lang: str, chance: random.Random) -> str:
    """The text with something typed in, taken out or put in its place; no number and no mark of evidence touched."""
    at = chance.randrange(len(text) + 1)
    gone = text[at : at + chance.choice([0, 0, 1, 2, 3, 8])]
    if re.search(r"[\d“”‘’]", gone):
        gone = ""
    new = chance.choice(TYPED[lang]) if not gone or chance.random() < 0.7 else ""
    made = " ".join((text[:at] + new + text[at + len(gone) :]).split())
    # a full stop that is printed behind a text depends on how the text ends
    return made if made[-1:].isalnum() or made[-1:] == text[-1:] else made + TYPED[lang][0]


def trial(root: Path, seed: int, capsys: pytest.CaptureFixture[str]) -> tuple[int, int]:
    """Edit one file in a few places, pull, compare; gives how many edits were pulled and how many refused."""
    chance = random.Random(seed)
    lang = chance.choice(["zh", "en"])
    path = root / "out/case" / chance.choice([f"briefing.{lang}.docx", f"seminar.{lang}.pptx"])
    folder = root / "outlines"
    before = texts(folder)
    files = {file: file.read_bytes() for file in [*folder.rglob("*.yaml"), path]}
    ledger = root / "ledger"
    if not ledger.is_dir():
        shutil.copytree(root / "out/.collate", ledger)
    opened, *found = nodes(path)
    own = {leaf: shown(text) for leaf, text in before.items() if leaf[-1] == lang}
    places = []
    for node in found:
        said = (node.text or "").strip().removesuffix("。").removesuffix(".")
        at = [leaf for leaf, text in own.items() if said in (text, text.rstrip("。."))]
        if len(at) == 1 and not citations(before[at[0]]):
            places.append((node, said, at[0]))
    wanted: dict[tuple[str, ...], str] = {}
    edited: dict[tuple[str, ...], Any] = {}
    chance.shuffle(places)
    for node, said, leaf in places:
        if leaf in wanted or len(wanted) == EDITS:
            continue
        new = varied(said, lang, chance)
        if new and new != said:
            node.text = node.text.replace(said, new, 1)
            wanted[leaf] = own[leaf].replace(said, new, 1)
            edited[leaf] = next(node.iterancestors(qn("w:p"), f"{A}p"))
    opened.save(str(path))
    try:
        capsys.readouterr()
        code = main(["pull", str(path), "--yes"])
        told = capsys.readouterr().out
        after = texts(folder)
        pulled = {leaf for leaf in before if after[leaf] != before[leaf]}
        assert pulled <= wanted.keys(), told
        for leaf in pulled:
            assert shown(after[leaf]).replace(" ", "") == wanted[leaf].replace(" ", ""), told
            assert shown(after[leaf]) == wanted[leaf] or path.suffix == ".pptx", told
        refusals = re.findall(r"not pulled: (.*)", told)
        assert len(pulled) + len(refusals) == len(wanted), (told, [w for w in wanted.items() if w[0] not in pulled])
        assert (code == 3) == bool(refusals), told
        assert all(SPELLED.search(why) for why in refusals), told
        for file, data in files.items():
            if file != path:
                paths = {leaf[1:] for leaf in pulled if folder / leaf[0] == file}
                now = without(file, paths)
                assert re.sub(r"\s+", " ", now) == re.sub(r"\s+", " ", without_of(data, file, paths)), told
        template, _ = path.name.split(".", 1)
        build(folder / "case.yaml", Project(root, root / "again"), template=template, lang=lang)
        made = everything(root / "again/case" / path.name)
        assert {words(edited[leaf]).replace(" ", "") for leaf in pulled} <= made, told
        named = any(leaf[-2] in ("short", "label") for leaf in pulled)  # changes sentences that were edited as well
        if not refusals and not named:  # a build asks nothing: it brings the other places of these texts in line, once
            again = ["build", str(folder / "case.yaml"), "--template", template, "--lang", lang]
            assert main(again) == 0, told + capsys.readouterr().out
            settled = path.read_bytes()
            assert main(again) == 0 and path.read_bytes() == settled, told
        return len(pulled), len(refusals)
    finally:
        for file, data in files.items():
            file.write_bytes(data)
        shutil.rmtree(root / "out/.collate")
        shutil.copytree(ledger, root / "out/.collate")


def without_of(data: bytes, file: Path, paths: set[tuple[str, ...]]) -> str:
    """The same of the bytes that a file had."""
    now = file.read_bytes()
    file.write_bytes(data)
    try:
        return without(file, paths)
    finally:
        file.write_bytes(now)


def test_a_few_random_edits_change_what_was_edited(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pulled, refused = (sum(counts) for counts in zip(*(trial(home, seed, capsys) for seed in range(8)), strict=True))
    assert pulled > 3 * refused and pulled > 20


@pytest.mark.long
def test_a_thousand_random_edits_change_what_was_edited(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pulled = refused = 0
    seed = 1000
    while pulled < 1000:
        one, other = trial(home, seed, capsys)
        pulled, refused, seed = pulled + one, refused + other, seed + 1
    print(f"{pulled} edits pulled, {refused} refused, in {seed - 1000} files")
    assert refused < pulled / 3
