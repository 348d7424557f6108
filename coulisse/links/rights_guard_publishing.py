"""What is not cleared in the register of rights is not published: asked when it is armed and again as it leaves.

A file that no work of the register holds is refused too: nobody has said whose it is. A post on a network is seen
everywhere, so the right must reach the whole world.
"""

from coulisse.desks.community.questions import MayPublish
from coulisse.desks.office.rights.queries.clearing import clearance_of
from coulisse.engines.clearance import Obstacle, Purpose, Use
from coulisse.foundation.documents.queries import attached_among
from coulisse.foundation.journal.links import Answer, Reason, gate

WORK = "office.work"
NOT_LISTED = "rights.not-listed"


@gate(answers=MayPublish)
def every_work_is_cleared(question: MayPublish) -> Answer:
    held = attached_among(question.documents, WORK)
    works = sorted({work for some in held.values() for work in some})
    use = Use(Purpose.PROMO, question.network, None, question.on)
    reasons = [Reason(NOT_LISTED, {"document": document}) for document, some in held.items() if not some]
    for result in clearance_of(works, use).values():
        if isinstance(result, tuple):
            reasons += [_reason(one) for one in result]
    return Answer(not reasons, tuple(reasons), tuple(f"{WORK}:{pk}" for pk in works))


def _reason(obstacle: Obstacle) -> Reason:
    told: dict[str, str | int] = {"work": obstacle.work}
    if obstacle.person is not None:
        told["person"] = obstacle.person
    if obstacle.day is not None:
        told["day"] = obstacle.day.isoformat()
    return Reason(f"rights.{obstacle.code}", told)
