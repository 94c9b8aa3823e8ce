"""`check --fix` writes the right place, and not a byte besides."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_verify import comparison, texts  # noqa: F401

from builder import locator
from builder.fix import fix, rewritten
from builder.load import load, parse
from builder.verify import verify


def test_a_wrong_place_is_put_right_and_nothing_else(project: Path, texts: Path) -> None:  # noqa: F811
    path = project / "outlines/articles/lin-2031.yaml"
    good = path.read_bytes()
    bad = good.replace("at: 一（二）¶3 #".encode(), "at: 二¶9 #".encode()).replace(
        "at: 三¶2".encode(), 'at: "三¶1"'.encode()
    )
    path.write_bytes(bad)
    folder = project / "outlines/articles"
    done = fix(comparison(project), [texts], folder)
    assert [(f.old, f.new) for f in done] == [("二¶9", "一（二）¶3"), ("三¶1", "三¶2")]
    assert str(done[0]).startswith("outlines/articles/lin-2031.yaml:31:9: fixed: at: 二¶9 -> 一（二）¶3")
    assert path.read_bytes() == good.replace("at: 三¶2".encode(), 'at: "三¶2"'.encode())
    assert verify(comparison(project), [texts]) == 6
    assert fix(comparison(project), [texts], folder) == []


def test_a_quote_that_stands_nowhere_and_a_page_are_left_alone(project: Path, texts: Path) -> None:  # noqa: F811
    path = project / "outlines/articles/lin-2031.yaml"
    path.write_text(path.read_text("utf-8").replace("等得到的人还是愿意等", "等不到的人不愿意等"), "utf-8")
    other = project / "outlines/articles/zhou-2031.yaml"
    before = (path.read_bytes(), other.read_bytes())
    assert fix(comparison(project), [texts], project / "outlines/articles") == []
    assert (path.read_bytes(), other.read_bytes()) == before


def test_without_its_text_nothing_is_fixed(project: Path, texts: Path) -> None:  # noqa: F811
    path = project / "outlines/articles/lin-2031.yaml"
    path.write_text(path.read_text("utf-8").replace("at: 三¶2", "at: 三¶1"), "utf-8")
    assert fix(comparison(project), [project / "nowhere"], project / "outlines/articles") == []


PLACES = ["三¶2", "三（一）¶12", "摘要", "¶7"]
FORMS = {
    "plain": "at: {}", "single": "at: '{}'", "double": 'at: "{}"', "spaces": "at:    {}   ", "comment": "at: {} # {}",
    "flow": "claims: {{at: {}, quote: 桥, in: [{}]}}", "flow double": 'claims: {{"at": "{}", q: 桥}}',
    "escaped": 'at: "\\u4e09\\xb61"', "block": "at: >-\n    {}", "literal": "at: |\n    {}", "below": "at:\n    {}",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@given(
    new=st.sampled_from(PLACES), end=st.sampled_from(["\n", "\r\n"]), bom=st.booleans(),
    before=st.sampled_from(["", "# 注：三¶1\n", "x: 三¶1 # 三¶1\n", "甲乙丙: 😀\n", 'q: "引“文”"\n\n\n']),
    after=st.sampled_from(["", "# 三¶1", "y: 三¶1\nz: [ 三¶1 ]", "\n\n"]),
)  # fmt: skip
@settings(max_examples=60, deadline=None)
def test_however_it_is_written_only_that_scalar_changes(
    form: str, new: str, end: str, bom: bool, before: str, after: str
) -> None:
    def file(place: str) -> bytes:
        text = before + FORMS[form].replace("{{", "{").replace("}}", "}").replace("{}", place, 1).replace("{}", "三¶1")
        return (("\ufeff" if bom else "") + f"{text}\n{after}\n".replace("\n", end)).encode("utf-8")

    data = file("三¶1")
    root = parse(data, Path("notes")).value
    assert isinstance(root, dict)
    holder = root if "at" in root else root["claims"].value
    assert isinstance(holder, dict)
    place = holder["at"].place
    made = rewritten(data, {(place.line, place.col): new})
    if form in ("block", "literal"):
        assert made.count(b">-") + made.count(b"|") == 0
        made_root = parse(made, Path("notes")).value
        assert isinstance(made_root, dict) and made_root["at"].value == new
        start = data.decode().index(">" if form == "block" else "|")
        assert made.decode()[:start] == data.decode()[:start]
    elif form == "escaped":
        assert made == data.replace(b'"\\u4e09\\xb61"', f'"{new}"'.encode())
    else:
        assert made == file(new)


def test_a_file_that_changed_meanwhile_is_not_written() -> None:
    with pytest.raises(AssertionError, match="no longer"):
        rewritten("at: 三¶1\n".encode(), {(7, 5): "三¶2"})


def test_a_replacement_that_would_say_more_is_not_written() -> None:
    with pytest.raises(AssertionError, match="more than"):
        rewritten("at: 三¶1\n".encode(), {(1, 5): "三¶2\nid: x"})


def test_every_canonical_place_is_safe_in_plain_yaml(tmp_path: Path) -> None:
    for place in (*PLACES, "引言¶1", "结语", "十二（十）¶40"):
        path = tmp_path / "x.yaml"
        path.write_text(f"- {{at: {place}, b: [{place}]}}\n", "utf-8")
        assert locator.text(locator.parse(place)) == place
        root = load(path).value
        assert isinstance(root, list) and isinstance(root[0].value, dict) and root[0].value["at"].value == place
