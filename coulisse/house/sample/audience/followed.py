"""What the desk did about the night of 14 March, and what it prepares: the approved line, the twelve, an evening.

The answer to the four hundred is left for whoever opens the sample.
"""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Final

from coulisse.desks.audience.answers.actions.seats import make_seat
from coulisse.desks.audience.answers.actions.settings import set_answers
from coulisse.desks.audience.answers.actions.wordings import approve, ask_approval, write_wording
from coulisse.desks.audience.care.actions.threats import note_call, open_file, save_contact
from coulisse.desks.audience.cases.actions.changes import recommend
from coulisse.desks.audience.cases.actions.handovers import write_contact
from coulisse.desks.audience.cases.actions.material import note_finding, propose
from coulisse.desks.audience.intake.actions.receiving import receive
from coulisse.desks.audience.intake.forms_public.actions import make as make_form
from coulisse.desks.audience.intake.incoming import Incoming
from coulisse.desks.audience.intake.models import Channel, Conversation, Family, Topic
from coulisse.desks.audience.meetings.actions.evenings import plan
from coulisse.desks.audience.meetings.models import Registration
from coulisse.desks.audience.relations.actions.gestures import set_limit
from coulisse.desks.audience.relations.actions.people import edit as edit_writer
from coulisse.desks.audience.relations.actions.tickets import give_file, import_tickets
from coulisse.foundation.accounts.models import User
from coulisse.foundation.accounts.tokens import new_token, token_hash
from coulisse.foundation.productions.models import Production
from coulisse.house.sample.audience.night import MONDAY
from coulisse.house.sample.moments import Moments
from coulisse.kernel.money import Money
from coulisse.kernel.times import BRUSSELS

