"""What the intake does in the background: messages read again, files taken in, families compared by meaning."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coulisse.desks.audience.facts.intake import MessagesTaggedAgain
from coulisse.desks.audience.intake import meaning, topic_sets
from coulisse.desks.audience.intake.actions import receive
from coulisse.desks.audience.intake.actions.archiving import JOB as TAKE_IN
from coulisse.desks.audience.intake.actions.archiving import filing_of
from coulisse.desks.audience.intake.archives import messages_of
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.learning import KIND
from coulisse.desks.audience.intake.models import Archive, Conversation, Correction, Family
from coulisse.desks.audience.intake.tagging import tag_again
from coulisse.desks.audience.intake.understanding import knowledge
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.documents.vault import vault
from coulisse.foundation.jobs.actions import begin
from coulisse.foundation.jobs.kinds import job
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.jobs.run import Refused, Run
from coulisse.foundation.journal.actions import announce

TAG_AGAIN: Final = "audience.tag-again"
MEANING: Final = "audience.meaning"
CHUNK: Final = 1_000
TOGETHER: Final = 200
"""Messages of a file that are taken in by one transaction."""
COMPARED: Final = 2_000
"""Families compared by meaning at once, the latest that wait for an answer."""
UNTAGGED: Final = 2_000
WAITING: Final = (Conversation.State.OPEN, Conversation.State.WAITING)


def begin_tagging(
    *,
    title: str,
    production: int | None,
    since: datetime | None = None,
    until: datetime | None = None,
    by: User,
    at: datetime,
) -> Job:
    """Read messages again: those that wait for an answer, or all of a period."""
    period = {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}
    return begin(TAG_AGAIN, by=by, at=at, title=title, production=production, **period)


def begin_meaning(*, title: str, production: int | None, by: User, at: datetime) -> Job:
    """Compare by meaning. Raises `meaning.NotInstalled`."""
    if not meaning.is_installed():
        raise meaning.NotInstalled(meaning.NAME)
    return begin(MEANING, by=by, at=at, title=title, production=production)


@job(TAG_AGAIN, restartable=True)
def tag_again_job(run: Run) -> dict[str, Any]:
    """In chunks, each a transaction of its own: what is stopped keeps what it has done, and begins anew
    the same."""
    keys = list(_asked_for(run))
    changed = done = 0
    run.progress(0, len(keys))
    for at in range(0, len(keys), CHUNK):
        some = keys[at : at + CHUNK]
        changed += tag_again(some, told=knowledge())
        done += len(some)
        run.progress(done, len(keys))
    with transaction.atomic():
        told = MessagesTaggedAgain(count=done, changed=changed)
        announce(told, by=run.job.by, at=run.now(), production=run.job.production_id, desk=Desk.AUDIENCE)
    said = ngettext("%(n)d proposal changed", "%(n)d proposals changed", changed) % {"n": changed}
    return {"text": said, "url": reverse("audience:intake:topics")}


def _asked_for(run: Run) -> Iterator[int]:
    found = Conversation.objects.filter(confirmed_at__isnull=True)
    if run.job.production_id is not None:
        found = found.filter(production_id=run.job.production_id)
    since, until = run.params.get("since"), run.params.get("until")
    if since or until:
        found = found.filter(received_at__gte=since) if since else found
        found = found.filter(received_at__lt=until) if until else found
    else:
        found = found.filter(state__in=WAITING)
    yield from found.order_by("pk").values_list("pk", flat=True).iterator(chunk_size=20_000)


@job(TAKE_IN, restartable=True)
def take_in_job(run: Run) -> dict[str, Any]:
    """The messages of a file, some at a time, each once: begun anew, it finds what is in already."""
    archive = Archive.objects.select_related("production", "brought_by").get(pk=run.params["archive"])
    counts = {"new": 0, "added": 0, "duplicates": 0}
    done = 0
    run.progress(0, archive.messages)
    with vault().open(archive.sha256) as file:
        found = messages_of(archive.kind, file, filing_of(archive), at=archive.brought_at)
        for batch in _batches(one.incoming for one in found if one.incoming is not None):
            got = receive(batch, by=None, at=run.now())
            counts["new"] += got.new
            counts["added"] += got.added
            counts["duplicates"] += got.duplicates
            done += len(batch)
            run.progress(done, archive.messages)
    Archive.objects.filter(pk=archive.pk).update(taken_at=run.now(), counts=counts)
    said = _("%(new)d new, %(added)d added to conversations, %(twice)d there already")
    words = said % {"new": counts["new"], "added": counts["added"], "twice": counts["duplicates"]}
    return {"text": words, "url": reverse("audience:intake:archive", args=[archive.pk])}


def _batches(incoming: Iterator[Incoming]) -> Iterator[list[Incoming]]:
    batch: list[Incoming] = []
    for one in incoming:
        batch.append(one)
        if len(batch) >= TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


@job(MEANING, restartable=True)
def meaning_job(run: Run) -> dict[str, Any]:
    """Families that mean the same in another language, and topics taught in one language proposed in another."""
    try:
        encode = meaning.load()
    except meaning.NotInstalled:
        raise Refused(
            _("The sentence encoder is not installed on this machine: install Coulisse with “meaning”.")
        ) from None
    kin = relate_families(encode, production=run.job.production_id)
    run.progress(1, 2)
    topics = propose_topics(encode, production=run.job.production_id)
    run.progress(2, 2)
    said = _("%(kin)d families that mean the same, %(topics)d topics proposed across languages")
    return {"text": said % {"kin": kin, "topics": topics}, "url": reverse("audience:families:list")}


def relate_families(encode: meaning.Encoder, *, production: int | None) -> int:
    """Write beside each family those of other languages that mean the same; a person joins them. How many
    pairs."""
    rows = Family.objects.filter(joined_to__isnull=True, size__gte=2).exclude(language="und")
    if production is not None:
        rows = rows.filter(production_id=production)
    families = {row.pk: row for row in rows.order_by("-last_at", "-pk")[:COMPARED]}
    said = [meaning.Said(row.pk, row.language, row.text) for row in families.values()]
    pairs = meaning.kin_of(said, encode)
    kin: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pair in pairs:
        kin[pair.first].append({"family": pair.second, "likeness": pair.likeness})
        kin[pair.second].append({"family": pair.first, "likeness": pair.likeness})
    changed = [row for row in families.values() if row.kin != kin.get(row.pk, [])]
    for row in changed:
        row.kin = kin.get(row.pk, [])
    Family.objects.bulk_update(changed, ["kin"], batch_size=500)
    return len(pairs)


def propose_topics(encode: meaning.Encoder, *, production: int | None) -> int:
    """Topics for open conversations that have none in a set, from corrections given in any language. How many."""
    sets = topic_sets.sets()
    open_ones = Conversation.objects.filter(state__in=WAITING, confirmed_at__isnull=True, is_folded=False)
    if production is not None:
        open_ones = open_ones.filter(production_id=production)
    rows = list(open_ones.order_by("-last_at", "-pk")[:UNTAGGED])
    if not rows:
        return 0
    texts = _texts(rows)
    changed: dict[int, Conversation] = {}
    count = 0
    for about, examples in _taught(sets).items():
        have = {row.pk for row in rows if any(sets.within.get(one["code"]) == about for one in row.topics)}
        said = [
            meaning.Said(row.pk, row.language, texts[row.pk])
            for row in rows
            if row.pk not in have and row.pk in texts
        ]
        by_key = {row.pk: row for row in rows}
        for key, (code, likeness) in meaning.topics_of(said, examples, encode).items():
            row = by_key[key]
            row.topics = [*row.topics, {"code": code, "confidence": likeness, "words": [], "by": "meaning"}]
            if about == topic_sets.HOUSE:
                row.topic_id = sets.rows[code]
            changed[key] = row
            count += 1
    for row in changed.values():
        values = {"topics": row.topics, "topic_id": row.topic_id, "version": row.version + 1}
        Conversation.objects.filter(pk=row.pk, version=row.version, confirmed_at__isnull=True).update(**values)
    return count


def _taught(sets: topic_sets.Sets) -> dict[str, list[meaning.Labelled]]:
    """Corrected examples by set, of topics that are still proposed."""
    found: dict[str, list[meaning.Labelled]] = defaultdict(list)
    for row in Correction.objects.exclude(about=KIND).order_by("-pk")[:UNTAGGED]:
        if row.label in sets.within:
            found[row.about].append(meaning.Labelled(row.text, row.label))
    return found


def _texts(rows: Sequence[Conversation]) -> dict[int, str]:
    """The first words of the public in each."""
    keys = [row.pk for row in rows]
    first = (
        Conversation.objects.filter(pk__in=keys, messages__direction="in")
        .order_by("pk", "messages__at", "messages__pk")
        .distinct("pk")
        .values_list("pk", "messages__new_text")
    )
    return dict(first)


JOBS: Final = (tag_again_job, take_in_job, meaning_job)
