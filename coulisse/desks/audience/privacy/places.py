"""Every place where something of a person lies, and how it is emptied: the list that an erasure walks.

A test compares this list with the desk's own tables: a field that can hold words or names and is named neither
here nor there as plainly about nobody of the public fails it, so that no new table is forgotten.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import CharField, F, Model, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.desks.audience.answers.models import Draft, Heard
from coulisse.desks.audience.care.models import Appeal, Fold, Restriction, SecondReading
from coulisse.desks.audience.cases.models import (
    DossierExport,
    HandOver,
    Material,
    PostedLetter,
    Recourse,
    ReleaseFinding,
    RoutedQuestion,
)
from coulisse.desks.audience.crisis.models import Verbatim
from coulisse.desks.audience.intake import learning, placing
from coulisse.desks.audience.intake.calls.models import Call
from coulisse.desks.audience.intake.models import Attachment, Conversation, Correction, Message, RawMail
from coulisse.desks.audience.intake.scans.models import PaperLetter, PaperPage
from coulisse.desks.audience.meetings.models import Idea, Panelist, Registration
from coulisse.desks.audience.privacy.models import PrivacyRequest
from coulisse.desks.audience.privacy.scope import Scope
from coulisse.desks.audience.relations.models import (
    Consent,
    Gesture,
    Mention,
    MergeProposal,
    TicketImport,
    TicketOrder,
    Writer,
    WriterAddress,
)
from coulisse.foundation.documents.models import Document
from coulisse.foundation.jobs.models import JobFile
from coulisse.foundation.journal.models import Entry
from coulisse.foundation.mailroom.models import Enclosure, Letter, Recipient
from coulisse.foundation.search.actions import forget as forget_in_search

GONE: Final = "—"
Erase = Callable[[Scope, datetime], int]


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of thing. `fields` are the columns that it empties, by model; `whole` places wait for the whole
    person to go."""

    code: str
    label: Promise
    erase: Erase
    fields: Mapping[str, tuple[str, ...]]
    whole: bool = False


def _families(scope: Scope, at: datetime) -> int:
    """Before the texts go: a family forgets what each member brought."""
    members = list(Conversation.objects.filter(pk__in=scope.conversations, family__isnull=False))
    first: dict[int, str] = {}
    rows = Message.objects.filter(conversation__in=[one.pk for one in members], direction=Message.Direction.IN)
    for conversation, text in rows.order_by("-at", "-pk").values_list("conversation_id", "new_text"):
        first[conversation] = text
    placing.forget(members, first)
    return len(members)


def _corrections(scope: Scope, at: datetime) -> int:
    gone, _kinds = Correction.objects.filter(conversation__in=scope.conversations).delete()
    learning.forget_all()
    return gone


def _letters(scope: Scope, at: datetime) -> int:
    """What the mailroom still holds of letters to this person: the words, the name, the address."""
    of_messages = Message.objects.filter(conversation__in=scope.conversations).exclude(recipient=None)
    letters = set(of_messages.values_list("recipient__letter_id", flat=True))
    letters |= set(
        Letter.objects.filter(
            about="audience.registration",
            about_id__in=list(Registration.objects.filter(writer__in=scope.writers).values_list("pk", flat=True)),
        ).values_list("pk", flat=True)
        if scope.whole
        else ()
    )
    Enclosure.objects.filter(letter__in=letters).delete()
    Recipient.objects.filter(letter__in=letters).update(
        name="", error="", address=Concat(Value("efface-"), Cast("pk", CharField()), Value("@invalid.example"))
    )
    return Letter.objects.filter(pk__in=letters).update(subject=GONE, text="", html="")


def _messages(scope: Scope, at: datetime) -> int:
    return Message.objects.filter(pk__in=scope.messages).update(
        sender="",
        subject="",
        text="",
        new_text="",
        key=Concat(Value("efface-"), Cast("pk", CharField())),
        message_id="",
        in_reply_to="",
        references="",
        words=None,
    )


def _conversations(scope: Scope, at: datetime) -> int:
    """Words go; dates, kinds, topics, tone, channel and programme stay, for the counts."""
    rows = list(Conversation.objects.filter(pk__in=scope.conversations))
    for row in rows:
        row.subject = row.preview = ""
        row.kinds, row.topics, row.apart = (_without_words(part) for part in (row.kinds, row.topics, row.apart))
        row.on_air_why = []
        row.erased_at = at
        row.state = row.State.SPAM if row.state == row.State.SPAM else row.State.CLOSED
        row.is_new = False
        row.version += 1
    fields = [
        "subject",
        "preview",
        "kinds",
        "topics",
        "apart",
        "on_air_why",
        "erased_at",
        "state",
        "is_new",
        "version",
    ]
    Conversation.objects.bulk_update(rows, fields, batch_size=500)
    forget_in_search("audience.conversation", [row.pk for row in rows])
    return len(rows)


