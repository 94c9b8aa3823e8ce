"""GB/T 7714: entries of every kind in both editions and languages, marks, order; every expectation is our own."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from builder.citation import Item, Record, Session, Span, text_of
from builder.cites import style, styles
from builder.gbt import collation, record
from builder.gbt.runs import join, plain, rich

sys.path.insert(0, str(Path(__file__).parent / "bench"))
import citations

SUITE = Path(__file__).resolve().parents[2] / "shared" / "cite_suite"


def zh(kind: str, title: str = "", *authors: str, **fields: Any) -> Record:
    """A Chinese record; field names with _ for -."""
    return made("zh-CN", kind, title, [{"literal": a} for a in authors], fields)


def en(kind: str, title: str = "", *authors: str, **fields: Any) -> Record:
    """An English record; an author is "Family, Given" or a body."""
    people = [
        dict(zip(("family", "given", "suffix"), a.split(", "), strict=False)) if ", " in a else {"literal": a}
        for a in authors
    ]
    return made("en-GB", kind, title, people, fields)


def made(language: str, kind: str, title: str, people: list[dict[str, str]], fields: dict[str, Any]) -> Record:
    """A record; dates are text, roles other than author are lists of literals."""
    found: dict[str, Any] = {"id": title or "untitled", "type": kind, "language": language}
    found |= ({"title": title} if title else {}) | ({"author": people} if people else {})
    for key, value in fields.items():
        name = key if key in ("not_stated", "archive_location") else key.replace("_", "-")
        found[name] = [{"literal": v} for v in value] if isinstance(value, tuple) else value
    return found


CASES = yaml.safe_load((Path(__file__).parent / "gbt7714_entries.yaml").read_text(encoding="utf-8"))
ARTICLE = next(case for case in CASES if case["record"]["type"] == "article-journal")


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['record']['type']}-{case['record'].get('title', '')}")
@pytest.mark.parametrize("year", ["2025", "2015"])
def test_entry_of_every_kind(case: dict[str, Any], year: str) -> None:
    source = {"id": "x", **case["record"]}
    if want := case.get(f"want_{year}"):
        assert text_of(style(f"gb-t-7714-{year}-numeric").entry(source, number=1, lang="zh")) == want
        assert text_of(style(f"gb-t-7714-{year}-note").entry(source, number=1, lang="zh")) == want
    if want := case.get(f"dated_{year}"):
        chosen = style(f"gb-t-7714-{year}-author-date")
        assert text_of(chosen.entry(source, number=None, lang="zh", suffix=case.get("suffix", ""))) == want


def test_english_document_sets_translations_and_romanised_names_beside_the_original() -> None:
    source = dict(ARTICLE["record"])
    source |= {"id": "x", "title-translated": "The Scale of Streets", "container-title-translated": "Planning Review"}
    source["author"] = [{"family": "李", "given": "明", "romanised": "Li Ming"}]
    entry = style("gb-t-7714-2025-numeric").entry
    assert text_of(entry(source, number=1, lang="en-GB")) == (
        "李明 [Li Ming]. 街道的尺度 [The Scale of Streets][J]. 规划评论 [Planning Review]，2024，12（3）：15."
    )
    assert text_of(entry(source, number=1, lang="zh")) == ARTICLE["want_2025"]
    untitled = {k: v for k, v in source.items() if k not in ("title", "title-translated")}
    assert "[title not stated][J]" in text_of(entry(untitled, number=1, lang="en"))


def test_addresses_and_identifiers_are_links_and_titles_keep_their_italics() -> None:
    source = en("article-journal", "On <i>E. grandis</i> in CO<sub>2</sub>", "Fox, A", container_title="City",
                issued="2014", volume="5", URL="https://a.org/1", DOI="10.1/q")  # fmt: skip
    spans = style("gb-t-7714-2025-numeric").entry(source, number=1, lang="zh")
    assert Span("E. grandis", italic=True) in spans
    assert Span("https://a.org/1", link="https://a.org/1") in spans
    assert Span("DOI:10.1/q", link="https://doi.org/10.1/q") in spans
    assert "CO₂[J/OL]" in text_of(spans)


# ---------------------------------------------------------------------------- marks

A, B, C, D = (zh("book", name, name, issued="2008") for name in ("安甲", "白乙", "曹丙", "丁丁"))
NUMBERS = {"安甲": 1, "白乙": 2, "曹丙": 3, "丁丁": 4}


def marked(name: str, *items: Item, lang: str = "zh", **session: Any) -> str:
    """A mark as text, raised runs in ^{}."""
    spans = style(f"gb-t-7714-{name}").mark(items, numbers=NUMBERS, lang=lang, session=Session(**session))
    return re.sub(r"\}\^\{", "", "".join(f"^{{{s.text}}}" if s.raised else s.text for s in spans))


@pytest.mark.parametrize("name", ["2025-numeric", "2015-numeric"])
def test_numeric_marks(name: str) -> None:
    assert marked(name, Item(A)) == "^{[1]}"
    assert marked(name, Item(C), Item(A), Item(C)) == "^{[1,3]}"
    assert marked(name, Item(A), Item(B), Item(C)) == "^{[1-3]}"
    assert marked(name, Item(A), Item(B), Item(D)) == "^{[1,2,4]}"
    assert marked(name, Item(B, "260")) == "^{[2]260}"
    assert marked(name, Item(B, "326–9")) == "^{[2]326-329}"
    assert marked(name, Item(C, "5"), Item(A), Item(B, "8"), Item(B, "9")) == "^{[1],[2]8,9,[3]5}"
    assert marked(name, Item(D, "三（一）第2段", "section")) == "^{[4]三（一）第2段}"
    assert marked(name, Item(D, "§3(1) ¶2", "section"), Item(D, "§4", "section")) == "^{[4]§3(1) ¶2; §4}"


def test_every_number_of_a_mark_leads_to_its_source() -> None:
    spans = style("gb-t-7714-2025-numeric").mark([Item(A), Item(C)], numbers=NUMBERS, lang="zh")
    assert [(s.text, s.link) for s in spans] == [
        ("[", ""),
        ("1", "source:安甲"),
        (",", ""),
        ("3", "source:曹丙"),
        ("]", ""),
    ]
    assert all(s.raised for s in spans)


@given(st.sets(st.integers(1, 40), min_size=1))
def test_a_collapsed_mark_says_exactly_the_numbers_it_stands_for(numbers: set[int]) -> None:
    items = [Item({"id": str(n)}) for n in sorted(numbers, reverse=True)]
    spans = style("gb-t-7714-2025-numeric").mark(items, numbers={str(n): n for n in numbers}, lang="zh")
    said: set[int] = set()
    for run in text_of(spans).strip("[]").split(","):
        first, _, last = run.partition("-")
        said |= set(range(int(first), int(last or first) + 1))
    assert said == numbers


def test_author_date_marks() -> None:
    two = zh("book", "甲乙", "安甲", "白乙", issued="2019")
    west = en("book", "W", "Wood, S. A.", "Elm, K", issued="2009")
    none = en("book", "N", "Wood, S. A.", "Ash, B")
    assert marked("2025-author-date", Item(A)) == "（安甲，2008）"
    assert marked("2015-author-date", Item(A)) == "(安甲, 2008)"
    assert marked("2025-author-date", Item(west), Item(two)) == "（安甲等，2019；Wood et al.，2009）"
    assert marked("2015-author-date", Item(west), Item(two)) == "(安甲 等, 2019; Wood et al., 2009)"
    assert marked("2025-author-date", Item(two), narrative=True) == "安甲等（2019）"
    assert marked("2015-author-date", Item(two), narrative=True) == "安甲 等 (2019)"
    assert marked("2025-author-date", Item(none)) == "（Wood et al.，n.d.）"
    assert marked("2025-author-date", Item(west), Item(none)) == "（Wood et al.，2009, n.d.）"
    assert marked("2025-author-date", Item(zh("book", "无名"))) == "（佚名，无日期）"
    # Pinpoints are never lost: raised behind the bracket (2015, 10.2.4; 2025, 9.3.1.4).
    assert marked("2025-author-date", Item(B, "42"), Item(A)) == "（安甲，2008）（白乙，2008）^{42}"
    assert marked("2025-author-date", Item(A, "42"), Item(A, "50")) == "（安甲，2008）^{42,50}"
    assert marked("2025-author-date", Item(A, "42"), narrative=True) == "安甲（2008）^{42}"


def test_letters_tell_apart_what_author_and_year_do_not() -> None:
    works = [
        zh("book", "x", "张三", "李四", issued="2008"),
        zh("book", "y", "张三", "王五", "赵六", issued="2008"),
        zh("book", "z", "张三", issued="2008"),
        zh("book", "w", "张三", "李四", issued="2009"),
    ]
    chosen = style("gb-t-7714-2025-author-date")
    letters = chosen.suffixes(works)
    assert letters == {"x": "a", "y": "b"}
    assert (
        marked("2025-author-date", *(Item(w) for w in works), suffixes=letters)
        == "（张三，2008；张三等，2008a, 2008b, 2009）"
    )
    many = [zh("book", f"t{n}", "张三", issued="2008") for n in range(28)]
    assert list(chosen.suffixes(many).values())[-3:] == ["z", "aa", "ab"]
    assert style("gb-t-7714-2025-numeric").suffixes(many) == {}


def test_notes_point_back() -> None:
    def told(name: str, *notes: tuple[Item, ...]) -> list[str]:
        chosen, session, texts = style(f"gb-t-7714-{name}"), Session(), []
        for n, items in enumerate(notes, 1):
            texts.append(text_of(chosen.mark(items, numbers={}, lang="zh", session=session)))
            session = session.after(items, n)
        return texts

    book = zh("book", "长路", "安甲", publisher="某社", publisher_place="北京", issued="2008", page="1-300")
    page = zh("article-journal", "短文", "白乙", container_title="某刊", issued="2008", issue="2", page="1-9")
    notes = [(Item(book, "15"),), (Item(page, "第2段", "section"),), (Item(book, "15"),), (Item(book, "15"),),
             (Item(book, "16"),), (Item(book),), (Item(page), Item(book, "3"), Item(book, "4"))]  # fmt: skip
    assert told("2025-note", *notes) == [
        "安甲. 长路[M]. 北京：某社，2008：15.", "白乙. 短文[J]. 某刊，2008（2）：1-9，第2段.",
        "同1：15.", "同1：15.", "同1：16.", "同1.", "同2；同1：3,4."]  # fmt: skip
    assert told("2015-note", *notes)[2:] == ["同1: 15.", "同上.", "同上: 16.", "同1.", "同2; 同1: 3,4."]
    assert told("2025-note", (Item(book, "15"), Item(page)))[0].startswith(
        "安甲. 长路[M]. 北京：某社，2008：15；白乙. 短文"
    )
    cited = Session(first_notes={"长路": 3}, last=(Item(book, "15"),))
    for name, want in (("2025-note", "As note 3：15."), ("2015-note", "Ibid.")):
        mark = style(f"gb-t-7714-{name}").mark([Item(book, "15")], numbers={}, lang="en", session=cited)
        assert text_of(mark) == want
    web = zh("webpage", "网文", "丁丁", URL="http://a.cn/", container_title="某站")
    assert told("2025-note", (Item(web, "第2段", "section"),)) == ["丁丁. 网文[EB/OL]. 第2段. http://a.cn/."]


# ---------------------------------------------------------------------------- order and language


def test_author_date_list_is_sorted_by_language_then_pinyin() -> None:
    names = ["Zoë", "曾甲", "安甲", "单田", "仇乙", "《环球》社", "Ábel", "吕丙", "卢丁", "罗戊", "重庆大学", "闫己"]
    works = [made("zh" if record.has_han(n) else "en", "book", n, [{"literal": n}], {"issued": "2001"}) for n in names]
    works.append(made("ru", "book", "Ж", [{"literal": "Жук"}], {}))
    works.append(made("ja", "book", "の", [{"literal": "青木"}], {}))
    works.append(zh("book", "无名", issued="1999"))
    want = "安甲 重庆大学 《环球》社 卢丁 吕丙 罗戊 仇乙 单田 闫己 无名 曾甲 の Ábel Zoë Ж"
    assert style("gb-t-7714-2025-author-date").order(works) == want.split()
    assert style("gb-t-7714-2025-numeric").order([*works, works[0]]) == [w["id"] for w in works]


def test_same_author_is_sorted_by_year_with_undated_works_last() -> None:
    works = [
        zh("book", t, "张三", **f) for t, f in (("n", {}), ("b", {"issued": "2010"}), ("a", {"issued": "1999-05"}))
    ]
    assert style("gb-t-7714-2025-author-date").order(works) == ["a", "b", "n"]


def test_order_minds_neither_case_nor_tone_before_sound_nor_a_fourth_author() -> None:
    assert sorted(["驴", "路", "乱", "Lb", "la"], key=collation.key) == ["la", "Lb", "路", "驴", "乱"]
    four = [zh("book", t, "甲", "乙", "丙", last, issued="2001") for t, last in (("first", "左"), ("second", "安"))]
    assert style("gb-t-7714-2025-author-date").order(four) == ["first", "second"]


@given(st.text(max_size=6), st.text(max_size=6), st.text(max_size=6))
def test_collation_is_an_order(a: str, b: str, c: str) -> None:
    first, second, third = sorted(map(collation.key, (a, b, c)))
    assert first <= second <= third


@pytest.mark.parametrize(
    "fields, want",
    [
        ({"language": "zh-TW"}, "zh"),
        ({"language": "English"}, "en"),
        ({"title": "图书馆"}, "zh"),
        ({"title": "図書館の話"}, "ja"),
        ({"title": "한국"}, "ko"),
        ({"title": "Город"}, "ru"),
        ({"title": "Città"}, "en"),
        ({"container-title": "某刊"}, "zh"),
    ],
)
def test_language_is_stated_or_read_from_the_script(fields: dict[str, str], want: str) -> None:
    assert record.language({"id": "x", **fields}) == want


@pytest.mark.parametrize(
    "stated, year, full",
    [("2023", "2023", "2023"), (2023, "2023", "2023"), ("2023-5", "2023", "2023-05"), ("2023~", "[2023]", "[2023]"),
     ({"date-parts": [["2023", "5", 1]]}, "2023", "2023-05-01"), ({"raw": "2023-05-01"}, "2023", "2023-05-01"),
     ({"date-parts": [[1883], [0]]}, "1883-", "1883-"), ({"literal": "c1988"}, "c1988", "c1988"),
     ({"date-parts": [[1957], [1990]]}, "1957-1990", "1957-1990")],
)  # fmt: skip
def test_dates_in_every_form_of_csl(stated: object, year: str, full: str) -> None:
    found = record.when({"id": "x", "issued": stated}, "issued")
    assert found and (found.year(), found.full()) == (year, full)


def test_joining_sets_no_full_stop_twice() -> None:
    assert text_of(join([plain("Inc."), (), plain("About")], ". ")) == "Inc. About"
    assert rich('<span class="nocase">A</span><sup>2</sup>') == (Span("A"), Span("2", raised=True))


# ---------------------------------------------------------------------------- laws

_WORDS = st.sampled_from(["长江", "North Sea", "A. B. Press", "卷一", "Inc."])
_VALUES = {
    **dict.fromkeys(("title", "container-title", "publisher", "publisher-place", "event-title", "archive"), _WORDS),
    "volume": st.sampled_from(["7", "上"]),
    "issued": st.sampled_from(["2013", "2013-04-05", {"literal": "民国"}]),
    "author": st.just([{"family": "Öz", "given": "Al"}]),
    "editor": st.just([{"literal": "编者"}]),
    **{
        field: st.just(value)
        for field, value in (
            ("issue", "8"),
            ("page", "31-39"),
            ("accessed", "2014-06-07"),
            ("URL", "https://u.org/v"),
            ("DOI", "10.9/w"),
            ("edition", "修订版"),
            ("number", "R-66"),
            ("version", "V3"),
            ("medium", "CD"),
        )
    },
}
_RECORDS = st.builds(
    lambda kind, tongue, fields: {"id": "x", "type": kind, "language": tongue, **fields},
    st.sampled_from(sorted({case["record"]["type"] for case in CASES})),
    st.sampled_from(["zh", "en", "ja"]),
    st.fixed_dictionaries({}, optional=_VALUES),
)


@given(_RECORDS, st.sampled_from(styles()), st.sampled_from(["zh", "en"]))
def test_no_entry_is_malformed_or_says_what_the_record_does_not(source: Record, name: str, lang: str) -> None:
    entry = text_of(style(name).entry(source, number=1, lang=lang))
    assert entry.endswith(".") and not entry.endswith("..")
    for broken in [
        ". .",
        "（）",
        "()",
        "[]",
        "：：",
        "，，",
        "：，",
        "，：",
        ": :",
        ", ,",
        "//.",
        "//：",
        "None",
        "  ",
    ]:
        assert broken not in entry
    for stop in ("，", "：", ", ", ": ", ". ", "//", "/"):
        assert not entry.startswith(stop)
    stated = " ".join(str(value) for value in source.values())
    assert set(re.findall(r"\d+", entry)) <= set(re.findall(r"\d+", stated))
    for field in ("title", "URL", "DOI"):
        assert str(source.get(field, "")) in entry


@given(_RECORDS, st.sampled_from(styles()), st.sampled_from([("97", "page"), ("三（一）第2段", "section")]))
def test_a_pinpoint_is_never_lost(source: Record, name: str, where: tuple[str, str]) -> None:
    mark = style(name).mark([Item(source, *where)], numbers={"x": 5}, lang="zh")
    assert where[0] in text_of(mark)
    again = Session(first_notes={"x": 1}, last=(Item(source),))
    assert where[0] in text_of(style(name).mark([Item(source, *where)], numbers={"x": 5}, lang="zh", session=again))


# ---------------------------------------------------------------------------- the shelf, and the shared suite


def test_every_style_answers_and_shows_an_example_in_its_manual() -> None:
    assert [n for n in styles() if n.startswith("gb-t")] == [
        f"gb-t-7714-{year}-{system}" for year in (2015, 2025) for system in ("author-date", "note", "numeric")
    ]
    for name in styles():
        manual = style(name).__doc__ or ""
        assert f"citations: {name}" in manual and re.search(r"\[[MJ]\]", manual) and re.search(r"mark:|note:", manual)
    with pytest.raises(KeyError):
        style("no-such-style")


@pytest.mark.skipif(not SUITE.is_dir(), reason="the shared suite is not here")
def test_shared_suite_reaches_the_bar() -> None:
    for path in SUITE.glob("gb-t-*.jsonl"):
        compared = citations.entries(path)
        assert sum(c.passes() for c in compared) >= 0.98 * len(compared), path.name
    for name, marks, _ in citations.documents(SUITE / "citations.jsonl"):
        if marks is not None and name in styles():
            assert all(c.passes() for c in marks), name
