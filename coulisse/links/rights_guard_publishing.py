"""What is not cleared in the register of rights is not published: asked when it is armed and again as it leaves.

A file that no work of the register holds is refused too: nobody has said whose it is. A crop is held to be its
original, unless the register knows it as made from that one, with whom it hides. A post on a network is seen
everywhere, so the right must reach the whole world.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from coulisse.desks.community.questions import MayPublish
from coulisse.desks.office.rights.queries.clearing import Named, clearance_of, named, register_of
from coulisse.engines.clearance import Cleared, Obstacle, Purpose, Use
from coulisse.foundation.documents.queries import attached_among
from coulisse.foundation.journal.links import Answer, Reason, gate

WORK = "office.work"
NOT_LISTED = "rights.not-listed"
GONE = "rights.original-gone"
CLEARED = "rights.cleared"


@gate(answers=MayPublish)
def every_work_is_cleared(question: MayPublish) -> Answer:
    works = works_of(question.documents, question.made_from)
    told = standings(works, dict(question.made_from), question.network, question.on)
    reasons = tuple(one for one in told if one.code != CLEARED)
    sources = sorted({work for some in works.values() for work in some})
    return Answer(not reasons, reasons, tuple(f"{WORK}:{pk}" for pk in sources))


def standings(
    works: Mapping[int, list[int]], originals: Mapping[int, int], network: str, on: date
) -> tuple[Reason, ...]:
    """For each document what stands against it, each obstacle once; or that it is cleared, and until when."""
    results = clearance_of(
        {work for some in works.values() for work in some}, Use(Purpose.PROMO, network, None, on)
    )
    obstacles = [one for result in results.values() for one in _against(result)]
    names = dict(zip(obstacles, named(obstacles), strict=True))
    told: list[Reason] = []
    for document, some in works.items():
        found = [_reason(one, names[one], document) for work in some for one in _against(results[work])]
        if not some:
            code = GONE if _root(document, originals) == 0 else NOT_LISTED
            found = [Reason(code, {"document": document})]
        told += list({(one.code, *sorted(one.params.items())): one for one in found}.values())
        if not found:
            ends = [end for work in some if isinstance(one := results[work], Cleared) and (end := one.until)]
            told.append(Reason(CLEARED, {"document": document} | ({"day": min(ends).isoformat()} if ends else {})))
    return tuple(told)


def works_of(documents: Iterable[int], made_from: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The works that each document stands for. A crop stands for its original's, too, unless its own works are
    made from all of those; nothing listed anywhere stands for nothing."""
    originals = dict(made_from)
    held = attached_among({*documents, *originals, *originals.values()}, WORK)
    return {document: _stands_for(document, originals, held) for document in documents}


def _stands_for(document: int, originals: Mapping[int, int], held: Mapping[int, list[int]]) -> list[int]:
    own = held[document]
    if document not in originals:
        return own
    of_original = _stands_for(originals[document], originals, held)
    if not of_original:
        return []
    if own and set(of_original) <= set(register_of(own).works):
        return own
    return list(dict.fromkeys([*own, *of_original]))


def _root(document: int, originals: Mapping[int, int]) -> int:
    while document in originals:
        document = originals[document]
    return document


def _against(result: Cleared | tuple[Obstacle, ...]) -> tuple[Obstacle, ...]:
    return result if isinstance(result, tuple) else ()


def _reason(obstacle: Obstacle, names: Named, document: int) -> Reason:
    told: dict[str, str | int] = {"document": document, "work": obstacle.work, "title": names.title}
    if names.production is not None:
        told["production"] = names.production
    if names.who:
        told["who"] = names.who
    if obstacle.person is not None:
        told["person"] = obstacle.person
    if names.is_minor:
        told["minor"] = 1
    if obstacle.day is not None:
        told["day"] = obstacle.day.isoformat()
    return Reason(f"rights.{obstacle.code}", told)