def _without_words(proposals: Any) -> Any:
    return [{name: value for name, value in one.items() if name != "words"} for one in proposals]


def _journal(scope: Scope, at: datetime) -> int:
    """The journal keeps what was done; a name or an address that stood in a sentence is struck out."""
    spoken = scope.spoken
    if not spoken:
        return 0
    subjects = Q(subject="audience.writer", subject_id__in=scope.writers)
    subjects |= Q(subject="audience.conversation", subject_id__in=scope.conversations)
    letters = Message.objects.filter(conversation__in=scope.conversations).exclude(recipient=None)
    subjects |= Q(
        subject="mailroom.letter", subject_id__in=list(letters.values_list("recipient__letter_id", flat=True))
    )
    changed = []
    for entry in Entry.objects.filter(subjects):
        struck = _struck(entry.payload, spoken)
        if struck != entry.payload:
            entry.payload = struck
            changed.append(entry)
    Entry.objects.bulk_update(changed, ["payload"], batch_size=500)
    return len(changed)


def _struck(value: Any, spoken: Iterable[str]) -> Any:
    if isinstance(value, str):
        for one in spoken:
            value = value.replace(one, GONE)
        return value
    if isinstance(value, list):
        return [_struck(one, spoken) for one in value]
    if isinstance(value, dict):
        return {name: _struck(one, spoken) for name, one in value.items()}
    return value


def _documents(scope: Scope, at: datetime) -> int:
    """Scans, letters sent by post, dossiers bound for an authority: the files themselves."""
    exports = DossierExport.objects.filter(conversation__in=scope.conversations)
    pages = PaperPage.objects.filter(letter__conversation__in=scope.conversations)
    posted = PostedLetter.objects.filter(conversation__in=scope.conversations)
    keys = {
        *exports.values_list("paper_id", flat=True),
        *exports.values_list("archive_id", flat=True),
        *pages.values_list("document_id", flat=True),
        *posted.values_list("paper_id", flat=True),
    } - {None}
    exports.delete()
    pages.delete()
    PaperLetter.objects.filter(conversation__in=scope.conversations).update(text="")
    posted.update(paper=None, addressee="", address="", subject="", text="", registered_number="")
    forget_in_search("documents.document", keys)
    gone, _kinds = Document.objects.filter(pk__in=keys).delete()
    return len(keys) if gone else 0


def _tickets(scope: Scope, at: datetime) -> int:
    orders = TicketOrder.objects.filter(writer__in=scope.writers)
    TicketImport.objects.filter(pk__in=list(orders.values_list("imported_id", flat=True))).update(content=b"")
    return orders.update(name="", email="", phone="")


def _followed(scope: Scope, at: datetime) -> int:
    """What was written about a conversation while it was followed."""
    keys = scope.conversations
    return (
        RoutedQuestion.objects.filter(conversation__in=keys).update(text=GONE, answer="")
        + HandOver.objects.filter(conversation__in=keys).update(note="")
        + Recourse.objects.filter(conversation__in=keys).update(
            name="", address="", text="", programme="", told={}, outcome=""
        )
        + Material.objects.filter(conversation__in=keys).update(label=GONE, reason="")
        + ReleaseFinding.objects.filter(conversation__in=keys).update(person=GONE, note="")
    )


def _care(scope: Scope, at: datetime) -> int:
    keys = scope.conversations
    Fold.objects.filter(conversation__in=keys).update(reason=GONE)
    return SecondReading.objects.filter(conversation__in=keys).update(note="", answer="")


def _restrictions(scope: Scope, at: datetime) -> int:
    rows = Restriction.objects.filter(writer__in=scope.writers)
    Appeal.objects.filter(restriction__in=rows).update(text=GONE, reason="")
    return rows.update(reason=GONE, decision="", told_how="")


def _meetings(scope: Scope, at: datetime) -> int:
    registrations = Registration.objects.filter(writer__in=scope.writers)
    count = registrations.update(
        name="",
        phone="",
        needs="",
        email=Concat(Value("efface-"), Cast("pk", CharField()), Value("@invalid.example")),
    )
    Panelist.objects.filter(writer__in=scope.writers).delete()
    return count + Idea.objects.filter(writer__in=scope.writers).update(writer=None)


def _person(scope: Scope, at: datetime) -> int:
    rows = Writer.objects.filter(pk__in=scope.writers)
    WriterAddress.objects.filter(writer__in=scope.writers).delete()
    Mention.objects.filter(writer__in=scope.writers).delete()
    MergeProposal.objects.filter(Q(kept__in=scope.writers) | Q(other__in=scope.writers)).delete()
    Gesture.objects.filter(writer__in=scope.writers).update(reason=GONE)
    Consent.objects.filter(writer__in=scope.writers).update(how=GONE)
    Consent.objects.filter(writer__in=scope.writers, withdrawn_at__isnull=True).update(withdrawn_at=at)
    forget_in_search("audience.writer", scope.writers)
    return rows.update(name="", name_key="", note="", pseudonymised_at=at, version=F("version") + 1)


