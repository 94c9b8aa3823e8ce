"""Records come in from CSL-JSON, CSL-YAML, BibTeX and RIS, and nothing that they say is lost without a word."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED
from hypothesis import example, given
from hypothesis import strategies as st

from builder.import_command import add
from builder.importing import Brought, Incoming, Remarks, bring, read
from builder.importing.bring import create
from builder.importing.dates import dated
from builder.importing.doubles import folded
from builder.importing.names import han, plain
from builder.importing.naming import article_id, slug
from builder.importing.record import kinds
from builder.importing.skeleton import comment, read_back, scalar, skeleton
from builder.load import FORBIDDEN, parse
from builder.problem import Place, Problems

ARTICLES = Path("outlines/articles")
ZHANG = {
    "id": "zhang2031", "type": "article-journal", "title": "夜间公交的账本：一个比较", "volume": 7, "issue": "3",
    "author": [{"family": "曾", "given": "小路"}, {"family": "欧阳", "given": "一"}], "container-title": "城市出行评论",
    "page": "12-31",
    "issued": {"date-parts": [[2031, 5]]}, "DOI": "10.1234/abc", "language": "zh-CN",
}  # fmt: skip


def imported(folder: Path, name: str, text: str | bytes) -> tuple[list[Incoming], Remarks]:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    remarks = Remarks()
    return read(file, remarks), remarks


def told(remarks: Remarks) -> list[tuple[str, str]]:
    return [(p.code, p.message) for p in remarks.found]


# --- what an article file is


def test_a_record_becomes_a_skeleton_that_check_guides_through(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from builder.__main__ import main

    records, remarks = imported(tmp_path, "refs.json", json.dumps([ZHANG]))
    (path,) = bring(records, ARTICLES, remarks).files
    assert path == ARTICLES / "zhang2031.yaml" and remarks.found == []
    text = path.read_text("utf-8")
    assert "- {family: 曾, given: 小路}" in text and "issued: 2031-05\n" in text and "vantage: 2031-05 #" in text
    assert "label: {zh: 曾小路、欧阳一（2031）, en: Zeng & Ouyang (2031)}" in text and "check: Zeng, Ouyang)" in text
    outline = project / "outlines" / "case.yaml"
    outline.write_text(outline.read_text("utf-8").replace("[lin-2031, zhou-2031]", "[lin-2031, zhou-2031, zhang2031]"))
    assert main(["check"]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "zhang2031.yaml" in line]
    assert [line.partition(": ")[2] for line in said] == ["error: 'argues' is missing [missing]"]


def test_the_only_thing_missing_is_what_only_a_reader_can_write(tmp_path: Path) -> None:
    from builder.article import Article
    from builder.typed import typed

    records, _ = imported(tmp_path, "refs.json", json.dumps([ZHANG]))
    data, lost = skeleton(records[0], "zhang2031")
    with pytest.raises(Problems) as e:
        typed(parse(data, Path("x.yaml")), Article, lang="zh", root="zhang2031")
    assert [p.message for p in e.value.found] == ["'argues' is missing"] and lost == {}
    uncommented = re.sub(r"(?m)^# (argues|  says|  claims|claims|  - id|    \w+:)", r"\1", data.decode())
    article = typed(parse(uncommented.replace("claims: []\n", "", 1).encode(), Path("x.yaml")), Article, lang="zh",
                    root="zhang2031")  # fmt: skip
    assert [str(c.id) for c in article.claims] == ["d1"] and article.argues.claims == ("d1",)


def test_a_file_is_never_overwritten_and_a_second_import_writes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "zhang2031.yaml").write_text("mine", "utf-8")
    records, remarks = imported(tmp_path, "refs.json", json.dumps([ZHANG]))
    assert bring(records, folder, remarks).files == (folder / "zhang2031-2.yaml",)
    assert (folder / "zhang2031.yaml").read_text("utf-8") == "mine" and told(remarks)[0][0] == "unread"
    assert bring(records, folder, Remarks()) == Brought((), 1)
    with pytest.raises(FileExistsError):
        create(folder / "zhang2031.yaml", b"not mine")
    assert bring(records, tmp_path / "elsewhere", Remarks(), dry=True).files and not (tmp_path / "elsewhere").exists()


def test_doubles_go_by_doi_or_by_title_unless_something_speaks_against_it(tmp_path: Path) -> None:
    others = [
        ZHANG,
        {**ZHANG, "id": "a", "title": "另题", "DOI": "https://doi.org/10.1234/ABC"},
        {**ZHANG, "id": "b", "title": "夜间公交的 账本:一个比较", "DOI": ""},
        {**ZHANG, "id": "c", "DOI": "", "issue": "4"},
        {**ZHANG, "id": "d", "DOI": "", "author": [{"family": "林", "given": "溪"}]},
    ]
    records, remarks = imported(tmp_path, "refs.json", json.dumps(others))
    brought = bring(records, tmp_path / "articles", remarks)
    assert [f.stem for f in brought.files] == ["zhang2031", "c", "d"] and brought.doubles == 2
    assert [m for c, m in told(remarks) if c == "double"] == [
        f"record 'a' is here already: {(tmp_path / 'articles/zhang2031.yaml').as_posix()} (same DOI)",
        f"record 'b' is here already: {(tmp_path / 'articles/zhang2031.yaml').as_posix()} (same title)",
    ]


# --- the suite: there and back again


def suite() -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((SHARED / "cite_suite").glob("*.json*")):
        lines = file.read_text("utf-8").splitlines() if file.suffix == ".jsonl" else [file.read_text("utf-8")]
        for data in map(json.loads, lines):
            for item in data.get("items") or [data["item"]]:
                found.setdefault(json.dumps(item, sort_keys=True), item)
    return list(found.values())


needs_suite = pytest.mark.skipif(not (SHARED / "cite_suite").is_dir(), reason="the suite is not here")
SAME = {"journalAbbreviation": "container-title-short", "shortTitle": "title-short"}  # one field in CSL 1.0.2


DATES = kinds()[1]


def normal(csl: dict[str, Any]) -> dict[str, Any]:
    """A record without its id, dates as numbers or words, and fields by the name that CSL 1.0.2 gives them."""
    out: dict[str, Any] = {}
    for key, value in csl.items():
        if key in ("id", "citation-key"):
            continue
        if isinstance(value, dict):
            value = value.get("literal") or [[int(p) for p in point] for point in value["date-parts"]]
        if isinstance(value, list) and key not in DATES:  # an empty part of a name says nothing
            value = [{part: words for part, words in name.items() if words} for name in value]
        out[SAME.get(key, key)] = value if isinstance(value, list) else str(value)
    return out


def beyond(csl: dict[str, Any]) -> set[str]:
    """Fields of a record that an article file has no room for (`Record.schema`), by today's schema."""
    names, dates, words = kinds()
    return {key for key in csl if SAME.get(key, key) not in names | dates | words}


