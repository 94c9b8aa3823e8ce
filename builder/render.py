"""A document drawn by the format that its template names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import ModuleType

from builder import formats
from builder.comparison import shown
from builder.files import fault_of_name, keep_in
from builder.load import load
from builder.model import Document, Look, LookField, Made
from builder.outline import Output
from builder.problem import Place, Problem, Problems, did_you_mean
from builder.profile import Profile, read_profile
from builder.shelf import names, take
from builder.template import Template, blamed, read_look, read_template
from builder.typed import LANGUAGE, typed


@dataclass(frozen=True)
class Press:
    """One output's template, look and format, ready to work.

    `profile` is what its file must keep to, None for nothing; `fields` are those that the look wants to have filled.
    """

    output: Output
    template: Template
    look: Look | None
    form: ModuleType
    profile: Profile | None = None
    fields: tuple[LookField, ...] = ()

    @property
    def file_name(self) -> str:
        """The name of the finished file: `briefing.zh.docx`."""
        return f"{self.output.template}.{self.output.lang}{self.form.SUFFIX}"


def press(output: Output, folders: Mapping[str, Path], root: Path) -> Press:
    """Read the template that an output names, and find its format.

    Args:
        output: template and language.
        folders: template folders by name.
        root: messages name files relative to it.

    Raises:
        Problems: there is no such template or format, or the template does not speak the language.
    """
    if output.template not in folders:
        hint = did_you_mean(output.template, folders)
        raise Problems([Problem(output.template.place, f"no template '{output.template}'", "no-template", hint)])
    if why := fault_of_name(output.template):
        raise Problems([Problem(output.template.place, why, "name", "files are named after the template")])
    if not LANGUAGE.fullmatch(output.lang):
        raise Problems([Problem(output.lang.place, f"'{output.lang}' is not a language", "language", "use zh, en, …")])
    folder = folders[output.template]
    template = read_template(folder, shown(folder, root), folders)
    if template.look is not None:  # it lies beside the plan that names it
        folder = folders[template.look.place.file.parent.name]
    look = read_look(template, folder, shown(folder, root))
    if template.languages and output.lang not in template.languages:
        message = f"the template '{output.template}' does not speak '{output.lang}'"
        hint = "it speaks " + ", ".join(template.languages)
        raise Problems([Problem(output.lang.place, message, "template-language", hint)])
    assert template.format is not None  # read_template has seen to it
    if template.format not in names(formats):
        hint = did_you_mean(template.format, names(formats))
        raise Problems([Problem(template.format.place, f"no format '{template.format}'", "no-format", hint)])
    form = take(formats, template.format)
    beside = (folders[output.template].parent, *(path.parent for path in folders.values()))
    profile = read_profile(beside, template.format, template.profile, template.limits)
    look = _fitted(look, folder, form)
    with blamed(look):
        fields = form.fields_in(look) if look is not None and hasattr(form, "fields_in") else ()
    return Press(output, template, look, form, profile, fields)


def _fitted(look: Look | None, folder: Path, form: ModuleType) -> Look | None:
    """The look with what `look.yaml` beside it says of it: which of its layouts or styles stand for which of ours."""
    if look is None or not hasattr(form, "Slots"):
        return look
    file = (folder / look.path.name).with_suffix(".yaml")
    if not file.is_file():
        return look
    keep_in(file, folder, Place(look.path.with_suffix(".yaml")))
    slots = typed(load(file, look.path.with_suffix(".yaml")), form.Slots, lang="zh", root=folder.name)
    return replace(look, slots=slots)


def render(document: Document, by: Press, *, pages: bool = False) -> Made:
    """The finished file, in memory; `pages`: where its format has contents, with their page numbers.

    Raises:
        Problems: the look lacks something, or a text can't be set.
        OSError: pages can't be counted on this machine.
    """
    draw = by.form.paged if pages and hasattr(by.form, "paged") else by.form.render
    with blamed(by.look):
        made: Made = draw(document, by.look)
    return made
