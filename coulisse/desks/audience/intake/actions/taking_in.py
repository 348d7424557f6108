"""Messages that nobody has seen yet become rows, in a constant number of queries, while the house is locked."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Count

from coulisse.desks.audience.facts.intake import MessagesReceived
from coulisse.desks.audience.intake import placing, topic_sets
from coulisse.desks.audience.intake.cleaning import line, preview
from coulisse.desks.audience.intake.due import due_dates
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.keeping import kept, packed
from coulisse.desks.audience.intake.models import Attachment, Conversation, Message, RawMail
from coulisse.desks.audience.intake.numbering import take
from coulisse.desks.audience.intake.searching import vector
from coulisse.desks.audience.intake.threads import by_number, known_parents
from coulisse.desks.audience.intake.understanding import (
    Text,
    Understood,
    as_json,
    minute_of,
    settle_languages,
    why_on_air,
)
from coulisse.desks.audience.relations.actions import recognise, writers_for
from coulisse.desks.audience.relations.models import Writer
from coulisse.desks.audience.relations.somebody import Somebody
from coulisse.engines.triage.habit import is_clear
from coulisse.engines.triage.kinds import KINDS, SERIOUS
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.roles import Desk
from coulisse.foundation.journal.actions import announce
from coulisse.foundation.productions.models import Production

STATE: Final = Conversation.State
CLEAR: Final = 0.99
NO_ANSWER: Final = (STATE.ANSWERED, STATE.WAITING, STATE.CLOSED)
"""States that a new word from the public opens again."""
LONGEST_REFERENCES: Final = 20_000


@dataclass(slots=True)
class Arrival:
    """An incoming message on its way to becoming a row."""

    incoming: Incoming
    key: str
    at: datetime
    text: Text
    whole: str
    parents: list[str]
    message_id: str
    understood: Understood | None = None
    writer: Writer | None = None
    conversation: Conversation | None = None
    message: Message | None = None
    is_new: bool = False
    """It begins a conversation."""
    sender: str = ""
    words: str = ""
    """What a search looks through."""
    files: Sequence[Attachment] = ()
    mail: RawMail | None = None
    """The bytes, packed."""

    @property
    def says(self) -> Understood:
        assert self.understood is not None  # read before it is taken in
        return self.understood

    @property
    def by(self) -> Writer:
        assert self.writer is not None  # recognised before anything is written
        return self.writer

    @property
    def of(self) -> Conversation:
        assert self.conversation is not None  # made or joined before its message is
        return self.conversation

    @property
    def row(self) -> Message:
        assert self.message is not None  # asked for once it is written
        return self.message


def prepare(fresh: Sequence[Arrival]) -> None:
    """What needs no lock, once a batch is understood: its words, its bytes, its files in the vault."""
    for one in fresh:
        came = one.incoming
        sender = f"{came.name} <{came.email}>" if came.name and came.email else came.name or came.email
        one.sender = line(sender, 250)
        one.words = _words(one)
        one.files = kept(came.attachments)
        one.mail = packed(came.raw) if came.raw else None
    placing.read_ahead(one.text.own for one in fresh)


def take_in(fresh: Sequence[Arrival], *, by: User | None, at: datetime) -> None:
    """Write a batch that is prepared, oldest first. Call inside a transaction that holds the lock of the house."""
    if not fresh:
        return
    _recognise_writers(fresh, at)
    joined = _thread(fresh)
    _begin([one for one in fresh if one.is_new], by=by, at=at)
    _write_messages(fresh, by)
    if placing.settle():
        _follow([one for one in fresh if one.is_new])
    _go_on(fresh, joined)
    recognise([(one.by, one.text.own) for one in fresh if one.is_new and one.incoming.to_answer], at=at)
    _tell(fresh, by=by, at=at)


def _recognise_writers(fresh: Sequence[Arrival], at: datetime) -> None:
    people = [
        Somebody(
            name=line(one.incoming.name, 160),
            email=line(one.incoming.email, 250),
            phone=line(one.incoming.phone, 60),
            handle=line(one.incoming.handle, 250),
            postal=one.incoming.postal[:500],
            language=str(one.says.language.language) if is_clear(one.says.language) else "",
            at=one.at,
        )
        for one in fresh
    ]
    for one, writer in zip(fresh, writers_for(people, at=at), strict=True):
        one.writer = writer
    writers = [one.by.pk for one in fresh]
    settle_languages([one.says for one in fresh], [one.text for one in fresh], writers, _habits(fresh))


def _habits(fresh: Sequence[Arrival]) -> Mapping[int, Mapping[str, int]]:
    """What those who wrote something unclear have usually written before."""
    unsure = {one.by.pk for one in fresh if not is_clear(one.says.language)}
    habits: dict[int, dict[str, int]] = defaultdict(dict)
    if unsure:
        rows = Conversation.objects.filter(writer_id__in=unsure, language_confidence__gte=CLEAR)
        counted = rows.exclude(language="und").values_list("writer_id", "language").annotate(many=Count("pk"))
        for writer, language, many in counted.order_by():
            habits[writer][language] = many
    return habits


def _thread(fresh: Sequence[Arrival]) -> dict[int, Conversation]:
    """Tie what answers something to its conversation, locked; the rest begins one."""
    known = known_parents(parent for one in fresh for parent in one.parents)
    named = by_number([one.incoming for one in fresh], [one.by.pk for one in fresh])
    targets: list[int | None] = []
    for one, number in zip(fresh, named, strict=True):
        given = one.incoming.conversation.pk if one.incoming.conversation is not None else None
        parent = next((known[parent] for parent in one.parents if parent in known), None)
        targets.append(given or parent or number)
    locked = Conversation.objects.select_for_update().filter(pk__in={pk for pk in targets if pk is not None})
    joined = {row.pk: row for row in locked.order_by("pk")}
    together = {one.message_id: one for one in reversed(fresh) if one.message_id}
    for one, target in zip(fresh, targets, strict=True):
        one.conversation = joined.get(target) if target is not None else None
    for one in fresh:
        one.conversation = one.conversation or _of_earlier(one, together)
        one.is_new = one.conversation is None
        if one.is_new:
            one.conversation = Conversation(writer=one.by)
    return joined


def _of_earlier(one: Arrival, together: Mapping[str, Arrival]) -> Conversation | None:
    """The conversation of what it answers in the same batch; only what came before it has one yet."""
    for parent in one.parents:
        earlier = together.get(parent)
        if earlier is not None and earlier is not one and earlier.conversation is not None:
            return earlier.conversation
    return None


def _begin(new: Sequence[Arrival], *, by: User | None, at: datetime) -> None:
    """Conversations with their numbers, what was understood, and their families."""
    sets = topic_sets.sets()
    due = due_dates([one.at for one in new])
    for one, reference, until in zip(new, take([one.at for one in new]), due, strict=True):
        _fill(one, reference, until, sets, by=by, at=at)
    waiting = [one for one in new if one.of.state == STATE.OPEN]
    placed = placing.place(
        [
            placing.Candidate(
                one.of.reference,
                one.text.own,
                one.of.language,
                one.says.kind_codes,
                one.at,
                one.of.production_id,
                one.of.broadcast_id,
            )
            for one in waiting
        ]
    )
    for one, place in zip(waiting, placed, strict=True):
        one.of.family_id, one.of.beside_id, one.of.apart = place.family, place.beside, place.apart
    Conversation.objects.bulk_create([one.of for one in new], batch_size=1_000)


def _fill(
    one: Arrival, reference: str, until: date | None, sets: topic_sets.Sets, *, by: User | None, at: datetime
) -> None:
    row, came, says = one.of, one.incoming, one.says
    row.reference, row.channel, row.mailbox = reference, came.channel, came.mailbox
    row.received_at = row.last_at = one.at
    row.subject, row.preview = one.text.subject, preview(one.text.own)
    row.production_id = _production_of(one)
    row.language, row.language_confidence = says.language.language.value, round(says.language.confidence, 3)
    row.kinds, row.topics = as_json(says.kinds), as_json(says.topics)
    row.kind = says.kinds[0].code if says.kinds else ""
    row.topic_id = sets.house_topic([topic.code for topic in says.topics])
    row.tone, row.tone_confidence = says.tone.code, says.tone.confidence
    if says.on_air is not None:
        row.broadcast_id = int(says.on_air.broadcast.key)
        row.on_air_at, row.on_air_why = minute_of(says.on_air), why_on_air(says.on_air)
    row.is_folded, row.gist = says.is_folded, says.gist
    if row.is_folded:
        _hush(row)
    if by is not None and (came.kind or came.topic):
        row.confirmed_by, row.confirmed_at = by, at
    row.state = STATE.SPAM if came.is_spam else STATE.OPEN if came.to_answer else STATE.CLOSED
    row.is_new = row.state == STATE.OPEN and not came.is_read
    row.due_on = until if row.state == STATE.OPEN else None


def _production_of(one: Arrival) -> int | None:
    """Of the programme spoken of, else of the channel, else of the mailbox."""
    came = one.incoming
    if one.says.production is not None:
        return one.says.production
    if came.production is not None:
        return came.production.pk
    return came.mailbox.production_id if came.mailbox is not None else None


def _write_messages(fresh: Sequence[Arrival], by: User | None) -> None:
    for one in fresh:
        came, own = one.incoming, one.text.own
        sent = came.sent_at
        one.message = Message(
            conversation=one.of,
            direction=Message.Direction.IN,
            channel=came.channel,
            at=sent if sent is not None and sent <= one.at else one.at,
            sender=one.sender or line(came.phone or came.handle, 250),
            subject=one.text.subject,
            text=one.whole,
            new_text=own,
            language=one.says.language.language.value,
            key=one.key,
            message_id=one.message_id,
            in_reply_to=one.parents[0] if one.parents and came.in_reply_to else "",
            references=line(" ".join(reversed(one.parents)), LONGEST_REFERENCES),
            is_automatic=came.is_automatic,
            by=by,
            words=one.words,
        )
    Message.objects.bulk_create([one.row for one in fresh], batch_size=500)
    for one in fresh:
        for row in (*one.files, one.mail):
            if row is not None:
                row.message = one.row
    Attachment.objects.bulk_create([row for one in fresh for row in one.files], batch_size=1_000)
    RawMail.objects.bulk_create([one.mail for one in fresh if one.mail is not None], batch_size=100)


def _words(one: Arrival) -> str:
    """A folded text is found by its sender alone."""
    if one.says.is_folded:
        return vector((one.sender, "B"))
    return vector((one.text.subject, "A"), (one.sender, "B"), (one.text.own, "D"))


def _follow(new: Sequence[Arrival]) -> None:
    """What changed places while its family was looked at again."""
    names = ("family_id", "beside_id", "apart", "version")
    rows = Conversation.objects.filter(pk__in=[one.of.pk for one in new]).values("pk", *names)
    now = {row["pk"]: row for row in rows}
    for one in new:
        for name in names:
            setattr(one.of, name, now[one.of.pk][name])


def _go_on(fresh: Sequence[Arrival], joined: Mapping[int, Conversation]) -> None:
    """Conversations to which something was added: open again, new again, and no less serious than what came."""
    changed: dict[int, Conversation] = {}
    for one in fresh:
        if one.is_new:
            continue
        row = one.of
        if not one.incoming.is_automatic:
            row.last_at = max(row.last_at, one.at)
            row.is_new = row.is_new or (row.state != STATE.SPAM and not one.incoming.is_read)
            if row.state in NO_ANSWER:
                row.state = STATE.OPEN
        _take_over(row, one.says)
        changed[row.pk] = row
    for pk in joined.keys() & changed.keys():
        changed[pk].version += 1
    fields = ["last_at", "is_new", "state", "kind", "kinds", "topics", "is_folded", "gist", "version"]
    fields += ["subject", "preview", "on_air_why"]
    Conversation.objects.bulk_update(changed.values(), fields, batch_size=500)


def _take_over(row: Conversation, says: Understood) -> None:
    """A threat in the fifth message makes the conversation one with a threat, whoever confirmed what before."""
    have = {kind["code"] for kind in row.kinds}
    serious = [kind for kind in as_json(says.kinds) if kind["code"] in SERIOUS and kind["code"] not in have]
    if serious:
        row.kinds = sorted([*row.kinds, *serious], key=lambda kind: KINDS.index(kind["code"]))
        row.kind = row.kinds[0]["code"]
    if says.is_folded and not row.is_folded:
        row.is_folded, row.gist = True, says.gist
    if row.is_folded:
        _hush(row)


def _hush(row: Conversation) -> None:
    """The row of a folded text holds no word of it: what lists, counts and exports read cannot show any."""
    row.subject = row.preview = ""
    row.kinds, row.topics = ([{**one, "words": []} for one in rows] for rows in (row.kinds, row.topics))
    row.on_air_why = []


def _tell(fresh: Sequence[Arrival], *, by: User | None, at: datetime) -> None:
    """One fact for each production and channel, so that nobody reads of mail that is not his."""
    groups: dict[tuple[int | None, str], list[Arrival]] = defaultdict(list)
    for one in fresh:
        groups[one.of.production_id, one.incoming.channel].append(one)
    for (production, channel), some in groups.items():
        happened = MessagesReceived(
            count=len(some),
            channel=channel,
            new=sum(one.is_new for one in some),
            first_at=min(one.at for one in some),
            last_at=max(one.at for one in some),
        )
        about = Production.objects.filter(pk=production).first() if production is not None else None
        announce(happened, by=by, at=at, about=about, production=production, desk=Desk.AUDIENCE)
