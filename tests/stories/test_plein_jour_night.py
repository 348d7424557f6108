"""Monday 15 March 2027, eight in the morning: 412 messages of one night, 400 of them the same (C1 to C8)."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from coulisse.desks.audience.answers.models import Answer, BulkAnswer, Seat
from coulisse.desks.audience.answers.spelling import SHELF
from coulisse.desks.audience.care.models import Evidence
from coulisse.desks.audience.intake.models import Conversation, Family
from coulisse.foundation.mailroom.models import Letter, Mailbox, Recipient
from coulisse.foundation.mailroom.sending import send_due
from coulisse.kernel.language import Language
from tests.doubles.dovecot import PASSWORD, dovecot
from tests.doubles.post_office import post_office
from tests.stories.plein_jour import Clock, Page, Screen, Stage, at, stage, story_clock

pytestmark = pytest.mark.django_db

BARS = "2 6 19 41 63 58 44 36 28 22 17 13 10 8 6 5"
FRENCH = (
    "{salutation}\n\nVous nous avez écrit au sujet des archives de la rue Haute, dans {programme}. La rédaction "
    "examine aujourd’hui votre demande d’avertissement, et vous recevrez sa réponse.\n\n"
    "Dossier {référence}\n{signature}"
)
DUTCH = (
    "{aanhef}\n\nU schreef ons over de archiefbeelden van de Hoogstraat in {programma}. De redactie bekijkt "
    "vandaag uw vraag om een waarschuwing, en u krijgt haar antwoord.\n\nDossier {referentie}\n{signature}"
)
SENT = 20
TWELVE = {
    "Hubert L.": "image_right",
    "Un téléspectateur": "threat",
    "Anne Delcourt": "press",
    "Me Sofie Claes": "legal",
    "Lina": "minor",
}


@pytest.fixture(scope="module")
def night(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    with django_db_blocker.unblock(), stage() as found:
        yield found


@pytest.fixture
def clock() -> Iterator[Clock]:
    with story_clock() as found:
        yield found


@pytest.fixture
def marc_olivier(night: Stage, clock: Clock, db: None) -> Screen:
    return Screen(night.people["marc_olivier"], production=night.production)


def families() -> tuple[Family, Family]:
    french = Family.objects.get(size=371)
    return french, Family.objects.get(size=29)


def of(name: str) -> Conversation:
    return Conversation.objects.get(writer__name=name, received_at__gte=at(20, 15, day=date(2027, 3, 14)))


def joined(screen: Screen) -> Page:
    return screen.open("/audience/inbox/").send(r"/families/\d+/join")


def approved_line(night: Stage, screen: Screen, clock: Clock) -> str:
    """Written by Marc-Olivier, approved by the newsroom and the management; the address of its page."""
    odile, fabienne = (Screen(night.people[one], production=night.production) for one in ("odile", "fabienne"))
    seats = odile.open("/audience/answers/seats")
    for code, fr, nl, who in (
        ("redaction", "Rédaction", "Redactie", "fabienne"),
        ("direction", "Direction", "Directie", "odile"),
    ):
        sitting = str(night.people[who].pk)
        seats = seats.send("answers/seats$", having="code", code=code, fr=fr, nl=nl, people=[sitting])
    clock.at(8, 40)
    family, _dutch = families()
    line = screen.open(f"/audience/answers/family/{family.pk}/line").send(
        "/line$", having="fr", fr=FRENCH, nl=DUTCH
    )
    line = line.send("/ask$", seats=[str(one.pk) for one in Seat.objects.all()])
    line.says("à approuver", "v1", "Direction · attendu", "Rédaction · attendu")
    for colleague in (fabienne, odile):
        desk = colleague.open(f"/audience/answers/?production={night.production.pk}")
        desk.follow(r"/answers/wordings/\d+#decide").send("/approve$").says("Approuvé")
    return line.address


def test_the_night_is_seen_as_a_spike_and_a_crisis_is_proposed(marc_olivier: Screen) -> None:
    """C1: tied to the slot of the programme; proposed, not imposed."""
    page = marc_olivier.open("/audience/crisis/")
    page.says("412 messages en une nuit", BARS, "00:15 – 08:00", "20:52", "Ouvrir la crise", "Rester en veille")
    page.says("Plein Jour , dimanche 14 mars 2027, 20:25", "Pic de 21:15 à 21:30 : 63 messages")
    assert not page.offers("/stand-down$"), "nothing was opened by itself"
    watching = page.send("/watch$")
    watching.says("En veille")
    opened = watching.send("/crisis/open", reason="Quatre cents fois la même demande")
    opened.says("Crise ouverte", "Lever la crise", "Aucun bureau Communauté n’est ouvert ici")
    opened.send("/stand-down$", reason="Ouverte trop vite").says("Crise levée")


def test_one_family_of_four_hundred_and_twelve_apart(marc_olivier: Screen) -> None:
    """C2: 371 in French and 29 in Dutch, joined by one click, and parted again by its undo."""
    inbox = marc_olivier.open("/audience/inbox/")
    inbox.says("Même cause : Archives de la rue Haute", "371 FR", "12 messages gardés à part", "29 semblables")
    one = joined(marc_olivier)
    one.says("400", "371 FR", "29 NL", "Préparer 400 réponses", "12 à part à traiter un à un")
    french, dutch = families()
    assert dutch.joined_to_id == french.pk
    page = marc_olivier.open(f"/audience/families/{french.pk}")
    page.says("20:52", "mots communs")
    marc_olivier.open(f"/audience/families/{french.pk}/sample?seed=3").says("FR")
    page.send("/separate$", **({"rows": str(dutch.pk)} if not page.links("rows=") else {}))
    dutch.refresh_from_db()
    assert dutch.joined_to_id is None
    members = Conversation.objects.filter(family__in=[french, dutch])
    assert Counter(members.values_list("language", flat=True)) == {"fr": 371, "nl": 29}


def test_the_twelve_are_told_apart_and_routed(marc_olivier: Screen) -> None:
    """C3: none of them is in the family; each has its own row in the inbox, with what it is."""
    alone = Conversation.objects.filter(
        received_at__gte=at(20, 15, day=date(2027, 3, 14)), family__size=1
    ).select_related("writer")
    assert alone.count() == 12
    kinds = {one.writer.name: one.kind for one in alone if one.writer.name in TWELVE}
    assert kinds == TWELVE
    inbox = joined(marc_olivier)
    inbox.says("Hubert L.", "Droit à l’image", "Presse, 11 h", "Juridique NL", "Lina", "Mineur", "Menace repliée")
    contacts = marc_olivier.open("/audience/cases/contacts/")
    for desk, name in (("press", "Service presse"), ("legal", "Me Van Damme"), ("rights", "Droits et archives")):
        contacts = contacts.send(
            "/contacts/", having="desk", desk=desk, name=name, email=f"{desk}@mediane.example", language="fr"
        )
    for who, kept in (("Anne Delcourt", "Service presse"), ("Me Sofie Claes", "Me Van Damme")):
        page = marc_olivier.open(f"/audience/cases/of/{of(who).pk}")
        page = page.send("/hand-over$", note="À lire ce matin", due_at="2027-03-15T11:00")
        page.says(kept, "Transmis")
    assert Letter.objects.filter(recipients__address="press@mediane.example").exists()
    page = marc_olivier.open(f"/audience/inbox/{of('Lina').pk}")
    page.says("Mineur")


def test_the_threat_is_folded_frozen_and_passed_on_unread(night: Stage, marc_olivier: Screen) -> None:
    """C4."""
    threat = of("Un téléspectateur")
    secret = "casser la figure"
    inbox = marc_olivier.open("/audience/inbox/")
    inbox.says("Texte masqué. Vous n’avez pas à la lire.")
    for address in (
        "/audience/inbox/",
        f"/audience/inbox/{threat.pk}",
        f"/audience/care/conversations/{threat.pk}",
    ):
        marc_olivier.open(address).silent_on(secret, "où se gare")
    contact = marc_olivier.open("/audience/care/contacts/new")
    contact = contact.send(
        "contacts/new",
        having="role",
        name="Sécurité du site",
        email="securite@mediane.example",
        phone="02 700 00 00",
    )
    contact.says("Sécurité du site")
    file = marc_olivier.open(f"/audience/care/conversations/{threat.pk}").send("/threat$")
    file.says("SHA-256", "intacte", "preuve figée", "lignes d’en-tête")
    file.silent_on(secret)
    file = file.send("/pass-on$", note="Menace reçue cette nuit")
    file.says("Sécurité du site", "transmis")
    kept = Evidence.objects.get()
    assert len(kept.sha256) == 64
    letter = Letter.objects.get(recipients__address="securite@mediane.example")
    assert secret not in letter.text
    zipped = file.send("/out/zip$")
    assert zipped.content.startswith(b"PK")
    # Nobody else knows that the file exists.
    stranger = Screen(night.people["fabienne"])
    assert stranger.open(file.address).status == 404


def test_images_to_block_are_typed_and_blocked_in_one_act(marc_olivier: Screen) -> None:
    """C5: no register of releases and no calendar of posts answers yet; the page says so."""
    page = marc_olivier.open(f"/audience/cases/of/{of('Hubert L.').pk}")
    page.says(
        "Saisi à la main : aucun registre des autorisations et aucun calendrier de publications ne répond encore",
        "Réponse due le 27/04/2027",
    )
    page = page.send("/finding$", found="absent", note="Classeur des autorisations, tournage du 9 mars")
    page.says("accord absent", "Hubert L.")
    for kind, label in (
        ("rush", "Rush 14, rue Haute, 20 h 53"),
        ("post", "Extrait du lundi midi"),
        ("post", "Extrait du mardi soir"),
    ):
        page = page.send("/material$", kind=kind, label=label, source="Inès Ouali, au téléphone")
        page.says(label, "à bloquer")
    page = page.send("/block$")
    page.says("bloqué")
    assert page.words.count("bloqué") >= 3


def test_the_line_is_locked_and_nothing_else_leaves_in_its_family(
    night: Stage, marc_olivier: Screen, clock: Clock
) -> None:
    """C6."""
    joined(marc_olivier)
    french, _dutch = families()
    crisis = marc_olivier.open("/audience/crisis/").send("/crisis/open", reason="Une nuit de messages")
    crisis.says("Pas encore de ligne de réponse")
    member = Conversation.objects.filter(family=french).order_by("pk")[0]
    editor = marc_olivier.open(f"/audience/answers/to/{member.pk}")
    refused = editor.send("/send$", text="Madame, ces images sont publiques depuis longtemps.")
    assert refused.status == 422 and not Answer.objects.exists()
    line = marc_olivier.open(approved_line(night, marc_olivier, clock))
    line.says("approuvé", "v1 verrouillée, 15/03/2027, 08:40")
    marc_olivier.open("/audience/inbox/").says("Ligne de réponse v1 verrouillée")
    editor = marc_olivier.open(f"/audience/answers/to/{member.pk}")
    editor.says("Cette famille reçoit le texte approuvé et rien d’autre")
    refused = editor.send("/send$", text="Madame, ces images sont publiques depuis longtemps.")
    refused.says("Pas envoyé : cette famille reçoit la ligne approuvée")
    assert refused.status == 422 and not Answer.objects.exists()


def test_four_hundred_answers_each_its_own_leave_one_by_one(
    night: Stage, marc_olivier: Screen, clock: Clock
) -> None:
    """C7: prepared at once, sent through a true SMTP server at a pace, one refused, the rest taken back."""
    joined(marc_olivier)
    approved_line(night, marc_olivier, clock)
    french, _dutch = families()
    plan = marc_olivier.open(f"/audience/answers/family/{french.pk}?draw=7")
    plan.says("Préparer 400 réponses", "5 lettres tirées au hasard", "371 FR", "29 NL")
    before = Conversation.objects.count()
    bulk = plan.send("/prepare$")
    bulk.says("en attente 400", "30 par minute", "Rappeler les 400")
    assert Conversation.objects.count() == before
    rows = list(Answer.objects.filter(bulk=BulkAnswer.objects.get()).select_related("conversation__writer"))
    assert Counter(row.conversation.language for row in rows) == {"fr": 371, "nl": 29}
    texts = list(
        Letter.objects.filter(recipients__address__endswith="@public.example").values_list(
            "text", "subject", "in_reply_to"
        )
    )
    assert len(texts) == len({text for text, *_rest in texts}) == 400
    assert sum("U schreef ons" in text for text, *_rest in texts) == 29
    assert all("{" not in text for text, *_rest in texts)
    assert all(re.search(r"\[2027-031[45]-\d+\]", subject) for _text, subject, _reply in texts)
    assert all(reply for *_rest, reply in texts), "each goes into the thread of its mail"

    box = Mailbox.objects.get()
    address = box.address
    refused = Recipient.objects.filter(letter__mailbox=box).order_by("not_before", "pk")[3].address
    with dovecot() as mail_host, post_office(dovecot=mail_host, local={address}) as office:
        office.refuse[refused] = "550 no such mailbox"
        mail_host.maildir(address)
        plug_in(night, mail_host.port, office.port)
        clock.at(8, 55)
        while Recipient.objects.filter(letter__mailbox=box).exclude(state="waiting").count() < SENT:
            clock.now += timedelta(seconds=2)  # thirty a minute: the pace of the mailbox
            send_due(now=clock.read, limit=1)
        assert len(office.taken) == SENT - 1
        dutch = [one.message for one in office.taken if "U schreef ons" in one.message.get_content()]
        assert dutch and all(str(one["Subject"]).startswith("Re: Archiefbeelden") for one in dutch)
        assert all(one.message["In-Reply-To"] for one in office.taken)
        assert len(mail_host.mails(address)) + len(mail_host.mails(address, "Sent")) >= SENT - 1
    bulk = marc_olivier.open(bulk.address)
    bulk.says(f"en attente {400 - SENT}", f"envoyées {SENT - 1}", "refusées 1")
    marc_olivier.open(f"{bulk.address}?show=failed").says(refused)
    bulk = bulk.send("/undo$")
    bulk.says("en attente 0", f"rappelées {400 - SENT}", f"envoyées {SENT - 1}")


def plug_in(night: Stage, imap: int, smtp: int) -> None:
    """Odile gives the mailbox its servers, on the house's page."""
    odile = Screen(night.people["odile"])
    box = Mailbox.objects.get()
    typed = {
        "imap_host": "127.0.0.1",
        "imap_port": str(imap),
        "imap_security": "none",
        "smtp_host": "127.0.0.1",
        "smtp_port": str(smtp),
        "smtp_security": "none",
        "password": PASSWORD,
    }
    page = odile.open(f"/mail/mailboxes/{box.pk}/")
    page.follow("/edit$").send("/edit$", having="imap_host", **typed)
    page = odile.open(page.address)
    page.send("/resume$")


def test_planted_faults_are_marked_in_both_languages(marc_olivier: Screen) -> None:
    """C8: three of them; the answer stops once, and tells which words to look at."""
    for language in (Language.FR, Language.NL):
        SHELF.get(language, wait=120)
    paul = marc_olivier.open(f"/audience/answers/to/{of('Paul Wauters').pk}")
    stopped = paul.send(
        "/send$",
        text="Bonjour,\n\nVotre avertisement est noté, et les archieves seront sous-titrées.\n\nBien à vous",
    )
    assert stopped.status == 422
    stopped.says("avertisement", "avertissement", "archieves", "archives")
    kris = marc_olivier.open(f"/audience/answers/to/{of('Kris Maes').pk}")
    stopped = kris.send(
        "/send$", text="Dag,\n\nDe heruitzending krijgt een waarshuwing.\n\nMet vriendelijke groet"
    )
    assert stopped.status == 422
    stopped.says("waarshuwing", "waarschuwing")
    assert not Answer.objects.exists()
    kris.send("/send$", text="Dag,\n\nDe heruitzending krijgt een waarschuwing.\n\nMet vriendelijke groet")
    assert Answer.objects.get().conversation == of("Kris Maes")
