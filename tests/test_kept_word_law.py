"""Random edits of an outline × random edits of its Word file: nothing gets lost on either side.

The laws, in `broken`: what people typed, added, commented and coloured is still there; what they deleted stays deleted;
every sentence that the outline has new is in the file, or in a comment beside a reported conflict; what nobody touched
reads as in a plain build; conflicts can be seen; a second run changes no byte; the file stays sound.

Edits are made with python-docx, files are read with lxml: neither knows our code.
"""

from __future__ import annotations

import copy
import difflib
import random
import re
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import kept_edits
import kept_outlines
import kept_reader
import office
import pytest
from docx import Document
from docx.oxml.ns import qn
from kept_reader import W
from lxml import etree
from openxml_audit import OpenXmlValidator
from rendering import has_libreoffice
from stress import Stress

from builder.kept import Kept, UnknownError
from builder.kept.word import keep, redline
from builder.problem import Problems
from builder.proof import package_flaws

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

TEMPLATES = (("briefing", "zh"), ("briefing", "zh"), ("briefing", "en"), ("gongwen", "zh"), ("handout", "zh"))
TODAY, LATER = "2031-06-01", "2031-06-02"
SHIFTING = ("_move", "_join", "_split", "_delete", "_drop_row")
"""Hand edits after which lines need not stand in the outline's order."""
_WIDE = re.compile(r"(?<=[^\s\d])  (?=\S)")
"""Two blanks between words; those after a number belong to captions."""
BY_THE_LOT = 20
"""Files that go through LibreOffice in one call."""


@dataclass
class Trial:
    """One outline before and after, and a file that people have edited in between."""

    seed: int
    last: bytes
    now: bytes
    hand: kept_edits.Hand


@cache
def base(template: str, lang: str) -> tuple[Stress, bytes]:
    """The outline with which trials begin, and its file."""
    made = kept_outlines.three_articles(template, lang)
    return made, kept_outlines.built(made)


def trial(seed: int, templates: tuple[tuple[str, str], ...] = TEMPLATES) -> Trial:
    """The trial of a seed; where its outline would not build, that of another seed."""
    dice = random.Random(seed)
    made, last = base(*dice.choice(templates))
    while True:
        try:
            now = kept_outlines.built(kept_edits.edit_outline(dice, made, seed % 1000))
            break
        except Problems:
            continue
    before, after = kept_reader.by_line(last), kept_reader.by_line(now)
    hot = {name for name, text in before.items() if after.get(name) != text}
    return Trial(seed, last, now, kept_edits.edit_file(dice, last, 6, hot))


def broken(one: Trial, kept: Kept, *, anchors: bool = True) -> list[str]:
    """The laws that a merge breaks.

    Args:
        one: the trial.
        kept: what was made of it.
        anchors: the file had its bookmarks, and no other program has rewritten it.
    """
    return [
        *_hands(one, kept),
        *_outline(one, kept),
        *_blended(one, kept),
        *_blanks(one, kept),
        *(_untouched(one, kept) if anchors else ()),
        *_sound(one, kept),
    ]


def _hands(one: Trial, kept: Kept) -> Iterator[str]:
    said = "\n".join(
        [*kept_reader.paragraphs(kept.data, accept=False), *(text for _, text in kept_reader.comments(kept.data))]
    )
    yield from (f"lost: {word}" for word in one.hand.words if word not in said)
    joined = _joined(kept_reader.paragraphs(kept.data, accept=False))
    for text in kept_reader.paragraphs(one.hand.data):
        for sentence in _parts(text):
            if any(word in sentence for word in one.hand.words) and all(sentence not in row for row in joined):
                yield f"a sentence of people's is lost: {sentence}"
    yield from _deletions(one, kept)
    yield from _revived(one, kept)
    yield from _colours(one, kept)
    yield from _reviews(one, kept)


def _parts(text: str) -> list[str]:
    """The sentences of a text; marks with their places behind a stop, and what follows a wide blank, are their own."""
    return [one for part in re.split("[\u2002\u2003\u3000]", text) for one in kept_reader.sentences(part)]


def _joined(texts: list[str]) -> tuple[str, str]:
    """The sentences of a file in a row, and the same without the paragraphs that people have added: these may stand
    between the halves of one that they have split.
    """
    said = "".join("".join(kept_reader.sentences(text)) for text in texts)
    return said, re.sub(kept_edits.OF_ONES_OWN, "", said)


