"""The laws of keeping hand edits in a deck, tried with any outline change and any work by hand.

Decks are invented (`stress`), their outlines changed (`changed`), and the built file is worked on with python-pptx
(`Hand`): words, places, colours, notes and cells changed, shapes and slides added, deleted and put elsewhere. Then:

* no hand edit is lost: every word put in is there, what was moved and coloured is so, what was deleted stays deleted;
* no change of the outline is lost: what nobody touched is as in a plain build, shape by shape; of what was touched
  every new sentence is on the slide, or in a comment;
* conflicts are told, and stand in the file as comments;
* a second run changes no byte, and without hand edits the file is the plain build.

After a round trip through LibreOffice, and with all names taken away, the same holds of words and colours.
"""

from __future__ import annotations

import copy
import random
import re
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from lxml import etree
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu
from rendering import has_libreoffice
from stress import Bounds, Stress, invent, said, text

from builder import read
from builder.cite import cite
from builder.finished.deck import read_deck
from builder.kept import Kept
from builder.kept.slides import keep
from builder.plan import plan
from builder.problem import Problems
from builder.project import Project
from builder.render import press, render

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

DATE = "2031-05-21"
SMALL = Bounds((2, 4), (1, 2), (20, 60), (8, 20))
VERSIONS = 4  # of each invented outline, one changed from the other
TRIALS_A_SEED = 40
QUICK = [seed * TRIALS_A_SEED + n for seed in range(3) for n in range(5)]
LONG = range(1000)
RUNNING = ("ftr", "sldNum")
LISTS = ("discussion", "gaps", "events")
ROUNDED_EMU = 20_000
NUMBERS = re.compile(r"\[[\d,–—-]+\]|[（(]\d+/\d+[)）]|\s+")
NUMBERED = re.compile(r"(?!plan\.)[^@/]*\.\d+[.@/]")
"""Names of what belongs to an item of a list that has no id of its own."""
LACKING = re.compile(" lacks | is missing$")
STOPS = re.compile(r"(?<=[。！？；.!?;])")

# ---------------------------------------------------------------- outlines that change


def texts(node: Any) -> Iterator[dict[str, str]]:
    """Every text in two languages."""
    if isinstance(node, dict):
        if set(node) == {"zh", "en"}:
            yield node
        else:
            for value in node.values():
                yield from texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from texts(value)


def changed(dice: random.Random, stress: Stress) -> Stress:
    """The outline after one to four changes: words, questions, lists, order, numbers, sources."""
    made = copy.deepcopy(stress)
    for _ in range(dice.randint(1, 4)):
        dice.choice((words, words, words, more, fewer, other_order, figures, sources, claims))(dice, made)
    return made


def words(dice: random.Random, stress: Stress) -> None:
    one = dice.choice(list(texts(stress.outline)))
    how = dice.choice(("anew", "added", "cut", "within"))
    for lang, old in one.items():
        prose = old[-1:] in "。."
        if how == "added" and prose:
            one[lang] = old + ("" if lang == "zh" else " ") + text(dice, lang, dice.randint(10, 20))
        elif how == "cut" and prose and len(STOPS.split(old)) > 2:
            one[lang] = STOPS.split(old, maxsplit=1)[1].strip()
        elif how == "within" and len(old) > 8:
            one[lang] = old[:4] + ("另外" if lang == "zh" else " newly ") + old[4:]
        else:
            one[lang] = text(dice, lang, max(6, min(len(old), 60)), title=not prose)


def more(dice: random.Random, stress: Stress) -> None:
    outline = stress.outline
    if dice.random() < 0.5:
        outline.setdefault("discussion", []).insert(0, {"ask": said(dice, 20)})
        return
    question = copy.deepcopy(dice.choice(outline["questions"]))
    question["id"] = f"n{dice.randrange(10**6)}"
    for key in ("ask", "finding", "short", "because"):
        question[key] = said(dice, dice.randint(6, 16), title=True)
    outline["questions"].insert(dice.randrange(len(outline["questions"]) + 1), question)
    if outline.get("sessions"):
        dice.choice(outline["sessions"]).setdefault("questions", []).append(question["id"])