LINE: Final = {
    "fr": "{salutation}\n\nNous aurions dû prévenir avant cette séquence d’archives. Nous lisons chacun de vos "
    "messages et vous répondons personnellement. La rédaction de {programme} examine avec nous comment avertir, à "
    "l’écran et à l’oral, avant toute archive violente ; nous vous dirons ce qui aura changé.\n\nVotre message porte "
    "le numéro {reference}.\n\n{signature}",
    "nl": "{salutation}\n\nWij hadden u moeten waarschuwen voor deze archiefbeelden. Wij lezen elk bericht en "
    "antwoorden u persoonlijk. De redactie van {programme} bekijkt samen met ons hoe zij, op het scherm en in de "
    "uitzending, kan waarschuwen voor gewelddadige archieven; wij laten u weten wat er verandert.\n\nUw bericht "
    "draagt het nummer {reference}.\n\n{signature}",
}
LIBRARY: Final = (
    (
        "Droit à l’image, accusé",
        ("image_right",),
        "house.other",
        {
            "fr": "{salutation}\n\nMerci de nous avoir écrit. Nous avons bloqué ces images ce matin, le temps de "
            "vérifier l’autorisation de tournage. Votre dossier porte le numéro {reference}.\n\n{signature}",
            "nl": "{salutation}\n\nBedankt voor uw bericht. Wij hebben deze beelden vanmorgen geblokkeerd terwijl wij "
            "de toestemming nagaan. Uw dossier draagt het nummer {reference}.\n\n{signature}",
        },
    ),
    (
        "Heure de rediffusion",
        ("question",),
        "house.schedule",
        {
            "fr": "{salutation}\n\nL’émission est rediffusée le samedi qui suit et reste un mois à la demande. Merci "
            "de votre fidélité.\n\n{signature}",
            "nl": "{salutation}\n\nDe uitzending wordt de volgende zaterdag herhaald en blijft een maand te "
            "bekijken. Bedankt om trouw te kijken.\n\n{signature}",
        },
    ),
    (
        "Sous-titres, transmis à la technique",
        (),
        "house.subtitles",
        {
            "fr": "{salutation}\n\nVous avez raison de nous le signaler. Votre message, numéro {reference}, est chez "
            "les techniciens du sous-titrage ; nous vous dirons ce qu’ils ont trouvé.\n\n{signature}",
            "nl": "{salutation}\n\nGoed dat u het meldt. Uw bericht, nummer {reference}, ligt bij de technici van de "
            "ondertiteling; wij laten u weten wat zij vonden.\n\n{signature}",
        },
    ),
)
NEWSPAPER: Final = "Le Courrier de la Senne"
SIGNATURES: Final = {
    "fr": "Marc-Olivier Lejeune\nRelations avec les auditeurs et spectateurs",
    "nl": "Marc-Olivier Lejeune\nPublieksdienst",
}
CONTACTS: Final = (
    ("press", "Service de presse de Médiane TV", "presse@mediane.example", "9 h – 18 h"),
    ("legal", "Service juridique", "juridique@mediane.example", "9 h – 17 h"),
    ("rights", "Droits et archives", "droits@mediane.example", "9 h – 17 h"),
)
TICKETS: Final = (
    "Commande;Nom;E-mail;Téléphone;Date;Heure;Place;Catégorie;Prix;Statut\n"
    "DE-20418;Yolande Marchand;yolande.marchand@public.example;0471 20 41 80;20/03/2027;20:00;PMR 2;Fauteuil roulant;"
    "18,00;payé\n"
    "DE-20633;Joseph Delhaye;joseph.delhaye@public.example;0472 63 30 01;20/03/2027;20:00;PMR 2;Fauteuil roulant;18,00;"
    "payé\n"
    "DE-20419;Yolande Marchand;yolande.marchand@public.example;0471 20 41 80;20/03/2027;20:00;PMR 2 bis;"
    "Accompagnateur;0,00;payé\n"
    "DE-20501;Simone Lahaye;simone.lahaye@public.example;;20/03/2027;20:00;C 14;Plein tarif;24,00;payé\n"
)
ANGRY: Final = (
    "Bonsoir,\n\nC’est inadmissible. La place pour fauteuil roulant que j’ai payée pour le 20 mars a été vendue une "
    "deuxième fois : la caisse me le dit aujourd’hui, comme si c’était à moi de trouver une solution. Je viens avec ma "
    "fille, nous avons réservé la navette adaptée.\n\nYolande Marchand, commande DE-20418"
)
COMING: Final = (
    ("Agnès Collard", "agnes.collard@public.example", 2, "", "fr"),
    ("Griet Maes", "griet.maes@public.example", 1, "", "nl"),
    ("Paul Wauters", "paul.wauters@public.example", 2, "Boucle magnétique, s’il y en a une", "fr"),
)


def follow_the_night(
    *, productions: Mapping[str, Production], people: Mapping[str, User], moments: Moments
) -> None:
    """In the order of the morning of 15 March."""
    production, officer = productions["plein-jour"], people["marc_olivier"]
    _know_whom_to_call(officer, moments)
    _freeze_the_threat(production, officer, moments)
    _propose_to_block(production, officer, moments)
    _note_the_newspaper(production, officer, moments)
    _sign_the_answers(production, officer, moments)
    _approve_the_line(production, people, moments)
    _fill_the_library(production, officer, moments)
    _recommend(production, people, moments)
    _open_a_form(production, officer, moments)
    _plan_the_evening(production, officer, moments)
    _limit_the_gestures(productions["ecluses"], people, moments)
    _sell_a_place_twice(productions["ecluses"], officer, moments)


def _conversation(production: Production, name: str) -> Conversation:
    return Conversation.objects.get(
        production=production, writer__name=name, received_at__date__gte=date(2027, 3, 14)
    )


def _know_whom_to_call(officer: User, moments: Moments) -> None:
    at = moments.ago(20, 10)
    for desk, name, email, hours in CONTACTS:
        values = {"desk": desk, "name": name, "email": email, "hours": hours}
        write_contact(values=values, by=officer, at=at)


