"""Comments for tests."""

from datetime import datetime, timedelta

from coulisse.desks.community.moderation.actions.rules import dry_run, switch
from coulisse.desks.community.moderation.actions.starting import start_rules
from coulisse.desks.community.moderation.actions.taking_in import take_in
from coulisse.desks.community.moderation.incoming import Incoming, Taken
from coulisse.desks.community.moderation.models import Comment, ModerationRule
from coulisse.desks.community.publishing.models import NetworkAccount, Publication
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from tests.desks.community.publishing.rows import an_account

NIGHT = datetime.fromisoformat("2027-04-18T20:30:00+02:00")
HATE = "Vermine de plateau, on éteint la télé"
INSULT = "Bande de connards, avec vos éclusiers"
THREAT = "Je sais où habite votre présentatrice, je vais la retrouver ce soir."
CRITICISM = "Le son du plateau est inaudible depuis trois semaines"
PLAIN = "Bonsoir de Huy"


def said(
    text: str, *, number: int = 1, at: datetime = NIGHT, handle: str = "hubert.test", **values: str
) -> Incoming:
    told = {"remote_id": f"at://did:plc:x/app.bsky.feed.post/{number}", **values}
    address = f"https://bsky.example/post/{number}"
    return Incoming(text=text, handle=handle, said_at=at, address=address, name=handle.title(), **told)


def by_hand(production: Production, **values: object) -> NetworkAccount:
    return an_account(production=production, way=NetworkAccount.Way.BY_HAND, **values)  # type: ignore[arg-type]


def taken(account: NetworkAccount, *texts: str, at: datetime = NIGHT, first: int = 1) -> Taken:
    """One author each, a minute apart."""
    incoming = [
        said(text, number=first + n, handle=f"person{first + n}.test", at=at + timedelta(minutes=n))
        for n, text in enumerate(texts)
    ]
    return take_in(account=account, incoming=incoming, by=None, at=at + timedelta(minutes=len(texts)))


def a_comment(
    account: NetworkAccount, text: str = PLAIN, *, number: int = 1, at: datetime = NIGHT, **values: str
) -> Comment:
    incoming = said(text, number=number, at=at, **values)
    take_in(account=account, incoming=[incoming], by=None, at=NIGHT + timedelta(minutes=1))
    return Comment.objects.get(account=account, remote_id=incoming.remote_id)


def rules_on(
    production: Production, *, by: User, at: datetime = NIGHT - timedelta(days=2)
) -> list[ModerationRule]:
    """Those to begin with, tried and switched on."""
    rules = start_rules(production=production, by=by, at=at)
    for rule in rules:
        dry_run(rule=rule, production=production, at=at)
        switch(rule=ModerationRule.objects.get(pk=rule.pk), is_on=True, by=by, at=at)
    return list(ModerationRule.objects.order_by("pk"))


def a_post(account: NetworkAccount, *, remote_id: str = "at://did:plc:us/app.bsky.feed.post/1") -> Publication:
    return Publication.objects.create(
        account=account,
        production=account.production,
        text="Ce soir, 20 h 25 : les éclusiers.",
        language="fr",
        due_at=NIGHT,
        state=Publication.State.CONFIRMED,
        created_at=NIGHT,
        armed_at=NIGHT,
        confirmed_at=NIGHT,
        remote_id=remote_id,
        address="https://bsky.example/post/us",
    )
