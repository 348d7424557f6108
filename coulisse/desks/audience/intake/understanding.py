"""What a batch of messages says: language, kinds, topics, tone, minute on air, and what would hurt a reader.

Nothing is written here, and nothing is locked: it is the slow part, done before the rows are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from coulisse.desks.audience.intake import learning, topic_sets
from coulisse.desks.audience.intake.airing import OnTheAir
from coulisse.engines.triage.habit import is_clear, with_habit
from coulisse.engines.triage.hurtful import hurtful
from coulisse.engines.triage.kinds import KINDS, SERIOUS, Proposal, kinds_of_all
from coulisse.engines.triage.language import Guess, guess
from coulisse.engines.triage.learner import Learner
from coulisse.engines.triage.on_air import OnAir
from coulisse.engines.triage.texts import Texts
from coulisse.engines.triage.tone import tone_of
from coulisse.engines.triage.topics import propose_all
from coulisse.kernel.language import Language

READ: Final = 8_000
"""Letters of a message that are read; what follows says nothing new about its topic."""
HINTS: Final = frozenset(str(one) for one in Language) - {"und"}
HINTED: Final = 0.5
CHOSEN: Final = 0.9
"""How sure a topic or a kind is that the writer himself picked on a form."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message as it is read: its subject, the writer's own words, when it came."""

    subject: str
    own: str
    received_at: datetime
    language_hint: str = ""
    kind: str = ""
    topic: str = ""
    is_confirmed: bool = False

    @property
    def whole(self) -> str:
        return f"{self.subject}\n{self.own}"[:READ]


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the house knows when it reads: its sets of topics, and what corrections have taught."""

    sets: topic_sets.Sets
    learners: Mapping[str, Learner]

    def proposals(self, texts: Sequence[Text]) -> Iterator[tuple[tuple[Proposal, ...], tuple[Proposal, ...]]]:
        """The kinds and the topics of each, with what its writer picked among them."""
        read = Texts([text.whole for text in texts])
        kinds = kinds_of_all(read, self.learners.get(learning.KIND))
        topics = propose_all(read, self.sets.engine, self.learners)
        for text, of_kind, about in zip(texts, kinds, topics, strict=True):
            chosen = with_choice(of_kind, text.kind, sure=text.is_confirmed, order=KINDS)
            yield chosen, self._with_topic(about, text)

    def _with_topic(self, found: tuple[Proposal, ...], text: Text) -> tuple[Proposal, ...]:
        if text.topic not in self.sets.within:
            return found
        same = self.sets.within[text.topic]
        others = tuple(one for one in found if self.sets.within[one.code] != same)
        return (*others, Proposal(text.topic, 1.0 if text.is_confirmed else CHOSEN))


@dataclass(slots=True)
class Understood:
    """What one message says; everything is a proposal."""

    language: Guess
    kinds: tuple[Proposal, ...]
    topics: tuple[Proposal, ...]
    tone: Proposal
    on_air: OnAir | None
    gist: str
    production: int | None = None
    """Of the programme that is spoken of, where it is the house's own."""

    @property
    def is_folded(self) -> bool:
        return bool(self.gist)

    @property
    def kind_codes(self) -> frozenset[str]:
        return frozenset(one.code for one in self.kinds)


def knowledge() -> Knowledge:
    """Sets and learners, up to date, in two queries when nothing has changed."""
    return Knowledge(topic_sets.sets(), learning.learners())


def understand(texts: Sequence[Text], known: Knowledge, on_air: OnTheAir) -> list[Understood]:
    """What each says by itself; habits of the writers come after, see `settle_languages`."""
    proposed = known.proposals(texts)
    return [
        _understood(text, kinds, topics, on_air) for text, (kinds, topics) in zip(texts, proposed, strict=True)
    ]


def _understood(
    text: Text, kinds: tuple[Proposal, ...], topics: tuple[Proposal, ...], on_air: OnTheAir
) -> Understood:
    own = text.own[:READ]
    found = guess(own)
    if found.language is Language.UND:
        found = guess(text.subject)
    tone = tone_of(own or text.subject)
    spoken = on_air.air.spoken_of(text.whole, text.received_at)
    production = on_air.production_of(spoken.broadcast.key) if spoken is not None else None
    return Understood(found, kinds, topics, tone, spoken, gist_of(text.whole, kinds), production)


def gist_of(text: str, kinds: Sequence[Proposal]) -> str:
    """The code that stands in for a text that would hurt; empty for all others."""
    if any(one.code == "threat" for one in kinds):
        return "threat"
    found = hurtful(text)
    return found.code if found is not None else ""


def with_choice(
    found: tuple[Proposal, ...], chosen: str, *, sure: bool, order: Sequence[str]
) -> tuple[Proposal, ...]:
    """The proposals with what somebody picked among them: a serious kind that was seen stays beside it."""
    if chosen not in order:
        return found
    kept = [one for one in found if one.code != chosen and (one.code in SERIOUS or not sure)]
    kept.append(Proposal(chosen, 1.0 if sure else CHOSEN))
    return tuple(sorted(kept, key=lambda one: order.index(one.code)))


def settle_languages(
    found: Sequence[Understood],
    texts: Sequence[Text],
    writers: Sequence[int],
    habits: Mapping[int, Mapping[str, int]],
) -> None:
    """Short and mixed messages take the habit of their writer, of this batch and of earlier ones; then the
    hint."""
    usual: dict[int, Counter[Language]] = defaultdict(Counter)
    for writer, counts in habits.items():
        for code, many in counts.items():
            usual[writer][Language(code)] += many
    for one, writer in zip(found, writers, strict=True):
        if is_clear(one.language):
            usual[writer][one.language.language] += 1
    for one, text, writer in zip(found, texts, writers, strict=True):
        one.language = with_habit(one.language, usual.get(writer, {}))
        if one.language.confidence < HINTED and text.language_hint in HINTS:
            one.language = Guess(Language(text.language_hint), HINTED)


def as_json(found: Sequence[Proposal]) -> list[dict[str, Any]]:
    return [{"code": one.code, "confidence": one.confidence, "words": list(one.words)} for one in found]


def minute_of(found: OnAir) -> datetime | None:
    return None if found.minute is None else found.broadcast.start + timedelta(minutes=found.minute)


def why_on_air(found: OnAir) -> list[dict[str, Any]]:
    """The signs as they are kept."""
    return [{"code": sign.code, "words": sign.words} for sign in found.signs if sign.words]
