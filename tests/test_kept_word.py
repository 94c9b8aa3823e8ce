"""What becomes of hand edits in Word when the outline changes: the table of cases, one by one.

Files are edited with python-docx and read with lxml; the outline's words are small texts of the starter.
"""

from __future__ import annotations

import copy
import random
import re
import zipfile
from functools import cache
from io import BytesIO
from typing import Any

import docx
import kept_edits
import kept_outlines
import kept_reader
import pytest
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from kept_reader import W
from openpyxl import load_workbook
from stress import Stress

from builder.finished.package import CHART, open_package
from builder.formats.word.anchors import named, words_in
from builder.kept import Kept, UnknownError
from builder.kept.atoms import atoms, plain
from builder.kept.word import keep
from builder.kept.word.disputed import both

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

TODAY = "2031-06-01"


@cache
def _base(template: str) -> tuple[Stress, bytes]:
    made = kept_outlines.three_articles(template)
    made.outline["judgements"][0]["says"]["zh"] = "客流在增长。亏损占百分之五。前景未定。"
    return made, kept_outlines.built(made)


class Story:
    """A file from the first build to the merge."""

    def __init__(self, template: str = "briefing"):
        made, self.last = _base(template)
        self.made = kept_outlines.changed(made)
        self.document = docx.Document(BytesIO(self.last))
        self.now = self.last

    def p(self, line: str) -> Any:
        """The paragraph of a line, by its id."""
        name = named("c", line)
        starts = self.document.element.iter(qn("w:bookmarkStart"))
        return next(s.getparent() for s in starts if s.get(qn("w:name")) == name)

    def replace(self, line: str, old: str, new: str) -> None:
        """Other words by hand."""
        for t in self.p(line).iter(qn("w:t")):
            if old in (t.text or ""):
                t.text = t.text.replace(old, new)
                return
        raise AssertionError(f"{old} does not stand in {line}")

    @property
    def there(self) -> bytes:
        """The file as people have left it."""
        out = BytesIO()
        self.document.save(out)
        return out.getvalue()

    def merge(self) -> Kept:
        """Build again, and merge."""
        self.now = kept_outlines.built(self.made)
        return keep(self.last, self.there, self.now, date=TODAY)

    def cite_others_first(self) -> None:
        """A new first judgement, so that what was [1] becomes [3]."""
        fresh = copy.deepcopy(self.made.outline["judgements"][0])
        fresh |= {"id": "first", "rests_on": ["zhou-2031.d1", "wang-2032.d1"]}
        self.made.outline["judgements"].insert(0, fresh)

    def judgement(self, text: str) -> None:
        """The outline says something else in its first judgement."""
        self.made.outline["judgements"][0]["says"]["zh"] = text


SAYS = "judgements.demand.says@zh"
OLD = "客流在增长。亏损占百分之五。前景未定。"


def text(data: bytes, line: str = SAYS, *, accept: bool = True) -> str:
    """What the paragraph of a line says."""
    return kept_reader.by_line(data, accept=accept)[named("c", line)]


def kinds(kept: Kept) -> set[str]:
    return {one.kind for one in kept.happened}


# ---------------------------------------------------------------- text


def test_an_untouched_sentence_follows_the_outline() -> None:
    story = Story()
    story.document.add_paragraph("自己的一段。")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert OLD.replace("五", "七") in text(kept.data)
    assert kinds(kept) == {"patched", "kept-addition"}
    assert "自己的一段。" in kept_reader.paragraphs(kept.data)


def test_an_edited_sentence_stays_while_the_outline_stands_still() -> None:
    story = Story()
    story.replace(SAYS, "增长", "快速增长")
    story.made.outline["judgements"][1]["says"]["zh"] = "另有说法。"
    kept = story.merge()
    assert "客流在快速增长。" in text(kept.data)
    assert kinds(kept) == {"patched", "kept-edit"}


def test_different_sentences_are_merged() -> None:
    story = Story()
    story.replace(SAYS, "增长", "快速增长")
    story.judgement(OLD.replace("未定", "不明"))
    kept = story.merge()
    assert "客流在快速增长。亏损占百分之五。前景不明。" in text(kept.data)
    assert kinds(kept) == {"merged"}


