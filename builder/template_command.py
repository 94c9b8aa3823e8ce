"""`collate template inspect FILE` and `collate template check DIR`: your own PowerPoint or Word file as a look.

    $ collate template inspect acme.potx --as acme
    $ collate template check templates/acme

The first says what is in the file and which of it would stand for what; with `--as` it makes a template of it, like
the shipped seminar or briefing, that only looks otherwise. The second says what the look lacks, and what is done.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from types import ModuleType

from builder.files import read_file
from builder.load import Str
from builder.model import Look
from builder.ooxml.sound import MOST_PACKED, unsound
from builder.outline import Output
from builder.problem import Place, Problem, Problems
from builder.project import Project
from builder.render import Press, press
from builder.template import blamed, read_template

OK, LACKING, USAGE = 0, 1, 2
_SLIDES, _WORD = (".pptx", ".potx", ".ppsx"), (".docx", ".dotx")
_LIKE = {"slides": "seminar", "word": "briefing"}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_PLAN = """\
# {file} with the steps and words of the template '{like}': whatever stands in that plan can be said here anew.
like: {like}
look: {look}
"""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    parser = commands.add_parser("template", help="make a template of your own PowerPoint or Word file")
    actions = parser.add_subparsers(required=True, metavar="ACTION")
    one = actions.add_parser(
        "inspect", help="say what is in a file", epilog="example: collate template inspect acme.potx --as acme"
    )
    one.add_argument("file", type=Path, metavar="FILE", help="a .pptx, .potx, .docx or .dotx")
    one.add_argument("--as", dest="name", default="", metavar="NAME", help="make the template templates/NAME of it")
    one.set_defaults(run=_inspect)
    one = actions.add_parser(
        "check", help="say what a template's look lacks", epilog="example: collate template check templates/acme"
    )
    one.add_argument("folder", type=Path, metavar="DIR", help="the template's folder")
    one.set_defaults(run=_check)


def _inspect(options: argparse.Namespace) -> int:
    file: Path = options.file
    kind = _kind(file)
    if kind is None:
        print(f"collate template: {file}: name a .pptx, .potx, .docx or .dotx", file=sys.stderr)
        return USAGE
    if options.name and not _NAME.fullmatch(options.name):
        print("collate template: a template's name has small letters, digits and hyphens", file=sys.stderr)
        return USAGE
    data = read_file(file, Place(file), most=MOST_PACKED)
    if why := unsound(data):
        raise Problems([Problem(Place(file), f"it cannot be opened: {why}", "look", "save it in its program again")])
    looks = _looks(kind)
    with blamed(Look(data, file, Place(file))):
        mapping: str = looks.first_map(data)
        print(looks.inspect(data))
    if mapping:
        print(f"\nA first look.yaml:\n\n{mapping}")
    return _written(options.name, file, data, mapping, kind) if options.name else OK


def _written(name: str, file: Path, data: bytes, mapping: str, kind: str) -> int:
    """Write the folder of a template; one that is there is left alone."""
    folder = Path("templates") / name
    if folder.exists():
        print(f"collate template: {folder.as_posix()} is there already", file=sys.stderr)
        return LACKING
    folder.mkdir(parents=True)
    look = f"look{file.suffix.lower()}"
    (folder / look).write_bytes(data)
    plan = _PLAN.format(file=file.name, like=_LIKE[kind], look=look)
    (folder / "plan.yaml").write_text(plan, "utf-8")
    if mapping:
        (folder / "look.yaml").write_text(mapping, "utf-8")
    print(f"wrote {folder.as_posix()}; now: name it in an outline's `outputs:`, as `template: {name}`")
    return OK


def _check(options: argparse.Namespace) -> int:
    folder: Path = options.folder
    by = _pressed(folder)
    if by.look is None:
        print(f"{folder.as_posix()}: it has no look")
        return OK
    kind = _kind(by.look.path)
    if kind is None:
        print(f"collate template: {by.look.path.as_posix()} is no look of ours", file=sys.stderr)
        return USAGE
    with blamed(by.look):
        found = _looks(kind).shortfalls(by.look)
    for lack in found:
        print(f"{by.look.path.as_posix()}: {lack.what}: {lack.then}{' (it cannot be built)' if lack.fatal else ''}")
    fatal = sum(lack.fatal for lack in found)
    stands = "it cannot be built" if fatal else "it can be built"
    print(f"{folder.as_posix()}: {stands}; {len(found)} {'thing' if len(found) == 1 else 'things'} to know")
    return LACKING if fatal else OK


def _pressed(folder: Path) -> Press:
    """The template as a build would take it.

    Raises:
        Problems: it can't be read.
    """
    name = folder.resolve().name
    folders = {**Project(Path(), Path("out")).templates(), name: folder}
    template = read_template(folder, folder, folders)
    place = template.place
    lang = template.languages[0] if template.languages else Str("zh", place)
    return press(Output(Str(name, place), Str(lang, place), place), folders, Path())


def _kind(file: Path) -> str | None:
    """ "slides" or "word", by the file's ending."""
    suffix = file.suffix.lower()
    return "slides" if suffix in _SLIDES else "word" if suffix in _WORD else None


def _looks(kind: str) -> ModuleType:
    if kind == "slides":
        from builder.looks import slides

        return slides
    from builder.looks import word

    return word
