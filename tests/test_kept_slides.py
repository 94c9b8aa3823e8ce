"""Keeping hand edits in a deck, case by case: what was made last, what people made of it, what the outline says now.

Each case is a short story. Work by hand is done with python-pptx, which did not write the file, and the merged file is
read back with it.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from openxml_audit import validate_pptx
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Emu

from builder import read
from builder.cite import cite
from builder.finished.deck import read_deck
from builder.kept import Kept, UnknownError
from builder.kept import keep as door
from builder.kept.slides import keep
from builder.kept.slides.tables import lines_paired
from builder.plan import plan
from builder.project import Project
from builder.render import press, render
from builder.starter import start

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

DATE = "2031-05-21"
DEMAND = "plan.9.compare.4.demand.1.text/questions.demand.finding@zh"
REMEDY = "plan.9.compare.4.remedy.1.text/questions.remedy.finding@zh"
JUDGEMENTS = "plan.2.1.text/.headline@zh"
SAYS = "judgements.demand.says@zh"
WAS = "两文都认为夜间出行需求仍在，只是变得零散。"


@cache
def made(*changes: tuple[str, str]) -> bytes:
    """The starter's seminar deck, its outline changed first: each text, as it stands there, by another."""
    with TemporaryDirectory() as folder:
        root = Path(folder)
        start(root, "case")
        outline = root / "outlines" / "case.yaml"
        text = outline.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        outline.write_text(text, "utf-8")
        project = Project(root, root / "out")
        comparison, [output], _ = read(outline, project, template="seminar", lang="zh")
        by = press(output, project.templates(), root)
        document = cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, project.styles)
        return render(document, by).data


LAST = made()


class Deck:
    """A deck in somebody's hands."""

    def __init__(self, data: bytes):
        self.pptx = Presentation(BytesIO(data))

    def slide(self, title: str) -> Any:
        """The slide whose title has this name."""
        return next(s for s in self.pptx.slides if s.shapes.title is not None and s.shapes.title.name == title)

    def titles(self) -> list[str]:
        return [s.shapes.title.name if s.shapes.title is not None else "" for s in self.pptx.slides]

    def words(self) -> list[str]:
        return [s.shapes.title.text_frame.text if s.shapes.title is not None else "" for s in self.pptx.slides]

    def find(self, name: str, title: str = "") -> list[Any]:
        """The shapes of this name."""
        slides = [self.slide(title)] if title else self.pptx.slides
        return [shape for slide in slides for shape in shapes(slide.shapes) if shape.name == name]

    def shape(self, name: str) -> Any:
        [found] = self.find(name)
        return found

    def text(self, name: str) -> str:
        return str(self.shape(name).text_frame.text)

    def write(self, name: str, text: str) -> Deck:
        """Type other words over a shape's first run."""
        self.shape(name).text_frame.paragraphs[0].runs[0].text = text
        return self

    def notes(self, title: str) -> Any:
        return self.slide(title).notes_slide.notes_text_frame

    def comments(self) -> list[str]:
        """What the comments of the deck say."""
        return [c.findtext("{*}text") for c in self.cms()]

    def cms(self) -> Iterator[Any]:
        from lxml import etree

        for slide in self.pptx.slides:
            for rel in slide.part.rels.values():
                if rel.reltype.endswith("/comments"):
                    yield from etree.fromstring(rel.target_part.blob)

    def delete_slide(self, title: str) -> Deck:
        entries = self.pptx.slides._sldIdLst
        at = self.titles().index(title)
        self.pptx.part.drop_rel(entries[at].rId)
        entries.remove(entries[at])
        return self

    def data(self) -> bytes:
        out = BytesIO()
        self.pptx.save(out)
        return out.getvalue()


def shapes(within: Any) -> Iterator[Any]:
    for shape in within:
        yield shape
        if shape.shape_type == 6:
            yield from shapes(shape.shapes)


