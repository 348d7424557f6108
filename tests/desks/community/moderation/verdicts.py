"""Comments, rules and files are the community desk's; a public charter is anybody's."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from coulisse.desks.community.moderation.actions.charter import write_charter
from coulisse.desks.community.moderation.actions.reporting import make_report
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.models import (
    Comment,
    CommentImport,
    CommentReading,
    ModerationRule,
    WordList,
)
from tests.cast import AT, Cast
from tests.desks.community.moderation.rows import HATE, PLAIN, a_comment, by_hand
from tests.desks.community.publishing.rows import armed
from tests.desks.community.verdicts import COMMUNITY
from tests.walk import EVERYBODY, MEMBERS, Verdict


def comment(cast: Cast, text: str = PLAIN) -> Comment:
    return a_comment(by_hand(cast.drache), text)


def _comment(cast: Cast) -> dict[str, Any]:
    return {"pk": comment(cast).pk}


def _folded(cast: Cast) -> dict[str, Any]:
    row = comment(cast, HATE)
    Comment.objects.filter(pk=row.pk).update(is_folded=True)
    return {"pk": row.pk}


def _rule(cast: Cast) -> dict[str, Any]:
    start_rules(production=cast.drache, by=cast.ines, at=AT)
    row = ModerationRule.objects.first()
    assert row is not None
    return {"pk": row.pk}


def _list(cast: Cast) -> dict[str, Any]:
    start_rules(production=cast.drache, by=cast.ines, at=AT)
    row = WordList.objects.first()
    assert row is not None
    return {"pk": row.pk}


def _file(cast: Cast) -> dict[str, Any]:
    row = comment(cast, HATE)
    made = make_report(
        comments=[row.pk],
        production=cast.drache,
        to="police",
        language="fr",
        facts="Une menace.",
        by=cast.ines,
        at=AT,
    )
    return {"pk": made.pk}


def _import(cast: Cast) -> dict[str, Any]:
    account = by_hand(cast.drache)
    values = {"name": "t.csv", "sha256": "a" * 64, "lines": 0, "fresh": 0, "known": 0, "at": AT}
    return {"pk": CommentImport.objects.create(account=account, production=cast.drache, **values).pk}


def _reading(cast: Cast) -> dict[str, Any]:
    """Of somebody else: even the desk finds nothing to answer."""
    row = comment(cast, HATE)
    made = CommentReading.objects.create(comment=row, asked_by=cast.ines, asked_at=AT, reader=cast.odile)
    return {"pk": made.pk}


def _paused(cast: Cast) -> dict[str, Any]:
    account = by_hand(cast.drache)
    return {"pk": armed(account, production=cast.drache, due_at=AT, state="paused").pk}


def _charter(cast: Cast) -> dict[str, Any]:
    write_charter(
        production=cast.drache,
        slug="la-drache",
        texts={"fr": "Restons courtois."},
        is_public=True,
        read_version=0,
        by=cast.ines,
        at=AT,
    )
    return {"slug": "la-drache"}


def _table(cast: Cast) -> dict[str, Any]:
    account = by_hand(cast.drache)
    return {"account": account.pk, "file": SimpleUploadedFile("t.csv", b"text;author;date\n")}


def _batch(cast: Cast) -> dict[str, Any]:
    one = {"remote_id": "1", "text": PLAIN, "handle": "anouk", "said_at": "2027-03-15T08:05:00+01:00"}
    return {"account": by_hand(cast.drache).pk, "comments": [one]}


NAME = "community:moderation"
VERDICTS = {
    f"{NAME}:list": Verdict(COMMUNITY),
    f"{NAME}:fresh": Verdict(COMMUNITY),
    f"{NAME}:selection": Verdict(COMMUNITY, method="post"),
    f"{NAME}:group": Verdict(COMMUNITY, method="post"),
    f"{NAME}:brake": Verdict(COMMUNITY, method="post"),
    f"{NAME}:paused": Verdict(COMMUNITY),
    f"{NAME}:resume": Verdict(COMMUNITY, args=_paused, method="post"),
    f"{NAME}:import": Verdict(COMMUNITY, method="post", data=_table),
    f"{NAME}:imported": Verdict(COMMUNITY, args=_import),
    f"{NAME}:rules": Verdict(COMMUNITY),
    f"{NAME}:start": Verdict(COMMUNITY, method="post"),
    f"{NAME}:rule-add": Verdict(COMMUNITY),
    f"{NAME}:rule": Verdict(COMMUNITY, args=_rule),
    f"{NAME}:try": Verdict(COMMUNITY, args=_rule),
    f"{NAME}:switch": Verdict(COMMUNITY, args=_rule, method="post"),
    f"{NAME}:list-add": Verdict(COMMUNITY),
    f"{NAME}:list-edit": Verdict(COMMUNITY, args=_list),
    f"{NAME}:charter": Verdict(COMMUNITY),
    f"{NAME}:charter-public": Verdict(EVERYBODY, args=_charter),
    f"{NAME}:files": Verdict(COMMUNITY),
    f"{NAME}:file-add": Verdict(COMMUNITY),
    f"{NAME}:file": Verdict(COMMUNITY, args=_file),
    f"{NAME}:file-pdf": Verdict(COMMUNITY, args=_file),
    f"{NAME}:file-zip": Verdict(COMMUNITY, args=_file),
    f"{NAME}:comment": Verdict(COMMUNITY, args=_comment),
    f"{NAME}:act": Verdict(COMMUNITY, args=_comment, method="post", data=lambda cast: {"act": "keep"}),
    f"{NAME}:sort": Verdict(COMMUNITY, args=_comment, method="post"),
    f"{NAME}:show": Verdict(COMMUNITY, args=_folded, method="post"),
    f"{NAME}:answer": Verdict(COMMUNITY, args=_comment, method="post", data=lambda cast: {"text": "Merci"}),
    f"{NAME}:prove": Verdict(COMMUNITY, args=_comment, method="post"),
    f"{NAME}:transfer": Verdict(COMMUNITY, args=_comment, method="post"),
    f"{NAME}:ask": Verdict(COMMUNITY, args=_comment, method="post"),
    f"{NAME}:read": Verdict(COMMUNITY, args=_reading, method="post"),
    "api:comments": Verdict(MEMBERS),
    "api:comment": Verdict(COMMUNITY, args=_comment),
    "api:comments_take": Verdict(COMMUNITY, method="post", data=_batch, json=True),
}
