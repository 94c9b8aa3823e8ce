"""`collate styles install` and `collate styles list`: citation styles beyond the built-in ones."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from builder.cites import styles
from builder.csl.engine import HINT, library_here
from builder.csl.fetch import NotFetched, fetch, take
from builder.csl.library import Library
from builder.csl.parts import PARTS, csl_folder, missing
from builder.problem import Problems

OK, FAILED = 0, 1
_TITLED = 40  # so many names are shown with their titles; more would be slow to read and to look up


def install(given: Sequence[Path] = (), say: Callable[[str], None] = print) -> bool:
    """Fetch the CSL engine, its styles and locales into the user's cache; what is there is left alone.

    Args:
        given: files that the user has already; the rest comes through npm and pip.
        say: told every step.

    Returns:
        Whether everything is there now.
    """
    failed = False
    for file in given:
        try:
            part, path = take(file)
            say(f"{part.name}: {path.as_posix()} (from {file.as_posix()})")
        except (NotFetched, OSError) as e:
            say(f"collate styles install: {e}")
            failed = True
    absent = missing()
    for part in PARTS:
        if part not in absent:
            say(f"{part.name}: {part.package} {part.version}, installed")
            continue
        try:
            path = fetch(part)
            say(f"{part.name}: {part.package} {part.version} from {part.registry}, {part.licence}: {path.as_posix()}")
        except (NotFetched, OSError) as e:
            say(f"collate styles install: {e}")
            failed = True
    if not library_here():
        say(f"QuickJS is not here: {HINT}")
    return not failed and library_here()


def listing(word: str = "", own: Path | None = Path("templates/styles")) -> Iterator[str]:
    """The lines of `collate styles list`: the styles that an outline can name.

    Args:
        word: only styles with this word in the name; without it the installed ones are only counted.
        own: the folder with the project's own .csl files.
    """
    library = Library(own)
    yield from (f"{name}  (built in)" for name in styles() if word in name)
    yield from (f"{name}  ({path.as_posix()})" for name, path in library.files.items() if word in name)
    installed = [name for name in sorted(library.installed) if word in name and name not in library.files]
    if not library.installed:
        yield f"the CSL styles are not installed in {csl_folder().as_posix()}: collate styles install"
    elif not word:
        yield f"and {len(installed)} CSL styles: `collate styles list WORD` shows those with WORD in the name"
    else:
        titled = len(installed) <= _TITLED
        yield from (f"{name}  {_title(library, name)}" if titled else name for name in installed)


def _title(library: Library, name: str) -> str:
    try:
        return library.sheet(name).title
    except (KeyError, Problems):
        return "(cannot be read)"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Hang `styles` among the commands of the door."""
    about = "citation styles beyond the built-in ones: fetch them, list them"
    styles_parser = commands.add_parser("styles", help=about, description=about)
    what = styles_parser.add_subparsers(required=True, metavar="WHAT")

    about = "fetch the CSL engine and its styles into your cache folder"
    one = what.add_parser("install", help=about, description=about, epilog="example: collate styles install")
    one.add_argument(
        "--from",
        dest="given",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a file that you have already: citeproc's .js or .tgz, the wheel of the styles or of the locales",
    )
    one.set_defaults(run=_install)

    about = "list the styles that an outline can name"
    one = what.add_parser("list", help=about, description=about, epilog="example: collate styles list chicago")
    one.add_argument("word", nargs="?", default="", metavar="WORD", help="only styles with this word in the name")
    one.set_defaults(run=_list)


def _install(options: argparse.Namespace) -> int:
    return OK if install(options.given, lambda line: print(line, file=sys.stderr)) else FAILED


def _list(options: argparse.Namespace) -> int:
    for line in listing(options.word):
        print(line)
    return OK