def merged(there: bytes, now: bytes, last: bytes = LAST) -> tuple[Kept, Deck]:
    """Merge, and see that the file is sound and a second run leaves it alone."""
    kept = keep(last, there, now, date=DATE)
    assert keep(now, kept.data, now, date=DATE).data == kept.data
    with TemporaryDirectory() as folder:
        path = Path(folder) / "merged.pptx"
        path.write_bytes(kept.data)
        result = validate_pptx(path)
        assert [str(e) for e in result.errors] == []
    read_deck(kept.data)
    return kept, Deck(kept.data)


def kinds(kept: Kept) -> list[tuple[str, str]]:
    return [(one.kind, one.id) for one in kept.happened]


# ---------------------------------------------------------------- words


def test_without_work_by_hand_the_file_is_the_plain_build() -> None:
    now = made((WAS, "需求仍在。"))
    assert keep(LAST, LAST, now, date=DATE) == Kept(now)
    assert door(".pptx", LAST, LAST, now, date=DATE) == Kept(now)


def test_what_people_wrote_stays_while_the_outline_says_what_it_said() -> None:
    there = Deck(LAST).write(SAYS, "我改过的一句话。").data()
    kept = keep(LAST, there, LAST, date=DATE)
    assert kept.data == there
    assert kinds(kept) == [("kept-edit", SAYS)]


def test_two_sentences_of_one_text_are_merged() -> None:
    last = made((WAS, f"{WAS}夜里更甚。"))
    now = made((WAS, f"{WAS}周末更甚。"))
    there = Deck(last)
    run = there.shape(SAYS).text_frame.paragraphs[0].runs[0]
    run.text = run.text.replace("只是变得零散", "只是变得零散而隐蔽")
    kept, deck = merged(there.data(), now, last)
    assert deck.text(SAYS).startswith("两文都认为夜间出行需求仍在，只是变得零散而隐蔽。周末更甚。")
    assert ("merged", SAYS) in kinds(kept)
    assert deck.comments() == []


def test_the_same_sentence_is_a_conflict_that_stands_in_the_file() -> None:
    there = Deck(LAST).write(SAYS, "两文都认为夜间出行需求已变得零散。").data()
    kept, deck = merged(there, made((WAS, "两文都认为夜间出行需求正在消失。")))
    assert deck.text(SAYS).startswith("两文都认为夜间出行需求已变得零散。")
    [said] = deck.comments()
    assert "大纲现在写作：\n两文都认为夜间出行需求正在消失。" in said
    assert [one.id for one in kept.conflicts] == [SAYS]
    assert kept.conflicts[0].where == "slide 2"


def conflict() -> tuple[bytes, Deck]:
    """Today's build, and a deck in which the outline's sentence waits in a comment."""
    now = made((WAS, "两文都认为夜间出行需求正在消失。"))
    there = Deck(LAST).write(SAYS, "两文都认为夜间出行需求已变得零散。").data()
    return now, Deck(keep(LAST, there, now, date=DATE).data)


def test_an_undecided_conflict_is_told_again_and_not_written_again() -> None:
    now, deck = conflict()
    there = deck.data()
    kept = keep(now, there, now, date=DATE)
    assert kept.data == there
    assert len(kept.conflicts) == 1
    other = made((WAS, "两文都认为夜间出行需求正在消失。"), ("病象一致", "症状一致"))
    kept, deck = merged(deck.data(), other, now)
    assert len(deck.comments()) == 1
    assert deck.text("judgements.demand.head@zh") == "症状一致"


def test_a_conflict_is_settled_by_taking_the_words_of_the_outline() -> None:
    now, deck = conflict()
    deck.write(SAYS, "两文都认为夜间出行需求正在消失。")
    kept = keep(now, deck.data(), now, date=DATE)
    assert Deck(kept.data).comments() == []
    assert kept.conflicts == ()


