"""`collate redline FILE [--since TAG|FILE]`: what has changed since a file was sent out, shown in the file itself.

    $ collate redline out/tech-rivalry/briefing.en.docx --since v1.2
    wrote out/tech-rivalry/since-v1.2/briefing.en.docx: accept all for today's text, reject all for that of v1.2

A Word file gets true tracked changes, by character in Chinese and by word in other scripts. A deck gets a list of what
has changed, slide by slide (`seminar.en.md`), and a copy in which the changed words are marked and commented on.

What people have done to such a copy is never overwritten: they are asked to move it first.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

DONE, PROBLEMS = 0, 1
_ABOUT = "show in a file what has changed since it was issued: tracked changes in Word, marks in a deck"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    one = commands.add_parser(
        "redline", help=_ABOUT, description=_ABOUT, epilog="example: collate redline out/demo/briefing.en.docx"
    )
    one.add_argument("file", type=Path, metavar="FILE", help="a file in out/")
    one.add_argument("--since", default="", metavar="TAG|FILE", help="an issued version, or a file (default: the last)")
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the marked copy; 1 where there is nothing to compare with.

    Raises:
        Problems: one of the files cannot be read, the copy would lie elsewhere, or somebody has worked on the last one.
    """
    from builder.comparison import issued_outline, outline_of_output, tags
    from builder.files import keep_in
    from builder.finished.received import blamed, received
    from builder.kept.happened import AUTHOR
    from builder.ledger import NAME, edited, put_noted
    from builder.problem import Place, Problem, Problems
    from builder.write import finished

    file: Path = options.file
    if not file.is_file() or file.suffix not in (".docx", ".pptx"):
        print(f"collate redline: no Word or PowerPoint file: {file.as_posix()}", file=sys.stderr)
        return 2
    folder = file.absolute().parent
    outline = outline_of_output(file)
    issued = {tag: issued_outline(outline, tag).with_name(file.name) for tag in tags(outline)}
    issued = {tag: path for tag, path in issued.items() if path.is_file()}
    since = options.since or (list(issued)[-1] if issued else "")
    before = issued.get(since, Path(since) if since else None)
    if before is None or not before.is_file():
        known = f"; issued were {', '.join(issued)}" if issued else "; `collate issue` freezes what is sent out"
        print(
            f"{file.as_posix()}: {f'no version or file {since!r}' if since else 'never issued'}{known}", file=sys.stderr
        )
        return PROBLEMS
    name = since if since in issued else before.stem
    to = file.parent / f"since-{name}" / file.name
    within = folder.parent.parent if outline.is_file() else folder
    for path in (to, to.parent / NAME):
        keep_in(path, within, Place(path), what=path.as_posix(), hint="take the link away")
    old, new = received(before), received(file)
    date = _date(new)
    with blamed(file):
        if file.suffix == ".docx":
            from builder.kept import word

            made = {to: finished(word.redline(old, new, author=AUTHOR, date=date), date)}
            said = f"{to.as_posix()}: accept all for today’s text, reject all for that of {name}"
        else:
            from builder.kept.slides.redline import redline

            marked, listed = redline(old, new, since=name, date=date)
            made = {to: finished(marked, date), to.with_suffix(".md"): listed.encode("utf-8")}
            said = " and ".join(path.as_posix() for path in made)
    message, hint = "somebody has worked on this copy since it was written", "move it or delete it, then redline again"
    if kept := [Problem(Place(path), message, "edited", hint) for path, data in made.items() if edited(path, data)]:
        raise Problems(kept)
    for path, data in made.items():
        put_noted(path, data)
    print(f"wrote {said}")
    return DONE


def _date(package: bytes) -> str:
    """The day on which a file was last modified, as it says itself (ISO 8601): the date of the tracked changes."""
    import re
    import zipfile
    from io import BytesIO

    with zipfile.ZipFile(BytesIO(package)) as opened:
        core = opened.read("docProps/core.xml") if "docProps/core.xml" in opened.namelist() else b""
    found = re.search(rb"<dcterms:modified[^>]*>(\d{4}-\d{2}-\d{2})", core)
    return found[1].decode("ascii") if found else "2000-01-01"