@needs_suite
@pytest.mark.parametrize("form", ["json", "yaml"])
def test_csl_records_come_back_from_article_files_as_they_were(tmp_path: Path, form: str) -> None:
    items = suite()
    assert len(items) >= 200
    write = json.dumps if form == "json" else as_yaml
    records, remarks = imported(tmp_path, f"refs.{form}", write(items))
    assert len(records) == len(items)
    reported = {(p.place.line, m[1]) for p in remarks.found if (m := re.search("no place for '([^']+)'", p.message))}
    for item, record in zip(items, records, strict=True):
        data, lost = skeleton(record, "one")
        got, want = normal(dict(read_back(data))), normal(item)
        assert {k: v for k, v in got.items() if k not in lost} == {
            k: v for k, v in want.items() if k not in lost and k not in beyond(item)
        }
        # What is lost is only what today's Record cannot hold, and all of it is told.
        assert all(len(item[key]["date-parts"]) == 2 for key in lost), lost
        assert {(record.place.line, key) for key in beyond(item)} <= reported
        assert all(str(key) in data.decode().split("not_stated")[0] for key in (*lost, *beyond(item)))


def as_yaml(items: Iterable[dict[str, Any]]) -> str:
    yaml = pytest.importorskip("yaml")
    return "---\nreferences:\n" + str(yaml.safe_dump(list(items), allow_unicode=True)) + "...\n"


def test_a_record_without_loss_says_so_and_one_with_a_loss_is_caught(tmp_path: Path) -> None:
    record = Incoming(
        "k", Place(Path("x")), {"type": "book", "title": "t", "issued": {"date-parts": [["1"]], "x": "y"}}, {}
    )
    assert skeleton(record, "k")[1].keys() == {"issued"}


# --- through other formats: written here as Zotero writes them, read by the importer