def test_a_conflict_is_settled_by_deleting_the_comment() -> None:
    now, deck = conflict()
    for slide in deck.pptx.slides:
        for id, rel in list(slide.part.rels.items()):
            if rel.reltype.endswith("/comments"):
                slide.part.drop_rel(id)
    kept = keep(now, deck.data(), now, date=DATE)
    assert kept.conflicts == ()
    assert ("kept-edit", SAYS) in kinds(kept)


def test_an_outline_that_changes_again_says_so_in_the_same_comment() -> None:
    now, deck = conflict()
    kept, deck = merged(deck.data(), made((WAS, "两文都认为夜间出行需求已经消失。")), now)
    [said] = deck.comments()
    assert "两文都认为夜间出行需求已经消失。" in said
    assert len(kept.conflicts) == 1


def test_marks_are_renumbered_in_sentences_that_people_changed() -> None:
    there = Deck(LAST)
    run = there.shape(SAYS).text_frame.paragraphs[0].runs[0]
    run.text = run.text.replace("只是", "但")
    positions = there.find("questions.demand.positions")[0].table
    cell = positions.cell(1, 1).text_frame.paragraphs[0]
    assert cell.runs[-1].text.strip() == "[1]"
    cell.runs[0].text = "需求仍在，不过被压抑。"
    now = made(("rests_on: [lin-2031.d1, zhou-2031.d1]", "rests_on: [zhou-2031.d1, lin-2031.d1]"))
    _, deck = merged(there.data(), now)
    table = deck.find("questions.demand.positions")[0].table
    rows = {row.cells[0].text: row.cells[1].text for row in table.rows}
    assert rows["林文"].replace("\xa0", " ") == "需求仍在，不过被压抑。 [2]"
    assert "但变得零散" in deck.text(SAYS)


def test_words_coloured_by_hand_stay_so_in_a_text_that_the_outline_changes() -> None:
    last = made((WAS, f"{WAS}夜里更甚。"))
    there = Deck(last)
    paragraph = there.shape(SAYS).text_frame.paragraphs[0]
    run = paragraph.runs[0]
    other = copy.deepcopy(run._r)
    run.text, rest = "两文都认为", run.text.removeprefix("两文都认为")
    run._r.addnext(other)
    paragraph.runs[1].text = rest
    run.font.color.rgb = RGBColor(200, 0, 0)
    _, deck = merged(there.data(), made((WAS, f"{WAS}周末更甚。")), last)
    runs = deck.shape(SAYS).text_frame.paragraphs[0].runs
    assert runs[0].text == "两文都认为"
    assert runs[0].font.color.rgb == RGBColor(200, 0, 0)
    assert deck.text(SAYS).startswith(f"{WAS}周末更甚。")
    assert runs[1].text == "夜间出行需求仍在，只是变得零散。周末更甚。"


# ---------------------------------------------------------------- shapes


def test_a_moved_and_coloured_shape_stays_so_with_the_new_words() -> None:
    there = Deck(LAST)
    box = there.shape(SAYS)
    box.left, box.top = Emu(box.left + 400_000), Emu(box.top + 100_000)
    box.fill.solid()
    box.fill.fore_color.rgb = RGBColor(255, 240, 200)
    place = box.left, box.top
    kept, deck = merged(there.data(), made((WAS, "需求仍在。")))
    box = deck.shape(SAYS)
    assert box.text_frame.text.startswith("需求仍在。")
    assert (box.left, box.top) == place
    assert box.fill.fore_color.rgb == RGBColor(255, 240, 200)
    assert {("patched", SAYS), ("kept-move", SAYS), ("kept-format", SAYS)} <= set(kinds(kept))


JUDGEMENT = """\
  - id: more
    head: {zh: 新判断, en: New}
    says: {zh: 新的判断。, en: New.}
    rests_on: [lin-2031.d1]
    confidence: low
    relation: single
"""