def _deletions(one: Trial, kept: Kept) -> Iterator[str]:
    lines, there = kept_reader.by_line(kept.data, accept=False), kept_reader.paragraphs(one.hand.data)
    before, now = kept_reader.by_line(one.last), kept_reader.by_line(one.now)
    for name in one.hand.gone:
        counted_anew = now.get(name) != before[name] and (
            now.get(name) in before.values()
            or before[name] in now.values()
            or (
                _like(now.get(name, ""), before[name]) < 0.5 and any(_like(t, before[name]) > 0.6 for t in now.values())
            )
        )
        half_left = any(text in before[name] for text in there if len(text) > 1)
        if name in lines and lines[name] not in there and not counted_anew and not half_left:
            yield f"came back: {lines[name]}"


def _like(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


def _revived(one: Trial, kept: Kept) -> Iterator[str]:
    """Sentences that people took out or wrote anew do not come back, unless today's outline has them elsewhere too."""
    files = (one.last, one.hand.data, kept.data)
    said = ["\n".join(_joined(kept_reader.paragraphs(data, accept=False))[:1]) for data in files]
    for sentence in {s for text in kept_reader.by_line(one.last).values() for s in kept_reader.sentences(text)}:
        last, there, merged = (text.count(sentence) for text in said)
        prose = len(sentence) > 5 and sentence[-1] in "。！？；.!?;"  # tags, places and entries stand in many lines
        if prose and last == 1 and there == 0 < merged and not _elsewhere(one, sentence):
            yield f"came back: {sentence}"


def _elsewhere(one: Trial, words: str) -> bool:
    """Whether today's outline says something in a line in which it did not say it before."""
    before, now = kept_reader.by_line(one.last), kept_reader.by_line(one.now)
    said = re.sub(r"\s", "", words)
    return any(
        said in "".join(kept_reader.sentences(text))
        and said not in "".join(kept_reader.sentences(before.get(name, "")))
        for name, text in now.items()
    )


def _colours(one: Trial, kept: Kept) -> Iterator[str]:
    """The colour of words that the outline drops goes with them; that of all others stays."""
    said, there = ("\n".join(kept_reader.paragraphs(data, accept=False)) for data in (kept.data, one.hand.data))
    bright = _bright(kept.data)
    for text in _bright(one.hand.data).split("\n"):
        for part in (part.strip() for part in re.split(r"(?<=[。！？；])|(?<=[.!?;])\s", text)):
            stays = said.count(part) >= there.count(part) > 0 and not _elsewhere(one, part)
            if len(part) > 3 and stays and part not in bright:
                yield f"colour lost: {part}"


def _bright(data: bytes) -> str:
    """What people have highlighted, a line for each paragraph; what we propose beside it left out."""
    found = []
    for p in kept_reader.root(data).iter(f"{W}p"):
        for change in list(p.iter(f"{W}ins")):
            if change.get(f"{W}author") == kept_reader.OURS:
                change.getparent().remove(change)
        runs = [run for run in p.iter(f"{W}r") if run.find(f"{W}rPr/{W}highlight") is not None]
        found.append("".join(t.text or "" for run in runs for t in run.iter(f"{W}t", f"{W}delText")))
    return "\n".join(text for text in found if text)


def _reviews(one: Trial, kept: Kept) -> Iterator[str]:
    """Comments of others stay where a reader sees them, and their tracked changes wait as before."""
    for what, found in (("comment", _commented), ("tracked change", _tracked)):
        yield from (f"{what} lost: {said}" for said in sorted((found(one.hand.data) - found(kept.data)).elements()))


def _commented(data: bytes) -> Counter[str]:
    part = kept_reader.root(data, "word/comments.xml")
    said = {c.get(f"{W}id"): "".join(c.itertext()) for c in part} if part is not None else {}
    return Counter(said[mark.get(f"{W}id")] for mark in kept_reader.root(data).iter(f"{W}commentReference"))


def _tracked(data: bytes) -> Counter[str]:
    changes = kept_reader.root(data).iter(f"{W}ins", f"{W}del")
    theirs = (change for change in changes if change.get(f"{W}author") != kept_reader.OURS)
    return Counter("".join(t.text or "" for t in change.iter(f"{W}t", f"{W}delText")) for change in theirs)


def _consists(text: str, of: list[str]) -> bool:
    """Whether a text is a row of some others, the longest first."""
    for one in of:
        text = text.replace(one, "\n")
    return not text.strip()


def _blended(one: Trial, kept: Kept) -> Iterator[str]:
    """Every sentence is one that people wrote or that the outline says: none is put together from both.

    Paragraphs that people have joined may run into one another without a stop: whole ones each.
    """
    rows = [kept_reader.paragraphs(one.hand.data, accept=accept) for accept in (True, False)]
    rows.append(kept_reader.paragraphs(one.now))
    texts = [text for row in rows for text in row]
    known = [said for row in rows for said in _joined(row)]
    whole = sorted({"".join(kept_reader.sentences(text)) for text in texts if len(text) > 3}, key=len, reverse=True)
    for accept in (True, False):
        for text in kept_reader.paragraphs(kept.data, accept=accept):
            left = "".join(kept_reader.sentences(text))
            for sentence in _parts(text):
                if all(sentence not in row for row in known) and not _consists(left, whole):
                    yield f"nobody wrote that, accept {accept}: {sentence}"


def _blanks(one: Trial, kept: Kept) -> Iterator[str]:
    for accept in (True, False):
        wide = [text for text in kept_reader.paragraphs(kept.data, accept=accept) if _WIDE.search(text)]
        known = [*kept_reader.paragraphs(one.hand.data), *kept_reader.paragraphs(one.now)]
        if sum(len(_WIDE.findall(text)) for text in wide) > sum(len(_WIDE.findall(text)) for text in known):
            yield f"two blanks, accept {accept}: {wide}"


def _outline(one: Trial, kept: Kept) -> Iterator[str]:
    shown = [*kept_reader.paragraphs(kept.data), *(text for _, text in kept_reader.comments(kept.data))]
    said = "".join("".join(kept_reader.sentences(text)) for text in shown)  # people may have split a paragraph,
    said = re.sub(kept_edits.OF_ONES_OWN, "", said)  # and put one of their own between its halves
    before = {s for text in kept_reader.by_line(one.last).values() for s in _parts(text)}
    did = {done.partition(":")[0] for done in one.hand.done}
    for text in kept_reader.by_line(one.now).values():
        for sentence in _parts(text):
            halves = (
                re.split("(?<=[：:])", sentence) if {"_split", "_move"} <= did else [sentence]
            )  # one half moved away
            if sentence not in before and any(half not in said for half in halves):
                yield f"the outline's words are lost: {sentence}"
    ours = kept_reader.pending(kept.data) or any(author == "Collate" for author, _ in kept_reader.comments(kept.data))
    if kept.conflicts and not ours:
        yield f"nobody can see: {kept.conflicts[0]}"
    if not kept.conflicts and ours:
        yield "a conflict is marked in the file and not reported"
    told = [str(one) for one in kept.happened] + [text for _, text in kept_reader.comments(kept.data)]
    yield from (f"not in readers' words: {text}" for text in told if re.search(r"[a-z]+:_|_c_|note:|field:", text))


def _untouched(one: Trial, kept: Kept) -> Iterator[str]:
    before, there = kept_reader.by_line(one.last), kept_reader.by_line(one.hand.data)
    now, lines = kept_reader.by_line(one.now), kept_reader.by_line(kept.data)
    did = {said.partition(":")[0] for said in one.hand.done}
    if not did & {"_join", "_split", "_track"}:
        for name, text in now.items():
            same = there.get(name) == before.get(name) and name in before
            counted_anew = before.get(name) != text and text in before.values()
            if same and not counted_anew and lines.get(name) != text:
                yield f"not as in a plain build: {lines.get(name)!r} for {text!r}"
    for name, text in before.items():
        if name not in now and there.get(name) == text and name in lines and not kept.conflicts:
            yield f"should be gone: {text}"
    if not did & set(SHIFTING):
        order = [name for name in lines if name in now]
        if order != [name for name in now if name in lines]:
            yield "out of order"


def _sound(one: Trial, kept: Kept) -> Iterator[str]:
    again = keep(one.now, kept.data, one.now, date=LATER)
    if again.data != kept.data:
        yield "a second run changes something"
    if bool(again.conflicts) != bool(kept.conflicts):
        yield f"a second run reports {len(again.conflicts)} conflicts instead of {len(kept.conflicts)}"
    root = kept_reader.root(kept.data)
    names = Counter(mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart"))
    yield from (f"twice: {name}" for name, count in names.items() if count > 1)
    begun = sorted(mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart"))
    if begun != sorted(mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd")):
        yield "half a bookmark"
    notes = kept_reader.root(kept.data, "word/footnotes.xml")
    if notes is not None and kept.data != one.hand.data:  # LibreOffice counts them, Word goes by their ids
        there = [note.get(f"{W}id") for note in notes if note.get(f"{W}type") is None]
        marks = [mark.get(f"{W}id") for mark in root.iter(f"{W}footnoteReference")]
        if there != marks or there != sorted(there, key=int):
            yield "notes and their references stand in different orders"
    depth = 0
    for sign in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(sign.get(f"{W}fldCharType"), 0)
        if depth < 0:
            yield "a field without a beginning"
    if depth:
        yield "a field without an end"


def faults(data: bytes) -> set[str]:
    """What openxml-audit finds, and our own proof-reader of packages."""
    return {f"{flaw.code}: {flaw.message}" for flaw in package_flaws(data)} | _audited(data)


def _audited(data: bytes) -> set[str]:
    with tempfile.NamedTemporaryFile(suffix=".docx") as file:
        file.write(data)
        file.flush()
        return {error.description for error in OpenXmlValidator().validate(file.name).errors}


def stripped(data: bytes) -> bytes:
    """The file as a program leaves it that knows no bookmarks."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                root = etree.fromstring(part)
                for mark in [*root.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
                    mark.getparent().remove(mark)
                part = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            new.writestr(name, part)
    return out.getvalue()


def through_libreoffice(files: list[bytes]) -> list[bytes]:
    """The files, opened and saved again by LibreOffice."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "in").mkdir()
        for n, data in enumerate(files):
            (folder / "in" / f"{n}.docx").write_bytes(data)
        to = ["--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")]
        paths = [str(folder / "in" / f"{n}.docx") for n in range(len(files))]
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run(["soffice", profile, *to, *paths], check=True, capture_output=True, timeout=600)
        return [(folder / "out" / f"{n}.docx").read_bytes() for n in range(len(files))]


def run(one: Trial, *, anchors: bool = True, audit: bool = False) -> list[str]:
    """Merge, and say which laws that breaks; with the seed and the edits, to try again."""
    kept = keep(one.last, one.hand.data, one.now, date=TODAY)
    wrong = broken(one, kept, anchors=anchors)
    if audit:
        wrong += sorted(faults(kept.data) - faults(one.hand.data))
    return [f"seed {one.seed}: {wrong}; edits: {one.hand.done}"] if wrong else []


@pytest.mark.parametrize("seed", range(15))
def test_nothing_is_lost(seed: int) -> None:
    assert run(trial(seed), audit=seed % 3 == 0) == []


@pytest.mark.parametrize("seed", range(100, 103))
def test_nothing_is_lost_without_anchors(seed: int) -> None:
    one = trial(seed)
    one.hand.data = stripped(one.hand.data)
    assert run(one, anchors=False) == []


def trimmed(one: Trial) -> Trial:
    """The same trial, and people have also taken out sentences and words; some as tracked changes."""
    dice = random.Random(one.seed)
    document = Document(BytesIO(one.hand.data))
    for n in range(dice.randint(1, 3)):
        p = dice.choice(kept_edits._paragraphs(dice, document, one.hand))
        run = dice.choice(kept_edits._runs(p))
        text = run.findtext(qn("w:t"))
        parts = [part for part in re.split(r"(?<=[。！？；])|(?<=[.!?;] )", text) if part]
        start = sum(map(len, parts[: (at := dice.randrange(len(parts)))]))
        end = start + len(parts[at])
        if len(parts) == 1 and " " not in text:  # words of a sentence only
            start = dice.randrange(len(text))
            end = min(len(text), start + dice.randint(1, 4))
        if not any(word in text[start:end] for word in one.hand.words):
            _take_out(run, start, end, tracked=str(7500 + n) if dice.random() < 0.3 else "")
            one.hand.done.append(f"_trim: {text[start:end]}")
    out = BytesIO()
    document.save(out)
    one.hand.data = out.getvalue()
    return one


def _take_out(run: Any, start: int, end: int, *, tracked: str) -> None:
    whole = run.findtext(qn("w:t"))
    pieces = [copy.deepcopy(run) for _ in range(3)]
    for piece, said in zip(pieces, (whole[:start], whole[start:end], whole[end:]), strict=True):
        piece.find(qn("w:t")).text = said
        piece.find(qn("w:t")).set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    gone = run.makeelement(
        qn("w:del"), {qn("w:id"): tracked, qn("w:author"): "Boss", qn("w:date"): f"{TODAY}T00:00:00Z"}
    )
    pieces[1].find(qn("w:t")).tag = qn("w:delText")
    gone.append(pieces[1])
    for piece in (pieces[0], *([gone] if tracked else []), pieces[2]):
        if piece is gone or piece.findtext(qn("w:t")):
            run.addprevious(piece)
    run.getparent().remove(run)


@pytest.mark.parametrize("seed", range(400, 404))
def test_what_people_took_out_stays_out(seed: int) -> None:
    assert run(trimmed(trial(seed))) == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_what_people_took_out_stays_out_in_two_hundred_trials(start: int) -> None:
    assert [wrong for seed in range(9000 + start, 9050 + start) for wrong in run(trimmed(trial(seed)))] == []


def forgotten(seed: int) -> list[str]:
    """The laws that a merge breaks when nobody has the last build any more, and only the file remembers it."""
    one = trial(seed)
    try:
        kept = keep(None, one.hand.data, one.now, date=TODAY)
    except UnknownError:
        return []  # the build goes beside the file: nothing is lost either
    wrong = broken(one, kept, anchors=False)
    return [f"seed {one.seed}: {wrong}; edits: {one.hand.done}"] if wrong else []


@pytest.mark.parametrize("seed", range(200, 204))
def test_nothing_is_lost_without_the_last_build(seed: int) -> None:
    assert forgotten(seed) == []


def chained(seed: int, steps: int = 4) -> list[str]:
    """The laws that are broken when people and the outline go on in turns on the same file."""
    dice = random.Random(seed)
    made, last = base(*dice.choice(TEMPLATES))
    there, words, done = last, list[str](), list[str]()
    for step in range(steps):
        while True:
            try:
                new = kept_edits.edit_outline(dice, made, seed % 100 * 10 + step)
                now = kept_outlines.built(new)
                break
            except Problems:
                continue
        before, after = kept_reader.by_line(last), kept_reader.by_line(now)
        hot = {name for name, text in before.items() if after.get(name) != text}
        tokens = "".join(chr(0x9F00 + 8 * step + n) for n in range(8))
        hand = kept_edits.edit_file(dice, there, 4, hot, tokens)
        kept = keep(last, hand.data, now, date=f"2031-06-{step + 1:02d}")
        done += [f"step {step}", *hand.done]
        one = Trial(seed, last, now, hand)
        words = [word for word in [*words, *hand.words] if word in _all_words(hand.data)]
        wrong = [f"lost: {word}" for word in words if word not in _all_words(kept.data)]
        wrong += [law for check in (_outline, _blended, _blanks, _reviews, _sound) for law in check(one, kept)]
        if wrong:
            return [f"seed {seed}: {wrong}; edits: {done}"]
        there, last, made = kept.data, now, new
    return []


def _all_words(data: bytes) -> str:
    return "\n".join([*kept_reader.paragraphs(data, accept=False), *(text for _, text in kept_reader.comments(data))])


@pytest.mark.parametrize("seed", range(300, 302))
def test_nothing_is_lost_in_four_steps(seed: int) -> None:
    assert chained(seed) == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 100, 25))
def test_nothing_is_lost_in_a_hundred_chains(start: int) -> None:
    assert [wrong for seed in range(7000 + start, 7025 + start) for wrong in chained(seed)] == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 200, 50))
