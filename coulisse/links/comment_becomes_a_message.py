"""A comment that the community desk hands over becomes a message of the audience desk, by the same door as mail.

The account on the network recognises the same person again. Heard twice, it is one message; its number goes back
to the comment, which nobody answers there as long as it is answered here.
"""

from coulisse.desks.audience.intake.actions import note, receive
from coulisse.desks.audience.intake.incoming import Fate, Incoming
from coulisse.desks.community.facts.moderation import CommentsHandedOver
from coulisse.desks.community.moderation.actions.handing import note_case
from coulisse.desks.community.moderation.queries.handing import handed
from coulisse.foundation.journal.links import Happened, reaction


@reaction(to=CommentsHandedOver)
def take_them_in(happened: Happened[CommentsHandedOver]) -> None:
    comments = handed(happened.fact.comment_ids)
    incoming = [
        Incoming(
            channel="social",
            key=one.key,
            received_at=one.said_at,
            text=one.text,
            subject=one.subject,
            name=one.name,
            handle=one.handle,
            language_hint=one.language,
            production=one.production,
        )
        for one in comments
    ]
    outcomes = receive(incoming, by=happened.by, at=happened.now).outcomes
    for one, outcome in zip(comments, outcomes, strict=True):
        case = outcome.conversation
        note_case(comment=one.comment_id, conversation_id=case.pk, reference=case.reference)
        if one.note and happened.by is not None and outcome.fate is not Fate.DUPLICATE:
            note(conversation=case, text=one.note, by=happened.by, at=happened.now)
