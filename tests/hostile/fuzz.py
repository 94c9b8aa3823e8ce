"""Fuzzing, by hand: outlines, articles and plans drawn by hypothesis, looks with some bytes changed.

    python tests/hostile/fuzz.py outlines 5000
    python tests/hostile/fuzz.py looks 5000 [seed]

Every run must end in a problem with its place, or in a file that opens and that no rule for packages faults. What does
not is printed with its seed; the exit code says how many there were.
"""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations

import contextlib
import io
import os
import random
import re
import resource
import shutil
import sys
import tempfile
import time
import traceback
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
sys.path[:0] = [str(HERE.parent.parent.parent), str(HERE.parent.parent), str(HERE.parent)]

from conftest import PLAIN, ROOT  # noqa: E402
from laying import ARTICLE, LOOKS, OUTLINE, PLAN  # noqa: E402

from builder import Hands, build, read  # noqa: E402
from builder.problem import Problems  # noqa: E402
from builder.project import Project  # noqa: E402
from builder.proof import Proof, package_flaws  # noqa: E402
from builder.render import Press  # noqa: E402
from builder.starter import start  # noqa: E402

_PLACED = re.compile(r"^\S.*:\d+:\d+: (error|warning): ", re.MULTILINE)
EVIL: tuple[str, ...] = (
    "", " ", "~", "null", "[]", "{}", "[[]]", "{a: b}", "- a", "*x", "&x 1", "!!int 1", "|", ">", "?", ": ", "-", "%", "@", "`",
    "0", "-1", "1e400", ".nan", "0x10", "9" * 30, "9" * 5_000, "true", "no", "2031-02-31", "2031-13", "0000", "'", '"', '"\\0"',
    '"\\u202e"', '"\\ud800"', '"\\U0001f68d"', "\t", "\r", "\u2028", "\ufeff", "甲" * 300, "a" * 300, "**", "[a](b)",
    "[@lin-2031.d1]", "[@x.y]", "[#z]", "{{ x }}", "{% x %}", "../x", "/x", "con", "lin-2031", "lin-2031.d1", "silent", "zh", "xx",
    "{zh: x}", "{en: x}", "{zh: {zh: x}}", "none", "p. 1-99999", "一¶0", "§99", "<x>", "&amp;", "]]>", "=1+1", "http://x", "javascript:x",
)  # fmt: skip


FORMATS = {"briefing": "word", "seminar": "slides"}
SHORT = """\
steps:
  - {block: heading, text: "{{ outline.title }}"}
  - for: question in questions
    steps:
      - {block: heading, text: "{{ question.finding }}", level: 2}
      - {block: positions, of: question}
  - for: chart in charts
    steps:
      - {block: chart, of: chart}
  - block: sources
"""


def project_in(folder: Path) -> Path:
    start(folder, "case")
    (folder / "templates/plain").mkdir(parents=True)
    (folder / PLAN).write_text(PLAIN, "utf-8")
    (folder / "templates/words.yaml").write_bytes((ROOT / "templates/words.yaml").read_bytes())
    for like, name in LOOKS.items():
        own = folder / "templates" / f"own-{like}"
        own.mkdir()
        (own / "plan.yaml").write_text(f"format: {FORMATS[like]}\nlook: {name}\n{SHORT}", "utf-8")
        (own / name).write_bytes((ROOT / "templates" / like / name).read_bytes())
    return folder


