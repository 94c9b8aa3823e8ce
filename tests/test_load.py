"""YAML as authors and strangers write it: text stays text, places are kept, what can explode is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.load import MAX_DEPTH, Node, parse
from builder.problem import Place, Problems

HERE = Path("x.yaml")


def value(node: Node) -> object:
    """The plain value behind a node."""
    if isinstance(node.value, dict):
        return {k: value(v) for k, v in node.value.items()}
    return [value(v) for v in node.value] if isinstance(node.value, list) else node.value


def problems(data: str | bytes) -> list[str]:
    with pytest.raises(Problems) as caught:
        parse(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data, HERE)
    return [f"{p.place} {p.code}" for p in caught.value.found]


def test_scalars_stay_text() -> None:
    text = "a: no\nb: 012\nc: 12:30\nd: 1.10\ne: 2026-11-22\nf: ~\ng: 0x1F\n"
    assert value(parse(text.encode(), HERE)) == {
        "a": "no", "b": "012", "c": "12:30", "d": "1.10", "e": "2026-11-22", "f": "~", "g": "0x1F",
    }  # fmt: skip


def test_places_count_from_one() -> None:
    root = parse("甲:\n  - 乙: 丙\n".encode(), HERE)
    assert isinstance(root.value, dict) and isinstance(root.value["甲"].value, list)
    inner = root.value["甲"].value[0]
    assert isinstance(inner.value, dict)
    assert inner.value["乙"].place == Place(HERE, 2, 8)
    assert inner.value["乙"].key == Place(HERE, 2, 5)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\nb: *x\n", ["x.yaml:1:4 alias", "x.yaml:2:4 alias"]),
        ("a: !!python/object:os.system x\n", ["x.yaml:1:4 tag"]),
        ("<<: *a\n", ["x.yaml:1:5 alias"]),
        ("a: 1\na: 2\nb: 1\nb: 2\n", ["x.yaml:2:1 doubled", "x.yaml:4:1 doubled"]),
        ("a: 1\n---\nb: 2\n", ["x.yaml:2:1 documents"]),
        ("", ["x.yaml:1:1 empty"]),
        ("# nothing\n", ["x.yaml:1:1 empty"]),
        ("[" * (MAX_DEPTH + 1), [f"x.yaml:1:{MAX_DEPTH + 1} depth"]),
        ("[" * 100_000, [f"x.yaml:1:{MAX_DEPTH + 1} depth"]),
        ('a: "\\u202e"\n', ["x.yaml:1:4 character"]),
        ('a: "\\x0b"\n', ["x.yaml:1:4 character"]),
        ("? [a]\n: b\n", ["x.yaml:1:3 yaml"]),
        ("a: 'b\n", ["x.yaml:2:1 yaml"]),
    ],
)
def test_refused(text: str, found: list[str]) -> None:
    assert problems(text) == found


def test_other_encodings_are_refused_and_a_byte_order_mark_is_not() -> None:
    assert problems("a: 中".encode("gb18030")) == ["x.yaml:1:1 encoding"]
    assert value(parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", HERE)) == {"a": "1", "b": "2"}


PLAIN = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


@given(st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(PLAIN, inner), max_leaves=20))
def test_what_is_written_is_read(data: object) -> None:
    import json

    text = json.dumps(data, ensure_ascii=False)  # JSON is YAML
    assert value(parse(text.encode(), HERE)) == data


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    try:
        parse(data, HERE)
    except Problems as e:
        assert all(str(p) for p in e.found)