# What the formats cannot hold of CSL, or hold in another form; everything else must come back.
_BOTH = (
    "archive-place archive_location chair composer dimensions executive-producer guest host "
    "jurisdiction medium narrator number original-author recipient scale script-writer submitted type volume-title"
)
LOSES = {
    "bib": {*_BOTH.split(), "archive", "section", "note"},
    "ris": {*_BOTH.split(), "authority", "collection-number", "container-author", "director", "event-place",
            "event-title", "issue", "issued", "number-of-pages", "original-date", "original-publisher", "status",
            "version"},
}  # fmt: skip
BIB_TYPES = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article", "book": "book",
    "chapter": "incollection", "thesis": "thesis", "report": "report", "paper-conference": "inproceedings",
    "webpage": "online", "patent": "patent", "dataset": "dataset", "motion_picture": "movie", "map": "map",
    "software": "software", "standard": "standard", "periodical": "periodical", "manuscript": "unpublished",
    "pamphlet": "booklet", "legislation": "legislation", "legal_case": "jurisdiction", "song": "music",
    "graphic": "image", "personal_communication": "letter", "entry-encyclopedia": "inreference", "document": "misc",
    "treaty": "legal", "collection": "archive", "article": "preprint",
}  # fmt: skip
BIB_FIELDS = {
    "title": "title", "title-short": "shorttitle", "container-title-short": "shortjournal", "volume": "volume",
    "journalAbbreviation": "shortjournal",
    "collection-title": "series", "edition": "edition", "version": "version", "publisher": "publisher",
    "publisher-place": "location", "page": "pages", "number-of-pages": "pagetotal", "genre": "type",
    "event-title": "eventtitle", "event-place": "venue", "original-title": "origtitle", "authority": "holder",
    "original-publisher": "origpublisher", "call-number": "library", "status": "pubstate", "DOI": "doi",
    "ISBN": "isbn", "ISSN": "issn", "URL": "url", "note": "note", "language": "language",
}  # fmt: skip
BIB_DATES = {"issued": "date", "accessed": "urldate", "original-date": "origdate"}
BIB_PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "container-author": "bookauthor",
              "director": "director"}  # fmt: skip
RIS_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "thesis": "THES", "report": "RPRT", "paper-conference": "CONF", "webpage": "ELEC",
    "patent": "PAT", "dataset": "DATA", "motion_picture": "MPCT", "map": "MAP", "software": "COMP",
    "standard": "STAND", "pamphlet": "PAMP", "manuscript": "UNPB", "legislation": "STAT", "legal_case": "CASE",
    "post-weblog": "BLOG", "graphic": "ART", "personal_communication": "PCOMM", "regulation": "LEGAL", "bill": "BILL",
    "hearing": "HEAR", "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "document": "GEN", "song": "SOUND",
    "periodical": "SER",
}  # fmt: skip
RIS_FIELDS = {
    "title": "TI", "title-short": "ST", "container-title": "T2", "journalAbbreviation": "J2", "volume": "VL",
    "collection-title": "T3", "edition": "ET", "publisher": "PB", "publisher-place": "CY", "genre": "M3",
    "section": "SE", "call-number": "CN", "archive": "DB", "source": "DP", "DOI": "DO", "ISBN": "SN", "ISSN": "SN",
    "URL": "UR", "note": "N1", "language": "LA", "original-title": "OP",
}  # fmt: skip
RIS_PEOPLE = {"author": "AU", "editor": "A2", "translator": "A4"}
JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "periodical")


def plain_date(value: dict[str, Any]) -> str:
    points = ["-".join(str(p).zfill(2) for p in point) for point in value.get("date-parts", ())]
    return value.get("literal") or "/".join(points)


def latex(text: str) -> str:
    text = re.sub(r"([\\{}])", lambda m: {"\\": "\\textbackslash{}"}.get(m[0], "\\" + m[0]), text)
    text = re.sub(r"(?<!textbackslash)([&%$#_])", r"\\\1", text).replace("~", "\\textasciitilde{}")
    text = text.replace("--", "{-}{-}")
    return text.replace("é", "{\\'e}").replace("ü", '{\\"u}').replace("–", "--").replace("^", "\\textasciicircum{}")


def bib_name(name: dict[str, str]) -> str:
    if not name.get("family"):
        return "{" + latex(name["literal"]) + "}"
    if not name.get("given"):
        return "{" + latex(name["family"]) + "}"
    family = " ".join(filter(None, (name.get("non-dropping-particle"), name["family"])))
    return latex(", ".join(filter(None, (family, name.get("suffix"), name["given"]))))