def test_what_people_did_not_move_goes_where_the_outline_puts_it() -> None:
    there = Deck(LAST)
    there.shape(SAYS).text_frame.paragraphs[0].runs[0].text = "我改过的一句话。"
    now = made(("  - id: riders\n", f"{JUDGEMENT}  - id: riders\n"))
    _, deck = merged(there.data(), now)
    plain = Deck(now)
    for name in (SAYS, "judgements.riders.says@zh", "judgements.more.says@zh"):
        mine, wanted = deck.shape(name), plain.shape(name)
        assert (mine.left, mine.top, mine.width, mine.height) == (wanted.left, wanted.top, wanted.width, wanted.height)


def test_a_shape_deleted_by_hand_stays_deleted_and_is_told_of_when_the_outline_changes_it() -> None:
    there = Deck(LAST)
    box = there.shape(SAYS)._element
    box.getparent().remove(box)
    quiet, deck = merged(there.data(), made(("病象一致", "症状一致")))
    assert deck.find(SAYS) == []
    assert ("kept-deletion", SAYS) in kinds(quiet)
    kept, deck = merged(quiet.data, made(("病象一致", "症状一致"), (WAS, "需求仍在。")), made(("病象一致", "症状一致")))
    assert deck.find(SAYS) == []
    assert ("conflict", SAYS) in kinds(kept)
    assert "需求仍在。" in deck.comments()[0]


def test_a_shape_that_somebody_added_stays() -> None:
    there = Deck(LAST)
    there.slide(JUDGEMENTS).shapes.add_textbox(Emu(0), Emu(0), Emu(900_000), Emu(300_000)).text_frame.text = "我的话"
    kept, deck = merged(there.data(), made((WAS, "需求仍在。")))
    assert "我的话" in [s.text_frame.text for s in deck.slide(JUDGEMENTS).shapes if s.has_text_frame]
    assert deck.text(SAYS).startswith("需求仍在。")
    assert ("kept-addition", "") in kinds(kept)


def test_what_the_outline_drops_goes_unless_somebody_worked_on_it() -> None:
    last, now = made(("  - id: riders\n", f"{JUDGEMENT}  - id: riders\n")), LAST
    there = Deck(last).write(SAYS, "我改过的一句话。")
    _, deck = merged(there.data(), now, last)
    assert deck.find("judgements.more.says@zh") == []
    there.write("judgements.more.says@zh", "这句我要留着。")
    kept, deck = merged(there.data(), now, last)
    assert deck.text("judgements.more.says@zh").startswith("这句我要留着。")
    assert "大纲已经没有这一项" in deck.comments()[0]
    assert ("conflict", "judgements.more.says@zh") in kinds(kept)


ASK = "预算只够做一件事，两文各会选什么？"
IN_FRONT = ("discussion:\n", 'discussion:\n  - {ask: {zh: 夜里谁在等车？, en: "Who waits at night?"}}\n')


def test_a_question_put_in_front_of_one_that_people_edited_leaves_it_its_words() -> None:
    there = Deck(LAST).write("discussion.1.ask@zh", "钱只够做一件事，你会选什么？").data()
    kept, deck = merged(there, made(IN_FRONT))
    assert deck.text("discussion.1.ask@zh") == "夜里谁在等车？"
    assert deck.text("discussion.2.ask@zh") == "钱只够做一件事，你会选什么？"
    assert kept.conflicts == ()
    assert ("kept-edit", "discussion.2.ask@zh") in kinds(kept)


def test_a_question_deleted_by_hand_stays_so_when_another_takes_its_number() -> None:
    there = Deck(LAST)
    there.shape("discussion.1.ask@zh")._element.getparent().remove(there.shape("discussion.1.ask@zh")._element)
    kept, deck = merged(there.data(), made(IN_FRONT))
    assert deck.text("discussion.1.ask@zh") == "夜里谁在等车？"
    assert deck.find("discussion.2.ask@zh") == []
    assert kept.conflicts == ()