def test_nothing_is_lost_without_the_last_build_in_two_hundred_trials(start: int) -> None:
    assert [wrong for seed in range(8000 + start, 8050 + start) for wrong in forgotten(seed)] == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 1000, 50))
def test_nothing_is_lost_in_a_thousand_trials(start: int) -> None:
    assert [
        wrong for seed in range(1000 + start, 1050 + start) for wrong in run(trial(seed), audit=seed % 10 == 0)
    ] == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 1000, 50))
def test_nothing_is_lost_without_anchors_in_a_thousand_trials(start: int) -> None:
    found = []
    for seed in range(3000 + start, 3050 + start):
        one = trial(seed)
        one.hand.data = stripped(one.hand.data)
        found += run(one, anchors=False)
    assert found == []


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("start", range(0, 1000, BY_THE_LOT))
def test_nothing_is_lost_through_libreoffice(start: int) -> None:
    trials = [trial(seed) for seed in range(5000 + start, 5000 + start + BY_THE_LOT)]
    for one, data in zip(trials, through_libreoffice([one.hand.data for one in trials]), strict=True):
        one.hand.data = data
    assert [wrong for one in trials for wrong in run(one, anchors=False)] == []


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_a_second_note_of_one_source_is_a_note_of_its_own() -> None:
    one = trial(5676)
    (one.hand.data,) = through_libreoffice([one.hand.data])
    assert run(one, anchors=False) == []


