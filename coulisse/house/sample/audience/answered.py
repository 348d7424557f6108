"""What had been answered before the night: all of week 9, forty-one of week 10."""

from datetime import datetime, time, timedelta
from typing import Final

from coulisse.desks.audience.intake.models import Conversation, Message
from coulisse.foundation.accounts.models import User
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.audience.night import SUNDAY
from coulisse.house.sample.audience.received import WEEK_10
from coulisse.kernel.times import BRUSSELS

ANSWERED: Final = 41
DELAYS: Final = (95, 140, 190, 250, 310, 380, 380, 460, 540, 720, 1_300)
"""Minutes, one after the other."""
FRENCH: Final = (
    "Bonjour {name},\n\nMerci de nous avoir écrit. Nous avons transmis votre message à la rédaction de Plein Jour, et "
    "voici ce qu’elle nous en dit : votre remarque est notée pour la prochaine émission.\n\nMarc-Olivier Lejeune\n"
    "Relations avec les auditeurs et spectateurs"
)
DUTCH: Final = (
    "Dag {name},\n\nBedankt voor uw bericht. Wij hebben het aan de redactie van Plein Jour bezorgd; zij houdt er "
    "rekening mee voor de volgende uitzending.\n\nMarc-Olivier Lejeune\nPubliekswerking"
)


def answer_what_came_before(*, production: Production, by: User) -> None:
    """Written straight down: these answers left long ago, and nothing leaves the house for them now."""
    night = datetime.combine(SUNDAY, time(20, 15), tzinfo=BRUSSELS)
    found = Conversation.objects.filter(production=production, received_at__lt=night).select_related("writer")
    monday = datetime.combine(WEEK_10, time(0), tzinfo=BRUSSELS)
    before = list(found.filter(received_at__lt=monday).order_by("received_at"))
    week = list(found.filter(received_at__gte=monday).order_by("received_at"))[:ANSWERED]
    answers = []
    for number, one in enumerate([*before, *week]):
        at = one.received_at + timedelta(minutes=DELAYS[number % len(DELAYS)])
        text = (DUTCH if one.language == "nl" else FRENCH).format(name=one.writer.name)
        one.answered_at = one.last_at = at
        one.state = Conversation.State.CLOSED if number < len(before) else Conversation.State.ANSWERED
        one.is_new = False
        answers.append(
            Message(
                conversation=one,
                direction=Message.Direction.OUT,
                channel=one.channel,
                at=at,
                sender=str(by),
                subject=f"Re: {one.subject}" if one.subject else "",
                text=text,
                new_text=text,
                language=one.language,
                key=f"sample-answer-{one.pk}",
                by=by,
            )
        )
    Conversation.objects.bulk_update([*before, *week], ["answered_at", "last_at", "state", "is_new"])
    Message.objects.bulk_create(answers)