def test_the_same_edit_on_both_sides_is_no_conflict() -> None:
    story = Story()
    story.replace(SAYS, "五", "七")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert OLD.replace("五", "七") in text(kept.data)
    assert kept.conflicts == ()


def test_the_same_sentence_is_never_merged_by_words() -> None:
    story = Story()
    story.replace(SAYS, "亏损占", "盈利占")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert "盈利占百分之五" in text(kept.data, accept=False)
    assert "亏损占百分之七" in text(kept.data, accept=True)
    assert "盈利占百分之七" not in "".join(kept_reader.paragraphs(kept.data))
    assert [(one.id, one.kind) for one in kept.conflicts] == [("judgements.demand.says@zh", "conflict")]
    assert [author for author, _ in kept_reader.comments(kept.data)] == ["Collate"]


def conflict() -> tuple[Story, Kept]:
    story = Story()
    story.replace(SAYS, "亏损占", "盈利占")
    story.judgement(OLD.replace("五", "七"))
    return story, story.merge()


def answered(data: bytes, *, accept: bool) -> bytes:
    """Our tracked changes accepted or rejected, as Word does it."""
    document = docx.Document(BytesIO(data))
    for change in [*document.element.iter(qn("w:ins"), qn("w:del"))]:
        if (change.tag == qn("w:ins")) == accept:
            for child in [*change]:
                for deleted in child.iter(qn("w:delText")):
                    deleted.tag = qn("w:t")
                change.addprevious(child)
        change.getparent().remove(change)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_report_says_what_differs_and_in_which_line() -> None:
    story = Story()
    story.replace(SAYS, "亏损占", "盈利占")
    story.judgement(OLD.replace("五", "七"))
    assert [one.what for one in story.merge().conflicts] == [
        "yours: …增长。盈利占百分之五。前景… – the outline: …增长。亏损占百分之七。前景…"
    ]


def test_the_same_words_in_a_bold_head_are_no_conflict() -> None:
    story = Story()
    story.replace("judgements.demand.head@zh", "病象", "症状")
    story.made.outline["judgements"][0]["head"]["zh"] = "症状一致"
    kept = story.merge()
    assert kept.conflicts == ()
    assert text(kept.data).startswith("症状一致。")


def test_a_file_remembers_the_words_of_the_build_that_was_merged_in() -> None:
    story = Story()
    story.replace("gaps.1.says@zh", "没有", "并没有")
    story.judgement(OLD.replace("五", "七"))
    assert words_in(story.merge().data)[SAYS] == OLD.replace("五", "七")


def test_an_undecided_conflict_stays_as_it_is() -> None:
    story, kept = conflict()
    again = keep(story.now, kept.data, story.now, date="2031-07-01")
    assert again.data == kept.data
    assert [one.what for one in again.conflicts] == ["still undecided"]


@pytest.mark.parametrize(("accept", "words"), [(True, "亏损占百分之七"), (False, "盈利占百分之五")])
def test_a_decided_conflict_is_gone(accept: bool, words: str) -> None:
    story, kept = conflict()
    again = keep(story.now, answered(kept.data, accept=accept), story.now, date="2031-07-01")
    assert words in text(again.data)
    assert kept_reader.comments(again.data) == []
    assert again.conflicts == ()
    third = keep(story.now, again.data, story.now, date="2031-07-02")
    assert third.data == again.data


def test_a_conflict_moves_on_with_the_outline() -> None:
    story, kept = conflict()
    second = kept_outlines.changed(story.made)
    second.outline["judgements"][0]["says"]["zh"] = OLD.replace("五", "九").replace("未定", "不明")
    now = kept_outlines.built(second)
    again = keep(story.now, kept.data, now, date="2031-07-01")
    assert "盈利占百分之五。前景不明。" in text(again.data, accept=False)
    assert "亏损占百分之九。前景不明。" in text(again.data, accept=True)
    assert len(kept_reader.comments(again.data)) == 1


