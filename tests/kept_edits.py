"""Random edits: of an outline's data, and of a Word file through python-docx, which knows nothing of our code."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import docx
import kept_outlines
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from stress import Stress

Yaml = dict[str, Any]
_TOKENS = "龘靐齉爩鱻麤龗灪"
"""What people put in: single characters, so that no later edit can cut them in two."""
OF_ONES_OWN = "[\u3400-\u9fff]一段手写的话。"
"""What a paragraph says that people have added (for `re`)."""
_PROSE = ("says", "finding", "because", "decided_by", "why", "brief", "head", "note")
_STOP = {"zh": "。", "en": ". "}

# ---------------------------------------------------------------- the outline


def texts(node: Any) -> Iterator[Yaml]:
    """Every text in both languages below a node that readers see as prose."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("says", "finding", "because", "decided_by", "why", "brief", "head", "note") and isinstance(
                value, dict
            ):
                yield value
            yield from texts(value)
    elif isinstance(node, list):
        for one in node:
            yield from texts(one)


def reworded(dice: random.Random, text: str, lang: str, n: int) -> str:
    """A sentence more, a sentence less, or other words in one sentence."""
    stop = _STOP[lang].strip()
    sentences = [one for one in text.replace("? ", "?").split(stop) if one.strip()]
    at = dice.randrange(len(sentences))
    what = dice.random()
    if text.endswith(stop) and what < 0.25:
        sentences.insert(at + 1, f"新句{n}号补入" if lang == "zh" else f" New sentence {n} comes in")
    elif len(sentences) > 2 and what < 0.45:
        sentences.pop(at)
    else:
        cut = dice.randint(1, len(sentences[at]))
        if lang == "en":
            cut = (sentences[at] + " ").find(" ", cut)
        sentences[at] = sentences[at][:cut] + (f"改{n}" if lang == "zh" else f" change{n}") + sentences[at][cut:]
    return stop.join(sentences) + (stop if text.endswith(stop) else "")


def edit_outline(dice: random.Random, made: Stress, number: int) -> Stress:
    """The outline with one to four edits."""
    new = kept_outlines.changed(made)
    for n in range(dice.randint(1, 4)):
        dice.choice(_OUTLINE)(dice, new.outline, new, number * 10 + n)
    return new