def test_the_comment_follows_an_item_that_has_another_number() -> None:
    now = made((ASK, "两文先做什么？"))
    there = Deck(LAST).write("discussion.1.ask@zh", "钱只够做一件事，你会选什么？").data()
    told = keep(LAST, there, now, date=DATE)
    later = made((ASK, "两文先做什么？"), IN_FRONT)
    kept, deck = merged(told.data, later, now)
    [said] = deck.comments()
    assert said.endswith("| discussion.2.ask@zh›")
    assert [one.kind for one in kept.conflicts] == ["conflict"]
    deck.write("discussion.2.ask@zh", "两文先做什么？")
    assert Deck(keep(later, deck.data(), later, date=DATE).data).comments() == []


def test_an_edited_question_that_the_outline_drops_does_not_pass_for_the_one_that_has_its_number_now() -> None:
    last = made(IN_FRONT)
    there = Deck(last).write("discussion.1.ask@zh", "夜里到底是谁在等车，等多久？")
    there.shape("discussion.1.ask@zh/number").fill.solid()
    there.shape("discussion.1.ask@zh/number").fill.fore_color.rgb = RGBColor(200, 1, 17)
    kept, deck = merged(there.data(), LAST, last)
    assert deck.text("discussion.1.ask@zh") == ASK
    assert deck.text("kept discussion.1.ask@zh") == "夜里到底是谁在等车，等多久？"
    assert len(deck.comments()) == len(kept.conflicts) == 2
    for name in ("kept discussion.1.ask@zh", "kept discussion.1.ask@zh/number"):
        deck.shape(name)._element.getparent().remove(deck.shape(name)._element)
    assert Deck(keep(LAST, deck.data(), LAST, date=DATE).data).comments() == []


def test_what_comes_into_a_group_that_people_deleted_is_told() -> None:
    there = Deck(LAST)
    [group] = there.find("timeline")
    group._element.getparent().remove(group._element)
    event = "  - {date: 2030-05, what: {zh: 该市恢复一条线路, en: One line comes back}, claims: [lin-2031.d2]}\n"
    kept, deck = merged(there.data(), made(("events:\n", f"events:\n{event}")))
    assert deck.find("timeline") == []
    [said] = deck.comments()
    assert "该市恢复一条线路" in said
    assert "该市取消三条夜间线路" not in said
    assert len(kept.conflicts) == 1


# ---------------------------------------------------------------- slides


def test_slides_added_deleted_and_put_elsewhere_by_hand_stay_so() -> None:
    there = Deck(LAST)
    there.delete_slide("plan.14.1.text@zh")
    there.pptx.part.rename_slide_parts([e.rId for e in there.pptx.slides._sldIdLst])
    mine = there.pptx.slides.add_slide(there.pptx.slide_layouts[1])
    mine.shapes.add_textbox(Emu(0), Emu(0), Emu(900_000), Emu(300_000)).text_frame.text = "教授加的一页"
    entries = there.pptx.slides._sldIdLst
    entry = entries[-1]
    entries.remove(entry)
    entries.insert(2, entry)
    entries.append(entries[there.titles().index(REMEDY)])  # to the end
    wanted = there.titles()
    kept, deck = merged(there.data(), made((WAS, "需求仍在。")))
    assert deck.titles() == wanted
    assert deck.text(SAYS).startswith("需求仍在。")
    assert {("kept-deletion", "plan.14.1.text@zh"), ("kept-move", REMEDY), ("kept-addition", "")} <= set(kinds(kept))


def test_slides_follow_the_order_of_the_outline_unless_people_have_made_another() -> None:
    now = made(("articles: [lin-2031, zhou-2031]", "articles: [zhou-2031, lin-2031]"), *SWAPPED)
    there = Deck(LAST).write(SAYS, "我改过的一句话。")
    kept, deck = merged(there.data(), now)
    titles = deck.titles()
    assert titles == Deck(now).titles()
    assert titles.index(REMEDY) < titles.index(DEMAND)
    assert any(kind == "moved" for kind, _ in kinds(kept))
    entries = there.pptx.slides._sldIdLst
    entries.append(entries[1])
    wanted = there.titles()
    _, deck = merged(there.data(), now)
    assert deck.titles() == wanted