def test_what_no_tracked_change_shows_is_reported_until_its_comment_is_gone() -> None:
    story = Story()
    story.replace("judgements.order.says@zh", "主张", "坚决主张")
    del story.made.outline["judgements"][1:3]
    kept = story.merge()
    again = keep(story.now, kept.data, story.now, date="2031-07-01")
    assert again.data == kept.data
    assert [one.what for one in again.conflicts] == ["still undecided"]
    document = docx.Document(BytesIO(kept.data))
    for mark in [*document.element.iter(*(qn(f"w:comment{what}") for what in ("RangeStart", "RangeEnd", "Reference")))]:
        mark.getparent().remove(mark)
    for comment in [*document.part._comments_part.element]:
        comment.getparent().remove(comment)
    out = BytesIO()
    document.save(out)
    assert keep(story.now, out.getvalue(), story.now, date="2031-07-02").conflicts == ()


def test_marks_that_the_outline_drops_do_not_mix_with_those_of_an_edited_sentence() -> None:
    story = Story()
    line = "questions.remedy.in_brief@zh"
    whole = text(story.last, line)
    p = story.p(line)
    run = Run(copy.deepcopy(next(r for r in p.iter(qn("w:r")))), Paragraph(p, None))
    run.text = "补记一句。"
    p.append(run._r)
    story.made.outline["questions"][1]["positions"]["lin-2031"] = "silent"
    kept = story.merge()
    assert text(kept.data, line, accept=False) in (f"{whole}补记一句。", f"{text(story.now, line)}补记一句。")


def test_a_line_whose_id_has_shifted_and_whose_words_have_changed_is_known_again() -> None:
    story = Story()
    story.replace("gaps.2.says@zh", "记录", "记录可查")
    fresh = {"head": {"zh": "另一处", "en": "Else"}, "says": {"zh": "此外的事无人过问。", "en": "Nobody asks."}}
    story.made.outline["gaps"].insert(1, fresh)
    story.made.outline["gaps"][2]["head"]["zh"] = "四季"
    kept = story.merge()
    said = kept_reader.paragraphs(kept.data, accept=False)
    assert sum("全年记录" in one for one in said) == 1
    assert sum("此外的事无人过问" in one for one in said) == 1


def test_both_wordings_are_whole_when_sentences_change_places() -> None:
    last, there, now = (
        atoms(f"Compared: {names}") for names in ("Lin; Zhou; Wang", "Lin; Zhou Enlai; Wang", "Zhou; Lin; Wang")
    )
    assert [plain(one) for one in both(last, there, now)] == [plain(there), plain(now)]
    last, there, now = (
        atoms(text) for text in ("甲改行，乙上车。丙停运。", "甲改行。乙上车，丙停运。", "甲改行，乙上车。丙缓行。")
    )
    assert [plain(one) for one in both(last, there, now)] == [plain(there), plain(now)]


def test_another_sentence_does_not_decide_a_conflict() -> None:
    story, kept = conflict()
    second = kept_outlines.changed(story.made)
    second.outline["judgements"][0]["says"]["zh"] = OLD.replace("五", "七").replace("未定", "不明")
    again = keep(story.now, kept.data, kept_outlines.built(second), date="2031-07-01")
    assert "盈利占百分之五。前景不明。" in text(again.data, accept=False)
    assert "亏损占百分之七。前景不明。" in text(again.data, accept=True)


# ---------------------------------------------------------------- what people add, delete and move


def test_what_was_deleted_by_hand_stays_deleted() -> None:
    story = Story()
    p = story.p("gaps.1.says@zh")
    p.getparent().remove(p)
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert named("c", "gaps.1.says@zh") not in kept_reader.by_line(kept.data)
    assert "kept-deletion" in kinds(kept)
    assert kept.conflicts == ()
    third = kept_outlines.changed(story.made)
    third.outline["judgements"][0]["says"]["zh"] = "又改了。"
    again = keep(story.now, kept.data, kept_outlines.built(third), date=TODAY)
    assert named("c", "gaps.1.says@zh") not in kept_reader.by_line(again.data)


def test_a_deletion_is_reported_when_the_outline_has_changed_it() -> None:
    story = Story()
    p = story.p("gaps.1.says@zh")
    p.getparent().remove(p)
    story.made.outline["gaps"][0]["says"]["zh"] = "两文仍无这样的记录。"
    kept = story.merge()
    assert [one.id for one in kept.conflicts] == ["gaps.1.says@zh"]
    assert "两文仍无这样的记录。" in kept_reader.comments(kept.data)[0][1]