def as_bib(n: int, csl: dict[str, Any]) -> tuple[str, set[str]]:
    """A BibLaTeX entry, and the CSL fields that it could not hold."""
    fields = {BIB_FIELDS[k]: v if k in ("URL", "DOI") else latex(str(v)) for k, v in csl.items() if k in BIB_FIELDS}
    fields |= {BIB_DATES[k]: plain_date(csl[k]) for k in BIB_DATES if k in csl}
    fields |= {BIB_PEOPLE[k]: " and ".join(map(bib_name, csl[k])) for k in BIB_PEOPLE if k in csl}
    kind = csl["type"]
    where = "journaltitle" if kind in JOURNALS else "booktitle"
    number = "issue" if kind in JOURNALS else "collection-number" if "collection-title" in csl else "number"
    fields |= {name: latex(str(csl[k])) for name, k in ((where, "container-title"), ("number", number)) if k in csl}
    if kind in ("article-magazine", "article-newspaper"):
        fields["entrysubtype"] = kind.removeprefix("article-")
    if kind not in JOURNALS and "issue" in csl:
        fields["issue"] = latex(str(csl["issue"]))
    held = {*BIB_FIELDS, *BIB_DATES, *BIB_PEOPLE, "container-title", number, "issue", "type"}
    lost = {k for k in csl if k not in held} - {"id", "citation-key"}
    if kind not in BIB_TYPES or (kind == "document" and "URL" in csl):  # @misc with an address is a web page
        lost.add("type")
    if "\n" in csl.get("note", ""):  # TeX reads a line break as a space
        lost.add("note")
    body = ",\n".join(f"  {k} = {{{v}}}" for k, v in fields.items())
    return f"@{BIB_TYPES.get(kind, 'misc')}{{key{n},\n{body}\n}}\n", lost


def as_ris(n: int, csl: dict[str, Any]) -> tuple[str, set[str]]:
    """A RIS record, and the CSL fields that it could not hold."""
    kind = csl["type"]
    lines = [f"TY  - {RIS_TYPES.get(kind, 'GEN')}", f"ID  - key{n}"]
    for field, tag in RIS_PEOPLE.items():
        for name in csl.get(field, ()):
            family = " ".join(filter(None, (name.get("non-dropping-particle"), name.get("family"))))
            parts = (family or name.get("literal"), name.get("given"), name.get("suffix"))
            lines.append(f"{tag}  - {', '.join(filter(None, parts))}")
    lines += [f"{RIS_FIELDS[k]}  - {v}" for k, v in csl.items() if k in RIS_FIELDS]
    number = "issue" if kind in JOURNALS[:3] else "number"
    if number in csl:
        lines.append(f"IS  - {csl[number]}")
    if "page" in csl:
        first, _, last = csl["page"].partition("-")
        lines += [f"SP  - {first}", *([f"EP  - {last}"] if last else [])]
    lost = {k for k in csl if k not in {*RIS_FIELDS, *RIS_PEOPLE, number, "page", "type", "issued", "accessed"}}
    lost -= {"id", "citation-key"}
    for field, tag in (("issued", "DA"), ("accessed", "Y2")):
        if len(csl.get(field, {}).get("date-parts", ())) == 1:
            lines.append(f"{tag}  - {plain_date(csl[field]).replace('-', '/')}")
        elif field in csl:
            lost.add(field)
    lost |= {"type"} if kind not in RIS_TYPES else set()
    return "\n".join([*lines, "ER  - ", "", ""]), lost


def whole_name(name: dict[str, str]) -> str:
    parts = [name[k] for k in ("non-dropping-particle", "family", "given", "literal", "suffix") if name.get(k)]
    return ("" if re.search("[㐀-鿿]", parts[0]) else " ").join(parts)


def loose(csl: dict[str, Any], lost: set[str]) -> dict[str, Any]:
    """`normal`, with names in one piece: the formats know no difference between 张三 and 张, 三."""
    out = {k: v for k, v in normal(csl).items() if k not in lost}
    if "note" in out:
        out["note"] = re.sub(" +\n", "\n", out["note"])  # blanks at the end of a line
    return out | {k: [whole_name(name) for name in out[k]] for k in BIB_PEOPLE if k in out}