def _freeze_the_threat(production: Production, officer: User, moments: Moments) -> None:
    contact = save_contact(
        contact=None,
        values={
            "role": "security",
            "name": "Sécurité de Médiane TV",
            "email": "securite@mediane.example",
            "phone": "+32 2 555 01 12",
        },
        read_version=0,
        by=officer,
        at=moments.ago(20, 10, 5),
    )
    threat = _conversation(production, "Un téléspectateur")
    file = open_file(conversation=threat, by=officer, at=moments.told(MONDAY, 7))
    note_call(
        file=file,
        contact=contact,
        note="Appelé à 07:02 : l’accueil du studio est prévenu",
        by=officer,
        at=moments.told(MONDAY, 7, 2),
    )


def _propose_to_block(production: Production, officer: User, moments: Moments) -> None:
    hubert, at = _conversation(production, "Hubert L."), moments.told(MONDAY, 7, 14)
    note_finding(
        conversation=hubert,
        person="Hubert L.",
        found="absent",
        note="Classeur des autorisations de tournage du 02/03",
        by=officer,
        at=at,
    )
    for kind, label, place, hour in (
        ("rush", "Gros plan, quai de livraison", "20:53", None),
        ("post", "Extrait « Le quai »", "Instagram", time(18, 30)),
        ("post", "Replay, vignette", "Facebook", time(20)),
    ):
        propose(
            conversation=hubert,
            kind=kind,
            label=label,
            place=place,
            source="Plan de publication de la semaine, relu à la main",
            goes_at=datetime.combine(MONDAY, hour, tzinfo=BRUSSELS) if hour else None,
            by=officer,
            at=at,
        )


def _note_the_newspaper(production: Production, officer: User, moments: Moments) -> None:
    """C3: whom the journalist writes for stands behind her name."""
    writer = _conversation(production, "Anne Delcourt").writer
    edit_writer(
        writer=writer,
        values={"name": f"Anne Delcourt, {NEWSPAPER}"},
        read_version=writer.version,
        by=officer,
        at=moments.told(MONDAY, 7, 20),
    )


def _sign_the_answers(production: Production, officer: User, moments: Moments) -> None:
    set_answers(
        production=production,
        values={"signatures": SIGNATURES},
        read_version=0,
        by=officer,
        at=moments.ago(20, 9, 30),
    )


def _limit_the_gestures(theatre: Production, people: Mapping[str, User], moments: Moments) -> None:
    """C14: two places and no money without asking; Odile approves more, the theatre hands it over."""
    set_limit(
        production=theatre,
        seats=2,
        amount=Money(0),
        approver=people["odile"],
        box_office=people["pascaline"],
        by=people["odile"],
        at=moments.ago(20, 9),
    )


def _approve_the_line(production: Production, people: Mapping[str, User], moments: Moments) -> None:
    officer, owner = people["marc_olivier"], people["odile"]
    seats = [
        make_seat(
            production=production,
            code=code,
            labels=labels,
            people=[people[person]],
            by=owner,
            at=moments.ago(20, 11),
        )
        for code, labels, person in (
            ("redaction", {"fr": "Rédaction", "nl": "Redactie", "en": "Newsroom"}, "fabienne"),
            ("direction", {"fr": "Direction", "nl": "Directie", "en": "Management"}, "odile"),
        )
    ]
    family = Family.objects.filter(production=production).order_by("-size")[0]
    version = write_wording(
        texts=LINE,
        values={"title": "Archives de la rue Haute, ligne de réponse"},
        production=production,
        family=family,
        by=officer,
        at=moments.told(MONDAY, 8, 40),
    )
    version = ask_approval(version=version, seats=seats, by=officer, at=moments.told(MONDAY, 8, 41))
    for minute, decision in enumerate(version.decisions.select_related("seat").order_by("pk"), 48):
        person = people["fabienne"] if decision.seat.code == "redaction" else owner
        version = approve(decision=decision, sha256=version.sha256, by=person, at=moments.told(MONDAY, 8, minute))


def _fill_the_library(production: Production, officer: User, moments: Moments) -> None:
    for number, (title, kinds, topic, texts) in enumerate(LIBRARY):
        write_wording(
            texts=texts,
            values={
                "title": title,
                "kinds": list(kinds),
                "topics": list(Topic.objects.filter(code=topic).values_list("pk", flat=True)),
            },
            production=production,
            by=officer,
            at=moments.ago(15, 10, number),
        )


