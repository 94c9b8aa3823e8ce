"""Every guard, and an attack that it alone holds off: with the guard gone, the attack must be seen to succeed.

A guard is taken away where it stands: some words of a function are replaced in its source, and the function's code by
what comes of that; so whoever has imported the function by name has it too.
"""

# ruff: noqa: E501  (tables: an entry is a line)
from __future__ import annotations
import __future__

import importlib
import inspect
import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from types import FunctionType
from typing import Any

NEVER = re.compile(r"(?!)")


@dataclass(frozen=True)
class Guard:
    """A guard and how to take it away.

    Attributes:
        attack: the name of the attack that it holds off.
        at: "module:function" or "module:Class.method", or "module:NAME" for a value.
        old, new: words of the function's source; for a value, `new` alone.
        also: the guards behind it, which hold the attack off as well.
    """

    attack: str
    at: str
    old: str = ""
    new: Any = ""
    also: tuple[Guard, ...] = ()

    def away(self) -> None:
        """Take it away, in this process."""
        for other in self.also:
            other.away()
        module, _, path = self.at.partition(":")
        holder: Any = importlib.import_module(module)
        *outer, name = path.split(".")
        for part in outer:
            holder = getattr(holder, part)
        if not self.old:
            setattr(holder, name, self.new)
            return
        function = inspect.unwrap(getattr(holder, name))
        assert isinstance(function, FunctionType), self.at
        source = textwrap.dedent(inspect.getsource(function))
        assert source.count(self.old) == 1, f"{self.at} has {source.count(self.old)} of {self.old!r}"
        made: dict[str, Any] = {}
        flags = __future__.annotations.compiler_flag
        exec(compile(source.replace(self.old, self.new), self.at, "exec", flags), function.__globals__, made)
        function.__code__ = inspect.unwrap(made[name]).__code__


def huge(attack: str, at: str) -> Guard:
    """A limit that is none."""
    return Guard(attack, at, "", 10**12)


def ignored(attack: str, at: str, test: str) -> Guard:
    """A condition that never holds."""
    return Guard(attack, at, f"if {test}:", f"if False and ({test}):")


def unblamed(attack: str, at: str, errors: str, *also: Guard) -> Guard:
    """What breaks is nobody's: these words after `except` catch nothing."""
    return Guard(attack, at, f"except {errors}", "except ()", also)


def linking(attack: str) -> Guard:
    """Links may lead anywhere."""
    return Guard(attack, "builder.files:is_inside", "", lambda path, folder: True)


def endless(attack: str) -> Guard:
    """Pipes and devices are read as files are."""
    return Guard(
        attack, "builder.files:read_file", "if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):", "if False:"
    )


