"""Run a suite of expected entries and marks through Collate's formatter: `python tests/bench/citations.py SUITE_DIR`.

A suite is a folder: `<style>.jsonl` with one `{"id", "item", "want"}` a line (an entry of the list), `citations.jsonl`
with one `{"style", "items", "clusters", "want"}` a line (marks), and `<name>.json` with one document: its `style`,
`items`, the entries wanted of some (`expect_bib_by_id`), and where it has them `clusters` and their marks
(`expect_cites`). Styles that are not built in run through the CSL engine; without it they are skipped and named.
Printed are the rates, and the first differences.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from builder import cites, csl
from builder.citation import Item, Record, Session, Spans, Style, text_of
from builder.cites import styles
from builder.problem import Problems

_NARROW = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}
_BAR = 0.98
_PINPOINTED = "-with-pinpoints"
_LETTER = re.compile(r"(?:[，,]\s*\[?\d{4}(?:[—-]\d{4})?|无日期-|n\.d\.-)([a-z])\]?\. ")


@dataclass(frozen=True)
class Compared:
    """An expected string and ours.

    Attributes:
        lettered: ours with the suite's own letter a, b, … (a letter depends on works that the suite may not hold).
    """

    id: str
    want: str
    ours: str
    lettered: str = ""

    def exact(self) -> bool:
        """The same, character by character, with our own letter or the suite's."""
        return self.want in (self.ours, self.lettered)

    def alone(self) -> bool:
        """The same but for spaces and the width of punctuation, with our own letter."""
        return fold(self.want) == fold(self.ours)

    def passes(self) -> bool:
        """The same but for spaces and width, with our own letter or the suite's."""
        return self.alone() or fold(self.want) == fold(self.lettered)


def fold(text: str) -> str:
    """The text without spaces, full-width forms as half-width ones."""
    return re.sub(r"\s", "", text).translate(_NARROW)


def style(name: str, records: list[Record]) -> Style:
    """The built-in style of this name, else the CSL style.

    Raises:
        Problems: there is none, or the CSL engine is not installed.
    """
    return cites.style(name) if name in styles() else csl.style(name, records)


def entries(path: Path) -> list[Compared]:
    """The entries of one style's file, compared."""
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    chosen = style(path.stem, [case["item"] for case in cases])
    letters = chosen.suffixes([case["item"] for case in cases])
    found = []
    for case in cases:
        item, want = case["item"], case["want"]
        ours = chosen.entry(item, number=1, lang="zh", suffix=letters.get(str(item["id"]), ""))
        given = _LETTER.search(want) if chosen.kind == "author-date" else None
        lettered = chosen.entry(item, number=1, lang="zh", suffix=given[1] if given else "")
        found.append(Compared(case["id"], want, text_of(ours), text_of(lettered)))
    return found


def document(path: Path) -> list[Compared]:
    """The entries and marks of one document that has a file of its own, compared."""
    case = json.loads(path.read_text(encoding="utf-8"))
    chosen = style(Path(case["style"]).stem, case["items"])
    lang = case["lang"].partition("-")[0]
    letters = chosen.suffixes(case["items"])
    found = [
        Compared(item["id"], want, text_of(chosen.entry(item, number=1, lang=lang, suffix=letters.get(item["id"], ""))))
        for item in case["items"]
        if (want := case["expect_bib_by_id"].get(item["id"]))
    ]
    marks = {**case, "want": case.get("expect_cites", []), "clusters": case.get("clusters", [])}
    return found + list(clusters(marks, chosen, True, lang))


def clusters(case: dict[str, Any], chosen: Style, pinpoints: bool, lang: str = "zh") -> Iterator[Compared]:
    """The marks of one document, compared; without `pinpoints` they are left out of what is asked."""
    records = {str(item["id"]): item for item in case["items"]}
    numbers = {source: n for n, source in enumerate(records, 1)}
    session = Session(suffixes=chosen.suffixes(list(records.values())))
    for cluster, want in zip(case["clusters"], case["want"], strict=True):
        items = [
            Item(
                records[str(cited["id"])],
                str(cited.get("locator", "")) if pinpoints else "",
                cited.get("label", "page"),
            )
            for cited in cluster["items"]
        ]
        now = Session(session.suffixes, session.first_notes, session.last, cluster.get("mode") == "composite")
        ours = chosen.mark(items, numbers=numbers, lang=lang, session=now)
        session = session.after(items, cluster["noteIndex"])
        yield Compared(cluster["citationID"], want, shown(ours))


def shown(spans: Spans) -> str:
    """The text, with raised runs in <sup> as the suite writes them."""
    raised = "".join(f"<sup>{span.text}</sup>" if span.raised else span.text for span in spans)
    return raised.replace("</sup><sup>", "")


def documents(path: Path) -> Iterator[tuple[str, list[Compared] | None, str]]:
    """Each document of `citations.jsonl`: its style, the marks compared (None: no such style here), a remark."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        name = case["style"].removesuffix(_PINPOINTED)
        try:
            chosen = style(name, case["items"])
        except Problems as e:
            yield case["style"], None, reason(e)
            continue
        asked = chosen.kind == "note" or case["style"].endswith(_PINPOINTED)
        remark = "" if asked else "its reference drops pinpoints, so none are asked for"
        yield case["style"], list(clusters(case, chosen, asked)), remark


def report(name: str, compared: list[Compared], shown_differences: int, remark: str = "") -> None:
    """Print one line of rates and the first differences."""
    passed, whole = sum(c.passes() for c in compared), len(compared)
    exact, alone = sum(c.exact() for c in compared), sum(c.alone() for c in compared)
    lettered = f"; {passed - alone} of them with the suite's letter a, b, …" if passed != alone else ""
    remark = f" ({remark})" if remark else ""
    print(f"{name}: {passed}/{whole} = {passed / whole:.1%} folded, {exact / whole:.1%} exact{lettered}{remark}")
    for case in [c for c in compared if not c.passes()][:shown_differences]:
        print(f"    {case.id}\n      want {case.want}\n      ours {case.lettered or case.ours}")


def reason(e: Problems) -> str:
    """Why a style can't be run, in one line."""
    return "; ".join(f"{p.message} ({p.hint})" for p in e.found)


def main() -> int:
    """The command line; exit 1 below 98 % of a built-in style's entries, or when a mark or a CSL document differs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suite", type=Path)
    parser.add_argument("--differences", type=int, default=5, help="how many to show of each file")
    arguments = parser.parse_args()
    short = False
    for path in sorted(arguments.suite.iterdir()):
        if path.name == "citations.jsonl":
            for name, compared, remark in documents(path):
                if compared is None:
                    print(f"marks {name}: skipped ({remark})")
                else:
                    report(f"marks {name}", compared, arguments.differences, remark)
                    short = short or not (name.endswith(_PINPOINTED) or all(c.passes() for c in compared))
            continue
        if path.suffix not in (".json", ".jsonl"):
            continue
        try:
            compared = entries(path) if path.suffix == ".jsonl" else document(path)
        except Problems as e:
            print(f"{path.name}: skipped ({reason(e)})")
            continue
        report(path.stem, compared, arguments.differences)
        bar = _BAR if path.suffix == ".jsonl" else 1
        short = short or sum(c.passes() for c in compared) < bar * len(compared)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