def fewer(dice: random.Random, stress: Stress) -> None:
    outline, name = stress.outline, dice.choice(("questions", *LISTS))
    if len(outline.get(name, [])) < 2:
        return
    gone = outline[name].pop(dice.randrange(len(outline[name])))
    if name == "questions" and "sessions" in outline:
        for session in outline["sessions"]:
            if gone["id"] in session.get("questions", []):
                session["questions"].remove(gone["id"])
        shown = ("questions", "charts", "tensions", "quotes", "grids")
        outline["sessions"] = [s for s in outline["sessions"] if any(s.get(k) for k in shown)]


def other_order(dice: random.Random, stress: Stress) -> None:
    items = stress.outline.get(dice.choice(("questions", "judgements", "tensions", "charts", "steps", *LISTS)), [])
    if len(items) > 1:
        at = dice.randrange(len(items) - 1)
        items[at], items[at + 1] = items[at + 1], items[at]


def figures(dice: random.Random, stress: Stress) -> None:
    if stress.outline.get("charts"):
        values = dice.choice(dice.choice(stress.outline["charts"])["series"])["values"]
        values[dice.randrange(len(values))] = dice.randint(1, 89)


def sources(dice: random.Random, stress: Stress) -> None:
    stress.outline["articles"].reverse()  # every citation has another number


def claims(dice: random.Random, stress: Stress) -> None:
    dice.choice(dice.choice(list(stress.articles.values()))["claims"])["says"] = said(dice, dice.randint(20, 60))


def built(stress: Stress) -> bytes:
    with TemporaryDirectory() as folder:
        root = Path(folder)
        path, project = stress.write(root), Project(root, root / "out")
        comparison, [output], _ = read(path, project)
        by = press(output, project.templates(), root)
        return render(
            cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, project.styles), by
        ).data


@cache
def versions(seed: int) -> tuple[bytes, ...]:
    """Some builds of one outline in the course of its changes; those that do not fit on slides are passed over."""
    dice = random.Random(seed)
    outline = invent(seed, SMALL, template="seminar")
    found: list[bytes] = []
    for _ in range(20):
        try:
            found.append(built(outline))
            last = outline
        except Problems:
            outline = last if found else invent(dice.randrange(10**6), SMALL, template="seminar")
        if len(found) == VERSIONS:
            break
        if found:
            outline = changed(dice, outline)
    return tuple(found)


# ---------------------------------------------------------------- work by hand


def shapes(within: Any) -> Iterator[Any]:
    for shape in within:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def says(shape: Any) -> str:
    if shape.has_text_frame:
        return str(shape.text_frame.text)
    if getattr(shape, "has_table", False):
        return "\n".join(cell.text for row in shape.table.rows for cell in row.cells)
    if getattr(shape, "has_chart", False):
        return "\n".join(f"{s.name}: {list(s.values)}" for plot in shape.chart.plots for s in plot.series)
    return ""


def place(shape: Any) -> tuple[int, ...]:
    """Where the shape itself says that it stands; () where its layout says it."""
    found = shape._element.xpath("./p:xfrm/a:*[@x or @cx] | ./*/a:xfrm/a:*[self::a:off or self::a:ext]")
    return tuple(int(v) for one in found[:2] for v in one.attrib.values())


def notes(slide: Any) -> str:
    return str(slide.notes_slide.notes_text_frame.text) if slide.has_notes_slide else ""