def _deleted(model: type[Model], path: str = "conversation__in") -> Erase:
    def erase(scope: Scope, at: datetime) -> int:
        wanted = scope.messages if path.startswith("message") else scope.conversations
        gone: int = model._default_manager.filter(**{path: wanted}).delete()[0]
        return gone

    return erase


def _emptied(model: type[Model], **values: Any) -> Erase:
    def erase(scope: Scope, at: datetime) -> int:
        return model._default_manager.filter(conversation__in=scope.conversations).update(**values)

    return erase


def _verbatims(scope: Scope, at: datetime) -> int:
    rows = Verbatim.objects.filter(conversation__in=scope.conversations)
    return rows.update(text=GONE, reason="", withdrawn_at=at)


def _packs(scope: Scope, at: datetime) -> int:
    """Copies of all data that were gathered for this person."""
    jobs = PrivacyRequest.objects.filter(writer__in=scope.writers, pack_job__isnull=False)
    gone: int = JobFile.objects.filter(job__in=list(jobs.values_list("pack_job", flat=True))).delete()[0]
    return gone


PLACES: Final[tuple[Place, ...]] = (
    Place("families", _("What families remember"), _families, {"family": ("text", "memory", "signature", "kin")}),
    Place("learned", _("Examples learned from"), _corrections, {"correction": ("text", "label")}),
    Place("journal", _("Sentences of the journal"), _journal, {}),
    Place("mailroom", _("Letters in the mailroom"), _letters, {}),
    Place("raw", _("Mails as they came"), _deleted(RawMail, "message__in"), {"rawmail": ("packed", "sha256")}),
    Place(
        "attachments",
        _("Files that came along"),
        _deleted(Attachment, "message__in"),
        {"attachment": ("name", "media_type", "sha256")},
    ),
    Place("drafts", _("Drafts"), _deleted(Draft), {"draft": ("subject", "text", "looked_sha256")}),
    Place("heard", _("Opinions of the answer"), _emptied(Heard, words=""), {"heard": ("words",)}),
    Place("calls", _("Calls"), _emptied(Call, number=""), {"call": ("number",)}),
    Place(
        "documents",
        _("Scans, letters by post, dossiers"),
        _documents,
        {
            "paperletter": ("text",),
            "paperpage": ("text",),
            "postedletter": ("addressee", "address", "subject", "text", "registered_number"),
        },
    ),
    Place(
        "followed",
        _("Questions, hand-overs, recourses"),
        _followed,
        {
            "routedquestion": ("text", "answer"),
            "handover": ("note",),
            "recourse": ("name", "address", "text", "programme", "told", "outcome"),
            "material": ("label", "reason"),
            "releasefinding": ("person", "note"),
        },
    ),
    Place(
        "care",
        _("Folds and second readings"),
        _care,
        {"fold": ("reason",), "secondreading": ("note", "answer")},
    ),
    Place(
        "restrictions",
        _("Restrictions and appeals"),
        _restrictions,
        {"restriction": ("reason", "decision", "told_how"), "appeal": ("text", "reason")},
        whole=True,
    ),
    Place("verbatims", _("Quotations"), _verbatims, {"verbatim": ("text", "reason")}),
    Place(
        "messages",
        _("Messages, answers and notes"),
        _messages,
        {
            "message": (
                "sender",
                "subject",
                "text",
                "new_text",
                "key",
                "message_id",
                "in_reply_to",
                "references",
                "words",
            )
        },
    ),
    Place(
        "conversations",
        _("Subjects and first words"),
        _conversations,
        {"conversation": ("subject", "preview", "kinds", "topics", "apart", "on_air_why")},
    ),
    Place(
        "tickets",
        _("Places bought"),
        _tickets,
        {"ticketorder": ("name", "email", "phone"), "ticketimport": ("content",)},
        whole=True,
    ),
    Place(
        "meetings",
        _("Registrations, panels, ideas"),
        _meetings,
        {"registration": ("name", "email", "phone", "needs")},
        whole=True,
    ),
    Place("packs", _("Copies of the data"), _packs, {}, whole=True),
    Place(
        "person",
        _("Name, addresses, remarks"),
        _person,
        {
            "writer": ("name", "name_key", "note"),
            "writeraddress": ("value", "key"),
            "mention": ("key",),
            "mergeproposal": ("reasons", "moved"),
            "gesture": ("reason",),
            "consent": ("how",),
        },
        whole=True,
    ),
)
"""In the order in which they are emptied: what others are found by goes last."""
