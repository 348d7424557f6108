"""Paragraphs as the rows keep them: JSON objects with what differs from the default, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Final

from coulisse.desks.floor.script.models import Scene
from coulisse.kernel.emphasis import plain
from coulisse.kernel.screenplay import UNPRINTED, Paragraph, ParagraphKind, Remark

_DEFAULTS: Final = {field.name: field.default for field in fields(Paragraph) if field.name != "kind"}


def to_json(paragraphs: Iterable[Paragraph]) -> list[dict[str, Any]]:
    return [_to_json(paragraph) for paragraph in paragraphs]


def _to_json(paragraph: Paragraph) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": str(paragraph.kind)}
    for name, default in _DEFAULTS.items():
        value = getattr(paragraph, name)
        if value != default:
            found[name] = value
    if paragraph.remarks:
        found["remarks"] = [[each.offset, str(each.kind), each.text] for each in paragraph.remarks]
    if paragraph.tags:
        found["tags"] = list(paragraph.tags)
    return found


def from_json(rows: Iterable[Mapping[str, Any]]) -> tuple[Paragraph, ...]:
    return tuple(_from_json(row) for row in rows)


def _from_json(row: Mapping[str, Any]) -> Paragraph:
    values = {name: value for name, value in row.items() if name in _DEFAULTS}
    values["remarks"] = tuple(Remark(at, ParagraphKind(kind), text) for at, kind, text in row.get("remarks", ()))
    values["tags"] = tuple(row.get("tags", ()))
    return Paragraph(ParagraphKind(row["kind"]), **values)


def of_scene(scene: Scene) -> tuple[Paragraph, ...]:
    """The scene's paragraphs, its heading with the number that the house gives it."""
    found = from_json(scene.paragraphs)
    if found and found[0].kind is ParagraphKind.HEADING:
        return (replace(found[0], number=scene.number), *found[1:])
    return found


def printed_lines(paragraphs: Iterable[Paragraph]) -> tuple[str, ...]:
    """What is printed after the heading, as it is compared: bare of emphasis."""
    return tuple(
        plain(paragraph.text)
        for paragraph in paragraphs
        if paragraph.kind not in UNPRINTED and paragraph.kind is not ParagraphKind.HEADING and paragraph.text
    )