def mutated_text(dice: random.Random, text: str) -> str:
    """Text with a few wounds: lines doubled, dropped, moved, values exchanged, characters changed."""
    lines = text.split("\n")
    for _ in range(dice.choice((1, 1, 1, 2, 3, 8))):
        n = dice.randrange(len(lines))
        match dice.randrange(8):
            case 0:
                del lines[n]
            case 1:
                lines.insert(n, lines[dice.randrange(len(lines))])
            case 2:
                lines[n] = " " * dice.randrange(8) + lines[n].lstrip()
            case 3 | 4:  # a value
                key, colon, _ = lines[n].partition(": ")
                lines[n] = f"{key}{colon}{dice.choice(EVIL)}" if colon else dice.choice(EVIL)
            case 5:  # one of the values inside { }
                values = list(re.finditer(r"(?<=[:\[,] )[^,{}\[\]]+", lines[n]))
                if values:
                    one = dice.choice(values)
                    lines[n] = lines[n][: one.start()] + dice.choice(EVIL) + lines[n][one.end() :]
            case 6 if lines[n]:
                at = dice.randrange(len(lines[n]))
                lines[n] = (
                    lines[n][:at]
                    + chr(dice.choice((*range(128), 0x2028, 0x202E, 0xFEFF, 0x1F68D)))
                    + lines[n][at + 1 :]
                )
            case _:
                other = dice.randrange(len(lines))
                lines[n], lines[other] = lines[other], lines[n]
        lines = lines or [""]
    return "\n".join(lines)


def mutated_bytes(dice: random.Random, data: bytes) -> bytes:
    """Bytes with a few wounds."""
    made = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        if not made:
            return b""
        at = dice.randrange(len(made))
        match dice.randrange(6):
            case 0:
                made[at] ^= 1 << dice.randrange(8)
            case 1:
                made[at] = dice.randrange(256)
            case 2:
                del made[at : at + dice.randrange(1, 200)]
            case 3:
                made[at:at] = bytes(dice.randrange(256) for _ in range(dice.randrange(1, 20)))
            case 4:
                made[at:at] = made[dice.randrange(len(made)) :][: dice.randrange(1, 400)]
            case _:  # a value of an attribute
                found = list(re.finditer(rb'="[^"]{0,60}"', bytes(made)))
                if found:
                    one = dice.choice(found)
                    value = dice.choice(
                        (b"", b"-1", b"0", b"99999999999", b"evil", b"NaN", b"rId99", b"\xe5\xa4\x9c", b"1.5", b"true")
                    )
                    made[one.start() : one.end()] = b'="' + value + b'"'
    return bytes(made)


