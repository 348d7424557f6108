"""How grave a comment is, and by which words: threat before hate before insult before spam before criticism.

The gravest that holds wins. What is grave is proposed by words alone (`engines/triage`), read as written and as
meant (`words.words_of`); it misses more than it finds, which is what the house's own rules are for.

>>> [(one.severity.value, one.reasons[0].words) for one in judge_all(["C'est nul, quel dommage pour l'émission"])]
[('criticism', ('nul', 'dommage'))]
>>> judge_all(["Beau plateau."])[0].severity.value
'plain'
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from coulisse.engines.moderation.words import Lexicon, read_terms, words_of
from coulisse.engines.triage.hurtful import hurtful
from coulisse.engines.triage.kinds import Proposal, kinds_of_all
from coulisse.engines.triage.texts import together


class Severity(StrEnum):
    """The value is what a column holds."""

    THREAT = "threat"
    HATE = "hate"
    SEXUAL = "sexual"
    INSULT = "insult"
    SPAM = "spam"
    CRITICISM = "criticism"
    QUESTION = "question"
    PRAISE = "praise"
    PLAIN = "plain"


ORDER: Final = tuple(Severity)
"""The gravest first."""
FOLDED: Final = frozenset((Severity.THREAT, Severity.HATE, Severity.SEXUAL, Severity.INSULT))
"""What nobody reads without asking for it."""
KINDS: Final = {
    "threat": Severity.THREAT,
    "complaint": Severity.CRITICISM,
    "criticism": Severity.CRITICISM,
    "question": Severity.QUESTION,
    "suggestion": Severity.QUESTION,
    "praise": Severity.PRAISE,
}
LINKS_OF_SPAM: Final = 2
_LINK: Final = re.compile(r"https?://\S+|www\.\S+", re.IGNORECASE)
_SPAM: Final = Lexicon(
    read_terms(
        "gagnez de l argent\ngagner de l argent\nargent facile\ncrypto*\nbitcoin*\nwhatsapp\ntelegram\n"
        "cliquez sur mon profil\nlien dans ma bio\nabonnez vous a ma page\npret entre particuliers\n"
        "geld verdienen\nsnel geld\nklik op mijn profiel\nlink in mijn bio\nvolg mijn pagina\n"
        "make money\nclick my profile\nlink in bio\ncheck my profile"
    )[0]
)
_DISLIKE: Final = Lexicon(
    read_terms(
        "nul\nnulle\nnuls\nhonte\nhonteux\nhonteuse\nscandale*\ninadmissible*\ninacceptable*\ndecu*\ndommage\n"
        "mensonge*\npas normal\nn importe quoi\nbacle*\nmediocre*\nillisible*\ninaudible*\nindigne*\npartial*\n"
        "schande*\nschandalig*\nslecht*\nteleurgesteld*\nteleurstellend*\nonaanvaardbaar*\njammer\nleugen*\n"
        "onverstaanbaar*\npartijdig*\nzwak*\nwaardeloos*\nbeschamend*"
    )[0]
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why: a code (a severity, `links`, `rule`, `rate`, `language`, `topic`, `spared`) and the words that spoke.

    `rule` is the caller's number of the rule.
    """

    code: str
    words: tuple[str, ...] = ()
    rule: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """What the words alone say. `is_criticism`: it complains or disapproves, whatever else it does."""

    severity: Severity
    reasons: tuple[Reason, ...]
    words: tuple[str, ...]
    """Folded, for the rules."""
    links: int
    is_criticism: bool


def judge_all(texts: Sequence[str]) -> list[Judged]:
    """The judgement of each, in the order given."""
    meant = [words_of(text) for text in texts]
    kinds = kinds_of_all(together(list(texts)))
    disguised = kinds_of_all(together([" ".join(words) for words in meant]))
    return [
        _judged(text, words, (*plain, *other))
        for text, words, plain, other in zip(texts, meant, kinds, disguised, strict=True)
    ]


def graver(one: Severity, other: Severity) -> Severity:
    return min(one, other, key=ORDER.index)


def _judged(text: str, words: tuple[str, ...], kinds: Sequence[Proposal]) -> Judged:
    links = len(_LINK.findall(text))
    found: dict[Severity, Reason] = {}
    for severity, reason in _proposed(text, words, kinds, links):
        found.setdefault(severity, reason)
    order = sorted(found, key=ORDER.index)
    severity = order[0] if order else Severity.PLAIN
    reasons = tuple(found[one] for one in order)
    return Judged(severity, reasons, words, links, Severity.CRITICISM in found)


def _proposed(
    text: str, words: tuple[str, ...], kinds: Sequence[Proposal], links: int
) -> Iterator[tuple[Severity, Reason]]:
    for kind in kinds:
        if kind.code in KINDS:
            yield KINDS[kind.code], Reason(KINDS[kind.code], kind.words)
    for read in (text, " ".join(words)):
        hurts = hurtful(read)
        if hurts is not None:
            yield Severity(hurts.code), Reason(hurts.code, hurts.words)
    said = _SPAM.found(words)
    if links >= LINKS_OF_SPAM or (said and links) or len(said) > 1:
        yield Severity.SPAM, Reason(Severity.SPAM, said or (str(links),))
    if disliked := _DISLIKE.found(words):
        yield Severity.CRITICISM, Reason(Severity.CRITICISM, disliked)