def opened(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def saved(deck: Any) -> bytes:
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


@dataclass(frozen=True)
class Seen:
    """A shape as it was read; `id` is the file's own number for it, which stays when the outline calls it otherwise."""

    id: int
    name: str
    says: str
    place: tuple[int, ...]
    chart: bool
    group: str


@dataclass
class View:
    """A slide as it was read."""

    id: int
    name: str
    shapes: list[Seen]
    notes: str
    xml: str

    @property
    def prose(self) -> str:
        return "\n".join([*(s.says for s in self.shapes if s.name not in RUNNING and not s.chart), self.notes])

    @property
    def words(self) -> str:
        return "\n".join([*(s.says for s in self.shapes if s.name not in RUNNING), self.notes])


@dataclass
class Views:
    """A deck as it was read, and the comments by Collate in it."""

    slides: list[View]
    told: str

    def on(self, id: int) -> list[Seen]:
        return [s for view in self.slides if view.id == id for s in view.shapes]

    def xml(self, id: int) -> str:
        return "".join(view.xml for view in self.slides if view.id == id)

    @cached_property
    def words(self) -> str:
        return "\n".join(view.words for view in self.slides)


def grouped(within: Any, group: str = "") -> Iterator[tuple[Any, str]]:
    """All shapes, each with the name of the group around it."""
    for shape in within:
        yield shape, group
        if shape.shape_type == 6:
            yield from grouped(shape.shapes, shape.name)


def seen(shape: Any, group: str) -> Seen:
    return Seen(shape.shape_id, shape.name, says(shape), place(shape), getattr(shape, "has_chart", False), group)


@lru_cache(8)
def views(data: bytes) -> Views:
    deck = opened(data)
    slides = [
        View(
            slide.slide_id,
            name_of(slide),
            [seen(s, group) for s, group in grouped(slide.shapes)],
            notes(slide),
            etree.tostring(slide._element, encoding="unicode"),
        )
        for slide in deck.slides
    ]
    return Views(slides, "\n".join(comments(deck)))


@dataclass
class Hand:
    """Somebody who works on a deck, and remembers what has to be there afterwards.

    Attributes:
        touched: names of shapes, by the slide's id; "notes" for its notes, "slide" for the slide itself.
        wants: what has to hold of the merged deck; each answers with what it misses.
    """

    deck: Any
    dice: random.Random
    count: int = 0
    touched: dict[int, set[str]] = field(default_factory=dict)
    wants: list[Callable[[Views], str]] = field(default_factory=list)
    deleted: set[str] = field(default_factory=set)
    reordered: bool = False
    moved: dict[int, set[str]] = field(default_factory=dict)
    gone: dict[int, set[str]] = field(default_factory=dict)
    hot: set[tuple[str, str]] = field(default_factory=set)
    words: list[str] = field(default_factory=list)
    colours: list[str] = field(default_factory=list)

    def work(self, count: int) -> None:
        acts = (
            self.write, self.write, self.write, self.move, self.recolour, self.delete, self.add, self.add_slide,
            self.delete_slide, self.reorder, self.note, self.cell, self.colour_words, self.row,
        )  # fmt: skip
        for _ in range(count):
            self.dice.choice(acts)()

    def sentinel(self) -> str:
        self.count += 1
        return f"手改{self.count}"

    def pick(self, fits: Callable[[Any], bool]) -> tuple[Any, Any] | None:
        """A shape that nobody has touched yet, with its slide."""
        found = [
            (slide, shape)
            for slide in self.deck.slides
            for shape in slide.shapes
            if fits(shape)
            and shape.name not in RUNNING
            and "slide" not in self.touched.get(slide.slide_id, ())
            and shape.name not in self.touched.get(slide.slide_id, ())
        ]
        if not found:
            return None
        hot = [(a, b) for a, b in found if (name_of(a), b.name) in self.hot]
        slide, shape = self.dice.choice(hot if hot and self.dice.random() < 0.6 else found)
        mine = self.touched.setdefault(slide.slide_id, set())
        mine.add(shape.name)
        mine.update(self.within(shape))
        return slide, shape

    def within(self, shape: Any) -> Iterator[str]:
        """The names of a group's members."""
        return (s.name for s in shapes(shape.shapes)) if shape.shape_type == 6 else iter(())

    def has(self, word: str) -> None:
        self.words.append(word)
        self.wants.append(lambda deck: "" if word in deck.words else f"the words {word}")

    def write(self) -> None:
        found = self.pick(lambda s: s.has_text_frame and s.text_frame.text.strip() and s.text_frame.paragraphs[0].runs)
        if found:
            word, run = self.sentinel(), found[1].text_frame.paragraphs[0].runs[0]
            at = self.dice.randrange(len(run.text) + 1)
            run.text = run.text[:at] + word + self.dice.choice(("。", "")) + run.text[at:]
            self.has(word)

    def cell(self) -> None:
        found = self.pick(lambda s: getattr(s, "has_table", False))
        if found:
            cells = [c for row in found[1].table.rows for c in row.cells if c.text_frame.paragraphs[0].runs]
            word, run = self.sentinel(), self.dice.choice(cells).text_frame.paragraphs[0].runs[0]
            run.text = word + run.text
            self.has(word)

    def row(self) -> None:
        found = self.pick(lambda s: getattr(s, "has_table", False))
        if found:
            rows = list(found[1].table._tbl.tr_lst)
            mine, word = copy.deepcopy(self.dice.choice(rows)), self.sentinel()
            rows[-1].addnext(mine)
            for n, cell in enumerate(found[1].table.rows[len(rows)].cells):
                cell.text = f"{word}{n}"
            self.has(word)

    def note(self) -> None:
        slides = [s for s in self.deck.slides if s.has_notes_slide and not self.touched.get(s.slide_id, set()) & {"notes", "slide"}]  # fmt: skip  # noqa: E501
        if slides:
            slide, word = self.dice.choice(slides), self.sentinel()
            self.touched.setdefault(slide.slide_id, set()).add("notes")
            slide.notes_slide.notes_text_frame.add_paragraph().text = word
            self.has(word)

    def move(self) -> None:
        found = self.pick(lambda s: True)
        if found:
            slide, shape = found
            shape.left, shape.top, shape.width, shape.height = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.top = Emu(shape.left + 300_000), Emu(max(shape.top - 200_000, 0))
            wanted, name, mine, id = place(shape), shape.name, shape.shape_id, slide.slide_id
            self.moved.setdefault(id, set()).update([name, *self.within(shape)])

            def stands(deck: Views) -> str:
                here = [s.place for s in deck.on(id) if s.name == name or s.id == mine]
                near = any(all(abs(a - b) <= ROUNDED_EMU for a, b in zip(p[:2], wanted[:2], strict=True)) for p in here)
                return "" if near else f"{name} at {wanted}, but {here}"

            self.wants.append(stands)

    def recolour(self) -> None:
        found = self.pick(lambda s: s.shape_type == 1)
        if found:
            slide, shape = found
            colour = RGBColor(200, self.dice.randrange(256), 17)
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour
            name, id = shape.name, slide.slide_id
            self.colours.append(str(colour))
            self.wants.append(lambda deck: "" if str(colour) in deck.xml(id) else f"{name} in {colour}")

    def colour_words(self) -> None:
        found = self.pick(lambda s: s.has_text_frame and s.text_frame.text.strip() and s.text_frame.paragraphs[0].runs)
        if found:
            slide, shape = found
            colour = RGBColor(17, self.dice.randrange(256), 200)
            run = shape.text_frame.paragraphs[0].runs[0]
            run.font.color.rgb = colour
            word = self.sentinel()
            run.text += word
            id = slide.slide_id
            self.has(word)
            self.colours.append(str(colour))
            self.wants.append(lambda deck: "" if str(colour) in deck.xml(id) else f"{word} in {colour}")

    def delete(self) -> None:
        found = self.pick(lambda s: not s.is_placeholder)
        if found:
            slide, shape = found
            name, id = shape.name, slide.slide_id
            self.moved.setdefault(id, set()).update([name, *self.within(shape)])
            self.gone.setdefault(id, set()).update([name, *self.within(shape)])
            shape._element.getparent().remove(shape._element)

    def add(self) -> None:
        slides = [s for s in self.deck.slides if "slide" not in self.touched.get(s.slide_id, ())]
        slide, word = self.dice.choice(slides), self.sentinel()
        box = slide.shapes.add_textbox(Emu(100_000), Emu(100_000), Emu(900_000), Emu(300_000))
        box.text_frame.text = word
        self.touched.setdefault(slide.slide_id, set()).add(box.name)
        self.has(word)

    def add_slide(self) -> None:
        layout = self.dice.choice(list(self.deck.slides)).slide_layout
        self.deck.part.rename_slide_parts([e.rId for e in self.deck.slides._sldIdLst])
        slide, word = self.deck.slides.add_slide(layout), self.sentinel()
        slide.shapes.add_textbox(Emu(100_000), Emu(100_000), Emu(900_000), Emu(300_000)).text_frame.text = word
        self.touched[slide.slide_id] = {"slide"}
        self.has(word)
        entries = self.deck.slides._sldIdLst
        entry, at = entries[-1], self.dice.randrange(len(entries))
        entries.remove(entry)
        entries.insert(at, entry)
        before = self.deck.slides[at - 1].slide_id if at else 0
        if before and not self.touched.get(before):
            self.touched.setdefault(before, set()).add("neighbour")

    def delete_slide(self) -> None:
        at = self.dice.randrange(len(self.deck.slides))
        slide = self.deck.slides[at]
        if self.touched.get(slide.slide_id):
            return
        entries = self.deck.slides._sldIdLst
        self.deleted.add(name_of(slide))
        self.touched[slide.slide_id] = {"slide"}
        was = slide.slide_id, name_of(slide)  # python-pptx gives the number of the last slide to the next
        self.wants.append(lambda deck: f"slide {was} gone" if was in {(s.id, s.name) for s in deck.slides} else "")
        self.unlink(slide.part)
        self.deck.part.drop_rel(entries[at].rId)
        entries.remove(entries[at])
        self.deck.part.rename_slide_parts([e.rId for e in entries])

    def unlink(self, part: Any) -> None:
        """Take away the links that lead to a slide, as PowerPoint does: they would keep its part in the file."""
        for slide in self.deck.slides:
            for id in [r.rId for r in slide.part.rels.values() if not r.is_external and r.target_part is part]:
                for link in slide._element.xpath(f".//a:hlinkClick[@r:id='{id}']"):
                    link.getparent().remove(link)
                slide.part.rels.pop(id)

    def reorder(self) -> None:
        entries = self.deck.slides._sldIdLst
        entry = self.dice.choice(list(entries))
        entries.remove(entry)
        entries.insert(self.dice.randrange(len(entries) + 1), entry)
        self.reordered = True


def name_of(slide: Any) -> str:
    return str(slide.shapes.title.name) if slide.shapes.title is not None else ""


# ---------------------------------------------------------------- the laws


def comments(deck: Any) -> list[str]:
    """The words of all comments by Collate."""
    found = []
    for slide in deck.slides:
        for rel in slide.part.rels.values():
            if rel.reltype.endswith("/comments"):
                found += re.findall(r"<p:text>(.*?)</p:text>", rel.target_part.blob.decode("utf-8"), re.DOTALL)
    return [re.sub(r"&(amp|lt|gt);", lambda m: {"amp": "&", "lt": "<", "gt": ">"}[m[1]], one) for one in found]


def sentences(said: str) -> set[str]:
    return {bare(s) for line in said.split("\n") for s in STOPS.split(line) if bare(s)}


def bare(said: str) -> str:
    return NUMBERS.sub("", said)


def broken(hand: Hand, last: bytes, kept: Kept, now: bytes) -> list[str]:
    """What of the laws does not hold."""
    result, before, today = views(kept.data), views(last), views(now)
    found = [f"lost: {missing}" for want in hand.wants if (missing := want(result))]
    if bool(kept.conflicts) != bool(result.told):
        found.append(f"{len(kept.conflicts)} conflicts, but in the file stand: {result.told!r}")
    old, by_id = {slide.name: slide for slide in before.slides}, {slide.id: slide for slide in before.slides}
    there = {slide.name: slide for slide in result.slides}
    says = {shape.name: bare(shape.says) for slide in today.slides for shape in slide.shapes}
    taken: dict[str, str] = {}  # and out of which slide: an item may stand on the next one today
    for slide in before.slides:
        names = renamed(slide, slide, says, set(), hand.gone.get(slide.id, set()))
        said = {shape.name: bare(shape.says) for shape in slide.shapes}
        same = {b for a, b in names.items() if said.get(item_of(a), said.get(a)) == says.get(item_of(b), says.get(b))}
        taken |= {name: slide.name for name in same if NUMBERED.match(name)}
    found += [
        f"{shape.name} is back on another slide"
        for slide in result.slides
        for shape in slide.shapes
        if taken.get(shape.name, slide.name) != slide.name
    ]
    for slide in today.slides:
        mine, was = there.get(slide.name), old.get(slide.name)
        if mine is None:
            same = was is not None and bare(was.words) == bare(slide.words)
            told = bare(slide.shapes[0].says) in bare(result.told)
            if not told and not (same and slide.name in hand.deleted):
                found.append(f"slide {slide.name} is missing")
        elif "slide" not in hand.touched.get(mine.id, set()):
            was = by_id.get(mine.id)
            work = [of.get(mine.id, set()) for of in (hand.touched, hand.moved, hand.gone)]
            today_says = {shape.name: bare(shape.says) for shape in slide.shapes}
            names = renamed(was, mine, today_says, work[0], work[2]) if was is not None else {}
            if was is not None:
                elsewhere = renamed(was, was, says, set(), work[2])
                names |= {a: b for a, b in elsewhere.items() if NUMBERED.match(a)}
            was = was and called(was, names)
            touched, moved, gone = ({names.get(name, name) for name in those} for those in work)
            flaws = wrong(was, mine, slide, touched, moved, gone, result.told)
            found += [f"{slide.name}: {one}" for one in flaws if not (LACKING.search(one) and one.split()[0] in taken)]
    wanted = {slide.name for slide in today.slides}
    for slide in before.slides:
        if slide.name in there and slide.name not in wanted and slide.name not in result.told:
            found.append(f"slide {slide.name} is in the outline no more")
    if not hand.reordered:
        order = [slide.name for slide in today.slides if slide.name in there]
        if [slide.name for slide in result.slides if slide.name in set(order)] != order:
            found.append("the slides are not in the outline's order")
    return found


def item_of(name: str) -> str:
    """The item to which a part of it belongs: the number of a question to the question."""
    return name.partition("/")[0]


def called(was: View, names: dict[str, str]) -> View:
    """A slide with other names; what people have touched comes last, where another one had that name."""
    mine = sorted(was.shapes, key=lambda s: s.name in names)
    return replace(was, shapes=[replace(s, name=names.get(s.name, s.name)) for s in mine])


def renamed(
    was: View, mine: View, says: dict[str, str], touched: set[str], gone: set[str]
) -> dict[str, str]:  # fmt: skip
    """What today's build calls otherwise of what people have touched: items of lists are called by their place.

    What is there still has its number; what was taken out is known by its words.

    Args:
        says: what shapes of today's build say, by name.
    """
    ids = {s.id: s.name for s in mine.shapes}
    names = {s.name: ids.get(s.id, s.name) for s in was.shapes if s.name in touched - gone}
    items: dict[str, str] = {}
    for shape in was.shapes:
        words = bare(shape.says)
        if len(words) > 3 and says.get(shape.name) != words and words in says.values():
            called = next(name for name, said in says.items() if said == words)
            items[shape.name.partition("@")[0]] = called.partition("@")[0]
    for name in gone:
        item, at, rest = name.partition("@")
        names[name] = items.get(item, item) + at + rest
    return names


def wrong(
    was: View | None, mine: View, today: View, touched: set[str], moved: set[str], gone: set[str], told: str
) -> Iterator[str]:  # fmt: skip
    """Where a slide does not say what the outline says."""
    there = {s.name: s for s in mine.shapes}
    old = {s.name: s for s in was.shapes} if was is not None else {}
    everything = bare(f"{mine.words}\n{told}")
    deleted = {said for s in (was.shapes if was else ()) if s.name in gone for said in sentences(s.says)}
    for shape in today.shapes:
        here = there.get(shape.name)
        if shape.name in touched or shape.group in gone:
            if not shape.chart:
                known = deleted | (sentences(old[shape.name].says) if shape.name in old else set())
                lost = [s for s in sentences(shape.says) - known if s not in everything]
                yield from (f"{shape.name} lacks {s!r}" for s in lost)
        elif here is None:
            if not (gone and bare(shape.says) and bare(shape.says) in bare(told)):
                yield f"{shape.name} is missing"
        elif here.says != shape.says:
            yield f"{shape.name} says {here.says!r}, not {shape.says!r}"
        if here and shape.name in gone and (shape.name not in old or bare(here.says) == bare(old[shape.name].says)):
            yield f"{shape.name} is back"
        if here and shape.name not in moved and here.place != shape.place:
            yield f"{shape.name} stands at {here.place}, not {shape.place}"
    if "notes" in touched:
        lost = [s for s in sentences(today.notes) - sentences(was.notes if was else "") if s not in everything]
        yield from (f"the notes lack {s!r}" for s in lost)
    elif mine.notes != today.notes:
        yield f"the notes say {mine.notes!r}, not {today.notes!r}"
    wanted = {s.name for s in today.shapes}
    for name in there.keys() - wanted - touched:
        if name in old:
            yield f"{name} is in the outline no more"


def differing(last: bytes, now: bytes) -> set[tuple[str, str]]:
    """Shapes that the outline has changed, by the names of slide and shape: there people meet it."""
    today = {(slide.name, s.name): s for slide in views(now).slides for s in slide.shapes}
    return {
        (slide.name, s.name)
        for slide in views(last).slides
        for s in slide.shapes
        if today.get((slide.name, s.name)) != s
    }


def trial(number: int) -> tuple[Hand, bytes, bytes, bytes]:
    """One trial: the hand, what was made last, what is there, and what is made now."""
    dice = random.Random(f"trial {number}")
    made = versions(number // TRIALS_A_SEED)
    last, now = dice.sample(made, 2)
    hand = Hand(opened(last), dice, hot=differing(last, now))
    hand.work(dice.randint(1, 6))
    return hand, last, saved(hand.deck), now


def judged(number: int) -> list[str]:
    hand, last, there, now = trial(number)
    kept = keep(last, there, now, date=DATE)
    found = broken(hand, last, kept, now)
    again = keep(now, kept.data, now, date=DATE)
    if again.data != kept.data:
        found.append("a second run changes bytes")
    if keep(last, last, now, date=DATE).data != now:
        found.append("without hand edits it is not the plain build")
    read_deck(kept.data)
    return found


@pytest.mark.parametrize("number", QUICK)
def test_no_work_by_hand_and_no_change_of_the_outline_is_lost(number: int) -> None:
    assert judged(number) == []


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(len(LONG) // 100))
def test_a_thousand_trials(hundred: int) -> None:
    found = {n: wrong for n in LONG[hundred * 100 : hundred * 100 + 100] if (wrong := judged(n))}
    assert found == {}


# ---------------------------------------------------------------- without names, and through LibreOffice


def nameless(data: bytes) -> bytes:
    """The deck with every shape called as PowerPoint would call it."""
    deck = opened(data)
    for slide in deck.slides:
        for called in slide._element.iter("{http://schemas.openxmlformats.org/presentationml/2006/main}cNvPr"):
            called.set("name", f"Shape {called.get('id')}")
    return saved(deck)


def through_libreoffice(decks: dict[int, bytes], folder: Path) -> dict[int, bytes]:
    """The decks, opened and saved by LibreOffice, all in one go."""
    source, target = folder / "source", folder / "target"
    source.mkdir(parents=True)
    for number, data in decks.items():
        (source / f"{number}.pptx").write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    files = [str(path) for path in sorted(source.iterdir())]
    command = ["soffice", profile, "--headless", "--convert-to", "pptx", "--outdir", str(target), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=1200)
    return {number: (target / f"{number}.pptx").read_bytes() for number in decks}


def lost(hand: Hand, last: bytes, there: bytes, now: bytes) -> list[str]:
    """What of words and colours is lost where names and numbers of slides cannot be relied on."""
    kept = keep(last, there, now, date=DATE)
    result, before, today = views(kept.data), views(last), views(now)
    everything = "".join(view.xml for view in result.slides).upper()
    found = [f"lost: the words {word}" for word in hand.words if word not in result.words]
    found += [f"lost: the colour {colour}" for colour in hand.colours if colour.upper() not in everything]
    if bool(kept.conflicts) != bool(result.told):
        found.append(f"{len(kept.conflicts)} conflicts, but in the file stand: {result.told!r}")
    everybody = bare(f"{result.words}\n{result.told}")
    new = {s for view in today.slides for s in sentences(view.prose)} - sentences(before.words)
    found += [f"nobody says {sentence!r}" for sentence in sorted(new) if sentence not in everybody]
    if keep(now, kept.data, now, date=DATE).data != kept.data:
        found.append("a second run changes bytes")
    read_deck(kept.data)
    return found


@pytest.mark.parametrize("number", QUICK[::3])
def test_without_names_nothing_is_lost(number: int) -> None:
    hand, last, there, now = trial(number)
    assert lost(hand, last, nameless(there), now) == []


@pytest.mark.long
@pytest.mark.parametrize("hundred", range(len(LONG) // 100))
def test_a_thousand_trials_without_names(hundred: int) -> None:
    found = {}
    for number in LONG[hundred * 100 : hundred * 100 + 100]:
        hand, last, there, now = trial(number)
        if wrong := lost(hand, last, nameless(there), now):
            found[number] = wrong
    assert found == {}


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
def test_after_libreoffice_nothing_is_lost(tmp_path: Path) -> None:
    assert after_libreoffice(QUICK[::5], tmp_path) == {}


@pytest.mark.long
@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
@pytest.mark.parametrize("fifty", range(len(LONG) // 50))
def test_a_thousand_trials_after_libreoffice(fifty: int, tmp_path: Path) -> None:
    assert after_libreoffice(LONG[fifty * 50 : fifty * 50 + 50], tmp_path) == {}


def after_libreoffice(numbers: Sequence[int], folder: Path) -> dict[int, list[str]]:
    trials = {number: trial(number) for number in numbers}
    saved_there = through_libreoffice({number: there for number, (_, _, there, _) in trials.items()}, folder)
    return {
        number: wrong
        for number, (hand, last, _, now) in trials.items()
        if (wrong := lost(hand, last, saved_there[number], now))
    }
