"""Monday 15 March 2027, from the first call to the letter of the evening (C9 to C18)."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coulisse.desks.audience.cases.models import PostedLetter
from coulisse.desks.audience.intake.models import Conversation, Family, Message
from coulisse.desks.audience.meetings.models import Registration
from coulisse.desks.audience.relations.models import Consent, MergeProposal, TicketOrder, Writer
from coulisse.foundation.jobs.execution import run_now
from coulisse.foundation.jobs.models import Job
from coulisse.foundation.mailroom.models import Letter
from coulisse.foundation.tasks.models import Task
from tests.desks.audience.intake.scans.sheets import scan
from tests.stories.plein_jour import Clock, Page, Screen, Stage, stage, story_clock
from tests.stories.test_plein_jour_night import BARS, approved_line, joined, of

pytestmark = pytest.mark.django_db

TICKETS = (
    "commande;nom;e-mail;date;heure;place;catégorie;prix;statut\n"
    "DE-1001;Nadine Colson;nadine.colson@public.example;20/03/2027;20:15;PMR 2;PMR;24,00;vendu\n"
    "DE-1002;Yves Thirion;yves.thirion@public.example;20/03/2027;20:15;PMR 2;PMR;24,00;vendu\n"
    "DE-1003;Zoé Pirson;zoe.pirson@public.example;20/03/2027;20:15;F 12;A;24,00;vendu\n"
)
EVENING = {
    "slug": "soiree-8-avril",
    "place": "Maison de la culture, Namur",
    "starts_at": "2027-04-08T19:00",
    "ends_at": "2027-04-08T21:30",
    "closes_at": "2027-04-07T18:00",
    "seats": "60",
    "most_each": "2",
    "titles_fr": "Rencontre avec Plein Jour",
    "titles_nl": "Ontmoeting met Plein Jour",
    "notices_fr": "Vos données servent à l’accueil et sont effacées un mois après.",
    "notices_nl": "Uw gegevens dienen voor het onthaal en worden een maand later gewist.",
}
PRIVATE_LIFE = re.compile(r"@public\.example|\bKris Maes\b|\bAline Warnant\b")


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


def pages_of(content: bytes) -> int:
    return len(pypdfium2.PdfDocument(content))


def text_of(pdf: bytes) -> str:
    found = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    return re.sub(r"[\s\u00a0\u202f]+", " ", found)


def words_of(docx: bytes) -> str:
    written = zipfile.ZipFile(io.BytesIO(docx)).read("word/document.xml").decode()
    return re.sub(r"[\s\u00a0\u202f]+", " ", re.sub(r"<[^>]+>", " ", written))


def begun(screen: Screen, due: str) -> Page:
    """The report that is proposed, counted."""
    listed = screen.open("/audience/reports/")
    return listed.send("reports/begin", having="due", due=due)


def test_a_call_through_a_relay_is_noted_in_two_clicks(marc_olivier: Screen, clock: Clock) -> None:
    """C9: the topic and the relay are ticked, Enter saves."""
    clock.at(9, 30)
    thread = marc_olivier.open("/audience/channels/calls/new/").send(
        "calls/new", topic="house.subtitles", by_relay="on"
    )
    found = Conversation.objects.latest("pk")
    assert thread.address == f"/audience/inbox/{found.pk}"
    assert (found.channel, found.topic and found.topic.code) == ("call", "house.subtitles")
    assert found.due_on == date(2027, 4, 27)
    marc_olivier.open("/audience/channels/calls/").says(
        "service relais", "Sous-titres et langue des signes", "09:30"
    )


def test_a_letter_on_paper_is_read_due_and_acknowledged(marc_olivier: Screen, clock: Clock) -> None:
    """C10: two sheets; thirty working days; the acknowledgement with the address in the window."""
    clock.at(9, 50)
    given = SimpleUploadedFile("lettre.pdf", scan(), "application/pdf")
    page = marc_olivier.open("/audience/channels/letters/add/").send("letters/add", files={"files": [given]})
    page.says("mardi 27 avril 2027", "30 jours ouvrables", "en cours de lecture")
    run_now(Job.objects.latest("pk"), at=clock.now)
    page = marc_olivier.open(page.address)
    page.says("avertissement pour les familles", "Yvonne Delvaux")
    thread = page.send(
        "/author/$", name="Yvonne Delvaux", postal="Rue de la Procession 12\n6000 Charleroi", language="fr"
    )
    found = Conversation.objects.latest("pk")
    assert (found.channel, found.due_on) == ("letter", date(2027, 4, 27))
    assert thread.address == f"/audience/inbox/{found.pk}"
    marc_olivier.open("/audience/inbox/?show=all&q=circonstanciée").says("Yvonne Delvaux")
    follow = marc_olivier.open(f"/audience/cases/of/{found.pk}")
    follow.says("Réponse due le 27/04/2027", "sans 29/03")
    write = follow.follow(r"letters/write\?.*kind=ack")
    register = write.send("letters/write", having="signed")
    register.says("Yvonne Delvaux")
    posted = PostedLetter.objects.get()
    printed = marc_olivier.open(f"/audience/cases/letters/{posted.pk}.pdf").content
    assert pages_of(printed) == 1
    sheet = pypdfium2.PdfDocument(printed)[0]
    assert [round(side / 72 * 25.4) for side in sheet.get_size()] == [210, 297]
    said = text_of(printed)
    assert "Yvonne Delvaux" in said and "6000 Charleroi" in said and "au plus tard le 27/04/2027" in said
    where = sheet.get_textpage().search("6000 Charleroi").get_next()
    assert where is not None
    left, bottom, *_rest = sheet.get_textpage().get_charbox(where[0])
    assert left / 72 * 25.4 > 100 and 45 < 297 - bottom / 72 * 25.4 < 80, "within the window of a Belgian envelope"


def test_whoever_goes_further_is_told_where(marc_olivier: Screen, clock: Clock) -> None:
    """C11: from a dated table; the recourse is announced, and the answer is only a draft until it is read."""
    clock.at(10, 30)
    complaint = of("Robert Hanquet")
    page = marc_olivier.open(f"/audience/cases/of/{complaint.pk}")
    for body, told in (
        ("csa", "Conseil supérieur de l’audiovisuel"),
        ("cdj", "Conseil de déontologie journalistique"),
    ):
        recourse = page.send("/recourse$", body=body)
        recourse.says(told, "recours annoncé", "22/11/2026", "L’autorité décide, pas cette vérification")
    page = marc_olivier.open("/audience/cases/recourse/")
    page.says("Robert Hanquet", "annoncé", "Service de médiation de la maison", "csa.be")
    thread = recourse.send("/draft$")
    thread.says("lecdj.be", "Brouillon")
    assert not Message.objects.filter(conversation=complaint, direction="out").exists()


def test_one_person_over_three_channels_has_one_history(marc_olivier: Screen, clock: Clock) -> None:
    """C12: proposed, never done by itself; consents are kept, and the merge comes undone."""
    clock.at(11)
    note = marc_olivier.open("/audience/channels/calls/new/?channel=social")
    note.send(
        "calls/new",
        channel="social",
        name="Paul Wauters",
        handle="facebook:paul.wauters",
        text="Je vous ai écrit cette nuit au sujet des sous-titres.",
    )
    note = marc_olivier.open("/audience/channels/calls/new/")
    note.send("calls/new", name="Paul Wauters", phone="0471 22 33 44", text="Il rappelle : les sous-titres.")
    first, account, caller = Writer.objects.filter(name="Paul Wauters").order_by("pk")
    card = marc_olivier.open(f"/audience/people/{caller.pk}/")
    card.send("/consents/$", purpose=Consent.Purpose.EVENTS, how="Dit au téléphone le 15 mars").says(
        "Dit au téléphone"
    )
    merges = marc_olivier.open("/audience/people/merges/")
    merges.says("Paul Wauters", "même nom", "facebook:paul.wauters", "Deux personnes")
    assert not Writer.objects.filter(merged_into__isnull=False).exists()
    for other in (account, caller):
        marc_olivier.open("/audience/people/merges/").send(rf"/merges/{proposal_of(first, other).pk}/$")
    whole = marc_olivier.open(f"/audience/people/{first.pk}/")
    whole.says("Courriel", "Message privé", "Appel", "Dit au téléphone", "0471 22 33 44", "facebook:paul.wauters")
    assert marc_olivier.open(f"/audience/people/{caller.pk}/").address.startswith(f"/audience/people/{first.pk}/")
    marc_olivier.post(f"/audience/people/merges/{proposal_of(first, caller).pk}/part/", {})
    apart = marc_olivier.open(f"/audience/people/{caller.pk}/")
    apart.says("Dit au téléphone", "Appel")
    marc_olivier.open(f"/audience/people/{first.pk}/").silent_on("0471 22 33 44")


def proposal_of(kept: Writer, other: Writer) -> MergeProposal:
    return MergeProposal.objects.get(kept=kept, other=other)


def test_the_midday_synthesis_counts_what_the_queries_count(
    night: Stage, marc_olivier: Screen, clock: Clock
) -> None:
    """C13: 412, 400 of one cause, 7 themes, 5 quotations without a name, the curve by quarter of an hour."""
    joined(marc_olivier)
    clock.at(12)
    report = begun(marc_olivier, "midday")
    report.says(
        "412 messages reçus", "dont 400 d’une même famille", "7 thèmes", "Barres : 378, puis 34 après 00:15"
    )
    for bar in BARS.split():
        assert re.search(rf"\b{bar} 2[0-4]:|\b{bar} \d", report.words)
    behind = marc_olivier.open(f"{report.address.split('?')[0]}/figures/family")
    behind.says("400")
    own = Conversation.objects.filter(
        production=night.production, received_at__gte=clock.at(20, 15, day=date(2027, 3, 14))
    )
    clock.at(12)
    assert own.count() == 412
    tones = Counter(own.filter(family__size__gt=1).values_list("tone", flat=True))
    assert tones["pos"] == 0, "a demand that ends with « Bien à vous » is no praise"
    voices = report.follow(r"/voices$")
    for _each in range(5):
        voices = voices.send("/voices/validate$")
    voices.says("5 citations validées")
    report = marc_olivier.open(report.address)
    quoted = report.words[report.words.index("Voix") : report.words.index("Mis à part")]
    assert not PRIVATE_LIFE.search(quoted)
    printed = marc_olivier.open(f"{report.address.split('?')[0]}/paper-fr.pdf").content
    assert "412" in text_of(printed)
    frozen = report.send("/freeze$")
    frozen.says("figé")
    fabienne = night.people["fabienne"]
    sent = frozen.send("/send$", people=[str(fabienne.pk)])
    sent.says("Fabienne Rasquin")
    assert Letter.objects.filter(recipients__address=fabienne.email).exists()


def test_a_place_sold_twice_gets_a_gesture_within_the_limit(night: Stage, clock: Clock) -> None:
    """C14: the row of the import is found; two places, no money; a task for the box office."""
    clock.at(14)
    officer = Screen(night.people["marc_olivier"])
    here = f"?production={night.theatre.pk}"
    tickets = officer.open(f"/audience/people/tickets/{here}")
    given = SimpleUploadedFile("billets.csv", TICKETS.encode(), "text/csv")
    checked = tickets.send("people/tickets", having="file", files={"file": given})
    checked.says("3 lignes à importer", "Nadine Colson", "PMR 2")
    checked.send("tickets/imports", having="import", press="1").says("3 places ajoutées")
    officer.open(f"/audience/people/tickets/{here}").says("1 place a été vendue deux fois", "billets.csv, ligne 2")
    odile = Screen(night.people["odile"])
    odile.open(f"/audience/people/tickets/{here}").send(
        "/limit/",
        seats="2",
        amount="0",
        approver=str(night.people["odile"].pk),
        box_office=str(night.people["pascaline"].pk),
    ).says("Limite fixée")
    officer.open(f"/audience/channels/calls/new/{here}").send(
        "calls/new",
        name="Nadine Colson",
        email="nadine.colson@public.example",
        text="C’est une honte ! Ma place pour fauteuil roulant du 20 mars a été vendue deux fois.",
    )
    writer = Conversation.objects.latest("pk").writer
    card = officer.open(f"/audience/people/{writer.pk}/{here}")
    card.says("PMR 2 a été vendue 2 fois", "billets.csv, ligne 2", "Sans demander : 2 places et 0,00 € au plus")
    order = TicketOrder.objects.get(writer=writer)
    offered = card.send("/gesture/", seats="2", amount="0", reason="Place vendue deux fois", order=str(order.pk))
    offered.says("Geste transmis à la billetterie")
    task = Task.objects.get(person=night.people["pascaline"])
    assert "Nadine Colson" in task.title or "DE-1001" in task.title
    above = card.send("/gesture/", seats="4", amount="0", reason="Toute la famille")
    above.says("Au-delà de la limite")


def test_sixty_come_and_the_sixty_first_waits(marc_olivier: Screen, clock: Clock) -> None:
    """C15: a form in two languages with its notice, a waiting list, badges."""
    clock.at(15)
    evening = marc_olivier.open("/audience/meetings/add").send("meetings/add", **EVENING)
    evening.says("il reste 60 places")
    public = "/audience/meetings/public/soiree-8-avril/"
    for number in range(30):
        guest = Screen(language="nl" if number % 5 == 0 else "fr")
        page = guest.open(f"{public}?lang={'nl' if number % 5 == 0 else 'fr'}")
        page.says(EVENING["notices_nl"] if number % 5 == 0 else EVENING["notices_fr"])
        clock.at(15, number)
        mine = page.send(
            ".", having="email", name=f"Invité {number}", email=f"i{number}@public.example", seats="2"
        )
        assert mine.status == 200, mine.words
        clock.at(16, number)
    late = Screen().open(f"{public}?lang=fr")
    mine = late.send(".", having="email", name="La soixante et unième", email="soixante.et.un@public.example")
    mine.says("attente")
    assert Registration.objects.get(name="La soixante et unième").state == "waiting"
    evening = marc_olivier.open(evening.address)
    evening.says("60 / 60", "En liste d’attente 1")
    badges = marc_olivier.open(f"{evening.address}/paper/badges").content
    assert badges.startswith(b"%PDF") and "Invité 7" in text_of(badges)
    # A place comes free: whoever waits gets it.
    first = Registration.objects.get(name="Invité 0")
    evening.send(rf"/registration/{first.pk}/strike$")
    assert Registration.objects.get(name="La soixante et unième").state == "confirmed"


def test_erasure_says_what_goes_what_stays_and_why(marc_olivier: Screen, clock: Clock) -> None:
    """C16: a claim that is not decided stays, with its reason, on a certificate in the person's language."""
    clock.at(16)
    complaint = of("Robert Hanquet")
    marc_olivier.open(f"/audience/cases/of/{complaint.pk}").send("/recourse$", body="cdj")
    marc_olivier.open("/audience/channels/calls/new/").send(
        "calls/new",
        name="Robert Hanquet",
        email="robert.hanquet@public.example",
        text="Une tout autre question : puis-je visiter le plateau avec mes élèves de Havelange ?",
        topic="house.other",
    )
    asked = marc_olivier.open("/audience/privacy/ask").send(
        "privacy/ask", kind="erasure", who="robert.hanquet@public.example"
    )
    asked.says("due le 15/04/2027", "1 conversation qui peut être effacée", "que la loi permet de garder")
    assert not asked.offers("/erase$"), "first it is checked who asks"
    known = asked.send("/identity$", how="A répondu depuis l’adresse du dossier")
    number = re.search(r"RGPD-2027-\d+", known.words)
    assert number is not None
    refused = known.send("/erase$", number="RGPD-2027-99")
    assert refused.status == 422
    erased = known.send("/erase$", number=number[0])
    erased.says("gardé")
    assert not Message.objects.filter(text__contains="Havelange").exists()
    kept = Message.objects.filter(conversation=complaint, direction="in").get()
    assert "incendie" in kept.text
    for language in ("fr", "nl"):
        paper = marc_olivier.open(f"{asked.address}/certificate/{language}").content
        assert paper.startswith(b"%PDF") and number[0] in text_of(paper)
    assert "17" in text_of(marc_olivier.open(f"{asked.address}/certificate/fr").content)