@needs_suite
@pytest.mark.parametrize(("form", "write"), [("bib", as_bib), ("ris", as_ris)])
def test_records_come_through_other_formats_as_far_as_these_can_hold_them(
    tmp_path: Path, form: str, write: Callable[[int, dict[str, Any]], tuple[str, set[str]]]
) -> None:
    pytest.importorskip("bibtexparser" if form == "bib" else "rispy")
    items = suite()
    written = [write(n, item) for n, item in enumerate(items)]
    records, remarks = imported(tmp_path, f"refs.{form}", "".join(text for text, _ in written))
    assert len(records) == len(items) and {c for c, _ in told(remarks)} <= {"unmapped"}
    wrong = []
    for item, record, (_, lost) in zip(items, records, written, strict=True):
        out = {SAME.get(key, key) for key in lost}
        got, want = loose(dict(record.csl), out), loose(item, out)
        wrong += [
            (item["id"], k, got.get(k), want.get(k)) for k in got.keys() | want.keys() if got.get(k) != want.get(k)
        ]
    assert wrong == []
    assert {key for _, lost in written for key in lost} == LOSES[form]


# --- BibTeX and RIS as people write them

MESSY = r"""
@string{pub = "清华大学出版社"}
@article{zhang2023, title = {{Gr{\"u}ne \& blaue} \emph{Busse} --- $H_2O$ \foo{bar}}, month = may, year = 2023,
  author = {张薇薇 and 欧阳修 and {World Health Organization} and van der Berg, Jr., Hans and 新华社 and others},
  journal = {J. of X}, pages = "12--31", number = 3, file = {a.pdf}, langid = {english}}
@book{broken, title = {xx
@misc{web, title = {fine}, howpublished = {\url{https://a.example/c_d}}, urldate = {2023-01-02}, date = {2020~}}
@inproceedings{part, title = {A}, subtitle = {b}, crossref = {whole}, author = {family=Berg, given=H., prefix=van}}
@proceedings{whole, title = {Proceedings}, publisher = pub, date = {2020-03/2020-04}}
@article{zhang2023, title = {Another}, author = {李明 (Li Ming)}, publisher = pub, editor = {{张伯伟} and 张伯伟}}
@thesis{twice, title = {a}, title = {b}, author = {王小明}, date = {2020-21}}
"""


def test_bibtex_as_people_write_it(tmp_path: Path) -> None:
    pytest.importorskip("bibtexparser")
    records, remarks = imported(tmp_path, "refs.bib", MESSY)
    by = {record.key: record.csl for record in records[::-1]}
    assert [r.key for r in records] == ["zhang2023", "web", "part", "whole", "zhang2023", "twice"]
    first = by["zhang2023"]
    assert first["title"] == "Grüne & blaue Busse — H_2O bar" and first["page"] == "12-31" and first["issue"] == "3"
    assert first["author"] == [
        {"family": "张", "given": "薇薇"},
        {"family": "欧阳", "given": "修"},
        {"literal": "World Health Organization"},
        {"family": "Berg", "given": "Hans", "non-dropping-particle": "van der", "suffix": "Jr."},
        {"literal": "新华社"},
    ]
    assert first["issued"] == {"date-parts": [["2023", "5"]]} and first["language"] == "en-US"
    assert by["web"]["type"] == "webpage" and by["web"]["URL"] == "https://a.example/c_d"
    assert by["web"]["issued"] == {"date-parts": [["2020"]], "circa": "true"}
    assert by["part"]["title"] == "A: b" and by["part"]["container-title"] == "Proceedings"
    assert by["part"]["author"] == [{"family": "Berg", "given": "H.", "non-dropping-particle": "van"}]
    assert by["part"]["publisher"] == "清华大学出版社" and len(by["part"]["issued"]["date-parts"]) == 2
    assert by["twice"]["title"] == "a" and by["twice"]["issued"] == {"date-parts": [["2020"]], "season": "1"}
    assert records[4].csl["editor"] == [{"literal": "张伯伟"}, {"family": "张", "given": "伯伟"}]  # braces: one piece
    assert records[4].csl["publisher"] == "清华大学出版社"
    assert records[4].csl["author"] == [{"family": "李", "given": "明", "romanised": "Li Ming"}]
    assert sorted((p.place.line, p.code, p.message.partition(": ")[2]) for p in remarks.found) == [
        (3, "unmapped", "no place for 'author': and others"),
        (3, "unmapped", "no place for 'file': a.pdf"),
        (3, "unmapped", "no place for 'title': {Gr{\\\"u}ne \\& blaue} \\emph{Busse} --- $H_2O$ \\foo{bar}"),
        (6, "refused", "not BibTeX: this entry cannot be read"),
        (11, "unmapped", "no place for 'title': b"),
    ]
    data, _ = skeleton(records[0], "zhang2023")
    assert b"  # not held (in full): 'file': 'a.pdf'\n" in data