SWAPPED = (("[demand, remedy]", "[remedy, demand]"),)
QUESTION = """\
  - id: money
    short: {zh: 钱, en: Money}
    ask: {zh: 谁来出钱？, en: "Who pays?"}
    finding: {zh: 两文都没有说由谁来出钱, en: Neither says who pays}
    kind: diagnosis
    relation: single
    positions:
      lin-2031: {says: {zh: 由市里出钱。, en: The city.}, brief: {zh: 市里, en: city}, claims: [lin-2031.d1]}
      zhou-2031: silent
"""
MONEY = "plan.9.compare.4.money.1.text/questions.money.finding@zh"
MORE = (("\ntensions:\n", f"{QUESTION}\ntensions:\n"), ("[demand, remedy]", "[demand, money, remedy]"))


def test_a_new_slide_comes_after_its_neighbour_with_notes_links_and_a_section() -> None:
    there = Deck(LAST).write(SAYS, "我改过的一句话。").data()
    kept, deck = merged(there, made(*MORE))
    titles = deck.titles()
    assert titles.index(MONEY) == titles.index(DEMAND) + 1
    assert "由谁来出钱" in deck.notes(MONEY).text
    assert deck.text(SAYS).startswith("我改过的一句话。")
    assert ("added", MONEY) in kinds(kept)
    slides = {s.part for s in deck.pptx.slides}
    jumps = [r.target_part for s in deck.pptx.slides for r in s.part.rels.values() if r.reltype.endswith("/slide")]
    assert set(jumps) <= slides
    plain = read_deck(made(*MORE))
    assert [s.section for s in read_deck(kept.data).slides] == [s.section for s in plain.slides]


def test_a_slide_that_the_outline_drops_goes_and_one_with_work_on_it_stays() -> None:
    last, now = made(*MORE), LAST
    there = Deck(last).write(SAYS, "我改过的一句话。")
    _, deck = merged(there.data(), now, last)
    assert MONEY not in deck.titles()
    there.notes(MONEY).add_paragraph().text = "课上要讲"
    kept, deck = merged(there.data(), now, last)
    assert MONEY in deck.titles()
    assert "课上要讲" in deck.notes(MONEY).text
    assert ("conflict", MONEY) in kinds(kept)
    assert len(deck.comments()) == 1


def test_a_slide_deleted_by_hand_that_the_outline_changes_is_told_of_on_its_neighbour() -> None:
    there = Deck(LAST).delete_slide(REMEDY).data()
    now = made(("运营方应先保住骨干班线的班次。", "运营方应先保住末班车。"))
    kept, deck = merged(there, now)
    assert REMEDY not in deck.titles()
    assert ("conflict", REMEDY) in kinds(kept)
    assert "运营方应先保住末班车。" in deck.comments()[0]


def test_links_to_a_slide_that_is_gone_are_taken_away() -> None:
    sources = next(t for t in Deck(LAST).titles() if t.startswith("plan.17"))
    there = Deck(LAST).delete_slide(sources)
    for slide in there.pptx.slides:  # as PowerPoint does
        for id, rel in list(slide.part.rels.items()):
            if rel.reltype.endswith("/slide") and rel.target_part not in {s.part for s in there.pptx.slides}:
                for link in slide._element.xpath(f".//a:hlinkClick[@r:id='{id}']"):
                    link.getparent().remove(link)
                slide.part.drop_rel(id)
    _, deck = merged(there.data(), made((WAS, "需求仍在。")))
    slides = {s.part for s in deck.pptx.slides}
    jumps = [r.target_part for s in deck.pptx.slides for r in s.part.rels.values() if r.reltype.endswith("/slide")]
    assert set(jumps) <= slides
    assert deck.text(SAYS).startswith("需求仍在。")


