"""Words that hurt whoever must read them: insults, hatred of a group, sexual remarks, in French, Dutch and English.

One word may be a quotation or a joke: a message is folded from ENOUGH points on, each hard word giving two or
three, each milder one giving one, and one more where somebody is spoken to (« vous », "jij", "you"). A folded message stays
readable on demand, so that one too many costs a click. docs/engines/triage.md says what was measured.

>>> hurtful("Bande de connards, allez tous crever, vous êtes des ordures").code
'insult'
>>> hurtful("Quelle honte, cette émission est nulle") is None
True
"""

import re
from typing import Final

from coulisse.engines.triage.folding import plain
from coulisse.engines.triage.kinds import Proposal
from coulisse.engines.triage.needles import sieve

ENOUGH: Final = 3
HARD: Final = {"insult": 2, "hate": 3, "sexual": 3}
NEAR: Final = 60
"""Letters between a group of people and the hostile word that is said of it."""
_TO_SOMEBODY: Final = re.compile(
    r"\b(?:tu|toi|ta|ton|tes|t|vous|votre|vos|bande|espece|sale|sales|je|jij|jou|jouw|jullie|u|uw|bende|stel|you|your|"
    r"u r|ur|bunch)\b"
)
_HARD: Final = {
    "insult": sieve(
        r"\b(?:conn(?:ard|asse|ards|asses)|encul\w*|salop(?:e|es|ard|ards|erie)|putes?|putain de (?:\w+ )?(?:journalistes?|chaine)|"
        r"fils? de pute|fdp|ntm|nique (?:ta|vos|sa)\w*|abrutis?|debiles? (?:mentaux|mental)|"
        r"fermez? (?:la|vos|ta) gueules?|(?:ferme|ta) gueule|trous? du cul|sous merdes?|grosses? merdes?|"
        r"allez (?:tous )?(?:crever|vous faire)|va (?:crever|te faire)|klootzak\w*|kutwij\w*|kanker(?:wij|hoer|lijer|jo)\w*|"
        r"hoeren(?:zo|jo)\w*|smeerlap\w*|rotzak\w*|mongool|mongolen|achterlijk\w*|"
        r"hou (?:je|jullie) (?:bek|muil)|krijg (?:de|allemaal) \w+|godverdomse|fuck (?:you|off)|motherfuck\w*|assholes?|"
        r"cunts?|bastards?|bitch(?:es)?|scumbags?|pieces? of shit|go (?:die|to hell)|kill yourself|shut the fuck up|"
        r"retarded|whores?|wankers?)\b"
    ),
    "hate": sieve(
        r"\b(?:sales? (?:arabes?|noirs?|juifs?|juives?|musulman\w*|etranger\w*|pedes?|gouines?|handicap\w*|femmes?|immigr\w*|"
        r"flamands?|wallons?)|negres?|negresses?|bougnoul\w*|youpin\w*|bamboula\w*|sales? (?:pedales?|tapettes?)|tarlouzes?|gouines?|"
        r"(?:retourn\w+|rentr\w+) (?:tous )?(?:dans|chez) (?:ton|votre|leur|vous|toi|eux)(?: pays)?|"
        r"(?:les|ces) (?:arabes?|noirs?|juifs?|musulman\w*|migrants?|femmes?|homos\w*|handicap\w*|trans\w*|immigr\w*|"
        r"etrangers?|gays?) (?:sont|ne sont|devraient|doivent|meritent|n ont) (?:tous |toutes |que |pas )*"
        r"(?:\w+ ){0,3}?(?:mourir|crever|animaux|inferieur\w*|parasites?|vermine|dechets?|cafards?|rats|honte|tue\w*|brule\w*|"
        r"dehors|maladie|criminels|voleurs|terroristes|inutiles?|rien)|"
        r"(?:je|on) (?:deteste|hais|vomis) (?:tous |toutes )?(?:les|ces) \w+|nikkers?|zwartjoekel\w*|makak\w*|kutmarokk\w*|"
        r"geitenneuk\w*|jodenstreek\w*|flikkers?|vuile (?:jood|joden|turk\w*|zwart\w*|marokk\w*|arabier\w*|homo\w*|moslim\w*|"
        r"buitenlander\w*)|ik haat (?:alle |die )?\w+|"
        r"(?:alle )?(?:moslims?|joden|zwarten|homo\w*|vrouwen|buitenlanders|migranten|vluchtelingen|gehandicapt\w*|trans\w*) "
        r"(?:zijn|moeten|verdienen|horen) (?:allemaal |niet |geen )*(?:\w+ ){0,3}?(?:dood\w*|sterven|ongedierte|parasieten|"
        r"dieren|minderwaardig\w*|weg|ratten|criminelen|terroristen|ziek\w*|straf\w*)|"
        r"niggers?|faggots?|kikes?|pakis?|sandniggers?|trann(?:y|ies)|subhumans?|go back to (?:your|their) country|"
        r"i hate (?:all )?(?:muslims|jews|blacks|women|gays|immigrants|foreigners|trans\w*|disabled))\b"
    ),
    "sexual": sieve(
        r"\b(?:(?:te|vous|la|le) (?:baiser|sucer|enfiler)|suce (?:ma|mon|moi)|gros seins|belle (?:chatte|salope)|ma bite|"
        r"mets (?:toi|vous) (?:nue?|a poil)|(?:je|ik) .{0,12}neuk\w*|neuken|lekkere (?:tieten|kont)|pijp(?:en)? (?:me|mij)|"
        r"geile \w+|suck my \w+|show (?:me )?your tits|nice tits|i want to fuck|blowjob)\b"
    ),
}
_MILD: Final = {
    "insult": sieve(
        r"\b(?:con|cons|conne|connes|merdes?|ordures?|raclures?|varkens?|eikels?|teef|hoer|debiles?|cretins?|idiots?|idiotes?|imbeciles?|pourris?|vendus?|collabos?|"
        r"charognes?|larbins?|minables?|tocards?|bouffons?|pauvre type|lugenpresse|idioot|idioten|dommerik\w*|sukkels?|"
        r"onnozelaars?|stront|kut|lul|lullen|profiteurs?|leugenaars?|landverraders?|debielen?|uilskuikens?|idiots?|morons?|"
        r"stupid|liars?|traitors?|shit|crap|clowns?|losers?|pathetic)\b"
    ),
    "hate": sieve(r"\b(?:vermine|parasites?|cafards?|ongedierte|parasieten|vermin|cockroach\w*)\b"),
}