@pytest.mark.parametrize("template", [("briefing", "en"), ("gongwen", "zh")])
def test_a_merge_without_hand_edits_is_a_plain_build(template: tuple[str, str]) -> None:
    one = trial(7, (template,))
    assert keep(one.last, one.last, one.now, date=TODAY).data == one.now
    resaved = kept_edits.resaved(one.last)
    kept = keep(one.last, resaved, one.now, date=TODAY)
    assert kept_reader.paragraphs(kept.data) == kept_reader.paragraphs(one.now)
    assert kept.conflicts == ()


# ---------------------------------------------------------------- redline


def changed_twice(seed: int) -> tuple[bytes, bytes]:
    """Two issues of a file."""
    dice = random.Random(seed)
    made, old = base(*dice.choice(TEMPLATES))
    while True:
        try:
            once = kept_edits.edit_outline(dice, made, seed % 1000)
            return old, kept_outlines.built(kept_edits.edit_outline(dice, once, seed % 1000 + 5000))
        except Problems:
            continue


def redlined_wrong(seed: int) -> list[str]:
    """Where accepting or rejecting all of a redline does not give the new or the old text."""
    old, new = changed_twice(seed)
    data = redline(old, new, author="Editor", date=TODAY)
    found = []
    for accept, wanted in ((True, new), (False, old)):
        got = _blank(kept_reader.settled(data, "Editor", accept=accept))
        want = _blank(kept_reader.settled(wanted, "Editor", accept=accept))
        pairs = zip(got, want, strict=False)
        found += [f"seed {seed}, accept {accept}: {one!r} for {other!r}" for one, other in pairs if one != other][:2]
        found += [f"seed {seed}, accept {accept}: {len(got)} for {len(want)}"] if len(got) != len(want) else []
    return found


