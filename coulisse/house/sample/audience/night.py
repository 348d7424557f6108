"""The night of 14 to 15 March 2027: when 412 people wrote, and what twelve of them said."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from coulisse.kernel.times import BRUSSELS

SUNDAY: Final = date(2027, 3, 14)
MONDAY: Final = date(2027, 3, 15)
BARS: Final = (2, 6, 19, 41, 63, 58, 44, 36, 28, 22, 17, 13, 10, 8, 6, 5)
"""Messages by quarter of an hour from 20:15."""
AFTER: Final = 34
"""From 00:15 to 08:00."""
RUNNING_ORDER: Final = (
    (20, 25, "Titres, avec des images de la rue Haute"),
    (20, 29, "Les éclusiers de la Meuse"),
    (20, 52, "Archives de la rue Haute"),
    (21, 4, "Débat en plateau"),
    (21, 19, "La chronique de Lise"),
    (21, 26, "Fin et générique"),
)
CAUSE: Final = "Archives de la rue Haute"


@dataclass(frozen=True, slots=True)
class Voice:
    """One of the twelve that resemble nobody."""

    hour: time
    name: str
    email: str
    subject: str
    text: str
    topic: str
    language: str = "fr"

    @property
    def at(self) -> datetime:
        day = MONDAY if self.hour < time(12) else SUNDAY
        return datetime.combine(day, self.hour, tzinfo=BRUSSELS)


TWELVE: Final = (
    Voice(
        time(20, 47),
        "Ghislain Roberti",
        "g.roberti@public.example",
        "L’invité de ce soir",
        "Bonsoir,\n\nQui est l’éclusier que vous interrogez au début de l’émission, celui qui parle du barrage de "
        "Hastière ? J’ai travaillé avec un collègue de ce nom-là dans les années septante et j’aimerais lui écrire.\n\n"
        "Ghislain Roberti",
        "house.guest",
    ),
    Voice(
        time(21, 24),
        "Solveig Andrianne",
        "solveig.andrianne@public.example",
        "Ne reculez pas",
        "Enfin des archives qu’on ne voit nulle part. Ne reculez pas. On prend les spectateurs pour des adultes, cela "
        "devient rare un dimanche à cette heure. Merci à toute l’équipe.\n\nSolveig Andrianne",
        "house.thanks",
    ),
    Voice(
        time(21, 52),
        "Robert Hanquet",
        "robert.hanquet@public.example",
        "Une date fausse",
        "Madame, Monsieur,\n\nLa date donnée à l’écran pour l’incendie est fausse de deux ans, document à l’appui : je "
        "joins la coupure du journal de l’époque, que mon père avait gardée. Pourriez-vous corriger la version en "
        "ligne ?\n\nRobert Hanquet, historien amateur",
        "house.fact",
    ),
    Voice(
        time(23, 18),
        "Kris Maes",
        "kris.maes@public.example",
        "Heruitzending?",
        "Dag,\n\nWanneer wordt de aflevering van vanavond herhaald? Ik heb het begin gemist, de eerste twintig "
        "minuten over de sluiswachters, en op uw site vind ik geen uur terug.\n\nDank u,\nKris Maes",
        "house.schedule",
        "nl",
    ),
    Voice(
        time(23, 40),
        "M. et Mme Hennaux",
        "famille.hennaux@public.example",
        "Bravo pour les éclusiers",
        "Bravo pour le sujet sur les éclusiers. Mon mari est né dans une maison d’écluse et il a pleuré devant la "
        "télévision. C’était juste, c’était beau, et cela prend son temps.\n\nM. et Mme Hennaux, Profondeville",
        "house.thanks",
    ),
    Voice(
        time(0, 12),
        "Groupe sourds de Liège",
        "contact@groupe-sourds-liege.example",
        "Pas de traduction gestuelle hier",
        "Bonjour,\n\nHier, aucune traduction en langue des signes sur la version en ligne, alors que la semaine "
        "précédente elle y était. Nous étions vingt-deux à l’attendre au foyer. Est-ce un oubli ou une décision ?\n\n"
        "Pour le groupe, Aline Warnant",
        "house.subtitles",
    ),
    Voice(
        time(0, 48),
        "Paul Wauters",
        "paul.wauters@public.example",
        "Sous-titres en retard de deux secondes",
        "Bonsoir. Les sous-titres sont en retard de deux secondes depuis trois semaines, et pendant le débat ils ont "
        "disparu. Je suis appareillé, je ne suis pas l’émission sans eux.\n\nPaul Wauters",
        "house.subtitles",
    ),
    Voice(
        time(1, 22),
        "Lina",
        "lina.2012@public.example",
        "« J’ai regardé avec mon petit frère »",
        "Salut, je m’appelle Lina, j’ai 14 ans. J’ai regardé avec mon petit frère parce que nos parents travaillent le "
        "dimanche. Il n’arrive pas à dormir et moi non plus. C’était vrai, ces gens dans la rue ?",
        "house.other",
    ),
    Voice(
        time(5, 55),
        "Me Sofie Claes",
        "s.claes@advocaten-claes.example",
        "Ingebrekestelling namens mijn cliënt",
        "Mevrouw, mijnheer,\n\nIk treed op als raadsman van een bewoner van de Hoogstraat die in uw uitzending van "
        "14 maart herkenbaar in beeld kwam. Deze brief geldt als ingebrekestelling: ik verzoek u de beelden binnen "
        "achtenveertig uur offline te halen, onder voorbehoud van alle rechten en van dagvaarding.\n\n"
        "Sofie Claes, advocaat aan de balie te Brussel",
        "house.other",
        "nl",
    ),
    Voice(
        time(6, 40),
        "Anne Delcourt",
        "a.delcourt@courrier-senne.example",
        "Questions avant bouclage, 11 h",
        "Bonjour,\n\nJournaliste au Courrier de la Senne, je prépare un article pour notre édition de demain. Qui a "
        "décidé de montrer cette séquence sans avertissement, et combien de messages avez-vous reçus ? Bouclage à 11 h "
        "ce lundi.\n\nAnne Delcourt, Le Courrier de la Senne",
        "house.other",
    ),
    Voice(
        time(6, 58),
        "Un téléspectateur",
        "anonyme.4471@public.example",
        "Vous allez payer",
        "Je sais où se gare votre présentateur. Je vais l’attendre ce soir et je vais lui casser la figure, il "
        "comprendra ce que ça fait. Vous êtes prévenus.",
        "house.other",
    ),
    Voice(
        time(7, 12),
        "Hubert L.",
        "hubert.l@public.example",
        "« On me voit à l’image, je n’ai rien signé »",
        "Bonjour,\n\nHier soir à 20 h 53 on me voit en gros plan devant la maison de la rue Haute. J’étais là pour "
        "livrer, pas pour votre émission. Personne ne m’a demandé mon accord pour utiliser mon image et mon employeur "
        "m’a déjà appelé.\n\nJe vous demande de retirer ces images de la rediffusion et de vos réseaux, aujourd’hui.\n\n"
        "Hubert L.",
        "house.other",
    ),
)


def moments_of_the_family() -> list[datetime]:
    """When the four hundred wrote: what each quarter of an hour holds beside the twelve, evenly spread in it."""
    quarter = timedelta(minutes=15)
    start = datetime.combine(SUNDAY, time(20, 15), tzinfo=BRUSSELS)
    found: list[datetime] = []
    for number, count in enumerate(BARS):
        first = start + number * quarter
        found += _spread(first, quarter, count - _of_the_twelve(first, first + quarter))
    night = start + len(BARS) * quarter
    until = datetime.combine(MONDAY, time(8), tzinfo=BRUSSELS)
    return found + _spread(night, until - night, AFTER - _of_the_twelve(night, until))


def _of_the_twelve(first: datetime, last: datetime) -> int:
    return sum(first <= voice.at < last for voice in TWELVE)


def _spread(first: datetime, length: timedelta, count: int) -> list[datetime]:
    """Not at even intervals: those of a campaign sent by a machine would be."""
    step = length / (count or 1)
    return [first + at * step + (at * 37 % 11) / 13 * step for at in range(count)]
