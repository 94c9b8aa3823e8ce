"""Places in articles: every spelling an author may use, and the two that are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.locator import NAMED, Locator, parse, shown, text

CASES = [
    ("三（一）¶2", Locator(("三", "一"), 2), "三（一）第2段", "§3(1) ¶2"),
    ("三¶1", Locator(("三",), 1), "三第1段", "§3 ¶1"),
    ("三（一）", Locator(("三", "一")), "三（一）", "§3(1)"),
    ("十二（二十一）¶30", Locator(("十二", "二十一"), 30), "十二（二十一）第30段", "§12(21) ¶30"),
    ("引言¶1", Locator(("引言",), 1), "引言第1段", "introduction ¶1"),
    ("结语¶1", Locator(("结语",), 1), "结语第1段", "conclusion ¶1"),
    ("摘要", Locator(("摘要",)), "摘要", "abstract"),
    ("¶7", Locator((), 7), "第7段", "¶7"),
    ("p. 12", Locator(page="12"), "第12页", "p. 12"),
    ("p. 12-14", Locator(page="12-14"), "第12—14页", "pp. 12–14"),
    ("p. xii", Locator(page="xii"), "第xii页", "p. xii"),
]


@pytest.mark.parametrize(("canonical", "place", "zh", "en"), CASES)
def test_the_canonical_form_and_the_two_printed_forms_name_the_same_place(
    canonical: str, place: Locator, zh: str, en: str
) -> None:
    assert text(place) == canonical
    assert shown(place, "zh") == zh
    assert shown(place, "en") == en
    assert parse(canonical) == parse(zh) == parse(en) == place


@pytest.mark.parametrize(
    ("loose", "canonical"),
    [
        ("三(一)¶2", "三（一）¶2"),
        (" 三 （ 一 ） ¶ 2 ", "三（一）¶2"),
        ("结论¶2", "结论¶2"),
        ("conclusion ¶2", "结语¶2"),
        ("第12页", "p. 12"),
        ("第 12—14 页", "p. 12-14"),
        ("pp. 12–14", "p. 12-14"),
        ("p12", "p. 12"),
        ("页12", "p. 12"),
        ("para. 7", "¶7"),
    ],
)
def test_authors_may_write_it_in_other_ways(loose: str, canonical: str) -> None:
    assert text(parse(loose)) == canonical


@pytest.mark.parametrize(
    "wrong",
    ["", " ", "somewhere", "三（一）2", "三（一", "¶0", "¶", "三（一）（二）¶1", "百¶1", "12", "S3",
     "p. 14-12", "p. 12-12", "p.", "引言（一）¶1", "§0 ¶1", "三¶1¶2", "零¶1"],
)  # fmt: skip
def test_what_is_no_place_is_refused_in_plain_words(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"is not a place|run upwards|counted from 1|no section"):
        parse(wrong)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Locator(("三",), page="12"),
        lambda: Locator(paragraph=2, page="12"),
        lambda: Locator(paragraph=0),
        lambda: Locator(page="about 12"),
        lambda: Locator(("三", "引言")),
        lambda: Locator(("三", "一", "二")),
        lambda: Locator(("",)),
    ],
)
def test_an_impossible_place_cannot_be_made(make: object) -> None:
    assert callable(make)
    with pytest.raises(ValueError):
        make()


def test_the_whole_article_is_printed_as_nothing() -> None:
    assert (text(Locator()), shown(Locator(), "zh"), shown(Locator(), "en")) == ("", "", "")


_numerals = st.sampled_from(["一", "二", "九", "十", "十一", "二十", "二十三", "九十九"])
_sections = st.one_of(
    st.sampled_from(sorted(NAMED)).map(lambda name: (name,)),
    st.tuples(_numerals),
    st.tuples(_numerals, _numerals),
)
_pages = st.integers(1, 900).flatmap(lambda a: st.sampled_from([str(a), f"{a}-{a + 3}", f"S{a}", "iv-ix"]))
places = st.one_of(
    st.builds(Locator, _sections, st.none() | st.integers(1, 999)),
    st.builds(Locator, st.just(()), st.integers(1, 999)),
    st.builds(Locator, page=_pages),
)


@given(places)
def test_parse_undoes_text(place: Locator) -> None:
    assert parse(text(place)) == place
    assert parse(shown(place, "zh")) == place


@given(places)
def test_english_keeps_the_place(place: Locator) -> None:
    """Only a name may become its commonest equal: 导言 and 引言 are both "introduction"."""
    again = parse(shown(place, "en"))
    assert (again.paragraph, again.page, shown(again, "en")) == (
        place.paragraph,
        place.page,
        shown(place, "en"),
    )
    if not (place.section and place.section[0] in NAMED):
        assert again == place
