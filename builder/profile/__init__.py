"""Profiles: the thresholds that finished files must keep, as data beside the templates (profiles.yaml).

    seminar:
      format: slides
      title_lines_most: 2
      …
    boardroom: {like: seminar, words_most: 90}

A template names one (`profile: seminar`) and may change single values of it (`limits: {words_most: 130}`). Where it
names none, the first profile of its format stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from builder.load import Node, Str, load
from builder.problem import Problem, Problems, did_you_mean
from builder.profile.deck import DeckProfile
from builder.profile.paper import PaperProfile
from builder.typed import typed

Profile: TypeAlias = DeckProfile | PaperProfile
NAME = "profiles.yaml"
KINDS: Mapping[str, type[Profile]] = MappingProxyType({"slides": DeckProfile, "word": PaperProfile})


def read_profile(
    folders: Sequence[Path], format: str, name: Str | None = None, limits: Mapping[str, Str] = MappingProxyType({})
) -> Profile | None:
    """The thresholds for files of one format.

    Args:
        folders: where a profiles.yaml may stand; a profile in an earlier folder hides one of the same name in a later.
        format: the format's name on its shelf ("slides").
        name: of the profile; None for the first one of the format.
        limits: single thresholds that are other than the profile's.

    Returns:
        The profile; None where the format knows no rules, or no folder has a profile for it.

    Raises:
        Problems: there is no such profile, it is of another format, or a threshold is none.
    """
    if format not in KINDS:
        return None
    nodes: dict[str, Node] = {}
    for folder in dict.fromkeys(folders):
        if (folder / NAME).is_file():
            nodes = {**_fields(load(folder / NAME, Path(folder.name, NAME))), **nodes}
    if name is None:
        fit = next((n for n in nodes if _whole(nodes, Str(n, nodes[n].place)).get("format") == format), None)
        if fit is None:
            return None
        name = Str(fit, nodes[fit].place)
    if name not in nodes:
        raise Problems([Problem(name.place, f"no profile '{name}'", "no-profile", did_you_mean(name, nodes))])
    whole = _whole(nodes, name)
    if whole.pop("format") != format:
        raise Problems([Problem(name.place, f"the profile '{name}' is not for {format}", "profile-format")])
    values = {key: node for key, node in whole.items() if isinstance(node, Node)}
    values |= {key: Node(str(text), text.place, text.place) for key, text in limits.items()}
    return typed(Node(values, nodes[name].place), KINDS[format], lang="en", root=str(name))


def _whole(nodes: Mapping[str, Node], name: Str) -> dict[str, Node | str]:
    """A profile's thresholds with those of the profile that it is like, and its format as text.

    Raises:
        Problems: there is no profile of that name, or it has no format.
    """
    seen: list[str] = []
    values: dict[str, Node] = {}
    while True:
        if name not in nodes or name in seen:
            wrong = "is like itself" if name in seen else "is not there"
            hint = did_you_mean(name, nodes)
            raise Problems([Problem(name.place, f"the profile '{name}' {wrong}", "no-profile", hint)])
        seen.append(name)
        own = _fields(nodes[name])
        values = {**{key: node for key, node in own.items() if key != "like"}, **values}
        if "like" not in own:
            break
        name = Str(str(own["like"].value), own["like"].place)
    format = values.pop("format", None)
    if format is None:
        raise Problems([Problem(nodes[name].place, f"the profile '{name}' has no 'format'", "missing")])
    return {**values, "format": str(format.value)}


def _fields(node: Node) -> dict[str, Node]:
    if not isinstance(node.value, dict):
        raise Problems([Problem(node.place, f"expected fields, found {node.kind}", "type")])
    return node.value