def test_a_row_that_was_deleted_is_told_in_readers_words() -> None:
    story = Story()
    row = next(story.p("articles/lin-2031.argues.says@zh").iterancestors(qn("w:tr")))
    row.getparent().remove(row)
    story.made.articles["lin-2031"]["argues"]["says"]["zh"] = "四季不同。"
    kept = story.merge()
    (said,) = [words for author, words in kept_reader.comments(kept.data) if author == "Collate"]
    assert "四季不同。[1]" in said
    assert "mark:" not in said + "".join(one.what for one in kept.conflicts)


def test_what_the_outline_drops_goes_unless_people_have_worked_on_it() -> None:
    story = Story()
    story.replace("judgements.order.says@zh", "主张", "坚决主张")
    del story.made.outline["judgements"][1:3]
    kept = story.merge()
    lines = kept_reader.by_line(kept.data)
    assert named("c", "judgements.riders.says@zh") not in lines
    assert "坚决主张" in lines[named("c", "judgements.order.says@zh")]
    assert [one.id for one in kept.conflicts] == ["judgements.order.head@zh"]


def test_a_new_paragraph_comes_in_its_place() -> None:
    story = Story()
    story.replace(SAYS, "增长", "快速增长")
    fresh = copy.deepcopy(story.made.outline["judgements"][0])
    fresh |= {"id": "fresh", "head": {"zh": "新判断", "en": "New"}, "says": {"zh": "新的一条。", "en": "New."}}
    story.made.outline["judgements"].insert(1, fresh)
    kept = story.merge()
    order = list(kept_reader.by_line(kept.data))
    first, new, third = (order.index(named("c", f"judgements.{name}.says@zh")) for name in ("demand", "fresh", "order"))
    assert first < new < third


def test_a_moved_paragraph_stays_where_people_have_put_it() -> None:
    story = Story()
    story.document.element.body.insert(0, story.p("gaps.1.says@zh"))
    story.made.outline["gaps"][0]["says"]["zh"] = "两文仍无这样的记录。"
    kept = story.merge()
    assert "两文仍无这样的记录。" in kept_reader.paragraphs(kept.data)[0]
    assert "kept-move" in kinds(kept)


def test_what_the_outline_moves_takes_along_what_people_have_put_in_between() -> None:
    story = Story()
    p = story.p("judgements.demand.head@zh")
    Paragraph(p, None).insert_paragraph_before("")  # a blank line ahead
    note = copy.deepcopy(p)
    for child in [one for one in note if one.tag != qn("w:pPr")]:
        note.remove(child)
    Paragraph(note, None).add_run("编者按：见附件。")
    p.addnext(note)
    story.made.outline["judgements"].append(story.made.outline["judgements"].pop(0))
    kept = story.merge()
    said = kept_reader.paragraphs(kept.data)
    at = said.index("编者按：见附件。")
    assert said[at - 1].startswith("病象一致") and said[at + 1].startswith("依据：")
    assert next(n for n, one in enumerate(said) if one.startswith("乘客先走")) < at


def test_a_split_paragraph_takes_new_words_into_its_halves() -> None:
    story = Story()
    p = story.p(SAYS)
    run = next(r for r in p.iter(qn("w:r")) if "客流" in (r.findtext(qn("w:t")) or ""))
    t = run.find(qn("w:t"))
    rest = copy.deepcopy(run)
    t.text, rest.find(qn("w:t")).text = "客流在增长。", "亏损占百分之五。前景未定。"
    after = copy.deepcopy(p)
    for child in [one for one in after if one.tag != qn("w:pPr")]:
        after.remove(child)
    tail = [*run.itersiblings()]
    after.append(rest)
    for one in tail:
        after.append(one)
    p.addnext(after)
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    said = kept_reader.paragraphs(kept.data)
    at = next(n for n, one in enumerate(said) if one.endswith("客流在增长。"))
    assert said[at + 1].startswith("亏损占百分之七。前景未定。")
    assert kept.conflicts == ()