def test_comments_of_reviewers_stay() -> None:
    _, deck = conflict()
    named = rewritten(deck.data(), "commentAuthors", 'name="Collate"', 'name="教授"')
    other = made((WAS, "需求仍在。"), ("病象一致", "症状一致"))
    now, _ = conflict()
    _, deck = merged(named, other, now)
    assert any("正在消失" in said for said in deck.comments())
    assert sum("需求仍在。" in said for said in deck.comments()) == 1


def rewritten(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with words of a part replaced."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            body = source.read(name)
            if part in name:
                body = body.replace(old.encode("utf-8"), new.encode("utf-8"))
            target.writestr(name, body)
    return out.getvalue()


# ---------------------------------------------------------------- tables, charts, notes


def test_a_cell_edited_by_hand_and_another_changed_in_the_outline() -> None:
    there = Deck(LAST)
    table = there.find("questions.demand.positions")[0].table
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].text = "需求还在，这是我的话。"
    now = made(("需求仍在，但在时间和空间上更零散。", "需求仍在，但更零散。"))
    kept, deck = merged(there.data(), now)
    table = deck.find("questions.demand.positions")[0].table
    assert table.cell(1, 1).text_frame.text.startswith("需求还在，这是我的话。")
    assert table.cell(2, 1).text_frame.text.startswith("需求仍在，但更零散。")
    assert ("merged", "questions.demand.positions") in kinds(kept)


def test_a_row_that_the_outline_adds_comes_into_a_table_with_edits_and_rows_of_their_own() -> None:
    there = Deck(LAST)
    name = next(s.name for s in shapes(there.slide("plan.9.compare.2.text@zh").shapes) if getattr(s, "has_table", 0))
    table = there.find(name)[0].table
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].text = "我的格子"
    row = copy.deepcopy(table._tbl.tr_lst[-1])
    table._tbl.append(row)
    for cell in table.rows[len(table.rows) - 1].cells:
        cell.text = "我的行"
    _, deck = merged(there.data(), made(*MORE))
    rows = [[c.text for c in r.cells] for r in deck.find(name)[0].table.rows]
    plain = [[c.text for c in r.cells] for r in Deck(made(*MORE)).find(name)[0].table.rows]
    assert len(rows) == len(plain) + 1
    assert rows[1][1].startswith("我的格子")
    assert rows[2] == plain[2]
    assert rows[-1] == ["我的行"] * len(rows[0])


def test_columns_that_change_places_and_numbers_are_the_same_columns() -> None:
    there = Deck(LAST)
    name = next(s.name for s in shapes(there.slide("plan.9.compare.2.text@zh").shapes) if getattr(s, "has_table", 0))
    table = there.find(name)[0].table
    table._tbl.append(copy.deepcopy(table._tbl.tr_lst[-1]))
    for n, cell in enumerate(table.rows[len(table.rows) - 1].cells):
        cell.text = f"我的{n}"
    turned = made(("[lin-2031, zhou-2031] #", "[zhou-2031, lin-2031] #"))
    kept, deck = merged(there.data(), turned)
    rows = [[c.text for c in r.cells] for r in deck.find(name)[0].table.rows]
    assert rows[:-1] == [[c.text for c in r.cells] for r in Deck(turned).find(name)[0].table.rows]
    assert rows[-1] == ["我的0", "我的2", "我的1", "我的3"]
    assert kept.conflicts == ()


def test_columns_are_known_by_their_heads_whatever_numbers_stand_there() -> None:
    last = ["问题\n需求", "林文 [1]\n在", "周文 [2]\n零散", "关系\n一致"]
    now = ["问题\n需求", "周文 [1]\n零散", "林文 [2]\n在", "关系\n一致"]
    assert lines_paired(last, now) == {0: 0, 1: 2, 2: 1, 3: 3}


