"""The rules of an animation and what becomes of people's data, written from its record in French, Dutch, English.

Words of their own and no Django, as the papers have: rules speak the language of whoever takes part, whatever the
language of whoever wrote them. `seal_of` is the hash by which they are frozen.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from coulisse.kernel.times import to_brussels
from coulisse.kernel.typography import french_spaces
from coulisse.papers.days import day_in_words, hour_in_figures


@dataclass(frozen=True, slots=True)
class Record:
    """What the rules are written from. Texts are those of one language."""

    title: str
    kind: str
    mechanic: str
    organiser: str
    starts_at: datetime
    ends_at: datetime
    ways: str
    prize: str
    criteria: str
    tie_label: str
    tie_unit: str
    winners: int
    questions: int
    least_age: int
    keep_days: int
    asks_contact: bool
    complaints: str
    authorisation: str
    freed_by: str = ""
    """The source that says that a draw needs no authorisation; empty where it needs one."""


WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "rules": "Règlement : {title}",
        "organiser_h": "Organisateur",
        "organiser": "« {title} » est organisé par {organiser}.",
        "period_h": "Durée",
        "period": (
            "On peut participer du {start} au {end} (heure de Bruxelles). Seule compte l’heure à "
            "laquelle la réponse est reçue par notre serveur."
        ),
        "quiz": (
            "Pendant l’émission, chaque question est ouverte par la régie puis fermée : seules comptent "
            "les réponses reçues entre les deux."
        ),
        "who_h": "Qui peut participer",
        "who": (
            "La participation est gratuite, sans obligation d’achat, et ouverte dès {age} ans. On "
            "déclare son année de naissance ou l’on coche « {age} ans ou plus » ; les plus jeunes sont "
            "exclus."
        ),
        "once": (
            "Une seule participation par personne : un navigateur et, s’il est demandé, une adresse de "
            "courriel ne servent qu’une fois. La première réponse à une question est la réponse."
        ),
        "ways_h": "Comment participer",
        "prize_h": "Prix",
        "prize": "{prize} Nombre de gagnants : {winners}. Le prix ne peut être échangé contre de l’argent.",
        "criteria_h": "Comment on gagne",
        "skill": (
            "Le classement se fait par l’adresse, jamais par le sort : d’abord le nombre de bonnes "
            "réponses aux {questions} questions, puis la réponse la plus proche à la question "
            "subsidiaire, puis le temps le plus court pour répondre juste."
        ),
        "tie": (
            "Question subsidiaire : « {tie} » (en {unit}). Qui n’y répond pas vient après ceux qui y répondent."
        ),
        "equal": (
            "Si deux personnes sont à égalité en tout pour un prix, une personne désignée par "
            "l’organisateur tranche par écrit, avec sa raison, qui est publiée."
        ),
        "jury": (
            "Un jury désigné par l’organisateur choisit selon ces critères : {criteria} Sa décision est "
            "écrite, avec ses raisons."
        ),
        "draw": "Les gagnants sont tirés au sort sous l’autorisation {authorisation}.",
        "draw_free": "Les gagnants sont tirés au sort ; aucune autorisation n’est exigée ({freed_by}).",
        "draw_proof": (
            "L’empreinte d’une graine secrète est publiée à l’ouverture, celle de la graine et de la "
            "liste des participants avant l’annonce de la clôture, et la graine après le tirage : "
            "chacun peut refaire le calcul."
        ),
        "nothing": "Il n’y a rien à gagner. Les participants ne forment pas un échantillon de la population.",
        "data_h": "Données personnelles",
        "networks_h": "Réseaux sociaux",
        "networks": (
            "Cette animation n’est ni organisée, ni parrainée, ni gérée par un réseau social. Aucun "
            "partage et aucune mention d’une autre personne ne sont demandés."
        ),
        "complaints_h": "Réclamations",
        "complaints": (
            "Toute réclamation s’adresse à {complaints}, dans les trente jours qui suivent la "
            "publication du résultat. L’Autorité de protection des données "
            "(autoriteprotectiondonnees.be) reçoit les plaintes sur les données personnelles."
        ),
        "data_organiser": "Responsable : {organiser}.",
        "data_game": (
            "Nous gardons votre pseudonyme, votre année de naissance ou votre déclaration d’âge, vos "
            "réponses et leur heure."
        ),
        "data_poll": "Nous gardons vos choix et leur heure, sans nom ni adresse.",
        "data_call": (
            "Nous gardons ce que vous écrivez et, si vous en donnez un, votre pseudonyme. Rien n’est "
            "montré avant d’être relu."
        ),
        "data_contact": (
            "Votre adresse de courriel sert uniquement à prévenir les gagnants ; elle est chiffrée et "
            "n’est jamais publiée."
        ),
        "data_cookie": (
            "Un seul cookie, nécessaire, reconnaît votre navigateur pour qu’il ne participe qu’une fois "
            "; nous n’en gardons que l’empreinte."
        ),
        "data_public": (
            "Le classement publié montre votre pseudonyme : choisissez-en un qui ne dit pas qui vous êtes."
        ),
        "data_keep": (
            "Tout cela est effacé {days} jours après la fin ; il reste des nombres. Vous pouvez "
            "demander plus tôt à voir, corriger ou effacer vos données : {complaints}."
        ),
        "house": "l’organisateur",
        "at": "{day} à {hour}",
    },
    "nl": {
        "rules": "Reglement: {title}",
        "organiser_h": "Organisator",
        "organiser": "‘{title}’ wordt georganiseerd door {organiser}.",
        "period_h": "Duur",
        "period": (
            "Deelnemen kan van {start} tot {end} (Brusselse tijd). Alleen het uur waarop het antwoord "
            "op onze server aankomt, telt."
        ),
        "quiz": (
            "Tijdens de uitzending opent en sluit de regie elke vraag: alleen antwoorden die daartussen "
            "aankomen, tellen."
        ),
        "who_h": "Wie kan deelnemen",
        "who": (
            "Deelnemen is gratis, zonder aankoopverplichting, en kan vanaf {age} jaar. U geeft uw "
            "geboortejaar op of kruist ‘{age} jaar of ouder’ aan; wie jonger is, is uitgesloten."
        ),
        "once": (
            "Eén deelname per persoon: een browser en, als erom gevraagd wordt, een e-mailadres dienen "
            "maar één keer. Het eerste antwoord op een vraag is het antwoord."
        ),
        "ways_h": "Hoe neemt u deel",
        "prize_h": "Prijs",
        "prize": "{prize} Aantal winnaars: {winners}. De prijs kan niet in geld worden omgezet.",
        "criteria_h": "Hoe wint u",
        "skill": (
            "De rangschikking berust op vaardigheid, nooit op het lot: eerst het aantal juiste "
            "antwoorden op de {questions} vragen, dan het dichtste antwoord op de schiftingsvraag, dan "
            "de kortste tijd voor de juiste antwoorden."
        ),
        "tie": "Schiftingsvraag: ‘{tie}’ (in {unit}). Wie ze niet beantwoordt, komt na wie ze wel beantwoordt.",
        "equal": (
            "Zijn twee personen voor een prijs in alles gelijk, dan beslist een door de organisator "
            "aangewezen persoon schriftelijk en met redenen, die worden gepubliceerd."
        ),
        "jury": (
            "Een door de organisator aangewezen jury kiest volgens deze criteria: {criteria} Haar "
            "beslissing wordt met redenen op schrift gesteld."
        ),
        "draw": "De winnaars worden bij loting aangewezen onder de vergunning {authorisation}.",
        "draw_free": "De winnaars worden bij loting aangewezen; een vergunning is niet vereist ({freed_by}).",
        "draw_proof": (
            "De hash van een geheim startgetal wordt bij de opening gepubliceerd, die van het "
            "startgetal en de deelnemerslijst vóór de sluiting wordt aangekondigd, en het startgetal "
            "na de loting: iedereen kan de berekening overdoen."
        ),
        "nothing": "Er valt niets te winnen. Wie deelneemt, vormt geen steekproef van de bevolking.",
        "data_h": "Persoonsgegevens",
        "networks_h": "Sociale netwerken",
        "networks": (
            "Deze actie wordt door geen enkel sociaal netwerk georganiseerd, gesteund of beheerd. Er "
            "wordt geen bericht om te delen en geen vermelding van iemand anders gevraagd."
        ),
        "complaints_h": "Klachten",
        "complaints": (
            "Klachten richt u aan {complaints}, binnen dertig dagen na de publicatie van het resultaat. "
            "De Gegevensbeschermingsautoriteit (gegevensbeschermingsautoriteit.be) behandelt klachten "
            "over persoonsgegevens."
        ),
        "data_organiser": "Verantwoordelijke: {organiser}.",
        "data_game": (
            "Wij bewaren uw schuilnaam, uw geboortejaar of leeftijdsverklaring, uw antwoorden en hun uur."
        ),
        "data_poll": "Wij bewaren uw keuzes en hun uur, zonder naam of adres.",
        "data_call": (
            "Wij bewaren wat u schrijft en, als u er een opgeeft, uw schuilnaam. Niets wordt getoond "
            "voor het is nagelezen."
        ),
        "data_contact": (
            "Uw e-mailadres dient alleen om de winnaars te verwittigen; het is versleuteld en wordt "
            "nooit gepubliceerd."
        ),
        "data_cookie": (
            "Eén noodzakelijke cookie herkent uw browser, zodat die maar één keer deelneemt; wij "
            "bewaren er alleen een hash van."
        ),
        "data_public": "De gepubliceerde rangschikking toont uw schuilnaam: kies er een die niet zegt wie u bent.",
        "data_keep": (
            "Dat alles wordt {days} dagen na het einde gewist; er blijven getallen over. U kunt eerder "
            "vragen om uw gegevens te zien, te verbeteren of te wissen: {complaints}."
        ),
        "house": "de organisator",
        "at": "{day} om {hour} uur",
    },
    "en": {
        "rules": "Rules: {title}",
        "organiser_h": "Organiser",
        "organiser": "“{title}” is organised by {organiser}.",
        "period_h": "Period",
        "period": (
            "One can take part from {start} to {end} (Brussels time). Only the moment at which our "
            "server receives an answer counts."
        ),
        "quiz": (
            "During the broadcast each question is opened and closed by the control room: only answers "
            "received in between count."
        ),
        "who_h": "Who can take part",
        "who": (
            "Taking part is free, without any purchase, and open from the age of {age}. You declare "
            "your year of birth or tick “{age} or older”; whoever is younger is excluded."
        ),
        "once": (
            "One participation a person: a browser and, where it is asked, an e-mail address serve "
            "once. The first answer to a question is the answer."
        ),
        "ways_h": "How to take part",
        "prize_h": "Prize",
        "prize": "{prize} Number of winners: {winners}. The prize cannot be exchanged for money.",
        "criteria_h": "How one wins",
        "skill": (
            "The ranking goes by skill and never by lot: first the number of right answers to the "
            "{questions} questions, then the nearest answer to the tie-break question, then the "
            "shortest time for the right answers."
        ),
        "tie": "Tie-break question: “{tie}” (in {unit}). Whoever gives no answer comes after those who do.",
        "equal": (
            "If two people are equal in all for a prize, somebody named by the organiser decides in "
            "writing, with the reason, which is published."
        ),
        "jury": (
            "A jury named by the organiser chooses by these criteria: {criteria} Its decision is "
            "written down with its reasons."
        ),
        "draw": "The winners are drawn by lot under the authorisation {authorisation}.",
        "draw_free": "The winners are drawn by lot; no authorisation is needed ({freed_by}).",
        "draw_proof": (
            "The hash of a secret seed is published at the opening, that of the seed and the list of "
            "entrants before the closing is announced, and the seed after the draw: anybody can do the "
            "calculation again."
        ),
        "nothing": "There is nothing to win. Those who take part are no sample of the population.",
        "data_h": "Personal data",
        "networks_h": "Social networks",
        "networks": (
            "No social network organises, sponsors or administers this animation. No sharing and no "
            "mention of anybody else is asked."
        ),
        "complaints_h": "Complaints",
        "complaints": (
            "Complaints go to {complaints}, within thirty days of the publication of the result. The "
            "Data Protection Authority (dataprotectionauthority.be) receives complaints about personal "
            "data."
        ),
        "data_organiser": "Controller: {organiser}.",
        "data_game": (
            "We keep your pseudonym, your year of birth or declaration of age, your answers and their time."
        ),
        "data_poll": "We keep your choices and their time, without name or address.",
        "data_call": (
            "We keep what you write and, if you give one, your pseudonym. Nothing is shown before "
            "somebody has read it."
        ),
        "data_contact": "Your e-mail address serves only to tell the winners; it is encrypted, never published.",
        "data_cookie": (
            "One necessary cookie recognises your browser, so that it takes part once; we keep only its hash."
        ),
        "data_public": "The published ranking shows your pseudonym: choose one that does not say who you are.",
        "data_keep": (
            "All of that is erased {days} days after the end; numbers stay. You can ask earlier to see, "
            "correct or erase your data: {complaints}."
        ),
        "house": "the organiser",
        "at": "{day} at {hour}",
    },
}


def rules_text(record: Record, language: str) -> str:
    """The whole text: a title, then numbered articles of a heading and paragraphs, one blank line between."""
    words = WORDS[language]
    parts = [words["rules"].format(title=record.title)]
    for number, (heading, paragraphs) in enumerate(_articles(record, language), 1):
        parts.append("\n".join((f"{number}. {words[heading]}", *paragraphs)))
    text = "\n\n".join(parts)
    return french_spaces(text) if language == "fr" else text


def notice(record: Record, language: str) -> str:
    """What becomes of what people type, shown beside the form."""
    text = " ".join(_data(record, language))
    return french_spaces(text) if language == "fr" else text


def seal_of(rules: Mapping[str, str]) -> str:
    """SHA-256 of the rules in all their languages: by it anybody sees that they did not change."""
    listed = json.dumps(dict(rules), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(listed.encode()).hexdigest()


def _articles(record: Record, language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    words, organiser = WORDS[language], record.organiser or WORDS[language]["house"]
    start, end = (_moment(one, language) for one in (record.starts_at, record.ends_at))
    yield "organiser_h", (words["organiser"].format(title=record.title, organiser=_bare(organiser)),)
    period = (words["period"].format(start=start, end=end),)
    yield "period_h", (*period, words["quiz"]) if record.kind == "quiz" else period
    if record.mechanic:
        yield "who_h", (words["who"].format(age=record.least_age), words["once"])
    if record.ways:
        yield "ways_h", (record.ways,)
    if record.mechanic:
        prize = words["prize"].format(prize=_ended(record.prize), winners=record.winners)
        yield "prize_h", (prize,)
    yield "criteria_h", tuple(_winning(record, language))
    yield "data_h", tuple(_data(record, language))
    yield "networks_h", (words["networks"],)
    if record.complaints:
        yield "complaints_h", (words["complaints"].format(complaints=_bare(record.complaints)),)


def _winning(record: Record, language: str) -> Iterator[str]:
    words = WORDS[language]
    if record.mechanic == "skill":
        yield words["skill"].format(questions=record.questions)
        if record.criteria:
            yield record.criteria
        yield words["tie"].format(tie=record.tie_label, unit=record.tie_unit or "–")
        yield words["equal"]
    elif record.mechanic == "jury":
        yield words["jury"].format(criteria=_ended(record.criteria))
    elif record.mechanic == "draw":
        yield f"{_drawing(record, words)} {words['draw_proof']}"
    else:
        yield words["nothing"]


def _drawing(record: Record, words: Mapping[str, str]) -> str:
    """By what right lots are drawn."""
    if record.freed_by and not record.authorisation:
        return words["draw_free"].format(freed_by=record.freed_by)
    return words["draw"].format(authorisation=record.authorisation or "…")


def _data(record: Record, language: str) -> Iterator[str]:
    words = WORDS[language]
    if record.organiser:
        yield words["data_organiser"].format(organiser=_bare(record.organiser))
    yield words["data_game" if record.mechanic else f"data_{'call' if record.kind == 'call' else 'poll'}"]
    if record.asks_contact:
        yield words["data_contact"]
    yield words["data_cookie"]
    if record.mechanic:
        yield words["data_public"]
    complaints = _bare(record.complaints or record.organiser or words["house"])
    yield words["data_keep"].format(days=record.keep_days, complaints=complaints)


def _moment(moment: datetime, language: str) -> str:
    local = to_brussels(moment)
    hour = f"{local:%H h %M}" if language == "fr" else hour_in_figures(local)
    return WORDS[language]["at"].format(day=day_in_words(local.date(), language), hour=hour)


def _bare(text: str) -> str:
    return text.strip().rstrip(".")


def _ended(text: str) -> str:
    stripped = text.strip()
    return stripped if not stripped or stripped[-1] in ".!?…" else f"{stripped}."