def test_a_paragraph_split_behind_a_mark_keeps_its_marks() -> None:
    story = Story()
    p = story.p("tensions.service-cost.in_brief@zh")
    half = p.makeelement(qn("w:p"))
    for one in [*next(p.iter(qn("w:hyperlink"))).itersiblings()]:
        half.append(one)
    p.addnext(half)
    next(t for t in half.iter(qn("w:t")) if "二第1段" in (t.text or "")).text = "\u00a0二（一）第1段"
    story.made.outline["tensions"][0]["decided_by"]["zh"] = "两个季度的上下客记录。"
    kept = story.merge()
    for accept in (True, False):
        said = kept_reader.paragraphs(kept.data, accept=accept)
        at = next(n for n, one in enumerate(said) if one.endswith("一说先降成本（周文）。[1]"))
        assert said[at + 1] == "二（一）第1段 [2]53\u3000何以判定：两个季度的上下客记录。"
    assert kept.conflicts == ()


def test_a_paragraph_of_ones_own_between_two_halves_stays_apart() -> None:
    story = Story()
    p = story.p(SAYS)
    t = next(t for t in p.iter(qn("w:t")) if OLD in (t.text or ""))
    rest = copy.deepcopy(t.getparent())
    own = copy.deepcopy(rest)
    t.text, rest.find(qn("w:t")).text, own.find(qn("w:t")).text = OLD[:6], OLD[6:], "票价另议，与此无关。"
    halves = [p, p.makeelement(qn("w:p")), p.makeelement(qn("w:p"))]
    for one in [rest, *t.getparent().itersiblings()]:
        halves[2].append(one)
    halves[1].append(own)
    p.addnext(halves[1])
    halves[1].addnext(halves[2])
    story.replace(SAYS, "增长", "快速增长")
    story.judgement(OLD.replace("增长", "下降"))
    kept = story.merge()
    assert "票价另议，与此无关。" in kept_reader.paragraphs(kept.data, accept=True)
    assert "票价另议，与此无关。" in kept_reader.paragraphs(kept.data, accept=False)
    assert [one.what for one in kept.happened if one.kind == "kept-addition"] == ["票价另议，与此无关。"]
    assert len(kept.conflicts) == 1
    assert "票价" not in kept.conflicts[0].what


def test_joined_paragraphs_take_new_words() -> None:
    story = Story()
    p = story.p("gaps.1.says@zh")
    after = p.getnext()
    for child in [one for one in after if one.tag != qn("w:pPr")]:
        p.append(child)
    after.getparent().remove(after)
    story.made.outline["gaps"][1]["says"]["zh"] = "全年的记录仍缺。"
    kept = story.merge()
    assert any("没有分时段" in one and "全年的记录仍缺。" in one for one in kept_reader.paragraphs(kept.data))


# ---------------------------------------------------------------- looks, comments, pending changes


def test_formatting_by_hand_stays_on_words_that_stay() -> None:
    story = Story()
    p = story.p(SAYS)
    run = next(r for r in p.iter(qn("w:r")) if "客流" in (r.findtext(qn("w:t")) or ""))
    Run(run, Paragraph(p, None)).font.color.rgb = RGBColor(0xC0, 0, 0)
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    red = [r for r in kept_reader.root(kept.data).iter(f"{W}r") if r.find(f"{W}rPr/{W}color") is not None]
    assert "".join(r.findtext(f"{W}t") for r in red) == OLD.replace("五", "七")
    assert kept.conflicts == ()


def test_a_comment_stays_on_a_patched_paragraph() -> None:
    story = Story()
    p = story.p(SAYS)
    run = next(r for r in p.iter(qn("w:r")) if "客流" in (r.findtext(qn("w:t")) or ""))
    story.document.add_comment([Run(run, Paragraph(p, story.document._body))], text="出处？", author="Mei")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert OLD.replace("五", "七") in text(kept.data)
    assert kept_reader.comments(kept.data) == [("Mei", "出处？")]
    starts = list(kept_reader.root(kept.data).iter(f"{W}commentRangeStart"))
    assert len(starts) == 1


def _suggest(story: Story, at: str, word: str) -> None:
    """A reviewer's tracked insertion behind some words."""
    p = story.p(SAYS)
    run = next(r for r in p.iter(qn("w:r")) if at in (r.findtext(qn("w:t")) or ""))
    head, tail = run.findtext(qn("w:t")).split(at)
    rest = copy.deepcopy(run)
    run.find(qn("w:t")).text, rest.find(qn("w:t")).text = head + at, tail
    attributes = {qn("w:id"): "7001", qn("w:author"): "Boss", qn("w:date"): "2031-05-25T00:00:00Z"}
    change = run.makeelement(qn("w:ins"), attributes)
    fresh = copy.deepcopy(run)
    fresh.find(qn("w:t")).text = word
    change.append(fresh)
    run.addnext(change)
    change.addnext(rest)


