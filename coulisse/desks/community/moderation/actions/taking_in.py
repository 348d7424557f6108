"""The one way in: each comment once by account and remote id, judged by the rules in force.

Evidence is frozen at once where a rule would hide it: it may be gone before somebody has looked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from coulisse.desks.community.facts.moderation import CommentsTakenIn
from coulisse.desks.community.moderation.actions.waves import watch
from coulisse.desks.community.moderation.evidence import piece
from coulisse.desks.community.moderation.incoming import Incoming, Taken
from coulisse.desks.community.moderation.meaning import Spoken, judged, rules_in_force, spoken_before
from coulisse.desks.community.moderation.models import Comment, CommentAuthor, CommentEvidence, ModerationStep
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.engines.moderation import FOLDED, ORDER, Action, Reason, Verdict
from coulisse.engines.triage.habit import guesses
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

STATE: Final = Comment.State
MOST_TOGETHER: Final = 5_000
LONGEST_TEXT: Final = 20_000
FIRST_YEAR: Final = 2000
YEAR: Final = timedelta(days=366)
"""A clock that is years ahead is not believed."""


class TooManyTogether(ValueError):
    """A batch that would hold the house too long."""


@dataclass(frozen=True, slots=True)
class _Places:
    """Where comments belong: the publication of a post, or of the comment that they answer."""

    posts: Mapping[str, Publication]
    parents: Mapping[str, int | None]

    def publication(self, one: Incoming) -> tuple[int | None, int | None]:
        """Its number, and the production that it names itself."""
        for remote in (one.thread, one.in_reply_to):
            if remote in self.posts:
                return self.posts[remote].pk, self.posts[remote].production_id
        return self.parents.get(one.in_reply_to), None


def take_in(*, account: NetworkAccount, incoming: Sequence[Incoming], by: User | None, at: datetime) -> Taken:
    """Keep what is new of a batch. Raises `TooManyTogether`; then nothing was written."""
    if len(incoming) > MOST_TOGETHER:
        raise TooManyTogether(MOST_TOGETHER)
    read = [_believable(one, at) for one in reversed(incoming)]
    first = {one.remote_id: one for one in read if one.remote_id and one.text.strip()}
    with transaction.atomic():
        # One batch of an account at a time: who comes second finds what the first one wrote.
        NetworkAccount.objects.select_for_update(of=("self",)).get(pk=account.pk)
        held = Comment.objects.filter(account=account, remote_id__in=first)
        known = set(held.values_list("remote_id", flat=True))
        fresh = sorted(
            (one for one in first.values() if one.remote_id not in known),
            key=lambda one: (one.said_at, one.remote_id),
        )
        rows = _kept(account, fresh, at) if fresh else []
        proposed = [row for row in rows if row.state == STATE.REVIEW]
        if rows:
            told = CommentsTakenIn(count=len(rows), account=str(account), proposed=len(proposed))
            announce(
                told,
                by=by,
                at=at,
                production=None if account.client_id else rows[0].production_id,
                client=account.client_id,
                desk=Desk.COMMUNITY,
            )
    for production in {row.production_id for row in rows if row.production_id is not None}:
        until = max(row.said_at for row in rows if row.production_id == production)
        watch(production_id=production, until=until, at=at)
    return Taken(len(rows), len(incoming) - len(rows), len(proposed), tuple(row.pk for row in rows))


def _believable(one: Incoming, at: datetime) -> Incoming:
    """As a row can hold it: without signs that no database keeps, and with a moment that can have been."""
    words = {
        name: getattr(one, name).replace("\x00", "")
        for name in ("remote_id", "text", "handle", "author_id", "name", "address", "in_reply_to", "thread")
    }
    words["remote_id"] = words["remote_id"][:300]
    can_be = one.said_at.year >= FIRST_YEAR and one.said_at <= at + YEAR
    return replace(one, **words, said_at=one.said_at if can_be else at)


def _kept(account: NetworkAccount, fresh: Sequence[Incoming], at: datetime) -> list[Comment]:
    authors = _authors(account.network, fresh)
    of = [authors[_key(one)] for one in fresh]
    languages = guesses([one.text for one in fresh], [str(author.pk) for author in of])
    places = _places(account, fresh)
    rows = []
    for one, author, language in zip(fresh, of, languages, strict=True):
        publication, production = places.publication(one)
        rows.append(
            Comment(
                account=account,
                production_id=None if account.client_id else production or account.production_id,
                publication_id=publication,
                remote_id=one.remote_id[:300],
                in_reply_to=one.in_reply_to[:300],
                address=one.address[:500] if one.address.startswith("https://") else "",
                author=author,
                text=one.text[:LONGEST_TEXT],
                language=str(language.language),
                said_at=one.said_at,
                arrived_at=at,
            )
        )
    _judge(account, rows)
    made = Comment.objects.bulk_create(rows)
    _freeze([row for row in made if row.state == STATE.REVIEW], at)
    return made


def _judge(account: NetworkAccount, rows: Sequence[Comment]) -> None:
    """By the rules of the house, of each one's production, and of the client whose account or production it is."""
    earliest = min(row.said_at for row in rows)
    before = spoken_before([row.author_id for row in rows], since=earliest)
    clients = _clients(account, {row.production_id for row in rows})
    for production, client in clients.items():
        rules = rules_in_force(production=production, client=client)
        some = [row for row in rows if row.production_id == production]
        said = [
            Spoken(str(place), row.text, str(row.author_id), row.said_at, row.language)
            for place, row in enumerate(some)
        ]
        for row, verdict in zip(some, judged(said, rules, before=before), strict=True):
            apply(row, verdict)