SEES: Callable[[str], Callable[..., str]] = lambda said: lambda *given: said  # noqa: E731
NOTHING = SEES("")
REACHES = Guard(
    "word-unknown-relation", "builder.formats.word.clean:_relations", "good = kind in _STRUCTURE or", "good = True or"
)
DAMAGED = Guard("", "builder.template:BROKEN", "", ())
GUARDS: tuple[Guard, ...] = (
    # YAML
    Guard("yaml-laughs", "builder.load:_Builder._refuse", 'if event.anchor is not None:', "if False:"),
    Guard("yaml-tag", "builder.load:_Builder._refuse", 'if event.tag is not None and event.tag != "!":', "if False:"),
    ignored("yaml-documents", "builder.load:_Builder.take", "self.documents == 2"),
    huge("yaml-deep-lists", "builder.load:MAX_DEPTH"),
    huge("yaml-crowded", "builder.load:MAX_VALUES"),
    huge("yaml-long-text", "builder.load:MAX_TEXT"),
    huge("yaml-doubled-fields", "builder.load:MAX_PROBLEMS"),
    huge("yaml-crowded-fields", "builder.typed:MAX_PROBLEMS"),
    huge("yaml-long-id", "builder.typed:_LONGEST_ID"),
    Guard("yaml-swollen", "builder.files:read_file", "len(data) > most", "False",
          (Guard("", "builder.load:MAX_BYTES", "", 10**12),)),
    unblamed("yaml-gb18030", "builder.load:parse", "UnicodeDecodeError"),
    ignored("yaml-empty", "builder.load:parse", "builder.root is None"),
    ignored("yaml-only-text", "builder.typed:Reader._fields", "not isinstance(node.value, dict)"),
    ignored("yaml-integer", "builder.typed:Reader._number", "not re.fullmatch(pattern, text)"),
    Guard("yaml-control", "builder.load:FORBIDDEN", "", NEVER),
    ignored("yaml-bidi-comment", "builder.load:parse", "bad := FORBIDDEN.search(text)"),
    ignored("yaml-escape", "builder.load:_Builder.take", "bad := FORBIDDEN.search(value)"),
    Guard("yaml-no-month", "builder.checks.outline.dates:_is_date", "", lambda text: True),
    Guard("yaml-huge-year", "builder.article:is_day", "", lambda parts: True),
    Guard("yaml-huge-page", "builder.locator:_PAGES", "", re.compile(r"p\. (?P<first>\d+)(?P<last>x)?"),
          (Guard("", "builder.locator:_PAGE", "", r"\d+"),)),
    Guard("yaml-plan-nested", "builder.world:MAX_STEPS", "", 10**12),
    # plans
    Guard("plan-times", "builder.template:_Sandbox.intercepted_binops", "", frozenset()),
    Guard("plan-ljust", "builder.template:_Sandbox.call", 'raise SecurityError("a plan calls nothing")', "return obj(*args)"),
    Guard("plan-center-filter", "builder.template:_FILTERS", "", ("length", "center")),
    Guard("plan-hidden-value", "builder.template:_sandbox", "_Sandbox(", "jinja2.Environment("),
    Guard("plan-for", "builder.template:fill", 'if "{%" in text or "{#" in text:', "if False:"),
    Guard("plan-long", "builder.template:MAX_TEXT", "", 10**12),
    Guard("plan-swells", "builder.template:MAX_FILLED", "", 10**12),
    Guard("plan-by-nothing", "builder.template:_guard", ", ArithmeticError", ""),
    Guard("plan-deep", "builder.template:_guard", "(RecursionError, SyntaxError, MemoryError)", "()"),
    unblamed("plan-unclosed", "builder.template:_guard", "jinja2.TemplateSyntaxError"),
    ignored("plan-block-path", "builder.plan:_block", "name not in names(blocks)"),
    ignored("plan-format-path", "builder.render:press", "template.format not in names(formats)"),
    ignored("plan-loop-is-no-list", "builder.plan:_step", "not isinstance(values, list)"),
    huge("plan-loops", "builder.world:MAX_STEPS"),
    # packages
    Guard("briefing-bomb", "builder.ooxml.sound:_listed", "> MOST_BYTES", "> 10**12"),
    huge("briefing-many-parts", "builder.ooxml.sound:MOST_PARTS"),
    huge("briefing-crowded", "builder.ooxml.sound:MOST_TAGS"),
    ignored("briefing-climbing", "builder.ooxml.sound:_name", "_OUT.search(name)"),
    ignored("seminar-climbing", "builder.ooxml.sound:_name", "_OUT.search(name)"),
    ignored("briefing-twice", "builder.ooxml.sound:_name", "name.casefold() in seen"),
    ignored("seminar-behind-something", "builder.ooxml.sound:_listed", 'package[:2] != b"PK"'),
    Guard("seminar-doctype", "builder.ooxml.sound:_xml", "parser.StartDoctypeDeclHandler = doctype", "pass"),
    Guard("seminar-doctype-hidden", "builder.ooxml.sound:danger", "or name.casefold() in typed", ""),
    ignored("briefing-deep", "builder.ooxml.sound:_xml", "depth > DEEPEST"),
    unblamed("seminar-encrypted", "builder.ooxml.sound:unpacked",
             "(zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)"),
    ignored("briefing-other-zip", "builder.ooxml.sound:_listed", "_TYPES not in opened.namelist()"),
    unblamed("briefing-styles-broken", "builder.ooxml.sound:_xml", "(expat.ExpatError, ValueError, LookupError)"),
    unblamed("briefing-workbook", "builder.formats.word.look_file:open_file",
             "(zipfile.BadZipFile, KeyError, ValueError, PackageNotFoundError, etree.XMLSyntaxError)", DAMAGED),
    ignored("briefing-macros", "builder.formats.word.look_file:_as_document", "_MACROS in types"),
    Guard("seminar-macros", "builder.formats.slides.opened:opened",
          'if b"macroEnabled" in types or b"vbaProject" in types:', "if False:"),
    unblamed("seminar-styles-other", "builder.formats.slides.opened:opened",
             "(KeyError, ValueError, AttributeError, TypeError, InvalidXmlError, SyntaxError)", DAMAGED),
    Guard("deck-size-words", "builder.template:BROKEN", "", ()),
    # looks
    Guard("word-template", "builder.formats.word.clean:clean", "inner.target_part.rels.clear()", "pass"),
    Guard("word-field-dde", "builder.formats.word.clean:_FETCHING", "", NEVER),
    Guard("word-field-simple", "builder.formats.word.clean:_FETCHING", "", NEVER),
    Guard("word-field-split", "builder.formats.word.clean:_code", "for _ in range(4):", "for _ in ():"),
    Guard("word-field-hyperlink-script", "builder.formats.word.clean:_FETCHING", "", re.compile("DDE")),
    Guard("word-picture-vml-bare", "builder.formats.word.clean:clean", "_bare_addresses(root)", "()"),
    Guard("word-ole", "builder.formats.word.clean:_REACHING", "", (), (REACHES,)),
    Guard("word-merge", "builder.formats.word.clean:_ASKING", "", (),
          (Guard("", "builder.formats.word:clean_settings", "", lambda document: None),)),
    Guard("word-custom-xml", "builder.formats.word.clean:_relations", "good = bool(bound) and", "good = True or"),
    Guard("word-link", "builder.formats.word.clean:SCHEMES", "", ("http", "javascript")),
    Guard("word-chart", "builder.formats.word.clean:reaches", "", NOTHING),
    Guard("word-numbering", "builder.formats.word.clean:clean", 'case "numbering" |', 'case "nothing" |',
          (Guard("", "builder.formats.word.clean:strip", "", NOTHING),)),
    Guard("word-fonts", "builder.formats.word.clean:strip", "", NOTHING),
    Guard("word-theme", "builder.formats.word.clean:strip", "", NOTHING),
    REACHES,
    Guard("deck-link-macro", "builder.formats.slides.emptied:_ACTS", "", NEVER),
    Guard("deck-hover-macro", "builder.formats.slides.emptied:_ACTS", "", NEVER),
    Guard("deck-macros", "builder.formats.slides.opened:opened", 'or b"vbaProject" in types', ""),
    ignored("deck-ribbon", "builder.formats.slides.emptied:emptied", "relation.reltype not in _PACKAGE"),
    Guard("deck-theme", "builder.formats.slides.emptied:_parts", "(RT.SLIDE_LAYOUT, RT.THEME)", "(RT.SLIDE_LAYOUT,)"),
    Guard("deck-picture", "builder.formats.slides.emptied:_strange", "relation.is_external or", ""),
    Guard("deck-link", "builder.formats.slides.emptied:_without_strangers", "if not gone:", "if True:"),
    Guard("deck-ole", "builder.formats.slides.emptied:_without_strangers", "if not gone:", "if True:"),
    Guard("deck-unknown", "builder.formats.slides.emptied:_without_strangers", "if not gone:", "if True:"),
    # pictures
    Guard("picture-bomb-word", "builder.formats.word.reaching:fault_of_picture", "", NOTHING),
    Guard("picture-bomb-deck", "builder.formats.slides.emptied:fault_of_picture", "", NOTHING),
    huge("picture-many-pixels-word", "builder.ooxml.pictures:MOST_PIXELS"),
    unblamed("picture-none-word", "builder.ooxml.pictures:fault_of_picture",
             "(UnidentifiedImageError, OSError, ValueError, SyntaxError, KeyError, OverflowError, ZeroDivisionError)", DAMAGED),
    Guard("picture-metafile-none-word", "builder.ooxml.pictures:fault_of_picture", 'return "" if whole else', 'return "" if True else'),
    Guard("picture-svg-sheet-word", "builder.ooxml.pictures:_svg", "parser.ProcessingInstructionHandler = other, other", "_ = other, other"),
    Guard("picture-svg-style-deck", "builder.ooxml.pictures:_svg", "parser.CharacterDataHandler = start, words", "_ = start, words"),
    Guard("picture-svg-script-word", "builder.ooxml.pictures:_ACTS", "", ()),
    Guard("picture-svg-onload-deck", "builder.ooxml.pictures:_svg", 'bare.startswith("on") or', ""),
    Guard("picture-svg-fill-deck", "builder.ooxml.pictures:_FETCHES", "", NEVER),
    Guard("picture-svg-image-word", "builder.ooxml.pictures:_KEPT_INSIDE", "", re.compile("")),
    Guard("picture-other-kind-word", "builder.ooxml.pictures:fault_of_picture", 'return "" if kind in _KINDS[found or ""] else', 'return "" if True else'),
    # paths
    Guard("path-article-above", "builder.comparison:_article_ids",
          "_ID.fullmatch(item.value) and not fault_of_name(item.value)", "True"),
    ignored("path-text-above", "builder.verify:_text",
            'Path(name).name != name or name.startswith(".") or fault_of_name(name)'),
    linking("path-text-linked"),
    linking("path-texts-linked"),
    linking("path-article-linked"),
    linking("path-template-linked"),
    linking("path-look-linked"),
    Guard("path-out-linked", "builder.project:Project.folder", 'if self.out == self.root / "out":', "if False:"),
    linking("path-out-case-linked"),
    linking("path-ledger-linked"),
    linking("path-articles-linked"),
    linking("path-outline-linked"),
    linking("path-glossary-linked"),
    linking("path-words-linked"),
    linking("path-look-yaml-linked"),
    endless("path-article-pipe"),
    endless("path-text-pipe"),
    Guard("path-out-file-linked", "builder.write:put", "Path(name).replace(path)", "path.write_bytes(data)"),
    ignored("path-template-windows", "builder.render:press", "why := fault_of_name(output.template)"),
    huge("path-look-huge", "builder.template:MOST_PACKED"),
    Guard("path-outline-windows", "builder.files:_RESERVED", "", NEVER),
    Guard("path-outline-stars", "builder.files:_FORBIDDEN", "", NEVER),
    huge("path-outline-long", "builder.files:_LONGEST"),
    Guard("path-text-huge", "builder.verify:_MOST_BYTES", "", 10**12),
    ignored("path-look-above", "builder.template:read_look",
            'Path(template.look).name != template.look or template.look.startswith(".") or fault_of_name(template.look)'),
    # texts
    Guard("link-javascript", "builder.inline:_ALLOWED", "", re.compile(".*"),
          (Guard("", "builder.formats.slides.package:_SAFE", "", ("",)),)),
    # finished files, the ledger, records
    Guard("audit-briefing-doctype", "builder.finished.received:unsound", "", NOTHING),
    Guard("build-over-briefing-doctype", "builder.keep:unsound", "", NOTHING),
    endless("audit-pipe"),
    linking("build-over-linked"),
    linking("issue-linked"),
    linking("redline-linked"),
    linking("redline-notes-linked"),
    linking("issue-file-linked"),
    linking("status-linked"),
    linking("ledger-before-linked"),
    linking("ledger-page-linked"),
    linking("ledger-lock-linked"),
    linking("import-linked"),
    Guard("audit-deck-bare-shapes", "builder.finished.received:_BROKEN", "", ()),
    Guard("audit-control", "builder.finished.received:FORBIDDEN", "", NEVER),
    Guard("pull-control", "builder.finished.received:FORBIDDEN", "", NEVER),
    Guard("pull-comment-is-no-yaml", "builder.pull:_noted", "shown(folded(", "str(("),
    Guard("issue-macros", "builder.issue_command:_foreign", "", NOTHING),
    huge("pull-many-authors", "builder.pull.tracked:MOST_AUTHORS"),
    Guard("redline-notes-lie", "builder.redline_command:run", "if edited(path, data)]", "if False]"),
    ignored("redline-deck-shown", "builder.kept.slides.reading:read", "rel.target in known"),
    huge("build-over-huge", "builder.keep:MOST_PACKED"),
    unblamed("build-over-stranger", "builder.keep:_keep", "UnknownError"),
    Guard("build-beside-is-kept", "builder.ledger:Entry.write_beside", "if before not in", "if False and before not in"),
    Guard("ledger-deep-state", "builder.ledger:_state", "RecursionError, ", ""),
    Guard("ledger-no-text", "builder.ledger:_state", "ValueError, ", ""),
    ignored("ledger-doctype", "builder.keep:_keep", "last is not None and unsound(last)"),
    Guard("ledger-record-deep", "builder.unchanged:stands", "RecursionError, ", ""),
    huge("import-deep-json", "builder.importing.csl_file:MAX_DEPTH"),
    huge("import-many-json", "builder.importing.reading:MAX_RECORDS"),
    huge("import-huge-json", "builder.importing.reading:MAX_BYTES"),
    huge("import-long-json", "builder.importing.record:MAX_TEXT"),
    unblamed("import-bom-16-json", "builder.importing.reading:_text", "UnicodeDecodeError"),
    unblamed("import-broken-json", "builder.importing.csl_file:from_json", "json.JSONDecodeError"),
    Guard("import-over-link", "builder.importing.bring:create", 'path.open("xb")', 'path.open("wb")',
          (Guard("", "builder.importing.bring:bring", '{path.name.partition(".")[0].lower() for path in folder.glob("*.*")}', "set()"),)),
    Guard("import-half-json", "builder.importing.record:FORBIDDEN", "", NEVER),
    Guard("import-climbing-json", "builder.importing.record:_CLIMBS", "", NEVER),
    Guard("workbook-0", "builder.ooxml.workbook:workbook", "sheet.write_string(row, 0,", "sheet.write_formula(row, 0,"),
)  # fmt: skip