def test_a_pending_change_stays_and_the_outline_works_around_it() -> None:
    story = Story()
    _suggest(story, "客流在", "缓慢")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert "客流在缓慢增长。亏损占百分之七。" in text(kept.data)
    assert len(list(kept_reader.root(kept.data).iter(f"{W}ins"))) == 1
    assert kept.conflicts == ()


def test_a_pending_change_in_the_same_sentence_is_a_conflict() -> None:
    story = Story()
    _suggest(story, "亏损占", "约")
    story.judgement(OLD.replace("五", "七"))
    kept = story.merge()
    assert "亏损占约百分之五。" in text(kept.data)
    assert len(kept.conflicts) == 1
    assert OLD.replace("五", "七") in kept_reader.comments(kept.data)[0][1]


# ---------------------------------------------------------------- numbers, tables, notes, charts, headers


def _cell(story: Story, words: str) -> Any:
    return next(t for t in story.document.element.iter(qn("w:t")) if t.text == words)


def test_renumbering_reaches_edited_sentences() -> None:
    story = Story()
    story.replace("gaps.1.says@zh", "没有", "至今没有")
    p = story.p("judgements.riders.rests_on@zh")
    next(t for t in p.iter(qn("w:t")) if "依据" in t.text).text = "依据（已核）："
    story.cite_others_first()
    kept = story.merge()
    edited = text(kept.data, "judgements.riders.rests_on@zh")
    plain = text(story.now, "judgements.riders.rests_on@zh")
    assert edited == plain.replace("依据", "依据（已核）") and "[3]" in edited
    assert kept.conflicts == ()


def test_renumbering_reaches_a_mark_that_people_have_copied() -> None:
    story = Story()
    mark = copy.deepcopy(next(story.p("judgements.riders.rests_on@zh").iter(qn("w:hyperlink"))))
    story.document.add_paragraph("另见")._p.append(mark)
    story.cite_others_first()
    kept = story.merge()
    assert "另见[1]" in kept_reader.paragraphs(story.there)
    assert "另见[3]" in kept_reader.paragraphs(kept.data)


def test_rows_and_columns_come_and_go_around_edited_cells() -> None:
    story = Story()
    _cell(story, "在，更零散").text = "在，非常零散"
    first = story.made.outline["questions"][0]
    fresh = copy.deepcopy(first)
    fresh |= {"id": "fresh", "short": {"zh": "新问", "en": "New"}, "ask": {"zh": "新问题？", "en": "New?"}}
    fresh["finding"] = {"zh": "新问题的答案", "en": "An answer"}
    outline = story.made.outline
    outline["questions"].insert(1, fresh)
    outline["sessions"][0]["questions"].append("fresh")
    outline["articles"].remove("wang-2032")
    for question in outline["questions"]:
        question["positions"].pop("wang-2032")
    story.made.articles.pop("wang-2032")
    kept = story.merge()
    matrix = next(t for t in docx.Document(BytesIO(kept.data)).tables if t.cell(0, 0).text.startswith("问题"))
    plain = next(t for t in docx.Document(BytesIO(story.now)).tables if t.cell(0, 0).text.startswith("问题"))
    got = [[cell.text for cell in row.cells] for row in matrix.rows]
    want = [[cell.text for cell in row.cells] for row in plain.rows]
    want[1] = [one.replace("更零散", "非常零散") for one in want[1]]
    assert got == want
    assert len(matrix.columns) == len(plain.columns)


def test_a_row_of_ones_own_gets_a_cell_in_a_new_column() -> None:
    story = Story()
    outline = story.made.outline
    outline["articles"].remove("wang-2032")
    for question in outline["questions"]:
        question["positions"].pop("wang-2032")
    narrow = kept_outlines.built(story.made)
    document = docx.Document(BytesIO(narrow))
    table = next(t for t in document.tables if t.cell(0, 0).text.startswith("问题"))
    count = len(table.columns)
    for n, cell in enumerate(table.add_row().cells):
        cell.text = f"手{n}"
    out = BytesIO()
    document.save(out)
    kept = keep(narrow, out.getvalue(), story.last, date=TODAY)
    merged = next(t for t in docx.Document(BytesIO(kept.data)).tables if t.cell(0, 0).text.startswith("问题"))
    assert len(merged.columns) == count + 1
    assert [len(row.cells) for row in merged.rows] == [count + 1] * len(merged.rows)
    words = [cell.text for cell in merged.rows[-1].cells]
    assert sorted(one for one in words if one) == [f"手{n}" for n in range(count)]


