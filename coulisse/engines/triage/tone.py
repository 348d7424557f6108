"""The tone of a message, positive, neutral or negative: indicative only, never a judgement on who writes.

Words of praise and of blame are counted, turned round behind a denial; what was learned from corrections (labels
`pos`, `neu`, `neg`) is added. docs/engines/triage.md says how often this is right: do not decide anything by it.

>>> [tone_of(text).code for text in ("Quelle honte, c'est nul", "Prachtige uitzending!", "L'émission de 20h")]
['neg', 'pos', 'neu']
>>> tone_of("Ce n'était pas mauvais").code
'pos'
>>> tone_of("Nous attendons une réponse. Merci d'avance. Bien à vous").code
'neu'
"""

import re
from typing import Final

from coulisse.engines.triage.folding import folded
from coulisse.engines.triage.kinds import Proposal
from coulisse.engines.triage.learner import Learner

TONES: Final = ("neg", "neu", "pos")
BEHIND: Final = 3
"""Words over which a denial reaches."""
GOOD: Final = frozenset(
    """bravo merci superbe magnifique formidable excellent excellente genial geniale genialement super bon bonne
    bien beau belle bonheur adore adorons aime aimons heureux heureuse content contente ravi ravie top parfait
    parfaite felicitations passionnant passionnante emouvant remarquable sublime joie drole chouette plaisir mdr
    goed goede mooi mooie prachtig prachtige schitterend geweldig geweldige fantastisch fantastische leuk leuke
    dank bedankt proficiat knap blij tof toffe uitstekend uitstekende heerlijk grappig genoten good great love
    loved lovely wonderful brilliant superb fantastic excellent amazing awesome happy best thanks thank enjoyed
    beautiful perfect nice glad congratulations fun 😀 😁 😂 😃 😄 😊 😍 😘 👍 ❤ 🎉 👏 🥰 🙏""".split()
)
BAD: Final = frozenset(
    """honte honteux honteuse scandaleux scandaleuse scandale nul nulle mauvais mauvaise horrible degoutant
    degueulasse decu decue deception decevant triste colere furieux furieuse inadmissible inacceptable ridicule
    stupide idiot merde pire ennuyeux peur mort catastrophe catastrophique dommage malheureusement probleme menace
    faute erreur deteste marre insulte violence guerre schande schandalig slecht slechte teleurgesteld ontgoocheld
    boos kwaad verdrietig belachelijk dom stom onaanvaardbaar walgelijk vreselijk vreselijke jammer helaas probleem
    fout fouten saai haat angst dood ramp erger bad terrible awful horrible worst hate hated sad angry shame
    shameful disgrace disgusting disappointed disappointing boring stupid ridiculous unacceptable wrong fail failed
    unfortunately sorry problem fear dead disaster shit 😠 😡 😢 😭 👎 🤮 😞 😒 💔""".split()
)
TURNING: Final = frozenset(
    "pas jamais plus aucun ni sans niet geen nooit zonder not no never without don doesn didn isn".split()
)

POLITE: Final = re.compile(
    r"\b(?:bien (?:a (?:vous|toi)|cordialement|sincerement|respectueusement|amicalement|le bonjour)"
    r"|(?:bonne|belle|excellente) (?:journee|soiree|semaine|nuit|continuation|reception|fin de \w+)"
    r"|bon (?:week end|dimanche)"
    r"|merci (?:d avance|par avance|de (?:me|nous) (?:repondre|renseigner|lire))|au plaisir de vous lire"
    r"|(?:alvast|bij voorbaat) (?:bedankt|dank)|(?:bedankt|dank u|dank) (?:bij voorbaat|alvast)"
    r"|goede ?(?:dag|avond|morgen|middag|nacht)|(?:thanks|thank you) in advance|best (?:regards|wishes)"
    r"|good (?:morning|evening|afternoon|day))\b"
)
"""What closes and opens a letter whatever it says: no praise."""


def tone_of(text: str, learned: Learner | None = None) -> Proposal:
    """One of TONES with the words that spoke; confidence 0 to 1."""
    words = POLITE.sub(" ", " ".join(folded(text).split())).split()
    told: list[tuple[int, str]] = []
    denied_until = -1
    for at, word in enumerate(words):
        sign = (word in GOOD) - (word in BAD)
        if word in TURNING:
            denied_until = at + BEHIND
        elif sign:
            told.append((-sign if at <= denied_until else sign, word))
            denied_until = -1
    balance = sum(sign for sign, _ in told)
    points = {"pos": 0.9 * max(balance, 0), "neg": 0.9 * max(-balance, 0), "neu": 0.6}
    shares = _shared(points)
    if learned is not None:
        guess = learned.likely_of(text)
        shares = {code: shares[code] * (0.15 + guess.get(code, 0.0)) for code in TONES}
        total = sum(shares.values())
        shares = {code: share / total for code, share in shares.items()}
    best = max(TONES, key=lambda code: (shares[code], code == "neu"))
    spoken = tuple(word for sign, word in told if (sign > 0) == (best == "pos")) if best != "neu" else ()
    return Proposal(best, round(shares[best], 2), spoken[:4])


def _shared(points: dict[str, float]) -> dict[str, float]:
    powers = {code: 2.718281828 ** min(point, 4.0) for code, point in points.items()}
    total = sum(powers.values())
    return {code: power / total for code, power in powers.items()}