def test_ris_as_people_write_it(tmp_path: Path) -> None:
    pytest.importorskip("rispy")
    text = """Provider: somebody
TY  - JOUR
AU  - 张薇薇
AU  - King, Martin Luther, Jr.
TI  - A long
   title
JO  - 和平与发展
PY  - 2023
DA  - 2023/06/02/
IS  - 3
SP  - 1
EP  - 26
SN  - 1006-6241
KW  - a
KW  - b
UR  - http://x.example/;y
ZZ  - unknown
DO  - https://doi.org/10.1/AbC
TY  - CHAP
ID  - open
T1  - Not closed
Y1  - 2023///Spring
"""
    (first, last), remarks = imported(tmp_path, "refs.ris", text.replace("\n", "\r\n"))
    assert first.csl == {
        "type": "article-journal", "title": "A long title", "container-title": "和平与发展", "issue": "3",
        "author": [{"family": "张", "given": "薇薇"}, {"family": "King", "given": "Martin Luther", "suffix": "Jr."}],
        "page": "1-26", "ISSN": "1006-6241", "keyword": "a, b", "URL": "http://x.example/;y", "DOI": "10.1/AbC",
        "issued": {"date-parts": [["2023", "6", "2"]]},
    }  # fmt: skip
    assert last.csl == {"type": "chapter", "title": "Not closed", "issued": {"literal": "Spring 2023"}}
    assert [(p.place.line, p.message) for p in remarks.found] == [
        (1, "record '-': no place for 'line': Provider: somebody"),
        (2, "record 'https://doi.org/10.1/AbC': no place for 'ZZ': unknown"),
    ]


def test_json_keeps_numbers_as_written_and_names_what_has_no_place(tmp_path: Path) -> None:
    item = (
        '{"id": 7, "type": "odd", "title": "t", "volume": 1.10, "custom": {"a": 1}, "issued": {"raw": "2023-05"}, '
        '"author": [{"family": "X", "static-ordering": true}], "shortTitle": "s", "DOI": "doi:10.1/x", "page": "1–9"}'
    )
    (record,), remarks = imported(tmp_path, "refs.json", f'{{"items": [{item}]}}')
    assert record.csl == {
        "type": "document", "title": "t", "volume": "1.10", "issued": {"date-parts": [["2023", "5"]]},
        "author": [{"family": "X"}], "title-short": "s", "DOI": "10.1/x", "page": "1-9",
    }  # fmt: skip
    assert {re.sub(".*no place for '([^']+)'.*", r"\1", m) for _, m in told(remarks)} == {"type", "custom", "author"}
    assert set(record.left) == {"type", "custom", "author"}


# --- files from strangers


@pytest.mark.parametrize(
    ("name", "text", "code", "says"),
    [
        ("r.json", "[" * 3000, "depth", "nested"),
        ("r.json", '{"a": 1', "json", "not JSON"),
        ("r.json", b'[{"title": "\xff"}]', "encoding", "UTF-8"),
        ("r.json", b" " * 20_000_001, "too-large", "larger"),
        ("r.json", json.dumps([{"id": "x", "type": "book", "title": "t"}] * 10_001), "too-large", "10,000"),
        ("r.yaml", "- {id: x, title: !!python/object/apply:os.system [ls]}", "tag", "tags"),
        ("r.yaml", "- &a {id: x, title: t}\n- *a", "alias", "aliases"),
        ("r.txt", "x", "format", "no importer"),
        ("r.json", "[]", "empty", "no record"),
    ],
)
def test_a_file_that_cannot_be_trusted_is_refused_whole(
    tmp_path: Path, name: str, text: str | bytes, code: str, says: str
) -> None:
    with pytest.raises(Problems) as e:
        imported(tmp_path, name, text)
    assert code in {p.code for p in e.value.found} and says in str(e.value)