def _blank(texts: list[str]) -> list[str]:
    return [re.sub(r"\s+", " ", text) for text in texts]


@pytest.mark.parametrize("seed", range(4))
def test_a_redline_accepted_is_the_new_text_and_rejected_the_old(seed: int) -> None:
    assert redlined_wrong(seed) == []


@pytest.mark.long
@pytest.mark.parametrize("start", range(0, 100, 20))
def test_a_hundred_redlines(start: int) -> None:
    assert [wrong for seed in range(100 + start, 120 + start) for wrong in redlined_wrong(seed)] == []


def answered_by_libreoffice(files: list[bytes], command: str) -> list[bytes]:
    """The files after one of LibreOffice's own commands on all tracked changes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = []
        for n, data in enumerate(files):
            (folder / f"{n}.docx").write_bytes(data)
            lines += [f"OpenIt({office.quoted(folder / f'{n}.docx')})", f'Command("{command}")']
            lines.append(f"SaveIt({office.quoted(folder / f'{n}.out.docx')}, {office.quoted(office.DOCX)})")
        office.run(lines)
        return [(folder / f"{n}.out.docx").read_bytes() for n in range(len(files))]


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("start", range(0, 100, BY_THE_LOT))
def test_libreoffice_accepts_and_rejects_redlines(start: int) -> None:
    pairs = [changed_twice(seed) for seed in range(300 + start, 300 + start + BY_THE_LOT)]
    redlines = [redline(old, new, author="Editor", date=TODAY) for old, new in pairs]
    wrong = []
    for side, command in ((1, "AcceptAllTrackedChanges"), (0, "RejectAllTrackedChanges")):
        got = answered_by_libreoffice(redlines, command)
        plain = through_libreoffice([pair[side] for pair in pairs])
        for n, (one, other) in enumerate(zip(got, plain, strict=True)):
            texts = [_blank(kept_reader.paragraphs(data)) for data in (one, other)]
            differ = [line for line in difflib.unified_diff(*texts, n=0, lineterm="") if line[:1] in "+-"]
            wrong += [f"seed {300 + start + n}, {command}: {differ[2:6]}"] if differ else []
    assert wrong == []