def test_an_edited_note_stays_and_other_notes_follow() -> None:
    story = Story("gongwen")
    part = next(r.target_part for r in story.document.part.rels.values() if r.reltype.endswith("/footnotes"))
    part._blob = part.blob.replace("三第2段".encode(), "三第2段，另见前言".encode(), 1)
    story.made.outline["judgements"][2]["rests_on"] = ["zhou-2031.d1"]
    kept = story.merge()
    said = "\n".join(kept_reader.paragraphs(kept.data))
    assert "三第2段，另见前言" in said
    assert kept_reader.paragraphs(kept.data) != kept_reader.paragraphs(story.there)
    references = [r.get(f"{W}id") for r in kept_reader.root(kept.data).iter(f"{W}footnoteReference")]
    notes = [n.get(f"{W}id") for n in kept_reader.root(kept.data, "word/footnotes.xml") if n.get(f"{W}type") is None]
    assert sorted(references) == sorted(notes)


def test_a_conflict_in_a_note_waits_for_an_answer() -> None:
    story = Story("gongwen")
    part = next(r.target_part for r in story.document.part.rels.values() if r.reltype.endswith("/footnotes"))
    part._blob = part.blob.replace("三第2段".encode(), "三第2段，另见前言".encode())
    for claim in story.made.articles["lin-2031"]["claims"]:
        claim["at"] = claim["at"].replace("三¶2", "三¶3")
    kept = story.merge()
    assert any(one.kind == "conflict" for one in kept.happened)
    assert keep(story.now, kept.data, story.now, date="2031-06-02").data == kept.data


def _chart_of(data: bytes) -> tuple[Any, bytes]:
    package = open_package(data)
    name = next(one for one in package.parts if one.startswith("word/charts/chart"))
    book = next(r.part for r in package.related(name).values() if r.kind == "package")
    return package.tree(name), package.parts[book]


@pytest.mark.parametrize("recoloured", [False, True])
def test_a_chart_takes_new_numbers_and_keeps_its_colours(recoloured: bool) -> None:
    story = Story()
    story.document.add_paragraph("手加。")
    if recoloured:
        part = next(p for p in story.document.part.package.iter_parts() if "/charts/chart" in str(p.partname))
        blob = part.blob.replace(b'<a:schemeClr val="accent1"', b'<a:schemeClr val="accent5"', 1)
        assert blob != part.blob
        part._blob = blob
    story.made.outline["charts"][0]["series"][0]["values"] = [48, 22, 30]
    for figure, value in zip(story.made.articles["zhou-2031"]["claims"][1]["figures"], ("48", "22", "30"), strict=True):
        figure["value"] = value
    kept = story.merge()
    chart, book = _chart_of(kept.data)
    values = [v.text for v in chart.iter(f"{{{CHART}}}v")]
    assert values[-3:] == ["48", "22", "30"]
    sheet = load_workbook(BytesIO(book)).active
    assert [sheet.cell(row, 2).value for row in (2, 3, 4)] == [48, 22, 30]
    colours = [e.get("val") for e in chart.find(f".//{{{CHART}}}ser/{{{CHART}}}spPr").iter() if e.get("val")]
    assert colours[0] == ("accent5" if recoloured else "accent1")
    assert "48" in next(e.get("descr") for e in kept_reader.root(kept.data).iter("{*}docPr"))


def test_a_header_and_the_title_follow_where_nobody_has_been_at_them() -> None:
    story = Story()
    story.document.add_paragraph("手加。")
    story.document.core_properties.keywords = "自己的关键词"
    story.made.outline["title"] = {"zh": "夜间公交再论", "en": "Night buses again"}
    kept = story.merge()
    properties = docx.Document(BytesIO(kept.data)).core_properties
    assert properties.title == "夜间公交再论"
    assert properties.keywords == "自己的关键词"
    plain, merged = (docx.Document(BytesIO(data)) for data in (story.now, kept.data))
    for one, other in zip(plain.sections, merged.sections, strict=True):
        assert [p.text for p in one.header.paragraphs] == [p.text for p in other.header.paragraphs]