_GROUP: Final = (
    r"(?:femmes|musulman\w*|arabes?|noirs?|noires?|blacks?|juifs?|juives?|homos?|homosexuel\w*|gays?|lesbiennes?|pedes?|trans|"
    r"transgenres?|transsexuel\w*|migrants?|immigr\w*|etrangers?|refugies?|handicap\w*|roms?|"
    r"vrouwen|moslims?|arabier\w*|zwarten?|joden?|jood|homo s?|homos?|lesbi\w*|transgender\w*|transpersonen|migranten|"
    r"immigranten|buitenlanders?|vluchtelingen?|gehandicapten?|mindervaliden?|"
    r"women|muslims?|arabs?|blacks?|black people|jews?|gay people|lesbians?|trans people|immigrants?|foreigners?|refugees|"
    r"disabled people)"
)
_HOSTILE: Final = (
    r"(?:detest\w*|hai[st]?|hair|execr\w*|mepris\w*|degout\w*|repugn\w*|repuls\w*|ecoeur\w*|vomir|crever|creve\w*|mourir|meurent|tuer|"
    r"tue\w*|frapper|tabass\w*|elimin\w*|extermin\w*|bruler|pendre|punir|punis|inferieur\w*|parasites?|vermine|rats|cafards?|singes?|"
    r"porcs|chiens|animaux|dechets?|ordures?|racaille|sales?|pourri\w*|immoral\w*|diabolique\w*|malefique\w*|peste|fleau|"
    r"supporter|stupides?|idiot\w*|debiles?|inutiles?|monstr\w*|malade mental\w*|"
    r"haat|haten|veracht\w*|verafschuw\w*|walg\w*|doden|dood|sterven|vermoord\w*|slaan|verkracht\w*|uitgeroeid|uitroeien|straf\w*|"
    r"gestraft|minderwaardig\w*|ongedierte|parasieten|ratten|apen|varkens|honden|dieren|uitschot|tuig|schuim|vuil\w*|smerig\w*|vies|"
    r"vieze|ziekelijk|kwaadaardig\w*|immoreel|plaag|uitstaan|dom|domme|achterlijk\w*|waardeloos|monsters|afschuw\w*|"
    r"hate|despise|disgust\w*|kill\w*|beat|exterminat\w*|punish\w*|inferior|parasites|vermin|rats|apes|pigs|animals|scum|filth\w*|"
    r"immoral|evil|plague|stupid|worthless)"
)
_SAID_OF: Final = sieve(rf"\b{_GROUP}\b.{{0,{NEAR}}}?\b{_HOSTILE}\b|\b{_HOSTILE}\b.{{0,{NEAR}}}?\b{_GROUP}\b")


def hurtful(text: str) -> Proposal | None:
    """What would hurt a reader, by code: insult, hate, sexual; None where the words don't bear it out."""
    read = plain(text)
    best: Proposal | None = None
    hard: list[str]
    spoken_to = 0.0 if _TO_SOMEBODY.search(read) is None else 1.0
    for code in ("hate", "sexual", "insult"):
        hard = [match.group() for match in _HARD[code].finditer(read)][:4]
        mild = [match.group() for match in _MILD[code].finditer(read)][:4] if code in _MILD else []
        if code == "hate" and (said := _SAID_OF.search(read)) is not None:
            hard.append(said.group())
        points = HARD[code] * len(hard) + len(mild) + (spoken_to if hard or len(mild) > 1 else 0.0)
        if points >= ENOUGH and (best is None or points / (points + 2) > best.confidence):
            best = Proposal(code, round(points / (points + 2), 2), tuple(dict.fromkeys((*hard, *mild)))[:4])
    return best
