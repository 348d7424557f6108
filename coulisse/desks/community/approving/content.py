"""What is handed in: read once from the publications as plain data, cut into parts for the engine.

{"paid": {"cents": 64000, "plan": "Namur + 50 km"},
 "publications": [{"pk", "account", "account_id", "network", "language", "text", "warning", "moment", "tags",
                   "links", "files": [{"version", "name", "media_type", "size", "sha256", "alt"}],
                   "subtitles": [{"language", "sha256", "name"}]}]}
"""

from collections.abc import Iterable, Mapping
from json import dumps
from typing import Any

from coulisse.desks.community.publishing.agreement import moment_of
from coulisse.desks.community.publishing.models import Publication
from coulisse.engines import posttext
from coulisse.engines.approval import Kind, Part

Content = Mapping[str, Any]


def content_of(publications: Iterable[Publication], *, paid_cents: int | None, paid_plan: str) -> dict[str, Any]:
    """The publications come with `account`, `files__content` and `subtitles__content` loaded."""
    return {
        "paid": {"cents": paid_cents, "plan": paid_plan} if paid_cents or paid_plan else None,
        "publications": [_publication(row) for row in publications],
    }


def _publication(row: Publication) -> dict[str, Any]:
    found = posttext.entities(row.text, posttext.rules_of(posttext.Network(row.account.network)))
    return {
        "pk": row.pk,
        "account": str(row.account),
        "account_id": row.account_id,
        "network": row.account.network,
        "language": row.language,
        "text": row.text,
        "warning": row.warning,
        "moment": moment_of(row),
        "tags": [one.value for one in found if one.kind is posttext.Kind.HASHTAG],
        "links": [one.value for one in found if one.kind is posttext.Kind.URL],
        "files": [
            {
                "version": one.content_id,
                "name": one.content.name,
                "media_type": one.content.media_type,
                "size": one.content.size,
                "sha256": one.content.sha256,
                "alt": one.alt,
            }
            for one in sorted(row.files.all(), key=lambda one: (one.place, one.pk))
        ],
        "subtitles": [
            {"language": one.language, "sha256": one.content.sha256, "name": one.content.name}
            for one in sorted(row.subtitles.all(), key=lambda one: one.language)
        ],
    }


def parts_of(content: Content) -> tuple[Part, ...]:
    """Each part under the publication that it is of: an edit of one leaves the others' approvals alone."""
    found = [part for one in content["publications"] for part in _parts(one)]
    if content["paid"]:
        found.append(Part.of(Kind.PAID, _written(content["paid"])))
    return tuple(found)


def _parts(one: Mapping[str, Any]) -> Iterable[Part]:
    key = f"p{one['pk']}"
    yield Part.of(Kind(f"text_{one['language']}"), _text(one), key)
    if one["tags"]:
        yield Part.of(Kind.TAGS, _written(one["tags"]), key)
    if one["links"]:
        yield Part.of(Kind.LINKS, _written(one["links"]), key)
    yield Part.of(Kind.HOUR, one["moment"], key)
    yield Part.of(Kind.NETWORKS, f"{one['network']} {one['account_id']}", key)
    for place, file in enumerate(one["files"], start=1):
        of_file = f"{key}/{place}"
        yield Part.of(Kind.ALT, file["alt"], of_file)
        yield Part(Kind.VISUAL, of_file, file["sha256"])
        yield Part.of(Kind.FILE, f"{file['media_type']} {file['size']}", of_file)
    for one_language in one["subtitles"]:
        yield Part(Kind.SUBTITLES, f"{key}/{one_language['language']}", one_language["sha256"])


def _text(one: Mapping[str, Any]) -> str:
    return f"{one['warning']}\n\n{one['text']}" if one["warning"] else str(one["text"])


def _written(value: Any) -> str:
    return dumps(value, ensure_ascii=False, sort_keys=True)


def words_of(content: Content) -> dict[tuple[str, str, str], str]:
    """What each part says, by kind, key and hash: for whoever reads a change. Pictures give their file's name."""
    found = {}
    for one in content["publications"]:
        said = {Kind.TAGS: " ".join(f"#{tag}" for tag in one["tags"]), Kind.LINKS: " ".join(one["links"])}
        for part in _parts(one):
            place = part.key.partition("/")[2]
            file = one["files"][int(place) - 1] if place.isdecimal() else {}
            words = {Kind.ALT: file.get("alt"), Kind.VISUAL: file.get("name"), Kind.FILE: file.get("name")}
            told = said.get(part.kind) or words.get(part.kind) or _plain(part.kind, one)
            found[str(part.kind), part.key, part.sha256] = told
    return found


def _plain(kind: Kind, one: Mapping[str, Any]) -> str:
    if kind is Kind.HOUR:
        return str(one["moment"])
    if kind is Kind.SUBTITLES:
        return ", ".join(f"{told['name']} ({told['language']})" for told in one["subtitles"])
    return str(one["account"]) if kind is Kind.NETWORKS else _text(one)
