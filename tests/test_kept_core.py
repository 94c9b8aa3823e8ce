"""Merging texts: by sentences, without a word lost, and never inside a sentence."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.kept.align import likeness, matched, stays
from builder.kept.atoms import Atom, alike, atoms, keys, plain
from builder.kept.sentences import sentences, three_way

SENTENCES = (
    "Revenue grew 5 %.",
    "Margins held.",
    "供应链风险上升，产能增长5%。",
    "预计下季度缓解。",
    "See No. 5 of it.",
    "Is it so?",
)
texts = st.lists(st.sampled_from(SENTENCES), min_size=0, max_size=5).map(" ".join)


def merged(last: str, there: str, now: str) -> str | None:
    found = three_way(atoms(last), atoms(there), atoms(now))
    return None if found is None else plain(found)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One. Two! Three?", ["One. ", "Two! ", "Three?"]),
        ("增长5%。预计缓解；再议", ["增长5%。", "预计缓解；", "再议"]),
        ("“够了。”他说。", ["“够了。”", "他说。"]),
        ("It grew 5.6 % by p. 12, cf. Fig. 3. So what", ["It grew 5.6 % by p. 12, cf. Fig. 3. ", "So what"]),
        ("The U.S. acts. China answers.", ["The U.S. acts. ", "China answers."]),
        ("approx. five", ["approx. five"]),
        ("", []),
    ],
)
def test_sentences(text: str, parts: list[str]) -> None:
    assert [plain(one) for one in sentences(atoms(text))] == parts


def test_a_mark_after_the_stop_belongs_to_its_sentence() -> None:
    line = [*atoms("One."), Atom("[1]", thing="mark:a"), *atoms(" Two.")]
    assert [plain(one) for one in sentences(line)] == ["One.[1] ", "Two."]


@pytest.mark.parametrize(
    "parts",
    [
        ["甲。[1]\u00a0三第2段 [2]61 [3]61", "爩手写。", "乙。"],
        ["甲。[1]\u00a0一（二）第3段、三第2段", "补一句。"],
        ["甲。[1]\u00a0三第龘2段 [2]61\u2002", "●\u00a0一致"],
        ["甲。[1]\u00a0三第龘2段\u2002", "○\u00a0有分歧"],
        ["甲。[1]", "三文都没有。", "乙。"],
        ["One.[1]\u00a0§1(2)\u00a0¶3, §3\u00a0¶2 ", "Two. ", "Three."],
        ["One.[1]\u00a0p.\u00a049 [2]\u00a0pp.\u00a01–3"],
    ],
)
def test_a_mark_does_not_part_from_its_place(parts: list[str]) -> None:
    line: list[Atom] = []
    for text in re.split(r"(\[\d\]\d*)", "".join(parts)):
        line += [Atom(text, thing=f"mark:{text}")] if text.startswith("[") else atoms(text)
    assert [plain(one) for one in sentences(line)] == parts


@pytest.mark.parametrize(
    ("last", "there", "now", "both"),
    [
        ("It grew 5 %. It held.", "It fell 5 %. It held.", "It grew 7 %. It held.", None),
        ("It grew 5 %. It held.", "It fell 5 %. It held.", "It grew 5 %. It broke.", "It fell 5 %. It broke."),
        ("增长5%。预计缓解。", "下降5%。预计缓解。", "增长5%。预计恶化。", "下降5%。预计恶化。"),
        ("增长5%。", "下降5%。", "增长7%。", None),
        ("问？", "问？新", "问？新。", "问？新。"),
        ("Ask?", "Ask? New.", "Ask? New", "Ask? New"),
        ("One. Two.", "One. Two. By hand.", "One, new. Two.", "One, new. Two. By hand."),
        ("One. Two.", "One. By hand. Two.", "One. Outline. Two.", None),
        ("One. Two. Three.", "Two. Three.", "One. Two. 3.", "Two. 3."),
        ("One. Two.", "Two.", "One, new. Two.", None),
        ("Tpyo.", "Typo.", "Typo.", "Typo."),
        ("It grew. It held.", "It held. 风险上升。", "It held.", "It held. 风险上升。"),
    ],
)
def test_three_ways(last: str, there: str, now: str, both: str | None) -> None:
    assert merged(last, there, now) == both


@settings(max_examples=300)
@given(texts, texts)
def test_what_only_one_side_changed_is_taken(last: str, new: str) -> None:
    assert merged(last, last, new) == new
    assert merged(last, new, last) == new
    assert merged(last, new, new) == new


@settings(max_examples=300)
@given(texts, texts, texts)
def test_every_sentence_of_a_merge_was_written_by_somebody(last: str, there: str, now: str) -> None:
    """Nothing is invented: each sentence stands in one of the three; and what one side added is there."""
    both = merged(last, there, now)
    if both is None:
        return
    known = {plain(s).strip() for text in (last, there, now) for s in sentences(atoms(text))}
    found = [plain(s).strip() for s in sentences(atoms(both))]
    assert set(found) <= known
    base = {plain(s).strip() for s in sentences(atoms(last))}
    for side in (there, now):
        assert {plain(s).strip() for s in sentences(atoms(side))} - base <= set(found)


@given(texts, texts, texts)
def test_merging_does_not_depend_on_who_is_who(last: str, there: str, now: str) -> None:
    one, other = merged(last, there, now), merged(last, now, there)
    assert (one is None) == (other is None)
    assert one is None or keys(atoms(one)) == keys(atoms(other or ""))


def test_a_number_of_a_mark_is_no_difference() -> None:
    assert alike([Atom("[1]", thing="mark:a")], [Atom("[2]", thing="mark:a")])
    assert not alike([Atom("a")], [Atom("a", "b")])
    assert alike(atoms(" a  b "), atoms("a b"))


def test_the_likest_stand_for_one_another() -> None:
    last = ["Lead times are long.", "供应链风险持续上升。", "Yield is 70 % at the new node."]
    there = ["A paragraph by hand.", "Lead times are very long.", "供应链风险上升。", "Yield is 72 % at the new node."]
    assert matched(last, there) == [(0, 1), (1, 2), (2, 3)]
    assert matched(last, []) == [] == matched([], there)
    assert likeness("", "") == 1 and likeness("abc", "xyz") < 0.5


@given(st.lists(st.text("ab ", max_size=6), max_size=7), st.lists(st.text("ab ", max_size=6), max_size=7))
def test_pairs_are_in_order_and_each_stands_once(last: list[str], there: list[str]) -> None:
    pairs = matched(last, there)
    assert all(a < c and b < d for (a, b), (c, d) in itertools.pairwise(pairs))
    assert matched(last, last) == [(i, i) for i in range(len(last))]


@given(st.permutations(range(7)))
def test_as_much_as_possible_stays(order: list[int]) -> None:
    kept = stays(order)
    assert [n for n in order if n in kept] == sorted(kept)
    longest = [1] * 7
    for i in range(7):
        longest[i] = 1 + max((longest[j] for j in range(i) if order[j] < order[i]), default=0)
    assert len(kept) == max(longest)
