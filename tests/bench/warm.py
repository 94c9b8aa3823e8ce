"""One claim edited while `collate watch` runs: python tests/bench/warm.py [CLAIMS]

Builds a survey of so many claims (1,000) in this process as `watch` does, changes a claim in one article's file, lets
`watch` build again, and prints the CPU seconds of both and their ratio. The files after the edit are compared with
those of a plain build.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from large import OUTPUTS, survey

from builder import build
from builder.project import Project
from builder.watch.loop import Watch

EDITED = ('says: {zh: "', 'says: {zh: "补记：')


def cold_and_warm(root: Path) -> tuple[float, float]:
    """CPU seconds of the first build, and of that after an edit.

    Raises:
        SystemExit: the files after the edit are not those of a plain build.
    """
    watch = Watch(Project(root, root / "out"))
    cold = _seconds(watch)
    article = sorted((root / "outlines/articles").glob("*.yaml"))[0]
    text = article.read_text("utf-8")
    head, claims, rest = text.partition("\nclaims:\n")
    article.write_text(head + claims + rest.replace(*EDITED, 1), "utf-8")
    warm = _seconds(watch)
    build(root / "outlines/survey.yaml", Project(root, root / "plain"))
    for name in OUTPUTS:
        if (root / "out/survey" / name).read_bytes() != (root / "plain/survey" / name).read_bytes():
            sys.exit(f"{name} is not what a plain build makes")
    return cold, warm


def _seconds(watch: Watch) -> float:
    start = time.process_time()
    while not watch.step():
        pass
    return time.process_time() - start


if __name__ == "__main__":
    claims = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    with tempfile.TemporaryDirectory() as lent:
        survey(claims).write(Path(lent))
        cold, warm = cold_and_warm(Path(lent))
    print(f"{claims} claims: first build {cold:.2f} s, after an edit {warm:.2f} s, ratio {warm / cold:.2f}")