def test_what_changed_is_told_to_those_who_asked(night: Stage, marc_olivier: Screen, clock: Clock) -> None:
    """C17: the recommendation, its owner and its day; the production's answer; the closing letter."""
    joined(marc_olivier)
    clock.at(16, 30)
    family = Family.objects.get(size=371)
    page = marc_olivier.open("/audience/cases/changes/add").send(
        "changes/add",
        title="Avertissement avant séquence",
        owner=str(night.people["fabienne"].pk),
        due_on="2027-03-29",
        family=str(family.pk),
    )
    page.says("Fabienne Rasquin décide", "réponse due le 29/03/2027", "Dites d’abord ce qui a changé")
    fabienne = Screen(night.people["fabienne"], production=night.production)
    answer = fabienne.open(page.address).send(
        "/answer$", decision="accepted", text="Un carton et une phrase dite, dès dimanche prochain."
    )
    answer.says("Un carton et une phrase dite")
    clock.at(10, day=date(2027, 3, 22))
    page = marc_olivier.open(page.address).send(
        "/in-force$",
        done_on="2027-03-21",
        what_changed="Un avertissement dit et écrit précède désormais chaque archive violente.",
    )
    page.says("400 par courriel", "Un avertissement dit et écrit précède")
    dutch = (
        "U schreef ons over Plein Jour. Sinds 21 maart gaat een gesproken en geschreven waarschuwing elk "
        "gewelddadig archief vooraf.\n\nBedankt dat u ons schreef."
    )
    told = page.send("/tell$", text_nl=dutch)
    told.says("400 personnes")
    letters = Letter.objects.filter(recipients__address__endswith="@public.example")
    assert letters.count() == 400
    assert letters.filter(text__contains="Un avertissement dit et écrit précède").count() == 371
    assert letters.filter(text__contains="gesproken en geschreven waarschuwing").count() == 29


