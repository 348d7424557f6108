"""python -m tests.bench.retag: a correction felt, and 100,000 messages read again with what was learned.

On a PostgreSQL of its own. A correction is timed whole: the row, the learning, the fact, the next guess; then
with the two hundred similar ones that are tried at once. The job is timed as the worker runs it, in chunks of a
thousand, on one process beside its database. Seconds of the processor are those of this process alone: on a busy
machine they say more than the clock.
"""

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter, process_time

MANY = 100_000
CORRECTIONS = 40
AT = datetime.fromisoformat("2027-03-15T08:00:00+01:00")


def main() -> None:
    from tests.bench.own_house import own_house

    with own_house():
        for line in measured():
            print(line, flush=True)


def measured(many: int = MANY) -> Iterator[str]:
    """The lines, as they are known, on an empty house that is open."""
    from coulisse.desks.audience.intake.actions.correcting import _similar, correct
    from coulisse.desks.audience.intake.models import Conversation
    from coulisse.desks.audience.intake.tagging import tag_again
    from coulisse.desks.audience.intake.understanding import Text, knowledge
    from coulisse.engines.triage.kinds import KINDS
    from coulisse.foundation.accounts.models import User

    user = User.objects.create(email="bench@meuse.example", name="Bench")
    letters = _fill(many)
    codes = [one.code for one in knowledge().sets.engine[-1].topics]
    house = knowledge().sets.engine[-1].code
    rows = list(Conversation.objects.order_by("pk")[: CORRECTIONS * 2])
    times, alone, work = [], [], []
    for number, row in enumerate(rows):
        about, label = ("kind", KINDS[6 + number % 5]) if number % 2 else (house, codes[number % len(codes)])
        at = AT + timedelta(seconds=number)
        began, worked = perf_counter(), process_time()
        correct(conversation=row, about=about, label=label, by=user, at=at)
        list(knowledge().proposals([Text("", "Pourquoi ce film si tard ?", AT)]))
        whole, working = perf_counter() - began, process_time() - worked
        fresh = Conversation.objects.get(pk=rows[-1 - number].pk)
        began, worked = perf_counter(), process_time()
        tag_again(_similar(fresh), only=about)
        similar = perf_counter() - began
        times.append(1000 * whole)
        alone.append(1000 * (whole - similar))
        work.append(1000 * (working - (process_time() - worked)))
    alone.sort()
    yield (
        f"a correction and the next guess {median(alone):.0f} ms, "
        f"95 % in {alone[len(alone) * 95 // 100]:.0f} ms (aim 50), {median(work):.0f} ms of the processor; "
        f"with 200 similar ones tried at once {median(times):.0f} ms; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )
    keys = list(Conversation.objects.filter(confirmed_at__isnull=True).values_list("pk", flat=True))
    began, worked = perf_counter(), process_time()
    changed = sum(tag_again(keys[at : at + 1_000], told=knowledge()) for at in range(0, len(keys), 1_000))
    spent, working = perf_counter() - began, process_time() - worked
    yield (
        f"{len(keys):,} messages of {letters:,} letters read again in {spent:.0f} s (aim 60), "
        f"{working:.0f} s of the processor: {len(keys) / spent:,.0f}/s, {changed:,} changed; "
        f"load of the machine {os.getloadavg()[0]:.1f}"
    )


def _fill(many: int) -> int:
    """So many conversations with one message each, straight into the tables. Returns the usual length."""
    import random

    from coulisse.desks.audience.intake.models import Conversation, Message
    from coulisse.desks.audience.relations.models import Writer
    from tests.bench.mails import _sentences

    chance = random.Random(3)
    writer = Writer.objects.create(name="Bench", first_at=AT, last_at=AT)
    sentences = _sentences("fr") + _sentences("nl")[:120]
    letters = 0
    for first in range(0, many, 5_000):
        numbers = range(first, min(first + 5_000, many))
        rows = Conversation.objects.bulk_create(
            Conversation(
                reference=f"2027-0315-{number:06}",
                writer=writer,
                channel="mail",
                received_at=AT,
                last_at=AT + timedelta(seconds=number),
                language="fr",
            )
            for number in numbers
        )
        texts = [" ".join(chance.sample(sentences, chance.randint(1, 5))) for _ in rows]
        letters += sum(map(len, texts))
        Message.objects.bulk_create(
            Message(
                conversation=row,
                direction="in",
                channel="mail",
                at=AT,
                text=text,
                new_text=text,
                key=row.reference,
            )
            for row, text in zip(rows, texts, strict=True)
        )
    return letters // many


if __name__ == "__main__":
    main()