def mutated_package(dice: random.Random, data: bytes) -> bytes:
    """A package of which some parts, or whose own bytes, are changed."""
    if dice.random() < 0.1:
        return mutated_bytes(dice, data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = set(dice.sample(names, dice.choice((1, 1, 2, 3))))
        gone = {dice.choice(names)} if dice.random() < 0.1 else set()
        for name in names:
            inner = old.read(name)
            if name in hit:
                inner = _element(dice, inner) if dice.random() < 0.7 else mutated_bytes(dice, inner)
            if name not in gone:
                new.writestr(name, inner)
    return out.getvalue()


def _element(dice: random.Random, data: bytes) -> bytes:
    """Well-formed damage: an element dropped, doubled, renamed, or an attribute changed."""
    from lxml import etree

    try:
        root = etree.fromstring(data)
    except etree.XMLSyntaxError:
        return mutated_bytes(dice, data)
    every = [e for e in root.iter() if isinstance(e.tag, str)]
    for _ in range(dice.choice((1, 1, 2, 5))):
        one = dice.choice(every)
        parent = one.getparent()
        match dice.randrange(5):
            case 0 if parent is not None:
                parent.remove(one)
            case 1 if parent is not None:
                from copy import deepcopy

                parent.insert(dice.randrange(len(parent) + 1), deepcopy(one))
            case 2:
                one.tag = dice.choice(every).tag
            case 3 if one.attrib:
                one.attrib.pop(dice.choice(list(one.attrib)))
            case _ if one.attrib:
                one.set(
                    dice.choice(list(one.attrib)),
                    dice.choice(("", "-1", "0", "99999999999", "evil", "NaN", "rId99", "夜", "1.5")),
                )
            case _:
                one.text = dice.choice(("", "evil", "{{ outline.title }}", "{{ x }}", "夜" * 50))
    return etree.tostring(root)


def unread(by: Press, data: bytes, *, minutes: int = 0, pages: Any = None) -> Proof:
    """No proof-reading: what a strange look does to the rules for good papers is not asked in every run."""
    return Proof(by.file_name, by.template.place, ())


def tried(folder: Path, template: str, *, proof: bool = True) -> str:
    """What came of a build: "built", "refused", or what went wrong."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    began = time.perf_counter()
    try:
        with contextlib.redirect_stderr(io.StringIO()):
            made = build(folder / OUTLINE, Project(folder, folder / "out"), template=template, lang="zh",
                         hands=None if proof else Hands(read, proofread=unread))  # fmt: skip
    except Problems as e:
        wrong = "" if _PLACED.search(str(e)) and (e.found) else f"no place: {e}"
        return wrong or "refused"
    except OSError as e:
        return f"OSError {e}"
    except BaseException:
        return traceback.format_exc(limit=-4)
    if time.perf_counter() - began > 30:
        return "slow"
    for one in made:
        path = one.path
        if path.suffix in (".docx", ".pptx") and (
            flaws := [f for f in package_flaws(path.read_bytes()) if f.severity == "error"]
        ):
            return f"built, with {flaws[0].code}: {flaws[0].message}" if proof else "refused"
    return "built"


def outlines(count: int, seed: int) -> Iterator[tuple[int, str, str]]:
    """Changed outlines, articles and plans, most of them as text, every tenth as Word or PowerPoint."""
    with tempfile.TemporaryDirectory() as name:
        folder = project_in(Path(name))
        whole = {file: (folder / file).read_text("utf-8") for file in (OUTLINE, ARTICLE, PLAN)}
        for n in range(seed, seed + count):
            dice = random.Random(n)
            hit = dice.choice((OUTLINE, OUTLINE, OUTLINE, ARTICLE, ARTICLE, PLAN))
            changed = mutated_text(dice, whole[hit])
            for file, text in whole.items():
                (folder / file).write_bytes((changed if file == hit else text).encode("utf-8", "surrogatepass"))
            template = dice.choice(("briefing", "seminar")) if n % 10 == 0 else "plain"
            yield n, hit, tried(folder, template)


def looks(count: int, seed: int) -> Iterator[tuple[int, str, str]]:
    """Changed looks of Word and PowerPoint: ours, and those that python-docx and python-pptx begin with."""
    import docx
    import pptx

    bases = {
        "briefing": [(ROOT / "templates/briefing/look.docx").read_bytes(),
                     (Path(docx.__file__).parent / "templates/default.docx").read_bytes()],
        "seminar": [(ROOT / "templates/seminar/look.pptx").read_bytes(),
                    (Path(pptx.__file__).parent / "templates/default.pptx").read_bytes()],
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as name:
        folder = project_in(Path(name))
        for n in range(seed, seed + count):
            dice = random.Random(n)
            like = dice.choice(("briefing", "seminar"))
            which = dice.randrange(2)
            data = mutated_package(dice, bases[like][which])
            (folder / "templates" / f"own-{like}" / LOOKS[like]).write_bytes(data)
            yield n, f"{like} {which}", tried(folder, f"own-{like}", proof=n % 10 == 0)


def main(kind: str, count: int, seed: int) -> int:
    """Run, and print what went wrong; the number of different faults."""
    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    makers: dict[str, Callable[[int, int], Iterator[tuple[int, str, str]]]] = {"outlines": outlines, "looks": looks}
    came: Counter[str] = Counter()
    faults: dict[str, Any] = {}
    for n, hit, what in makers[kind](count, seed):
        came[what if what in ("built", "refused") else "wrong"] += 1
        if not sum(came.values()) % 250:
            print(dict(came), flush=True)
        if what not in ("built", "refused"):
            key = what.strip().splitlines()[-1][:100] + "".join(re.findall(r"line \d+, in \w+", what)[-2:])
            if key not in faults:
                faults[key] = n
                print(f"--- seed {n}, {hit}\n{what}", flush=True)
    print(
        f"{kind}: {sum(came.values())} runs, " + ", ".join(f"{k} {v}" for k, v in sorted(came.items())),
        f"{len(faults)} different",
    )
    return len(faults)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONHASHSEED", "0")
    sys.exit(min(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0), 100))