def test_the_monday_letter_is_counted_twice_the_same(night: Stage, marc_olivier: Screen, clock: Clock) -> None:
    """C18: DOCX and PDF, method and limits, the week before beside it, and the same figures run again."""
    joined(marc_olivier)
    line = approved_line(night, marc_olivier, clock)
    assert line
    clock.at(8, 45)
    family = Family.objects.get(size=371)
    before = begun(marc_olivier, "monday")
    before.says("486 messages de la semaine", "semaine −1 : 97", "41 réponses parties", "445 encore ouverts")
    before.send("/drop$")
    marc_olivier.open(f"/audience/answers/family/{family.pk}").send("/prepare$").says("en attente 400")
    clock.at(17)
    report = begun(marc_olivier, "monday")
    report.says("486 messages de la semaine", "semaine −1 : 97", "441 réponses parties", "45 encore ouverts")
    report.says("448 courriels", "19 appels", "14 messages privés", "5 lettres", "412 nuit du 14 au 15 mars")
    report.says("Ceux qui écrivent ne sont pas un échantillon du public")
    for row in (
        "400 82,3 % 2",
        "21 4,3 % 18",
        "17 3,5 % 31",
        "14 2,9 % 9",
        "13 2,7 % 22",
        "12 2,5 % 8",
        "9 1,8 % 7",
    ):
        assert row in report.words
    frozen = report.send("/freeze$")
    frozen.says("figé", "PJ-2027-S10")
    here = frozen.address.split("?")[0]
    pdf, docx = (marc_olivier.open(f"{here}/paper-fr.{form}").content for form in ("pdf", "docx"))
    for said in (text_of(pdf), words_of(docx)):
        assert "486" in said and "97" in said and "441" in said and "échantillon" in said
    again = marc_olivier.open(here).follow(r"/check$")
    again.says("Les mêmes nombres", "chaque nombre est celui qui a été imprimé")
    for language in ("nl", "en"):
        assert "486" in text_of(marc_olivier.open(f"{here}/paper-{language}.pdf").content)