def test_colours_of_a_chart_stay_and_its_numbers_follow_with_the_workbook() -> None:
    there = Deck(LAST)
    chart = there.find("charts.costs")[0].chart
    chart.plots[0].series[0].format.fill.solid()
    chart.plots[0].series[0].format.fill.fore_color.rgb = RGBColor(1, 2, 3)
    now = made(("values: [45, 25, 30]", "values: [45, 25]"), (", {zh: 其他, en: Other}]", "]"))
    kept, deck = merged(there.data(), now)
    chart = deck.find("charts.costs")[0].chart
    assert list(chart.plots[0].series[0].values) == [45, 25]
    assert list(chart.plots[0].categories) == ["人工", "空驶"]
    assert chart.plots[0].series[0].format.fill.fore_color.rgb == RGBColor(1, 2, 3)
    plain = Deck(now).find("charts.costs")[0].chart
    assert chart.part.chart_workbook.xlsx_part.blob == plain.part.chart_workbook.xlsx_part.blob
    assert ("patched", "charts.costs") in kinds(kept)


def test_notes_are_merged_by_paragraph() -> None:
    there = Deck(LAST)
    there.notes(DEMAND).add_paragraph().text = "这里停一分钟"
    now = made(("夜间出行需求还在吗？", "夜里还有人坐车吗？"))
    kept, deck = merged(there.data(), now)
    assert "夜里还有人坐车吗？" in deck.notes(DEMAND).text
    assert deck.notes(DEMAND).text.endswith("这里停一分钟")
    assert ("merged", f"{DEMAND}/notes") in kinds(kept)


# ---------------------------------------------------------------- look, and files of other origin


def test_a_new_look_comes_in_where_nobody_touched_the_old_one() -> None:
    theme = "<a:accent1>"
    accent = zipfile.ZipFile(BytesIO(LAST)).read("ppt/theme/theme1.xml").decode("utf-8").partition(theme)[2][:40]
    now = rewritten(LAST, "theme1.xml", theme + accent, theme + accent.replace(accent.split('"')[1], "AB12CD"))
    assert now != LAST
    there = Deck(LAST).write(SAYS, "我改过的一句话。").data()
    kept = keep(LAST, there, now, date=DATE)
    assert b"AB12CD" in zipfile.ZipFile(BytesIO(kept.data)).read("ppt/theme/theme1.xml")
    assert Deck(kept.data).text(SAYS).startswith("我改过的一句话。")
    touched = rewritten(there, "theme1.xml", theme + accent, theme + accent.replace(accent.split('"')[1], "000001"))
    kept = keep(LAST, touched, now, date=DATE)
    assert b"000001" in zipfile.ZipFile(BytesIO(kept.data)).read("ppt/theme/theme1.xml")
    assert any(one.kind == "kept-format" and "theme 1" in one.what for one in kept.happened)


def test_a_file_of_ours_without_a_memory_of_it_keeps_everything_and_tells_every_difference() -> None:
    there = Deck(LAST).write(SAYS, "我改过的一句话。").data()
    kept = keep(None, there, made((WAS, "需求仍在。")), date=DATE)
    assert Deck(kept.data).text(SAYS).startswith("我改过的一句话。")
    assert [one.id for one in kept.conflicts] == [SAYS]
    assert "需求仍在。" in Deck(kept.data).comments()[0]


def test_a_file_of_unknown_origin_is_not_merged_into() -> None:
    deck = Presentation()
    for n in range(4):
        deck.slides.add_slide(deck.slide_layouts[5]).shapes.title.text_frame.text = f"Something else {n}"
    out = BytesIO()
    deck.save(out)
    with pytest.raises(UnknownError):
        keep(None, out.getvalue(), LAST, date=DATE)


def test_what_is_no_deck_is_refused() -> None:
    with pytest.raises(ValueError, match="empty, cut short"):
        keep(LAST, b"PK\x03\x04 nothing", LAST, date=DATE)
