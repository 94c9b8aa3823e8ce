"""A document drawn by the format that its template names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from builder import formats
from builder.comparison import shown
from builder.model import Document, Look, Made
from builder.outline import Output
from builder.problem import Problem, Problems, did_you_mean
from builder.shelf import names, take
from builder.template import Template, read_template


@dataclass(frozen=True)
class Press:
    """One output's template, look and format, ready to work."""

    output: Output
    template: Template
    look: Look | None
    form: ModuleType

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
    folder = folders[output.template]
    template, look = read_template(folder, shown(folder, root))
    if template.languages and output.lang not in template.languages:
        message = f"the template '{output.template}' does not speak '{output.lang}'"
        hint = "it speaks " + ", ".join(template.languages)
        raise Problems([Problem(output.lang.place, message, "template-language", hint)])
    if template.format not in names(formats):
        hint = did_you_mean(template.format, names(formats))
        raise Problems([Problem(template.format.place, f"no format '{template.format}'", "no-format", hint)])
    return Press(output, template, look, take(formats, template.format))


def render(document: Document, by: Press) -> Made:
    """The finished file, in memory.

    Raises:
        Problems: the look lacks something, or a text can't be set.
    """
    made: Made = by.form.render(document, by.look)
    return made
