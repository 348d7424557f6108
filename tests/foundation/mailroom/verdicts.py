from typing import Any

from coulisse.foundation.mailroom.actions import Posting, To, post, post_each
from coulisse.foundation.mailroom.models import Identity, KeptAside, Letter, State
from tests.cast import AT, Cast
from tests.foundation.mailroom.scene import PUBLICS, a_mailbox
from tests.walk import DESKS, MEMBERS, OWN, OWNER, Verdict


def _letter(cast: Cast) -> Letter:
    return post(
        subject="Feuille n° 16",
        text="Bonjour,",
        to=[To("elise@meuse.example", "Élise Lambert")],
        by=cast.nadia,
        at=AT,
        production=cast.drache.pk,
        hold=True,
    )


def letter(cast: Cast) -> dict[str, Any]:
    return {"pk": _letter(cast).pk}


def refused(cast: Cast) -> dict[str, Any]:
    found = _letter(cast)
    found.recipients.update(state=State.FAILED)
    return {"pk": found.pk}


def refused_one(cast: Cast) -> dict[str, Any]:
    found = _letter(cast)
    found.recipients.update(state=State.UNKNOWN)
    return {"pk": found.pk, "recipient": found.recipients.get().pk}


def together(cast: Cast) -> dict[str, Any]:
    posting = Posting("elise@meuse.example", "Votre réaction", "Bonjour,", production=cast.drache.pk)
    return {"pk": post_each([posting, posting], by=cast.nadia, at=AT)[0].letter_id}


def held_together(cast: Cast) -> dict[str, Any]:
    posting = Posting("elise@meuse.example", "Votre réaction", "Bonjour,", production=cast.drache.pk)
    return {"pk": post_each([posting, posting], by=cast.nadia, at=AT, hold=True)[0].letter_id}


def mailbox(cast: Cast) -> dict[str, Any]:
    return {"pk": a_mailbox().pk}


def connectable(cast: Cast) -> dict[str, Any]:
    there = "https://login.example/authorize"
    return {"pk": a_mailbox(sign_in="xoauth2", oauth_client_id="coulisse", oauth_authorize_url=there).pk}


def paused(cast: Cast) -> dict[str, Any]:
    return {"pk": a_mailbox(is_active=False).pk}


def identity(cast: Cast) -> dict[str, Any]:
    return {"pk": Identity.objects.create(mailbox=a_mailbox(), name="Publics", address=PUBLICS).pk}


def kept(cast: Cast) -> dict[str, Any]:
    row = KeptAside.objects.create(
        mailbox=a_mailbox(),
        folder="INBOX",
        uidvalidity=1,
        uid=1,
        reason=KeptAside.Reason.UNREADABLE,
        size=3,
        content=b"abc",
        kept_at=AT,
    )
    return {"pk": row.pk}


REACHED = OWN | DESKS
"""Whoever may change the common rooms of the production."""

VERDICTS = {
    "mailroom:list": Verdict(MEMBERS),
    "mailroom:letter": Verdict(REACHED, args=letter),
    "mailroom:recall": Verdict(REACHED, args=letter, method="post"),
    "mailroom:release": Verdict(REACHED, args=letter, method="post"),
    "mailroom:resend": Verdict(REACHED, args=refused, method="post"),
    "mailroom:resend_one": Verdict(REACHED, args=refused_one, method="post"),
    "mailroom:recall_batch": Verdict(REACHED, args=together, method="post"),
    "mailroom:pause_batch": Verdict(REACHED, args=together, method="post"),
    "mailroom:resume_batch": Verdict(REACHED, args=held_together, method="post"),
    "mailroom:mailboxes": Verdict(OWNER),
    "mailroom:mailbox_add": Verdict(OWNER),
    "mailroom:mailbox": Verdict(OWNER, args=mailbox),
    "mailroom:mailbox_edit": Verdict(OWNER, args=mailbox),
    "mailroom:consent": Verdict(OWNER, args=connectable, method="post"),
    "mailroom:consented": Verdict(OWNER),
    "mailroom:mailbox_try": Verdict(OWNER, args=mailbox, method="post"),
    "mailroom:mailbox_fetch": Verdict(OWNER, args=mailbox, method="post"),
    "mailroom:mailbox_pause": Verdict(OWNER, args=mailbox, method="post"),
    "mailroom:mailbox_resume": Verdict(OWNER, args=paused, method="post"),
    "mailroom:mailbox_remove": Verdict(OWNER, args=mailbox, method="post"),
    "mailroom:identity_add": Verdict(OWNER, args=mailbox),
    "mailroom:identity": Verdict(OWNER, args=identity),
    "mailroom:identity_remove": Verdict(OWNER, args=identity, method="post"),
    "mailroom:kept_mail": Verdict(OWNER, args=kept),
    "mailroom:kept_forget": Verdict(OWNER, args=kept, method="post"),
}
