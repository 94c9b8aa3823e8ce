"""`collate locate "phrase"`: where a phrase stands, ready to be written as `at:` and `quote:`.

    $ collate locate 夜间开放时间 --texts ../texts
    zhang-2023  at: 三（一）¶2
        该馆的夜间开放时间延长到二十二点。

Every text of the folders is searched; a phrase is found by the same law as a quote (`builder.evidence`), and the
whole sentence around it is shown. Articles are named as the notes in outlines/articles/ name their `text:`; a text
that no notes name goes by its file's name.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.evidence import Passage

FOUND, NOT_FOUND = 0, 1
_NOTES = Path("outlines/articles")


@dataclass(frozen=True)
class Located:
    """A phrase in an article: the article's id (or the text's name), and where it stands there."""

    article: str
    passage: Passage


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    about = "look a phrase up in the articles' texts"
    one = commands.add_parser(
        "locate", help=about, description=about, epilog='example: collate locate "夜间开放时间" --texts ../texts'
    )
    one.add_argument("phrase", metavar="PHRASE", help="a few words, as the text prints them")
    one.add_argument(
        "--texts", type=Path, action="append", default=[], metavar="DIR", help="a folder with the articles' texts"
    )
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print where the phrase stands; 1 where it stands in no text."""
    from builder.locator import text

    given = [Path(folder) for folder in os.environ.get("COLLATE_TEXTS", "").split(os.pathsep) if folder]
    paths = texts((_NOTES / "texts", *options.texts, *given))
    if not paths:
        print("no texts here: name their folder with --texts DIR", file=sys.stderr)
        return NOT_FOUND
    located = list(locate(options.phrase, paths, _NOTES))
    for one in located:
        print(f"{one.article}  at: {text(one.passage.locator)}\n    {one.passage.sentence}")
    if not located:
        print(f"stands in none of {len(paths)} texts: {options.phrase}", file=sys.stderr)
    return FOUND if located else NOT_FOUND


def texts(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The texts of the folders, by name; of two with one name the first, as when quotes are verified."""
    found: dict[str, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.txt")):
            found.setdefault(path.name, path)
    return tuple(path for _, path in sorted(found.items()))


def locate(phrase: str, paths: Iterable[Path], notes: Path) -> Iterator[Located]:
    """Every passage in which the phrase stands.

    Args:
        phrase: a few words.
        paths: the texts.
        notes: the folder of the articles' notes, which say whose text is whose.
    """
    from builder.evidence import find_all, read_text

    owners = dict(_owners(notes))
    for path in paths:
        try:
            body = read_text(path.read_bytes().decode("utf-8-sig"))
        except UnicodeDecodeError:
            print(f"{path.as_posix()}: not UTF-8 text, left out; save it as UTF-8", file=sys.stderr)
            continue
        for passage in find_all(body, phrase):
            yield Located(owners.get(path.name, path.stem), passage)


def _owners(notes: Path) -> Iterator[tuple[str, str]]:
    """The names of texts, with the ids of the articles whose notes name them."""
    from builder.load import load
    from builder.problem import Problems

    for path in sorted(notes.glob("*.yaml")):
        try:
            node = load(path)
        except Problems:
            continue  # `collate check` tells what is wrong with it; here it only lends its name
        name = node.value.get("text") if isinstance(node.value, dict) else None
        if name and isinstance(name.value, str):
            yield name.value, path.stem