@pytest.mark.parametrize(
    ("item", "says"),
    [
        ({"id": "../../etc/passwd", "title": "t"}, "leads out of the folder"),
        ({"id": "..\\x", "title": "t"}, "leads out of the folder"),
        ({"id": "x", "title": "a\x00b"}, "U+0000"),
        ({"id": "x", "title": "t", "author": [{"family": "a\u202eb"}]}, "U+202E"),
        ({"id": "x", "title": "\ud800"}, "U+D800"),
        ({"id": "x", "ti\x07tle": "t"}, "U+0007"),
        ({"id": "x", "title": "t" * 100_001}, "longer than"),
        ({"id": "x", "volume": "1"}, "neither title"),
    ],
)
def test_a_record_that_cannot_be_trusted_is_refused_alone(tmp_path: Path, item: dict[str, Any], says: str) -> None:
    records, remarks = imported(tmp_path, "r.json", json.dumps([{**item, "type": "book"}, ZHANG]))
    assert [r.key for r in records] == ["zhang2031"]
    assert [p.code for p in remarks.found] == ["refused"] and says in remarks.found[0].message
    assert not re.search("[\x00-\x08\u202e\ud800]", str(remarks.found[0]))


@pytest.mark.parametrize("title", ["\\emph" + "{" * 3000 + "}" * 3000, "\\emph" * 3000, "\\begin{a}" * 3000])
def test_deep_latex_is_refused_and_not_followed(tmp_path: Path, title: str) -> None:
    pytest.importorskip("bibtexparser")
    records, remarks = imported(tmp_path, "r.bib", f"@book{{a, title = {{{title}}}}}\n@book{{b, title = {{fine}}}}\n")
    assert [r.key for r in records] == ["b"] and [p.code for p in remarks.found][-1] == "refused"


@pytest.mark.parametrize(("name", "wanted"), [("r.bib", "bibtexparser"), ("r.ris", "rispy")])
def test_without_the_library_the_message_has_the_pip_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, wanted: str
) -> None:
    monkeypatch.setitem(__import__("sys").modules, wanted, None)  # Python's own mark of a module that is not there
    with pytest.raises(Problems, match=f"needs the library '{wanted}'.*\\[no-library\\]\n.*pip install .*{wanted}"):
        imported(tmp_path, name, "x")


# --- laws

CONTROLS = "".join(map(chr, [*range(32), *range(127, 160)]))  # no text may hold them
TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufffe\uffff"
CHARS = st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS + TURNING)
TEXTS = st.text(CHARS | st.sampled_from("\n\t:#'\"{}[],&*!|>-% "))


@pytest.mark.parametrize(("text", "want"), [("1-26", "1-26"), ("3", "3"), ("Ye & Co", "Ye & Co"), ("no", '"no"'),
                                            ("1.10", '"1.10"'), ("012", '"012"'), ("2023-05-01", '"2023-05-01"'),
                                            ("a: b", '"a: b"'), ("1e3", '"1e3"')])  # fmt: skip
def test_texts_are_in_quotes_only_where_some_reader_would_not_take_them_for_text(text: str, want: str) -> None:
    assert scalar(text) == want


@given(TEXTS.filter(bool))
@example("a ")
@example("null")
@example("1.10")
def test_every_text_comes_back_from_yaml_as_it_was(text: str) -> None:
    for data in (f"a: {scalar(text)}\nb: 1\n", f"a: {{b: {scalar(text)}, c: x}}\nb: 1\n", f"- {scalar(text)}\n"):
        node: Any = parse(data.encode(), Path("x")).value
        found = node[0] if isinstance(node, list) else node["a"]
        assert (found.value["b"] if isinstance(found.value, dict) else found).value == text


def test_the_importer_refuses_what_an_article_file_may_not_hold() -> None:
    for code in (*range(0x20), *range(0x7E, 0xA2), *range(0x2020, 0x2072), 0xFFFD, 0xFFFE, 0xFFFF):
        char, escaped = chr(code), rf"\u{code:04x}"
        try:
            parse(f'a: "x{escaped}x"'.encode(), Path("x"))
            held = True
        except Problems:
            held = False
        assert held == (FORBIDDEN.search(char) is None), escaped


@given(st.text())
def test_no_value_gets_out_of_a_comment(text: str) -> None:
    said = f"# {comment(text)}\na: 1\n".encode()
    assert list(parse(said, Path("x")).value) == ["a"]


@given(st.text(), st.text(), st.integers(0, 3))
def test_an_id_is_a_file_name_and_nothing_else(key: str, title: str, n: int) -> None:
    taken: set[str] = set()
    for _ in range(n + 1):
        name = article_id(key, {"title": title}, taken)
        assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", name) and len(name) <= 64 and name not in taken | {"con", "nul"}
        taken.add(name)