# ---------------------------------------------------------------- looks of the template, unknown files


def _restyled(data: bytes, style: str, points: int) -> bytes:
    document = docx.Document(BytesIO(data))
    document.styles[style].font.size = docx.shared.Pt(points)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_style_follows_the_look_unless_people_have_touched_it() -> None:
    story = Story()
    now = _restyled(_restyled(story.last, "Title", 33), "Caption", 13)
    there = _restyled(story.last, "Caption", 17)
    kept = keep(story.last, there, now, date=TODAY)
    styles = docx.Document(BytesIO(kept.data)).styles
    assert styles["Title"].font.size.pt == 33
    assert styles["Caption"].font.size.pt == 17
    assert [one.what for one in kept.happened if one.kind == "kept-format"] == ["style caption"]


def test_without_the_last_build_the_file_remembers_its_words() -> None:
    story = Story()
    story.replace(SAYS, "增长", "快速增长")
    story.judgement(OLD.replace("五", "七"))
    story.made.outline["gaps"].pop(0)
    story.cite_others_first()
    now = kept_outlines.built(story.made)
    kept = keep(None, story.there, now, date=TODAY)
    assert "客流在快速增长。亏损占百分之七。" in text(kept.data, accept=False)
    assert text(kept.data) == text(now).replace("客流在增长。亏损占百分之七", "客流在快速增长。亏损占百分之七")
    assert kept.conflicts == ()


def test_without_the_last_build_words_beside_a_line_that_goes_are_not_lost() -> None:
    story = Story()
    Paragraph(story.p(SAYS), story.document._body).add_run("手加一句。")
    story.made.outline["judgements"].pop(0)
    kept = keep(None, story.there, kept_outlines.built(story.made), date=TODAY)
    assert any("手加一句。" in one for one in kept_reader.paragraphs(kept.data))
    assert len(kept.conflicts) == 1


def test_without_the_last_build_the_same_sentence_is_a_conflict() -> None:
    story = Story()
    story.replace(SAYS, "百分之五", "百分之六")
    story.judgement(OLD.replace("五", "七"))
    now = kept_outlines.built(story.made)
    kept = keep(None, story.there, now, date=TODAY)
    assert "亏损占百分之六" in text(kept.data, accept=False)
    assert "亏损占百分之七" in text(kept.data, accept=True)
    assert [one.id for one in kept.conflicts] == ["judgements.demand.says@zh"]


def test_with_nothing_remembered_every_difference_is_a_conflict() -> None:
    story = Story()
    story.replace(SAYS, "增长", "快速增长")
    story.judgement(OLD.replace("五", "七"))
    now = kept_outlines.built(story.made)
    kept = keep(None, forgetful(story.there), now, date=TODAY)
    assert "客流在快速增长。亏损占百分之五。" in text(kept.data, accept=False)
    assert "客流在增长。亏损占百分之七。" in text(kept.data, accept=True)
    assert len(kept.conflicts) == 1


def test_with_nothing_remembered_and_much_different_it_is_unknown() -> None:
    story = Story()
    for t in story.document.element.iter(qn("w:t")):
        t.text = f"据称{t.text}"
    with pytest.raises(UnknownError, match="lines differ"):
        keep(None, forgetful(story.there), story.last, date=TODAY)


def forgetful(data: bytes) -> bytes:
    """The file as builds wrote it that did not put the words of the lines in."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("customXml/item") and b"urn:collate:lines" in part:
                part = re.sub(rb">[^<>]*</((?:\w+:)?line)>", rb"></\1>", part)
            new.writestr(name, part)
    return out.getvalue()


def test_a_file_of_somebody_else_is_unknown() -> None:
    document = docx.Document()
    document.add_paragraph("别人的文件。")
    out = BytesIO()
    document.save(out)
    with pytest.raises(UnknownError):
        keep(None, out.getvalue(), Story().last, date=TODAY)


def test_nothing_to_do_changes_no_byte() -> None:
    story = Story()
    there = kept_edits.edit_file(random.Random(3), story.last).data
    assert keep(story.last, there, story.last, date=TODAY).data == there
