"""`collate issue FILE --as v1.2` freezes what was sent out; `collate changes` tells what is different since then.

    $ collate issue out/tech-rivalry/briefing.zh.docx --as v1.2
    issued briefing.zh.docx as v1.2: outlines/issued/tech-rivalry/v1.2/

Beside the file stand the outline and the articles as they were: they belong under version control, as outlines do. A
version is never changed; another file of the same state may join it.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from builder.comparison import Comparison

DONE, PROBLEMS = 0, 1
_ISSUE = "freeze a file as it was sent out, with its outline and articles"
_CHANGES = "tell by id what has changed since a version was issued, as Markdown"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the two commands to the door."""
    one = commands.add_parser(
        "issue", help=_ISSUE, description=_ISSUE, epilog="example: collate issue out/demo/briefing.en.docx --as v1.0"
    )
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="files in out/")
    one.add_argument("--as", dest="tag", required=True, metavar="TAG", help="the version's name: v1.2")
    one.set_defaults(run=issue)
    one = commands.add_parser(
        "changes", help=_CHANGES, description=_CHANGES, epilog="example: collate changes --since v1.2 --lang en"
    )
    one.add_argument("outlines", nargs="*", type=Path, metavar="OUTLINE", help="outline files (default: all)")
    one.add_argument("--since", default="", metavar="TAG", help="an issued version (default: the last one)")
    one.add_argument("--lang", default="", metavar="LANG", help="the language of the texts")
    one.set_defaults(run=changes)


def issue(options: argparse.Namespace) -> int:
    """Freeze files under a version's name; 1 where one of them is not what the outline makes today.

    Raises:
        Problems: a file or its outline cannot be read.
    """
    from builder.comparison import TAG, outline_of_output
    from builder.finished.received import received
    from builder.ledger import Entry

    if not TAG.fullmatch(options.tag):
        print(
            f"collate issue: '{options.tag}' is no version's name; write letters, digits, points: v1.2", file=sys.stderr
        )
        return 2
    code = DONE
    for file in options.files:
        outline = outline_of_output(file)
        if not file.is_file() or not outline.is_file():
            print(f"{file.as_posix()}: no file of an outline here; name one in out/<outline>/", file=sys.stderr)
            code = PROBLEMS
            continue
        data = received(file, within=file.absolute().parent.parent)
        reason = _stale(file, data, outline) or _foreign(data)
        if reason:
            print(f"{file.as_posix()}: not issued: {reason}", file=sys.stderr)
            code = PROBLEMS
            continue
        try:
            home = freeze(file, data, outline, options.tag)
        except FileExistsError as e:
            print(f"{file.as_posix()}: not issued: {e}", file=sys.stderr)
            code = PROBLEMS
            continue
        beside = "" if Entry(file.absolute()).last(data) == data else ", with what people have done to it"
        print(f"issued {file.name} as {options.tag}{beside}: {home.as_posix()}/")
    return code


def freeze(file: Path, data: bytes, outline: Path, tag: str) -> Path:
    """Copy a file, its outline and the articles to where the version is kept; gives the folder.

    Args:
        file: the file.
        data: its bytes, as they were looked at.
        outline: its outline.
        tag: the name of the version.

    Raises:
        FileExistsError: the version holds another state of one of them.
        Problems: the outline cannot be read, or the version would lie outside the project.
    """
    from builder.comparison import issued_outline, read_comparison, shown
    from builder.files import keep_in
    from builder.glossary import NAME as GLOSSARY
    from builder.problem import Place
    from builder.write import put

    root = outline.parent.parent
    comparison = read_comparison(outline, root)
    home = issued_outline(outline, tag).parent
    for folder in (home, home / "articles"):
        keep_in(folder, root, Place(shown(folder, root)), what="the folder of the version", hint="take the link away")
    frozen = {home / outline.name: outline}
    frozen |= {
        home / "articles" / f"{name}.yaml": outline.parent / "articles" / f"{name}.yaml" for name in comparison.articles
    }
    if (terms := outline.parent / GLOSSARY).is_file():
        frozen[home / GLOSSARY] = terms
    whole = {new: old.read_bytes() for new, old in frozen.items()} | {home / file.name: data}
    for new, data in whole.items():
        if new.is_file() and new.read_bytes() != data:
            raise FileExistsError(f"{tag} was issued with another {new.name}; take another name")
    for new, data in whole.items():
        put(new, data)
    return home


def _stale(file: Path, data: bytes, outline: Path) -> str:
    """Why a file does not say what the outline says today; "" if it does."""
    from builder.audit import standing
    from builder.comparison import read_comparison
    from builder.load import Str
    from builder.ooxml.custom_properties import build_id
    from builder.outline import Output
    from builder.problem import Place
    from builder.project import Project
    from builder.render import press
    from builder.write import finished

    root = outline.parent.parent
    project = Project(root, root / "out")
    template, _, rest = file.name.partition(".")
    lang, suffix = rest.rpartition(".")[0], file.suffix
    place = Place(outline)
    if suffix not in (".docx", ".pptx") or template not in project.templates():
        return "it is no Word or PowerPoint file of the outline"
    comparison = read_comparison(outline, root)
    by = press(Output(Str(template, place), Str(lang, place), place), project.templates(), root)
    made = finished(standing(comparison, by, project.styles).data, str(comparison.outline.date.text))
    if build_id(made) != build_id(data):
        return "it is older than the outline; build first"
    return ""


def _foreign(data: bytes) -> str:
    """What in a file nobody may hand on: macros, and what is fetched when it is opened; "" where there is none."""
    from builder.proof import package_flaws

    return next((f"{flaw.where}: {flaw.message}" for flaw in package_flaws(data) if flaw.code == "outside"), "")


def changes(options: argparse.Namespace) -> int:
    """Print what has changed; 1 where no version has been issued.

    Raises:
        Problems: an outline cannot be read.
    """
    from builder.comparison import read_comparison
    from builder.project import Project

    folder = options.outlines[0].resolve().parent if options.outlines else Path("outlines")
    root = folder.parent if folder.name == "outlines" else folder
    code = DONE
    for path in options.outlines or Project(root, root / "out").outlines():
        text = "\n".join(told(read_comparison(path, root), path, root, options.since, options.lang))
        if text:
            print(text)
        else:
            wanted = f"the version '{options.since}'" if options.since else "no version"
            print(f"{path.as_posix()}: {wanted} has {'not ' if options.since else ''}been issued", file=sys.stderr)
            code = PROBLEMS
    return code


def told(comparison: Comparison, path: Path, root: Path, since: str, lang: str) -> Iterator[str]:
    """What has changed, line by line; nothing where the version was not issued."""
    from dataclasses import replace

    from builder.cite import cite
    from builder.comparison import issued_outline, read_comparison, tags
    from builder.load import Str
    from builder.outline import Output
    from builder.plan import plan
    from builder.problem import Place
    from builder.project import Project
    from builder.render import press, render

    known = tags(path)
    tag = since or (known[-1] if known else "")
    if tag not in known:
        return
    project = Project(root, root / "out")
    lang = lang or str(comparison.outline.outputs[0].lang)
    whole = replace(comparison, issued=read_comparison(issued_outline(path, tag), root))
    place = Place(path)
    by = press(Output(Str("changes", place), Str(lang, place), place), project.templates(), root)
    document = cite(plan(whole, by.template, lang, by.fields), whole, project.styles)
    yield render(document, by).data.decode("utf-8").rstrip()
