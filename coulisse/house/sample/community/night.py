"""The comments of Sunday 18 April 2027, from 20:30 to 23:30: 1,400, of which 230 hateful, 40 of them by six accounts.

Made of parts by a fixed seed, so that they are the same in every house. The hateful ones are as crude as a list of
words must catch, and no cruder.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from coulisse.desks.community.moderation.incoming import Incoming
from coulisse.kernel.times import BRUSSELS

EVENING: Final = date(2027, 4, 18)
BEGAN: Final = datetime(2027, 4, 18, 20, 30, tzinfo=BRUSSELS)
LASTED: Final = timedelta(hours=3)
SEED: Final = 1_804
TOTAL: Final = 1_400
LISTED_FR, LISTED_NL, ORGANISED, UNLISTED, THREATS, COMPLAINTS, SPARED, SPAM = 96, 44, 40, 48, 2, 12, 8, 10
"""Listed and organised ones make 180, which the rules propose to hide; with the unlisted and the threats 230."""

NAMES: Final = (
    *(
        "Anouk",
        "Bilal",
        "Chantal",
        "Dirk",
        "Elif",
        "Fabrice",
        "Greet",
        "Hassan",
        "Ilse",
        "Jean-Luc",
        "Karima",
        "Luc",
    ),
    *("Mieke", "Nathalie", "Olivier", "Pieter", "Quentin", "Rachida", "Sofie", "Thierry", "Ugo", "Veerle", "Wim"),
    *("Yasmine", "Zoé", "Arno", "Béatrice", "Cédric", "Dominique", "Els"),
)
LISTED: Final[dict[str, tuple[str, ...]]] = {
    "fr": (
        "Bande de connards, {tail}",
        "Fermez vos gueules, {tail}",
        "Tous des sous-merdes, {tail}",
        "C0nnards de {tail}",
        "Sale Flamand, {tail}",
        "Retournez dans votre pays, {tail}",
        "Rentrez chez vous, {tail}",
        "Vermine de plateau, {tail}",
        "Des raclures, {tail}",
    ),
    "nl": (
        "Stelletje klootzakken, {tail}",
        "Hou jullie bek, {tail}",
        "Vuile Walen, {tail}",
        "Ongedierte, {tail}",
        "Smeerlappen zijn het, {tail}",
        "Ga terug naar uw land, {tail}",
    ),
}
TAILS: Final[dict[str, tuple[str, ...]]] = {
    "fr": (
        "on éteint la télé",
        "avec vos éclusiers",
        "plus jamais Plein Jour chez moi",
        "toute la rédaction",
        "vous et votre péniche",
        "la Meuse se passera de vous",
        "ce soir comme tous les dimanches",
        "le fleuve n’est pas à vous",
        "et l’invité avec",
        "jusqu’au dernier cameraman",
    ),
    "nl": (
        "de tv gaat uit",
        "met jullie sluizen",
        "nooit meer Plein Jour hier",
        "heel die redactie",
        "en die gast erbij",
        "elke zondag opnieuw",
        "met jullie boot op de Maas",
    ),
}
SAME: Final = (
    "Médiane TV est payée par qui vous savez, ses journalistes sont des raclures, coupez le câble et ne regardez "
    "plus Plein Jour{end}",
    "Partagez partout avant la coupure, ces connards de Plein Jour cachent la vérité sur les barrages de la Meuse et "
    "des écluses{end}",
    "Réveillez-vous, la vermine de Médiane TV tient le plateau, demain devant la tour avec des pancartes et des "
    "sifflets{end}",
)
ENDS: Final = (".", " !", " maintenant.", " ce soir.", " !!!", " tous.", " partout.")
SIX: Final = ("reveil_meuse1", "reveil_meuse2", "verite.ecluses", "stop_mediane", "fleuve_libre", "debout_wallon")
UNLISTED_TEXTS: Final = (
    "Les migrants sont des animaux, {tail}",
    "Les femmes devraient se taire et ne sont bonnes à rien, {tail}",
    "Quels tocards, quels larbins, quels minables, {tail}",
    "On devrait les jeter du pont, tous, {tail}",
    "Des gens pareils ne méritent pas de parler, {tail}",
)
UNLISTED_NL: Final = (
    "Alle migranten zijn criminelen, {tail}",
    "Alle buitenlanders zijn ratten, {tail}",
    "Zo’n volk mag van de brug, {tail}",
)
THREAT_TEXTS: Final = (
    "Je sais où habite votre présentatrice, je vais la retrouver ce soir.",
    "Ik weet waar je woont, ik kom je te grazen nemen.",
)
COMPLAINT_TEXTS: Final = (
    "Les sous-titres ont disparu pendant vingt minutes : je suis sourde, je n’ai rien suivi. Qui peut me répondre ?",
    "Pourquoi avoir montré la maison de mon père sans rien lui demander ? Nous attendons une explication.",
    "Le son du plateau est inaudible depuis trois semaines, je l’ai déjà signalé. Merci de vérifier.",
    "De Nederlandse ondertitels liepen achter, dat is al de derde keer. Kan iemand dat nakijken?",
    "La carte de l’écluse de Rivière est fausse, le barrage est en amont. Une correction serait bienvenue.",
    "Vous dites 2011 pour la crue : c’était en 1993, j’y étais. Corrigez s’il vous plaît.",
    "Aucune traduction en langue des signes malgré votre promesse de janvier, c’est décevant.",
    "De herhaling staat niet online, terwijl dat beloofd was. Wanneer komt ze?",
    "Ma fille de 9 ans a vu les images de noyade sans avertissement, c’est inadmissible à cette heure.",
    "Le nom de notre association est mal écrit dans le générique, nous demandons un rectificatif.",
    "L’archive de la rue Haute a été diffusée sans date : cela trompe les gens.",
    "Mijn bedrijf wordt genoemd zonder dat we konden reageren. Wij vragen een rechtzetting.",
)
SPARED_TEXTS: Final = (
    "C’est honteux d’entendre un invité traiter les gens d’ordures sans que personne ne réagisse",
    "Inadmissible : votre invité parle de vermine et vous ne dites rien",
    "Schandalig dat de gast over ongedierte sprak zonder weerwoord",
)
CRITICISM: Final = (
    "Le débat était {word}, {more}",
    "Reportage {word}, {more}",
    "{more}, et un plateau {word}",
    "Een {nl} reportage, {nlmore}",
    "De presentatie was {nl}, {nlmore}",
)
WORDS: Final = ("décevant", "trop long et bâclé", "nul", "médiocre", "partial")
MORE: Final = (
    "on n’apprend rien sur les éclusiers",
    "la moitié des questions sont restées sans suite",
    "les graphiques passent trop vite",
    "on coupe toujours les gens du fleuve",
    "la musique couvre les voix",
    "il manquait les riverains",
)
NL_WORDS: Final = ("zwakke", "teleurstellende", "waardeloze")
NL_MORE: Final = ("te weinig over de sluizen", "de muziek staat te luid", "de vragen bleven onbeantwoord")
PRAISE: Final = (
    "Bravo pour {thing}",
    "Magnifique, {thing}, merci à toute l’équipe",
    "Merci pour {thing}",
    "Prachtig, {nl}",
    "Bedankt voor {nl}",
)
THINGS: Final = (
    "ces images de la Meuse",
    "le portrait de Jeanne",
    "la séquence de nuit à l’écluse",
    "cette heure au fil de l’eau",
    "le héron de la fin",
)
NL_THINGS: Final = ("de beelden van de Maas", "het portret van Jeanne", "de sluis bij nacht")
QUESTIONS: Final = (
    "À quelle heure passe la rediffusion {when} ?",
    "Où peut-on revoir l’émission {when} ?",
    "Qui a composé la musique de {what} ?",
    "Waar kan ik de uitzending herbekijken {nlwhen}?",
    "Wie is de sluiswachter van {nlwhat}?",
)
WHEN: Final = ("demain", "cette semaine", "en replay", "le week-end prochain")
WHAT: Final = ("la fin", "l’ouverture", "la scène du pont", "la péniche")
NL_WHEN: Final = ("morgen", "deze week", "dit weekend")
NL_WHAT: Final = ("het einde", "de brug", "de eerste sluis")
PLAIN: Final = (
    "Bonsoir de {town}",
    "On regarde en famille à {town}",
    "Mon grand-père travaillait à l’écluse de {town}",
    "Goedenavond vanuit {town}",
    "Hier in {town} kijken we ook",
)
TOWNS: Final = (
    *("Huy", "Andenne", "Namur", "Dinant", "Visé", "Liège", "Amay", "Profondeville", "Hastière", "Givet"),
    *("Maaseik", "Maastricht", "Lanaken", "Gent", "Leuven", "Hasselt"),
)


@dataclass(frozen=True, slots=True)
class Spoken:
    """One comment of the night, and which account of the house it stands under."""

    account: str
    """`bluesky` or `instagram`."""
    comment: Incoming


def the_night(*, thread: str = "") -> tuple[Spoken, ...]:
    """All of them, in the order in which they were written. `thread` is the post under which they stand."""
    chance = Random(SEED)  # noqa: S311  # the same in every house, no secret
    said = [*_hateful(chance), *_ordinary(chance)]
    moments = sorted(BEGAN + LASTED * min(0.999, abs(chance.triangular(0, 1, 0.3))) for _one in said)
    chance.shuffle(said)
    return tuple(
        Spoken(
            # Who acts as one does so in one place.
            "bluesky" if number % 3 or handle.removesuffix(".example") in SIX else "instagram",
            Incoming(
                remote_id=f"at://did:plc:{_did(handle)}/app.bsky.feed.post/nuit{number:04}",
                text=text,
                handle=handle,
                author_id=f"did:plc:{_did(handle)}",
                name=handle.split(".")[0].capitalize(),
                said_at=moment.replace(microsecond=0),
                address=f"https://bsky.example/profile/{handle}/post/nuit{number:04}",
                in_reply_to=thread,
                thread=thread,
            ),
        )
        for number, ((handle, text), moment) in enumerate(zip(said, moments, strict=True))
    )


def _did(handle: str) -> str:
    return handle.replace(".", "").replace("_", "").replace("-", "")


Said = tuple[str, str]


def _hateful(chance: Random) -> Iterator[Said]:
    for number in range(LISTED_FR):
        yield f"colere{number}.example", _filled(LISTED["fr"], TAILS["fr"], number)
    for number in range(LISTED_NL):
        yield f"boos{number}.example", _filled(LISTED["nl"], TAILS["nl"], number)
    for number in range(ORGANISED):
        yield (
            f"{SIX[number % len(SIX)]}.example",
            SAME[number // len(SIX) % 3].format(end=ENDS[number % len(ENDS)]),
        )
    for number in range(UNLISTED):
        texts, tails = (UNLISTED_NL, TAILS["nl"]) if number % 3 == 0 else (UNLISTED_TEXTS, TAILS["fr"])
        yield f"aigri{number}.example", _filled(texts, tails, number // 3 if number % 3 == 0 else number)
    for number in range(THREATS):
        yield f"menace{number}.example", THREAT_TEXTS[number]


def _filled(texts: Sequence[str], tails: Sequence[str], number: int) -> str:
    return texts[number % len(texts)].format(tail=tails[number // len(texts) % len(tails)])


def _ordinary(chance: Random) -> Iterator[Said]:
    people = _people(chance)
    for number in range(COMPLAINTS):
        yield f"plainte{number}.example", COMPLAINT_TEXTS[number]
    for number in range(SPARED):
        yield next(people), SPARED_TEXTS[number % len(SPARED_TEXTS)]
    for number in range(SPAM):
        yield f"promo{number}.example", f"Gagnez de l’argent facile : https://promo.example/{number}"
    left = TOTAL - LISTED_FR - LISTED_NL - ORGANISED - UNLISTED - THREATS - COMPLAINTS - SPARED - SPAM
    makers = (_criticism, _praise, _praise, _question, _plain)
    for number in range(left):
        yield next(people), makers[number % len(makers)](chance)


def _people(chance: Random) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        name = chance.choice(NAMES).lower().replace("é", "e").replace("-", "")
        # Some write twice or three times in an evening.
        yield f"{name}{number if chance.random() < 0.8 else chance.randint(1, max(number - 1, 1))}.example"


def _criticism(chance: Random) -> str:
    return chance.choice(CRITICISM).format(
        word=chance.choice(WORDS),
        more=chance.choice(MORE),
        nl=chance.choice(NL_WORDS),
        nlmore=chance.choice(NL_MORE),
    )


def _praise(chance: Random) -> str:
    return chance.choice(PRAISE).format(thing=chance.choice(THINGS), nl=chance.choice(NL_THINGS))


def _question(chance: Random) -> str:
    return chance.choice(QUESTIONS).format(
        when=chance.choice(WHEN),
        what=chance.choice(WHAT),
        nlwhen=chance.choice(NL_WHEN),
        nlwhat=chance.choice(NL_WHAT),
    )


def _plain(chance: Random) -> str:
    return chance.choice(PLAIN).format(town=chance.choice(TOWNS))
