"""Words by which a text is known to be personal, to deny, to greet or to take leave, in French, Dutch and
English."""

import re
from typing import Final

PERSONAL: Final = frozenset(
    "je j moi mon ma mes nous notre nos ik mij mijn wij we ons onze i my me our us mine".split()
)
"""Who speaks of himself."""

CLOSE: Final = frozenset(
    """fils fille filles garcon bebe enfant enfants mari femme epouse epoux compagnon compagne mere pere maman papa
    parents frere soeur oncle tante cousin cousine neveu niece voisin voisine ami amie collegue patient eleve
    eleves grand-mere zoon dochter kind kinderen baby man vrouw echtgenoot partner moeder vader mama papa ouders
    broer zus oom tante neef nicht buurman buurvrouw vriend vriendin collega leerling kleinzoon kleindochter son
    daughter child children husband wife partner mother father mum dad parents brother sister uncle aunt cousin
    nephew niece neighbour friend colleague pupil grandson granddaughter""".split()
)
"""Somebody near to who writes."""

OF_LIFE: Final = frozenset("ans an mois jaar jarige maanden years year months".split())
"""Behind a number: an age or a lapse of time."""

DENIALS: Final = frozenset(
    """pas jamais oppose opposons contre desaccord niet geen nooit oneens tegen not never don doesn didn disagree
    against oppose""".split()
)

LIGHT: Final = frozenset(
    """a ai ainsi alors apres au aucun aussi autre aux avait avant avec avez avoir avons bien c car ce cela ces cet
    cette chez comme d dans de depuis des deux doit donc du elle elles en encore est et etait ete etre eu eux fait
    faut il ils j je l la le les leur leurs lors lui m ma mais me meme mes moi mon n ne nos notre nous on ont ou
    par parce pas peu peut plus pour pourquoi qu quand que qui quoi s sa sans se sera ses si son sont sous sur t
    tous tout toute toutes tres trop un une vers vos votre vous y aan al alle als ben bij daar dan dat de deze die
    dit door dus een en er geen had hebben heeft heb het hier hij hoe hun ik in is ja je kan maar me meer men met
    mij mijn na naar niet nog nu of om omdat onder ons onze ook op over te ten ter tot u uit uw van veel voor waar
    waarom wanneer want waren was wat we wel werd wie wij wil worden wordt ze zeer zich zij zijn zo zonder zou a
    about all also am an and any are as at be been but by can did do does for from had has have he her him his how
    i if in is it its just me more my no not of on or our out she so than that the their them then there they this
    to too under up us very was we were what when where which who why will with would you your""".split()
)
"""Words that say nothing alone: they neither make an addition longer nor interrupt one."""

GREETING: Final = re.compile(
    r"^\W*(?:bonjour|bonsoir|madame|monsieur|cher|chère|chers|messieurs|mesdames|à qui de droit|beste|geachte|"
    r"goedendag|goedemorgen|goedenavond|hallo|dag|dear|hello|hi|good (?:morning|evening|"
    r"afternoon))\b[^.!?\n]{0,60}?[,.!?\n]",
    re.IGNORECASE,
)
LEAVE: Final = re.compile(
    r"\b(?:bien (?:cordialement|à vous)|cordialement|(?:mes |nos )?(?:(?:meilleures|sincères|"
    r"respectueuses|cordiales) )?"
    r"salutations(?: distinguées| respectueuses)?|sincèrement|d[’']avance merci|merci d[’']avance|"
    r"(?:met )?(?:vriendelijke|hartelijke|beleefde) groet(?:en)?|hoogachtend|groet(?:en|jes)|mvg|alvast bedankt|"
    r"(?:kind|best|warm) regards|regards|yours (?:sincerely|faithfully|truly)|sincerely|thanks in advance)\b",
    re.IGNORECASE,
)
LINES_OF_A_SIGNATURE: Final = 4
WORDS_OF_A_LINE: Final = 5
"""A last line of at most five words that ends without a full stop is a name or an address."""
MOST_OF_A_SIGNATURE: Final = 14
"""Words after the leave that may be a name and an address."""