def _clients(account: NetworkAccount, productions: set[int | None]) -> dict[int | None, int | None]:
    """For each production, the client of the account, else the one that it is made for; one query."""
    known = [pk for pk in productions if pk is not None]
    made_for = dict(Production.objects.filter(pk__in=known).values_list("pk", "client"))
    return {pk: account.client_id or (made_for.get(pk) if pk is not None else None) for pk in productions}


def apply(row: Comment, verdict: Verdict) -> None:
    """Write a verdict on a row that nobody has decided on yet; the caller saves it."""
    row.severity = verdict.severity
    row.rank = ORDER.index(verdict.severity)
    row.reasons = [_plain(reason) for reason in verdict.reasons]
    row.rule_id = verdict.rule or None
    row.is_flagged = verdict.action is Action.FLAG
    row.is_folded = verdict.severity in FOLDED
    row.state = STATE.REVIEW if verdict.action is Action.HIDE else STATE.OPEN


def _plain(reason: Reason) -> dict[str, object]:
    return {"code": str(reason.code), "words": list(reason.words), "rule": reason.rule}


def _freeze(rows: Sequence[Comment], at: datetime) -> None:
    """Evidence of what a rule would hide: it may be gone before somebody has looked."""
    CommentEvidence.objects.bulk_create(piece(row, by=None, at=at) for row in rows)
    kinds = (ModerationStep.Kind.PROPOSED, ModerationStep.Kind.FROZEN)
    ModerationStep.objects.bulk_create(
        ModerationStep(comment=row, kind=kind, rule_id=row.rule_id, at=at) for row in rows for kind in kinds
    )


def _key(one: Incoming) -> str:
    return (one.author_id or one.handle.lower() or "?")[:300]


def _authors(network: str, fresh: Iterable[Incoming]) -> dict[str, CommentAuthor]:
    """Known or made; a new name or handle takes the place of the old one."""
    wanted = {_key(one): one for one in fresh}
    known = {row.key: row for row in CommentAuthor.objects.filter(network=network, key__in=wanted)}
    renamed = []
    for key, row in known.items():
        handle, name = wanted[key].handle[:200], wanted[key].name[:200]
        if (row.handle, row.name) != (handle, name):
            row.handle, row.name = handle, name
            renamed.append(row)
    CommentAuthor.objects.bulk_update(renamed, ["handle", "name"])
    CommentAuthor.objects.bulk_create(
        (
            CommentAuthor(network=network, key=key, handle=one.handle[:200] or "?", name=one.name[:200])
            for key, one in wanted.items()
            if key not in known
        ),
        ignore_conflicts=True,
    )
    return {row.key: row for row in CommentAuthor.objects.filter(network=network, key__in=wanted)}


def _places(account: NetworkAccount, fresh: Iterable[Incoming]) -> _Places:
    remote = {found for one in fresh for found in (one.thread, one.in_reply_to) if found}
    posts = Publication.objects.filter(account=account, remote_id__in=remote)
    by_address = Publication.objects.filter(account=account, address__in=remote).exclude(address="")
    parents = Comment.objects.filter(account=account, remote_id__in=remote)
    return _Places(
        {row.address: row for row in by_address} | {row.remote_id: row for row in posts},
        dict(parents.values_list("remote_id", "publication_id")),
    )