def _words(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    text = dice.choice(list(texts(outline)))
    text[made.lang] = reworded(dice, text[made.lang], made.lang, n)


def _add(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    key = dice.choice(("judgements", "gaps", "steps", "questions", "discussion"))
    rows = outline[key]
    if not rows:
        return
    one = copy.deepcopy(dice.choice(rows))
    one.pop("about", None)
    if "id" in one:
        one["id"] = f"new-{n}"
    for field_ in ("head", "says", "finding", "ask", "short"):
        if field_ in one:
            tail = "？" if field_ == "ask" else ""
            one[field_] = {"zh": f"新增第{n}条{tail}", "en": f"New item number {n}{'?' if tail else ''}"}
    if "brief" in one:
        one.pop("brief")
    rows.insert(dice.randint(0, len(rows)), one)
    if key == "questions":
        outline["sessions"][0]["questions"].append(one["id"])


def _drop(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    key = dice.choice(("judgements", "gaps", "steps", "questions"))
    if len(outline[key]) > 2:
        gone = outline[key].pop(dice.randrange(len(outline[key])))
        if key == "questions":
            outline["sessions"][0]["questions"].remove(gone["id"])
            outline["discussion"] = [d for d in outline["discussion"] if gone["id"] not in d.get("about", ())]


def _reorder(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    key = dice.choice(("judgements", "gaps", "questions", "articles"))
    rows = outline[key]
    rows.insert(dice.randint(0, len(rows) - 1), rows.pop(dice.randrange(len(rows))))


def _silent(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    question = dice.choice(outline["questions"])
    speaking = [name for name, position in question["positions"].items() if position != "silent"]
    if len(speaking) > 2:
        question["positions"][dice.choice(speaking)] = "silent"


def _chart(dice: random.Random, outline: Yaml, made: Stress, n: int) -> None:
    if "charts" not in outline:
        return
    values = outline["charts"][0]["series"][0]["values"]
    at = dice.randrange(len(values))
    values[at] = dice.randint(5, 60)
    figures = made.articles["zhou-2031"]["claims"][1]["figures"]
    figures[at]["value"] = str(values[at])


_OUTLINE: tuple[Callable[[random.Random, Yaml, Stress, int], None], ...] = (
    _words, _words, _words, _words, _add, _drop, _reorder, _silent, _chart,
)  # fmt: skip

# ---------------------------------------------------------------- the file


@dataclass
class Hand:
    """What people did to a file.

    Attributes:
        data: the file.
        words: words that they put in, which must never get lost.
        gone: bookmarks of lines that they deleted, which must not come back.
        coloured: words that they highlighted.
        done: in words, for messages of tests.
    """

    data: bytes
    words: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    coloured: list[str] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    hot: set[str] = field(default_factory=set)


def edit_file(
    dice: random.Random, data: bytes, most: int = 5, hot: Collection[str] = (), tokens: str = _TOKENS
) -> Hand:
    """The file with one to `most` edits.

    Args:
        dice: draws them.
        data: the file.
        most: how many.
        hot: bookmarks of lines in which most of them shall be made.
        tokens: the words to put in, one character each.
    """
    document = docx.Document(BytesIO(data))
    hand = Hand(b"", hot=set(hot))
    for n in range(dice.randint(1, most)):
        did = dice.choice(_HAND)
        if said := did(dice, document, hand, tokens[n]):
            hand.done.append(f"{did.__name__}: {said}")
    out = BytesIO()
    document.save(out)
    hand.data = out.getvalue()
    return hand


def _paragraphs(dice: random.Random, document: Any, hand: Hand) -> list[Any]:
    """Paragraphs with plain text; more often than not, those where the outline is at work too."""
    found = [p for p in document.element.body.iter(qn("w:p")) if _runs(p) and p.find(f".//{qn('w:fldChar')}") is None]
    marks = {p: {b.get(qn("w:name")) for b in p.iter(qn("w:bookmarkStart"))} for p in found}
    hot = [p for p in found if marks[p] & hand.hot]
    return hot if hot and dice.random() < 0.7 else found


def _of_body(paragraphs: list[Any]) -> list[Any]:
    """Those that stand in no table and end no section."""
    section = f".//{qn('w:sectPr')}"
    return [p for p in paragraphs if p.getparent().tag == qn("w:body") and p.find(section) is None]


def _runs(p: Any) -> list[Any]:
    """Runs of plain text right in a paragraph."""
    return [r for r in p.iterchildren(qn("w:r")) if (r.findtext(qn("w:t")) or "").strip()]


def _insert(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Type a word somewhere."""
    p = dice.choice(_paragraphs(dice, document, hand))
    t = dice.choice(_runs(p)).find(qn("w:t"))
    at = dice.randint(0, len(t.text))
    if t.text.isascii():
        at = (t.text + " ").find(" ", at)
    t.text = f"{t.text[:at]} {word} {t.text[at:]}" if t.text.isascii() else t.text[:at] + word + t.text[at:]
    hand.words.append(word)
    return t.text[:40]


def _delete(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Delete a paragraph of the body."""
    places = _of_body(_paragraphs(dice, document, hand))
    if not places:
        return ""
    p = dice.choice(places)
    said = "".join(t.text or "" for t in p.iter(qn("w:t")))
    if any(w in said for w in hand.words + hand.coloured):
        return ""
    if p.find(f".//{qn('w:commentReference')}") is not None:
        return ""  # the comment would go too
    hand.gone += [b.get(qn("w:name")) for b in p.iter(qn("w:bookmarkStart")) if b.get(qn("w:name")).startswith("_c_")]
    _drop_notes(document, p)
    p.getparent().remove(p)
    return said[:40]


def _drop_notes(document: Any, gone: Any) -> None:
    """Take out the notes of what goes, as Word does."""
    ids = {one.get(qn("w:id")) for one in gone.iter(qn("w:footnoteReference"))}
    part = next((p for p in document.part.package.iter_parts() if p.partname == "/word/footnotes.xml"), None)
    if not ids or part is None:
        return
    root = etree.fromstring(part.blob)
    for note in [one for one in root if one.get(qn("w:id")) in ids]:
        root.remove(note)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add_paragraph(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """A paragraph of one's own."""
    places = [p for p in _paragraphs(dice, document, hand) if p.getparent().tag == qn("w:body")]
    if not places:
        return ""
    p = dice.choice(places)
    fresh = copy.deepcopy(p)
    for child in list(fresh):
        if child.tag != qn("w:pPr"):
            fresh.remove(child)
    for section in fresh.findall(f".//{qn('w:sectPr')}"):
        section.getparent().remove(section)
    p.addnext(fresh)
    Paragraph(fresh, document._body).add_run(f"{word}一段手写的话。")
    hand.words.append(word)
    return word


def _colour(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Highlight a run."""
    p = dice.choice(_paragraphs(dice, document, hand))
    run = dice.choice(_runs(p))
    docx.text.run.Run(run, Paragraph(p, document._body)).font.highlight_color = WD_COLOR_INDEX.YELLOW
    hand.coloured.append(run.findtext(qn("w:t")))
    return run.findtext(qn("w:t"))[:40]


def _move(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Move a paragraph of the body somewhere else."""
    places = _of_body(_paragraphs(dice, document, hand))
    if len(places) < 2:
        return ""
    one, other = dice.sample(places, 2)
    other.addnext(one)
    return "".join(t.text or "" for t in one.iter(qn("w:t")))[:40]


def _comment(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """A comment on a paragraph."""
    places = [p for p in _paragraphs(dice, document, hand) if p.getparent().tag == qn("w:body")]
    if not places:
        return ""
    p = dice.choice(places)
    runs = [docx.text.run.Run(r, Paragraph(p, document._body)) for r in _runs(p)]
    document.add_comment(runs, text=f"{word}：请核对。", author="Mei", initials="M")
    hand.words.append(word)
    return word


def _track(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """A tracked insertion of a reviewer."""
    p = dice.choice(_paragraphs(dice, document, hand))
    run = dice.choice(_runs(p))
    change = run.makeelement(qn("w:ins"), {qn("w:id"): str(7000 + len(hand.done)), qn("w:author"): "Boss",
                                           qn("w:date"): "2031-02-02T00:00:00Z"})  # fmt: skip
    fresh = run.makeelement(qn("w:r"))
    text = fresh.makeelement(qn("w:t"))
    text.text = f"{word}"
    fresh.append(text)
    change.append(fresh)
    run.addnext(change)
    hand.words.append(word)
    return word


def _row(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """A row of one's own."""
    rows = [r for r in document.element.body.iter(qn("w:tr")) if r.find(f"{qn('w:tc')}/{qn('w:p')}") is not None]
    if not rows:
        return ""
    row = dice.choice(rows)
    fresh = copy.deepcopy(row)
    for mark in [*fresh.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for mark in [*fresh.iter(qn("w:ins"), qn("w:commentReference"), qn("w:footnoteReference"))]:
        mark.getparent().remove(mark)
    for n, t in enumerate(fresh.iter(qn("w:t"))):
        t.text = word if n == 0 else "手加"
    row.addnext(fresh)
    hand.words.append(word)
    return word


def _drop_row(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Delete a row that is not the only one."""
    rows = [r for r in document.element.body.iter(qn("w:tr")) if len(r.getparent().findall(qn("w:tr"))) > 2]
    if not rows:
        return ""
    row = dice.choice(rows)
    said = "".join(t.text or "" for t in row.iter(qn("w:t")))
    if any(w in said for w in hand.words + hand.coloured):
        return ""
    hand.gone += [b.get(qn("w:name")) for b in row.iter(qn("w:bookmarkStart")) if b.get(qn("w:name")).startswith("_c_")]
    _drop_notes(document, row)
    row.getparent().remove(row)
    return said[:40]


def _split(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Press Enter between two runs."""
    places = [
        p for p in _paragraphs(dice, document, hand) if len(_runs(p)) > 1 and p.find(f".//{qn('w:sectPr')}") is None
    ]
    if not places:
        return ""
    p = dice.choice(places)
    run = dice.choice(_runs(p)[1:])
    fresh = p.makeelement(qn("w:p"))
    if p.find(qn("w:pPr")) is not None:
        fresh.append(copy.deepcopy(p.find(qn("w:pPr"))))
    for one in [run, *run.itersiblings()]:
        fresh.append(one)
    p.addnext(fresh)
    return run.findtext(qn("w:t"))[:40]


def _join(dice: random.Random, document: Any, hand: Hand, word: str) -> str:
    """Delete the end of a paragraph."""
    places = [
        p for p in _paragraphs(dice, document, hand)
        if p.getnext() is not None and p.getnext().tag == qn("w:p") and _runs(p.getnext())
        and p.getnext().find(f".//{qn('w:sectPr')}") is None and p.find(f".//{qn('w:sectPr')}") is None
        and p.getnext().find(f".//{qn('w:fldChar')}") is None
    ]  # fmt: skip
    if not places:
        return ""
    p = dice.choice(places)
    after = p.getnext()
    for one in list(after):
        if one.tag != qn("w:pPr"):
            p.append(one)
    after.getparent().remove(after)
    return "".join(t.text or "" for t in p.iter(qn("w:t")))[:40]


_HAND: tuple[Callable[[random.Random, Any, Hand, str], str], ...] = (
    _insert, _insert, _insert, _delete, _add_paragraph, _colour, _move, _comment, _track, _row, _drop_row, _split,
    _join,
)  # fmt: skip


def resaved(data: bytes) -> bytes:
    """The file as python-docx saves it, with nothing changed but the name of who did."""
    document = docx.Document(BytesIO(data))
    document.core_properties.last_modified_by = "Mei"
    out = BytesIO()
    document.save(out)
    return out.getvalue()
