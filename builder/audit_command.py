"""`collate audit FILE…`: what in a finished file is not the outline's any more, lacks its source, or breaks a rule.

    $ collate audit out/tech-rivalry/briefing.zh.docx
    …/briefing.zh.docx: paragraph 3 under '…': no longer says what the outline says [differs] judgements.…
        file:    …
        outline: …
    …/briefing.zh.docx: table 2: error: a row may break over two pages [row-breaks, rule 34]

The rules are those of docs/rules.md, with the thresholds of the template that the file was made of.

A file that stands in out/<outline>/ is known by its place and name; for any other, name the outline with `--outline`.
A renamed file is compared with the output whose lines it holds most of.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from builder.audit import Report, Standing
    from builder.comparison import Comparison
    from builder.project import Project
    from builder.proof import Proof

OK, FOUND = 0, 1
_ABOUT = "compare finished Word and PowerPoint files with their outline, and look for what is unsourced"


def add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the door."""
    one = commands.add_parser(
        "audit", help=_ABOUT, description=_ABOUT, epilog="example: collate audit out/tech-rivalry/*.docx --json"
    )
    one.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a .docx or .pptx file")
    one.add_argument("--outline", type=Path, metavar="FILE", help="the outline (default: by the file's place in out/)")
    one.add_argument("--pages", action="store_true", help="measure the printed pages of Word files too (LibreOffice)")
    one.add_argument("--json", action="store_true", help="for machines")
    one.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print a line a finding; 1 where something is unsourced, lost, not what the outline says, or against a rule.

    Raises:
        Problems: a file cannot be read, or its outline is not found or cannot be built.
    """
    from builder.comparison import read_comparison
    from builder.finished.printed import lacking
    from builder.finished.received import shown
    from builder.problem import every

    pages: bool = options.pages
    if pages and (absent := lacking()):
        print(f"pages are not measured: no {' and no '.join(absent)} here", file=sys.stderr)
        pages = False
    once = cache(read_comparison)  # many files, few outlines
    reports = every(lambda path: audited(path, options.outline, pages=pages, read=once), options.files)
    if options.json:
        print(json.dumps({"files": [as_json(*r) for r in reports]}, ensure_ascii=False, indent=2))
    else:
        for report, proof in reports:
            for found in (*report.findings, *proof.flaws):
                print(shown(f"{report.path.as_posix()}: {found}"))
            print(f"{report.path.as_posix()}: {summary(report)}; {proofs(proof)}")
    return FOUND if any(report.fails or proof.fails for report, proof in reports) else OK


def audited(
    path: Path, outline: Path | None = None, *, pages: bool = False, read: Callable[[Path, Path], Comparison]
) -> tuple[Report, Proof]:
    """The report on one file: how it compares with its outline, and what breaks a rule, printed pages too if asked.

    Args:
        path: the file.
        outline: its outline; None: the one to which its place in out/ belongs.
        pages: the printed pages are measured as well.
        read: reads an outline, as `builder.comparison.read_comparison`.

    Raises:
        Problems: the file cannot be read, or its outline is not found or cannot be built.
    """
    from builder.audit import SUFFIXES, read_back, report
    from builder.finished.pages import pages_of
    from builder.finished.received import blamed, received
    from builder.ledger import Entry
    from builder.project import Project
    from builder.proof import proofread

    if path.suffix.lower() not in SUFFIXES:
        raise _problem(path, "neither a .docx nor a .pptx file", "save it as one of these in Word or PowerPoint")
    try:
        data = received(path)
    except OSError as e:
        raise _problem(path, f"cannot be read: {e.strerror}", "") from e
    source = outline or outline_of(path)
    if source is None or not source.is_file():
        raise _problem(path, "no outline belongs to this file", "name it: --outline outlines/NAME.yaml")
    folder = source.resolve().parent
    root = folder.parent if folder.name == "outlines" else folder
    comparison = read(source, root)
    with blamed(path, ours=Entry(path.absolute()).last(data) == data):
        try:
            today = output_today(path, data, comparison, Project(root, root / "out"))
            minutes = comparison.outline.all_minutes
            printed = pages_of(data) if pages and path.suffix.lower() == ".docx" else None
            found = report(path, read_back(data, today), today)
            return found, proofread(today.by, data, minutes=minutes, pages=printed)
        except (OSError, ValueError) as e:
            raise _problem(path, str(e), "open it in Word or PowerPoint and save it again") from e


def summary(report: Report) -> str:
    """How much of the outline stands in the file, and how much is to be looked at."""
    kinds = [f.kind for f in report.findings]
    counts = f"{report.statements} statements, {report.sources} sources, {report.claims} claims; "
    found = ", ".join(f"{kinds.count(kind)} {kind}" for kind in dict.fromkeys(kinds))
    own = len(report.editors)
    return counts + (found or "nothing unsourced, nothing differs") + (
        f"; the editors name an article in their own right in {own} place{'' if own == 1 else 's'}" if own else ""
    )  # fmt: skip


def proofs(proof: Proof) -> str:
    """How many rules it breaks, and how many flaws its template accepts."""
    errors = sum(f.severity == "error" for f in proof.flaws)
    found = f"{errors} against the rules, {len(proof.flaws) - errors} to be looked at" if proof.flaws else "no flaw"
    return found + (f" ({len(proof.accepted)} accepted by the template)" if proof.accepted else "")


def as_json(report: Report, proof: Proof) -> dict[str, Any]:
    """The report in plain values."""
    findings = [{**asdict(f), "fails": f.fails} for f in report.findings]
    return {
        **asdict(report),
        "path": report.path.as_posix(),
        "fails": report.fails or proof.fails,
        "findings": findings,
        "flaws": [asdict(f) for f in proof.flaws],
        "accepted": [asdict(f) for f in proof.accepted],
    }


def outline_of(path: Path) -> Path | None:
    """`outlines/NAME.yaml` for `out/NAME/…`: beside that out/, or where the command is run."""
    from builder.comparison import outline_of_output

    beside = outline_of_output(path.resolve())
    return next((p for p in (beside, Path("outlines") / beside.name) if p.is_file()), None)


def output_today(path: Path, data: bytes, comparison: Comparison, project: Project) -> Standing:
    """The output that the file is, made today: by its name, else the one whose lines it holds most of."""
    from builder import wanted
    from builder.audit import read_back, standing
    from builder.render import press

    template, _, rest = path.name.partition(".")
    lang = rest.rpartition(".")[0]
    if template in project.templates() and lang in {str(o.lang) for o in comparison.outline.outputs}:
        outputs = wanted(comparison, template, lang)[:1]
    else:
        outputs = wanted(comparison)
    presses = [press(output, project.templates(), project.root) for output in outputs]
    choice = [standing(comparison, by, project.styles) for by in presses if path.suffix.lower() == by.form.SUFFIX]
    if not choice:
        raise ValueError(f"the outline '{comparison.id}' makes no {path.suffix.lower()} file")

    def shared(today: Standing) -> int:
        known = {line for piece in today.pieces for line, _ in piece.lines}
        return len(known & {line for piece in read_back(data, today) for line, _ in piece.lines})

    return choice[0] if len(choice) == 1 else max(choice, key=shared)


def _problem(path: Path, message: str, hint: str) -> Exception:
    from builder.problem import Place, Problem, Problems

    return Problems([Problem(Place(path), message, "audit", hint)])
