"""`collate import`: records from Zotero, BibTeX, RIS or CSL files become article files to be filled in."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ARTICLES = Path("outlines") / "articles"
_ABOUT = "turn a file of records (Zotero, BibTeX, RIS, CSL) into article files"
_MORE = """\
Each record becomes outlines/articles/ID.yaml: the record filled in, the claims left to you. A file is never
overwritten; a text that is there already (same DOI or title) is reported and left out, so an import can be repeated.
What an article file has no place for is listed, and kept in it as a comment."""


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `import` to the command line."""
    one = commands.add_parser("import", help=_ABOUT, description=f"{_ABOUT}. {_MORE}",
                              epilog="example: collate import refs.bib --dry-run")  # fmt: skip
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .bib, .json, .ris or .yaml file")
    one.add_argument("--dry-run", action="store_true", help="say what would be written, write nothing")
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Import the files; 0 when every record is in, 1 when a record was refused.

    Raises:
        Problems: a file cannot be read at all, or the articles lie elsewhere; then nothing of any file is written.
    """
    from builder.files import keep_in
    from builder.importing import Remarks, bring, read
    from builder.problem import Place, every

    keep_in(ARTICLES, Path(), Place(ARTICLES), what="the folder of articles", hint="take the link away")
    remarks = Remarks()
    records = [record for found in every(lambda path: read(path, remarks), options.files) for record in found]
    brought = bring(records, ARTICLES, remarks, dry=options.dry_run)
    for problem in sorted(set(remarks.found)):
        print(problem, file=sys.stderr)
    for path in brought.files:
        print(f"{'would write' if options.dry_run else 'wrote'} {path.as_posix()}")
    refused = sum(problem.severity == "error" for problem in remarks.found)
    counts = [(len(brought.files), "new"), (brought.doubles, "here already"), (refused, "refused")]
    print(f"{len(records) + refused} records: " + ", ".join(f"{n} {what}" for n, what in counts if n))
    if brought.files and not options.dry_run:
        print("now: list them under 'articles:' in an outline; `collate check` says what is still to be written")
    return 1 if refused else 0