def _recommend(production: Production, people: Mapping[str, User], moments: Moments) -> None:
    family = Family.objects.filter(production=production).order_by("-size")[0]
    recommend(
        production=production,
        values={
            "title": "Un avertissement oral et écrit avant toute archive de violence, dès le 21 mars",
            "why": "400 messages de la nuit du 14 mars disent la même chose.",
            "owner": people["fabienne"],
            "due_on": date(2027, 3, 22),
            "family": family,
        },
        by=people["marc_olivier"],
        at=moments.told(MONDAY, 8, 55),
    )


def _open_a_form(production: Production, officer: User, moments: Moments) -> None:
    make_form(
        values={
            "slug": "plein-jour",
            "production": production,
            "titles": {
                "fr": "Écrire à Plein Jour",
                "nl": "Schrijven naar Plein Jour",
                "en": "Write to Plein Jour",
            },
            "introductions": {"fr": "Une question, une remarque, une erreur : tout est lu, par des personnes."},
            "notices": {
                "fr": "Vos données servent à vous répondre et sont gardées douze mois.",
                "nl": "Uw gegevens dienen om u te antwoorden en worden twaalf maanden bewaard.",
                "en": "Your data serve to answer you and are kept for twelve months.",
            },
            "is_open": True,
        },
        by=officer,
        at=moments.ago(14, 9),
    )


def _plan_the_evening(production: Production, officer: User, moments: Moments) -> None:
    day = date(2027, 4, 8)
    evening = plan(
        production=production,
        values={
            "slug": "plein-jour-8-avril",
            "titles": {
                "fr": "Plein Jour, face à vous",
                "nl": "Plein Jour ontmoet u",
                "en": "Plein Jour meets you",
            },
            "intros": {
                "fr": "L’équipe répond à vos questions sur la séquence du 14 mars, archives à l’appui.",
                "nl": "De ploeg beantwoordt uw vragen over de beelden van 14 maart.",
            },
            "notices": {
                "fr": "Vos données servent à l’accueil de la soirée et sont effacées un mois après.",
                "nl": "Uw gegevens dienen voor het onthaal en worden een maand later gewist.",
                "en": "Your data serve the welcome of the evening and are erased a month later.",
            },
            "place": "Studio 4, boulevard du Canal, Bruxelles",
            "starts_at": datetime.combine(day, time(18, 30), tzinfo=BRUSSELS),
            "ends_at": datetime.combine(day, time(20, 30), tzinfo=BRUSSELS),
            "closes_at": datetime.combine(day, time(12), tzinfo=BRUSSELS),
            "seats": 60,
            "most_each": 2,
        },
        by=officer,
        at=moments.told(MONDAY, 15),
    )
    for minute, (name, email, seats, needs, language) in enumerate(COMING):
        Registration.objects.create(
            evening=evening,
            name=name,
            email=email,
            seats=seats,
            needs=needs,
            language=language,
            state=Registration.State.CONFIRMED,
            token_hash=token_hash(new_token()),
            registered_at=moments.told(MONDAY, 16, minute),
        )


def _sell_a_place_twice(theatre: Production, officer: User, moments: Moments) -> None:
    """C14: the angry mail about a wheelchair place, and the file of the box office in which it stands twice."""
    at = moments.told(MONDAY, 14)
    imported = give_file(
        production=theatre, content=TICKETS.encode(), file_name="billetterie-20-mars.csv", by=officer, at=at
    )
    import_tickets(imported=imported, by=officer, at=at)
    receive(
        [
            Incoming(
                channel=Channel.MAIL,
                key="sample-double-sold",
                received_at=datetime.combine(MONDAY, time(13, 48), tzinfo=BRUSSELS),
                subject="Ma place a été vendue deux fois",
                text=ANGRY,
                new_text=ANGRY,
                name="Yolande Marchand",
                email="yolande.marchand@public.example",
                production=theatre,
                message_id="20270315134800.yolande@public.example",
            )
        ],
        by=None,
        at=at,
    )