@pytest.mark.parametrize(
    ("key", "csl", "want"),
    [
        ("Zhang_2023", {}, "zhang-2023"),
        ("http://zotero.org/users/1/items/ABC", ZHANG, "zeng-ouyang-2031"),
        ("12345", {"author": [{"family": "Müller"}], "issued": {"date-parts": [["2020"]]}}, "muller-2020"),
        ("", {"author": [{"literal": "曾小路"}] * 3, "issued": {"date-parts": [["2020"]]}}, "zeng-2020"),
        ("", {"title": "夜间公交的账本"}, "ye-jian-gong-jiao"),
        ("con", {}, "con-2"),
        ("", {}, "article"),
    ],
)
def test_ids_follow_the_key_or_author_and_year(key: str, csl: dict[str, Any], want: str) -> None:
    assert article_id(key, csl, ()) == want


@pytest.mark.parametrize(
    ("words", "want"),
    [
        ("张薇薇", {"family": "张", "given": "薇薇"}), ("司马光", {"family": "司马", "given": "光"}),
        ("张 薇薇", {"family": "张", "given": "薇薇"}), ("张, 薇薇", {"family": "张", "given": "薇薇"}),
        ("商务部", {"literal": "商务部"}), ("中国社会科学院", {"literal": "中国社会科学院"}),
        ("彼得·德鲁克", {"literal": "彼得·德鲁克"}), ("Zhang, Wei", {"family": "Zhang", "given": "Wei"}),
        ("张薇（Zhang Wei）", {"family": "张", "given": "薇", "romanised": "Zhang Wei"}),
        ("World Bank", {"literal": "World Bank"}), ("X,", {"literal": "X"}),
    ],
)  # fmt: skip
def test_names(words: str, want: dict[str, str]) -> None:
    assert plain(words) == want


@pytest.mark.parametrize(
    ("value", "want"),
    [
        ("2023", {"date-parts": [["2023"]]}), ("2023-05-01", {"date-parts": [["2023", "5", "1"]]}),
        ("1957/1990", {"date-parts": [["1957"], ["1990"]]}), ("2023/..", {"date-parts": [["2023"], []]}),
        ("2023~", {"date-parts": [["2023"]], "circa": "true"}), ("2023-13", {"literal": "2023-13"}),
        ("-0349", {"literal": "-0349"}), ({"date-parts": [[-349]]}, {"date-parts": [["-349"]]}),
        ({"date-parts": [["2023", "05", 0]]}, {"date-parts": [["2023", "5"]]}), ({"raw": "n.d."}, {"literal": "n.d."}),
        ([{"year": 2020}, {"year": 2021, "month": 3}], {"date-parts": [["2020"], ["2021", "3"]]}),
        ({"date-parts": [[1]], "season": 2, "circa": 1}, {"date-parts": [["1"]], "season": "2", "circa": "true"}),
        ({"date-parts": [["soon"]]}, None), ({"date-parts": []}, None), ("", None),
    ],
)  # fmt: skip
def test_dates(value: Any, want: dict[str, Any] | None) -> None:
    assert dated(value) == want


def test_titles_fold_and_slugs_read_surnames() -> None:
    assert folded("“新质生产力”：<i>A</i> Study!") == folded("新质生产力 Ａ study") != folded("新质生产力 B study")
    assert slug("Đồng Áo, 单田芳") == "dong-ao-shan-tian-fang" and han("单田芳") == {"family": "单", "given": "田芳"}


# --- the command


def test_the_command_says_what_it_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "refs.json").write_text(json.dumps([ZHANG, ZHANG, {"id": "../x", "type": "book", "title": "t"}]))
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())

    def run(*words: str) -> int:
        options = parser.parse_args(["import", *words])
        code: int = options.run(options)
        return code

    assert run("refs.json", "--dry-run") == 1 and not Path("outlines").exists()
    assert "would write outlines/articles/zhang2031.yaml\n" in capsys.readouterr().out
    assert run("refs.json") == 1
    said = capsys.readouterr()
    assert said.out.startswith("wrote outlines/articles/zhang2031.yaml\n3 records: 1 new, 1 here already, 1 refused\n")
    assert "refs.json:1:1: error: record '../x': its id leads out of the folder [refused]" in said.err
    assert [p.name for p in Path("outlines").rglob("*.*")] == ["zhang2031.yaml"]
    with pytest.raises(Problems):
        run("refs.json", "none.json")
